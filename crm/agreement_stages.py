"""The stages of an agreement: which step leads where, what it needs first, and how long each stage took.

Stages up to the signing, and every ending, are steps that somebody takes and dates. Two are never typed: an agreement
that was signed is *vigente* while its term lasts and *vencido* from the day after, by its dates alone. Pure rules of
values; the base is not asked. Source of the stages: DOMAIN, "etapas".
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from crm.agreement_term import IN_FORCE_STATES, Term, TermState
from crm.date_words import long_date
from crm.partial_dates import PartialDate
from crm.texts import _, mark

REQUESTED, OPINION, NEGOTIATION = "solicitud", "opinión de pertinencia", "negociación"
LEGAL_REVIEW, SIGNING = "validación jurídica", "suscripción"
IN_FORCE, LAPSED = "vigente", "vencido"
CONCLUDED, NOT_SIGNED = "concluido", "no suscrito"
ENDED_EARLY, RENEWED = "terminado anticipadamente", "renovado"

PATH = (REQUESTED, OPINION, NEGOTIATION, LEGAL_REVIEW, SIGNING, IN_FORCE, CONCLUDED)
"""The way an agreement goes when all goes well, as the line of stages shows it."""
BEFORE_SIGNING = PATH[:5]
ENDINGS = (CONCLUDED, NOT_SIGNED, ENDED_EARLY, RENEWED)
STAGES = (*BEFORE_SIGNING, IN_FORCE, LAPSED, *ENDINGS)
STEPS = (*BEFORE_SIGNING, *ENDINGS)
"""The stages that are kept as steps; the others are derived."""
LABELS = {
    REQUESTED: mark("Solicitud"),
    OPINION: mark("Opinión de pertinencia"),
    NEGOTIATION: mark("Negociación"),
    LEGAL_REVIEW: mark("Validación jurídica"),
    SIGNING: mark("Suscripción"),
    IN_FORCE: mark("Vigente"),
    LAPSED: mark("Vencido"),
    CONCLUDED: mark("Concluido"),
    NOT_SIGNED: mark("No suscrito"),
    ENDED_EARLY: mark("Terminado anticipadamente"),
    RENEWED: mark("Renovado"),
}

_UNBOUND = (REQUESTED, OPINION, NEGOTIATION, LEGAL_REVIEW, NOT_SIGNED)

OPINIONS = (FAVORABLE, UNFAVORABLE, WITH_REMARKS) = (
    mark("favorable"),
    mark("no favorable"),
    mark("con observaciones"),
)

_NEXT = {
    REQUESTED: (OPINION, NOT_SIGNED),
    OPINION: (NEGOTIATION, NOT_SIGNED),
    NEGOTIATION: (LEGAL_REVIEW, NOT_SIGNED),
    # The lawyers' remarks send a text back to be negotiated, a late change back to the lawyers.
    LEGAL_REVIEW: (SIGNING, NEGOTIATION, NOT_SIGNED),
    SIGNING: (IN_FORCE, LEGAL_REVIEW, NOT_SIGNED),
    IN_FORCE: (CONCLUDED, RENEWED, ENDED_EARLY),
    LAPSED: (CONCLUDED, RENEWED),
}
_NEXT_SIGNED = (IN_FORCE, CONCLUDED, RENEWED, ENDED_EARLY)
"""What follows the signing of an agreement whose dates do not decide it: it is given its term, or it is over."""


class Step(NamedTuple):
    """A stage that was entered; ``on`` a partial date in its stored form, "" where nobody knows."""

    stage: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the checks of a step look at; ``opinion`` one of OPINIONS or "", dates partial in their stored form."""

    opinion: str = ""
    parties: int = 0
    signed_on: str = ""
    term: Term = field(default_factory=Term)


class Need(NamedTuple):
    """What is still needed before a step, in a sentence; ``field`` is the one of the step's own values that it is
    about, ``opinion`` where the agreement's is asked for with it, "" for what stands elsewhere.
    """

    sentence: str
    field: str = ""


class Stay(NamedTuple):
    """A stage on an agreement's way: since when and for how many days; None at an ending or if unknown."""

    stage: str
    since: str
    days: int | None


