"""The record of a subject beside its list: a head with the next steps, a sheet, documents, history."""

from typing import Any, ClassVar

from PySide6.QtCore import Signal

from crm.texts import _
from ui.desktop.contacts.record_view import HISTORY, SHEET, RecordView
from ui.desktop.documents.pane import DocumentedPane
from ui.desktop.documents.view import DocumentedView
from ui.desktop.icons import Icons
from ui.desktop.matters.head import MatterHead
from ui.desktop.matters.sheet import MatterSheet
from ui.desktop.theme import Theme


class MatterView(DocumentedView):
    """``wanted`` carries the code of a step, ``record_wanted`` a Reference, ``print_wanted`` the page to be printed. A
    subclass says what its head and its sheet are.
    """

    wanted = Signal(str)
    record_wanted = Signal(object)
    print_wanted = Signal(object)

    head_kind: ClassVar[type[MatterHead]]
    sheet_kind: ClassVar[type[MatterSheet]]

    def _make_head(self) -> MatterHead:
        head = self.head_kind(self._icons)
        head.wanted.connect(self.wanted)
        head.print_wanted.connect(self.print_wanted)
        return head

    def _parts(self, record: Any) -> list[tuple[str, str]]:
        return [(SHEET, _("Ficha")), self._documents_part(record), (HISTORY, _("Historial"))]

    def _make_sheet(self, record: Any, _tab: str) -> MatterSheet:
        sheet = self.sheet_kind(record, self._theme, self._icons, self._editing)
        sheet.record_wanted.connect(self.record_wanted)
        return sheet


class MatterRecordPane(DocumentedPane):
    """Its signals are those of the view; ``name`` is what a screen reader calls the place."""

    wanted = Signal(str)
    record_wanted = Signal(object)
    print_wanted = Signal(object)

    def __init__(self, theme: Theme, icons: Icons, view: type[MatterView], name: str) -> None:
        self._view_kind = view
        super().__init__(theme, icons)
        self.setAccessibleName(name)
        self.show_nothing("")

    def _make_view(self) -> RecordView:
        view = self._view_kind(self._theme, self._icons)
        view.wanted.connect(self.wanted)
        view.record_wanted.connect(self.record_wanted)
        view.print_wanted.connect(self.print_wanted)
        return view
