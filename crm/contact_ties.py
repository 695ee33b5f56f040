"""Editing what ties a contact to others: posts (from either side), relations between organisations, groups.

Part of ``crm.contact_edit``. Who is referred to goes by id; a Reference without one is made on the spot, as part of
the same operation.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from uuid_utils import uuid7

from crm.card_writer import CardWriter
from crm.cards import Card, GroupMembership, Post as PostCard, RelationTo
from crm.contact_values import Belonging, Holding, Kept, Reference, Tie
from crm.contacts import check, heir
from crm.errors import ChangedMeanwhile, InvalidValue, NotFound
from crm.importing.names import split_name
from crm.partial_dates import PartialDate
from crm.texts import _
from db.folding import fold
from db.labels import ContactGroup, Membership
from db.posts import Holder, Post
from db.records import Record
from db.relations import Relation

FIELDS = ("posts", "relations", "groups")
Told = Callable[[Any], ChangedMeanwhile]


def save(
    session: Session, contact: int, field: str, before: Kept | None, after: Any, *, changed: Told
) -> None:
    """Add, change or remove one tie of a contact, as ``crm.contact_edit.save`` says.

    A Reference to the contact itself stands on its own side of ``after``.
    """
    _SAVERS[field](session, contact, before, after, changed)


def resolve(session: Session, reference: Reference, kind: str) -> int:
    """The id of what a reference means, which is made if it has none: a contact or group of that name.

    Raises InvalidValue for an empty name, NotFound for one that is gone.
    """
    if reference.id:
        found = session.get(Record, heir(session, reference.id))
        if found is None or found.trashed_by is not None or found.kind != kind:
            raise NotFound(
                _("«{name}» ya no está en la base; elija o escriba otro nombre.").format(name=reference.name)
            )
        return found.id
    name = " ".join(reference.name.split())
    if not fold(name):
        raise InvalidValue(_("Falta el nombre: escriba o elija uno."))
    return _group_named(session, name) if kind == "group" else _new_contact(session, name, kind)


def _new_contact(session: Session, name: str, kind: str) -> int:
    if kind == "person":
        treatment, given, first, second = split_name(name)
        new = Card(
            "person", treatment=treatment, given_names=given, first_surname=first, second_surname=second
        )
    else:
        new = Card("organization", official_name=name)
    check(new)
    session.flush()
    return CardWriter(session).add([new])[0]


def _group_named(session: Session, name: str) -> int:
    live = select(ContactGroup.id).join(Record, Record.id == ContactGroup.id)
    found = session.execute(
        live.where(ContactGroup.folded == fold(name), Record.trashed_by.is_(None))
    ).scalar()
    if found is not None:
        return found
    record = Record(uid=str(uuid7()), kind="group")
    session.add(record)
    session.flush()
    session.add(ContactGroup(id=record.id, name=name, folded=fold(name)))
    session.flush()
    return record.id


def _save_post(
    session: Session, contact: int, before: Kept | None, after: Holding | None, changed: Told
) -> None:
    holder = None if before is None else session.get(Holder, before.row)
    if before is not None:
        now = None if holder is None else _holding(session, holder)
        if now == _bare_holding(after):
            return
        if now != _bare_holding(before.value):
            raise changed(now)
    if after is None:
        session.delete(holder)
        return
    card = PostCard("·", after.title.strip(), after.part, after.start, after.end)
    check(Card("person", given_names="·", posts=(card,)))
    _check_order(card.start, card.end)
    person = resolve(session, after.person, "person")
    organization = resolve(session, after.organization, "organization")
    if contact not in (person, organization):
        raise NotFound(_("Ese cargo no es de este contacto; actualice la ficha con F5."))
    post = _post_for(session, holder, organization, card)
    if holder is None:
        holder = Holder(person_id=person)
        session.add(holder)
    holder.post_id, holder.person_id = post.id, person
    holder.start_on, holder.end_on = card.start, card.end


def _post_for(session: Session, holder: Holder | None, organization: int, card: PostCard) -> Post:
    """The post of that name, or the holder's own one renamed if nobody else holds or held it, or a new one."""
    same = select(Post).where(Post.organization_id == organization, Post.part == card.part)
    for post in session.execute(same.order_by(Post.id)).scalars():
        if fold(post.title) == fold(card.title):
            if holder is not None and holder.post_id == post.id and _holders(session, post) == 1:
                post.title = card.title
            return post
    held = None if holder is None else session.get(Post, holder.post_id)
    if held is not None and held.organization_id == organization and _holders(session, held) == 1:
        held.title, held.part = card.title, card.part
        return held
    new = Post(organization_id=organization, title=card.title, part=card.part)
    session.add(new)
    session.flush()
    return new


