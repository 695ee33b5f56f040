"""The rest of a long table: a page of its rows at each press, made a few at a time so that the window goes on."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from crm.texts import _, ngettext
from ui.desktop.agreements.cells import CellsTable

PAGE = 40
"""Rows that are there at first, and that a press adds: each takes the window some milliseconds."""
_AT_ONCE = 4


class MoreRows(QWidget):
    """Stands under ``table``; ``items`` are what its other rows show, ``make`` makes the row of one."""

    def __init__(self, table: CellsTable, items: Sequence[Any], make: Callable[[Any], QWidget]) -> None:
        super().__init__()
        self._table = table
        self._waiting = list(items)
        self._make = make
        self._asked = 0
        self.button = QPushButton()
        self.button.clicked.connect(self._ask)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.button)
        line.addStretch()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._make_some)
        self._tell()

    def _tell(self) -> None:
        lacking = len(self._waiting)
        n = min(PAGE, lacking)
        words = _("Ver {n} más")
        if lacking > n:
            words = ngettext("Ver {n} más (falta {lacking:,})", "Ver {n} más (faltan {lacking:,})", lacking)
        self.button.setText(words.format(n=n, lacking=lacking))

    @Slot()
    def _ask(self) -> None:
        if not self._timer.isActive():
            self._asked = PAGE
            self._timer.start()

    @Slot()
    def _make_some(self) -> None:
        n = min(_AT_ONCE, self._asked)
        items, self._waiting = self._waiting[:n], self._waiting[n:]
        self._asked -= n
        before = _stops(self._table)[-1:]
        rows = [self._make(item) for item in items]
        self._table.add(rows)
        # New widgets would be come to after all others, far from where they stand.
        for stop in [stop for row in rows for stop in _stops(row)]:
            for previous in before:
                QWidget.setTabOrder(previous, stop)
            before = [stop]
        if self._asked and self._waiting:
            return
        self._timer.stop()
        self._tell()
        if not self._waiting:
            if self.button.hasFocus():
                self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hide()


def _stops(box: QWidget) -> list[QWidget]:
    """What Tab comes to in it."""
    inside = [box, *box.findChildren(QWidget)]
    return [each for each in inside if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.focusProxy()]
