"""Where the program begins: without an order the window, with one the command line.

Neither imports the other: the command line never loads Qt, the window never loads click.
"""

import os
import sys
from pathlib import Path

from crm.texts import _

WRONG = 2


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; return the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if wants_window(given):
        return _open_window(given)
    from ui.cli.main import run

    return run(given)


def wants_window(arguments: list[str]) -> bool:
    """Whether the words after ``vinculo`` name no order: nothing, ``--demo``, or only the base to open."""
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--base" and rest:
            rest.pop(0)
        elif word != "--demo" and not word.startswith("--base="):
            return False
    return True


def _open_window(arguments: list[str]) -> int:
    if not _has_display():
        print(
            _(
                "No hay pantalla donde abrir la ventana; ábrala en una sesión gráfica, o dibuje las pantallas"
                " con «vinculo capturas CARPETA»."
            ),
            file=sys.stderr,
        )
        return WRONG
    from ui.desktop.application import run

    return run(_base_in(arguments), demo="--demo" in arguments)


def _base_in(arguments: list[str]) -> Path | None:
    for number, word in enumerate(arguments):
        if word.startswith("--base="):
            return Path(word.partition("=")[2]).expanduser()
        if word == "--base" and number + 1 < len(arguments):
            return Path(arguments[number + 1]).expanduser()
    return None


def _has_display() -> bool:
    """Whether Qt will find a screen; it would end the process without a word if not."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
