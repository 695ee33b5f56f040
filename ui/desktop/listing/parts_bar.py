"""The line over a list with what else its place is made of: "Seguimientos | Gestiones"."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.listing.segments import Segments


class PartsBar(QWidget):
    """Holds segments over a list."""

    def __init__(self, segments: Segments) -> None:
        super().__init__()
        self.segments = segments
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(12, 10, 8, 0)
        self.row.addWidget(segments)
        self.row.addStretch()

    def put_over(self, pane: QWidget) -> None:
        """Stand above everything in a list's pane."""
        column = pane.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, self)
        self.segments.come_first_in(pane)

    def add(self, widget: QWidget) -> None:
        """Have something at the other end of the line, which Tab meets after the segments."""
        self.row.addWidget(widget)
        self.segments.stand_before(widget)

    def take_back(self) -> None:
        """Have the segments again, which stood elsewhere."""
        self.row.insertWidget(0, self.segments)
