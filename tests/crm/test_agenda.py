"""The calendar: what falls on which day in Mexico City."""

import datetime

import pytest

from crm import activities, activity_kinds, agenda, follow_ups, requests, tours
from crm.activity_values import NewActivity, When
from crm.agenda import of_type
from crm.follow_up_values import NewFollowUp
from crm.records import ACTIVITY, FOLLOW_UP, trash
from crm.request_values import NewRequest
from crm.tour_values import NewTour
from crm.weeks import MONDAY, SATURDAY, week_of

TODAY = datetime.date(2025, 10, 6)


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.fixture
def make(stocked):
    with stocked.read() as session:
        kind = activity_kinds.find(session, "reunión").id

    def made(title, *when, **values):
        with stocked.write("Alta") as session:
            return activities.create(session, NewActivity(kind, title, When(*when), **values), today=TODAY)

    return made


def month(base, **options):
    with base.read() as session:
        return agenda.month(session, 2025, 10, today=TODAY, **options)


def test_a_month_shows_whole_weeks_from_sunday(stocked):
    found = month(stocked)
    assert (found.first, found.last) == (day("2025-09-28"), day("2025-11-01"))
    with stocked.read() as session:
        week = agenda.week(session, TODAY, today=TODAY)
        from_monday = agenda.week(session, TODAY, today=TODAY, begins=MONDAY)
        months = [
            agenda.month(session, 2025, 10, today=TODAY, begins=begins) for begins in (MONDAY, SATURDAY)
        ]
    assert (week.first, week.last) == (day("2025-10-05"), day("2025-10-11"))
    assert (from_monday.first, from_monday.last) == (day("2025-10-06"), day("2025-10-12"))
    assert [(found.first, found.last) for found in months] == [
        (day("2025-09-29"), day("2025-11-02")),
        (day("2025-09-27"), day("2025-10-31")),
    ]
    assert week_of(day("2025-10-05"))[0] == day("2025-10-05")
    assert week_of(day("2025-10-11"))[1] == day("2025-10-11")
    assert week_of(day("2025-10-05"), MONDAY) == (day("2025-09-29"), day("2025-10-05"))


def test_how_long_an_activity_lasts_and_its_hours_there_and_here(stocked, make):
    make("Aquí", "2025-10-08", "10:00", "", "11:45")
    make("En Los Ángeles", "2025-10-09", "18:00", "", "19:30", "America/Los_Angeles", city="Los Ángeles")
    make("De noche", "2025-10-10", "21:00", "2025-10-11", "01:30")
    make("Dos días", "2025-10-13", "16:00", "2025-10-14", "14:00")
    make("Sin fin", "2025-10-15", "09:00")
    found = {entry.title: entry for entry in month(stocked).entries}
    assert (found["Aquí"].minutes, found["Aquí"].from_to) == (105, "10:00 a 11:45")
    there = found["En Los Ángeles"]
    assert (there.time, there.minutes) == ("19:00", 90)
    assert there.from_to == "19:00 a 20:30 · 18:00 a 19:30 en Los Ángeles"
    # What ends after midnight is of its evening; what ends after a night is of two days.
    night, two = found["De noche"], found["Dos días"]
    assert (night.day, night.last, night.minutes) == (day("2025-10-10"), day("2025-10-10"), 270)
    assert (two.day, two.last, two.minutes) == (day("2025-10-13"), day("2025-10-14"), 0)
    assert (found["Sin fin"].minutes, found["Sin fin"].from_to) == (0, "9:00")


def test_an_activity_stands_on_the_day_it_is_at_home(stocked, make):
    make("En Sídney", "2025-10-08", "09:00", "", "", "Australia/Sydney", place="Consulado", city="Sídney")
    [entry] = month(stocked).entries
    assert (entry.day, entry.time) == (day("2025-10-07"), "16:00")
    assert entry.hours == "16:00 · 9:00 del miércoles 8 en Sídney"
    assert entry.detail == "Consulado, Sídney"
    # It is the first day of November there, and the last of the week of October here.
    make(
        "En Tokio",
        "2025-11-02",
        "08:00",
        "",
        "",
        "Asia/Tokyo",
        link="https://example.org",
        modality="virtual",
    )
    assert [(entry.title, entry.day) for entry in month(stocked).entries][-1] == (
        "En Tokio",
        day("2025-11-01"),
    )
    assert month(stocked).entries[-1].detail == "https://example.org"


