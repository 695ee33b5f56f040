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
from typing import Any, NamedTuple, Protocol

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

    Nothing else may use the session until the rows are through or the iterator is closed.
    """
    parts = [*_own_parts(layout), *_several_parts(layout)]
    statement = f"SELECT {', '.join(f'({part.sql})' for part in parts)}"
    for batch, texts in _read_ahead(session.connection(), statement, iter(ids)):
        rows: Rows = {}
        for part, text in zip(parts, texts, strict=True):
            part.fill(rows, json.loads(text))
        yield from filter(None, map(rows.get, batch))


def fullest(session: Session, groups: Iterable[str], ids: Iterable[int]) -> dict[str, int]:
    """By group of ``crm.importing.fields`` (phones, addresses …), how many of it the fullest contact has."""
    names = list(groups)
    if not names:
        return {}
    counts = ", ".join(
        f"max((SELECT count(*) FROM {source.table} AS c WHERE c.{source.owner} = wanted.value))"
        for source in map(_GROUPS.__getitem__, names)
    )
    found = session.connection().exec_driver_sql(
        f"SELECT {counts} FROM json_each(?) AS wanted", (json.dumps(list(ids)),)
    )
    return {name: count or 0 for name, count in zip(names, found.one(), strict=True)}


def _read_ahead(
    connection: Connection, statement: str, ids: Iterator[int]
) -> Iterator[tuple[list[int], Sequence[str]]]:
    """Each batch of ids with what the statement says of it, the next one being read meanwhile."""

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
    """What a person, or an organisation, has one of; it begins the rows, as copies of ``blank``.

    ``runs`` are cells that stand together in the row, with where they are in what was found.
    """

    sql: str
    blank: list[str]
    runs: list[tuple[slice, slice]]
    shown: list[tuple[int, _Shown]]

    def fill(self, rows: Rows, found: Found) -> None:
        """Begin the rows."""
        for values in found:
            row = self.blank.copy()
            for place, part in self.runs:
                row[place] = values[part]
            for cell, show in self.shown:
                row[cell] = show[row[cell]]
            rows[values[0]] = row


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
    columns: list[_Own] = []
    for section in layout.sections:
        columns += [_OWN[key] for key in section.keys] if _is_own(section) else [_BLANK] * section.width
    for source, of_kind in ((_PERSONS, _Own.of_person), (_ORGANIZATIONS, _Own.of_organization)):
        cells = [of_kind(column) for column in columns]
        kept = [place for place, cell in enumerate(cells) if cell.sql]
        sql = ", ".join(["me.id", *(cells[place].sql for place in kept)])
        yield _Whole(
            f"SELECT {_LISTING.format(sql, '')} {source}",
            [""] * len(cells),
            _runs(kept),
            _to_show(cell.shown for cell in cells),
        )


def _runs(places: Sequence[int]) -> list[tuple[slice, slice]]:
    """Places in a row that stand together, with where their values are after the contact that comes first."""
    runs: list[tuple[slice, slice]] = []
    for cell, place in enumerate(places, start=1):
        if runs and runs[-1][0].stop == place:
            (start, found) = (runs[-1][0].start, runs[-1][1].start)
            runs[-1] = (slice(start, place + 1), slice(found, cell + 1))
        else:
            runs.append((slice(place, place + 1), slice(cell, cell + 1)))
    return runs


def _several_parts(layout: Layout) -> Iterator[_Group | _List]:
    start = 0
    for section in layout.sections:
        end = start + section.width
        if section.group:
            columns = [_PARTS[key] for key in section.keys]
            sql = _GROUPS[section.group].statement(column.sql for column in columns)
            yield _Group(sql, start, end, len(columns), _to_show(column.shown for column in columns))
        elif not _is_own(section):
            source, column, names = _LISTED[section.keys[0]]
            yield _List(source.statement([column]), start, names())
        start = end


def _is_own(section: Section) -> bool:
    return not section.group and section.keys[0] not in LISTED


def _to_show(functions: Iterable[Callable[[Any], str] | None]) -> list[tuple[int, _Shown]]:
    """Only the cells that are not shown as they are kept, with their places."""
    return [(place, _Shown(function)) for place, function in enumerate(functions) if function is not None]


class _Column(NamedTuple):
    """A cell in SQL, empty for none, and how it is shown if not as it is."""

    sql: str
    shown: Callable[[Any], str] | None = None


class _Own(NamedTuple):
    """What a contact has one of, in SQL (empty for none); ``shown`` is how an organisation's is, if not as it is."""

    person: str
    organization: str
    shown: Callable[[Any], str] | None = None

    def of_person(self) -> _Column:
        """The cell of a person, in whom nothing is kept as a code."""
        return _Column(self.person)

    def of_organization(self) -> _Column:
        """The cell of an organisation."""
        return _Column(self.organization, self.shown if self.organization else None)


class _Several(NamedTuple):
    """Where that of which a contact has several is kept."""

    table: str
    owner: str
    joins: str = ""

    def statement(self, columns: Iterable[str]) -> str:
        """Columns and contact of those wanted."""
        listing = _LISTING.format(", ".join([*columns, f"c.{self.owner}"]), f" ORDER BY c.{self.owner}, c.id")
        return (
            f"SELECT {listing} FROM json_each(?1) AS wanted CROSS JOIN {self.table} AS c "
            f"ON c.{self.owner} = wanted.value {self.joins}"
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


_LISTING = "json_group_array(json_array({}){})"
_NONE = ""
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
_BLANK = _Own(_NONE, _NONE)
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
