"""Those alike, shown while a name is typed."""

import datetime

import pytest

from crm import contacts, trash
from crm.alike import MOST, Typed, alike, named
from crm.base import open_base
from crm.card_writer import CardWriter
from crm.cards import Card, Email, Phone, Post

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


@pytest.fixture
def agencies(tmp_path, new_base):
    """More with the same words than are compared, before the one that is meant, in the order of the list."""
    path = tmp_path / "agencias.vinculo"
    new_base(path)
    with open_base(path) as base:
        with base.write("Altas") as session:
            cards = [
                *(f"Agencia de Transformación Digital {number:03d}" for number in range(120)),
                "Agencia Digital de Innovación",
                "Consejo de la Agencia Digital",
                "Agencia Digital",
                "Oficina Postal (Agencia) Digital",
            ]
            CardWriter(session).add([Card("organization", official_name=name) for name in cards])
        with base.write("Altas") as session:
            CardWriter(session).add(
                [
                    Card("organization", official_name="Zócalo", acronym="AD"),
                    Card("organization", official_name="Ad Hoc"),
                    Card("person", given_names="Ana", posts=(Post("Agencia Digital"),)),
                    *(Card("person", given_names="Eva", first_surname=f"Abad {n:03d}") for n in range(110)),
                    *(Card("person", given_names=f"Eva {n:03d}", first_surname="Abad") for n in range(2)),
                    Card("person", given_names="Luis", first_surname="Eva"),
                ]
            )
        yield base


def chosen(base, text, kind, limit=4):
    with base.read() as session:
        return [row.name for row in named(session, text, kind, TODAY, limit)]


def test_the_name_comes_first_then_those_that_begin_so_then_the_words_together(agencies):
    found = chosen(agencies, "agencia digital", "organization")
    assert found[:2] == ["Agencia Digital", "Agencia Digital de Innovación"]
    assert found[2] == "Agencia de Transformación Digital 000"


def test_among_those_compared_words_together_come_before_words_apart(agencies):
    with agencies.write("Papelera") as session:
        gone = [row.id for row in named(session, "transformacion", "organization", TODAY, 50)]
        trash.trash(session, gone)
    found = chosen(agencies, "agencia digital", "organization", 5)
    assert found[2:4] == ["Consejo de la Agencia Digital", "Oficina Postal (Agencia) Digital"]
    assert found[4] == "Agencia de Transformación Digital 050"


def test_who_is_at_one_that_is_called_so_comes_after_it(agencies):
    with agencies.write("Papelera") as session:
        trash.trash(session, [row.id for row in named(session, "transformacion", "", TODAY, 100)])
    assert chosen(agencies, "agencia digital", "", 200)[-1] == "Ana"


def test_the_siglas_are_as_good_as_the_name(agencies):
    assert chosen(agencies, "ad", "organization")[:2] == ["Zócalo (AD)", "Ad Hoc"]


def test_a_person_is_found_by_the_surname_however_many_have_it_as_a_name(agencies):
    assert "Luis Eva" in chosen(agencies, "eva", "person", 101)
