"""The columns of an export: which, and in which order."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.icons import Icons

_KEY = Qt.ItemDataRole.UserRole
_LINE = 28
_LEAST = 5 * _LINE


class _List(QListWidget):
    """Space marks a column; Alt and an arrow moves it, so does the mouse."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)


class ColumnsList(QWidget):
    """Every column there is, those wanted marked; ``changed`` comes when others are wanted or in another order."""

    changed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._headings: Mapping[str, str] = {}
        self._usual: tuple[str, ...] = ()
        self.list = _List()
        self.list.setAccessibleName(_("Columnas que se exportan"))
        self.list.setAccessibleDescription(_("Espacio la marca; Alt y una flecha la mueve."))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setFont(fonts.font())
        self.list.setObjectName("columns")
        self.list.setMinimumHeight(_LEAST)
        self.list.moved.connect(self.move_current)
        self.list.itemChanged.connect(self.changed)
        self.list.model().rowsMoved.connect(self.changed)
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        self.usual = self._link(_("Las usuales"))
        self.usual.clicked.connect(self._choose_usual)
        self.all = self._link(_("Todas"))
        self.all.clicked.connect(self._choose_all)
        self.up = self._mover(icons, "arrow-up", _("Subir la columna"), "Alt+↑")
        self.up.clicked.connect(self._move_up)
        self.down = self._mover(icons, "arrow-down", _("Bajar la columna"), "Alt+↓")
        self.down.clicked.connect(self._move_down)
        for button in (self.usual, self.all):
            buttons.addWidget(button)
        buttons.addStretch()
        movers = QHBoxLayout()
        movers.setSpacing(8)
        movers.addWidget(self.up)
        movers.addWidget(self.down)
        buttons.addLayout(movers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(buttons)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)

    @staticmethod
    def _link(name: str) -> QPushButton:
        button = QPushButton(name)
        button.setProperty("look", "link")
        return button

    @staticmethod
    def _mover(icons: Icons, icon: str, name: str, keys: str) -> QPushButton:
        button = QPushButton()
        button.setFixedWidth(36)
        button.setIcon(icons.icon(icon, "text"))
        button.setIconSize(QSize(16, 16))
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({keys})")
        return button

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns wanted, in their order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(item.data(_KEY) for item in items if item.checkState() == Qt.CheckState.Checked)

    @property
    def are_all(self) -> bool:
        """Whether every column is wanted, in the order in which they come."""
        return self.keys == tuple(self._headings)

    def show_columns(self, headings: Mapping[str, str], usual: Sequence[str], wanted: Sequence[str]) -> None:
        """Offer the columns of something else, by key; nobody is told of it."""
        self._headings, self._usual = headings, tuple(usual)
        self.blockSignals(True)
        self.choose(wanted)
        self.blockSignals(False)

    def choose(self, keys: Sequence[str]) -> None:
        """Want these columns, in this order; the others follow, not wanted. Keys that do not exist are passed over."""
        wanted = [key for key in dict.fromkeys(keys) if key in self._headings]
        self.list.blockSignals(True)
        self.list.clear()
        for key in [*wanted, *(key for key in self._headings if key not in wanted)]:
            item = QListWidgetItem(self._headings[key])
            item.setData(_KEY, key)
            item.setSizeHint(QSize(0, _LINE))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            item.setCheckState(Qt.CheckState.Checked if key in wanted else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self.changed.emit()

    @Slot()
    def _choose_usual(self) -> None:
        self.choose(self._usual)

    @Slot()
    def _choose_all(self) -> None:
        self.choose(tuple(self._headings))

    @Slot()
    def _move_up(self) -> None:
        self.move_current(-1)

    @Slot()
    def _move_down(self) -> None:
        self.move_current(1)

    @Slot(int)
    def move_current(self, step: int) -> None:
        """Move the current column up (-1) or down (1)."""
        row = self.list.currentRow()
        to = row + step
        if row < 0 or not 0 <= to < self.list.count():
            return
        item = self.list.takeItem(row)
        self.list.insertItem(to, item)
        self.list.setCurrentRow(to)
        self.changed.emit()
