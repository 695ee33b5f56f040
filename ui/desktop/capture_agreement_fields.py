"""What the fields of agreements ask of a base, answered without one, for the pictures."""

from typing import TYPE_CHECKING

from ui.desktop.gallery import SampleFieldSource

if TYPE_CHECKING:
    from crm.agreement_values import SignatoryValues

TAKEN = "CONV-2024-011"
"""The folio that another agreement of the pictures bears."""


class SampleAgreementFields(SampleFieldSource):
    """The contacts of the pictures, and one folio that is taken."""

    def bearers(self, folio: str, _besides: int) -> int:
        """One other agreement has the folio that is taken."""
        return int(folio == TAKEN)

    def post_on(self, _who: "SignatoryValues", _day: str, _organization: int) -> str:
        """Always the same."""
        return "Presidenta"
