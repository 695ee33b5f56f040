"""Putting a backup in the place of a base, from the window: which there are, choosing one, how far it is."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from crm.clock import Clock
from crm.texts import _
from ui.desktop.base_opening import base_key
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.long_jobs import Rows, teller
from ui.desktop.notices import NoticePage, Offer, TaskPage
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.backups import Restored
    from ui.desktop.window import MainWindow

_OFFERED = 4
"""Backups named on the page, the newest; any other is chosen as a file."""


class Restoring(QObject):
    """Shows its pages in ``window`` and works on ``lane``, where the base was closed before.

    ``restored`` comes when the backup stands in the base's place, ``given_up`` when none was wanted after all.
    """

    restored = Signal()
    given_up = Signal()

    def __init__(
        self,
        window: "MainWindow",
        lane: Lane,
        theme: Theme,
        icons: Icons,
        clock: Clock,
        folder: Callable[[], Path | None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._lane = lane
        self._theme = theme
        self._icons = icons
        self._clock = clock
        self._folder = folder
        self._path = Path()
        self._page: TaskPage | None = None
        self._ticket: Ticket | None = None

    def offer(self, path: Path) -> None:
        """Let the user choose one of the backups of the base at ``path``."""
        self._path = path
        folder = self._folder()

        def job(_ticket: Ticket) -> dict[datetime, Path]:
            from crm.backups import folder_for, made

            return made(path, folder or folder_for(path))

        self._lane.submit(job, self.show_backups, failed=self._cannot)

    def show_backups(self, found: dict[datetime, Path], trouble: str = "") -> None:
        """Offer backups by when they were made, the newest first; ``trouble`` is why the last try failed."""
        newest = sorted(found, reverse=True)[:_OFFERED]
        offers = [
            Offer(
                self._when(moment),
                "history",
                partial(self.restore, found[moment]),
                primary=moment == newest[0],
            )
            for moment in newest
        ]
        there_are = _(
            "Elija a qué día vuelve la base. La de ahora se guarda aparte, en la misma carpeta y con la fecha en el"
            " nombre: no se pierde nada."
        )
        none = _(
            "No se encontró ninguno en la carpeta de respaldos; si lo tiene en otro lugar, elija el archivo."
        )
        page = NoticePage(
            self._theme,
            self._icons,
            icon="history",
            title=_("Restaurar un respaldo"),
            sentence=trouble or (there_are if newest else none),
            offers=(
                *offers,
                Offer(_("Elegir otro archivo…"), "folder-open", self._ask_for_file, primary=not newest),
                Offer(_("Volver"), "arrow-left", self.given_up.emit),
            ),
        )
        self._window.show_notice(page)

    @staticmethod
    def _when(moment: datetime) -> str:
        from crm.clock import HOME_ZONE
        from crm.date_words import long_date
        from crm.partial_dates import PartialDate

        there = moment.astimezone(HOME_ZONE)
        day = long_date(PartialDate(there.year, there.month, there.day))
        return _("El del {day}, {time}").format(day=day, time=f"{there:%H:%M}")

    @Slot()
    def _ask_for_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        from ui.desktop.file_dialog import file_dialog

        dialog = file_dialog(self._window, self._icons, _("Elegir un respaldo"), self._path.parent)
        dialog.setNameFilter(_("Bases de Vínculo (*.vinculo)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._restore_chosen)
        dialog.open()

    @Slot(str)
    def _restore_chosen(self, chosen: str) -> None:
        self.restore(Path(chosen))

    def restore(self, backup: Path) -> None:
        """Put this backup in the base's place; what stands there is kept beside it."""
        path, clock = self._path, self._clock
        self._page = TaskPage(
            self._theme,
            self._icons,
            title=_("Restaurando el respaldo"),
            sentence=_("La base de ahora se guarda aparte. Si cancela, queda como estaba."),
        )
        self._page.cancelled.connect(self._cancel)
        self._window.show_notice(self._page)

        def job(ticket: Ticket) -> "Restored":
            from crm.backups import restore_from

            return restore_from(backup, path, base_key(), clock=clock, progress=teller(ticket))

        self._ticket = self._lane.submit(job, self._came, part=self._tell, failed=self._cannot)

    def _tell(self, rows: Rows) -> None:
        if self._page is not None:
            self._page.show_progress(rows.done, rows.total or 0, "")

    @Slot()
    def _cancel(self) -> None:
        self._lane.cancel(self._ticket)
        self.offer(self._path)

    def _came(self, _restored: "Restored") -> None:
        self.restored.emit()

    def _cannot(self, error: Exception) -> None:
        self.show_backups({}, str(error))
