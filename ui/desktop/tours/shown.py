"""What the record of a tour shows, by the names that lists, tabs and editing in place look for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm.contact_values import Kept

if TYPE_CHECKING:
    from crm.documents import RecordDocument
    from crm.tour_record import TourRecord


@dataclass(frozen=True, slots=True)
class ShownTour:
    """A tour as ``crm.tour_record`` reads it, and its documents."""

    tour: "TourRecord"
    documents: "tuple[RecordDocument, ...]" = ()

    @property
    def id(self) -> int:
        """Its number."""
        return self.tour.id

    @property
    def title(self) -> str:
        """What it is called."""
        return self.tour.title

    @property
    def trashed(self) -> bool:
        """One in the trash cannot be read, so this is not."""
        return False

    @property
    def version(self) -> int:
        """What grows with each change."""
        return self.tour.version

    @property
    def official(self) -> str:
        """Who was in charge, as called for what was done then."""
        return self.tour.officials.get(self.tour.official, "")

    @property
    def own(self) -> dict[str, Any]:
        """Its own columns by name."""
        tour = self.tour
        return {
            "title": tour.title,
            "purpose": tour.purpose,
            "official_id": tour.official,
            "start_on": tour.start,
            "end_on": tour.end,
            "results": tour.results,
            "source": tour.source,
        }

    def kept(self, field: str) -> tuple[Kept, ...]:
        """The values of ``stops``, ``links`` or ``notes``, by the row that keeps each."""
        if field == "links":
            return tuple(link.kept for link in self.tour.links)
        if field == "stops":
            return tuple(Kept(stop.id, stop) for stop in self.tour.stops)
        return tuple(Kept(number, text) for number, text in self.tour.notes)
