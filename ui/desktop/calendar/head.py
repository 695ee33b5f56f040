"""What stands over the days of the calendar: which they are, back and on, today, how many activities, what is shown."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose
from ui.desktop.listing.pane import bare_button, export_button

_NARROW_UNDER = 780


class CalendarHead(QWidget):
    """``paged`` carries how many months or weeks on; ``today_wanted``, ``count_pressed``, ``export_wanted`` and
    ``kinds_wanted`` come with their buttons. Whoever shows it puts what else it needs at the end of ``end_row``.
    """

    paged = Signal(int)
    today_wanted = Signal()
    count_pressed = Signal()
    export_wanted = Signal()
    kinds_wanted = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.title = Prose(pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        self.earlier = bare_button(icons, "chevron-left", "")
        self.later = bare_button(icons, "chevron-right", "")
        self.to_today = QPushButton(_("Hoy"))
        self.to_today.setToolTip(_("Ir a hoy (T)"))
        self.count = QPushButton()
        self.count.setProperty("look", "link")
        self.kinds = bare_button(icons, "list-filter", _("Qué se ve en el calendario"))
        self.export = export_button(icons)
        about = self._about = QHBoxLayout()
        about.setSpacing(4)
        about.addWidget(self.title, 0, Qt.AlignmentFlag.AlignVCenter)
        about.addSpacing(4)
        for button in (self.earlier, self.later, self.to_today):
            about.addWidget(button)
        about.addStretch(1)
        about.addWidget(self.count)
        about.addWidget(self.kinds)
        about.addWidget(self.export)
        self.end_row = QHBoxLayout()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(20, 12, 16, 8)
        self._row.setSpacing(12)
        self._row.addLayout(about, 1)
        self._row.addLayout(self.end_row)
        self.earlier.clicked.connect(self._go_earlier)
        self.later.clicked.connect(self._go_later)
        self.to_today.clicked.connect(self.today_wanted)
        self.count.clicked.connect(self.count_pressed)
        self.kinds.clicked.connect(self.kinds_wanted)
        self.export.clicked.connect(self.export_wanted)

    def name(self, title: str, *, week: bool) -> None:
        """Say which days are shown, in a line whatever the room, and what the arrows go by."""
        self.title.set_text(title)
        self.title.setFixedWidth(self.title.sizeHint().width())
        self._share_room()
        steps = (
            (_("Semana anterior (Re Pág)"), _("Semana siguiente (Av Pág)"))
            if week
            else (_("Mes anterior (Re Pág)"), _("Mes siguiente (Av Pág)"))
        )
        for button, name in zip((self.earlier, self.later), steps, strict=True):
            button.setToolTip(name)
            button.setAccessibleName(name)

    def say_count(self, total: int) -> None:
        """Say how many activities there are; pressed, their list opens."""
        self.count.setText(
            ngettext("{n} actividad", "{n} actividades", total).format(n=f"{total:,}")
            if total
            else _("Sin actividades")
        )
        self.count.setEnabled(bool(total))
        self.count.setToolTip(_("Verlas en la lista") if total else "")
        self._share_room()

    @Slot()
    def _go_earlier(self) -> None:
        self.paged.emit(-1)

    @Slot()
    def _go_later(self) -> None:
        self.paged.emit(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the choice of a view stands in a line of its own, as over the list."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        margins = self._row.contentsMargins()
        needed = self._about.minimumSize().width() + self.end_row.minimumSize().width() + self._row.spacing()
        narrow = self.width() < max(_NARROW_UNDER, needed + margins.left() + margins.right())
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.BottomToTop if narrow else direction.LeftToRight)
