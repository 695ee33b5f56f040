"""Pictures of the calendar beside a record: months, weeks, the agenda."""

from typing import TYPE_CHECKING

from ui.desktop import capture_activities
from ui.desktop.calendar.week_drawing import Dragged
from ui.desktop.calendar.week_layout import Target
from ui.desktop.capture_activity_samples import SHOWN
from ui.desktop.capture_calendar import SampleCalendar

if TYPE_CHECKING:
    from ui.desktop.capture_studio import Studio

_HELD = 6
"""The activity whose end is held: the commission's, at noon."""


def _calendar(studio: "Studio", view: str, source: SampleCalendar, *, chosen: int = 4) -> None:
    page, _desk = capture_activities.page_of(studio, shown=SHOWN)
    joined = studio.window.work.parts.calendar
    assert joined is not None
    joined.calendar.left_out.leave_out(())
    joined.calendar.week.dragged = None
    joined.calendar.set_source(source)
    joined.show(view)
    studio.settle()
    joined.calendar.choose(chosen)
    page.list.focus_view()


def month(studio: "Studio") -> None:
    """A month beside a record."""
    _calendar(studio, "mes", SampleCalendar())


def long_month(studio: "Studio") -> None:
    """A month of long titles."""
    _calendar(studio, "mes", SampleCalendar(long=True))


def empty_month(studio: "Studio") -> None:
    """A month with nothing in it."""
    _calendar(studio, "mes", SampleCalendar(empty=True))


def week(studio: "Studio") -> None:
    """A week."""
    _calendar(studio, "semana", SampleCalendar())


def long_week(studio: "Studio") -> None:
    """A week of long titles."""
    _calendar(studio, "semana", SampleCalendar(long=True))


def searched(studio: "Studio") -> None:
    """A month while something is searched for: it shows all there is, and says so."""
    _calendar(studio, "mes", SampleCalendar())
    joined = studio.window.work.parts.calendar
    assert joined is not None
    studio.window.top.search.set_query("club")
    studio.wait(lambda: studio.window.work.activities.page.query == "club")
    joined.show("mes")


def longer(studio: "Studio") -> None:
    """A week with the end of an activity held, to last until later."""
    _calendar(studio, "semana", SampleCalendar())
    joined = studio.window.work.parts.calendar
    assert joined is not None
    week = joined.calendar.week
    entry = next(block.entry for day in week.week.blocks for block in day if block.entry.id == _HELD)
    column = (entry.day - week.week.first).days
    held = Dragged(entry, 0, 60, end=True)
    held.target = held.stretch(Target(column, 14 * 60 + 15), column)
    week.dragged = held
    week.viewport().update()


def empty_week(studio: "Studio") -> None:
    """A week with nothing in it."""
    _calendar(studio, "semana", SampleCalendar(empty=True))


def left_out(studio: "Studio") -> None:
    """A month without some kinds of things."""
    _calendar(studio, "mes", SampleCalendar())
    joined = studio.window.work.parts.calendar
    assert joined is not None
    joined.calendar.left_out.leave_out(("follow_up", "tour"))


def agenda(studio: "Studio") -> None:
    """The agenda of a month."""
    _calendar(studio, "agenda", SampleCalendar())
