"""A week as the lines one goes through: each day, and after it what is on it, all day before by the hour."""

import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.desktop.calendar.agenda_list import AgendaLine
from ui.desktop.calendar.hours import Block, at_hours, blocks_of
from ui.desktop.calendar.spans import DAYS, ONE, Span, day_in_words, spans_of
from ui.desktop.calendar.words import aloud, day_aloud, from_to

if TYPE_CHECKING:
    from crm.agenda import Agenda, Entry

Index = QModelIndex | QPersistentModelIndex


class WeekModel(QAbstractListModel):
    """``bars`` are what lasts all day or longer, ``blocks`` what stands at its hour, by the column of its day."""

    def __init__(self) -> None:
        super().__init__()
        self.first = datetime.date(2000, 1, 2)
        self.today = self.first
        self.lines: list[AgendaLine] = []
        self.bars: tuple[Span, ...] = ()
        self.blocks: list[tuple[Block, ...]] = [()] * DAYS
        self._entries: tuple[Entry, ...] = ()

    def show_days(self, first: datetime.date, today: datetime.date) -> None:
        """Show another week; what is on it comes with ``show_agenda``."""
        self.first, self.today = first, today
        self._show(())

    def show_agenda(self, agenda: "Agenda") -> None:
        """Show what is on the days; that of other days is left out."""
        self._show(agenda.entries)

    def put(self, moved: "Entry") -> None:
        """Show an entry as it will be, until it has been read again."""
        self._show(tuple(moved if entry.id == moved.id else entry for entry in self._entries))

    def _show(self, entries: "tuple[Entry, ...]") -> None:
        last = self.first + ONE * (DAYS - 1)
        self.beginResetModel()
        self._entries = entries
        by_day: list[list[Entry]] = [[] for _column in range(DAYS)]
        for entry in entries:
            if entry.day <= last and entry.last >= self.first:
                by_day[max(0, (entry.day - self.first).days)].append(entry)
        self.bars = spans_of(entries, self.first, all_day=True)
        self.blocks = [blocks_of(filter(at_hours, found)) for found in by_day]
        self.lines = []
        for column, found in enumerate(by_day):
            day = self.first + ONE * column
            found.sort(key=lambda entry: (at_hours(entry), entry.time))
            self.lines += [AgendaLine(day), *(AgendaLine(day, entry) for entry in found)]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """How many lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A line in words, and aloud with its day."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        day, entry = self.lines[index.row()]
        if entry is None:
            number = sum(line.day == day and line.entry is not None for line in self.lines)
            return (
                day_in_words(day)
                if role == Qt.ItemDataRole.DisplayRole
                else day_aloud(day, self.today, number)
            )
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        return f"{day_in_words(day)}. {aloud(entry, from_to(entry))}"

    def row_of(self, day: datetime.date, number: int = 0) -> int:
        """The row of an entry by the id of its record, that of the day itself for 0; -1 if it is not shown."""
        for row, line in enumerate(self.lines):
            if (line.entry.id if line.entry is not None else 0) == number and (number or line.day == day):
                return row
        return -1

    def rows_of(self, day: datetime.date) -> range:
        """The rows of a day, its own first; none if it is not shown."""
        rows = [row for row, line in enumerate(self.lines) if line.day == day]
        return range(rows[0], rows[-1] + 1) if rows else range(0)
