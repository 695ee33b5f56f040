"""Importing contacts: choose a file, put its columns right, see what would happen, mend it, do it, take it back."""

from dataclasses import replace
from importlib import import_module
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
    QApplication,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.file_drops import file_in
from ui.desktop.icons import Icons
from ui.desktop.importing.foot import Foot
from ui.desktop.importing.keeping import Keeping
from ui.desktop.importing.pick_pane import PickPane
from ui.desktop.importing.steps import FILE, RESULT, REVIEW, Steps
from ui.desktop.labels import Prose
from ui.desktop.lanes import Lanes, Ticket
from ui.desktop.long_jobs import Rows, Stop, let_collect
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.base import Base
    from crm.importing.preview import Preview
    from crm.importing.reading import Reading
    from crm.importing.run import ImportOptions, Result
    from ui.desktop.importing.columns_pane import ColumnsPane
    from ui.desktop.importing.result_pane import ResultPane
    from ui.desktop.importing.review import Review
    from ui.desktop.importing.review_pane import ReviewPane
    from ui.desktop.importing.rows_model import Mended
    from ui.desktop.importing.work import Looked
    from ui.desktop.writing import Writing

COLUMNS_WIDTH = 356
_PASTE = QKeySequence.StandardKey.Paste
_SIDE = 32


