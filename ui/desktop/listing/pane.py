"""A list with its head: how many there are, and the rows."""

from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose
from ui.desktop.listing.model import NAME, PAGE, VirtualRows
from ui.desktop.listing.several import Doing, SeveralStrip
from ui.desktop.listing.table import ListTable

_HEAD_HEIGHT = 44


class ListedPane(QWidget):
    """Head and rows. ``current_changed`` carries the id of the current record, or 0; ``page_wanted`` a page;
    ``emptied`` comes when the rows go away while they have the focus; ``export_wanted`` asks for them in a file.

    A subclass puts what else its head needs at the end of ``head_row``.
    """

    current_changed = Signal(object)
    page_wanted = Signal(int)
    opened = Signal()
    typed = Signal(str)
    emptied = Signal()
    export_wanted = Signal()

    def __init__(self, model: VirtualRows[Any], table: ListTable) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(320)
        self._current = 0
        self._total, self._plain_noun = 0, ""
        self._of_other: str | None = None
        self.model: Any = model
        self.model.setParent(self)
        self.table: Any = table
        self._number = QLabel()
        self._number.setFont(fonts.font(semibold=True, tabular=True))
        self._noun = QLabel()
        self._sentence = Prose(look="muted")
        self._empty = QWidget()
        self.empty_room = QVBoxLayout(self._empty)
        self.empty_room.setContentsMargins(16, 8, 16, 16)
        self.empty_room.setSpacing(12)
        self.empty_room.addWidget(self._sentence)
        self.empty_room.addStretch()
        self._empty.hide()
        self.head_row = QHBoxLayout()
        self.head_row.setContentsMargins(16, 0, 8, 0)
        self.head_row.setSpacing(4)
        self.head_row.addWidget(self._number)
        self.head_row.addWidget(self._noun)
        self.head_row.addStretch()
        frame = QWidget()
        frame.setLayout(self.head_row)
        self.head = QStackedWidget()
        self.head.setFixedHeight(_HEAD_HEIGHT)
        self.head.addWidget(frame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._empty)
        column.addWidget(table)
        model.page_missing.connect(self.page_wanted)
        table.opened.connect(self.opened)
        table.typed.connect(self.typed)
        table.selectionModel().currentRowChanged.connect(self._current_row_changed)

    def offer_export(self, icons: Icons) -> QToolButton:
        """Put a button at the end of the head that asks for what is listed in a file; return it."""
        button = export_button(icons)
        button.clicked.connect(self.export_wanted)
        self.head_row.addWidget(button)
        before = button
        # Made before the head was filled, the rows would be met by Tab before what stands over them.
        for one in (*self._empty.findChildren(QAbstractButton), self.table):
            QWidget.setTabOrder(before, one)
            before = one
        return button

    def offer_for_several(self, icons: Icons, doings: Sequence[Doing]) -> SeveralStrip:
        """With several chosen, what can be done with them takes the place of the head."""
        self.strip = SeveralStrip(icons, doings)
        self.head.addWidget(self.strip)
        self.table.selectionModel().selectionChanged.connect(self._count_selected)
        self.model.modelReset.connect(self._count_selected)
        return self.strip

    def focus_view(self) -> bool:
        """Put the focus on what is shown in the place of the rows; False where it is the rows."""
        return False

    @Slot()
    def _count_selected(self) -> None:
        chosen = self._chosen
        self.strip.show_count(chosen)
        if chosen < 2 and self.strip.isAncestorOf(QApplication.focusWidget() or self):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.head.setCurrentIndex(1 if chosen > 1 else 0)

    @property
    def _chosen(self) -> int:
        """How many records are chosen, without making a list of them."""
        return sum(last - first + 1 for first, last in self.table.selected_ranges())

    @property
    def view(self) -> Any:
        """What the source is asked for rows with; nothing, where there is nothing to choose."""
        return None

    @property
    def current(self) -> int:
        """The id of the current record, or 0."""
        return self._current

    @property
    def selected(self) -> array:
        """The ids of the selected records, in the order of the list."""
        ids = array("q")
        for first, last in self.table.selected_ranges():
            ids += self.model.ids[first : last + 1]
        return ids

    def show_first(self, ids: array, rows: Sequence[Any], words: tuple[str, ...]) -> None:
        """Show the first records of a query, from the top; the rest, and what becomes of the current one, comes
        later."""
        self._show(ids, rows, words)
        self.table.verticalScrollBar().setValue(0)
        self._select(self.model.place_of(self._current) if self._current else -1)

    def show_all(
        self, ids: array, first_rows: Sequence[Any], words: tuple[str, ...], *, place: int, again: bool
    ) -> None:
        """Show all records of a query. The current one stays current if it is among them: ``place``, or -1.

        ``again``: the query is the one already shown, so the list stays where it was scrolled to, unless that would
        put the current one, which has come to stand elsewhere, out of sight.
        """
        offset = self.table.verticalScrollBar().value()
        seen = self._sees_current()
        self._show(ids, first_rows, words)
        self._select(place)
        if again:
            self.table.verticalScrollBar().setValue(offset)
            if seen and place >= 0 and not self._sees_current():
                self.table.scrollTo(self.table.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        if place < 0:
            self._tell(0)

    def _show(self, ids: array, rows: Sequence[Any], words: tuple[str, ...]) -> None:
        self.table.delegate.words = words
        self.model.replace(ids, rows)
        if not ids and self.table.hasFocus():
            self.emptied.emit()
        self._empty.setVisible(not ids)
        self.table.setVisible(bool(ids))
        self.table.viewport().update()

    def _select(self, place: int) -> None:
        kept = self.table.currentIndex().row() == place and self.table.selected_ranges()
        if place >= 0 and not kept:
            self.table.make_current(self.model.index(place, NAME))

    def show_count(self, total: int, noun: str) -> None:
        """Say how many there are: 1,204 and what they are."""
        self._total, self._plain_noun = total, noun
        self._of_other = None
        self._show_pale(False)
        self._show_head()

    def show_listed(self, query: str) -> None:
        """Say that the list is still the one of ``query``: what is asked now cannot be answered."""
        self._of_other = query
        self._show_pale(True)
        self._show_head()

    def _show_pale(self, pale: bool) -> None:
        self.table.delegate.pale = pale
        self.table.viewport().update()

    def _head_end(self) -> int:
        """Where the room for the head's words ends."""
        return self.head.width()

    def _show_head(self) -> None:
        """How many, of what; if they are another query's, of which, cut in the middle where there is no room."""
        self._number.setText(f"{self._total:,}")
        text = self._plain_noun
        if self._of_other is not None:
            whose = _("búsqueda «{query}»").format(query=self._of_other) if self._of_other else _("todos")
            whole = f"{text} · {whose}"
            room = self._head_end() - self._noun.x() - 8
            text = self._noun.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideMiddle, room)
            self._noun.setToolTip(whole)
        else:
            self._noun.setToolTip("")
        self._noun.setText(text)

    def show_empty(self, sentence: str, *, begin: bool = False) -> None:
        """What to say when there is nothing to list; ``begin``: there is nothing in the base either."""
        self._sentence.set_text(sentence)

    def ensure_current(self) -> None:
        """Make the first record the current one if none is."""
        if not self.table.selectionModel().hasSelection() and self.model.rowCount():
            self.go_to(max(0, self.table.currentIndex().row()))

    def forget_current(self) -> None:
        """No record is the current one any more."""
        self.table.clearSelection()
        self.table.setCurrentIndex(QModelIndex())
        self._tell(0)

    def go_to(self, place: int) -> None:
        """Make the record at a place the current one, and bring it into sight."""
        self.table.make_current(self.model.index(place, NAME))

    @Slot()
    def show_current(self) -> None:
        """Bring the current record into sight."""
        if self.table.currentIndex().isValid():
            self.table.scrollTo(self.table.currentIndex())

    def _sees_current(self) -> bool:
        """Whether the current record is in sight."""
        here = self.table.visualRect(self.table.currentIndex())
        return bool(self.table.viewport().rect().intersects(here))

    def visible_pages(self) -> range:
        """The pages of the rows in sight."""
        first = max(0, self.table.rowAt(0))
        last = self.table.rowAt(self.table.viewport().height() - 1)
        if last < 0:
            last = self.model.rowCount() - 1
        return range(first // PAGE, last // PAGE + 1)

    @Slot(QModelIndex, QModelIndex)
    def _current_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.table.viewport().update()
        if current.isValid():
            self._tell(self.model.id_at(current.row()))

    def _tell(self, record: int) -> None:
        if record != self._current:
            self._current = record
            self.current_changed.emit(record)


def export_button(icons: Icons) -> QToolButton:
    """The button that asks for what one looks at in a file."""
    button = bare_button(icons, "download", _("Exportar (Ctrl+E)"))
    button.setAccessibleName(_("Exportar"))
    return button


def bare_button(icons: Icons, icon: str, name: str) -> QToolButton:
    """A button of a head: a drawing whose name is in the tooltip and read aloud."""
    button = QToolButton()
    button.setProperty("look", "bare")
    button.setIcon(icons.icon(icon))
    button.setIconSize(QSize(16, 16))
    button.setFixedSize(32, 32)
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button
