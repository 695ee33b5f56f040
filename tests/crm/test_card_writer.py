from dataclasses import replace
from itertools import pairwise

import pytest
from sqlalchemy import text

from crm import trash
from crm.card_reader import cards as read_cards
from crm.card_writer import BATCH, CardWriter
from crm.cards import Card, GroupMembership, OtherName, Post, RelationTo
from crm.errors import Cancelled
from db import journal

PERSON = Card(kind="person", given_names="Ana")
CLUB = Card(kind="organization", official_name="Club Zapoteco", organization_kind="club")


@pytest.fixture
def write(base):
    """Write cards in an operation of their own; gives their ids."""

    def add(*cards, **options):
        with base.write("Crear") as session:
            return CardWriter(session, **options).add(cards)

    return add


@pytest.fixture
def ask(base):
    """What a statement gives, row by row."""

    def rows(statement):
        with base.read() as session:
            return [tuple(row) for row in session.execute(text(statement))]

    return rows


def holding(*names, **post):
    return replace(PERSON, posts=tuple(Post(name, **post) for name in names))


ORGANIZATIONS = "SELECT official_name, kind FROM organization ORDER BY id"


def test_a_name_that_nothing_bears_gets_a_record_of_its_own(write, ask):
    write(
        replace(
            PERSON,
            posts=(Post("Club Uno"),),
            consulate="Consulado en Chicago",
            groups=(GroupMembership("Red Voto"),),
            tags=("Prensa",),
        ),
        replace(CLUB, parent="Federación", relations=(RelationTo("allied_with", "Club Dos"),)),
    )
    assert ask(ORGANIZATIONS) == [
        ("Club Zapoteco", "club"),
        ("Consulado en Chicago", "consulado"),
        ("Club Uno", "club"),
        ("Federación", "federación"),
        ("Club Dos", "club"),
    ]
    assert ask("SELECT name, folded FROM contact_group") == [("Red Voto", "red voto")]
    assert ask("SELECT label, folded FROM tag") == [("Prensa", "prensa")]
    assert ask("SELECT kind, count(*) FROM record GROUP BY kind ORDER BY kind") == [
        ("group", 1),
        ("organization", 5),
        ("person", 1),
    ]


@pytest.mark.parametrize(
    "written", ["Club Zapoteco", "CLUB ZAPOTECO", "Club  Zapóteco", "CZ", "c.z.", "Unión Zapoteca", "El Club"]
)
def test_a_name_is_found_however_it_is_written(write, ask, written):
    names = (OtherName("Unión Zapoteca", "anterior"), OtherName("El Club", "otro"))
    write(replace(CLUB, acronym="CZ", other_names=names))
    write(holding(written))
    assert ask("SELECT count(*) FROM organization") == [(1,)]


def test_siglas_that_two_bear_find_neither(write, ask):
    write(replace(CLUB, acronym="CZ"), replace(CLUB, official_name="Casa Zacatecana", acronym="CZ"))
    write(holding("CZ"))
    assert ask(ORGANIZATIONS)[2:] == [("CZ", "institución")]


def test_an_official_name_comes_before_anothers_former_name_and_siglas(write, ask):
    _older, newer, _third = write(
        replace(CLUB, other_names=(OtherName("Instituto", "anterior"),)),
        replace(CLUB, official_name="Instituto"),
        replace(CLUB, official_name="Otra", acronym="INSTITUTO"),
    )
    write(holding("Instituto"))
    assert ask("SELECT organization_id FROM post") == [(newer,)]


def test_of_two_of_one_name_the_older_is_meant(write, ask):
    older, _newer = write(CLUB, CLUB)
    write(holding("Club Zapoteco"))
    assert ask("SELECT organization_id FROM post") == [(older,)]


def test_what_is_in_the_trash_is_not_meant(base, write, ask):
    [row] = write(CLUB)
    write(replace(PERSON, groups=(GroupMembership("Red"),)))
    with base.write("Papelera") as session:
        trash.trash(session, [row])
    write(holding("Club Zapoteco"))
    assert len(ask(ORGANIZATIONS)) == 2
    assert ask("SELECT organization_id FROM post") != [(row,)]


def test_a_group_in_the_trash_and_what_was_merged_away_are_not_meant(base, write, ask):
    club, heir = write(CLUB, replace(CLUB, official_name="Club Unido"))
    [_person, group] = [*write(replace(PERSON, groups=(GroupMembership("Red"),))), 4]
    with base.write("Cambiar") as session:
        record = journal.table_named("record")
        journal.update_many(session, record, [club], merged_into=heir)
        journal.update_many(session, record, [group], trashed_by=journal.current(session))
    write(replace(holding("Club Zapoteco"), groups=(GroupMembership("Red"),)))
    assert ask("SELECT count(*) FROM contact_group") == [(2,)]
    assert ask("SELECT organization_id = 1 FROM post") == [(0,)]


