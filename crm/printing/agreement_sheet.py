"""The ficha of an agreement: one Letter page, and what had to be shortened there whole on those that follow.

The page is set out at the first of ``_MEASURES`` at which it fits, so a second page comes with a long list or a long
object, never with a stray line. What is not known is said to be captured still, and never made up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crm.agreement_summary import LATE, Duty, Item, Signature, Summary
from crm.printing.imprint import Imprint
from crm.printing.ink import BODY, SMALL, SOFT, STRONG, TITLE, WARNING, Letters
from crm.printing.lettering import clamped, drawable, elided, lines, shortened, width
from crm.printing.marks import Document
from crm.printing.paper import SIGNED, Cell, Column, Paper
from crm.printing.sheet_grid import PADDING, Grid, Row, draw_grid, grid
from crm.printing.sheet_lists import Pair, draw_pair, item_list, liaison_list, pair_height
from crm.printing.sheet_way import HEIGHT as WAY_HEIGHT, draw_way
from crm.texts import _, ngettext

_SECTION = 26.25
"""Points that a heading takes."""
_GAP = 9.0
_TO_SIGN = 24.0
_TIGHTER = 5.0
_TIGHTER_ROWS = 0.25
"""How much of that is taken from each side of a row."""
_BESIDE = 8.0
_ASIDE = 0.6
"""Of the width, what stands at the right of a heading at the most."""
_UNDER_FACTS = 6.0
_FACT_PLACES = (0.0, 0.22, 0.47, 0.72, 1.0)
"""Where the four columns of facts begin and end, of the width."""


_SHORT_PARTIES = (0.105, 0.165, 0.21, 0.335, 0.185)
_LONG_PARTIES = (0.27, 0.16, 0.2, 0.2, 0.17)
"""Of the width, for each column of signatures."""


class _Measure(NamedTuple):
    """How much of each part stands on the first page: lines of title, fact, object and cell, rows of lists.

    ``tighter`` is what is taken from the air over each part and around each row, in points.
    """

    title: int
    fact: int
    object: int
    cell: int
    signatures: int
    duties: int
    items: int
    tighter: float = _TIGHTER


_MEASURES = (
    _Measure(4, 3, 40, 6, 40, 40, 12, tighter=0),
    _Measure(4, 3, 40, 6, 40, 40, 12),
    _Measure(3, 2, 20, 5, 20, 20, 6),
    _Measure(3, 2, 14, 4, 14, 16, 4),
    _Measure(3, 2, 10, 4, 10, 12, 4),
    _Measure(3, 2, 8, 3, 8, 10, 4),
    _Measure(3, 2, 8, 3, 6, 8, 4),
    _Measure(3, 2, 6, 2, 6, 7, 3),
    _Measure(3, 2, 6, 2, 5, 6, 3),
    _Measure(3, 2, 5, 2, 4, 5, 3),
    _Measure(3, 2, 4, 1, 4, 5, 3),
    _Measure(3, 2, 4, 1, 4, 4, 3),
    _Measure(3, 2, 3, 1, 3, 4, 2),
    _Measure(2, 1, 3, 1, 3, 3, 2),
)
_LEAST = _MEASURES[-1]


class _Fact(NamedTuple):
    """A label over a text, set out."""

    label: str
    lines: list[str]
    letters: Letters
    x: float


@dataclass(frozen=True, slots=True)
class _Layout:
    """The first page at one measure."""

    measure: _Measure
    facts: tuple[tuple[_Fact, ...], ...]
    object: list[str]
    signatures: Grid
    by_party: list[str]
    duties: Grid
    pairs: tuple[Pair, ...]
    height: float


def agreement_sheet(summary: Summary, imprint: Imprint) -> Document:
    """The ficha of one agreement."""
    paper = Paper(imprint, _("Ficha de convenio"), summary.folio or _("sin folio"))
    whole_object = lines(summary.object or _to_capture(), BODY, paper.width)
    layout = _fitting(paper, summary, whole_object)
    paper.title(summary.title or _("Título por capturar"), summary.caution, layout.measure.title)
    _draw_facts(paper, layout.facts)
    if summary.points:
        draw_way(paper, summary.points)
    tighter = layout.measure.tighter
    paper.y -= tighter
    _draw_object(paper, summary, layout.object, cut=len(whole_object) > len(layout.object))
    paper.y -= tighter
    _draw_heading(paper, _signing(summary), "", "")
    draw_grid(paper, layout.signatures)
    paper.y -= tighter
    _draw_heading(paper, _("Obligaciones"), summary.met, "" if layout.by_party else summary.by_party)
    for line in layout.by_party:
        paper.write(paper.left, line, SOFT)
        paper.y += SOFT.leading
    draw_grid(paper, layout.duties)
    for pair in layout.pairs:
        paper.y -= tighter
        draw_pair(paper, pair)
    paper.sign_off(_TO_SIGN)
    _draw_rest(paper, layout, summary, whole_object)
    return paper.finish()


def _draw_heading(paper: Paper, heading: str, beside: str, aside: str) -> None:
    """A heading in one line, with words beside it and others at the right."""
    shown = elided(heading, STRONG, paper.width * (0.35 if aside else 1))
    paper.heading(shown, aside)
    paper.begin(0)
    x = paper.left + width(shown, STRONG) + _BESIDE
    # The words at the right take no more than three fifths.
    limit = paper.right - x - min(width(drawable(aside), SOFT), _ASIDE * paper.width) - 2 * _BESIDE
    paper.write(x, elided(beside, BODY, limit), BODY, top=-STRONG.leading - 3)


def _to_capture() -> str:
    return _("por capturar")


def _signing(summary: Summary) -> str:
    if not summary.signed:
        return _("Partes y firmantes")
    return _("Partes y firmantes, {day}").format(day=summary.signed)


def _fitting(paper: Paper, summary: Summary, whole_object: list[str]) -> _Layout:
    """The first page at the largest measure at which it fits; at the least it always does."""
    room = paper.room - SIGNED - _TO_SIGN
    for measure in _MEASURES[:-1]:
        layout = _layout(paper, summary, whole_object, measure)
        if layout.height <= room:
            return layout
    return _layout(paper, summary, whole_object, _LEAST)


def _layout(paper: Paper, summary: Summary, whole_object: list[str], measure: _Measure) -> _Layout:
    facts = _facts(paper, summary, measure.fact)
    written = shortened(whole_object, BODY, paper.width, measure.object)
    signatures = _signature_grid(paper, summary.signatures, measure)
    duties = _duty_grid(paper, summary.duties, measure)
    by_party = _by_party(paper, summary.by_party, measure)
    pairs = _pairs(paper, summary, measure)
    height = (
        _title_height(paper, summary, measure.title)
        + sum(_facts_height(row) for row in facts)
        + (WAY_HEIGHT if summary.points else 0)
        + 3 * _SECTION
        - (3 + len(pairs)) * measure.tighter
        + BODY.leading * len(written)
        + signatures.height
        + SOFT.leading * len(by_party)
        + duties.height
        + sum(pair_height(pair) for pair in pairs)
    )
    return _Layout(measure, facts, written, signatures, by_party, duties, pairs, height)


def _by_party(paper: Paper, text: str, measure: _Measure) -> list[str]:
    """What each party has met, under the heading where it has no room beside it."""
    if width(drawable(text), SOFT) <= _ASIDE * paper.width:
        return []
    return clamped(text, SOFT, paper.width, measure.cell)


def _title_height(paper: Paper, summary: Summary, most: int) -> float:
    """What ``Paper.title`` takes."""
    title = TITLE.leading * len(clamped(summary.title, TITLE, paper.width, most))
    caution = 2 + SOFT.leading * len(lines(summary.caution, SOFT, paper.width)) if summary.caution else 0.0
    return 10.5 + title + caution + _GAP - 3


def _facts(paper: Paper, summary: Summary, most: int) -> tuple[tuple[_Fact, ...], ...]:
    return (
        (
            _fact(paper, (0, 1), _("Alcance"), summary.scope, most),
            _fact(paper, (1, 2), _("Materia"), summary.matter, most),
            _fact(paper, (2, 3), _("Estado"), summary.state, most, STRONG),
            _fact(paper, (3, 4), _("Vigencia"), summary.term, most),
        ),
        (
            _fact(paper, (0, 2), _("Área solicitante"), summary.area, most),
            _fact(paper, (2, 3), _("Oficio de la opinión"), summary.opinion_number, most),
            _fact(paper, (3, 4), _("Renovación"), summary.renewal, most),
        ),
    )


def _fact(
    paper: Paper, columns: tuple[int, int], label: str, text: str, most: int, letters: Letters = BODY
) -> _Fact:
    start, end = (_FACT_PLACES[column] * paper.width for column in columns)
    limit = end - start - (0 if columns[1] == len(_FACT_PLACES) - 1 else _GAP)
    shown, letters = (text, letters) if text else (_to_capture(), SOFT)
    return _Fact(label, clamped(shown, letters, limit, most), letters, paper.left + start)


def _facts_height(row: Sequence[_Fact]) -> float:
    return SMALL.leading + BODY.leading * max(len(fact.lines) for fact in row) + _UNDER_FACTS


def _draw_facts(paper: Paper, rows: Sequence[Sequence[_Fact]]) -> None:
    for row in rows:
        for fact in row:
            paper.write(fact.x, fact.label, SMALL)
            for n, line in enumerate(fact.lines):
                paper.write(fact.x, line, fact.letters, top=SMALL.leading + n * BODY.leading)
        paper.y += _facts_height(row)


def _draw_object(paper: Paper, summary: Summary, written: Sequence[str], *, cut: bool) -> None:
    paper.heading(_("Objeto"), _("completo en la página 2") if cut else "")
    paper.begin(0)
    for line in written:
        paper.write(paper.left, line, BODY if summary.object else SOFT)
        paper.y += BODY.leading


def _signature_columns(paper: Paper, rows: Sequence[Signature]) -> tuple[Column, ...]:
    """Narrow for the parties where all have a short name, wide where some is written out."""
    widest = max((width(drawable(row.party), BODY) for row in rows), default=0.0)
    shares = _SHORT_PARTIES if widest <= _SHORT_PARTIES[0] * paper.width - _GAP else _LONG_PARTIES
    headings = (_("Parte"), _("Firma como"), _("Nombre"), _("Cargo ese día"), _("Hoy en el cargo"))
    return tuple(Column(heading, share) for heading, share in zip(headings, shares, strict=True))


def _duty_columns(paper: Paper, rows: Sequence[Duty]) -> tuple[Column, ...]:
    """The obligation has most room, unless who owes it is written out."""
    widest = max((width(drawable(row.side), BODY) for row in rows), default=0.0)
    what, side = (0.4, 0.14) if widest <= 0.14 * paper.width - _GAP else (0.3, 0.24)
    return (
        Column(_("Cláusula"), 0.125),
        Column(_("Obligación"), what),
        Column(_("A cargo de"), side),
        Column(_("Vence"), 0.135, right=True),
        Column(_("Avance"), 0.2),
    )


def _signature_cells(row: Signature) -> tuple[Cell, ...]:
    return (Cell(row.party or "–"), Cell(row.part or "–"), *map(_known, (row.name, row.post, row.today)))


def _known(text: str) -> Cell:
    return Cell(text) if text else Cell(_to_capture(), SOFT)


def _duty_cells(row: Duty) -> tuple[Cell, ...]:
    return (
        Cell(row.clause or "–", SOFT),
        _known(row.what),
        Cell(row.side or "–"),
        Cell(row.due or "–"),
        Cell(row.progress.words, WARNING if row.progress.kind == LATE else BODY),
    )


def _signature_grid(paper: Paper, rows: Sequence[Signature], measure: _Measure) -> Grid:
    shown = _first(len(rows), measure.signatures)
    more = len(rows) - shown
    left = ngettext("y {n} firma más, en la página 2", "y {n} firmas más, en la página 2", more)
    cells = [Row(_signature_cells(row)) for row in rows[:shown] or [Signature("", "", "", "", "")]]
    told = left.format(n=more) if more else ""
    return grid(paper, _signature_columns(paper, rows), cells, measure.cell, told, _around(measure))


def _duty_grid(paper: Paper, rows: Sequence[Duty], measure: _Measure) -> Grid:
    shown = _first(len(rows), measure.duties)
    more = len(rows) - shown
    left = ngettext("y {n} obligación más, en la página 2", "y {n} obligaciones más, en la página 2", more)
    cells = [Row(_duty_cells(row), row.progress) for row in rows[:shown]]
    if not cells:
        cells = [Row((Cell("–"), _known(""), Cell("–"), Cell("–"), Cell("–")))]
    told = left.format(n=more) if more else ""
    return grid(paper, _duty_columns(paper, rows), cells, measure.cell, told, _around(measure))


def _around(measure: _Measure) -> float:
    return PADDING - measure.tighter * _TIGHTER_ROWS


def _first(rows: int, most: int) -> int:
    """How many rows stand on the first page: all, or so many that the line about the others has room too."""
    return rows if rows <= most else most - 1


def _pairs(paper: Paper, summary: Summary, measure: _Measure) -> tuple[Pair, ...]:
    most = measure.items
    return (
        (
            item_list(paper, _("Próximos pasos"), summary.next_steps, most),
            item_list(paper, _("Actividades bajo el convenio"), summary.activities, most),
        ),
        (
            liaison_list(paper, _("Enlaces"), summary.liaisons, most),
            item_list(paper, _("Modificatorios y documentos"), summary.papers, most),
        ),
    )


def _draw_rest(paper: Paper, layout: _Layout, summary: Summary, whole_object: Sequence[str]) -> None:
    """What had to be shortened, whole, from a new page on."""
    parts = iter(_rest(paper, layout, summary, whole_object))
    first = next(parts, None)
    if first is None:
        return
    paper.need(paper.room + 1)
    for heading, columns, rows in (first, *parts):
        paper.heading(heading)
        if columns:
            paper.table(columns, rows)
        else:
            paper.prose(rows[0][0].text)


_Part = tuple[str, Sequence[Column], Sequence[Sequence[Cell]]]
"""A heading, and a table; or, without columns, the one cell that is its text."""


def _rest(paper: Paper, layout: _Layout, summary: Summary, whole_object: Sequence[str]) -> Iterator[_Part]:
    if len(lines(summary.title, TITLE, paper.width)) > layout.measure.title:
        yield _("Título"), (), [[Cell(summary.title)]]
    if len(whole_object) > len(layout.object):
        yield _("Objeto"), (), [[Cell(summary.object)]]
    if layout.signatures.is_cut:
        columns = _signature_columns(paper, summary.signatures)
        yield _signing(summary), columns, [_signature_cells(row) for row in summary.signatures]
    if layout.duties.is_cut:
        yield (
            _("Obligaciones"),
            _duty_columns(paper, summary.duties),
            [_duty_cells(row) for row in summary.duties],
        )
    dated = (Column("", 0.7), Column("", 0.3, right=True))
    people = [Item(one.name, one.reached) for one in summary.liaisons]
    for shown, items in zip(
        (part for pair in layout.pairs for part in pair),
        (summary.next_steps, summary.activities, people, summary.papers),
        strict=True,
    ):
        if shown.rest or any(text.endswith("…") for text, _letters, _date in shown.lines):
            yield shown.heading, dated, [(Cell(item.text), Cell(item.date, SOFT)) for item in items]
