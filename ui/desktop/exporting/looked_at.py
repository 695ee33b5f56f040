"""What one looks at where an export is asked for: the place's query, what is chosen there, the record shown."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from crm.exporting.asked import CALENDAR, CONTACTS
from ui.desktop.listing.place import ListedPlace

if TYPE_CHECKING:
    from ui.desktop.calendar.views import CalendarViews


class LookedAt(NamedTuple):
    """``query`` is that of the list, in the calendar the ``days`` in words, ``without`` the kinds that it leaves out;
    ``name`` that of the ``record`` shown."""

    subject: str = CONTACTS
    query: str = ""
    selected: tuple[int, ...] = ()
    record: int = 0
    name: str = ""
    days: tuple[datetime.date, datetime.date] | None = None
    without: frozenset[str] = frozenset()


def in_list(subject: str, page: ListedPlace, selected: Sequence[int] | None = None) -> LookedAt:
    """What a list shows, and which of it is chosen: one alone is what is shown beside."""
    chosen = tuple(page.list.selected) if selected is None else tuple(selected)
    shown = page.record.record
    record, name = (shown.id, shown.title) if shown is not None else (0, "")
    several = chosen if selected is not None or len(chosen) > 1 else ()
    return LookedAt(subject, page.listed.strip(), several, record, name)


def in_calendar(calendar: "CalendarViews") -> LookedAt:
    """The month or the week that the calendar shows, without what it leaves out."""
    pane = calendar.calendar
    without = frozenset(pane.left_out.codes)
    return LookedAt(CALENDAR, pane.head.title.plain_text, days=pane.period, without=without)
