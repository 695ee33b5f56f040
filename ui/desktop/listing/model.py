"""The virtual list: an ordered array of ids, and pages of rows that are fetched when they are looked at."""

from array import array
from collections import OrderedDict
from collections.abc import Iterable
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

NAME = 0
"""The first column, which every list has."""
PAGE = 100
PAGES_KEPT = 60

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


class Listed(Protocol):
    """A row of a list."""

    @property
    def id(self) -> int:
        """The record that it stands for."""
        ...


Row = TypeVar("Row", bound=Listed)


class VirtualRows(QAbstractTableModel, Generic[Row]):
    """Rows by id. A row that has not come yet is empty, and ``page_missing`` asks for its page (a number)."""

    page_missing = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._ids = array("q")
        self._pages: OrderedDict[int, list[Row | None]] = OrderedDict()
        self._asked: set[int] = set()
        self._past: dict[int, Row] = {}

    @property
    def ids(self) -> array:
        """The ids, in order; not to be changed."""
        return self._ids

    def _last_column(self) -> int:
        return 0

    def replace(self, ids: array, first_rows: Iterable[Row] = ()) -> None:
        """Show other records; rows already known come with them.

        Until a row comes, it is shown as it was, if it was there. Ids that only go on where the present
        ones end are added, so that selection and scrolling stay.
        """
        known = len(self._ids)
        if known and len(ids) >= known and ids[:known] == self._ids:
            self._extend(ids)
            self._keep_first(first_rows)
            return
        self.beginResetModel()
        self._remember_rows()
        self._ids = ids
        self._pages.clear()
        self._asked.clear()
        self._keep_first(first_rows)
        self.endResetModel()

    def _extend(self, ids: array) -> None:
        known = len(self._ids)
        if len(ids) == known:
            return
        self.beginInsertRows(QModelIndex(), known, len(ids) - 1)
        self._pages.pop(known // PAGE, None)  # a page that was not full, if there is one
        self._asked.discard(known // PAGE)
        self._ids = ids
        self.endInsertRows()

    def _keep_first(self, rows: Iterable[Row]) -> None:
        by_id = {row.id: row for row in rows}
        ids = self.page_ids(0)
        if by_id and all(one in by_id for one in ids):
            self._pages[0] = [by_id[one] for one in ids]
            self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, self._last_column()))

    def page_ids(self, page: int) -> array:
        """The ids of a page."""
        return self._ids[page * PAGE : (page + 1) * PAGE]

    def put_page(self, page: int, ids: array, rows: Iterable[Row]) -> None:
        """Rows that were asked for; ignored if the list has changed since ``ids`` were read."""
        self._asked.discard(page)
        if self.page_ids(page) != ids:
            return
        by_id = {row.id: row for row in rows}
        self._pages[page] = [by_id.get(one) for one in ids]
        self._pages.move_to_end(page)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        first = page * PAGE
        last = first + len(ids) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, self._last_column()))

    def forget_request(self, page: int) -> None:
        """A page asked for will not come: ask again the next time it is looked at."""
        self._asked.discard(page)

    def forget_rows(self) -> None:
        """Fetch what is looked at again, ids as they are: something in the rows has changed.

        They are shown as they were until they come.
        """
        self._remember_rows()
        self._pages.clear()
        self._asked.clear()
        if len(self._ids):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, self._last_column()))

    def row(self, number: int) -> Row | None:
        """The row at a place, as it was while it has not come (it is asked for), or None if it was not there."""
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is not None and place < len(rows) and (row := rows[place]) is not None:
            return row
        if rows is None and page not in self._asked:
            self._asked.add(page)
            self.page_missing.emit(page)
        return self._past.get(self._ids[number]) if rows is None else None

    def _remember_rows(self) -> None:
        known = (row for rows in self._pages.values() for row in rows if row is not None)
        self._past |= {row.id: row for row in known}
        surplus = len(self._past) - PAGES_KEPT * PAGE
        for one in list(islice(self._past, max(0, surplus))):
            del self._past[one]

    def forget_past(self) -> None:
        """Show nothing of before any more: another base comes, in which the same ids are others."""
        self._past.clear()

    def id_at(self, number: int) -> int:
        """The id at a place."""
        return self._ids[number]

    def place_of(self, record: int) -> int:
        """The place of an id, or -1."""
        try:
            return self._ids.index(record)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """How many records."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """One, unless a list has more."""
        return 0 if parent.isValid() else 1 + self._last_column()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row in words; the row itself under ROW_ROLE, for the delegate."""
        if not index.isValid():
            return None
        if role not in (ROW_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row(index.row())
        if role == ROW_ROLE:
            return row
        if row is None:
            return ""
        return self.words(row, index.column(), aloud=role == Qt.ItemDataRole.AccessibleTextRole)

    def words(self, row: Row, column: int, *, aloud: bool) -> str:
        """What stands in a column of a row; ``aloud``: what a screen reader says of it."""
        raise NotImplementedError
