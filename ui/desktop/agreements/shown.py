"""What the record of an agreement shows, by the names that lists, tabs and editing in place look for."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crm.agreement_record import AgreementRecord
    from crm.contact_values import Reference
    from crm.documents import RecordDocument


@dataclass(frozen=True, slots=True)
class ShownAgreement:
    """An agreement as ``crm.agreement_record`` reads it on the day ``today``."""

    whole: "AgreementRecord"
    today: datetime.date

    @property
    def id(self) -> int:
        """Its number in the base."""
        return self.whole.id

    @property
    def title(self) -> str:
        """Its name."""
        return str(self.whole.own["title"])

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
        """Its own fields, by the names of ``NewAgreement``."""
        return self.whole.own

    @property
    def documents(self) -> "tuple[RecordDocument, ...]":
        """Its documents."""
        return self.whole.documents

    @property
    def reference(self) -> "Reference":
        """The agreement, as others refer to it."""
        return self.whole.reference
