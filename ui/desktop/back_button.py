"""The way back, over what has taken the place of something else."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from ui.desktop.icons import Icons

BEFORE_ARROW = 4
"""What is empty in such a button before its arrow."""
_SIDES, _ABOVE, _GAP = 24, 20, 4
"""Of the head of a record."""


class BackButton(QToolButton):
    """An arrow, and where it leads."""

    def __init__(self, icons: Icons, words: str, tip: str) -> None:
        super().__init__()
        self.setProperty("look", "back")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIcon(icons.icon("arrow-left"))
        self.setIconSize(QSize(16, 16))
        self.setText(words)
        self.setToolTip(tip)

    def stand_over(self, head: QWidget) -> QVBoxLayout:
        """Lay out the head of a record: this, its arrow where the texts begin, and the column of these: returned."""
        whole = QVBoxLayout(head)
        whole.setContentsMargins(_SIDES - BEFORE_ARROW, _ABOVE, _SIDES, 0)
        whole.setSpacing(_GAP)
        whole.addWidget(self, alignment=Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout()
        column.setContentsMargins(BEFORE_ARROW, 0, 0, 0)
        column.setSpacing(_GAP)
        whole.addLayout(column)
        return column
