"""Modules are imported without a look into their source, in a process of its own: here it has long been made."""

import subprocess
import sys

PROGRAM = """
import builtins
import inspect
from ui.desktop.plain_import import import_plainly
looked_into = []
inspect.getsource = looked_into.append
try:
    import colorsys
except TypeError:
    pass  # nothing is found in what is looked into
assert looked_into, "PySide looks no more: the module can go"
looked_into.clear()
import_plainly()
import_plainly()
import wave
assert not looked_into
from PySide6.QtWidgets import QApplication, QLabel
QApplication([])
try:
    QLabel(QLabel)
except TypeError as error:
    assert "supported signatures" in str(error).lower(), error
else:
    raise AssertionError("a label of a class")
"""


def test_nothing_is_looked_into_and_qt_works_as_before():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
