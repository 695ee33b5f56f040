from dataclasses import replace

import pytest

from crm.base import Base
from crm.card_reader import cards as read_cards
from crm.card_writer import CardWriter
from crm.cards import Address, Card, Email, Phone, Post
from crm.errors import Cancelled
from crm.importing.matching import match_cards
from crm.trash import trash
from db import journal
from db.model import Model

UID = "0190b6a0-1111-7abc-8def-00000000000{}".format
ANA = Card(kind="person", given_names="Ana", first_surname="Soto")
CLUB = Card(kind="organization", official_name="Club Oaxaca", organization_kind="club")


def kept(base: Base, *cards: Card) -> list[int]:
    with base.write("Prueba") as session:
        return CardWriter(session).add(list(cards))


def matched(base: Base, *cards: Card):
    with base.read() as session:
        return match_cards(session, cards)


def outcomes(base: Base, *cards: Card) -> list[str]:
    return [match.outcome for match in matched(base, *cards).of]


def with_phone(card, e164="+525512345678", **others):
    return replace(card, phones=(Phone(e164),), **others)


@pytest.mark.parametrize(
    ("there", "comes"),
    [
        ({"emails": (Email("ana@example.org"),)}, {"emails": (Email("ANA@example.org"),)}),
        ({"phones": (Phone("+525512345678"),)}, {"phones": (Phone("+525512345678", "12"),)}),
        ({"posts": (Post("Casa Puebla, A.C."),)}, {"posts": (Post("CASA PUEBLA AC", "Tesorera"),)}),
    ],
)
def test_a_person_of_the_same_name_with_an_equal_value_is_the_same(base, there, comes):
    (record,) = kept(base, replace(ANA, **there))
    comes = {"given_names": "ÁNA", "treatment": "Dra.", **comes}
    found = matched(base, replace(ANA, **comes))
    assert (found.of[0].outcome, found.of[0].record) == ("updated", record)
    assert found.changed[record].treatment == "Dra."
    assert found.changed[record].given_names == "Ana"
    assert found.new == {}


@pytest.mark.parametrize(
    "comes",
    [
        {"addresses": (Address("MX", city="Oaxaca"),)},
        {"phones": (Phone("+525587654321"),)},
        {"treatment": "Dra.", "posts": (Post("Otra casa"),)},
    ],
)
def test_a_name_alone_is_no_key(base, comes):
    kept(base, with_phone(ANA, posts=(Post("Casa Puebla"),), addresses=(Address("MX", city="Oaxaca"),)))
    assert outcomes(base, replace(ANA, **comes)) == ["created"]


def test_organisations_of_one_name_country_and_city_are_the_same(base):
    oaxaca = replace(CLUB, country="US", addresses=(Address("US", city="Fresno"),))
    (record,) = kept(base, oaxaca)
    same = replace(CLUB, official_name="CLUB OAXACA", addresses=(Address("US", "California", "FRESNO"),))
    assert matched(base, same).of[0].record == record
    assert outcomes(base, replace(same, addresses=(Address("US", city="Chicago"),))) == ["created"]
    assert outcomes(base, replace(same, addresses=(Address("MX", city="Fresno"),))) == ["created"]


def test_organisations_under_one_head_are_the_same(base):
    head = Card(kind="organization", official_name="Federación", organization_kind="federación", country="US")
    kept(base, head, replace(CLUB, parent="Federación", subtype="a"))
    assert outcomes(base, replace(CLUB, parent="Federación", subtype="b")) == ["repeated"]


def test_an_organisation_known_by_country_alone(base):
    kept(base, replace(CLUB, country="US", subtype="a"))
    assert outcomes(base, replace(CLUB, country="US", acronym="CO")) == ["updated"]
    assert outcomes(base, replace(CLUB, country="US", addresses=(Address("US", city="Fresno"),))) == [
        "created"
    ]


@pytest.mark.parametrize(
    ("there", "comes"),
    [
        ({"acronym": "CO"}, {"acronym": "COU"}),
        ({"parent": "A"}, {"parent": "B"}),
        ({"country": "US"}, {"country": "MX"}),
    ],
)
def test_a_contradicting_value_makes_two_organisations(base, there, comes):
    kept(base, with_phone(CLUB, **there))
    found = matched(base, with_phone(CLUB, **comes))
    assert found.of[0].outcome == "created"
    assert found.of[0].shared == "+525512345678"


def test_a_contradicting_origin_makes_two_persons(base):
    kept(base, with_phone(ANA, origin="Tlalpan"))
    assert outcomes(base, with_phone(ANA, origin="Iztacalco")) == ["created"]
    assert outcomes(base, with_phone(ANA)) == ["repeated"]


def test_a_person_and_an_organisation_are_two(base):
    kept(base, with_phone(replace(CLUB, official_name="Ana Soto")))
    assert outcomes(base, with_phone(ANA)) == ["created"]


def test_an_equal_phone_or_email_under_another_name_is_made_and_told(base):
    (phone,), (email,) = (
        kept(base, with_phone(CLUB)),
        kept(base, replace(CLUB, emails=(Email("a@example.org"),))),
    )
    found = matched(base, with_phone(ANA), replace(ANA, emails=(Email("A@example.org"),)))
    assert [(match.outcome, match.alike, match.shared) for match in found.of] == [
        ("created", phone, "+525512345678"),
        ("created", email, "A@example.org"),
    ]


def test_the_same_uid_is_the_same_whatever_the_name(base):
    (record,) = kept(base, replace(ANA, uid=UID(1)))
    found = matched(base, Card(kind="person", uid=UID(1), given_names="Anita", treatment="Dra."))
    assert (found.of[0].outcome, found.of[0].record) == ("updated", record)
    assert found.changed[record].full_name == "Ana Soto"


