"""What an import of a calendar would do, laid out for the eye."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crm.files.calendar_file import TASK
from crm.importing.calendars import CalendarPlan, PlannedEntry
from crm.importing.reading import WrittenRow
from crm.texts import _
from ui.desktop.importing.review import Review, sorted_out
from ui.desktop.importing.sheet_review import fate_of


@dataclass(frozen=True, slots=True)
class CalendarReview(Review):
    """The rows are the entries of a calendar."""

    def good(self, place: int) -> PlannedEntry:
        """The entry at a place."""
        entry: PlannedEntry = self.plan.planned[place]
        return entry

    def number_of_good(self, place: int) -> int:
        """Its place in the file."""
        return self.good(place).number

    @property
    def widths(self) -> Sequence[int]:
        """Titles are long; a day has its hour."""
        return 48, 196, 164, 112, 116, 84, 160

    @property
    def heads(self) -> Sequence[str]:
        """What is shown of each entry."""
        return _("Título"), _("Fecha"), _("Qué es"), _("Lugar"), _("Liga")

    def cells(self, row: Any) -> Sequence[str]:
        """What an entry says under each of the heads."""
        if isinstance(row, WrittenRow):
            _component, title, day = row.cells
            return title, day, "", "", ""
        entry = row.entry
        day = entry.start.isoformat() if entry.start else ""
        what = _("seguimiento") if entry.kind == TASK else _("actividad")
        return entry.title, f"{day} {entry.time}".strip(), what, entry.place, entry.link

    def problem_heads(self) -> Sequence[str]:
        """The headings of the rejected entries."""
        assert self.reading.columns is not None
        return [self.reading.columns.headings[place] for place in self.columns]

    def fate(self, place: int) -> str:
        """What becomes of an entry, in words."""
        return fate_of("rejected" if place < 0 else self.plan.planned[place].outcome)


def of_calendar(plan: CalendarPlan) -> CalendarReview:
    """Sort the entries of a plan under the tabs."""
    places = sorted_out(plan.reading, ((one.number, one.outcome) for one in plan.planned))
    return CalendarReview(plan, places, (1, 2))
