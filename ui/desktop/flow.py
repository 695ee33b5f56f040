"""A layout that sets widgets one after another and breaks the line where the room ends."""

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class FlowLayout(QLayout):
    """Widgets at their own size, left to right, ``gap`` px apart both ways, in the middle of their line; one that wants
    to grow takes what is left of its line, one that is wider than the room breaks or is cut.
    """

    def __init__(self, owner: QWidget, gap: int) -> None:
        super().__init__(owner)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._sizes: list[_Sizes] | None = None
        self._least: QSize | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802 - as Qt calls it
        """Take one more widget. Qt's own makes an item that a layout written in Python never ends."""
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item back."""
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        """It asks for no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Fewer columns need more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines in ``width``; layouts ask for it many times over."""
        if width not in self._heights:
            self._heights[width] = self._lay(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget the sizes: a widget in it has changed."""
        self._heights.clear()
        self._sizes = self._least = None
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Move the widgets to their places."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        """The least it can do with."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The widest of the widgets."""
        if self._least is None:
            self._least = QSize()
            for sizes in self._sizes_of_all():
                self._least = self._least.expandedTo(sizes.least)
        return self._least

    def _sizes_of_all(self) -> list["_Sizes"]:
        """Asked of the widgets once, not for each width that a layout tries."""
        if self._sizes is None:
            self._sizes = [_sizes_of(item) for item in self._items]
        return self._sizes

    def _lay(self, rect: QRect, *, move: bool) -> int:
        left, top = rect.x(), rect.y()
        line: list[tuple[QLayoutItem, QRect]] = []
        gap, end = self.spacing(), rect.x() + rect.width()
        for item, (width, height, least, grows) in zip(self._items, self._sizes_of_all(), strict=True):
            if width > rect.width():
                width = max(rect.width(), least.width())
                height = item.heightForWidth(width) if item.hasHeightForWidth() else height
            if left + width > end and line:
                left, top = rect.x(), top + _end_line(line, move=move) + gap
                line = []
            if grows:
                width = max(width, end - left)
            line.append((item, QRect(left, top, width, height)))
            left += width + gap
        return top + _end_line(line, move=move) - rect.y()


class _Sizes(NamedTuple):
    width: int
    height: int
    least: QSize
    grows: bool


def _sizes_of(item: QLayoutItem) -> _Sizes:
    """Its own size; how narrow it can be, where that is wider than the room; whether it takes what is left."""
    least = item.minimumSize()
    size = item.sizeHint().expandedTo(least)
    grows = bool(item.expandingDirections() & Qt.Orientation.Horizontal)
    return _Sizes(size.width(), size.height(), least, grows)


def _end_line(line: list[tuple[QLayoutItem, QRect]], *, move: bool) -> int:
    """The height of a line; with ``move`` its widgets go to their places."""
    height = max((place.height() for _item, place in line), default=0)
    if move:
        for item, place in line:
            item.setGeometry(place.translated(0, (height - place.height()) // 2))
    return height
