"""Matching and writing a large import in another process (``crm.work_apart``): as ``run`` does it here."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy.orm import Session

from crm.base import Base
from crm.importing.decisions import Decisions
from crm.importing.matching import Decided, Match, Matches
from crm.importing.plain_cards import PlainCard, card_of, plain
from crm.importing.reading import Reading
from crm.importing.run import (
    ImportOptions,
    Plan,
    Result,
    apply,
    decided,
    match,
    matched,
    read,
    write,
    written,
)
from crm.progress import Progress, silent
from crm.work_apart import DoHereInstead, InParts, KeptBeforeItEnded, do_apart, in_parts

WORTH_IT = 3_000
"""Contacts from which an import is matched and written apart, about as many as a file has that is read apart: below,
starting a process takes longer."""

_PART = 100
"""Cards sent in one go: about a millisecond in which no other thread has its turn."""

_OF_MATCH = [field.name for field in fields(Match)]

_TRIES = 3
"""How often others may write in the base in between before they are kept out while it is matched anew."""

_Part = tuple[bool, Sequence[tuple[int, PlainCard]]]
"""Whether they are made anew, and cards by position in the file (``Matches.new``) or record (``Matches.changed``)."""


def plan_well(base: Base, path: Path, options: ImportOptions, progress: Progress = silent) -> Plan:
    """Read a file and say what importing it would do, in other processes if it is large; raises as ``run.plan``, and
    BaseProblem if one is stopped from outside.
    """
    return matched_well(base, read(path, options, progress), progress=progress)


def matched_well(
    base: Base, reading: Reading, decisions: Decisions | None = None, progress: Progress = silent
) -> Plan:
    """Say what importing what was read would do, here or in another process if it is much."""
    if len(reading.cards) < WORTH_IT:
        return matched(base, reading, decisions)
    try:
        parts = _cards_to_match(reading, decided(reading, decisions or {}))
        told = do_apart(base, match_parts, parts, lambda _done, _all: progress(reading.total, reading.total))
        return Plan(reading, *_put_together(told, reading), decisions or {})
    except DoHereInstead:
        return matched(base, reading, decisions)


def _cards_to_match(reading: Reading, wanted: Mapping[int, Decided]) -> Iterator[Any]:
    yield wanted
    yield from in_parts((plain(card) for card in reading.cards), _PART)


def match_parts(base: Base, parts: Sequence[Any], _progress: Progress) -> InParts:
    """What the other process does: match cards, and say what ``run.match`` says in parts: the operation and the names,
    then the parts of the Matches, each with the name of its field. A card that was sent is not sent back.
    """
    wanted, *rest = parts
    cards = [card_of(card) for some in rest for card in some]
    matches, seen, named = match(base, cards, wanted)
    new = ((place, None if card is cards[place] else plain(card)) for place, card in matches.new.items())
    changed = ((record, plain(card)) for record, card in matches.changed.items())
    of = (tuple(getattr(one, field) for field in _OF_MATCH) for one in matches.of)
    several = (("of", of), ("new", new), ("changed", changed), ("named", matches.named.items()))
    return InParts(
        chain([(seen, named)], ((name, some) for name, values in several for some in in_parts(values, _PART)))
    )


def _put_together(parts: Sequence[Any], reading: Reading) -> tuple[Matches, int, tuple[str, ...]]:
    (seen, named), *rest = parts
    matches = Matches()
    for name, some in rest:
        if name == "of":
            matches.of.extend(Match(*values) for values in some)
        elif name == "new":
            matches.new.update(
                (place, reading.cards[place] if card is None else card_of(card)) for place, card in some
            )
        elif name == "changed":
            matches.changed.update((record, card_of(card)) for record, card in some)
        else:
            matches.named.update(some)
    return matches, seen, named


def apply_well(base: Base, planned: Plan, progress: Progress = silent) -> Result:
    """Do what was planned, here or in another process if it is much; raises as ``run.apply`` does, and BaseProblem if
    the process is stopped from outside.
    """
    if written(planned.matches) < WORTH_IT:
        return apply(base, planned, progress)
    try:
        return planned.result(_apply_apart(base, planned, progress))
    except DoHereInstead:
        return apply(base, planned, progress)
    except KeptBeforeItEnded as kept:
        return planned.result(kept.operation)


def _apply_apart(base: Base, planned: Plan, progress: Progress) -> int | None:
    def tell(done: int, total: int | None) -> None:
        progress(done, total or written(planned.matches))

    for _try in range(_TRIES):
        operation: int | None = do_apart(base, write_parts, _parts(planned), tell)
        if operation is not None:
            return operation
        # Others wrote in between; what there is to match with is here.
        anew = matched_well(base, planned.reading, planned.decisions)
        planned.matches, planned.named, planned.seen = anew.matches, anew.named, anew.seen
        if not written(planned.matches):
            return None
    raise DoHereInstead


def _parts(planned: Plan) -> Iterator[int | _Part]:
    """What ``write_parts`` is given: the operation after which the base was seen, then the cards."""
    yield planned.seen
    for is_new, cards in ((True, planned.matches.new), (False, planned.matches.changed)):
        yield from (
            (is_new, some)
            for some in in_parts(((place, plain(card)) for place, card in cards.items()), _PART)
        )


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


__all__ = ["WORTH_IT", "apply_well", "match_parts", "matched_well", "plan_well", "write_parts"]
