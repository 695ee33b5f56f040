"""Calendar files (iCalendar, RFC 5545): the one module that speaks the format.

Hours go out on the wall of their own zone, with each zone's changes of time written one by one: readers disagree
on lists and rules of them, not on single ones.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from crm.clock import HOME_ZONE
from crm.errors import FileProblem
from crm.files.calendar_series import key, listed, starts
from crm.files.saving import replacing
from crm.texts import _

EVENT, TASK = "VEVENT", "VTODO"
LARGEST = 20 << 20
"""Bytes of the largest calendar that is read: some 50,000 events."""

MOST_ENTRIES = 50_000
"""Entries that are read of one file, each occurrence of a series one."""

_NOT_UNDERSTOOD = (ValueError, KeyError, TypeError, AttributeError, OverflowError)
"""What comes of a property that is there twice, is of another type than its own, or is no property at all."""

_PRODUCT = "-//Vínculo//Calendario//ES"
_MARGIN = datetime.timedelta(days=400)
_STATUS = {
    "planeada": "TENTATIVE",
    "realizada": "CONFIRMED",
    "cancelada": "CANCELLED",
    "pospuesta": "TENTATIVE",
}
_TASK_STATUS = {
    "pendiente": "NEEDS-ACTION",
    "en curso": "IN-PROCESS",
    "en espera": "NEEDS-ACTION",
    "hecho": "COMPLETED",
    "cancelado": "CANCELLED",
}
_PRIORITIES = {"alta": 1, "normal": 5, "baja": 9}
_STATE = "X-VINCULO-ESTADO"
_RESPONSIBLE = "X-VINCULO-RESPONSABLE"


@dataclass(frozen=True, slots=True)
class Entry:
    """An event or a task. Days are whole; hours ``HH:MM`` on the wall of ``zone``, "" for all day.

    ``end`` is the last day it takes, that day included; ``place`` and ``city`` make its location; ``changed`` is when
    it was changed last, aware. Of a task ``start`` and ``time`` are when it is due, and ``responsible`` is who does it.
    """

    uid: str
    title: str
    start: datetime.date | None
    time: str = ""
    end: datetime.date | None = None
    end_time: str = ""
    zone: str = ""
    kind: str = EVENT
    category: str = ""
    state: str = ""
    place: str = ""
    link: str = ""
    description: str = ""
    priority: str = ""
    responsible: str = ""
    changed: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A component that could not be read: its place in the file from 1, what it is called, and why."""

    number: int
    title: str
    reason: str


def write_calendar(path: Path, entries: Iterable[Entry]) -> int:
    """Write entries to ``path``, whole or not at all, and return how many. Raises FileProblem."""
    calendar: Any = icalendar.Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    written = 0
    for entry in entries:
        calendar.add_component(_component(entry))
        written += 1
    _add_zones(calendar)
    with replacing(path) as draft:
        draft.write_bytes(calendar.to_ical())
    return written


