"""The timeline of a contact as a virtual list: heads of years, and under each what happened, newest first."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QStyleOptionViewItem

from crm.contact_values import Reference
from crm.texts import _
from crm.timeline import POST, Entry
from ui.desktop import fonts
from ui.desktop.choosing_list import ChoosingList
from ui.desktop.contacts import timeline_words as words
from ui.desktop.icons import Icons
from ui.desktop.listing.model import ROW_ROLE, Index
from ui.desktop.listing.tall_lines import LINE, RIGHT, TallDelegate, is_wider, set_up, show_hand
from ui.desktop.spoken_menu import SpokenMenu
from ui.desktop.theme import Theme

_DAY_WIDTH = 52
_ICON = 16
_GAP = 12
_PAD = 4
_AFTER = 8
_HEAD = 28
_BOTTOM_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)

Opens = Callable[[str], bool]
"""Whether records of a kind can be opened."""


def opens_nothing(_kind: str) -> bool:
    """Where there is nothing but the record."""
    return False


class YearHead(NamedTuple):
    """The head over the entries of a year."""

    text: str


Line = YearHead | Entry


class TimelineModel(QAbstractListModel):
    """Heads are only read."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []

    def replace(self, entries: Sequence[Entry]) -> None:
        """Show other entries, which come newest first."""
        self.beginResetModel()
        self._lines = _under_years(entries, "")
        self.endResetModel()

    def extend(self, entries: Sequence[Entry]) -> None:
        """Show older entries below those there are."""
        last = self._lines[-1]
        lines = _under_years(entries, words.year_of(last) if isinstance(last, Entry) else "")
        shown = len(self._lines)
        self.beginInsertRows(QModelIndex(), shown, shown + len(lines) - 1)
        self._lines += lines
        self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """How many lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line in words; itself under ROW_ROLE, for the delegate."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == ROW_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text if isinstance(line, YearHead) else line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.text if isinstance(line, YearHead) else words.aloud(line)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The keyboard passes over heads."""
        if not index.isValid() or isinstance(self._lines[index.row()], YearHead):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _under_years(entries: Sequence[Entry], year: str) -> list[Line]:
    """With the head of each year over its entries, after those of ``year``."""
    lines: list[Line] = []
    for entry in entries:
        if words.year_of(entry) != year:
            year = words.year_of(entry)
            lines.append(YearHead(year))
        lines.append(entry)
    return lines


