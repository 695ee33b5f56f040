"""A new contact from three fields: a name, an institution with a post or a category, a phone or an e-mail."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm import contact_edit, contacts, drafts
from crm.cards import Card
from crm.contact_values import Holding, Reference
from crm.texts import mark

TITLES = {"person": mark("Persona nueva"), "organization": mark("Institución nueva")}
"""The title of the operation, by the kind of contact."""


@dataclass(frozen=True, slots=True)
class NewContact:
    """What was typed. ``organization`` is where a person works (an id of 0: to be made), ``title`` the post there;
    ``draft`` the key of the draft that this ends, or empty.
    """

    card: Card
    organization: Reference | None = None
    title: str = ""
    draft: str = ""


def create(session: Session, new: NewContact) -> int:
    """Make the contact, the institution if it is new too, and end the draft; return the contact's id.

    Raises InvalidValue, and NotFound if the institution is gone.
    """
    contact = contacts.create(session, new.card)
    if new.organization is not None:
        me = Reference(contact, new.card.full_name, new.card.kind)
        contact_edit.save(session, contact, "posts", None, Holding(me, new.organization, new.title))
    if new.draft:
        drafts.drop(session, new.draft)
    return contact
