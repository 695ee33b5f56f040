"""Importing contacts: what would happen (``plan``), and making it happen in one operation (``apply``).

Reading, validating and matching come before the base is locked; what they relied on is checked again inside: when
anything changed since, the cards are matched anew.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.base import Base
from crm.card_editor import CardEditor
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.directory import Directory, name_key
from crm.heap import without_collector
from crm.importing.apart import read_well
from crm.importing.cells import RowOptions
from crm.importing.columns import ColumnMap
from crm.importing.decisions import Decisions
from crm.importing.matching import Decided, Matches, Outcome, match_cards
from crm.importing.reading import Reading
from crm.importing.rejects import first_problem, reason
from crm.progress import Progress, silent
from crm.texts import mark_plural
from db import journal
from db.operations import Operation

IMPORT_TITLE = mark_plural("Importar {n:,} contacto", "Importar {n:,} contactos")
_STEP = 500


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """``column_map`` overrides what headings say (see ``columns.read_map``), ``sheet`` names one of a workbook."""

    column_map: ColumnMap = field(default_factory=dict)
    sheet: str | None = None
    rows: RowOptions = field(default_factory=RowOptions)


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What becomes of a row that is a contact; ``record`` is the contact it adds to or repeats, if in the base."""

    number: int
    outcome: Outcome
    card: Card
    record: int | None


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """A contact made although another has its phone, e-mail or name (``shared``): a record, or a row of the file."""

    row: int
    name: str
    shared: str
    other_record: int | None
    other_row: int | None


@dataclass(frozen=True, slots=True)
class Rejection:
    """A rejected row, by its number in the file; column and value of its first problem; all reasons in one text."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Result:
    """What an import did, or would do. ``operation`` is None when nothing was written; ``named`` are the
    organisations made, besides the contacts created, because a post, parent, relation or consulate names them;
    ``skipped`` counts the rows that the user left out."""

    read: int
    created: int
    updated: int
    repeated: int
    rejected: int
    named: Sequence[str]
    skipped: int
    operation: int | None
    rejects: Sequence[Rejection]
    possible_duplicates: Sequence[PossibleDuplicate]
    notices: Sequence[str]
    unknown_columns: Sequence[str]


@dataclass(slots=True)
class Plan:
    """A file read and matched against a base as it was after operation ``seen``; ``named`` as in Result; ``decisions``
    what the user wants of possible duplicates."""

    reading: Reading
    matches: Matches
    seen: int
    named: Sequence[str] = ()
    decisions: Decisions = field(default_factory=dict)

    def rows(self) -> Iterator[PlannedRow]:
        """The rows that are contacts, in the file's order."""
        for number, card, match in zip(
            self.reading.numbers, self.reading.cards, self.matches.of, strict=True
        ):
            yield PlannedRow(number, match.outcome, card, match.record)

    def result(self, operation: int | None = None) -> Result:
        """The figures and lists that are shown and printed."""
        outcomes = [match.outcome for match in self.matches.of]
        return Result(
            read=self.reading.total,
            created=outcomes.count("created"),
            updated=outcomes.count("updated"),
            repeated=outcomes.count("repeated"),
            rejected=len(self.reading.rejected),
            named=self.named,
            skipped=outcomes.count("skipped"),
            operation=operation,
            rejects=tuple(self._rejections()),
            possible_duplicates=tuple(self._possible_duplicates()),
            notices=tuple(self.reading.notices),
            unknown_columns=self.reading.unused_columns,
        )

    def _rejections(self) -> Iterator[Rejection]:
        for row in self.reading.rejected:
            problem = first_problem(row)
            yield Rejection(row.number, problem.column, problem.value, reason(row))

    def _possible_duplicates(self) -> Iterator[PossibleDuplicate]:
        for number, card, match in zip(
            self.reading.numbers, self.reading.cards, self.matches.of, strict=True
        ):
            if match.alike is None or match.outcome != "created":
                continue
            in_base = match.alike >= 0
            yield PossibleDuplicate(
                row=number,
                name=card.full_name,
                shared=match.shared,
                other_record=match.alike if in_base else None,
                other_row=None if in_base else self.reading.numbers[-match.alike - 1],
            )


def plan(base: Base, path: Path, options: ImportOptions | None = None, progress: Progress = silent) -> Plan:
    """Read a file and say what importing it would do. Writes nothing.

    Raises FileProblem or UserError when the file or the map cannot be used, Cancelled from ``progress``.
    """
    return matched(base, read(path, options or ImportOptions(), progress))


