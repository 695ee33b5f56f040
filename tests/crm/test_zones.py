import datetime

import pytest

from crm import zones
from crm.errors import InvalidValue

DAY = datetime.date(2025, 10, 7)


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("10:00", "10:00"),
        ("9", "09:00"),
        ("18.30", "18:30"),
        ("1830", "18:30"),
        ("930", "09:30"),
        ("6 pm", "18:00"),
        ("6:15 p. m.", "18:15"),
        ("12 am", "00:00"),
        ("12 pm", "12:00"),
        ("12:30 horas", "12:30"),
        ("a las 8 h", "08:00"),
        ("0:05", "00:05"),
        ("  ", ""),
    ],
)
def test_hours_as_people_write_them(written, time):
    assert zones.read_time(written) == time


@pytest.mark.parametrize("written", ["25:00", "10:60", "13 pm", "mediodía", "10:0", "12345"])
def test_what_is_no_hour_gets_a_sentence(written):
    with pytest.raises(InvalidValue, match="no es una hora; escriba por ejemplo 10:00"):
        zones.read_time(written)


@pytest.mark.parametrize(
    ("day", "time", "zone", "utc"),
    [
        # Both sides of each change of the clocks.
        ("2025-03-08", "18:00", "America/Los_Angeles", "2025-03-09T02:00"),
        ("2025-03-09", "18:00", "America/Los_Angeles", "2025-03-10T01:00"),
        ("2025-11-01", "18:00", "America/Chicago", "2025-11-01T23:00"),
        ("2025-11-02", "18:00", "America/Chicago", "2025-11-03T00:00"),
        ("2025-03-30", "10:00", "Europe/Madrid", "2025-03-30T08:00"),
        ("2025-03-29", "10:00", "Europe/Madrid", "2025-03-29T09:00"),
        ("2025-09-07", "10:00", "America/Santiago", "2025-09-07T13:00"),
        ("2025-10-05", "10:00", "Australia/Sydney", "2025-10-04T23:00"),
        # Mexico moves its clocks no more.
        ("2025-07-01", "10:00", "", "2025-07-01T16:00"),
        ("2021-07-01", "10:00", "", "2021-07-01T15:00"),
    ],
)
def test_utc_of_wall_time(day, time, zone, utc):
    moment = zones.to_utc(datetime.date.fromisoformat(day), time, zone)
    assert moment == datetime.datetime.fromisoformat(utc).replace(tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("day", "time", "zone", "text"),
    [
        (DAY, "08:00", "America/Los_Angeles", "9:00 · 8:00 en Los Ángeles"),
        (datetime.date(2025, 12, 2), "08:00", "America/Los_Angeles", "10:00 · 8:00 en Los Ángeles"),
        (DAY, "10:00", "America/Mexico_City", "10:00"),
        (DAY, "10:00", "", "10:00"),
        # The same hour on both walls needs no second one.
        (DAY, "10:00", "America/Costa_Rica", "10:00"),
        (datetime.date(2025, 10, 8), "09:00", "Australia/Sydney", "16:00 · 9:00 del miércoles 8 en Sídney"),
    ],
)
def test_an_hour_in_its_own_zone_and_in_mexico_city(day, time, zone, text):
    assert zones.at_home(day, time, zone).text == text


def test_the_day_at_home_may_be_another():
    there = zones.at_home(datetime.date(2025, 10, 8), "09:00", "Australia/Sydney")
    assert (there.day, there.time) == (DAY, "16:00")
    assert zones.at_home(DAY, "08:00", "America/Los_Angeles", "Las Vegas").text == "9:00 · 8:00 en Las Vegas"


def test_an_hour_that_does_not_exist_is_refused_where_it_does_not():
    gap = datetime.date(2025, 3, 9)
    with pytest.raises(
        InvalidValue,
        match="Las 2:30 del 9 de marzo de 2025 no existen en Los Ángeles: ese día el reloj se adelanta",
    ):
        zones.check_hour(gap, "02:30", "America/Los_Angeles")
    zones.check_hour(gap, "03:00", "America/Los_Angeles")
    zones.check_hour(gap, "02:30", "")
    assert zones.to_utc(gap, "02:30", "America/Los_Angeles").hour == 10


def test_an_hour_that_comes_twice_is_said():
    back = datetime.date(2025, 11, 2)
    assert zones.comes_twice(back, "01:30", "America/Chicago") == (
        "Las 1:30 del 2 de noviembre de 2025 ocurren dos veces en Chicago, porque el reloj se atrasa: "
        "se toma la primera."
    )
    assert zones.to_utc(back, "01:30", "America/Chicago").hour == 6
    assert zones.comes_twice(back, "02:30", "America/Chicago") == ""
    assert zones.comes_twice(datetime.date(2025, 3, 9), "02:30", "America/Chicago") == ""


def test_an_unknown_zone_gets_a_sentence():
    with pytest.raises(InvalidValue, match="no es una zona horaria conocida"):
        zones.check_zone("America/Tijuana/Otay")
    zones.check_zone("")
    zones.check_zone("America/Tijuana")
