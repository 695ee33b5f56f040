"""What a screen reader says though the focus stays where it is."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str) -> None:
    """Let a screen reader, if one listens, say a sentence about a widget that does not have the focus."""
    # QAccessible has six large enumerations, of which Python classes are made when it is first named.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
