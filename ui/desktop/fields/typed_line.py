"""A line to type in that notices what an assistive tool writes, and shows where it has no room for all of it."""

from PySide6.QtCore import QEvent, QRect, Qt, Slot
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QToolTip

_BESIDE_TEXT = 2
"""What Qt leaves free at either side of a line's text."""


class TypedLine(QLineEdit):
    """``textEdited`` comes for all that the user changes, by keys or with an assistive tool (dictation, a braille
    display, a switch), which for Qt is no editing; not for what the program writes with ``setText`` and ``clear``.
    """

    def __init__(self) -> None:
        super().__init__()
        self._told = ""
        self._written_by_program = False
        self.textEdited.connect(self._edited)
        self.textChanged.connect(self._changed)

    def setText(self, text: str | None) -> None:  # noqa: N802 - as Qt calls it
        """Write a text that nobody typed."""
        self._written_by_program = True
        try:
            super().setText(text)
        finally:
            self._written_by_program = False

    def clear(self) -> None:
        """Write nothing."""
        self.setText("")

    def _room(self) -> QRect:
        """Where the text stands."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return inside.marginsRemoved(self.textMargins()).adjusted(_BESIDE_TEXT, 0, -_BESIDE_TEXT, 0)

    @property
    def is_cut(self) -> bool:
        """Whether there is no room for the whole text."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self._room().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """While nobody types here, a text that is too long ends with three dots."""
        if self.hasFocus() or not self.is_cut:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        room = self._room()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)

    def event(self, event: QEvent) -> bool:
        """The whole text in the tooltip of one that is cut."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.is_cut:
            QToolTip.showText(event.globalPos(), self.text(), self)
            return True
        return super().event(event)

    @Slot(str)
    def _edited(self, text: str) -> None:
        self._told = text

    @Slot(str)
    def _changed(self, text: str) -> None:
        by_program, told, self._told = self._written_by_program, self._told, text
        # Of what is typed Qt tells twice, with textEdited first.
        if not by_program and told != text:
            self.textEdited.emit(text)
