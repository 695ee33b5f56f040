"""Calendars are written so that others read the same hours, and read back as they were written."""

import datetime
import time
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given, strategies as st
from ical.calendar_stream import IcsCalendarStream

from crm.errors import FileProblem
from crm.files import calendar_file
from crm.files.calendar_file import EVENT, TASK, Entry, read_calendar, write_calendar

ZONES = (
    "America/Los_Angeles",
    "America/Chicago",
    "Europe/Madrid",
    "America/Santiago",
    "Australia/Sydney",
    "America/Mexico_City",
)
CHANGED = datetime.datetime(2025, 10, 6, 18, 0, tzinfo=datetime.UTC)
Day = datetime.date


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    """Vobject remembers the zones of one file for the next."""
    from vobject import icalendar

    before = dict(icalendar.__dict__["__tzidMap"])
    yield
    icalendar.__dict__["__tzidMap"].clear()
    icalendar.__dict__["__tzidMap"].update(before)


def meetings() -> list[Entry]:
    """At 18:00 in each zone, on the 9th and 28th of every month of three years: before and after each change."""
    return [
        Entry(
            uid=f"{zone}-{year}-{month}-{day}",
            title=f"{zone} reunión",
            start=Day(year, month, day),
            time="18:00",
            end_time="19:30",
            zone=zone,
            changed=CHANGED,
        )
        for zone in ZONES
        for year in (2024, 2025, 2026)
        for month in range(1, 13)
        for day in (9, 28)
    ]


def expected(entries: list[Entry]) -> dict[str, datetime.datetime]:
    found = {}
    for entry in entries:
        assert entry.start
        local = datetime.datetime.combine(entry.start, datetime.time(18), ZoneInfo(entry.zone))
        found[entry.uid] = local.astimezone(datetime.UTC)
    return found


def test_two_other_libraries_read_the_same_moments(tmp_path: Path) -> None:
    entries = meetings()
    path = tmp_path / "agenda.ics"
    assert write_calendar(path, entries) == len(entries)
    text = path.read_bytes().decode()
    by_vobject = {
        event.uid.value: event.dtstart.value.astimezone(datetime.UTC)
        for event in vobject.readOne(text).vevent_list
    }
    assert by_vobject == expected(entries)
    by_ical = {
        event.uid: event.dtstart.astimezone(datetime.UTC)
        for event in IcsCalendarStream.calendar_from_ics(text).events
    }
    assert by_ical == expected(entries)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    entries = [
        *meetings()[:4],
        Entry("dia", "Todo el día", Day(2025, 2, 28), changed=CHANGED),
        Entry("varios", "Gira", Day(2024, 2, 28), end=Day(2024, 3, 1), changed=CHANGED, category="Gira"),
        Entry(
            "noche",
            "Cena; con «comas», y \\ barras\ny renglones",
            Day(2025, 12, 31),
            "22:00",
            Day(2026, 1, 1),
            "01:00",
            "Europe/Madrid",
            category="Reunión, formal",
            state="cancelada",
            place="Casa de México, Madrid",
            link="https://example.org/a?b=c&d=ñ",
            description="Orden del día:\n1. Bienvenida, saludos\n" + "x" * 200,
            changed=CHANGED,
        ),
        Entry("pospuesta", "Otra", Day(2025, 1, 1), state="pospuesta", changed=CHANGED),
        Entry("tarea", "Enviar", Day(2025, 1, 2), "17:00", kind=TASK, zone="America/Mexico_City", priority="alta",
              state="en espera", changed=CHANGED),
        Entry("sin-dia", "Algún día", None, kind=TASK, priority="baja", state="hecho", changed=CHANGED),
    ]  # fmt: skip
    path = tmp_path / "agenda.ics"
    write_calendar(path, entries)
    assert read_calendar(path) == (entries, [])
    assert all(len(line) <= 75 for line in path.read_bytes().split(b"\r\n"))


