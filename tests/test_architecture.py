"""What import-linter cannot say: not who imports whom, but what is loaded when the program starts."""

import importlib.util
import pkgutil
import subprocess
import sys

import ui.cli

NOT_BEFORE_THE_WINDOW = {
    "alembic",
    "calendar",
    "click",
    "crm.contact_values",
    "dataclasses",
    "json",
    "phonenumbers",
    "reportlab",
    "socket",
    "sqlalchemy",
    "ui.desktop.administration",
    "ui.desktop.backing_up",
    "ui.desktop.base_watch",
    "ui.desktop.agreements",
    "ui.desktop.bug_notice",
    "ui.desktop.button_keys",
    "ui.desktop.fields",
    "ui.desktop.file_drops",
    "ui.desktop.listing.parts_bar",
    "ui.desktop.palette.panel",
    "ui.desktop.program_menu",
    "ui.desktop.qt_spanish",
    "ui.desktop.reminding",
    "ui.desktop.shortcuts",
    "ui.desktop.undo_bar",
    "ui.desktop.undo_keys",
    "ui.desktop.writing_strip",
}
"""Each costs a part of the time to the first paint (QUALITY, "Start"): the libraries 20 ms and more, one of the
program's own modules half of one, and the Python classes that it asks of Qt.
"""


def modules_loaded_by(*modules: str) -> set[str]:
    """The modules in a fresh interpreter that has imported these."""
    program = f"import {', '.join(modules)}, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def loaded_by(*modules: str) -> set[str]:
    """The top-level packages in a fresh interpreter that has imported these modules."""
    return {name.partition(".")[0] for name in modules_loaded_by(*modules)}


def test_every_command_loads_without_qt():
    commands = [f"ui.cli.{module.name}" for module in pkgutil.iter_modules(ui.cli.__path__)]
    assert len(commands) > 5
    assert not {"PySide6", "shiboken6"} & loaded_by("ui.main", *commands)


def test_the_window_comes_before_what_takes_long_to_load():
    assert not NOT_BEFORE_THE_WINDOW & modules_loaded_by("ui.main", "ui.desktop.application")


def test_what_comes_after_the_window_is_still_there():
    """A module that has moved would else count as not loaded."""
    missing = [name for name in NOT_BEFORE_THE_WINDOW if importlib.util.find_spec(name) is None]
    assert not missing


def test_no_second_sqlite_is_loaded():
    """Two SQLite libraries on one file in one process drop each other's locks."""
    assert "sqlite3" not in loaded_by("ui.cli.main", "ui.desktop.application", "db.migrate", "sqlcipher3")
