"""The catalogues that ship: counts of the sources, what stays out, fixed uids, places that exist."""

import csv
import uuid
import zoneinfo
from collections import Counter

import pytest

from crm import catalogs, countries
from crm.cards import ORGANIZATION_KINDS, Card
from crm.categories import CATEGORIES


@pytest.fixture(scope="module")
def network() -> list[Card]:
    return catalogs.consular_network()


@pytest.fixture(scope="module")
def everything(network: list[Card]) -> list[Card]:
    return network + catalogs.electoral_bodies() + catalogs.institutions()


def _named(cards: list[Card], name: str) -> Card:
    (card,) = [card for card in cards if card.official_name == name]
    return card


def test_the_consular_network_is_the_directory_s(network: list[Card]) -> None:
    assert Counter(card.subtype for card in network) == {
        "Embajada": 80,
        "Consulado": 37,
        "Consulado General": 35,
        "Misión permanente": 6,
        "Sección consular": 3,
        "Oficina de representación": 1,
        "Oficina de enlace": 1,
    }
    assert {card.organization_kind for card in network} == {"consulado"}
    assert {card.main_category for card in network} == {"consular"}


def test_every_office_abroad_stands_somewhere(network: list[Card]) -> None:
    for card in network:
        (address,) = card.addresses
        assert address.city, card
        assert -90 <= (address.latitude or -100) <= 90, card
        assert -180 <= (address.longitude or -200) <= 180, card
        assert address.timezone in zoneinfo.available_timezones(), card
        assert address.country in countries.names(), card


def test_the_embassy_to_the_holy_see_stands_in_italy(network: list[Card]) -> None:
    card = _named(network, "Embajada de México ante la Santa Sede")
    assert (card.country, card.addresses[0].country, card.addresses[0].timezone) == (
        "VA",
        "IT",
        "Europe/Rome",
    )


@pytest.mark.parametrize(
    "name",
    [
        "Embajada de México en Ecuador",
        "Embajada de México en Perú",
        "Consulado General de México en Chongqing",
        "Consulado General de México en Bombay (Mumbai)",
        "Consulado de México en Nueva Brunswick",
        "Consulado de México en Oklahoma City",
        "Consulado de México en Petén",
        "Sección Consular de la Embajada de México en Francia (París)",
    ],
)
def test_what_the_sources_doubt_is_marked(network: list[Card], name: str) -> None:
    assert _named(network, name).tags == (catalogs.TO_VERIFY,)


def test_what_the_sources_are_sure_of_is_not_marked(network: list[Card]) -> None:
    assert _named(network, "Consulado General de México en Chicago").tags == ()


def test_electoral_bodies_leave_out_the_house() -> None:
    bodies = catalogs.electoral_bodies()
    assert Counter(card.main_category for card in bodies) == {"electoral": 168, "internacional": 41}
    assert Counter(card.subtype for card in bodies)["OPLE"] == 31
    assert not [card for card in bodies if card.acronym == "IECM"]


def test_the_list_of_oples_itself_is_whole() -> None:
    oples = [row for row in catalogs.read_rows("electoral_bodies.csv") if row["tipo"] == "OPLE"]
    assert len(oples) == len({row["estado"] for row in oples}) == 32


def test_institutions_by_category() -> None:
    assert Counter(card.main_category for card in catalogs.institutions()) == {
        "gubernamental": 123,
        "academica": 69,
        "osc": 48,
        "privada": 11,
        "medio": 5,
    }


def test_only_institutions_organisations_and_media_ship() -> None:
    rows = list(catalogs.read_rows("institutions.csv"))
    assert {row["clase"] for row in rows} == {"institución", "organización", "medio/plataforma"}
    internal = ("IECM", "red institucional", "red consular")
    assert not [row for row in rows if any(word in row["subtipo"] for word in internal)]
    assert not {row["nombre"] for row in rows} & {"Red Voto Chilango", "Red de Observación IECM"}


def test_no_body_stands_in_two_catalogues(everything: list[Card]) -> None:
    # Foreign bodies of several countries do share a name ("Consejo Nacional Electoral").
    assert not [key for key, n in Counter((c.official_name, c.country) for c in everything).items() if n > 1]


def test_cards_keep_the_vocabularies(everything: list[Card]) -> None:
    for card in everything:
        assert card.kind == "organization", card
        assert card.official_name, card
        assert card.organization_kind in ORGANIZATION_KINDS, card
        assert {card.main_category, *card.further_categories} <= CATEGORIES.keys(), card
        assert not card.country or card.country in countries.names(), card
        assert all(link.url.startswith("https://") for link in card.links), card
        assert card.source, card


def test_a_parent_is_in_the_same_catalogue() -> None:
    bodies = catalogs.electoral_bodies()
    names = Counter(card.official_name for card in bodies)
    parents = {card.parent for card in bodies if card.parent}
    assert parents
    assert all(names[parent] == 1 for parent in parents)


def test_uids_are_fixed_and_unique(everything: list[Card], network: list[Card]) -> None:
    assert len({uuid.UUID(card.uid) for card in everything}) == len(everything)
    assert [card.uid for card in catalogs.consular_network()] == [card.uid for card in network]
    # A base made by an older program must recognise the same row: this value never changes.
    chicago = _named(network, "Consulado General de México en Chicago")
    assert chicago.uid == catalogs.catalog_uid("REM-095") == "8bddd694-5a39-5226-8c21-499175c5b3f9"


@pytest.mark.parametrize("file_name", ["consular_network.csv", "electoral_bodies.csv", "institutions.csv"])
def test_no_row_is_shorter_or_longer_than_its_heading(file_name: str) -> None:
    lengths = {len(row) for row in csv.reader(catalogs.read_lines(file_name))}
    assert len(lengths) == 1
