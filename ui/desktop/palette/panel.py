"""The palette: a field and a list over everything. What is chosen opens; Esc returns to where one was."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from crm.contact_list import ContactRow
from crm.contact_values import Reference
from crm.texts import _, ngettext
from ui.desktop.announcing import announce
from ui.desktop.contacts.matches import fold
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.palette.commands import Command, matching
from ui.desktop.palette.delegate import HEAD, ROW
from ui.desktop.palette.frame import FOOT_HEIGHT, HEAD_HEIGHT, PaletteFrame
from ui.desktop.palette.model import Found, Head, Order, PaletteModel, spoken
from ui.desktop.palette.source import PaletteSource
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.quick_search import QuickGroup

WIDTH = 760
_TOP = 72
_LOW_TOP = 24
_SIDES = 24


class _Answer(NamedTuple):
    """What was found for a text."""

    text: str
    groups: "tuple[QuickGroup, ...]"


class Palette(QWidget):
    """Covers ``window`` while it is open. ``contact_chosen`` carries an id, ``record_chosen`` a Reference to what is no
    contact, ``all_wanted`` what is typed, for the list of contacts; ``failed`` a sentence. Commands are triggered after
    it has closed.
    """

    contact_chosen = Signal(object)
    record_chosen = Signal(object)
    all_wanted = Signal(str)
    failed = Signal(str)

    def __init__(self, window: QWidget, lane: Lane, theme: Theme, icons: Icons) -> None:
        super().__init__(window)
        self._lane = lane
        self._theme = theme
        self._source: PaletteSource | None = None
        self._commands: Sequence[Command] = ()
        self._recent: Sequence[int] = ()
        self._ticket: Ticket | None = None
        self._came_from: QWidget | None = None
        self._enter_waits = False
        self.model = PaletteModel()
        self.model.setParent(self)
        self._shown_text = ""
        self._frame = PaletteFrame(self, self.model, theme, icons)
        self.field, self.list = self._frame.field, self._frame.list
        self.field.textChanged.connect(self._typed)
        self.field.moved.connect(self._move)
        self.field.entered.connect(self._enter)
        self.field.all_wanted.connect(self._want_all)
        self.field.escaped.connect(self.leave)
        self.list.clicked.connect(self._clicked)
        self.list.taken.connect(self._choose)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.hide()
        window.installEventFilter(self)
        theme.changed.connect(self.update)

    def set_source(self, source: PaletteSource | None) -> None:
        """Find contacts here from now on, what is typed already too; None: commands only."""
        waits = self._enter_waits
        self._forget_search()
        self._source = source
        if self.isVisible():
            self._typed(self.field.text())
            self._enter_waits = waits

    @property
    def source(self) -> PaletteSource | None:
        """Where contacts are found."""
        return self._source

    def open(self, commands: Sequence[Command], recent: Sequence[int]) -> None:
        """Come up at once, with what was opened lately; what is typed then finds contacts and these commands."""
        self._came_from = QApplication.focusWidget()
        self._commands, self._recent = commands, recent
        self.field.clear()
        self._show_recent(())
        self._lay_out()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._read_recent()

    @Slot()
    def leave(self) -> None:
        """Close, and return to where one was."""
        back = self.close_for_good()
        if back is not None:
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_for_good(self) -> QWidget | None:
        """Close; the answer is the widget that had the focus before."""
        self._forget_search()
        self.hide()
        back, self._came_from = self._came_from, None
        return back

    def _forget_search(self) -> None:
        self._lane.cancel(self._ticket)
        self._ticket = None
        self._enter_waits = False

    @Slot(str)
    def _typed(self, text: str) -> None:
        if not self.isVisible():
            return
        self._forget_search()
        self._frame.delegate.words = tuple(fold(text).split())
        if not text.strip():
            self._show_recent(())
            self._read_recent()
        elif self._source is None:
            self._show_found(_Answer(text, ()))
        else:
            self._find(self._source, text)

    def _find(self, source: PaletteSource, text: str) -> None:
        def find(ticket: Ticket) -> _Answer:
            return _Answer(text, source.find(text, lambda groups: ticket.tell(_Answer(text, groups))))

        self._ticket = self._lane.submit(find, self._show_all, part=self._show_found, failed=self._cannot)

    def _read_recent(self) -> None:
        if self._source is None or not self._recent:
            return
        source, ids = self._source, self._recent
        self._ticket = self._lane.submit(
            lambda _ticket: source.rows(ids), self._recent_came, failed=self._cannot
        )

    def _recent_came(self, rows: Sequence[ContactRow]) -> None:
        self._ticket = None
        self._show_recent(rows)

    def _show_recent(self, rows: Sequence[ContactRow]) -> None:
        self._frame.delegate.words = ()
        self._frame.number.clear()
        self._showing(lambda: self.model.show_recent(rows, matching(self._commands, "")), first=True)

    def _show_all(self, answer: _Answer) -> None:
        self._ticket = None
        self._show_found(answer)

    def _show_found(self, answer: _Answer) -> None:
        commands = matching(self._commands, answer.text)
        first = answer.text != self._shown_text
        self._shown_text = answer.text
        self._showing(lambda: self.model.show_found(answer.groups, commands, answer.text), first=first)
        if self._source is not None and all(group.total >= 0 for group in answer.groups):
            n = sum(group.total for group in answer.groups) + len(commands)
            words = ngettext("{n:,} resultado", "{n:,} resultados", n).format(n=n)
            self._frame.number.setText(words if n else _("Nada coincide"))
            self._tell(self._frame.number.text())
        if self._enter_waits and self.model.choosable():
            self._enter_waits = False
            self._enter()

    def _tell(self, found: str) -> None:
        """Say how many there are and which one is marked: the focus stays in the field."""
        index = self.list.currentIndex()
        marked = spoken(self.model.entry(index.row())) if index.isValid() else ""
        announce(self.list, ". ".join(part for part in (found, marked) if part))

    def _showing(self, change: Callable[[], None], *, first: bool) -> None:
        """Change the lines; the current one stays current unless the text is another one."""
        index = self.list.currentIndex()
        current = self.model.entry(index.row()) if index.isValid() and not first else None
        change()
        places = self.model.choosable()
        place = self.model.place_of(current) if current is not None else -1
        if place not in places:
            place = places[0] if places else -1
        self.list.setCurrentIndex(self.model.index(place) if place >= 0 else QModelIndex())
        if place == (places[0] if places else -1):
            self.list.scrollToTop()
        self._lay_out()

    def _cannot(self, error: Exception) -> None:
        self._ticket = None
        self.failed.emit(str(error))

    @Slot(int)
    def _move(self, by: int) -> None:
        places = self.model.choosable()
        if not places:
            return
        here = self.list.currentIndex().row()
        now = places.index(here) if here in places else 0
        there = places[max(0, min(now + by, len(places) - 1)) if abs(by) > 1 else (now + by) % len(places)]
        self.list.setCurrentIndex(self.model.index(there))
        if there == places[0]:
            self.list.scrollToTop()
        announce(self.list, spoken(self.model.entry(there)))

    @Slot()
    def _enter(self) -> None:
        """Open the current line; who types faster than the base answers means what is still to come."""
        if self._ticket is not None and self.field.text() != self._shown_text:
            self._enter_waits = True
            return
        index = self.list.currentIndex()
        if self._source is None and not index.isValid():
            self._enter_waits = True
        elif index.isValid():
            self._choose(index.row())

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())

    @Slot(int)
    def _choose(self, row: int) -> None:
        entry = self.model.entry(row)
        if isinstance(entry, Head):
            return
        if isinstance(entry, Found):
            found = entry.row
            self.close_for_good()
            if isinstance(found, ContactRow):
                self.contact_chosen.emit(found.id)
            else:
                self.record_chosen.emit(Reference(found.id, found.name, found.kind))
        elif isinstance(entry, Order):
            self.leave()
            entry.command.action.trigger()

    @Slot()
    def _want_all(self) -> None:
        text = self.field.text().strip()
        self.close_for_good()
        self.all_wanted.emit(text)

    def _lay_out(self) -> None:
        """As high as its lines, if the window has room for them."""
        window = self.parentWidget()
        assert window is not None
        self.setGeometry(window.rect())
        top = _TOP if window.height() >= 640 else _LOW_TOP
        width = min(WIDTH, window.width() - 2 * _SIDES)
        rows = len(self.model.choosable())
        wanted = HEAD_HEIGHT + FOOT_HEIGHT + 16 + rows * ROW + (self.model.rowCount() - rows) * HEAD
        height = min(wanted, window.height() - top - _SIDES)
        self._frame.setGeometry((window.width() - width) // 2, top, width, height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside it closes it."""
        if not self._frame.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the scrim."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.tokens.scrim))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._lay_out()
        return super().eventFilter(watched, event)
