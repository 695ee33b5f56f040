"""A few buttons side by side of which one is down: ways to look at the same things."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget


class Segments(QWidget):
    """``chosen`` carries the code of the one that the user puts down."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("segments")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 2, 2, 2)
        self._row.setSpacing(0)
        self._group.buttonToggled.connect(self._toggled)

    def add(self, code: str, name: str) -> None:
        """Add one at the right; the first is down."""
        button = QPushButton(name)
        button.setCheckable(True)
        button.setAutoExclusive(True)  # one of several: so a screen reader says, too
        button.setProperty("look", "segment")
        button.setProperty("code", code)
        button.setChecked(not self._buttons)
        self._buttons[code] = button
        self._group.addButton(button)
        self._row.addWidget(button)
        if len(self._buttons) > 1:
            QWidget.setTabOrder(list(self._buttons.values())[-2], button)
        self._stop_at_current()

    def come_first_in(self, pane: QWidget) -> None:
        """Be met by Tab before everything else of a pane, as they stand over it."""
        others: list[QWidget] = []
        here = pane.nextInFocusChain()
        while here is not None and here is not pane:
            reached = here.focusPolicy() != Qt.FocusPolicy.NoFocus
            if reached and pane.isAncestorOf(here) and not self.isAncestorOf(here):
                others.append(here)
            here = here.nextInFocusChain()
        # Among the others first: the order is a ring, in which the last already stands before the first.
        for one, following in pairwise((*others[:1], *self._buttons.values(), *others)):
            QWidget.setTabOrder(one, following)

    def stand_before(self, widget: QWidget) -> None:
        """Let Tab go from here to ``widget``."""
        QWidget.setTabOrder(list(self._buttons.values())[-1], widget)

    def focus(self) -> None:
        """Put the focus on the one that is down."""
        self._buttons[self.current].setFocus()

    @property
    def current(self) -> str:
        """The code of the one that is down."""
        return next((code for code, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, code: str) -> None:
        """Put one down, as the program does: ``chosen`` says nothing of it."""
        blocked = self._group.blockSignals(True)
        self._buttons[code].setChecked(True)
        self._group.blockSignals(blocked)
        self._stop_at_current()

    def _stop_at_current(self) -> None:
        """Tab comes to the one that is down, from either side; arrows go on from there."""
        for button in self._buttons.values():
            stops = button.isChecked()
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus)

    @Slot(QAbstractButton, bool)
    def _toggled(self, button: QAbstractButton, down: bool) -> None:
        """Not only clicked: a screen reader puts one down without a click."""
        if down:
            self._stop_at_current()
            self.chosen.emit(button.property("code"))
