"""CSV and TSV, as many programs write them, and as hostile as they come."""

import csv
import io
import random
import re

import pytest
from hypothesis import given, strategies as st

from crm.errors import Cancelled, FileProblem
from crm.files.delimited import open_delimited, write_delimited
from crm.files.formulas import begins_like_formula, neutralize, restore
from crm.files.table import unique_headings


def read(path, score):
    with open_delimited(path, score) as table:
        return table, [row.cells for row in table]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850", "mac_roman"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_encodings_separators_and_line_ends(make_file, score, encoding, separator, line_end):
    rows = [
        ["Nombre", "Ciudad", "Notas"],
        ["Peña Núñez", "Los Ángeles", "Dice «sí»".replace("«", "").replace("»", "")],
    ]
    text = line_end.join(separator.join(row) for row in rows) + line_end
    table, found = read(make_file(text.encode(encoding)), score)
    assert table.headings == rows[0]
    assert found == rows[1:]
    assert table.separator == separator


def test_utf16_without_its_own_byte_order_is_refused(make_file, score):
    with pytest.raises(FileProblem, match="está dañado o es de otro tipo"):
        read(make_file("Nombre,Correo\nAna,a@b\n".encode("utf-16-le")), score)


def test_utf16_cut_in_the_middle(make_file, score):
    with pytest.raises(FileProblem, match="incompleto o dañado"):
        read(make_file("Nombre,Correo\nAna,a@b\n".encode("utf-16")[:-1]), score)


def test_nul_bytes(make_file, score):
    with pytest.raises(FileProblem, match="está dañado o es de otro tipo"):
        read(make_file(b"Nombre,Correo\nAna\0,a@b\n"), score)


def test_utf16_nul(make_file, score):
    with pytest.raises(FileProblem, match="está dañado o es de otro tipo"):
        read(make_file("Nombre,Correo\nAna\0,a@b\n".encode("utf-16")), score)


def test_unknown_encoding(make_file, score):
    with pytest.raises(FileProblem, match="codificación"):
        read(make_file(b"Nombre,Correo\n\x81\x8d\x8f,a@b\n"), score)


def test_utf8_with_a_stray_byte_is_not_read_as_cp1252_throughout(make_file, score):
    lines = ["Nombre,Ciudad", *["Peña,León"] * 20]
    table, found = read(make_file("\n".join(lines).encode() + b"\nMu\xf1oz,Canc\xfan\n"), score)
    assert found[0] == ["Peña", "León"]
    assert found[-1] == ["Muñoz", "Cancún"]
    assert any("mezcla" in notice for notice in table.notices)


def test_garbled_text_is_noticed(make_file, score):
    garbled, _ = read(make_file("Nombre,Ciudad\nPeÃ±a,LeÃ³n\n"), score)
    sound, _ = read(make_file("Nombre,Ciudad\nPeña,São Paulo\n"), score)
    assert garbled.garbled
    assert not sound.garbled


def test_separator_declared_to_excel(make_file, score):
    table, found = read(make_file("\ufeffsep=;\r\nNombre;Notas\r\nAna;uno, dos, tres\r\n"), score)
    assert table.headings == ["Nombre", "Notas"]
    assert found == [["Ana", "uno, dos, tres"]]
    assert table.heading_number == 2


def test_separator_told_by_known_columns_not_by_frequency(make_file, score):
    text = "Nombre;Notas\nAna;a,b,c,d,e\nEva;a,b,c,d,e\n"
    table, found = read(make_file(text), score)
    assert table.separator == ";"
    assert found[0] == ["Ana", "a,b,c,d,e"]


def test_separator_of_a_table_without_known_columns(make_file):
    with open_delimited(make_file("x;y\n1,5;2\n2,5;3\n"), lambda cells: 0) as table:
        assert table.separator == ";"


def test_one_column(make_file, score):
    table, found = read(make_file("Correo\na@b.mx\nc@d.mx\n"), score)
    assert table.headings == ["Correo"]
    assert found == [["a@b.mx"], ["c@d.mx"]]


def test_one_column_whose_cells_hold_another_separator(make_file, score):
    assert read(make_file("Correo\na\t1\nb\t2\n"), score)[1] == [["a\t1"], ["b\t2"]]


