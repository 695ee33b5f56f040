"""The list: how many there are, and the rows."""

from array import array

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from crm.contact_list import ContactRow
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.contacts.delegate import ROW_HEIGHT, ContactDelegate
from ui.desktop.contacts.model import LAST_CONTACT, NAME, PAGE, ROW_ROLE, ContactModel
from ui.desktop.labels import Prose
from ui.desktop.theme import Theme

_LAST_CONTACT_WIDTH = 116
_HEAD_HEIGHT = 28


class ContactTable(QTableView):
    """The rows; ``opened`` asks to go to the record of the current one, ``typed`` carries letters typed here."""

    opened = Signal()
    typed = Signal(str)

    def __init__(self, model: ContactModel, theme: Theme) -> None:
        super().__init__()
        self.setModel(model)
        self.delegate = ContactDelegate(self, theme)
        self.setItemDelegate(self.delegate)
        self.setObjectName("contacts")
        self.setAccessibleName(_("Contactos"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        heads = self.horizontalHeader()
        heads.setFixedHeight(_HEAD_HEIGHT)
        heads.setHighlightSections(False)
        heads.setAccessibleName(_("Columnas"))
        heads.setSectionsClickable(False)
        heads.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        heads.setSectionResizeMode(LAST_CONTACT, QHeaderView.ResizeMode.Fixed)
        heads.resizeSection(LAST_CONTACT, _LAST_CONTACT_WIDTH)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the record; Home and End to the ends of the list."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and self.model().rowCount():
            last = self.model().rowCount() - 1
            self.make_current(self.model().index(0 if key == Qt.Key.Key_Home else last, NAME))
        else:
            super().keyPressEvent(event)

    def make_current(self, index: QModelIndex) -> None:
        """Select a row and no other, and bring it into sight."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def keyboardSearch(self, text: str) -> None:
        """Letters begin a search; Qt's own would walk through a million rows."""
        self.typed.emit(text)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As Enter."""
        super().mouseDoubleClickEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.currentIndex().isValid():
            self.opened.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the row under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.delegate.hovered_row:
            self.delegate.hovered_row = row
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring comes with the focus; Qt's own would make the first row current without selecting it."""
        QAbstractScrollArea.focusInEvent(self, event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And goes with it."""
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QHelpEvent) -> bool:  # type: ignore[override]
        """The whole name in the tooltip of one that is too long for its row."""
        if event.type() == QHelpEvent.Type.ToolTip:
            self._show_whole_name(event.pos(), event.globalPos())
            return True
        return super().viewportEvent(event)

    def _show_whole_name(self, here: QPoint, there: QPoint) -> None:
        row: ContactRow | None = self.indexAt(here).data(ROW_ROLE)
        wide = fonts.BODY_LINE
        if row is not None:
            wide += self.fontMetrics().horizontalAdvance(row.name)
        if row is not None and wide > self.columnWidth(NAME):
            QToolTip.showText(there, row.name, self)
        else:
            QToolTip.hideText()


class ListPane(QWidget):
    """Head and rows. ``current_changed`` carries the id of the current contact, or 0; ``page_wanted`` a page;
    ``emptied`` comes when the rows go away while they have the focus.
    """

    current_changed = Signal(object)
    page_wanted = Signal(int)
    opened = Signal()
    typed = Signal(str)
    emptied = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(320)
        self._current = 0
        self.model = ContactModel()
        self.model.setParent(self)
        self.table = ContactTable(self.model, theme)
        self.setFocusProxy(self.table)
        self._number = QLabel()
        self._number.setFont(fonts.font(semibold=True, tabular=True))
        self._noun = QLabel()
        self._sentence = Prose(look="muted")
        self._empty = QWidget()
        room = QVBoxLayout(self._empty)
        room.setContentsMargins(16, 8, 16, 16)
        room.addWidget(self._sentence)
        room.addStretch()
        self._empty.hide()
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 8, 0)
        head.setSpacing(4)
        head.addWidget(self._number)
        head.addWidget(self._noun)
        head.addStretch()
        frame = QWidget()
        frame.setFixedHeight(44)
        frame.setLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(frame)
        column.addWidget(self._empty)
        column.addWidget(self.table)
        self.model.page_missing.connect(self.page_wanted)
        self.table.opened.connect(self.opened)
        self.table.typed.connect(self.typed)
        self.table.selectionModel().currentRowChanged.connect(self._current_row_changed)

    @property
    def current(self) -> int:
        """The id of the current contact, or 0."""
        return self._current

    def show_first(self, ids: array, rows: list[ContactRow], words: tuple[str, ...]) -> None:
        """Show the first contacts of a query; the rest, and what becomes of the current one, comes later."""
        self._show(ids, rows, words)
        self._select(self.model.place_of(self._current) if self._current else -1)

    def show_all(
        self, ids: array, first_rows: list[ContactRow], words: tuple[str, ...], *, place: int, again: bool
    ) -> None:
        """Show all contacts of a query. The current one stays current if it is among them: ``place``, or -1.

        ``again``: the query is the one already shown, so the list stays where it was scrolled to.
        """
        offset = self.table.verticalScrollBar().value()
        self._show(ids, first_rows, words)
        self._select(place)
        if again:
            self.table.verticalScrollBar().setValue(offset)
        if place < 0:
            self._tell(0)

    def _show(self, ids: array, rows: list[ContactRow], words: tuple[str, ...]) -> None:
        self.table.delegate.words = words
        self.model.replace(ids, rows)
        self.table.setColumnHidden(LAST_CONTACT, not any(row.last_contact for row in rows))
        if not ids and self.table.hasFocus():
            self.emptied.emit()
        self._empty.setVisible(not ids)
        self.table.setVisible(bool(ids))
        self.table.viewport().update()

    def _select(self, place: int) -> None:
        if place < 0:
            return
        self.table.make_current(self.model.index(place, NAME))

    def show_count(self, total: int, noun: str) -> None:
        """Say how many there are: 1,204 and what they are."""
        self._number.setText(f"{total:,}")
        self._noun.setText(noun)

    def show_empty(self, sentence: str) -> None:
        """What to say when there is nothing to list."""
        self._sentence.set_text(sentence)

    def ensure_current(self) -> None:
        """Make the first contact the current one if none is."""
        if not self.table.selectionModel().hasSelection() and self.model.rowCount():
            self.go_to(max(0, self.table.currentIndex().row()))

    def forget_current(self) -> None:
        """No contact is the current one any more."""
        self.table.clearSelection()
        self.table.setCurrentIndex(QModelIndex())
        self._tell(0)

    def go_to(self, place: int) -> None:
        """Make the contact at a place the current one, and bring it into sight."""
        self.table.make_current(self.model.index(place, NAME))

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

    def _tell(self, contact: int) -> None:
        if contact != self._current:
            self._current = contact
            self.current_changed.emit(contact)
