"""Pictures of the board of agreements and of the timeline of their terms."""

import datetime
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint

from crm.agreement_board import COLUMNS, Column, Drop
from crm.agreement_list import AgreementRow
from crm.agreement_stages import IN_FORCE, NEGOTIATION, next_stages, refusal
from crm.agreement_terms import TermBar, Terms
from ui.desktop import capture_writing
from ui.desktop.agreements.board_drawing import Held
from ui.desktop.agreements.board_source import Board, Timeline
from ui.desktop.agreements.board_views import BOARD, TERMS
from ui.desktop.capture_agreement_samples import NEGOTIATED, ROWS, TODAY
from ui.desktop.capture_agreements import agreements_of
from ui.desktop.listing.model import PAGE
from ui.desktop.places import AGREEMENTS

if TYPE_CHECKING:
    from ui.desktop.agreements.board_views import AgreementViews
    from ui.desktop.capture_studio import Studio

_LONG = " y la Federación de Clubes de Personas Originarias de la Ciudad de México en el Extranjero"
_MANY = 1_200


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _bar(number: int, parties: str, start: str, end: str, line: str, state: str, **more: Any) -> TermBar:
    last = _day(end) if end else None
    values: dict[str, Any] = {
        "id": number,
        "title": parties,
        "parties": parties,
        "kind": "General, colaboración",
        "stage": IN_FORCE,
        "start": _day(start),
        "end": last,
        "is_exact": True,
        "line": line,
        "warns": False,
        "sure_from": _day(start),
        "sure_to": last,
        "signed_end": None,
        "notice_on": None,
        "state": state,
    }
    return TermBar(**(values | more))


_BARS = (
    _bar(20, "Taller de Lectura Quelite", "2022-03-01", "2024-06-16", "16 jun 2024", "", stage="concluido"),
    _bar(13, "Museo del Tamal de Toronto", "2023-09-25", "2025-09-24", "venció hace 12 días", "vencido"),
    _bar(7, "Tertulia Cultural Chinampa (TCC)", "2023-10-31", "2025-10-30", "vence en 24 días", "por vencer"),
    _bar(
        8,
        "Instituto Electoral del Anáhuac",
        "2024-01-01",
        "2025-12-31",
        "vence en 86 días",
        "por vencer",
        notice_on=_day("2025-11-01"),
    ),
    _bar(
        9,
        "Asociación de Estudiantes Chilangos en Escocia (ADECE)",
        "2024-05-14",
        "2026-05-13",
        "hasta 13 may 2026",
        "vigente",
        signed_end=_day("2025-05-13"),
        notice_on=_day("2026-03-14"),
    ),
    _bar(
        10,
        "Coalición Barrios Migrantes",
        "2023-01-01",
        "2026-12-31",
        "hasta dic 2026",
        "vigente",
        is_exact=False,
        sure_from=_day("2023-12-31"),
        sure_to=_day("2026-12-01"),
    ),
    _bar(11, "Chilango Rights Office", "2024-02-04", "2027-02-03", "hasta 3 feb 2027", "vigente"),
    _bar(12, "Great Lakes Chilango Circle", "2025-03-01", "", "sin término", "vigente"),
)


class SampleBoard:
    """A ``BoardSource`` of rows and bars."""

    today = TODAY

    def __init__(self, rows: Sequence[AgreementRow] = ROWS, bars: Sequence[TermBar] = _BARS) -> None:
        self._rows = [row for row in rows if not row.of_others]
        self._bars = tuple(bars)

    def board(self, _query: str) -> Board:
        """All of them."""
        columns = [
            Column(stage, array("q", (row.id for row in self._rows if row.stage == stage)))
            for stage in COLUMNS
        ]
        return Board(tuple(columns), self._rows)

    def cards(self, ids: Sequence[int]) -> list[AgreementRow]:
        """These."""
        return [row for row in self._rows if row.id in ids]

    def drops(self, agreement: int) -> tuple[Drop, ...]:
        """As the rules say of its stage."""
        now = next(row.stage for row in self._rows if row.id == agreement)
        following = next_stages(now)
        return tuple(Drop(stage, "" if stage in following else refusal(now, stage)) for stage in COLUMNS)

    def terms(self, _query: str) -> Timeline:
        """All of them."""
        days = [bar.end or bar.start for bar in self._bars]
        first = min((bar.start for bar in self._bars), default=TODAY)
        ids = array("q", (bar.id for bar in self._bars))
        found = Terms(ids, 2 if self._bars else 0, first, max((TODAY, *days)))
        return Timeline(found, self.bars(ids[:PAGE]))

    def bars(self, ids: Sequence[int]) -> list[TermBar]:
        """These."""
        return [bar for bar in self._bars if bar.id in ids]


