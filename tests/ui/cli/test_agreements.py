"""The ficha from the command line: as a file, and on paper by a real print queue."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crm.base import open_base
from tests.crm.agreement_cases import SIGNED, add
from tests.crm.printing.read_back import nothing_clipped, read_pdf
from tests.e2e.print_queue import NAME, missing_tools, print_queue


@pytest.fixture
def office(empty: Path) -> Path:
    """A base with one agreement."""
    with open_base(empty, actor="ana") as base:
        add(base, SIGNED)
    return empty


@pytest.fixture
def program_process() -> Callable[..., subprocess.CompletedProcess[str]]:
    """The program in a process of its own, which finds its printers where it is told to."""

    def call(*arguments: str, server: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ui.main", *arguments],
            env=os.environ | {"CUPS_SERVER": server},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return call


def test_the_ficha_is_written(vinculo, office, tmp_path):
    path = tmp_path / "ficha.pdf"
    done = vinculo("convenio", "CONV-2024-011", "--a", str(path), "--json", base=office)
    assert done.code == 0
    assert done.json == {"folio": "CONV-2024-011", "paginas": 1}
    read = read_pdf(path.read_bytes())
    nothing_clipped(read)
    assert "faltan 219 días" in read.text
    log = vinculo("bitacora", "--json", base=office).json
    assert log[0]["que"] == "Imprimir o guardar en PDF: Ficha de convenio"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("CONV-9999", "--a", "x.pdf"), "No hay ningún convenio con el folio «CONV-9999»"),
        (("CONV-2024-011",), "--a FICHA.pdf"),
        (("CONV-2024-011", "--a", "ficha.txt"), "termine en .pdf"),
        (("CONV-2024-011", "--a", "no/hay/tal/x.pdf"), "carpeta"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(vinculo, office, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    done = vinculo("convenio", *arguments, base=office)
    assert done.code == 2
    assert said in done.err
    assert not list(tmp_path.glob("*.pdf"))


def test_a_file_that_is_there_is_kept_unless_told_otherwise(vinculo, office, tmp_path):
    path = tmp_path / "ficha.pdf"
    path.write_text("mío")
    assert vinculo("convenio", "CONV-2024-011", "--a", str(path), base=office).code == 2
    assert path.read_text() == "mío"
    assert vinculo("convenio", "CONV-2024-011", "--a", str(path), "--reemplazar", base=office).code == 0
    assert path.read_bytes().startswith(b"%PDF")


def test_the_ficha_is_printed_on_a_real_queue(office, program_process):
    missing = missing_tools()
    assert not missing, f"install {', '.join(missing)}: python3 bootstrap.py test does"
    with print_queue() as queue:
        done = program_process(
            "--hoy",
            "2025-10-06",
            "--base",
            str(office),
            "convenio",
            "CONV-2024-011",
            "--imprimir",
            server=queue.server,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert "1 página" in done.stdout
        queue.wait()
        (job,) = queue.jobs()
        assert job.read_bytes().startswith(b"%PDF")
        wrong = program_process(
            "--base", str(office), "convenio", "CONV-2024-011", "--imprimir", "Otra", server=queue.server
        )
        assert wrong.returncode == 2
        assert f"las que hay son: {NAME}" in wrong.stderr
