"""The list: how many there are, and the rows."""

from array import array

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm.contact_list import ContactRow
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.contacts.columns import ColumnsMenu, ListColumns
from ui.desktop.contacts.model import NAME, PAGE, ContactModel
from ui.desktop.contacts.selection_strip import SelectionStrip
from ui.desktop.contacts.table import ContactTable
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.labels import Prose
from ui.desktop.theme import Theme


class ListPane(QWidget):
    """Head and rows. ``current_changed`` carries the id of the current contact, or 0; ``page_wanted`` a page;
    ``emptied`` comes when the rows go away while they have the focus; ``facets_wanted`` says whether the facets are
    to be shown.
    """

    current_changed = Signal(object)
    page_wanted = Signal(int)
    opened = Signal()
    typed = Signal(str)
    emptied = Signal()
    facets_wanted = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(320)
        self._current = 0
        self._total, self._plain_noun = 0, ""
        self._of_other: str | None = None
        self.columns = ListColumns(self)
        self.model = ContactModel(self.columns)
        self.model.setParent(self)
        self.table = ContactTable(self.model, self.columns, theme)
        self._number = QLabel()
        self._number.setFont(fonts.font(semibold=True, tabular=True))
        self._noun = QLabel()
        self._sentence = Prose(look="muted")
        self._empty = QWidget()
        room = QVBoxLayout(self._empty)
        room.setContentsMargins(16, 8, 16, 16)
        room.addWidget(self._sentence)
        self.new_button = QPushButton(_("Nuevo contacto"))
        self.new_button.setIcon(icons.icon("plus", "text"))
        self.import_button = QPushButton(_("Importar contactos"))
        self.import_button.setIcon(icons.icon("file-up", "text"))
        for button in (self.new_button, self.import_button):
            button.setIconSize(BESIDE_TEXT)
            button.hide()
            room.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        room.addStretch()
        self._empty.hide()
        self.facets_button = _bare_button(icons, "list-filter", _("Filtros"))
        self.facets_button.setCheckable(True)
        self.facets_button.toggled.connect(self._facets_toggled)
        self.columns_button = _bare_button(icons, "columns-3", _("Columnas"))
        self._columns_menu = ColumnsMenu(self.columns)
        self._columns_menu.setParent(self, self._columns_menu.windowFlags())
        # Not with setMenu: Qt lets no assistive tool open such a menu.
        self.columns_button.clicked.connect(self._drop_columns_menu)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 8, 0)
        head.setSpacing(4)
        head.addWidget(self._number)
        head.addWidget(self._noun)
        head.addStretch()
        head.addWidget(self.facets_button)
        head.addWidget(self.columns_button)
        frame = QWidget()
        frame.setLayout(head)
        self.strip = SelectionStrip(icons)
        self.head = QStackedWidget()
        self.head.setFixedHeight(44)
        self.head.addWidget(frame)
        self.head.addWidget(self.strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._empty)
        column.addWidget(self.table)
        self.columns.changed.connect(self._show_columns)
        self.columns.arranged.connect(self._show_columns)
        self.table.horizontalHeader().customContextMenuRequested.connect(self._open_columns_menu)
        self.model.page_missing.connect(self.page_wanted)
        self.table.opened.connect(self.opened)
        self.table.typed.connect(self.typed)
        self.table.selectionModel().currentRowChanged.connect(self._current_row_changed)
        self.table.selectionModel().selectionChanged.connect(self._count_selected)
        self.model.modelReset.connect(self._count_selected)

    @Slot()
    def _show_columns(self) -> None:
        current = self._current
        self.model.show_columns()
        self.table.show_columns()
        if current and not self.table.currentIndex().isValid():
            self._select(self.model.place_of(current))

    @Slot()
    def _drop_columns_menu(self) -> None:
        self._columns_menu.popup(self.columns_button.mapToGlobal(QPoint(0, self.columns_button.height())))

    @Slot(QPoint)
    def _open_columns_menu(self, place: QPoint) -> None:
        self._columns_menu.popup(self.table.horizontalHeader().mapToGlobal(place))

    @Slot(bool)
    def _facets_toggled(self, shown: bool) -> None:
        self.facets_button.setToolTip(_("Ocultar los filtros") if shown else _("Mostrar los filtros"))
        self.facets_wanted.emit(shown)

    @property
    def current(self) -> int:
        """The id of the current contact, or 0."""
        return self._current

    @property
    def selected(self) -> array:
        """The ids of the selected contacts, in the order of the list."""
        ids = array("q")
        for first, last in self.table.selected_ranges():
            ids += self.model.ids[first : last + 1]
        return ids

    @property
    def first_selected(self) -> int:
        """The place of the first selected contact, or -1."""
        ranges = self.table.selected_ranges()
        return ranges[0][0] if ranges else -1

    @Slot()
    def _count_selected(self) -> None:
        """With several selected, what can be done with them takes the place of the head."""
        selected = sum(last - first + 1 for first, last in self.table.selected_ranges())
        self.strip.show_count(selected)
        several = selected > 1
        if not several and self.strip.isAncestorOf(QApplication.focusWidget() or self):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.head.setCurrentIndex(1 if several else 0)

    def show_first(self, ids: array, rows: list[ContactRow], words: tuple[str, ...]) -> None:
        """Show the first contacts of a query, from the top; the rest, and what becomes of the current one, comes
        later."""
        self._show(ids, rows, words)
        self.table.verticalScrollBar().setValue(0)
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

    def _show_head(self) -> None:
        """How many, of what; if they are another query's, of which, cut in the middle where there is no room."""
        self._number.setText(f"{self._total:,}")
        text = self._plain_noun
        if self._of_other is not None:
            whose = _("búsqueda «{query}»").format(query=self._of_other) if self._of_other else _("todos")
            whole = f"{text} · {whose}"
            room = self.facets_button.x() - self._noun.x() - 8
            text = self._noun.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideMiddle, room)
            self._noun.setToolTip(whole)
        else:
            self._noun.setToolTip("")
        self._noun.setText(text)

    def show_empty(self, sentence: str, *, begin: bool = False) -> None:
        """What to say when there is nothing to list; ``begin`` offers to make or bring the first contacts."""
        self._sentence.set_text(sentence)
        self.new_button.setVisible(begin)
        self.import_button.setVisible(begin)

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

    @Slot()
    def show_current(self) -> None:
        """Bring the current contact into sight."""
        if self.table.currentIndex().isValid():
            self.table.scrollTo(self.table.currentIndex())

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


def _bare_button(icons: Icons, icon: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("look", "bare")
    button.setIcon(icons.icon(icon))
    button.setIconSize(QSize(16, 16))
    button.setFixedSize(32, 32)
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button
