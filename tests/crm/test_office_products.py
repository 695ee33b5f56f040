"""The podcast and the capsules that the office's report tells of, brought in as a sheet: every count comes out.

``data/office_products.csv`` has what the document states. It gives no dates; whom the series "Chilangos por el mundo"
speaks of are private people, of whom only the place is told here.
"""

import datetime
from pathlib import Path

import pytest

from crm import query_run
from crm.base import open_base
from crm.clock import Clock
from crm.importing.activities import apply, plan
from crm.query import parse
from crm.reference_data import create

TODAY = datetime.date(2025, 10, 6)
SHEET = Path(__file__).parent / "data" / "office_products.csv"


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    path = tmp_path_factory.mktemp("productos") / "productos.vinculo"
    create(path, clock=Clock.fixed(TODAY))
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        result = apply(base, plan(base, SHEET, today=TODAY))
        assert (result.created, result.rejected, result.named) == (19, 0, ())
        yield base


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("que:actividades tipo:podcast", 7),
        ("que:actividades tipo:cápsula", 12),
        ('que:actividades tipo:podcast participante:"Ernesto Ramos Mega"', 2),
        # The document writes both Ruiz and Ruíz: one and the same councillor.
        ('que:actividades participante:"Erika Estrada Ruiz"', 2),
        ("que:actividades terceros:no", 19),
        ("que:actividades fecha:vacío", 19),
        ("que:actividades tipo:cápsula pais:España", 3),
        ('que:actividades tipo:cápsula pais:"Estados Unidos"', 3),
        ("que:actividades fecha:2024", 0),
    ],
)
def test_every_count_the_report_states_comes_out(base, text, n):
    with base.read() as session:
        assert query_run.count(session, parse(text, TODAY)) == n


def test_by_councillor_and_by_country(base):
    with base.read() as session:
        capsules = parse("que:actividades tipo:cápsula", TODAY)
        total, countries = query_run.group_counts(session, capsules, "pais")
    assert total == 12
    assert sum(n for _country, n in countries) == 12
    assert len(countries) == 7


def test_a_second_time_adds_nothing(base):
    result = plan(base, SHEET, today=TODAY).result()
    assert (result.created, result.repeated) == (0, 19)
