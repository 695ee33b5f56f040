"""The counts of a real base."""

import pytest

from crm.base import open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.errors import QueryError
from crm.list_columns import View
from ui.desktop.contacts.base_source import BaseSource
from ui.desktop.contacts.facets_source import BaseFacets


@pytest.fixture
def base(tmp_path, new_base):
    new_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo", actor="ana") as base:
        with base.write("Preparar") as session:
            CardWriter(session).add(
                [
                    Card("organization", official_name="Casa Puebla", main_category="osc"),
                    Card("organization", official_name="UNAM", main_category="academica"),
                    Card("person", given_names="Ana", first_surname="Casas"),
                ]
            )
        yield base


def test_counts_follow_the_query(base, lanes):
    facets = BaseFacets(base, lanes.counter)
    ids = BaseSource(base, lanes.reader).ids("cas", View())
    found = {group.field: group for group in facets.count("cas", ids, lambda: None)}
    assert [(value.text, value.count) for value in found["categoria"].values if value.count] == [("osc", 1)]
    assert sorted((value.text, value.count) for value in found["tipo"].values) == [
        ("institución", 1),
        ("persona", 1),
    ]


def test_a_click_is_written(base, lanes):
    facets = BaseFacets(base, lanes.counter)
    assert facets.toggled("cas", "categoria", "académica") == "cas categoria:académica"
    with pytest.raises(QueryError):
        facets.toggled("tipo:zzz", "categoria", "osc")
