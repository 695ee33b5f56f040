"""Mi día by real keys: a follow-up is done with Space, taken back with Ctrl+Z, and followed by the next with S."""

from pathlib import Path

import pytest

from crm import follow_ups
from crm.base import open_base
from crm.follow_up_values import NewFollowUp
from ui.desktop.tokens import LIGHT

FIRST, SECOND, NEXT = "Enviar la minuta de prueba", "Confirmar la sede de prueba", "Avisar la sede de prueba"


@pytest.fixture
def overdue(program) -> Path:
    """Two follow-ups that are overdue for longer than any other."""
    with open_base(program.base) as base, base.write("Alta de prueba") as session:
        follow_ups.create(session, NewFollowUp(FIRST, due="2001-01-01"))
        follow_ups.create(session, NewFollowUp(SECOND, due="2001-01-02"))
    return program.base


def test_a_follow_up_is_done_taken_back_and_followed_by_the_next(screen, program, overdue):
    def are(what: str, state: str, number: int) -> None:
        query = f'que:seguimientos estado:{state} "{what}"'
        screen.wait(lambda: len(program.ask("buscar", query)) == number, f"{number} of {query}")

    program.start()
    screen.keys("ctrl+1")
    screen.wait(lambda: screen.pixels(LIGHT.danger) > 200, "what is overdue, in its colour")
    screen.keep("day")
    screen.keys("space")
    are(FIRST, "hecho", 1)
    screen.keys("ctrl+z")
    are(FIRST, "pendiente", 1)

    # The focus stayed with the second, which took the first one's place.
    # While it is asked for, the button on top is not the primary one.
    screen.keys("s")
    screen.wait(lambda: screen.pixels(LIGHT.fill, right_of=0.75) < 500, "the form of the next one")
    screen.type("+3d")
    screen.keys("shift+Tab", "ctrl+a")
    screen.type(NEXT)
    screen.keep("day-next")
    screen.keys("Return")
    are(SECOND, "hecho", 1)
    are(NEXT, "pendiente", 1)
    are(FIRST, "pendiente", 1)
    screen.keys("ctrl+z")
    are(SECOND, "pendiente", 1)
    are(NEXT, "pendiente", 0)
    program.quit()
