"""Matching pasted names to contacts, and the post of a day."""

import datetime

import pytest

from crm import activities, activity_kinds, contacts, labels, operations, participants
from crm.activity_values import NewActivity, Participant, When
from crm.cards import Card, Post
from crm.contact_values import Reference
from crm.directory import Directory
from crm.participants import HeldPost, post_on

TODAY = datetime.date(2025, 10, 6)
CLUB = Reference(7, "Club de Prueba", "organization")
OTHER = Reference(8, "Cámara de Prueba", "organization")


def held(title, start="", end="", host=CLUB, part=""):
    return HeldPost(title, host, start, end, part)


@pytest.mark.parametrize(
    ("posts", "day", "title"),
    [
        ([held("Antes", "2019", "2023-05"), held("Ahora", "2023-06")], "2022-03-01", "Antes"),
        ([held("Antes", "2019", "2023-05"), held("Ahora", "2023-06")], "2023-05-31", "Antes"),
        ([held("Antes", "2019", "2023-05"), held("Ahora", "2023-06")], "2023-06-01", "Ahora"),
        ([held("Antes", "2019", "2023-05"), held("Ahora", "2023-06")], "", "Ahora"),
        ([held("Antes", "2019", "2023-05"), held("Ahora", "2023-06")], "2018", None),
        ([held("Dejado", "", "s/f"), held("Vigente")], "2020", "Vigente"),
        ([held("Vocal"), held("Presidenta", part="titular")], "2020", "Presidenta"),
        ([], "2020", None),
    ],
)
def test_the_post_of_a_day(posts, day, title):
    found = post_on(posts, day)
    assert (found.title if found else None) == title


def test_the_post_in_one_organisation():
    posts = [held("Socia", "2020", host=OTHER), held("Presidenta", "2024")]
    assert post_on(posts, "2025", OTHER.id).title == "Socia"
    assert post_on(posts, "2025", 99) is None


@pytest.fixture
def people(base):
    with base.write("Alta") as session:
        for name in ("Club de Prueba", "Cámara de Prueba"):
            contacts.create(session, Card("organization", official_name=name, acronym=name[:4].upper()))
        return {
            name: contacts.create(session, card)
            for name, card in {
                "rosa": Card(
                    "person",
                    treatment="Dra.",
                    given_names="Rosa María",
                    first_surname="Ñúñez",
                    posts=(Post("Club de Prueba", "Presidenta", "titular", "2024"),),
                ),
                "juan": Card("person", given_names="Juan", first_surname="Pérez"),
                "otro_juan": Card("person", given_names="Juan", first_surname="Pérez", known_as="Juanito"),
                "luz": Card("person", given_names="Luz", first_surname="Vega", second_surname="Ríos"),
            }.items()
        }


def match(base, text, day="2025-10-06"):
    with base.read() as session:
        return participants.match(session, text, day, TODAY)


def test_a_name_without_accents_is_the_contact_with_the_post_of_that_day(base, people):
    [found] = match(base, "dra. rosa maria nunez")
    assert found.outcome == "exact"
    assert found.participant.person == Reference(people["rosa"], "Rosa María Ñúñez")
    assert found.participant.post == "Presidenta"
    assert found.participant.organization.name == "Club de Prueba"
    [before] = match(base, "Rosa María Ñúñez", "2020")
    assert (before.participant.post, before.participant.organization) == ("", None)


def test_two_of_one_name_and_names_alike_are_to_choose_from(base, people):
    [same] = match(base, "Juan Pérez")
    assert same.outcome == "near"
    assert {row.id for row in same.candidates} == {people["juan"], people["otro_juan"]}
    [alike] = match(base, "Luz Vega")
    assert (alike.outcome, [row.id for row in alike.candidates]) == ("near", [people["luz"]])


def test_who_is_nobody_alike_can_be_made_in_place(base, people):
    [found] = match(base, "Teodora Nueva, Vocal, Club de Prueba")
    assert found.outcome == "unmatched"
    assert (found.participant.person.id, found.participant.post) == (0, "Vocal")
    assert found.participant.organization.name == "Club de Prueba"


