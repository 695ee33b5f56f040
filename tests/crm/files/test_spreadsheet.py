"""Workbooks read as text, written as text, and refused when they are too big or damaged."""

import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given, strategies as st
from openpyxl import load_workbook

from crm.errors import Cancelled, FileProblem
from crm.files.opening import open_table
from crm.files.spreadsheet import MAX_CELL_CHARACTERS, open_spreadsheet, write_xlsx
from crm.files.workbook_limits import refuse_oversized


def rows_of(path, score, sheet=None):
    with open_table(path, score, sheet) as table:
        return [row.cells for row in table]


def test_values_become_text(make_xlsx, score, cell):
    heading = "".join(
        cell(f"{column}1", text) for column, text in zip("ABCDE", ["Nombre", *"wxyz"], strict=True)
    )
    values = (
        f'{cell("A2", "Peña")}<c r="B2"><v>5512345678</v></c><c r="C2" t="b"><v>1</v></c>'
        '<c r="D2"><v>19.4326</v></c><c r="E2" t="str"><f>1+1</f><v>dos</v></c>'
    )
    path = make_xlsx({"Hoja": f'<row r="1">{heading}</row><row r="2">{values}</row>'})
    assert rows_of(path, score) == [["Peña", "5512345678", "Sí", "19.4326", "dos"]]


def test_xls_with_a_date(samples, score):
    with open_table(samples / "directory.xls", score) as table:
        assert table.sheet == "Directorio"
        assert [row.cells for row in table] == [["Peña Núñez", "5512345678", "2024-03-15", "Sí"]]


