"""The program is killed in the middle of typing a new record: the draft is offered at the next start."""

import sqlcipher3.dbapi2 as sqlite

from ui.desktop.tokens import LIGHT

PERSON = "Amparo Ficticia Prueba"
A_TITLE = 150
"""Pixels of text beside the list, where before there is but one quiet line."""


def drafts(base) -> list[str]:
    """What is kept of forms that are not saved yet; no command shows it."""
    connection = sqlite.connect(f"file:{base}?mode=ro", uri=True)
    try:
        return [
            value for (value,) in connection.execute("SELECT value FROM setting WHERE name LIKE 'draft:%'")
        ]
    finally:
        connection.close()


def test_what_was_being_typed_when_the_program_was_killed_is_offered(screen, program):
    program.start()
    screen.keys("ctrl+n")
    screen.type(PERSON)
    screen.keys("Return", "Return", "Return")
    screen.type("55 1234")
    screen.wait(lambda: any("55 1234" in draft for draft in drafts(program.base)), "the draft in the base")
    program.kill()
    assert program.find(f'"{PERSON}"') == []

    program.start()
    screen.wait(lambda: screen.pixels(LIGHT.text, right_of=0.6) > A_TITLE, "the draft to be offered")
    screen.keep("draft-offered")
    screen.keys("ctrl+n", "Return", "Return", "Return", "End")
    screen.type("5678")
    screen.keys("Return")
    found = program.wait_to_find(f'"{PERSON}"', lambda person: person["telefonos"])
    assert [phone["e164"] for phone in found["telefonos"]] == ["+525512345678"]
    screen.wait(lambda: drafts(program.base) == [], "the draft to be gone")
    program.quit()
