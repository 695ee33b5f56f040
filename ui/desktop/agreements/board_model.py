"""The cards of the board: a column of ids for each stage, and the rows of those that were looked at."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from crm.agreement_stages import LAPSED
from crm.texts import _
from ui.desktop.agreements.rows import second_line, with_whom

if TYPE_CHECKING:
    from crm.agreement_list import AgreementRow
    from ui.desktop.agreements.board_source import Board

Index = QModelIndex | QPersistentModelIndex


class Cards(NamedTuple):
    """A column: its stage, what stands over it, its cards."""

    stage: str
    label: str
    ids: "array[int]"


class Place(NamedTuple):
    """Where a card stands: its column, and how many stand over it."""

    column: int
    card: int


class BoardModel(QAbstractListModel):
    """One line after another, column by column. ``missing`` are the ids of rows that were asked for in vain since."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[Cards, ...] = ()
        self.missing: set[int] = set()
        self._starts = [0]
        self._rows: dict[int, AgreementRow] = {}
        self._stale: dict[int, AgreementRow] = {}

    def show_board(self, board: "Board") -> None:
        """Show other columns; a row that has not come again is shown as it was.

        What lapses does so by itself: where nothing has, there is no column to drop a card on.
        """
        columns = [
            Cards(column.stage, column.label, column.ids)
            for column in board.columns
            if column.ids or column.stage != LAPSED
        ]
        self._stale |= self._rows
        self._rows = {row.id: row for row in board.rows}
        self._show(columns)

    def forget(self) -> None:
        """Nothing is known any more: another base comes."""
        self._rows, self._stale = {}, {}
        self._show([])

    def _show(self, columns: Iterable[Cards]) -> None:
        self.beginResetModel()
        self.columns = tuple(columns)
        self.missing = set()
        self._starts = [0]
        for column in self.columns:
            self._starts.append(self._starts[-1] + len(column.ids))
        self.endResetModel()

    def put(self, agreement: int, stage: str) -> None:
        """Show a card first in another column, until the board has been read again."""
        columns = []
        for column in self.columns:
            ids = array("q", (one for one in column.ids if one != agreement))
            if column.stage == stage:
                ids.insert(0, agreement)
            columns.append(column._replace(ids=ids))
        self._show(columns)

    def take_rows(self, rows: "Iterable[AgreementRow]") -> None:
        """Rows that were missing."""
        came = {row.id: row for row in rows}
        self._rows |= came
        self.missing -= came.keys()
        if self.columns:
            self.dataChanged.emit(self.index(0), self.index(max(0, self.rowCount() - 1)))

    def row(self, agreement: int) -> "AgreementRow | None":
        """The row of a card, as it was while it has not come (it is missed), or None."""
        found = self._rows.get(agreement)
        if found is None:
            self.missing.add(agreement)
            found = self._stale.get(agreement)
        return found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """How many cards there are."""
        return 0 if parent.isValid() else self._starts[-1]

    def place_at(self, row: int) -> Place:
        """Where the card of a row stands."""
        column = bisect_right(self._starts, row) - 1
        return Place(column, row - self._starts[column])

    def row_at(self, column: int, card: int) -> int:
        """The row of a card."""
        return self._starts[column] + card

    def id_at(self, row: int) -> int:
        """The agreement of a row."""
        column, card = self.place_at(row)
        return self.columns[column].ids[card]

    def row_of(self, agreement: int) -> int:
        """The row of an agreement; -1 where it has no card."""
        for number, column in enumerate(self.columns):
            if agreement in column.ids:
                return self._starts[number] + column.ids.index(agreement)
        return -1

    def column_of(self, stage: str) -> int:
        """The place of the column of a stage; -1 where there is none."""
        return next((place for place, column in enumerate(self.columns) if column.stage == stage), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """With whom; aloud, the card, its column and where it stands in it; in a tip, all that it says."""
        roles = Qt.ItemDataRole
        if not index.isValid() or role not in (
            roles.DisplayRole,
            roles.AccessibleTextRole,
            roles.ToolTipRole,
        ):
            return None
        row = self.row(self.id_at(index.row()))
        if row is None:
            return ""
        if role == roles.DisplayRole:
            return with_whom(row)
        if role == roles.ToolTipRole:
            return "\n".join(
                part for part in (with_whom(row), row.title, row.folio, second_line(row)) if part
            )
        column, card = self.place_at(index.row())
        here = self.columns[column]
        said = ", ".join(part for part in (with_whom(row), row.folio, row.kind, row.line) if part)
        place = _("{stage}, {n} de {total}").format(
            stage=here.label, n=f"{card + 1:,}", total=f"{len(here.ids):,}"
        )
        return f"{said}. {place}"
