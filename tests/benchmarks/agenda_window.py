"""Mi día, the calendar and a contact's long timeline in the window: from asking for one until it is painted."""

from collections.abc import Callable
from itertools import cycle
from statistics import median
from time import perf_counter

from tests.benchmarks.agenda import BUSIEST, LIMIT
from tests.benchmarks.harness import Figure, Report, seconds
from tests.benchmarks.program import Program
from ui.desktop.calendar.pane import MONTH, WEEK
from ui.desktop.day.source import BaseDay
from ui.desktop.places import ACTIVITIES, CONTACTS

ROUNDS = 9


def measure(report: Report, program: Program) -> None:
    """Open each, again and again; what only the first time takes is not counted."""
    window = program.window
    with program.base.read() as session:
        busiest = session.connection().exec_driver_sql(BUSIEST).scalar_one()
    window.go_to("mi-dia")
    _measure_day(report, program)
    window.go_to(ACTIVITIES)
    program.settle()
    views = window.work.parts.calendar
    assert views is not None
    for view, name in ((MONTH, "abrir un mes"), (WEEK, "abrir una semana")):
        views.show(view)
        by = cycle((-1, -1, 1, 1))
        _measure(report, program, name, lambda by=by: views.calendar.page_by(next(by)))
    _measure_timeline(report, program, busiest)


def _measure(report: Report, program: Program, name: str, work: Callable[[], object]) -> None:
    program.settle()
    taken = [seconds(lambda: (work(), program.settle())) for _ in range(report.rounds(ROUNDS))]
    report.add(Figure(f"{name} en la ventana", median(taken), limit=LIMIT))


def _measure_day(report: Report, program: Program) -> None:
    """Until what is read first is painted; and until the rest is, which is read after it."""
    day = program.window.work.day
    source = BaseDay(program.base)
    program.settle()
    firsts, wholes = [], []
    for _ in range(report.rounds(ROUNDS)):
        day.set_source(None)
        program.settle()
        began = perf_counter()
        day.set_source(source)
        program.wait(lambda: day._read is not None)
        program.paint()
        firsts.append(perf_counter() - began)
        program.settle()
        wholes.append(perf_counter() - began)
    report.add(Figure("abrir Mi día en la ventana", median(firsts), limit=LIMIT))
    report.add(Figure("y hasta que se lee todo", median(wholes)))


def _measure_timeline(report: Report, program: Program, busiest: int) -> None:
    page, record = program.page, program.page.record
    program.window.go_to(CONTACTS)
    other = next(contact for contact in program.ids if contact != busiest)

    def go_to(tab: str) -> None:
        record.open_tab(tab)
        program.settle()

    def show(contact: int) -> None:
        page.show_one(contact)
        program.wait(lambda: record.record is not None and record.record.id == contact)
        program.paint()

    sheets, timelines = [], []
    for _ in range(report.rounds(ROUNDS)):
        show(other)
        go_to("ficha")
        sheets.append(seconds(lambda: show(busiest)))
        program.settle()
        timelines.append(seconds(lambda: go_to("actividad")))
    entries = record.view._around.timeline.total
    name = f"abrir la ficha de {entries:,} actividades y seguimientos"
    report.add(Figure(name, median(sheets), limit=LIMIT))
    report.add(Figure("y su línea del tiempo, en la ventana", median(timelines), limit=LIMIT))
