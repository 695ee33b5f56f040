"""What is written down of a tour (gira). Importing this costs nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stop:
    """A city of a tour, from one partial date to another; ``official`` the id of who was in charge there, or 0.

    ``id`` is that of the row that keeps it, 0 for one that is still to be kept; ``zone`` IANA.
    """

    city: str
    country: str = ""
    zone: str = ""
    start: str = ""
    end: str = ""
    official: int = 0
    notes: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class NewTour:
    """A tour to be written down; ``official`` the id of who is in charge, or 0; partial dates."""

    title: str
    purpose: str = ""
    official: int = 0
    start: str = ""
    end: str = ""
    stops: tuple[Stop, ...] = ()
    results: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()


COLUMNS = {
    "title": "title",
    "purpose": "purpose",
    "start": "start_on",
    "end": "end_on",
    "results": "results",
    "source": "source",
}
"""The columns of a tour's own row by the fields of ``NewTour``, who is in charge aside."""
