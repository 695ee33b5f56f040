"""Calendars come in: events become activities, tasks follow-ups; the same uid is the same record."""

import datetime

import pytest

from crm import activities, activity_record, follow_up_record, follow_ups, operations, trash
from crm.activity_values import NewActivity, When
from crm.base import open_base
from crm.clock import Clock
from crm.errors import FileProblem, UserError
from crm.exporting.matters import export_matters
from crm.files.sniff import FileKind, sniff
from crm.follow_up_values import NewFollowUp
from crm.importing.calendars import apply, plan
from crm.importing.rejects import write_rejects
from crm.importing.run import plan as plan_contacts
from crm.query import parse
from crm.query_run import count, ids
from crm.reference_data import create as create_stocked
from crm.verification import verify_base

TODAY = datetime.date(2025, 10, 6)
UID = "0199b6d1-6409-7b7d-b48b-8977d6946e1a"


@pytest.fixture
def base(tmp_path):
    create_stocked(tmp_path / "base.vinculo", clock=Clock.fixed(TODAY))
    with open_base(tmp_path / "base.vinculo", actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def calendar(tmp_path):
    def write(*components, name="agenda.ics"):
        path = tmp_path / name
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Otro//ES"]
        for kind, *rest in components:
            lines += [f"BEGIN:{kind}", *rest, f"END:{kind}"]
        path.write_bytes("\r\n".join((*lines, "END:VCALENDAR", "")).encode())
        return path

    return write


def bring(base, path):
    return apply(base, plan(base, path, today=TODAY))


def found(base, words="que:actividades"):
    with base.read() as session:
        return [
            activity_record.record(session, number, today=TODAY)
            for number in ids(session, parse(words, TODAY))
        ]


def tasks(base):
    with base.read() as session:
        return [
            follow_up_record.record(session, number, today=TODAY)
            for number in ids(session, parse("que:seguimientos", TODAY))
        ]


def counted(base, words):
    with base.read() as session:
        return count(session, parse(words, TODAY))


EVENT = ("VEVENT", "UID:a1", "SUMMARY:Mesa", "DTSTART;TZID=America/Chicago:20250312T180000", "DURATION:PT90M")


def test_a_calendar_is_known_by_its_content(calendar, tmp_path):
    path = calendar(EVENT, name="agenda.csv")
    assert sniff(path) is FileKind.CALENDAR


def test_events_become_activities(base, calendar):
    path = calendar(
        (*EVENT, "LOCATION:Casa Puebla", "DESCRIPTION:Temas", "CATEGORIES:Taller", "STATUS:CONFIRMED"),
        ("VEVENT", "UID:a2", "SUMMARY:Feria", "DTSTART;VALUE=DATE:20251201", "DTEND;VALUE=DATE:20251203"),
        (
            "VEVENT",
            "UID:a3",
            "SUMMARY:Por venir",
            "DTSTART:20251201T180000Z",
            "STATUS:CONFIRMED",
            "CATEGORIES:Otra cosa",
            "URL:reunion.example.org/x",
        ),
    )
    result = bring(base, path)
    assert (result.read, result.created, result.rejected) == (3, 3, 0)
    [workshop] = found(base, "que:actividades tipo:taller")
    assert workshop.when == When("2025-03-12", "18:00", "", "19:30", "America/Chicago")
    assert (workshop.state, workshop.own["place"], workshop.own["agenda"]) == (
        "realizada",
        "Casa Puebla",
        "Temas",
    )
    [fair] = found(base, "que:actividades Feria")
    assert (fair.kind.label, fair.when, fair.state) == (
        "reunión",
        When("2025-12-01", end="2025-12-02"),
        "planeada",
    )
    [coming] = found(base, 'que:actividades "Por venir"')
    # Confirmed is not done; an hour of UTC is told in Mexico City's; what is no link is kept as text.
    assert (coming.state, coming.when.time, coming.kind.label) == ("planeada", "12:00", "reunión")
    assert (coming.own["link"], coming.own["agenda"]) == ("", "reunion.example.org/x")
    assert verify_base(base.path) == []


def test_tasks_become_follow_ups(base, calendar):
    path = calendar(
        ("VTODO", "UID:t1", "SUMMARY:Llamar", "DUE;TZID=Europe/Madrid:20251010T180000", "PRIORITY:1"),
        ("VTODO", "UID:t2", "SUMMARY:Hecho", "STATUS:COMPLETED", "DESCRIPTION:Con detalle"),
    )
    assert bring(base, path).created == 2
    call, done = sorted(tasks(base), key=lambda task: task.row.what, reverse=True)
    assert (call.row.due_on, call.due_time, call.row.priority) == ("2025-10-10", "10:00", "alta")
    assert (done.row.state, [kept.value for kept in done.comments]) == ("hecho", ["Con detalle"])


def test_each_time_of_a_series_is_one(base, calendar):
    path = calendar((*EVENT, "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;TZID=America/Chicago:20250319T180000"))
    assert bring(base, path).created == 2
    assert sorted(record.when.start for record in found(base)) == ["2025-03-12", "2025-03-26"]
    assert bring(base, path).repeated == 2


@pytest.mark.parametrize("subject", ["actividades", "seguimientos"])
def test_what_is_exported_comes_back_the_same(base, tmp_path, subject):
    with base.write("Prueba") as session:
        activities.create(
            session,
            NewActivity(
                1,
                "Mesa",
                When("2025-03-12", "18:00", "2025-03-13", "01:00", "America/Los_Angeles"),
                "realizada",
                place="Casa",
                city="Reno",
                link="https://example.org/a",
                agenda="Temas\n2",
            ),
            today=TODAY,
        )
        follow_ups.create(
            session,
            NewFollowUp(
                "Llamar", "Rosa", due="2025-10-10", due_time="09:30", priority="alta", state="en espera"
            ),
        )

    def export(base, name):
        with base.read() as session:
            every = list(ids(session, parse(f"que:{subject}", TODAY)))
        export_matters(base, subject, every, tmp_path / name, today=TODAY)
        return tmp_path / name

    path = export(base, "a.ics")
    result = bring(base, path)
    assert (result.repeated, result.operation) == (1, None)
    create_stocked(tmp_path / "otra.vinculo", clock=Clock.fixed(TODAY))
    with open_base(tmp_path / "otra.vinculo", clock=Clock.fixed(TODAY)) as other:
        assert bring(other, path).created == 1
        again = export(other, "b.ics")
    assert _lasting(again) == _lasting(path)


def _lasting(path):
    """The lines of a calendar that do not say when it was made."""
    lines = path.read_bytes().splitlines()
    return [line for line in lines if not line.startswith((b"DTSTAMP", b"LAST-MODIFIED"))]


def test_newer_in_the_file_is_brought_up_to_date(base, calendar):
    bring(base, calendar((*EVENT, "LOCATION:Casa", "DESCRIPTION:Temas")))
    task = ("VTODO", "UID:t1", "SUMMARY:Llamar", "DUE;VALUE=DATE:20251010")
    bring(base, calendar(task))
    moved = [line.replace("20250312T18", "20250313T17").replace("Mesa", "Otra mesa") for line in EVENT]
    older = calendar((*moved, "LAST-MODIFIED:20200101T000000Z"))
    assert bring(base, older).repeated == 1
    newer = calendar(
        (*moved, "LOCATION:Casa", "DESCRIPTION:Temas", "LAST-MODIFIED:20300101T000000Z"),
        (*task[:-1], "DUE;VALUE=DATE:20251011", "STATUS:COMPLETED", "LAST-MODIFIED:20300101T000000Z"),
    )
    result = bring(base, newer)
    assert (result.updated, result.repeated) == (2, 0)
    [record] = found(base)
    assert (record.title, record.when.start, record.when.time, record.own["place"]) == (
        "Otra mesa",
        "2025-03-13",
        "17:00",
        "Casa",
    )
    [done] = tasks(base)
    assert (done.row.due_on, done.row.state, done.done_on) == ("2025-10-11", "hecho", "2025-10-06")
    assert bring(base, newer).repeated == 2
    operations.undo(base)
    assert (found(base)[0].title, tasks(base)[0].row.state) == ("Mesa", "pendiente")


def test_a_calendar_is_one_operation_that_can_be_undone(base, calendar):
    result = bring(base, calendar(EVENT, ("VTODO", "UID:t1", "SUMMARY:Llamar")))
    with base.read() as session:
        assert operations.log(session)[0].operation == result.operation
    operations.undo(base)
    assert counted(base, "que:actividades") == counted(base, "que:seguimientos") == 0


def test_what_has_no_uid_is_known_by_day_hour_and_title(base, calendar):
    path = calendar(("VEVENT", "SUMMARY:Mesa", "DTSTART:20250312T180000"))
    assert bring(base, path).created == 1
    assert bring(base, path).repeated == 1


def test_what_cannot_be_is_rejected_with_its_reason(base, calendar, tmp_path):
    path = calendar(
        EVENT,
        ("VEVENT", "UID:a2", "DTSTART:20250312T180000"),
        ("VEVENT", "UID:a3", "SUMMARY:Rota", "DTSTART:20251340T180000"),
        ("VTODO", "UID:t1", "DUE;VALUE=DATE:20251010"),
    )
    planned = plan(base, path, today=TODAY)
    rejects = planned.result().rejects
    assert [one.column for one in rejects] == ["Título"] * 3
    reasons = " ".join(one.reason for one in rejects)
    assert "Falta el título" in reasons
    assert "no se entiende" in reasons
    assert "Escriba qué hay que hacer" in reasons
    write_rejects(planned.reading, tmp_path / "rechazos.csv")
    written = (tmp_path / "rechazos.csv").read_text("utf-8-sig").splitlines()
    assert written[0] == "Componente,Título,Fecha,motivo"
    assert len(written) == 4
    assert apply(base, planned).created == 1


def test_what_is_in_the_trash_is_told(base, calendar):
    path = calendar(EVENT)
    bring(base, path)
    with base.write("Prueba") as session:
        trash.trash(session, list(ids(session, parse("que:actividades", TODAY))))
    [rejected] = bring(base, path).rejects
    assert "papelera" in rejected.reason


def test_what_changed_meanwhile_is_taken_into_account(base, calendar):
    path = calendar(EVENT)
    planned = plan(base, path, today=TODAY)
    bring(base, path)
    assert apply(base, planned).repeated == 1
    assert counted(base, "que:actividades") == 1


def test_a_calendar_is_no_table_of_contacts(base, calendar):
    with pytest.raises(UserError, match="es un calendario, no una tabla"):
        plan_contacts(base, calendar(EVENT))


def test_what_is_no_calendar(base, tmp_path):
    path = tmp_path / "a.ics"
    path.write_text("BEGIN:VCALENDAR\nnada")
    with pytest.raises(FileProblem, match="no es un calendario"):
        plan(base, path, today=TODAY)
