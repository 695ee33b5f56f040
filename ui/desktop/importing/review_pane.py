"""The dry run: the file's rows under five tabs with their counts, and what there is to know about the file."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QTabBar, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop.importing.review import DOUBTS, PROBLEMS, TABS, Review
from ui.desktop.importing.rows_model import WRONG_ROLE, Mender
from ui.desktop.importing.rows_view import RowsTable
from ui.desktop.labels import Prose
from ui.desktop.theme import Theme


class ReviewPane(QWidget):
    """``mended`` carries each cell changed, ``decided`` what is decided about a possible duplicate; ``repair_wanted``
    whether garbled text is to be mended."""

    mended = Signal(object)
    decided = Signal(object)
    repair_wanted = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._review: Review | None = None
        self._mender: Mender | None = None
        self._names: Mapping[str, str] = {
            "all": _("Todas"),
            "created": _("Se crean"),
            "updated": _("Se actualizan"),
            "repeated": _("Repetidas"),
            "problems": _("Con problemas"),
            "doubts": _("Por decidir"),
        }
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(_("Filas del archivo por lo que pasará con ellas"))
        for tab in TABS:
            self.tabs.setTabData(self.tabs.addTab(self._names[tab]), tab)
        self.table = RowsTable(theme)
        self.table.rows.mended.connect(self.mended)
        self.table.rows.decided.connect(self.decided)
        self.empty = Prose(look="muted")
        self.hint = Prose(
            _("Lo que no decida se crea: por eso estas filas también se cuentan en «Se crean»."), look="muted"
        )
        self.notices = Prose(look="warn")
        self.repair = QCheckBox(_("Reparar los acentos dañados"))
        self.repair.toggled.connect(self.repair_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.notices)
        column.addWidget(self.repair)
        column.addWidget(self.tabs)
        column.addWidget(self.hint)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        for widget in (self.notices, self.repair, self.hint, self.empty):
            widget.hide()
        self.tabs.currentChanged.connect(self._show_tab)
        self.setMinimumWidth(320)

    @property
    def tab(self) -> str:
        """The tab one is under."""
        return str(self.tabs.tabData(self.tabs.currentIndex()))

    def forget(self) -> None:
        """Show no rows: another file is read."""
        self._review = self._mender = None
        self.table.rows.show(None, self.tab, None)
        for place, tab in enumerate(TABS):
            self.tabs.setTabText(place, self._names[tab])
        self._offer_doubts(wanted=False)
        for widget in (self.notices, self.repair, self.hint, self.empty):
            widget.hide()

    def show_review(self, found: Review, mender: Mender) -> None:
        """Show a dry run; the first one begins at its problems, if it has any."""
        first = self._review is None
        found = self._with_columns_kept(found)
        kept = self.table.currentIndex()
        self._review, self._mender = found, mender
        for place, tab in enumerate(TABS):
            self.tabs.setTabText(place, f"{self._names[tab]}  {len(found.places[tab]):,}")
        self._offer_doubts(wanted=bool(found.places[DOUBTS]))
        notices = found.reading.notices
        self.notices.set_text("\n".join(notices))
        self.notices.setVisible(bool(notices))
        self.repair.setVisible(found.reading.garbled)
        wanted = TABS.index(PROBLEMS if found.places[PROBLEMS] else "all")
        if first and self.tabs.currentIndex() != wanted:
            self.tabs.setCurrentIndex(wanted)
        else:
            self._show_tab()
        if not first:
            self._return_to(kept.row(), kept.column())

    def _with_columns_kept(self, found: Review) -> Review:
        """Under the pointer nothing moves: a column that has no problem any more stays where it was."""
        before = self._review
        if before is None or before.reading.columns is None or found.reading.columns is None:
            return found
        if before.reading.columns.targets != found.reading.columns.targets:
            return found
        return replace(found, columns=tuple(dict.fromkeys((*before.columns, *found.columns))))

    def _offer_doubts(self, *, wanted: bool) -> None:
        """There is something to decide: a tab for it."""
        place = TABS.index(DOUBTS)
        if not wanted and self.tabs.currentIndex() == place:
            self.tabs.setCurrentIndex(TABS.index("all"))
        self.tabs.setTabVisible(place, wanted)

    def _return_to(self, row: int, column: int) -> None:
        last = self.table.rows.rowCount() - 1
        if row >= 0 and last >= 0:
            self.table.setCurrentIndex(self.table.rows.index(min(row, last), max(0, column)))

    @Slot()
    def _show_tab(self) -> None:
        found = self._review
        if found is None:
            return
        self.table.rows.show(found, self.tab, self._mender)
        rows = self.table.rows.rowCount()
        if not rows and self.table.isAncestorOf(self.window().focusWidget() or self):
            # Else the keys would go to a column of the file, and say that it is something else.
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.setVisible(rows > 0)
        self.hint.setVisible(self.tab == DOUBTS and rows > 0)
        self.empty.setVisible(not rows)
        self.empty.set_text(
            _("Ninguna fila tiene problemas.")
            if self.tab == PROBLEMS
            else _("Ninguna fila está en este caso.")
        )
        self._to_first_problem()

    def _to_first_problem(self) -> None:
        """Begin at the first cell that is wrong, so that one can type at once."""
        rows = self.table.rows
        if self.table.currentIndex().isValid() or not rows.rowCount():
            return
        wrong = [c for c in range(rows.columnCount()) if rows.index(0, c).data(WRONG_ROLE)]
        self.table.setCurrentIndex(rows.index(0, wrong[0] if wrong else 0))
