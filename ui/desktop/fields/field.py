"""A field: controls in which one value is typed, and below them what was understood or why it cannot be kept."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from crm.errors import InvalidValue
from ui.desktop.announcing import announce
from ui.desktop.fields.source import FieldSource
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose
from ui.desktop.lanes import Lane
from ui.desktop.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Kit(NamedTuple):
    """What fields need around them: how they look, whom they ask and on which lane."""

    theme: Theme
    icons: Icons
    lane: Lane
    source: FieldSource

    @property
    def today(self) -> date:
        """The day it is."""
        return self.source.today


class _Alert(QWidget):
    """The drawing beside a reason: colour is never the only sign."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setFixedSize(QSize(14, 20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        kit = self._kit
        kit.icons.drawer.draw(QPainter(self), QRect(0, 3, 14, 14), "circle-alert", kit.theme.tokens.danger)


class Field(QWidget):
    """One value. ``edited`` comes with each change by the user, ``entered`` with Enter, ``escaped`` with Esc, ``left``
    when the focus goes to something outside.

    A subclass lays its controls out in ``body``, names them with ``take``, and says how its value is read and shown.
    """

    edited = Signal()
    entered = Signal()
    escaped = Signal()
    left = Signal()

    def __init__(self, name: str, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self.name = name
        self.controls: list[QWidget] = []
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._alert = _Alert(kit)
        self._below = Prose()
        self._reason = ""
        note = self._note = QHBoxLayout()
        note.setContentsMargins(0, 0, 0, 0)
        note.setSpacing(6)
        note.addWidget(self._alert, 0, Qt.AlignmentFlag.AlignTop)
        note.addWidget(self._below, 1)
        column = self._whole = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self.body)
        column.addLayout(note)
        self._alert.hide()
        self._below.hide()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def read(self) -> Any:
        """The value typed. Raises InvalidValue."""
        raise NotImplementedError

    def write(self, value: Any) -> None:
        """Show a value, as if nobody had typed yet."""
        raise NotImplementedError

    def texts(self) -> tuple[str, ...]:
        """What stands in the controls, to be put back with ``set_texts``."""
        raise NotImplementedError

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put back what was typed."""
        raise NotImplementedError

    @property
    def stops(self) -> "list[Field]":
        """Where Enter goes to in a form, one after another: the field, or the parts that it is made of."""
        return [self]

    def select(self) -> None:
        """Put the focus on the first control, with its text selected."""
        self.controls[0].setFocus(Qt.FocusReason.OtherFocusReason)
        select_all = getattr(self.controls[0], "selectAll", None)
        if select_all is not None:
            select_all()

    def check(self) -> bool:
        """Whether what is typed can be kept; if not, the reason stands below."""
        try:
            self.read()
        except InvalidValue as error:
            self.show_reason(str(error))
            return False
        self.show_reason("")
        return True

    @property
    def reason(self) -> str:
        """Why what is typed cannot be kept, as it stands below; empty if it can, or nobody has looked yet."""
        return self._reason

    def show_reason(self, sentence: str) -> None:
        """Say below why the value cannot be kept; empty when nothing is wrong, which leaves a hint alone."""
        if not sentence and not self._reason:
            return
        self._reason = sentence
        self._show_below(sentence, wrong=bool(sentence))
        if sentence:
            announce(self, sentence)

    def show_hint(self, sentence: str) -> None:
        """Say below what was understood; a reason that stands there stays."""
        if not self._reason:
            self._show_below(sentence, wrong=False)

    def _show_below(self, sentence: str, *, wrong: bool) -> None:
        look = "danger" if wrong else "muted"
        if self._below.property("look") != look:
            self._below.setProperty("look", look)
            _polish(self._below)
        self._below.set_text(sentence)
        self._below.setVisible(bool(sentence))
        self._alert.setVisible(wrong)
        for control in self.controls:
            control.setAccessibleDescription(sentence)
            if bool(control.property("wrong")) != wrong:
                control.setProperty("wrong", wrong)
                _polish(control)

    def say_for(self, part: "Field") -> None:
        """Have what is said of a part stand below the whole: the part is too narrow for a sentence."""
        self._whole.insertLayout(1, part.give_note())

    def give_note(self) -> QHBoxLayout:
        """What is said of it, to stand elsewhere."""
        self._whole.removeItem(self._note)
        self._note.setParent(None)
        return self._note

    def add_below(self, widget: QWidget) -> None:
        """Put something under what stands below."""
        self._whole.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def take(self, control: QWidget, name: str = "") -> None:
        """Make a control part of the field: its keys are the field's, its name is read aloud."""
        control.setAccessibleName(name or self.name)
        control.installEventFilter(self)
        self.controls.append(control)

    @Slot()
    def changed(self) -> None:
        """For the controls' own signals: somebody typed, so what was wrong is looked at anew later."""
        if self._reason:
            self.show_reason("")
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc in a control are the field's."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self.controls:
            return self.key_pressed(watched, event)
        return super().eventFilter(watched, event)

    def key_pressed(self, control: QObject, event: QKeyEvent) -> bool:
        """Whether the field took a key that was pressed in one of its controls."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER:
            several_lines = isinstance(control, QTextEdit) and not control.property("wraps")
            wanted = Qt.KeyboardModifier.ControlModifier if several_lines else Qt.KeyboardModifier.NoModifier
            if modifiers == wanted:
                self.entered.emit()
                return True
        elif event.key() == Qt.Key.Key_Escape and modifiers == Qt.KeyboardModifier.NoModifier:
            self.escaped.emit()
            return True
        return False

    def holds(self, widget: QWidget | None) -> bool:
        """Whether a widget is the field or part of it."""
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    @Slot(QWidget, QWidget)
    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        # Another window, or the list of a choice, is no leaving.
        if new is None or not self.holds(old) or self.holds(new):
            return
        if new.window().windowFlags() & Qt.WindowType.Popup == Qt.WindowType.Popup:
            return
        self.left.emit()


def _polish(widget: QWidget) -> None:
    widget.style().unpolish(widget)
    widget.style().polish(widget)
