"""Editing a contact value by value: what somebody typed in one field becomes one operation, and touches nothing else.

``save`` takes what the field said when it was opened and what it is to say; a value that somebody else has changed
meanwhile is not overwritten unseen. References go by id, so that two of one name are never mixed up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import contact_ties
from crm.cards import Address, Card, Email, Link, OtherName, Phone
from crm.contact_values import Categories, Kept, Reference
from crm.contacts import check, heir
from crm.directory import Directory
from crm.emails import match_key
from crm.errors import InvalidValue, NotFound
from crm.records import told_of
from crm.texts import _, mark
from db.contacts import (
    Address as AddressRow,
    Email as EmailRow,
    Link as LinkRow,
    Note,
    Organization,
    OrganizationCategory,
    OrganizationName,
    Person,
    Phone as PhoneRow,
    SpokenLanguage,
)
from db.folding import fold
from db.labels import RecordTag, Tag
from db.records import Record


def title(field: str, before: Any, after: Any) -> str:
    """The title of the operation that changes a field (a template without names)."""
    added, changed, removed = _TITLES[field]
    if _is_nothing(after):
        return removed
    return added if _is_nothing(before) else changed


def save(session: Session, contact: int, field: str, before: Any, after: Any) -> None:
    """Make one field of a contact say ``after``; ``before`` is what it said when it was opened.

    Fields that a contact has several of (``phones``, ``posts`` …) take a ``Kept`` or None before and a value or None
    after: None adds or removes. ``name`` and the other texts of the contact's own row take a mapping of their columns;
    ``parent`` and ``consulate`` a Reference or None; ``tags`` and ``languages`` a tuple; ``categories`` Categories.

    Raises InvalidValue for what cannot be kept, NotFound if the contact is gone, ChangedMeanwhile if the field no
    longer says ``before``. Saving what is there already changes nothing.
    """
    contact = heir(session, contact)
    record = session.get(Record, contact)
    if record is None or record.trashed_by is not None or record.kind not in ("person", "organization"):
        raise NotFound(_("Este contacto ya no está en la base; actualice la lista con F5."))
    if field in contact_ties.FIELDS:
        contact_ties.save(session, contact, field, before, after, changed=told_of(session, record))
    elif field in _SEVERAL:
        _save_row(session, record, field, before, after)
    elif field in _SETS:
        _SETS[field](session, record, before, after)
    elif field in ("parent", "consulate"):
        _save_reference(session, record, field, before, after)
    else:
        _save_own(session, record, before, after)


@dataclass(frozen=True, slots=True)
class _Several:
    """The table of a field that a contact has several of: its class, and its columns by the value's fields."""

    table: type[Any]
    owner: str
    value: type[Any]
    columns: Mapping[str, str]


def _columns_of(value: type[Any]) -> dict[str, str]:
    return {field.name: field.name for field in fields(value)}


_SEVERAL = {
    "phones": _Several(PhoneRow, "record_id", Phone, _columns_of(Phone)),
    "emails": _Several(EmailRow, "record_id", Email, _columns_of(Email)),
    "addresses": _Several(AddressRow, "record_id", Address, _columns_of(Address)),
    "links": _Several(LinkRow, "record_id", Link, _columns_of(Link)),
    "other_names": _Several(OrganizationName, "organization_id", OtherName, _columns_of(OtherName)),
    "notes": _Several(Note, "record_id", str, {"": "text"}),
}


def _save_row(session: Session, record: Record, field: str, before: Kept | None, after: Any) -> None:
    table = _SEVERAL[field]
    row = None if before is None else session.get(table.table, before.row)
    if before is not None:
        now = None if row is None or getattr(row, table.owner) != record.id else _value_of(table, row)
        if now == after:
            return
        if now != before.value:
            raise told_of(session, record)(now)
    if after is None:
        session.delete(row)
        return
    _check(record.kind, **{field: (after,)})
    if after in _others(session, record, table, row):
        raise InvalidValue(_("Eso ya está en la ficha; no hace falta repetirlo."), field)
    if row is None:
        row = table.table(**{table.owner: record.id})
        session.add(row)
    for name, column in table.columns.items():
        setattr(row, column, getattr(after, name) if name else after)
    if field == "emails":
        row.match_key = match_key(after.address)


