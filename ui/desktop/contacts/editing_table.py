"""What can be edited of a record: for each field its name, the control it is typed in, and what it starts from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crm.cards import ORGANIZATION_KINDS
from crm.contact_list import country_names
from crm.contact_record import ContactRecord
from crm.contact_values import Kept
from crm.texts import _
from ui.desktop.contacts import editing_fields as own
from ui.desktop.fields.country import CountryField
from ui.desktop.fields.date import DateField
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import ChoiceField, LongTextField, NoteField, TextField
from ui.desktop.fields.picker import Picker
from ui.desktop.fields.reach import AddressField, EmailField, LinkField, PhoneField

Key = tuple[str, int]
"""A place of a record: the field, and the row that keeps the value; 0 for a new one and for what has no row."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One value: ``before`` is what ``crm.contact_edit.save`` takes, ``value`` what the field shows (None: nothing).

    ``after`` makes of the field's value what is saved; ``removable`` values can be taken away.
    """

    key: Key
    name: str
    before: Any
    value: Any
    make: Callable[[], Field]
    after: Callable[[Any], Any]
    removable: bool = False

    @property
    def field(self) -> str:
        """The field's name, as ``crm.contact_edit`` knows it."""
        return self.key[0]


def names(record: ContactRecord) -> dict[str, str]:
    """The fields that a contact of this kind can have, by code, in the order of a menu."""
    shared = {
        "phones": _("Teléfono"),
        "emails": _("Correo"),
        "addresses": _("Domicilio"),
        "links": _("Página o cuenta en línea"),
    }
    closing = {
        "consulate": _("Consulado"),
        "groups": _("Red o grupo"),
        "tags": _("Etiquetas"),
        "notes": _("Nota"),
        "source": _("Fuente"),
        "verified_on": _("Fecha de verificación"),
    }
    if record.kind == "person":
        person = {
            "posts": _("Cargo"),
            "known_as": _("Conocida como"),
            "leadership": _("Liderazgo"),
            "origin": _("Originaria de"),
            "languages": _("Idiomas"),
        }
        return shared | person | closing
    organization = {
        "posts": _("Persona con un cargo"),
        "acronym": _("Siglas"),
        "other_names": _("Otro nombre"),
        "organization_kind": _("Clase de organización"),
        "subtype": _("Tipo"),
        "parent": _("Depende de"),
        "country": _("País"),
        "relations": _("Relación"),
        "categories": _("Categoría"),
    }
    return shared | organization | closing


def can_add(record: ContactRecord) -> dict[str, str]:
    """Those of ``names`` that are still empty, or of which there can be one more."""
    several = set(SEVERAL)
    lacking = {
        "consulate": record.consulate is None,
        "parent": record.parent is None,
        "tags": not record.tags,
        "languages": not record.languages,
        "categories": not record.category,
        "organization_kind": True,  # they stand on top, in words, not in a line of their own
        "country": True,
    }
    return {
        code: name
        for code, name in names(record).items()
        if code in several or lacking.get(code, not record.own.get(code, ""))
    }


def edit_of(record: ContactRecord, field: str, kit: Kit, kept: Kept | None = None) -> Edit:
    """How one value of a record is edited; without ``kept``, a new one of the fields that there can be several of."""
    if field in SEVERAL:
        key = (field, kept.row if kept is not None else 0)
        make = SEVERAL[field]
        value = kept.value if kept is not None else None
        return Edit(
            key, _name(record, field), kept, value, lambda: make(kit, record), _emptied, kept is not None
        )
    if field == "name":
        return _name_edit(record, kit)
    if field in _WHOLE:
        before, made = _WHOLE[field]
        whole = before(record)
        return Edit((field, 0), _name(record, field), whole, whole, lambda: made(kit), _as_it_is)
    text = record.own.get(field, "")

    def after(typed: str) -> dict[str, str]:
        return {field: typed}

    return Edit(
        (field, 0), _name(record, field), {field: text}, text, lambda: _own_field(record, field, kit), after
    )


def _name(record: ContactRecord, field: str) -> str:
    return names(record).get(field, _("Nombre"))


def _name_edit(record: ContactRecord, kit: Kit) -> Edit:
    if record.kind == "person":
        parts = ("treatment", "given_names", "first_surname", "second_surname")
        before = {part: record.own.get(part, "") for part in parts}
        return Edit(("name", 0), _("Nombre"), before, before, lambda: own.NameField(kit), _as_it_is)
    text = record.own.get("official_name", "")
    required = _("Falta el nombre oficial: escríbalo.")

    def after(typed: str) -> dict[str, str]:
        return {"official_name": typed}

    return Edit(
        ("name", 0),
        _("Nombre oficial"),
        {"official_name": text},
        text,
        lambda: LongTextField(_("Nombre oficial"), kit, required=required),
        after,
    )


def _own_field(record: ContactRecord, field: str, kit: Kit) -> Field:
    name = _name(record, field)
    if field == "verified_on":
        return DateField(name, kit)
    if field == "country":
        return CountryField(name, kit)
    if field == "organization_kind":
        return ChoiceField(name, kit, {kind: _(kind).capitalize() for kind in ORGANIZATION_KINDS})
    return TextField(name, kit)


def _phone(kit: Kit, record: ContactRecord) -> Field:
    """A number without its country is of the contact's address, else of Mexico (DOMAIN, "Phones")."""
    places = [value.kept.value.country for value in record.addresses if value.kept is not None]
    known = [code for code in (*places, record.own.get("country", "")) if code in country_names()]
    return PhoneField(kit, country=known[0] if known else "")


def _emptied(value: Any) -> Any:
    """A note without text is none."""
    return value or None


def _as_it_is(value: Any) -> Any:
    return value


SEVERAL: dict[str, Callable[[Kit, ContactRecord], Field]] = {
    "phones": _phone,
    "emails": lambda kit, _record: EmailField(kit),
    "addresses": lambda kit, _record: AddressField(kit),
    "links": lambda kit, _record: LinkField(kit),
    "other_names": lambda kit, _record: own.OtherNameField(kit),
    "posts": lambda kit, record: own.PostField(kit, record.reference),
    "relations": lambda kit, record: own.RelationField(kit, record.reference),
    "groups": lambda kit, _record: own.GroupField(kit),
    "notes": lambda kit, _record: NoteField(_("Nota"), kit),
}
"""Fields that a contact can have several of, and what each value is typed in."""
_WHOLE: dict[str, tuple[Callable[[ContactRecord], Any], Callable[[Kit], Field]]] = {
    "tags": (lambda record: record.tags, own.TagsField),
    "languages": (lambda record: record.languages, own.LanguagesField),
    "categories": (lambda record: record.categories, own.CategoriesField),
    "parent": (lambda record: record.parent, lambda kit: Picker(_("Depende de"), kit, "organization")),
    "consulate": (lambda record: record.consulate, lambda kit: Picker(_("Consulado"), kit, "organization")),
}
