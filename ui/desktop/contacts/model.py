"""The virtual list of contacts, with the columns that are chosen."""

from typing import Any

from PySide6.QtCore import Qt

from crm.contact_list import ContactRow
from crm.list_columns import NAME as NAME_CODE
from ui.desktop.contacts.columns import ListColumns
from ui.desktop.listing.model import NAME, VirtualRows


class ContactModel(VirtualRows[ContactRow]):
    """Contacts. The first column is the name, the others those of ``ListColumns``."""

    def __init__(self, columns: ListColumns) -> None:
        super().__init__()
        self._columns = columns
        self._codes = columns.view.columns

    def _last_column(self) -> int:
        return len(self._codes)

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

    def words(self, row: ContactRow, column: int, *, aloud: bool) -> str:
        """What stands in a column of a contact."""
        if column != NAME:
            return cell(row, column)
        return f"{row.name}, {row.second_line}" if aloud and row.second_line else row.name

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
