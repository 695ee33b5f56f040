"""How an agreement stands on a day, in the words that queries and facets use. Pure rules of values."""

import datetime

from crm.agreement_stages import BEFORE_SIGNING, ENDINGS, LAPSED
from crm.agreement_term import Term, TermState
from crm.texts import mark

VALID, LAPSING, EXPIRED, UNDER_WAY = "vigente", "por-vencer", "vencido", "en-trámite"
INDEFINITE, OVER = "indefinido", "terminado"
LABELS = {
    VALID: mark("Vigente"),
    LAPSING: mark("Por vencer"),
    EXPIRED: mark("Vencido"),
    UNDER_WAY: mark("En trámite"),
    INDEFINITE: mark("Indefinido"),
    OVER: mark("Terminado"),
}
STANDINGS = tuple(LABELS)
NO_AGREEMENT = "ninguno"
CONTACT_STANDINGS = tuple(each for each in STANDINGS if each != INDEFINITE)
"""How the agreements of a contact can stand, NO_AGREEMENT aside."""

NOTICE, DUTY, STALLED, NO_PAPER = "preaviso", "obligación", "detenido", "sin-documento"
NOTICES = (LAPSING, EXPIRED, NOTICE, DUTY, STALLED, NO_PAPER)
"""What is noticed of it: its end is near, its term over, its notice, an obligation, its stage, its signed paper."""
ANY_NOTICE, NO_NOTICE = "sí", "no"
PRESSING = f"aviso:{EXPIRED},{NOTICE},{DUTY},{STALLED}"
"""The query of what is pressing: an end still to come has a query of its own, and a paper that lacks can wait."""


def standing(stage: str, term: Term, day: datetime.date, longest_alert: int) -> tuple[str, ...]:
    """How an agreement in that stage, with that term, stands on a day.

    What is about to lapse, and what has no end, is in force as well. ``longest_alert``: how many days before its end
    it is about to lapse.
    """
    if stage in BEFORE_SIGNING:
        return (UNDER_WAY,)
    if stage == LAPSED:
        return (EXPIRED,)
    if stage in ENDINGS:
        return (OVER,)
    if term.indefinite:
        return (VALID, INDEFINITE)
    lapsing = term.state(day, alert_days=(longest_alert,)) is TermState.LAPSING
    return (VALID, LAPSING) if lapsing else (VALID,)
