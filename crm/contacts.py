"""What one does with a contact: make it and read it; ``crm.card_editor`` changes it, ``crm.trash`` takes it away.

Every function that changes something works inside ``base.write("…")`` and is part of that one operation.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.card_reader import cards
from crm.card_rules import check
from crm.card_writer import CardWriter
from crm.cards import Card, Kind
from crm.errors import NotFound
from crm.texts import _
from db.records import Record

__all__ = ["card", "check", "create", "heir", "require_kind"]

CONTACT_KINDS = ("person", "organization")


def card(session: Session, contact: int) -> Card:
    """The contact whole. Raises NotFound; a merged contact is found under its heir."""
    for _id, found in cards(session, [heir(session, contact)]):
        return found
    raise NotFound(_("No hay ningún contacto con el número {n}.").format(n=contact))


def heir(session: Session, contact: int) -> int:
    """The id under which a contact lives now: its own, or that of the one it was merged into."""
    following: int | None = contact
    while following is not None:
        contact = following
        following = session.execute(select(Record.merged_into).where(Record.id == contact)).scalar()
    return contact


def create(session: Session, new: Card) -> int:
    """Make one contact and return its id. Raises InvalidValue."""
    check(new)
    return CardWriter(session).add([new])[0]


def require_kind(session: Session, contact: int, kind: Kind) -> None:
    """Raise NotFound unless ``contact`` is a live or trashed contact of that kind."""
    if _record(session, contact).kind != kind:
        raise NotFound(_("No hay ningún contacto de ese tipo con el número {n}.").format(n=contact))


def _record(session: Session, contact: int) -> Record:
    found = session.get(Record, contact)
    if found is None or found.kind not in CONTACT_KINDS:
        raise NotFound(_("No hay ningún contacto con el número {n}.").format(n=contact))
    return found
