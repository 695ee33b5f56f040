"""Putting records in the trash, and taking one back: from a list, one or several, and from the record that is shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from ui.desktop import actions
from ui.desktop.icons import Icons
from ui.desktop.listing.place import ListedPlace
from ui.desktop.listing.several import TRASH

if TYPE_CHECKING:
    from crm.base import Session


class Trashing(QObject):
    """Of one place, whose records are of a ``kind``; the undo bar takes back what was done here."""

    def __init__(self, place: ListedPlace, kind: str) -> None:
        super().__init__(place)
        self._place = place
        self._kind = kind
        place.record.trash_wanted.connect(self.trash_shown)
        place.record.restore_wanted.connect(self.restore_shown)

    def join_list(self, icons: Icons) -> None:
        """The key, the menu of a row and the strip for several, for a list that has no actions of its own."""
        table = self._place.list.table
        self._place.list.strip.wanted.connect(self._do)
        action = actions.make(actions.trash(), icons, table)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(self.trash_chosen)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    @Slot(str)
    def _do(self, code: str) -> None:
        if code == TRASH:
            self.trash_chosen()

    @Slot()
    def trash_chosen(self) -> None:
        """Put the chosen records there; the one after them becomes the current one."""
        self._trash(self._place.list.selected)

    @Slot()
    def trash_shown(self) -> None:
        """Put the record that is shown there, and go back to the list."""
        shown = self._place.record.record
        if shown is not None and self._place.writing is not None:
            self._place.back()
            self._trash((shown.id,))

    def _trash(self, ids: Sequence[int]) -> None:
        writing = self._place.writing
        if not ids or writing is None:
            return
        from crm.trash import trash, trash_title

        def job(session: "Session") -> None:
            trash(session, ids)

        self._place.keep_place(ids[0])
        writing.run(trash_title(self._kind), job, icon="trash-2", n=len(ids))

    @Slot()
    def restore_shown(self) -> None:
        """Take the record that is shown out of it."""
        shown, writing = self._place.record.record, self._place.writing
        if shown is None or writing is None:
            return
        from crm.trash import restore, restore_title

        number = shown.id

        def job(session: "Session") -> None:
            restore(session, (number,))

        writing.run(restore_title((self._kind,)), job, icon="undo-2", n=1)
