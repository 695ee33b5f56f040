"""The real program in a real window: real keys find a contact and open its record."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from crm.base import open_base
from crm.demo.building import build_demo
from crm.found_contacts import found_contacts
from crm.query import parse
from ui.desktop.tokens import LIGHT

ARTEFACTS = Path(__file__).parents[2] / "artefacts"
QUERY = "universidad mexico"
PATIENCE_S = 30.0


def wait_for(condition: Callable[[], object], what: str) -> None:
    """Wait until something is so; fail with its name if it never is."""
    until = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < until, f"waited in vain for {what}"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo base of everyday size."""
    path = tmp_path_factory.mktemp("demo") / "demostracion.vinculo"
    build_demo(path)
    return path


@pytest.fixture
def program(screen, demo, tmp_path) -> Iterator[subprocess.Popen]:
    """The program on the demo base, ended by its process number if the test has not closed it."""
    environment = screen.environment | {"XDG_CONFIG_HOME": str(tmp_path / "ajustes")}
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.main", "--base", str(demo)],
        env=environment,
        cwd=Path(__file__).parents[2],
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    if process.poll() is None:
        os.kill(process.pid, signal.SIGTERM)
        process.wait(PATIENCE_S)
    assert process.stderr is not None
    process.stderr.close()


def colours(image: QImage, left: int, top: int, right: int, bottom: int) -> set[str]:
    points = ((x, y) for x in range(left, right) for y in range(top, bottom, 3))
    return {QColor(image.pixel(x, y)).name().upper() for x, y in points}


def found(demo: Path) -> list[str]:
    """The names of the first contacts that the search must list."""
    with open_base(demo) as base, base.read() as session:
        return [row.name for row in found_contacts(session, parse(QUERY, base.clock.today), limit=3)]


def test_a_contact_is_found_and_opened_from_the_keyboard(screen, program, demo):
    names = found(demo)

    def shows(name: str) -> Callable[[], object]:
        return lambda: name in screen.title()

    wait_for(lambda: screen.title() == "Vínculo", "the window")
    wait_for(lambda: LIGHT.text in colours(screen.picture(), 200, 250, 480, 700), "the list")
    screen.keys("ctrl+f")
    screen.type(QUERY)
    screen.keys("Down")
    wait_for(shows(names[0]), "the first contact")
    screen.keys("Down")
    wait_for(shows(names[1]), "the second contact")
    # In the record Down scrolls, Esc goes back to the list: the third contact is one step away.
    screen.keys("Return", "Down", "Escape", "Down")
    wait_for(shows(names[2]), "the third contact")
    assert LIGHT.muted in colours(screen.picture(), 600, 150, 900, 400)
    ARTEFACTS.mkdir(exist_ok=True)
    assert screen.picture().save(str(ARTEFACTS / "first-window.png"))
    screen.keys("ctrl+q")
    assert program.wait(PATIENCE_S) == 0
    assert program.stderr.read() == ""
