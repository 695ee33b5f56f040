"""The window at work, without a display: the list, a record, jumps, memory, and how long it ever stops answering.

    python -m tests.benchmarks.window list|memory|agenda|agreements|stalls BASE --informe FIGURAS.json [--diario ID]
        [--csv ARCHIVO]

``list`` opens the list, jumps in it and opens the record ``--diario``, whose journal is long. ``agenda`` opens Mi día,
the calendar and a long timeline. ``agreements`` opens their list, board and terms. ``stalls`` does the jobs of
``tests.benchmarks.stalls``, some of them again while ``--csv`` is imported on the writer lane. The floor of the list is
the statements with the bare driver, that of a jump a widget that draws rows it has at hand.
"""

import argparse
import random
import tempfile
import time
from pathlib import Path
from statistics import median

import psutil
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from db.engine import connect
from db.folding import fold
from tests.benchmarks import agenda_window, agreements_window, stalls
from tests.benchmarks.harness import Figure, Report, percentile, seconds
from tests.benchmarks.program import Program
from ui.desktop.contacts.base_source import BaseSource
from ui.desktop.listing.delegate import ROW_HEIGHT

JUMPS = 200
SEARCHES = 100
HISTORY = """
    SELECT o.id, o.at, o.actor, o.title, o.params, c.table_name, c.action, c.before, c.after
    FROM change AS c JOIN operation AS o ON o.id = c.operation_id WHERE c.record_id = ? ORDER BY o.id DESC"""


def measure_list(report: Report, program: Program, path: Path, long_history: int) -> None:
    """Open the list, jump in it, open a record."""
    driver = connect(path, query_only=True)

    def plain_list() -> None:
        driver.execute("SELECT * FROM search_document ORDER BY place LIMIT 100").fetchall()
        driver.execute("SELECT id FROM search_document ORDER BY place").fetchall()

    def open_list() -> None:
        program.page.leave_source()
        program.page.set_source(BaseSource(program.base, program.lanes.reader))
        program.settle()

    report.compare("abrir la lista: vector de ids y primera página", open_list, plain_list, budget=2.5)
    measure_jumps(report, program)

    def plain_record() -> None:
        driver.execute("SELECT * FROM person WHERE id = ?", (long_history,)).fetchall()
        driver.execute(HISTORY, (long_history,)).fetchall()

    entries = len(driver.execute(HISTORY, (long_history,)).fetchall())
    floor = median(seconds(plain_record) for _ in range(5))
    record = program.page.record
    other = next(contact for contact in program.ids if contact != long_history)
    sheets, firsts, histories = [], [], []
    for _ in range(report.rounds(5)):
        program.page.show_one(other)
        program.settle()
        record.open_tab("ficha")
        sheets.append(seconds(lambda: (program.page.show_one(long_history), program.settle())))
        begun = time.perf_counter()
        record.open_tab("historial")
        program.wait(lambda: record.view.history.model().rowCount())
        program.paint()
        firsts.append(time.perf_counter() - begun)
        program.settle()
        histories.append(time.perf_counter() - begun)
        record.open_tab("ficha")
    report.add(Figure(f"abrir la ficha de {entries:,} apuntes", median(sheets), floor, limit=0.1))
    report.add(Figure("y su historial, hasta ver lo último que se hizo", median(firsts), floor, limit=0.1))
    report.add(Figure(f"y su historial de {entries:,} apuntes, entero", median(histories), floor))
    driver.close()


def measure_jumps(report: Report, program: Program) -> None:
    """Jump to places all over the list."""
    table = program.page.list.table
    bar, viewport = table.verticalScrollBar(), table.viewport()
    plain = PlainRows(viewport.width(), viewport.height())
    dice = random.Random(5)
    empty, full, whole, floor = [], [], [], []
    for _ in range(JUMPS if report.most_rounds is None else 20):
        place = dice.randrange(len(program.ids)) * ROW_HEIGHT
        begun = time.perf_counter()
        bar.setValue(place)
        viewport.repaint()
        empty.append(time.perf_counter() - begun)
        program.settle()
        whole.append(time.perf_counter() - begun)
        full.append(seconds(viewport.repaint))
        floor.append(seconds(lambda place=place: plain.go_to(place)))
    plain.close()
    frame = percentile([max(pair) for pair in zip(empty, full, strict=True)], 0.95)
    report.add(Figure("saltar en la lista, cuadro, p95", frame, percentile(floor, 0.95), limit=0.033))
    report.add(Figure("saltar en la lista hasta ver los renglones, p95", percentile(whole, 0.95)))


class PlainRows(QWidget):
    """Two lines of text a row, drawn from what is at hand."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.resize(width, height)
        self._offset = 0
        self.show()

    def go_to(self, offset: int) -> None:
        self._offset = offset
        self.repaint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        first = self._offset // ROW_HEIGHT
        for number in range(self.height() // ROW_HEIGHT + 1):
            for line in range(2):
                room = QRect(16, number * ROW_HEIGHT + 4 + line * 20, self.width() - 32, 20)
                painter.drawText(room, 0, f"Contacto número {first + number} de una ciudad cualquiera")
        painter.end()


def measure_memory(report: Report, program: Program) -> None:
    """What the process holds with the list open, after searches."""
    names = [row.name for row in program.page.list.model._pages[0] if row is not None]
    dice = random.Random(3)
    searches = SEARCHES if report.most_rounds is None else SEARCHES // 10
    for _ in range(searches):
        words = fold(dice.choice(names)).split()
        program.search(dice.choice(words)[: dice.randint(1, 6)])
        table = program.page.list.table
        table.verticalScrollBar().setValue(dice.randint(0, table.verticalScrollBar().maximum()))
        program.settle()
    program.search("")
    held = psutil.Process().memory_info().rss / 1e6
    report.add(Figure(f"memoria con la lista abierta, tras {searches} búsquedas", held, limit=250, unit="MB"))


def main() -> None:
    """Measure one of the five; write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("list", "memory", "agenda", "agreements", "stalls"))
    parser.add_argument("base", type=Path)
    parser.add_argument("--informe", type=Path, required=True)
    parser.add_argument("--diario", type=int, default=0)
    parser.add_argument("--csv", type=Path)
    parser.add_argument("--vueltas", type=int)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Program(arguments.base, Path(folder)) as program:
        report = Report(len(program.ids), most_rounds=arguments.vueltas)
        if arguments.what == "list":
            measure_list(report, program, arguments.base, arguments.diario)
        elif arguments.what == "memory":
            measure_memory(report, program)
        elif arguments.what == "agenda":
            agenda_window.measure(report, program)
        elif arguments.what == "agreements":
            agreements_window.measure(report, program)
        else:
            stalls.measure(report, program, arguments.csv)
    report.write(arguments.informe)


if __name__ == "__main__":
    main()
