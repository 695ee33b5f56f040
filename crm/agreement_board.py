"""The board of agreements: a column a stage, and what a card may be moved to."""

import datetime
from array import array
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm import agreement_steps
from crm.agreement_list import groups
from crm.agreement_stages import (
    BEFORE_SIGNING,
    CONCLUDED,
    ENDED_EARLY,
    IN_FORCE,
    LABELS,
    LAPSED,
    NOT_SIGNED,
    RENEWED,
)
from crm.query import Query
from crm.texts import _

COLUMNS = (*BEFORE_SIGNING, IN_FORCE, LAPSED, CONCLUDED, RENEWED, ENDED_EARLY, NOT_SIGNED)
"""The stages that have a column, in their order."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its cards, in the order of the list (rows: ``crm.agreement_list.rows``)."""

    stage: str
    ids: "array[int]"

    @property
    def label(self) -> str:
        """What stands over it."""
        return _(LABELS[self.stage])


@dataclass(frozen=True, slots=True)
class Drop:
    """A column that a card is held over: ``refusal`` says why it makes no sense there, "" where it does.

    ``lacking`` is what is still needed before the step, a sentence each: the form of the step asks for it.
    """

    stage: str
    refusal: str = ""
    lacking: tuple[str, ...] = ()


def board(session: Session, query: Query) -> tuple[Column, ...]:
    """Every column, empty ones too, with the agreements of ours that a query finds. Raises QueryError."""
    found = {group.stage: group.ids for group in groups(session, query)}
    return tuple(Column(stage, found.get(stage, array("q"))) for stage in COLUMNS)


def drops(session: Session, agreement: int, today: datetime.date) -> tuple[Drop, ...]:
    """What would come of dropping the card of an agreement on each column. Raises NotFound."""
    offered = {offer.stage: offer.lacking for offer in agreement_steps.offers(session, agreement, today)}
    refused = agreement_steps.refusals(session, agreement, today)
    return tuple(Drop(stage, refused[stage], offered.get(stage, ())) for stage in COLUMNS)
