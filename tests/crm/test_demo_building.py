from datetime import date

import pytest
from sqlalchemy import text

from crm import operations
from crm.base import open_base
from crm.clock import Clock
from crm.demo import building
from crm.demo.building import build_demo
from crm.errors import Cancelled, FileProblem, InvalidValue, UserError

CLOCK = Clock.fixed(date(2025, 10, 6))
SMALL = 3_000


def test_a_demo_base_holds_what_it_says_and_nobodys_work(tmp_path):
    path = tmp_path / "demo.vinculo"
    told = []
    counts = build_demo(
        path, contacts=SMALL, clock=CLOCK, progress=lambda done, total: told.append((done, total))
    )
    assert counts.contacts == SMALL
    assert told[-1] == (SMALL, SMALL)
    with open_base(path, actor="ana", clock=CLOCK) as base:
        with base.read() as session:

            def ask(statement):
                return session.execute(text(statement)).scalar()

            assert ask("SELECT count(*) FROM person") == counts.persons
            assert (
                ask("SELECT count(*) FROM organization WHERE kind = 'institución'")
                == counts.institutions
                == 822
            )
            assert ask("SELECT count(*) FROM organization WHERE kind = 'consulado'") == counts.consulates
            assert ask("SELECT count(*) FROM person") + ask("SELECT count(*) FROM organization") == SMALL
            assert ask("SELECT value FROM setting WHERE name = 'demo'") == "1"
            [entry] = operations.log(session)
            assert (entry.actor, entry.title) == (
                building.DEMO_ACTOR,
                f"Hacer la base de demostración con {SMALL:,} contactos",
            )
        with pytest.raises(UserError, match="No hay nada que deshacer"):
            operations.undo(base)


def test_the_same_seed_and_day_make_the_same_base_whatever_the_batches(tmp_path, monkeypatch):
    def dump(name, **options):
        path = tmp_path / f"{name}.vinculo"
        build_demo(path, contacts=SMALL, clock=CLOCK, **options)
        with open_base(path, clock=CLOCK) as base, base.read() as session:
            return [
                session.execute(text(f"SELECT * FROM {table} ORDER BY id")).all()
                for table in ("record", "person", "organization", "phone", "holder", "record_tag")
            ]

    first = dump("una")
    assert dump("otra") == first
    assert dump("distinta", seed=2) != first


@pytest.mark.parametrize("stop_at", [1, SMALL])
def test_a_demo_stopped_half_way_leaves_nothing(tmp_path, monkeypatch, stop_at):
    monkeypatch.setattr(building, "BATCH", 1_000)

    def stop(done, _total):
        if done >= stop_at:
            raise Cancelled("Se detuvo.")

    with pytest.raises(Cancelled):
        build_demo(tmp_path / "demo.vinculo", contacts=SMALL, clock=CLOCK, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_what_stands_there_already_stays(tmp_path):
    path = tmp_path / "demo.vinculo"
    path.write_text("mío")
    with pytest.raises(FileProblem, match="Ya hay un archivo"):
        build_demo(path, contacts=SMALL, clock=CLOCK)
    assert path.read_text() == "mío"


def test_too_few_contacts_are_refused_before_anything_is_made(tmp_path):
    with pytest.raises(InvalidValue):
        build_demo(tmp_path / "demo.vinculo", contacts=3, clock=CLOCK)
    assert list(tmp_path.iterdir()) == []
