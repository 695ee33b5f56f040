"""The days of a month as a table: a row a week, a column a day of it."""

import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from crm.date_words import MONTHS
from crm.texts import _
from ui.desktop.calendar.spans import DAYS, ONE, Span, day_in_words, spans_of, weekday_of
from ui.desktop.calendar.words import aloud, day_aloud

if TYPE_CHECKING:
    from crm.agenda import Agenda, Entry

Index = QModelIndex | QPersistentModelIndex
_SHORT = 3


class DaysModel(QAbstractTableModel):
    """Days from ``first`` on. ``month`` is the number of the month that is looked at, 0 for none: other days are
    quieter.
    """

    def __init__(self) -> None:
        super().__init__()
        self.first = datetime.date(2000, 1, 2)
        self.today = self.first
        self.month = 0
        self._weeks = 1
        self._by_day: dict[datetime.date, list[Entry]] = {}
        self._spans: dict[int, tuple[Span, ...]] = {}

    def show_days(self, first: datetime.date, weeks: int, month: int, today: datetime.date) -> None:
        """Show other days; what is on them comes with ``show_agenda``."""
        self.beginResetModel()
        self.first, self._weeks, self.month, self.today = first, weeks, month, today
        self._by_day, self._spans = {}, {}
        self.endResetModel()

    def show_agenda(self, agenda: "Agenda") -> None:
        """Show what is on the days; those of other days are left out."""
        self._by_day = {}
        for entry in agenda.entries:
            if entry.day == entry.last:
                self._by_day.setdefault(entry.day, []).append(entry)
        weeks = (self.first + ONE * DAYS * row for row in range(self._weeks))
        self._spans = {row: spans_of(agenda.entries, first) for row, first in enumerate(weeks)}
        self.dataChanged.emit(self.index(0, 0), self.index(self._weeks - 1, DAYS - 1))

    def day_at(self, index: Index) -> datetime.date:
        """The day of a cell."""
        return self.first + ONE * (index.row() * DAYS + index.column())

    def index_of(self, day: datetime.date) -> QModelIndex:
        """The cell of a day; not valid if it is not shown."""
        number = (day - self.first).days
        if not 0 <= number < self._weeks * DAYS:
            return QModelIndex()
        return self.index(number // DAYS, number % DAYS)

    def entries_of(self, index: Index) -> "list[Entry]":
        """What is on a day and no other, in the order of the day."""
        return self._by_day.get(self.day_at(index), [])

    def spans_of(self, row: int) -> tuple[Span, ...]:
        """What lasts several days of a week."""
        return self._spans.get(row, ())

    def all_of(self, index: Index) -> "list[Entry]":
        """Everything on a day: what lasts longer first."""
        column = index.column()
        spans = sorted(self.spans_of(index.row()), key=lambda span: span.lane)
        return [span.entry for span in spans if span.first <= column <= span.last] + self.entries_of(index)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """How many weeks."""
        return 0 if parent.isValid() else self._weeks

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Seven days."""
        return 0 if parent.isValid() else DAYS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The day in words, and aloud everything that is on it."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        day = self.day_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return day_in_words(day)
        entries = self.all_of(index)
        return ". ".join((day_aloud(day, self.today, len(entries)), *(aloud(entry) for entry in entries)))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The days of the week, short on the screen and whole aloud."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        weekday = weekday_of(self.first + ONE * section)
        if role == Qt.ItemDataRole.DisplayRole:
            return weekday[:_SHORT]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return weekday
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def number(self, index: Index) -> str:
        """The number of a day; the first of a month, and the first that is shown, say which month's they are."""
        day = self.day_at(index)
        first_shown = index.row() == 0 and index.column() == 0
        if day.day == 1 or (first_shown and (day.month != self.month)):
            return f"{day.day} {_(MONTHS[day.month - 1])[:_SHORT]}"
        return str(day.day)
