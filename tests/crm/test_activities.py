"""Writing activities down, moving them through their states, copying them."""

import dataclasses
import datetime

import pytest
from sqlalchemy import select

from crm import activities, activity_kinds, areas, contacts, operations, plans, tours, trash
from crm.activity_values import NewActivity, Participant, When
from crm.activity_writer import ActivityWriter
from crm.cards import Card, Post
from crm.contact_values import Reference
from crm.errors import InvalidValue, NotFound, UserError
from crm.tour_values import NewTour, Stop
from crm.verification import verify_base
from db.activities import Activity, ActivityAttendance, ActivityCount, Participation
from db.follow_ups import FollowUp
from db.records import Record

TODAY = datetime.date(2025, 10, 6)


def kind_of(base, label="reunión"):
    with base.read() as session:
        return activity_kinds.find(session, label).id


@pytest.fixture
def meeting(stocked):
    return NewActivity(
        kind_of(stocked), "Reunión con el club", When("2025-10-06", "10:00", zone="America/Chicago")
    )


@pytest.fixture
def rosa(stocked):
    with stocked.write("Alta") as session:
        contacts.create(
            session, Card("organization", official_name="Club de Prueba", organization_kind="club")
        )
        return contacts.create(
            session,
            Card(
                "person",
                given_names="Rosa",
                first_surname="Prueba",
                posts=(
                    Post("Club de Prueba", "Secretaria", "", "2020", "2024-12"),
                    Post("Club de Prueba", "Presidenta", "titular", "2025"),
                ),
            ),
        )


def create(base, new):
    with base.write(activities.ADD_TITLE) as session:
        return activities.create(session, new, today=TODAY)


def row(base, activity):
    with base.read() as session:
        return session.get(Activity, activity)


def taking_part(base, activity):
    statement = (
        select(Participation).where(Participation.activity_id == activity).order_by(Participation.position)
    )
    with base.read() as session:
        return list(session.execute(statement).scalars())


def person(contact, name="Rosa Prueba"):
    return Reference(contact, name, "person")


def content(base):
    with base.read() as session:
        tables = (Activity, Participation, ActivityCount, ActivityAttendance)
        return [session.execute(select(table)).all() for table in tables]


def test_a_meeting_whole(stocked, meeting, rosa):
    with stocked.read() as session:
        count = plans.find(session, "programa-2025", "AI 4.1")
        official = areas.officials(session)[0].id
    new = dataclasses.replace(
        meeting,
        title="  Reunión  con el club ",
        participants=(
            Participant(person(rosa), post=None),
            Participant(organization=Reference(0, "Federación Nueva", "organization"), role="convoca"),
            Participant(official=official, role="encabeza"),
        ),
        counts=(count, count),
        attendance=40,
        nationalities=2,
        breakdown=(("mujeres", 25),),
        notes=("Se sirvió café.",),
        links=(rosa,),
    )
    activity = create(stocked, new)
    kept = row(stocked, activity)
    assert (kept.title, kept.state, kept.start_on, kept.start_time, kept.zone) == (
        "Reunión con el club",
        "planeada",
        "2025-10-06",
        "10:00",
        "America/Chicago",
    )
    first, second, third = taking_part(stocked, activity)
    assert (first.post, first.organization_id is not None) == ("Presidenta", True)
    assert second.person_id is None
    assert third.official_id == official
    with stocked.read() as session:
        assert contacts.card(session, second.organization_id).official_name == "Federación Nueva"
        assert len(session.execute(select(ActivityCount)).all()) == 1
    assert verify_base(stocked.path) == []
    operations.undo(stocked)
    assert content(stocked) == [[], [], [], []]
    operations.redo(stocked)
    assert row(stocked, activity).title == "Reunión con el club"


def test_an_hour_without_a_zone_is_the_offices(stocked, meeting):
    assert row(
        stocked, create(stocked, dataclasses.replace(meeting, when=When("2025-10-07", "09:30")))
    ).zone == ("America/Mexico_City")
    assert row(stocked, create(stocked, dataclasses.replace(meeting, when=When("2025-10")))).zone == ""


def test_one_new_name_twice_is_one_contact(stocked, meeting):
    club = Reference(0, "Club Nuevo", "organization")
    people = tuple(Participant(Reference(0, name, "person"), club) for name in ("Ana Uno", "Beto Dos"))
    ours = create(stocked, dataclasses.replace(meeting, participants=people))
    one, other = taking_part(stocked, ours)
    assert one.organization_id == other.organization_id
    assert one.person_id != other.person_id


