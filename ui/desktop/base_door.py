"""The way into a base: opening the one chosen, making one, or offering what to do where there is none."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from crm.clock import Clock
from crm.texts import _
from ui.desktop.base_opening import Made, OpenedBase, make_it, open_it
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

    from ui.desktop.notices import TaskPage
    from ui.desktop.restoring import Restoring
    from ui.desktop.window import MainWindow

DEMO_NAME = "demostracion.vinculo"


class BaseDoor(QObject):
    """Works on ``lane`` and shows its pages in ``window``. ``opened`` carries an OpenedBase; ``leaving`` comes before
    another base than the one that is open is opened; ``given_up`` when the making of a throw-away base is cancelled;
    ``refused`` carries why a base is not made where it was asked for.
    """

    opened = Signal(object)
    refused = Signal(str)
    leaving = Signal()
    given_up = Signal()

    def __init__(
        self,
        window: "MainWindow",
        lane: Lane,
        theme: Theme,
        icons: Icons,
        path: Path,
        clock: Clock,
        *,
        throw_away: bool,
        backups_folder: Callable[[], Path | None] = lambda: None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._lane = lane
        self._theme = theme
        self._icons = icons
        self._path = path
        self._worked_on: Path | None = None
        self._clock = clock
        self._throw_away = throw_away
        self._making: Ticket | None = None
        self._made = path
        self._backups_folder = backups_folder
        self._restoring: Restoring | None = None

    @property
    def path(self) -> Path:
        """The base that is open, or that is to be."""
        return self._path

    @property
    def throw_away(self) -> bool:
        """Whether that base is gone when the program ends."""
        return self._throw_away

    @Slot()
    def open(self) -> None:
        """Open the base."""
        path, clock = self._path, self._clock
        self._lane.submit(lambda _ticket: open_it(path, clock), self._came, failed=self._cannot_open)

    def _came(self, opened: OpenedBase) -> None:
        self._turn_to(opened.path)
        self._worked_on = opened.path
        self.opened.emit(opened)

    def _turn_to(self, path: Path) -> None:
        self._throw_away = self._throw_away and path == self._path
        self._path = path

    def _cannot_open(self, error: Exception) -> None:
        from ui.desktop import start

        before = self._worked_on
        page = start.cannot_open(
            self._theme,
            self._icons,
            sentence=str(error),
            again=self._try_again,
            restore=self.restore,
            open_other=self.ask_for_base,
            back=self._back,
            before=before.name if before is not None and before != self._path and before.exists() else "",
        )
        self._window.show_notice(page)

    @Slot()
    def _back(self) -> None:
        """Open the base that was left for one that cannot be opened."""
        assert self._worked_on is not None
        self._turn_to(self._worked_on)
        self.open()

    @Slot()
    def restore(self) -> None:
        """Leave the base that is open, and let the user choose one of its backups to put in its place."""
        if self._restoring is None:
            from ui.desktop.restoring import Restoring

            self._restoring = Restoring(
                self._window, self._lane, self._theme, self._icons, self._clock, self._backups_folder
            )
            self._restoring.restored.connect(self.open)
            self._restoring.given_up.connect(self._try_again)
        self.leaving.emit()
        self._restoring.offer(self._path)

    @Slot()
    def _try_again(self) -> None:
        if self._path.exists():
            self.open()
        else:
            self.offer_first_start()

    def offer_first_start(self) -> None:
        """There is no base: say how to begin."""
        from ui.desktop import start

        page = start.first_start(
            self._theme,
            self._icons,
            path=self._path,
            create=self._make_empty,
            demo=self.open_demo,
            open_other=self.ask_for_base,
        )
        self._window.show_notice(page)

    @Slot()
    def _make_empty(self) -> None:
        self.make(self._path, demo=False)

    @Slot()
    def open_demo(self) -> None:
        """Leave the base that is open, and work on the one of demonstration, made if need be."""
        self.leaving.emit()
        path = self._path.with_name(DEMO_NAME)
        if path.exists():
            self._turn_to(path)
            self.open()
        else:
            self.make(path, demo=True)

    def make(self, path: Path, *, demo: bool) -> None:
        """Make a base, showing how far it is, and open it."""
        from ui.desktop import start

        self._made = path
        page = start.making(self._theme, self._icons, path=path, demo=demo)
        page.cancelled.connect(self._cancel_making)
        self._window.show_notice(page)
        clock = self._clock

        def job(ticket: Ticket) -> OpenedBase:
            make_it(path, ticket, clock, demo=demo)
            return open_it(path, clock)

        self._making = self._lane.submit(job, self._came, part=_shower(page), failed=self._cannot_open)

    @Slot()
    def _cancel_making(self) -> None:
        self._lane.cancel(self._making)
        if self._made != self._path and self._path.exists():
            self.open()  # the base one was in
        elif self._throw_away:
            self.given_up.emit()
        else:
            self.offer_first_start()

    @Slot()
    def ask_for_base(self) -> None:
        """Let the user choose a base to open."""
        from PySide6.QtWidgets import QFileDialog

        dialog = self._dialog(_("Abrir una base"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.open_other)
        dialog.open()

    @Slot()
    def ask_for_new(self) -> None:
        """Let the user say where an empty base is to be made."""
        from PySide6.QtWidgets import QFileDialog

        dialog = self._dialog(_("Crear una base nueva"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("vinculo")
        # A base that is there is never written over: the door says so, in words.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(self.make_other)
        dialog.open()

    def _dialog(self, title: str) -> "QFileDialog":
        from ui.desktop.file_dialog import file_dialog

        dialog = file_dialog(self._window, self._icons, title)
        dialog.setNameFilter(_("Bases de Vínculo (*.vinculo)"))
        return dialog

    @Slot(str)
    def open_other(self, chosen: str) -> None:
        """Leave the base that is open, and work on another one."""
        self.leaving.emit()
        self._turn_to(Path(chosen))
        self.open()

    @Slot(str)
    def make_other(self, chosen: str) -> None:
        """Leave the base that is open, and make an empty one. What is at that place already stays as it is."""
        path = Path(chosen)
        if path.exists():
            sentence = _(
                "«{name}» ya existe y no se tocó. Para trabajar en ella use «Abrir otra base»; si no, dé otro nombre."
            )
            self.refused.emit(sentence.format(name=path.name))
            return
        self.leaving.emit()
        self.make(path, demo=False)


def _shower(page: "TaskPage") -> Callable[[object], None]:
    def show(progress: object) -> None:
        assert isinstance(progress, Made)
        text = _("{n:,} de {total:,} contactos").format(n=progress.done, total=progress.total)
        page.show_progress(progress.done, progress.total, text)

    return show
