"""What the board and the timeline of terms ask of an open base. Everything here runs on the reader lane."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ui.desktop.agreements.source import BaseAgreements
from ui.desktop.listing.model import PAGE

if TYPE_CHECKING:
    from crm.agreement_board import Column, Drop
    from crm.agreement_list import AgreementRow
    from crm.agreement_terms import TermBar, Terms

FIRST_CARDS = 16
"""Cards of each column that come with it: more than a column shows at once in most windows."""


class Board(NamedTuple):
    """The columns of a query, and the rows of their first cards."""

    columns: "tuple[Column, ...]"
    rows: "list[AgreementRow]"


class Timeline(NamedTuple):
    """The terms of a query, and the bars of the first page of them."""

    terms: "Terms"
    bars: "list[TermBar]"


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

    def terms(self, query: str) -> Timeline:
        """The terms of what a query finds. Raises QueryError."""
        ...

    def bars(self, ids: Sequence[int]) -> "list[TermBar]":
        """The bars of the terms of these agreements."""
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

    def terms(self, query: str) -> Timeline:
        """The terms of what a query finds. Raises QueryError."""
        from crm import agreement_terms

        with self._reading() as session:
            found = agreement_terms.terms(session, self._parsed(query))
            return Timeline(found, agreement_terms.bars(session, found.ids[:PAGE], today=self.today))

    def bars(self, ids: Sequence[int]) -> "list[TermBar]":
        """The bars of the terms of these agreements."""
        from crm import agreement_terms

        with self._reading() as session:
            return agreement_terms.bars(session, ids, today=self.today)
