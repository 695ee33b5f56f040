"""How long the window ever stops answering, in each of the jobs of an office, alone and beside an import.

A heart beats every millisecond in the window's own loop; the longest time between two beats is the job's stall. Each
job is done in several rounds and the quietest one counts: what else runs on the machine is not the window's doing.
The floor is the same loop with nothing to do beside a thread of plain Python.
"""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm.heap import without_collector
from tests.benchmarks.harness import Figure, Report
from tests.benchmarks.program import Program
from ui.desktop.lanes import Ticket
from ui.desktop.trash.trashing import Trashing

LIMIT = 0.050
ROUNDS = 3
WORDS = ("garcia", "universidad", "maria", "los angeles", "zx")
MANY = 2_000
"""Contacts tagged, or put in the trash, in one operation."""


class Pause(NamedTuple):
    """A time between two beats: how long without what the machine gave to other programs instead of to the window's
    thread; for how much of that any thread of the program computed, while the rest it waited for one of them that the
    machine kept from computing; and how much the window itself computed."""

    seconds: float
    worked: float
    computed: float


class Heart:
    """Beats every millisecond while the window answers; the longest pause is how long it did not."""

    def __init__(self) -> None:
        self.pauses: list[Pause] = []
        self._delays = _delays()
        self._last, self._worked, self._computed = self._read()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now, worked, computed = self._read()
        seconds = now - self._last
        # Two threads at once, one in the database and one in the window, may work more than there was time.
        self.pauses.append(Pause(seconds, min(seconds, worked - self._worked), computed - self._computed))
        self._last, self._worked, self._computed = now, worked, computed

    def _read(self) -> tuple[float, float, float]:
        return self._now(), time.process_time(), time.thread_time()

    def _now(self) -> float:
        if self._delays is None:
            return time.perf_counter()
        self._delays.seek(0)
        return time.perf_counter() - int(self._delays.read().split()[1]) / 1e9

    def stop(self) -> list[Pause]:
        self._timer.stop()
        self._beat()
        if self._delays is not None:
            self._delays.close()
        return self.pauses


def _delays() -> IO[str] | None:
    """Where Linux tells how long this thread could have run but the machine did not let it."""
    path = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
    return path.open() if path.exists() else None


