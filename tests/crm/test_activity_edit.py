"""Editing an activity field by field."""

import datetime

import pytest
from sqlalchemy import select

from crm import activities, activity_edit, activity_kinds, contacts, operations, plans, trash
from crm.activity_values import NewActivity, Participant, When
from crm.cards import Card, Post
from crm.contact_values import Kept, Reference
from crm.errors import ChangedMeanwhile, InvalidValue, NotFound
from db.activities import Activity, ActivityAttendance, ActivityCount, Participation
from db.contacts import Note
from db.links import RecordLink

TODAY = datetime.date(2025, 10, 6)
WHEN = When("2025-10-06", "10:00", zone="America/Chicago")


@pytest.fixture
def activity(stocked):
    with stocked.write("Alta") as session:
        kind = activity_kinds.find(session, "reunión").id
        return activities.create(session, NewActivity(kind, "Reunión", WHEN, attendance=10), today=TODAY)


@pytest.fixture
def rosa(stocked):
    card = Card("person", given_names="Rosa", first_surname="Prueba", posts=(Post("Club", "Presidenta"),))
    with stocked.write("Alta") as session:
        return contacts.create(session, card)


def save(base, activity, field, before, after):
    with base.write(activity_edit.title(field)) as session:
        return activity_edit.save(session, activity, field, before, after, today=TODAY)


def row(base, activity):
    with base.read() as session:
        return session.get(Activity, activity)


def rows(base, table):
    with base.read() as session:
        return list(session.execute(select(table).order_by(table.id)).scalars())


def changed_rows(base):
    with base.read() as session:
        return operations.log(session, limit=1)[0].changes


OWN = [
    ("title", {"title": "Reunión"}, {"title": "Reunión de trabajo"}),
    (
        "place",
        {"place": "", "city": "", "country": ""},
        {"place": "Sede", "city": "Chicago", "country": "US"},
    ),
    ("link", {"link": ""}, {"link": "https://example.org/sala"}),
    ("modality", {"modality": ""}, {"modality": "virtual"}),
    ("language", {"language": ""}, {"language": "en"}),
    ("agenda", {"agenda": ""}, {"agenda": "1. Saludo\n2. Acuerdos"}),
    ("attendance", {"attendance": 10, "nationalities": None}, {"attendance": 207, "nationalities": 17}),
    (
        "reach",
        {"medium": "", "impressions": None, "interactions": None},
        {"medium": "Facebook", "impressions": 1200, "interactions": 34},
    ),
    ("of_others", {"of_others": False}, {"of_others": True}),
    ("source", {"source": ""}, {"source": "Minuta en papel"}),
]


@pytest.mark.parametrize(("field", "before", "after"), OWN)
def test_a_field_of_its_own_is_one_change_that_undo_takes_back(stocked, activity, field, before, after):
    save(stocked, activity, field, before, after)
    assert changed_rows(stocked) == 1
    kept = row(stocked, activity)
    assert {name: getattr(kept, name) for name in after} == after
    with pytest.raises(ChangedMeanwhile, match=r"ana cambió este dato \(12:00\)"):
        save(stocked, activity, field, before, before)
    operations.undo(stocked)
    kept = row(stocked, activity)
    assert {name: getattr(kept, name) for name in before} == before


def test_what_is_there_already_leaves_no_trace(stocked, activity):
    with stocked.read() as session:
        before = len(operations.log(session))
    save(stocked, activity, "title", {"title": "Reunión"}, {"title": "Reunión"})
    save(stocked, activity, "when", WHEN, WHEN)
    save(stocked, activity, "breakdown", (), ())
    save(stocked, activity, "counts", (), ())
    with stocked.read() as session:
        assert len(operations.log(session)) == before


def test_every_field_has_a_title(stocked):
    assert all(activity_edit.title(field) for field in activity_edit.FIELDS)


def test_when_is_moved_whole(stocked, activity):
    save(stocked, activity, "when", WHEN, When("2025-10-08", "18:00", zone="America/Los_Angeles"))
    assert (row(stocked, activity).start_on, row(stocked, activity).zone) == (
        "2025-10-08",
        "America/Los_Angeles",
    )
    with pytest.raises(ChangedMeanwhile):
        save(stocked, activity, "when", WHEN, When("2025-10-09"))
    with pytest.raises(InvalidValue, match="no existe"):
        save(stocked, activity, "when", activities.when_of(row(stocked, activity)), When("2025-02-30"))


def test_the_kind_must_be_one(stocked, activity):
    with stocked.read() as session:
        workshop = activity_kinds.find(session, "taller").id
    save(stocked, activity, "kind", {"kind": row(stocked, activity).kind_id}, {"kind": workshop})
    assert row(stocked, activity).kind_id == workshop
    with pytest.raises(NotFound):
        save(stocked, activity, "kind", {"kind": workshop}, {"kind": 999})


def test_what_it_counts_for_keeps_what_others_did_meanwhile(stocked, activity):
    with stocked.read() as session:
        one, two, three = (
            plans.find(session, "programa-2025", code) for code in ("AI 4", "AI 4.1", "AI 4.3")
        )
        past = plans.find(session, "estrategia-2022-2024", "3.3")
    save(stocked, activity, "counts", (), (one,))
    save(stocked, activity, "counts", (), (two,))
    save(stocked, activity, "counts", (one,), (three,))
    assert {found.plan_item_id for found in rows(stocked, ActivityCount)} == {two, three}
    save(stocked, activity, "counts", (one, two), (one, two))
    assert {found.plan_item_id for found in rows(stocked, ActivityCount)} == {two, three}
    with pytest.raises(InvalidValue, match="no estaba en vigor"):
        save(stocked, activity, "counts", (), (past,))


