"""What an activity that is in the base already gains from a file: values said anew, and what its lists lack."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import activities, activity_edit, plans
from crm.activities import own_row, when_of
from crm.activity_rules import check, settled
from crm.activity_values import OWN_COLUMNS, NewActivity, Participant, When
from crm.importing.activity_drafts import Draft
from db.activities import ActivityCount, Participation
from db.contacts import Note
from db.folding import fold
from db.labels import RecordTag, Tag

_LISTS = frozenset(("counts", "notes", "participants", "uid"))


@dataclass(frozen=True, slots=True)
class Update:
    """What is to be said anew of an activity: own values before and after, its day and hour, what is added to lists."""

    record: int
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    when: tuple[When, When] | None = None
    counts: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.after or self.when or self.counts or self.notes or self.tags or self.participants)


def update_of(
    session: Session, record: int, draft: Draft, company: Sequence[Participant], *, today: datetime.date
) -> Update:
    """What a draft adds to an activity; ``company`` are its participants.

    An empty cell takes nothing away, and nobody is taken from a list. Raises InvalidValue if that cannot be kept.
    """
    row = own_row(session, record)
    now = NewActivity(
        **{name: getattr(row, column) for name, column in OWN_COLUMNS.items()}, when=when_of(row)
    )
    own = {name: getattr(draft.new, name) for name in draft.given & OWN_COLUMNS.keys() - _LISTS}
    after = {name: value for name, value in own.items() if value != getattr(now, name)}
    when = _when(now.when, draft)
    check(replace(now, **after, when=when), today)
    counts = _without(draft.new.counts, session, select(ActivityCount.plan_item_id), ActivityCount, record)
    plans.check_in_force(session, counts, when.start)
    return Update(
        record,
        {name: getattr(now, name) for name in after},
        after,
        None if when == now.when else (now.when, when),
        counts,
        _notes(session, record, draft),
        _tags(session, record, draft),
        tuple(_newcomers(session, record, company)),
    )


def apply_update(session: Session, update: Update, *, today: datetime.date) -> None:
    """Write an update down, its tags aside, as part of the operation in progress."""
    record = update.record
    if update.when:
        activity_edit.save(session, record, "when", *update.when, today=today)
    if update.after:
        which = "minutes" if "minutes" in update.after else "title"
        activity_edit.save(session, record, which, update.before, update.after, today=today)
    if update.counts:
        activity_edit.save(session, record, "counts", (), update.counts, today=today)
    for note in update.notes:
        activity_edit.save(session, record, "notes", None, note, today=today)
    if update.participants:
        activities.add_participants(session, record, update.participants, own_row(session, record).start_on)
    session.flush()


def _when(now: When, draft: Draft) -> When:
    said = {one.name: getattr(draft.new.when, one.name) for one in fields(When) if one.name in draft.given}
    return settled(replace(now, **said))


def _without(
    wanted: Sequence[int], session: Session, column: Any, table: Any, record: int
) -> tuple[int, ...]:
    present = set(session.execute(column.where(table.activity_id == record)).scalars())
    return tuple(one for one in wanted if one not in present)


def _notes(session: Session, record: int, draft: Draft) -> tuple[str, ...]:
    present = set(session.execute(select(Note.text).where(Note.record_id == record)).scalars())
    return tuple(note for note in draft.new.notes if note not in present)


def _tags(session: Session, record: int, draft: Draft) -> tuple[str, ...]:
    found = (
        select(Tag.folded).join(RecordTag, RecordTag.tag_id == Tag.id).where(RecordTag.record_id == record)
    )
    present = set(session.execute(found).scalars())
    return tuple(tag for tag in draft.tags if fold(tag) not in present)


def _newcomers(session: Session, record: int, company: Sequence[Participant]) -> list[Participant]:
    """Those who do not take part yet; an institution does if somebody of it does."""
    rows = session.execute(select(Participation).where(Participation.activity_id == record)).scalars().all()
    persons = {row.person_id for row in rows}
    organizations = {row.organization_id for row in rows}
    ours = {(row.official_id or 0, row.area_id or 0) for row in rows}
    return [
        who
        for who in company
        if not (
            (who.person.id in persons and who.person.id)
            if who.person
            else (who.organization.id in organizations and who.organization.id)
            if who.organization
            else (who.official, who.area) in ours
        )
    ]
