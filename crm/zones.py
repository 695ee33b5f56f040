"""Wall time and zone: what hour it is where, and when that is in UTC (DOMAIN, "Time has a place").

A timed activity keeps the hour on the wall of its own zone; UTC and Mexico City's hour are derived from it. On the two
days a year on which a zone moves its clocks an hour may not exist, or come twice: both are said, neither is guessed.
"""

import datetime
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from crm.clock import HOME_ZONE
from crm.date_words import WEEKDAYS, long_date
from crm.errors import InvalidValue
from crm.partial_dates import PartialDate
from crm.texts import _

HOME = HOME_ZONE.key
"""The zone of the office, and of whatever names none."""

_TIME = re.compile(
    r"(?:a las? )?(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*(?:h|hs|hrs|horas)?\.?\s*(a\.?\s?m|p\.?\s?m)?\.?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(\d{1,2})(\d{2})")


@dataclass(frozen=True, slots=True)
class AtHome:
    """A moment on Mexico City's wall, and in words with its own zone: "10:00 · 8:00 en Los Ángeles"."""

    day: datetime.date
    time: str
    text: str


def read_time(text: str) -> str:
    """The hour that ``text`` stands for, as ``HH:MM``; "" when nothing is written.

    Raises InvalidValue, with a sentence that shows what can be written.
    """
    written = " ".join(text.split())
    if not written:
        return ""
    match = _DIGITS.fullmatch(written) or _TIME.fullmatch(written)
    if match is not None:
        hour, minute = int(match[1]), int(match[2] or 0)
        half = match[3][0].lower() if match.re is _TIME and match[3] else ""
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        elif half:
            hour = 24
        if hour < 24 and minute < 60:
            return f"{hour:02d}:{minute:02d}"
    raise InvalidValue(
        _("«{text}» no es una hora; escriba por ejemplo 10:00, 18:30 o 6 pm.").format(text=written),
        "time",
        text,
    )


def check_zone(zone: str) -> None:
    """Raise InvalidValue for what is no zone of the IANA data base; empty is the office's own."""
    if zone and zone not in known_zones():
        raise InvalidValue(
            _(
                "«{zone}» no es una zona horaria conocida; elija una de la lista, como America/Los_Angeles."
            ).format(zone=zone),
            "zone",
            zone,
        )


def to_utc(day: datetime.date, time: str, zone: str) -> datetime.datetime:
    """The moment of an hour on the wall of a zone. Of an hour that comes twice, the first; one that does not exist is
    counted on as if the clocks had not moved (RFC 5545, 3.3.5)."""
    return _local(day, time, zone).astimezone(datetime.UTC)


def check_hour(day: datetime.date, time: str, zone: str) -> None:
    """Raise InvalidValue for an hour that does not exist there on that day."""
    local = _local(day, time, zone)
    back = local.astimezone(datetime.UTC).astimezone(local.tzinfo)
    if back.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise InvalidValue(
            _(
                "Las {time} del {day} no existen {there}: ese día el reloj se adelanta; escriba otra hora."
            ).format(time=_shown(local), day=_long(day), there=_there(zone)),
            "start_time",
            time,
        )


def comes_twice(day: datetime.date, time: str, zone: str) -> str:
    """A sentence if that hour comes twice on that day, as the clocks go back; else "" ."""
    local = _local(day, time, zone)
    if local.utcoffset() <= local.replace(fold=1).utcoffset():  # type: ignore[operator]
        return ""
    return _(
        "Las {time} del {day} ocurren dos veces {there}, porque el reloj se atrasa: se toma la primera."
    ).format(time=_shown(local), day=_long(day), there=_there(zone))


def at_home(day: datetime.date, time: str, zone: str, city: str = "") -> AtHome:
    """When an hour of a zone is in Mexico City, and both in words; ``city`` names the place better than the zone."""
    local = _local(day, time, zone)
    home = local.astimezone(HOME_ZONE)
    return AtHome(home.date(), f"{home:%H:%M}", _both(local, home, _shown(local), _shown(home), zone, city))


def on_wall(day: datetime.date, time: str, zone: str) -> datetime.datetime:
    """What the wall of a zone shows, without its zone, when it is that hour in Mexico City."""
    return _local(day, time, HOME).astimezone(_zone(zone or HOME)).replace(tzinfo=None)


def hours_at_home(day: datetime.date, start: str, end: str, zone: str, city: str = "") -> str:
    """From one hour of a day to another in words: "10:00 a 11:30 · 8:00 a 9:30 en Los Ángeles"."""
    local = [_local(day, time, zone) for time in (start, end)]
    home = [moment.astimezone(HOME_ZONE) for moment in local]
    there, here = (_("{start} a {end}").format(start=_shown(a), end=_shown(b)) for a, b in (local, home))
    return _both(local[0], home[0], there, here, zone, city)


def _both(
    local: datetime.datetime, home: datetime.datetime, there: str, here: str, zone: str, city: str
) -> str:
    if local.utcoffset() == home.utcoffset():
        return here
    if local.date() != home.date():
        weekday = f"{WEEKDAYS[local.weekday()]} {local.day}"
        there = _("{time} del {weekday}").format(time=there, weekday=weekday)
    return _("{home} · {there} en {city}").format(home=here, there=there, city=city or city_of(zone))


@lru_cache(maxsize=512)
def city_of(zone: str) -> str:
    """The city a zone is called after, in Spanish: "Los Ángeles"."""
    from babel.dates import get_timezone_location

    name: str = get_timezone_location(zone or HOME, locale="es_MX", return_city=True)
    return name


def _local(day: datetime.date, time: str, zone: str) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time.fromisoformat(time), _zone(zone or HOME))


@lru_cache(maxsize=512)
def _zone(zone: str) -> ZoneInfo:
    return ZoneInfo(zone)


@cache
def known_zones() -> frozenset[str]:
    """The zones of the IANA data base."""
    return frozenset(available_timezones())


def _there(zone: str) -> str:
    return _("en {city}").format(city=city_of(zone))


def _shown(moment: datetime.datetime) -> str:
    return f"{moment.hour}:{moment:%M}"


def _long(day: datetime.date) -> str:
    return long_date(PartialDate(day.year, day.month, day.day))
