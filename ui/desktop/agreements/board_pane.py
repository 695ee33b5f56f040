"""The board of agreements: a column a stage, and a card moved from one to another is a step."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from crm.agreement_stages import ENDED_EARLY, IN_FORCE, NOT_SIGNED
from crm.texts import _
from ui.desktop.agreements.board_frame import ViewFrame
from ui.desktop.agreements.board_source import Board, BoardSource
from ui.desktop.agreements.board_table import BoardTable
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.agreement_board import Drop
    from crm.agreement_list import AgreementRow

FORM_STAGES = frozenset((IN_FORCE, NOT_SIGNED, ENDED_EARLY))
"""Stages that have something to be said of always: the day of the signature, why it ends so."""


class BoardPane(ViewFrame):
    """``form_wanted`` carries an agreement and the stage whose form is to be opened, ``step_wanted`` an agreement and
    the stage that it is taken to at once.
    """

    form_wanted = Signal(object, str)
    step_wanted = Signal(object, str)

    def __init__(self, lane: Lane, theme: Theme) -> None:
        self.table = BoardTable(theme)
        super().__init__(lane, self.table, _("Tablero de convenios"))
        self._rows: Ticket | None = None
        self._drops: Ticket | None = None
        self.table.cards_missing.connect(self._fetch)
        self.table.held_up.connect(self._ask_drops)
        self.table.dropped.connect(self._drop)
        self.table.stepped.connect(self._step)

    def _read(self, source: BoardSource, query: str) -> Board:
        return source.board(query)

    def _show_read(self, found: Board) -> None:
        self.table.show_board(found)

    def _total(self) -> int:
        return self.table.board.rowCount()

    def _forget(self) -> None:
        self._lane.cancel(self._rows)
        self._lane.cancel(self._drops)
        self._rows = self._drops = None
        self.table.let_go()
        self.table.board.forget()
        self.table.choose(0)

    @Slot(object)
    def _fetch(self, ids: Sequence[int]) -> None:
        """The cards in sight; those asked for before have gone out of it, or are still among these."""
        source = self._source
        if source is None:
            return
        self._lane.cancel(self._rows)
        self._rows = self._lane.submit(
            lambda _ticket: source.cards(ids), self._rows_came, failed=self._cannot
        )

    def _rows_came(self, rows: "list[AgreementRow]") -> None:
        self._rows = None
        self.table.board.take_rows(rows)

    def _with_drops(self, agreement: int, then: "Callable[[tuple[Drop, ...]], None]") -> None:
        """Ask what would come of each column, and call ``then`` with that."""
        source = self._source
        if source is None:
            return
        self.say("")
        self._lane.cancel(self._drops)
        self._drops = self._lane.submit(
            lambda _ticket: source.drops(agreement),
            then,
            failed=self._cannot,
        )

    @Slot(object)
    def _ask_drops(self, agreement: int) -> None:
        def take(drops: "tuple[Drop, ...]") -> None:
            self.table.take_drops(agreement, drops)

        self._with_drops(agreement, take)

    @Slot(object, str)
    def _drop(self, agreement: int, stage: str) -> None:
        """A card fell on a column: what may come of it is read anew, for the base may be another since."""

        def take(drops: "tuple[Drop, ...]") -> None:
            self._take(agreement, next(drop for drop in drops if drop.stage == stage))

        self._with_drops(agreement, take)

    @Slot(object, int)
    def _step(self, agreement: int, by: int) -> None:
        """To the nearest stage on that side that makes sense; where none does, why the one beside does not."""

        def take(drops: "tuple[Drop, ...]") -> None:
            place = self.table.board.row_of(agreement)
            if place < 0:
                return
            here = self.table.board.columns[self.table.board.place_at(place).column].stage
            stages = [drop.stage for drop in drops]
            now = stages.index(here)
            beside = drops[now + 1 :] if by > 0 else drops[:now][::-1]
            wanted = next((drop for drop in beside if not drop.refusal), beside[0] if beside else None)
            if wanted is not None:
                self._take(agreement, wanted)

        self._with_drops(agreement, take)

    def _take(self, agreement: int, drop: "Drop") -> None:
        self._drops = None
        if drop.refusal:
            self.say(drop.refusal)
        elif drop.lacking or drop.stage in FORM_STAGES:
            self.form_wanted.emit(agreement, drop.stage)
        else:
            self.table.board.put(agreement, drop.stage)
            self.table.back_to(agreement, None)
            self.step_wanted.emit(agreement, drop.stage)
