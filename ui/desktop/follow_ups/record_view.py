"""The record of a follow-up: its head, what is known of it, what was done to it."""

from typing import Any

from PySide6.QtCore import Signal

from crm.texts import _
from ui.desktop.contacts.record_view import HISTORY, SHEET
from ui.desktop.contacts.sheet import Sheet
from ui.desktop.documents.view import DocumentedView
from ui.desktop.follow_ups.sheet import FollowUpHead, FollowUpSheet


class FollowUpView(DocumentedView):
    """``wanted`` carries DONE, NEXT or POSTPONE, ``ticked`` a step as it was kept and the Task it is now."""

    wanted = Signal(str)
    ticked = Signal(object, object)

    def _make_head(self) -> FollowUpHead:
        head = FollowUpHead(self._icons)
        head.wanted.connect(self.wanted)
        return head

    def _parts(self, record: Any) -> list[tuple[str, str]]:
        return [(SHEET, _("Ficha")), self._documents_part(record), (HISTORY, _("Historial"))]

    def _make_sheet(self, record: Any, _tab: str) -> Sheet:
        sheet = FollowUpSheet(record, self._theme, self._icons, self._editing)
        sheet.ticked.connect(self.ticked)
        return sheet
