"""What can be done with several chosen records; it takes the place of the list's head while there are several."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.icons import Icons

TRASH = "trash"
_ICON = QSize(16, 16)
_LEFT, _RIGHT, _GAP = 16, 8, 4
_DRAWING = 32
"""The width of a button without words."""


class Doing(NamedTuple):
    """Something to be done: ``code`` says what, ``tip`` says it in full; ``bare``: its drawing says enough."""

    code: str
    icon: str
    name: str
    tip: str = ""
    bare: bool = False


def to_trash() -> Doing:
    """Putting them in the trash, which all lists offer."""
    return Doing(
        TRASH, "trash-2", _("A la papelera"), _("Enviar los elegidos a la papelera (Supr)"), bare=True
    )


class SeveralStrip(QWidget):
    """How many are chosen, and what to do with them: ``wanted`` carries its code.

    Words give way to drawings, those of the last button first, where there is no room.
    """

    wanted = Signal(str)

    def __init__(self, icons: Icons, doings: Sequence[Doing]) -> None:
        super().__init__()
        self.setAccessibleName(_("Elegidos"))
        self._number = QLabel()
        self._number.setFont(fonts.font(semibold=True, tabular=True))
        self._noun = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT, 0, _RIGHT, 0)
        # As narrow as the list is: words give way before the list does.
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.setSpacing(_GAP)
        row.addWidget(self._number)
        row.addWidget(self._noun)
        row.addStretch()
        self.buttons = {doing.code: self._button(icons, doing) for doing in doings}
        self._named = [self.buttons[doing.code] for doing in doings if not doing.bare]
        for button in self.buttons.values():
            row.addWidget(button)
        self.show_count(0)

    def _button(self, icons: Icons, doing: Doing) -> QToolButton:
        button = QToolButton()
        button.setProperty("look", "doing")
        button.setProperty("code", doing.code)
        button.setIcon(icons.icon(doing.icon, "text"))
        button.setIconSize(_ICON)
        button.setText(doing.name)
        button.setFont(fonts.font())
        button.setToolTip(doing.tip or doing.name.rstrip("…"))
        button.setAccessibleName(doing.name.rstrip("…"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(self._pressed)
        return button

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        if button is not None:
            self.wanted.emit(button.property("code"))

    def show_count(self, chosen: int) -> None:
        """How many are chosen."""
        self._number.setText(f"{chosen:,}")
        self._noun.setText(ngettext("elegido", "elegidos", chosen))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for words, or no more."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        room = self.width() - self._least()
        styles = Qt.ToolButtonStyle
        for button in self._named:
            wanted = fonts.metrics().horizontalAdvance(button.text()) - _ICON.width()
            fits = wanted <= room
            button.setToolButtonStyle(styles.ToolButtonTextOnly if fits else styles.ToolButtonIconOnly)
            if fits:
                room -= wanted

    def _least(self) -> int:
        """The width with drawings alone."""
        texts = self._number.sizeHint().width() + self._noun.sizeHint().width()
        parts = len(self.buttons)
        return _LEFT + _RIGHT + texts + parts * _DRAWING + (parts + 2) * _GAP
