"""Text on the window: one-line labels, and prose that wraps on lines of 20 px."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.desktop import fonts

_WORD = r"\S{12,}"
_BREAK = r"[@._/](?=\S)"
_LONG_WORD = 25
_LONG_BREAK = r"[-@._/]|\w{12}"
_NUMBER = r"\d[\d,]*"
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse
_PROSE = '<p style="margin:0; -qt-line-height-type:fixed; line-height:{line}px">{text}</p>'


def label(text: str, *, look: str = "", semibold: bool = False, tabular: bool = False) -> QLabel:
    """One line of plain text that can be selected; ``look`` is a name of the style sheet."""
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    small = look == "small"
    pixels = fonts.SMALL_PIXELS if small else fonts.BODY_PIXELS
    result.setFont(fonts.font(pixels, semibold=semibold, tabular=tabular))
    result.setFixedHeight(fonts.SMALL_LINE if small else fonts.BODY_LINE)
    result.setTextInteractionFlags(_SELECTABLE)
    result.setProperty("look", look)
    return result


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Prose(QLabel):
    """Plain text that wraps; lines of a given height, which only rich text can have, so the text is escaped.

    ``strong_numbers``: the figures in it are what one looks for.
    """

    def __init__(
        self,
        text: str = "",
        *,
        look: str = "",
        pixels: int = fonts.BODY_PIXELS,
        line: int = fonts.BODY_LINE,
        semibold: bool = False,
        breaks_words: bool = False,
        strong_numbers: bool = False,
    ) -> None:
        super().__init__()
        self._plain = ""
        self._size = QSize()
        self._heights: dict[int, int] = {}
        self._breaks_words = breaks_words
        self._strong_numbers = strong_numbers
        self._line = line
        self._metrics = fonts.metrics(pixels, semibold=semibold)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setFont(fonts.font(pixels, semibold=semibold))
        self.setProperty("look", look)
        self.setTextInteractionFlags(_SELECTABLE)
        self.setOpenExternalLinks(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text)

    def sizeHint(self) -> QSize:
        """As wide as its longest line, so that what follows it stands next to it."""
        return self._size

    def heightForWidth(self, width: int) -> int:
        """The height of all lines in ``width``; layouts ask for it many times over."""
        if width >= self._size.width():
            return self._size.height()
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def minimumSizeHint(self) -> QSize:
        """Narrower than this, words are cut."""
        return QSize(48, self._line)

    @property
    def plain_text(self) -> str:
        """The text as given."""
        return self._plain

    def set_text(self, text: str) -> None:
        """Show ``text`` as it is: nothing in it is read as markup."""
        self._plain = text
        self._heights.clear()
        lines = text.split("\n")
        margins = self.contentsMargins()
        self._size = QSize(
            max(self._metrics.horizontalAdvance(line) for line in lines)
            + 2
            + margins.left()
            + margins.right(),
            self._line * len(lines) + margins.top() + margins.bottom(),
        )
        shown = self._breakable(text) if self._breaks_words else text
        marked = _escaped(shown).replace("\n", "<br>")
        if self._strong_numbers:
            marked = re.sub(_NUMBER, r'<span style="font-weight:600">\g<0></span>', marked)
        self.setText(_PROSE.format(line=self._line, text=marked))
        self.updateGeometry()

    @staticmethod
    def _breakable(text: str) -> str:
        """Let an address break: an invisible space after its signs, and within what has over 24 letters."""

        def breakable(word: re.Match[str]) -> str:
            ends = _LONG_BREAK if len(word.group()) >= _LONG_WORD else _BREAK
            return re.sub(ends, lambda end: end.group() + "\u200b", word.group())

        return re.sub(_WORD, breakable, text)