@given(
    title=st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=80).filter(
        lambda text: text == text.strip()
    ),
    day=st.dates(Day(1990, 1, 1), Day(2090, 1, 1)),
    time=st.sampled_from(("", "00:00", "06:30", "12:00", "23:59")),
    zone=st.sampled_from(ZONES),
)
def test_any_entry_comes_back(
    tmp_path_factory: pytest.TempPathFactory, title: str, day: Day, time: str, zone: str
) -> None:
    path = tmp_path_factory.mktemp("ics") / "uno.ics"
    entry = Entry("uno", title, day, time, zone=zone if time else "", changed=CHANGED)
    write_calendar(path, [entry])
    assert read_calendar(path) == ([entry], [])


def calendar(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "de otro.ics"
    body = "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Otro//ES", *lines, "END:VCALENDAR", ""))
    path.write_bytes(body.encode())
    return path


def event(*lines: str, uid: str = "a") -> tuple[str, ...]:
    return ("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20250101T000000Z", "SUMMARY:Reunión", *lines, "END:VEVENT")


def test_hours_in_utc_are_told_on_mexico_citys_wall(tmp_path: Path) -> None:
    path = calendar(tmp_path, *event("DTSTART:20250601T003000Z", "DURATION:PT1H30M"))
    (entry,), _unread = read_calendar(path)
    assert (entry.start, entry.time, entry.end, entry.end_time) == (Day(2025, 5, 31), "18:30", None, "20:00")
    assert entry.zone == "America/Mexico_City"


def test_hours_of_nobodys_zone_stay_on_the_wall(tmp_path: Path) -> None:
    path = calendar(tmp_path, *event("DTSTART:20250601T183000"))
    (entry,), _unread = read_calendar(path)
    assert (entry.start, entry.time, entry.zone) == (Day(2025, 6, 1), "18:30", "")


def test_a_series_is_read_occurrence_by_occurrence(tmp_path: Path) -> None:
    path = calendar(
        tmp_path,
        *event(
            "DTSTART;TZID=America/Los_Angeles:20250303T180000",
            "DTEND;TZID=America/Los_Angeles:20250303T190000",
            "RRULE:FREQ=WEEKLY;COUNT=4",
            "EXDATE;TZID=America/Los_Angeles:20250317T180000",
        ),
        *event(
            "RECURRENCE-ID;TZID=America/Los_Angeles:20250310T180000",
            "DTSTART;TZID=America/Los_Angeles:20250311T170000",
        ),
    )
    entries, unread = read_calendar(path)
    assert not unread
    assert sorted((entry.start, entry.time) for entry in entries if entry.start) == [
        (Day(2025, 3, 3), "18:00"),
        (Day(2025, 3, 11), "17:00"),
        (Day(2025, 3, 24), "18:00"),
    ]
    assert len({entry.uid for entry in entries}) == 3


def test_a_series_without_end_is_not_read(tmp_path: Path) -> None:
    path = calendar(
        tmp_path,
        *event("DTSTART;VALUE=DATE:20250101", "RRULE:FREQ=DAILY"),
        *event("DTSTART:20250101T100000", uid="b"),
    )
    entries, (unread,) = read_calendar(path)
    assert [entry.uid for entry in entries] == ["b"]
    assert (unread.number, unread.title) == (1, "Reunión")
    assert "no termina" in unread.reason


