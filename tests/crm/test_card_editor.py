from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import text

from crm import contacts, operations, trash
from crm.card_editor import CardEditor, save
from crm.card_writer import CardWriter
from crm.cards import (
    ADDRESS_USES,
    EMAIL_USES,
    LINK_KINDS,
    ORGANIZATION_KINDS,
    PHONE_USES,
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
from crm.categories import CATEGORIES
from crm.errors import InvalidValue, NotFound
from crm.relations import KINDS
from db import journal
from db.model import Model

PERSON = Card(kind="person", given_names="Ana")
CLUB = Card(kind="organization", official_name="Club Zapoteco", organization_kind="club")

NAMES = st.sampled_from(["Club Uno", "Club Dos", "Casa Tres", "¡!"])
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)
dates = st.sampled_from(["", "2020", "2020-05", "2020-05-17", "s/f"])


def lists(*parts):
    return st.lists(st.one_of(*parts), max_size=3).map(tuple)


def distinct(values):
    return st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)


shared = {
    "phones": lists(st.builds(Phone, texts, texts, st.sampled_from(("", *PHONE_USES)))),
    "emails": lists(st.builds(Email, texts, st.sampled_from(("", *EMAIL_USES)))),
    "addresses": lists(
        st.builds(
            Address,
            *(texts,) * 5,
            st.none() | st.floats(-90, 90),
            st.none() | st.floats(-180, 180),
            texts,
            st.sampled_from(("", *ADDRESS_USES)),
        )
    ),
    "links": lists(st.builds(Link, texts, st.sampled_from(LINK_KINDS))),
    "notes": lists(texts),
    "tags": distinct(["Prensa", "Aliada", "★", "♥"]),
    "groups": lists(st.builds(GroupMembership, st.sampled_from(["Red Voto", "Red"]), dates, dates)),
    "consulate": st.just("") | NAMES,
    "source": texts,
    "verified_on": dates,
}
persons = st.builds(
    Card,
    kind=st.just("person"),
    given_names=texts.map(lambda name: f"A{name}"),
    **dict.fromkeys(
        ("first_surname", "second_surname", "treatment", "known_as", "origin", "leadership"), texts
    ),
    languages=distinct(["es", "en", "nah"]),
    posts=lists(
        st.builds(Post, NAMES, st.sampled_from(["", "Vocal"]), st.sampled_from(["", "titular"]), dates, dates)
    ),
    **shared,
)
organizations = st.builds(
    Card,
    kind=st.just("organization"),
    official_name=texts.map(lambda name: f"Z{name}"),
    acronym=texts,
    other_names=lists(
        st.builds(OtherName, texts.map(lambda name: f"Y{name}"), st.sampled_from(["otro", "anterior"]), dates)
    ),
    organization_kind=st.sampled_from(ORGANIZATION_KINDS),
    subtype=texts,
    parent=st.just("") | NAMES,
    country=st.sampled_from(["", "MX", "US"]),
    relations=lists(st.builds(RelationTo, st.sampled_from(list(KINDS)), NAMES, dates, dates)),
    **shared,
).flatmap(
    lambda card: distinct(list(CATEGORIES)).flatmap(
        lambda some: st.booleans().map(
            lambda first: (
                replace(card, main_category=some[0], further_categories=some[1:])
                if first and some
                else replace(card, further_categories=some)
            )
        )
    )
)


def settled(card):
    """The card with its lists in one order: that is not kept."""
    in_order = {
        field.name: tuple(sorted(getattr(card, field.name), key=repr))
        for field in fields(card)
        if isinstance(getattr(card, field.name), tuple)
    }
    return replace(card, **in_order, uid="")


def make(base, *cards):
    with base.write("Crear") as session:
        return CardWriter(session).add(cards)


def read(base, row):
    with base.read() as session:
        return contacts.card(session, row)


def edit(base, row, **changes):
    with base.write("Editar") as session:
        save(session, row, replace(contacts.card(session, row), **changes))


def changed(base):
    """Table, action and what it became, of each change of the last operation."""
    statement = (
        "SELECT table_name, action, coalesce(after, '') FROM change "
        "WHERE operation_id = (SELECT max(id) FROM operation) ORDER BY table_name, row_id"
    )
    with base.read() as session:
        return [tuple(row) for row in session.execute(text(statement))]


def count(base, table):
    with base.read() as session:
        return session.execute(text(f"SELECT count(*) FROM {table}")).scalar()


