"""The documents of a record, one under the other, with their pictures as they come."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop.documents.row import OPEN, DocumentRow
from ui.desktop.documents.thumbnails import Small, Thumbnails
from ui.desktop.icons import Icons
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.documents import RecordDocument


class DocumentRows(QWidget):
    """``wanted`` carries what a DocumentRow wants, and the RecordDocument after it."""

    wanted = Signal(str, object, object, object)

    def __init__(
        self, documents: "Sequence[RecordDocument]", theme: Theme, icons: Icons, *, editable: bool
    ) -> None:
        super().__init__()
        self.setAccessibleName(_("Documentos"))
        self._thumbnails: Thumbnails | None = None
        self.rows = [DocumentRow(document, theme, icons, editable=editable) for document in documents]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        for row in self.rows:
            row.wanted.connect(self._want)
            column.addWidget(row)

    def set_thumbnails(self, thumbnails: Thumbnails | None) -> None:
        """Show the pictures that are drawn there; None: no more come."""
        self._thumbnails = thumbnails
        if thumbnails is None:
            return
        thumbnails.forget_wanted()
        thumbnails.drawn.connect(self._show)
        self._ask()

    def _ask(self) -> None:
        thumbnails = self._thumbnails
        if thumbnails is None:
            return
        for row in self.rows:
            small = Small(row.newest.piece, row.thumbnail.pixels)
            image = thumbnails.picture(small, row.newest.size)
            if image is not None:
                row.thumbnail.show_image(image)

    @Slot(object, object)
    def _show(self, small: Small, image: QImage) -> None:
        for row in self.rows:
            if Small(row.newest.piece, row.thumbnail.pixels) == small:
                row.thumbnail.show_image(image)

    def event(self, event: QEvent) -> bool:
        """On another screen the pictures have other sizes."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._ask()
        return super().event(event)

    @property
    def focused(self) -> tuple[int, str] | None:
        """The document, and what of it has the focus; None where none of them has it."""
        focus = self.focusWidget()
        for row in self.rows:
            if focus is None or not focus.hasFocus() or not row.isAncestorOf(focus):
                continue
            found = (does for does, control in row.controls.items() if control is focus)
            return row.document.id, next(found, OPEN)
        return None

    def focus(self, place: tuple[int, str]) -> bool:
        """Put the focus there; False if there is no such place any more."""
        document, does = place
        for row in self.rows:
            if row.document.id == document and does in row.controls:
                row.controls[does].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def tab_stops(self) -> list[QWidget]:
        """What the Tab key goes through, in its order."""
        found = self.findChildren(QWidget)
        return [widget for widget in found if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def take_focus(self) -> None:
        """Put the focus on the first document."""
        if self.rows:
            self.rows[0].controls[OPEN].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str, object, object)
    def _want(self, what: str, version: object, pressed: object) -> None:
        row = self.sender()
        if isinstance(row, DocumentRow):
            self.wanted.emit(what, version, pressed, row.document)
