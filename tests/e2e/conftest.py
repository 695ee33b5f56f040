"""A real X server of the test's own, with a window manager, real keys and pictures of the screen."""

import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

TOOLS = ("Xvfb", "openbox", "xdotool")
PATIENCE_S = 30.0
_XWD_HEADER = struct.Struct(">25I")


class Screen:
    """An X server and what one does in front of it: type, look, take a picture."""

    def __init__(self, display: str, framebuffer: Path) -> None:
        self._framebuffer = framebuffer
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
        self.environment |= {"DISPLAY": display, "LC_ALL": "C.UTF-8"}

    def keys(self, *keys: str) -> None:
        """Press keys, one after another, as xdotool names them."""
        self._xdotool("key", "--delay", "40", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._xdotool("type", "--delay", "40", text)

    def title(self) -> str:
        """The title of the window that has the keyboard; empty if none has."""
        found = subprocess.run(
            ["xdotool", "getactivewindow", "getwindowname"],
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return found.stdout.strip()

    def picture(self) -> QImage:
        """What is on the screen."""
        data = self._framebuffer.read_bytes()
        header = _XWD_HEADER.unpack_from(data)
        size, width, height, bytes_per_line, colours = header[0], header[4], header[5], header[12], header[19]
        pixels = data[size + 12 * colours :]
        return QImage(pixels, width, height, bytes_per_line, QImage.Format.Format_RGB32).copy()

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self.environment, check=True)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
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
    screen = Screen(f":{number}", folder / "Xvfb_screen0")
    manager = subprocess.Popen(
        ["openbox"], env=screen.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield screen
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(PATIENCE_S)
