"""A new contact from three fields, in one operation."""

import pytest

from crm import contacts, drafts, operations
from crm.base import open_base
from crm.cards import Card, Email, Phone, Post
from crm.contact_values import Reference
from crm.errors import InvalidValue, NotFound
from crm.new_contact import TITLES, NewContact, create

ROSA = Card("person", given_names="Rosa", first_surname="Prueba", emails=(Email("rosa@example.org"),))


@pytest.fixture
def base(tmp_path, new_base):
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="ana") as base:
        yield base


def save(base, new):
    with base.write(TITLES[new.card.kind]) as session:
        return create(session, new)


def read(base, contact):
    with base.read() as session:
        return contacts.card(session, contact)


def titles(base):
    with base.read() as session:
        return [entry.title for entry in operations.log(session)]


def test_a_person_with_a_post_in_a_new_institution_is_one_operation(base):
    rosa = save(base, NewContact(ROSA, Reference(0, "Club Nuevo", "organization"), "Presidenta"))
    assert read(base, rosa).posts == (Post("Club Nuevo", "Presidenta"),)
    assert titles(base) == ["Persona nueva"]
    operations.undo(base)
    with base.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM record").scalar_one() == 0


def test_a_person_goes_to_the_institution_that_was_picked_even_without_a_title(base):
    club = save(
        base, NewContact(Card("organization", official_name="Club", phones=(Phone("+525512345678"),)))
    )
    save(base, NewContact(Card("organization", official_name="Club")))
    rosa = save(base, NewContact(ROSA, Reference(club, "Club")))
    with base.read() as session:
        found = session.connection().exec_driver_sql(
            "SELECT p.organization_id FROM holder h JOIN post p ON p.id = h.post_id WHERE h.person_id = ?",
            (rosa,),
        )
        assert found.scalars().all() == [club]


def test_the_draft_ends_with_the_saving_and_not_before(base):
    draft = drafts.Draft("una", "person", {})
    with base.write(drafts.TITLE) as session:
        drafts.keep(session, draft, "ana")

    def kept():
        with base.read() as session:
            return session.connection().exec_driver_sql("SELECT count(*) FROM setting").scalar_one()

    before = kept()
    with pytest.raises(NotFound):
        save(base, NewContact(ROSA, Reference(99, "Nadie"), draft="una"))
    with pytest.raises(InvalidValue):
        save(base, NewContact(Card("person"), draft="una"))
    assert kept() == before
    save(base, NewContact(ROSA, draft="una"))
    assert kept() == before - 1
    assert titles(base) == ["Persona nueva"]
