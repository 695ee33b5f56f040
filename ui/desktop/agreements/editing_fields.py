"""In what each value of an agreement is typed: its own fields by code, and its parts."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from crm.agreement_values import SIGNS
from crm.contact_values import Kept, Reference
from crm.texts import _
from ui.desktop.agreements import fields_own as own
from ui.desktop.agreements.fields_choices import Choices
from ui.desktop.agreements.fields_source import AGREEMENTS
from ui.desktop.agreements.parts_amendment import AmendmentField
from ui.desktop.agreements.parts_duties import ObligationField, WorkItemField
from ui.desktop.agreements.parts_fields import ClauseField, PartyField, SignatoryField
from ui.desktop.fields.date import DateField
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import LongTextField, NoteField, TextField
from ui.desktop.fields.picker import Picker

if TYPE_CHECKING:
    from ui.desktop.agreements.shown import ShownAgreement

COLUMNS = {
    "area": ("area", "area_text"),
    "term": ("start", "end", "indefinite"),
    "renewal": ("renewal", "renewal_months", "notice_days"),
    "money": ("money", "amount"),
    "opinion": ("opinion", "opinion_number"),
}
"""The columns that are edited together; any other field is its own."""


def own_field(field: str, name: str, kit: Kit, choices: Choices, record: "ShownAgreement") -> Field:
    """What one of an agreement's own values is typed in."""
    made: dict[str, Callable[[], Field]] = {
        "title": lambda: title_field(kit),
        "folio": lambda: own.FolioField(kit, record.id),
        "scope": lambda: own.scope_field(kit),
        "matter": lambda: own.MatterField(kit, choices, _matter(record)),
        "object": lambda: NoteField(name, kit),
        "of_others": lambda: own.of_others_field(kit),
        "area": lambda: own.RequestingAreaField(kit, choices),
        "received": lambda: DateField(name, kit),
        "signed": lambda: DateField(name, kit),
        "term": lambda: own.TermField(kit),
        "renewal": lambda: own.RenewalField(kit),
        "confidential": lambda: own.confidential_field(kit),
        "money": lambda: own.MoneyField(kit),
        "framework": lambda: agreement_picker(name, kit),
        "opinion": lambda: own.OpinionField(kit),
    }
    return made[field]() if field in made else TextField(name, kit)


def _matter(record: "ShownAgreement") -> dict[str, str]:
    number = record.own["matter"]
    return {} if number is None else {str(number): record.whole.matter}


def title_field(kit: Kit) -> LongTextField:
    """The name of an agreement, which it cannot be without."""
    return LongTextField(_("Nombre"), kit, required=_("Escriba el nombre del convenio: está vacío."))


def agreement_picker(name: str, kit: Kit) -> Picker:
    """Another agreement, by its folio or its name."""
    return Picker(
        name, kit, AGREEMENTS, creates=False, placeholder=_("Busque el convenio por folio o nombre")
    )


def part_field(
    field: str,
    name: str,
    kit: Kit,
    choices: Choices,
    record: "ShownAgreement",
    kept: Kept | None,
    party: int | None = None,
) -> Callable[[], Field]:
    """What makes the field of one of the parts, of a new one without ``kept``; ``party``: the row it is for."""
    whole = record.whole
    value = kept.value if kept is not None else None
    signs_for = unsigned_party(record) if party is None else party
    made: dict[str, Callable[[], Field]] = {
        "parties": lambda: _party(kit, record, value),
        "signatories": lambda: SignatoryField(
            kit, choices, whole.parties, record.own["signed"], signs_for if kept is None else None
        ),
        "clauses": lambda: ClauseField(kit),
        "obligations": lambda: ObligationField(kit, whole.parties, whole.clauses, value),
        "amendments": lambda: AmendmentField(kit, whole.party_names, whole.documents, whole.amendments),
        "work": lambda: WorkItemField(kit, kit.today.year, _done_by(record, value)),
        "consulates": lambda: Picker(
            name, kit, "organization", creates=False, placeholder=_("Busque el consulado por su nombre")
        ),
        "related": lambda: agreement_picker(name, kit),
        "notes": lambda: NoteField(name, kit),
    }
    return made[field]


def unsigned_party(record: "ShownAgreement") -> int | None:
    """The row of the first party for which nobody signs yet; None if somebody does for each."""
    whole = record.whole
    signed = {one.kept.value.party for one in whole.signatures if one.kept.value.part == SIGNS}
    rows = (party.kept.row for party in whole.parties)
    return next((row for row in rows if row not in signed), None)


def _party(kit: Kit, record: "ShownAgreement", value: Any) -> PartyField:
    if value is not None:
        return PartyField(kit, own=value.own)
    has_own = any(party.own for party in record.whole.parties)
    return PartyField(kit, may_be_own=not has_own and not record.own["of_others"])


def _done_by(record: "ShownAgreement", value: Any) -> Reference | None:
    """The activity with which a line of the programa de trabajo was done."""
    number = value.activity if value is not None else None
    found = (activity.reference for activity in record.whole.activities)
    return next((reference for reference in found if reference.id == number), None)
