import csv

import pytest

from crm.errors import FileProblem
from crm.files.spreadsheet import write_xlsx
from crm.importing.reading import read_file
from crm.importing.rejects import write_rejects
from crm.importing.rows import RowOptions

TEXT = "Directorio 2025;;\nNombre;Tel;Nota\nAna Soto;55;=1+1\nRosa;5512345678;\nJosé;x;y;z\n"
SENTENCE = "Al teléfono le faltan ocho dígitos; en México son diez."


@pytest.fixture
def reading(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.encode("cp1252"))
    return read_file(path, RowOptions())


def test_rejects_have_the_same_shape_and_the_reason(reading, tmp_path):
    path = tmp_path / "rechazos.csv"
    write_rejects(reading, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[0] == ["Nombre", "Tel", "Nota", "Columna 4", "motivo"]
    assert rows[1] == ["Ana Soto", "55", "'=1+1", "", SENTENCE]
    assert rows[2][:4] == ["José", "x", "y", "z"]
    assert len(rows) == 3


def test_rejects_that_are_imported_again_keep_one_reason(reading, tmp_path):
    path, again = tmp_path / "rechazos.csv", tmp_path / "otra.csv"
    write_rejects(reading, path)
    second = read_file(path, RowOptions())
    assert [row.problems[0].reason for row in second.rejected] == [
        SENTENCE,
        "«x» no es un teléfono; escriba sus dígitos.",
    ]
    write_rejects(second, again)
    assert again.read_text(encoding="utf-8-sig").splitlines()[0] == "Nombre;Tel;Nota;Columna 4;motivo"


def test_rejects_of_a_workbook_are_a_workbook(tmp_path):
    source, path = tmp_path / "a.xlsx", tmp_path / "rechazos.xlsx"
    write_xlsx(source, ["Nombre", "Correo"], [["Ana", "ana@"], ["Rosa", "rosa@example.org"]])
    write_rejects(read_file(source, RowOptions()), path)
    again = read_file(path, RowOptions())
    assert list(again.columns.headings) == ["Nombre", "Correo", "motivo"]
    assert [list(row.cells) for row in again.rejected] == [
        ["Ana", "ana@", "Al correo le falta el dominio, lo que va después de la @."]
    ]


def test_rejects_of_vcards_are_vcards(tmp_path):
    source, path = tmp_path / "a.vcf", tmp_path / "rechazos.vcf"
    bad = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Soto\r\nN:Soto;Ana;;;\r\nTEL:55\r\nEND:VCARD\r\n"
    good = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Rosa Tapia\r\nN:Tapia;Rosa;;;\r\nEND:VCARD\r\n"
    open_one = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:José\r\n"
    source.write_text(bad + good + open_one, encoding="utf-8", newline="")
    write_rejects(read_file(source, RowOptions()), path)
    written = path.read_text(encoding="utf-8")
    assert [line for line in written.splitlines() if "VCARD" in line and ":V" in line[:10]] == [
        "BEGIN:VCARD",
        "END:VCARD",
    ] * 2
    assert f"TEL:55\nX-VINCULO-MOTIVO:{SENTENCE}\nEND:VCARD" in written
    assert "no termina" in written
    write_rejects(read_file(path, RowOptions()), path)
    assert path.read_text(encoding="utf-8").count(SENTENCE) == 1


def test_a_folder_that_is_not_there_gets_a_sentence(reading, tmp_path):
    with pytest.raises(FileProblem, match=r"La carpeta «.*no hay» no existe"):
        write_rejects(reading, tmp_path / "no hay" / "rechazos.csv")
