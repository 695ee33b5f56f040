"""The program in a real window: real keys find a contact and open its record."""

from PySide6.QtGui import QColor, QImage

from crm.base import open_base
from crm.found_contacts import found_contacts
from crm.query import parse
from ui.desktop.tokens import LIGHT

QUERY = "universidad mexico"


def colours(image: QImage, left: int, top: int, right: int, bottom: int) -> set[str]:
    points = ((x, y) for x in range(left, right) for y in range(top, bottom, 3))
    return {QColor(image.pixel(x, y)).name().upper() for x, y in points}


def found(demo) -> list[str]:
    """The names of the first contacts that the search must list."""
    with open_base(demo) as base, base.read() as session:
        return [row.name for row in found_contacts(session, parse(QUERY, base.clock.today), limit=3)]


def test_a_contact_is_found_and_opened_from_the_keyboard(screen, program, demo):
    names = found(demo)
    program.start()
    screen.wait(lambda: LIGHT.text in colours(screen.picture(), 200, 250, 480, 700), "the list")
    screen.keys("ctrl+f")
    screen.type(QUERY)
    screen.keys("Down")
    screen.wait_for_title(names[0])
    screen.keys("Down")
    screen.wait_for_title(names[1])
    # In the record Down scrolls, Esc goes back to the list: the third contact is one step away.
    screen.keys("Return", "Down", "Escape", "Down")
    screen.wait_for_title(names[2])
    assert LIGHT.muted in colours(screen.picture(), 600, 150, 900, 400)
    screen.keep("first-window")
    program.quit()
