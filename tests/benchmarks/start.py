"""From starting the process to the first paint of the window with its list, beside a bare Qt window with 100 rows.

Each in a process of its own, in turn; without a display, and on an X server where one can be started.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.benchmarks.harness import Figure, Report
from ui.desktop.settings import Settings

ROOT = Path(__file__).parents[2]
BUDGET = 1.6
ROUNDS = 9
Environment = Mapping[str, str]


def measure(report: Report, base: Path, folder: Path) -> None:
    """Add a figure for each kind of display. The base counts as opened before, as on any day but the first."""
    settings = Settings(folder / "vinculo" / "escritorio.ini")
    settings.base = str(base)
    del settings  # which writes them
    ours = [sys.executable, "-m", "tests.benchmarks.first_paint", str(base)]
    floor = [sys.executable, "-m", "tests.benchmarks.bare_window"]
    with displays(folder) as named:
        for name, environment in named.items():
            times: dict[str, list[float]] = {"ours": [], "floor": []}
            for turn in range(report.rounds(ROUNDS) + 1):
                for kind, command in (("floor", floor), ("ours", ours)):
                    took = until_painted(command, environment)
                    if turn:  # the first one warms the disk's cache
                        times[kind].append(took)
            report.add(
                Figure(
                    f"arrancar hasta ver la lista, {name}",
                    median(times["ours"]),
                    median(times["floor"]),
                    budget=BUDGET,
                )
            )


def until_painted(command: list[str], environment: Environment) -> float:
    """Seconds from starting a process until it says that it has painted."""
    begun = time.perf_counter()
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{command[2]} ended with {done.returncode}: {done.stderr}")
    return float(done.stdout) - begun


@contextmanager
def displays(folder: Path) -> Iterator[dict[str, Environment]]:
    """What to run a window with, by the name of the display; settings are those of ``folder``."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    plain["XDG_CONFIG_HOME"] = str(folder)
    # An installed program is compiled; the first turn, which is not counted, compiles this one.
    plain.pop("PYTHONDONTWRITEBYTECODE", None)
    plain["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    found: dict[str, Environment] = {"sin pantalla": plain | {"QT_QPA_PLATFORM": "offscreen"}}
    if shutil.which("Xvfb") is None:
        yield found
        return
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if number:
            found["en X"] = plain | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        yield found
    finally:
        server.terminate()
        server.wait()
