"""Taking an agreement from stage to stage, and correcting a stage with a reason.

Which steps make sense, and what each needs first, is decided in ``crm.agreement_stages``. Every function that changes
something works inside ``base.write("…")``, as part of that operation.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.agreement_rules import check_in_order, check_step
from crm.agreement_stages import (
    CONCLUDED,
    ENDED_EARLY,
    ENDINGS,
    IN_FORCE,
    LABELS,
    LEGAL_REVIEW,
    NEGOTIATION,
    NOT_SIGNED,
    OPINION,
    RENEWED,
    REQUESTED,
    SIGNING,
    STAGES,
    Facts,
    Need,
    Step,
    current,
    is_signed,
    lacking,
    needs,
    next_stages,
    refusal,
    too_early,
)
from crm.agreement_term import Term
from crm.agreement_values import StepValues
from crm.agreement_writer import step_row
from crm.agreements import amendments_of, own_row, signed_term
from crm.card_rules import check_text
from crm.contact_values import Kept
from crm.errors import InvalidValue, NotFound, UserError
from crm.field_edit import row_to_change
from crm.records import AGREEMENT, live
from crm.texts import _, mark
from db.agreements import Agreement, AgreementParty, AgreementStage
from db.documents import Document

STEP_TITLES = {
    REQUESTED: mark("Convenio en solicitud"),
    OPINION: mark("Convenio en opinión de pertinencia"),
    NEGOTIATION: mark("Convenio en negociación"),
    LEGAL_REVIEW: mark("Convenio en validación jurídica"),
    SIGNING: mark("Convenio en suscripción"),
    IN_FORCE: mark("Convenio suscrito"),
    CONCLUDED: mark("Convenio concluido"),
    NOT_SIGNED: mark("Convenio no suscrito"),
    ENDED_EARLY: mark("Convenio terminado anticipadamente"),
    RENEWED: mark("Convenio renovado"),
}
"""The title of the operation that takes a step, by the stage it leads to."""
CORRECT_TITLE = mark("Etapa de un convenio corregida")

_GONE = mark("Esta etapa ya no está en la base; actualice la lista con F5.")


@dataclass(frozen=True, slots=True)
class Offer:
    """A stage that can follow, and what is still needed before it, a sentence each."""

    stage: str
    lacking: tuple[str, ...] = ()


def stage_of(session: Session, agreement: int, today: datetime.date) -> str:
    """The stage of an agreement on a day, *vigente* and *vencido* among them. Raises NotFound."""
    row = own_row(session, agreement)
    steps = [Step(step.stage, step.entered_on) for step in _steps(session, agreement)]
    return current(steps, row.signed_on, _term(session, row, today), today)


def offers(session: Session, agreement: int, today: datetime.date) -> tuple[Offer, ...]:
    """The stages that can follow, the likeliest first; a note that a step asks for is not held against it here."""
    row = own_row(session, agreement)
    stage = stage_of(session, agreement, today)
    facts = _facts(session, row, today)
    following = next_stages(stage, signed=is_signed(row.signed_on, today))
    return tuple(Offer(to, lacking(stage, to, facts, note="·", on="", today=today)) for to in following)


def refusals(session: Session, agreement: int, today: datetime.date) -> dict[str, str]:
    """Why a step to each stage makes no sense, in a sentence; "" where it can be taken. Raises NotFound."""
    signed = is_signed(own_row(session, agreement).signed_on, today)
    stage = stage_of(session, agreement, today)
    return {to: refusal(stage, to, signed=signed) for to in STAGES}


def take(session: Session, agreement: int, step: StepValues, *, today: datetime.date) -> None:
    """Take a step: to ``step.stage``, on a partial date, by somebody, with a note and a document.

    A step to *vigente* is the signing: its day becomes that of the signature if there is none, and the term's dates
    say from when on the agreement is in force. Raises UserError with what stands in the way, InvalidValue for what one
    of its values does, NotFound.
    """
    row = own_row(session, agreement)
    stage = stage_of(session, agreement, today)
    if reason := refusal(stage, step.stage, signed=is_signed(row.signed_on, today)):
        raise UserError(reason)
    # A step to "vigente" is a step, though none that is kept: the signing is what stands written.
    check_step(replace(step, stage=SIGNING) if step.stage == IN_FORCE else step)
    check_document(session, agreement, step.document)
    if step.stage == IN_FORCE and not row.signed_on:
        row.signed_on = step.on
    facts = _facts(session, row, today)
    _check_needs(needs(stage, step.stage, facts, note=step.note, on=step.on, today=today))
    if step.stage == IN_FORCE:
        _sign(session, agreement, step)
    else:
        _append(session, agreement, step)


def _check_needs(missing: Sequence[Need]) -> None:
    """Raise InvalidValue with the first need if a value of the step is what is lacking, UserError with them all if
    something else is.
    """
    if missing and missing[0].field:
        raise InvalidValue(*missing[0])
    if missing:
        raise UserError(" ".join(need.sentence for need in missing))


def correct(
    session: Session,
    agreement: int,
    before: Kept,
    after: StepValues | None,
    *,
    reason: str,
    today: datetime.date,
) -> None:
    """Make a stage say ``after``, or take it away with None, and keep the reason.

    ``before`` is the row and what it said when it was opened. The reason for taking one away stands with the stage
    before it. Raises InvalidValue for days out of order or to come or an ending that is not the last, UserError for the
    only stage, NotFound, ChangedMeanwhile.
    """
    record = live(session, agreement, AGREEMENT, _(_GONE))
    check_text("reason", reason)
    if not reason.strip():
        raise InvalidValue(_("Escriba por qué se corrige la etapa."), "reason")
    rows = _steps(session, agreement)
    row = next((step for step in rows if step.id == before.row), None)
    if row is None:
        raise NotFound(_(_GONE))
    if after is not None:
        check_step(after)
        check_document(session, agreement, after.document)
        if early := too_early(after.on, today):
            raise InvalidValue(early, "on", after.on)
    place = rows.index(row)
    said: list[StepValues] = [kept_step(step).value for step in rows]
    wanted = [*said[:place], *([] if after is None else [after]), *said[place + 1 :]]
    _check_way(wanted)
    now = kept_step(row).value
    if after is None and now == before.value:
        rows[place - 1 if place else 1].reason = reason.strip()
    if not row_to_change(session, record, row, now, before, after):
        return
    assert after is not None
    for column, value in step_row(after, reason.strip()).items():
        setattr(row, column, value)


def kept_step(row: AgreementStage) -> Kept:
    """A stage as it is kept, from which a correction starts."""
    return Kept(row.id, StepValues(row.stage, row.entered_on, row.responsible, row.note, row.document_id))


def check_document(session: Session, agreement: int, document: int | None) -> None:
    """Raise NotFound for a document that is none of the agreement's."""
    if document is None:
        return
    found = session.get(Document, document)
    if found is None or found.record_id != agreement:
        raise NotFound(_("Ese documento no es de este convenio; agréguelo antes en sus documentos."))


