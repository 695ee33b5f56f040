"""The place beside the list of activities: the record of one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from crm.texts import _
from ui.desktop.activities.document_strip import DocumentStrip
from ui.desktop.activities.record_head import ActivityHead
from ui.desktop.activities.record_sheet import ActivitySheet
from ui.desktop.contacts.record_pane import RecordPane
from ui.desktop.contacts.record_view import HISTORY, SHEET, RecordView
from ui.desktop.file_drops import file_in
from ui.desktop.icons import Icons
from ui.desktop.long_jobs import Rows
from ui.desktop.theme import Theme


class ActivityView(RecordView):
    """An activity's record. ``record_wanted`` carries a Reference, ``state_wanted`` a state; ``open_wanted`` the id of
    a document's version, ``remove_wanted`` that of a document, ``add_wanted`` asks for a file."""

    record_wanted = Signal(object)
    state_wanted = Signal(str)
    open_wanted = Signal(object)
    add_wanted = Signal()
    remove_wanted = Signal(object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, icons)
        self.head.state_wanted.connect(self.state_wanted)

    def _make_head(self) -> ActivityHead:
        return ActivityHead(self._theme, self._icons)

    def _parts(self, _record: Any) -> list[tuple[str, str]]:
        return [(SHEET, _("Ficha")), (HISTORY, _("Historial"))]

    def _make_sheet(self, record: Any, _tab: str) -> ActivitySheet:
        sheet = ActivitySheet(record, self._theme, self._icons, self._editing)
        sheet.record_wanted.connect(self.record_wanted)
        sheet.open_wanted.connect(self.open_wanted)
        sheet.add_wanted.connect(self.add_wanted)
        sheet.remove_wanted.connect(self.remove_wanted)
        return sheet


class ActivityPane(RecordPane):
    """The record beside the list; ``file_dropped`` carries the path of a file that was let fall on it."""

    record_wanted = Signal(object)
    state_wanted = Signal(str)
    open_wanted = Signal(object)
    add_wanted = Signal()
    remove_wanted = Signal(object)
    file_dropped = Signal(object)
    keeping_stopped = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        self.strip = DocumentStrip()
        self.strip.hide()
        super().__init__(theme, icons)
        self.setAccessibleName(_("Ficha de la actividad"))
        self.setAcceptDrops(True)
        self.strip.stopped.connect(self.keeping_stopped)
        self.strip.setParent(self)
        self.page_left.connect(self.strip.forget_question)
        self.show_nothing("")

    def _make_view(self) -> RecordView:
        view = ActivityView(self._theme, self._icons)
        view.record_wanted.connect(self.record_wanted)
        view.state_wanted.connect(self.state_wanted)
        view.open_wanted.connect(self.open_wanted)
        view.add_wanted.connect(self.add_wanted)
        view.remove_wanted.connect(self.remove_wanted)
        return view

    @Slot(str)
    def show_keeping(self, name: str) -> None:
        """A file is being kept."""
        self._to_the_foot()
        self.strip.show_keeping(name)

    @Slot(object)
    def show_kept(self, rows: Rows) -> None:
        """So many bytes of it are."""
        self.strip.show_kept(rows)

    @Slot()
    def hide_keeping(self) -> None:
        """It is over."""
        self.strip.hide()

    def ask_before_opening(self, path: Path, open_it: Callable[[Path], None]) -> None:
        """Ask, at the foot of the record, whether to open what may run a program."""
        self._to_the_foot()
        self.strip.ask(path, open_it)

    def _to_the_foot(self) -> None:
        # Records and forms are put into the column as they are made.
        self._column.removeWidget(self.strip)
        self._column.addWidget(self.strip)

    def show_nothing(self, sentence: str) -> None:
        """No activity: say why."""
        super().show_nothing(sentence)
        self.strip.forget_question()

    def _takes(self, data: QMimeData) -> bool:
        shown = self.record is not None and self.page is None
        return shown and self._editing is not None and not self.record.trashed and file_in(data) is not None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a file for the activity that is shown."""
        if self._takes(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        path = file_in(event.mimeData()) if self._takes(event.mimeData()) else None
        if path is None:
            super().dropEvent(event)
            return
        event.acceptProposedAction()
        self.file_dropped.emit(path)
