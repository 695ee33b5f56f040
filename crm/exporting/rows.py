"""Contacts laid out flat, read straight from the tables: making whole cards of them first takes half as long again.

Each batch of contacts is one statement, which gives every table of which there are columns as a text in JSON: its
contacts and cells in rows. SQLite makes that text without holding back Python, so the next batch is read on a thread
of its own while this one is laid out and written, and the window that waits for neither moves freely.
"""

import json
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, Literal, NamedTuple, Protocol

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

_REMEMBERED = 50_000
Rows = dict[int, list[str]]
"""By contact, its row."""
Found = list[list[Any]]
"""What a table has of a batch: contact and cells."""


def table_rows(session: Session, ids: Iterable[int], layout: Layout) -> Generator[list[str], None, None]:
    """A row for each of these contacts, in this order; ids that are no contact are passed over.

    ``layout`` has columns for all that these contacts have of each group (``fullest``). Nothing else may use the
    session until the rows are through or the iterator is closed.
    """
    parts = [*_own_parts(layout), *_several_parts(layout)]
    statement = f"SELECT {', '.join(f'({part.sql})' for part in parts)}"
    for batch, texts in read_ahead(session.connection(), statement, iter(ids)):
        rows: Rows = {}
        for part, text in zip(parts, texts, strict=True):
            part.fill(rows, json.loads(text))
        yield from filter(None, map(rows.get, batch))


def fullest(session: Session, groups: Iterable[str], ids: Iterable[int]) -> dict[str, int]:
    """By group of ``crm.importing.fields`` (phones, addresses …), how many of it the fullest contact has."""
    names = list(groups)
    if not names:
        return {}
    # Grouped by its place in the JSON, which comes in order, a contact needs no sorting.
    counts = ", ".join(
        f"(SELECT max(several) FROM (SELECT count(*) AS several FROM json_each(?1) AS wanted "
        f"CROSS JOIN {source.table} AS c ON c.{source.owner} = wanted.value GROUP BY wanted.rowid))"
        for source in map(_GROUPS.__getitem__, names)
    )
    found = session.connection().exec_driver_sql(f"SELECT {counts}", (json.dumps(list(ids)),))
    return {name: count or 0 for name, count in zip(names, found.one(), strict=True)}


def read_ahead(
    connection: Connection, statement: str, ids: Iterator[int]
) -> Generator[tuple[list[int], Sequence[str]], None, None]:
    """Each batch of ids with what the statement, given it in JSON, says of it, the next one being read meanwhile.

    Nothing else may use the connection until the batches are through or the iterator is closed.
    """

    def read(batch: list[int]) -> tuple[list[int], Sequence[str]]:
        return batch, connection.exec_driver_sql(statement, (json.dumps(batch),)).one()

    with ThreadPoolExecutor(1, "vinculo-export") as reader:
        coming = reader.submit(read, list(islice(ids, BATCH)))
        while batch := list(islice(ids, BATCH)):
            ready, coming = coming, reader.submit(read, batch)
            yield ready.result()
        yield coming.result()


class _Shown(dict[Any, str]):
    """How a value is shown, worked out once for each: lists repeat the same countries and cities."""

    def __init__(self, show: Callable[[Any], str]) -> None:
        super().__init__()
        self._show = show

    def __missing__(self, value: Any) -> str:
        if len(self) == _REMEMBERED:
            self.clear()
        shown = self[value] = self._show(value)
        return shown


class _Part(Protocol):
    """Some of the columns: the statement that gives contacts and cells, and how they come into the rows."""

    @property
    def sql(self) -> str: ...

    def fill(self, rows: Rows, found: Found) -> None: ...


class _Whole(NamedTuple):
    """What a person, or an organisation, has one of, with its contact last; it begins the rows.

    ``gaps`` are the places where more comes, first to last, with the empty cells that wait for it.
    """

    sql: str
    gaps: list[tuple[int, list[str]]]
    shown: list[tuple[int, _Shown]]

    def fill(self, rows: Rows, found: Found) -> None:
        """Begin the rows."""
        for row in found:
            rows[row.pop()] = row
            for place, empty in self.gaps:
                row[place:place] = empty
            for cell, show in self.shown:
                row[cell] = show[row[cell]]


