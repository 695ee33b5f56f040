"""A reminder on a desktop with a tray: its notice comes with its text, and leads to Mi día when it is clicked."""

import datetime
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crm import follow_ups
from crm.base import open_base
from crm.follow_up_values import NewFollowUp

DESKTOP = Path(__file__).with_name("desktop_tray.py")
SYSTEM_PYTHON = "/usr/bin/python3"
PATIENCE_S = 60.0
WHAT = "Llamar por la sede de prueba"


class Tray:
    """The desktop's tray: what came to it, and a hand that clicks there."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def _ask(self, what: str) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the tray ended: python3 bootstrap.py test installs what it needs"
        return json.loads(line)

    @property
    def icons(self) -> list[dict[str, Any]]:
        """What each icon says of itself."""
        return list(self._ask("icons"))

    @property
    def notices(self) -> list[dict[str, Any]]:
        """The notices that came, in order."""
        return list(self._ask("notices"))

    def click_icon(self) -> None:
        """Click the program's icon."""
        self._ask("click_icon")

    def click_notice(self) -> None:
        """Click the last notice."""
        self._ask("click_notice")


@pytest.fixture
def tray(screen) -> Iterator[Tray]:
    """A tray, on a bus of the screen's own."""
    assert shutil.which("dbus-run-session"), "install dbus: python3 bootstrap.py test does"
    process = subprocess.Popen(
        [
            "dbus-run-session",
            "--",
            "sh",
            "-c",
            f'echo "$DBUS_SESSION_BUS_ADDRESS"; exec "{SYSTEM_PYTHON}" "{DESKTOP}"',
        ],
        env=screen.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    screen.environment["DBUS_SESSION_BUS_ADDRESS"] = process.stdout.readline().strip()
    assert process.stdout.readline() == "ready\n"
    yield Tray(process)
    process.communicate(timeout=PATIENCE_S)


def remind(base: Path) -> None:
    """A follow-up whose reminder is due as soon as it is there."""
    moment = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=2)).isoformat(
        timespec="seconds"
    )
    with open_base(base) as opened, opened.write("Alta de prueba") as session:
        follow_ups.create(session, NewFollowUp(WHAT, remind_at=moment))


def test_a_reminder_comes_to_the_tray_and_leads_to_the_day(tray, screen, program):
    program.start()
    assert tray.icons == []
    remind(program.base)
    screen.wait(lambda: tray.notices, "the notice")
    [notice] = tray.notices
    assert (notice["title"], notice["text"]) == ("Recordatorio", WHAT)
    [icon] = tray.icons
    assert icon["title"] == "vinculo"
    assert [24, 24] in icon["sizes"]

    assert screen.title() == "Vínculo"
    tray.click_notice()
    screen.wait(lambda: screen.title() not in ("", "Vínculo"), "Mi día after the notice")
    day = screen.title()
    screen.keep("reminder-day")
    screen.keys("ctrl+2")
    screen.wait(lambda: screen.title() != day, "the contacts")
    tray.click_icon()
    screen.wait(lambda: screen.title() == day, "Mi día after the icon")
    program.quit()