@pytest.mark.parametrize("cards", [persons, organizations], ids=["person", "organization"])
def test_what_is_saved_is_read_again_saving_it_changes_nothing_and_undo_brings_back_what_was(base, cards):
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(cards, cards)
    def check(first, second):
        [row] = make(base, first)
        before = read(base, row)
        assert settled(before) == settled(first)
        with base.write("Editar") as session:
            save(session, row, second)
        after = read(base, row)
        assert settled(after) == settled(second)
        assert after.uid == before.uid
        done = count(base, "operation")
        with base.write("Editar") as session:
            save(session, row, second)
        assert count(base, "operation") == done
        if settled(first) != settled(second):
            operations.undo(base)
        assert settled(read(base, row)) == settled(first)

    check()


PARTS = {
    "phones": (Phone("+521"), Phone("+522"), Phone("+521", use="casa")),
    "emails": (Email("a@example.org"), Email("b@example.org"), Email("a@example.org", "personal")),
    "addresses": (Address("MX", line="Uno"), Address("MX", line="Dos"), Address("US", line="Uno")),
    "links": (Link("https://a.org"), Link("https://b.org"), Link("https://a.org", "x")),
    "groups": (GroupMembership("Red"), GroupMembership("Otra"), GroupMembership("Red", "2020")),
    "posts": (Post("Club Uno"), Post("Club Dos"), Post("Club Uno", end="2020")),
}


@pytest.mark.parametrize("field", PARTS)
def test_only_the_row_that_needs_it_changes(base, field):
    one, two, one_changed = PARTS[field]
    [row] = make(base, replace(PERSON, **{field: (one, two)}))
    edit(base, row, **{field: (two, one_changed)})
    [(_table, action, _after)] = changed(base)
    assert action == "U"
    edit(base, row, **{field: (two,)})
    assert [action for _table, action, _after in changed(base)] == ["D"]
    edit(base, row, **{field: (one, two)})
    assert [action for _table, action, _after in changed(base)] == ["I"]
    before = count(base, "operation")
    edit(base, row, **{field: (two, one)})
    assert count(base, "operation") == before


def test_only_the_field_that_changed_is_written_down(base):
    [row] = make(base, replace(PERSON, origin="Tlalpan"))
    edit(base, row, given_names="Eva")
    assert changed(base) == [("person", "U", '{"given_names": "Eva"}')]


def test_main_and_further_category_change_places(base):
    [row] = make(base, replace(CLUB, main_category="osc", further_categories=("medio",)))
    edit(base, row, main_category="medio", further_categories=("osc",))
    assert changed(base) == [
        ("organization_category", "U", '{"is_main": 0}'),
        ("organization_category", "U", '{"is_main": 1}'),
    ]
    edit(base, row, main_category="osc", further_categories=())
    assert [action for _table, action, _after in changed(base)] == ["U", "D"]
    assert read(base, row).main_category == "osc"
    edit(base, row, main_category="electoral")
    assert changed(base) == [("organization_category", "U", '{"category": "electoral"}')]


def test_a_tag_written_another_way_is_the_same_tag(base):
    [row] = make(base, replace(PERSON, tags=("Prensa",)))
    before = count(base, "operation")
    edit(base, row, tags=("PRENSA", "prensa"))
    assert count(base, "operation") == before
    assert read(base, row).tags == ("Prensa",)


def test_names_are_no_keys(base):
    """Of two clubs of one name, whatever belongs to the newer one stays there."""
    _older, newer = make(base, CLUB, CLUB)
    [row] = make(base, replace(PERSON, posts=(Post("Club Zapoteco", "Vocal"),), consulate="Club Zapoteco"))
    with base.write("Cambiar") as session:
        journal.update_many(session, Model.metadata.tables["post"], [1], organization_id=newer)
        journal.update_many(session, Model.metadata.tables["person"], [row], consulate_id=newer)
    edit(base, row, origin="Tlalpan")
    assert changed(base) == [("person", "U", '{"origin": "Tlalpan"}')]
    edit(base, row, posts=(Post("Club Zapoteco", "Vocal", end="2024"),))
    assert changed(base) == [("holder", "U", '{"end_on": "2024"}')]


def test_two_posts_in_organizations_of_one_name_stay_each_in_its_own(base):
    older, newer = make(base, CLUB, CLUB)
    posts = (Post("Club Zapoteco", "Vocal"), Post("Club Zapoteco", "Enlace"))
    [row] = make(base, replace(PERSON, posts=posts))
    with base.write("Cambiar") as session:
        journal.update_many(session, Model.metadata.tables["post"], [1], organization_id=newer)
    edit(base, row, posts=(*posts, Post("Otro")))
    assert [change[:2] for change in changed(base) if change[0] == "holder"] == [("holder", "I")]
    with base.read() as session:
        hosts = session.execute(text("SELECT organization_id FROM post ORDER BY id")).scalars().all()
    assert hosts[:2] == [newer, older]


