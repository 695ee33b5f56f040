"""The virtual list of follow-ups, with the headings they stand under as rows between them."""

from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt

from crm.follow_up_values import HIGH, PENDING, WAITING
from crm.texts import _
from ui.desktop.listing.model import Index, VirtualRows

if TYPE_CHECKING:
    from crm.follow_up_list import FollowUpRow


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


class FollowUpModel(VirtualRows[Any]):
    """Follow-ups, each in one column of two lines, and headings, on which one cannot stand."""

    def __init__(self) -> None:
        super().__init__()
        self._headings: dict[int, Heading] = {}

    def replace(self, ids: array, first_rows: Iterable[Any] = ()) -> None:
        """Show other follow-ups, with their headings if they have any."""
        headings = getattr(ids, "headings", {})
        # Those of before stay until their rows are gone.
        self._headings = self._headings | headings
        super().replace(ids, first_rows)
        self._headings = headings
        if headings:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    @property
    def total(self) -> int:
        """How many follow-ups, headings aside."""
        return self.rowCount() - len(self._headings)

    def row(self, number: int) -> Any:
        """The follow-up or the heading at a place."""
        if self.id_at(number) < 0:
            return self._headings[self.id_at(number)]
        return super().row(number)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """One stands on follow-ups only."""
        if index.isValid() and self.id_at(index.row()) < 0:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def words(self, row: "FollowUpRow | Heading", _column: int, *, aloud: bool) -> str:
        """What is to be done; aloud, all that the row says."""
        if isinstance(row, Heading):
            return f"{row.name}, {row.total:,}" if aloud else row.name
        if not aloud:
            return row.what
        return ", ".join(part for part in (row.what, row.due, state_word(row), second_line(row)) if part)


def second_line(row: "FollowUpRow") -> str:
    """What it is about and who is responsible: "UNAM Chicago · compromiso 12/2019 · Ana Ruiz"."""
    commitment = _("compromiso {number}").format(number=row.commitment) if row.commitment else ""
    return " · ".join(
        part for part in (*(about.name for about in row.about), commitment, row.responsible) if part
    )


def state_word(row: "FollowUpRow") -> str:
    """The state of what is not simply pending, or a high priority."""
    if row.state == WAITING and row.waiting_for:
        return _("en espera: {whom}").format(whom=row.waiting_for)
    if row.state != PENDING:
        return _(row.state)
    return _("prioridad alta") if row.priority == HIGH else ""