def _value_of(table: _Several, row: Any) -> Any:
    values = {name: getattr(row, column) for name, column in table.columns.items()}
    return values[""] if "" in values else table.value(**values)


def _others(session: Session, record: Record, table: _Several, row: Any) -> list[Any]:
    owner = getattr(table.table, table.owner)
    rows = session.execute(select(table.table).where(owner == record.id)).scalars()
    return [_value_of(table, other) for other in rows if other is not row]


def _save_own(session: Session, record: Record, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    own: Any = session.get(Person if record.kind == "person" else Organization, record.id)
    columns = {name: "kind" if name == "organization_kind" else name for name in after}
    now = {name: getattr(own, column) for name, column in columns.items()}
    if now == dict(after):
        return
    if any(now[name] != before.get(name, "") for name in after):
        raise told_of(session, record)(now)
    names = ("official_name",) if record.kind == "organization" else _PERSON_NAMES
    kept = {name: getattr(own, name) for name in names}
    check(Card(kind=record.kind, **{**kept, **after}))  # type: ignore[arg-type]
    for name, column in columns.items():
        setattr(own, column, after[name])


_PERSON_NAMES = ("given_names", "first_surname", "second_surname")


def _save_reference(
    session: Session, record: Record, field: str, before: Reference | None, after: Reference | None
) -> None:
    own: Any = session.get(Person if record.kind == "person" else Organization, record.id)
    column = f"{field}_id"
    now = getattr(own, column)
    if now != (before.id if before else None):
        raise told_of(session, record)(now)
    wanted = None if after is None else contact_ties.resolve(session, after, "organization")
    if wanted == record.id:
        raise InvalidValue(_("Un contacto no puede depender de sí mismo; elija otro."), field)
    if field == "parent" and wanted is not None and record.id in _ancestors(session, wanted):
        raise InvalidValue(
            _("No se puede: esa institución ya depende de esta, directa o indirectamente."), field
        )
    if now != wanted:
        setattr(own, column, wanted)


def _ancestors(session: Session, organization: int) -> set[int]:
    found: set[int] = set()
    following: int | None = organization
    while following is not None and following not in found:
        found.add(following)
        following = session.execute(
            select(Organization.parent_id).where(Organization.id == following)
        ).scalar()
    return found


def _save_tags(session: Session, record: Record, before: Sequence[str], after: Sequence[str]) -> None:
    """Only what was added and taken away here: what another desk did to the tags stays."""
    _check(record.kind, tags=tuple(after))
    if any(not fold(label) for label in after):
        raise InvalidValue(_("Escriba la etiqueta: está vacía."), "tags")
    was, wanted = {fold(label) for label in before}, {fold(label): label for label in after}
    rows = select(RecordTag, Tag.folded).join(Tag, Tag.id == RecordTag.tag_id)
    present = {folded: row for row, folded in session.execute(rows.where(RecordTag.record_id == record.id))}
    for folded in was - wanted.keys():
        if folded in present:
            session.delete(present[folded])
    known = Directory(session)
    for folded, label in wanted.items():
        if folded not in was and folded not in present:
            found = known.tag(label)
            if found is None:
                made = Tag(label=" ".join(label.split()), folded=folded)
                session.add(made)
                session.flush()
                found = made.id
            session.add(RecordTag(record_id=record.id, tag_id=found))


def _save_languages(session: Session, record: Record, before: Sequence[str], after: Sequence[str]) -> None:
    present = {
        row.language: row
        for row in session.execute(
            select(SpokenLanguage).where(SpokenLanguage.person_id == record.id)
        ).scalars()
    }
    for code in set(before) - set(after):
        if code in present:
            session.delete(present[code])
    for code in after:
        if code not in before and code not in present:
            session.add(SpokenLanguage(person_id=record.id, language=code))


def _save_categories(session: Session, record: Record, before: Categories, after: Categories) -> None:
    _check(record.kind, main_category=after.main, further_categories=after.further)
    if after.further and not after.main:
        raise InvalidValue(_("Elija primero la categoría principal."), "categories")
    owned = select(OrganizationCategory).where(OrganizationCategory.organization_id == record.id)
    present = {
        row.category: row for row in session.execute(owned.order_by(OrganizationCategory.id)).scalars()
    }
    main = next((code for code, row in present.items() if row.is_main), "")
    now = Categories(main, tuple(code for code in present if code != main))
    if (now.main, set(now.further)) != (before.main, set(before.further)):
        raise told_of(session, record)(now)
    wanted = [code for code in dict.fromkeys((after.main, *after.further)) if code]
    for code, row in present.items():
        if code not in wanted:
            session.delete(row)
        elif row.is_main != (code == after.main):
            row.is_main = code == after.main
    for code in wanted:
        if code not in present:
            session.add(
                OrganizationCategory(organization_id=record.id, category=code, is_main=code == after.main)
            )


_SETS: dict[str, Callable[[Session, Record, Any, Any], None]] = {
    "tags": _save_tags,
    "languages": _save_languages,
    "categories": _save_categories,
}


def _check(kind: str, **values: Any) -> None:
    """The rules of a card, for a field alone."""
    name = {"official_name": "·"} if kind == "organization" else {"given_names": "·"}
    check(Card(kind=kind, **name, **values))  # type: ignore[arg-type]


def _is_nothing(value: Any) -> bool:
    if isinstance(value, Mapping):
        return not any(value.values())
    return value in (None, "", (), Categories())


_OWN_TITLES = (mark("Dato agregado"), mark("Dato cambiado"), mark("Dato quitado"))
_TITLES: Mapping[str, tuple[str, str, str]] = {
    "name": (mark("Nombre agregado"), mark("Nombre cambiado"), mark("Nombre quitado")),
    "phones": (mark("Teléfono agregado"), mark("Teléfono cambiado"), mark("Teléfono quitado")),
    "emails": (mark("Correo agregado"), mark("Correo cambiado"), mark("Correo quitado")),
    "addresses": (mark("Domicilio agregado"), mark("Domicilio cambiado"), mark("Domicilio quitado")),
    "links": (mark("Liga agregada"), mark("Liga cambiada"), mark("Liga quitada")),
    "notes": (mark("Nota agregada"), mark("Nota cambiada"), mark("Nota quitada")),
    "other_names": (mark("Otro nombre agregado"), mark("Otro nombre cambiado"), mark("Otro nombre quitado")),
    "posts": (mark("Cargo agregado"), mark("Cargo cambiado"), mark("Cargo quitado")),
    "relations": (mark("Relación agregada"), mark("Relación cambiada"), mark("Relación quitada")),
    "groups": (mark("Contacto en un grupo"), mark("Membresía cambiada"), mark("Contacto fuera de un grupo")),
    "tags": (mark("Etiquetas agregadas"), mark("Etiquetas cambiadas"), mark("Etiquetas quitadas")),
    "languages": (mark("Idiomas agregados"), mark("Idiomas cambiados"), mark("Idiomas quitados")),
    "categories": (mark("Categoría agregada"), mark("Categoría cambiada"), mark("Categoría quitada")),
    "parent": (mark("Dependencia agregada"), mark("Dependencia cambiada"), mark("Dependencia quitada")),
    "consulate": (mark("Consulado agregado"), mark("Consulado cambiado"), mark("Consulado quitado")),
    "acronym": (mark("Siglas agregadas"), mark("Siglas cambiadas"), mark("Siglas quitadas")),
    "subtype": (mark("Tipo agregado"), mark("Tipo cambiado"), mark("Tipo quitado")),
    "organization_kind": (mark("Tipo agregado"), mark("Tipo cambiado"), mark("Tipo quitado")),
    "known_as": _OWN_TITLES,
    "leadership": (mark("Liderazgo agregado"), mark("Liderazgo cambiado"), mark("Liderazgo quitado")),
    "origin": (
        mark("Lugar de origen agregado"),
        mark("Lugar de origen cambiado"),
        mark("Lugar de origen quitado"),
    ),
    "country": (mark("País agregado"), mark("País cambiado"), mark("País quitado")),
    "source": (mark("Fuente agregada"), mark("Fuente cambiada"), mark("Fuente quitada")),
    "verified_on": (
        mark("Verificación agregada"),
        mark("Verificación cambiada"),
        mark("Verificación quitada"),
    ),
}
FIELDS = tuple(_TITLES)
"""Every field that can be edited, by the name that ``save`` and ``title`` take."""
