import pytest
from sqlalchemy import select

from crm import operations, reference_data
from crm.base import open_base
from crm.verification import verify_base
from db.activities import ActivityKind
from db.areas import Area, Official, OfficialPost
from db.plans import Plan, PlanItem


@pytest.fixture
def stocked(tmp_path):
    path = tmp_path / "nueva.vinculo"
    reference_data.create(path)
    with open_base(path, actor="ana") as base:
        yield base


def items(base, plan):
    statement = select(PlanItem).join(Plan, Plan.id == PlanItem.plan_id).where(Plan.code == plan)
    with base.read() as session:
        return {item.code: item for item in session.execute(statement).scalars()}


def all_rows(base):
    with base.read() as session:
        tables = (ActivityKind, Area, Official, OfficialPost, Plan, PlanItem)
        return {table: len(session.execute(select(table)).all()) for table in tables}


def test_the_stated_targets_of_the_programme_are_kept_whatever_the_parts_add_up_to(stocked):
    found = items(stocked, "programa-2025")
    stated = {code: item.target for code, item in found.items() if item.level == "ai"}
    assert stated == {"AI 1": 150, "AI 2": 63, "AI 3": 85, "AI 4": 279, "AI 5": 1, "AI 6": 1}
    sums = {
        code: sum(part.target for part in found.values() if part.parent_id == found[code].id)
        for code in stated
    }
    assert sums == {"AI 1": 150, "AI 2": 63, "AI 3": 85, "AI 4": 276, "AI 5": 2, "AI 6": 2}
    assert sum(stated.values()) == 579
    assert sum(sums.values()) == 578
    assert found["AI 6"].condition
    assert not found["AI 5"].condition
    assert found["AI 4"].source.endswith("línea 349")


def test_the_strategy_has_four_lines_with_their_numbered_activities(stocked):
    found = items(stocked, "estrategia-2022-2024")
    lines = [code for code, item in found.items() if item.level == "linea"]
    assert lines == ["1", "2", "3", "4"]
    assert {code for code in found if code.startswith("3.")} == {"3.1", "3.2", "3.3", "3.4", "3.adicional"}
    assert all(item.parent_id == found[code[0]].id for code, item in found.items() if code not in lines)


def test_councillors_have_posts_without_invented_dates(stocked):
    statement = select(Official.name, OfficialPost.short, OfficialPost.start_on, OfficialPost.end_on).join(
        OfficialPost, OfficialPost.official_id == Official.id
    )
    with stocked.read() as session:
        posts = {name: tuple(rest) for name, *rest in session.execute(statement)}
    assert posts["Patricia Avendaño Durán"] == ("C.P.", "", "")
    assert posts["Bernardo Valle Monroy"] == ("C.E.", "", "s/f")
    assert len(posts) == 7


def test_a_second_time_adds_nothing_and_keeps_what_the_office_changed(stocked):
    before = all_rows(stocked)
    with stocked.write("Cambio") as session:
        session.execute(
            select(ActivityKind).where(ActivityKind.code == "reunion")
        ).scalar_one().label = "junta"
    with stocked.write(reference_data.TITLE) as session:
        reference_data.add(session)
    assert all_rows(stocked) == before
    with stocked.read() as session:
        assert [entry.title for entry in operations.log(session)] == ["Cambio", "Agregar los catálogos"]


def test_the_catalogues_are_nobodys_work_to_undo_by_accident(stocked):
    with pytest.raises(operations.UserError, match="No hay nada que deshacer"):
        operations.undo(stocked)
    before = all_rows(stocked)
    operations.undo(stocked, 1)
    assert set(all_rows(stocked).values()) == {0}
    operations.redo(stocked)
    assert all_rows(stocked) == before


def test_a_new_base_is_sound(tmp_path):
    path = tmp_path / "nueva.vinculo"
    reference_data.create(path)
    assert verify_base(path) == []
