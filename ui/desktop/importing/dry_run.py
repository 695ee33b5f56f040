"""The dry run of one file: read on a lane, matched again after each change, with what the user changed in it."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from crm.heap import let_collect
from crm.texts import _
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.long_jobs import Rows

if TYPE_CHECKING:
    from crm.base import Base
    from crm.importing.decisions import Decision
    from crm.importing.preview import Preview
    from crm.importing.reading import Reading
    from crm.importing.run import ImportOptions
    from ui.desktop.importing.review import Review
    from ui.desktop.importing.rows_model import Decided, Mended
    from ui.desktop.importing.work import Looked


class DryRun(QObject):
    """``began`` says in words what runs now, ``told`` how far it is (Rows); ``seen`` carries the Preview of the file,
    ``found`` the Review with the Reading that its rows are mended in, ``nameless`` that no column names a contact;
    ``failed`` why the file cannot be used; ``settled`` comes when nothing is read any more. ``base`` is what files are
    matched with."""

    began = Signal(str)
    told = Signal(object)
    seen = Signal(object)
    found = Signal(object, object)
    nameless = Signal()
    failed = Signal(str)
    settled = Signal()

    def __init__(self, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = lane
        self.base: Base | None = None
        self._mends: dict[int, dict[int, str]] = {}
        self._decisions: dict[int, Decision] = {}
        self._live: Reading | None = None
        self._reading: Ticket | None = None
        self._matching: Ticket | None = None
        self.path: Path | None = None
        self.options: ImportOptions | None = None
        self.review: Review | None = None

    @property
    def reading(self) -> bool:
        """Whether the file is being read."""
        return self._reading is not None

    @property
    def running(self) -> bool:
        """Whether what is known of the file may change in a moment."""
        return self._reading is not None or self._matching is not None

    def forget(self) -> None:
        """No file any more."""
        self.stop()
        self.path = self.options = None
        self._mends, self._decisions = {}, {}
        self._drop_review()
        let_collect()

    def _drop_review(self) -> None:
        """Let go of what was read, on the lane and bit by bit: a hundred thousand cards at once stop the window."""
        review, live = self.review, self._live
        self.review = self._live = None
        if review is not None:
            from ui.desktop.importing import work

            self._lane.submit(work.dropping(review, live), _nothing)

    def stop(self) -> None:
        """Stop what runs."""
        self._lane.cancel(self._reading)
        self._lane.cancel(self._matching)
        self._reading = self._matching = None
        self.settled.emit()

    def open(self, path: Path) -> None:
        """Read a file."""
        self.forget()
        self.path = Path(path)
        self.began.emit(_("Revisando «{name}»").format(name=self.path.name))
        # What reads files takes half a second to load, which the window must not wait for.
        self._reading = self._lane.submit(_load, self._begin, failed=self._fail)

    def _begin(self, _loaded: object) -> None:
        from crm.importing.run import ImportOptions

        self.options = ImportOptions()
        self.read()

    def read(self) -> None:
        """Read the file again, with what was changed since."""
        from ui.desktop.importing import work

        if self.base is None or self.path is None or self.options is None:
            return
        self.stop()
        self.began.emit(_("Revisando «{name}»").format(name=self.path.name))
        self._reading = self._lane.submit(
            work.reading(self.base, self.path, self.options, self._mends, self._decisions),
            self._show_looked,
            part=self._show_part,
            failed=self._fail,
        )

    def _show_part(self, part: "Preview | Rows") -> None:
        (self.told if isinstance(part, Rows) else self.seen).emit(part)

    def _show_looked(self, looked: "Looked") -> None:
        self._reading = None
        self.seen.emit(looked.seen)
        if looked.found is not None:
            self.show(looked.found)
        else:
            self._drop_review()
            self.nameless.emit()
        self.settled.emit()

    def show(self, review: "Review") -> None:
        """Take this for what importing would do."""
        from crm.importing.run import ImportOptions

        self.options = self.options or ImportOptions()
        self.review = review
        # Rows are mended in what the next matching begins from; the table shows what was matched.
        self._live = review.reading.copy()
        self.found.emit(review, self._live)

    def _fail(self, error: Exception) -> None:
        self._reading = self._matching = None
        self.failed.emit(str(error))

    @Slot(object)
    def change_map(self, column_map: "dict[str, str | None]") -> None:
        """Take columns for other fields."""
        if self.options is not None:
            self.options = replace(self.options, column_map=column_map)
            self.read()

    @Slot(object)
    def change_tags(self, tags: tuple[str, ...]) -> None:
        """Give every row these tags."""
        if self.options is not None and tags != self.options.rows.tags:
            self.options = replace(self.options, rows=replace(self.options.rows, tags=tags))
            self.read()

    @Slot(bool)
    def change_repair(self, wanted: bool) -> None:
        """Mend garbled text, or leave it."""
        if self.options is not None and wanted != self.options.rows.repair:
            self.options = replace(self.options, rows=replace(self.options.rows, repair=wanted))
            self.read()

    def change_sheet(self, sheet: str) -> None:
        """Read another sheet of the workbook."""
        if self.options is not None:
            self.options = replace(self.options, sheet=sheet, column_map={})
            self._mends, self._decisions = {}, {}
            self.read()

    @Slot(object)
    def take_mended(self, mended: "Mended") -> None:
        """A cell was mended: match again."""
        self._mends.setdefault(mended.number, {})[mended.column] = mended.text
        self._match()

    @Slot(object)
    def take_decided(self, decided: "Decided") -> None:
        """Something was decided about a possible duplicate: match again."""
        self._decisions[decided.number] = decided.decision
        self._match()

    def _match(self) -> None:
        from ui.desktop.importing import work

        if self.base is None or self._live is None:
            return
        self._lane.cancel(self._matching)
        self._matching = self._lane.submit(
            work.matching(self.base, self._live, self._decisions), self._show_matched, failed=self._fail
        )
        self.settled.emit()

    def _show_matched(self, review: "Review") -> None:
        self._matching = None
        self.show(review)
        self.settled.emit()


def _load(_ticket: Ticket) -> None:
    """Load what reading, matching and showing rows take."""
    for module in ("crm.importing.mending", "crm.phones", "ui.desktop.importing.work"):
        import_module(module)


def _nothing(_dropped: object) -> None:
    """Nobody waits for it."""
