"""A tour by real keys: written down with two stops, and its folder seen as it will be printed."""

from ui.desktop.tokens import LIGHT

ROWS = 800
"""Pixels of the colour of text, right of the rail: the rows of a list."""
TITLE = "Gira a ciudades ficticias"


def test_a_tour_with_two_stops_and_its_folder(screen, program):
    program.start()
    screen.keys("ctrl+4")
    screen.wait_for_title("Actividades")
    screen.wait(lambda: screen.pixels(LIGHT.text, right_of=0.1) > ROWS, "the rows")
    # Over the list two buttons, before them the parts of the place: the last of them are the tours.
    screen.keys(*["shift+Tab"] * 3, *["Right"] * 4, "space")
    screen.wait_for_title("Giras")
    screen.keys("ctrl+n")
    screen.type(TITLE)
    screen.keys("Return", "Return")
    screen.type("3/12/2026")
    screen.keys("Return")
    screen.type("5/12/2026")
    screen.keys("Return")
    for city in ("Chicago", "Dallas"):
        screen.type(city)
        screen.keys("Return")
    screen.keep("tour-typed")
    screen.keys("ctrl+s")
    screen.wait_for_title(TITLE)
    tour = program.wait_to_find(f'que:giras "{TITLE}"', lambda found: len(found["etapas"]) == 2)
    assert [stop["ciudad"] for stop in tour["etapas"]] == ["Chicago", "Dallas"]

    screen.keys("ctrl+p")
    screen.wait(lambda: screen.window(".*") != "", "the menu of pages")
    screen.keys("Down", "Down", "Return")
    screen.wait_for_title("Vista previa: Carpeta informativa")
    screen.keep("tour-folder")
    screen.keys("Escape")
    screen.wait_for_title(TITLE)
    program.quit()
