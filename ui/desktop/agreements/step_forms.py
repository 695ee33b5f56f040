"""The steps of an agreement that have something to say: a stage is entered or corrected, an obligation is fulfilled."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm.agreement_stages import IN_FORCE, LABELS, NEGOTIATION, STEPS, Facts, lacking
from crm.agreement_values import FulfilmentValues, StepValues
from crm.contact_values import Kept
from crm.texts import _
from ui.desktop.activities.fields import NumberField
from ui.desktop.agreements.fields_choices import document_names
from ui.desktop.agreements.fields_own import OpinionField, TermField
from ui.desktop.agreements.fields_source import DOINGS
from ui.desktop.agreements.step_codes import stage_words
from ui.desktop.fields.date import DateField
from ui.desktop.fields.field import Kit
from ui.desktop.fields.line import ChoiceField, LongTextField, NoteField, TextField
from ui.desktop.fields.picker import Picker
from ui.desktop.labels import Prose
from ui.desktop.matters.form import StepForm

if TYPE_CHECKING:
    from crm.agreement_row import Duty
    from ui.desktop.agreements.shown import ShownAgreement

_CORRECT, _REMOVE = "corregir", "quitar"
_TERM = ("start", "end", "indefinite")
_OPINION = ("opinion", "opinion_number")


@dataclass(frozen=True, slots=True)
class Taken:
    """A step, and what is said with it of the agreement itself: each field, what it said before and what after."""

    step: StepValues
    said: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = ()


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a stage is to say, None for one that is taken away; and why."""

    after: StepValues | None
    reason: str


class StageForm(StepForm):
    """``saving`` carries a Taken. What is lacking before the step, and is not asked for here, stands on top."""

    def __init__(self, kit: Kit, record: "ShownAgreement", stage: str) -> None:
        signed = bool(record.own["signed"])
        super().__init__(kit, stage_words(stage, signed=signed).rstrip("…"), _("Guardar"))
        self._stage, self._own = stage, record.own
        signing = stage == IN_FORCE
        required = _("Falta la fecha de firma; si no se sabe, escriba s/f.") if signing else ""
        self.put("on", DayField(_("Firmado") if signing else _("Día"), kit, required))
        if signing:
            self.put("term", TermField(kit))
            self.fields["term"].write({column: record.own[column] for column in _TERM})
        if stage == NEGOTIATION:
            self.put("opinion", OpinionField(kit))
            self.fields["opinion"].write({column: record.own[column] for column in _OPINION})
        self.put("responsible", TextField(_("Responsable"), kit))
        self.put("document", ChoiceField(_("Documento"), kit, document_names(record.whole.documents)))
        self.put("note", NoteField(_("Nota"), kit))
        self.fields["on"].write((record.own["signed"] if signing else "") or kit.today.isoformat())
        for sentence in _lacking_elsewhere(record, stage):
            self.above.addWidget(Prose(sentence, look="warn"))

    def make(self) -> Taken:
        """The step, with the signing's own dates or the opinion."""
        values = self.values
        document = int(values["document"]) if values["document"] else None
        step = StepValues(self._stage, values["on"], values["responsible"], values["note"], document)
        said: list[tuple[str, dict[str, Any]]] = [
            (code, values[code]) for code in ("term", "opinion") if code in values
        ]
        if self._stage == IN_FORCE and self._own["signed"]:
            said.append(("signed", {"signed": values["on"]}))
        return Taken(step, tuple((code, {c: self._own[c] for c in after}, after) for code, after in said))


class DayField(DateField):
    """A partial date; ``required`` is the sentence for none."""

    def __init__(self, name: str, kit: Kit, required: str = "") -> None:
        super().__init__(name, kit)
        self._required = required

    def read(self) -> str:
        """The date in its stored form. Raises InvalidValue."""
        from crm.errors import InvalidValue

        found = super().read()
        if self._required and not found:
            raise InvalidValue(self._required)
        return found


class CorrectionForm(StepForm):
    """``saving`` carries a Corrected."""

    def __init__(self, kit: Kit, record: "ShownAgreement", kept: Kept) -> None:
        step: StepValues = kept.value
        stage = _(LABELS[step.stage])
        super().__init__(kit, _("Corregir la etapa: {stage}").format(stage=stage), _("Corregir"))
        what = {_CORRECT: _("Corregir lo que dice"), _REMOVE: _("Quitar esta etapa")}
        self.put("what", ChoiceField(_("Qué hacer"), kit, what))
        self.put(
            "reason", LongTextField(_("Motivo"), kit, required=_("Escriba por qué se corrige la etapa."))
        )
        self.put("stage", ChoiceField(_("Etapa"), kit, {one: _(LABELS[one]) for one in STEPS}))
        self.put("on", DateField(_("Día"), kit))
        self.put("responsible", TextField(_("Responsable"), kit))
        self.put("document", ChoiceField(_("Documento"), kit, document_names(record.whole.documents)))
        self.put("note", NoteField(_("Nota"), kit))
        for code in ("stage", "on", "responsible", "note"):
            self.fields[code].write(getattr(step, code))
        self.fields["document"].write(str(step.document or ""))

    def make(self) -> Corrected:
        """The stage as it is to be."""
        values = self.values
        if values.pop("what") == _REMOVE:
            return Corrected(None, values["reason"])
        reason = values.pop("reason")
        document = int(values.pop("document") or 0) or None
        return Corrected(StepValues(**values, document=document), reason)


class FulfilForm(StepForm):
    """``saving`` carries a FulfilmentValues."""

    def __init__(self, kit: Kit, record: "ShownAgreement", duty: "Duty") -> None:
        super().__init__(kit, _("Anotar cumplimiento"), _("Anotar"))
        unit = duty.kept.value.unit
        so_far = _("{done} de {planned}").format(done=duty.done, planned=duty.planned)
        said = " ".join(part for part in (so_far, unit) if part)
        self.above.addWidget(Prose(duty.what, semibold=True))
        self.above.addWidget(Prose(_("Lleva {so_far}.").format(so_far=said), look="muted"))
        self.put("n", NumberField(_("Cuántas"), kit))
        self.put("on", DateField(_("Día"), kit))
        doing = Picker(
            _("Con qué"),
            kit,
            DOINGS,
            creates=False,
            placeholder=_("La actividad o el seguimiento, si lo hay"),
        )
        self.put("record", doing)
        self.put(
            "document", ChoiceField(_("Evidencia"), kit, document_names(record.whole.documents, _("Ninguna")))
        )
        self.put("note", TextField(_("Nota"), kit))
        self.fields["n"].write(1)
        self.fields["on"].write(kit.today.isoformat())

    def make(self) -> FulfilmentValues:
        """What was done."""
        values = self.values
        done = values["record"]
        return FulfilmentValues(
            on=values["on"],
            n=1 if values["n"] is None else values["n"],
            note=values["note"],
            record=done.id if done is not None else None,
            document=int(values["document"]) if values["document"] else None,
        )


def _lacking_elsewhere(record: "ShownAgreement", stage: str) -> tuple[str, ...]:
    """What the step needs and its form does not ask for."""
    whole = record.whole
    facts = Facts("favorable", len(whole.parties), record.own["signed"] or "s/f", whole.term.term)
    return lacking(whole.stage, stage, facts, note="·", on="", today=record.today)
