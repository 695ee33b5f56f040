"""The demo base's calendar says the same to other programs, before and after clocks change around the world."""

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream

from crm.base import open_base
from crm.clock import HOME_ZONE, Clock
from crm.demo.activities import ABROAD
from crm.demo.building import build_demo
from crm.exporting.matters import export_matters
from crm.files.calendar_file import read_calendar, write_calendar
from crm.query import parse
from crm.query_run import ids

TODAY = datetime.date(2025, 10, 6)
Start = datetime.datetime | datetime.date


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Start]]:
    """The calendar of the demo base, and when each of its activities starts according to the base itself."""
    folder = tmp_path_factory.mktemp("agenda")
    build_demo(folder / "demo.vinculo", clock=Clock.fixed(TODAY))
    path = folder / "agenda.ics"
    with open_base(folder / "demo.vinculo", clock=Clock.fixed(TODAY)) as base:
        with base.read() as session:
            found = list(ids(session, parse("que:actividades", TODAY)))
            rows = session.connection().exec_driver_sql(
                "SELECT r.uid, a.start_on, a.start_time, a.zone FROM activity a JOIN record r ON r.id = a.id"
            )
            starts = {uid: _start(day, time, zone) for uid, day, time, zone in rows}
        done = export_matters(base, "actividades", found, path, today=TODAY)
    assert done.written == len(starts) >= 480
    return path, starts


def _start(day: str, time: str, zone: str) -> Start:
    date = datetime.date.fromisoformat(day)
    if not time:
        return date
    tz = ZoneInfo(zone) if zone else HOME_ZONE
    return datetime.datetime.combine(date, datetime.time.fromisoformat(time), tz).astimezone(datetime.UTC)


def _in_utc(start: Start) -> Start:
    return start.astimezone(datetime.UTC) if isinstance(start, datetime.datetime) else start


def test_clocks_change_among_them(exported: tuple[Path, dict[str, Start]]) -> None:
    entries, _unread = read_calendar(exported[0])
    for _city, _country, zone in ABROAD:
        offsets = {
            datetime.datetime.combine(entry.start, datetime.time(12), ZoneInfo(zone)).utcoffset()
            for entry in entries
            if entry.zone == zone and entry.start
        }
        assert len(offsets) == 2, zone


def test_two_other_libraries_read_the_same(exported: tuple[Path, dict[str, Start]]) -> None:
    path, starts = exported
    text = path.read_bytes().decode()
    by_vobject = {one.uid.value: _in_utc(one.dtstart.value) for one in vobject.readOne(text).vevent_list}
    assert by_vobject == starts
    by_ical = {one.uid: _in_utc(one.dtstart) for one in IcsCalendarStream.calendar_from_ics(text).events}
    assert by_ical == starts


def test_it_comes_back_as_it_went(exported: tuple[Path, dict[str, Start]], tmp_path: Path) -> None:
    entries, unread = read_calendar(exported[0])
    assert not unread
    write_calendar(tmp_path / "otra.ics", entries)
    assert (tmp_path / "otra.ics").read_bytes() == exported[0].read_bytes()
