"""One line of text, several lines of text, and a choice among a few."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QSizePolicy

from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.fields.choice import Choice
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.lines_edit import LinesEdit
from ui.desktop.fields.typed_line import TypedLine

HEIGHT = 32
_MOST_LINES = 12
_NOTE_FRAME = 18


def text_line(placeholder: str = "") -> TypedLine:
    """A line to type in, as high as every control."""
    line = TypedLine()
    line.setProperty("look", "field")
    line.setFont(fonts.font())
    line.setFixedHeight(HEIGHT)
    line.setPlaceholderText(placeholder)
    return line


class TextField(Field):
    """A line of text, spaces around it and doubled ones taken off. ``required`` is the sentence for an empty one."""

    def __init__(self, name: str, kit: Kit, *, placeholder: str = "", required: str = "") -> None:
        super().__init__(name, kit)
        self._required = required
        self.line = text_line(placeholder)
        self.body.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.take(self.line)
        self.line.textEdited.connect(self.changed)

    def read(self) -> str:
        """The text. Raises InvalidValue for an empty one that is required."""
        text = " ".join(self.line.text().split())
        if self._required and not text:
            raise InvalidValue(self._required)
        return text

    def write(self, value: str) -> None:
        """Show a text from its beginning."""
        self.line.setText(value)
        self.line.setCursorPosition(0)

    def texts(self) -> tuple[str, ...]:
        """The line as typed."""
        return (self.line.text(),)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put the line back."""
        self.line.setText(texts[0])


class NoteField(Field):
    """Several lines; as high as its text, up to twelve lines. Ctrl+Enter is its Enter."""

    def __init__(self, name: str, kit: Kit, *, placeholder: str = "") -> None:
        super().__init__(name, kit)
        # A timer of its own goes with the field; one that is fired and forgotten may find it gone.
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit)
        self.edit = LinesEdit()
        self.edit.setProperty("look", "field")
        self.edit.setFont(fonts.font())
        self.edit.setFrameShape(QFrame.Shape.NoFrame)
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.take(self.edit)
        self._writing = False
        self.edit.textChanged.connect(self._text_changed)
        self.edit.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def read(self) -> str:
        """The text, without empty lines at its ends."""
        return self.edit.toPlainText().strip()

    def write(self, value: str) -> None:
        """Show a text."""
        self._writing = True
        self.edit.setPlainText(value)
        self._writing = False

    def texts(self) -> tuple[str, ...]:
        """The text as typed."""
        return (self.edit.toPlainText(),)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put the text back."""
        self.write(texts[0])

    @Slot()
    def _text_changed(self) -> None:
        if not self._writing:
            self.changed()

    def _least_lines(self) -> int:
        return 2

    def _lines(self) -> int:
        """How many there are at the width of now; the document counts those it has come to draw only."""
        layout, block, lines = self.edit.document().documentLayout(), self.edit.document().begin(), 0
        while block.isValid() and lines <= _MOST_LINES:
            layout.blockBoundingRect(block)
            lines += block.layout().lineCount()
            block = block.next()
        return lines

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A narrower field is a higher one."""
        if watched is self.edit and event.type() == QEvent.Type.Resize:
            self._fitting.start()
        return super().eventFilter(watched, event)

    @Slot()
    def _fit(self) -> None:
        lines = self._lines()
        shown = max(self._least_lines(), min(lines, _MOST_LINES))
        self.edit.setFixedHeight(shown * fonts.BODY_LINE + _NOTE_FRAME)
        bar = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if lines > _MOST_LINES
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.edit.setVerticalScrollBarPolicy(bar)


class LongTextField(NoteField):
    """A line of text that may be long: it wraps, but has no second paragraph. Enter leaves it."""

    def __init__(self, name: str, kit: Kit, *, required: str = "") -> None:
        super().__init__(name, kit)
        self._required = required
        self.edit.setProperty("wraps", True)

    def read(self) -> str:
        """The text in one line. Raises InvalidValue for an empty one that is required."""
        text = " ".join(self.edit.toPlainText().split())
        if self._required and not text:
            raise InvalidValue(self._required)
        return text

    def _least_lines(self) -> int:
        return 1


class ChoiceField(Field):
    """One of a few; ``options`` by code, in the order shown. A code that is none of them is shown as it is."""

    def __init__(self, name: str, kit: Kit, options: Mapping[str, str]) -> None:
        super().__init__(name, kit)
        self.choice = Choice(kit.theme, kit.icons)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.offer(options)
        self.body.addWidget(self.choice)
        self.setFocusProxy(self.choice)
        self.take(self.choice)
        self.choice.activated.connect(self._chosen)

    def offer(self, options: Mapping[str, str]) -> None:
        """Offer others, of which the first is chosen."""
        self.choice.clear()
        for code, text in options.items():
            self.choice.addItem(text, code)

    def read(self) -> str:
        """The code chosen."""
        code: Any = self.choice.currentData()
        return str(code) if code is not None else ""

    def write(self, value: str) -> None:
        """Show a code."""
        place = self.choice.findData(value)
        if place < 0:
            self.choice.addItem(value or _("Sin elegir"), value)
            place = self.choice.count() - 1
        self.choice.setCurrentIndex(place)

    def texts(self) -> tuple[str, ...]:
        """The code."""
        return (self.read(),)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Choose the code again."""
        self.write(texts[0])

    @Slot(int)
    def _chosen(self, _place: int) -> None:
        self.changed()
