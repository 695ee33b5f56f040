"""What an import of a sheet of activities or agreements would do, laid out for the eye."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crm.files.table import TableRow
from crm.importing import agreement_columns
from crm.importing.activity_columns import EITHER
from crm.importing.reading import Reading
from crm.importing.sheet_plan import SheetPlan
from crm.matter_columns import ACTIVITY_COLUMNS
from crm.texts import _, mark
from ui.desktop.importing.review import Review, named_apart, sorted_out, wrong_columns


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of each row of a kind: its heads, to be translated, and the columns that fill each; ``names`` are
    our headings by key, ``always`` the columns that the table of problems shows in any case."""

    heads: Sequence[str]
    of_heads: Sequence[Sequence[str]]
    widths: Sequence[int]
    names: Mapping[str, str]
    always: Sequence[str]


@dataclass(frozen=True, slots=True)
class SheetReview(Review):
    """The rows are those of the sheet, as they are written there; ``written`` by number."""

    shown: Shown
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
        return self.shown.widths

    @property
    def heads(self) -> Sequence[str]:
        """What is shown of each row."""
        return [_(head) for head in self.shown.heads]

    def cells(self, row: Any) -> Sequence[str]:
        """What the row says under each of the heads, in the file's words."""
        columns = self.reading.columns
        assert columns is not None
        said: dict[str, str] = {}
        for target, cell in zip(columns.targets, row.cells, strict=False):
            if target is not None and cell.strip():
                said.setdefault(target.field, " ".join(cell.split()))
        return [next((said[key] for key in keys if key in said), "") for keys in self.shown.of_heads]

    def problem_heads(self) -> Sequence[str]:
        """Our names of the columns, or the file's headings where two share one."""
        columns = self.reading.columns
        assert columns is not None
        targets = [columns.targets[place] for place in self.columns]
        headings = [
            self.shown.names.get(target.field, "") if target is not None else "" for target in targets
        ]
        return named_apart(
            [_(heading) if heading else "" for heading in headings], self.reading, self.columns
        )

    def fate(self, place: int) -> str:
        """What becomes of a row, in words."""
        return fate_of("rejected" if place < 0 else self.plan.rows[place].outcome)


def review(plan: SheetPlan, shown: Shown) -> SheetReview:
    """Sort the rows of a plan under the tabs."""
    places = sorted_out(plan.reading, ((row.number, row.outcome) for row in plan.rows))
    written = {row.number: row for row in plan.written}
    return SheetReview(plan, places, _columns(plan.reading, shown), shown, written)


def fate_of(outcome: str) -> str:
    """What becomes of something in the file, in words."""
    return {
        "created": _("Se crea"),
        "updated": _("Se actualiza"),
        "repeated": _("Ya está"),
        "rejected": _("Va a los rechazos"),
    }[outcome]


def _columns(reading: Reading, shown: Shown) -> tuple[int, ...]:
    """What it is and when, then the columns with problems."""
    assert reading.columns is not None
    fields = [target.field if target is not None else "" for target in reading.columns.targets]
    always = [fields.index(key) for key in shown.always if key in fields]
    return tuple(dict.fromkeys((*always, *wrong_columns(reading))))


OF_ACTIVITIES = Shown(
    (mark("Título"), mark("Fecha"), mark("Tipo"), mark("Lugar"), mark("Quién participa")),
    (
        ("titulo",),
        ("fecha",),
        ("tipo",),
        ("lugar", "ciudad", "pais"),
        ("instituciones", "personas", EITHER),
    ),
    (48, 196, 126, 106, 116, 124, 160),
    ACTIVITY_COLUMNS,
    ("titulo", "tipo", "fecha"),
)
OF_AGREEMENTS = Shown(
    (mark("Convenio"), mark("Folio"), mark("Etapa"), mark("Firmado"), mark("Partes")),
    (("titulo",), ("folio",), ("etapa",), ("firmado",), ("partes",)),
    (48, 196, 126, 106, 116, 124, 160),
    agreement_columns.COLUMNS,
    ("folio", "titulo", "firmado"),
)
