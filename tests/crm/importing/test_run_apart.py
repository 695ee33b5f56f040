"""A large import written in another process is the one that would be written here."""

import pytest

from crm import operations
from crm.base import open_base
from crm.clock import Clock
from crm.errors import BaseProblem, Cancelled
from crm.importing import run_apart
from crm.importing.decisions import SKIP, Decision
from crm.importing.run import ImportOptions, apply, matched, plan
from crm.importing.run_apart import apply_well, match_parts, matched_well, plan_well, write_parts
from crm.progress import silent
from tests.crm.work_apart_seen import content, of_ours
from tests.crm.works_apart import add, be_mistaken

ROWS = 700
HEADINGS = "Nombre,Organización,Cargo,Teléfono,Correo,Ciudad,País,Etiquetas,Nota,Grupos\n"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "muchas.csv"
    lines = [
        f"Ana Soto {n},Club {n % 7},Enlace,551234{n:04d},ana{n}@example.org,Dallas,Estados Unidos,"
        f"Invitada;Otra,Nota {n},Mesa\n"
        for n in range(ROWS)
    ]
    path.write_text(HEADINGS + "".join(lines) + "Eva,,,12,,,,,,\n", "utf-8")
    return path


@pytest.fixture(autouse=True)
def _all_is_large(monkeypatch):
    monkeypatch.setattr(run_apart, "WORTH_IT", 1)


def open_copy(base, tmp_path, new_base):
    return open_base(new_base(tmp_path / "aqui.vinculo"), actor=base.actor, clock=Clock(base.clock.now))


def names(base):
    with base.read() as session:
        return [entry.title for entry in operations.log(session)]


def test_the_base_is_as_if_it_had_been_written_here(base, table, tmp_path, new_base):
    """Some new, some whose gaps are filled, some repeated, one rejected; only the uids are dice."""
    fewer = tmp_path / "antes.csv"
    lines = table.read_text("utf-8").splitlines()
    fewer.write_text(
        "\n".join([lines[0], lines[5], lines[6].replace("Nota 5", "").replace("Dallas", "")]), "utf-8"
    )
    with open_copy(base, tmp_path, new_base) as here:
        for one in (base, here):
            apply(one, plan(one, fewer))
        there, result = apply_well(base, plan(base, table)), apply(here, plan(here, table))
        assert there == result
        assert (there.repeated, there.updated, there.rejected) == (1, 1, 1)
        assert content(base) == content(here)
        assert names(base) == names(here)
    assert not of_ours()


def test_it_is_undone_and_done_again(base, table):
    before = content(base)
    result = apply_well(base, plan(base, table))
    after = content(base)
    assert operations.undo(base, result.operation).target == result.operation
    assert content(base) == before
    operations.redo(base)
    assert content(base) == after


def test_a_repeated_file_writes_nothing_and_starts_nothing(base, table, monkeypatch):
    apply(base, plan(base, table))
    monkeypatch.setattr(run_apart, "do_apart", None)
    assert apply_well(base, plan(base, table)).operation is None


def test_a_small_one_is_written_here(base, table, monkeypatch):
    monkeypatch.setattr(run_apart, "WORTH_IT", ROWS + 1)
    monkeypatch.setattr(run_apart, "do_apart", None)
    assert apply_well(base, plan(base, table)).created == ROWS


def test_progress_counts_contacts_up_to_all(base, table):
    told = []
    apply_well(base, plan(base, table), lambda done, total: told.append((done, total)))
    counted = [done for done, total in told if total is not None]
    assert counted == sorted(counted)
    assert {total for _done, total in told if total is not None} == {ROWS}


def test_cancelled_it_leaves_nothing(base, table):
    before = content(base)

    def stop(_done, total):
        if total:
            raise Cancelled("ya no")

    with pytest.raises(Cancelled):
        apply_well(base, plan(base, table), stop)
    assert content(base) == before
    assert names(base) == []
    assert not of_ours()


def test_killed_it_leaves_nothing_and_can_be_done_again(base, table):
    before = content(base)

    def kill(_done, total):
        if total:
            for child in of_ours():
                child.kill()

    planned = plan(base, table)
    with pytest.raises(BaseProblem, match="no se guardó nada"):
        apply_well(base, planned, kill)
    assert content(base) == before
    assert apply_well(base, planned).created == ROWS


def test_what_others_wrote_since_is_taken_into_account(base, table):
    planned = plan(base, table)
    with base.write("Antes") as session:
        from crm.card_writer import CardWriter

        CardWriter(session).add(planned.reading.cards[:1])
    result = apply_well(base, planned)
    assert (result.created, result.repeated) == (ROWS - 1, 1)
    assert result.operation


