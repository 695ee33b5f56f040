"""The list below a field: a child of the window, so that the field keeps the focus and what is typed goes on."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.announcing import announce
from ui.desktop.choosing_list import ChoosingList
from ui.desktop.contacts.matches import fold, spans
from ui.desktop.fields.field import Kit
from ui.desktop.fields.source import Suggestion
from ui.desktop.icons import Icons
from ui.desktop.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW, TWO_LINES, HEAD = 32, 48, 28
_MOST_HEIGHT = 320
_LEAST_WIDTH = 280
_MOST_WIDTH = 560
_AROUND_TEXT = 72
"""Beside a name: its drawing, the paddings, the scroll bar."""
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Look(NamedTuple):
    """What a list is drawn with, where there is no whole Kit."""

    theme: Theme
    icons: Icons


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[Suggestion] = ()

    def show(self, rows: Sequence[Suggestion]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return None


class _Delegate(QStyledItemDelegate):
    """Draws a suggestion as the list draws a contact, with the words typed in semibold."""

    def __init__(self, view: QListView, model: _Model, kit: Kit | Look) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._kit = kit
        self.words: tuple[str, ...] = ()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, height_of(self._model.rows[index.row()]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.rows[index.row()]
        tokens = self._kit.theme.tokens
        cell: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.head:
            cell = self._draw_head(painter, cell, row.head)
        if self._view.currentIndex() == index:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.sel))
            painter.drawRoundedRect(cell.adjusted(0, 1, 0, -1), 6, 6)
        room = cell.adjusted(8, 4, -8, -4)
        if row.icon:
            place = QRect(room.left(), room.center().y() - 7, 16, 16)
            self._kit.icons.drawer.draw(painter, place, row.icon, tokens.muted)
            room.setLeft(room.left() + 28)
        told = fonts.metrics().horizontalAdvance(f"{row.text}{row.trailing}") + 12
        if row.trailing and told <= room.width():
            painter.setFont(fonts.font())
            painter.setPen(QColor(tokens.muted))
            painter.drawText(room, _RIGHT, row.trailing)
            room.setRight(room.right() - fonts.metrics().horizontalAdvance(row.trailing) - 12)
        lines = 2 if row.second_line else 1
        first = QRect(room.left(), room.center().y() - 10 * lines + 1, room.width(), 20)
        self._draw_matched(painter, first, row.text, tokens.accent if row.action else tokens.text)
        if row.second_line:
            painter.setFont(fonts.font())
            painter.setPen(QColor(tokens.muted))
            elided = fonts.metrics().elidedText(row.second_line, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(first.translated(0, 20), _LEFT, elided)
        painter.restore()

    def _draw_head(self, painter: QPainter, cell: QRect, head: str) -> QRect:
        """Write the name of a group above its first row; return what is left for the row."""
        painter.setFont(fonts.font(fonts.SMALL_PIXELS))
        painter.setPen(QColor(self._kit.theme.tokens.muted))
        painter.drawText(QRect(cell.left() + 8, cell.top(), cell.width() - 16, HEAD), _LEFT, head)
        return cell.adjusted(0, HEAD, 0, 0)

    def _draw_matched(self, painter: QPainter, room: QRect, text: str, colour: str) -> None:
        metrics = fonts.metrics(semibold=bool(self.words))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(QColor(colour))
        left, end = room.left(), 0
        pieces: list[tuple[str, QFont]] = []
        for start, length in spans(shown, self.words) if self.words else []:
            pieces.append((shown[end:start], fonts.font()))
            pieces.append((shown[start : start + length], fonts.font(semibold=True)))
            end = start + length
        pieces.append((shown[end:], fonts.font()))
        for piece, font in pieces:
            painter.setFont(font)
            painter.drawText(QRect(left, room.top(), room.right() - left + 1, room.height()), _LEFT, piece)
            left += painter.fontMetrics().horizontalAdvance(piece)


def height_of(row: Suggestion) -> int:
    """The height of a row, in logical pixels."""
    return (TWO_LINES if row.second_line else ROW) + (HEAD if row.head else 0)


def spoken(row: Suggestion) -> str:
    """A suggestion for a screen reader."""
    return ", ".join(part for part in (row.head, row.text, row.second_line, row.trailing) if part)


def _number(count: int) -> str:
    return ngettext("{n} sugerencia", "{n} sugerencias", count).format(n=count)


class Popup(QFrame):
    """Suggestions under an anchor; ``chosen`` carries the Suggestion that was clicked or entered."""

    chosen = Signal(object)

    def __init__(self, anchor: QWidget, kit: Kit | Look, name: str) -> None:
        super().__init__(anchor)
        self.setObjectName("popup")
        self._anchor = anchor
        self._watched: list[QWidget] = []
        self._model = _Model(self)
        self.view = ChoosingList()
        self.view.setModel(self._model)
        self._delegate = _Delegate(self.view, self._model, kit)
        self.view.setItemDelegate(self._delegate)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName(name)
        self.view.entered.connect(self.view.setCurrentIndex)
        self.view.clicked.connect(self._clicked)
        self.view.taken.connect(self._take)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.view)
        self.hide()

    @property
    def rows(self) -> Sequence[Suggestion]:
        """What can be chosen."""
        return self._model.rows

    @property
    def current(self) -> Suggestion | None:
        """What Enter would choose."""
        place = self.view.currentIndex().row()
        return self._model.rows[place] if self.isVisible() and place >= 0 else None

    def show_rows(self, rows: Sequence[Suggestion], typed: str, *, current: int = 0) -> None:
        """Show suggestions for what is typed; ``current`` is marked, -1 for none. No suggestions, no popup."""
        self._delegate.words = tuple(fold(typed).split())
        self._model.show(rows)
        if not rows:
            self.hide()
            return
        self._take_window()
        self._place()
        self.show()
        self.raise_()
        self.view.setCurrentIndex(self._model.index(current) if current >= 0 else QModelIndex())
        self._tell(_number(len(rows)))

    def move_current(self, step: int) -> None:
        """Go down or up the list, round its ends."""
        count = len(self._model.rows)
        if not count:
            return
        here = self.view.currentIndex().row()
        place = (here + step) % count if here >= 0 else (0 if step > 0 else count - 1)
        self.view.setCurrentIndex(self._model.index(place))
        self._tell()

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self._take(index.row())

    @Slot(int)
    def _take(self, place: int) -> None:
        self.chosen.emit(self._model.rows[place])

    def _tell(self, before: str = "") -> None:
        """Say what is marked, and which one of them all it is: the focus stays in the field."""
        place, count = self.view.currentIndex().row(), len(self._model.rows)
        marked = ""
        if place >= 0:
            row = spoken(self._model.rows[place])
            marked = _("{row}, {place} de {count}").format(row=row, place=place + 1, count=count)
        announce(self.view, ". ".join(part for part in (before, marked) if part))

    def _take_window(self) -> None:
        """Lie over everything in the window, and follow the anchor where a layout or a scroll bar takes it."""
        window = self._anchor.window()
        if self.parentWidget() is window:
            return
        self.setParent(window)
        self._anchor.destroyed.connect(self.deleteLater)
        self._watched.clear()
        ancestor: QWidget | None = self._anchor
        while ancestor is not None:
            ancestor.installEventFilter(self)
            self._watched.append(ancestor)
            ancestor = None if ancestor is window else ancestor.parentWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the anchor, and go when it goes."""
        if self.isVisible() and watched in self._watched:
            if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
                self._place()
            elif event.type() == QEvent.Type.Hide:
                self.hide()
        return super().eventFilter(watched, event)

    def _wanted_width(self) -> int:
        """Wide enough for whole names, within reason: its field may be a narrow part of a form."""
        metrics = fonts.metrics(semibold=True)
        texts = (
            text for row in self._model.rows for text in (f"{row.text}  {row.trailing}", row.second_line)
        )
        return min(
            _MOST_WIDTH, max((metrics.horizontalAdvance(text) for text in texts), default=0) + _AROUND_TEXT
        )

    def _place(self) -> None:
        window = self._anchor.window()
        wanted = sum(height_of(row) for row in self._model.rows) + 10
        top_left = self._anchor.mapTo(window, QPoint(0, 0))
        under = top_left.y() + self._anchor.height() + 4
        room_under = window.height() - under - 8
        room_over = top_left.y() - 12
        over = room_under < min(wanted, 3 * TWO_LINES) and room_over > room_under
        height = min(wanted, _MOST_HEIGHT, max(room_over if over else room_under, ROW + 10))
        width = min(max(self._anchor.width(), _LEAST_WIDTH, self._wanted_width()), window.width() - 16)
        left = max(8, min(top_left.x(), window.width() - width - 8))
        top = top_left.y() - 4 - height if over else under
        self.setGeometry(left, top, width, height)
