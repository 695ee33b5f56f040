"""Small products by the hundred: rows typed into a grid or pasted from a sheet become activities in one operation.

Nothing is kept of a row that cannot be understood; what is wrong is said of its cell, and the others wait for it.
"""

import csv
import datetime
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from crm import activity_kinds, plans
from crm.activity_kinds import Kind
from crm.activity_rules import check
from crm.activity_values import DONE, PLANNED, NewActivity, When
from crm.activity_writer import ActivityWriter
from crm.date_entry import read as read_date
from crm.errors import InvalidValue, NotFound
from crm.partial_dates import PartialDate
from crm.texts import _, mark_plural
from crm.vocabularies import squash
from db import journal
from db.folding import fold

ADD_TITLE = mark_plural("Un producto agregado", "{n} productos agregados")

COLUMNS = ("date", "kind", "title", "medium", "link", "impressions", "interactions")
"""The columns of the grid, in their order."""

_HEADINGS = {
    "date": "fecha, día, publicado",
    "kind": "tipo, producto, clase",
    "title": "título, nombre, asunto, descripción, tema",
    "medium": "medio, red, red social, canal, plataforma",
    "link": "liga, enlace, link, url, vínculo",
    "impressions": "impresiones, alcance, visualizaciones, vistas",
    "interactions": "interacciones, reacciones, me gusta",
}
_NAMED = {squash(name): column for column, names in _HEADINGS.items() for name in names.split(", ")}
_NUMBER = re.compile(r"\d{1,3}(?:[ ,]\d{3})+|\d+")

Cells = Mapping[str, str]
"""What is written in the cells of a row, by column."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row understood: ``new`` is what it makes, None where ``problems`` say, by column, what cannot be.

    ``repeated``: an activity of that day, kind and title is there already, in the base or in an earlier row.
    """

    cells: Cells
    new: NewActivity | None = None
    problems: Mapping[str, str] = field(default_factory=dict)
    repeated: bool = False


def split(text: str) -> list[Cells]:
    """The rows of what was pasted from a sheet, or typed with semicolons or commas between the cells.

    A first row of headings says which column is which, in whatever order; else they stand as in ``COLUMNS``. Columns
    not known are left out, and so are empty rows.
    """
    rows = [row for row in _rows(text) if any(cell.strip() for cell in row)]
    if not rows:
        return []
    named = [_NAMED.get(squash(cell), "") for cell in rows[0]]
    has_headings = sum(bool(column) for column in named) > len(named) // 2
    columns = named if has_headings else COLUMNS
    return [
        {column: cell.strip() for column, cell in zip(columns, row, strict=False) if column}
        for row in rows[has_headings:]
    ]


def understand(
    session: Session, rows: Sequence[Cells], *, today: datetime.date, counts: Sequence[int] = ()
) -> list[Row]:
    """What each row makes; all of them count for the items ``counts``. Changes nothing."""
    spans = plans.spans(session) if counts else {}
    kinds = {squash(kind.label): kind for kind in activity_kinds.kinds(session)}
    known = session.connection().exec_driver_sql(_KNOWN)
    seen = {(day, kind, fold(title)) for day, kind, title in known}
    understood = []
    for cells in rows:
        row = _understood(session, cells, kinds, spans, tuple(counts), today)
        if row.new is not None:
            key = (row.new.when.start, row.new.kind, fold(row.new.title))
            row = Row(cells, row.new, repeated=key in seen)
            seen.add(key)
        understood.append(row)
    return understood


def create(
    session: Session, rows: Sequence[Row], *, today: datetime.date, repeated: bool = False
) -> list[int]:
    """Write down what the rows make, without those that are there already unless ``repeated``; return the ids.

    Raises InvalidValue if a row has a problem: nothing is written then.
    """
    for number, row in enumerate(rows, start=1):
        for sentence in row.problems.values():
            raise InvalidValue(
                _("Renglón {n}: {sentence}").format(n=number, sentence=sentence), "rows", str(number)
            )
    wanted = [row.new for row in rows if row.new is not None and (repeated or not row.repeated)]
    made = ActivityWriter(session, today=today).add(wanted)
    journal.set_params(session, n=len(made))
    return made


def quantity(text: str) -> int:
    """The number that a cell says: "1,204", "1 204". Raises InvalidValue."""
    if not _NUMBER.fullmatch(text):
        raise InvalidValue(
            _("«{text}» no es una cantidad; escriba un número sin signo.").format(text=text), "", text
        )
    return int(re.sub(r"\D", "", text))


def _rows(text: str) -> list[list[str]]:
    text = text.strip("\r\n")
    delimiter = next((sign for sign in ("\t", ";") if sign in text), ",")
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        # A quotation mark that is never closed: the text as it is, line by line.
        return [line.split(delimiter) for line in text.splitlines()]


def _understood(
    session: Session,
    cells: Cells,
    kinds: Mapping[str, Kind],
    spans: Mapping[int, plans.Span],
    counts: tuple[int, ...],
    today: datetime.date,
) -> Row:
    problems: dict[str, str] = {}
    day = _day(cells.get("date", ""), today, problems)
    kind = _kind(session, cells.get("kind", ""), kinds, problems)
    impressions = _number("impressions", cells, problems)
    interactions = _number("interactions", cells, problems)
    if problems:
        return Row(cells, None, problems)
    new = NewActivity(
        kind=kind,
        title=" ".join(cells.get("title", "").split()),
        when=When(day),
        state=DONE if PartialDate.parse(day).earliest <= today else PLANNED,
        medium=cells.get("medium", ""),
        link=cells.get("link", ""),
        impressions=impressions,
        interactions=interactions,
        counts=counts,
    )
    try:
        check(new, today)
        plans.refuse_out_of_force(spans, counts, day)
    except InvalidValue as error:
        column = {"start_on": "date", "counts": "date"}.get(error.field, error.field)
        return Row(cells, None, {column if column in COLUMNS else "title": str(error)})
    return Row(cells, new)


def _day(text: str, today: datetime.date, problems: dict[str, str]) -> str:
    try:
        day = read_date(text, today)
    except InvalidValue as error:
        problems["date"] = str(error)
        return ""
    if day is None or day.is_unknown:
        problems["date"] = _("Falta la fecha; escriba el día, el mes o el año.")
    return str(day) if day is not None else ""


def _kind(session: Session, text: str, kinds: Mapping[str, Kind], problems: dict[str, str]) -> int:
    found = kinds.get(squash(text))
    if found is not None:
        return found.id
    try:
        return activity_kinds.find(session, text).id
    except (InvalidValue, NotFound) as error:
        problems["kind"] = (
            str(error) if text.strip() else _("Falta el tipo de producto; elija uno de la lista.")
        )
    return 0


def _number(column: str, cells: Cells, problems: dict[str, str]) -> int | None:
    text = cells.get(column, "").strip()
    if not text:
        return None
    try:
        return quantity(text)
    except InvalidValue as error:
        problems[column] = str(error)
        return None


_KNOWN = """
    SELECT a.start_on, a.kind_id, a.title FROM activity AS a JOIN record AS r ON r.id = a.id AND r.trashed_by IS NULL"""
