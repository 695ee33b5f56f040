"""What an agreement that is in the base gains from a register: its gaps are filled, and nothing is said anew."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import agreement_edit
from crm.agreement_rules import check_own
from crm.agreement_values import OWN_COLUMNS, PartyValues
from crm.agreements import own_row
from crm.importing.agreement_rows import AgreementDraft
from crm.partial_dates import UNKNOWN_TEXT
from db.agreements import AgreementParty
from db.contacts import Note
from db.folding import fold
from db.labels import RecordTag, Tag

_NEVER = frozenset(("title", "of_others", "confidential", "indefinite", "year", "number", "framework"))
"""What is said by every agreement, or follows from something else."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What a row adds to an agreement; ``contrary``: it also says something else than the base, which is left."""

    record: int
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    parties: tuple[PartyValues, ...] = ()
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    contrary: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.after or self.parties or self.notes or self.tags)


def filling_of(session: Session, record: int, draft: AgreementDraft) -> Filling:
    """What a draft adds to an agreement. Raises InvalidValue if that cannot be kept."""
    row = own_row(session, record)
    now = {name: getattr(row, column) for name, column in OWN_COLUMNS.items()}
    said = dict(_said(draft))
    after = {name: value for name, value in said.items() if not _tells(now[name])}
    if now["indefinite"]:
        after.pop("end", None)
    if draft.new.indefinite and not now["end"] and not now["indefinite"]:
        after["indefinite"] = True
    if now["area"] is not None or now["area_text"]:
        after.pop("area", None)
        after.pop("area_text", None)
    check_own(now | after)
    parties = draft.new.parties
    has_others = session.execute(_PARTIES.where(AgreementParty.agreement_id == record)).first() is not None
    return Filling(
        record,
        {name: now[name] for name in after},
        after,
        () if has_others else tuple(party for party in parties if not party.own),
        _lacking_notes(session, record, draft),
        _lacking_tags(session, record, draft),
        any(_tells(now[name]) and not _same(now[name], value) for name, value in said.items())
        or not _same(now["title"], draft.new.title),
    )


def fill(session: Session, filling: Filling) -> None:
    """Write a filling down, its tags aside, as part of the operation in progress."""
    if filling.after:
        agreement_edit.save(session, filling.record, "term", filling.before, filling.after)
    for party in filling.parties:
        agreement_edit.save(session, filling.record, "parties", None, party)
    for note in filling.notes:
        agreement_edit.save(session, filling.record, "notes", None, note)
    session.flush()


def _said(draft: AgreementDraft) -> Iterator[tuple[str, Any]]:
    for name in OWN_COLUMNS.keys() - _NEVER:
        value = getattr(draft.new, name)
        if _tells(value):
            yield name, value


def _tells(value: Any) -> bool:
    return value is not None and value not in ("", UNKNOWN_TEXT)


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) or fold(str(one)) == fold(str(other))


def _lacking_notes(session: Session, record: int, draft: AgreementDraft) -> tuple[str, ...]:
    present = set(session.execute(select(Note.text).where(Note.record_id == record)).scalars())
    return tuple(note for note in draft.new.notes if note not in present)


def _lacking_tags(session: Session, record: int, draft: AgreementDraft) -> tuple[str, ...]:
    found = (
        select(Tag.folded).join(RecordTag, RecordTag.tag_id == Tag.id).where(RecordTag.record_id == record)
    )
    present = set(session.execute(found).scalars())
    return tuple(tag for tag in draft.tags if fold(tag) not in present)


_PARTIES = select(AgreementParty.id).where(AgreementParty.own.is_(False))
