"""The rows of a file under one tab; those with problems can be mended cell by cell."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from crm.importing.cells import Problem
from crm.importing.decisions import Decision, Offer, offers, reason as duplicate_reason
from crm.importing.mending import Fix
from crm.importing.reading import WrittenRow
from crm.importing.rejects import reason
from crm.texts import _
from ui.desktop.importing.contact_review import doubtful_column, shared_column
from ui.desktop.importing.review import DOUBTS, PROBLEMS, Review, is_rejected

Index = QModelIndex | QPersistentModelIndex
WRONG_ROLE = int(Qt.ItemDataRole.UserRole)
"""Whether the cell is what the row's problem or doubt is about."""


class Mender(Protocol):
    """What mends the rows of a reading; a row that it has mended is rejected (a WrittenRow) or not."""

    def can_mend(self, row: WrittenRow) -> bool:
        """Whether the row's cells can be changed one by one."""
        ...

    def column_of(self, problem: Problem) -> int:
        """The place of the column that a problem is about, or -1."""
        ...

    def mend(self, row: WrittenRow, column: int, text: str) -> Any:
        """What the row is with ``text`` in a cell."""
        ...

    def fixes(self, row: WrittenRow) -> list[Fix]:
        """The repairs to offer."""
        ...


class Mended(NamedTuple):
    """A cell that got another text: row of the file, column of the file (from 0), text."""

    number: int
    column: int
    text: str


class Decided(NamedTuple):
    """What the user decided about a row of the file."""

    number: int
    decision: Decision


