"""Settings of the base: where it is, its backups and how they are."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from crm.errors import Cancelled
from crm.texts import _, ngettext
from ui.desktop.file_dialog import file_dialog
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose
from ui.desktop.lanes import Lanes, Ticket
from ui.desktop.long_jobs import Stop
from ui.desktop.progress_strip import ProgressStrip
from ui.desktop.settings import Settings
from ui.desktop.settings_section import SettingsSection

if TYPE_CHECKING:
    from crm.base import Base

_UNITS = ("B", "KB", "MB", "GB")


class State(NamedTuple):
    """Of a base and its backups: sizes in bytes, ``last`` when the last backup was made."""

    size: int
    folder: Path
    backups: int
    last: datetime | None
    now: datetime


class BaseSection(SettingsSection):
    """``other_base_wanted`` asks for another base, ``restore_wanted`` for a backup in the place of this one."""

    other_base_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, lanes: Lanes, icons: Icons, settings: Settings) -> None:
        super().__init__(icons)
        self._lanes = lanes
        self._icons = icons
        self._settings = settings
        self._base: Base | None = None
        self._stop: Stop | None = None
        self._build_base()
        self._build_backups()

    def _build_base(self) -> None:
        grid = self.heading(_("Base"))
        self.base_path = Prose(breaks_words=True)
        self.row(grid, _("Archivo"), self.base_path)
        self.base_size = Prose()
        self.row(grid, _("Tamaño"), self.base_size)
        self.row(grid, "", self.button(_("Abrir otra base…"), "folder-open", self.other_base_wanted))

    def _build_backups(self) -> None:
        grid = self.heading(_("Respaldos"))
        self.backups_folder = Prose(breaks_words=True)
        self.row(grid, _("Carpeta"), self.backups_folder)
        self.change = self.button(_("Cambiar la carpeta…"), "folder", self._ask_for_folder)
        self.open = self.button(_("Abrir la carpeta"), "folder-open", self._open_folder)
        self.row(grid, "", self.change, self.open)
        self.last_backup = Prose()
        self.row(grid, _("Último respaldo"), self.last_backup)
        self.now = self.button(_("Respaldar ahora"), "hard-drive", self.back_up)
        self.restore = self.button(_("Restaurar un respaldo…"), "history", self.restore_wanted)
        self.row(grid, "", self.now, self.restore)
        self.strip = ProgressStrip()
        self.strip.cancelled.connect(self._cancel)
        self.column.addWidget(self.strip)
        self.told = Prose(breaks_words=True)
        self.column.addWidget(self.told)
        self.column.addWidget(
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
        for button in (self.now, self.restore, self.change, self.open):
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

    @Slot()
    def _ask_for_folder(self) -> None:
        dialog = file_dialog(self, self._icons, _("Carpeta de los respaldos"), self.folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.choose_folder)
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
