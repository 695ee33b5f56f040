"""A large register read, matched and written in another process is the one that would be brought here."""

import datetime

import pytest

from crm import large_operations
from crm.base import open_base
from crm.clock import Clock
from crm.errors import Cancelled
from crm.files.spreadsheet import write_xlsx
from crm.importing import agreements, sheet_apart, sheet_plan
from crm.importing.agreements import apply, matched, plan
from tests.crm.base_content import dump
from tests.crm.importing.registers import HEADINGS, generated
from tests.crm.works_apart import be_mistaken

TODAY = datetime.date(2025, 10, 6)
ROWS = 60


@pytest.fixture
def base(tmp_path, stocked_base):
    with open_base(stocked_base(tmp_path / "b.vinculo"), actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "registro.xlsx"
    write_xlsx(path, HEADINGS, [*generated(ROWS), ["" for _heading in HEADINGS[:-1]] + ["suelto"]])
    return path


@pytest.fixture
def apart(monkeypatch):
    """All is large; which work was done in another process."""
    works = []
    do_apart = sheet_apart.do_apart

    def seen(base, work, parts, progress):
        works.append(work)
        return do_apart(base, work, parts, progress)

    monkeypatch.setattr(sheet_apart, "do_apart", seen)
    monkeypatch.setattr(sheet_apart, "WORTH_READING", 1)
    monkeypatch.setattr(sheet_apart, "WORTH_IT", 1)
    return works


def here(base, path, mends=None):
    planned = sheet_plan.plan(agreements._WAY, base, path, None, lambda _done, _all: None, TODAY)
    return planned if mends is None else sheet_plan.matched(agreements._WAY, base, planned, mends)


def said(planned):
    return planned.result(), planned.seen, [repr(row) for row in planned.rows], list(planned.written)


def test_it_is_the_import_that_would_be_done_here_and_is_undone_there_too(
    base, register, apart, tmp_path, stocked_base, monkeypatch
):
    monkeypatch.setattr(large_operations, "WORTH_IT", 1)
    before = dump(base)
    planned = plan(base, register, today=TODAY)
    assert said(planned) == said(here(base, register))
    assert dump(base) == before
    told = []
    result = apply(base, planned, lambda done, total: told.append((done, total)))
    assert result.operation
    assert (result.created, result.rejected) == (planned.result().created, planned.result().rejected)
    assert apart == [sheet_apart.plan_there, sheet_apart.write_there]
    assert {total for _done, total in told if total is not None} == {ROWS}
    path = stocked_base(tmp_path / "aqui.vinculo")
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as other:
        sheet_plan.apply(agreements._WAY, other, here(other, register))
        assert _sizes(dump(other)) == _sizes(dump(base))
    large_operations.undo(base, result.operation)
    assert dump(base) == before


def _sizes(content):
    """How much there is of each; what tells records apart is made by chance."""
    return {name: len(rows) for name, rows in content.items()}


def test_what_is_mended_is_matched_there(base, register, apart):
    planned = plan(base, register, today=TODAY)
    mends = {planned.written[0].number: {0: "Corregido"}}
    assert said(matched(base, planned, mends)) == said(here(base, register, mends))
    assert apart == [sheet_apart.plan_there, sheet_apart.match_there]


def test_cancelled_it_leaves_nothing(base, register, apart):
    before = dump(base)
    planned = plan(base, register, today=TODAY)

    def stop(_done, _total):
        raise Cancelled("La tarea se canceló.")

    for work in (lambda: plan(base, register, None, stop, today=TODAY), lambda: apply(base, planned, stop)):
        with pytest.raises(Cancelled):
            work()
    assert dump(base) == before
    assert apart


def test_what_others_wrote_since_is_taken_into_account(base, register, apart):
    planned = plan(base, register, today=TODAY)
    apply(base, plan(base, register, today=TODAY))
    result = apply(base, planned)
    assert (result.created, result.operation) == (0, None)


@pytest.mark.parametrize("work", ["plan_there", "write_there"])
def test_a_mistake_of_ours_there_is_made_good_here(base, register, apart, monkeypatch, work):
    monkeypatch.setattr(sheet_apart, work, be_mistaken)
    assert apply(base, plan(base, register, today=TODAY)).created == ROWS
    assert be_mistaken in apart


def test_a_small_one_is_brought_here(base, register, monkeypatch):
    def never(*_given):
        raise AssertionError

    monkeypatch.setattr(sheet_apart, "do_apart", never)
    monkeypatch.setattr(sheet_apart, "WORTH_READING", 1 << 30)
    assert apply(base, plan(base, register, today=TODAY)).created == ROWS
