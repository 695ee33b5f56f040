"""What can be wanted of an agreement, as the codes that its record tells the desk; and the words of its next steps."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from crm.texts import _

if TYPE_CHECKING:
    from crm.agreement_record import AgreementRecord

STAGE, CORRECT, FULFIL, STATE, TAKE_BACK = "etapa", "corregir", "cumplir", "estado", "quitar-cumplimiento"
"""What a code begins with, and what follows: a stage; the row of a stage; of an obligation; of an obligation and its
state; of what was noted as done."""
ADD = "agregar"
"""Followed by the field of which one more is wanted: obligations, amendments, work …; by signatories and the row of a
party, for one who signs for it."""
_BETWEEN = ":"


def code(what: str, *which: object) -> str:
    """The code of something wanted.

    >>> code("estado", 7, "en curso")
    'estado:7:en curso'
    """
    return _BETWEEN.join((what, *(str(one) for one in which)))


def parts(wanted: str) -> tuple[str, tuple[str, ...]]:
    """What a code begins with, and what follows."""
    what, *which = wanted.split(_BETWEEN)
    return what, tuple(which)


def steps(record: "AgreementRecord") -> Mapping[str, str]:
    """The words of each stage that can follow, the likeliest first, by the code that takes it."""
    signed = bool(record.own["signed"])
    return {code(STAGE, offer.stage): stage_words(offer.stage, signed=signed) for offer in record.offers}


def stage_words(stage: str, *, signed: bool) -> str:
    """What is done by taking an agreement to a stage, as a button says it; one that was ``signed`` lacks its term."""
    return {
        "opinión de pertinencia": _("Pedir la opinión…"),
        "negociación": _("Pasar a negociación…"),
        "validación jurídica": _("Pasar a validación jurídica…"),
        "suscripción": _("Pasar a suscripción…"),
        "vigente": _("Capturar la vigencia…") if signed else _("Registrar la firma…"),
        "concluido": _("Concluir…"),
        "no suscrito": _("No se suscribe…"),
        "terminado anticipadamente": _("Terminar antes…"),
        "renovado": _("Se renovó…"),
    }[stage]
