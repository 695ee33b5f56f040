"""What an import would do, laid out for the eye: which rows stand under which tab, and what each shows."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from crm.importing.reading import Reading, WrittenRow

TABS = ("all", "created", "updated", "repeated", "problems", "doubts")
ALL, CREATED, UPDATED, REPEATED, PROBLEMS, DOUBTS = TABS
_WIDTHS = (48, 168, 160, 144, 176, 104, 184)


@dataclass(frozen=True, slots=True)
class Review:
    """A plan, and under each tab the places of its rows in the file's order: of one that is good, or of a rejected one
    (negative, less one). ``columns`` are the file's columns that the table of problems shows.

    A subclass says what a row of its kind shows under which heads.
    """

    plan: Any
    places: dict[str, array]
    columns: tuple[int, ...]

    @property
    def reading(self) -> Reading:
        """What was read."""
        reading: Reading = self.plan.reading
        return reading

    @property
    def total(self) -> int:
        """Rows read, rejected ones included."""
        return len(self.places[ALL])

    @property
    def to_write(self) -> int:
        """How many records would be made or filled."""
        return len(self.places[CREATED]) + len(self.places[UPDATED])

    @property
    def skipped(self) -> int:
        """How many rows the user leaves out."""
        return self.total - sum(len(self.places[tab]) for tab in (CREATED, UPDATED, REPEATED, PROBLEMS))

    @property
    def named(self) -> int:
        """How many contacts are made because rows name them."""
        return len(self.plan.named)

    def row(self, place: int) -> Any:
        """The good row, or the rejected one (a WrittenRow), at a place."""
        return self.good(place) if place >= 0 else self.reading.rejected[-place - 1]

    def number(self, place: int) -> int:
        """The number of a row in the file."""
        return self.number_of_good(place) if place >= 0 else self.reading.rejected[-place - 1].number

    def good(self, place: int) -> Any:
        """The row at a place that is not rejected."""
        raise NotImplementedError

    def number_of_good(self, place: int) -> int:
        """Its number in the file."""
        raise NotImplementedError

    @property
    def widths(self) -> Sequence[int]:
        """The share of the room of the row's number and of what is shown after it, in pixels of a usual window."""
        return _WIDTHS

    @property
    def telling(self) -> Sequence[int]:
        """The heads (from 0) under which one reads what to decide by, what weighs most first: these are cut last."""
        return ()

    @property
    def heads(self) -> Sequence[str]:
        """What is shown of each row."""
        raise NotImplementedError

    def cells(self, row: Any) -> Sequence[str]:
        """What a row shows under each of the heads, whether good or rejected."""
        raise NotImplementedError

    def problem_heads(self) -> Sequence[str]:
        """What the columns of the table of problems are called."""
        raise NotImplementedError

    def fate(self, place: int) -> str:
        """What becomes of a row, in words."""
        raise NotImplementedError


def sorted_out(reading: Reading, outcomes: Iterable[tuple[int, str]]) -> dict[str, array]:
    """The places of the rows under the tabs; ``outcomes`` are the number in the file and the outcome of each good row,
    in their order."""
    places = {tab: array("q") for tab in TABS}
    numbered = []
    for place, (number, outcome) in enumerate(outcomes):
        if outcome in places:
            places[outcome].append(place)
        numbered.append((number, place))
    places[PROBLEMS].extend(-place - 1 for place in range(len(reading.rejected)))
    numbered += [(row.number, -place - 1) for place, row in enumerate(reading.rejected)]
    numbered.sort()
    places[ALL].extend(place for _number, place in numbered)
    return places


def wrong_columns(reading: Reading) -> list[int]:
    """The columns of the file that some row has a problem in."""
    if reading.columns is None:
        return []
    wrong = {problem.column for row in reading.rejected for problem in row.problems if problem.column}
    return [place for place, heading in enumerate(reading.columns.headings) if heading in wrong]


def named_apart(own: Sequence[str], reading: Reading, columns: Sequence[int]) -> list[str]:
    """Our names of columns; the file's where we have none, or two share one."""
    assert reading.columns is not None
    headings = reading.columns.headings
    names = [name or headings[place] for name, place in zip(own, columns, strict=True)]
    return [
        name if names.count(name) == 1 else headings[place]
        for name, place in zip(names, columns, strict=True)
    ]


def is_rejected(row: Any) -> bool:
    """Whether a row of a review cannot be imported as it stands."""
    return isinstance(row, WrittenRow)
