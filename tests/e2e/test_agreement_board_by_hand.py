"""The board of agreements by a real mouse and real keys: steps taken, refused, one with its form; undo."""

import datetime

import pytest

from crm import agreements
from crm.agreement_values import NewAgreement, PartyValues, StepValues
from crm.base import open_base
from ui.desktop.tokens import LIGHT

TITLE = "Convenio que va por el tablero"
FIRST, SECOND, FAR = "solicitud", "opinión de pertinencia", 4
"""The columns it goes between, and how many lie between it and the signing, which cannot come next."""
ROWS = 800
"""Pixels of the colour of text, right of the rail: the rows of a list."""
WARNED = 60
"""Pixels of the colour of a warning: a sentence under the board."""
PAST_RAIL = 190
"""Where the board begins, right of the rail and what is marked there; in pixels of the screen."""
MIDDLE = 450
"""Half way down the screen: a form is saved below it, all else of that colour is above."""
EDGE, EMPTY, GAP = 8, 128, 8
"""From a card to the edge of its column; how wide a column without cards is; and from one column to the next."""


@pytest.fixture
def agreement(program) -> int:
    """An agreement that was asked for, alone on the board once it is searched for."""
    with open_base(program.base) as base, base.write("Alta de prueba") as session:
        day = (base.clock.today - datetime.timedelta(days=9)).isoformat()
        parties = (PartyValues(name="Club de prueba"),)
        return agreements.record(
            session, NewAgreement(title=TITLE, parties=parties, steps=(StepValues(FIRST, day),))
        )


@pytest.fixture
def board(screen, program, agreement):
    """The board with that card, on which one stands; where it is on the screen, and what its stage is to become."""
    program.start()
    screen.keys("ctrl+5")
    screen.wait_for_title("Convenios")
    screen.wait(lambda: screen.pixels(LIGHT.text, right_of=0.1) > ROWS, "the rows")
    # Over the list the way to its file, before it the views.
    screen.keys("shift+Tab", "shift+Tab", "Right", "ctrl+f")
    screen.type(f'"{TITLE}"')
    screen.wait(lambda: screen.pixels(LIGHT.warn, right_of=0.15) == 0, "its card alone: others are late")
    screen.keys("Down", "Return")
    screen.wait_for_title(TITLE)
    screen.keys("Escape")
    screen.wait(lambda: screen.box(LIGHT.sel, PAST_RAIL) is not None, "the card, marked")

    def becomes(stage: str) -> None:
        program.wait_to_find(f'que:convenios "{TITLE}"', lambda found: found["etapa"] == stage)

    return becomes


def drag(screen, columns: int) -> None:
    """Take the card that is marked so many columns to the right, all of them without cards, and let it go there."""
    card = screen.box(LIGHT.sel, PAST_RAIL)
    x, y = card.left() + 20, card.center().y()
    to = card.right() + EDGE + columns * (GAP + EMPTY) - EMPTY // 2
    root = screen.root()
    screen.hold(root, x, y)
    for part in (1, 2, 3, 4):
        screen.move(root, x + (to - x) * part // 4, y + 5 * part)
    screen.keep(f"board-dragged-{columns}")
    screen.let_go()


def saves_below(screen) -> bool:
    """Whether a form can be saved."""
    button = screen.box(LIGHT.fill, PAST_RAIL)
    return button is not None and button.bottom() > MIDDLE


def test_a_card_is_dragged_to_the_next_stage_and_undo_takes_it_back(screen, program, board):
    board(FIRST)
    drag(screen, 1)
    board(SECOND)
    screen.keep("board-stepped")
    screen.keys("ctrl+z")
    board(FIRST)
    program.quit()


def test_a_card_that_cannot_go_so_far_stays_and_it_is_said_why(screen, program, board):
    before = screen.pixels(LIGHT.warn, right_of=0.15)
    drag(screen, FAR)
    screen.wait(lambda: screen.pixels(LIGHT.warn, right_of=0.15) > before + WARNED, "why it cannot")
    screen.keep("board-refused")
    board(FIRST)
    program.quit()


def test_keys_take_a_card_to_the_next_stage_and_undo_takes_it_back(screen, program, board):
    screen.keys("alt+Right")
    board(SECOND)
    before = screen.pixels(LIGHT.warn, right_of=0.15)
    screen.keys("alt+Left")
    screen.wait(lambda: screen.pixels(LIGHT.warn, right_of=0.15) > before + WARNED, "why it cannot go back")
    board(SECOND)
    screen.keep("board-by-keys")
    screen.keys("ctrl+z")
    board(FIRST)
    program.quit()


def test_a_stage_that_needs_something_said_opens_its_form_beside_the_board(screen, program, board):
    screen.keys("alt+Right")
    board(SECOND)
    screen.keys("alt+Right")
    screen.wait(lambda: saves_below(screen), "the form of the step")
    board(SECOND)
    screen.keep("board-form")
    # The opinion that was given, the first there is.
    screen.keys("Return", "Down", "ctrl+s")
    board("negociación")
    screen.keys("ctrl+z", "ctrl+z")
    board(FIRST)
    program.quit()