def test_all_day_before_the_hours_and_longer_ones_on_each_of_their_days(stocked, make):
    make("A las diez", "2025-10-08", "10:00")
    make("Todo el día", "2025-10-08")
    make("Curso", "2025-09-20", "", "2025-10-08")
    make("Antes", "2025-09-27")
    make("Después", "2025-11-02")
    found = month(stocked)
    assert [entry.title for entry in found.entries] == ["Curso", "Todo el día", "A las diez"]
    assert [entry.title for entry in found.on(day("2025-10-08"))] == ["Curso", "Todo el día", "A las diez"]
    assert [entry.title for entry in found.on(day("2025-10-07"))] == ["Curso"]
    assert found.on(day("2025-10-09")) == []


def test_what_has_no_day_stands_apart(stocked, make):
    make("Algún día de octubre", "2025-10")
    make("Algún día del año", "2025")
    make("Sin fecha")
    found = month(stocked)
    assert [(item.title, item.date) for item in found.undated] == [("Algún día de octubre", "2025-10")]
    assert found.entries == ()


def test_tours_due_days_and_terms_of_requests(stocked):
    with stocked.write("Alta") as session:
        follow_ups.create(session, NewFollowUp("Enviar", "Ana", "2025-10-09", "13:00"))
        done = follow_ups.create(session, NewFollowUp("Hecho", due="2025-10-09"))
        follow_ups.set_state(session, done, "hecho", today=TODAY)
        follow_ups.create(session, NewFollowUp("Otro mes", due="2025-12-09"))
        tours.create(session, NewTour(title="Gira a Chicago", start="2025-10-13", end="2025-10-15"))
        requests.create(
            session,
            NewRequest(subject="Pide datos", received="2025-10-06", sender_text="INE", term=5),
            today=TODAY,
        )
    found = month(stocked)
    assert [(entry.kind, entry.title, entry.day.day, entry.last.day) for entry in found.entries] == [
        ("follow_up", "Enviar", 9, 9),
        ("request", "Pide datos", 13, 13),
        ("tour", "Gira a Chicago", 13, 15),
    ]
    assert [entry.movable for entry in found.entries if entry.kind == FOLLOW_UP] == [True]
    assert [entry.kind for entry in month(stocked, kinds=(FOLLOW_UP,)).entries] == ["follow_up"]


def test_what_is_in_the_trash_is_not_shown(stocked, make):
    made = make("A las diez", "2025-10-08", "10:00")
    with stocked.write("Papelera") as session:
        trash(session, [made], ACTIVITY)
    assert month(stocked).entries == ()


def test_kinds_are_left_out_by_their_records_and_by_their_type(stocked, make):
    with stocked.read() as session:
        course = activity_kinds.find(session, "curso")
    make("Reunión", "2025-10-08", "10:00")
    with stocked.write("Alta") as session:
        new = NewActivity(course.id, "Curso", When("2025-10-09"))
        activities.create(session, new, today=TODAY)
        activities.create(session, NewActivity(course.id, "Otro", When("2025-10")), today=TODAY)
        follow_ups.create(session, NewFollowUp("Enviar", "Ana", "2025-10-09"))
    found = month(stocked)
    assert found.without(()) is found
    without_courses = found.without({of_type(course.code)})
    assert [entry.title for entry in without_courses.entries] == ["Reunión", "Enviar"]
    assert without_courses.undated == ()
    assert [entry.title for entry in found.without({ACTIVITY}).entries] == ["Enviar"]
    assert [entry.title for entry in found.without({FOLLOW_UP}).entries] == ["Reunión", "Curso"]
    assert [item.title for item in found.without({FOLLOW_UP}).undated] == ["Otro"]