def _holders(session: Session, post: Post) -> int:
    count = session.execute(select(func.count()).where(Holder.post_id == post.id)).scalar()
    return count or 0


Held = tuple[int, int, str, str, str, str]


def _holding(session: Session, holder: Holder) -> Held:
    post = session.get(Post, holder.post_id)
    assert post is not None
    return (
        holder.person_id,
        post.organization_id,
        post.title,
        post.part,
        holder.start_on,
        holder.end_on,
    )


def _bare_holding(value: Holding | None) -> Held | None:
    if value is None:
        return None
    return value.person.id, value.organization.id, value.title, value.part, value.start, value.end


def _save_relation(
    session: Session, contact: int, before: Kept | None, after: Tie | None, changed: Told
) -> None:
    row = None if before is None else session.get(Relation, before.row)
    if before is not None:
        now = None if row is None else (row.kind, row.from_id, row.to_id, row.start_on, row.end_on)
        if now == _bare_tie(after):
            return
        if now != _bare_tie(before.value):
            raise changed(now)
    if after is None:
        session.delete(row)
        return
    check(
        Card(
            "organization",
            official_name="·",
            relations=(RelationTo(after.kind, "·", after.start, after.end),),
        )
    )
    _check_order(after.start, after.end)
    source = resolve(session, after.source, "organization")
    target = resolve(session, after.target, "organization")
    if source == target:
        raise InvalidValue(_("Una institución no se relaciona consigo misma; elija otra."), "relations")
    if contact not in (source, target):
        raise NotFound(_("Esa relación no es de este contacto; actualice la ficha con F5."))
    if row is None:
        row = Relation()
        session.add(row)
    row.kind, row.from_id, row.to_id = after.kind, source, target
    row.start_on, row.end_on = after.start, after.end


def _bare_tie(value: Tie | None) -> tuple[str, int, int, str, str] | None:
    if value is None:
        return None
    return value.kind, value.source.id, value.target.id, value.start, value.end


def _save_membership(
    session: Session, contact: int, before: Kept | None, after: Belonging | None, changed: Told
) -> None:
    row = None if before is None else session.get(Membership, before.row)
    if before is not None:
        now = None if row is None else (row.group_id, row.joined_on, row.left_on)
        if now == _bare_belonging(after):
            return
        if now != _bare_belonging(before.value):
            raise changed(now)
    if after is None:
        session.delete(row)
        return
    card = GroupMembership("·", after.joined, after.left)
    check(Card("organization", official_name="·", groups=(card,)))
    _check_order(after.joined, after.left)
    group = resolve(session, after.group, "group")
    if row is None:
        row = Membership(record_id=contact)
        session.add(row)
    row.group_id, row.joined_on, row.left_on = group, after.joined, after.left


def _bare_belonging(value: Belonging | None) -> tuple[int, str, str] | None:
    return None if value is None else (value.group.id, value.joined, value.left)


def _check_order(start: str, end: str) -> None:
    """Raise InvalidValue for what surely ends before it starts; dates partly known are given the benefit of it."""
    first, last = PartialDate.parse(start or "s/f"), PartialDate.parse(end or "s/f")
    if not first.is_unknown and not last.is_unknown and last.latest < first.earliest:
        raise InvalidValue(_("Termina antes de empezar; revise las dos fechas."), "end", end)


_SAVERS: dict[str, Callable[[Session, int, Kept | None, Any, Told], None]] = {
    "posts": _save_post,
    "relations": _save_relation,
    "groups": _save_membership,
}
