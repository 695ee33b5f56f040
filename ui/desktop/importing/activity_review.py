"""What an import of activities would do, laid out for the eye: from a sheet, or from a calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crm.files.calendar_file import TASK
from crm.files.table import TableRow
from crm.importing.activity_columns import EITHER
from crm.importing.calendars import CalendarPlan, PlannedEntry
from crm.importing.reading import Reading, WrittenRow
from crm.importing.sheet_plan import SheetPlan
from crm.matter_columns import ACTIVITY_COLUMNS
from crm.texts import _
from ui.desktop.importing.review import Review, named_apart, sorted_out, wrong_columns

_OF_HEADS = (
    ("titulo",),
    ("fecha",),
    ("tipo",),
    ("lugar", "ciudad", "pais"),
    ("instituciones", "personas", EITHER),
)
_ALWAYS = ("titulo", "tipo", "fecha")


@dataclass(frozen=True, slots=True)
class ActivityReview(Review):
    """The rows are those of the sheet, as they are written there; ``written`` by number."""

    written: Mapping[int, TableRow] = field(default_factory=dict)

    def good(self, place: int) -> TableRow:
        """The row at a place."""
        return self.written[self.plan.rows[place].number]

    def number_of_good(self, place: int) -> int:
        """Its number in the file."""
        number: int = self.plan.rows[place].number
        return number

    @property
    def widths(self) -> Sequence[int]:
        """Titles are long, days short."""
        return 48, 196, 126, 106, 116, 124, 160

    @property
    def heads(self) -> Sequence[str]:
        """What is shown of each activity."""
        return _("Título"), _("Fecha"), _("Tipo"), _("Lugar"), _("Quién participa")

    def cells(self, row: Any) -> Sequence[str]:
        """What the row says under each of the heads, in the file's words."""
        columns = self.reading.columns
        assert columns is not None
        said: dict[str, str] = {}
        for target, cell in zip(columns.targets, row.cells, strict=False):
            if target is not None and cell.strip():
                said.setdefault(target.field, " ".join(cell.split()))
        return [next((said[key] for key in keys if key in said), "") for keys in _OF_HEADS]

    def problem_heads(self) -> Sequence[str]:
        """Our names of the columns, or the file's headings where two share one."""
        columns = self.reading.columns
        assert columns is not None
        targets = [columns.targets[place] for place in self.columns]
        headings = [
            ACTIVITY_COLUMNS.get(target.field, "") if target is not None else "" for target in targets
        ]
        return named_apart(
            [_(heading) if heading else "" for heading in headings], self.reading, self.columns
        )

    def fate(self, place: int) -> str:
        """What becomes of a row, in words."""
        return _fate("rejected" if place < 0 else self.plan.rows[place].outcome)


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
        return _fate("rejected" if place < 0 else self.plan.planned[place].outcome)


def of_activities(plan: SheetPlan) -> ActivityReview:
    """Sort the rows of a plan under the tabs."""
    places = sorted_out(plan.reading, ((row.number, row.outcome) for row in plan.rows))
    written = {row.number: row for row in plan.written}
    return ActivityReview(plan, places, _columns(plan.reading), written)


def of_calendar(plan: CalendarPlan) -> CalendarReview:
    """Sort the entries of a plan under the tabs."""
    places = sorted_out(plan.reading, ((one.number, one.outcome) for one in plan.planned))
    return CalendarReview(plan, places, (1, 2))


def _columns(reading: Reading) -> tuple[int, ...]:
    """What it is and when, then the columns with problems."""
    assert reading.columns is not None
    fields = [target.field if target is not None else "" for target in reading.columns.targets]
    shown = [fields.index(key) for key in _ALWAYS if key in fields]
    return tuple(dict.fromkeys((*shown, *wrong_columns(reading))))


def _fate(outcome: str) -> str:
    return {
        "created": _("Se crea"),
        "updated": _("Se actualiza"),
        "repeated": _("Ya está"),
        "rejected": _("Va a los rechazos"),
    }[outcome]
