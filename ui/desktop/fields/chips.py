"""Words in chips: tags, languages, categories; typed one after another, suggested as one types."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop.contacts.matches import fold
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import text_line
from ui.desktop.fields.popup import Popup
from ui.desktop.fields.source import Suggestion
from ui.desktop.flow import FlowLayout
from ui.desktop.labels import CutLine

_SHOWN = 6
_LINE_WIDTH = 180


class _Chip(QWidget):
    """One word with the button that takes it away."""

    def __init__(self, text: str, kit: Kit, remove: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("chip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.text = text
        self.setFixedHeight(24)
        word = CutLine(text)
        # A click leaves the focus where one types.
        word.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        button = QToolButton()
        button.setProperty("look", "icon")
        button.setIcon(kit.icons.icon("x"))
        button.setIconSize(QSize(12, 12))
        button.setFixedSize(18, 18)
        button.setToolTip(_("Quitar"))
        button.setAccessibleName(_("Quitar {name}").format(name=text))
        button.clicked.connect(self._removed)
        self._remove = remove
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 3, 0)
        row.setSpacing(2)
        row.addWidget(word)
        row.addWidget(button)

    @Slot()
    def _removed(self) -> None:
        self._remove()


class ChipField(Field):
    """Holds a tuple of words. ``known`` are those suggested; with ``closed``, no others are taken.

    Enter or a comma takes the word typed, the backspace at its beginning takes the last one away.
    """

    def __init__(
        self, name: str, kit: Kit, *, known: Sequence[str] = (), closed: str = "", placeholder: str = ""
    ) -> None:
        super().__init__(name, kit)
        self._known = tuple(known)
        self._closed = closed
        self._words: list[str] = []
        self._box = QWidget()
        self._flow = FlowLayout(self._box, gap=4)
        self.line = text_line(placeholder or _("Agregar"))
        self.line.setMinimumWidth(_LINE_WIDTH)
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._flow.addWidget(self.line)
        self.body.addWidget(self._box)
        self.setFocusProxy(self.line)
        self.take(self.line)
        self.popup = Popup(self.line, kit, _("Sugerencias"))
        self.popup.chosen.connect(self._choose)
        self.line.textEdited.connect(self._typed)
        self.left.connect(self.popup.hide)

    def suggest_from(self, known: Sequence[str]) -> None:
        """What can be chosen, once the base has told it."""
        self._known = tuple(known)

    @property
    def words(self) -> tuple[str, ...]:
        """The words in chips."""
        return tuple(self._words)

    def read(self) -> tuple[str, ...]:
        """The words, what is being typed included. Raises InvalidValue for one that is not taken."""
        typed = [self._named(word) for word in self.line.text().split(",") if word.strip()]
        words = [*self._words, *typed]
        return tuple({fold(word): word for word in reversed(words)}.values())[::-1]

    def write(self, value: Sequence[str]) -> None:
        """Show words."""
        self._words = list(value)
        self.line.clear()
        self._show_words()

    def texts(self) -> tuple[str, ...]:
        """What is being typed, then the words."""
        return (self.line.text(), *self._words)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put back the words and what was being typed."""
        self.write([text for text in texts[1:] if text])
        self.line.setText(texts[0])

    def _named(self, word: str) -> str:
        text = " ".join(word.split())
        found = next((known for known in self._known if fold(known) == fold(text)), None)
        if found is None and self._closed:
            raise InvalidValue(self._closed.format(text=text), "", text)
        return found or text

    def _show_words(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.line:
                widget.hide()
                widget.deleteLater()
        for word in self._words:
            self._flow.addWidget(_Chip(word, self.kit, _remover(self, word)))
        self._flow.addWidget(self.line)
        self.line.setAccessibleName(", ".join((self.name, *self._words)))
        self._box.updateGeometry()

    @Slot(str)
    def _typed(self, text: str) -> None:
        self.changed()
        if text.endswith(","):
            self._take_typed()
            return
        wanted = fold(text)
        held = {fold(word) for word in self._words}
        begin = [
            known for known in self._known if f" {wanted}" in f" {fold(known)}" and fold(known) not in held
        ]
        rows = [Suggestion(known, known) for known in begin[:_SHOWN]] if wanted else []
        self.popup.show_rows(rows, text, current=0 if self._closed else -1)

    def _take_typed(self) -> bool:
        try:
            self.write(self.read())
        except InvalidValue as error:
            self.line.setText(self.line.text().rstrip(","))
            self.show_reason(str(error))
            return False
        self.popup.hide()
        self.edited.emit()
        return True

    @Slot(object)
    def _choose(self, suggestion: Suggestion) -> None:
        self.line.setText(suggestion.text)
        self._take_typed()
        self.line.setFocus()

    def remove(self, word: str) -> None:
        """Take a word away."""
        self._words.remove(word)
        self._show_words()
        self.line.setFocus()
        self.changed()

    def key_pressed(self, control: QObject, event: QKeyEvent) -> bool:
        """Down and Up go through the suggestions, Enter takes a word, the backspace takes the last one away."""
        key, open_ = event.key(), self.popup.isVisible()
        if open_ and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.popup.move_current(1 if key == Qt.Key.Key_Down else -1)
            return True
        if open_ and key == Qt.Key.Key_Escape:
            self.popup.hide()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line.text().strip():
            if self.popup.current is not None:
                self._choose(self.popup.current)
            else:
                self._take_typed()
            return True
        if key == Qt.Key.Key_Backspace and not self.line.text() and self._words:
            self.remove(self._words[-1])
            return True
        return super().key_pressed(control, event)


def _remover(field: ChipField, word: str) -> Callable[[], None]:
    def remove() -> None:
        field.remove(word)

    return remove
