"""Settings of the calendar: the day that weeks begin on."""

from PySide6.QtCore import Slot

from crm.texts import _, mark
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose
from ui.desktop.settings import WEEK_STARTS, Settings
from ui.desktop.settings_section import SettingsSection
from ui.desktop.theme import Theme

_NAMES = {"domingo": mark("domingo"), "lunes": mark("lunes"), "sábado": mark("sábado")}


class CalendarSection(SettingsSection):
    """The places that show weeks look at the setting when one comes to them."""

    def __init__(self, theme: Theme, icons: Icons, settings: Settings) -> None:
        super().__init__(icons)
        self._settings = settings
        grid = self.heading(_("Calendario"))
        starts = {code: _(_NAMES[code]) for code in WEEK_STARTS}
        name = _("La semana empieza en")
        self.week_start = self.choice(theme, name, starts, settings.week_start, self._choose)
        self.row(grid, name, self.week_start)
        note = Prose(
            _(
                "Así se ven los meses y las semanas, y hasta qué día llega «esta semana» en Mi día y en Seguimientos."
            ),
            look="muted",
        )
        self.row(grid, "", note)

    @Slot(int)
    def _choose(self, place: int) -> None:
        self._settings.week_start = self.week_start.itemData(place)
