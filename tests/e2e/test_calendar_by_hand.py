"""The calendar by real keys and a real mouse: from a month to a week, an entry to another day and hour, and back."""

import datetime

import pytest

from crm import activities, activity_kinds, agenda
from crm.activity_values import NewActivity, When
from crm.base import open_base
from crm.clock import HOME_ZONE
from crm.weeks import week_of
from ui.desktop.tokens import LIGHT

TITLE = "Reunión de prueba"
TIME = "00:30"
"""Before anything else of its day."""
ROWS = 800
"""Pixels of the colour of text, right of the rail: the rows of a list."""
PAST_RAIL = 190
"""Where the calendar begins, right of the rail and what is marked there; in pixels of the screen."""


@pytest.fixture
def meeting(program) -> tuple[datetime.date, int]:
    """A Tuesday of the week one is in, on which something begins after midnight; what is on that day before it."""
    with open_base(program.base) as base:
        today = base.clock.today
        day = week_of(today)[0] + datetime.timedelta(days=2)
        with base.write("Alta de prueba") as session:
            kind = activity_kinds.find(session, "reunión").id
            new = NewActivity(kind, TITLE, When(day.isoformat(), TIME, "", "01:30"))
            activities.create(session, new, today=today)
        with base.read() as session:
            shown = agenda.week(session, today, today=today).entries
    before = [one for one in shown if one.day == day and (not one.time or one.last > one.day)]
    return day, len(before)


@pytest.fixture
def week(screen, program, meeting):
    """The week with its hours, one stands on the entry, and what it says is asked of the base."""
    day, before = meeting
    today = datetime.datetime.now(HOME_ZONE).date()
    program.start()
    screen.keys("ctrl+4")
    screen.wait_for_title("Actividades")
    screen.wait(lambda: screen.pixels(LIGHT.text, right_of=0.1) > ROWS, "the rows")
    # Over the list the way to its file and that to several at once, before them the views: to the week, and from above
    # into it.
    screen.keys(*["shift+Tab"] * 3, "Right", "Right", "ctrl+f", "Down")
    screen.keys(*["Right" if day > today else "Left"] * abs((day - today).days), *["Down"] * (before + 1))

    def stands(days: int, time: str) -> None:
        wanted = (day + datetime.timedelta(days=days)).isoformat()
        program.wait_to_find(
            f'que:actividades "{TITLE}"',
            lambda one: (one["fecha"], one["hora"]) == (wanted, time),
        )

    return stands


def test_an_entry_moves_by_a_day_and_half_an_hour_and_undo_takes_each_back(screen, program, week):
    screen.keys("alt+Down", "alt+Down", "alt+Right")
    week(1, "01:00")
    screen.keep("calendar-moved-by-keys")
    screen.keys("ctrl+z", "ctrl+z", "ctrl+z")
    week(0, TIME)
    program.quit()


def test_an_entry_is_dragged_to_another_day_and_hour_and_undo_takes_it_back(screen, program, week):
    screen.keys("Return")
    screen.wait_for_title(TITLE)
    screen.wait(lambda: screen.box(LIGHT.sel, PAST_RAIL) is not None, "the entry, marked")
    entry = screen.box(LIGHT.sel, PAST_RAIL)
    x, y = entry.center().x(), entry.top() + 10
    root = screen.root()
    screen.hold(root, x, y)
    for part in (1, 2, 3):
        screen.move(root, x + entry.width() * part // 3 + 2 * part, y + 32 * part)
    screen.keep("calendar-dragged")
    screen.let_go()
    week(1, "02:30")
    screen.keys("ctrl+z")
    week(0, TIME)
    program.quit()
