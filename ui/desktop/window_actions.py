"""The actions of the window: their keys, the program's menu and the commands of the palette, all from one table."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMainWindow

from ui.desktop import actions
from ui.desktop.icons import Icons

if TYPE_CHECKING:
    from ui.desktop.palette.commands import Command


class WindowActions(QObject):
    """``place_wanted`` carries the code of a place whose keys were pressed. ``made`` are the others by their codes."""

    place_wanted = Signal(str)

    def __init__(self, window: QMainWindow, icons: Icons) -> None:
        super().__init__(window)
        self._window = window
        self.made = {spec.code: actions.make(spec, icons, window) for spec in actions.specs()}
        self._places = {spec.code: actions.make(spec, icons, window) for spec in actions.of_places()}

    def run(self, runs: Mapping[str, Callable[[], object]]) -> None:
        """Let each action run what it is for."""
        for code, run in runs.items():
            self.made[code].triggered.connect(run)
        keys = QActionGroup(self)
        keys.setExclusive(False)
        for code, action in self._places.items():
            action.setData(code)
            keys.addAction(action)
        keys.triggered.connect(self._go)

    @Slot(QAction)
    def _go(self, action: QAction) -> None:
        self.place_wanted.emit(action.data())

    @Slot()
    def watch_keys(self) -> None:
        """Answer to the keys that fields and buttons would keep for themselves, too."""
        from ui.desktop.button_keys import ButtonKeys
        from ui.desktop.undo_keys import UndoKeys

        application = QApplication.instance()
        assert isinstance(application, QApplication)
        for watch in (UndoKeys, ButtonKeys):
            watch(application, self._window)

    def commands(self, names: Mapping[str, str]) -> "list[Command]":
        """What the palette offers, itself aside; ``names`` of those that are called otherwise now, by code."""
        from ui.desktop.palette.commands import Command

        made = {**self.made, **self._places}
        return [
            Command(names.get(spec.code, spec.name), spec.icon, made[spec.code])
            for spec in (*actions.specs(), *actions.of_places())
            if spec.code != "palette"
        ]
