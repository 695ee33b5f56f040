"""Pictures of the calendar beside a record: months, weeks, the agenda."""

from typing import TYPE_CHECKING

from ui.desktop import capture_activities
from ui.desktop.capture_activity_samples import SHOWN
from ui.desktop.capture_calendar import SampleCalendar

if TYPE_CHECKING:
    from ui.desktop.capture_studio import Studio


def _calendar(studio: "Studio", view: str, source: SampleCalendar, *, chosen: int = 4) -> None:
    page, _desk = capture_activities.page_of(studio, shown=SHOWN)
    joined = studio.window.work.parts.calendar
    assert joined is not None
    joined.calendar.left_out.leave_out(())
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
