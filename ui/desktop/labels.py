"""Text on the window: one-line labels, and prose that wraps on lines of 20 px."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.desktop import fonts

_WORD = r"\S{12,}"
_BREAK = r"[@._/](?=\S)"
_LONG_WORD = 25
_LONG_BREAK = r"[-@._/]|\w{12}"
_LEAST = 48
_PIECES = (r"[^@]+@*|@+", r"[^.]+\.*|\.+", r"[^-_]+[-_]*|[-_]+", r".{1,12}")
_NO_BREAK, _MAY_BREAK = "\u2060", "\u200b"
_NUMBER = r"\d[\d,]*"
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse
_PROSE = (
    '<p style="margin:0; white-space:pre-wrap; -qt-line-height-type:fixed; line-height:{line}px">{text}</p>'
)
_BASELINE = 0.8
"""Where on a line of fixed height Qt puts the baseline of rich text."""
_LINE_SEPARATOR = "\u2028"


class Line(QLabel):
    """One line of plain text. It can be selected once the mouse is over it: a text that can be costs Qt a document, and
    a record has a hundred that nobody points at.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # as Qt gives to texts that can be selected

    def enterEvent(self, event: QEnterEvent) -> None:
        """Whoever points at it may want to select it."""
        super().enterEvent(event)
        self.setTextInteractionFlags(_SELECTABLE)


def label(text: str, *, look: str = "", semibold: bool = False, tabular: bool = False) -> QLabel:
    """One line of plain text that can be selected; ``look`` is a name of the style sheet."""
    return _dressed(Line(text), look, semibold=semibold, tabular=tabular)


