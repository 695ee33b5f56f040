"""A real print queue: a print server of the test's own on the loopback, with the printer that makes PDF files."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NAME = "PDF"
DRIVER = "lsb/usr/cups-pdf/CUPS-PDF_noopt.ppd"
TOOLS = ("cupsd", "lpadmin", "lpstat")
PATIENCE_S = 60.0
_LOOK_AGAIN_S = 0.05
SYSTEM_FOLDERS = ("/usr/sbin", "/sbin")
"""Where a print server is installed, which a user's own path may leave out."""

_SERVER = """\
Listen 127.0.0.1:{port}
DefaultAuthType None
PreserveJobFiles Yes
Browsing No
WebInterface No
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
_FILES = """\
ServerRoot {folder}/root
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/tmp
FileDevice Yes
DataDir /usr/share/cups
ServerBin /usr/lib/cups
ErrorLog {folder}/error.log
AccessLog {folder}/access.log
PageLog {folder}/page.log
SystemGroup root
"""


class PrintQueue:
    """``server`` is what ``CUPS_SERVER`` is to say; ``jobs`` what was sent, as it was spooled."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.server = f"127.0.0.1:{port}"

    def jobs(self) -> list[Path]:
        """The files of the jobs that are over, the first first.

        What was spooled is looked at, and not what the printer made of it: that loses letters of its text.
        """
        said = self.run("lpstat", "-W", "completed", "-o").stdout
        return sorted((self.folder / "spool").glob("d*"))[: len(said.splitlines())]

    def wait(self, jobs: int = 1) -> None:
        """Wait until so many jobs are over."""
        until = time.monotonic() + PATIENCE_S
        while len(self.jobs()) < jobs:
            assert time.monotonic() < until, (self.folder / "error.log").read_text()[-2000:]
            time.sleep(_LOOK_AGAIN_S)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """What a tool of the print server answers."""
        return subprocess.run(
            [_tool(command[0]), *command[1:]],
            env=os.environ | {"CUPS_SERVER": self.server, "LC_ALL": "C"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


def missing_tools() -> list[str]:
    """What would have to be installed."""
    return [tool for tool in TOOLS if _found(tool) is None]


def _found(tool: str) -> str | None:
    return shutil.which(tool, path=os.pathsep.join((os.environ.get("PATH", ""), *SYSTEM_FOLDERS)))


def _tool(name: str) -> str:
    found = _found(name)
    assert found is not None, f"install {name}: python3 bootstrap.py test does"
    return found


@contextmanager
def print_queue() -> Iterator[PrintQueue]:
    """Start the server with its one printer; it ends with the test."""
    # Not in the test's own folder, into which the user that the filters run as could not come.
    with tempfile.TemporaryDirectory(prefix="impresora-") as folder:
        yield from _served(Path(folder))


def _served(folder: Path) -> Iterator[PrintQueue]:
    folder.chmod(0o755)
    for name in ("root", "spool", "cache", "state", "tmp", "out"):
        (folder / name).mkdir()
    (folder / "tmp").chmod(0o1777)
    queue = PrintQueue(folder, _free_port())
    (folder / "cupsd.conf").write_text(_SERVER.format(port=queue.server.rpartition(":")[2]))
    (folder / "cups-files.conf").write_text(_FILES.format(folder=folder))
    server = subprocess.Popen(
        [_tool("cupsd"), "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(queue, server)
        # Into a file of ours: the printer's own way out leads into the user's folder, wherever it is told to go.
        out = (folder / "out" / "impreso").as_uri()
        made = queue.run("lpadmin", "-p", NAME, "-E", "-v", out, "-m", DRIVER)
        assert made.returncode == 0, made.stderr
        assert queue.run("lpadmin", "-d", NAME).returncode == 0
        yield queue
    finally:
        server.terminate()
        server.wait(PATIENCE_S)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(queue: PrintQueue, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_S
    host, _colon, port = queue.server.partition(":")
    while True:
        assert server.poll() is None, (queue.folder / "error.log").read_text()
        assert time.monotonic() < until, "the print server does not answer"
        with suppress(OSError), socket.create_connection((host, int(port)), timeout=1):
            return
