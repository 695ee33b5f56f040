"""Moving in the calendar: one operation, the hours stay, undo brings it back."""

import datetime

import pytest

from crm import (
    activities,
    activity_kinds,
    activity_series,
    agenda,
    agenda_moves,
    follow_ups,
    operations,
    tours,
)
from crm.activity_values import DONE, NewActivity, When
from crm.errors import ChangedMeanwhile, InvalidValue, UserError
from crm.follow_up_values import NewFollowUp
from crm.tour_values import NewTour

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


def shown(base):
    with base.read() as session:
        return agenda.month(session, 2025, 10, today=TODAY).entries


def move(base, entry, to, time=None):
    with base.write(agenda_moves.MOVE_TITLE, name=entry.title, day=to) as session:
        agenda_moves.move(session, entry, day(to), today=TODAY, time=time)


def when_of(base, entry):
    with base.read() as session:
        return activities.when_of(activities.own_row(session, entry.id))


def test_an_activity_elsewhere_keeps_its_hour_there_and_how_long_it_lasts(stocked, make):
    make("En Sídney", "2025-10-08", "09:00", "2025-10-09", "10:00", "Australia/Sydney", city="Sídney")
    [entry] = shown(stocked)
    assert entry.day == day("2025-10-07")
    move(stocked, entry, "2025-10-14")
    with stocked.read() as session:
        when = activities.when_of(activities.own_row(session, entry.id))
    assert when == When("2025-10-15", "09:00", "2025-10-16", "10:00", "Australia/Sydney")
    [entry] = shown(stocked)
    assert entry.day == day("2025-10-14")
    operations.undo(stocked)
    [entry] = shown(stocked)
    assert entry.day == day("2025-10-07")


def test_an_end_known_by_its_month_gives_way_to_what_is_moved_beyond_it(stocked, make):
    make("Curso", "2025-10-08", "", "2025-10")
    [entry] = shown(stocked)
    move(stocked, entry, "2025-10-20")
    [entry] = shown(stocked)
    assert (entry.day, entry.last) == (day("2025-10-20"), day("2025-10-31"))
    move(stocked, entry, "2025-11-01")
    [entry] = shown(stocked)
    assert (entry.day, entry.last) == (day("2025-11-01"), day("2025-11-01"))


def test_what_took_place_does_not_move_to_a_day_to_come(stocked, make):
    make("Hecha", "2025-10-02", "10:00", state=DONE)
    [entry] = shown(stocked)
    with pytest.raises(InvalidValue):
        move(stocked, entry, "2025-10-10")
    move(stocked, entry, "2025-10-03")
    assert [entry.day for entry in shown(stocked)] == [day("2025-10-03")]


def test_the_day_of_a_follow_up_moves_and_its_hour_stays(stocked):
    with stocked.write("Alta") as session:
        follow_ups.create(session, NewFollowUp("Enviar", "Ana", "2025-10-09", "13:00"))
    [entry] = shown(stocked)
    move(stocked, entry, "2025-10-10")
    [moved] = shown(stocked)
    assert (moved.day, moved.time) == (day("2025-10-10"), "13:00")
    # Somebody else moved it meanwhile.
    with pytest.raises(ChangedMeanwhile):
        move(stocked, entry, "2025-10-13")


def test_a_tour_is_not_moved_by_its_day(stocked):
    with stocked.write("Alta") as session:
        tours.create(session, NewTour(title="Gira a Chicago", start="2025-10-13", end="2025-10-15"))
    [entry] = shown(stocked)
    with pytest.raises(UserError, match="su ficha"):
        move(stocked, entry, "2025-10-20")


def test_an_hour_here_is_another_one_there_and_it_lasts_as_long(stocked, make):
    make("En Sídney", "2025-10-08", "09:00", "", "10:30", "Australia/Sydney", city="Sídney")
    [entry] = shown(stocked)
    assert (entry.day, entry.time) == (day("2025-10-07"), "16:00")
    move(stocked, entry, "2025-10-08", "07:15")
    assert when_of(stocked, entry) == When("2025-10-09", "00:15", "", "01:45", "Australia/Sydney")
    [entry] = shown(stocked)
    assert (entry.day, entry.time, entry.minutes) == (day("2025-10-08"), "07:15", 90)
    move(stocked, entry, "2025-10-08", "06:00")
    assert when_of(stocked, entry) == When("2025-10-08", "23:00", "2025-10-09", "00:30", "Australia/Sydney")
    operations.undo(stocked)
    operations.undo(stocked)
    assert when_of(stocked, entry) == When("2025-10-08", "09:00", "", "10:30", "Australia/Sydney")


def test_what_is_all_day_gets_an_hour_and_gives_it_back(stocked, make):
    make("Foro", "2025-10-08")
    [entry] = shown(stocked)
    move(stocked, entry, "2025-10-09", "9:30")
    assert when_of(stocked, entry) == When("2025-10-09", "09:30", zone="America/Mexico_City")
    [entry] = shown(stocked)
    move(stocked, entry, "2025-10-10", "")
    [entry] = shown(stocked)
    assert (entry.day, entry.time, when_of(stocked, entry).time) == (day("2025-10-10"), "", "")


