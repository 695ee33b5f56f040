"""Every value of a demo card is one that the program itself would accept."""

import datetime
import unicodedata
import zoneinfo
from dataclasses import fields

import email_validator
import phonenumbers
import pytest

from crm import countries, languages
from crm.cards import ADDRESS_USES, EMAIL_USES, LINK_KINDS, ORGANIZATION_KINDS, PHONE_USES, Card
from crm.catalogs import read_lines, read_rows
from crm.categories import CATEGORIES
from crm.demo import demo_cards
from crm.demo.dice import Dice, weighted_table
from crm.demo.institutions import INVENTED
from crm.demo.places import fill

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture(scope="module")
def cards() -> list[Card]:
    return list(demo_cards(3, TODAY, 12_000))


@pytest.fixture(scope="module")
def usual(cards: list[Card]) -> list[Card]:
    return cards[:2545]


def test_every_phone_is_valid(cards: list[Card]) -> None:
    for card in cards:
        for phone in card.phones:
            assert phonenumbers.is_valid_number(phonenumbers.parse(phone.e164)), phone
            assert phone.use in ("", *PHONE_USES)
            assert not phone.extension or phone.extension.isdigit()


@pytest.mark.parametrize("row", list(read_rows("demo_places.csv")), ids=lambda row: row["ciudad"])
def test_every_range_of_numbers_is_valid_and_of_its_country(row: dict[str, str]) -> None:
    for pattern in row["telefonos"].split():
        for number in range(0, 10**9, 7_654_321):
            parsed = phonenumbers.parse(fill(pattern, number))
            assert phonenumbers.is_valid_number(parsed), pattern
            assert phonenumbers.region_code_for_number(parsed) == row["iso2"], pattern


def test_north_american_phones_of_the_usual_base_are_fictitious(usual: list[Card]) -> None:
    numbers = [phone.e164 for card in usual for phone in card.phones if phone.e164.startswith("+1")]
    assert len(numbers) > 200
    assert {number[5:10] for number in numbers} == {"55501"}


def test_no_two_contacts_of_the_usual_base_share_a_phone(usual: list[Card]) -> None:
    numbers = [phone.e164 for card in usual for phone in card.phones]
    assert len(set(numbers)) == len(numbers)


def test_every_email_is_valid_and_nobody_s(cards: list[Card]) -> None:
    seen = set()
    for card in cards:
        for mail in card.emails:
            checked = email_validator.validate_email(mail.address, check_deliverability=False)
            assert checked.normalized == mail.address
            assert ".".join(checked.domain.split(".")[-2:]) in ("example.org", "example.com", "example.net")
            assert mail.use in ("", *EMAIL_USES)
            if card.kind == "person":
                assert mail.address not in seen
                seen.add(mail.address)


def test_every_place_exists(cards: list[Card]) -> None:
    zones = zoneinfo.available_timezones()
    for card in cards:
        assert not card.country or card.country in countries.names()
        for address in card.addresses:
            assert address.country in countries.names()
            assert not address.timezone or address.timezone in zones
            assert address.use in ADDRESS_USES


def test_codes_are_those_of_the_vocabularies(cards: list[Card]) -> None:
    for card in cards:
        assert {relation.kind for relation in card.relations} <= {"member_of", "depends_on", "allied_with"}
        assert {post.part for post in card.posts} <= {"", "titular", "enlace"}
        assert set(card.languages) <= languages.names().keys()
        assert {link.kind for link in card.links} <= set(LINK_KINDS)
        if card.kind == "organization":
            assert card.organization_kind in ORGANIZATION_KINDS
            assert {card.main_category, *card.further_categories} <= CATEGORIES.keys()
        else:
            assert card.given_names
            assert card.first_surname


def test_text_is_stripped_and_composed(cards: list[Card]) -> None:
    for card in cards:
        for field in fields(card):
            value = getattr(card, field.name)
            if isinstance(value, str):
                assert value == value.strip() == unicodedata.normalize("NFC", value), card


def test_invented_addresses_carry_the_source(usual: list[Card]) -> None:
    for card in usual:
        if any(address.line for address in card.addresses):
            assert card.source == INVENTED


def test_no_surname_stands_twice() -> None:
    names = read_lines("surnames.txt")
    assert len(names) > 1500
    assert len(set(names)) == len(names)


def test_given_names_are_several_hundreds() -> None:
    names = [(row["nombre"], row["genero"]) for row in read_rows("given_names.csv")]
    assert len(set(names)) == len(names) > 600
    assert {gender for _, gender in names} == {"f", "m"}


@pytest.mark.parametrize(
    ("pattern", "number", "filled"), [("900##", 1234567, "90067"), ("0####", 8, "00008"), ("", 5, "")]
)
def test_fill(pattern: str, number: int, filled: str) -> None:
    assert fill(pattern, number) == filled


def test_a_weighted_table_follows_its_weights_and_forgets_nobody() -> None:
    table = weighted_table(["often", "seldom", "never"], [90, 10, 0], 1000)
    assert len(table) == 1000
    assert [table.count(item) for item in ("often", "seldom", "never")] == [898, 101, 1]


def test_partial_dates_stay_between_their_ends() -> None:
    dice = Dice(1, TODAY)
    first, last = datetime.date(2024, 2, 27), datetime.date(2024, 3, 2)
    drawn = {dice.partial_date(first, last) for _ in range(300)}
    assert drawn == {
        "2024",
        "2024-02",
        "2024-03",
        "2024-02-27",
        "2024-02-28",
        "2024-02-29",
        "2024-03-01",
        "2024-03-02",
    }
    assert {dice.partial_date(last, last) for _ in range(50)} == {"2024", "2024-03", "2024-03-02"}
