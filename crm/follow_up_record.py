"""A follow-up whole, as the window reads it: its row, its steps and comments, and what edits of it start from."""

import datetime
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm import date_entry, follow_up_list, recurrence, zones
from crm.clock import HOME_ZONE
from crm.contact_values import Kept, Reference
from crm.errors import NotFound
from crm.follow_up_list import FollowUpRow
from crm.follow_up_values import Task
from crm.partial_dates import PartialDate
from crm.record_links import Linked, links_of
from crm.texts import _
from crm.when_words import near_day


@dataclass(frozen=True, slots=True)
class FollowUpRecord:
    """A follow-up. ``due`` in a sentence ("lunes 6 de octubre de 2025, hoy, 12:00"), "" without a day; ``reminder`` in
    words on Mexico City's wall; ``repeats`` its rule in words, or "".

    ``links`` is what it is tied to, seen from both ends; ``minutes`` the activity in whose minutes it stands,
    ``minutes_line`` the line. ``own`` the columns of its own row by name; ``checklist`` holds ``Task`` values,
    ``comments`` texts.
    """

    row: FollowUpRow
    due_time: str
    due: str
    remind_at: str
    reminder: str
    recurrence: str
    repeats: str
    done_on: str
    links: tuple[Linked, ...]
    minutes: Reference | None
    minutes_line: str
    checklist: tuple[Kept, ...]
    comments: tuple[Kept, ...]
    source: str
    version: int


def record(session: Session, follow_up: int, *, today: datetime.date) -> FollowUpRecord:
    """The follow-up for the window. Raises NotFound if it is gone or in the trash."""
    rows = follow_up_list.rows(session, [follow_up], today=today)
    if not rows:
        raise NotFound(_("Este seguimiento ya no está en la base; actualice la lista con F5."))
    read = session.connection().exec_driver_sql
    own = read(_OWN, (follow_up,)).one()
    due_time, remind_at, rule, done_on, activity, title, line, source, version = own
    return FollowUpRecord(
        row=rows[0],
        due_time=due_time,
        due=_due(rows[0].due_on, due_time, today),
        remind_at=remind_at,
        reminder=_reminder(remind_at, today),
        recurrence=rule,
        repeats=recurrence.in_words(rule) if rule else "",
        done_on=done_on,
        links=links_of(session, follow_up),
        minutes=Reference(activity, title, "activity") if activity else None,
        minutes_line=line,
        checklist=tuple(
            Kept(number, Task(text, bool(done))) for number, text, done in read(_STEPS, (follow_up,))
        ),
        comments=tuple(Kept(number, text) for number, text in read(_COMMENTS, (follow_up,))),
        source=source,
        version=version,
    )


def _due(day: str, time: str, today: datetime.date) -> str:
    if not day:
        return ""
    words = date_entry.in_words(PartialDate.parse(day), today)
    return f"{words}, {int(time[:2])}{time[2:]}" if time else words


def _reminder(moment: str, today: datetime.date) -> str:
    if not moment:
        return ""
    home = datetime.datetime.fromisoformat(moment).astimezone(HOME_ZONE)
    hour = zones.at_home(home.date(), f"{home:%H:%M}", zones.HOME).text
    return f"{near_day(home.date(), today)}, {hour}"


_OWN = """
    SELECT f.due_time, f.remind_at, f.recurrence, f.done_on, f.activity_id, a.title, f.minutes_line, f.source, r.version
    FROM follow_up AS f JOIN record AS r ON r.id = f.id LEFT JOIN activity AS a ON a.id = f.activity_id
    WHERE f.id = ?"""
_STEPS = "SELECT id, text, done FROM follow_up_item WHERE follow_up_id = ? ORDER BY position, id"
_COMMENTS = "SELECT id, text FROM note WHERE record_id = ? ORDER BY id"