def test_a_uid_in_the_trash_or_of_another_kind_is_not_taken_again(base):
    trashed, _club = kept(base, replace(ANA, uid=UID(1)), replace(CLUB, uid=UID(2)))
    with base.write("Prueba") as session:
        trash(session, [trashed])
    found = matched(base, replace(ANA, uid=UID(1)), replace(ANA, uid=UID(2)))
    assert [match.outcome for match in found.of] == ["created", "created"]
    assert [card.uid for card in found.new.values()] == ["", ""]


def test_what_is_in_the_trash_matches_nothing(base):
    records = kept(base, with_phone(ANA))
    with base.write("Prueba") as session:
        trash(session, records)
    found = matched(base, with_phone(ANA))
    assert (found.of[0].outcome, found.of[0].alike) == ("created", None)


def test_a_merged_contact_is_found_under_its_heir(base):
    heir, old = kept(base, with_phone(CLUB, uid=UID(1)), replace(CLUB, uid=UID(2), official_name="Otro"))
    with base.write("Prueba") as session:
        journal.update_many(session, Model.metadata.tables["record"], [old], merged_into=heir)
    assert matched(base, replace(CLUB, uid=UID(2))).of[0].record == heir


def test_rows_of_one_file_are_matched_with_each_other(base):
    found = matched(
        base,
        with_phone(ANA),
        with_phone(ANA, treatment="Dra."),
        with_phone(ANA),
        with_phone(CLUB),
        with_phone(ANA, "+525587654321"),
    )
    assert [match.outcome for match in found.of] == ["created", "updated", "repeated", "created", "created"]
    assert found.new[0].treatment == "Dra."
    assert found.of[3].alike == -1
    assert len(found.new) == 3


def test_rows_with_uids_of_their_own_are_two(base):
    cards = (with_phone(ANA, uid=UID(1)), with_phone(ANA, uid=UID(2)))
    assert outcomes(base, *cards) == ["created", "created"]
    kept(base, cards[1])
    found = matched(base, *cards)
    assert [match.outcome for match in found.of] == ["created", "repeated"]


def test_one_uid_twice_in_a_file_is_one(base):
    found = matched(
        base, replace(ANA, uid=UID(1)), replace(ANA, uid=UID(1), treatment="Dra."), replace(CLUB, uid=UID(1))
    )
    assert [match.outcome for match in found.of] == ["created", "updated", "created"]
    assert found.new[0].treatment == "Dra."
    assert found.new[2].uid == ""


def test_several_rows_fill_one_contact(base):
    (record,) = kept(base, with_phone(ANA))
    found = matched(
        base, with_phone(ANA, treatment="Dra."), with_phone(ANA, origin="Tlalpan"), with_phone(ANA)
    )
    assert [match.outcome for match in found.of] == ["updated", "updated", "repeated"]
    assert (found.changed[record].treatment, found.changed[record].origin) == ("Dra.", "Tlalpan")


def test_an_organisation_known_only_by_its_name_is_filled(base):
    kept(base, replace(ANA, posts=(Post("Club Oaxaca"),)))
    full = with_phone(CLUB, organization_kind="institución", country="US")
    found = matched(base, full)
    assert found.of[0].outcome == "updated"
    (record,) = found.changed
    with base.read() as session:
        assert dict(read_cards(session, [record]))[record].official_name == "Club Oaxaca"


def test_a_row_equal_in_everything_is_repeated(base):
    person = replace(ANA, addresses=(Address("ES"),), notes=("Una nota",))
    kept(base, person)
    assert outcomes(base, person) == ["repeated"]
    assert outcomes(base, replace(person, notes=("Otra nota",))) == ["created"]
    assert outcomes(base, replace(person, notes=())) == ["created"]


def test_matching_can_be_cancelled(base):
    def stop(done, total):
        raise Cancelled("Se canceló.")

    with base.read() as session, pytest.raises(Cancelled):
        match_cards(session, [ANA], stop)


@pytest.mark.parametrize(
    ("there", "comes"),
    [
        ({"country": "US"}, {"country": "US", "addresses": (Address("US", city="Fresno"),)}),
        ({}, {"country": "US"}),
        ({"acronym": "CO"}, {"acronym": "COU"}),
        ({"addresses": (Address("US", city="Fresno"),)}, {"addresses": (Address("US", city="Chicago"),)}),
    ],
)
def test_an_organisation_of_the_same_name_is_made_and_told(base, there, comes):
    (record,) = kept(base, replace(CLUB, subtype="a", **there))
    card = replace(CLUB, official_name="CLUB OAXACA", **comes)
    (match,) = matched(base, card).of
    assert (match.outcome, match.alike, match.shared) == ("created", record, "CLUB OAXACA")


def test_namesakes_of_one_file_are_told(base):
    found = matched(
        base, replace(CLUB, acronym="CO"), replace(CLUB, acronym="COU"), ANA, replace(ANA, origin="T")
    )
    assert [match.alike for match in found.of] == [None, -1, None, -3]
    assert found.of[3].shared == "Ana Soto"


def test_namesakes_that_are_plainly_two_are_not_told(base):
    kept(base, replace(CLUB, country="US"), replace(ANA, origin="Tlalpan"), replace(ANA, first_surname=""))
    comes = (
        replace(CLUB, country="MX"),
        replace(ANA, origin="Iztacalco"),
        Card(kind="person", given_names="Ana", notes=("x",)),
    )
    assert [(match.outcome, match.alike) for match in matched(base, *comes).of] == [("created", None)] * 3
