"""The page of the settings: how the program looks, what it tells of and prints, the base and its backups."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.alert_days_section import AlertDaysSection
from ui.desktop.base_section import BaseSection
from ui.desktop.calendar_section import CalendarSection
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose
from ui.desktop.lanes import Lanes
from ui.desktop.letterhead_section import LetterheadSection
from ui.desktop.looks_section import LooksSection
from ui.desktop.reminders_section import RemindersSection
from ui.desktop.settings import Settings
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.base import Base
    from ui.desktop.writing import Writing

_WIDTH = 640


class SettingsPage(QWidget):
    """``other_base_wanted`` asks for another base, ``restart_wanted`` to start the program again;
    ``alerts_changed`` says that agreements are spoken of on other days.
    """

    alerts_changed = Signal()
    other_base_wanted = Signal()
    restart_wanted = Signal()

    def __init__(self, lanes: Lanes, theme: Theme, icons: Icons, settings: Settings) -> None:
        super().__init__()
        self._theme = theme
        self.looks = LooksSection(theme, icons, settings)
        self.looks.restart_wanted.connect(self.restart_wanted)
        self.calendar = CalendarSection(theme, icons, settings)
        self.reminders = RemindersSection(icons, settings)
        self.alert_days = AlertDaysSection(lanes, icons)
        self.alert_days.changed.connect(self.alerts_changed)
        self.letterhead = LetterheadSection(lanes, theme, icons)
        self.base = BaseSection(lanes, icons, settings)
        self.base.other_base_wanted.connect(self.other_base_wanted)
        column = QVBoxLayout()
        column.setContentsMargins(32, 20, 32, 32)
        column.setSpacing(12)
        title = Prose(_("Ajustes"), pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        sections = (self.looks, self.calendar, self.reminders, self.alert_days, self.letterhead, self.base)
        for widget in (title, *sections):
            column.addWidget(widget)
        column.addStretch()
        middle = QWidget()
        middle.setObjectName("sheet")
        middle.setLayout(column)
        middle.setMaximumWidth(_WIDTH + 64)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(middle)
        scroll.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.setFocusProxy(self.looks.theme)

    def set_base(self, base: "Base | None") -> None:
        """Tell of this base from now on."""
        self.base.set_base(base)
        self.alert_days.set_base(base)
        self.letterhead.set_base(base)

    def set_writing(self, writing: "Writing | None") -> None:
        """Change what belongs to the base through this."""
        self.alert_days.set_writing(writing)
        self.letterhead.set_writing(writing)

    @Slot()
    def refresh(self) -> None:
        """Look again at how the base and its backups are."""
        self.base.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """What sizes there is room for is known where the window is."""
        self.looks.offer_sizes(self.window().minimumSize(), self.screen().availableSize())
        super().showEvent(event)
        self.alert_days.refresh()
        self.letterhead.refresh()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The surface."""
        QPainter(self).fillRect(self.rect(), QColor(self._theme.tokens.surface))
