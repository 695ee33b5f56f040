"""A base to look at and to measure: real institutions and consulates, everything else plainly invented."""

import datetime
from collections.abc import Iterator

from crm.cards import Card
from crm.catalogs import consular_network, electoral_bodies, institutions as real_institutions
from crm.demo.clubs import clubs_and_federations
from crm.demo.crowd import Crowd
from crm.demo.dice import Dice
from crm.demo.institutions import institutions
from crm.demo.people import People
from crm.demo.places import Map, PhoneBook, read_places
from crm.errors import InvalidValue

PERSONS = 1_500
USUAL_CONTACTS = 163 + 822 + 60 + PERSONS
"""Contacts of a demo base of everyday size: consular network, institutions, clubs and federations, people."""


def demo_cards(seed: int, today: datetime.date, contacts: int | None = None) -> Iterator[Card]:
    """The contacts of a demo base: the same for the same seed and day, uids included.

    Whatever a card names comes before it: consulates, institutions, federations, clubs, people. ``contacts`` is
    the number of all, ``USUAL_CONTACTS`` when not given; what exceeds that is invented people and organisations
    abroad. Catalogue cards keep their fixed uid. Raises InvalidValue when ``contacts`` is below the usual number.
    """
    total = USUAL_CONTACTS if contacts is None else contacts
    if total < USUAL_CONTACTS:
        raise InvalidValue(
            f"La base de demostración tiene al menos {USUAL_CONTACTS:,} contactos; pida ese número o uno mayor.",
            value=str(contacts),
        )
    return _cards(Dice(seed, today), total)


def _cards(dice: Dice, total: int) -> Iterator[Card]:
    network = consular_network()
    places = Map(dice, read_places(network))
    phones = PhoneBook(places.places, fictitious_only=True)
    real = electoral_bodies() + real_institutions()
    all_institutions, invented = institutions(dice, real, places, phones)
    clubs = clubs_and_federations(dice, places, phones)
    yield from network
    yield from all_institutions
    yield from (card for card, _ in clubs)
    yield from People(dice, places, phones).of(invented + clubs, PERSONS)
    yield from Crowd(dice, places).contacts(total - USUAL_CONTACTS)
