"""The place beside a list whose records have documents."""

from typing import TYPE_CHECKING, Any

from ui.desktop.contacts.record_pane import RecordPane
from ui.desktop.icons import Icons
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from ui.desktop.documents.desk import DocumentsDesk


class DocumentedPane(RecordPane):
    """A subclass shows its records in a DocumentedView."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, icons)
        self._documents_desk: DocumentsDesk | None = None

    def set_documents_desk(self, desk: "DocumentsDesk | None") -> None:
        """Keep, open and take away documents through this from now on; None: they are only listed."""
        before, self._documents_desk = self._documents_desk, desk
        view: Any = self._view
        if view is not None:
            view.set_documents_desk(desk)
        if before is not None and before is not desk:
            before.leave()

    def show_record(self, record: Any, *, behind: bool = False) -> None:
        """Show a record, and its documents when they are asked for."""
        view: Any = self.view
        view.set_documents_desk(self._documents_desk)
        super().show_record(record, behind=behind)
