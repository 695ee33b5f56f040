"""The contacts of a search are exported by real keys to a file whose path is typed."""

import csv

from ui.desktop.tokens import LIGHT

QUERY = "club tipo:persona"
KEYS = 5
BUTTON = 2_000
"""Pixels of its fill: nothing runs any more, so one can export again."""


def test_the_list_is_exported_to_a_file_that_is_typed(screen, program, tmp_path):
    path = tmp_path / "lista.csv"
    names = [row["nombre"] for row in program.ask("buscar", QUERY)]
    program.start()
    screen.keys("ctrl+f")
    screen.type(QUERY)
    screen.keys("Down")
    screen.wait_for_title(names[0])
    screen.pressed = 0
    screen.keys("ctrl+e", "Tab", "Tab", "ctrl+a")
    screen.wait_for_title("Exportar")
    screen.type(str(path))
    screen.keys("Return")
    assert screen.pressed == KEYS
    screen.wait(path.exists, "the file")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Nombre completo"] for row in rows] == names
    screen.wait(lambda: screen.pixels(LIGHT.fill) > BUTTON, "the end to be told")
    screen.keep("list-exported")
    program.quit()
