"""What minutes promise becomes follow-ups: both ways, and not twice."""

import datetime

import pytest
from sqlalchemy import select

from crm import activities, activity_edit, activity_kinds, follow_ups, operations
from crm.activity_values import NewActivity, When
from crm.commitments import Line, lines
from crm.errors import InvalidValue
from crm.follow_up_values import Task
from db.activities import Activity
from db.follow_ups import FollowUp
from db.links import RecordLink
from db.records import Record

TODAY = datetime.date(2025, 10, 6)
MEETING = datetime.date(2025, 10, 3)


@pytest.mark.parametrize(
    ("minutes", "line"),
    [
        ("→ Enviar carteles", Line("Enviar carteles", "Enviar carteles")),
        ("  -> Enviar carteles  ", Line("Enviar carteles", "Enviar carteles")),
        ("- [ ] Enviar carteles", Line("Enviar carteles", "Enviar carteles")),
        ("[x] Enviar carteles", Line("Enviar carteles", "Enviar carteles", done=True)),
        (
            "→ Enviar carteles (Ana Uno, 15/10)",
            Line("Enviar carteles (Ana Uno, 15/10)", "Enviar carteles", "Ana Uno", "2025-10-15"),
        ),
        (
            "→ Enviar carteles (a más tardar el viernes; DVOE).",
            Line("Enviar carteles (a más tardar el viernes; DVOE).", "Enviar carteles", "DVOE", "2025-10-10"),
        ),
        ("→ Enviar carteles (+1s)", Line("Enviar carteles (+1s)", "Enviar carteles", "", "2025-10-10")),
        (
            "→ Enviar carteles (los de la segunda edición que quedaron en la bodega)",
            Line(*["Enviar carteles (los de la segunda edición que quedaron en la bodega)"] * 2),
        ),
        (
            "→ Enviar carteles (uno, dos, tres)",
            Line(*["Enviar carteles (uno, dos, tres)"] * 2),
        ),
    ],
)
def test_a_line_says_what_who_and_by_when(minutes, line):
    assert lines(f"Orden del día\n{minutes}\nFin", MEETING) == [line]


@pytest.mark.parametrize("minutes", ["", "Nada", "→", "→   ", "a → b", "[y] no", "1. [ ]"])
def test_other_lines_promise_nothing(minutes):
    assert lines(minutes, MEETING) == []


@pytest.fixture
def meeting(stocked):
    with stocked.write("Alta") as session:
        kind = activity_kinds.find(session, "reunión").id
        return activities.create(session, NewActivity(kind, "Reunión", When("2025-10-03")), today=TODAY)


def save(base, activity, minutes):
    with base.read() as session:
        before = session.get(Activity, activity).minutes
    with base.write(activity_edit.title("minutes")) as session:
        return activity_edit.save(
            session, activity, "minutes", {"minutes": before}, {"minutes": minutes}, today=TODAY
        )


def found(base):
    live = select(FollowUp).join(Record, Record.id == FollowUp.id).where(Record.trashed_by.is_(None))
    with base.read() as session:
        return list(session.execute(live.order_by(FollowUp.id)).scalars())


def work(base, use, *arguments, **options):
    with base.write("Trabajo") as session:
        return use(session, *arguments, **options)


MINUTES = "Se saludó.\n→ Enviar carteles (Ana, 15/10)\n[ ] Llamar al consulado\n"


def test_lines_become_follow_ups_tied_both_ways(stocked, meeting):
    noted = save(stocked, meeting, MINUTES)
    posters, call = found(stocked)
    assert noted.made == (posters.id, call.id)
    assert (posters.what, posters.responsible, posters.due_on) == ("Enviar carteles", "Ana", "2025-10-15")
    assert (posters.activity_id, posters.minutes_line) == (meeting, "Enviar carteles (Ana, 15/10)")
    with stocked.read() as session:
        links = session.execute(select(RecordLink.from_id, RecordLink.to_id)).all()
    assert [tuple(link) for link in links] == [(posters.id, meeting), (call.id, meeting)]


def test_a_new_activity_with_minutes_makes_them_too_and_undo_takes_all_back(stocked):
    with stocked.write("Alta") as session:
        kind = activity_kinds.find(session, "reunión").id
        activities.create(session, NewActivity(kind, "Reunión", minutes=MINUTES), today=TODAY)
    assert len(found(stocked)) == 2
    operations.undo(stocked)
    assert found(stocked) == []


