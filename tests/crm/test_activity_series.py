"""Activities that come again."""

import datetime

import pytest
from sqlalchemy import select

from crm import activities, activity_edit, activity_kinds, activity_record, activity_series, operations
from crm.activity_values import NewActivity, Participant, When
from crm.contact_values import Reference
from crm.errors import InvalidValue, UserError
from crm.verification import verify_base
from crm.zones import to_utc
from db.activities import Activity, Participation
from db.records import Record

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def make(stocked):
    with stocked.read() as session:
        kind = activity_kinds.find(session, "reunión").id

    def made(*when, **values):
        with stocked.write("Alta") as session:
            return activities.create(
                session, NewActivity(kind, "Reunión", When(*when), **values), today=TODAY
            )

    return made


def repeat(base, activity, rule):
    with base.write(activity_series.REPEAT_TITLE, n=1) as session:
        return activity_series.repeat(session, activity, rule, today=TODAY)


def rows(base):
    with base.read() as session:
        live = select(Activity).join(Record, Record.id == Activity.id).where(Record.trashed_by.is_(None))
        return list(session.execute(live.order_by(Activity.start_on)).scalars())


def test_each_time_is_an_activity_of_its_own_at_the_same_hour_of_its_zone(stocked, make):
    who = (Participant(Reference(0, "Ana Uno", "person"), state="asistió"),)
    # In Los Angeles the clocks go back on 2 November.
    first = make("2025-10-27", "18:00", "", "19:00", "America/Los_Angeles", participants=who)
    made = repeat(stocked, first, "FREQ=WEEKLY;COUNT=3")
    assert len(made.ids) == 2
    found = rows(stocked)
    assert [(row.start_on, row.start_time, row.end_time) for row in found] == [
        ("2025-10-27", "18:00", "19:00"),
        ("2025-11-03", "18:00", "19:00"),
        ("2025-11-10", "18:00", "19:00"),
    ]
    hours = [
        to_utc(datetime.date.fromisoformat(row.start_on), row.start_time, row.zone).hour for row in found
    ]
    assert hours == [1, 2, 2]
    assert len({row.series_uid for row in found}) == 1
    assert [row.occurrence for row in found] == ["2025-10-27T18:00", "2025-11-03T18:00", "2025-11-10T18:00"]
    assert [row.recurrence for row in found] == ["FREQ=WEEKLY;COUNT=3", "", ""]
    with stocked.read() as session:
        assert len(session.execute(select(Participation)).all()) == 3
        assert activity_record.record(session, first, today=TODAY).repeats == "cada semana, 3 veces"
    assert verify_base(stocked.path) == []
    with stocked.read() as session:
        assert operations.log(session, limit=1)[0].title == "Actividad repetida 2 veces"
    operations.undo(stocked)
    assert [(row.id, row.series_uid) for row in rows(stocked)] == [(first, "")]


def test_one_that_is_moved_keeps_the_start_of_its_rule(stocked, make):
    first = make("2025-10-06", "", "2025-10-07")
    second, third = repeat(stocked, first, "FREQ=MONTHLY;COUNT=3").ids
    with stocked.write("Mover") as session:
        when = activities.when_of(session.get(Activity, second))
        assert when == When("2025-11-06", "", "2025-11-07")
        activity_edit.save(session, second, "when", when, When("2025-12-24"), today=TODAY)
    with stocked.read() as session:
        assert session.get(Activity, second).occurrence == "2025-11-06"
        assert activity_series.occurrences(session, second) == [first, third, second]


def test_ending_a_series_takes_only_what_is_still_planned(stocked, make):
    first = make("2025-09-01")
    second, third, fourth = repeat(stocked, first, "FREQ=WEEKLY;COUNT=4").ids
    with stocked.write("x") as session:
        activities.mark_done(session, third, today=TODAY)
    with stocked.write(activity_series.END_TITLE, n=1) as session:
        assert list(activity_series.end(session, second)) == [fourth]
    assert [row.id for row in rows(stocked)] == [first, second, third]
    assert rows(stocked)[0].recurrence == "FREQ=WEEKLY;UNTIL=20250908"
    operations.undo(stocked)
    assert len(rows(stocked)) == 4


@pytest.mark.parametrize(
    ("when", "rule", "error", "sentence"),
    [
        (("2025-10-06",), "FREQ=DAILY", InvalidValue, "no termina o pasa de 400"),
        (("2025-10-06",), "a diario", InvalidValue, "No se entiende cada cuánto"),
        (("2025-10",), "FREQ=DAILY;COUNT=2", UserError, "hace falta el día"),
        ((), "FREQ=DAILY;COUNT=2", UserError, "hace falta el día"),
        (
            ("2025-03-02", "02:30", "", "", "America/Los_Angeles"),
            "FREQ=WEEKLY;COUNT=2",
            InvalidValue,
            "no existen en Los Ángeles",
        ),
    ],
)
def test_what_cannot_be_repeated_gets_a_sentence_and_stays_alone(stocked, make, when, rule, error, sentence):
    activity = make(*when)
    with pytest.raises(error, match=sentence):
        repeat(stocked, activity, rule)
    assert [(row.id, row.series_uid) for row in rows(stocked)] == [(activity, "")]


def test_of_one_series_only_and_what_is_of_none_has_no_end(stocked, make):
    first, other = make("2025-10-06"), make("2025-10-08")
    repeat(stocked, first, "FREQ=DAILY;COUNT=2")
    with pytest.raises(UserError, match="ya es de una serie"):
        repeat(stocked, first, "FREQ=DAILY;COUNT=2")
    with stocked.read() as session:
        assert activity_series.occurrences(session, other) == [other]
    with pytest.raises(UserError, match="no se repite"), stocked.write("x") as session:
        activity_series.end(session, other)


def test_times_beyond_a_plan_do_not_count_for_it_and_that_is_told(stocked, make):
    from crm import plans

    with stocked.read() as session:
        item = plans.find(session, "programa-2025", "AI 4.1")
    first = make("2025-12-15", counts=(item,))
    assert repeat(stocked, first, "FREQ=WEEKLY;COUNT=4").left_out == ("AI 4.1",)
