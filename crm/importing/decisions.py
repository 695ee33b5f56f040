"""What the user decides about a contact that may be another one: make it, fill the other's gaps, or leave it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from crm import phones
from crm.cards import Phone
from crm.texts import _

if TYPE_CHECKING:
    from crm.importing.run import Plan

Choice = Literal["create", "same", "skip"]
CREATE: Choice = "create"
SAME: Choice = "same"
SKIP: Choice = "skip"


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a possible duplicate. ``record`` or ``row`` (of the file) is the other one that was shown: if it
    turns out to be like somebody else, the row is made as if nothing had been decided."""

    choice: Choice
    record: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A decision to offer, and its name in words."""

    words: str
    decision: Decision


Decisions = Mapping[int, Decision]
"""By row of the file."""


def reason(planned: "Plan", place: int) -> str:
    """Whom the card at a place of the plan may duplicate and what becomes of it, in words; empty if nobody."""
    match = planned.matches.of[place]
    if match.alike is None:
        return ""
    other = planned.matches.named[match.alike]
    same_name = match.shared == planned.reading.cards[place].full_name
    shared = phones.display(Phone(match.shared)) if match.shared.startswith("+") else match.shared
    if match.alike >= 0:
        text = (
            _("Ya hay en la base otro contacto que se llama {name}.")
            if same_name
            else _("Comparte {shared} con {name}, que ya está en la base.")
        )
        return f"{text.format(shared=shared, name=other.name)} {_fate(match.outcome)}"
    row = planned.reading.numbers[-match.alike - 1]
    text = (
        _("La fila {row} también se llama {name}.")
        if same_name
        else _("Comparte {shared} con {name}, de la fila {row}.")
    )
    return f"{text.format(shared=shared, name=other.name, row=row)} {_fate(match.outcome)}"


def _fate(outcome: str) -> str:
    return {
        "created": _("Se crea aparte."),
        "updated": _("Se llenan sus huecos."),
        "repeated": _("Es el mismo y no trae nada nuevo."),
        "skipped": _("No se importa."),
    }[outcome]


def offers(planned: "Plan", place: int) -> Sequence[Offer]:
    """What can be decided about the card at a place, besides what would be done with it anyway."""
    match = planned.matches.of[place]
    if match.alike is None:
        return ()
    in_base = match.alike >= 0
    record = match.alike if in_base else None
    row = None if in_base else planned.reading.numbers[-match.alike - 1]
    found = []
    kinds_agree = planned.matches.named[match.alike].kind == planned.reading.cards[place].kind
    if kinds_agree and match.outcome not in ("updated", "repeated"):
        found.append(Offer(_("Es el mismo"), Decision(SAME, record, row)))
    if match.outcome != "created":
        found.append(Offer(_("Crear aparte"), Decision(CREATE, record, row)))
    if match.outcome != "skipped":
        found.append(Offer(_("Omitir"), Decision(SKIP, record, row)))
    return found