BAD = [
    ({"title": " "}, "Falta el título"),
    ({"state": "hecha"}, "no es una opción"),
    ({"modality": "remota"}, "no es una opción"),
    ({"when": When("2025-13-01")}, "no existe"),
    ({"when": When("2025-10", "10:00")}, "Una hora necesita su día"),
    ({"when": When("", "10:00")}, "Una hora necesita su día"),
    ({"when": When("2025-10-07", "10")}, "Una hora se guarda como 09:30"),
    ({"when": When("2025-10-07", "10:00", "", "09:00")}, "Termina antes de empezar"),
    ({"when": When("2025-10-07", "", "2025-10-06")}, "Termina antes de empezar"),
    ({"when": When("2025-10-07", "", "", "09:00")}, "Escriba a qué hora empieza"),
    ({"when": When("", "", "2025-10-06")}, "Escriba cuándo empieza"),
    ({"when": When("2025-10-07", "10:00", zone="Marte")}, "no es una zona horaria"),
    ({"when": When("2025-03-09", "02:30", zone="America/Los_Angeles")}, "no existen en Los Ángeles"),
    ({"state": "realizada", "when": When("2025-10-07")}, "Aún no llega el día"),
    ({"link": "javascript:alert(1)"}, "no es una liga"),
    ({"country": "XX"}, "no es un país"),
    ({"language": "español"}, "no es un idioma"),
    ({"attendance": -1}, "no es una cantidad"),
    ({"impressions": 10**12}, "no es una cantidad"),
    ({"attendance": 5, "breakdown": (("mujeres", 6),)}, "dice 6 personas y asistieron 5"),
    ({"breakdown": (("mujeres", 6), ("Mujeres ", 2))}, "está dos veces"),
    ({"breakdown": ((" ", 6),)}, "no dice de quiénes"),
    ({"recurrence": "cada lunes"}, "No se entiende cada cuánto"),
    ({"participants": (Participant(),)}, "Falta quién participa"),
    ({"participants": (Participant(official=1, person=Reference(0, "Ana Uno", "person")),)}, "por separado"),
    ({"participants": (Participant(official=1, role="rey"),)}, "no es una opción"),
    ({"minutes": "uno\x00dos"}, "carácter que no se puede guardar"),
]


@pytest.mark.parametrize(("changed", "sentence"), BAD)
def test_what_cannot_be_kept_gets_a_sentence_and_leaves_nothing(stocked, meeting, changed, sentence):
    with pytest.raises(InvalidValue, match=sentence):
        create(stocked, dataclasses.replace(meeting, **changed))
    assert content(stocked) == [[], [], [], []]


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": 999},
        {"counts": (999,)},
        {"links": (999,)},
        {"tour": 999},
        {"participants": (Participant(official=999),)},
        {"participants": (Participant(area=999),)},
        {"participants": (Participant(Reference(999, "Nadie", "person")),)},
    ],
)
def test_what_it_refers_to_must_be_there(stocked, meeting, changed):
    with pytest.raises(NotFound):
        create(stocked, dataclasses.replace(meeting, **changed))


def test_it_counts_only_for_what_is_in_force_on_its_day(stocked, meeting):
    with stocked.read() as session:
        strategy = plans.find(session, "estrategia-2022-2024", "3.3")
    with pytest.raises(InvalidValue, match=r"«3\.3» es de «Estrategia de Vinculación"):
        create(stocked, dataclasses.replace(meeting, counts=(strategy,)))
    undated = dataclasses.replace(meeting, when=When(), counts=(strategy,))
    activity = create(stocked, undated)
    with pytest.raises(InvalidValue, match="no estaba en vigor"), stocked.write("x") as session:
        activities.move(session, activity, When("2025-01-01"))


def test_from_planned_to_done_and_back(stocked, meeting):
    activity = create(stocked, meeting)

    def step(use, title, **options):
        with stocked.write(title) as session:
            use(session, activity, **options)
        return row(stocked, activity).state

    assert step(activities.postpone, activities.POSTPONE_TITLE) == "pospuesta"
    assert row(stocked, activity).start_on == "2025-10-06"
    assert step(activities.postpone, activities.POSTPONE_TITLE, when=When("2025-10-05")) == "planeada"
    assert row(stocked, activity).start_on == "2025-10-05"
    assert step(activities.cancel, activities.CANCEL_TITLE) == "cancelada"
    assert step(activities.plan_again, activities.PLAN_TITLE) == "planeada"
    assert step(activities.mark_done, activities.DONE_TITLE, today=TODAY) == "realizada"
    with pytest.raises(UserError, match="ya se realizó"):
        step(activities.cancel, activities.CANCEL_TITLE)
    with pytest.raises(UserError, match="ya se realizó"):
        step(activities.postpone, activities.POSTPONE_TITLE)
    operations.undo(stocked)
    assert row(stocked, activity).state == "planeada"


def test_what_is_still_to_come_is_not_done(stocked, meeting):
    activity = create(stocked, dataclasses.replace(meeting, when=When("2025-11")))
    with pytest.raises(InvalidValue, match="Aún no llega el día"), stocked.write("x") as session:
        activities.mark_done(session, activity, today=TODAY)
    with pytest.raises(InvalidValue, match="Escriba el nuevo día"), stocked.write("x") as session:
        activities.postpone(session, activity, When())


