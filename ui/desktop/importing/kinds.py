"""What can be imported: a table of the kinds, with their words; ``ui.desktop.importing.work`` says how."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from crm.importing import agreement_columns
from crm.importing.fields import FIELDS
from crm.importing.kinds import ACTIVITIES, AGREEMENTS, CALENDAR, CONTACTS
from crm.matter_columns import ACTIVITY_COLUMNS
from crm.texts import _, ngettext
from ui.desktop.places import (
    ACTIVITIES as ACTIVITIES_PLACE,
    AGREEMENTS as AGREEMENTS_PLACE,
    CONTACTS as CONTACTS_PLACE,
)


@dataclass(frozen=True, slots=True)
class ImportKind:
    """Something that files bring. ``noun`` is what so many are called, ``named`` tells of the contacts made because
    rows name them, ``fields`` are what a column can hold, by key; ``nameless`` says what to do when no column tells
    what the rows are, ``plain`` why there are no columns at all; ``tags`` whether every row can be given some,
    ``numbered`` whether there are fields that a record has several of, each with its number.

    ``see`` names the button that goes to the ``place`` where they are, ``see_named`` the one that goes to the contacts
    that ``named_query`` finds of those that operation ``n`` made.
    """

    code: str
    name: str
    noun: Callable[[int], str]
    named: Callable[[int], str]
    fields: Mapping[str, str]
    nameless: str
    plain: str
    tags: bool
    numbered: bool
    place: str
    see: str
    icon: str
    see_named: str
    named_query: str


@lru_cache
def kinds() -> Mapping[str, ImportKind]:
    """The kinds by code, in the order in which they are offered."""
    activities = {key: _(heading) for key, heading in ACTIVITY_COLUMNS.items()}
    found = (
        ImportKind(
            code=CONTACTS,
            name=_("Contactos"),
            noun=lambda n: ngettext("contacto", "contactos", n),
            named=lambda n: ngettext(
                "{n:,} institución que se nombra", "{n:,} instituciones que se nombran", n
            ),
            fields={key: field.heading for key, field in FIELDS.items()},
            nameless=_(
                "Ninguna columna dice el nombre del contacto: elija cuál es «Nombre completo» u «Organización»."
            ),
            plain=_("Las tarjetas vCard no tienen columnas."),
            tags=True,
            numbered=True,
            place=CONTACTS_PLACE,
            see=_("Ver los contactos"),
            icon="users",
            see_named=_("Ver las instituciones nuevas"),
            named_query="operacion:+{n} -tipo:persona",
        ),
        ImportKind(
            code=ACTIVITIES,
            name=_("Actividades"),
            noun=lambda n: ngettext("actividad", "actividades", n),
            named=lambda n: ngettext("{n:,} contacto que se nombra", "{n:,} contactos que se nombran", n),
            fields={**activities, "participantes": _("Participantes")},
            nameless=_(
                "Falta la columna con el título o la del tipo de cada actividad: elija cuál es «Título» y cuál «Tipo»."
            ),
            plain="",
            tags=False,
            numbered=False,
            place=ACTIVITIES_PLACE,
            see=_("Ver las actividades"),
            icon="calendar-days",
            see_named=_("Ver los contactos nuevos"),
            named_query="operacion:+{n}",
        ),
        ImportKind(
            code=AGREEMENTS,
            name=_("Convenios"),
            noun=lambda n: ngettext("convenio", "convenios", n),
            named=lambda n: ngettext(
                "{n:,} institución que se nombra", "{n:,} instituciones que se nombran", n
            ),
            fields={key: _(heading) for key, heading in agreement_columns.COLUMNS.items()},
            nameless=_("Falta la columna con el nombre de cada convenio: elija cuál es «Convenio»."),
            plain="",
            tags=False,
            numbered=False,
            place=AGREEMENTS_PLACE,
            see=_("Ver los convenios"),
            icon="handshake",
            see_named=_("Ver las instituciones nuevas"),
            named_query="operacion:+{n} -tipo:persona",
        ),
        ImportKind(
            code=CALENDAR,
            name=_("Calendario"),
            noun=lambda n: ngettext("entrada del calendario", "entradas del calendario", n),
            named=lambda n: ngettext("{n:,} contacto que se nombra", "{n:,} contactos que se nombran", n),
            fields={},
            nameless="",
            plain=_(
                "Un calendario no tiene columnas: sus eventos son actividades, y sus tareas, seguimientos."
            ),
            tags=False,
            numbered=False,
            place=ACTIVITIES_PLACE,
            see=_("Ver las actividades"),
            icon="calendar-days",
            see_named=_("Ver los contactos nuevos"),
            named_query="operacion:+{n}",
        ),
    )
    return {kind.code: kind for kind in found}
