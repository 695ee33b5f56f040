"""Exporting: of what, which of it, in what format, with which columns and where; what was left out and why."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QDesktopServices, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.button_keys import finish_with
from ui.desktop.exporting import work
from ui.desktop.exporting.columns_list import ColumnsList
from ui.desktop.exporting.formats import FormatChoice
from ui.desktop.exporting.job import ExportJob
from ui.desktop.exporting.looked_at import LookedAt
from ui.desktop.exporting.where import Where
from ui.desktop.exporting.whose import EVERYBODY, LISTED, WhoseChoice
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.labels import Prose, label
from ui.desktop.lanes import Lanes, Ticket
from ui.desktop.long_jobs import Rows
from ui.desktop.progress_strip import ProgressStrip
from ui.desktop.settings import Settings
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.base import Base
    from crm.exporting.run import Exported

_NARROW = 760
_LEFT_WIDTH = 380


class ExportPage(QWidget):
    """Works on the base given; ``folder_wanted`` is told the folder of what was written, once asked to open it."""

    folder_wanted = Signal(object)

    def __init__(self, lanes: Lanes, theme: Theme, icons: Icons, settings: Settings) -> None:
        super().__init__()
        self._lane = lanes.long_reader
        self._theme = theme
        self._settings = settings
        self._base: Base | None = None
        self._counting: list[Ticket] = []
        self.job = ExportJob(self._lane, self)
        self.whose = WhoseChoice(theme, icons)
        self.format = FormatChoice()
        self.columns = ColumnsList(icons)
        self.where = Where(icons)
        self.strip = ProgressStrip()
        self.told = Prose(breaks_words=True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.go = QPushButton()
        self.open = QPushButton(_("Abrir la carpeta"))
        self._lay_out(icons)
        self._connect()
        self.look_at(LookedAt())

    def _lay_out(self, icons: Icons) -> None:
        middle = QWidget()
        middle.setObjectName("sheet")
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, middle)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(32)
        self._left = self._make_left()
        self._both.addWidget(self._left)
        self._both.addLayout(self._make_right(), 1)
        self._foot = self._make_foot(icons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 20, 32, 0)
        whole.setSpacing(0)
        whole.addWidget(Prose(_("Exportar"), pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True))
        whole.addSpacing(16)
        self._scroll = self._scrolled(middle)
        whole.addWidget(self._scroll, 1)
        whole.addSpacing(16)
        whole.addWidget(self._foot)

    @staticmethod
    def _scrolled(middle: QWidget) -> QScrollArea:
        """In a low window, or where text is large, there is more than fits."""
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what it holds takes it, and is scrolled to
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(middle)
        return scroll

    def _make_left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        parts: tuple[tuple[str, QWidget], ...] = (
            (_("Qué"), self.whose),
            (_("Formato"), self.format),
            (_("Dónde"), self.where),
        )
        for place, (name, widget) in enumerate(parts):
            if place:
                column.addSpacing(16)
            column.addWidget(label(name, semibold=True))
            column.addWidget(widget)
        column.addStretch()
        return left

    def _make_right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(label(_("Columnas"), semibold=True))
        self.note = Prose(look="muted")
        right.addWidget(self.note)
        right.addWidget(self.columns, 1)
        right.addStretch(0)
        return right

    def _make_foot(self, icons: Icons) -> QWidget:
        self.go.setProperty("look", "primary")
        self.go.setFont(fonts.font(semibold=True))
        self.go.setIcon(icons.icon("download", "on_fill"))
        self.open.setIcon(icons.icon("folder", "text"))
        for button in (self.go, self.open):
            button.setIconSize(BESIDE_TEXT)
        self.go.setToolTip(_("Exportar (Ctrl+Intro)"))
        self.open.hide()
        self._offers = QWidget()
        row = QHBoxLayout(self._offers)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.told, 1)
        row.addWidget(self.open)
        row.addWidget(self.go)
        foot = QWidget()
        foot.setFixedHeight(64)
        line = QHBoxLayout(foot)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._offers)
        line.addWidget(self.strip)
        return foot

    def _connect(self) -> None:
        self.go.clicked.connect(self.export)
        finish_with(self.go)
        self.open.clicked.connect(self._open_folder)
        self.strip.cancelled.connect(self.cancel)
        self.whose.subject_changed.connect(self._subject_changed)
        self.whose.changed.connect(self._show_offer)
        self.format.changed.connect(self._format_changed)
        self.columns.changed.connect(self._columns_changed)
        self.where.changed.connect(self._show_offer)
        self.where.go_wanted.connect(self.export)
        self.job.begun.connect(self.show_begun)
        self.job.went_on.connect(self.show_rows)
        self.job.ended.connect(self.show_ended)
        self.job.done.connect(self._finish)
        self.job.failed.connect(self._cannot)

    def set_base(self, base: "Base | None") -> None:
        """Export from this base from now on."""
        self._base = base
        self.look_at(LookedAt())

    def look_at(self, at: LookedAt) -> None:
        """Offer what one was looking at; an export under way is not disturbed."""
        if not self.job.running:
            self.whose.look_at(at)

    @Slot()
    def _subject_changed(self) -> None:
        subject = self.whose.subject
        self.columns.show_columns(
            subject.headings, subject.usual, self._settings.export_columns(subject.code) or subject.usual
        )
        self.format.blockSignals(True)
        self.format.show_formats(subject.formats, self._settings.export_format(subject.code))
        self.format.blockSignals(False)
        today = self._base.clock.today if self._base is not None else date.min
        self.where.propose(
            subject.file.format(day=today.isoformat()), self.ending, self._settings.export_folder
        )
        self.setFocusProxy(self.whose.button(self.whose.checkedId()))
        self._count()
        self.told.set_text("")
        self.open.hide()
        self._show_offer()

    def _count(self) -> None:
        for ticket in self._counting:
            self._lane.cancel(ticket)
        self._counting = []
        if self._base is None:
            return
        known = {EVERYBODY: self._know_all, LISTED: self._know_listed}
        for code, asked in self.whose.to_count():
            job = work.counting(self._base, asked)
            self._counting.append(self._lane.submit(job, known[code], failed=self.show_failure))

    def _know_all(self, n: int) -> None:
        self.show_count(EVERYBODY, n)

    def _know_listed(self, n: int) -> None:
        self.show_count(LISTED, n)

    def show_count(self, whose: int, n: int) -> None:
        """Say how many records one of the choices stands for."""
        self.whose.show_count(whose, n)

    @Slot()
    def _show_offer(self) -> None:
        n = self.whose.count
        if self.where.replaces and self.where.path.exists():
            text = _("Reemplazar el archivo")
        elif n is None:
            text = _("Exportar")
        else:
            text = _("Exportar {n:,} {noun}").format(n=n, noun=self.whose.subject.noun(n))
        self.go.setText(text)
        note = self.format.chosen.note
        self.columns.setVisible(not note)
        self.note.set_text(note)
        self.note.setVisible(bool(note))
        something = self._base is not None if n is None else n > 0
        self.go.setEnabled(something and (bool(note) or bool(self.columns.keys)))

    @property
    def ending(self) -> str:
        """How the file's name ends, by the format chosen."""
        return self.format.chosen.ending

    @Slot()
    def _format_changed(self) -> None:
        self._settings.remember_export_format(self.whose.subject.code, self.ending)
        self.where.set_ending(self.ending)
        self._show_offer()

    @Slot()
    def _columns_changed(self) -> None:
        self._settings.remember_export_columns(self.whose.subject.code, self.columns.keys)
        self.where.show_problem("")
        self._show_offer()

    @Slot()
    def export(self) -> None:
        """Write what is asked for; a file that would be lost is named first, and the button asked for again."""
        if self._base is None or self.job.running or not self.go.isEnabled():
            return
        path = self.where.path
        if path.exists() and not self.where.replaces:
            self.where.allow_replacing()
            self.told.set_text(_("«{name}» ya existe: si sigue, se pierde.").format(name=path.name))
            self._show_offer()
            return
        chosen = self.format.chosen
        every = bool(chosen.note) or (chosen.has_room and self.columns.are_all)
        self.job.start(self._base, self.whose.asked, path, None if every else self.columns.keys)

    @Slot(str)
    def show_begun(self, title: str) -> None:
        """Show that a file is being written."""
        self.where.show_problem("")
        self.strip.begin(title)
        if self._holds_focus():
            # Where one was cannot be used meanwhile.
            self.strip.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._offers.hide()
        self._left.setEnabled(False)
        self.columns.setEnabled(False)

    @Slot()
    def show_ended(self) -> None:
        """Offer to export again."""
        was_here = self._holds_focus()
        self.where.forget_replacing()
        self._offers.show()
        if was_here:
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)
        self.strip.end()
        self._left.setEnabled(True)
        self.columns.setEnabled(True)
        self._show_offer()

    @Slot(object)
    def show_rows(self, rows: Rows) -> None:
        """Show how far it is."""
        total = rows.total or 0
        noun = self.whose.subject.noun(total)
        text = _("{n:,} de {total:,} {noun}").format(n=rows.done, total=total, noun=noun)
        self.strip.tell(rows.done, rows.total, text)

    @Slot()
    def cancel(self) -> None:
        """Stop the export; nothing is left of it."""
        if self.job.running:
            self.job.stop()
            self.strip.stopping()

    @Slot(object)
    def _finish(self, done: "Exported | None") -> None:
        if done is None:
            self.told.set_text(_("Se canceló; no se guardó ningún archivo."))
            return
        self._settings.export_folder = str(self.job.path.parent)
        self.show_result(done, self.job.path.name)

    def show_result(self, done: "Exported", name: str) -> None:
        """Say what was written to the file of that name, and what was left out and why."""
        n = done.written
        parts = [
            ngettext(
                "Se escribió {n:,} {noun} en «{name}».", "Se escribieron {n:,} {noun} en «{name}».", n
            ).format(n=n, noun=self.whose.subject.noun(n), name=name)
        ]
        if done.left_out:
            why = ", ".join(f"{reason} ({n:,})" for reason, n in done.reasons.items())
            parts.append(
                ngettext(
                    "Se dejó fuera {n:,}: {why}.", "Se dejaron fuera {n:,}: {why}.", done.left_out
                ).format(n=done.left_out, why=why)
            )
        self.told.set_text("\n".join(parts))
        self.open.show()

    @Slot(object)
    def _cannot(self, error: Exception) -> None:
        had_focus = self._holds_focus()
        self.show_failure(error)
        if had_focus:
            self.where.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def show_failure(self, error: Exception) -> None:
        """Say why nothing could be written, where one says to which file."""
        self.told.set_text("")
        self.where.show_problem(str(error))
        self._scroll.ensureWidgetVisible(self.where)

    def _holds_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    @Slot()
    def _open_folder(self) -> None:
        folder: Path = self.job.path.parent
        self.folder_wanted.emit(folder)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The surface, and the line above the foot."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.tokens.surface))
        painter.fillRect(0, self._foot.y(), self.width(), 1, QColor(self._theme.tokens.line))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the columns stand below."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        directions = QBoxLayout.Direction
        self._both.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._left.setMaximumWidth(16_777_215 if narrow else _LEFT_WIDTH)
        self._left.setMinimumWidth(0 if narrow else _LEFT_WIDTH)
