"""Start the program on a base and say when its window, with rows in the list, has been painted for the first time.

    python -m tests.benchmarks.first_paint BASE

Prints a reading of ``time.perf_counter``, a clock that all processes share, and ends there and then.
"""

import gc
import sys

gc.disable()  # as the program does before it loads Qt

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from tests.benchmarks.painted import Teller
from ui.desktop.contacts.delegate import ContactDelegate
from ui.desktop.listing.model import ROW_ROLE
from ui.main import main

_draw = ContactDelegate.paint
_teller = Teller()


def draw(
    self: ContactDelegate,
    painter: QPainter,
    option: QStyleOptionViewItem,
    index: QModelIndex | QPersistentModelIndex,
) -> None:
    """Draw a row; tell it the first time there is one."""
    _draw(self, painter, option, index)
    if not _teller.asked and index.data(ROW_ROLE) is not None:
        _teller.tell()


if __name__ == "__main__":
    ContactDelegate.paint = draw  # type: ignore[method-assign]
    sys.exit(main(["--base", sys.argv[1]]))
