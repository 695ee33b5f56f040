"""What the calendar says of an entry: the small line over its title, and all of it aloud."""

from typing import TYPE_CHECKING

from crm.activity_values import CANCELLED, DONE, PLANNED, POSTPONED
from crm.records import ACTIVITY, FOLLOW_UP, REQUEST, TOUR
from crm.texts import _, mark

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
    """The hour as it is said: "9:00"."""
    return f"{int(entry.time[:2])}{entry.time[2:]}" if entry.time else ""


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


def aloud(entry: "Entry") -> str:
    """An entry for a screen reader."""
    state = entry.state if entry.kind == ACTIVITY and entry.state not in (PLANNED, DONE, *OFF) else ""
    parts = (_(_KINDS[entry.kind]), small_line(entry), entry.title, where(entry), state)
    return ", ".join(part for part in parts if part)


def whole(entry: "Entry") -> str:
    """An entry in its tooltip: hours, title and the rest, a line each."""
    hours = entry.hours or small_line(entry)
    state = _(entry.state) if entry.state in OFF else ""
    return "\n".join(part for part in (hours, entry.title, where(entry), state) if part)
