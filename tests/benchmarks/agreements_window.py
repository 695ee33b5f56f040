"""The agreements of a large office in the window: their list, board and terms, and what Mi día tells of them."""

import random
from collections.abc import Callable
from statistics import median
from typing import Any

from tests.benchmarks.agreements import LIMIT
from tests.benchmarks.harness import Figure, Report, seconds
from tests.benchmarks.program import Program
from ui.desktop.agreements.board_source import BaseBoard
from ui.desktop.agreements.board_views import BOARD, TERMS
from ui.desktop.day.source import BaseDay
from ui.desktop.listing.viewed_pane import LIST
from ui.desktop.places import AGREEMENTS

ROUNDS = 9


def measure(report: Report, program: Program) -> None:
    """Open each, again and again, until it is painted; what only the first time takes is not counted."""
    _measure_day(report, program)
    program.window.go_to(AGREEMENTS)
    work: Any = program.window.work.parts.work(AGREEMENTS)
    views = work.views
    source = BaseBoard(program.base, program.lanes.reader)
    _measure(report, program, "abrir la lista de convenios", work.page.reload)
    for which, name in ((BOARD, "abrir el tablero"), (TERMS, "abrir las vigencias")):

        def hide() -> None:
            views.show(LIST)
            views.set_source(source)

        _measure(report, program, name, lambda which=which: views.show(which), hide)
    bar = views.terms.table.verticalScrollBar()
    dice = random.Random(7)

    def forget() -> None:
        bar.setValue(0)
        views.terms.table.terms.forget_rows()

    name = "saltar en las vigencias hasta ver sus renglones,"
    _measure(report, program, name, lambda: bar.setValue(dice.randrange(1, bar.maximum() + 2)), forget)


def _measure(
    report: Report,
    program: Program,
    name: str,
    work: Callable[[], object],
    before: Callable[[], object] = lambda: None,
) -> None:
    taken = []
    for _ in range(report.rounds(ROUNDS) + 1):
        before()
        program.settle()
        taken.append(seconds(lambda: (work(), program.settle())))
    report.add(Figure(f"{name} en la ventana", median(taken[1:]), limit=LIMIT))


def _measure_day(report: Report, program: Program) -> None:
    """The day without its agreements is measured with the agenda: here it is what comes after it."""
    program.window.go_to("mi-dia")
    day = program.window.work.day
    source = BaseDay(program.base)
    taken = []
    for _ in range(report.rounds(ROUNDS) + 1):
        day.set_source(None)
        program.settle()
        day.set_source(source)
        program.wait(lambda: day._read is not None)
        program.paint()
        taken.append(seconds(program.settle))
    report.add(Figure("los convenios de Mi día, en la ventana", median(taken[1:]), limit=LIMIT))
