"""A contact's record, to read: who it is on top, then what is known, then what was done to it."""

from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm.contact_history import HistoryEntry
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_place import Place, focused_place
from ui.desktop.contacts.editing_table import Key
from ui.desktop.contacts.record_head import Head
from ui.desktop.contacts.record_sheet import RecordSheet, RelationsSheet
from ui.desktop.contacts.sheet import Sheet
from ui.desktop.contacts.sheet_place import SheetPlace
from ui.desktop.contacts.typed import Typed
from ui.desktop.focus_ring import FocusRing
from ui.desktop.icons import Icons
from ui.desktop.listing.history import HistoryList
from ui.desktop.spoken_menu import SpokenMenu
from ui.desktop.theme import Theme

_SIDE = 24
_AROUND = 16
"""Pixels in sight over and under what was opened."""
_BUTTON, _GAP = 24, 8
_LEAST_TABS = 120
SHEET, RELATIONS, HISTORY = "ficha", "relaciones", "historial"


class _Tabs(QTabBar):
    """Tabs with the width of their semibold text, so that none moves or is cut when it is chosen.

    Where there is no room for all of them, those are there that stand in it whole, the current one among them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._sizes: dict[str, QSize] = {}
        self.currentChanged.connect(self.fit)

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 - as Qt calls it
        text = self.tabText(index)
        if text not in self._sizes:  # Qt asks for each of them each time one is added, taken or renamed
            size = super().tabSizeHint(index)
            bold = fonts.metrics(semibold=True).horizontalAdvance(text)
            regular = fonts.metrics().horizontalAdvance(text)
            self._sizes[text] = QSize(size.width() + max(0, bold - regular), size.height())
        return self._sizes[text]

    def changeEvent(self, event: QEvent) -> None:
        """Another style or font: other sizes."""
        self._sizes.clear()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Room for all of them, also for those that are not there: it does not change as they come and go."""
        return QSize(sum(self._widths()), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for the current one."""
        return QSize(_LEAST_TABS, super().minimumSizeHint().height())

    def _widths(self) -> list[int]:
        return [self.tabSizeHint(index).width() for index in range(self.count())]

    @Slot()
    def fit(self) -> None:
        """Show the tabs that there is room for."""
        widths, current = self._widths(), self.currentIndex()
        room = self.width() - (widths[current] if widths else 0)
        for index, width in enumerate(widths):
            if index != current:
                room -= width
            shown = index == current or room >= 0
            if self.isTabVisible(index) != shown:
                self.setTabVisible(index, shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other tabs fit, before they are laid out."""
        self.fit()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go to every tab; Qt's go past those that there is no room for."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and 0 <= self.currentIndex() + step < self.count():
            self.setCurrentIndex(self.currentIndex() + step)
        else:
            super().keyPressEvent(event)


class _Line(QWidget):
    """The line under the tabs."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(24, 0, self.width() - 48, 1, QColor(self._theme.tokens.line))


class RecordView(QWidget):
    """A record. ``contact_wanted`` carries an id that was clicked, ``history_wanted`` one whose history is looked
    at, ``return_wanted`` an earlier value to go back to, ``contact_changed`` the one shown when it has to be read
    anew, ``failed`` a sentence about a link that could not be opened, ``back`` asks for the list, ``trash_wanted`` for
    it to be put in the trash, ``restore_wanted`` to be taken back.
    """

    contact_changed = Signal(object)

    contact_wanted = Signal(object)
    history_wanted = Signal(object)
    return_wanted = Signal(object)
    failed = Signal(str)
    back = Signal()
    trash_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._record: Any = None
        self._history_of = 0
        self._editing: Editing | None = None
        self._drawn: dict[Key, Typed] = {}
        self.head = self._make_head()
        self.head.back.connect(self.back)
        self.tabs = _Tabs()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setFont(fonts.font())
        self.tabs.setAccessibleName(_("Partes de la ficha"))
        self.tabs.currentChanged.connect(self._tab_changed)
        self._body = SheetPlace()
        self._ring = FocusRing(self._body, theme)
        self._following = QTimer(self)  # after the layout has come to what is new
        self._following.setSingleShot(True)
        self._following.setInterval(0)
        self._following.timeout.connect(self._show_opened)
        self._brought: Key | None = None
        self._painting = QTimer(self)
        self._painting.setSingleShot(True)
        self._painting.setInterval(0)
        self._painting.timeout.connect(self._paint_again)
        self._body.verticalScrollBar().rangeChanged.connect(self._following.start)
        self.history = HistoryList(theme)
        self.history.return_wanted.connect(self.return_wanted)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._body)
        self._pages.addWidget(self.history)
        self.more = _small_button(icons, "chevron-down", _("Todas las partes de la ficha"))
        self.more.clicked.connect(self._open_parts)
        self.more.hide()
        self._parts_menu = SpokenMenu(self)
        self._parts_menu.setAccessibleName(_("Partes de la ficha"))
        self._parts_menu.triggered.connect(self._part_chosen)
        bar = QHBoxLayout()
        bar.setContentsMargins(_SIDE, 12, _SIDE, 0)
        bar.addWidget(self.tabs)
        bar.addWidget(self.more)
        bar.addStretch()
        self.trash = _small_button(icons, "trash-2", _("A la papelera (Supr en la lista)"))
        self.trash.clicked.connect(self.trash_wanted)
        self.restore = _small_button(icons, "undo-2", _("Restaurar de la papelera"))
        self.restore.clicked.connect(self.restore_wanted)
        bar.addWidget(self.trash)
        bar.addWidget(self.restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(bar)
        column.addWidget(_Line(theme))
        column.addWidget(self._pages, 1)

    def _make_head(self) -> Any:
        return Head(self._theme, self._icons)

    def _parts(self, record: Any) -> list[tuple[str, str]]:
        """The tabs of a record: their codes and names."""
        parts = [(SHEET, _("Ficha"))]
        if record.relations:
            parts.append((RELATIONS, _("Relaciones") + f"  {len(record.relations)}"))
        return [*parts, (HISTORY, _("Historial"))]

    def _make_sheet(self, record: Any, tab: str) -> Sheet:
        kind = RelationsSheet if tab == RELATIONS else RecordSheet
        return kind(record, self._theme, self._icons, self._editing)

    def show_back(self, shown: bool) -> None:
        """Whether one can go back to a hidden list."""
        self.head.show_back(shown)

    def set_editing(self, editing: Editing | None) -> None:
        """Edit records in place through this from now on; None: only read them."""
        self._editing = editing
        if editing is not None:
            editing.changed.connect(self._changed)
            editing.opened.connect(self._opened)
        record, self._record = self._record, None
        if record is not None:
            self.show_record(record)

    def show_record(self, record: Any) -> None:
        """Show a contact, on the tab one was on if it has that one. What is being typed stays where it is."""
        if self._editing is not None:
            self._editing.begin(record)
        before = self._record
        same = before is not None and before.id == record.id
        unchanged = same and before == record and before.version == record.version
        if unchanged and self._drawn == self._typed() and not any(place.is_held for place in self.places):
            return
        focus = self.put_away()
        tab = self._tab()
        offset = self._body.verticalScrollBar().value() if same else 0
        if not same:
            self.history.show_entries(())
        self._record = record
        self._history_of = 0
        self.head.show_record(record, self._editing)
        self.trash.setVisible(self._editing is not None and not record.trashed)
        self.restore.setVisible(self._editing is not None and record.trashed)
        self._fill_tabs(record, tab)
        self._show_tab()
        self._resume(focus if same else None)
        self._body.verticalScrollBar().setValue(offset)
        self._paint_later()

    def _paint_later(self) -> None:
        """Make a record and paint it in two turns: a key that is pressed meanwhile waits for one of them only."""
        self.setUpdatesEnabled(False)
        self._painting.start()

    @Slot()
    def _paint_again(self) -> None:
        self.setUpdatesEnabled(True)

    def forget(self) -> None:
        """Nothing is shown any more: the same record, when it comes again, is drawn and its history read anew."""
        self._record = None
        self._history_of = 0
        self.history.show_entries(())

    @property
    def sheet(self) -> Sheet | None:
        """The part of the record that is shown, or was before another page."""
        return self._body.sheet

    @property
    def places(self) -> list[Place]:
        """The values that can be edited, in their order."""
        sheet = self.sheet
        return [*self.head.places, *(() if sheet is None else sheet.places)]

    def commit(self) -> None:
        """Save what is being typed, where it can be kept."""
        for place in self.places:
            place.commit()

    def put_away(self) -> Key | None:
        """Keep what is being typed, as the record is drawn anew or left; return the place that has the focus."""
        focused = focused_place(self.places)
        for place in self.places:
            place.put_away()
        return None if focused is None else focused.key

    def _put_in_order(self) -> None:
        """Tab goes through a record as it stands: what is made anew, or late, would be reached after all else."""
        page = self._pages.currentWidget() or self._body
        shown = (self.sheet or self._body) if page is self._body else page
        stops = (*self._stops_above(), self.tabs, self.more, self.trash, self.restore, shown)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _stops_above(self) -> list[QWidget]:
        """What Tab comes to above the parts of a record."""
        stops: list[QWidget] = self.head.stops
        return stops

    def _resume(self, focus: Key | None) -> None:
        self._put_in_order()
        places = self.places
        keys = [place.key for place in places]
        if focus is not None and focus not in keys:
            # What was new has a row now: the last of its field.
            focus = next((key for key in reversed(keys) if key[0] == focus[0]), None)
        typed = self._typed()
        for place in places:
            if place.key in typed:
                place.resume(typed[place.key], focus=place.key == focus)
            elif place.key == focus:
                place.setFocus(Qt.FocusReason.OtherFocusReason)
        self._drawn = self._typed()

    def _typed(self) -> dict[Key, Typed]:
        if self._editing is None or self._record is None:
            return {}
        return self._editing.typed(self._record.id)

    @Slot(object)
    def _changed(self, contact: int) -> None:
        if self._record is not None and self._record.id == contact:
            self.contact_changed.emit(contact)

    @Slot(object)
    def _opened(self, contact: int) -> None:
        """A field is to be opened, where its value stands or where none did; or it was closed and stands nowhere."""
        if self._record is None or self._record.id != contact:
            return
        before = {place.key for place in self.places if place.field is not None}
        self.put_away()
        new = [key for key in self._typed() if key not in before]
        self.open_tab(self._part_of(new[-1][0]) if new else SHEET)
        self._show_tab()
        self._resume(new[-1] if new else None)
        self._brought = new[-1] if new else None
        self._following.start()

    def _part_of(self, _field: str) -> str:
        """The tab on which one more of a field is typed."""
        return SHEET

    @Slot()
    def _show_opened(self) -> None:
        """Bring the field that was opened into sight, and as much of it as there is room for."""
        place, inside = focused_place(self.places), self.sheet
        if place is None or inside is None or place.key != self._brought or place.field is None:
            return
        if QApplication.focusWidget() not in place.field.controls[:1]:
            return  # one types in it already, further down
        bar = self._body.verticalScrollBar()
        top = place.mapTo(inside, QPoint()).y() - _AROUND
        bottom = top + place.height() + 2 * _AROUND
        bar.setValue(min(max(bar.value(), bottom - self._body.viewport().height()), top))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2, wherever in the record the focus is: the name."""
        if event.key() == Qt.Key.Key_F2 and self.head.places:
            self.head.places[-1].open()
        else:
            super().keyPressEvent(event)

    def show_history(self, contact: int, entries: tuple[HistoryEntry, ...]) -> None:
        """The history that was asked for."""
        if self._record is not None and self._record.id == contact:
            self.history.show_entries(entries)

    def take_focus(self) -> None:
        """Put the focus on the record, so that keys scroll it."""
        shown = self.history if self._tab() == HISTORY else self.sheet or self._body
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_tab(self, code: str) -> None:
        """Go to a part: ``ficha``, ``relaciones`` or ``historial``."""
        for number in range(self.tabs.count()):
            if self.tabs.tabData(number) == code:
                self.tabs.setCurrentIndex(number)

    def _fill_tabs(self, record: Any, tab: str) -> None:
        parts = self._parts(record)
        shown = range(self.tabs.count())
        if [name for _code, name in parts] == [self.tabs.tabText(number) for number in shown]:
            return
        if [code for code, _name in parts] == [self.tabs.tabData(number) for number in shown]:
            for number, (_code, name) in enumerate(parts):
                if self.tabs.tabText(number) != name:
                    self.tabs.setTabText(number, name)
        else:
            self._make_tabs(parts, tab)
        self.tabs.updateGeometry()  # a bar that is not visible does not say that it has become another size
        self.tabs.fit()
        self._offer_parts()

    def _make_tabs(self, parts: list[tuple[str, str]], current: str) -> None:
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for code, name in parts:
            number = self.tabs.addTab(name)
            self.tabs.setTabData(number, code)
            if code == current:
                self.tabs.setCurrentIndex(number)
        self.tabs.blockSignals(False)

    def _offer_parts(self) -> None:
        """A menu of the tabs, where there is no room for all of them."""
        beside = 0 if self.trash.isHidden() and self.restore.isHidden() else _BUTTON + _GAP
        self.more.setVisible(self.tabs.sizeHint().width() > self.width() - 2 * _SIDE - beside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room for all tabs, or not."""
        super().resizeEvent(event)
        self._offer_parts()

    @Slot()
    def _open_parts(self) -> None:
        self._parts_menu.clear()
        for number in range(self.tabs.count()):
            action = self._parts_menu.addAction(self.tabs.tabText(number))
            action.setData(number)
        self._parts_menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    @Slot(QAction)
    def _part_chosen(self, action: QAction) -> None:
        self.tabs.setCurrentIndex(action.data())

    def _tab(self) -> str:
        return self.tabs.tabData(self.tabs.currentIndex()) or SHEET

    @Slot(int)
    def _tab_changed(self, _number: int) -> None:
        self.put_away()
        self._show_tab()
        self._resume(None)

    def _show_tab(self) -> None:
        record = self._record
        if record is None:
            return
        if self._tab() == HISTORY:
            self._pages.setCurrentWidget(self.history)
            if self._history_of != record.id:
                self._history_of = record.id
                self.history_wanted.emit(record.id)
            return
        self._pages.setCurrentWidget(self._body)
        sheet = self._make_sheet(record, self._tab())
        sheet.contact_wanted.connect(self.contact_wanted)
        sheet.failed.connect(self.failed)
        old, focused = self.sheet, QApplication.focusWidget()
        # Before the old one is taken: it loses the focus with its place.
        within = old is not None and focused is not None and (old is focused or old.isAncestorOf(focused))
        self._body.put(sheet)
        self._ring.follow(sheet)
        if within:
            sheet.setFocus(Qt.FocusReason.OtherFocusReason)


def _small_button(icons: Icons, icon: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("look", "icon")
    button.setIcon(icons.icon(icon))
    button.setIconSize(QSize(16, 16))
    button.setFixedSize(_BUTTON, _BUTTON)
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.hide()
    return button
