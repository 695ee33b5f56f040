"""The timeline of terms that one goes about in: lines by keys, the years with + and −, the arrows and the wheel."""

import datetime
from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QListView

from crm.texts import _
from ui.desktop.agreements.terms_drawing import ROW, TermDelegate, TermsHead, names_width
from ui.desktop.agreements.terms_model import TermsModel
from ui.desktop.agreements.terms_scale import ZOOM, TermsScale
from ui.desktop.listing.model import PAGE
from ui.desktop.listing.tall_lines import set_up
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.agreement_terms import Terms
    from ui.desktop.agreements.board_source import Timeline

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ZOOMS = {Qt.Key.Key_Plus: ZOOM, Qt.Key.Key_Equal: ZOOM, Qt.Key.Key_Minus: 1 / ZOOM}
_PAN = 96


class TermsTable(QListView):
    """``opened`` carries an agreement that was clicked, ``gone_into`` one that was opened with the keyboard."""

    opened = Signal(object)
    gone_into = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.terms = TermsModel()
        self.terms.setParent(self)
        self.setModel(self.terms)
        self.scale = TermsScale()
        self.head = TermsHead(self.scale, theme)
        self.drawn = TermDelegate(self, self.scale, theme)
        self.setItemDelegate(self.drawn)
        set_up(self, _("Vigencias"), batched=False)
        self.setAccessibleDescription(
            _(
                "Arriba y abajo: otro convenio. Intro: abre. Más y menos: acercar y alejar."
                " Izquierda y derecha: otros años."
            )
        )
        self.setUniformItemSizes(True)
        self.setMinimumHeight(ROW * 2)
        self._known: Terms | None = None
        self._is_moved = False
        theme.changed.connect(self.viewport().update)
        self.clicked.connect(self._clicked)

    @property
    def current(self) -> int:
        """The agreement one is on; 0 for none."""
        row = self.currentIndex().row()
        return self.terms.id_at(row) if row >= 0 else 0

    def show_terms(self, found: "Timeline") -> None:
        """Show other terms; one stays on the agreement one is on, and at the years one went to."""
        current = self.current
        self._known = found.terms
        self.terms.forget_rows()
        self.terms.replace(found.terms.ids, found.bars)
        row = self.terms.place_of(current) if current else -1
        if row < 0 and self.hasFocus() and self.terms.rowCount():
            row = 0
        if row >= 0:
            self.make_current(row)
        self._fit()

    def forget(self) -> None:
        """Nothing is known any more: another base comes."""
        self._known, self._is_moved = None, False
        self.terms.replace(array("q"))
        self.terms.forget_past()
        self._fit()

    def visible_pages(self) -> range:
        """The pages of the lines in sight."""
        last = self.indexAt(QPoint(0, self.viewport().height() - 1)).row()
        last = last if last >= 0 else self.terms.rowCount() - 1
        return range(max(0, self.indexAt(QPoint()).row()) // PAGE, last // PAGE + 1)

    def make_current(self, row: int) -> None:
        """Stand on a line."""
        self.selectionModel().setCurrentIndex(
            self.terms.index(row, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def show_today(self, today: datetime.date) -> None:
        """Draw today's line at this day."""
        self.drawn.today = self.head.today = today
        self._show_scale()

    def choose(self, agreement: int) -> None:
        """Mark the agreement that is shown beside; 0 for none."""
        self.drawn.chosen = agreement
        self.viewport().update()

    def _fit(self) -> None:
        """All terms are in sight until one goes to other years."""
        before = self.scale.width
        self.scale.width = max(1, self.viewport().width() - names_width(self.viewport().width()))
        if self._is_moved:
            self.scale.pan((before - self.scale.width) / 2)
        elif self._known is not None:
            self.scale.fit(self._known.first, self._known.last)
        self._show_scale()

    @Slot()
    def fit(self) -> None:
        """Have all terms in sight."""
        self._is_moved = False
        self._fit()

    @Slot()
    def nearer(self) -> None:
        """More room for each year."""
        self._zoom(ZOOM)

    @Slot()
    def farther(self) -> None:
        """More years in sight."""
        self._zoom(1 / ZOOM)

    def _zoom(self, by: float) -> None:
        """Around today, where it is in sight."""
        today = self.scale.x(self.drawn.today)
        self.scale.zoom(by, today if 0 <= today <= self.scale.width else self.scale.width / 2)
        self._show_moved()

    @Slot()
    def go_to_today(self) -> None:
        """Have today in the middle."""
        self.scale.center(self.drawn.today)
        self._show_moved()

    def _show_moved(self) -> None:
        self._is_moved = True
        self._show_scale()

    def _show_scale(self) -> None:
        self.head.update()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Sideways by years, + and − nearer and farther, 0 all, T today; Enter opens."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ENTER and not modifiers and self.current:
            self.gone_into.emit(self.current)
        elif key in _ZOOMS:
            self._zoom(_ZOOMS[key])
        elif key in _SIDEWAYS and not modifiers:
            self.scale.pan(_SIDEWAYS[key] * _PAN)
            self._show_moved()
        elif key == Qt.Key.Key_0 and not modifiers:
            self.fit()
        elif key == Qt.Key.Key_T and not modifiers:
            self.go_to_today()
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _text: str) -> None:
        """Letters are for the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl nearer and farther where the mouse is, sideways or with Shift other years, else other lines."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            place = event.position().x() - names_width(self.viewport().width())
            self.scale.zoom(ZOOM if turned.y() > 0 else 1 / ZOOM, max(0.0, place))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(turned.x()) > abs(turned.y()):
            self.scale.pan(-(turned.x() or turned.y()))
        else:
            super().wheelEvent(event)
            return
        self._show_moved()
        event.accept()

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self.terms.id_at(index.row()))

    def showEvent(self, event: QShowEvent) -> None:
        """Now it is known how much room there is."""
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All stays in sight, or the day in the middle in the middle."""
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes for the first time stands on the first line."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.terms.rowCount():
            self.make_current(0)
