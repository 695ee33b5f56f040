"""Lists without a ground of their own."""

from PySide6.QtWidgets import QAbstractItemView, QFrame


def clear_ground(view: QAbstractItemView) -> None:
    """Let be seen through a list what stands behind it, without a frame.

    Not by a rule of the style sheet: of each viewport that a rule paints, Qt keeps about 1 KB when the list has ended
    (``QStyleSheetStyle::renderRule`` remembers it before it looks whether it can be styled, and nothing takes it out).
    """
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.viewport().setAutoFillBackground(False)