def is_signed(signed_on: str, today: datetime.date) -> bool:
    """Whether it was signed, or may have been: on a day that is not still to come, or on one that nobody knows."""
    return bool(signed_on) and PartialDate.parse(signed_on).earliest <= today


def binds(stage: str, signed_on: str) -> bool:
    """Whether an agreement in a stage binds its parties: from its signing on, and also once it is over."""
    return bool(signed_on) if stage == SIGNING else stage not in _UNBOUND


def next_stages(stage: str, *, signed: bool = False) -> tuple[str, ...]:
    """The stages that can follow, the likeliest first; none after an ending.

    ``signed`` matters in *suscripción*, where an agreement stays whose dates do not tell whether it is in force.
    """
    return _NEXT_SIGNED if signed and stage == SIGNING else _NEXT.get(stage, ())


def refusal(stage: str, to: str, *, signed: bool = False) -> str:
    """Why a step from one stage to another makes no sense, in a sentence; "" where it can be taken.

    ``signed`` as in ``next_stages``.
    """
    if to in next_stages(stage, signed=signed):
        return ""
    if to == stage:
        return _("El convenio ya está en esa etapa: {etapa}.").format(etapa=_(LABELS[to]).lower())
    if stage in ENDINGS:
        return _(
            "El convenio ya quedó como {etapa}; si fue un error, corrija esa etapa y diga el motivo."
        ).format(etapa=_(LABELS[stage]).lower())
    if to == LAPSED:
        return _("«Vencido» no se escribe: resulta de la fecha en que termina la vigencia.")
    if stage in BEFORE_SIGNING and not (signed and stage == SIGNING):
        return _refusal_unsigned(stage, to)
    return _refusal_signed(to)


def _refusal_unsigned(stage: str, to: str) -> str:
    if to in ENDINGS:
        return _("El convenio aún no se firma: mientras tanto sólo puede quedar como no suscrito.")
    if PATH.index(to) < PATH.index(stage):
        return _(
            "El convenio ya pasó por {etapa}; si la etapa de ahora es un error, corríjala y diga el motivo."
        ).format(etapa=_(LABELS[to]).lower())
    following = next_stages(stage)[0]
    return _("Antes falta otra etapa: {etapa}.").format(etapa=_(LABELS[following]).lower())


def _refusal_signed(to: str) -> str:
    if to == NOT_SIGNED:
        return _("El convenio ya se firmó: no puede quedar como no suscrito.")
    if to == ENDED_EARLY:
        return _("La vigencia ya terminó por sí sola: concluya el convenio o renuévelo.")
    if to == IN_FORCE:
        return _("La vigencia ya terminó: para alargarla registre una adenda con la nueva fecha.")
    return _(
        "El convenio ya se firmó y no vuelve a {etapa}; los cambios se hacen con un modificatorio."
    ).format(etapa=_(LABELS[to]).lower())


def lacking(
    stage: str, to: str, facts: Facts, *, note: str, on: str, today: datetime.date
) -> tuple[str, ...]:
    """The sentences of ``needs``."""
    return tuple(need.sentence for need in needs(stage, to, facts, note=note, on=on, today=today))


def needs(stage: str, to: str, facts: Facts, *, note: str, on: str, today: datetime.date) -> tuple[Need, ...]:
    """What is still needed before a step that makes sense; empty when nothing is.

    ``note`` is the step's own, ``on`` the partial date it is taken.
    """
    found = list(_lacking_facts(stage, to, facts, today))
    if to in (NOT_SIGNED, ENDED_EARLY) and not note.strip():
        found.append(Need(_("Escriba en la nota por qué termina así."), "note"))
    if early := too_early(on, today):
        found.append(Need(early, "on"))
    return tuple(found)


def too_early(on: str, today: datetime.date) -> str:
    """A sentence for a partial date that is still to come, on which nobody can have taken a step; "" for others."""
    is_to_come = bool(on) and PartialDate.parse(on).earliest > today
    return _("Aún no llega ese día; escriba la fecha en que ocurrió.") if is_to_come else ""


