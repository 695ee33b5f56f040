"""The bar that says what was done and offers to take it back; it floats over the bottom of the window."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCursor, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from crm.errors import Blocked, Cancelled
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.announcing import announce
from ui.desktop.icons import Icons
from ui.desktop.key_names import shown
from ui.desktop.labels import Prose
from ui.desktop.writing import UNDO, Done, Writing

_HEIGHT = 40
_ABOVE_BOTTOM = 16
_SIDES = 16
_WIDEST = 720
_SHOWN_MS = 12_000
_NAMED = 50
"""Operations whose names are remembered for when they are undone."""
_ICON = QSize(16, 16)


class UndoBar(QFrame):
    """What was done last, with *Deshacer* or *Rehacer*; or why it could not be undone.

    ``undo_wanted`` carries an operation, ``redo_wanted`` nothing; ``left`` says that the focus, which was here, needs
    another place. It leaves by itself, unless the mouse or the focus
    is on it; the keys go on working. The window tells it of its own size with
    ``follow``.
    """

    undo_wanted = Signal(object)
    redo_wanted = Signal()
    left = Signal()

    def __init__(self, window: QWidget, icons: Icons) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("undo")
        self._icons = icons
        self._operation = 0
        self._left = 0
        self._sentence = ""
        self._pointer = QCursor.pos()
        self._undone = False
        self._take_back: Callable[[], None] | None = None
        self._names: dict[int, str] = {}
        self._drawing = QLabel()
        self._drawing.setFixedSize(_ICON)
        self._text = Prose(selectable=False)
        self._text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._text.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.action = self._button("undo-2", semibold=True)
        self.action.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.action.clicked.connect(self._act)
        self._keys = QLabel()
        self._keys.setFont(fonts.font(fonts.SMALL_PIXELS))
        self.close_button = self._button("x", colour="inv_text")
        self.close_button.setToolTip(_("Cerrar"))
        self.close_button.setAccessibleName(_("Cerrar"))
        self.close_button.clicked.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(12)
        for widget in (self._drawing, self._text, self.action, self._keys, self.close_button):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self._leave_unless_looked_at)
        self.hide()

    def _button(self, icon: str, *, semibold: bool = False, colour: str = "inv_action") -> QToolButton:
        button = QToolButton()
        button.setIcon(self._icons.icon(icon, colour))
        button.setIconSize(_ICON)
        button.setFont(fonts.font(semibold=semibold))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._sentence

    def follow(self, left: int) -> None:
        """The window has another size; the room over the middle of which it floats begins ``left`` pixels in."""
        self._left = left
        self._place()

    def set_time(self, milliseconds: int) -> None:
        """How long it stays when nobody is on it."""
        self._timer.setInterval(milliseconds)

    @Slot(object)
    def show_done(self, done: Done) -> None:
        """Say what was done, undone or done again, and offer the contrary."""
        self._operation = done.operation
        self._take_back = None
        self._undone = done.kind == UNDO
        words = {
            "edit": "{title}",
            "undo": _("Deshecho: {title}"),
            "redo": _("Hecho de nuevo: {title}"),
        }[done.kind]
        if self._undone:
            self._show_action(_("Rehacer"), "redo-2", "Ctrl+Shift+Z")
        else:
            self._show_action(_("Deshacer"), "undo-2", "Ctrl+Z")
        self._say(words.format(title=self._told(done)), done.icon, offer=True)
        self._timer.start()

    def _told(self, done: Done) -> str:
        """What was done with the names that its title, which is kept, must not hold; also when it is undone."""
        if done.told:
            self._names[done.operation] = done.told
            while len(self._names) > _NAMED:
                del self._names[next(iter(self._names))]
        return self._names.get(done.operation, done.title_in_words)

    @Slot(object)
    def show_failure(self, error: Exception) -> None:
        """Say why something could not be done, and offer to undo what is in its way; this stays until it is closed or
        something else is done.

        What the user stopped needs no such attention.
        """
        self._timer.stop()
        self._take_back = None
        if isinstance(error, Cancelled):
            self._say(str(error), "undo-2", offer=False)
            self._timer.start()
            return
        blocked = error if isinstance(error, Blocked) else None
        first = blocked.first if blocked is not None else None
        if first is not None:
            self._operation, self._undone = first, False
            self._show_action(_("Deshacer eso antes"), "undo-2", "")
        sentence = blocked.in_words if blocked is not None else str(error)
        self._say(sentence, "triangle-alert", offer=first is not None)

    def show_offer(self, sentence: str, icon: str, take_back: Callable[[], None]) -> None:
        """Say that something was done that is not in the base's log, which ``take_back`` takes back."""
        self._take_back, self._undone = take_back, False
        self._show_action(_("Deshacer"), "undo-2", "Ctrl+Z")
        self._say(sentence, icon, offer=True)
        self._timer.start()

    def take_back(self) -> bool:
        """Take back what ``show_offer`` told of, if that is still offered; the answer is whether it was."""
        take_back = self._take_back
        if take_back is None:
            return False
        self.leave()
        take_back()
        return True

    def _show_action(self, words: str, icon: str, keys: str) -> None:
        self.action.setText(words)
        self.action.setIcon(self._icons.icon(icon, "inv_action"))
        self._keys.setText(shown(keys) if keys else "")

    @Slot()
    def leave(self) -> None:
        """Go away."""
        self._timer.stop()
        self._take_back = None
        had_focus = self._has_focus()
        self.hide()
        if had_focus:
            self.left.emit()

    def _say(self, sentence: str, icon: str, *, offer: bool) -> None:
        self._sentence = sentence
        self._drawing.setPixmap(self._icons.icon(icon, "inv_text").pixmap(_ICON, self.devicePixelRatioF()))
        self.action.setVisible(offer)
        self._keys.setVisible(offer)
        self.setAccessibleName(sentence)
        self._pointer = QCursor.pos()
        self._place()
        self.show()
        self.raise_()
        announce(self, sentence)

    @Slot()
    def _act(self) -> None:
        if self.take_back():
            return
        if self._undone:
            self.redo_wanted.emit()
        else:
            self.undo_wanted.emit(self._operation)

    @Slot()
    def _leave_unless_looked_at(self) -> None:
        moved = QCursor.pos() != self._pointer
        if self._has_focus() or (self.underMouse() and moved):
            # A mouse that was left lying there looks at nothing.
            self._pointer = QCursor.pos()
            self._timer.start()
        else:
            self.leave()

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Who looks at it has time."""
        super().enterEvent(event)
        if self._timer.isActive():
            self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        """As wide as its words, on as many lines as they need, over the middle of the room."""
        room = self._window.width() - self._left - 2 * _SIDES
        beside = self._width_beside_text()
        widest = max(120, min(room, _WIDEST) - beside)
        self._text.set_text(self._sentence)
        self._text.setFixedWidth(min(self._text.sizeHint().width(), widest))
        lines = self._text.heightForWidth(self._text.width())
        self.resize(self._text.width() + beside, max(_HEIGHT, lines + 20))
        middle = self._left + (self._window.width() - self._left) // 2
        self.move(middle - self.width() // 2, self._window.height() - _ABOVE_BOTTOM - self.height())

    def _width_beside_text(self) -> int:
        shown = [self._drawing.width(), self.close_button.sizeHint().width()]
        if not self.action.isHidden():
            shown += [self.action.sizeHint().width(), self._keys.sizeHint().width()]
        return 16 + 8 + sum(shown) + 12 * len(shown)


def attach(bar: UndoBar, writing: Writing) -> None:
    """Let a bar tell of what is done to a base, and take it back."""
    writing.done.connect(bar.show_done)
    writing.failed.connect(bar.show_failure)
    bar.undo_wanted.connect(writing.undo)
    bar.redo_wanted.connect(writing.redo)


__all__ = ["UndoBar", "attach"]
