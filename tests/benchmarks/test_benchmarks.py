"""The benchmarks stay alive: all of them, once, on a small base. What they find is no matter here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.harness import Figure, Report

ROOT = Path(__file__).parents[2]
CONTACTS = 3_000
MEASURED = (
    "arrancar",
    "memoria",
    "abrir la lista",
    "saltar",
    "abrir la ficha",
    "pausa más larga",
    "buscar, 6 letras",
    "todos los ids",
    "Mi día",
    "un mes del calendario",
    "abrir Mi día en la ventana",
    "abrir un mes en la ventana",
    "abrir una semana en la ventana",
    "y su línea del tiempo",
    "línea del tiempo",
    "la lista de 200 convenios",
    "el tablero de 200 convenios",
    "las vigencias de 200 convenios",
    "los avisos de convenios",
    "abrir el tablero en la ventana",
    "abrir las vigencias en la ventana",
    "los convenios de Mi día, en la ventana",
    "la ficha de un convenio en PDF",
    "importar",
    "deshacer",
    "rehacer",
    "exportar 3,000 contactos a XLSX",
    "exportar 3,000 contactos a CSV",
    "exportarlos a vCard",
)


@pytest.mark.timeout(240)
def test_everything_is_measured_and_written(tmp_path):
    figures = tmp_path / "medidas.json"
    command = [sys.executable, "-m", "tests.benchmarks", f"--contactos={CONTACTS}", "--rapido"]
    done = subprocess.run(
        [*command, f"--salida={figures}"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    written = json.loads(figures.read_text("utf-8"))
    names = [figure["name"] for figure in written["figures"]]
    for name in MEASURED:
        assert any(found.startswith(name) for found in names), name
    assert all(figure["value"] > 0 for figure in written["figures"])
    assert done.stdout.count("FUERA") == sum(not figure["within"] for figure in written["figures"])


BESIDE_A_BUG = """
import sys
from pathlib import Path
from tests.benchmarks.harness import Report
from tests.benchmarks.program import Program
from tests.benchmarks.stalls import Office, beside_an_import

base = Path(sys.argv[1])
with Program(base, base.parent) as program:
    beside_an_import(Report(0), program, Office(program), None, 0.0)
"""


def test_an_import_that_fails_with_a_bug_ends_what_is_measured_beside_it(new_base, tmp_path):
    base = new_base(tmp_path / "base.vinculo")
    command = [sys.executable, "-c", BESIDE_A_BUG, str(base)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert done.returncode != 0
    assert "contact_work.read(" in done.stderr
    assert "AttributeError" in done.stderr


@pytest.mark.parametrize(
    ("figure", "within"),
    [
        (Figure("x", 1.0), True),
        (Figure("x", 1.5, floor=1.0, budget=1.5), True),
        (Figure("x", 1.6, floor=1.0, budget=1.5), False),
        (Figure("x", 0.050, limit=0.050), True),
        (Figure("x", 0.051, floor=1.0, budget=1.5, limit=0.050), False),
        (Figure("x", 251, limit=250, unit="MB"), False),
    ],
)
def test_a_figure_beyond_a_bound_is_seen(figure, within):
    assert figure.is_within is within
    assert str(figure).endswith("FUERA") is not within


def test_figures_of_another_process_are_taken_over_as_they_are(tmp_path, capsys):
    report, other = Report(10), Report(10)
    other.add(Figure("memoria", 200.0, limit=250, unit="MB"))
    other.write(tmp_path / "figures.json")
    report.take(tmp_path / "figures.json")
    assert report.figures == other.figures
