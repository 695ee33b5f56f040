from dataclasses import replace

import pytest
from sqlalchemy import text

from crm import contacts, operations, trash
from crm.card_writer import CardWriter
from crm.cards import (
    Address,
    Card,
    Email,
    GroupMembership,
    Link,
    OtherName,
    Phone,
    Post,
    RelationTo,
)
from crm.errors import InvalidValue, NotFound, UserError
from db import journal
from db.model import Model

PERSON = Card(kind="person", given_names="Ana", first_surname="Peña")
CLUB = Card(kind="organization", official_name="Club Zapoteco", organization_kind="club")


def make(base, card):
    with base.write("Crear") as session:
        return contacts.create(session, card)


def test_a_contact_made_is_read_whole(base):
    card = Card(
        kind="person",
        uid="018f0000-0000-7000-8000-000000000001",
        given_names="María",
        first_surname="Núñez",
        second_surname="López",
        treatment="Dra.",
        known_as="Mari",
        origin="Xochimilco",
        languages=("es", "nah"),
        leadership="Club Zapoteco",
        posts=(Post("Club Zapoteco", "Presidenta", "titular", "2020", "s/f"),),
        phones=(Phone("+13125550134", "12", "trabajo"),),
        emails=(Email("Maria@example.org", "personal"),),
        addresses=(
            Address(
                "US", "Illinois", "Chicago", "1 Main", "60601", 41.88, -87.62, "America/Chicago", "oficina"
            ),
        ),
        links=(Link("https://example.org", "sitio"),),
        notes=("Nota\ncon renglones",),
        tags=("Prensa",),
        groups=(GroupMembership("Red Voto Chilango", "2021-05", ""),),
        consulate="Consulado en Chicago",
        source="Directorio",
        verified_on="2025-01",
    )
    row = make(base, card)
    with base.read() as session:
        assert contacts.card(session, row) == card


def test_an_organization_made_is_read_whole(base):
    card = Card(
        kind="organization",
        uid="018f0000-0000-7000-8000-000000000002",
        official_name="Federación de Clubes",
        acronym="FC",
        other_names=(OtherName("Fed", "otro"), OtherName("Unión de Clubes", "anterior", "2019")),
        organization_kind="federación",
        subtype="Federación estatal",
        main_category="migrante",
        further_categories=("osc", "medio"),
        parent="Confederación",
        country="US",
        relations=(RelationTo("allied_with", "Club Zapoteco", "2020", ""),),
    )
    row = make(base, card)
    with base.read() as session:
        assert contacts.card(session, row) == card


@pytest.mark.parametrize("row", [0, -1, 10**15])
def test_no_contact_of_that_number(base, row):
    with base.read() as session, pytest.raises(NotFound, match=f"No hay ningún contacto con el número {row}"):
        contacts.card(session, row)


def test_a_group_is_no_contact(base):
    make(base, replace(PERSON, groups=(GroupMembership("Red"),)))
    with base.read() as session, pytest.raises(NotFound):
        contacts.card(session, 2)
    with base.write("Papelera") as session, pytest.raises(NotFound):
        trash.trash(session, [2])


def test_a_merged_contact_is_found_under_its_last_heir(base):
    first, second, third = (make(base, replace(PERSON, given_names=name)) for name in ("Ana", "Eva", "Luz"))
    with base.write("Fusionar") as session:
        record = Model.metadata.tables["record"]
        journal.update_many(session, record, [first], merged_into=second)
        journal.update_many(session, record, [second], merged_into=third)
    with base.read() as session:
        assert contacts.card(session, first).given_names == "Luz"
        assert [contacts.heir(session, row) for row in (first, second, third, 99)] == [
            third,
            third,
            third,
            99,
        ]


def test_trash_and_restore(base):
    one, two = make(base, PERSON), make(base, CLUB)
    with base.write("Papelera") as session:
        trash.trash(session, [one, two])
        operation = journal.current(session)
    with base.read() as session:
        marks = session.execute(text("SELECT trashed_by FROM record ORDER BY id")).scalars().all()
        assert marks == [operation, operation]
        assert contacts.card(session, one).given_names == "Ana"
    with base.write("Restaurar") as session:
        trash.restore(session, [one])
        with pytest.raises(UserError, match=r"«.+» no está en la papelera"):
            trash.restore(session, [one])
    with base.write("Papelera") as session, pytest.raises(UserError, match=r"«.+» ya está en la papelera"):
        trash.trash(session, [one, two])
    with base.read() as session:
        assert session.execute(text("SELECT trashed_by FROM record ORDER BY id")).scalars().all() == [
            None,
            operation,
        ]