def test_a_card_may_mention_one_that_comes_much_later(write, ask):
    people = [replace(PERSON, given_names=f"P{n}") for n in range(BATCH)]
    rows = write(holding("Club Zapoteco"), *people, CLUB)
    assert len(rows) == len(set(rows)) == BATCH + 2
    assert ask("SELECT organization_id FROM post") == [(rows[-1],)]
    assert ask("SELECT count(*) FROM organization") == [(1,)]


def test_names_of_signs_alone_are_told_apart(write, ask):
    write(replace(PERSON, tags=("★", "♥", "★")), holding("¡!", "¿?"))
    assert ask("SELECT label FROM tag ORDER BY id") == [("★",), ("♥",)]
    assert [name for name, _kind in ask(ORGANIZATIONS)] == ["¡!", "¿?"]


def test_the_post_stays_and_the_holder_changes(write, ask):
    write(holding("Club Zapoteco", title="Presidenta", part="titular", start="2020", end="2022"))
    write(holding("Club zapoteco", title="PRESIDENTA", part="titular", start="2022"))
    write(holding("Club Zapoteco", title="Presidenta", part="enlace"))
    assert ask("SELECT title, part FROM post ORDER BY id") == [
        ("Presidenta", "titular"),
        ("Presidenta", "enlace"),
    ]
    assert ask("SELECT post_id, start_on, end_on FROM holder ORDER BY id") == [
        (1, "2020", "2022"),
        (1, "2022", ""),
        (2, "", ""),
    ]


def test_what_is_said_twice_is_kept_once(write, ask):
    write(
        replace(PERSON, languages=("es", "es"), tags=("Prensa", "PRENSA", "prensa")),
        replace(CLUB, main_category="osc", further_categories=("osc", "medio", "medio")),
    )
    assert ask("SELECT language FROM spoken_language") == [("es",)]
    assert ask("SELECT tag_id FROM record_tag") == [(1,)]
    assert ask("SELECT category, is_main FROM organization_category") == [("osc", 1), ("medio", 0)]


def test_an_organization_without_a_kind_has_that_of_its_name(write, ask):
    write(
        replace(CLUB, organization_kind=""),
        replace(CLUB, official_name="Casa Zapoteca", organization_kind=""),
    )
    assert ask(ORGANIZATIONS) == [("Club Zapoteco", "club"), ("Casa Zapoteca", "institución")]


def test_uids_are_kept_or_given(write, ask):
    numbers = iter(range(100))
    write(replace(PERSON, uid="suyo"), PERSON, new_uid=lambda: f"nuevo-{next(numbers)}")
    assert ask("SELECT uid FROM record ORDER BY id") == [("suyo",), ("nuevo-0",)]
    write(PERSON)
    assert len(ask("SELECT uid FROM record ORDER BY id")[2][0]) == 36


def test_every_row_is_journaled_once(write, ask):
    write(*[holding(f"Club {n}", title="Vocal") for n in range(3)])
    counted = "SELECT table_name, count(*), group_concat(DISTINCT action) FROM change GROUP BY table_name ORDER BY 1"
    assert ask(counted) == [
        ("holder", 3, "I"),
        ("organization", 3, "I"),
        ("person", 3, "I"),
        ("post", 3, "I"),
        ("record", 6, "I"),
    ]
    assert ask("SELECT DISTINCT version FROM record") == [(1,)]


def test_one_writer_adds_several_times(base, ask):
    with base.write("Crear") as session:
        writer = CardWriter(session)
        rows = writer.add([holding("Club Zapoteco")]) + writer.add([CLUB, holding("Club Zapoteco")])
        assert writer.add([]) == []
    assert len(set(rows)) == 3
    assert ask("SELECT count(*), count(DISTINCT organization_id) FROM post") == [(1, 1)]


def test_progress_is_told_often_and_can_stop_it_all(base, ask):
    told = []

    def stop(done, total):
        told.append((done, total))
        if done > BATCH:
            raise Cancelled("Se detuvo.")

    people = [replace(PERSON, given_names=f"P{n}") for n in range(BATCH + 1)]
    with pytest.raises(Cancelled), base.write("Crear") as session:
        CardWriter(session).add(people, stop)
    steps = [done for done, _total in told]
    assert {total for _done, total in told} == {BATCH + 1}
    assert steps == sorted(steps)
    assert steps[-1] == BATCH + 1
    assert max(after - before for before, after in pairwise(steps)) == 250
    assert ask("SELECT count(*) FROM record") == [(0,)]
    assert ask("SELECT count(*) FROM operation") == [(0,)]


def test_cards_are_read_in_the_order_asked_for(base, write):
    first, second, club = write(PERSON, replace(PERSON, given_names="Eva"), CLUB)
    write(replace(PERSON, groups=(GroupMembership("Red"),)))
    with base.read() as session:
        found = list(read_cards(session, [club, 99, second, first, club + 2, second]))
    assert [row for row, _card in found] == [club, second, first, second]
    assert [card.full_name for _row, card in found] == ["Club Zapoteco", "Eva", "Ana", "Eva"]
