"""Widgets that stand for others: what is shown anew is made anew, and put where the old one stood."""

from PySide6.QtWidgets import QBoxLayout, QWidget


def stand_in(layout: QBoxLayout, old: QWidget, new: QWidget) -> QWidget:
    """Put ``new`` where ``old`` stands in ``layout``, with its share of the room, and return it; ``old`` ends.

    Not ``QLayout.replaceWidget``, which gives back the old one's item, and Python never ends it.
    """
    index = layout.indexOf(old)
    layout.insertWidget(index, new, layout.stretch(index))
    layout.removeWidget(old)
    old.hide()
    old.deleteLater()
    return new