@pytest.mark.parametrize("change", [trash.trash, trash.restore])
def test_what_does_not_exist_goes_nowhere(base, change):
    with base.write("Papelera") as session, pytest.raises(NotFound, match="número 7"):
        change(session, [7])


def test_require_kind(base):
    row = make(base, PERSON)
    with base.read() as session:
        contacts.require_kind(session, row, "person")
        with pytest.raises(NotFound, match="de ese tipo con el número"):
            contacts.require_kind(session, row, "organization")


INVALID = [
    (replace(PERSON, given_names="", first_surname=""), "given_names"),
    (replace(PERSON, given_names=" ", first_surname=""), "given_names"),
    (replace(CLUB, official_name=""), "official_name"),
    (replace(PERSON, phones=(Phone("+521", use="cueva"),)), "phones"),
    (replace(PERSON, emails=(Email("a@example.org", "cueva"),)), "emails"),
    (replace(PERSON, addresses=(Address(use="cueva"),)), "addresses"),
    (replace(PERSON, addresses=(Address(latitude=90.1),)), "addresses"),
    (replace(PERSON, addresses=(Address(longitude=-180.5),)), "addresses"),
    (replace(PERSON, addresses=(Address(latitude=float("nan")),)), "addresses"),
    (replace(PERSON, links=(Link("https://example.org", ""),)), "links"),
    (replace(CLUB, organization_kind="cueva"), "organization_kind"),
    (replace(CLUB, main_category="cueva"), "main_category"),
    (replace(CLUB, further_categories=("",)), "further_categories"),
    (replace(CLUB, relations=(RelationTo("cueva", "Otra"),)), "relations"),
    (replace(CLUB, relations=(RelationTo("member_of", ""),)), "relations"),
    (replace(CLUB, relations=(RelationTo("member_of", "Otra", "2023-02-31"),)), "relations"),
    (replace(CLUB, other_names=(OtherName("Otro", "cueva"),)), "other_names"),
    (replace(CLUB, other_names=(OtherName("", "otro"),)), "other_names"),
    (replace(CLUB, other_names=(OtherName("Otro", "anterior", "ayer"),)), "other_names"),
    (replace(PERSON, posts=(Post("Club", part="cueva"),)), "posts"),
    (replace(PERSON, posts=(Post("", "Presidenta"),)), "posts"),
    (replace(PERSON, posts=(Post("Club", end="31/12/2020"),)), "posts"),
    (replace(PERSON, groups=(GroupMembership(" "),)), "groups"),
    (replace(PERSON, groups=(GroupMembership("Red", left="mañana"),)), "groups"),
    (replace(PERSON, tags=("",)), "tags"),
    (replace(PERSON, verified_on="ayer"), "verified_on"),
    (replace(PERSON, known_as="a\x00b"), "known_as"),
    (replace(PERSON, notes=("a\x00b",)), "notes"),
    (replace(PERSON, posts=(Post("Club", "a\ud800"),)), "posts"),
]


@pytest.mark.parametrize(
    ("card", "field"), INVALID, ids=[f"{field}-{n}" for n, (_c, field) in enumerate(INVALID)]
)
def test_what_cannot_be_kept_is_refused_and_its_field_named(base, card, field):
    with base.write("Crear") as session, pytest.raises(InvalidValue) as caught:
        contacts.create(session, card)
    assert caught.value.field == field
    assert str(caught.value).endswith(".")
    with base.read() as session:
        assert session.execute(text("SELECT count(*) FROM record")).scalar() == 0


def test_what_is_on_the_edge_is_kept():
    contacts.check(replace(PERSON, addresses=(Address(latitude=-90, longitude=180),), verified_on="s/f"))
    contacts.check(replace(PERSON, given_names="", first_surname="", second_surname="Peña"))
    contacts.check(CLUB)


def test_a_made_contact_can_be_undone_and_redone(base):
    row = make(base, replace(PERSON, posts=(Post("Club"),), groups=(GroupMembership("Red"),), tags=("x",)))
    with base.read() as session:
        before = contacts.card(session, row)
    operations.undo(base)
    with base.read() as session, pytest.raises(NotFound):
        contacts.card(session, row)
    operations.redo(base)
    with base.read() as session:
        assert contacts.card(session, row) == before


def test_many_at_once_keep_their_order(base):
    with base.write("Crear") as session:
        cards = [replace(PERSON, given_names=f"P{n}") for n in range(3)] + [CLUB]
        rows = CardWriter(session).add(cards)
        assert [contacts.card(session, row).full_name for row in rows] == [card.full_name for card in cards]