def test_title_above_the_heading(make_file, score):
    text = 'Directorio 2024;;\n"Corte: 1 de agosto";;\n\nNombre;Correo;Ciudad\nAna;a@b.mx;León\n'
    with open_delimited(make_file(text), score) as table:
        assert table.headings == ["Nombre", "Correo", "Ciudad"]
        assert table.skipped_lines == 2
        assert table.heading_number == 4
        assert [(row.number, row.cells) for row in table] == [(5, ["Ana", "a@b.mx", "León"])]


def test_unequal_rows(make_file, score):
    text = "Nombre,Correo,Ciudad\nAna\nEva,e@b.mx,León,sobra\nLuz,l@b.mx,León,,\n"
    with open_delimited(make_file(text), score) as table:
        short, long, padded = table
    assert short.cells == ["Ana", "", ""]
    assert not short.problem
    assert long.cells == ["Eva", "e@b.mx", "León", "sobra"]
    assert "4 valores" in long.problem
    assert padded.cells == ["Luz", "l@b.mx", "León"]
    assert not padded.problem


def test_row_numbers_count_lines_inside_quotes(make_file, score):
    text = 'Nombre,Notas\nAna,"uno\r\ndos\ntres"\n\nEva,x\n'
    with open_delimited(make_file(text), score) as table:
        assert [(row.number, row.cells[1]) for row in table] == [(2, "uno\r\ndos\ntres"), (6, "x")]


def test_unclosed_quote_names_its_line(make_file, score):
    path = make_file('Nombre,Correo\nAna,a@b.mx\nEva,"e@b.mx\nLuz,l@b.mx\n')
    with pytest.raises(FileProblem, match="línea 3"):
        read(path, score)


def test_unclosed_quote_before_a_long_rest(make_file, score):
    path = make_file('Nombre,Correo\nEva,"e@b.mx\n' + "Luz,l@b.mx\n" * 50_000)
    with pytest.raises(FileProblem, match=r"línea 2 .* comilla"):
        read(path, score)


def test_quote_in_the_middle_of_a_value_is_text(make_file, score):
    _, found = read(make_file('Nombre,Notas\nAna,La "Güera" Ruiz\n'), score)
    assert found == [["Ana", 'La "Güera" Ruiz']]


def test_field_too_long(make_file, score):
    path = make_file("Nombre,Notas\nAna,x\nEva," + "y" * 131_073 + "\n")
    with pytest.raises(FileProblem, match=r"línea 3 .*131,072"):
        read(path, score)


def test_field_just_fits(make_file, score):
    _, found = read(make_file("Nombre,Notas\nEva," + "y" * 131_072 + "\n"), score)
    assert len(found[0][1]) == 131_072


def test_a_line_without_end_does_not_fill_memory(make_file, score, monkeypatch):
    monkeypatch.setattr("crm.files.delimited._LONGEST_LINE", 1000)
    with pytest.raises(FileProblem, match="línea 2"):
        read(make_file("Nombre,Notas\n" + "a," * 2000 + "\n"), score)


@pytest.mark.parametrize("text", ["Nombre,Correo\n", "Nombre,Correo", "Título\nNombre,Correo\n\n,,\n"])
def test_only_a_heading(make_file, score, text):
    with pytest.raises(FileProblem, match="solo tiene encabezados"):
        read(make_file(text), score)


def test_only_separators(make_file, score):
    with pytest.raises(FileProblem, match="no tiene datos"):
        read(make_file(",,,\n,,,\n"), score)


def test_repeated_and_empty_headings(make_file, score):
    table, _ = read(make_file("Nombre,Teléfono,Teléfono,,teléfono,Correo\nAna,1,2,3,4,5\n"), score)
    assert table.headings == ["Nombre", "Teléfono", "Teléfono (2)", "Columna 4", "teléfono (3)", "Correo"]
    assert table.written_headings == ["Nombre", "Teléfono", "Teléfono", "", "teléfono", "Correo"]
    assert table.notices == ("Hay encabezados repetidos («Teléfono»); se numeraron para distinguirlos.",)


