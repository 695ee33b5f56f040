"""What is done with smart lists: read and counted beside the work, saved, called otherwise, removed, asked again."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from crm.texts import _
from ui.desktop.contacts.matches import fold
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.palette.commands import Command
from ui.desktop.smart_lists.source import NOT_COUNTED, Saved, SmartListSource
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.base import Session
    from ui.desktop.smart_lists.name_popup import NamePopup


class SmartListWork(QObject):
    """The smart lists of one place. ``changed`` carries them, as tuples of Saved, when they are read and when they
    have been counted; ``offered`` whether the query in force can be saved as one; ``query_wanted`` the query of a list
    chosen in the palette; ``left`` asks for the focus to go back to where one works; ``failed`` carries a sentence.

    ``lane`` is the one on which they are counted, after whatever a search needs there (``go_on``).
    """

    changed = Signal(object)
    offered = Signal(bool)
    query_wanted = Signal(str)
    left = Signal()
    failed = Signal(str)

    def __init__(self, page: QWidget, lane: Lane) -> None:
        super().__init__(page)
        self._page = page
        self._lane = lane
        self._source: SmartListSource | None = None
        self._writing: Writing | None = None
        self._reading: Ticket | None = None
        self._outdated = False
        self._query = ""
        self._commands: list[Command] = []
        self._take: Callable[[str], None] = self._refuse_nothing
        self.lists: tuple[Saved, ...] = ()
        self.popup: NamePopup | None = None

    def set_source(self, source: SmartListSource | None) -> None:
        """Read here from now on; None: there are no lists."""
        self.hold()
        self._source = source
        self._outdated = source is not None
        if source is None:
            self._show(())

    def set_writing(self, writing: Writing | None) -> None:
        """Change lists through this; None: they are only read."""
        self._writing = writing
        if writing is not None:
            writing.done.connect(self.outdate)
        self._tell_offered()

    @Slot()
    def outdate(self) -> None:
        """The base has changed: what they find, and perhaps they themselves."""
        self._outdated = True

    def hold(self) -> None:
        """A search comes first: stop reading, until ``go_on``."""
        if self._reading is not None:
            self._lane.cancel(self._reading)
            self._reading, self._outdated = None, True

    @Slot()
    def go_on(self) -> None:
        """The lane is free: read and count what is not known to be so still."""
        if self._source is None or not self._outdated:
            return
        source, self._outdated = self._source, False
        known = {one.query: one.total for one in self.lists}

        def read(ticket: Ticket) -> tuple[Saved, ...]:
            lists = source.saved()
            # The old totals, until the new ones are there: figures that come and go cannot be read.
            ticket.tell(tuple(one._replace(total=known.get(one.query, NOT_COUNTED)) for one in lists))
            return source.counted(lists, ticket.check)

        self._reading = self._lane.submit(read, self._read, part=self._show, failed=self._cannot)

    def _read(self, lists: tuple[Saved, ...]) -> None:
        self._reading = None
        self._show(lists)

    def _show(self, lists: tuple[Saved, ...]) -> None:
        self.lists = lists
        self._commands = [self._command(one) for one in lists if one.understood]
        self.changed.emit(lists)
        self._tell_offered()

    def _cannot(self, error: Exception) -> None:
        self._reading = None
        self.failed.emit(str(error))

    def commands(self) -> list[Command]:
        """What the palette offers: to go to each of them."""
        return self._commands

    def _command(self, one: Saved) -> Command:
        # No parent: the palette may still show it when the lists have become others.
        action = QAction(one.name)
        action.setData(one.query)
        action.triggered.connect(self._go)
        return Command(one.name, "list-filter", action)

    @Slot()
    def _go(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.query_wanted.emit(action.data())

    def show_query(self, query: str) -> None:
        """The query in force, one that is understood; empty: there is nothing to save."""
        self._query = query
        self._tell_offered()

    @property
    def can_save(self) -> bool:
        """Whether the query in force is one that no list has."""
        known = {_plain(one.query) for one in self.lists}
        return self._writing is not None and bool(self._query) and _plain(self._query) not in known

    def _tell_offered(self) -> None:
        self.offered.emit(self.can_save)

    def ask_to_save(self, below: QWidget) -> None:
        """Ask what the query in force is to be called."""
        if not self.can_save:
            return
        query = self._query
        self._take = lambda name: self._save(name, query)
        corner = below.mapTo(self._page.window(), QPoint(0, 0))
        self._popup().ask(
            _("Guardar la búsqueda como lista"), "", QRect(corner, below.size()), self._hint_for_saving
        )

    def ask_to_rename(self, one: Saved, below: QRect) -> None:
        """Ask what a list is to be called, under its line (a place of the window)."""
        if self._writing is None:
            return
        self._take = lambda name: self._rename(one, name)
        self._popup().ask(_("Cambiar el nombre de la lista"), one.name, below)

    def remove(self, one: Saved) -> None:
        """Forget a list; the undo bar takes it back."""
        if self._writing is None:
            return
        from crm.smart_lists import REMOVE_TITLE, remove

        def job(session: "Session") -> None:
            remove(session, one.id)

        self._writing.run(REMOVE_TITLE, job, icon="trash-2")

    def replace_query(self, one: Saved) -> None:
        """Let a list ask what is asked now."""
        if self.can_save:
            from crm.smart_lists import REPLACE_TITLE

            self._write(REPLACE_TITLE, one.name, self._query)

    def _save(self, name: str, query: str) -> None:
        from crm.smart_lists import REPLACE_TITLE, SAVE_TITLE

        self._write(REPLACE_TITLE if self._named(name) else SAVE_TITLE, name, query, asked=True)

    def _write(self, title: str, name: str, query: str, *, asked: bool = False) -> None:
        if self._writing is None:
            return
        from crm.smart_lists import save

        today = self._writing.today

        def job(session: "Session") -> int:
            return save(session, name, query, today)

        self._writing.run(
            title,
            job,
            then=self._named_well if asked else None,
            failed=self._named_badly if asked else None,
            icon="bookmark-plus",
        )

    def _rename(self, one: Saved, name: str) -> None:
        if self._writing is None:
            return
        from crm.smart_lists import RENAME_TITLE, rename

        def job(session: "Session") -> None:
            rename(session, one.id, name)

        self._writing.run(
            RENAME_TITLE, job, then=self._named_well, failed=self._named_badly, icon="bookmark-plus"
        )

    def _popup(self) -> "NamePopup":
        if self.popup is None:
            from ui.desktop.smart_lists.name_popup import NamePopup

            self.popup = NamePopup(self._page.window(), _("Nombre de la lista"))
            self.popup.named.connect(self._took)
            self.popup.left.connect(self.left)
        return self.popup

    @Slot(str)
    def _took(self, name: str) -> None:
        self._take(name)

    def _named_well(self, _result: object) -> None:
        self._popup().leave()

    def _named_badly(self, error: Exception) -> None:
        popup = self._popup()
        if popup.isVisible():
            popup.refuse(error)
        else:
            self.failed.emit(str(error))

    def _hint_for_saving(self, name: str) -> str:
        known = self._named(name)
        if known is None:
            return ""
        return _("Ya hay una lista «{name}»; Intro le pone esta consulta.").format(name=known.name)

    def _named(self, name: str) -> Saved | None:
        wanted = fold(name)
        return next((one for one in self.lists if fold(one.name) == wanted), None)

    def _refuse_nothing(self, _name: str) -> None:
        """Nobody has asked for a name yet."""


def _plain(text: str) -> str:
    """A query, to be compared: without the spaces and capitals that make no difference."""
    return " ".join(text.split()).casefold()