def read_calendar(path: Path) -> tuple[list[Entry], list[Unread]]:
    """The entries of a calendar file, each occurrence of a series one, and what could not be read of it.

    Raises FileProblem for what is no calendar, or too large a one.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise FileProblem(_too_large(path.name))
        content = path.read_bytes()
    except OSError as error:
        raise FileProblem(
            _("No se pudo leer «{name}»; revise que exista y que tenga permiso de abrirlo.").format(
                name=path.name
            )
        ) from error
    try:
        calendars: list[Any] = icalendar.Calendar.from_ical(content, multiple=True)
    except (ValueError, KeyError, IndexError) as error:
        raise FileProblem(
            _("«{name}» no es un calendario que se pueda leer; expórtelo de nuevo como .ics.").format(
                name=path.name
            )
        ) from error
    components = [part for calendar in calendars for part in calendar.walk() if part.name in (EVENT, TASK)]
    if not components:
        raise FileProblem(_("«{name}» no tiene eventos ni tareas.").format(name=path.name))
    return _read(components, path.name)


def _too_large(name: str) -> str:
    return _("«{name}» es demasiado grande para un calendario; expórtelo por partes.").format(name=name)


def _component(entry: Entry) -> Any:
    component: Any = icalendar.Todo() if entry.kind == TASK else icalendar.Event()
    component.add("uid", entry.uid)
    component.add("dtstamp", entry.changed or datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC))
    if entry.changed:
        component.add("last-modified", entry.changed)
    component.add("summary", entry.title)
    _add_when(component, entry)
    for name, value in (
        ("location", entry.place),
        ("description", entry.description),
        ("url", entry.link),
        (_RESPONSIBLE, entry.responsible),
    ):
        if value:
            component.add(name, value)
    if entry.category:
        component.add("categories", [entry.category])
    statuses = _TASK_STATUS if entry.kind == TASK else _STATUS
    if entry.state in statuses:
        component.add("status", statuses[entry.state])
        component.add(_STATE, entry.state)
    if entry.priority:
        component.add("priority", _PRIORITIES[entry.priority])
    return component


def _add_when(component: Any, entry: Entry) -> None:
    if entry.start is None:
        return
    first = "due" if entry.kind == TASK else "dtstart"
    component.add(first, _moment(entry.start, entry.time, entry.zone))
    if entry.kind == TASK:
        return
    last = entry.end or entry.start
    if not entry.time:
        component.add("dtend", last + datetime.timedelta(days=1))
    elif entry.end_time:
        component.add("dtend", _moment(last, entry.end_time, entry.zone))


def _moment(day: datetime.date, time: str, zone: str) -> datetime.date:
    if not time:
        return day
    tz = ZoneInfo(zone) if zone else HOME_ZONE
    return datetime.datetime.combine(day, datetime.time.fromisoformat(time), tz)


def _add_zones(calendar: Any) -> None:
    moments = [
        part[name].dt
        for part in calendar.walk()
        if part.name in (EVENT, TASK)
        for name in ("DTSTART", "DTEND", "DUE")
        if name in part and isinstance(part[name].dt, datetime.datetime)
    ]
    if not moments:
        return
    first, last = min(moment.date() for moment in moments), max(moment.date() for moment in moments)
    calendar.add_missing_timezones(first - _MARGIN, last + _MARGIN)
    for zone in calendar.walk("VTIMEZONE"):
        zone.pop("COMMENT", None)
        zone.subcomponents = [single for part in zone.subcomponents for single in _one_by_one(part)]


def _one_by_one(observance: Any) -> Iterator[Any]:
    """An observance and, for each further date that it lists, another."""
    listed = observance.pop("RDATE", None)
    yield observance
    for dates in listed if isinstance(listed, list) else [listed] if listed is not None else []:
        for date in dates.dts:
            another = type(observance)()
            for name in ("TZNAME", "TZOFFSETFROM", "TZOFFSETTO"):
                another[name] = observance[name]
            another.add("dtstart", date.dt)
            yield another


def _read(components: Sequence[Any], name: str) -> tuple[list[Entry], list[Unread]]:
    entries: list[Entry] = []
    unread: list[Unread] = []
    replaced = set(_replaced(components))
    for number, part in enumerate(components, 1):
        title = str(part.get("SUMMARY", "")).strip()
        try:
            if part.errors:
                raise ValueError(part.errors[0][1])
            entries += _occurrences(part, title, replaced)
        except FileProblem as problem:
            unread.append(Unread(number, title, str(problem)))
        except _NOT_UNDERSTOOD:
            unread.append(
                Unread(
                    number, title, _("Tiene una fecha o un dato que no se entiende; corríjalo en el archivo.")
                )
            )
        if len(entries) > MOST_ENTRIES:
            raise FileProblem(_too_large(name))
    return entries, unread


def _replaced(components: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Which occurrences stand in the file by themselves; one that cannot be told is no occurrence of anything."""
    for part in components:
        if "RECURRENCE-ID" in part:
            with suppress(*_NOT_UNDERSTOOD):
                yield str(part.get("UID", "")), key(part["RECURRENCE-ID"].dt)


