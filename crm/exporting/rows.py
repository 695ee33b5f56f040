"""Contacts laid out flat, read straight from the tables: making whole cards of them first takes half as long again.

Each batch of contacts takes a statement for what a contact has one of, for people and for organisations, and one for
each group of columns that was asked for.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from crm import countries, languages
from crm.categories import SHORT_NAMES
from crm.exporting.columns import LISTED, Layout, Section
from crm.importing import lists
from crm.importing.values import KIND_NAMES
from crm.relations import KINDS
from crm.texts import _

BATCH = 2_000
"""Contacts read at a time."""

Cells = dict[int, list[str]]
"""By contact, its cells."""
Shown = Callable[[Any], str]


def table_rows(session: Session, ids: Iterable[int], layout: Layout) -> Iterator[list[str]]:
    """A row for each of these contacts, in this order; ids that are no contact are passed over."""
    connection = session.connection()
    own = [key for section in layout.sections if _is_own(section) for key in section.keys]
    places = {key: place for place, key in enumerate(own)}
    iterator = iter(ids)
    while batch := list(islice(iterator, BATCH)):
        wanted = json.dumps(batch)
        contacts = _own_cells(connection, own, wanted)
        parts = [_part(connection, section, places, wanted) for section in layout.sections]
        for contact in batch:
            if contact in contacts:
                yield _row(contact, contacts[contact], parts)


def fullest(session: Session, group: str, ids: Iterable[int]) -> int:
    """How many phones, addresses … (a group of ``crm.importing.fields``) the fullest of these contacts has."""
    source = _GROUPS[group]
    found = session.connection().exec_driver_sql(
        f"SELECT max(n) FROM (SELECT count(*) AS n FROM json_each(?) AS wanted "
        f"CROSS JOIN {source.table} AS c ON c.{source.owner} = wanted.value GROUP BY c.{source.owner})",
        (json.dumps(list(ids)),),
    )
    return found.scalar() or 0


class _Part(NamedTuple):
    """A section of a batch: a slice of a contact's own cells, or the cells of those that have any."""

    own: slice
    several: Cells | None
    blank: list[str]


def _row(contact: int, own: list[str], parts: Sequence[_Part]) -> list[str]:
    row: list[str] = []
    for part, several, blank in parts:
        if several is None:
            row += own[part]
        else:
            row += several.get(contact, blank)
    return row


def _is_own(section: Section) -> bool:
    return not section.group and section.keys[0] not in LISTED


def _part(connection: Connection, section: Section, places: Mapping[str, int], wanted: str) -> _Part:
    if _is_own(section):
        first = places[section.keys[0]]
        return _Part(slice(first, first + len(section.keys)), None, [])
    blank = [""] * section.width
    if section.group:
        return _Part(slice(0), _group_cells(connection, section, wanted), blank)
    return _Part(slice(0), _listed_cells(connection, section.keys[0], wanted), blank)


def _own_cells(connection: Connection, keys: Sequence[str], wanted: str) -> Cells:
    shown = _to_show([_OWN[key].shown for key in keys])
    cells: Cells = {}
    people = [_OWN[key].person for key in keys]
    organizations = [_OWN[key].organization for key in keys]
    for source, columns in ((_PERSONS, people), (_ORGANIZATIONS, organizations)):
        statement = f"SELECT {', '.join(['me.id', *columns])} {source}"
        for contact, *values in _fetched(connection, statement, wanted):
            for place, show in shown:
                values[place] = show(values[place])
            cells[contact] = values
    return cells


def _group_cells(connection: Connection, section: Section, wanted: str) -> Cells:
    parts = [_PARTS[key] for key in section.keys]
    shown = _to_show([part.shown for part in parts])
    statement = _GROUPS[section.group].statement(", ".join(part.sql for part in parts))
    cells: Cells = {}
    for contact, *values in _fetched(connection, statement, wanted):
        for place, show in shown:
            values[place] = show(values[place])
        if contact in cells:
            cells[contact] += values
        else:
            cells[contact] = values
    for values in cells.values():
        values += [""] * (section.width - len(values))
    return cells


def _listed_cells(connection: Connection, key: str, wanted: str) -> Cells:
    source, column, names = _LISTED[key]
    found: dict[int, list[str]] = {}
    for contact, text in _fetched(connection, source.statement(column), wanted):
        found.setdefault(contact, []).append(text)
    known = names()
    return {
        contact: [lists.join(known.get(text, text) for text in texts)] for contact, texts in found.items()
    }


def _to_show(functions: Iterable[Shown | None]) -> list[tuple[int, Shown]]:
    """Only the cells that are not shown as they are kept, with their places."""
    return [(place, function) for place, function in enumerate(functions) if function is not None]


def _fetched(connection: Connection, statement: str, wanted: str) -> list[tuple[Any, ...]]:
    """The rows as the driver gives them: those of SQLAlchemy take as long again, and these are a million."""
    cursor: Any = connection.exec_driver_sql(statement, (wanted,)).cursor
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


class _Own(NamedTuple):
    """What a contact has one of: of a person and of an organisation in SQL, and how it is shown if not as it is."""

    person: str
    organization: str
    shown: Shown | None = None


class _Column(NamedTuple):
    sql: str
    shown: Shown | None = None


class _Several(NamedTuple):
    """Where that of which a contact has several is kept."""

    table: str
    owner: str
    joins: str = ""

    def statement(self, columns: str) -> str:
        """Contact and columns of those wanted."""
        return (
            f"SELECT c.{self.owner}, {columns} FROM json_each(?) AS wanted CROSS JOIN {self.table} AS c "
            f"ON c.{self.owner} = wanted.value {self.joins} ORDER BY c.{self.owner}, c.id"
        )