class _TimelineDelegate(TallDelegate):
    """The day at the left, the drawing, and the texts on as many lines as they need; ``side`` is the margin in px."""

    def __init__(self, view: "TimelineList", theme: Theme, icons: Icons, side: int) -> None:
        super().__init__(view, theme)
        self._icons = icons
        self._side = side
        self.hovered = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the list; texts are not broken for a width that nobody will see."""
        return super().sizeHint(option, index) if self._view.is_sized else QSize(0, LINE)

    def _height(self, line: Line, width: int, *, first: bool) -> int:
        if isinstance(line, YearHead):
            return _HEAD + (0 if first else _AFTER)
        room = self._room(width)
        texts = (line.title, words.detail_of(line), words.author_of(line))
        return sum(self._lines(text, room) for text in texts if text) * LINE + 2 * _PAD + _AFTER

    def _left(self) -> int:
        return self._side + _DAY_WIDTH + _GAP + _ICON + _GAP

    def _room(self, width: int) -> int:
        return max(80, width - self._left() - self._side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(ROW_ROLE)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, YearHead):
            painter.setFont(fonts.font(semibold=True, tabular=True))
            painter.setPen(QColor(self._theme.tokens.text))
            painter.drawText(rect.adjusted(self._side, 0, 0, -_PAD), _BOTTOM_LEFT, line.text)
        else:
            margin = max(0, self._side - 8)
            self._draw_ground(painter, rect.adjusted(margin, 0, -margin, -_AFTER), index)
            self._draw_entry(painter, rect, line)
        painter.restore()

    def _draw_ground(self, painter: QPainter, ground: QRect, index: Index) -> None:
        tokens = self._theme.tokens
        if self._view.hasFocus() and self._view.currentIndex().row() == index.row():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(ground).adjusted(1, 1, -1, -1), 6, 6)
        elif self.hovered == index.row() and self._view.reference_at(index) is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(QRectF(ground), 6, 6)

    def _draw_entry(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        tokens = self._theme.tokens
        top = rect.top() + _PAD
        painter.setFont(fonts.font(tabular=True))
        painter.setPen(QColor(tokens.muted))
        painter.drawText(QRect(rect.left() + self._side, top, _DAY_WIDTH, LINE), RIGHT, words.day_of(entry))
        icon = QRectF(rect.left() + self._side + _DAY_WIDTH + _GAP, top + (LINE - _ICON) / 2, _ICON, _ICON)
        self._icons.drawer.draw(painter, icon, words.icon_of(entry), tokens.muted)
        room = QRect(rect.left() + self._left(), top, self._room(rect.width()), LINE)
        painter.setFont(fonts.font())
        for text, colour in (
            (entry.title, tokens.text),
            (words.detail_of(entry), tokens.muted),
            (words.author_of(entry), tokens.muted),
        ):
            if text:
                painter.setPen(QColor(colour))
                room = self._draw_lines(painter, room, text)


class TimelineList(ChoosingList):
    """The entries of one contact. ``opened`` carries a Reference to what an entry tells; what cannot be opened
    is plain text. ``untie_wanted`` carries one to what is not to be tied to the contact any more. ``whole`` lists are
    as high as their lines and do not scroll: whoever holds them does.
    """

    opened = Signal(object)
    untie_wanted = Signal(object)

    def __init__(
        self, theme: Theme, icons: Icons, opens: Opens, *, side: int = 24, whole: bool = False
    ) -> None:
        super().__init__()
        self._opens = opens
        self._whole = whole
        self.is_sized = False  # until a layout has said how wide it is
        self._entries: tuple[Entry, ...] = ()
        self._heights: dict[int, int] = {}
        self._menu: SpokenMenu | None = None
        self._model = TimelineModel()
        self._model.setParent(self)
        self.setModel(self._model)
        self._delegate = _TimelineDelegate(self, theme, icons, side)
        self.setItemDelegate(self._delegate)
        set_up(self, _("Actividad reciente") if whole else _("Actividad"), batched=not whole)
        self.setTabKeyNavigation(False)
        self.taken.connect(self._open_row)
        theme.changed.connect(self.viewport().update)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            as_high_as_its_lines = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            as_high_as_its_lines.setHeightForWidth(True)
            self.setSizePolicy(as_high_as_its_lines)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is shown."""
        return self._entries

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show these, from the beginning; the same again stay where they are, also where older ones follow them."""
        before, self._entries = self._entries, entries
        if entries == before:
            return
        self._heights.clear()
        if before and entries[: len(before)] == before:
            self._model.extend(entries[len(before) :])
            self.updateGeometry()
            return
        self._delegate.forget_heights()
        self._model.replace(entries)
        self.scrollToTop()
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """The height of all lines in ``width``; layouts ask for it many times over."""
        if width not in self._heights:
            rows = range(self._model.rowCount())
            self._heights[width] = sum(
                self._delegate.height_of(self._model.index(row), width) for row in rows
            )
        return self._heights[width]

    def reference_at(self, index: Index) -> Reference | None:
        """What opens from a line; None where nothing does."""
        line: Line | None = index.data(ROW_ROLE)
        if not isinstance(line, Entry) or not line.record:
            return None
        kind = "" if line.kind == POST else line.kind
        return Reference(line.record, line.title, kind) if not kind or self._opens(kind) else None

    def _open_row(self, row: int) -> None:
        reference = self.reference_at(self._model.index(row))
        if reference is not None:
            self.opened.emit(reference)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what opens."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        show_hand(self, over=self.reference_at(index) is not None)
        self._hover(index.row())

    def leaveEvent(self, event: QEvent) -> None:
        """No line is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens what the line tells."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._open_row(index.row())

    @Slot()
    def _untie(self) -> None:
        reference = self.reference_at(self.currentIndex())
        if reference is not None and reference.kind:
            self.untie_wanted.emit(reference)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What else can be done with a line."""
        index = self.indexAt(event.pos())
        reference = self.reference_at(index)
        if reference is None or not reference.kind:
            return
        self.setCurrentIndex(index)
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = SpokenMenu(self)
        self._menu.setAccessibleName(reference.name)
        self._menu.addAction(_("Quitar la liga con este contacto")).triggered.connect(self._untie)
        self._menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what the current line tells, Del unties it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_row(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Delete:
            self._untie()
        else:
            super().keyPressEvent(event)
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first entry."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount() > 1:
            self.setCurrentIndex(self._model.index(1))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes with the focus."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts break elsewhere."""
        super().resizeEvent(event)
        self.is_sized = True
        if is_wider(event):
            self.scheduleDelayedItemsLayout()
