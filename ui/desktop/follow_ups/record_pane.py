"""The place of a follow-up's record beside the list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from crm.texts import _
from ui.desktop.documents.pane import DocumentedPane
from ui.desktop.icons import Icons
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from ui.desktop.contacts.record_view import RecordView


class FollowUpPane(DocumentedPane):
    """As of contacts; ``wanted`` and ``ticked`` as of the view."""

    wanted = Signal(str)
    ticked = Signal(object, object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, icons)
        self.setAccessibleName(_("Ficha del seguimiento"))
        self.show_nothing(_("Elija un seguimiento de la lista para ver su ficha."))

    def _make_view(self) -> "RecordView":
        from ui.desktop.follow_ups.record_view import FollowUpView

        view = FollowUpView(self._theme, self._icons)
        view.wanted.connect(self.wanted)
        view.ticked.connect(self.ticked)
        return view