def _country(code: str) -> str:
    return countries.names().get(code, code)


def _kind(code: str) -> str:
    return KIND_NAMES.get(code) or _("Otra organización")


def _category(code: str) -> str:
    return SHORT_NAMES.get(code, code)


def _relation(code: str) -> str:
    return KINDS[code].forward if code in KINDS else code


def _degrees(value: float | None) -> str:
    if value is None:
        return ""
    written = f"{value:.6f}".rstrip("0").removesuffix(".")
    return "0" if written == "-0" else written


_NONE = "''"
_COMMON = "LEFT JOIN record AS r ON r.id = me.id LEFT JOIN organization AS k ON k.id = me.consulate_id"
# SQLite passes over the joins of which no column is asked for.
_PERSONS = f"FROM json_each(?) AS wanted CROSS JOIN person AS me ON me.id = wanted.value {_COMMON}"
_ORGANIZATIONS = (
    f"FROM json_each(?) AS wanted CROSS JOIN organization AS me ON me.id = wanted.value {_COMMON} "
    "LEFT JOIN organization AS parent ON parent.id = me.parent_id"
)
_FULL_NAME = (
    "concat_ws(' ', nullif(me.given_names, ''), nullif(me.first_surname, ''), nullif(me.second_surname, ''))"
)
_MAIN_CATEGORY = (
    "coalesce((SELECT x.category FROM organization_category AS x WHERE x.organization_id = me.id AND x.is_main "
    "ORDER BY x.id LIMIT 1), '')"
)
_OWN: Mapping[str, _Own] = {
    "tipo": _Own("'person'", "me.kind", _kind),
    "nombre": _Own(_FULL_NAME, "me.official_name"),
    "nombres": _Own("me.given_names", _NONE),
    "primer_apellido": _Own("me.first_surname", _NONE),
    "segundo_apellido": _Own("me.second_surname", _NONE),
    "tratamiento": _Own("me.treatment", _NONE),
    "conocido_como": _Own("me.known_as", _NONE),
    "siglas": _Own(_NONE, "me.acronym"),
    "categoria": _Own(_NONE, _MAIN_CATEGORY, _category),
    "subtipo": _Own(_NONE, "me.subtype"),
    "depende_de": _Own(_NONE, "coalesce(parent.official_name, '')"),
    "pais": _Own(_NONE, "me.country", _country),
    "lugar_origen": _Own("me.origin", _NONE),
    "liderazgo": _Own("me.leadership", _NONE),
    "consulado": _Own("coalesce(k.official_name, '')", "coalesce(k.official_name, '')"),
    "fuente": _Own("me.source", "me.source"),
    "verificado": _Own("me.verified_on", "me.verified_on"),
    "uid": _Own("r.uid", "r.uid"),
}
_LISTED: Mapping[str, tuple[_Several, str, Callable[[], Mapping[str, str]]]] = {
    # Those that are not the main one.
    "otras_categorias": (
        _Several("organization_category", "organization_id", "AND NOT c.is_main"),
        "c.category",
        lambda: SHORT_NAMES,
    ),
    "idiomas": (_Several("spoken_language", "person_id"), "c.language", languages.names),
    "etiquetas": (_Several("record_tag", "record_id", "JOIN tag AS t ON t.id = c.tag_id"), "t.label", dict),
}
_GROUPS: Mapping[str, _Several] = {
    "name": _Several("organization_name", "organization_id"),
    "post": _Several(
        "holder",
        "person_id",
        "JOIN post AS p ON p.id = c.post_id LEFT JOIN organization AS o ON o.id = p.organization_id",
    ),
    "phone": _Several("phone", "record_id"),
    "email": _Several("email", "record_id"),
    "address": _Several("address", "record_id"),
    "link": _Several("link", "record_id"),
    "relation": _Several("relation", "from_id", "LEFT JOIN organization AS o ON o.id = c.to_id"),
    "group": _Several("membership", "record_id", "JOIN contact_group AS g ON g.id = c.group_id"),
    "note": _Several("note", "record_id"),
}
_PARTS: Mapping[str, _Column] = {
    "otro_nombre": _Column("c.text"),
    "tipo_nombre": _Column("c.kind"),
    "nombre_hasta": _Column("c.until"),
    "organizacion": _Column("coalesce(o.official_name, '')"),
    "cargo": _Column("p.title"),
    "parte": _Column("p.part"),
    "cargo_desde": _Column("c.start_on"),
    "cargo_hasta": _Column("c.end_on"),
    "telefono": _Column("c.e164"),
    "extension": _Column("c.extension"),
    "uso_telefono": _Column("c.use"),
    "correo": _Column("c.address"),
    "uso_correo": _Column("c.use"),
    "direccion": _Column("c.line"),
    "ciudad": _Column("c.city"),
    "estado": _Column("c.state"),
    "codigo_postal": _Column("c.postcode"),
    "pais_direccion": _Column("c.country", _country),
    "latitud": _Column("c.latitude", _degrees),
    "longitud": _Column("c.longitude", _degrees),
    "zona_horaria": _Column("c.timezone"),
    "uso_direccion": _Column("c.use"),
    "sitio_web": _Column("c.url"),
    "tipo_liga": _Column("c.kind"),
    "relacion": _Column("c.kind", _relation),
    "relacion_con": _Column("coalesce(o.official_name, '')"),
    "relacion_desde": _Column("c.start_on"),
    "relacion_hasta": _Column("c.end_on"),
    "grupo": _Column("g.name"),
    "grupo_alta": _Column("c.joined_on"),
    "grupo_baja": _Column("c.left_on"),
    "nota": _Column("c.text"),
}
