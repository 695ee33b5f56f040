"""A column of Mi día: its sections one under another, and the way through them."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.desktop.day.item import DayItem, MoreLink, SectionHead, Stop
from ui.desktop.day.lines import Section
from ui.desktop.labels import label
from ui.desktop.theme import Theme


class Place(NamedTuple):
    """Where the focus was: on which line, and how many stops were before it."""

    record: int
    number: int


class DayColumn(QWidget):
    """``pressed`` carries a stop and what is wanted of it; ``stepped_out`` a stop and the arrow that leads out of the
    column; ``arrived`` the stop that has the focus now.
    """

    pressed = Signal(object, str)
    stepped_out = Signal(object, int)
    arrived = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.items: tuple[DayItem, ...] = ()
        self._stops: list[Stop] = []
        self._sections: tuple[Section, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def holds_focus(self) -> bool:
        """Whether one is in it."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    @property
    def place(self) -> Place:
        """Where one is in it."""
        focused = QApplication.focusWidget()
        number = next((n for n, stop in enumerate(self._stops) if stop is focused), 0)
        record = focused.line.record.id if isinstance(focused, DayItem) else 0
        return Place(record, number)

    def go_back_to(self, place: Place) -> bool:
        """Stand where one was: on the same line, or on the one that took its place; False if there is none left."""
        same = next(
            (item for item in self.items if place.record and item.line.record.id == place.record), None
        )
        stop = same or self._near(place.number)
        if stop is None:
            return False
        stop.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _near(self, number: int) -> Stop | None:
        """The line at a place or, past the end, the last one; a heading only where it is all there is."""
        after = [stop for stop in self._stops[number:] if isinstance(stop, DayItem)]
        before = [stop for stop in self._stops[:number] if isinstance(stop, DayItem)]
        found = after[:1] or before[-1:] or self._stops[:1]
        return found[0] if found else None

    def show_sections(self, sections: Sequence[Section]) -> bool:
        """Show these instead of what was there; False where they are there already, and nothing was touched."""
        if tuple(sections) == self._sections:
            return False
        self._sections = tuple(sections)
        while (entry := self._column.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._stops = []
        for number, section in enumerate(sections):
            if number:
                self._column.addSpacing(20)
            self._add(section)
        self.items = tuple(stop for stop in self._stops if isinstance(stop, DayItem))
        return True

    def _add(self, section: Section) -> None:
        self._add_stop(SectionHead(section, self._theme))
        for number, group in enumerate(section.groups):
            if group.head:
                self._column.addSpacing(8 if number else 0)
                self._column.addWidget(_day_head(group.head))
            for line in group.lines:
                self._add_stop(DayItem(line, self._theme))
        if section.more:
            self._add_stop(MoreLink(section, self._theme))

    def _add_stop(self, stop: Stop) -> None:
        stop.stepped.connect(self._step)
        stop.arrived.connect(self.arrived)
        stop.pressed_for.connect(self.pressed)
        self._column.addWidget(stop)
        self._stops.append(stop)
        stop.show()

    @Slot(object, int)
    def _step(self, stop: Stop, key: int) -> None:
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped_out.emit(stop, key)
            return
        last = len(self._stops) - 1
        here = self._stops.index(stop)
        wanted = {
            Qt.Key.Key_Up: here - 1,
            Qt.Key.Key_Down: here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        place = wanted[Qt.Key(key)]
        if 0 <= place <= last:
            self._stops[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_height(self, y: int, above: QWidget) -> bool:
        """Stand on the line nearest to a height of ``above``; False if the column is empty."""
        stops = self.items or self._stops
        if not stops:
            return False
        nearest = min(stops, key=lambda stop: abs(stop.mapTo(above, QPoint(0, stop.height() // 2)).y() - y))
        nearest.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


def _day_head(text: str) -> QWidget:
    head = label(text, look="muted")
    head.setContentsMargins(8, 0, 0, 0)
    head.setFixedHeight(24)
    return head
