"""The rows of the list of contacts, and how the columns share the width."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from crm.texts import _
from ui.desktop.contacts.columns import NARROWEST, ListColumns
from ui.desktop.contacts.delegate import LINE_HEIGHT, ContactDelegate
from ui.desktop.contacts.model import ContactModel
from ui.desktop.listing.delegate import ROW_HEIGHT
from ui.desktop.listing.model import NAME
from ui.desktop.listing.table import ListTable
from ui.desktop.theme import Theme

_NAME_AT_LEAST = 200
_HEAD_HEIGHT = 28


class ContactTable(ListTable):
    """The rows, with the columns beside the name."""

    delegate: ContactDelegate

    def __init__(self, model: ContactModel, columns: ListColumns, theme: Theme) -> None:
        self._columns = columns
        self._theme = theme
        self._arranging = False
        super().__init__(model, _("Contactos"))
        self.setObjectName("contacts")
        # By columns the last of them could only be seen cut, or without the name.
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
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

    def _make_delegate(self) -> ContactDelegate:
        return ContactDelegate(self, self._theme)

    def _least_height(self) -> int:
        return min(ROW_HEIGHT, LINE_HEIGHT)

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
