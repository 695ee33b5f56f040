"""The days of the calendar go to a sheet and to a calendar, whole or not at all."""

import csv
import datetime

import pytest

from crm import activities, activity_kinds, requests, tours
from crm.activity_values import NewActivity, When
from crm.base import open_base
from crm.clock import Clock
from crm.errors import Cancelled, FileProblem
from crm.exporting.days import export_days
from crm.files.calendar_file import read_calendar
from crm.operations import log
from crm.request_values import NewRequest
from crm.tour_values import NewTour

TODAY = datetime.date(2025, 10, 6)
WEEK = (datetime.date(2025, 10, 5), datetime.date(2025, 10, 11))


@pytest.fixture
def base(tmp_path, stocked_base):
    stocked_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo", actor="ana", clock=Clock.fixed(TODAY)) as base:
        with base.write("Alta") as session:
            meeting = activity_kinds.find(session, "reunión").id
            for title, when in (
                ("En Madrid", When("2025-10-08", "18:00", zone="Europe/Madrid")),
                ("La otra semana", When("2025-10-14")),
            ):
                activities.create(session, NewActivity(meeting, title, when, city="Madrid"), today=TODAY)
            tours.create(session, NewTour("Oeste", start="2025-10-03", end="2025-10-06"))
            requests.create(session, NewRequest("Pide datos", received="2025-10-03", term=3), today=TODAY)
        yield base


def test_a_sheet_tells_the_days_at_home(base, tmp_path):
    done = export_days(base, *WEEK, tmp_path / "semana.csv", ["dia", "hasta", "hora", "clase", "titulo"])
    assert (done.written, done.left_out) == (3, 0)
    with (tmp_path / "semana.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["Día", "Hasta", "Hora", "Qué es", "Título"],
            ["2025-10-03", "2025-10-06", "", "gira", "Oeste"],
            ["2025-10-08", "", "", "gestión", "Pide datos"],
            ["2025-10-08", "", "10:00", "actividad", "En Madrid"],
        ]


def test_a_calendar_keeps_the_zone_and_leaves_out_what_has_no_appointment(base, tmp_path):
    done = export_days(base, *WEEK, tmp_path / "semana.ics")
    assert done.reasons == {"gestiones, que no van en un calendario": 1}
    entries, unread = read_calendar(tmp_path / "semana.ics")
    assert not unread
    assert [(entry.title, entry.time, entry.zone) for entry in entries] == [
        ("En Madrid", "18:00", "Europe/Madrid"),
        ("Oeste", "", ""),
    ]


def test_the_journal_keeps_how_many_went_out(base, tmp_path):
    export_days(base, *WEEK, tmp_path / "semana.xlsx")
    with base.read() as session:
        assert next(iter(log(session))).title == "Exportar 3 entradas del calendario"


def test_what_cannot_be_written_or_is_cancelled_leaves_nothing(base, tmp_path):
    def stop(_done, _total):
        raise Cancelled("no")

    with pytest.raises(FileProblem):
        export_days(base, *WEEK, tmp_path / "semana.pdf")
    for name in ("semana.ics", "semana.csv", "semana.xlsx"):
        with pytest.raises(Cancelled):
            export_days(base, *WEEK, tmp_path / name, progress=stop)
    (tmp_path / "vieja.ics").write_text("lo de antes")
    with pytest.raises(FileProblem):
        export_days(base, *WEEK, tmp_path / "vieja.ics", replace=False)
    assert sorted(path.name for path in tmp_path.glob("*.[ixcp]*s*")) == ["vieja.ics"]