@given(st.lists(st.sampled_from(["", " ", "A", "a", "A (2)", "Columna 1", "Columna 2", "B"]), max_size=8))
def test_headings_come_out_unique(written):
    unique = unique_headings(written)
    assert len({heading.casefold() for heading in unique}) == len(written)
    assert all(unique)


def test_the_file_is_let_go_when_it_cannot_be_read(make_file, score, tmp_path):
    path = make_file("Nombre,Correo\n")
    with pytest.raises(FileProblem):
        open_delimited(path, score)
    path.rename(tmp_path / "otro.csv")


def test_reading_streams_and_can_stop(make_file, score):
    path = make_file("Nombre,Correo\n" + "Ana,a@b.mx\n" * 5000)
    table = open_delimited(path, score)
    assert next(table.rows).number == 2
    assert table.total == 5000
    table.close()
    table.close()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+CMD|x", "'+CMD|x"),
        ("+52 55 5555 5555", "+52 55 5555 5555"),
        ("+52 55;=1", "'+52 55;=1"),
        ("+52\n55", "'+52\n55"),
        ("-1", "-1"),
        ("-118.24368", "-118.24368"),
        ("'-1", "'-1"),
        ("-1.", "'-1."),
        ("-1.5.2", "'-1.5.2"),
        ("-1+1", "'-1+1"),
        ("-1\n", "'-1\n"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("'hola", "'hola"),
        ("'+52 55", "'+52 55"),
        ("Ana", "Ana"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_formulas_are_held_back(text, written):
    assert neutralize(text) == written
    assert restore(written) == text


_starts = st.text(alphabet="'=+-@\t\r\n 5", max_size=6)


@given(_starts, st.text())
def test_restore_undoes_neutralize(start, rest):
    text = start + rest
    assert restore(neutralize(text)) == text


@given(_starts, st.text())
def test_nothing_written_runs(start, rest):
    written = neutralize(start + rest)
    assert written[:1] not in ("=", "@", "\t", "\r")
    assert not written.startswith("-") or re.fullmatch(r"-[0-9]+(\.[0-9]+)?", written)
    assert not written.startswith("+") or not begins_like_formula(written)


_any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
_tables = st.integers(1, 5).flatmap(
    lambda width: st.tuples(
        st.permutations([f"Campo {number}" for number in range(width)]),
        st.lists(
            st.lists(st.one_of(_any_text, _starts), min_size=width, max_size=width).filter(
                lambda row: any(cell.strip() for cell in row)
            ),
            min_size=1,
            max_size=6,
        ),
    )
)


@given(_tables, st.sampled_from([",", ";", "\t"]))
def test_what_is_written_is_read_again(tmp_path_factory, table, separator):
    headings, rows = table
    path = tmp_path_factory.getbasetemp() / "ida_y_vuelta.csv"
    write_delimited(path, headings, rows, separator)

    def known(cells):
        return sum(cell in headings for cell in cells)

    found, cells = read(path, known)
    assert found.headings == list(headings)
    assert cells == rows


def test_the_file_is_what_excel_expects(tmp_path):
    path = tmp_path / "salida.csv"
    write_delimited(path, ["Nombre", "=A1"], [["Peña", "+52 55"]], ";")
    assert path.read_bytes() == "\ufeffNombre;'=A1\r\nPeña;+52 55\r\n".encode()


def test_a_cancelled_export_leaves_the_old_file(tmp_path):
    path = tmp_path / "salida.csv"
    path.write_text("antes")

    def rows():
        yield ["Ana"]
        raise Cancelled("Exportación cancelada.")

    with pytest.raises(Cancelled):
        write_delimited(path, ["Nombre"], rows())
    assert path.read_text() == "antes"
    assert list(tmp_path.iterdir()) == [path]


def test_reading_agrees_with_the_csv_module_on_ordinary_files(make_file, score):
    chance = random.Random(7)
    rows = [["".join(chance.choices('ab ,;"\n', k=8)) + "z" for _ in range(3)] for _ in range(200)]
    text = io.StringIO()
    csv.writer(text).writerows([["Nombre", "Correo", "Notas"], *rows])
    _, found = read(make_file(text.getvalue()), score)
    assert found == rows
