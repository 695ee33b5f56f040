"""What happened lately with a contact, beside what is known of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm.texts import _
from crm.timeline import Timeline
from ui.desktop.contacts.timeline_list import Opens, TimelineList
from ui.desktop.icons import Icons
from ui.desktop.labels import label
from ui.desktop.theme import Theme

AT_MOST = 8


class RecentEntries(QWidget):
    """The first entries of a timeline. ``opened`` carries a Reference, ``all_wanted`` asks for all of them."""

    opened = Signal(object)
    all_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, opens: Opens) -> None:
        super().__init__()
        self.list = TimelineList(theme, icons, opens, side=0, whole=True)
        self.list.opened.connect(self.opened)
        self.all = QPushButton()
        self.all.setProperty("look", "link")
        self.all.clicked.connect(self.all_wanted)
        head = QHBoxLayout()
        head.addWidget(label(_("Actividad reciente"), semibold=True))
        head.addStretch()
        head.addWidget(self.all, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.list)

    def show_first(self, timeline: Timeline) -> None:
        """Show its first entries, and how many there are."""
        self.list.show_entries(timeline.entries[:AT_MOST])
        self.all.setText(_("Ver toda, {n:,}").format(n=timeline.total))
