"""The dry run of one file: read on a lane, matched again after each change, with what the user changed in it."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from crm.importing.kinds import CONTACTS
from crm.texts import _
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.long_jobs import Rows

if TYPE_CHECKING:
    from crm.base import Base
    from crm.importing.preview import Preview
    from crm.importing.reading import Reading
    from crm.importing.run import ImportOptions
    from ui.desktop.importing.changes import Changes
    from ui.desktop.importing.review import Review
    from ui.desktop.importing.rows_model import Decided, Mended
    from ui.desktop.importing.work import Looked


class DryRun(QObject):
    """``began`` says in words what runs now, ``told`` how far it is (Rows); ``recognised`` comes when it is known what
    the file can be imported as; ``seen`` carries its Preview, ``found`` the Review with the Reading that its rows are
    mended in, ``nameless`` that no column tells what the rows are; ``failed`` why the file cannot be used; ``settled``
    comes when nothing is read any more. ``base`` is what files are matched with."""

    began = Signal(str)
    told = Signal(object)
    recognised = Signal()
    seen = Signal(object)
    found = Signal(object, object)
    nameless = Signal()
    failed = Signal(str)
    settled = Signal()

    def __init__(self, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = lane
        self.base: Base | None = None
        self._changes: Changes | None = None
        self._live: Reading | None = None
        self._reading: Ticket | None = None
        self._matching: Ticket | None = None
        self.path: Path | None = None
        self.kinds: tuple[str, ...] = ()
        self.kind = CONTACTS
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
        self._drop_review()
        self.path = self.options = self._changes = None
        self.kinds, self.kind = (), CONTACTS

    def _drop_review(self) -> None:
        """Let go of what was read, on the lane and bit by bit: a hundred thousand cards at once stop the window."""
        review, live = self.review, self._live
        self.review = self._live = None
        if review is not None:
            from ui.desktop.importing import work

            self._lane.submit(work.dropping(self.kind, review, live), _nothing)

    def stop(self) -> None:
        """Stop what runs."""
        self._lane.cancel(self._reading)
        self._lane.cancel(self._matching)
        self._reading = self._matching = None
        self.settled.emit()

    def open(self, path: Path) -> None:
        """Read a file, as what its content says that it is."""
        self.forget()
        self.path = Path(path)
        self.began.emit(_("Revisando «{name}»").format(name=self.path.name))
        self._reading = self._lane.submit(_recognising(self.path), self._begin, failed=self._fail)

    def _begin(self, kinds: tuple[str, ...]) -> None:
        self.kinds, self.kind = kinds, kinds[0]
        self._begin_anew()
        self.recognised.emit()
        self.read()

    def _begin_anew(self) -> None:
        from crm.importing.run import ImportOptions
        from ui.desktop.importing.changes import Changes

        self.options, self._changes = ImportOptions(), Changes()

    def change_kind(self, kind: str) -> None:
        """Import the file as something else."""
        if self.options is not None and kind != self.kind and kind in self.kinds:
            self.stop()
            self._drop_review()
            self.kind = kind
            self._begin_anew()
            self.read()

    def read(self) -> None:
        """Read the file again, with what was changed since."""
        from ui.desktop.importing import work

        if self.base is None or self.path is None or self.options is None or self._changes is None:
            return
        self.stop()
        self.began.emit(_("Revisando «{name}»").format(name=self.path.name))
        self._reading = self._lane.submit(
            work.reading(self.base, self.kind, self.path, self.options, self._changes),
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
        if self.options is None or self._changes is None:
            self._begin_anew()
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
            options = self.options
            self._begin_anew()
            self.options = replace(options, sheet=sheet, column_map={})
            self.read()

    @Slot(object)
    def take_mended(self, mended: "Mended") -> None:
        """A cell was mended: match again."""
        if self._changes is not None:
            self._changes.mends.setdefault(mended.number, {})[mended.column] = mended.text
            self._match()

    @Slot(object)
    def take_decided(self, decided: "Decided") -> None:
        """Something was decided about a possible duplicate: match again."""
        if self._changes is not None:
            self._changes.decisions[decided.number] = decided.decision
            self._match()

    def _match(self) -> None:
        from ui.desktop.importing import work

        if self.base is None or self._live is None or self.review is None or self._changes is None:
            return
        self._lane.cancel(self._matching)
        self._matching = self._lane.submit(
            work.matching(self.base, self.kind, self.review, self._live, self._changes),
            self._show_matched,
            failed=self._fail,
        )
        self.settled.emit()

    def _show_matched(self, review: "Review") -> None:
        self._matching = None
        self.show(review)
        self.settled.emit()


def _recognising(path: Path) -> Callable[[Ticket], tuple[str, ...]]:
    """Say what a file is; before, load what reading, matching and showing rows take."""

    def job(_ticket: Ticket) -> tuple[str, ...]:
        # It takes half a second, which the window must not wait for.
        for module in ("crm.importing.mending", "crm.phones", "ui.desktop.importing.work"):
            import_module(module)
        from crm.importing.kinds import kinds_of

        return kinds_of(path)

    return job


def _nothing(_dropped: object) -> None:
    """Nobody waits for it."""
