"""The place beside the list of activities: the record of one."""

from typing import Any

from PySide6.QtCore import Signal

from crm.texts import _
from ui.desktop.activities.record_head import ActivityHead
from ui.desktop.activities.record_sheet import ActivitySheet
from ui.desktop.contacts.record_view import HISTORY, SHEET, RecordView
from ui.desktop.documents.pane import DocumentedPane
from ui.desktop.documents.view import DocumentedView
from ui.desktop.icons import Icons
from ui.desktop.theme import Theme


class ActivityView(DocumentedView):
    """An activity's record. ``record_wanted`` carries a Reference, ``state_wanted`` a state, ``print_wanted`` the page
    to be printed.
    """

    record_wanted = Signal(object)
    state_wanted = Signal(str)
    print_wanted = Signal(object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, icons)
        self.head.state_wanted.connect(self.state_wanted)
        self.head.print_wanted.connect(self.print_wanted)

    def _make_head(self) -> ActivityHead:
        return ActivityHead(self._theme, self._icons)

    def _parts(self, record: Any) -> list[tuple[str, str]]:
        return [(SHEET, _("Ficha")), self._documents_part(record), (HISTORY, _("Historial"))]

    def _make_sheet(self, record: Any, _tab: str) -> ActivitySheet:
        sheet = ActivitySheet(record, self._theme, self._icons, self._editing)
        sheet.record_wanted.connect(self.record_wanted)
        return sheet


class ActivityPane(DocumentedPane):
    """The record beside the list."""

    record_wanted = Signal(object)
    state_wanted = Signal(str)
    print_wanted = Signal(object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, icons)
        self.setAccessibleName(_("Ficha de la actividad"))
        self.show_nothing("")

    def _make_view(self) -> RecordView:
        view = ActivityView(self._theme, self._icons)
        view.record_wanted.connect(self.record_wanted)
        view.state_wanted.connect(self.state_wanted)
        view.print_wanted.connect(self.print_wanted)
        return view
