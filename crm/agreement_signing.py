"""Who signs in what post: the one held on the day of the signature, and who holds that post now.

A signature keeps the post of its day (DOMAIN, "A post is dated"); the post's own row tells who is there today.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy.orm import Session

from crm import areas
from crm.agreement_values import SignatoryValues
from crm.contact_values import Reference
from crm.participants import HeldPost, post_on
from db.folding import fold


class _Held(NamedTuple):
    row: int
    post: HeldPost


Posts = Mapping[int, Sequence[_Held]]


class Signed(NamedTuple):
    """Somebody who signs, in the post of that day, with the row of that post if it is one of an organisation."""

    who: SignatoryValues
    post: int | None


class Signing:
    """Gives those who sign the posts that they hold, looked up once for all of them."""

    def __init__(self, session: Session, signatories: Iterable[SignatoryValues]) -> None:
        everybody = list(signatories)
        persons = {who.person.id for who in everybody if who.person is not None and who.person.id}
        self._posts = _posts_of(session, sorted(persons)) if persons else {}
        asked = any(who.official and who.post is None for who in everybody)
        self._officials = {one.id: one.posts for one in areas.officials(session)} if asked else {}

    def signed(self, who: SignatoryValues, day: str, organization: int | None) -> Signed:
        """Who signs on a partial date for an organisation (None: not one of the base, or none)."""
        if who.official:
            return Signed(self._official(who, day), None)
        held = self._posts.get(who.person.id if who.person is not None else 0, ())
        if who.post is None:
            return _in_post_of(who, held, day, organization)
        return Signed(who, _row_titled(held, who.post, organization))

    def _official(self, who: SignatoryValues, day: str) -> SignatoryValues:
        if who.post is not None:
            return who
        post = areas.post_on(self._officials.get(who.official, ()), day)
        return replace(who, post=post.title if post is not None else "")


def _in_post_of(who: SignatoryValues, held: Sequence[_Held], day: str, organization: int | None) -> Signed:
    by_post = {one.post: one.row for one in held}
    found = post_on(by_post, day, organization or 0)
    if found is None:
        return Signed(replace(who, post=""), None)
    return Signed(replace(who, post=found.title), by_post[found])


def _row_titled(held: Sequence[_Held], title: str, organization: int | None) -> int | None:
    """The row of the post of that name, accents and case aside, that the person has or had there."""
    for one in held:
        is_there = organization is None or one.post.organization.id == organization
        if title.strip() and is_there and fold(one.post.title) == fold(title):
            return one.row
    return None


def _posts_of(session: Session, persons: Sequence[int]) -> Posts:
    found: dict[int, list[_Held]] = {}
    rows = session.connection().exec_driver_sql(_POSTS, (json.dumps(persons),))
    for person, row, title, organization, start, end, part in rows:
        post = HeldPost(title, Reference(organization, "", "organization"), start, end, part)
        found.setdefault(person, []).append(_Held(row, post))
    return found


_POSTS = """
    SELECT h.person_id, p.id, p.title, p.organization_id, h.start_on, h.end_on, p.part
    FROM json_each(?) AS wanted CROSS JOIN holder AS h ON h.person_id = wanted.value
    JOIN post AS p ON p.id = h.post_id ORDER BY h.id"""
