"""In what order people are seated and named: by what they do there, the institute's Presidency and councillors first.

Within one rank they keep the order in which the record has them, which is the office's own.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from crm.activity_record import ActivityRecord, TakingPart
from crm.texts import _

_RANKS = ("encabeza", "convoca", "organiza", "ponente", "modera", "testigo", "participante", "asiste")
_OURS = (re.compile(r"\bC\.P\.", re.IGNORECASE), re.compile(r"\bC\.E\.", re.IGNORECASE))


class Seat(NamedTuple):
    """Somebody who takes part: ``name`` with tratamiento, "" where an institution has not said whom.

    ``post`` is that of the day; ``role`` in words, ``state`` as kept; ``ours``: of the institute itself.
    """

    name: str
    post: str
    institution: str
    role: str
    state: str
    ours: bool


def in_order(record: ActivityRecord) -> list[Seat]:
    """Those who take part, by precedence."""
    return [seat(who) for who in sorted(record.participants, key=_rank)]


def as_listed(record: ActivityRecord) -> list[Seat]:
    """Those who take part, as the record has them."""
    return [seat(who) for who in record.participants]


def seat(who: TakingPart) -> Seat:
    """A participant as somebody to be seated."""
    kept = who.who
    if kept.person is not None:
        institution = kept.organization.name if kept.organization is not None else ""
        return Seat(who.name, kept.post or "", institution, who.role, who.state, False)
    if kept.official:
        return Seat(
            _of_the_day(who.name), kept.post or "", _area_of(who, kept.post or ""), who.role, who.state, True
        )
    return Seat("", kept.post or "", who.name, who.role, who.state, bool(kept.area))


def persons(seats: Iterable[Seat]) -> list[Seat]:
    """Those who have a name."""
    return [one for one in seats if one.name]


def _area_of(who: TakingPart, post: str) -> str:
    """What the line of an official says beside the post."""
    return who.line.removeprefix(post).removeprefix(", ")


def _of_the_day(name: str) -> str:
    """How somebody was called then: on the papers of a day nobody is "entonces"."""
    return name.removeprefix(_("entonces {post}").format(post=""))


def _rank(who: TakingPart) -> tuple[int, int]:
    role = who.who.role
    own = next(
        (n for n, short in enumerate(_OURS) if who.who.official and short.search(who.name)), len(_OURS)
    )
    return (_RANKS.index(role) if role in _RANKS else len(_RANKS), own)