class _Group(NamedTuple):
    """What there are several of: ``size`` cells for each, from ``start`` until ``end``."""

    sql: str
    start: int
    end: int
    size: int
    shown: list[tuple[int, _Shown]]

    def fill(self, rows: Rows, found: Found) -> None:
        """Put it into its places."""
        before, place = None, self.start
        for values in found:
            contact = values.pop()
            place = place + self.size if contact == before else self.start
            before = contact
            if contact in rows and place < self.end:
                for cell, show in self.shown:
                    values[cell] = show[values[cell]]
                rows[contact][place : place + self.size] = values


class _List(NamedTuple):
    """What there are several of in one cell."""

    sql: str
    place: int
    names: Mapping[str, str]

    def fill(self, rows: Rows, found: Found) -> None:
        """Put it into its place, with commas."""
        for contact, several in groupby(found, itemgetter(1)):
            if contact in rows:
                rows[contact][self.place] = lists.join(self.names.get(text, text) for text, _c in several)


def _own_parts(layout: Layout) -> Iterator[_Whole]:
    placed = list(_placed(layout))
    gaps = [(start, [""] * section.width) for start, section in placed if not _is_whole(section)]
    # Joined to its contact, what nobody has two of needs no putting into its place: half the time of laying out.
    joins = " ".join(
        _GROUPS[section.group].joined for section in layout.sections if section.group and _is_whole(section)
    )
    for source, of_kind in ((_PERSONS, _Own.of_person), (_ORGANIZATIONS, _Own.of_organization)):
        cells = {
            start + number: _PARTS[key] if section.group else of_kind(_OWN[key])
            for start, section in placed
            if _is_whole(section)
            for number, key in enumerate(section.keys)
        }
        sql = ", ".join([*(cell.sql for cell in cells.values()), "me.id"])
        yield _Whole(f"SELECT {_LISTING.format(sql, '')} {source} {joins}", gaps, _to_show(cells.items()))


def _several_parts(layout: Layout) -> Iterator[_Group | _List]:
    for start, section in _placed(layout):
        if section.keys[0] in LISTED:
            source, column, names = _LISTED[section.keys[0]]
            yield _List(source.statement([column]), start, names())
        elif section.count > 1:
            columns = [_PARTS[key] for key in section.keys]
            sql = _GROUPS[section.group].statement(column.sql for column in columns)
            yield _Group(sql, start, start + section.width, len(columns), _to_show(enumerate(columns)))


def _placed(layout: Layout) -> Iterator[tuple[int, Section]]:
    """Each section with the place of its first column."""
    start = 0
    for section in layout.sections:
        yield start, section
        start += section.width


def _is_whole(section: Section) -> bool:
    """Whether no contact has more than one of it."""
    return section.count == 1 and section.keys[0] not in LISTED


def _to_show(columns: Iterable[tuple[int, "_Column"]]) -> list[tuple[int, _Shown]]:
    """Only the cells that are not shown as they are kept, with their places."""
    return [(place, _Shown(column.shown)) for place, column in columns if column.shown is not None]


class _Column(NamedTuple):
    """A cell in SQL, and how it is shown if not as it is."""

    sql: str
    shown: Callable[[Any], str] | None = None


class _Own(NamedTuple):
    """What a contact has one of, in SQL; ``shown`` is how an organisation's is, if not as it is."""

    person: str
    organization: str
    shown: Callable[[Any], str] | None = None

    def of_person(self) -> _Column:
        """The cell of a person, in whom nothing is kept as a code."""
        return _Column(self.person)

    def of_organization(self) -> _Column:
        """The cell of an organisation."""
        return _Column(self.organization, self.shown)


class _Several(NamedTuple):
    """Where that of which a contact has several is kept."""

    table: str
    owner: str
    joins: str = ""

    def statement(self, columns: Iterable[str]) -> str:
        """Columns and contact of those wanted."""
        contact = f"{self.table}.{self.owner}"
        listing = _LISTING.format(", ".join([*columns, contact]), f" ORDER BY {contact}, {self.table}.id")
        return (
            f"SELECT {listing} FROM json_each(?1) AS wanted CROSS JOIN {self.table} "
            f"ON {contact} = wanted.value {self.joins}"
        )

    @property
    def joined(self) -> str:
        """The join to a contact that has one at most."""
        return f"LEFT JOIN {self.table} ON {self.table}.{self.owner} = me.id {self.joins}"


