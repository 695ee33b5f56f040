"""Where the program begins: without an order the window, with one the command line.

Neither imports the other: the command line never loads Qt, the window never loads click.
"""

import datetime
import gc
import os
import sys
from pathlib import Path
from typing import NamedTuple

from crm.texts import _

WRONG = 2


class WindowOptions(NamedTuple):
    """With what the window opens: the base, whether on throw-away demo data, and the day it is (None: today)."""

    base: Path | None = None
    demo: bool = False
    today: datetime.date | None = None


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; return the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    options = window_options(given)
    if options is not None:
        return _open_window(options)
    from ui.cli.main import run

    return run(given)


def window_options(arguments: list[str]) -> WindowOptions | None:
    """The options of the window, or None where the words after ``vinculo`` name an order or cannot be read."""
    options = WindowOptions()
    rest = list(arguments)
    while rest:
        word, equals, value = rest.pop(0).partition("=")
        if word == "--demo":
            options = options._replace(demo=True)
            continue
        if word not in ("--base", "--hoy") or not (equals or rest):
            return None
        value = value if equals else rest.pop(0)
        try:
            options = _with(options, word, value)
        except ValueError:
            return None
    return options


def _with(options: WindowOptions, word: str, value: str) -> WindowOptions:
    if word == "--base":
        return options._replace(base=Path(value).expanduser())
    return options._replace(today=datetime.date.fromisoformat(value))


def _open_window(options: WindowOptions) -> int:
    if not _has_display():
        print(
            _(
                "No hay pantalla donde abrir la ventana; ábrala en una sesión gráfica, o dibuje las pantallas"
                " con «vinculo capturas CARPETA»."
            ),
            file=sys.stderr,
        )
        return WRONG
    # What is loaded now stays: looking for garbage in it would only hold the first picture up.
    gc.disable()
    try:
        from ui.desktop.plain_import import import_plainly

        import_plainly()
        from ui.desktop.application import run

        return run(options.base, demo=options.demo, today=options.today)
    finally:
        gc.enable()


def _has_display() -> bool:
    """Whether Qt will find a screen; it would end the process without a word if not."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
