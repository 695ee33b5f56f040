"""What the calendar says of an entry: the small line over its title, and all of it aloud."""

import datetime
from typing import TYPE_CHECKING

from crm.activity_values import CANCELLED, DONE, PLANNED, POSTPONED
from crm.records import ACTIVITY, FOLLOW_UP, REQUEST, TOUR
from crm.texts import _, mark, ngettext
from ui.desktop.calendar.spans import day_in_words

if TYPE_CHECKING:
    from crm.agenda import Entry

OFF = (CANCELLED, POSTPONED)
"""States of what will not be on its day."""

_KINDS = {
    ACTIVITY: mark("actividad"),
    FOLLOW_UP: mark("seguimiento"),
    REQUEST: mark("gestión"),
    TOUR: mark("gira"),
}


def hour(entry: "Entry") -> str:
    """The hour of an entry as it is said; "" for all day."""
    return said_hour(entry.time) if entry.time else ""


def said_hour(time: str) -> str:
    """An hour ``HH:MM`` as it is said: "9:00"."""
    return f"{int(time[:2])}{time[2:]}"


def small_line(entry: "Entry") -> str:
    """Over the title: the hour and how, or that it is due; "" for what lasts all day and goes without saying."""
    parts = [hour(entry)]
    if entry.kind == FOLLOW_UP:
        parts.insert(0, _("vence"))
    elif entry.kind == REQUEST:
        parts.insert(0, _("vence el plazo"))
    elif entry.state in OFF:
        parts.append(_(entry.state))
    elif entry.modality == "virtual":
        parts.append(_("en línea"))
    return " · ".join(part for part in parts if part)


def where(entry: "Entry") -> str:
    """What stands below the title: where, or who; that it is online stands over it already."""
    return "" if entry.detail == entry.modality else entry.detail


def aloud(entry: "Entry", hours: str = "") -> str:
    """An entry for a screen reader; ``hours`` in the place of its small line."""
    state = entry.state if entry.kind == ACTIVITY and entry.state not in (PLANNED, DONE, *OFF) else ""
    parts = (_(_KINDS[entry.kind]), hours or small_line(entry), entry.title, where(entry), state)
    return ", ".join(part for part in parts if part)


def day_aloud(day: datetime.date, today: datetime.date, number: int) -> str:
    """A day for a screen reader: which, and how many things are on it."""
    words = day_in_words(day)
    if day == today:
        words = _("{day}, hoy").format(day=words)
    if not number:
        return _("{day}. Nada").format(day=words)
    return f"{words}. " + ngettext("una cosa", "{n} cosas", number).format(n=number)


def more_words(hidden: int, *, narrow: bool = False) -> str:
    """What a day says of what it has no room for."""
    return _("+{n}").format(n=hidden) if narrow else _("y {n} más").format(n=hidden)


def from_to(entry: "Entry") -> str:
    """The small line of what stands at its hour: from when to when, here and in its own zone."""
    small = small_line(entry)
    return small.replace(hour(entry), entry.from_to, 1) if entry.from_to else small


def whole(entry: "Entry") -> str:
    """An entry in its tooltip: hours, title and the rest, a line each."""
    hours = from_to(entry)
    state = _(entry.state) if entry.state in OFF else ""
    return "\n".join(part for part in (hours, entry.title, where(entry), state) if part)