def test_dates_and_times(tmp_path, score):
    import datetime

    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Nombre", "a", "b", "c"])
    moment = datetime.datetime(2024, 3, 15, 18, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
    book.active.append(["Ana", datetime.date(2024, 2, 29), moment, datetime.time(9, 5)])
    book.save(tmp_path / "fechas.xlsx")
    assert rows_of(tmp_path / "fechas.xlsx", score) == [
        ["Ana", "2024-02-29", "2024-03-15 18:30:00", "09:05:00"]
    ]


def test_title_and_blank_rows_keep_the_rows_numbers(make_xlsx, score, cell):
    rows = (
        f'<row r="3">{cell("B3", "Directorio 2024")}</row>'
        f'<row r="5">{cell("B5", "Nombre")}{cell("C5", "Correo")}</row>'
        f'<row r="9">{cell("B9", "Ana")}{cell("D9", "de más")}</row>'
    )
    with open_table(make_xlsx({"Hoja": rows}), score) as table:
        assert table.heading_number == 5
        assert table.skipped_lines == 1
        assert table.headings == ["Nombre", "Correo"]
        row = next(table.rows)
    assert (row.number, row.cells) == (9, ["Ana", "", "de más"])
    assert "3 valores" in row.problem


def sheet_xml(cell, name):
    return f'<row r="1">{cell("A1", "Nombre")}</row><row r="2">{cell("A2", name)}</row>'


def test_the_first_visible_sheet_with_data(make_xlsx, score, cell):
    sheets = {"Listas": sheet_xml(cell, "oculta"), "Portada": "", "Datos": sheet_xml(cell, "Ana")}
    path = make_xlsx({**sheets, "Más": sheet_xml(cell, "Eva")}, hidden=["Listas"])
    with open_table(path, score) as table:
        assert table.sheet == "Datos"
        assert table.sheets == ("Portada", "Datos", "Más")
        assert [row.cells for row in table] == [["Ana"]]
    assert rows_of(path, score, "más ") == [["Eva"]]


def test_a_sheet_that_is_not_there(make_xlsx, score, cell):
    with pytest.raises(FileProblem, match=r"no tiene una hoja «Otra».*«Datos»"):
        open_table(make_xlsx({"Datos": sheet_xml(cell, "Ana")}), score, "Otra")


@pytest.mark.parametrize(("rows", "said"), [("", "no tiene datos"), ("heading", "solo tiene encabezados")])
def test_nothing_to_read(make_xlsx, score, cell, rows, said):
    xml = f'<row r="1">{cell("A1", "Nombre")}</row>' if rows else ""
    with pytest.raises(FileProblem, match=said):
        open_table(make_xlsx({"Datos": xml}), score)


def test_garbled_text_is_noticed(make_xlsx, score, cell):
    with open_table(make_xlsx({"Datos": sheet_xml(cell, "PeÃ±a")}), score) as table:
        assert table.garbled


def ods_row(*texts, repeated=1, rows=1):
    cells = "".join(
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeated}">'
        f"<text:p>{text}</text:p></table:table-cell>"
        for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{rows}">{cells}</table:table-row>'


_EMPTY_END = (
    '<table:table-row table:number-rows-repeated="1048574"><table:table-cell '
    'table:number-columns-repeated="16384"/></table:table-row>'
)


def test_ods_with_the_empty_end_that_libreoffice_writes(make_ods, score):
    path = make_ods(ods_row("Nombre", "Correo") + ods_row("Peña", "a@b.mx") + _EMPTY_END)
    assert rows_of(path, score) == [["Peña", "a@b.mx"]]


def refused_at_once(path, score):
    tracemalloc.start()
    start = time.process_time()
    with pytest.raises(FileProblem, match="demasiado grande"):
        open_table(path, score)
    took = time.process_time() - start
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 1
    assert peak < 200 << 20


def test_a_cell_in_the_last_corner(make_xlsx, score, cell):
    far = f'<row r="1">{cell("A1", "Nombre")}</row><row r="1048576">{cell("XFD1048576", "x")}</row>'
    refused_at_once(make_xlsx({"Datos": far}), score)


def test_a_cell_that_contradicts_its_row(make_xlsx, score, cell):
    far = f'<row r="1">{cell("A1", "Nombre")}</row><row r="2">{cell("XFD1048576", "x")}</row>'
    refused_at_once(make_xlsx({"Datos": far}), score)


@pytest.mark.parametrize("spelling", ["r='XFD1048576'", 'r = "XFD1048576"', "\nr\t=\n'xfd1048576'"])
def test_a_far_cell_however_it_is_spelt(make_xlsx, score, cell, spelling):
    far = f'<row r="1">{cell("A1", "Nombre")}<c {spelling} t="b"><v>1</v></c></row>'
    refused_at_once(make_xlsx({"Datos": far}), score)


def test_styled_cells_without_value_do_not_count(make_xlsx, score, cell):
    styled = '<row r="1048576"><c r="XFD1048576" s="1"/></row><row r="1048575" hidden="1"/>'
    path = make_xlsx({"Datos": sheet_xml(cell, "Ana") + styled})
    assert rows_of(path, score) == [["Ana"]]


def test_ods_cells_repeated_without_end(make_ods, score):
    refused_at_once(make_ods(ods_row("Nombre") + ods_row("x", repeated=16384, rows=1048575)), score)


def test_a_bomb_by_its_ratio(make_xlsx, score):
    refused_at_once(make_xlsx({"Datos": " " * (60 << 20)}), score)


def test_a_bomb_that_declares_a_small_size(make_xlsx, score):
    path = make_xlsx({"Datos": " " * (5 << 20)})
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    path.write_bytes(bytes(raw).replace(size, (1000).to_bytes(4, "little")))
    with pytest.raises(FileProblem, match="dañado"):
        open_table(path, score)


def test_a_file_too_long_is_not_even_opened(make_xlsx, monkeypatch):
    monkeypatch.setattr("crm.files.workbook_limits.MAX_FILE_BYTES", 100)
    with pytest.raises(FileProblem, match="demasiado grande"):
        refuse_oversized(make_xlsx({"Datos": ""}))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_a_damaged_part(make_xlsx, score, cell, tmp_path, part):
    sound = make_xlsx({"Datos": sheet_xml(cell, "Ana")})
    broken = tmp_path / "roto.xlsx"
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:-40] + b"<" if name == part else old.read(name))
    with pytest.raises(FileProblem, match="dañado"):
        open_table(broken, score)


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
def test_a_workbook_cut_short(make_xlsx, score, cell, keep):
    path = make_xlsx({"Datos": sheet_xml(cell, "Ana")})
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * keep)])
    with pytest.raises(FileProblem, match="dañado"):
        open_table(path, score)


