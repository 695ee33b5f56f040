"""List and record side by side, or one of them where there is room for one only."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QWidget

LIST_WIDTH = 416
SMALL_LIST_WIDTH = 384
_USUAL_WINDOW, _ONE_OF = 1440, 5
"""In a window as wide as the first a list is as wide as it says; it takes a fifth of what a window has more or less."""
_MOST_MORE = 144
_BESIDE_ALONE, _LEAST_ALONE = 560, 440
"""How wide a record is beside what has all the room without it, and how much of that is left at least."""


class RecordPlace(QFrame):
    """What stands beside a list."""

    def show_back(self, shown: bool) -> None:
        """Whether one can go back to a hidden list."""
        raise NotImplementedError


class TwoPanes(QSplitter):
    """The line between them can be moved; where it was is remembered by the window."""

    def __init__(self, list_pane: QWidget, record: RecordPlace) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._list = list_pane
        self._record = record
        self._narrow = False
        self._alone = False
        self._listed = 0  # how wide the list is, while something else has its place
        self._beside = 0  # how wide the record was beside what has all the room without it
        self._first: int | None = None  # how wide the list wants to be while its line is at its first place
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(list_pane)
        self.addWidget(record)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(self._moved)

    @property
    def narrow(self) -> bool:
        """Whether there is room for one of the two only."""
        return self._narrow

    def set_alone(self, alone: bool) -> None:
        """Whether what stands in the list's place has all the room until a record is shown, and once one goes back.

        The line between them has a place beside that, and another one beside the list.
        """
        if alone == self._alone:
            return
        if alone:
            self._listed = self._width_of_list()
            self._alone = True
            if not self._narrow:
                self._record.hide()
            return
        self._remember_beside()
        self._alone = False
        if not self._narrow:
            self._record.show()
            self._put_line_of_list()

    def set_narrow(self, narrow: bool, *, record: bool) -> None:
        """Room for one of the two only, ``record`` or the list, or for both."""
        self._narrow = narrow
        if narrow:
            self._show_one(record=record)
        else:
            self._list.show()
            self._record.setVisible(record or not self._alone)
            self._record.show_back(False)
            if not self._alone:
                self._put_line_of_list()

    def show_record(self) -> None:
        """Where there is room for one only, let it be the record; beside what stands alone, have it, too."""
        if self._narrow:
            self._show_one(record=True)
        elif self._alone and self._record.isHidden():
            self._record.show()
            beside = (self._beside or _BESIDE_ALONE) + self.handleWidth()
            self._put_line(max(_LEAST_ALONE, self.width() - beside))

    def show_list(self) -> None:
        """Where there is room for one only, let it be the list; what has all the room has it again."""
        if self._narrow:
            self._show_one(record=False)
        elif self._alone:
            self._remember_beside()
            self._record.hide()

    def _show_one(self, *, record: bool) -> None:
        self._list.setVisible(not record)
        self._record.setVisible(record)
        self._record.show_back(record)

    def restore(self, state: QByteArray) -> None:
        """Put the line where it was, or at its first place."""
        if not state.isEmpty() and self.restoreState(state):
            self._first = None
        else:
            self.reset()
        self.setHandleWidth(1)

    @property
    def state(self) -> QByteArray:
        """Where the line is, to be restored; empty while it is at its first place, which goes by the window."""
        return self.saveState() if self._first is None else QByteArray()

    def reset(self, width: int = LIST_WIDTH) -> None:
        """Put the line at its first place, with a list as wide as that in the usual window, and keep it there as the
        window becomes wider or narrower, until somebody moves it.
        """
        self._first = width
        if not self._alone:
            self._put_line(self._first_width(width))

    def setSizes(self, sizes: Sequence[int]) -> None:
        """Put the line somewhere else than at its first place."""
        self._leave_first_place()
        super().setSizes(sizes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The first place of the line goes by how wide the window is."""
        super().resizeEvent(event)
        if self._first is not None and not self._narrow and not self._alone:
            self._put_line(self._first_width(self._first))

    @Slot()
    def _moved(self) -> None:
        self._leave_first_place()

    def _leave_first_place(self) -> None:
        if not self._alone:  # else it is another line
            self._first = None

    def _first_width(self, width: int) -> int:
        more = (self.window().width() - _USUAL_WINDOW) // _ONE_OF
        return width + min(max(more, min(0, SMALL_LIST_WIDTH - width)), _MOST_MORE)

    def _width_of_list(self) -> int:
        """0 where the list has no width of its own: it has not been laid out, or has all the room."""
        both = not self._narrow and not self._list.isHidden() and not self._record.isHidden()
        return self.sizes()[0] if both else self._listed

    def _remember_beside(self) -> None:
        if self._alone and not self._narrow and not self._record.isHidden():
            self._beside = self.sizes()[1]

    def _put_line_of_list(self) -> None:
        width, self._listed = self._listed, 0
        if self._first is not None:
            width = self._first_width(self._first)
        if width:
            self._put_line(width)

    def _put_line(self, width: int) -> None:
        super().setSizes([width, max(1, self.width() - width)])
