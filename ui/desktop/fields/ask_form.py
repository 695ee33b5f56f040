"""A few fields over whatever they are about: asked where one is, taken with Enter, given up with Esc."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.button_keys import finish_with
from ui.desktop.fields.field import Field
from ui.desktop.labels import Prose, label

_WIDTH = 400


class AskForm(QFrame):
    """Fields one under another in a frame over the window. A subclass says in ``_take`` what is done with them.

    ``left`` says that it was given up; ``opened`` whether it is there: its button is then the one primary button.
    """

    left = Signal()
    opened = Signal(bool)

    def __init__(self, window: QWidget, title: str, save: str) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("popup")
        self.setFixedWidth(_WIDTH)
        self._title = Prose(title, semibold=True)
        self.fields: dict[str, Field] = {}
        self.save_button = QPushButton(save)
        self.save_button.setProperty("look", "primary")
        self.save_button.setFont(fonts.font(semibold=True))
        self.save_button.clicked.connect(self._save)
        self.cancel_button = QPushButton(_("Cancelar"))
        self.cancel_button.clicked.connect(self.leave)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch()
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addWidget(self.save_button)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(self._rows)
        column.addSpacing(4)
        column.addLayout(self.buttons)
        finish_with(self.save_button, "Ctrl+S")
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)
        self.show_title(title)
        self.hide()

    def show_title(self, title: str) -> None:
        """Say what is asked."""
        self._title.set_text(title)
        self.setAccessibleName(title)

    def put(self, code: str, field: Field) -> None:
        """Add a field below the others."""
        self._rows.addWidget(label(field.name, look="muted"))
        self._rows.addWidget(field)
        self.fields[code] = field
        field.entered.connect(self._save)
        field.escaped.connect(self.leave)
        # The buttons were made before it.
        QWidget.setTabOrder(field, self.cancel_button)
        QWidget.setTabOrder(self.cancel_button, self.save_button)

    def open_at(self, values: Mapping[str, Any], below: QPoint, first: str) -> None:
        """Open under a point of the window with these values; ``first`` is the field that is typed in."""
        for code, value in values.items():
            self.fields[code].write(value)
        for field in self.fields.values():
            field.show_reason("")
        self.adjustSize()
        x = max(8, min(below.x(), self._window.width() - self.width() - 8))
        y = max(8, min(below.y() + 4, self._window.height() - self.height() - 40))
        self.move(x, y)
        self.show()
        self.raise_()
        self.fields[first].select()

    def _take(self, values: dict[str, Any]) -> None:
        """Do what was asked for."""
        raise NotImplementedError

    @Slot()
    def _save(self) -> None:
        wrong = [field for field in self.fields.values() if not field.check()]
        if wrong:
            self.adjustSize()
            wrong[0].select()
            return
        values = {code: field.read() for code, field in self.fields.items()}
        self.hide()
        self._take(values)

    @Slot()
    def leave(self) -> None:
        """Go away; nothing was done."""
        self.hide()
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        """As high as what it says, whatever is said below a field."""
        result = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.adjustSize()
        return result

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that it is there."""
        super().showEvent(event)
        self.opened.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it is not."""
        super().hideEvent(event)
        self.opened.emit(False)

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Who goes elsewhere in the window has left it."""
        if self.isVisible() and new is not None and new is not self and not self.isAncestorOf(new):
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, wherever in it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


def point_below(over: QWidget, window: QWidget, row: QRect | None = None) -> QPoint:
    """The point of a window under a widget, or under a row of it."""
    below = QPoint(0, over.height()) if row is None else QPoint(row.left(), row.bottom())
    return over.mapTo(window, below)
