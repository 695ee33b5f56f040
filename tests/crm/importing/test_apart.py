"""Reading in other processes: the same as reading here, and nothing left of them whatever happens."""

import multiprocessing
import os
import signal
from pathlib import Path

import psutil
import pytest

from crm.errors import Cancelled, FileProblem, UserError
from crm.importing import apart
from crm.importing.apart import read_apart, read_share, read_well
from crm.importing.cells import RowOptions
from crm.importing.reading import read_file
from crm.progress import silent

HEADINGS = "Tipo,Nombre completo,Organización,Cargo,Teléfono,Correo,Ciudad,País,Etiquetas,Otra cosa,Siglas\n"
ROWS = 1_300


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "muchas.csv"
    phones, cities = ("5512345678", "55 1234"), ("Dallas", "Fresmo")
    lines = [
        f"Persona,Ana Soto {n},Club Puebla,Enlace,{phones[n % 7 == 0]},ana{n}@example.org,{cities[n % 9 == 0]},"
        f"Estados Unidos,Invitada,x,{'CP' * (n == 900)}\n"
        for n in range(ROWS)
    ]
    path.write_text(HEADINGS + "".join(lines), "utf-8")
    return path


@pytest.fixture
def cards(tmp_path):
    path = tmp_path / "muchas.vcf"
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Rosa PeÃ±a {n}\r\nTEL:{tel}\r\nPHOTO:x\r\nEND:VCARD\r\n"
    path.write_text(
        "".join(card.format(n=n, tel="5512345678" if n % 5 else "12") for n in range(600)), "utf-8"
    )
    return path


def of_ours():
    """The processes that read for this one; Python's own keeper of them is none."""
    return [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]


@pytest.mark.parametrize("file", ["table", "cards"])
def test_it_reads_what_is_read_here(file, request):
    path = request.getfixturevalue(file)
    options = RowOptions(tags=("COLEFOM",))
    whole = read_apart(path, options)
    assert whole == read_file(path, options)
    assert whole.cards
    assert whole.rejected
    assert whole.notices
    assert bool(whole.doubtful) == (file == "table")
    assert not of_ours()


def test_a_map_and_a_sheet_reach_the_processes(table):
    column_map = {"Otra cosa": "nota", "Cargo": None}
    assert read_apart(table, RowOptions(), column_map) == read_file(table, RowOptions(), column_map)


def test_progress_counts_rows_up_to_all(table):
    told = []
    read_apart(table, RowOptions(), progress=lambda done, total: told.append((done, total)))
    counted = [done for done, total in told if total is not None]
    assert counted == sorted(counted)
    assert counted[-1] == ROWS
    assert len(set(counted)) > 3


def test_cancelled_it_leaves_no_process(table):
    def stop(done, _total):
        if done:
            assert of_ours()
            raise Cancelled("ya no")

    with pytest.raises(Cancelled):
        read_apart(table, RowOptions(), progress=stop)
    assert not of_ours()


def test_the_processes_give_way_to_the_one_that_shows_the_window(table):
    priorities = set()

    def look(done, _total):
        if done:
            priorities.update(
                os.getpriority(os.PRIO_PROCESS, child.pid) for child in psutil.Process().children()
            )

    read_apart(table, RowOptions(), progress=look)
    assert max(priorities) > os.getpriority(os.PRIO_PROCESS, 0)


def test_a_process_that_dies_is_told_in_a_sentence(table):
    def kill(_done, _total):
        for child in of_ours():
            child.kill()

    with pytest.raises(FileProblem, match=r"«muchas\.csv» se detuvo antes de terminar; no se guardó nada"):
        read_apart(table, RowOptions(), progress=kill)
    assert not of_ours()


def test_what_is_wrong_with_a_file_is_said_as_here(tmp_path, table):
    with table.open("a", encoding="utf-8") as file:
        file.write('Persona,"Ana' + "\nx" * 400)
    with pytest.raises(UserError) as here:
        read_file(table, RowOptions())
    with pytest.raises(UserError) as there:
        read_apart(table, RowOptions())
    assert (type(there.value), str(there.value)) == (type(here.value), str(here.value))
    assert not of_ours()


def test_where_no_process_starts_it_is_read_here(table, monkeypatch):
    def refuse(_process):
        raise OSError("no more processes")

    monkeypatch.setattr(multiprocessing.get_context("spawn").Process, "start", refuse)
    assert read_apart(table, RowOptions()).total == ROWS


def test_a_mistake_of_ours_there_comes_to_light_here(table, monkeypatch):
    # What cannot be read by the process's Python ends it like any exception that nobody catches.
    monkeypatch.setattr(apart, "_read_and_end", _mistaken)
    assert read_apart(table, RowOptions()).total == ROWS
    assert not of_ours()


def _mistaken(*_given):
    raise SystemExit(1)


def test_a_small_file_is_read_here(table, monkeypatch):
    monkeypatch.setattr(apart, "read_apart", None)
    assert read_well(table, RowOptions()).total == ROWS


def test_a_large_one_is_read_apart(table, monkeypatch):
    monkeypatch.setattr(apart, "WORTH_IT", 1)
    monkeypatch.setattr(apart, "read_file", None)
    assert read_well(table, RowOptions()).total == ROWS


def test_ctrl_c_is_answered_by_the_one_that_was_asked(table):
    before = signal.getsignal(signal.SIGINT)
    ear, mouth = multiprocessing.Pipe(duplex=False)
    try:
        with ear, mouth:
            apart._read_and_end(mouth, 1, 6, table, RowOptions(), {}, None)
            assert ear.recv().total
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_share_says_its_parts_in_turn(table):
    ear, mouth = multiprocessing.Pipe(duplex=False)
    with ear, mouth:
        read_share(mouth, 1, 13, table, RowOptions(), {}, None)
        begun, rows, end, seen = [ear.recv() for _ in range(4)]
        assert not ear.poll()
    assert begun.columns.headings[0] == "Tipo"
    assert [row[0] for row in rows] == list(range(102, 202))
    assert end is None
    assert seen.passed_over == frozenset()


def test_a_share_says_what_stops_it(tmp_path):
    ear, mouth = multiprocessing.Pipe(duplex=False)
    with ear, mouth:
        read_share(mouth, 0, 1, tmp_path / "no.csv", RowOptions(), {}, None)
        assert isinstance(ear.recv(), FileProblem)


def test_a_share_ends_when_nobody_listens(table):
    ear, mouth = multiprocessing.Pipe(duplex=False)
    ear.close()
    with mouth:
        read_share(mouth, 0, 1, table, RowOptions(), {}, None)


def test_the_processes_load_neither_qt_nor_the_base():
    import subprocess
    import sys

    program = "import crm.importing.sources, crm.importing.apart, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not {"PySide6", "sqlalchemy", "sqlcipher3"} & loaded


def test_a_folder_is_refused_in_a_sentence(tmp_path: Path):
    with pytest.raises(FileProblem):
        read_well(tmp_path, RowOptions(), progress=silent)