def test_what_is_all_there_since_is_not_written(base, table):
    planned = plan(base, table)
    apply(base, plan(base, table))
    result = apply_well(base, planned)
    assert (result.operation, result.created, result.repeated) == (None, 0, ROWS)


def test_others_who_never_rest_are_kept_out_in_the_end(base, table, monkeypatch):
    monkeypatch.setattr(run_apart, "do_apart", lambda *_given: None)
    monkeypatch.setattr(run_apart, "matched_well", matched)
    assert apply_well(base, plan(base, table)).created == ROWS


def test_decisions_hold_there_too(base, table):
    apply(base, plan(base, table))
    lines = table.read_text("utf-8").splitlines()
    other = table.with_name("otra.csv")
    other.write_text(
        "\n".join([lines[0], lines[1].replace("Ana Soto", "Rosa Paz"), "Luz Mar,,,,luz@example.org"]), "utf-8"
    )
    planned = plan(base, other)
    decided = {2: Decision(SKIP, record=planned.matches.of[0].alike)}
    result = apply_well(base, matched(base, planned.reading, decided))
    assert (result.skipped, result.created) == (1, 1)


def test_a_mistake_of_ours_there_comes_to_light_here(base, table, monkeypatch):
    monkeypatch.setattr(run_apart, "write_parts", be_mistaken)
    assert apply_well(base, plan(base, table)).created == ROWS


def test_killed_once_it_was_kept_it_is_done(base, table, monkeypatch):
    from tests.crm import works_apart

    planned = plan(base, table)
    monkeypatch.setattr(run_apart, "write_parts", works_apart.write_and_vanish)
    result = apply_well(base, planned)
    with base.read() as session:
        assert operations.title_of(session, result.operation) == f"Importar {ROWS} contactos"


def test_a_changed_base_is_not_written_in(base, table):
    planned = plan(base, table)
    add(base, ["Otra"], silent)
    parts = list(run_apart._parts(planned))
    assert write_parts(base, parts, silent) is None
    assert names(base) == ["Añadir"]


def test_no_part_is_large(base, table):
    parts = list(run_apart._parts(plan(base, table)))
    assert max(len(part[1]) for part in parts[1:]) <= 100


def test_matching_there_finds_what_is_found_here(base, table, tmp_path):
    """New, filled, repeated, rejected, left out, alike within the file and with the base."""
    lines = table.read_text("utf-8").splitlines()
    before = tmp_path / "antes.csv"
    gap = lines[6].replace("Nota 5", "")
    before.write_text(
        "\n".join([lines[0], lines[5], gap, lines[9].replace("Ana Soto 8", "Rosa Paz")]), "utf-8"
    )
    apply(base, plan(base, before))
    with table.open("a", encoding="utf-8") as file:
        file.write(lines[3].replace("Ana Soto 2", "Eva Luz"))
    here = plan(base, table)
    wanted = {10: Decision(SKIP, record=here.matches.of[8].alike)}
    here = matched(base, here.reading, wanted)
    there = matched_well(base, here.reading, wanted)
    assert there == here
    assert {"created", "updated", "repeated", "skipped"} == {one.outcome for one in there.matches.of}
    assert there.matches.named
    assert there.named
    assert not of_ours()


def test_a_large_dry_run_is_the_one_here(base, table):
    assert plan_well(base, table, ImportOptions()) == plan(base, table)


def test_a_dry_run_that_is_cancelled_leaves_no_process(base, table):
    reading = plan(base, table).reading

    def stop(done, total):
        assert (done, total) == (reading.total, reading.total)
        if of_ours():
            raise Cancelled("ya no")

    with pytest.raises(Cancelled):
        matched_well(base, reading, progress=stop)
    assert not of_ours()


def test_a_mistake_of_ours_in_matching_comes_to_light_here(base, table, monkeypatch):
    monkeypatch.setattr(run_apart, "match_parts", be_mistaken)
    assert plan_well(base, table, ImportOptions()) == plan(base, table)


def test_a_few_cards_are_matched_here(base, table, monkeypatch):
    monkeypatch.setattr(run_apart, "WORTH_IT", ROWS + 1)
    monkeypatch.setattr(run_apart, "do_apart", None)
    assert plan_well(base, table, ImportOptions()) == plan(base, table)


def test_no_part_that_comes_back_is_large(base, table):
    reading = plan(base, table).reading
    parts = match_parts(base, list(run_apart._cards_to_match(reading, {})), silent).parts
    assert max(len(part) for _name, part in list(parts)[1:]) <= 100
