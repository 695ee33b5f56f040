"""What the palette is made of: the field, the list, and the keys at its foot."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.choosing_list import ChoosingList
from ui.desktop.icons import Icons
from ui.desktop.key_names import shown
from ui.desktop.palette.delegate import PaletteDelegate
from ui.desktop.palette.model import PaletteModel
from ui.desktop.theme import Theme

HEAD_HEIGHT = 56
FOOT_HEIGHT = 40
_PAGE = 8


class PaletteField(QLineEdit):
    """What is typed; the keys that move and choose go to the list. ``moved`` carries by how many lines."""

    moved = Signal(int)
    entered = Signal()
    all_wanted = Signal()
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down and the pages move in the list, Enter chooses, Esc leaves; all else is typing."""
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Backtab: -1,
            Qt.Key.Key_Tab: 1,
            Qt.Key.Key_PageUp: -_PAGE,
            Qt.Key.Key_PageDown: _PAGE,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.moved.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            wide = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.all_wanted if wide else self.entered).emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab moves in the list: the focus stays while the palette is open."""
        tabs = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in tabs:
            self.keyPressEvent(event)
            return True
        return super().event(event)


class PaletteFrame(QFrame):
    """Field, list and foot, one under another."""

    def __init__(self, owner: QWidget, model: PaletteModel, theme: Theme, icons: Icons) -> None:
        super().__init__(owner)
        self.setObjectName("palette")
        self.setAccessibleName(_("Buscar en todo"))
        self.field = PaletteField()
        self.list = ChoosingList()
        self.number = QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(icons))
        column.addWidget(self.list, 1)
        column.addWidget(self._foot())
        self.list.setObjectName("paletteList")
        self.list.setAccessibleName(_("Resultados"))
        self.list.setModel(model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.delegate = PaletteDelegate(self.list, theme, icons)
        self.list.setItemDelegate(self.delegate)

    def _head(self, icons: Icons) -> QWidget:
        head = QFrame()
        head.setObjectName("paletteHead")
        self.field.setProperty("look", "inside")
        self.field.setFont(fonts.font())
        self.field.setPlaceholderText(_("Buscar contactos y órdenes"))
        self.field.setAccessibleName(_("Buscar contactos y órdenes"))
        glass = QLabel()
        glass.setPixmap(icons.icon("search").pixmap(QSize(16, 16), self.devicePixelRatioF()))
        self.number.setFont(fonts.font(tabular=True))
        self.number.setProperty("look", "muted")
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(12)
        for widget in (glass, self.field, self.number):
            row.addWidget(widget)
        outer = QWidget()
        outer.setFixedHeight(HEAD_HEIGHT)
        around = QVBoxLayout(outer)
        around.setContentsMargins(6, 6, 6, 6)
        around.addWidget(head)
        return outer

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setObjectName("paletteFoot")
        foot.setFixedHeight(FOOT_HEIGHT)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(4)
        hints = (
            (("↑", "↓"), _("elegir")),
            ((shown("Return"),), _("abrir")),
            ((shown("Ctrl+Return"),), _("ver todos en Contactos")),
        )
        for keys, does in hints:
            self._hint(row, keys, does)
            row.addSpacing(12)
        row.addStretch()
        self._hint(row, (_("Esc"),), _("volver"))
        return foot

    @staticmethod
    def _hint(row: QHBoxLayout, keys: Sequence[str], does: str) -> None:
        for key in keys:
            cap = QLabel(key)
            cap.setFont(fonts.font(fonts.SMALL_PIXELS))
            cap.setProperty("look", "key")
            cap.setFixedHeight(fonts.SMALL_LINE)
            row.addWidget(cap)
        words = QLabel(does)
        words.setProperty("look", "muted")
        row.addWidget(words)
