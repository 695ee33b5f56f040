"""Where invented contacts live: cities, the consulate that serves them, and phone numbers that nobody has.

In the United States and Canada numbers are of the exchange 555 (of its fictitious hundred, 0100 to 0199, in the
base of everyday size), in Mexico of lines that begin with 0, which no office assigns; elsewhere of ranges that
are well formed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle

from crm.cards import Address, Card
from crm.catalogs import catalog_uid, read_rows
from crm.demo.dice import Dice, weighted_table


@dataclass(frozen=True, slots=True)
class Place:
    """A city. ``spellings`` are other ways of writing it; ``consulate`` the name of the office that serves it."""

    city: str
    state: str
    country: str
    timezone: str
    consulate: str
    weight: int
    phones: tuple[str, ...]
    postcode: str
    spellings: tuple[str, ...]
    latitude: float | None
    longitude: float | None

    @property
    def is_abroad(self) -> bool:
        """Whether the place is outside Mexico."""
        return self.country != "MX"

    def address(self, use: str, line: str = "", postcode: str = "", city: str = "") -> Address:
        """An address here; ``city`` may be another spelling. Coordinates are the city's, never a house's."""
        return Address(
            self.country,
            self.state,
            city or self.city,
            line,
            postcode,
            self.latitude,
            self.longitude,
            self.timezone,
            use,
        )


def read_places(network: Sequence[Card]) -> list[Place]:
    """All places; ``network`` are the cards of the consular network."""
    offices = {card.uid: card for card in network}
    return [_place(row, offices) for row in read_rows("demo_places.csv")]


def _place(row: dict[str, str], offices: dict[str, Card]) -> Place:
    office = offices.get(catalog_uid(row["consulado"]))
    at = office.addresses[0] if office and office.addresses[0].city == row["ciudad"] else None
    return Place(
        city=row["ciudad"],
        state=row["estado"],
        country=row["iso2"],
        timezone=row["zona"],
        consulate=office.official_name if office else "",
        weight=int(row["peso"]),
        phones=tuple(row["telefonos"].split()),
        postcode=row["codigo_postal"],
        spellings=tuple(row["variantes"].split(";")) if row["variantes"] else (),
        latitude=at.latitude if at else None,
        longitude=at.longitude if at else None,
    )


class Map:
    """Draws places, more often where the community is larger."""

    def __init__(self, dice: Dice, places: Sequence[Place]) -> None:
        self._dice = dice
        self.places = tuple(places)
        self.all = _by_weight(list(places))
        self.abroad = _by_weight([place for place in places if place.is_abroad])
        self.mexico = _by_weight([place for place in places if not place.is_abroad])

    def city(self, place: Place) -> str:
        """The city's name, now and then as somebody in a hurry writes it."""
        if place.spellings and self._dice.chance(0.12):
            return self._dice.pick(place.spellings)
        return place.city

    def postcode(self, place: Place) -> str:
        """A postcode of the city, or nothing where the pattern is not known."""
        return fill(place.postcode, self._dice.bits(30))


def _by_weight(places: list[Place]) -> list[Place]:
    return weighted_table(places, [place.weight for place in places], 4096)


def fill(pattern: str, number: int) -> str:
    """The pattern with its run of ``#`` replaced by the number's last digits."""
    wanted = pattern.count("#")
    return pattern.replace("#" * wanted, f"{number % 10**wanted:0{wanted}d}") if wanted else pattern


class PhoneBook:
    """Gives out phone numbers, place by place, and repeats one only when a place has no more.

    ``fictitious_only``: in North America only the hundred numbers of each area that are set apart for fiction.
    """

    def __init__(self, places: Sequence[Place], *, fictitious_only: bool) -> None:
        # Neighbouring cities may share a range: it counts for both.
        ranges = {pattern: _Range(pattern, fictitious_only) for place in places for pattern in place.phones}
        self._ranges = {place.city: cycle([ranges[pattern] for pattern in place.phones]) for place in places}

    def number(self, place: Place) -> str:
        """A number in the place, as E.164."""
        return next(self._ranges[place.city]).next_number()


class _Range:
    """A run of numbers; a step prime to its size visits each once, in no visible order."""

    def __init__(self, pattern: str, fictitious_only: bool) -> None:
        if fictitious_only and pattern.startswith("+1"):
            pattern = pattern.replace("555####", "55501##")
        self._prefix = pattern.rstrip("#")
        self._digits = len(pattern) - len(self._prefix)
        self._size = 10**self._digits
        self._at = 0

    def next_number(self) -> str:
        self._at = (self._at + 7919) % self._size
        return f"{self._prefix}{self._at:0{self._digits}d}"
