"""Text broken into the lines that a width has room for, as delegates draw it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics


def broken(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """The lines of a text; most have room in one, so that the whole is measured before its words."""
    words = text.split()
    whole = " ".join(words)
    if metrics.horizontalAdvance(whole) <= width:
        return [whole]
    lines: list[str] = []
    current = ""
    for word in words:
        longer = f"{current} {word}" if current else word
        if current and metrics.horizontalAdvance(longer) > width:
            lines.append(current)
            current = word
        else:
            current = longer
    fitted = [*lines, current]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in fitted]
