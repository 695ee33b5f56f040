"""What the record of a request shows, by the names that lists, tabs and editing in place look for."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crm.documents import RecordDocument
    from crm.request_list import RequestRow
    from crm.request_record import WholeRequest


@dataclass(frozen=True, slots=True)
class ShownRequest:
    """A request as ``crm.request_record`` reads it on the day ``today``, and its documents."""

    whole: "WholeRequest"
    today: datetime.date
    documents: "tuple[RecordDocument, ...]" = ()

    @property
    def row(self) -> "RequestRow":
        """Its row in the list."""
        return self.whole.request.row

    @property
    def id(self) -> int:
        """Its number in the base."""
        return self.row.id

    @property
    def title(self) -> str:
        """What it is about."""
        return self.row.subject

    @property
    def trashed(self) -> bool:
        """One in the trash cannot be read, so this is not."""
        return False

    @property
    def version(self) -> int:
        """What grows with each change."""
        return self.whole.version

    @property
    def own(self) -> dict[str, Any]:
        """Its own columns by name."""
        found, row = self.whole.request, self.row
        return {
            "subject": row.subject,
            "office_number": row.office_number,
            "received_on": row.received,
            "received_time": found.time,
            "sender_id": found.sender_id,
            "sender_text": found.sender_text,
            "term_days": found.term,
            "instruction": found.instruction,
            "answer": found.answer.text,
            "answered_on": found.answer.on,
            "answer_number": found.answer.office_number,
            "receipt": found.answer.receipt,
            "source": found.source,
        }