def _views(
    studio: "Studio", which: str, source: SampleBoard, rows: Sequence[AgreementRow] = ROWS
) -> "AgreementViews":
    agreements_of(studio, rows)
    work: Any = studio.window.work.parts.work(AGREEMENTS)
    views: AgreementViews = work.views
    views.set_source(source)
    views.show(which)
    studio.settle()
    work.page.list.focus_view()
    return views


def board(studio: "Studio") -> None:
    """The columns and their cards."""
    _views(studio, BOARD, SampleBoard())


def long_board(studio: "Studio") -> None:
    """Long names."""
    rows = [row._replace(parties=row.parties + _LONG, kind=row.kind * 2) for row in ROWS]
    _views(studio, BOARD, SampleBoard(rows), rows)


def full_board(studio: "Studio") -> None:
    """Columns of hundreds, one of them scrolled."""
    rows = [
        ROWS[place % 12]._replace(id=100 + place, parties=f"{ROWS[place % 12].parties} {place + 1}")
        for place in range(_MANY)
    ]
    views = _views(studio, BOARD, SampleBoard(rows), rows)
    table = views.board.table
    table.make_current(table.board.row_at(table.board.column_of(IN_FORCE), 300))


def empty_board(studio: "Studio") -> None:
    """Nothing yet."""
    _views(studio, BOARD, SampleBoard((), ()), ())


def refused_board(studio: "Studio") -> None:
    """A card held over a column that it cannot go to."""
    views = _views(studio, BOARD, SampleBoard())
    table = views.board.table
    over = table.board.column_of("solicitud")
    place = table.room.column(over).center()
    held = Held(NEGOTIATED, NEGOTIATION, QPoint(100, 30), QPoint(place.x() + 20, 320), over)
    table.held = held
    table.take_drops(NEGOTIATED, SampleBoard().drops(NEGOTIATED))


def told_board(studio: "Studio") -> None:
    """Why a card did not go, under the board and over the bar that says what was done before."""
    views = _views(studio, BOARD, SampleBoard())
    views.board.say(refusal(NEGOTIATION, IN_FORCE))
    capture_writing.tell_done(studio)


def form_beside(studio: "Studio") -> None:
    """The form of a step that has something to be said, beside the board."""
    views = _views(studio, BOARD, SampleBoard())
    views.board.form_wanted.emit(NEGOTIATED, "no suscrito")
    studio.settle()


def terms(studio: "Studio") -> None:
    """From when to when."""
    _views(studio, TERMS, SampleBoard())


def long_terms(studio: "Studio") -> None:
    """Long names, beside a record."""
    bars = [bar._replace(parties=bar.parties + _LONG) for bar in _BARS]
    views = _views(studio, TERMS, SampleBoard(bars=bars))
    views.terms.table.opened.emit(9)
    studio.settle()


def near_terms(studio: "Studio") -> None:
    """A few years only."""
    views = _views(studio, TERMS, SampleBoard())
    for _time in range(3):
        views.terms.table.nearer()


def _many_bars() -> list[TermBar]:
    return [
        _BARS[place % len(_BARS)]._replace(
            id=100 + place, parties=f"{_BARS[place % len(_BARS)].parties} {place + 1}"
        )
        for place in range(_MANY)
    ]


def full_terms(studio: "Studio") -> None:
    """Hundreds, at one far below."""
    views = _views(studio, TERMS, SampleBoard(bars=_many_bars()))
    views.terms.table.make_current(300)
    studio.settle()


class _FirstPage(SampleBoard):
    """Only the first page has come."""

    def bars(self, ids: Sequence[int]) -> list[TermBar]:
        """None of those farther down."""
        return [bar for bar in super().bars(ids) if bar.id < 100 + PAGE]


def coming_terms(studio: "Studio") -> None:
    """The last lines in sight have not come yet; the keys stand on one of them."""
    views = _views(studio, TERMS, _FirstPage(bars=_many_bars()))
    views.terms.table.make_current(PAGE + 3)
    studio.settle()


def empty_terms(studio: "Studio") -> None:
    """Nothing signed."""
    _views(studio, TERMS, SampleBoard((), ()), ())
