"""Activities, tours, follow-ups and the terms of agreements as entries of a calendar."""

import datetime
import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from crm.agreement_reading import whereabouts
from crm.agreement_stages import ENDINGS
from crm.clock import HOME_ZONE
from crm.files.calendar_file import EVENT, TASK, Entry
from crm.texts import _

_CHANGED = "(SELECT o.at FROM operation o WHERE o.id = r.version)"
_LIVE = (
    "JOIN record r ON r.id = a.id WHERE r.trashed_by IS NULL AND r.merged_into IS NULL ORDER BY wanted.key"
)
_WANTED = "FROM json_each(?) AS wanted CROSS JOIN"
_STATEMENTS = {
    "actividades": f"""
        SELECT r.uid, a.title, a.start_on, a.start_time, a.end_on, a.end_time, a.zone, a.state, k.label, a.place,
            a.city, a.link, a.agenda, '', {_CHANGED}
        {_WANTED} activity AS a ON a.id = wanted.value JOIN activity_kind k ON k.id = a.kind_id {_LIVE}""",
    "seguimientos": f"""
        SELECT r.uid, a.what, a.due_on, a.due_time, '', '', '', a.state, '', '', '', '', a.responsible, a.priority,
            {_CHANGED}
        {_WANTED} follow_up AS a ON a.id = wanted.value {_LIVE}""",
    "giras": f"""
        SELECT r.uid, a.title, a.start_on, '', a.end_on, '', '', '', 'Gira', '', '', '', a.purpose, '', {_CHANGED}
        {_WANTED} tour AS a ON a.id = wanted.value {_LIVE}""",
}
_WHOLE_DAY = 10
_UIDS = f"""
    SELECT r.id, r.uid, {_CHANGED} FROM json_each(?) AS wanted CROSS JOIN record AS r ON r.id = wanted.value"""
_BATCH = 500


def terms(
    session: Session, ids: Sequence[int], today: datetime.date
) -> Iterator[tuple[tuple[Entry, ...], str]]:
    """The end of the term of each live agreement, as seen from a day, and the last day to give notice: whole days.

    An agreement that has neither comes with the reason. The uids of the entries are those of the agreements
    and what the day is, so that a calendar that is handed on again moves them.
    """
    for start in range(0, len(ids), _BATCH):
        batch = list(ids[start : start + _BATCH])
        rows = session.connection().exec_driver_sql(_UIDS, (json.dumps(batch),))
        marks = {row: (uid, _moment(changed)) for row, uid, changed in rows}
        for number, one in whereabouts(session, batch, today=today).items():
            uid, changed = marks[number]
            last, notice = one.term.last_day(today), one.term.notice_on(today)
            about = ", ".join((*filter(None, (one.folio,)), *one.parties))
            if last is None or one.stage in ENDINGS:
                yield (), _("sin fecha de término") if last is None else _("ya terminados")
                continue
            ending = _("Vence: {title}").format(title=one.title)
            found = [_whole_day(f"{uid}-fin", ending, last, about, changed)]
            if notice is not None:
                giving = _("Último día para avisar: {title}").format(title=one.title)
                found.append(_whole_day(f"{uid}-aviso", giving, notice, about, changed))
            yield tuple(found), ""


def _whole_day(
    uid: str, title: str, day: datetime.date, about: str, changed: datetime.datetime | None
) -> Entry:
    return Entry(uid=uid, title=title, start=day, category=_("Convenio"), description=about, changed=changed)


def entries(session: Session, subject: str, ids: Sequence[int]) -> Iterator[tuple[Entry, str]]:
    """Each live record as an entry, with the reason why it cannot stand in a calendar, "" if it can.

    Minutes and participants stay in the base: calendars are handed on.
    """
    for start in range(0, len(ids), _BATCH):
        batch = json.dumps(list(ids[start : start + _BATCH]))
        for row in session.connection().exec_driver_sql(_STATEMENTS[subject], (batch,)):
            entry = _entry(TASK if subject == "seguimientos" else EVENT, *row)
            yield entry, "" if entry.start or entry.kind == TASK else _("sin día")


def _entry(
    kind: str,
    uid: str,
    title: str,
    start: str,
    time: str,
    end: str,
    end_time: str,
    zone: str,
    state: str,
    category: str,
    place: str,
    city: str,
    link: str,
    description: str,
    priority: str,
    changed: str | None,
) -> Entry:
    day = _day(start)
    last = _day(end)
    return Entry(
        uid=uid,
        title=title,
        start=day,
        time=time if day else "",
        end=last if day and last and last > day else None,
        end_time=end_time if day and time else "",
        zone=(zone or HOME_ZONE.key) if day and time else "",
        kind=kind,
        category=category,
        state=state,
        place=", ".join(part for part in (place, city) if part),
        link=link,
        description=description,
        priority=priority,
        responsible=description if kind == TASK else "",
        changed=_moment(changed),
    )


def _day(text: str) -> datetime.date | None:
    """A day; a month or a year is none."""
    return datetime.date.fromisoformat(text) if len(text) == _WHOLE_DAY else None


def _moment(text: Any) -> datetime.datetime | None:
    # Calendars know no fractions of seconds.
    return datetime.datetime.fromisoformat(text).replace(microsecond=0) if text else None
