"""The menu of the program, at the foot of the rail: the theme, and what the table of actions puts there."""

from collections.abc import Mapping

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QWidget

from crm.texts import _
from ui.desktop import actions
from ui.desktop.key_names import shown
from ui.desktop.settings import THEMES, Settings
from ui.desktop.spoken_menu import SpokenMenu
from ui.desktop.theme import Choice, Theme


class ProgramMenu(SpokenMenu):
    """Made each time it is opened; ``made`` are the actions of the window's table by code."""

    def __init__(
        self, window: QWidget, made: Mapping[str, QAction], theme: Theme, settings: Settings
    ) -> None:
        super().__init__(window)
        self.setAccessibleName(_("Menú del programa"))
        self._theme = theme
        self._settings = settings
        self._add_themes()
        for group in actions.MENU:
            self.addSeparator()
            for spec in actions.specs():
                if spec.menu == group:
                    self._add(spec, made[spec.code])

    def _add(self, spec: actions.ActionSpec, does: QAction) -> None:
        """An item that does what ``does`` does; Qt would write its keys otherwise than the rest of the program."""
        keys = f"\t{shown(spec.keys[0])}" if spec.keys else ""
        item = self.addAction(does.icon(), spec.name + keys)
        item.setEnabled(does.isEnabled())
        item.triggered.connect(does.trigger)

    def _add_themes(self) -> None:
        group = QActionGroup(self)
        names = dict(zip(THEMES, (_("Tema del sistema"), _("Tema claro"), _("Tema oscuro")), strict=True))
        for choice, name in names.items():
            action = self.addAction(name)
            action.setCheckable(True)
            action.setChecked(choice == self._theme.choice)
            action.setData(choice)
            group.addAction(action)
        group.triggered.connect(self._choose_theme)

    @Slot(QAction)
    def _choose_theme(self, action: QAction) -> None:
        choice: Choice = action.data()
        self._settings.theme = choice
        self._theme.choose(choice)
