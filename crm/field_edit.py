"""Editing a record field by field: nothing that somebody else changed meanwhile is overwritten unseen.

What ``crm.contact_edit`` does for contacts, for records whose own row and parts are simpler.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from crm.card_rules import check_text
from crm.contact_values import Kept
from crm.errors import InvalidValue
from crm.records import refuse_unless_live, told_of
from crm.texts import _
from db.contacts import Note
from db.links import RecordLink
from db.model import Model
from db.records import Record


def save_own(
    session: Session, record: Record, row: Model, before: Mapping[str, Any], after: Mapping[str, Any]
) -> bool:
    """Set columns of a record's own row; whether that changed anything. Raises ChangedMeanwhile.

    ``before`` is what the same columns said when they were opened.
    """
    now = {name: getattr(row, name) for name in after}
    if now == dict(after):
        return False
    if now != {name: before[name] for name in after}:
        raise told_of(session, record)(now)
    for name, value in after.items():
        setattr(row, name, value)
    return True


def row_to_change(
    session: Session, record: Record, row: Model | None, now: Any, before: Kept | None, after: Any
) -> bool:
    """Whether a row that a record has several of is to be changed, added or removed; removes it if ``after`` is None.

    ``row`` is the one ``before`` was read from and ``now`` what it says. Raises ChangedMeanwhile.
    """
    if before is not None:
        if now == after:
            return False
        if now != before.value:
            raise told_of(session, record)(now)
    if after is None:
        if row is not None:
            session.delete(row)
        return False
    return True


def save_note(session: Session, record: Record, before: Kept | None, after: str | None) -> None:
    """Add, change or remove a note of a record. Raises InvalidValue for an empty one, ChangedMeanwhile."""
    row = None if before is None else session.get(Note, before.row)
    if row is not None and row.record_id != record.id:
        row = None
    if not row_to_change(session, record, row, row.text if row else None, before, after):
        return
    assert after is not None
    check_text("notes", after)
    if not after.strip():
        raise InvalidValue(_("Escriba la nota: está vacía."), "notes", after)
    if row is None:
        session.add(Note(record_id=record.id, text=after))
    else:
        row.text = after


def save_links(
    session: Session, record: Record, before: Sequence[int], after: Sequence[int], kind: str = ""
) -> None:
    """Only what was tied and untied here: what another desk tied stays. Raises NotFound for a record that is gone.

    With a ``kind``, ties of that kind made from this end. Without one, a tie is the same from either end and whatever
    its kind: it is not made again, and can be untied from here.
    """
    ends = RecordLink.from_id == record.id
    ends = and_(ends, RecordLink.kind == kind) if kind else or_(ends, RecordLink.to_id == record.id)
    present: dict[int, list[RecordLink]] = {}
    for row in session.execute(select(RecordLink).where(ends)).scalars():
        present.setdefault(row.to_id if row.from_id == record.id else row.from_id, []).append(row)
    for other in set(before) - set(after):
        for row in present.get(other, ()):
            session.delete(row)
    link(session, record.id, [other for other in after if other not in before and other not in present], kind)


def link(session: Session, record: int, others: Sequence[int], kind: str = "") -> None:
    """Tie a record to others, in one of the ways there are. Raises NotFound for one that is gone, InvalidValue for
    itself.
    """
    refuse_unless_live(session, others)
    if record in others:
        raise InvalidValue(_("Un registro no se liga consigo mismo; elija otro."), "links")
    session.add_all(RecordLink(from_id=record, to_id=other, kind=kind) for other in dict.fromkeys(others))
