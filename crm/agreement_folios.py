"""The folios of agreements: what the next one is, which are there twice, and which numbers of a year are missing.

Registers kept by hand have both faults, and they are told, never mended: a folio is what the paper says.
"""

import re
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.agreements import Agreement
from db.folding import fold

_FOLIO = "CONV-{year}-{number:03d}"


@dataclass(frozen=True, slots=True)
class Twice:
    """A folio that several agreements bear."""

    folio: str
    agreements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """The numbers of a year that no agreement bears, below the last one given."""

    year: int
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FolioNotes:
    """What is to be noticed of the folios of a base; ``without`` counts the agreements that have none."""

    twice: tuple[Twice, ...] = ()
    gaps: tuple[Gap, ...] = ()
    without: int = 0


def next_folio(session: Session, year: int) -> str:
    """The folio to propose for the next agreement of a year; those of the trash keep theirs."""
    last = select(func.max(Agreement.number)).where(Agreement.year == year, Agreement.of_others.is_(False))
    return _FOLIO.format(year=year, number=(session.execute(last).scalar() or 0) + 1)


def bearers(session: Session, folio: str, *, besides: int = 0) -> tuple[int, ...]:
    """The live agreements that bear a folio, accents, case, signs and leading zeros aside, ``besides`` left out."""
    wanted = _key(folio)
    if not wanted:
        return ()
    found = session.connection().exec_driver_sql(_FOLIOS)
    return tuple(row for row, text, *_rest in found if row != besides and _key(text) == wanted)


def notes(session: Session) -> FolioNotes:
    """What is to be noticed of the folios of the live agreements of ours; those of others have a series of theirs."""
    by_folio: dict[str, list[int]] = {}
    written: dict[str, str] = {}
    numbers: dict[int, set[int]] = {}
    without = 0
    for row, folio, year, number, of_others in session.connection().exec_driver_sql(_FOLIOS):
        if of_others:
            continue
        key = _key(folio)
        if key:
            by_folio.setdefault(key, []).append(row)
            written.setdefault(key, folio)
        without += not key
        if year is not None and number is not None:
            numbers.setdefault(year, set()).add(number)
    twice = tuple(Twice(written[key], tuple(rows)) for key, rows in by_folio.items() if len(rows) > 1)
    gaps = (Gap(year, _missing(found)) for year, found in sorted(numbers.items()))
    return FolioNotes(twice, tuple(gap for gap in gaps if gap.missing), without)


def _key(folio: str) -> str:
    """What tells a folio: "CONV-2024-011" is "conv 2024/11"."""
    return _LEADING_ZEROS.sub("", fold(folio))


def _missing(numbers: set[int]) -> tuple[int, ...]:
    """Of a number far from all others at most a hundred: it is more likely a slip than a hundred lost agreements."""
    missing = (number for number in range(1, max(numbers)) if number not in numbers)
    return tuple(islice(missing, _MOST_MISSING))


_MOST_MISSING = 100
_LEADING_ZEROS = re.compile(r"\b0+(?=\d)")
_FOLIOS = """
    SELECT a.id, a.folio, a.year, a.number, a.of_others FROM agreement AS a CROSS JOIN record AS r ON r.id = a.id
    WHERE r.trashed_by IS NULL AND r.merged_into IS NULL ORDER BY a.year, a.number, a.id"""
