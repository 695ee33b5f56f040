"""Those alike, shown while a name is typed."""

import datetime

import pytest

from crm import contacts
from crm.alike import MOST, Typed, alike, named
from crm.base import open_base
from crm.cards import Card, Email, Phone

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def base(tmp_path, new_base):
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path) as base:
        with base.write("Altas") as session:
            contacts.create(
                session,
                Card(
                    "person",
                    given_names="Rosa María",
                    first_surname="Peña",
                    second_surname="Ríos",
                    emails=(Email("Rosa@example.org"),),
                ),
            )
            contacts.create(
                session, Card("organization", official_name="Club Peña", phones=(Phone("+525512345678"),))
            )
            for number in range(6):
                contacts.create(session, Card("organization", official_name=f"Casa de Prueba {number}"))
        yield base


def names(base, **typed):
    with base.read() as session:
        return [row.name for row in alike(session, Typed(**typed), TODAY)]


@pytest.mark.parametrize(
    "name", ["rosa pe", "Rosa Peña", "peña rosa", "Rosa Isela Peña", "Rosa Peña Otra", "Rosa de la Peña"]
)
def test_words_in_any_order_by_their_beginnings_find_whom_one_means(base, name):
    assert any("Rosa" in found for found in names(base, name=name))


@pytest.mark.parametrize("name", ["", "ro", "a:b", "Zutana", 'tipo:"club"', "-rosa" * 0])
def test_too_little_or_nobody_finds_nothing(base, name):
    assert names(base, name=name) == []


def test_signs_of_the_query_language_are_just_letters(base):
    assert names(base, name='"Club" -Peña:') == ["Club Peña"]


def test_the_same_phone_or_e_mail_comes_first(base):
    assert names(base, name="Casa de Prueba", e164="+525512345678")[0] == "Club Peña"
    assert "Rosa" in names(base, email="rosa@EXAMPLE.org")[0]


def test_no_more_than_can_be_taken_in(base):
    assert len(names(base, name="casa prueba")) == MOST


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("person", ["Rosa María Peña Ríos"]), ("organization", ["Club Peña"])],
)
def test_one_of_a_kind_is_found_to_be_chosen(base, kind, expected):
    with base.read() as session:
        assert [row.name for row in named(session, "pena", kind, TODAY, 5)] == expected
        assert len(named(session, "pena", "", TODAY, 5)) == 2
        assert named(session, " - ", kind, TODAY, 5) == []
