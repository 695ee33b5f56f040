"""Each bad input of QUALITY's list gets one Spanish sentence and exit code 1, 2 or 3; nothing changes, no traceback."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from db.engine import connect

HEADING = "nombre,correo,telefono,verificado\n"
NESTED = "BEGIN:VCARD\r\n" * 3000
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def zipped(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 200_000_000)
    return buffer.getvalue()


def encrypted_xlsx() -> bytes:
    """The head of an OLE file that holds an EncryptedPackage stream, its name in UTF-16."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
    return head + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 4096


REFUSED: dict[str, tuple[str, bytes]] = {
    "empty": ("vacio.csv", b""),
    "only a heading": ("encabezado.csv", HEADING.encode()),
    "only a BOM": ("bom.csv", b"\xef\xbb\xbf"),
    "a ZIP": ("zip.csv", zipped("a.txt", b"hola")),
    "HTML": ("pagina.csv", b"<!DOCTYPE html><html><body><table></table></body></html>"),
    "a PDF": ("hoja.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
    "a picture": ("foto.xlsx", PNG),
    "encrypted XLSX": ("secreto.xlsx", encrypted_xlsx()),
    "a spreadsheet bomb": ("bomba.xlsx", bomb()),
    "an unclosed quote": ("comilla.csv", (HEADING + '"Rosa Tapia,rosa@example.org\n' * 3).encode()),
    "NUL bytes": ("nul.csv", (HEADING + "Ro\x00sa,rosa@example.org\n").encode()),
    "a field too long": ("largo.csv", (HEADING + "x" * 131_073 + ",a@example.org\n").encode()),
    "no recognisable column": ("columnas.csv", b"zzz,qqq\n1,2\n"),
    "3,000 nested vCards": ("anidadas.vcf", NESTED.encode()),
}

REJECTED: dict[str, tuple[str, str, str]] = {
    "a phone with letters": ("telefono.csv", HEADING + "Rosa Tapia,,55 1234 ABCD,\n", "telefono"),
    "an e-mail with two @": ("correo.csv", HEADING + "Rosa Tapia,rosa@@example.org,,\n", "correo"),
    "31 February": ("fecha.csv", HEADING + "Rosa Tapia,,,31/02/2024\n", "verificado"),
    "unequal rows": ("filas.csv", HEADING + "Rosa Tapia,rosa@example.org,,,de más,y más\n", ""),
    "a vCard without END": (
        "sin-fin.vcf",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Rosa Tapia\r\n"
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Juan Solís\r\nN:Solís;Juan;;;\r\nEND:VCARD\r\n",
        "",
    ),
}

TAKEN: dict[str, tuple[str, bytes]] = {
    "mixed line ends": (
        "finales.csv",
        b"nombre,correo\r\nRosa Tapia,a@example.org\nJuan Mena,b@example.org\r",
    ),
    "duplicate headings": ("dobles.csv", b"nombre,correo,correo\nRosa Tapia,a@example.org,b@example.org\n"),
    "a title above": (
        "titulo.csv",
        b"Directorio 2025,,\n\nnombre,correo,ciudad\nRosa Tapia,a@example.org,\n",
    ),
    "UTF-16": ("utf16.csv", "nombre\tcorreo\nRosa Peña\ta@example.org\n".encode("utf-16")),
    "CP1252": ("cp1252.csv", "nombre;correo\nRosa Peña;a@example.org\n".encode("cp1252")),
    "garbled once": ("danado.csv", "nombre,correo\nRosa PeÃ±a,a@example.org\n".encode()),
    "quoted-printable": (
        "qp.vcf",
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Pe=C3=B1a;Rosa;;;\r\nEND:VCARD\r\n",
    ),
    "a 5 MB photo": (
        "foto.vcf",
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Rosa Tapia\r\nN:Tapia;Rosa;;;\r\nPHOTO;ENCODING=b;TYPE=JPEG:"
        + b"QUJD" * 1_300_000
        + b"\r\nEND:VCARD\r\n",
    ),
}


@pytest.fixture
def content(empty: Path, vinculo) -> Callable[[], object]:
    """What the base holds, to see that nothing changed."""

    def read() -> object:
        return (
            vinculo("contar", "", "--json", base=empty).json,
            vinculo("bitacora", "--json", base=empty).json,
        )

    return read


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_read_changes_nothing(
    tmp_path: Path, vinculo, empty: Path, content, case: str
) -> None:
    name, data = REFUSED[case]
    path = tmp_path / name
    path.write_bytes(data)
    before = content()
    called = vinculo("importar", str(path), "--json", base=empty)
    assert called.code == 2, called
    assert_one_sentence(called.err)
    assert called.out == ""
    assert content() == before


@pytest.mark.parametrize("case", REJECTED)
def test_a_bad_row_comes_back_with_its_reason(tmp_path: Path, vinculo, empty: Path, case: str) -> None:
    name, text, column = REJECTED[case]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    back = tmp_path / f"rechazos{path.suffix}"
    called = vinculo("importar", str(path), "--json", "--rechazos", str(back), base=empty)
    assert called.code == 1, called
    (reject,) = called.json["rechazos"]
    assert set(reject) == {"fila", "columna", "valor", "motivo"}
    assert reject["columna"] == column
    assert reject["motivo"].endswith(".")
    assert reject["motivo"].rstrip(".") in back.read_text(encoding="utf-8-sig").replace("\\,", ",").replace(
        "\r\n ", ""
    )


@pytest.mark.parametrize("case", TAKEN)
def test_what_can_be_read_is(tmp_path: Path, vinculo, empty: Path, case: str) -> None:
    name, data = TAKEN[case]
    path = tmp_path / name
    path.write_bytes(data)
    called = vinculo("importar", str(path), "--json", base=empty)
    assert called.code == 0, called
    assert called.json["creadas"] >= 1


def test_garbled_text_is_offered_for_repair(tmp_path: Path, vinculo, empty: Path) -> None:
    name, data = TAKEN["garbled once"]
    (tmp_path / name).write_bytes(data)
    assert "repararlo" in vinculo("importar", str(tmp_path / name), "--simular", base=empty).err
    assert vinculo("importar", str(tmp_path / name), "--reparar", base=empty).code == 0
    assert vinculo("contar", "peña", "--json", base=empty).json["total"] == 1


def test_a_folder_is_not_a_file(tmp_path: Path, vinculo, empty: Path) -> None:
    called = vinculo("importar", str(tmp_path), base=empty)
    assert called.code == 2
    assert_one_sentence(called.err)


@pytest.mark.parametrize(
    "name", ["no/existe/salida.csv", "no/existe/salida.vcf", "no/existe/salida.xlsx", "x.docx"]
)
def test_an_export_that_cannot_be_written(tmp_path: Path, vinculo, demo: Path, name: str) -> None:
    called = vinculo("exportar", "contactos", "tipo:club", "--a", str(tmp_path / name), base=demo)
    assert called.code == 2
    assert_one_sentence(called.err)
    assert not (tmp_path / "no").exists()


def test_a_map_that_names_no_field(tmp_path: Path, vinculo, empty: Path) -> None:
    (tmp_path / "a.csv").write_text("nombre,x\nRosa Tapia,1\n", encoding="utf-8")
    (tmp_path / "mapa.json").write_text('{"x": "colorr"}', encoding="utf-8")
    called = vinculo("importar", str(tmp_path / "a.csv"), "--mapa", str(tmp_path / "mapa.json"), base=empty)
    assert called.code == 2
    assert_one_sentence(called.err)


def newer(path: Path) -> None:
    connection = connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()


def of_another_program(path: Path) -> None:
    connection = connect(path)
    connection.execute("PRAGMA application_id = 42")
    connection.close()


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def scribbled(path: Path) -> None:
    path.write_bytes(b"no soy una base" * 1000)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("harm", [newer, of_another_program, truncated, scribbled, emptied, gone])
@pytest.mark.parametrize("command", [("contar",), ("importar", "x.csv"), ("deshacer",), ("bitacora",)])
def test_a_base_that_cannot_be_opened(
    vinculo, empty: Path, harm: Callable[[Path], None], command: tuple[str, ...]
) -> None:
    harm(empty)
    before = empty.read_bytes() if empty.exists() else None
    called = vinculo(*command, base=empty)
    assert (called.code, called.out) == (3, "")
    assert_one_sentence(called.err)
    assert (empty.read_bytes() if empty.exists() else None) == before


def test_a_wrong_key(vinculo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cifrada.vinculo"
    monkeypatch.setenv("VINCULO_CLAVE", "correcta caballo batería")
    assert vinculo("crear", base=path).code == 0
    monkeypatch.setenv("VINCULO_CLAVE", "otra")
    called = vinculo("contar", base=path)
    assert called.code == 3
    assert_one_sentence(called.err)


def assert_one_sentence(text: str) -> None:
    assert text.count("\n") == 1, text
    assert text.rstrip().endswith("."), text
    for trace in ("Traceback", "Error", "Exception", "sqlite", "None"):
        assert trace not in text
