"""Text broken into the lines that a width has room for, as delegates draw it."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

_ANY_WIDTH = 16_777_215
"""QWIDGETSIZE_MAX."""
_AHEAD = 40
"""Words looked at for one line, so that a long text is not measured whole for each of its lines."""


class BrokenTexts:
    """Texts broken again and again, at one width or another: what still fits is not measured anew."""

    def __init__(self, metrics: QFontMetrics) -> None:
        self._metrics = metrics
        self._known: dict[str, _Broken] = {}

    def forget(self) -> None:
        """Other texts come from now on."""
        self._known.clear()

    def lines(self, text: str, width: int) -> list[str]:
        """The lines of a text, as ``broken``."""
        known = self._known.get(text)
        if known is None or not known.least <= width <= known.most:
            lines = broken(text, self._metrics, width)
            least = max(self._metrics.horizontalAdvance(line) for line in lines)
            is_one_line = lines == [" ".join(text.split())]
            known = self._known[text] = _Broken(lines, least, _ANY_WIDTH if is_one_line else width)
        return known.lines


class _Broken(NamedTuple):
    """Lines, and from what width to what width a text breaks into them: none of them has room for a word more."""

    lines: list[str]
    least: int
    most: int


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
