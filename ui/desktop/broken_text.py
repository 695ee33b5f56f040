"""Text broken into the lines that a width has room for, as delegates draw it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

_AHEAD = 40
"""Words looked at for one line, so that a long text is not measured whole for each of its lines."""


def broken(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """The lines of a text; a word that is wider than the room is cut."""
    words, lines = text.split(), []
    while words:
        count = _fitting(words, metrics, width)
        line = " ".join(words[:count])
        lines.append(line if count > 1 else metrics.elidedText(line, Qt.TextElideMode.ElideRight, width))
        words = words[count:]
    return lines or [""]


def _fitting(words: list[str], metrics: QFontMetrics, width: int) -> int:
    """How many of the words have room on one line, at least one. Measuring is dear: the first guess is a good one."""

    def fit(count: int) -> bool:
        return metrics.horizontalAdvance(" ".join(words[:count])) <= width

    ahead = words[:_AHEAD]
    wide = metrics.horizontalAdvance(" ".join(ahead))
    if wide <= width and len(ahead) == len(words):
        return len(words)
    count = min(len(ahead), max(1, len(ahead) * width // max(1, wide)))
    while count > 1 and not fit(count):
        count -= 1
    while count < len(words) and fit(count + 1):
        count += 1
    return count
