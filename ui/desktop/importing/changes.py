"""What the user changed in a file that is not imported yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crm.importing.decisions import Decision

Mends = Mapping[int, Mapping[int, str]]
"""By row of the file and column (from 0), the text put into a cell."""


@dataclass(slots=True)
class Changes:
    """``mends`` are texts put into cells, ``decisions`` what is wanted of possible duplicates, by row of the file."""

    mends: dict[int, dict[int, str]] = field(default_factory=dict)
    decisions: dict[int, Decision] = field(default_factory=dict)

    def copy(self) -> "Changes":
        """The same, apart from what is changed from now on."""
        return Changes({row: dict(texts) for row, texts in self.mends.items()}, dict(self.decisions))
