"""Start the program on a base and say when its window, with rows in the list, has been painted for the first time.

    python -m tests.benchmarks.first_paint BASE

Prints a reading of ``time.perf_counter``, a clock that all processes share, and ends there and then.
"""

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from ui.desktop.listing.model import Index


def tell_of_the_first_row() -> None:
    """Have the first row with something in it tell that it is drawn."""
    from tests.benchmarks.painted import Teller
    from ui.desktop.contacts.delegate import ContactDelegate
    from ui.desktop.listing.model import ROW_ROLE

    draw_only = ContactDelegate.paint
    teller = Teller()

    def draw(
        self: ContactDelegate, painter: "QPainter", option: "QStyleOptionViewItem", index: "Index"
    ) -> None:
        draw_only(self, painter, option, index)
        if not teller.asked and index.data(ROW_ROLE) is not None:
            teller.tell()

    ContactDelegate.paint = draw  # type: ignore[method-assign]


if __name__ == "__main__":
    gc.disable()  # as the program does before it loads Qt
    tell_of_the_first_row()
    from ui.main import main

    sys.exit(main(["--base", sys.argv[1]]))
