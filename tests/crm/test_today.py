"""Mi día."""

import datetime

import pytest

from crm import activities, activity_kinds, contacts, follow_ups, query, query_run, today
from crm.activity_values import NewActivity, Participant, When
from crm.cards import Card
from crm.contact_values import Reference
from crm.follow_up_values import NewFollowUp
from crm.records import ACTIVITY, FOLLOW_UP, trash
from crm.weeks import MONDAY

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def kind(stocked):
    with stocked.read() as session:
        return activity_kinds.find(session, "reunión").id


def follow_up(base, what, due="", responsible="Ana", **values):
    with base.write("Alta") as session:
        return follow_ups.create(session, NewFollowUp(what, responsible, due, **values))


def activity(base, kind, title, *when, **values):
    with base.write("Alta") as session:
        return activities.create(session, NewActivity(kind, title, When(*when), **values), today=TODAY)


def my_day(base, **options):
    with base.read() as session:
        return today.today(session, TODAY, **options)


def silence(base):
    with base.read() as session:
        return today.silence(session, TODAY)


def whats(due):
    return [row.what for row in due.rows]


def test_an_empty_day_says_so(stocked):
    found = my_day(stocked)
    assert found.summary == "Nada vence hoy y no hay actividades esta semana."
    assert (found.overdue.total, found.due.total, found.week) == (0, 0, ())
    assert silence(stocked) == today.Silence()


def test_what_is_overdue_due_and_due_this_week(stocked, kind):
    follow_up(stocked, "Vencido", "2025-10-01")
    follow_up(stocked, "Vencido antes", "2025-09-01")
    follow_up(stocked, "Hoy", "2025-10-06")
    follow_up(stocked, "Hoy a las nueve", "2025-10-06", "Beto", due_time="09:00")
    follow_up(stocked, "El sábado", "2025-10-11")
    follow_up(stocked, "Otra semana", "2025-10-12")
    follow_up(stocked, "Sin fecha")
    done = follow_up(stocked, "Hecho", "2025-10-06")
    gone = follow_up(stocked, "En la papelera", "2025-10-06")
    with stocked.write("x") as session:
        follow_ups.set_state(session, done, "hecho", today=TODAY)
        trash(session, [gone], FOLLOW_UP)
    activity(stocked, kind, "Junta", "2025-10-07", "10:00")
    found = my_day(stocked)
    assert whats(found.overdue) == ["Vencido antes", "Vencido"]
    assert whats(found.due) == ["Hoy a las nueve", "Hoy"]
    assert whats(found.this_week) == ["El sábado"]
    assert found.summary == "2 seguimientos vencidos, 2 para hoy y 1 actividad esta semana."
    from_monday = my_day(stocked, begins=MONDAY)  # Sunday is of the week then
    assert whats(from_monday.this_week) == ["El sábado", "Otra semana"]
    assert whats(my_day(stocked, responsible="BETO").due) == ["Hoy a las nueve"]
    assert my_day(stocked, responsible="Beto").overdue.total == 0


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (("2025-10-06",), "1 seguimiento para hoy."),
        (("2025-09-30",), "1 seguimiento vencido."),
        (("2025-09-30", "2025-10-06"), "1 seguimiento vencido y 1 para hoy."),
    ],
)
def test_what_there_is_none_of_is_not_counted(stocked, due, said):
    for day in due:
        follow_up(stocked, "Llamar", day)
    assert my_day(stocked).summary == said


def test_only_the_first_are_shown_and_all_are_counted(stocked):
    with stocked.write("Alta") as session:
        for number in range(today.SHOWN + 3):
            follow_ups.create(session, NewFollowUp(f"Vencido {number:02d}", due="2025-09-01"))
    found = my_day(stocked)
    assert (len(found.overdue.rows), found.overdue.total) == (today.SHOWN, today.SHOWN + 3)


def test_the_activities_from_today_to_saturday(stocked, kind):
    activity(stocked, kind, "Ayer", "2025-10-05")
    activity(stocked, kind, "Hoy", "2025-10-06", "12:00")
    activity(stocked, kind, "En Madrid", "2025-10-06", "17:00", "", "", "Europe/Madrid")
    activity(stocked, kind, "El domingo", "2025-10-12")
    cancelled = activity(stocked, kind, "Cancelada", "2025-10-08")
    with stocked.write("x") as session:
        activities.cancel(session, cancelled)
    found = my_day(stocked)
    assert [(entry.title, entry.hours) for entry in found.week] == [
        ("En Madrid", "9:00 · 17:00 en Madrid"),
        ("Hoy", "12:00"),
    ]


def spoken_with(base, kind, name, day, **values):
    with base.write("Alta") as session:
        organization = contacts.create(session, Card("organization", official_name=name))
        who = (Participant(organization=Reference(organization, name, "organization")),)
        new = NewActivity(
            kind, f"Reunión con {name}", When(day), participants=who, **{"state": "realizada", **values}
        )
        activities.create(session, new, today=TODAY)
        return organization


def test_whom_one_has_not_spoken_with_for_long(stocked, kind):
    spoken_with(stocked, kind, "Hace un año", "2024-08-01")
    spoken_with(stocked, kind, "Hace tres años", "2022-10-06")
    spoken_with(stocked, kind, "Hace poco", "2025-05-01")
    spoken_with(stocked, kind, "Este año", "2025")
    spoken_with(stocked, kind, "Sólo planeada", "2024-01-01", state="planeada")
    spoken_with(stocked, kind, "De terceros", "2024-01-01", of_others=True)
    spoken_with(stocked, kind, "Justo seis meses", "2025-04-06")
    spoken_with(stocked, kind, "Seis meses y un día", "2025-04-05")
    found = silence(stocked)
    assert [(one.contact.name, one.words) for one in found.first] == [
        ("Hace tres años", "3 años"),
        ("Hace un año", "14 meses"),
        ("Seis meses y un día", "6 meses"),
    ]
    assert found.total == 3
    with stocked.read() as session:
        asked = query.parse(today.SILENT_QUERY, TODAY)
        assert query_run.count(session, asked) == found.total


def test_whoever_was_spoken_with_since_is_not_silent(stocked, kind):
    club = spoken_with(stocked, kind, "Club", "2024-08-01")
    who = (Participant(organization=Reference(club, "Club", "organization")),)
    again = activity(stocked, kind, "Otra", "2025-09-01", participants=who, state="realizada")
    assert silence(stocked).first == ()
    with stocked.write("x") as session:
        trash(session, [again], ACTIVITY)
    assert [one.contact.name for one in silence(stocked).first] == ["Club"]
