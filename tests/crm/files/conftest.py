"""Files made by hand, for the readers to find fault with."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

KNOWN = {
    "nombre",
    "correo",
    "teléfono",
    "ciudad",
    "notas",
    "first name",
    "last name",
    "e-mail address",
    "puesto",
}


@pytest.fixture
def score():
    """Count the cells that are known column names."""

    def count(cells: Sequence[str]) -> int:
        return sum(cell.strip().casefold() in KNOWN for cell in cells)

    return count


@pytest.fixture
def samples() -> Path:
    return Path(__file__).parent / "samples"


@pytest.fixture
def make_file(tmp_path: Path):
    """Write bytes or text to a file of that name."""

    def make(content: bytes | str, name: str = "directorio.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORKBOOK_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
}


@pytest.fixture
def make_xlsx(tmp_path: Path):
    """A workbook out of the XML of its sheets' rows; ``hidden`` sheets by name."""

    def make(sheets: dict[str, str], name: str = "libro.xlsx", hidden: Sequence[str] = ()) -> Path:
        path = tmp_path / name
        listed = "".join(
            f'<sheet name="{title}" sheetId="{number}" r:id="r{number}"'
            + (' state="hidden"' if title in hidden else "")
            + "/>"
            for number, title in enumerate(sheets, start=1)
        )
        related = "".join(
            f'<Relationship Id="r{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
            for number in range(1, len(sheets) + 1)
        )
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, xml in _WORKBOOK_PARTS.items():
                archive.writestr(part, xml)
            archive.writestr(
                "xl/workbook.xml",
                f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
            )
            archive.writestr(
                "xl/_rels/workbook.xml.rels",
                f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
            )
            for number, rows in enumerate(sheets.values(), start=1):
                archive.writestr(
                    f"xl/worksheets/sheet{number}.xml",
                    f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
                )
        return path

    return make


@pytest.fixture
def make_ods(tmp_path: Path):
    """An OpenDocument sheet out of the XML of its rows."""

    def make(rows: str, encrypted: bool = False) -> Path:
        path = tmp_path / "hoja.ods"
        manifest = "<manifest:encryption-data/>" if encrypted else "<manifest:manifest/>"
        spaces = " ".join(
            f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
            for prefix in ("office", "text", "table")
        )
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("META-INF/manifest.xml", manifest)
            archive.writestr(
                "content.xml",
                f"<office:document-content {spaces}><office:body><office:spreadsheet>"
                f'<table:table table:name="Hoja1">{rows}</table:table>'
                "</office:spreadsheet></office:body></office:document-content>",
            )
        return path

    return make


@pytest.fixture
def cell():
    """A text cell of a workbook."""
    return lambda ref, text: f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'