def read(path: Path, options: ImportOptions, progress: Progress = silent) -> Reading:
    """Read a file; raises as ``plan``."""
    with without_collector():
        return read_well(path, options.rows, options.column_map, options.sheet, progress)


def matched(base: Base, reading: Reading, decisions: Decisions | None = None) -> Plan:
    """Say what importing what was read would do, also after rows were mended or decided upon. Writes nothing."""
    decisions = decisions or {}
    return Plan(reading, *match(base, reading.cards, decided(reading, decisions)), decisions)


def match(
    base: Base, cards: Sequence[Card], wanted: Mapping[int, Decided]
) -> tuple[Matches, int, tuple[str, ...]]:
    """What a Plan has of a base: matches, the operation after which it was seen, and the organisations named."""
    with without_collector(), base.read() as session:
        seen = _last_operation(session)
        matches = match_cards(session, cards, decided=wanted)
        return matches, seen, _named(session, matches)


def apply(base: Base, planned: Plan, progress: Progress = silent) -> Result:
    """Do what was planned, as one operation; what changed in the base since is taken into account.

    Raises Cancelled from ``progress``, and then nothing is left behind.
    """

    def match_anew(session: Session) -> Matches:
        wanted = decided(planned.reading, planned.decisions)
        planned.matches = match_cards(session, planned.reading.cards, decided=wanted)
        planned.named = _named(session, planned.matches)
        return planned.matches

    return planned.result(write(base, planned.matches, planned.seen, match_anew, progress))


def write(
    base: Base,
    matches: Matches,
    seen: int,
    match_anew: Callable[[Session], Matches],
    progress: Progress = silent,
) -> int | None:
    """Write what cards were matched with, as one operation, whose number is returned; None if nothing is to be done.

    ``match_anew`` is asked for other matches if the base has changed since the operation ``seen``.
    """
    if not written(matches):
        return None
    with without_collector(), base.write(IMPORT_TITLE, n=written(matches)) as session:
        operation = journal.current(session)
        if _last_operation(session, before=operation) != seen:
            matches = match_anew(session)
            journal.set_params(session, n=written(matches))
        _write(session, matches, progress)
    return operation if written(matches) else None


def written(matches: Matches) -> int:
    """How many contacts are made or changed."""
    return len(matches.new) + len(matches.changed)


def decided(reading: Reading, decisions: Decisions) -> dict[int, Decided]:
    """The decisions by position of the card, as the matcher takes them; those about rows that are no cards left out."""
    places = {number: place for place, number in enumerate(reading.numbers)} if decisions else {}
    found = {}
    for number, decision in decisions.items():
        alike = decision.record
        if decision.row in places:
            alike = -places[decision.row] - 1
        if number in places and alike is not None:
            found[places[number]] = Decided(decision.choice, alike)
    return found


def _named(session: Session, matches: Matches) -> tuple[str, ...]:
    """The organisations that will be made because cards mention names that none bears: asks as CardWriter does."""
    directory = Directory(session)
    cards = [*matches.new.values(), *matches.changed.values()]
    for row, card in matches.new.items():
        if card.kind == "organization":
            directory.add_organization(-row - 1, card.official_name, card.acronym)
    mentioned = dict.fromkeys(name for card in cards for name in _mentions(card))
    unborne = {name_key(name): name for name in reversed(mentioned) if directory.organization(name) is None}
    return tuple(reversed(unborne.values()))


def _write(session: Session, matches: Matches, progress: Progress) -> None:
    total = written(matches)
    made = len(matches.new)
    CardWriter(session).add(list(matches.new.values()), lambda done, _all: progress(done, total))
    editor = CardEditor(session)
    for done, (record, card) in zip(count(made), matches.changed.items(), strict=False):
        if done % _STEP == 0:
            progress(done, total)
        editor.save(record, card)
    progress(total, total)


def _mentions(card: Card) -> Iterator[str]:
    yield from (post.organization for post in card.posts)
    yield from (relation.organization for relation in card.relations)
    yield from filter(None, (card.parent, card.consulate))


def _last_operation(session: Session, before: int | None = None) -> int:
    last = select(func.max(Operation.id))
    if before is not None:
        last = last.where(Operation.id < before)
    return session.execute(last).scalar() or 0


__all__ = [
    "ImportOptions",
    "Plan",
    "PlannedRow",
    "PossibleDuplicate",
    "Rejection",
    "Result",
    "apply",
    "decided",
    "match",
    "matched",
    "plan",
    "read",
    "write",
    "written",
]
