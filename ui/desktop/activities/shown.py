"""What the record of an activity shows: the activity, and the documents beside it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crm.activity_record import ActivityRecord
    from crm.documents import RecordDocument


@dataclass(frozen=True, slots=True)
class ShownActivity:
    """An activity as ``crm.activity_record`` reads it, and its documents."""

    activity: "ActivityRecord"
    documents: "tuple[RecordDocument, ...]" = ()

    @property
    def id(self) -> int:
        """Its number."""
        return self.activity.id

    @property
    def title(self) -> str:
        """What it is called."""
        return self.activity.title

    @property
    def trashed(self) -> bool:
        """Whether it is in the trash."""
        return self.activity.trashed

    @property
    def version(self) -> int:
        """What grows with each change."""
        return self.activity.version

    @property
    def own(self) -> dict[str, Any]:
        """Its own texts and numbers by field."""
        return self.activity.own
