"""Seguimientos: the list by date, person or subject, beside the record of the one that is chosen."""

from typing import Any

from PySide6.QtCore import Signal, Slot

from crm.contact_values import Kept
from crm.follow_up_values import Task
from crm.texts import _
from ui.desktop.follow_ups import moves
from ui.desktop.follow_ups.assigning import AssignForm
from ui.desktop.follow_ups.list_pane import ASSIGN, FollowUpsPane
from ui.desktop.follow_ups.next_step import NextStep
from ui.desktop.follow_ups.record_pane import FollowUpPane
from ui.desktop.follow_ups.shown import ShownFollowUp
from ui.desktop.follow_ups.table import DONE, NEXT, POSTPONE
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane
from ui.desktop.listing.place import ListedPlace
from ui.desktop.theme import Theme
from ui.desktop.trash.trashing import Trashing

OPEN_QUERY = "estado:abierto"
"""What is listed at first: what is still to be done."""


class FollowUpsPage(ListedPlace):
    """``record_wanted`` carries a Reference to open; ``new_wanted`` asks for the form of a new follow-up."""

    record_wanted = Signal(object)
    new_wanted = Signal()

    def __init__(self, lane: Lane, theme: Theme, icons: Icons) -> None:
        super().__init__(lane, FollowUpsPane(theme, icons), FollowUpPane(theme, icons))
        self._query = OPEN_QUERY
        self._next: NextStep | None = None
        self._assigning: AssignForm | None = None
        self.list.wanted.connect(self._do)
        Trashing(self, "follow_up").join_list(icons)
        self.list.view_changed.connect(self._view_changed)
        self.list.new_wanted.connect(self.new_wanted)
        self.record.wanted.connect(self._do_shown)
        self.record.ticked.connect(self._tick)
        self.record.contact_wanted.connect(self.record_wanted)

    def set_next_step(self, next_step: NextStep | None) -> None:
        """Ask for the next one with this."""
        self._next = next_step

    def nothing_found(self) -> str:
        """What to say of a list that is empty."""
        if self._query == OPEN_QUERY:
            return _("No hay nada pendiente. Anote aquí lo que alguien debe hacer y para cuándo.")
        if self._query:
            return _(
                "Ningún seguimiento coincide con la búsqueda. Escriba menos palabras, o bórrela con Esc."
            )
        return _("Todavía no hay seguimientos: lo que alguien debe hacer y para cuándo se anota aquí.")

    def choose_one(self) -> str:
        """What to say where nothing is chosen."""
        return _("Elija un seguimiento de la lista para ver su ficha.")

    def mentioned(self, record: ShownFollowUp) -> frozenset[int]:
        """The follow-up, what it is about, and the activity in whose minutes it stands."""
        minutes = record.follow_up.minutes
        related = {link.reference.id for link in record.follow_up.links} | (
            {minutes.id} if minutes else set()
        )
        return frozenset(related | {record.id})

    @Slot()
    def _view_changed(self) -> None:
        self.list.model.forget_rows()
        self.search(self._query)

    @Slot(str)
    def _do(self, wanted: str) -> None:
        """Something is wanted of the chosen ones."""
        chosen = tuple(self.list.selected)
        if self._writing is None or not chosen:
            return
        if wanted == DONE:
            self.keep_place(chosen[0])
            moves.finish(self._writing, chosen)
        elif wanted == ASSIGN:
            self._ask_responsible()
        elif self._next is not None:
            table = self.list.table
            row = table.visualRect(table.currentIndex())
            if wanted == NEXT:
                self._next.ask(self.list.current, table, row)
            elif wanted == POSTPONE:
                self._next.ask_day(chosen, table, row)

    @Slot(str)
    def _do_shown(self, wanted: str) -> None:
        """Something is wanted of the one whose record is shown."""
        shown = self.record.record
        if self._writing is None or shown is None:
            return
        if wanted == DONE:
            moves.finish(self._writing, (shown.id,))
        elif self._next is not None:
            head = self.record.view.head
            if wanted == POSTPONE:
                self._next.ask_day((shown.id,), head)
            else:
                self._next.ask(shown.id, head)

    def _ask_responsible(self) -> None:
        if self._assigning is None:
            self._assigning = AssignForm(self.window())
            self._assigning.chosen.connect(self._assign)
            self._assigning.left.connect(self.into_list)
        self._assigning.ask(self.list.head)

    @Slot(str)
    def _assign(self, name: str) -> None:
        if self._writing is not None:
            moves.assign(self._writing, tuple(self.list.selected), name)

    @Slot(object, object)
    def _tick(self, kept: Kept, task: Task) -> None:
        from crm import follow_ups

        shown, writing = self.record.record, self._writing
        if shown is None or writing is None:
            return

        def job(session: Any) -> None:
            follow_ups.save(session, shown.id, "checklist", kept, task)

        writing.run(follow_ups.title("checklist"), job)