def test_of_two_days_the_second_goes_along(stocked, make):
    make("Taller", "2025-10-08", "16:00", "2025-10-09", "14:00")
    [entry] = shown(stocked)
    move(stocked, entry, "2025-10-13", "17:15")
    assert when_of(stocked, entry) == When(
        "2025-10-13", "17:15", "2025-10-14", "15:15", "America/Mexico_City"
    )
    [entry] = shown(stocked)
    move(stocked, entry, "2025-10-20", "")
    assert when_of(stocked, entry) == When("2025-10-20", "", "2025-10-21", "", "America/Mexico_City")


def test_an_hour_that_is_none_or_is_skipped_there_is_refused_and_nothing_moves(stocked, make):
    # On 2026-03-08 clocks in Los Angeles go from 2:00 to 3:00, which no hour here is; what keeps its hour meets it.
    make("En Los Ángeles", "2026-03-07", "02:30", "", "", "America/Los_Angeles", city="Los Ángeles")
    with stocked.read() as session:
        [entry] = agenda.month(session, 2026, 3, today=TODAY).entries
    with pytest.raises(InvalidValue, match="no existen"):
        move(stocked, entry, "2026-03-08")
    with pytest.raises(InvalidValue, match="no es una hora"):
        move(stocked, entry, "2026-03-09", "25:00")
    assert when_of(stocked, entry).start == "2026-03-07"


def test_an_occurrence_of_a_series_moves_alone(stocked, make):
    first = make("Cada semana", "2025-10-01", "10:00", "", "11:00")
    with stocked.write("Serie") as session:
        activity_series.repeat(session, first, "FREQ=WEEKLY;COUNT=3", today=TODAY)
    second = shown(stocked)[1]
    move(stocked, second, "2025-10-09", "12:45")
    assert [(entry.day.day, entry.time) for entry in shown(stocked)] == [
        (1, "10:00"),
        (9, "12:45"),
        (15, "10:00"),
    ]


def test_the_hour_of_a_follow_up_moves_too(stocked):
    with stocked.write("Alta") as session:
        follow_ups.create(session, NewFollowUp("Enviar", "Ana", "2025-10-09", "13:00"))
    [entry] = shown(stocked)
    move(stocked, entry, "2025-10-09", "12:45")
    [entry] = shown(stocked)
    assert (entry.time, entry.hours) == ("12:45", "12:45")
    move(stocked, entry, "2025-10-10", "")
    [entry] = shown(stocked)
    assert (entry.day, entry.time) == (day("2025-10-10"), "")


def end_at(base, entry, time):
    with base.write(agenda_moves.END_TITLE, name=entry.title, time=time) as session:
        agenda_moves.end_at(session, entry, time)


def test_the_end_moves_alone_and_is_written_on_the_wall_of_its_zone(stocked, make):
    make("En Sídney", "2025-10-08", "09:00", "", "10:30", "Australia/Sydney", city="Sídney")
    [entry] = shown(stocked)
    end_at(stocked, entry, "18:15")  # it begins here on the seventh at four
    assert when_of(stocked, entry) == When("2025-10-08", "09:00", "", "11:15", "Australia/Sydney")
    [entry] = shown(stocked)
    assert (entry.time, entry.minutes) == ("16:00", 135)
    end_at(stocked, entry, "16:15")
    assert when_of(stocked, entry).end_time == "09:15"
    operations.undo(stocked)
    operations.undo(stocked)
    assert when_of(stocked, entry) == When("2025-10-08", "09:00", "", "10:30", "Australia/Sydney")


def test_an_end_that_is_after_midnight_elsewhere_is_on_the_next_day_there(stocked, make):
    make("En Madrid", "2025-10-08", "22:00", "", "", "Europe/Madrid", city="Madrid")
    [entry] = shown(stocked)
    assert (entry.time, entry.minutes) == ("14:00", 0)
    end_at(stocked, entry, "16:30")
    assert when_of(stocked, entry) == When("2025-10-08", "22:00", "2025-10-09", "00:30", "Europe/Madrid")


def test_what_would_end_before_it_begins_or_has_no_hours_of_one_day_does_not(stocked, make):
    make("Foro", "2025-10-08", "10:00", "", "12:00")
    [forum] = shown(stocked)
    for time in ("10:00", "09:45"):
        with pytest.raises(InvalidValue, match="antes de empezar"):
            end_at(stocked, forum, time)
    assert when_of(stocked, forum).end_time == "12:00"
    make("Todo el día", "2025-10-09")
    make("Dos días", "2025-10-10", "10:00", "2025-10-11", "12:00")
    for entry in shown(stocked):
        if entry.id != forum.id:
            with pytest.raises(UserError, match="hora de inicio"):
                end_at(stocked, entry, "18:00")