class CutLine(Line):
    """One line that has dots in its middle where it has no room, and is whole in its tooltip: what it ends with may be
    what tells it from others. ``whole_up_to``: it asks for so many pixels rather than be cut.
    """

    def __init__(self, text: str, *, look: str = "", whole_up_to: int = _LEAST) -> None:
        super().__init__(text)
        self._whole = text
        self._whole_up_to = whole_up_to
        self._missing = 0
        _dressed(self, look)

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        size = super().sizeHint()
        size.setWidth(size.width() + self._missing)
        return size

    def minimumSizeHint(self) -> QSize:
        """What it asks for at least."""
        return QSize(min(self._whole_up_to, self.sizeHint().width()), fonts.BODY_LINE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less of it can be read."""
        super().resizeEvent(event)
        lacking = self.sizeHint().width() - self.width()
        if lacking <= 0 and not self._missing:
            return
        metrics = self.fontMetrics()
        wide = metrics.horizontalAdvance(self._whole)
        is_cut = lacking > 0
        self.setText(
            metrics.elidedText(self._whole, Qt.TextElideMode.ElideMiddle, wide - lacking)
            if is_cut
            else self._whole
        )
        self._missing = wide - metrics.horizontalAdvance(self.text())
        self.setToolTip(self._whole.replace("<", "‹") if is_cut else "")


def _dressed(result: Line, look: str, *, semibold: bool = False, tabular: bool = False) -> Line:
    result.setTextFormat(Qt.TextFormat.PlainText)
    small = look == "small"
    pixels = fonts.SMALL_PIXELS if small else fonts.BODY_PIXELS
    result.setFont(fonts.font(pixels, semibold=semibold, tabular=tabular))
    result.setFixedHeight(fonts.SMALL_LINE if small else fonts.BODY_LINE)
    result.setProperty("look", look)
    return result


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Prose(QLabel):
    """Plain text that wraps on lines of a given height.

    Only rich text can have such lines and be selected, so that is what it is, its text escaped, once the mouse is over
    it. Until then it draws the same lines itself: showing a record takes a tenth less time.

    ``strong_numbers``: the figures in it are what one looks for; it is rich from the beginning. ``whole_up_to``: it
    asks for so many pixels rather than break, and a longer e-mail breaks only after its @ or its dots.
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
        selectable: bool = True,
        whole_up_to: int = 0,
    ) -> None:
        super().__init__()
        self._plain = ""
        self._size = QSize()
        self._smallest = QSize(_LEAST, line)
        self._heights: dict[int, int] = {}
        self._broken: QTextLayout | None = None
        self._broken_at = 0
        self._breaks_words = breaks_words
        self._strong_numbers = strong_numbers
        self._selectable = selectable
        self._whole_up_to = whole_up_to
        self._is_rich = strong_numbers
        self._line = line
        self._metrics = fonts.metrics(pixels, semibold=semibold)
        self.setTextFormat(Qt.TextFormat.RichText if self._is_rich else Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setFont(fonts.font(pixels, semibold=semibold))
        self.setProperty("look", look)
        if selectable:
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # as Qt gives to texts that can be selected
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
            margins = self.contentsMargins()
            lines = self._lines(width - margins.left() - margins.right()).lineCount()
            self._heights[width] = self._line * lines + margins.top() + margins.bottom()
        return self._heights[width]

    def minimumSizeHint(self) -> QSize:
        """Narrower than this, words are cut."""
        return self._smallest

    @property
    def plain_text(self) -> str:
        """The text as given."""
        return self._plain

    def set_text(self, text: str) -> None:
        """Show ``text`` as it is: nothing in it is read as markup."""
        self._plain = text
        self._heights.clear()
        self._broken = None
        lines = text.split("\n")
        margins = self.contentsMargins()
        self._size = QSize(
            max(self._metrics.horizontalAdvance(line) for line in lines)
            + 2
            + margins.left()
            + margins.right(),
            self._line * len(lines) + margins.top() + margins.bottom(),
        )
        self._smallest.setWidth(max(_LEAST, min(self._size.width(), self._whole_up_to)))
        self.setText(self._marked() if self._is_rich else self._shown)
        self.updateGeometry()

    @property
    def _shown(self) -> str:
        if self._whole_up_to:
            return self._kept_whole(self._plain)
        return self._breakable(self._plain) if self._breaks_words else self._plain

    def _marked(self) -> str:
        marked = _escaped(self._shown).replace("\n", "<br>")
        if self._strong_numbers:
            marked = re.sub(_NUMBER, r'<span style="font-weight:600">\g<0></span>', marked)
        return _PROSE.format(line=self._line, text=marked)

    @staticmethod
    def _breakable(text: str) -> str:
        """Let an address break: an invisible space after its signs, and within what has over 24 letters."""

        def breakable(word: re.Match[str]) -> str:
            ends = _LONG_BREAK if len(word.group()) >= _LONG_WORD else _BREAK
            return re.sub(ends, lambda end: end.group() + _MAY_BREAK, word.group())

        return re.sub(_WORD, breakable, text)

    def _kept_whole(self, text: str) -> str:
        """Let it break after its @ first, after dots where that is not enough, and elsewhere only not to be cut."""
        return _MAY_BREAK.join(self._pieces([text], _PIECES))

    def _pieces(self, parts: list[str], smaller: tuple[str, ...]) -> Iterator[str]:
        for part in parts:
            if smaller and self._metrics.horizontalAdvance(part) > self._whole_up_to:
                yield from self._pieces(re.findall(smaller[0], part), smaller[1:])
            else:
                yield part.replace("-", "-" + _NO_BREAK)

    def _lines(self, width: int) -> QTextLayout:
        """The text broken into lines of ``width``, as Qt breaks rich text."""
        width = min(width, self._size.width())  # wider than its longest line they are the same
        if self._broken is None or self._broken_at != width:
            self._broken, self._broken_at = self._laid_out(width), width
        return self._broken

    def _laid_out(self, width: int) -> QTextLayout:
        result = QTextLayout(self._shown.replace("\n", _LINE_SEPARATOR), self.font())
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        result.setTextOption(option)
        result.beginLayout()
        top = 0
        while (line := result.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top + _BASELINE * self._line - line.ascent()))
            top += self._line
        result.endLayout()
        return result

    def enterEvent(self, event: QEnterEvent) -> None:
        """Whoever points at it may want to select it."""
        super().enterEvent(event)
        if self._selectable:
            self._be_selectable()

    def _be_selectable(self) -> None:
        if not self._is_rich:
            self._is_rich = True
            self.setTextFormat(Qt.TextFormat.RichText)
            self.setText(self._marked())
        self.setTextInteractionFlags(_SELECTABLE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, unless Qt does."""
        if self._is_rich:
            super().paintEvent(event)
            return
        room = self.contentsRect()
        lines = self._lines(room.width())
        top = room.top()
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            top += (room.height() - self._line * lines.lineCount()) // 2
        painter = QPainter(self)
        painter.setClipRect(room)
        painter.setPen(self.palette().color(self.foregroundRole()))
        lines.draw(painter, QPointF(room.left(), top))
