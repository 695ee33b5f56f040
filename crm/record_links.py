"""What a record of any kind is tied to, seen from either end: an activity and the request it answers, a follow-up …

A tie is kept once (``db.links``); who looks at one of its ends sees the other. ``crm.field_edit`` ties and unties.
"""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy.orm import Session

from crm.contact_values import Kept, Reference
from crm.matter_rows import line
from crm.texts import _
from crm.trash import CALLED, OWN_ROWS


class Linked(NamedTuple):
    """The other end of a tie. ``kept`` holds its Reference by the row of the tie; ``line`` says what it is and when.

    ``outward``: it was tied from this end.
    """

    kept: Kept
    line: str
    outward: bool

    @property
    def reference(self) -> Reference:
        """The other record."""
        other: Reference = self.kept.value
        return other


def links_of(session: Session, record: int, *, but: Collection[str] = ()) -> tuple[Linked, ...]:
    """What a record is tied to, in the order it was; of what is in the trash its line says that it is there.

    ``but`` are kinds of record that are left out where they were tied from their end: what shows them elsewhere.
    """
    found = session.connection().exec_driver_sql(_LINKS, (record,))
    return tuple(
        Linked(Kept(row, Reference(other, name, kind)), _line(kind, day, label, trashed), bool(outward))
        for row, other, name, kind, day, label, outward, trashed in found
        if outward or kind not in but
    )


def _line(kind: str, day: str, label: str, trashed: bool) -> str:
    said = line(kind, day, label)
    return _("{what} (en la papelera)").format(what=said) if trashed else said


# Each end answered from an index of its own.
_LINKS = f"""
    WITH tie AS (
        SELECT id, to_id AS other, 1 AS outward FROM record_link WHERE from_id = ?1
        UNION ALL SELECT id, from_id, 0 FROM record_link WHERE to_id = ?1)
    SELECT tie.id, r.id, coalesce(s.name, m.name, {CALLED}), r.kind, coalesce(m.day, ''), coalesce(k.label, ''),
        tie.outward, r.trashed_by IS NOT NULL
    FROM tie JOIN record AS r ON r.id = tie.other AND r.merged_into IS NULL
    LEFT JOIN search_document AS s ON s.id = r.id LEFT JOIN matter_document AS m ON m.id = r.id
    {OWN_ROWS} LEFT JOIN activity_kind AS k ON k.id = a.kind_id
    WHERE coalesce(s.name, m.name, {CALLED}) IS NOT NULL ORDER BY tie.id"""
