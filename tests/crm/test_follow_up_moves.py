"""What is done with several follow-ups at once; reminders; the list under headings."""

import datetime

import pytest

from crm import (
    follow_up_groups,
    follow_up_list,
    follow_up_moves as moves,
    follow_up_record,
    follow_ups,
    operations,
    reminders,
)
from crm.errors import InvalidValue, NotFound
from crm.follow_up_values import NewFollowUp
from crm.weeks import MONDAY, SUNDAY

TODAY = datetime.date(2025, 10, 6)
FRIDAY = datetime.date(2025, 10, 10)


def add(base, what="Llamar", due="", **values):
    with base.write("Alta") as session:
        return follow_ups.create(session, NewFollowUp(what, due=due, **values))


def rows(base, *ids):
    with base.read() as session:
        return follow_up_list.rows(session, ids, today=TODAY)


def do(base, job, ids, **values):
    with base.write("Cambio") as session:
        job(session, ids, **values)


def reminded(base, after=None, until="2025-10-06T15:00+00:00"):
    since = datetime.datetime.fromisoformat(after) if after else None
    with base.read() as session:
        return [
            found.what for found in reminders.between(session, since, datetime.datetime.fromisoformat(until))
        ]


def test_several_are_done_as_one_operation_that_can_be_undone(base):
    ids = [add(base, "Uno", "2025-10-01"), add(base, "Dos")]
    do(base, moves.finish, ids, today=TODAY)
    assert [row.state for row in rows(base, *ids)] == ["hecho", "hecho"]
    operations.undo(base)
    assert [row.state for row in rows(base, *ids)] == ["pendiente", "pendiente"]


def proposed(base, *ids):
    with base.read() as session:
        return moves.next_day(session, ids, today=TODAY).isoformat()


def test_what_is_put_off_goes_to_the_day_one_says_and_the_next_working_day_is_proposed(base):
    overdue = add(base, due="2025-09-01", due_time="09:00")
    friday = add(base, due="2025-10-10")
    undated = add(base)
    assert [proposed(base, one) for one in (overdue, friday, undated)] == [
        "2025-10-07",
        "2025-10-13",  # not a Saturday
        "2025-10-07",
    ]
    assert proposed(base, overdue, friday, undated) == "2025-10-13"
    do(base, moves.postpone, [overdue, friday, undated], day=datetime.date(2025, 10, 9), today=TODAY)
    shown = {row.id: (row.due_on, row.due) for row in rows(base, overdue, friday, undated)}
    assert shown[overdue] == ("2025-10-09", "jueves 9, 9:00")
    assert (shown[friday][0], shown[undated][0]) == ("2025-10-09", "2025-10-09")
    operations.undo(base)
    assert [row.due_on for row in rows(base, overdue, friday, undated)] == ["2025-09-01", "2025-10-10", ""]


def test_nothing_is_put_off_to_a_day_that_is_over(base):
    due = add(base, due="2025-10-10")
    with pytest.raises(InvalidValue, match="ya pasó"):
        do(base, moves.postpone, [due], day=datetime.date(2025, 10, 5), today=TODAY)
    assert [row.due_on for row in rows(base, due)] == ["2025-10-10"]


def test_a_reminder_that_has_passed_goes_with_it_and_one_to_come_stays(base):
    passed = add(base, "Pasado", remind_at="2025-10-06T14:30+00:00")
    later = add(base, "Luego", "2025-10-06", remind_at="2025-12-01T15:00+00:00")
    assert reminded(base) == ["Pasado"]
    do(base, moves.postpone, [passed, later], day=datetime.date(2025, 10, 7), today=TODAY)
    assert [row.due_on for row in rows(base, passed, later)] == ["", "2025-10-07"]
    assert reminded(base) == []
    assert reminded(base, until="2025-10-07T14:30+00:00") == ["Pasado"]
    assert reminded(base, after="2025-10-07T14:30+00:00", until="2026-01-01T00:00+00:00") == ["Luego"]


def test_a_reminder_is_told_of_while_there_is_something_to_do(base):
    add(base, "Con segundos", remind_at="2025-10-06T14:59:30+00:00")
    done = add(base, "Hecho", remind_at="2025-10-06T14:00+00:00")
    add(base, "Sin recordatorio")
    do(base, moves.finish, [done], today=TODAY)
    assert reminded(base) == ["Con segundos"]
    assert reminded(base, until="2025-10-06T14:59:29+00:00") == []


def test_somebody_is_made_responsible_for_several(base):
    ids = [add(base), add(base, responsible="Beto")]
    do(base, moves.assign, ids, responsible="  Ana   Ruiz ")
    assert [row.responsible for row in rows(base, *ids)] == ["Ana Ruiz", "Ana Ruiz"]
    with pytest.raises(InvalidValue):
        do(base, moves.assign, ids, responsible="Ana\x00")


@pytest.mark.parametrize(
    ("job", "values"),
    [
        (moves.finish, {"today": TODAY}),
        (moves.postpone, {"day": FRIDAY, "today": TODAY}),
        (moves.assign, {"responsible": "A"}),
    ],
)
def test_one_that_is_gone_is_said_and_none_is_changed(base, job, values):
    kept = add(base, due="2025-10-01")
    with pytest.raises(NotFound):
        do(base, job, [kept, 9_999], **values)
    assert [(row.state, row.due_on, row.responsible) for row in rows(base, kept)] == [
        ("pendiente", "2025-10-01", "")
    ]


def test_the_list_stands_under_headings(base):
    late = add(base, "Tarde", "2025-10-01", responsible="Beto")
    today = add(base, "Hoy", "2025-10-06", responsible="Ana")
    undated = add(base, "Sin fecha", links=(late,))
    done = add(base, "Hecho", "2025-09-01", responsible="Ana")
    do(base, moves.finish, [done], today=TODAY)
    ids = [done, undated, today, late]

    def grouped(order):
        with base.read() as session:
            found = follow_up_groups.grouped(session, ids, order, today=TODAY)
        return list(found.ids), found.heads

    assert grouped("due") == (
        [late, today, undated, done],
        (("Vencidos", 1), ("Hoy", 1), ("Sin fecha", 1), ("Cerrados", 1)),
    )
    with base.write("Alta") as session:
        sunday = follow_ups.create(session, NewFollowUp("Domingo", due="2025-10-12"))
    with base.read() as session:
        named = {
            begins: follow_up_groups.grouped(session, [sunday], "due", today=TODAY, begins=begins).heads[0][0]
            for begins in (SUNDAY, MONDAY)
        }
    assert named == {SUNDAY: "Después", MONDAY: "Esta semana"}
    assert grouped("person") == (
        [today, late, undated, done],
        (("Ana", 1), ("Beto", 1), ("Sin responsable", 1), ("Cerrados", 1)),
    )
    assert grouped("record") == (
        [undated, late, today, done],
        (("Tarde", 1), ("Sin ligas", 2), ("Cerrados", 1)),
    )


def test_a_record_says_when_it_is_due_in_a_sentence(base):
    noon, undated = add(base, due="2025-10-06", due_time="12:00"), add(base)
    with base.read() as session:
        dues = [follow_up_record.record(session, one, today=TODAY).due for one in (noon, undated)]
    assert dues == ["lunes 6 de octubre de 2025, hoy, 12:00", ""]
