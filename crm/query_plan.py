"""A query compiled: what the text index is asked, and the conditions on what it finds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from crm.query_match import word
from db.search_rows import ANY

Condition = tuple[str, tuple[Any, ...]]
"""An SQL condition on ``d`` and its parameters."""


@dataclass(slots=True)
class Plan:
    """``wanted`` and ``refused`` parts of the match, and conditions, on the documents ``d`` of a search index.

    ``near`` are the wanted parts with the words shortened to what the index answers at once, and ``checks`` what
    must then be looked for in the text. ``documents`` and ``text`` are the index's tables.
    """

    documents: str = "search_document"
    text: str = "search_index"
    wanted: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    near: list[str] = field(default_factory=list)
    checks: list[Condition] = field(default_factory=list)

    @property
    def match(self) -> str:
        """The expression for the text index; empty when it is not needed."""
        return _expression(self.wanted, self.refused)

    @property
    def near_match(self) -> str:
        """The expression that finds too much, but the first of it at once; empty when it would be the same."""
        return _expression(self.near, self.refused) if self.checks else ""

    def want(self, match: str) -> None:
        """Let only what meets an expression of the text index be found."""
        self.wanted.append(match)
        self.near.append(match)

    def choose(self, match: str, *, negated: bool) -> None:
        """Let what meets an expression be found, or all else."""
        if negated:
            self.refused.append(match)
        else:
            self.want(match)

    def require(self, conditions: Sequence[Condition], *, negated: bool) -> None:
        """Let what meets any of some conditions be found, or what meets none."""
        sql = " OR ".join(f"({condition[0]})" for condition in conditions)
        parameters = tuple(value for condition in conditions for value in condition[1])
        self.conditions.append((f"NOT ({sql})" if negated else f"({sql})", parameters))


def _expression(wanted: Sequence[str], refused: Sequence[str]) -> str:
    if not (wanted or refused):
        return ""
    all_of = " AND ".join(f"({part})" for part in wanted) or word(ANY)
    if not refused:
        return all_of
    return f"({all_of}) NOT ({' OR '.join(f'({part})' for part in refused)})"