def test_lists_as_they_are_pasted(base, people):
    text = (
        "1. Dra. Rosa María Ñúñez\n\n• Luz Vega Ríos\tTesorera\tCámara de Prueba\n- Club de Prueba\n  CÁMA\n"
    )
    rosa, luz, club, chamber = match(base, text)
    assert [line.outcome for line in (rosa, luz, club, chamber)] == ["exact"] * 4
    assert (luz.participant.post, luz.participant.organization.name) == ("Tesorera", "Cámara de Prueba")
    assert club.participant.person is None
    assert chamber.participant.organization.id != club.participant.organization.id


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Ana Uno; Beto Dos", ["Ana Uno", "Beto Dos"]),
        ("Ana Uno, Beto Dos, Carla Tres", ["Ana Uno", "Beto Dos", "Carla Tres"]),
        ("Ana Uno; Beto Dos, Vocal", ["Ana Uno", "Beto Dos, Vocal"]),
        ("Ana Uno, Club de Prueba", ["Ana Uno, Club de Prueba"]),
        ("Ana Uno, Directora General, Club de Prueba", ["Ana Uno, Directora General, Club de Prueba"]),
        ("Ana Uno (Vocal)", ["Ana Uno, Vocal"]),
        ("Ana Uno - Vocal | Club de Prueba", ["Ana Uno, Vocal, Club de Prueba"]),
    ],
)
def test_names_in_one_line(base, people, text, written):
    assert [line.written for line in match(base, text)] == written


@pytest.mark.parametrize("text", ["", "  \n\t\n", "1. \n"])
def test_nothing_written_matches_nothing(base, text):
    assert [line.outcome for line in match(base, text)] == []


def test_a_matched_list_is_written_down_and_undone_with_its_new_contacts(stocked):
    lines = match(stocked, "Teodora Nueva\nRoque Nuevo")
    with stocked.write(activities.ADD_TITLE) as session:
        kind = activity_kinds.find(session, "reunión").id
        people = tuple(line.participant for line in lines)
        activities.create(
            session, NewActivity(kind, "Reunión", When("2025-10-06"), participants=people), today=TODAY
        )
    assert [line.outcome for line in match(stocked, "Teodora Nueva\nRoque Nuevo")] == ["exact", "exact"]
    operations.undo(stocked)
    assert [line.outcome for line in match(stocked, "Teodora Nueva\nRoque Nuevo")] == [
        "unmatched",
        "unmatched",
    ]


def test_posts_are_looked_up_only_when_asked_for(base, people):
    person = Reference(people["rosa"], "Rosa", "person")
    with base.read() as session:
        as_typed, derived, new = participants.as_of(
            session,
            [
                Participant(person, post="Invitada"),
                Participant(person, post=None),
                Participant(Reference(0, "Nadie", "person"), post=None),
            ],
            "2025",
        )
    assert (as_typed.post, derived.post, new.post) == ("Invitada", "Presidenta", "")


def test_a_whole_group_as_it_was_on_the_day(base, people):
    with base.write("Grupo") as session:
        for name, since in (("rosa", datetime.date(2024, 1, 10)), ("luz", datetime.date(2025, 9, 1))):
            labels.add_to_group(session, [people[name]], "Red de Prueba", today=since)
        club = Directory(session).organization("Club de Prueba")
        labels.add_to_group(session, [club], "Red de Prueba", today=datetime.date(2020, 1, 1))
    with base.write("Grupo") as session:
        labels.remove_from_group(session, [people["rosa"]], "Red de Prueba", today=datetime.date(2025, 9, 15))

    def on(day):
        with base.read() as session:
            group = next(label.id for label in labels.groups(session))
            found = participants.members(session, group, day)
        return [((who.person or who.organization).name, who.post) for who in found]

    assert on("2025-09-10") == [
        ("Club de Prueba", ""),
        ("Rosa María Ñúñez", "Presidenta"),
        ("Luz Vega Ríos", ""),
    ]
    assert on("2025-10-06") == [("Club de Prueba", ""), ("Luz Vega Ríos", "")]
    assert on("2024-06") == [("Club de Prueba", ""), ("Rosa María Ñúñez", "Presidenta")]
    assert len(on("")) == 3
