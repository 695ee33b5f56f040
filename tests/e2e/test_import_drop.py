"""A CSV is imported: its path pasted or typed by real keys, or really dropped from another program."""

import itertools
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ui.desktop.tokens import LIGHT

FILE_MANAGER = Path(__file__).with_name("file_manager.py")
ROWS = """Nombre,Institución,Cargo,Teléfono
Aurelia Ficticia Uno,Club Inventado de Prueba,Presidenta,55 5623 0222
Benigno Ficticio Dos,Club Inventado de Prueba,Tesorero,55 12
Carmela Ficticia Tres,,,55 5623 0224
"""
A_CELL = 20
"""Pixels of the colour of what is wrong."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A CSV with one phone that lacks digits."""
    path = tmp_path / "altas.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def file_manager(screen, path) -> Iterator[Callable[[], dict[str, str]]]:
    """Opens the other program, where the file is; gives what its title says, by name."""
    says = runpy.run_path(str(FILE_MANAGER))
    processes = []

    def open_file_manager() -> dict[str, str]:
        command = [sys.executable, str(FILE_MANAGER), str(path)]
        processes.append(subprocess.Popen(command, env=screen.environment))
        screen.wait_for_title(says["LOOKING"])
        return says

    yield open_file_manager
    for process in processes:
        process.terminate()
        process.wait(30)


def mend_and_import(screen, program) -> None:
    """The dry run begins at the wrong phone: one types over it, and imports them all."""
    screen.wait(lambda: screen.pixels(LIGHT.danger) > A_CELL, "the dry run")
    screen.keep("import-dry-run")
    screen.type("55 5623 0223")
    screen.keys("Return")
    screen.wait(lambda: screen.pixels(LIGHT.danger) == 0, "the phone to be right")
    screen.keys("ctrl+Return")
    found = program.wait_to_find(
        '"Benigno Ficticio Dos"', lambda person: person["telefonos"][0]["e164"] == "+525556230223"
    )
    assert [post["institucion"] for post in found["cargos"]] == ["Club Inventado de Prueba"]
    assert len(program.ask("buscar", "ficticia tipo:persona")) == 2
    screen.keep("imported")


def test_a_path_copied_in_another_program_is_pasted(screen, program, file_manager):
    program.start()
    screen.keys("ctrl+i")
    screen.wait_for_title("Importar")
    says = file_manager()
    screen.keys("ctrl+c")
    screen.wait_for_title(says["COPIED"])
    screen.keys("alt+Tab")
    screen.wait_for_title("Importar")
    screen.keys("ctrl+v")
    mend_and_import(screen, program)
    program.quit()


def test_a_path_is_typed_where_files_are_chosen(screen, program, path):
    program.start()
    screen.keys("ctrl+i", "Return")
    screen.wait_for_title("Elegir el archivo que se importa")
    screen.type(str(path))
    screen.keys("Return")
    mend_and_import(screen, program)
    program.quit()


def test_a_path_is_dropped_from_another_program(screen, program, file_manager):
    program.start()
    here = screen.window("Vínculo")
    says = file_manager()
    there = screen.window(says["LOOKING"])
    screen.hold(there, 60, 60)
    places = itertools.cycle((600, 620, 640))

    def is_welcome() -> str:
        screen.move(here, next(places), 300)
        return screen.window(says["WELCOME"])

    screen.wait(is_welcome, "the window to take what is dragged over it")
    screen.let_go()
    screen.wait(lambda: screen.window("Importar.*"), "the file to be taken")
    # Asked again and again: who dragged keeps the keyboard until it has heard that the file was taken.
    screen.wait(lambda: screen.come_to(here), "the window to be in front")
    screen.wait_for_title("Importar")
    mend_and_import(screen, program)
    program.quit()