def _check_way(steps: Sequence[StepValues]) -> None:
    if not steps:
        raise UserError(_("Un convenio está al menos en una etapa; corríjala en lugar de quitarla."))
    for step, following in pairwise(steps):
        if step.stage in ENDINGS:
            raise InvalidValue(
                _("Después de {stage} no hay otra etapa; corrija antes las que siguen.").format(
                    stage=_(LABELS[step.stage]).lower()
                ),
                "stage",
                step.stage,
            )
        if step.stage == following.stage:
            raise InvalidValue(
                _("Quedaría dos veces seguidas en {stage}; elija otra etapa.").format(
                    stage=_(LABELS[step.stage]).lower()
                ),
                "stage",
                step.stage,
            )
    check_in_order([step.on for step in steps])


def _append(session: Session, agreement: int, step: StepValues) -> None:
    rows = _steps(session, agreement)
    check_in_order([*(row.entered_on for row in rows), step.on])
    last = max((row.position for row in rows), default=-1)
    session.add(AgreementStage(agreement_id=agreement, position=last + 1, **step_row(step)))
    session.flush()


def _sign(session: Session, agreement: int, step: StepValues) -> None:
    """What is said of the signing stands with the stage *suscripción*, which it ends."""
    row = _steps(session, agreement)[-1]
    row.responsible = " ".join(step.responsible.split()) or row.responsible
    row.note = "\n".join(text for text in (row.note, step.note) if text.strip())
    row.document_id = step.document if step.document is not None else row.document_id


def _steps(session: Session, agreement: int) -> list[AgreementStage]:
    found = select(AgreementStage).where(AgreementStage.agreement_id == agreement)
    return list(session.execute(found.order_by(AgreementStage.position, AgreementStage.id)).scalars())


def _facts(session: Session, row: Agreement, today: datetime.date) -> Facts:
    parties = select(func.count()).where(AgreementParty.agreement_id == row.id)
    return Facts(
        opinion=row.opinion,
        parties=session.execute(parties).scalar() or 0,
        signed_on=row.signed_on,
        term=_term(session, row, today),
    )


def _term(session: Session, row: Agreement, today: datetime.date) -> Term:
    return signed_term(row).amended(amendments_of(session, row.id), today)
