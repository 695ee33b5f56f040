"""What a file is, by its content; and one sentence for each that is nothing importable."""

import os
import zipfile

import pytest

from crm.errors import FileProblem
from crm.files.sniff import FileKind, sniff

UNDERSTOOD = "CSV, XLSX, XLS, ODS, vCard o ICS."


def tells_what_is_understood(refusal):
    """A refusal that asks for another file names every kind there is, of what the program reads none is missing."""
    assert len(UNDERSTOOD.replace(" o ", ", ").split(", ")) == len(FileKind)
    assert refusal.endswith(UNDERSTOOD) or "XLSX," not in refusal


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"Nombre,Correo\r\nAna,a@b.mx\r\n", "a.csv", FileKind.DELIMITED),
        (b"Nombre,Correo\r\n", "a.xlsx", FileKind.DELIMITED),
        (b"BM,Nombre\n1,Ana\n", "a.csv", FileKind.DELIMITED),
        (b"RIFF;Nombre\n1;Ana\n", "a.csv", FileKind.DELIMITED),
        ("\ufeffNombre\tCorreo\nAna\ta".encode("utf-16"), "a.csv", FileKind.DELIMITED),
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\n", "a.csv", FileKind.VCARD),
        (b"\xef\xbb\xbf\r\nbegin:vcard\r\n", "a.txt", FileKind.VCARD),
        ("BEGIN:VCARD\r\n".encode("utf-16"), "a.vcf", FileKind.VCARD),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "a.txt", FileKind.CALENDAR),
    ],
)
def test_kind_comes_from_the_content(make_file, content, name, kind):
    assert sniff(make_file(content, name)) is kind


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.csv", "está vacío"),
        (b"\xef\xbb\xbf", "a.csv", "no tiene texto"),
        (b"\xff\xfe", "a.csv", "no tiene texto"),
        (b" \r\n\t\r\n", "a.csv", "no tiene texto"),
        (b"%PDF-1.7\n", "a.csv", "es un PDF"),
        (b"\x89PNG\r\n\x1a\n", "a.xlsx", "es una imagen"),
        (b"\xff\xd8\xff\xe0", "a.csv", "es una imagen"),
        (b"BM\0\0\x01", "a.csv", "es una imagen"),
        (b"<!DOCTYPE html><html>", "a.xls", "página web"),
        (b"\xef\xbb\xbf  <html><table>", "a.csv", "página web"),
        (b'<?xml version="1.0"?><Workbook/>', "a.xls", "página web"),
        (b"<!-- x -->\n<table>", "a.xls", "página web"),
        (b"\x1f\x8b\x08", "a.csv", "comprimido"),
        (b"{\\rtf1", "a.csv", "texto con formato"),
        (b"SQLite format 3\0", "a.csv", "base de datos"),
        (b"PK\x05\x06" + bytes(18), "a.xlsx", "ZIP vacío"),
        (b"PK\x03\x04 cut short", "a.xlsx", "dañado"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xls", "no es un libro de Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le"), "a.xls", "Word"),
        (b"hola", "a.vcf", "BEGIN:VCARD"),
    ],
)
def test_what_is_no_table_gets_a_sentence(make_file, content, name, said):
    with pytest.raises(FileProblem, match=said) as caught:
        sniff(make_file(content, name))
    assert str(caught.value).endswith(".")
    assert name in str(caught.value)
    tells_what_is_understood(str(caught.value))


@pytest.mark.parametrize(
    ("member", "said"),
    [
        ("leeme.txt", "es un ZIP"),
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "presentación"),
        ("xl/workbook.bin", "binario"),
    ],
)
def test_a_zip_that_is_no_workbook(tmp_path, member, said):
    path = tmp_path / "directorio.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "x")
    with pytest.raises(FileProblem, match=said) as caught:
        sniff(path)
    tells_what_is_understood(str(caught.value))


def test_an_opendocument_text_is_no_sheet(tmp_path):
    path = tmp_path / "carta.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(FileProblem, match="no es hoja de cálculo") as caught:
        sniff(path)
    tells_what_is_understood(str(caught.value))


def test_workbooks(make_xlsx, make_ods, samples):
    assert sniff(make_xlsx({"Hoja": ""})) is FileKind.XLSX
    assert sniff(make_ods("")) is FileKind.ODS
    assert sniff(samples / "directory.xls") is FileKind.XLS


def test_encrypted_workbooks(samples, make_ods):
    for path in (samples / "encrypted.xlsx", make_ods("", encrypted=True)):
        with pytest.raises(FileProblem, match="protegido con contraseña"):
            sniff(path)


def test_a_folder(tmp_path):
    with pytest.raises(FileProblem, match="es una carpeta"):
        sniff(tmp_path)


def test_a_missing_file(tmp_path):
    with pytest.raises(FileProblem, match="no existe"):
        sniff(tmp_path / "nada.csv")


def test_a_name_no_system_takes(tmp_path):
    with pytest.raises(FileProblem, match="No se pudo leer"):
        sniff(tmp_path / ("x" * 5000))


def test_no_permission(make_file, monkeypatch):
    path = make_file("Nombre\nAna\n")

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(FileProblem, match="No tiene permiso"):
        sniff(path)


def test_a_device_is_not_read():
    if os.path.exists("/dev/zero"):  # noqa: PTH110 - a device, no file of ours
        from pathlib import Path

        with pytest.raises(FileProblem, match="no es un archivo normal"):
            sniff(Path("/dev/zero"))