def test_saving_again_makes_none_twice(stocked, meeting):
    save(stocked, meeting, MINUTES)
    before = [(row.id, row.what) for row in found(stocked)]
    assert save(stocked, meeting, f"{MINUTES}\nSe levantó la sesión.").made == ()
    assert [(row.id, row.what) for row in found(stocked)] == before
    noted = save(stocked, meeting, "[ ] Llamar al consulado\n→ Enviar carteles (Ana, 15/10)\n→ Otra cosa")
    assert (len(noted.made), noted.changed, noted.trashed) == (1, (), ())


def test_two_lines_that_say_the_same_are_two(stocked, meeting):
    save(stocked, meeting, "→ Llamar\n→ Llamar")
    assert len(found(stocked)) == 2
    assert save(stocked, meeting, "→ Llamar\n→ Llamar\n→ Llamar").made == (found(stocked)[2].id,)


def test_a_line_in_other_words_is_the_same_follow_up(stocked, meeting):
    save(stocked, meeting, MINUTES)
    posters = found(stocked)[0]
    noted = save(stocked, meeting, MINUTES.replace("carteles (Ana, 15/10)", "los carteles (Ana, 20/10)"))
    assert (noted.made, noted.changed, noted.trashed) == ((), (posters.id,), ())
    now = found(stocked)[0]
    assert (now.id, now.what, now.due_on) == (posters.id, "Enviar los carteles", "2025-10-20")


def test_what_was_changed_in_the_follow_up_stays_as_it_is_there(stocked, meeting):
    save(stocked, meeting, MINUTES)
    posters = found(stocked)[0].id
    work(stocked, follow_ups.save, posters, "responsible", {"responsible": "Ana"}, {"responsible": "Beto"})
    due = ({"due_on": "2025-10-15", "due_time": ""}, {"due_on": "2025-11-01", "due_time": "10:00"})
    work(stocked, follow_ups.save, posters, "due", *due)
    save(stocked, meeting, MINUTES.replace("carteles (Ana, 15/10)", "los carteles (Carla, 20/10)"))
    now = found(stocked)[0]
    assert (now.what, now.responsible, now.due_on, now.due_time) == (
        "Enviar los carteles",
        "Beto",
        "2025-11-01",
        "10:00",
    )


def test_a_ticked_line_is_done(stocked, meeting):
    save(stocked, meeting, "[ ] Llamar al consulado")
    noted = save(stocked, meeting, "[x] Llamar al consulado")
    [call] = found(stocked)
    assert noted.changed == (call.id,)
    assert (call.state, call.done_on) == ("hecho", "2025-10-06")
    save(stocked, meeting, "[x] Llamar al consulado\n[x] Ya estaba")
    assert [row.state for row in found(stocked)] == ["hecho", "hecho"]


def test_a_line_that_is_gone_takes_only_what_nobody_has_touched(stocked, meeting):
    save(stocked, meeting, "→ Enviar carteles\n→ Llamar al consulado\n→ Redactar oficio\n→ Buscar local")
    posters, call, letter, hall = (row.id for row in found(stocked))
    work(stocked, follow_ups.set_state, call, "en curso", today=TODAY)
    work(stocked, follow_ups.save, letter, "notes", None, "Falta la firma")
    work(stocked, follow_ups.save, hall, "checklist", None, Task("Ver dos"))
    noted = save(stocked, meeting, "Nada se acordó.")
    assert noted.trashed == (posters,)
    assert [(row.id, row.minutes_line) for row in found(stocked)] == [(call, ""), (letter, ""), (hall, "")]
    operations.undo(stocked)
    assert [row.id for row in found(stocked)] == [posters, call, letter, hall]


def test_one_in_the_trash_is_noted_anew(stocked, meeting):
    save(stocked, meeting, "→ Enviar carteles")
    save(stocked, meeting, "")
    assert len(save(stocked, meeting, "→ Enviar carteles").made) == 1
    assert len(found(stocked)) == 1


def test_what_cannot_be_kept_leaves_the_minutes_as_they_were(stocked, meeting):
    with pytest.raises(InvalidValue):
        save(stocked, meeting, "→ Enviar\x00")
    assert found(stocked) == []
