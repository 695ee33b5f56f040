"""What a file can be imported as, by its content: contacts, activities, agreements, the entries of a calendar."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from crm.files.opening import open_table
from crm.files.sniff import FileKind, sniff
from crm.importing import activity_columns, agreement_columns, columns

CONTACTS = "contactos"
ACTIVITIES = "actividades"
AGREEMENTS = "convenios"
CALENDAR = "calendario"

HEADING_SCORES: Mapping[str, Callable[[Sequence[str]], int]] = {
    CONTACTS: columns.heading_score,
    ACTIVITIES: activity_columns.heading_score,
    AGREEMENTS: agreement_columns.heading_score,
}
"""How many cells of a row are headings of each kind that comes in tables."""


def kinds_of(path: Path) -> tuple[str, ...]:
    """What a file can be imported as, the likeliest first. Raises FileProblem when it cannot be read."""
    kind = sniff(path)
    if kind is FileKind.VCARD:
        return (CONTACTS,)
    if kind is FileKind.CALENDAR:
        return (CALENDAR,)
    with open_table(path, _best_score) as table:
        headings = list(table.headings)
    return tuple(sorted(HEADING_SCORES, key=lambda one: -HEADING_SCORES[one](headings)))


def _best_score(cells: Sequence[str]) -> int:
    return max(score(cells) for score in HEADING_SCORES.values())
