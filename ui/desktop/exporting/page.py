"""Exporting contacts: whose, which columns, in what format and where; what was left out and why."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QDesktopServices, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.button_keys import finish_with
from ui.desktop.exporting import work
from ui.desktop.exporting.columns_list import ALL, ColumnsList
from ui.desktop.file_dialog import file_dialog, folder_of_user
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.labels import Prose, label
from ui.desktop.lanes import Lanes, Ticket
from ui.desktop.long_jobs import Rows, Stop
from ui.desktop.progress_strip import ProgressStrip
from ui.desktop.settings import Settings
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.base import Base
    from crm.exporting.run import Exported

XLSX, CSV, VCARD = ".xlsx", ".csv", ".vcf"
EVERYBODY, LISTED, SELECTED = range(3)
_NARROW = 760
_LEFT_WIDTH = 380
_QUERY_SHOWN = 24
"""Letters of a query that fit into the line that offers its contacts, with their number."""


class ExportPage(QWidget):
    """Works on the base given; ``folder_wanted`` is told the folder of what was written, once asked to open it."""

    folder_wanted = Signal(object)

    def __init__(self, lanes: Lanes, theme: Theme, icons: Icons, settings: Settings) -> None:
        super().__init__()
        self._lanes = lanes
        self._icons = icons
        self._theme = theme
        self._settings = settings
        self._base: Base | None = None
        self._query = ""
        self._selected: tuple[int, ...] = ()
        self._counts: dict[int, int] = {}
        self._counting: list[Ticket] = []
        self._stop: Stop | None = None
        self._replacing = ""
        self._written: Path | None = None
        self.whose = QButtonGroup(self)
        self.format = QButtonGroup(self)
        self.columns = ColumnsList(icons)
        self.place = QLineEdit()
        self.strip = ProgressStrip()
        self.strip.cancelled.connect(self.cancel)
        self.told = Prose(breaks_words=True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.go = QPushButton()
        self.open = QPushButton(_("Abrir la carpeta"))
        self._build(icons)
        self.columns.choose(settings.export_columns or self.columns.keys)
        self.columns.changed.connect(self._columns_changed)
        self.set_subject("", ())

    def _build(self, icons: Icons) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(label(_("Qué contactos"), semibold=True))
        for code in (EVERYBODY, LISTED, SELECTED):
            left.addWidget(self._radio(self.whose, code, ""))
        left.addSpacing(16)
        left.addWidget(label(_("Formato"), semibold=True))
        names = (_("Hoja de cálculo (XLSX)"), _("Texto separado por comas (CSV)"), _("Tarjetas (vCard)"))
        for code, name in enumerate(names):
            left.addWidget(self._radio(self.format, code, name))
        left.addSpacing(16)
        left.addWidget(label(_("Dónde"), semibold=True))
        self.place.setProperty("look", "field")
        self.place.setFixedHeight(32)
        self.place.setFont(fonts.font())
        self.place.setAccessibleName(_("Archivo donde se guarda"))
        choose = QPushButton(_("Elegir…"))
        choose.clicked.connect(self._ask_where)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.place, 1)
        row.addWidget(choose)
        left.addLayout(row)
        self.problem = Prose(look="danger", breaks_words=True)
        self.problem.hide()
        left.addWidget(self.problem)
        left.addStretch()
        self._left = QWidget()
        self._left.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(label(_("Columnas"), semibold=True))
        self._card_note = Prose(_("Una tarjeta lleva el contacto completo; no tiene columnas."), look="muted")
        right.addWidget(self._card_note)
        right.addWidget(self.columns, 1)
        right.addStretch(0)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(32)
        self._both.addWidget(self._left)
        self._both.addLayout(right, 1)
        self.go.setProperty("look", "primary")
        self.go.setFont(fonts.font(semibold=True))
        self.go.setIcon(icons.icon("download", "on_fill"))
        self.open.setIcon(icons.icon("folder", "text"))
        for button in (self.go, self.open):
            button.setIconSize(BESIDE_TEXT)
        self.go.setToolTip(_("Exportar (Ctrl+Intro)"))
        self.go.clicked.connect(self.export)
        finish_with(self.go)
        self.place.returnPressed.connect(self.export)
        self.open.clicked.connect(self._open_folder)
        self._offers = QWidget()
        foot = QHBoxLayout(self._offers)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.open)
        foot.addWidget(self.go)
        self._foot = QWidget()
        self._foot.setFixedHeight(64)
        line = QHBoxLayout(self._foot)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._offers)
        line.addWidget(self.strip)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 20, 32, 0)
        whole.setSpacing(0)
        whole.addWidget(
            Prose(_("Exportar contactos"), pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        )
        whole.addSpacing(16)
        whole.addLayout(self._both, 1)
        whole.addSpacing(16)
        whole.addWidget(self._foot)
        self.open.hide()
        self.whose.idToggled.connect(self._show_offer)
        self.format.button(0).setChecked(True)
        self.format.idToggled.connect(self._format_changed)
        self.place.textChanged.connect(self._place_changed)

    @staticmethod
    def _radio(group: QButtonGroup, code: int, name: str) -> QRadioButton:
        button = QRadioButton(name)
        button.setFont(fonts.font())
        group.addButton(button, code)
        return button

    def set_base(self, base: "Base | None") -> None:
        """Export from this base from now on."""
        self._base = base
        self._written = None
        self.set_subject("", ())

    def set_subject(self, query: str, selected: tuple[int, ...]) -> None:
        """Offer the contacts of the list one comes from and those selected there, whichever there are."""
        if self._stop is not None:
            return
        self._query, self._selected = query.strip(), tuple(selected)
        self._counts = {SELECTED: len(self._selected)} if self._selected else {}
        self.whose.button(LISTED).setVisible(bool(self._query))
        self.whose.button(SELECTED).setVisible(bool(self._selected))
        chosen = SELECTED if self._selected else LISTED if self._query else EVERYBODY
        self.whose.button(chosen).setChecked(True)
        self.setFocusProxy(self.whose.button(chosen))
        self._propose_place()
        self._say_whose()
        self._count()
        self.told.set_text("")
        self.open.hide()

    def _count(self) -> None:
        for ticket in self._counting:
            self._lanes.long_reader.cancel(ticket)
        self._counting = []
        if self._base is None:
            return
        lane = self._lanes.long_reader
        self._counting.append(
            lane.submit(work.counting(self._base, ""), self._know_all, failed=self.show_failure)
        )
        if self._query:
            job = work.counting(self._base, self._query)
            self._counting.append(lane.submit(job, self._know_listed, failed=self.show_failure))

    def _know_all(self, n: int) -> None:
        self.show_count(EVERYBODY, n)

    def _know_listed(self, n: int) -> None:
        self.show_count(LISTED, n)

    def show_count(self, whose: int, n: int) -> None:
        """Say how many contacts one of the choices stands for."""
        self._counts[whose] = n
        self._say_whose()

    def _say_whose(self) -> None:
        names = {
            EVERYBODY: _("Todos los contactos"),
            LISTED: _("Los de la búsqueda «{query}»").format(query=_short(self._query)),
            SELECTED: _("Los elegidos en la lista"),
        }
        for code, name in names.items():
            n = self._counts.get(code)
            # An ampersand in a button's text would mark a key.
            text = name if n is None else f"{name}: {n:,}"
            self.whose.button(code).setText(text.replace("&", "&&"))
        self._show_offer()

    @Slot()
    def _show_offer(self) -> None:
        n = self._counts.get(self.whose.checkedId())
        if self._replacing and self._replacing == self.place.text():
            text = _("Reemplazar el archivo")
        elif n is None:
            text = _("Exportar")
        else:
            text = ngettext("Exportar {n:,} contacto", "Exportar {n:,} contactos", n).format(n=n)
        self.go.setText(text)
        cards = self.ending == VCARD
        self.columns.setVisible(not cards)
        self._card_note.setVisible(cards)
        somebody = self._base is not None if n is None else n > 0
        self.go.setEnabled(somebody and (cards or bool(self.columns.keys)))

    @property
    def ending(self) -> str:
        """How the file's name ends, by the format chosen."""
        return (XLSX, CSV, VCARD)[self.format.checkedId()]

    def _propose_place(self) -> None:
        folder = _folder(self._settings.export_folder)
        today = self._base.clock.today if self._base is not None else date.min
        stem = _("Contactos {day}").format(day=today.isoformat())
        path, number = folder / f"{stem}{self.ending}", 2
        while path.exists():
            path, number = folder / f"{stem} ({number}){self.ending}", number + 1
        self.place.setText(str(path))
        self.place.setCursorPosition(0)

    @Slot()
    def _format_changed(self) -> None:
        written = Path(self.place.text())
        if written.suffix.lower() in (XLSX, CSV, VCARD, ".tsv"):
            self.place.setText(str(written.with_suffix(self.ending)))
        self._show_offer()

    @Slot()
    def _place_changed(self) -> None:
        self._replacing = ""
        self.place.setToolTip(self.place.text())
        self._say_problem("")
        self._show_offer()

    @Slot()
    def _columns_changed(self) -> None:
        self._settings.export_columns = self.columns.keys
        self._show_offer()

    @Slot()
    def _ask_where(self) -> None:
        dialog = file_dialog(
            self, self._icons, _("Dónde se guarda"), Path(self.place.text()).expanduser().parent
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(self.ending)
        dialog.selectFile(Path(self.place.text()).name)
        dialog.fileSelected.connect(self._place_chosen)
        dialog.open()

    @Slot(str)
    def _place_chosen(self, chosen: str) -> None:
        self.place.setText(chosen)
        # The dialogue has asked whether an existing file may go.
        self._replacing = chosen
        self._show_offer()

    @Slot()
    def export(self) -> None:
        """Write the contacts; a file that would be lost is named first, and the button asked for again."""
        if self._base is None or self._stop is not None or not self.go.isEnabled():
            return
        path = Path(self.place.text()).expanduser()
        if path.suffix.lower() not in (XLSX, CSV, VCARD, ".tsv"):
            path = path.with_name(path.name + self.ending)
        if path.exists() and self._replacing != self.place.text():
            self._replacing = self.place.text()
            self.told.set_text(_("«{name}» ya existe: si sigue, se pierde.").format(name=path.name))
            self._show_offer()
            return
        self._stop = Stop()
        subject = work.Subject(
            self._query if self.whose.checkedId() == LISTED else "",
            self._selected if self.whose.checkedId() == SELECTED else (),
        )
        keys = None if self.ending == VCARD or self.columns.keys == ALL else self.columns.keys
        self._written = path
        self.show_begun(path)
        self._lanes.long_reader.submit(
            work.exporting(self._base, subject, path, keys, self._stop),
            self._finish,
            part=self.show_rows,
            failed=self._cannot,
        )

    def show_begun(self, path: Path) -> None:
        """Show that a file is being written."""
        self._say_problem("")
        self.strip.begin(_("Exportando a «{name}»").format(name=path.name))
        if self._holds_focus():
            self.strip.button.setFocus(
                Qt.FocusReason.OtherFocusReason
            )  # where one was cannot be used meanwhile
        self._offers.hide()
        self._left.setEnabled(False)
        self.columns.setEnabled(False)

    def show_ended(self) -> None:
        """Offer to export again."""
        was_here = self._holds_focus()
        self._stop = None
        self._replacing = ""
        self._offers.show()
        if was_here:
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)
        self.strip.end()
        self._left.setEnabled(True)
        self.columns.setEnabled(True)
        self._show_offer()

    def show_rows(self, rows: Rows) -> None:
        """Show how far it is."""
        text = _("{n:,} de {total:,} contactos").format(n=rows.done, total=rows.total or 0)
        self.strip.tell(rows.done, rows.total, text)

    @Slot()
    def cancel(self) -> None:
        """Stop the export; nothing is left of it."""
        if self._stop is not None:
            self._stop.ask()
            self.strip.stopping()

    def _finish(self, done: "Exported | None") -> None:
        self.show_ended()
        if done is None:
            self.told.set_text(_("Se canceló; no se guardó ningún archivo."))
            return
        if self._written is not None:
            self._settings.export_folder = str(self._written.parent)
            self.show_result(done, self._written.name)

    def show_result(self, done: "Exported", name: str) -> None:
        """Say what was written to the file of that name, and what was left out and why."""
        parts = [
            ngettext(
                "Se escribió {n:,} contacto en «{name}».",
                "Se escribieron {n:,} contactos en «{name}».",
                done.written,
            ).format(n=done.written, name=name)
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

    def _cannot(self, error: Exception) -> None:
        had_focus = self._holds_focus()
        self.show_ended()
        self.show_failure(error)
        if had_focus:
            self.place.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failure(self, error: Exception) -> None:
        """Say why nothing could be written, where one says to which file."""
        self.told.set_text("")
        self._say_problem(str(error))

    def _say_problem(self, sentence: str) -> None:
        self.problem.set_text(sentence)
        self.problem.setVisible(bool(sentence))
        wrong = bool(sentence)
        if self.place.property("wrong") != wrong:
            self.place.setProperty("wrong", wrong)
            self.place.style().unpolish(self.place)
            self.place.style().polish(self.place)
        self.place.setAccessibleDescription(sentence)

    def _holds_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    @Slot()
    def _open_folder(self) -> None:
        if self._written is not None:
            self.folder_wanted.emit(self._written.parent)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

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


def _folder(last: str) -> Path:
    """Where the file is proposed: where the last one went, if that is still there."""
    return Path(last) if last and Path(last).is_dir() else folder_of_user()


def _short(query: str) -> str:
    return query if len(query) <= _QUERY_SHOWN else f"{query[: _QUERY_SHOWN - 1]}…"
