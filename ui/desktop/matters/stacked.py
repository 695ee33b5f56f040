"""Lines of a record that belong together, one close under another."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget


def stacked(widgets: Sequence[QWidget]) -> QWidget:
    """One widget of several."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return box
