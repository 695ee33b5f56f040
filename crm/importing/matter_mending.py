"""Mending rejected rows of a sheet of activities or agreements: which cells can be changed, and what can be offered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from crm.importing.cells import Problem
from crm.importing.mending import Fix
from crm.importing.reading import Reading, WrittenRow
from crm.matter_columns import ACTIVITY_COLUMNS
from crm.texts import _


class MatterMender:
    """Mends the rejected rows of one reading. Whether a row is right then is only known once the base is asked again
    (``activities.matched``).

    ``names`` are our headings by key; a record cannot do without the ``needed`` ones.
    """

    def __init__(
        self,
        reading: Reading,
        names: Mapping[str, str] = ACTIVITY_COLUMNS,
        needed: Sequence[str] = ("titulo", "tipo"),
    ) -> None:
        self._columns = reading.columns
        self._names = names
        self._needed = needed

    def can_mend(self, row: WrittenRow) -> bool:
        """Whether the row's cells stand under its headings, so that they can be changed one by one."""
        return self._columns is not None and len(row.cells) == len(self._columns.targets)

    def column_of(self, problem: Problem) -> int:
        """The place of the column that a problem is about, or -1."""
        if self._columns is None or problem.column not in self._columns.headings:
            return -1
        return self._columns.headings.index(problem.column)

    def mend(self, row: WrittenRow, column: int, text: str) -> WrittenRow:
        """The row with ``text`` in a cell, which waits to be read again."""
        cells = [text if place == column else cell for place, cell in enumerate(row.cells)]
        heading = self._columns.headings[column] if self._columns is not None else ""
        return replace(row, cells=cells, problems=(Problem(heading, text, _("Se está revisando de nuevo.")),))

    def fixes(self, row: WrittenRow) -> list[Fix]:
        """Doing without what is wrong, where the record can."""
        return list(dict.fromkeys(self._fixes(row))) if self.can_mend(row) else []

    def _fixes(self, row: WrittenRow) -> Iterator[Fix]:
        for problem in row.problems:
            column = self.column_of(problem)
            target = self._columns.targets[column] if self._columns is not None and column >= 0 else None
            if target is None or target.field in self._needed or not row.cells[column].strip():
                continue
            own = self._names.get(target.field)
            heading = problem.column if own is None else _(own)
            words = _("Importar sin {field}").format(field=heading[0].lower() + heading[1:])
            yield Fix(words, column, "")
