"""A phone of a record is changed by real keys: a wrong one first, then undone and done again."""

from collections.abc import Callable
from typing import Any

import pytest

from ui.desktop.tokens import LIGHT

PERSON = "Socorro Ficticia Prueba"
BEFORE, AFTER = "+525556230222", "+525512345678"
A_SENTENCE = 200
"""Pixels of a reason's colour."""


def has_phone(e164: str) -> Callable[[dict[str, Any]], bool]:
    return lambda person: [phone["e164"] for phone in person["telefonos"]] == [e164]


@pytest.fixture
def at_phone(screen, program):
    """The program, with the focus on the phone of a person."""
    program.add([{"Nombre": PERSON, "Teléfono": BEFORE}])
    program.start()
    screen.keys("ctrl+k")
    screen.type("socorro fict")
    screen.keys("Return")
    screen.wait_for_title(PERSON)
    screen.keys("Tab")
    return program


def test_a_wrong_phone_gets_its_reason_and_can_be_put_right(screen, at_phone):
    screen.keys("F2", "ctrl+a")
    screen.type("55 1234")
    assert screen.pixels(LIGHT.danger) == 0
    screen.keys("Return")
    screen.wait(lambda: screen.pixels(LIGHT.danger) > A_SENTENCE, "the reason")
    assert has_phone(BEFORE)(at_phone.find(PERSON)[0])
    screen.keep("wrong-phone")
    # What was typed is still there: the rest of the number is enough.
    screen.keys("End")
    screen.type("5678")
    screen.keys("Return")
    at_phone.wait_to_find(PERSON, has_phone(AFTER))
    screen.wait(lambda: screen.pixels(LIGHT.danger) == 0, "the reason to go")
    screen.keep("phone-put-right")
    at_phone.quit()


def test_a_change_is_undone_and_done_again_from_another_place(screen, at_phone):
    screen.keys("F2", "ctrl+a")
    screen.type("55 1234 5678")
    screen.keys("Return")
    at_phone.wait_to_find(PERSON, has_phone(AFTER))
    screen.keys("ctrl+8", "ctrl+z")
    at_phone.wait_to_find(PERSON, has_phone(BEFORE))
    screen.keep("undone")
    assert at_phone.ask("bitacora")[0]["tipo"] == "deshacer"
    screen.keys("ctrl+shift+z")
    at_phone.wait_to_find(PERSON, has_phone(AFTER))
    screen.keep("done-again")
    at_phone.quit()
