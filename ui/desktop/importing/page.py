"""Importing contacts: choose a file, put its columns right, see what would happen, mend it, do it, take it back."""

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
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm.errors import Cancelled
from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.fields.base_source import BaseFieldSource
from ui.desktop.fields.field import Kit
from ui.desktop.fields.source import NothingToChoose
from ui.desktop.file_drops import file_in
from ui.desktop.icons import Icons
from ui.desktop.importing.dry_run import DryRun
from ui.desktop.importing.foot import Foot
from ui.desktop.importing.keeping import Keeping
from ui.desktop.importing.pick_pane import PickPane
from ui.desktop.importing.steps import FILE, RESULT, REVIEW, Steps
from ui.desktop.labels import Prose
from ui.desktop.lanes import Lanes
from ui.desktop.long_jobs import Rows, Stop
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
    from ui.desktop.writing import Writing

COLUMNS_WIDTH = 356
_BOTH_FIT = 1000
"""Narrower than this, the tabs and the first columns of the rows do not fit beside the file's columns."""
_PASTE = QKeySequence.StandardKey.Paste
_SIDE = 32


class ImportPage(QWidget):
    """``contacts_wanted`` goes to the list of contacts, with a query if there is one. Works on the base and the
    writing given; without a base a file waits until there is one."""

    contacts_wanted = Signal(str)

    def __init__(self, lanes: Lanes, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._lanes = lanes
        self._theme = theme
        self._icons = icons
        self._writing: Writing | None = None
        self._result: Result | None = None
        self._stop: Stop | None = None
        self._awaited = False  # whoever chose a file waits for its rows
        self._columns: ColumnsPane | None = None
        self._rows: ReviewPane | None = None
        self._ending: ResultPane | None = None
        self.dry_run = DryRun(lanes.long_reader, self)
        self.steps = Steps(theme, icons)
        self._about = Prose(look="muted", breaks_words=True)
        self.columns_button = QPushButton(_("Columnas del archivo"))
        self.columns_button.setCheckable(True)
        self.columns_button.toggled.connect(self._arrange)
        self.columns_button.hide()
        self.pick = PickPane(theme, icons)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.pick)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("gap")
        self._split.setHandleWidth(32)
        self._split.setChildrenCollapsible(False)
        self._stack.addWidget(self._split)
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
        head = QHBoxLayout()
        head.addWidget(
            Prose(_("Importar contactos"), pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True), 1
        )
        head.addWidget(self.steps)
        whole.addLayout(head)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self._about, 1)
        below.addWidget(self.columns_button)
        whole.addLayout(below)
        whole.addSpacing(16)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self.foot)

    def _connect(self) -> None:
        self.pick.chosen.connect(self.open_file)
        self.foot.cancelled.connect(self.cancel)
        self.foot.save_wanted.connect(self._save_rejects)
        self.foot.back_wanted.connect(self.begin)
        self.foot.go_wanted.connect(self.apply)
        self.keeping.told.connect(self._note)
        dry_run = self.dry_run
        dry_run.began.connect(self._run)
        dry_run.told.connect(self._tell_rows)
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
        self._writing = writing
        if writing is not None:
            writing.done.connect(self._something_was_done)

    @property
    def busy(self) -> bool:
        """Whether an import is being written."""
        return self._stop is not None

    @property
    def tells(self) -> bool:
        """Whether one sees here how far the import is that is being written."""
        return self.busy and self.isVisible()

    @Slot()
    def begin(self) -> None:
        """Back to the first step: no file."""
        if self.busy:
            return
        self._result = None
        if self._rows is not None and self._columns is not None:
            self._rows.forget()
            self._columns.forget_tags()
        self.dry_run.forget()
        self.pick.show_problem("")
        self._show_step(FILE, self.pick)
        self._about.set_text(_("Desde una hoja de cálculo, un CSV o tarjetas vCard."))

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Read a file, and show what importing it would do."""
        if self.busy:
            return
        self.begin()
        if self.dry_run.base is None:
            self.pick.show_problem(_("Abra primero una base: ahí se guardará lo que se importe."))
            return
        if self._columns is not None:
            self._ask_for_tags(self._columns)
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
        self.strip.tell(rows.done, rows.total, _how_far(rows))

    @Slot(str)
    def _cannot_read(self, sentence: str) -> None:
        self.begin()
        self.pick.show_problem(sentence)

    @Slot(object)
    def show_preview(self, seen: "Preview") -> None:
        """Show the columns of the file, while its rows are read."""
        columns, _rows = self.panes()
        options = self.dry_run.options
        columns.show_preview(seen, options.column_map if options else {})
        self._show_step(REVIEW, self._split)

    @Slot()
    def _show_nameless(self) -> None:
        self.panes()[1].forget()
        self._about.set_text(self._file_name())

    def show_review(self, found: "Review") -> None:
        """Show what importing would do."""
        self.dry_run.show(found)

    @Slot(object, object)
    def _show_found(self, found: "Review", live: "Reading") -> None:
        from crm.importing.mending import Mender

        assert self.dry_run.options is not None
        self.panes()[1].show_review(found, Mender(live, self.dry_run.options.rows))
        self._about.set_text(_described(found))
        self._show_step(REVIEW, self._split)
        self._begin_at_problems(found)

    def _begin_at_problems(self, found: "Review") -> None:
        """Whoever waited for the rows can type over the first wrong cell at once, or import where none is wrong."""
        from ui.desktop.importing.review import PROBLEMS

        pane, awaited = self.panes()[1], self._awaited
        self._awaited = False
        if awaited and self.window().focusWidget() is pane.tabs:
            problems = bool(found.places[PROBLEMS])
            (pane.table if problems else self.foot.go).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _change_sheet(self, sheet: str) -> None:
        self.panes()[1].forget()
        self.dry_run.change_sheet(sheet)

    @Slot()
    def apply(self) -> None:
        """Import what the dry run shows, as one operation."""
        from ui.desktop.importing import work

        base, review, writing = self.dry_run.base, self.dry_run.review, self._writing
        if base is None or review is None or writing is None or not self.foot.go.isEnabled():
            return
        self._stop = Stop()
        n = review.to_write
        title = ngettext("Importando {n:,} contacto", "Importando {n:,} contactos", n).format(n=n)
        self.strip.begin(title)
        if self._holds_focus():
            self.strip.setFocus(Qt.FocusReason.OtherFocusReason)  # where one was cannot be used meanwhile
        self._split.setEnabled(False)
        self.show_offers()
        writing.run_long(
            title,
            work.applying(base, review.plan),
            then=self._finish,
            failed=self._cannot_apply,
            told=self._tell_rows,
            stop=self._stop,
        )

    @Slot()
    def cancel(self) -> None:
        """Stop what runs: a reading at once, an import when it has taken back what it began."""
        if self._stop is not None:
            self._stop.ask()
            self.strip.stopping()
        elif self.dry_run.review is None:
            self.begin()
        else:
            self.dry_run.stop()

    def _end_writing(self) -> None:
        was_here = self._holds_focus()
        self._stop = None
        self.strip.end()
        self._split.setEnabled(True)
        self.show_offers()
        if was_here:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish(self, result: "Result") -> None:
        self._end_writing()
        if result.operation is not None and self._writing is not None:
            self._writing.announce(result.operation)
        self.show_result(result)

    def _cannot_apply(self, error: Exception) -> None:
        self._end_writing()
        stopped = isinstance(error, Cancelled)
        self._about.set_text(_("La importación se canceló; no se guardó nada.") if stopped else str(error))

    def show_result(self, result: "Result") -> None:
        """Show what was done."""
        if self._ending is None:
            from ui.desktop.importing.result_pane import ResultPane

            self._ending = ResultPane(self._icons)
            self._ending.rejects_wanted.connect(self._save_rejects)
            self._ending.undo_wanted.connect(self._undo)
            self._ending.again_wanted.connect(self.begin)
            self._ending.contacts_wanted.connect(self.contacts_wanted)
            self._stack.addWidget(self._ending)
        self._result = result
        self._ending.show_result(result)
        self._about.set_text(self._file_name())
        self._show_step(RESULT, self._ending)

    @Slot()
    def _undo(self) -> None:
        if self._writing is not None and self._result is not None and self._result.operation is not None:
            self._writing.undo(self._result.operation)

    @Slot(object)
    def _something_was_done(self, done: object) -> None:
        """The import was taken back, here or from the undo bar; or done again."""
        if self._ending is None or self._result is None:
            return
        if getattr(done, "operation", None) != self._result.operation:
            return
        undone = getattr(done, "kind", "") == "undo"
        self._ending.undo.setEnabled(not undone)
        self._ending.show_note(_("La importación se deshizo: la base está como antes.") if undone else "")

    @Slot()
    def _save_rejects(self) -> None:
        if self.dry_run.review is not None:
            self.keeping.ask_for_rejects(self.dry_run.review.reading)

    @Slot()
    def _save_map(self) -> None:
        path = self.dry_run.path
        if self._columns is not None and self._columns.seen is not None and path is not None:
            self.keeping.ask_for_map(self._columns.seen, self._columns.column_map, path.parent)

    @Slot(str)
    def _note(self, sentence: str) -> None:
        if self._ending is not None and self.steps.step == RESULT:
            self._ending.show_note(sentence)
        else:
            self._about.set_text(sentence)

    def panes(self) -> "tuple[ColumnsPane, ReviewPane]":
        """The columns and the rows of the second step; made when first asked for."""
        if self._columns is None or self._rows is None:
            from ui.desktop.importing.columns_pane import ColumnsPane
            from ui.desktop.importing.review_pane import ReviewPane

            kit = Kit(self._theme, self._icons, self._lanes.reader, NothingToChoose())
            self._columns = ColumnsPane(kit)
            self._columns.map_changed.connect(self.dry_run.change_map)
            self._columns.tags_changed.connect(self.dry_run.change_tags)
            self._columns.sheet_chosen.connect(self._change_sheet)
            self._columns.map_wanted.connect(self._save_map)
            self._rows = ReviewPane(self._theme)
            self._rows.mended.connect(self.dry_run.take_mended)
            self._rows.decided.connect(self.dry_run.take_decided)
            self._rows.repair_wanted.connect(self.dry_run.change_repair)
            self._split.addWidget(self._columns)
            self._split.addWidget(self._rows)
            self._split.setStretchFactor(0, 0)
            self._split.setStretchFactor(1, 1)
            self._split.setSizes([COLUMNS_WIDTH, 1000])
            self._ask_for_tags(self._columns)
        return self._columns, self._rows

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
        self.foot.show_offers(self.dry_run.review, reviewing=self.steps.step == REVIEW, ready=ready)

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
        if self._columns is None or self._rows is None:
            return
        narrow = self.width() < _BOTH_FIT and self.steps.step == REVIEW and self.dry_run.review is not None
        self.columns_button.setVisible(narrow)
        columns = self.columns_button.isChecked()
        self._columns.setVisible(not narrow or columns)
        self._rows.setVisible(not narrow or not columns)


def _how_far(rows: "Rows") -> str:
    """The rows done; nothing before the first one, while the file is being opened."""
    if rows.total:
        return _("{n:,} de {total:,} filas").format(n=rows.done, total=rows.total)
    return ngettext("{n:,} fila", "{n:,} filas", rows.done).format(n=rows.done) if rows.done else ""


def _described(found: "Review") -> str:
    total = found.reading.total
    rows = ngettext("{n:,} fila", "{n:,} filas", total).format(n=total)
    parts = [found.reading.path.name]
    if found.reading.sheet:
        parts.append(_("hoja {sheet}").format(sheet=found.reading.sheet))
    return _("{file}, {rows}. Es un ensayo: todavía no se ha guardado nada.").format(
        file=", ".join(parts), rows=rows
    )
