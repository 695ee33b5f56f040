"""Settings: how the program looks, where the backups go and how they are, and the base one works on."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QDesktopServices, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crm.errors import Cancelled
from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.fields.choice import Choice
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose, label
from ui.desktop.lanes import Lanes, Ticket
from ui.desktop.long_jobs import Stop
from ui.desktop.progress_strip import ProgressStrip
from ui.desktop.settings import TEXT_SIZES, THEMES, WEEK_STARTS, Settings
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.base import Base

_LABELS = 152
_WIDTH = 640
_UNITS = ("B", "KB", "MB", "GB")


class State(NamedTuple):
    """Of a base and its backups: sizes in bytes, ``last`` when the last backup was made."""

    size: int
    folder: Path
    backups: int
    last: datetime | None
    now: datetime


class SettingsPage(QWidget):
    """``other_base_wanted`` asks for another base, ``restart_wanted`` to start the program again."""

    other_base_wanted = Signal()
    restart_wanted = Signal()

    def __init__(self, lanes: Lanes, theme: Theme, icons: Icons, settings: Settings) -> None:
        super().__init__()
        self._lanes = lanes
        self._theme = theme
        self._icons = icons
        self._settings = settings
        self._base: Base | None = None
        self._stop: Stop | None = None
        self._text_size_in_force = settings.text_size
        self._column = QVBoxLayout()
        self._column.setContentsMargins(32, 20, 32, 32)
        self._column.setSpacing(12)
        title = Prose(_("Ajustes"), pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        self._column.addWidget(title)
        self._build_looks()
        self._build_base()
        self._build_backups()
        self._column.addStretch()
        middle = QWidget()
        middle.setObjectName("sheet")
        middle.setLayout(self._column)
        middle.setMaximumWidth(_WIDTH + 64)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what it holds takes it, and is scrolled to
        scroll.setWidget(middle)
        scroll.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.setFocusProxy(self.theme)

    def _section(self, name: str) -> QGridLayout:
        self._column.addSpacing(8)
        self._column.addWidget(label(name, semibold=True))
        grid = QGridLayout()
        grid.setColumnMinimumWidth(0, _LABELS)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        self._column.addLayout(grid)
        return grid

    @staticmethod
    def _row(grid: QGridLayout, name: str, *widgets: QWidget) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in widgets:
            line.addWidget(widget, 1 if isinstance(widget, Prose) else 0)
        if not any(isinstance(widget, Prose) for widget in widgets):
            line.addStretch()
        row = grid.rowCount()
        if name:
            flags = Qt.AlignmentFlag
            side = flags.AlignTop if isinstance(widgets[0], Prose) else flags.AlignVCenter
            grid.addWidget(label(name, look="muted"), row, 0, side)
        grid.addLayout(line, row, 1)

    def _choice(
        self, name: str, options: Mapping[Any, str], chosen: object, run: Callable[[int], None]
    ) -> Choice:
        box = Choice(self._theme, self._icons)
        box.setAccessibleName(name)
        box.setFixedWidth(240)
        for code, text in options.items():
            box.addItem(text, code)
        box.setCurrentIndex(list(options).index(chosen))
        box.activated.connect(run)
        return box

    def _button(self, name: str, icon: str, run: object) -> QPushButton:
        button = QPushButton(name)
        button.setIcon(self._icons.icon(icon, "text"))
        button.setIconSize(QSize(16, 16))
        button.clicked.connect(run)
        return button

    def _build_looks(self) -> None:
        grid = self._section(_("Apariencia"))
        themes = dict(zip(THEMES, (_("El del sistema"), _("Claro"), _("Oscuro")), strict=True))
        self.theme = self._choice(_("Tema"), themes, self._settings.theme, self._choose_theme)
        self._row(grid, _("Tema"), self.theme)
        sizes = {size: _("{n} %").format(n=size) for size in TEXT_SIZES}
        self.text_size = self._choice(
            _("Tamaño del texto"), sizes, self._settings.text_size, self._choose_text_size
        )
        self._row(grid, _("Tamaño del texto"), self.text_size)
        self.size_note = Prose(
            _("Se verá al volver a abrir Vínculo; todo crece junto, también botones y renglones."),
            look="muted",
        )
        self.restart = self._button(_("Volver a abrir ahora"), "rotate-cw", self.restart_wanted)
        self._waiting = QWidget()
        notes = QVBoxLayout(self._waiting)
        notes.setContentsMargins(0, 0, 0, 0)
        notes.addWidget(self.size_note)
        notes.addWidget(self.restart, 0, Qt.AlignmentFlag.AlignLeft)
        self._row(grid, "", self._waiting)
        self._show_size_note()
        weeks = dict(zip(WEEK_STARTS, (_("Como en el sistema"), _("En domingo"), _("En lunes")), strict=True))
        self.week = self._choice(_("La semana empieza"), weeks, self._settings.week_start, self._choose_week)
        self._row(grid, _("La semana empieza"), self.week)

    def _build_base(self) -> None:
        grid = self._section(_("Base"))
        self.base_path = Prose(breaks_words=True)
        self._row(grid, _("Archivo"), self.base_path)
        self.base_size = Prose()
        self._row(grid, _("Tamaño"), self.base_size)
        self._row(grid, "", self._button(_("Abrir otra base…"), "folder-open", self.other_base_wanted))

    def _build_backups(self) -> None:
        grid = self._section(_("Respaldos"))
        self.backups_folder = Prose(breaks_words=True)
        self._row(grid, _("Carpeta"), self.backups_folder)
        self.last_backup = Prose()
        self._row(grid, _("Último respaldo"), self.last_backup)
        self.now = self._button(_("Respaldar ahora"), "hard-drive", self.back_up)
        self.change = self._button(_("Cambiar la carpeta…"), "folder", self._ask_for_folder)
        self.open = self._button(_("Abrir la carpeta"), "folder-open", self._open_folder)
        self._row(grid, "", self.now, self.change, self.open)
        self.strip = ProgressStrip()
        self.strip.cancelled.connect(self._cancel)
        self._column.addWidget(self.strip)
        self.told = Prose(breaks_words=True)
        self._column.addWidget(self.told)
        self._column.addWidget(
            Prose(
                _(
                    "Se respalda al cerrar el programa si hubo cambios, y una vez al día mientras está abierto."
                    " Cada respaldo se verifica, y se conservan 7 diarios, 4 semanales y 12 mensuales."
                ),
                look="muted",
            )
        )

    def set_base(self, base: "Base | None") -> None:
        """Tell of this base from now on."""
        self._base = base
        self.told.set_text("")
        self.base_path.set_text(str(base.path) if base is not None else _("Ninguna base está abierta."))
        self.base_size.set_text("")
        self.last_backup.set_text("")
        for button in (self.now, self.change, self.open):
            button.setEnabled(base is not None)
        self.refresh()

    @property
    def folder(self) -> Path | None:
        """Where the backups of the base go, None without a base."""
        if self._settings.backups_folder:
            return Path(self._settings.backups_folder)
        return self._base.path.parent / "respaldos" if self._base is not None else None

    @Slot()
    def refresh(self) -> None:
        """Look again at how the base and its backups are."""
        self.backups_folder.set_text(str(self.folder or ""))
        base, folder = self._base, self.folder
        if base is None or folder is None:
            return
        self._lanes.long_reader.submit(
            lambda _ticket: _state(base, folder), self.show_state, failed=self._tell
        )

    def show_state(self, state: State) -> None:
        """Say how large the base is, and when it was backed up last."""
        self.base_size.set_text(in_bytes(state.size))
        if state.last is None:
            self.last_backup.set_text(_("Todavía no hay ninguno."))
            return
        from crm.clock import HOME_ZONE
        from crm.date_words import near_date

        last = state.last.astimezone(HOME_ZONE)
        day = near_date(last.date(), state.now.astimezone(HOME_ZONE).date())
        kept = ngettext("{n} guardado", "{n} guardados", state.backups).format(n=state.backups)
        self.last_backup.set_text(f"{day}, {last:%H:%M} · {kept}")

    @Slot(int)
    def _choose_theme(self, place: int) -> None:
        self._settings.theme = THEMES[place]
        self._theme.choose(THEMES[place])

    @Slot(int)
    def _choose_text_size(self, place: int) -> None:
        self._settings.text_size = TEXT_SIZES[place]
        self._show_size_note()

    def _show_size_note(self) -> None:
        waiting = self._settings.text_size != self._text_size_in_force
        self._waiting.setVisible(waiting)

    @Slot(int)
    def _choose_week(self, place: int) -> None:
        self._settings.week_start = WEEK_STARTS[place]

    @Slot()
    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self.window(), _("Carpeta de los respaldos"), str(self.folder or ""))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.choose_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def choose_folder(self, chosen: str) -> None:
        """Put the backups here from now on."""
        self._settings.backups_folder = chosen
        self.told.set_text(_("Los próximos respaldos quedarán ahí; los anteriores se quedan donde están."))
        self.refresh()

    @Slot()
    def _open_folder(self) -> None:
        if self.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))

    @Slot()
    def back_up(self) -> None:
        """Back the base up now, if it changed since the last time."""
        base, folder = self._base, self.folder
        if base is None or folder is None or self._stop is not None:
            return
        self._stop = stop = Stop()
        self.now.setEnabled(False)
        self.strip.begin(_("Respaldando"))
        self._lanes.long_reader.submit(
            lambda ticket: _back_up(base, folder, ticket, stop), self._backed_up, failed=self._cannot
        )

    @Slot()
    def _cancel(self) -> None:
        if self._stop is not None:
            self._stop.ask()
            self.strip.stopping()

    def _backed_up(self, sentence: str) -> None:
        self._end()
        self.told.set_text(sentence)
        self.refresh()

    def _cannot(self, error: Exception) -> None:
        self._end()
        self._tell(error)

    def _end(self) -> None:
        self._stop = None
        self.strip.end()
        self.now.setEnabled(True)

    def _tell(self, error: Exception) -> None:
        self.told.set_text(str(error))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The surface."""
        QPainter(self).fillRect(self.rect(), QColor(self._theme.tokens.surface))


def _state(base: "Base", folder: Path) -> State:
    from crm.backups import made

    found = made(base.path, folder)
    files = (base.path, base.path.with_name(base.path.name + "-wal"))
    size = sum(file.stat().st_size for file in files if file.exists())
    return State(size, folder, len(found), max(found, default=None), base.clock.now())


def _back_up(base: "Base", folder: Path, ticket: Ticket, stop: Stop) -> str:
    from crm.backups import automatic

    def progress(_done: int, _total: int | None) -> None:
        ticket.check()
        stop.check()

    try:
        done = automatic(base.path, base.key, base.clock, folder, progress)
    except Cancelled as cancelled:
        return str(cancelled)
    if done is None:
        return _("No hay cambios desde el último respaldo: no hacía falta otro.")
    return _("El respaldo quedó verificado en la carpeta.")


def in_bytes(size: int) -> str:
    """A size as one reads it.

    >>> in_bytes(1_572_864)
    '1.5 MB'
    """
    value, unit = float(size), 0
    while value >= 1024 and unit < len(_UNITS) - 1:
        value, unit = value / 1024, unit + 1
    return f"{value:.0f} {_UNITS[unit]}" if unit < 2 else f"{value:.1f} {_UNITS[unit]}"
