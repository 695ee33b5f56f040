"""The virtual list: an ordered array of ids, and pages of rows that are fetched when they are looked at."""

from array import array
from collections import OrderedDict
from collections.abc import Iterable
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from crm.contact_list import ContactRow
from crm.list_columns import NAME as NAME_CODE
from ui.desktop.contacts.columns import ListColumns

NAME = 0
PAGE = 100
_PAGES_KEPT = 60

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


class ContactModel(QAbstractTableModel):
    """Rows by id. A row that has not come yet is empty, and ``page_missing`` asks for its page (a number).

    The first column is the name, the others those of ``ListColumns``.
    """

    page_missing = Signal(int)

    def __init__(self, columns: ListColumns) -> None:
        super().__init__()
        self._columns = columns
        self._codes = columns.view.columns
        self._ids = array("q")
        self._pages: OrderedDict[int, list[ContactRow | None]] = OrderedDict()
        self._asked: set[int] = set()
        self._past: dict[int, ContactRow] = {}

    @property
    def ids(self) -> array:
        """The ids, in order; not to be changed."""
        return self._ids

    def show_columns(self) -> None:
        """Show the columns that are chosen now. What stands in others than before comes with the next rows."""
        codes = self._columns.view.columns
        if codes == self._codes:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, NAME, len(codes))
            return
        self.beginResetModel()
        places = [self._codes.index(code) if code in self._codes else None for code in codes]
        self._codes = codes
        for rows in self._pages.values():
            rows[:] = [_rearranged(row, places) for row in rows]
        self._past = {row.id: row for row in (_rearranged(row, places) for row in self._past.values()) if row}
        self.endResetModel()

    def code(self, section: int) -> str:
        """The code of a column."""
        return self._codes[section - 1] if section else NAME_CODE

    def replace(self, ids: array, first_rows: Iterable[ContactRow] = ()) -> None:
        """Show other contacts; rows already known come with them.

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

    def _keep_first(self, rows: Iterable[ContactRow]) -> None:
        by_id = {row.id: row for row in rows}
        ids = self.page_ids(0)
        if by_id and all(contact in by_id for contact in ids):
            self._pages[0] = [by_id[contact] for contact in ids]
            self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, len(self._codes)))

    def page_ids(self, page: int) -> array:
        """The ids of a page."""
        return self._ids[page * PAGE : (page + 1) * PAGE]

    def put_page(self, page: int, ids: array, rows: Iterable[ContactRow]) -> None:
        """Rows that were asked for; ignored if the list has changed since ``ids`` were read."""
        self._asked.discard(page)
        if self.page_ids(page) != ids:
            return
        by_id = {row.id: row for row in rows}
        self._pages[page] = [by_id.get(contact) for contact in ids]
        self._pages.move_to_end(page)
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        first = page * PAGE
        last = first + len(ids) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._codes)))

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
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self._codes)))

    def row(self, number: int) -> ContactRow | None:
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
        surplus = len(self._past) - _PAGES_KEPT * PAGE
        for contact in list(islice(self._past, max(0, surplus))):
            del self._past[contact]

    def forget_past(self) -> None:
        """Show nothing of before any more: another base comes, in which the same ids are others."""
        self._past.clear()

    def id_at(self, number: int) -> int:
        """The id at a place."""
        return self._ids[number]

    def place_of(self, contact: int) -> int:
        """The place of an id, or -1."""
        try:
            return self._ids.index(contact)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """How many contacts."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """The name and the columns chosen."""
        return 0 if parent.isValid() else 1 + len(self._codes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in the columns as text; the row itself under ROW_ROLE, for the delegate."""
        if not index.isValid():
            return None
        if role not in (ROW_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row(index.row())
        if role == ROW_ROLE:
            return row
        if row is None:
            return ""
        if index.column() != NAME:
            return cell(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and row.second_line:
            return f"{row.name}, {row.second_line}"
        return row.name

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Heads of the columns; rows have none."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns.title(self.code(section))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._columns.spoken_title(self.code(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self._columns.column(self.code(section)).is_date
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


def cell(row: ContactRow, column: int) -> str:
    """What stands in a column beside the name; empty until it has been read."""
    return row.cells[column - 1] if column <= len(row.cells) else ""


def _rearranged(row: ContactRow | None, places: list[int | None]) -> ContactRow | None:
    if row is None:
        return None
    cells = row.cells
    return row._replace(
        cells=tuple("" if place is None or place >= len(cells) else cells[place] for place in places)
    )
