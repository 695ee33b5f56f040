"""Our mistakes, written where they can be mended from: a file of the user's, without anybody's data in it.

A traceback tells where (file, line, function: our code) and what kind of error; its message may quote a name, a phone
or a path with the user's name, so it is left out.
"""

import logging
import platform
import re
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QStandardPaths, qVersion

from crm.texts import _

MOST_BYTES = 256 * 1024
FILES_KEPT = 3
_PLACE = re.compile(r'^  File "(?P<path>[^"]*)", line (?P<line>\d+), in (?P<name>\S+)')
_KIND = re.compile(r"^(?P<kind>[A-Za-z_][\w.]*)(?::.*)?$")
_ROOMS = ("ui", "crm", "db", "resources")


def log_path() -> Path:
    """Where the mistakes are written."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(folder) / "vinculo" / "registro" / "vinculo.log"


class WithoutData(logging.Formatter):
    """Writes when, where and what kind; of a message only what a traceback tells without data."""

    def format(self, record: logging.LogRecord) -> str:
        """One entry."""
        if record.exc_info and record.exc_info[0] is not None:
            text = "".join(traceback.format_exception(*record.exc_info))
        else:
            text = record.getMessage()
        when = self.formatTime(record)
        return f"{when} {record.levelname} {record.name}\n{without_data(text)}"


def keep_log(path: Path) -> RotatingFileHandler | None:
    """Write every warning and error of the program to ``path`` from now on; None if the file cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=MOST_BYTES, backupCount=FILES_KEPT, encoding="utf-8")
    except OSError:
        # A disk that cannot be written to must not keep the window from coming up.
        return None
    handler.setLevel(logging.WARNING)
    handler.setFormatter(WithoutData())
    logging.getLogger().addHandler(handler)
    return handler


def of_error(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    """What may be shown and sent of an error."""
    return without_data("".join(traceback.format_exception(kind, error, trace)))


def without_data(text: str) -> str:
    """Of a traceback: the places in our code and in libraries, and the kinds of errors; nothing of the messages."""
    kept = []
    for line in text.splitlines():
        if line.startswith(("Traceback ", "During handling", "The above exception")):
            kept.append(line)
        elif place := _PLACE.match(line):
            kept.append(f"  {_short(place['path'])}:{place['line']} {place['name']}")
        elif not line.startswith(" ") and (kind := _KIND.match(line)) and _is_error(kind["kind"]):
            kept.append(kind["kind"])
    return "\n".join(kept) or _("(sin detalles)")


def details(trace: str) -> str:
    """What is copied to be sent to whoever looks after the program."""
    from ui.desktop.about_page import DISTRIBUTION, version_of

    versions = (
        f"Vínculo {version_of(DISTRIBUTION) or '?'} · Python {platform.python_version()} · Qt {qVersion()}"
    )
    return f"{versions} · {platform.system()} {platform.release()}\n{trace}"


def _is_error(name: str) -> bool:
    """Whether a word at the beginning of a line is the kind of an error, and not a line of somebody's text."""
    last = name.rpartition(".")[2]
    return last.endswith(("Error", "Exception", "Exit", "Interrupt", "Iteration", "Warning", "Problem")) or (
        last in _KINDS
    )


_KINDS = ("Blocked", "Cancelled", "InvalidValue", "NotFound")


def _short(path: str) -> str:
    """A path from the room or the library on: what stands before may be the user's name."""
    parts = Path(path.replace("\\", "/")).parts
    for place in range(len(parts) - 1, -1, -1):
        if parts[place] == "site-packages":
            return "/".join(parts[place + 1 :])
    for place, part in enumerate(parts[:-1]):
        if part in _ROOMS:
            return "/".join(parts[place:])
    return parts[-1] if parts else path
