from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from crm.cards import Address, Card, Email, GroupMembership, Link, OtherName, Phone, Post, RelationTo
from crm.importing.filling import filled

ANA = Card(kind="person", given_names="Ana", first_surname="Soto")
CLUB = Card(kind="organization", official_name="Club Oaxaca")


@pytest.mark.parametrize(
    ("mine", "other", "result"),
    [
        ({}, {"treatment": "Dra."}, {"treatment": "Dra."}),
        ({"treatment": "Lic."}, {"treatment": "Dra."}, {"treatment": "Lic."}),
        ({}, {"second_surname": "Ruiz"}, {"second_surname": ""}),
        ({"languages": ("es",)}, {"languages": ("en", "es")}, {"languages": ("es", "en")}),
        (
            {"phones": (Phone("+1"),)},
            {"phones": (Phone("+1", "12", "casa"),)},
            {"phones": (Phone("+1", "12", "casa"),)},
        ),
        (
            {"phones": (Phone("+1", "12"),)},
            {"phones": (Phone("+1", "13"), Phone("+2"))},
            {"phones": (Phone("+1", "12"), Phone("+1", "13"), Phone("+2"))},
        ),
        (
            {"emails": (Email("a@x.mx"),)},
            {"emails": (Email("A@x.mx", "trabajo"),)},
            {"emails": (Email("a@x.mx", "trabajo"),)},
        ),
        (
            {"addresses": (Address("US", city="Chicago"),)},
            {"addresses": (Address("US", "Illinois", "CHICAGO", "1 Main St", latitude=1.0, longitude=2.0),)},
            {"addresses": (Address("US", "Illinois", "Chicago", "1 Main St", latitude=1.0, longitude=2.0),)},
        ),
        (
            {"addresses": (Address("US", city="Chicago"),)},
            {"addresses": (Address("US", city="Dallas"),)},
            {"addresses": (Address("US", city="Chicago"), Address("US", city="Dallas"))},
        ),
        (
            {"addresses": (Address("US", city="Chicago", latitude=1.0, longitude=2.0),)},
            {"addresses": (Address("US", city="Chicago", latitude=3.0, longitude=4.0),)},
            {
                "addresses": (
                    Address("US", city="Chicago", latitude=1.0, longitude=2.0),
                    Address("US", city="Chicago", latitude=3.0, longitude=4.0),
                )
            },
        ),
        (
            {"addresses": (Address(state="Illinois"),)},
            {"addresses": (Address(postcode="60601"),)},
            {"addresses": (Address(state="Illinois"), Address(postcode="60601"))},
        ),
        (
            {"posts": (Post("IECM"),)},
            {"posts": (Post("I.E.C.M.", "Asesora", start="2020"),)},
            {"posts": (Post("IECM", "Asesora", start="2020"),)},
        ),
        (
            {"posts": (Post("IECM", "Asesora", start="2020"),)},
            {"posts": (Post("IECM", "Asesora", end="2024"),)},
            {"posts": (Post("IECM", "Asesora", start="2020"),)},
        ),
        (
            {"posts": (Post("IECM", "Asesora"),)},
            {"posts": (Post("IECM", "Directora"),)},
            {"posts": (Post("IECM", "Asesora"), Post("IECM", "Directora"))},
        ),
        (
            {"links": (Link("https://ine.mx/"),)},
            {"links": (Link("http://www.ine.mx"), Link("https://x.com/ine", "x"))},
            {"links": (Link("https://ine.mx/"), Link("https://x.com/ine", "x"))},
        ),
        ({"notes": ("Una.",)}, {"notes": ("una", "dos")}, {"notes": ("Una.", "dos")}),
        ({"tags": ("Líder",)}, {"tags": ("lider", "otra")}, {"tags": ("Líder", "otra")}),
        (
            {"groups": (GroupMembership("Red"),)},
            {"groups": (GroupMembership("red", "2020"), GroupMembership("Otra"))},
            {"groups": (GroupMembership("Red", "2020"), GroupMembership("Otra"))},
        ),
    ],
)
def test_gaps_are_filled_and_nothing_overwritten(mine, other, result):
    assert filled(replace(ANA, **mine), replace(ANA, **other)) == replace(ANA, **mine | result)


def test_an_organisation_is_filled_too():
    mine = replace(
        CLUB,
        further_categories=("osc",),
        relations=(RelationTo("member_of", "Fed"),),
        other_names=(OtherName("COU"),),
    )
    other = replace(
        CLUB,
        acronym="CO",
        main_category="migrante",
        further_categories=("osc", "privada", "migrante"),
        relations=(RelationTo("member_of", "FED", "2020"), RelationTo("allied_with", "Fed")),
        other_names=(OtherName("cou", "anterior"), OtherName("Oaxaca")),
    )
    assert filled(mine, other) == replace(
        CLUB,
        acronym="CO",
        main_category="migrante",
        further_categories=("osc", "privada"),
        relations=(RelationTo("member_of", "Fed", "2020"), RelationTo("allied_with", "Fed")),
        other_names=(OtherName("COU"), OtherName("Oaxaca")),
    )


some = st.sampled_from
cards = st.builds(
    Card,
    kind=st.just("person"),
    given_names=st.just("Ana"),
    treatment=some(["", "Dra.", "Lic."]),
    origin=some(["", "Tlalpan"]),
    phones=st.lists(
        st.builds(Phone, some(["+1", "+2"]), some(["", "1", "2"]), some(["", "casa"])), max_size=3
    ).map(tuple),
    posts=st.lists(
        st.builds(Post, some(["A", "a", "B"]), some(["", "x", "y"]), start=some(["", "2020"])), max_size=3
    ).map(tuple),
    addresses=st.lists(st.builds(Address, some(["", "MX"]), city=some(["", "Uno", "Dos"])), max_size=3).map(
        tuple
    ),
    tags=st.lists(some(["a", "A", "b"]), max_size=2).map(tuple),
)


@given(cards, cards)
def test_filling_twice_adds_nothing(mine, other):
    once = filled(mine, other)
    assert filled(once, other) is once


@given(cards)
def test_a_card_adds_nothing_to_itself(card):
    assert filled(card, card) is card
