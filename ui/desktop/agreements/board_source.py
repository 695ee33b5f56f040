"""What the board and the timeline of terms ask of an open base. Everything here runs on the reader lane."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from crm.heap import without_collector
from ui.desktop.agreements.source import BaseAgreements

if TYPE_CHECKING:
    from crm.agreement_board import Column, Drop
    from crm.agreement_list import AgreementRow
    from crm.agreement_terms import Terms

FIRST_CARDS = 16
"""Cards of each column that come with it: more than a column shows at once in most windows."""


class Board(NamedTuple):
    """The columns of a query, and the rows of their first cards."""

    columns: "tuple[Column, ...]"
    rows: "list[AgreementRow]"


class BoardSource(Protocol):
    """Where the views beside the list read from; ``today`` may be asked on any thread."""

    @property
    def today(self) -> datetime.date:
        """The day it is for this base."""
        ...

    def board(self, query: str) -> Board:
        """The board of what a query finds. Raises QueryError."""
        ...

    def cards(self, ids: Sequence[int]) -> "list[AgreementRow]":
        """The rows of these agreements."""
        ...

    def drops(self, agreement: int) -> "tuple[Drop, ...]":
        """What would come of each column for an agreement. Raises NotFound."""
        ...

    def terms(self, query: str) -> "Terms":
        """The terms of what a query finds. Raises QueryError."""
        ...


class BaseBoard(BaseAgreements):
    """The ``BoardSource`` of a base."""

    @property
    def today(self) -> datetime.date:
        """The day it is for this base."""
        return self._base.clock.today

    def board(self, query: str) -> Board:
        """The board of what a query finds. Raises QueryError."""
        from crm import agreement_board, agreement_list

        with self._reading() as session:
            columns = agreement_board.board(session, self._parsed(query))
            first = [one for column in columns for one in column.ids[:FIRST_CARDS]]
            return Board(columns, agreement_list.rows(session, first, today=self.today))

    def cards(self, ids: Sequence[int]) -> "list[AgreementRow]":
        """The rows of these agreements."""
        return self.rows(ids, None)

    def drops(self, agreement: int) -> "tuple[Drop, ...]":
        """What would come of each column for an agreement. Raises NotFound."""
        from crm import agreement_board

        with self._reading() as session:
            return agreement_board.drops(session, agreement, self.today)

    def terms(self, query: str) -> "Terms":
        """The terms of what a query finds. Raises QueryError."""
        from crm import agreement_terms

        # The thousands of values that it makes all stay: looking among them for garbage takes longer than making them.
        with self._reading() as session, without_collector():
            return agreement_terms.terms(session, self._parsed(query))
