"""What is exported opens in the office's own spreadsheet: LibreOffice converts it without a window."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from crm.clock import Clock
from crm.demo.building import build_demo
from ui.cli.main import run

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.timeout(240)
def test_the_exported_workbook_opens_in_libreoffice(tmp_path: Path) -> None:
    assert OFFICE, "LibreOffice is among the packages that the tests install"
    base, sheet = tmp_path / "demo.vinculo", tmp_path / "contactos.xlsx"
    build_demo(base, clock=Clock())
    chosen = "nombre_completo,siglas,ciudad"
    code = run(
        [
            "--base",
            str(base),
            "exportar",
            "contactos",
            "tipo:institución",
            "--a",
            str(sheet),
            "--columnas",
            chosen,
        ]
    )
    assert code == 0
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation={(tmp_path / 'perfil').as_uri()}",
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1",
            "--outdir",
            str(tmp_path),
            str(sheet),
        ],
        check=True,
        capture_output=True,
        timeout=200,
    )
    with (tmp_path / "contactos.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 1 + 822
    assert any("Universidad Nacional Autónoma de México" in row for row in rows)
