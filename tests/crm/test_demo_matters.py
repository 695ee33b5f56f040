"""What happens in a demo base: invented from end to end, spread over two years, the same for the same seed and day."""

from datetime import date

import pytest
from sqlalchemy import text

from crm import query, query_run
from crm.base import open_base
from crm.clock import Clock
from crm.demo import USUAL_CONTACTS, agreements, building, matters
from crm.demo.agreements import AGREEMENTS, FATES, OF_OTHERS
from crm.demo.building import build_demo
from crm.demo.institutions import INVENTED
from crm.verification import verify_base

TODAY = date(2025, 10, 6)
CLOCK = Clock.fixed(TODAY)
TABLES = (
    "record",
    "activity",
    "participation",
    "activity_count",
    "follow_up",
    "follow_up_item",
    "request",
    "tour",
    "tour_stop",
    "record_link",
    "agreement",
    "agreement_party",
    "signatory",
    "agreement_stage",
    "obligation",
    "fulfilment",
    "amendment",
    "work_item",
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "demo.vinculo"
    counts = build_demo(path, clock=CLOCK)
    return path, counts


@pytest.fixture
def ask(demo):
    with open_base(demo[0], clock=CLOCK) as base, base.read() as session:
        yield lambda statement: session.execute(text(statement)).all()


@pytest.fixture
def count(demo):
    with open_base(demo[0], clock=CLOCK) as base, base.read() as session:
        yield lambda words: query_run.count(session, query.parse(words, TODAY))


def test_what_is_told_is_there(demo, count):
    assert count("que:actividades") == demo[1].activities == matters.ACTIVITIES
    assert count("que:seguimientos") == demo[1].follow_ups >= matters.FOLLOW_UPS
    assert count("que:gestiones") == matters.REQUESTS
    assert count("que:giras") == 4
    assert count("que:convenios") == demo[1].agreements == AGREEMENTS
    assert count("que:convenios terceros:sí") == OF_OTHERS


def test_only_the_invented_take_part(ask):
    sources = ask(
        "SELECT DISTINCT coalesce(p.source, o.source) FROM participation x "
        "LEFT JOIN person p ON p.id = x.person_id LEFT JOIN organization o ON o.id = x.organization_id "
        "WHERE x.area_id IS NULL UNION "
        "SELECT DISTINCT o.source FROM participation x JOIN organization o ON o.id = x.organization_id UNION "
        "SELECT o.source FROM request q JOIN organization o ON o.id = q.sender_id"
    )
    assert sources == [(INVENTED,)]
    assert ask("SELECT count(*) FROM participation WHERE official_id IS NOT NULL") == [(0,)]
    assert ask("SELECT count(*) FROM tour WHERE official_id IS NOT NULL") == [(0,)]


def test_there_is_some_of_everything(ask, count):
    used = ask("SELECT count(DISTINCT kind_id), (SELECT count(*) FROM activity_kind) FROM activity")
    assert used[0][0] == used[0][1]
    for state in ("realizada", "planeada", "cancelada", "pospuesta"):
        assert count(f"que:actividades estado:{state}")
    for state in ("pendiente", "en curso", "en espera", "hecho", "cancelado", "vencido"):
        assert count(f'que:seguimientos estado:"{state}"')
    for state in ("turnada", "atendida", "sin materia"):
        assert count(f'que:gestiones estado:"{state}"')
    assert count("que:actividades fecha:2024") > 150
    assert count("que:actividades fecha:2025") > 150
    assert count("que:actividades fecha:>2025-10-06") > 10
    assert count("que:actividades -gira:vacío") >= 4
    assert ask("SELECT count(*) FROM activity WHERE zone NOT IN ('', 'America/Mexico_City')")[0][0] > 20
    assert ask("SELECT count(*) FROM follow_up WHERE activity_id IS NOT NULL")[0][0] > 5


def test_agreements_have_come_to_every_stage(count, ask):
    for stage, n in FATES.items():
        assert count(f'que:convenios etapa:"{stage}" -terceros:sí') == n, stage
    assert count("que:convenios estado:por-vencer") == 3
    assert count("que:convenios estado:indefinido") > 0
    assert count("convenio:vigente") > 38
    assert ask("SELECT count(*) FROM signatory WHERE official_id IS NOT NULL") == [(0,)]
    parties = "agreement_party AS p JOIN organization AS o ON o.id = p.organization_id"
    assert ask(f"SELECT DISTINCT o.source FROM {parties}") == [(INVENTED,)]
    folios = ask("SELECT year, count(*), max(number) FROM agreement WHERE NOT of_others GROUP BY year")
    assert all(n == last for _year, n, last in folios)
    assert ask("SELECT count(*) FROM amendment")[0][0] > 3
    assert ask("SELECT count(*) FROM work_item")[0][0] > 3


def test_nothing_counts_for_what_was_not_in_force(count):
    assert count("que:actividades fecha:2024 cuenta:4.1") > 0
    assert count("que:actividades fecha:2025 cuenta:4.1") == 0
    assert count('que:actividades fecha:2025 cuenta:"AI 4"') > 0
    assert count('que:actividades fecha:2024 cuenta:"AI 4"') == 0


def test_people_are_in_the_post_of_the_day(ask):
    posts = ask("SELECT count(*), sum(post <> '') FROM participation WHERE person_id IS NOT NULL")
    assert posts[0][1] > posts[0][0] / 3


def test_the_base_is_sound(demo):
    assert verify_base(demo[0]) == []


def test_the_same_seed_and_day_make_the_same(demo, tmp_path, ask):
    build_demo(tmp_path / "otra.vinculo", clock=CLOCK)
    build_demo(tmp_path / "distinta.vinculo", clock=CLOCK, seed=2)
    first = {table: ask(f"SELECT * FROM {table} ORDER BY id") for table in TABLES}
    for name, same in (("otra", True), ("distinta", False)):
        with (
            open_base(tmp_path / f"{name}.vinculo", clock=CLOCK) as base,
            base.read() as session,
        ):
            found = {
                table: session.execute(text(f"SELECT * FROM {table} ORDER BY id")).all() for table in TABLES
            }
        assert (found == first) is same


def test_a_base_for_measuring_has_as_many_as_asked(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "FOR_MEASURING", USUAL_CONTACTS)
    monkeypatch.setattr(matters, "MANY_ACTIVITIES", 700)
    monkeypatch.setattr(matters, "MANY_FOLLOW_UPS", 900)
    monkeypatch.setattr(agreements, "MANY_AGREEMENTS", 30)
    counts = build_demo(tmp_path / "mucho.vinculo", clock=CLOCK)
    assert counts.activities == 700
    assert 900 <= counts.follow_ups < 910
    assert counts.agreements == 30
