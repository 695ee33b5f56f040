"""Writing a large import in another process (``crm.writing_apart``): the same operation as ``run.apply``."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any, NoReturn

from sqlalchemy.orm import Session

from crm.base import Base
from crm.importing.matching import Matches
from crm.importing.plain_cards import PlainCard, card_of, plain
from crm.importing.run import Plan, Result, apply, matched, write, written
from crm.progress import Progress, silent
from crm.writing_apart import KeptBeforeItEnded, WriteHereInstead, write_apart

WORTH_IT = 3_000
"""Contacts from which an import is written apart, about as many as a file has that is read apart: below, starting a
process takes longer than writing here."""

_PART = 100
"""Cards sent in one go: about a millisecond in which no other thread has its turn."""

_TRIES = 3
"""How often others may write in the base in between before they are kept out while it is matched anew."""

_Part = tuple[bool, Sequence[tuple[int, PlainCard]]]
"""Whether they are made anew, and cards by position in the file (``Matches.new``) or record (``Matches.changed``)."""


def apply_well(base: Base, planned: Plan, progress: Progress = silent) -> Result:
    """Do what was planned, here or in another process if it is much; raises as ``run.apply`` does, and BaseProblem if
    the process is stopped from outside.
    """
    if written(planned.matches) < WORTH_IT:
        return apply(base, planned, progress)
    try:
        return planned.result(_apply_apart(base, planned, progress))
    except WriteHereInstead:
        return apply(base, planned, progress)
    except KeptBeforeItEnded as kept:
        return planned.result(kept.operation)


def _apply_apart(base: Base, planned: Plan, progress: Progress) -> int | None:
    for _try in range(_TRIES):
        operation: int | None = write_apart(base, write_parts, _parts(planned), progress)
        if operation is not None:
            return operation
        # Others wrote in between; what there is to match with is here.
        anew = matched(base, planned.reading, planned.decisions)
        planned.matches, planned.named, planned.seen = anew.matches, anew.named, anew.seen
        if not written(planned.matches):
            return None
    raise WriteHereInstead


def _parts(planned: Plan) -> Iterator[int | _Part]:
    """What ``write_parts`` is given: the operation after which the base was seen, then the cards."""
    yield planned.seen
    for is_new, cards in ((True, planned.matches.new), (False, planned.matches.changed)):
        rest = iter(cards.items())
        while some := [(place, plain(card)) for place, card in islice(rest, _PART)]:
            yield is_new, some


class _ChangedSince(Exception):
    """Others wrote in the base since it was matched with."""


def write_parts(base: Base, parts: Sequence[Any], progress: Progress) -> int | None:
    """What the other process does: write the cards, as one operation, whose number it returns.

    None if the base has changed since it was matched with; then nothing is written.
    """
    seen, *rest = parts
    matches = Matches()
    for is_new, cards in rest:
        (matches.new if is_new else matches.changed).update((place, card_of(card)) for place, card in cards)
    with suppress(_ChangedSince):
        return write(base, matches, seen, _refuse, progress)
    return None


def _refuse(_session: Session) -> NoReturn:
    raise _ChangedSince


__all__ = ["WORTH_IT", "apply_well", "write_parts"]
