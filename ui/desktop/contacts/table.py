"""The rows of the list: keys, mouse, and how the columns share the width."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QTableView,
    QToolTip,
    QWidget,
)

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.contacts.columns import NARROWEST, ListColumns
from ui.desktop.contacts.delegate import LINE_HEIGHT, ROW_HEIGHT, ContactDelegate
from ui.desktop.contacts.model import NAME, ContactModel
from ui.desktop.theme import Theme

_NAME_AT_LEAST = 200
_HEAD_HEIGHT = 28
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class ContactTable(QTableView):
    """The rows; ``opened`` asks to go to the record of the current one, ``typed`` carries letters typed here."""

    opened = Signal()
    typed = Signal(str)

    def __init__(self, model: ContactModel, columns: ListColumns, theme: Theme) -> None:
        super().__init__()
        self._columns = columns
        self._arranging = False
        self.setViewport(_ground())
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
        # The least that rows ever are, once and for all: raising it resizes them one by one, 100,000 in 4 s.
        rows.setMinimumSectionSize(min(ROW_HEIGHT, LINE_HEIGHT))
        rows.setDefaultSectionSize(ROW_HEIGHT)
        heads = self.horizontalHeader()
        heads.setFixedHeight(_HEAD_HEIGHT)
        heads.setHighlightSections(False)
        heads.setAccessibleName(_("Columnas"))
        heads.setSectionsClickable(True)
        heads.setSectionsMovable(True)
        heads.setFirstSectionMovable(False)
        heads.setMinimumSectionSize(NARROWEST)
        heads.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        heads.sectionClicked.connect(self._sort)
        heads.sectionMoved.connect(self._moved)
        heads.sectionResized.connect(self._resized)
        self.show_columns()
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

    def show_columns(self) -> None:
        """Lay the columns of the model out: with any beside the name, each row is one line."""
        model = self.model()
        assert isinstance(model, ContactModel)
        self._arranging = True
        heads, several = self.horizontalHeader(), model.columnCount() > 1
        for section in range(model.columnCount()):
            heads.moveSection(heads.visualIndex(section), section)
            way = QHeaderView.ResizeMode.Interactive if section else QHeaderView.ResizeMode.Fixed
            heads.setSectionResizeMode(section, way)
            if section:
                heads.resizeSection(section, self._columns.width(model.code(section)))
        self._arranging = False
        height = LINE_HEIGHT if several else ROW_HEIGHT
        self.delegate.in_columns = several
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(policy.ScrollBarAsNeeded if several else policy.ScrollBarAlwaysOff)
        self._fit_name()

    def _fit_name(self) -> None:
        """The name takes the room that the other columns leave."""
        heads = self.horizontalHeader()
        others = sum(heads.sectionSize(section) for section in range(1, heads.count()))
        least = _NAME_AT_LEAST if heads.count() > 1 else NARROWEST
        self._arranging = True
        heads.resizeSection(NAME, max(least, self.viewport().width() - others))
        self._arranging = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name grows with the list."""
        super().resizeEvent(event)
        self._fit_name()

    @Slot(int)
    def _sort(self, section: int) -> None:
        model = self.model()
        assert isinstance(model, ContactModel)
        self._columns.sort_by(model.code(section))

    @Slot(int, int, int)
    def _moved(self, _section: int, _before: int, _now: int) -> None:
        if self._arranging:
            return
        model, heads = self.model(), self.horizontalHeader()
        assert isinstance(model, ContactModel)
        sections = [heads.logicalIndex(place) for place in range(heads.count())]
        self._columns.arrange([model.code(section) for section in sections if section != NAME])
        self.show_columns()

    @Slot(int, int, int)
    def _resized(self, section: int, _before: int, now: int) -> None:
        if self._arranging or section == NAME:
            return
        model = self.model()
        assert isinstance(model, ContactModel)
        self._columns.set_width(model.code(section), now)
        self._fit_name()

    def selected_ranges(self) -> list[tuple[int, int]]:
        """The selected rows as ranges, both ends included, in order: all of 100,000 are one."""
        parts = self.selectionModel().selection()
        found = {(part.top(), part.bottom()) for part in map(parts.at, range(parts.size()))}
        return sorted(found)

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
        if event.reason() in _BY_TAB and self.model().rowCount():
            # Else there would be no ring, or one out of sight.
            current = self.currentIndex()
            if current.isValid():
                self.scrollTo(current)
            elif not self.selectionModel().hasSelection():
                self.make_current(self.model().index(0, NAME))
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
        index = self.indexAt(here)
        text = index.data() if index.isValid() else ""
        wide = 2 * fonts.BODY_LINE + self.fontMetrics().horizontalAdvance(text)
        if text and wide > self.columnWidth(index.column()):
            QToolTip.showText(there, text, self)
        else:
            QToolTip.hideText()


def _ground() -> QWidget:
    """A viewport like the one that Qt makes. The first of Qt's own that is asked for makes Python classes of all
    widgets there are, to find out what it is: 15 ms before the first row is drawn.
    """
    ground = QWidget()
    ground.setBackgroundRole(QPalette.ColorRole.Base)
    ground.setAutoFillBackground(True)
    return ground
