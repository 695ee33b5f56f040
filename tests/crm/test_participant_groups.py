"""A whole group takes part in one operation: who is there already is not repeated, and both are counted."""

import datetime

import pytest

from crm import (
    activities,
    activity_kinds,
    activity_record,
    contacts,
    labels,
    operations,
    participant_groups,
    smart_lists,
    trash,
)
from crm.activity_values import NewActivity, Participant, When
from crm.cards import Card, Post
from crm.contact_values import Reference
from crm.errors import InvalidValue, NotFound

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def people(stocked):
    """Rosa, who is a member of a club; Luz; and the club itself."""
    with stocked.write("Altas") as session:
        club = contacts.create(session, Card("organization", official_name="Club Uno"))
        rosa = contacts.create(
            session,
            Card("person", given_names="Rosa", first_surname="Campos", posts=(Post("Club Uno", "Vocal"),)),
        )
        luz = contacts.create(session, Card("person", given_names="Luz", first_surname="Prieto"))
    return {"club": club, "rosa": rosa, "luz": luz}


@pytest.fixture
def group(stocked, people):
    with stocked.write("Grupo") as session:
        labels.add_to_group(session, list(people.values()), "Red Prueba", today=TODAY)
    with stocked.read() as session:
        return named(session, "red pru")[0].reference


@pytest.fixture
def listed(stocked, people):
    with stocked.write("Lista") as session:
        number = smart_lists.save(session, "Personas de prueba", "tipo:persona", TODAY)
    return Reference(number, "Personas de prueba", "list")


@pytest.fixture
def activity(stocked, people):
    with stocked.write("Alta") as session:
        kind = activity_kinds.find(session, "reunión").id
        who = (Participant(Reference(people["rosa"], "Rosa", "person"), state="asistió"),)
        new = NewActivity(kind, "Mesa", When("2025-09-24"), participants=who)
        return activities.create(session, new, today=TODAY)


def named(session, text):
    return participant_groups.named(session, text, TODAY)


def add(base, activity, group):
    with base.write(participant_groups.ADD_TITLE, n=0, there=0) as session:
        return participant_groups.add(session, activity, group, today=TODAY)


def who(base, activity):
    with base.read() as session:
        found = activity_record.record(session, activity, today=TODAY)
        return [(one.name, one.line, one.state) for one in found.participants]


def last_title(base):
    with base.read() as session:
        return operations.log(session, limit=1)[0].title


def test_a_group_is_added_in_one_operation_and_who_is_there_stays_as_they_are(stocked, activity, group):
    assert add(stocked, activity, group) == (2, 1)
    assert who(stocked, activity) == [
        ("Rosa Campos", "", "asistió"),
        ("Club Uno", "", ""),
        ("Luz Prieto", "", ""),
    ]
    assert last_title(stocked) == "2 participantes de un grupo agregados; ya estaban 1"
    operations.undo(stocked)
    assert [name for name, *_rest in who(stocked, activity)] == ["Rosa Campos"]


def test_a_smart_list_is_a_group_too_and_brings_posts(stocked, people, listed):
    with stocked.write("Alta") as session:
        kind = activity_kinds.find(session, "reunión").id
        number = activities.create(session, NewActivity(kind, "Otra", When("2025-09-24")), today=TODAY)
    assert add(stocked, number, listed) == (2, 0)
    assert sorted(who(stocked, number)) == [("Luz Prieto", "", ""), ("Rosa Campos", "Vocal, Club Uno", "")]


def test_where_all_are_there_nothing_is_done_and_it_is_said(stocked, activity, group):
    add(stocked, activity, group)
    before = last_title(stocked)
    with pytest.raises(InvalidValue, match=r"«Red Prueba» ya participan \(3\)"):
        add(stocked, activity, group)
    assert last_title(stocked) == before


def test_groups_and_lists_of_contacts_are_found_by_their_words(stocked, people, group, listed):
    with stocked.write("Listas") as session:
        smart_lists.save(session, "Prueba de giras", "que:giras chicago", TODAY)
        smart_lists.save(session, "Prueba de nadie", "tipo:club chihuahua", TODAY)
    with stocked.read() as session:
        assert [(one.reference.name, one.reference.kind, one.total) for one in named(session, "prueba")] == [
            ("Red Prueba", "group", 3),
            ("Personas de prueba", "list", 2),
        ]
        assert named(session, "prueba zacatecas") == []


def test_what_is_gone_or_has_nobody_gets_a_sentence(stocked, activity, group, listed):
    for gone in (Reference(9_999, "Otra", "group"), Reference(9_999, "Otra", "list")):
        with pytest.raises(NotFound, match="ya no está"):
            add(stocked, activity, gone)
    with stocked.write("Lista") as session:
        number = smart_lists.save(session, "Nadie", "tipo:club chihuahua", TODAY)
    with pytest.raises(InvalidValue, match="no hay nadie"):
        add(stocked, activity, Reference(number, "Nadie", "list"))
    with stocked.write("Papelera") as session:
        trash.trash(session, [activity])
    with pytest.raises(NotFound):
        add(stocked, activity, group)


def test_more_than_a_meeting_has_is_refused(stocked, activity, listed, monkeypatch):
    monkeypatch.setattr(participant_groups, "MOST", 1)
    with pytest.raises(InvalidValue, match="más de 1"):
        add(stocked, activity, listed)
    assert len(who(stocked, activity)) == 1


def test_it_is_those_who_are_in_the_group_today(stocked, people, activity, group):
    before = TODAY - datetime.timedelta(days=1)
    with stocked.write("Fuera") as session:
        labels.remove_from_group(session, [people["luz"]], "Red Prueba", today=before)
    assert add(stocked, activity, group) == (1, 1)
    assert [name for name, *_rest in who(stocked, activity)] == ["Rosa Campos", "Club Uno"]
