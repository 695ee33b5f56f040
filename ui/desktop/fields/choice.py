"""A choice among a few, in the program's own hand."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
)

from ui.desktop import fonts
from ui.desktop.icons import Icons
from ui.desktop.theme import Theme

_HEIGHT, _LEAST = 32, 96


class Choice(QComboBox):
    """A box to choose from; the wheel scrolls what it stands in and changes nothing."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._told = ""
        self.setFont(fonts.font())
        self.setFixedHeight(_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(12)
        # Rows of the list take the height that the style sheet gives them only from this delegate.
        self.view().setItemDelegate(QStyledItemDelegate(self))

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - as Qt calls it
        """Say what is chosen here. On Linux Qt gives what is chosen for the name, so the description begins so, too."""
        super().setAccessibleName(name)
        self.setAccessibleDescription(self._told)

    def setAccessibleDescription(self, description: str) -> None:  # noqa: N802 - as Qt calls it
        """Say more of it, after its name."""
        self._told = description
        super().setAccessibleDescription(
            ". ".join(part for part in (self.accessibleName(), description) if part)
        )

    def minimumSizeHint(self) -> QSize:
        """What has no room ends in dots: the longest of the choices does not make a form wider than its place."""
        wanted = super().minimumSizeHint()
        return QSize(min(wanted.width(), _LEAST), wanted.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The style's own, and the arrow; what has no room ends in dots."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, field.width()
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        room = QRect(self.width() - 24, (self.height() - 16) // 2, 16, 16)
        self._icons.drawer.draw(painter, room, "chevron-down", self._theme.tokens.muted)
