"""Fields of what an agreement asks for: an obligation, and a line of the programa de trabajo."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crm.agreement_values import SIDES, ObligationValues, WorkItemValues
from crm.contact_values import Kept, Reference
from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop.activities.fields import NumberField
from ui.desktop.agreements.fields_source import ACTIVITIES
from ui.desktop.agreements.parts_fields import party_names, row_of
from ui.desktop.fields.compound import Compound
from ui.desktop.fields.date import DateField
from ui.desktop.fields.field import Kit
from ui.desktop.fields.line import ChoiceField, LongTextField, TextField
from ui.desktop.fields.picker import Picker

if TYPE_CHECKING:
    from crm.agreement_row import PartyRow

_RULES = (
    "FREQ=WEEKLY",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;INTERVAL=2",
    "FREQ=MONTHLY;INTERVAL=3",
    "FREQ=MONTHLY;INTERVAL=6",
)


def periodic_field(kit: Kit, rule: str) -> ChoiceField:
    """How often it is due: what agreements ask for, and the rule that this one has."""
    from crm import recurrence

    rules = dict.fromkeys(one for one in (*_RULES, "FREQ=YEARLY", rule) if one)
    options = {"": _("Una vez"), **{one: recurrence.in_words(one).capitalize() for one in rules}}
    return ChoiceField(_("Cada cuándo"), kit, options)


class ObligationField(Compound):
    """Holds an ObligationValues; its state and the day it was met stay as they are."""

    def __init__(
        self,
        kit: Kit,
        parties: "tuple[PartyRow, ...]",
        clauses: tuple[Kept, ...],
        before: ObligationValues | None,
    ) -> None:
        super().__init__(_("Obligación"), kit)
        self._before = before or ObligationValues("")
        what = LongTextField(_("A qué obliga"), kit, required=_("Escriba a qué obliga: está vacío."))
        self.add("what", what, 12, caption=True)
        sides = {one: _(one).capitalize() for one in SIDES}
        self.add("side", ChoiceField(_("De quién"), kit, sides), 6, caption=True)
        names = party_names(parties, _("De varias"))
        self.add("party", ChoiceField(_("A cargo de"), kit, names), 6, caption=True)
        self.add("clause", ChoiceField(_("Cláusula"), kit, _clause_names(clauses)), 8, caption=True)
        self.add("letter", TextField(_("Inciso"), kit), 4, caption=True)
        self.add("due", DateField(_("Vence"), kit), 6, caption=True)
        self.add("recurrence", periodic_field(kit, self._before.recurrence), 6, caption=True)
        self.add("planned", NumberField(_("Cuántas en total"), kit), 6, caption=True)
        self.add("unit", TextField(_("Unidad"), kit, placeholder=_("informes, talleres…")), 6, caption=True)
        self.add("responsible", TextField(_("Responsable"), kit), 12, caption=True)
        self.add("note", TextField(_("Nota"), kit), 12, caption=True)
        self.write(self._before)

    def make(self, values: Mapping[str, Any]) -> ObligationValues:
        """The obligation. Raises InvalidValue, said under the part that it is about."""
        from crm.agreement_rules import check_obligation

        said = dict(values, party=row_of(values["party"]), clause=row_of(values["clause"]))
        said["planned"] = 1 if values["planned"] is None else values["planned"]
        obligation = replace(self._before, **said)
        try:
            check_obligation(obligation)
        except InvalidValue as error:
            if error.field in self.parts:
                self.parts[error.field].show_reason(str(error))
            raise
        return obligation

    def split(self, value: ObligationValues) -> Mapping[str, Any]:
        """Its parts."""
        self._before = value
        rows = {code: str(getattr(value, code) or "") for code in ("party", "clause")}
        return {code: getattr(value, code) for code in self.parts} | rows


class WorkItemField(Compound):
    """Holds a WorkItemValues; ``done_by`` is the activity that it refers to."""

    def __init__(self, kit: Kit, year: int, done_by: Reference | None) -> None:
        super().__init__(_("Programa de trabajo"), kit)
        self._done_by = done_by
        what = LongTextField(_("Qué se hará"), kit, required=_("Escriba qué se hará: está vacío."))
        self.add("year", NumberField(_("Año"), kit), 4, caption=True)
        self.add("responsible", TextField(_("Responsable"), kit), 8, caption=True)
        self.add("what", what, 12, caption=True)
        self.add("planned", DateField(_("Previsto"), kit), 6, caption=True)
        self.add("done", DateField(_("Hecho"), kit), 6, caption=True)
        found = Picker(
            _("Actividad"), kit, ACTIVITIES, creates=False, placeholder=_("La actividad con que se hizo")
        )
        self.add("activity", found, 12, caption=True)
        self.parts["year"].write(year)

    def make(self, values: Mapping[str, Any]) -> WorkItemValues:
        """The line. Raises InvalidValue, said under the part that it is about."""
        from crm.agreement_rules import check_work_item

        activity = values["activity"]
        said = dict(values, year=values["year"] or 0, activity=activity.id if activity is not None else None)
        item = WorkItemValues(**said)
        try:
            check_work_item(item)
        except InvalidValue as error:
            if error.field in self.parts:
                self.parts[error.field].show_reason(str(error))
            raise
        return item

    def split(self, value: WorkItemValues) -> Mapping[str, Any]:
        """Its parts."""
        return {code: getattr(value, code) for code in self.parts} | {"activity": self._done_by}


def _clause_names(clauses: tuple[Kept, ...]) -> dict[str, str]:
    return {"": _("Ninguna"), **{str(one.row): one.value.number or one.value.text[:40] for one in clauses}}
