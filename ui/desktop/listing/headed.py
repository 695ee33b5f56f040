"""Rows with headings between them: what they stand under, and how many there do; one cannot stand on a heading."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from ui.desktop.listing.delegate import LEFT, SIDE, RowDelegate
from ui.desktop.listing.model import NAME, ROW_ROLE, Index, VirtualRows
from ui.desktop.listing.table import ListTable
from ui.desktop.theme import Theme

_BETWEEN = 6
_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Heading(NamedTuple):
    """A row that says what stands below it; its ``id`` is negative, as no record's is."""

    id: int
    name: str
    total: int


class GroupedIds(array):
    """Ids in order, those of headings among them; ``headings`` by their ids."""

    headings: dict[int, Heading]


def with_headings(ids: array, groups: Sequence[tuple[str, int]]) -> GroupedIds:
    """Ids with a heading before each group: its name, and how many of the ids stand there."""
    result = GroupedIds("q")
    result.headings = {}
    done = 0
    for number, (name, total) in enumerate(groups, start=1):
        heading = Heading(-number, name, total)
        result.headings[heading.id] = heading
        result.append(heading.id)
        result.extend(ids[done : done + total])
        done += total
    return result


class HeadedRows(VirtualRows[Any]):
    """Records and the headings they stand under. A subclass says the words of a record in ``record_words``."""

    def __init__(self) -> None:
        super().__init__()
        self._headings: dict[int, Heading] = {}

    def replace(self, ids: array, first_rows: Iterable[Any] = ()) -> None:
        """Show other records, with their headings if they have any."""
        headings = getattr(ids, "headings", {})
        # Those of before stay until their rows are gone.
        self._headings = self._headings | headings
        super().replace(ids, first_rows)
        self._headings = headings
        if headings:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    @property
    def total(self) -> int:
        """How many records, headings aside."""
        return self.rowCount() - len(self._headings)

    def row(self, number: int) -> Any:
        """The record or the heading at a place."""
        if self.id_at(number) < 0:
            return self._headings[self.id_at(number)]
        return super().row(number)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """One stands on records only."""
        if index.isValid() and self.id_at(index.row()) < 0:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def words(self, row: Any, _column: int, *, aloud: bool) -> str:
        """What a row says; aloud, a heading tells how many stand below it."""
        if isinstance(row, Heading):
            return f"{row.name}, {row.total:,}" if aloud else row.name
        return self.record_words(row, aloud=aloud)

    def record_words(self, row: Any, *, aloud: bool) -> str:
        """What the row of a record says."""
        raise NotImplementedError


class HeadedDelegate(RowDelegate):
    """Draws headings; ``heading_room`` are the pixels over and under one."""

    heading_room = (20, 4)

    def _draw_row(self, painter: QPainter, room: QRect, row: Any, index: Index, selected: bool) -> None:
        if isinstance(row, Heading):
            above, below = self.heading_room
            self._draw_heading(painter, room.adjusted(SIDE, above, -SIDE, -below), row)
        else:
            self._draw_record(painter, room, row, index, selected)

    def _draw_record(self, painter: QPainter, room: QRect, row: Any, index: Index, selected: bool) -> None:
        raise NotImplementedError

    def _draw_heading(self, painter: QPainter, room: QRect, heading: Heading) -> None:
        tokens = self._theme.tokens
        painter.setFont(self._semibold)
        painter.setPen(QColor(tokens.text))
        number = f"{heading.total:,}"
        width = self._bold_metrics.horizontalAdvance(number)
        name = self._bold_metrics.elidedText(
            heading.name, Qt.TextElideMode.ElideRight, room.width() - width - _BETWEEN
        )
        painter.drawText(room, LEFT, name)
        place = room.adjusted(self._bold_metrics.horizontalAdvance(name) + _BETWEEN, 0, 0, 0)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(place, LEFT, number)


class HeadedTable(ListTable):
    """One column of records and headings."""

    def __init__(self, model: HeadedRows, theme: Theme, name: str) -> None:
        self._theme = theme
        super().__init__(model, name)
        heads = self.horizontalHeader()
        heads.hide()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def make_current(self, index: QModelIndex) -> None:
        """Select a row; where a heading stands, the one below it."""
        if index.isValid() and isinstance(index.data(ROW_ROLE), Heading):
            index = self.model().index(index.row() + 1, NAME)
        super().make_current(index)
        if index.row() == 1:
            self.scrollToTop()  # with its heading

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The first arrow goes to the first record; left to Qt it would try the heading over it, and stay nowhere."""
        if event.key() in _STEPS and not self.currentIndex().isValid() and self.model().rowCount():
            self.make_current(self.model().index(0, NAME))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A row is as wide as the list."""
        super().resizeEvent(event)
        self.horizontalHeader().resizeSection(NAME, self.viewport().width())
