"""What import-linter cannot say: not who imports whom, but what is loaded when the program starts."""

import pkgutil
import subprocess
import sys

import ui.cli


def loaded_by(*modules: str) -> set[str]:
    """The top-level packages in a fresh interpreter that has imported these modules."""
    program = f"import {', '.join(modules)}, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_every_command_loads_without_qt():
    commands = [f"ui.cli.{module.name}" for module in pkgutil.iter_modules(ui.cli.__path__)]
    assert len(commands) > 5
    assert not {"PySide6", "shiboken6"} & loaded_by("ui.main", *commands)


def test_the_window_comes_before_what_takes_long_to_load():
    """Each of these costs a part of the time to the first paint (QUALITY, "Start")."""
    late = {"alembic", "click", "phonenumbers", "reportlab", "sqlalchemy"}
    assert not late & loaded_by("ui.main", "ui.desktop.application")


def test_no_second_sqlite_is_loaded():
    """Two SQLite libraries on one file in one process drop each other's locks."""
    assert "sqlite3" not in loaded_by("ui.cli.main", "ui.desktop.application", "db.migrate", "sqlcipher3")
