"""Importing: choose a file, put its columns right, see what would happen, mend it, do it, take it back."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm.texts import _
from ui.desktop.fields.base_source import BaseFieldSource
from ui.desktop.fields.field import Kit
from ui.desktop.fields.source import NothingToChoose
from ui.desktop.file_drops import file_in
from ui.desktop.icons import Icons
from ui.desktop.importing.dry_run import DryRun
from ui.desktop.importing.foot import Foot
from ui.desktop.importing.head import Head, described, how_far
from ui.desktop.importing.import_job import ImportJob
from ui.desktop.importing.keeping import Keeping
from ui.desktop.importing.kinds import ImportKind, kinds
from ui.desktop.importing.pick_pane import PickPane
from ui.desktop.importing.steps import FILE, RESULT, REVIEW
from ui.desktop.lanes import Lanes
from ui.desktop.long_jobs import Rows
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.base import Base
    from crm.importing.preview import Preview
    from crm.importing.reading import Reading
    from crm.importing.run import Result
    from ui.desktop.importing.columns_pane import ColumnsPane
    from ui.desktop.importing.result_pane import ResultPane
    from ui.desktop.importing.review import Review
    from ui.desktop.importing.review_pane import ReviewPane
    from ui.desktop.importing.split_pane import SplitPane
    from ui.desktop.writing import Writing

_BOTH_FIT = 1000
"""Narrower than this, the tabs and the first columns of the rows do not fit beside the file's columns."""
_PASTE = QKeySequence.StandardKey.Paste
_SIDE = 32