def test_the_breakdown_of_the_attendance(stocked, activity):
    save(stocked, activity, "breakdown", (), (("mujeres", 6), ("jóvenes", 3)))
    save(stocked, activity, "breakdown", (("mujeres", 6), ("jóvenes", 3)), (("mujeres", 7), ("hombres ", 3)))
    assert [(part.label, part.n) for part in rows(stocked, ActivityAttendance)] == [
        ("mujeres", 7),
        ("hombres", 3),
    ]
    with pytest.raises(ChangedMeanwhile):
        save(stocked, activity, "breakdown", (), (("niñas", 1),))
    with pytest.raises(InvalidValue, match="asistieron 10"):
        save(stocked, activity, "breakdown", (("mujeres", 7), ("hombres", 3)), (("mujeres", 11),))
    with pytest.raises(InvalidValue, match="«mujeres» dice 7 personas y asistieron 5"):
        save(
            stocked,
            activity,
            "attendance",
            {"attendance": 10, "nationalities": None},
            {"attendance": 5, "nationalities": None},
        )


def test_participants_are_added_changed_and_removed(stocked, activity, rosa):
    who = Participant(Reference(rosa, "Rosa Prueba", "person"), post=None, state="invitada")
    save(stocked, activity, "participants", None, who)
    kept = rows(stocked, Participation)[0]
    assert (kept.post, kept.state) == ("Presidenta", "invitada")
    club = Reference(kept.organization_id, "Club", "organization")
    before = Kept(kept.id, Participant(who.person, club, post="Presidenta", state="invitada"))
    came = Participant(who.person, club, post="Presidenta", state="asistió")
    save(stocked, activity, "participants", before, came)
    assert rows(stocked, Participation)[0].state == "asistió"
    with pytest.raises(ChangedMeanwhile):
        save(stocked, activity, "participants", before, Participant(who.person, club, state="confirmó"))
    with pytest.raises(InvalidValue, match="Ya está entre quienes participan"):
        save(stocked, activity, "participants", None, who)
    save(stocked, activity, "participants", Kept(kept.id, came), None)
    assert rows(stocked, Participation) == []
    operations.undo(stocked)
    assert rows(stocked, Participation)[0].state == "asistió"


def test_a_participant_of_another_activity_is_not_touched(stocked, activity, rosa):
    with stocked.write("Copia") as session:
        other = activities.copy(session, activity, When("2025-11-01"), today=TODAY).id
    save(stocked, other, "participants", None, Participant(Reference(rosa, "", "person")))
    before = Kept(rows(stocked, Participation)[0].id, Participant(Reference(rosa, "", "person")))
    with pytest.raises(ChangedMeanwhile):
        save(
            stocked,
            activity,
            "participants",
            before,
            Participant(Reference(rosa, "", "person"), state="asistió"),
        )


def test_a_pasted_list_adds_who_is_not_there_yet(stocked, activity, rosa):
    people = [
        Participant(Reference(rosa, "Rosa Prueba", "person"), post=None),
        Participant(Reference(0, "Ana Uno", "person")),
        Participant(organization=Reference(0, "Club Nuevo", "organization")),
    ]
    with stocked.write(activity_edit.ADD_LIST_TITLE) as session:
        assert activity_edit.add_list(session, activity, people) == 3
    club = rows(stocked, Participation)[2].organization_id
    again = [people[0], Participant(organization=Reference(club, "Club Nuevo", "organization"))]
    with stocked.write(activity_edit.ADD_LIST_TITLE) as session:
        assert activity_edit.add_list(session, activity, again) == 0
    assert [who.position for who in rows(stocked, Participation)] == [0, 1, 2]


def test_notes_and_links(stocked, activity, rosa):
    save(stocked, activity, "notes", None, "Llegaron tarde")
    note = Kept(rows(stocked, Note)[0].id, "Llegaron tarde")
    save(stocked, activity, "notes", note, "Llegaron a tiempo")
    assert rows(stocked, Note)[0].text == "Llegaron a tiempo"
    with pytest.raises(ChangedMeanwhile):
        save(stocked, activity, "notes", note, None)
    with pytest.raises(InvalidValue, match="está vacía"):
        save(stocked, activity, "notes", None, " ")
    save(stocked, activity, "links", (), (rosa,))
    assert [link.to_id for link in rows(stocked, RecordLink)] == [rosa]
    save(stocked, activity, "links", (), (rosa,))
    with pytest.raises(InvalidValue, match="consigo mismo"):
        save(stocked, activity, "links", (), (activity,))
    save(stocked, activity, "links", (rosa,), ())
    assert rows(stocked, RecordLink) == []


def test_minutes_make_follow_ups(stocked, activity):
    noted = save(
        stocked,
        activity,
        "minutes",
        {"minutes": ""},
        {"minutes": "Se acordó:\n→ Enviar carteles (Ana, 15/10)"},
    )
    assert len(noted.made) == 1
    operations.undo(stocked)
    assert row(stocked, activity).minutes == ""


def test_what_is_gone_gets_a_sentence(stocked, activity):
    with stocked.write(trash.trash_title("activity"), n=1) as session:
        trash.trash(session, [activity])
    with pytest.raises(NotFound, match="Esta actividad ya no está en la base"):
        save(stocked, activity, "title", {"title": "Reunión"}, {"title": "Otra"})
