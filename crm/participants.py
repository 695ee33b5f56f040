"""Who takes part: names pasted as a list matched to contacts, and the post each held on the activity's day."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from sqlalchemy.orm import Session

from crm.activity_values import Participant
from crm.contact_values import Reference
from crm.directory import Directory
from crm.importing.names import split_treatment
from crm.partial_dates import PartialDate, may_hold
from db.folding import fold

if TYPE_CHECKING:
    from crm.contact_list import ContactRow

Outcome = Literal["exact", "near", "unmatched"]

_SEPARATED = re.compile(r"\t+|\s+[-–—|·]\s+|\s*\(|,\s+|;\s*")
_MARK = re.compile(r"^\s*(?:[-*•·]|\d{1,3}[.)\]])\s+")


class HeldPost(NamedTuple):
    """A post of a person: its title, where, and from when to when (partial dates, stored form)."""

    title: str
    organization: Reference
    start: str
    end: str
    part: str = ""

    def held_on(self, day: PartialDate) -> bool:
        """Whether it may have been held on a day that may be partly known."""
        return may_hold(self.start, self.end, day)


@dataclass(frozen=True, slots=True)
class Matched:
    """A line of a pasted list: what was written, and whom it means.

    ``exact``: one contact of that name, already in ``participant``. ``near``: ``candidates`` to choose from.
    ``unmatched``: nobody alike; ``participant`` makes a new contact of that name when it is written down.
    """

    written: str
    outcome: Outcome
    participant: Participant
    candidates: "tuple[ContactRow, ...]" = ()


def post_on(posts: Iterable[HeldPost], day: str, organization: int = 0) -> HeldPost | None:
    """The post to name on a partial date (empty: not known), in one organisation or in any.

    Of several: one not yet left before one left nobody knows when, a head's before others, the last to begin.
    """
    on = PartialDate.parse(day or "s/f")
    held = [
        post
        for post in posts
        if post.held_on(on) and (not organization or post.organization.id == organization)
    ]
    return max(held, key=lambda post: (post.end != "s/f", post.part == "titular", post.start), default=None)


def posts_of(session: Session, persons: Iterable[int]) -> dict[int, list[HeldPost]]:
    """Every post of these persons, past ones too, in one statement."""
    found: dict[int, list[HeldPost]] = {}
    rows = session.connection().exec_driver_sql(_POSTS, (json.dumps(list(persons)),))
    for person, title, organization, name, start, end, part in rows:
        post = HeldPost(title, Reference(organization, name, "organization"), start, end, part)
        found.setdefault(person, []).append(post)
    return found


def as_of(session: Session, participants: Sequence[Participant], day: str) -> list[Participant]:
    """The participants, those whose post is None with the one held on that day; a new person has none."""
    asked = [who.person.id for who in participants if who.person and who.person.id and who.post is None]
    posts = posts_of(session, asked) if asked else {}
    return [with_post(who, posts.get(who.person.id if who.person else 0, []), day) for who in participants]


def with_post(who: Participant, posts: Sequence[HeldPost], day: str) -> Participant:
    """The same, with the post that the person held on that day if it is asked for, and where, if that is not said."""
    if who.post is not None:
        return who
    held = post_on(posts, day, who.organization.id if who.organization else 0)
    if held is None:
        return replace(who, post="")
    return replace(who, post=held.title, organization=who.organization or held.organization)


def members(session: Session, group: int, on_day: str, *, posts_on: str | None = None) -> list[Participant]:
    """Who was, or may have been, in a group on a partial date (empty: not known), by name, in the posts of that day or
    of another.
    """
    on = PartialDate.parse(on_day or "s/f")
    rows = session.connection().exec_driver_sql(_MEMBERS, (group,))
    found = [
        Participant(Reference(contact, name, kind), post=None)
        if kind == "person"
        else Participant(organization=Reference(contact, name, kind))
        for contact, name, kind, joined, left in rows
        if may_hold(joined, left, on)
    ]
    return as_of(session, list(dict.fromkeys(found)), on_day if posts_on is None else posts_on)


def match(session: Session, text: str, day: str, today: date) -> list[Matched]:
    """The people and institutions of a pasted list, one a line, or separated by commas or semicolons in one line.

    What stands in a line after the name ("Rosa Prueba, Club de Prueba") is looked for as an institution.
    """
    directory = Directory(session)
    lines = [_match_line(session, directory, *_parts(line), today) for line in _lines(directory, text)]
    found = as_of(session, [line.participant for line in lines], day)
    return [replace(line, participant=who) for line, who in zip(lines, found, strict=True)]


def _lines(directory: Directory, text: str) -> list[str]:
    lines = [_MARK.sub("", line).strip() for line in text.splitlines()]
    written = list(dict.fromkeys(line for line in lines if line))
    return _listed(directory, written[0]) if len(written) == 1 else written


def _listed(directory: Directory, line: str) -> list[str]:
    """The names in one line: between semicolons, or commas where all that stands between them may be names."""
    names = [name.strip() for name in line.split(";") if name.strip()]
    if len(names) > 1 or "," not in line:
        return [name for part in names for name in _listed(directory, part)] if len(names) > 1 else names
    names = [name.strip() for name in line.split(",") if name.strip()]
    may_be_names = len(names) > 2 and all(" " in name for name in names)
    return names if may_be_names and not any(directory.organization(name) for name in names[1:]) else [line]


def _parts(line: str) -> tuple[str, list[str]]:
    """A line's name, and what is written after it."""
    name, *rest = (part.strip(" )") for part in _SEPARATED.split(line))
    return name, [part for part in rest if part]


def _match_line(session: Session, directory: Directory, name: str, said: list[str], today: date) -> Matched:
    # Whoever writes activities needs the posts alone, not all that looks for contacts.
    from crm.alike import Typed, alike

    written = ", ".join((name, *said))
    of_name = directory.organization(name)
    if of_name is not None and not said:
        return Matched(written, "exact", Participant(organization=Reference(of_name, name, "organization")))
    organization, post = _said_of(directory, said)
    bare = split_treatment(name)[1]
    candidates = alike(session, Typed(bare), today)
    same = [row for row in candidates if row.kind == "person" and fold(row.name) == fold(bare)]
    if len(same) == 1:
        who = Participant(Reference(same[0].id, same[0].name, "person"), organization, post=post)
        return Matched(written, "exact", who)
    new = Participant(Reference(0, name, "person"), organization, post=post or "")
    return Matched(written, "near" if candidates else "unmatched", new, tuple(same or candidates))


def _said_of(directory: Directory, said: list[str]) -> tuple[Reference | None, str | None]:
    """The institution among what is written after a name, and the rest, which is the post; None to look it up."""
    for position, text in enumerate(said):
        found = directory.organization(text)
        if found is not None:
            rest = ", ".join((*said[:position], *said[position + 1 :]))
            return Reference(found, text, "organization"), rest or None
    return None, ", ".join(said) or None


_MEMBERS = """
    SELECT s.id, s.name, s.kind, m.joined_on, m.left_on FROM membership AS m
    JOIN search_document AS s ON s.id = m.record_id WHERE m.group_id = ? ORDER BY s.place"""
_POSTS = """
    SELECT h.person_id, p.title, p.organization_id, o.official_name, h.start_on, h.end_on, p.part
    FROM json_each(?) AS wanted CROSS JOIN holder AS h ON h.person_id = wanted.value
    JOIN post AS p ON p.id = h.post_id JOIN organization AS o ON o.id = p.organization_id
    JOIN record AS r ON r.id = o.id AND r.trashed_by IS NULL ORDER BY h.id"""
