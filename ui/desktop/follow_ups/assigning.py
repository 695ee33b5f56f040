"""A line over the window in which is written who is responsible for the chosen follow-ups."""

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop.fields.line import text_line
from ui.desktop.labels import label

_WIDTH = 320


class AssignForm(QFrame):
    """Not modal. ``chosen`` carries a name, ``left`` says that the focus needs another place."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("popup")
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(_("Responsable"))
        self.line = text_line(_("Nombre de quien se hace cargo"))
        self.line.setAccessibleName(_("Responsable"))
        self.line.returnPressed.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(label(_("Responsable"), semibold=True))
        column.addWidget(self.line)
        column.addWidget(label(_("Intro lo guarda; vacío, nadie se hace cargo."), look="muted"))
        self.hide()

    def ask(self, below: QWidget) -> None:
        """Open under a widget."""
        self.line.clear()
        self.adjustSize()
        self.move(below.mapTo(self._window, QPoint(8, below.height() + 4)))
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def _choose(self) -> None:
        self.hide()
        self.chosen.emit(self.line.text())
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)
