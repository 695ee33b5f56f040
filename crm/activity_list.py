"""The list of activities: what each row shows, and nothing else; one statement for a page of rows.

Which activities, and in what order, a query says (``que:actividades``).
"""

import datetime
import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from crm.activity_values import When
from crm.when_words import day_in_list, in_list


class ActivityRow(NamedTuple):
    """One row. ``when`` in words, ``day`` the first day it can be on ("" if not known); ``who`` the institutions
    that took part, the first few and how many more; ``people`` attending, None if not known.

    ``promises`` are the open follow-ups that its minutes made; ``documents`` how many it has; ``near`` the day alone.
    """

    id: int
    kind: str
    family: str
    state: str
    title: str
    when: str
    day: str
    place: str
    who: str
    people: int | None
    reach: int | None
    of_others: bool
    promises: int
    documents: int
    near: str = ""


def rows(session: Session, ids: Sequence[int], *, today: datetime.date) -> list[ActivityRow]:
    """The rows of these activities, in this order; those that are gone or in the trash are left out."""
    found = session.connection().exec_driver_sql(_ROWS, (json.dumps(list(ids)),))
    by_id = {values[0]: _row(today, *values) for values in found}
    return [by_id[activity] for activity in ids if activity in by_id]


def _row(
    today: datetime.date,
    activity: int,
    kind: str,
    family: str,
    state: str,
    title: str,
    start: str,
    time: str,
    end: str,
    end_time: str,
    zone: str,
    day: str,
    place: str,
    city: str,
    who: str,
    people: int | None,
    reach: int | None,
    of_others: int,
    promises: int,
    documents: int,
) -> ActivityRow:
    when = When(start, time, end, end_time, zone)
    return ActivityRow(
        id=activity,
        kind=kind,
        family=family,
        state=state,
        title=title,
        when=in_list(when, today, city),
        day=day,
        place=", ".join(part for part in (place, city) if part),
        who=who,
        people=people,
        reach=reach,
        of_others=bool(of_others),
        promises=promises,
        documents=documents,
        near=day_in_list(when, today),
    )


_ROWS = """
    SELECT a.id, k.label, k.family, a.state, a.title, a.start_on, a.start_time, a.end_on, a.end_time, a.zone,
        m.first_day, a.place, a.city, m.people, a.attendance, a.impressions, a.of_others,
        (SELECT count(*) FROM follow_up AS f JOIN record AS rf ON rf.id = f.id AND rf.trashed_by IS NULL
            WHERE f.activity_id = a.id AND f.state IN ('pendiente', 'en curso', 'en espera')),
        (SELECT count(*) FROM document AS d WHERE d.record_id = a.id)
    FROM json_each(?) AS wanted CROSS JOIN activity AS a ON a.id = wanted.value
    JOIN activity_kind AS k ON k.id = a.kind_id JOIN matter_document AS m ON m.id = a.id"""
