"""Import without PySide's look for its features.

PySide puts an import of its own in the place of Python's. It looks in the source of every module that is imported after
it for the use of its features (names in snake case, properties), which nobody here uses: 11 ms of the start, and a
detour for each import ever after. What stood there before it keeps as ``builtins.__orig_import__``.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - which replaces it


def import_plainly() -> None:
    """Leave the look out from now on."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
