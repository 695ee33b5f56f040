"""What can be exported: a table of the subjects, with their words, their formats and their columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from crm.exporting import days
from crm.exporting.asked import CALENDAR, CONTACTS
from crm.importing.fields import FIELDS
from crm.matter_columns import COLUMNS, USUAL
from crm.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class Format:
    """How a file can be written; ``note`` says why there are no columns to choose, empty where there are, and
    ``has_room`` whether all of them fit."""

    ending: str
    name: str
    note: str = ""
    has_room: bool = True


XLSX, CSV, VCARD, ICALENDAR, PDF = ".xlsx", ".csv", ".vcf", ".ics", ".pdf"
ENDINGS = (XLSX, CSV, ".tsv", VCARD, ICALENDAR, PDF)


@dataclass(frozen=True, slots=True)
class Subject:
    """Something to be exported, under the code that a query calls it by.

    ``everything``, ``found`` (of a ``{query}``) and ``chosen`` name which of it; ``noun`` what so many are called;
    ``file`` the file proposed on a ``{day}``; ``headings`` its columns by key, of which ``usual`` are wanted at first.
    """

    code: str
    name: str
    everything: str
    found: str
    chosen: str
    noun: Callable[[int], str]
    file: str
    formats: tuple[Format, ...]
    headings: Mapping[str, str]
    usual: tuple[str, ...]

    def format_of(self, ending: str) -> int:
        """The place among the formats of the one whose files end so; -1 for none."""
        return next((place for place, one in enumerate(self.formats) if one.ending == ending), -1)


@lru_cache
def subjects() -> Mapping[str, Subject]:
    """The subjects by code, in the order in which they are offered."""
    xlsx = Format(XLSX, _("Hoja de cálculo (XLSX)"))
    csv = Format(CSV, _("Texto separado por comas (CSV)"))
    vcard = Format(
        VCARD,
        _("Tarjetas (vCard)"),
        _("Una tarjeta lleva el contacto completo; no tiene columnas."),
    )
    icalendar = Format(
        ICALENDAR,
        _("Calendario (ICS)"),
        _(
            "Un calendario no tiene columnas: lleva título, día, hora, lugar y liga. Las minutas y quién participa se "
            "quedan en la base."
        ),
    )
    terms = Format(
        ICALENDAR,
        _("Calendario (ICS)"),
        _(
            "Lleva el día en que termina cada vigencia y el último para avisar; quedan fuera los convenios sin fecha de"
            " término y los ya terminados."
        ),
    )
    pdf = Format(PDF, _("Directorio en papel (PDF)"), has_room=False)
    found = (
        Subject(
            code=CONTACTS,
            name=_("Contactos"),
            everything=_("Todos los contactos"),
            found=_("Los de la búsqueda «{query}»"),
            chosen=_("Los elegidos en la lista"),
            noun=lambda n: ngettext("contacto", "contactos", n),
            file=_("Contactos {day}"),
            formats=(xlsx, csv, vcard),
            headings={field.key: field.heading for field in FIELDS.values() if not field.only_import},
            usual=_CONTACTS_USUAL,
        ),
        Subject(
            code="actividades",
            name=_("Actividades"),
            everything=_("Todas las actividades"),
            found=_("Las de la búsqueda «{query}»"),
            chosen=_("Las elegidas en la lista"),
            noun=lambda n: ngettext("actividad", "actividades", n),
            file=_("Actividades {day}"),
            formats=(xlsx, csv, icalendar, pdf),
            headings=_headings("actividades"),
            usual=USUAL["actividades"],
        ),
        Subject(
            code=CALENDAR,
            name=_("Calendario"),
            everything="",
            found="{query}",
            chosen="",
            noun=lambda n: ngettext("entrada del calendario", "entradas del calendario", n),
            file=_("Calendario {day}"),
            formats=(icalendar, xlsx, csv),
            headings={key: _(heading) for key, heading in days.COLUMNS.items()},
            usual=tuple(days.COLUMNS),
        ),
        Subject(
            code="giras",
            name=_("Giras"),
            everything=_("Todas las giras"),
            found=_("Las de la búsqueda «{query}»"),
            chosen=_("Las elegidas en la lista"),
            noun=lambda n: ngettext("gira", "giras", n),
            file=_("Giras {day}"),
            formats=(xlsx, csv, icalendar, pdf),
            headings=_headings("giras"),
            usual=USUAL["giras"],
        ),
        Subject(
            code="convenios",
            name=_("Convenios"),
            everything=_("Todos los convenios"),
            found=_("Los de la búsqueda «{query}»"),
            chosen=_("Los elegidos en la lista"),
            noun=lambda n: ngettext("convenio", "convenios", n),
            file=_("Convenios {day}"),
            formats=(xlsx, csv, terms, pdf),
            headings=_headings("convenios"),
            usual=USUAL["convenios"],
        ),
        Subject(
            code="seguimientos",
            name=_("Seguimientos"),
            everything=_("Todos los seguimientos"),
            found=_("Los de la búsqueda «{query}»"),
            chosen=_("Los elegidos en la lista"),
            noun=lambda n: ngettext("seguimiento", "seguimientos", n),
            file=_("Seguimientos {day}"),
            formats=(xlsx, csv, icalendar, pdf),
            headings=_headings("seguimientos"),
            usual=USUAL["seguimientos"],
        ),
        Subject(
            code="gestiones",
            name=_("Gestiones"),
            everything=_("Todas las gestiones"),
            found=_("Las de la búsqueda «{query}»"),
            chosen=_("Las elegidas en la lista"),
            noun=lambda n: ngettext("gestión", "gestiones", n),
            file=_("Gestiones {day}"),
            formats=(xlsx, csv, pdf),
            headings=_headings("gestiones"),
            usual=USUAL["gestiones"],
        ),
    )
    return {subject.code: subject for subject in found}


def _headings(code: str) -> Mapping[str, str]:
    return {key: _(heading) for key, heading in COLUMNS[code].items()}


_CONTACTS_USUAL = (
    "nombre",
    "organizacion",
    "cargo",
    "telefono",
    "correo",
    "ciudad",
    "estado",
    "pais_direccion",
    "categoria",
    "etiquetas",
)