class Office:
    """What one does in front of the window; each job ends when all it asked for has come and is painted."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.window = program.window
        self.page = program.page
        self.jobs: dict[str, Callable[[], None]] = {
            "teclear una búsqueda": self.type_search,
            "elegir filtros": self.choose_facets,
            "ordenar la lista": self.sort,
            "saltar en la lista": self.jump,
            "recorrer fichas": self.open_records,
            "abrir el historial": self.open_history,
            "buscar en la paleta": self.use_palette,
            "abrir paneles": self.open_panels,
            "editar un dato y deshacer": self.edit,
            "capturar una persona": self.new_person,
            "etiquetar a muchos y deshacer": self.tag_many,
            "muchos a la papelera y deshacer": self.trash_many,
        }

    def settle(self) -> None:
        lanes = self.program.lanes
        self.program.settle()
        self.program.wait(lambda: lanes.counter.idle and lanes.reader.idle)

    def written(self) -> None:
        """Wait for the writer, and for what the news of it asks for."""
        self.program.wait(lambda: self.program.lanes.writer.idle)
        self.settle()

    def type_search(self) -> None:
        search = self.window.top.search
        for word in WORDS:
            search.select_all()
            for letter in word:
                QTest.keyClick(search.editor, letter)
                self.program.application.processEvents()
            self.settle()
        search.clear()
        self.settle()

    def choose_facets(self) -> None:
        facets = self.page.facets.pane
        for _times in range(2):
            for row in (1, 3):
                facets.view.chosen.emit(row)
                self.program.wait(lambda: self.program.lanes.counter.idle)
                self.settle()
        self.window.top.search.clear()
        self.settle()

    def sort(self) -> None:
        columns = self.page.list.columns
        columns.toggle("ciudad")
        self.settle()
        for order in ("ciudad", "-ciudad", "nombre"):
            columns.set_order(order)
            self.settle()
        columns.show_only_name()
        self.settle()

    def jump(self) -> None:
        table = self.page.list.table
        self.page.into_list()
        for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown):
            QTest.keyClick(table, key)
            self.settle()
        bar = table.verticalScrollBar()
        for part in range(1, 8):
            bar.setValue(bar.maximum() * part // 8)
            self.settle()
        bar.setValue(0)
        self.settle()

    def open_records(self) -> None:
        self.page.into_list()
        for _times in range(15):
            QTest.keyClick(self.page.list.table, Qt.Key.Key_Down)
            self.settle()

    def open_history(self) -> None:
        for contact in (self.long_history, self.program.ids[40]):
            self.page.show_one(contact)
            self.settle()
            self.page.record.open_tab("historial")
            self.settle()
            self.page.record.open_tab("ficha")

    def use_palette(self) -> None:
        self.window.open_palette()
        field = self.window.palette_opener.panel.field
        for letter in "universidad gar":
            QTest.keyClick(field, letter)
            self.program.application.processEvents()
        self.settle()
        QTest.keyClick(field, Qt.Key.Key_Escape)
        self.settle()

    def open_panels(self) -> None:
        for section in ("importar", "exportar", "papelera", "ajustes", "acerca"):
            self.window.go_to("administracion")
            self.window.beside.administration.open(section)
            self.settle()
        self.window.beside.open_manual()
        self.settle()
        self.window.beside.leave_manual()
        self.window.go_to("contactos")
        self.settle()

    def edit(self) -> None:
        self.page.show_one(self.long_history)
        self.settle()
        place = self.page.record.view.places[-1]
        place.open()
        QTest.keyClicks(QApplication.focusWidget(), f"Nota {time.monotonic_ns()}")
        self.settle()
        place.commit()
        self.written()
        self.window.writing.undo()
        self.written()

    def new_person(self) -> None:
        desk = self.window.new.contact_desk
        desk.new("person")
        for letter in "Marisol García":
            QTest.keyClick(QApplication.focusWidget(), letter)
            self.settle()
        desk.form.discarded.emit()
        self.written()

    def tag_many(self) -> None:
        self._select_many()
        self.page.selection._ids = self.page.list.selected
        self.page.selection._tag("Medida")
        self.written()
        self.window.writing.undo()
        self.written()

    def trash_many(self) -> None:
        self._select_many()
        self.page.findChild(Trashing).trash_chosen()
        self.written()
        self.window.writing.undo()
        self.written()

    def _select_many(self) -> None:
        table = self.page.list.table
        model = self.page.list.model
        many = QItemSelection(model.index(0, 0), model.index(min(MANY, model.rowCount()) - 1, 0))
        flags = QItemSelectionModel.SelectionFlag
        table.selectionModel().select(many, flags.ClearAndSelect | flags.Rows)
        self.settle()

    @property
    def long_history(self) -> int:
        """The contact whose journal is the longest of the base; the last one made."""
        return max(self.program.ids)


def measure(report: Report, program: Program, source: Path) -> None:
    """Each job alone, then the reading ones beside an import of ``source``."""
    office = Office(program)
    floor = stall_of_python(program)
    if report.rounds(ROUNDS) > 1:
        for job in office.jobs.values():
            job()  # what is loaded and made once is not asked for twice
    for name, job in office.jobs.items():
        add(report, name, [beats(job) for _ in range(report.rounds(ROUNDS))], floor)
    beside_an_import(report, program, office, source, floor)


def beats(job: Callable[[], None]) -> list[Pause]:
    """The pauses while a job is done."""
    heart = Heart()
    job()
    return heart.stop()


def beside_an_import(report: Report, program: Program, office: Office, source: Path, floor: float) -> None:
    """Type, move and read while the writer imports, over and over."""
    # Not on top: what an import loads would count in the memory of a window that imports nothing.
    from crm.importing.run import ImportOptions
    from ui.desktop.importing import contact_work
    from ui.desktop.importing.changes import Changes

    ended: list[object] = []

    def job(ticket: Ticket) -> object:
        def progress(_done: int, _total: int | None) -> None:
            ticket.check()

        with without_collector(keep=True):  # as the window imports
            review = contact_work.read(program.base, source, ImportOptions(), Changes(), progress)
            result = contact_work.apply(program.base, review.plan, progress)
        contact_work.drop(review, None)
        return result

    program.lanes.writer.submit(job, ended.append, failed=ended.append)
    heart = Heart()
    while not ended:
        for name in ("teclear una búsqueda", "recorrer fichas", "saltar en la lista"):
            office.jobs[name]()
    pauses = heart.stop()
    assert not isinstance(ended[0], Exception), ended[0]
    assert ended[0].created > 0
    add(report, "mientras se importa", [pauses], floor)


def add(report: Report, name: str, rounds: list[list[Pause]], floor: float) -> None:
    """The longest pause of the quietest round, the longest of which the program is to blame, whatever else the machine
    does, and the most that the window computed in one go."""

    def worst(of: Callable[[Pause], float]) -> float:
        return min(max(map(of, pauses)) for pauses in rounds)

    report.add(Figure(f"pausa más larga: {name}", worst(lambda p: p.seconds), floor, limit=LIMIT))
    report.add(
        Figure(f"  la más larga de trabajo del programa: {name}", worst(lambda p: p.worked), limit=LIMIT)
    )
    report.add(Figure(f"  lo más que calculó la ventana de una vez: {name}", worst(lambda p: p.computed)))


def stall_of_python(program: Program) -> float:
    """The longest pause of an idle window beside a thread of plain Python."""
    ended = threading.Event()

    def compute() -> None:
        while not ended.is_set():
            sum(number * number for number in range(1000))

    thread = threading.Thread(target=compute)
    thread.start()
    heart = Heart()
    until = time.monotonic() + 1
    try:
        program.wait(lambda: time.monotonic() >= until)
        return max(heart.stop()).seconds
    finally:
        ended.set()
        thread.join()
