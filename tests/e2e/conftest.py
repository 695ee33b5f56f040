"""A real X server of the test's own, with a window manager, real keys and pictures of the screen.

On it the program itself, on a base of its own; what stands in the base is asked from outside, by the command line.
"""

import contextlib
import csv
import io
import json
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage

from crm.demo.building import build_demo
from ui.cli.main import run
from ui.desktop.tokens import LIGHT

ROOT = Path(__file__).parents[2]
ARTEFACTS = ROOT / "artefacts"
TOOLS = ("Xvfb", "openbox", "xdotool", "setxkbmap")
PATIENCE_S = 60.0
"""Long enough for a machine that has other things to do; nothing waits longer than it must."""
LOOK_AGAIN_S = 0.02
"""Between two looks at the screen, so that the program has the machine meanwhile."""
ACCENTED = dict(zip("áéíóúÁÉÍÓÚ", "aeiouAEIOU", strict=True))
PRIMARY_BUTTON = 3_000
"""Pixels of its fill in the right quarter of the screen: one can begin a new contact, so the base is open."""
_XWD_HEADER = struct.Struct(">25I")


class Screen:
    """An X server and what one does in front of it: type, look, take a picture."""

    def __init__(self, display: str, framebuffer: Path, name: str) -> None:
        self._framebuffer = framebuffer
        self._name = name
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
        self.environment |= {"DISPLAY": display, "LC_ALL": "C.UTF-8"}
        self.pressed = 0
        """How many keys were pressed, those of a text that is typed apart."""

    def keys(self, *keys: str) -> None:
        """Press keys, one after another, as xdotool names them."""
        self.pressed += len(keys)
        self._xdotool("key", "--delay", "40", *keys)

    def type(self, text: str) -> None:
        """Type a text; a vowel with its accent by two keys, as on the keyboards of the office."""
        for piece in re.split("([áéíóúÁÉÍÓÚ])", text):
            if piece in ACCENTED:
                self._xdotool("key", "--delay", "40", "dead_acute", ACCENTED[piece])
            elif piece:
                self._xdotool("type", "--delay", "40", piece)

    def title(self) -> str:
        """The title of the window that has the keyboard; empty if none has."""
        return self._answer("getactivewindow", "getwindowname")

    def window(self, title: str) -> str:
        """The number of the window whose title a regular expression matches, empty if there is none."""
        found = self._answer("search", "--onlyvisible", "--name", f"^{title}$").split()
        return found[0] if found else ""

    def hold(self, window: str, x: int, y: int) -> None:
        """Press the mouse at a place of a window, and keep it pressed."""
        self._xdotool("mousemove", "--window", window, str(x), str(y), "mousedown", "1")

    def move(self, window: str, x: int, y: int) -> None:
        """Move the mouse to a place of a window."""
        self._xdotool("mousemove", "--window", window, str(x), str(y))

    def come_to(self, window: str) -> bool:
        """Ask for a window to be in front, and say whether it has the keyboard."""
        self._xdotool("windowactivate", window)
        return self._answer("getactivewindow") == window

    def let_go(self) -> None:
        """Let the mouse's button go."""
        self._xdotool("mouseup", "1")

    def wait(self, condition: Callable[[], object], what: str) -> None:
        """Wait until something is so; fail with its name, and a picture of the screen, if it never is."""
        until = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > until:
                self.keep(f"waited-in-vain-{self._name}")
                raise AssertionError(f"waited in vain for {what}; the window is «{self.title()}»")
            time.sleep(LOOK_AGAIN_S)

    def wait_for_title(self, text: str) -> None:
        """Wait until the window that has the keyboard has a text in its title."""
        self.wait(lambda: text in self.title(), f"«{text}» in the title")

    def pixels(self, colour: str, *, right_of: float = 0.0) -> int:
        """How many pixels are of exactly a colour (``#RRGGBB``), right of a part of the screen's width."""
        picture = self.picture()
        picture = picture.copy(picture.rect().adjusted(int(picture.width() * right_of), 0, 0, 0))
        words = array("I", picture.constBits().tobytes())
        return sum(words.count(int(colour[1:], 16) | top << 24) for top in (0x00, 0xFF))

    def box(self, colour: str, right_of: int) -> QRect | None:
        """The smallest rectangle that holds every pixel of exactly a colour right of a place; None if there is none."""
        picture = self.picture()
        width, wanted = picture.width(), int(colour[1:], 16)
        words = array("I", picture.constBits().tobytes())
        found = [
            place
            for place, word in enumerate(words)
            if word & 0xFFFFFF == wanted and place % width > right_of
        ]
        if not found:
            return None
        columns = [place % width for place in found]
        corner = QPoint(min(columns), found[0] // width)
        return QRect(corner, QPoint(max(columns), found[-1] // width))

    def root(self) -> str:
        """The number of the whole screen, as of a window."""
        return self._answer("search", "--maxdepth", "0", ".*").split()[0]

    def keep(self, name: str) -> None:
        """Keep a picture of the screen among the artefacts."""
        ARTEFACTS.mkdir(exist_ok=True)
        assert self.picture().save(str(ARTEFACTS / f"{name}.png"))

    def has_manager(self) -> bool:
        """Whether somebody places windows and gives them the keyboard."""
        return bool(self._answer("get_num_desktops"))

    def picture(self) -> QImage:
        """What is on the screen."""
        data = self._framebuffer.read_bytes()
        header = _XWD_HEADER.unpack_from(data)
        size, width, height, bytes_per_line, colours = header[0], header[4], header[5], header[12], header[19]
        pixels = data[size + 12 * colours :]
        return QImage(pixels, width, height, bytes_per_line, QImage.Format.Format_RGB32).copy()

    def _answer(self, *arguments: str) -> str:
        found = subprocess.run(
            ["xdotool", *arguments], env=self.environment, capture_output=True, encoding="utf-8", check=False
        )
        return found.stdout.strip()

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self.environment, check=True)


@pytest.fixture
def screen(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Screen]:
    """A screen of 1440×900 on a display that nobody uses."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    assert not missing, f"install {', '.join(missing)}: python3 bootstrap.py test does"
    folder = tmp_path / "pantalla"
    folder.mkdir()
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            "1440x900x24",
            "-nolisten",
            "tcp",
            "-noreset",
            "-fbdir",
            str(folder),
        ],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    assert number, "Xvfb did not start"
    screen = Screen(f":{number}", folder / "Xvfb_screen0", request.node.name)
    subprocess.run(["setxkbmap", "-layout", "latam"], env=screen.environment, check=True)
    manager = subprocess.Popen(
        ["openbox"], env=screen.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        screen.wait(screen.has_manager, "the window manager")
        yield screen
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(PATIENCE_S)


class Program:
    """The program, started and ended by its process number, and its base as it is seen from outside."""

    def __init__(self, screen: Screen, base: Path, home: Path) -> None:
        self.screen = screen
        self.base = base
        self._home = home
        self._stderr = home / "stderr.txt"
        self._process: subprocess.Popen[bytes] | None = None
        self._environment = screen.environment | {
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "ajustes"),
            "XDG_DATA_HOME": str(home / "datos"),
        }

    def start(self) -> None:
        """Start it, and wait until its base is open."""
        with self._stderr.open("wb") as stderr:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ui.main", "--base", str(self.base)],
                env=self._environment,
                cwd=ROOT,
                stderr=stderr,
            )
        self.screen.wait(self._has_window, "the window")
        self.screen.wait(lambda: self._can_begin(), "the base to be open")

    def _has_window(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self._stderr.read_text()
        return self.screen.title() == "Vínculo"

    def _can_begin(self) -> bool:
        return self.screen.pixels(LIGHT.fill, right_of=0.75) > PRIMARY_BUTTON

    def quit(self) -> None:
        """Quit by the keys; it ends well, and has nothing to complain about."""
        assert self._process is not None
        self.screen.keys("ctrl+q")
        assert self._process.wait(PATIENCE_S) == 0
        assert self._stderr.read_text() == ""

    def kill(self) -> None:
        """End it as a power cut does."""
        assert self._process is not None
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait(PATIENCE_S)

    def leave(self) -> None:
        """End it if it still runs: a test has failed."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(PATIENCE_S)

    def ask(self, *words: str) -> Any:
        """What the command line answers about the base, while the program is at work on it."""
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            code = run(["--json", "--base", str(self.base), *words])
        assert code in (0, 1), said.getvalue()
        return json.loads(said.getvalue())

    def find(self, query: str) -> list[dict[str, Any]]:
        """The records, whole, of what a query finds."""
        return [self.ask("ver", str(row["id"])) for row in self.ask("buscar", query)]

    def wait_to_find(self, query: str, wanted: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """Wait until the one contact that a query finds is as it should be; return it."""
        found: list[dict[str, Any]] = []

        def is_there() -> bool:
            found[:] = self.find(query)
            return len(found) == 1 and bool(wanted(found[0]))

        self.screen.wait(is_there, f"«{query}» in the base; there is {found}")
        return found[0]

    def add(self, rows: Sequence[dict[str, str]]) -> None:
        """Put contacts into the base before the program is started, as an import of a CSV with these columns."""
        path = self._home / "de antes.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        assert self.ask("importar", str(path))["rechazadas"] == 0


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo base of everyday size, for tests that only read it."""
    path = tmp_path_factory.mktemp("demo") / "demostracion.vinculo"
    build_demo(path)
    return path


@pytest.fixture
def program(screen: Screen, demo: Path, tmp_path: Path) -> Iterator[Program]:
    """The program on a demo base of its own, not yet started."""
    base = tmp_path / "base.vinculo"
    shutil.copy(demo, base)
    home = tmp_path / "casa"
    home.mkdir()
    program = Program(screen, base, home)
    yield program
    program.leave()