def _occurrences(part: Any, title: str, replaced: set[tuple[str, str]]) -> Iterator[Entry]:
    entry = _entry(part, title)
    if "RRULE" not in part and "RDATE" not in part:
        uid = f"{entry.uid}#{key(part['RECURRENCE-ID'].dt)}" if "RECURRENCE-ID" in part else entry.uid
        yield _at(entry, entry.start, uid)
        return
    if entry.start is None:
        raise ValueError("a rule without a start")
    taken = {key(date.dt) for dates in listed(part, "EXDATE") for date in dates.dts}
    for moment in starts(part):
        name = key(moment)
        if name not in taken and (entry.uid, name) not in replaced:
            day = moment.date() if isinstance(moment, datetime.datetime) else moment
            yield _at(entry, day, f"{entry.uid}#{name}")


def _at(entry: Entry, day: datetime.date | None, uid: str) -> Entry:
    from dataclasses import replace

    if day is None or entry.start is None:
        return replace(entry, uid=uid)
    end = None if entry.end is None else day + (entry.end - entry.start)
    return replace(entry, uid=uid, start=day, end=end)


def _entry(part: Any, title: str) -> Entry:
    is_todo = part.name == TASK
    start = part.get("DUE" if is_todo else "DTSTART")
    day, time, zone = (None, "", "") if start is None else _split(start.dt)
    end_day, end_time = _end(part, start.dt) if start is not None and not is_todo else (None, "")
    stamp = part.get("LAST-MODIFIED") or part.get("DTSTAMP")
    status = str(part.get("STATUS", "")).upper()
    known = _TASK_STATUS if is_todo else _STATUS
    state = str(part.get(_STATE, ""))
    if state not in known or known[state] != status:
        state = next((own for own, theirs in known.items() if theirs == status), "")
    return Entry(
        uid=str(part.get("UID", "")).strip(),
        title=title,
        start=day,
        time=time,
        end=end_day,
        end_time=end_time,
        zone=zone,
        kind=part.name,
        category=_category(part),
        state=state,
        place=str(part.get("LOCATION", "")).strip(),
        link=str(part.get("URL", "")).strip(),
        description=str(part.get("DESCRIPTION", "")).strip(),
        priority=_priority(part) if is_todo else "",
        responsible=str(part.get(_RESPONSIBLE, "")).strip(),
        changed=_aware(stamp.dt) if stamp is not None else None,
    )


def _end(part: Any, start: datetime.date) -> tuple[datetime.date | None, str]:
    """The last day an event takes and the hour it ends, as ``Entry`` says them."""
    if "DTEND" in part:
        end = part["DTEND"].dt
    elif "DURATION" in part:
        end = start + part["DURATION"].dt
    else:
        return None, ""
    if not isinstance(end, datetime.datetime):
        last = end - datetime.timedelta(days=1)
        return (last if last > start else None), ""
    if isinstance(start, datetime.datetime) and start.tzinfo and end.tzinfo:
        end = end.astimezone(start.tzinfo)
    day, time, _zone = _split(end)
    first = start.date() if isinstance(start, datetime.datetime) else start
    return (day if day > first else None), time


def _split(moment: datetime.date | datetime.time) -> tuple[datetime.date, str, str]:
    """The day, the hour and the zone; a moment in UTC, which is nobody's wall, is told in Mexico City's."""
    if isinstance(moment, datetime.time):
        raise ValueError("an hour of no day")
    if not isinstance(moment, datetime.datetime):
        return moment, "", ""
    zone = getattr(moment.tzinfo, "key", None) or icalendar.timezone.tzid.tzid_from_dt(moment)
    if moment.tzinfo is not None and zone not in _known_zones():
        moment, zone = moment.astimezone(HOME_ZONE), HOME_ZONE.key
    return moment.date(), f"{moment:%H:%M}", zone or ""


def _known_zones() -> frozenset[str]:
    from crm.zones import known_zones

    return known_zones() - {"UTC", "Etc/UTC", "GMT", "Z"}


def _aware(moment: datetime.date) -> datetime.datetime:
    if not isinstance(moment, datetime.datetime):
        moment = datetime.datetime.combine(moment, datetime.time())
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


def _category(part: Any) -> str:
    value = part.get("CATEGORIES")
    first = value[0] if isinstance(value, list) else value
    return str(first.cats[0]).strip() if first is not None and first.cats else ""


def _priority(part: Any) -> str:
    value = int(part.get("PRIORITY", 0))
    return "alta" if 0 < value < 5 else "baja" if value > 5 else "normal"
