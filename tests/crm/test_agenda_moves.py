"""Moving in the calendar: one operation, the hours stay, undo brings it back."""

import datetime

import pytest

from crm import activities, activity_kinds, agenda, agenda_moves, follow_ups, operations, tours
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


def move(base, entry, to):
    with base.write(agenda_moves.MOVE_TITLE, name=entry.title, day=to) as session:
        agenda_moves.move(session, entry, day(to), today=TODAY)


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