def test_what_is_wrong_in_one_does_not_lose_the_others(tmp_path: Path) -> None:
    path = calendar(tmp_path, *event("DTSTART:2025-13-45"), *event("DTSTART;VALUE=DATE:20250101", uid="b"))
    entries, (unread,) = read_calendar(path)
    assert [entry.uid for entry in entries] == ["b"]
    assert "no se entiende" in unread.reason


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "calendario|eventos"),
        (b"PK\x03\x04hoja", "no es un calendario"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "no es un calendario|no tiene eventos"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "no tiene eventos"),
        (b"nombre,correo\r\nAna,ana@example.org\r\n", "no es un calendario"),
    ],
)
def test_what_is_no_calendar_gets_a_sentence(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "otra cosa.ics"
    path.write_bytes(content)
    with pytest.raises(FileProblem, match=told):
        read_calendar(path)
    with pytest.raises(FileProblem, match="No se pudo leer"):
        read_calendar(tmp_path / "no existe.ics")


def test_a_calendar_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "enorme.ics"
    with path.open("wb") as file:
        file.truncate(21 << 20)
    with pytest.raises(FileProblem, match="demasiado grande"):
        read_calendar(path)


def test_the_same_entries_make_the_same_file(tmp_path: Path) -> None:
    for name in ("uno.ics", "dos.ics"):
        write_calendar(tmp_path / name, meetings()[:10])
    assert (tmp_path / "uno.ics").read_bytes() == (tmp_path / "dos.ics").read_bytes()
    assert EVENT.encode() in (tmp_path / "uno.ics").read_bytes()


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART:20250101T100000", "DTEND;VALUE=DATE:20250102"),
        ("DTSTART:20250101T100000", "RECURRENCE-ID:20250101T100000", "RECURRENCE-ID:20250102T100000"),
        ("DTSTART:20250101T100000", "RECURRENCE-ID:ayer"),
        ("DTSTART:20250101T100000", "RDATE;VALUE=PERIOD:20250102T100000Z/PT1H"),
        ("DTSTART:20250101T100000", "LAST-MODIFIED;VALUE=TIME:100000"),
        ("DTSTART;VALUE=TIME:100000",),
        ("DTSTART:20250101T100000", "RRULE:FREQ=DAILY;INTERVAL=99999999999;COUNT=2"),
    ],
)
def test_what_another_program_may_get_wrong_loses_nothing_else(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    path = calendar(tmp_path, *event(*lines), *event("DTSTART;VALUE=DATE:20250101", uid="b"))
    entries, (unread,) = read_calendar(path)
    assert [entry.uid for entry in entries] == ["b"]
    assert unread.number == 1


def test_a_task_with_two_priorities_loses_nothing_else(tmp_path: Path) -> None:
    task = ("BEGIN:VTODO", "UID:t", "DUE:20250101", "PRIORITY:1", "PRIORITY:2", "END:VTODO")
    entries, (unread,) = read_calendar(calendar(tmp_path, *task, *event("DTSTART;VALUE=DATE:20250101")))
    assert [entry.uid for entry in entries] == ["a"]
    assert unread.number == 1


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=SECONDLY;COUNT=2", "FREQ=MINUTELY;UNTIL=20250102"],
)
def test_a_rule_that_never_comes_keeps_nobody_waiting(tmp_path: Path, rule: str) -> None:
    path = calendar(tmp_path, *event("DTSTART:20250101T100000", f"RRULE:{rule};BYMONTH=2;BYMONTHDAY=30"))
    began = time.monotonic()
    entries, unread = read_calendar(path)
    assert len(entries) + len(unread) == 1
    assert time.monotonic() - began < 2.0


@pytest.mark.parametrize(
    ("zone", "until"),
    [("Europe/Madrid", "20250120T093000Z"), ("America/Los_Angeles", "20250120T183000Z")],
)
def test_the_last_of_a_series_is_read_wherever_it_is(tmp_path: Path, zone: str, until: str) -> None:
    path = calendar(
        tmp_path, *event(f"DTSTART;TZID={zone}:20250106T103000", f"RRULE:FREQ=WEEKLY;UNTIL={until}")
    )
    entries, _unread = read_calendar(path)
    assert [entry.start for entry in entries] == [Day(2025, 1, 6), Day(2025, 1, 13), Day(2025, 1, 20)]


def test_series_are_not_more_than_a_file_may_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_file, "MOST_ENTRIES", 700)
    series = [event("DTSTART;VALUE=DATE:20250101", "RRULE:FREQ=DAILY;COUNT=400", uid=uid) for uid in "ab"]
    assert len(read_calendar(calendar(tmp_path, *series[0]))[0]) == 400
    with pytest.raises(FileProblem, match="por partes"):
        read_calendar(calendar(tmp_path, *series[0], *series[1]))