def _of(column: str, shown: Callable[[Any], str] | None = None) -> _Column:
    """The cell of a column of what there may be none of."""
    return _Column(f"coalesce({column}, '')", shown)


def _country(code: str) -> str:
    return countries.names().get(code, code)


def _kind(code: str) -> str:
    return KIND_NAMES.get(code) or _("Otra organización")


def _category(code: str) -> str:
    return SHORT_NAMES.get(code, code)


def _relation(code: str) -> str:
    return KINDS[code].forward if code in KINDS else code


def _degrees(value: float | Literal[""]) -> str:
    if value == "":
        return ""
    written = f"{value:.6f}".rstrip("0").removesuffix(".")
    return "0" if written == "-0" else written


_LISTING = "json_group_array(json_array({}){})"
_NONE = "''"
_COMMON = "LEFT JOIN record AS r ON r.id = me.id LEFT JOIN organization AS k ON k.id = me.consulate_id"
# SQLite passes over the joins of which no column is asked for.
_PERSONS = f"FROM json_each(?1) AS wanted CROSS JOIN person AS me ON me.id = wanted.value {_COMMON}"
_ORGANIZATIONS = (
    f"FROM json_each(?1) AS wanted CROSS JOIN organization AS me ON me.id = wanted.value {_COMMON} "
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
    "tipo": _Own(f"'{KIND_NAMES['person']}'", "me.kind", _kind),
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
        _Several("organization_category", "organization_id", "AND NOT organization_category.is_main"),
        "organization_category.category",
        lambda: SHORT_NAMES,
    ),
    "idiomas": (_Several("spoken_language", "person_id"), "spoken_language.language", languages.names),
    "etiquetas": (
        _Several("record_tag", "record_id", "JOIN tag ON tag.id = record_tag.tag_id"),
        "tag.label",
        dict,
    ),
}
_GROUPS: Mapping[str, _Several] = {
    "name": _Several("organization_name", "organization_id"),
    "post": _Several(
        "holder",
        "person_id",
        "LEFT JOIN post ON post.id = holder.post_id "
        "LEFT JOIN organization AS host ON host.id = post.organization_id",
    ),
    "phone": _Several("phone", "record_id"),
    "email": _Several("email", "record_id"),
    "address": _Several("address", "record_id"),
    "link": _Several("link", "record_id"),
    "relation": _Several(
        "relation", "from_id", "LEFT JOIN organization AS other ON other.id = relation.to_id"
    ),
    "group": _Several(
        "membership", "record_id", "LEFT JOIN contact_group ON contact_group.id = membership.group_id"
    ),
    "note": _Several("note", "record_id"),
}
_PARTS: Mapping[str, _Column] = {
    "otro_nombre": _of("organization_name.text"),
    "tipo_nombre": _of("organization_name.kind"),
    "nombre_hasta": _of("organization_name.until"),
    "organizacion": _of("host.official_name"),
    "cargo": _of("post.title"),
    "parte": _of("post.part"),
    "cargo_desde": _of("holder.start_on"),
    "cargo_hasta": _of("holder.end_on"),
    "telefono": _of("phone.e164"),
    "extension": _of("phone.extension"),
    "uso_telefono": _of("phone.use"),
    "correo": _of("email.address"),
    "uso_correo": _of("email.use"),
    "direccion": _of("address.line"),
    "ciudad": _of("address.city"),
    "estado": _of("address.state"),
    "codigo_postal": _of("address.postcode"),
    "pais_direccion": _of("address.country", _country),
    "latitud": _of("address.latitude", _degrees),
    "longitud": _of("address.longitude", _degrees),
    "zona_horaria": _of("address.timezone"),
    "uso_direccion": _of("address.use"),
    "sitio_web": _of("link.url"),
    "tipo_liga": _of("link.kind"),
    "relacion": _of("relation.kind", _relation),
    "relacion_con": _of("other.official_name"),
    "relacion_desde": _of("relation.start_on"),
    "relacion_hasta": _of("relation.end_on"),
    "grupo": _of("contact_group.name"),
    "grupo_alta": _of("membership.joined_on"),
    "grupo_baja": _of("membership.left_on"),
    "nota": _of("note.text"),
}