def _lacking_facts(stage: str, to: str, facts: Facts, today: datetime.date) -> tuple[Need, ...]:
    if stage == OPINION and to == NEGOTIATION:
        return _lacking_opinion(facts.opinion)
    if to == LEGAL_REVIEW and facts.parties < 2:
        return (Need(_("Un convenio tiene dos partes o más; agregue las que faltan.")),)
    if to == IN_FORCE:
        return _lacking_signature(facts)
    if to == CONCLUDED:
        return _lacking_end(facts.term, today)
    return ()


def _lacking_opinion(opinion: str) -> tuple[Need, ...]:
    if opinion == UNFAVORABLE:
        sentence = _("La opinión de pertinencia no fue favorable; sólo puede quedar como no suscrito.")
        return (Need(sentence, "opinion"),)
    return () if opinion else (Need(_("Falta el sentido de la opinión de pertinencia; elíjalo."), "opinion"),)


def _lacking_signature(facts: Facts) -> tuple[Need, ...]:
    found = [] if facts.signed_on else [Need(_("Falta la fecha de firma; si no se sabe, escriba s/f."), "on")]
    if facts.parties < 2:
        found.append(Need(_("Un convenio tiene dos partes o más; agregue las que faltan.")))
    return tuple(found)


def _lacking_end(term: Term, today: datetime.date) -> tuple[Need, ...]:
    end = term.last_day(today)
    if term.state(today) not in IN_FORCE_STATES or end is None:
        return ()
    day = long_date(PartialDate(end.year, end.month, end.day))
    sentence = _("La vigencia termina el {día}; si termina antes, use terminado anticipadamente.")
    return (Need(sentence.format(día=day)),)


def current(steps: Sequence[Step], signed_on: str, term: Term, today: datetime.date) -> str:
    """The stage of an agreement on a day: its last step, or what the dates make of it once it was signed.

    A signed agreement whose dates do not decide it stays in *suscripción*; without steps it is being requested.
    """
    last = steps[-1].stage if steps else REQUESTED
    if last != SIGNING or not signed_on:
        return last
    state = term.state(today)
    if state in IN_FORCE_STATES:
        return IN_FORCE
    return LAPSED if state is TermState.LAPSED else SIGNING


def stays(steps: Sequence[Step], signed_on: str, term: Term, today: datetime.date) -> tuple[Stay, ...]:
    """Each stage that an agreement went through, *vigente* among them, with its days until the next or today."""
    entered = list(steps)
    now = current(steps, signed_on, term, today)
    if signed_on and any(step.stage == SIGNING for step in steps):
        entered = _with_term(entered, signed_on, term, now, today)
    return tuple(
        Stay(step.stage, step.on, None if step.stage in ENDINGS else _days(step.on, following, today))
        for step, following in zip(entered, [*entered[1:], None], strict=True)
    )


def days_since(entered_on: str, today: datetime.date) -> int | None:
    """Days that a stage entered on a partial date has lasted so far; None where its day is not known."""
    return _days(entered_on, None, today)


def _with_term(steps: list[Step], signed_on: str, term: Term, now: str, today: datetime.date) -> list[Step]:
    """The steps with those that dates make: in force after the signing, lapsed after its end."""
    place = max(index for index, step in enumerate(steps) if step.stage == SIGNING) + 1
    derived = []
    if now in (IN_FORCE, LAPSED) or place < len(steps):
        derived.append(Step(IN_FORCE, term.start or signed_on))
    end = term.last_day(today)
    if now == LAPSED and end is not None:
        derived.append(Step(LAPSED, str(end + datetime.timedelta(days=1))))
    return [*steps[:place], *derived, *steps[place:]]


def _days(since: str, following: Step | None, today: datetime.date) -> int | None:
    """Days from an entry to the next, or to today for the last; None where either day is not known."""
    start = _day(since)
    end = today if following is None else _day(following.on)
    return None if start is None or end is None else max((end - start).days, 0)


def _day(text: str) -> datetime.date | None:
    date = PartialDate.parse(text or "s/f")
    return date.earliest if date.day else None
