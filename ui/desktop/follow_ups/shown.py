"""What the record of a follow-up shows, by the names that lists, tabs and editing in place look for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crm.documents import RecordDocument
    from crm.follow_up_list import FollowUpRow
    from crm.follow_up_record import FollowUpRecord


@dataclass(frozen=True, slots=True)
class ShownFollowUp:
    """A follow-up as ``crm.follow_up_record`` reads it, and its documents."""

    follow_up: "FollowUpRecord"
    documents: "tuple[RecordDocument, ...]" = ()

    @property
    def row(self) -> "FollowUpRow":
        """Its row in the list."""
        return self.follow_up.row

    @property
    def id(self) -> int:
        """Its number."""
        return self.row.id

    @property
    def title(self) -> str:
        """What is to be done."""
        return self.row.what

    @property
    def trashed(self) -> bool:
        """One in the trash cannot be read, so this is not."""
        return False

    @property
    def version(self) -> int:
        """What grows with each change."""
        return self.follow_up.version

    @property
    def own(self) -> dict[str, Any]:
        """Its own columns by name."""
        found, row = self.follow_up, self.row
        return {
            "what": row.what,
            "responsible": row.responsible,
            "due_on": row.due_on,
            "due_time": found.due_time,
            "priority": row.priority,
            "state": row.state,
            "waiting_for": row.waiting_for,
            "remind_at": found.remind_at,
            "recurrence": found.recurrence,
            "source": found.source,
        }
