"""What the board and the timeline of terms share: a head, the view, what is said under it, and when it is read."""

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.errors import QueryError
from crm.texts import ngettext
from ui.desktop.agreements.board_source import BoardSource
from ui.desktop.announcing import announce
from ui.desktop.labels import Prose, label
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.listing.table import FLOATING

_SIDE = 16


class ViewFrame(QWidget):
    """``failed`` carries the sentence of what could not be read, ``left`` asks for the search field, ``read`` says that
    what is shown is what the base has.

    A subclass says how it is read (``_read``, on the lane) and shown (``_show_read``, ``_total``). It is read when in
    sight, and again once it comes back into sight after something changed.
    """

    failed = Signal(str)
    left = Signal()
    read = Signal()

    def __init__(self, lane: Lane, view: QWidget, name: str) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self._lane = lane
        self._source: BoardSource | None = None
        self._query = ""
        self._ticket: Ticket | None = None
        self._is_stale = True
        self._nothing = ""
        self._view = view
        self.head_row = QHBoxLayout()
        self.count = label("", look="muted", tabular=True)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(12, 12, _SIDE, 8)
        self.head.setSpacing(12)
        self.head.addLayout(self.head_row)
        self.head.addStretch(1)
        self.head.addWidget(self.count)
        self.empty = Prose(look="muted")
        self.empty.setContentsMargins(_SIDE, 8, _SIDE, 8)
        self.empty.hide()
        self.told = Prose(look="warn")
        self.told.setContentsMargins(_SIDE, 6, _SIDE, FLOATING)
        self.told.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(self.head)
        self.column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(view, 1)
        self.column.addWidget(self.told)
        self.setFocusProxy(view)

    def _read(self, source: BoardSource, query: str) -> Any:
        raise NotImplementedError

    def _show_read(self, found: Any) -> None:
        raise NotImplementedError

    def _total(self) -> int:
        """How many agreements are shown."""
        raise NotImplementedError

    def _forget(self) -> None:
        raise NotImplementedError

    @property
    def idle(self) -> bool:
        """Whether what is shown has been read."""
        return self._ticket is None and not self._is_stale

    def set_source(self, source: BoardSource | None) -> None:
        """Read from here from now on; None: from nowhere."""
        self._stop()
        self._source = source
        self._query = ""
        self._forget()
        self.say("")
        self.reload()

    def come_into_sight(self, query: str, nothing: str) -> None:
        """Show what a query finds, if that is not what is shown already or being read."""
        if query != self._query or self._is_stale:
            self.show_query(query, nothing)
        self._nothing = nothing

    def show_query(self, query: str, nothing: str) -> None:
        """Show what a query finds, or ``nothing`` where that is nothing."""
        self._query, self._nothing = query, nothing
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Read again, as soon as it is in sight."""
        self._stop()
        self._is_stale = True
        source, query = self._source, self._query
        if source is None or not self.isVisible():
            return
        self._is_stale = False
        self._ticket = self._lane.submit(
            lambda _ticket: self._read(source, query), self._came, failed=self._cannot
        )

    def _stop(self) -> None:
        self._lane.cancel(self._ticket)
        self._ticket = None

    def _came(self, found: Any) -> None:
        self._ticket = None
        self._show_read(found)
        total = self._total()
        self.count.setText(ngettext("{n:,} convenio", "{n:,} convenios", total).format(n=total))
        self.empty.set_text("" if total else self._nothing)
        self.empty.setVisible(not total and bool(self._nothing))
        self.read.emit()

    def _cannot(self, error: Exception) -> None:
        self._ticket = None
        if not isinstance(error, QueryError):  # the search field says what is wrong with a query
            self.failed.emit(str(error))

    def say(self, sentence: str) -> None:
        """Say something under the view, aloud too; nothing with ""."""
        self.told.set_text(sentence)
        self.told.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read."""
        super().showEvent(event)
        if self._is_stale:
            self.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes to the search field."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        else:
            super().keyPressEvent(event)