class ImportPage(QWidget):
    """``list_wanted`` goes to the list of a place, with a query if there is one. Works on the base and the writing
    given; without a base a file waits until there is one."""

    list_wanted = Signal(str, str)

    def __init__(self, lanes: Lanes, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._lanes = lanes
        self._theme = theme
        self._icons = icons
        self._awaited = False  # whoever chose a file waits for its rows
        self._split: SplitPane | None = None
        self._ending: ResultPane | None = None
        self.dry_run = DryRun(lanes.long_reader, self)
        self.job = ImportJob(self)
        self.head = Head(theme, icons)
        self.steps = self.head.steps
        self.pick = PickPane(theme, icons)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.pick)
        self.foot = Foot(icons)
        self.strip = self.foot.strip
        self.keeping = Keeping(lanes.long_reader, self, icons)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.pick)
        self.begin()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_SIDE, 20, _SIDE, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addSpacing(16)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self.foot)

    def _connect(self) -> None:
        self.head.as_what.chosen.connect(self._change_kind)
        self.head.columns_button.toggled.connect(self._arrange)
        self.pick.chosen.connect(self.open_file)
        self.foot.cancelled.connect(self.cancel)
        self.foot.save_wanted.connect(self._save_rejects)
        self.foot.back_wanted.connect(self.begin)
        self.foot.go_wanted.connect(self.apply)
        self.keeping.told.connect(self._note)
        self.job.begun.connect(self._show_begun)
        self.job.told.connect(self._tell_rows)
        self.job.ended.connect(self._show_ended)
        self.job.done.connect(self.show_result)
        self.job.failed.connect(self.head.about.set_text)
        self.job.undone.connect(self._show_undone)
        dry_run = self.dry_run
        dry_run.began.connect(self._run)
        dry_run.told.connect(self._tell_rows)
        dry_run.recognised.connect(self._offer_kinds)
        dry_run.seen.connect(self.show_preview)
        dry_run.found.connect(self._show_found)
        dry_run.nameless.connect(self._show_nameless)
        dry_run.failed.connect(self._cannot_read)
        dry_run.settled.connect(self._settle)

    def set_base(self, base: "Base | None") -> None:
        """Import into this base from now on; a file that was waiting is read."""
        self.begin()
        self.dry_run.base = base

    def set_writing(self, writing: "Writing | None") -> None:
        """Announce imports here, and take them back through it."""
        self.job.set_writing(writing)

    @property
    def busy(self) -> bool:
        """Whether an import is being written."""
        return self.job.running

    @property
    def tells(self) -> bool:
        """Whether one sees here how far the import is that is being written."""
        return self.busy and self.isVisible()

    @Slot()
    def begin(self) -> None:
        """Back to the first step: no file."""
        if self.busy:
            return
        self.job.forget()
        if self._split is not None:
            self._split.forget()
        self.dry_run.forget()
        self.pick.show_problem("")
        self._show_step(FILE, self.pick)
        self._offer_kinds()
        self.head.about.set_text(_("Desde una hoja de cálculo, un CSV, tarjetas vCard o un calendario."))

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Read a file, and show what importing it would do."""
        if self.busy:
            return
        self.begin()
        if self.dry_run.base is None:
            self.pick.show_problem(_("Abra primero una base: ahí se guardará lo que se importe."))
            return
        if self._split is not None:
            self._ask_for_tags(self._split.columns)
        self.dry_run.open(path)

    @Slot(str)
    def _run(self, words: str) -> None:
        self.strip.begin(words)
        self.show_offers()

    @Slot()
    def _settle(self) -> None:
        if not self.busy and not self.dry_run.reading:
            self.strip.end()
        self.show_offers()

    @Slot(object)
    def _tell_rows(self, rows: "Rows") -> None:
        self.strip.tell(rows.done, rows.total, how_far(rows))

    @Slot(str)
    def _cannot_read(self, sentence: str) -> None:
        self.begin()
        self.pick.show_problem(sentence)

    @Slot(object)
    def show_preview(self, seen: "Preview") -> None:
        """Show the columns of the file, while its rows are read."""
        columns, _rows = self.panes()
        options = self.dry_run.options
        columns.show_preview(seen, options.column_map if options else {}, self._kind)
        self._show_step(REVIEW, self._both)

    @Slot()
    def _show_nameless(self) -> None:
        self.panes()[1].forget()
        self.head.about.set_text(self._file_name())

    def show_review(self, found: "Review") -> None:
        """Show what importing would do."""
        self.dry_run.show(found)

    @Slot(object, object)
    def _show_found(self, found: "Review", live: "Reading") -> None:
        from ui.desktop.importing.work import WORKS

        assert self.dry_run.options is not None
        mender = WORKS[self.dry_run.kind].mender(live, self.dry_run.options)
        self.panes()[1].show_review(found, mender)
        self.head.about.set_text(described(found))
        self._show_step(REVIEW, self._both)
        self._begin_at_problems(found)

    def _begin_at_problems(self, found: "Review") -> None:
        """Whoever waited for the rows can type over the first wrong cell at once, or import where none is wrong."""
        from ui.desktop.importing.review import PROBLEMS

        pane, awaited = self.panes()[1], self._awaited
        self._awaited = False
        if awaited and self.window().focusWidget() is pane.tabs:
            problems = bool(found.places[PROBLEMS])
            (pane.table if problems else self.foot.go).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _kind(self) -> ImportKind:
        """What the file is imported as."""
        return kinds()[self.dry_run.kind]

    @Slot()
    def _offer_kinds(self) -> None:
        """What the file can be imported as, if there is a choice."""
        self.head.as_what.offer(self.dry_run.kinds, self.dry_run.kind)

    @Slot(str)
    def _change_kind(self, kind: str) -> None:
        self.panes()[1].forget()
        self.dry_run.change_kind(kind)

    @Slot(str)
    def _change_sheet(self, sheet: str) -> None:
        self.panes()[1].forget()
        self.dry_run.change_sheet(sheet)

    @Slot()
    def apply(self) -> None:
        """Import what the dry run shows, as one operation."""
        if self.foot.go.isEnabled():
            self.job.start(self.dry_run)

    @Slot(str)
    def _show_begun(self, title: str) -> None:
        self.strip.begin(title)
        if self._holds_focus():
            self.strip.setFocus(Qt.FocusReason.OtherFocusReason)  # where one was cannot be used meanwhile
        self._both.setEnabled(False)
        self.show_offers()

    @Slot()
    def cancel(self) -> None:
        """Stop what runs: a reading at once, an import when it has taken back what it began."""
        if self.busy:
            self.job.stop()
            self.strip.stopping()
        elif self.dry_run.review is None:
            self.begin()
        else:
            self.dry_run.stop()

    @Slot()
    def _show_ended(self) -> None:
        was_here = self._holds_focus()
        self.strip.end()
        self._both.setEnabled(True)
        self.show_offers()
        if was_here:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def show_result(self, result: "Result") -> None:
        """Show what was done."""
        if self._ending is None:
            from ui.desktop.importing.result_pane import ResultPane

            self._ending = ResultPane(self._icons)
            self._ending.rejects_wanted.connect(self._save_rejects)
            self._ending.undo_wanted.connect(self.job.undo)
            self._ending.again_wanted.connect(self.begin)
            self._ending.list_wanted.connect(self.list_wanted)
            self._stack.addWidget(self._ending)
        self._ending.show_result(result, self._kind)
        self.head.about.set_text(self._file_name())
        self._show_step(RESULT, self._ending)

    @Slot(bool)
    def _show_undone(self, undone: bool) -> None:
        if self._ending is not None:
            self._ending.undo.setEnabled(not undone)
            self._ending.show_note(_("La importación se deshizo: la base está como antes.") if undone else "")

    @Slot()
    def _save_rejects(self) -> None:
        if self.dry_run.review is not None:
            self.keeping.ask_for_rejects(self.dry_run.review.reading)

    @Slot()
    def _save_map(self) -> None:
        path = self.dry_run.path
        columns, _rows = self.panes()
        if columns.seen is not None and path is not None:
            self.keeping.ask_for_map(columns.seen, columns.column_map, path.parent)

    @Slot(str)
    def _note(self, sentence: str) -> None:
        if self._ending is not None and self.steps.step == RESULT:
            self._ending.show_note(sentence)
        else:
            self.head.about.set_text(sentence)

    def panes(self) -> "tuple[ColumnsPane, ReviewPane]":
        """The columns and the rows of the second step; made when first asked for."""
        split = self._both
        return split.columns, split.rows

    @property
    def _both(self) -> "SplitPane":
        if self._split is None:
            from ui.desktop.importing.split_pane import SplitPane

            kit = Kit(self._theme, self._icons, self._lanes.reader, NothingToChoose())
            self._split = SplitPane(kit, self.dry_run)
            self._split.columns.sheet_chosen.connect(self._change_sheet)
            self._split.columns.map_wanted.connect(self._save_map)
            self._stack.addWidget(self._split)
            self._ask_for_tags(self._split.columns)
        return self._split

    def _ask_for_tags(self, columns: "ColumnsPane") -> None:
        """The tags of the base are suggested as one types."""
        base, lane = self.dry_run.base, self._lanes.reader
        if base is not None:
            source = BaseFieldSource(base, lane)
            lane.submit(lambda _ticket: source.tags(), columns.tags.suggest_from)

    def _file_name(self) -> str:
        return self.dry_run.path.name if self.dry_run.path else ""

    def _show_step(self, step: int, pane: QWidget) -> None:
        was_here, another = self._holds_focus(), self.steps.step != step
        self.steps.show_step(step)
        self._arrange()
        self._stack.setCurrentWidget(pane)
        self.setFocusProxy(pane if step != REVIEW else self.panes()[1].tabs)
        self.show_offers()
        if was_here and another:
            self._awaited = True
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _holds_focus(self) -> bool:
        # The window's, not the application's: a file may be dropped from a program that has the keyboard.
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def show_offers(self) -> None:
        """Offer at the foot what can be done now."""
        ready = not self.dry_run.running
        reviewing = self.steps.step == REVIEW
        self.head.as_what.show_when(wanted=reviewing, ready=not self.busy)
        self.foot.show_offers(self.dry_run.review, self._kind, reviewing=reviewing, ready=ready)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A file, or the path of one, can be pasted."""
        path = file_in(QGuiApplication.clipboard().mimeData()) if event.matches(_PASTE) else None
        if path is not None and self.steps.step == FILE:
            self.pick.chosen.emit(path)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The surface, and the line above the foot."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.tokens.surface))
        if self.foot.isVisible():
            painter.fillRect(0, self.foot.y(), self.width(), 1, QColor(self._theme.tokens.line))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the steps give way to the title, and the file's columns to its rows."""
        super().resizeEvent(event)
        self.steps.setVisible(self.width() >= 720)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        """Columns and rows side by side, or one of them where there is no room for both."""
        if self._split is None:
            return
        narrow = self.width() < _BOTH_FIT and self.steps.step == REVIEW and self.dry_run.review is not None
        self.head.columns_button.setVisible(narrow)
        self._split.arrange(narrow=narrow, columns=self.head.columns_button.isChecked())