def test_what_hangs_on_something_in_the_trash_stays_there(base):
    [club] = make(base, replace(CLUB, parent="Federación", relations=(RelationTo("allied_with", "Otro"),)))
    [row] = make(base, replace(PERSON, posts=(Post("Club Zapoteco"),), groups=(GroupMembership("Red"),)))
    with base.write("Papelera") as session:
        others = session.execute(
            text("SELECT id FROM record WHERE id <> :row AND kind <> 'group'"), {"row": row}
        )
        trash.trash(session, [found for found in others.scalars() if found != club])
    edit(base, club, subtype="A", relations=(RelationTo("allied_with", "Otro", "2020"),))
    assert [change[:2] for change in changed(base)] == [("organization", "U"), ("relation", "U")]
    with base.write("Papelera") as session:
        trash.trash(session, [club])
        journal.update_many(
            session, Model.metadata.tables["record"], [5], trashed_by=journal.current(session)
        )
    records = count(base, "record")
    edit(base, row, posts=(Post("Club Zapoteco", start="2020"),), groups=(GroupMembership("Red", "2021"),))
    assert [change[:2] for change in changed(base)] == [("holder", "U"), ("membership", "U")]
    assert count(base, "record") == records


def test_what_a_card_newly_mentions_is_found_or_made(base):
    [row, club] = make(base, PERSON, CLUB)
    edit(
        base,
        row,
        posts=(Post("club zapoteco", "Vocal"), Post("Club Nuevo")),
        tags=("Prensa",),
        consulate="Consulado",
    )
    with base.read() as session:
        hosts = session.execute(text("SELECT organization_id FROM post ORDER BY id")).scalars().all()
        names = session.execute(text("SELECT official_name FROM organization ORDER BY id")).scalars().all()
    assert hosts[0] == club
    assert names == ["Club Zapoteco", "Consulado", "Club Nuevo"]


def test_parent_and_consulate_can_be_taken_away(base):
    [row] = make(base, replace(CLUB, parent="Federación", consulate="Consulado"))
    edit(base, row, parent="", consulate="")
    assert changed(base) == [("organization", "U", '{"consulate_id": null, "parent_id": null}')]
    assert (read(base, row).parent, read(base, row).consulate) == ("", "")


def test_a_card_of_another_kind_or_number_or_that_is_not_valid_is_refused(base):
    row, club = make(base, PERSON, CLUB)
    with base.write("Editar") as session:
        for number, card, error in (
            (row, CLUB, NotFound),
            (club, PERSON, NotFound),
            (99, PERSON, NotFound),
            (row, replace(PERSON, given_names=""), InvalidValue),
        ):
            with pytest.raises(error):
                save(session, number, card)
    assert read(base, row) == replace(PERSON, uid=read(base, row).uid)


def test_what_was_merged_away_is_saved_under_its_heir(base):
    row, heir = make(base, PERSON, replace(PERSON, given_names="Eva"))
    with base.write("Fusionar") as session:
        journal.update_many(session, Model.metadata.tables["record"], [row], merged_into=heir)
    edit(base, row, origin="Tlalpan")
    assert read(base, heir).origin == "Tlalpan"
    assert changed(base) == [("person", "U", '{"origin": "Tlalpan"}')]


def test_one_editor_saves_many(base):
    rows = make(base, *[replace(PERSON, given_names=f"P{n}") for n in range(3)])
    with base.write("Editar") as session:
        editor = CardEditor(session)
        for row in rows:
            editor.save(row, replace(PERSON, posts=(Post("Club Nuevo"),), tags=("Prensa",)))
    assert count(base, "organization") == 1
    assert count(base, "post") == 1
    assert [read(base, row).posts for row in rows] == [(Post("Club Nuevo"),)] * 3


def test_an_edit_keeps_the_rest_of_what_is_there(base):
    card = replace(PERSON, phones=(Phone("+521"), Phone("+521")), notes=("a", "a", "b"))
    [row] = make(base, card)
    edit(base, row, notes=("a", "b"), phones=(Phone("+521"),))
    assert [change[:2] for change in changed(base)] == [("note", "D"), ("phone", "D")]
    assert (read(base, row).notes, read(base, row).phones) == (("a", "b"), (Phone("+521"),))