@pytest.mark.parametrize("position", range(0, 5632, 512))
def test_an_xls_with_a_sector_wiped(samples, score, tmp_path, position):
    raw = bytearray((samples / "directory.xls").read_bytes())
    raw[position : position + 512] = b"\x01" * 512
    path = tmp_path / "roto.xls"
    path.write_bytes(raw)
    try:
        rows_of(path, score)
    except FileProblem as problem:
        assert str(problem).endswith(".")  # noqa: PT017 - either outcome is right, a crash is not


_cells = st.text(
    st.one_of(
        st.sampled_from("=+-@\t\n'"), st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\0")
    ),
    max_size=20,
)
_tables = st.lists(
    st.tuples(_cells, _cells).filter(lambda row: any(cell.strip() for cell in row)), min_size=1, max_size=5
)


@given(_tables)
def test_what_is_written_is_read_again(tmp_path_factory, rows):
    path = tmp_path_factory.getbasetemp() / "ida_y_vuelta.xlsx"
    write_xlsx(path, ["Nombre", "Notas"], rows)
    with open_spreadsheet(path, lambda cells: tuple(cells) == ("Nombre", "Notas")) as table:
        assert [tuple(row.cells) for row in table] == rows


def test_text_stays_text(tmp_path):
    path = tmp_path / "salida.xlsx"
    hostile = [
        "=1+1",
        "+CMD",
        "-1",
        "@SUM(A1)",
        "http://a.mx",
        "mailto:a@b.mx",
        "{=1}",
        "00123",
        "55",
        "1E5",
        "true",
    ]
    write_xlsx(path, ["Nombre"], [[text] for text in hostile])
    sheet = load_workbook(path).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == hostile
    assert {row[0].data_type for row in sheet.iter_rows()} == {"s"}
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in xml
    assert b"hyperlink" not in xml


def test_heading_bold_frozen_and_columns_wide_enough(tmp_path):
    path = tmp_path / "salida.xlsx"
    write_xlsx(path, ["Nombre", "Notas"], [["Ana", "x" * 500]])
    sheet = load_workbook(path).active
    assert sheet.title == "Contactos"
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert not sheet["A2"].font.bold
    assert 10 <= sheet.column_dimensions["A"].width < 12
    assert 60 <= sheet.column_dimensions["B"].width < 62


def test_no_rows_still_writes_the_heading(tmp_path):
    path = tmp_path / "salida.xlsx"
    write_xlsx(path, ["Nombre", "Correo"], [])
    assert [cell.value for cell in next(load_workbook(path).active.iter_rows())] == ["Nombre", "Correo"]


def test_a_cancelled_export_leaves_nothing(tmp_path):
    def rows():
        for _ in range(300):
            yield ["Ana"]
        raise Cancelled("Exportación cancelada.")

    with pytest.raises(Cancelled):
        write_xlsx(tmp_path / "salida.xlsx", ["Nombre"], rows())
    assert list(tmp_path.iterdir()) == []


def test_a_text_longer_than_a_cell(tmp_path):
    with pytest.raises(FileProblem, match=r"renglón 2 .*«Notas».*CSV o vCard"):
        write_xlsx(tmp_path / "a.xlsx", ["Notas"], [["x"], ["y" * (MAX_CELL_CHARACTERS + 1)]])
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet(tmp_path, monkeypatch):
    monkeypatch.setattr("crm.files.spreadsheet.MAX_ROWS", 3)
    with pytest.raises(FileProblem, match="admite 3 renglones"):
        write_xlsx(tmp_path / "a.xlsx", ["Notas"], [["x"]] * 4)


def test_headings_must_be_unique(tmp_path):
    with pytest.raises(ValueError, match="unique"):
        write_xlsx(tmp_path / "a.xlsx", ["Notas", "Notas"], [])


def test_vcards_are_no_table(make_file, score):
    with pytest.raises(FileProblem, match="impórtelo como vCard"):
        open_table(make_file("BEGIN:VCARD\n"), score)
