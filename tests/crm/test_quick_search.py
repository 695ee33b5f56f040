"""The palette's search: what was meant comes first."""

import datetime

import pytest

from crm.base import create_base, open_base
from crm.card_writer import CardWriter
from crm.cards import Address, Card, Post
from crm.quick_search import quick_search

TODAY = datetime.date(2026, 7, 29)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    path = tmp_path_factory.mktemp("palette") / "base.vinculo"
    create_base(path)
    chosen = [
        Card("organization", official_name="Universidad Nacional Autónoma de México", acronym="UNAM"),
        Card("organization", official_name="Fundación UNAM"),
        Card("organization", official_name="Zapata", organization_kind="club"),
        Card("organization", official_name="Zapata Vive", organization_kind="club"),
        Card("organization", official_name="Amigos de Zapata", organization_kind="federación"),
        Card("organization", official_name="Boletín del Consejo de la Luna", organization_kind="medio"),
        Card("organization", official_name="Voz del Consejo Luna", organization_kind="medio"),
    ]
    many = [
        Card("organization", official_name=f"Asociación Zapata {n:03d}", organization_kind="asociación")
        for n in range(250)
    ]
    people = [
        Card(
            "person",
            given_names="Ana",
            first_surname="Peña",
            posts=(Post("Universidad Nacional Autónoma de México", "Rectora"),),
        ),
        Card("person", given_names="Zapata", first_surname="Ruiz"),
        Card("person", given_names="Eva", first_surname="Zapata"),
        Card("person", given_names="Luz", first_surname="Solís", addresses=(Address(city="Zapata"),)),
    ]
    with open_base(path, actor="ana") as base:
        with base.write("Preparar") as session:
            CardWriter(session).add(chosen + many)
        with base.write("Preparar") as session:
            CardWriter(session).add(people)
        yield base


def search(base, text, each=3, tell=lambda _groups: None):
    with base.read() as session:
        return quick_search(session, text, TODAY, each, tell)


def names(groups):
    return {group.title: [row.name for row in group.rows] for group in groups}


def test_the_siglas_are_the_best_match_and_their_group_comes_first(base):
    found = search(base, "unam")
    assert [group.title for group in found] == ["Instituciones", "Personas"]
    assert names(found)["Instituciones"][0] == "Universidad Nacional Autónoma de México (UNAM)"
    assert names(found)["Personas"] == ["Ana Peña"]


def test_the_very_name_comes_before_those_that_begin_so_and_these_before_all_others(base):
    """Two hundred and fifty others stand before them in the list."""
    found = names(search(base, "zapata", each=4))
    assert found["Clubes, federaciones y asociaciones"] == [
        "Zapata",
        "Zapata Vive",
        "Amigos de Zapata",
        "Asociación Zapata 000",
    ]
    assert found["Personas"] == ["Zapata Ruiz", "Eva Zapata", "Luz Solís"]


def test_words_that_stand_together_come_before_those_with_others_between_them(base):
    found = names(search(base, "consejo luna"))
    assert found["Medios de comunicación"] == ["Voz del Consejo Luna", "Boletín del Consejo de la Luna"]


def test_a_group_says_how_many_there_are_in_all(base):
    totals = {group.title: group.total for group in search(base, "zapata")}
    assert totals == {"Clubes, federaciones y asociaciones": 253, "Personas": 3}


def test_the_rows_are_told_before_they_are_counted(base):
    told = []
    found = search(base, "zapata", tell=told.append)
    assert names(told[0]) == names(found)
    assert {group.total for group in told[0]} == {-1}


def test_a_query_narrows_here_too(base):
    assert [group.title for group in search(base, "zapata tipo:persona")] == ["Personas"]


@pytest.mark.parametrize("text", ["zapata tipo:", 'zapata "', "zapata ciuda:x"])
def test_what_is_not_understood_is_taken_for_words(base, text):
    assert search(base, text) in ((), search(base, "zapata"))


@pytest.mark.parametrize("text", ["", "  ", "-", "¡!"])
def test_nothing_typed_finds_nothing(base, text):
    assert search(base, text) == ()


def test_accents_and_case_do_not_matter(base):
    assert names(search(base, "PENA"))["Personas"] == ["Ana Peña"]