class ImportPage(QWidget):
    """``contacts_wanted`` goes to the list of contacts. Works on the base and the writing given; without a base a
    file waits until there is one."""

    contacts_wanted = Signal()

    def __init__(self, lanes: Lanes, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._lanes = lanes
        self._theme = theme
        self._icons = icons
        self._base: Base | None = None
        self._writing: Writing | None = None
        self._path: Path | None = None
        self._options: ImportOptions | None = None
        self._mends: dict[int, dict[int, str]] = {}
        self._review: Review | None = None
        self._live: Reading | None = None
        self._result: Result | None = None
        self._reading: Ticket | None = None
        self._matching: Ticket | None = None
        self._stop: Stop | None = None
        self._columns: ColumnsPane | None = None
        self._rows: ReviewPane | None = None
        self._ending: ResultPane | None = None
        self.steps = Steps(theme, icons)
        self._about = Prose(look="muted", breaks_words=True)
        self.pick = PickPane(theme, icons)
        self.pick.chosen.connect(self.open_file)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.pick)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("gap")
        self._split.setHandleWidth(32)
        self._split.setChildrenCollapsible(False)
        self._stack.addWidget(self._split)
        self.foot = Foot(icons)
        self.foot.cancelled.connect(self.cancel)
        self.foot.save_wanted.connect(self._save_rejects)
        self.foot.back_wanted.connect(self.begin)
        self.foot.go_wanted.connect(self.apply)
        self.strip = self.foot.strip
        self.keeping = Keeping(lanes.long_reader, self)
        self.keeping.told.connect(self._note)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_SIDE, 20, _SIDE, 0)
        whole.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(
            Prose(_("Importar contactos"), pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True), 1
        )
        head.addWidget(self.steps)
        whole.addLayout(head)
        whole.addWidget(self._about)
        whole.addSpacing(16)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self.foot)
        self.setFocusProxy(self.pick)
        self.begin()

    def set_base(self, base: "Base | None") -> None:
        """Import into this base from now on; a file that was waiting is read."""
        self._stop_reading()
        self._base = base
        self.begin()

    def set_writing(self, writing: "Writing | None") -> None:
        """Announce imports here, and take them back through it."""
        self._writing = writing
        if writing is not None:
            writing.done.connect(self._something_was_done)

    @property
    def busy(self) -> bool:
        """Whether an import is being written."""
        return self._stop is not None

    @Slot()
    def begin(self) -> None:
        """Back to the first step: no file."""
        if self.busy:
            return
        self._stop_reading()
        self._path = self._options = self._review = self._result = None
        self._live = None
        self._mends = {}
        if self._rows is not None:
            self._rows.forget()
        let_collect()
        self.pick.show_problem("")
        self._show_step(FILE, self.pick)
        self._about.set_text(_("Desde una hoja de cálculo, un CSV o tarjetas vCard."))

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Read a file, and show what importing it would do."""
        if self.busy:
            return
        self.begin()
        if self._base is None:
            self.pick.show_problem(_("Abra primero una base: ahí se guardará lo que se importe."))
            return
        self._path = Path(path)
        self.strip.begin(_("Revisando «{name}»").format(name=self._path.name))
        self.show_offers()
        # What reads files takes half a second to load, which the window must not wait for.
        self._reading = self._lanes.long_reader.submit(_load, self._begin_reading, failed=self._cannot_read)

    def _begin_reading(self, _loaded: object) -> None:
        from crm.importing.run import ImportOptions

        self._options = ImportOptions()
        self._read()

    def _read(self) -> None:
        from ui.desktop.importing import work

        assert self._base is not None
        assert self._path is not None
        assert self._options is not None
        self._stop_reading()
        self.strip.begin(_("Revisando «{name}»").format(name=self._path.name))
        self.show_offers()
        self._reading = self._lanes.long_reader.submit(
            work.reading(self._base, self._path, self._options, self._mends),
            self._show_looked,
            part=self._show_part,
            failed=self._cannot_read,
        )

    def _stop_reading(self) -> None:
        self._lanes.long_reader.cancel(self._reading)
        self._lanes.long_reader.cancel(self._matching)
        self._reading = self._matching = None
        self.strip.end()

    def _show_part(self, part: "Preview | Rows") -> None:
        if isinstance(part, Rows):
            self._tell_rows(part)
        else:
            self.show_preview(part)

    def _tell_rows(self, rows: "Rows") -> None:
        text = (
            _("{n:,} de {total:,} filas").format(n=rows.done, total=rows.total)
            if rows.total
            else ngettext("{n:,} fila", "{n:,} filas", rows.done).format(n=rows.done)
        )
        self.strip.tell(rows.done, rows.total, text)

    def _cannot_read(self, error: Exception) -> None:
        self.begin()
        self.pick.show_problem(str(error))

    def show_preview(self, seen: "Preview") -> None:
        """Show the columns of the file, while its rows are read."""
        columns, _rows = self.panes()
        columns.show_preview(seen, self._options.column_map if self._options else {})
        self._show_step(REVIEW, self._split)

    def _show_looked(self, looked: "Looked") -> None:
        self._reading = None
        self.strip.end()
        self.show_preview(looked.seen)
        if looked.found is not None:
            self.show_review(looked.found)
        else:
            self._review = None
            self.panes()[1].forget()
            self._about.set_text(self._path.name if self._path else "")
        self.show_offers()

    def show_review(self, found: "Review") -> None:
        """Show what importing would do."""
        from crm.importing.mending import Mender
        from crm.importing.run import ImportOptions

        self._options = self._options or ImportOptions()
        self._review = found
        _columns, rows = self.panes()
        # The mender works on what the next matching begins from; the table shows what was matched.
        self._live = replace(
            found.reading,
            numbers=list(found.reading.numbers),
            cards=list(found.reading.cards),
            rejected=list(found.reading.rejected),
        )
        rows.show_review(found, Mender(self._live, self._options.rows))
        self._about.set_text(self._described(found))
        self._show_step(REVIEW, self._split)

    def _described(self, found: "Review") -> str:
        total = found.reading.total
        rows = ngettext("{n:,} fila", "{n:,} filas", total).format(n=total)
        parts = [found.reading.path.name]
        if found.reading.sheet:
            parts.append(_("hoja {sheet}").format(sheet=found.reading.sheet))
        return _("{file}, {rows}. Es un ensayo: todavía no se ha guardado nada.").format(
            file=", ".join(parts), rows=rows
        )

    @Slot(object)
    def _change_map(self, column_map: "dict[str, str | None]") -> None:
        if self._options is not None and self._path is not None:
            self._options = replace(self._options, column_map=column_map)
            self._read()

    @Slot(object)
    def _change_tags(self, tags: tuple[str, ...]) -> None:
        if self._options is not None and self._path is not None and tags != self._options.rows.tags:
            self._options = replace(self._options, rows=replace(self._options.rows, tags=tags))
            self._read()

    @Slot(bool)
    def _change_repair(self, wanted: bool) -> None:
        if self._options is not None and self._path is not None and wanted != self._options.rows.repair:
            self._options = replace(self._options, rows=replace(self._options.rows, repair=wanted))
            self._read()

    @Slot(str)
    def _change_sheet(self, sheet: str) -> None:
        if self._options is not None and self._path is not None:
            self._options = replace(self._options, sheet=sheet, column_map={})
            self._mends = {}
            self.panes()[1].forget()
            self._read()

    @Slot(object)
    def _match_again(self, mended: "Mended") -> None:
        from ui.desktop.importing import work

        self._mends.setdefault(mended.number, {})[mended.column] = mended.text
        if self._base is None or self._live is None:
            return
        self._lanes.long_reader.cancel(self._matching)
        self._matching = self._lanes.long_reader.submit(
            work.matching(self._base, self._live), self._show_matched, failed=self._cannot_read
        )
        self.show_offers()

    def _show_matched(self, found: "Review") -> None:
        self._matching = None
        self.show_review(found)

    @Slot()
    def apply(self) -> None:
        """Import what the dry run shows, as one operation."""
        from ui.desktop.importing import work

        if self._base is None or self._review is None or not self.foot.go.isEnabled():
            return
        self._stop = Stop()
        n = self._review.to_write
        self.strip.begin(ngettext("Importando {n:,} contacto", "Importando {n:,} contactos", n).format(n=n))
        self._split.setEnabled(False)
        self.show_offers()
        self._lanes.writer.submit(
            work.applying(self._base, self._review.plan, self._stop),
            self._finish,
            part=self._tell_rows,
            failed=self._cannot_apply,
        )

    @Slot()
    def cancel(self) -> None:
        """Stop what runs: a reading at once, an import when it has taken back what it began."""
        if self._stop is not None:
            self._stop.ask()
            self.strip.stopping()
        elif self._review is None:
            self.begin()
        else:
            self._stop_reading()
            self.show_offers()

    def _finish(self, result: "Result | None") -> None:
        self._stop = None
        self.strip.end()
        self._split.setEnabled(True)
        if result is None:
            self.show_offers()
            self._about.set_text(_("La importación se canceló; no se guardó nada."))
            return
        if result.operation is not None and self._writing is not None:
            self._writing.announce(result.operation)
        self.show_result(result)

    def _cannot_apply(self, error: Exception) -> None:
        self._stop = None
        self.strip.end()
        self._split.setEnabled(True)
        self.show_offers()
        self._about.set_text(str(error))

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
        self._about.set_text(self._path.name if self._path else "")
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
        if self._review is not None:
            self.keeping.ask_for_rejects(self._review.reading)

    @Slot()
    def _save_map(self) -> None:
        if self._columns is not None and self._columns.seen is not None and self._path is not None:
            self.keeping.ask_for_map(self._columns.seen, self._columns.column_map, self._path.parent)

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

            self._columns = ColumnsPane(self._theme, self._icons)
            self._columns.map_changed.connect(self._change_map)
            self._columns.tags_changed.connect(self._change_tags)
            self._columns.sheet_chosen.connect(self._change_sheet)
            self._columns.map_wanted.connect(self._save_map)
            self._rows = ReviewPane(self._theme)
            self._rows.mended.connect(self._match_again)
            self._rows.repair_wanted.connect(self._change_repair)
            self._split.addWidget(self._columns)
            self._split.addWidget(self._rows)
            self._split.setStretchFactor(0, 0)
            self._split.setStretchFactor(1, 1)
            self._split.setSizes([COLUMNS_WIDTH, 1000])
        return self._columns, self._rows

    def _show_step(self, step: int, pane: QWidget) -> None:
        was_here, another = self._holds_focus(), self.steps.step != step
        self.steps.show_step(step)
        self._stack.setCurrentWidget(pane)
        self.setFocusProxy(pane if step != REVIEW else self.panes()[1].table)
        self.show_offers()
        if was_here and another:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _holds_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def show_offers(self) -> None:
        """Offer at the foot what can be done now."""
        ready = self._matching is None and self._reading is None
        self.foot.show_offers(self._review, reviewing=self.steps.step == REVIEW, ready=ready)

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
        """In a narrow window the steps give way to the title."""
        super().resizeEvent(event)
        self.steps.setVisible(self.width() >= 720)


def _load(_ticket: Ticket) -> None:
    """Load what reading, matching and showing rows take."""
    for module in ("crm.importing.mending", "crm.phones", "ui.desktop.importing.work"):
        import_module(module)