class RowsModel(QAbstractTableModel):
    """Rows by place (see ``Review``); ``mended`` carries a Mended after a cell was changed and its row read again,
    ``decided`` a Decided."""

    mended = Signal(object)
    decided = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._review: Review | None = None
        self._tab = PROBLEMS
        self._mender: Mender | None = None
        self._heads: list[str] = []
        self._changed: dict[int, Any] = {}
        self._fixes: dict[int, list[Fix | Offer]] = {}

    @property
    def widths(self) -> Sequence[int]:
        """The share of the room that the columns have."""
        return () if self._review is None else self._review.widths

    def telling(self, rows: int) -> list[tuple[int, list[str]]]:
        """Where something is to be decided: the columns that one decides by, with what the first rows say in them."""
        if self._review is None or not self.with_doubts:
            return []
        cells = [self._review.cells(self.row_at(row)) for row in range(min(rows, self.rowCount()))]
        return [(head + 1, [cell[head] for cell in cells]) for head in self._review.telling]

    @property
    def with_problems(self) -> bool:
        """Whether the rows shown are those with problems."""
        return self._tab == PROBLEMS

    @property
    def with_doubts(self) -> bool:
        """Whether the rows shown are those about which something can be decided."""
        return self._tab == DOUBTS

    @property
    def with_reasons(self) -> bool:
        """Whether each row says on a second line what is the matter with it."""
        return self.with_problems or self.with_doubts

    def show(self, found: Review | None, tab: str, mender: Mender | None) -> None:
        """Show the rows under a tab; ``mender`` mends the reading that they come from."""
        self.beginResetModel()
        self._review, self._tab, self._mender = found, tab, mender
        self._changed.clear()
        self._fixes.clear()
        self._heads = self._headings()
        self.endResetModel()

    def _headings(self) -> list[str]:
        first = [_("Fila")]
        if self._review is None:
            return first
        if not self.with_problems:
            return [*first, *self._review.heads, *([] if self.with_doubts else [_("Qué pasa")])]
        return [*first, *self._review.problem_heads()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """How many rows there are under the tab."""
        return 0 if parent.isValid() or self._review is None else len(self._review.places[self._tab])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """The row's number, then what is shown of it."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Heads of the columns; rows have none."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section] if 0 <= section < len(self._heads) else None
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def row_at(self, row: int) -> Any:
        """What stands in a row, mended or not."""
        assert self._review is not None
        place = self._review.places[self._tab][row]
        return self._changed.get(row) or self._review.row(place)

    def number_at(self, row: int) -> int:
        """The number in the file of a row."""
        assert self._review is not None
        return self._review.number(self._review.places[self._tab][row])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text of a cell; what is typed over it; whether it is wrong."""
        if not index.isValid() or self._review is None:
            return None
        if role == WRONG_ROLE:
            return self._is_wrong(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._aloud(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._whole(index)
        return None

    def _whole(self, index: Index) -> str:
        """What may be cut on the screen: the cell, and what is said of its row."""
        said = self.reason(index.row()) if self.with_reasons else ""
        return "\n".join(filter(None, (self._text(index.row(), index.column()), said)))

    def _text(self, row: int, column: int) -> str:
        assert self._review is not None
        if column == 0:
            return f"{self.number_at(row):,}"
        shown = self.row_at(row)
        if self.with_problems:
            return self._own_text(shown, column)
        cells = self._review.cells(shown)
        if column > len(cells):
            return self._review.fate(self._review.places[self._tab][row])
        return cells[column - 1]

    def _own_text(self, row: Any, column: int) -> str:
        """Of a row with problems: the cell as it stands in the file."""
        assert self._review is not None
        if not isinstance(row, WrittenRow):
            return self._review.cells(row)[0] if column == 1 else ""
        if self._review.reading.columns is None:
            return row.problems[0].value
        place = self._review.columns[column - 1]
        return " ".join(row.cells[place].split()) if place < len(row.cells) else ""

    def _is_wrong(self, row: int, column: int) -> bool:
        shown = self.row_at(row)
        if self.with_doubts:
            return column - 1 in self._doubtful_columns(row)
        if not self.with_problems or column == 0 or not is_rejected(shown) or self._mender is None:
            return False
        assert self._review is not None
        if not self._review.columns:
            return True
        place = self._review.columns[column - 1]
        return any(self._mender.column_of(problem) == place for problem in shown.problems)

    def _doubtful_columns(self, row: int) -> set[int]:
        assert self._review is not None
        if row in self._changed:
            return set()
        place = self._review.places[self._tab][row]
        reading, match = self._review.reading, self._review.plan.matches.of[place]
        doubtful = self._doubtful(row)
        found = {doubtful_column(reading, problem) for problem in doubtful.problems} if doubtful else set()
        if match.alike is not None:
            found.add(shared_column(reading.cards[place], match.shared))
        return found - {-1}

    def _doubtful(self, row: int) -> WrittenRow | None:
        """What is not sure about a row that would be imported; None once it was changed."""
        assert self._review is not None
        return None if row in self._changed else self._review.reading.doubtful.get(self.number_at(row))

    def _aloud(self, index: Index) -> str:
        text = self._text(index.row(), index.column()) or _("vacío")
        return f"{text}. {self.reason(index.row())}" if self._is_wrong(index.row(), index.column()) else text

    def reason(self, row: int) -> str:
        """Why a row cannot be imported, or what is to be decided about it; empty once there is nothing."""
        shown = self.row_at(row)
        if is_rejected(shown):
            return reason(shown)
        return self._doubt(row) if self.with_doubts else ""

    def _doubt(self, row: int) -> str:
        assert self._review is not None
        if row in self._changed:
            return ""
        doubtful = self._doubtful(row)
        told = [reason(doubtful)] if doubtful is not None else []
        told.append(duplicate_reason(self._review.plan, self._review.places[self._tab][row]))
        return " ".join(filter(None, told))

    def fixes(self, row: int) -> list[Fix | Offer]:
        """The repairs and decisions offered for a row."""
        if row not in self._fixes:
            self._fixes[row] = list(self._offered(row))
        return self._fixes[row]

    def _offered(self, row: int) -> Iterator[Fix | Offer]:
        assert self._review is not None
        if not self.with_reasons:
            return
        shown = self._doubtful(row) if self.with_doubts else self.row_at(row)
        if isinstance(shown, WrittenRow) and self._mender is not None:
            yield from self._mender.fixes(shown)
        if self.with_doubts and row not in self._changed:
            yield from offers(self._review.plan, self._review.places[self._tab][row])

    def take(self, row: int, number: int) -> None:
        """Do what is offered for a row; nothing if there are not so many offers."""
        offered = self.fixes(row)
        if not 0 <= number < len(offered):
            return
        chosen = offered[number]
        if isinstance(chosen, Fix):
            self.mend(row, chosen.column, chosen.text)
        else:
            self.decided.emit(Decided(self.number_at(row), chosen.decision))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells under a heading of the file can be changed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not self.with_problems or index.column() == 0 or self._mender is None:
            return flags
        shown = self.row_at(index.row())
        if isinstance(shown, WrittenRow) and self._mender.can_mend(shown):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Put a text into a cell, and read its row again."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        assert self._review is not None
        if str(value) == self._text(index.row(), index.column()):
            return False
        self.mend(index.row(), self._review.columns[index.column() - 1], str(value))
        return True

    def mend(self, row: int, column: int, text: str) -> None:
        """Put ``text`` into a column of the file."""
        shown = self._doubtful(row) if self.with_doubts else self.row_at(row)
        assert self._mender is not None
        assert isinstance(shown, WrittenRow)
        self._changed[row] = self._mender.mend(shown, column, text)
        self._fixes.pop(row, None)
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
        self.mended.emit(Mended(shown.number, column, text))
