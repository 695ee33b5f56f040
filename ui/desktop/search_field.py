"""The field that holds the query of the list one is in: one line, with the names of its fields in a quieter colour."""

import re

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QSyntaxHighlighter,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.key_names import shown
from ui.desktop.theme import Theme

_FIELD_NAME = r'(?:(?<=\s)|^)-?\w+:|"[^"]*"'
_WORDS_FROM = 440
"""Width of the field from which the button in it has words."""
_LINE_BREAKS = r"[\r\n\t\u2028\u2029]+"


class _Highlighter(QSyntaxHighlighter):
    """Names of fields muted, values and words as they are; what is wrong underlined."""

    def __init__(self, editor: QPlainTextEdit, theme: Theme) -> None:
        super().__init__(editor.document())
        self._theme = theme
        self._wrong = (0, 0)

    def mark(self, start: int, end: int) -> None:
        """Underline these characters; none where ``end`` is ``start``."""
        if (start, end) != self._wrong:
            self._wrong = (start, end)
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour the names of fields; what stands in quotes is a value."""
        if not text:
            return
        from PySide6.QtGui import QTextCharFormat

        muted = QTextCharFormat()
        muted.setForeground(QColor(self._theme.tokens.muted))
        for match in re.finditer(_FIELD_NAME, text):
            if not match.group().startswith('"'):
                self.setFormat(match.start(), match.end() - match.start(), muted)
        start, end = self._wrong
        if end > start:
            self._underline(start, min(end, len(text)))

    def _underline(self, start: int, end: int) -> None:
        from PySide6.QtGui import QTextCharFormat

        for place in range(start, end):
            wrong = self.format(place)
            wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wrong.setUnderlineColor(QColor(self._theme.tokens.danger))
            self.setFormat(place, 1, wrong)


class QueryEditor(QPlainTextEdit):
    """A plain text edit that never has a second line."""

    entered = Signal()
    left_downwards = Signal()
    escaped = Signal()
    focused = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("query")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(fonts.font())
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        # The margin counts as something to undo, which would keep Ctrl+Z from the window.
        self.document().clearUndoRedoStacks()
        self.setFixedHeight(fonts.BODY_LINE)
        self.setViewportMargins(0, 2, 0, 0)
        self.setAccessibleName(_("Buscar contactos"))
        self.highlighter = _Highlighter(self, theme)

    def write(self, text: str) -> None:
        """Take this text instead, the cursor after it."""
        self.setPlainText(text)
        if text:
            from PySide6.QtGui import QTextCursor

            self.moveCursor(QTextCursor.MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Down and Esc leave the field; everything else is typing."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as one line: line breaks and tabs become spaces."""
        self.insertPlainText(re.sub(_LINE_BREAKS, " ", source.text()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text only, never a file or a picture."""
        return source.hasText() and not source.hasUrls()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """One line does not scroll."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the frame."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the frame."""
        super().focusOutEvent(event)
        self.focused.emit(False)


class _Glass(QWidget):
    """The drawing of a magnifying glass at the left of the field."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self.setFixedSize(16, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._icons.drawer.draw(QPainter(self), self.rect(), "search", self._theme.tokens.muted)


class SearchField(QWidget):
    """The framed field; ``changed`` carries the query at each change, stripped.

    ``opened`` and ``left_downwards`` ask for the record and for the list; ``escaped`` comes from an empty field;
    ``palette_wanted`` asks for the palette, ``save_wanted`` for the query to be saved as a list.
    """

    changed = Signal(str)
    opened = Signal()
    left_downwards = Signal()
    escaped = Signal()
    palette_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._query = ""
        self._aside: str | None = None
        self.editor = QueryEditor(theme)
        self.editor.setPlaceholderText(_("Nombre, institución, ciudad, correo…"))
        self.setFixedHeight(36)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(712)
        self.setFocusProxy(self.editor)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._icons = icons
        self.save = QPushButton()
        self.save.setProperty("look", "link")
        self.save.setIconSize(BESIDE_TEXT)
        self.save.setAccessibleName(_("Guardar la búsqueda como lista"))
        self.save.setToolTip(_("Guardar la búsqueda como lista ({keys})").format(keys=shown("Ctrl+Shift+S")))
        self.save.setCursor(Qt.CursorShape.PointingHandCursor)
        self.save.clicked.connect(self.save_wanted)
        self.save.hide()
        self._clear = QToolButton()
        self._clear.setProperty("look", "icon")
        self._clear.setIcon(icons.icon("x"))
        self._clear.setIconSize(QSize(16, 16))
        self._clear.setFixedSize(24, 24)
        self._clear.setToolTip(_("Borrar la búsqueda (Esc)"))
        self._clear.setAccessibleName(_("Borrar la búsqueda"))
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self._keys = QToolButton()
        self._keys.setText(shown("Ctrl+K"))
        self._keys.setProperty("look", "key")
        self._keys.setFont(fonts.font(fonts.SMALL_PIXELS))
        self._keys.setFixedHeight(fonts.SMALL_LINE)
        self._keys.setToolTip(_("Buscar en todo (Ctrl+K)"))
        self._keys.setAccessibleName(_("Buscar en todo"))
        self._keys.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._keys.setCursor(Qt.CursorShape.ArrowCursor)
        self._keys.clicked.connect(self.palette_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(8)
        for widget in (_Glass(theme, icons), self.editor, self.save, self._clear, self._keys):
            row.addWidget(widget)
        self.editor.textChanged.connect(self._changed)
        self.editor.entered.connect(self.opened)
        self.editor.left_downwards.connect(self.left_downwards)
        self.editor.escaped.connect(self._escape)
        self.editor.focused.connect(self._focused)
        theme.changed.connect(self._recolour)

    @property
    def query(self) -> str:
        """What is asked, without spaces around it."""
        return self._query

    def set_query(self, text: str) -> None:
        """Write a query, as if typed."""
        self.editor.write(re.sub(_LINE_BREAKS, " ", text))

    @Slot(bool)
    def offer_save(self, offered: bool) -> None:
        """Whether the query is one that can be saved as a list."""
        if offered and self.save.icon().isNull():
            self.save.setIcon(self._icons.icon("bookmark-plus", "accent"))
            self._name_save()
        self.save.setVisible(offered)

    def _name_save(self) -> None:
        self.save.setText(_("Guardar lista") if self.width() >= _WORDS_FROM else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the field is short, the query has the room of the button's words."""
        super().resizeEvent(event)
        self._name_save()

    def set_aside(self, aside: bool) -> None:
        """Hide the query while what it asks for is out of sight; what is typed meanwhile takes its place."""
        if aside == (self._aside is not None):
            return
        before, self._aside = self._aside, self.editor.toPlainText() if aside else None
        if aside or not self.editor.toPlainText():
            self._write_quietly("" if before is None else before)

    def _write_quietly(self, text: str) -> None:
        """Write a query that is answered already, or that nobody asks."""
        self.editor.blockSignals(True)
        self.editor.write(text)
        self.editor.blockSignals(False)
        self._query = text.strip()
        self._clear.setVisible(bool(text))

    def mark_wrong(self, start: int, end: int) -> None:
        """Underline these characters of the query, which cannot be understood, until it is another one."""
        text = self.editor.toPlainText()
        before = len(text) - len(text.lstrip())
        # An error at the end of the query has nothing to underline but what stands before it.
        start = min(start, max(0, end - 1))
        self.editor.highlighter.mark(before + start, before + end)

    @Slot()
    def select_all(self) -> None:
        """Go to the field, so that what is typed replaces the query."""
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.editor.selectAll()

    @Slot(str)
    def type_text(self, text: str) -> None:
        """Take letters typed elsewhere: a new query begins with them."""
        self.select_all()
        self.editor.insertPlainText(text)

    @Slot()
    def clear(self) -> None:
        """Ask for everything again."""
        self.editor.clear()
        self.editor.setFocus()

    @Slot()
    def _escape(self) -> None:
        if self._query:
            self.clear()
        else:
            self.escaped.emit()

    @Slot()
    def _changed(self) -> None:
        text = self.editor.toPlainText()
        if "\n" in text:  # set by an input method or an accessibility tool
            self.set_query(text)
            return
        self._clear.setVisible(bool(text))
        if text.strip() != self._query:
            self._query = text.strip()
            self.editor.highlighter.mark(0, 0)
            self.changed.emit(self._query)

    @Slot(bool)
    def _focused(self, _here: bool) -> None:
        self.update()

    @Slot()
    def _recolour(self) -> None:
        self.editor.highlighter.rehighlight()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame; twice as wide and in the accent while one types."""
        tokens = self._theme.tokens
        here = self.editor.hasFocus()
        width = 2 if here else 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.accent if here else tokens.field), width))
        painter.setBrush(QColor(tokens.surface))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