def test_another_day_brings_the_post_of_that_day_unless_it_was_typed(stocked, meeting, rosa):
    typed = Participant(person(rosa), post="Invitada de honor", role="ponente")
    activity = create(
        stocked, dataclasses.replace(meeting, participants=(Participant(person(rosa), post=None), typed))
    )
    with stocked.write("Mover") as session:
        activities.move(session, activity, When("2023-05-02"))
    assert [who.post for who in taking_part(stocked, activity)] == ["Secretaria", "Invitada de honor"]
    operations.undo(stocked)
    assert [who.post for who in taking_part(stocked, activity)] == ["Presidenta", "Invitada de honor"]


def test_same_as_last_time(stocked, meeting, rosa):
    with stocked.read() as session:
        count = plans.find(session, "programa-2025", "AI 4.1")
    last = create(
        stocked,
        dataclasses.replace(
            meeting,
            state="realizada",
            place="Casa de Cultura",
            minutes="Hubo quórum",
            attendance=12,
            counts=(count,),
            participants=(Participant(person(rosa), post=None, state="asistió"),),
        ),
    )
    with stocked.write(activities.COPY_TITLE) as session:
        copied = activities.copy(session, last, When("2025-11-03", "10:00"), today=TODAY)
    again = row(stocked, copied.id)
    assert (again.title, again.place, again.state) == ("Reunión con el club", "Casa de Cultura", "planeada")
    assert (again.minutes, again.attendance) == ("", None)
    assert [(who.post, who.state) for who in taking_part(stocked, copied.id)] == [("Presidenta", "invitada")]
    assert copied.left_out == ()
    with stocked.write(activities.COPY_TITLE) as session:
        next_year = activities.copy(session, last, When("2026-02-02"), today=TODAY)
    assert next_year.left_out == ("AI 4.1",)


def test_who_is_in_the_trash_is_not_invited_again(stocked, meeting, rosa):
    last = create(stocked, dataclasses.replace(meeting, participants=(Participant(person(rosa)),)))
    with stocked.write("Papelera") as session:
        trash.trash(session, [rosa])
    with stocked.write(activities.COPY_TITLE) as session:
        copied = activities.copy(session, last, When("2025-11-03"), today=TODAY)
    assert taking_part(stocked, copied.id) == []


def test_the_trash_takes_an_activity_and_undo_brings_it_back(stocked, meeting):
    activity = create(stocked, meeting)
    with stocked.write(trash.trash_title("activity"), n=1) as session:
        trash.trash(session, [activity])
    with pytest.raises(NotFound, match="ya no está en la base"), stocked.write("x") as session:
        activities.cancel(session, activity)
    operations.undo(stocked)
    with stocked.write(activities.CANCEL_TITLE) as session:
        activities.cancel(session, activity)
    with pytest.raises(NotFound), stocked.write("x") as session:
        trash.trash(session, [999])


def test_many_are_written_as_one(stocked, meeting, rosa):
    club = Reference(0, "Club Nuevo", "organization")
    news = [
        dataclasses.replace(
            meeting,
            title=f"Reunión {number}",
            participants=(
                Participant(person(rosa), post=None),
                Participant(Reference(0, "Ana Uno", "person"), club),
                Participant(organization=club, role="convoca"),
            ),
            notes=(f"Nota {number}",),
            minutes="→ Llamar" if number == 1 else "",
            uid="fijo@example.org" if number == 2 else "",
        )
        for number in range(3)
    ]
    with stocked.write(activities.ADD_MANY_TITLE, n=3) as session:
        made = ActivityWriter(session, today=TODAY).add(news)
    assert [row(stocked, activity).title for activity in made] == ["Reunión 0", "Reunión 1", "Reunión 2"]
    everyone = [taking_part(stocked, activity) for activity in made]
    # One new institution is one for all of them; two people of one name in two meetings may be two.
    assert len({who.organization_id for people in everyone for who in people[1:]}) == 1
    assert len({people[1].person_id for people in everyone}) == 3
    assert [[who.position for who in people] for people in everyone] == [[0, 1, 2]] * 3
    with stocked.read() as session:
        assert session.get(Record, made[2]).uid == "fijo@example.org"
        assert len(session.execute(select(FollowUp)).all()) == 1
    assert verify_base(stocked.path) == []
    operations.undo(stocked)
    assert content(stocked) == [[], [], [], []]


def test_no_activities_are_none(stocked):
    with stocked.write("x") as session:
        assert ActivityWriter(session, today=TODAY).add([]) == []


def test_a_stop_must_be_of_its_tour(stocked, meeting):
    with stocked.write("Gira") as session:
        one = tours.create(session, NewTour(title="Chicago", stops=(Stop("Chicago"),)))
        other = tours.create(session, NewTour(title="Dallas", stops=(Stop("Dallas"),)))
    with stocked.read() as session:
        stop = tours.stops_of(session, one)[0].id
    activity = create(stocked, dataclasses.replace(meeting, tour=one, tour_stop=stop))
    assert row(stocked, activity).tour_stop_id == stop
    with pytest.raises(InvalidValue, match="Esa etapa no es de la gira"):
        create(stocked, dataclasses.replace(meeting, tour=other, tour_stop=stop))
