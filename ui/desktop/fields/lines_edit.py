"""Plain text to write in on lines as far apart as those of what is read."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from ui.desktop import fonts


class LinesEdit(QTextEdit):
    """Plain text only. A QPlainTextEdit would have lines as high as the letters: opening a text would move them."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self._space_lines()

    def setPlainText(self, text: str) -> None:  # noqa: N802 - as Qt calls it
        """Show a text, which is not something to undo."""
        super().setPlainText(text)
        self._space_lines()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take what is pasted or dropped as if it were typed; Qt's own way would give its lines a height of theirs."""
        if source.hasText():
            self.textCursor().insertText(source.text())
            self.ensureCursorVisible()

    def _space_lines(self) -> None:
        """What is typed after this has the lines of what stands there."""
        spaced = QTextBlockFormat()
        spaced.setLineHeight(fonts.BODY_LINE, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)
        self.document().clearUndoRedoStacks()
