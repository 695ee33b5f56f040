"""Settings of what the desktop tells of."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose
from ui.desktop.settings import Settings
from ui.desktop.settings_section import SettingsSection


class RemindersSection(SettingsSection):
    """Whether a reminder's hour is told of outside the window."""

    def __init__(self, icons: Icons, settings: Settings) -> None:
        super().__init__(icons)
        self._settings = settings
        grid = self.heading(_("Avisos"))
        self.told = QCheckBox(_("Avisar en el escritorio"))
        self.told.setFont(fonts.font())
        self.told.setChecked(settings.reminders)
        self.told.clicked.connect(self._choose)
        self.row(grid, _("Recordatorios"), self.told)
        note = Prose(
            _("Mientras Vínculo está abierto. Los que pasaron estando cerrado aparecen en Mi día."),
            look="muted",
        )
        self.row(grid, "", note)

    @Slot()
    def _choose(self) -> None:
        self._settings.reminders = self.told.isChecked()
