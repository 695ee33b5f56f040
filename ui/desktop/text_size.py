"""How large everything is drawn: text, lines, rows and drawings alike, so that nothing is cut at twice the size.

Qt takes the factor when the program starts, before there is a window; a change is in force from the next start.
"""

import os
import sys

_VARIABLE = "QT_SCALE_FACTOR"
_given = os.environ.get(_VARIABLE)


def apply(percent: int) -> None:
    """Draw at ``percent`` of the usual size, times what the environment asks for. Before the QApplication is made."""
    try:
        outer = float(_given or 1)
    except ValueError:
        outer = 1.0
    if percent == 100 and _given is None:
        os.environ.pop(_VARIABLE, None)
    else:
        os.environ[_VARIABLE] = f"{outer * percent / 100:g}"


def restart_command() -> tuple[str, list[str]]:
    """How this program was started: program and arguments; the environment is put back as it was found."""
    if _given is None:
        os.environ.pop(_VARIABLE, None)
    else:
        os.environ[_VARIABLE] = _given
    return sys.executable, sys.orig_argv[1:]
