"""Text on the window: one-line labels, and prose that wraps on lines of 20 px."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.desktop import fonts

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


class Prose(QLabel):
    """Plain text that wraps; lines of a given height, which only rich text can have, so the text is escaped."""

    def __init__(
        self,
        text: str = "",
        *,
        look: str = "",
        pixels: int = fonts.BODY_PIXELS,
        line: int = fonts.BODY_LINE,
        semibold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._plain = ""
        self._line = line
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setFont(fonts.font(pixels, semibold=semibold))
        self.setProperty("look", look)
        self.setTextInteractionFlags(_SELECTABLE)
        self.setOpenExternalLinks(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def sizeHint(self) -> QSize:
        """As wide as its longest line, so that what follows it stands next to it."""
        metrics = QFontMetrics(self.font())
        margins = self.contentsMargins()
        widest = max(metrics.horizontalAdvance(line) for line in self._plain.split("\n"))
        width = widest + 2 + margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

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
        self.setText(_PROSE.format(line=self._line, text=escape(text).replace("\n", "<br>")))
        self.updateGeometry()


class ElidedLabel(QLabel):
    """One line of plain text that is shortened to the room there is; the whole text stands in the tooltip."""

    def __init__(self, text: str = "", *, look: str = "", semibold: bool = False) -> None:
        super().__init__()
        self._whole = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(fonts.font(semibold=semibold))
        self.setProperty("look", look)
        self.setFixedHeight(fonts.BODY_LINE)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fit()

    def set_text(self, text: str) -> None:
        """Show ``text``, shortened if it must be."""
        self._whole = text
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._whole) + 1, fonts.BODY_LINE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(escape(self._whole) if shown != self._whole else "")
