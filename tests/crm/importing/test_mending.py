import pytest

from crm.errors import FileProblem
from crm.importing.cells import RowOptions
from crm.importing.columns import read_map, recognise_columns, write_map
from crm.importing.mending import Fix, Mender
from crm.importing.preview import preview
from crm.importing.reading import read_file
from crm.importing.run import apply, matched

TEXT = (
    "Nombre,Tel,Mail,Nota\n"
    "Ana Soto,5512345678,ana@example.org,\n"
    "Rosa Tapia,55,rosa@@example.org,\n"
    "José Luna,5512345679,jose@example.org,\n"
    "Eva Ruiz,5512345670; 12,eva@example.org,\n"
    ",5512345671,,x\n"
    "Luis Mora,x,y,z,sobra\n"
)


@pytest.fixture
def reading(tmp_path):
    path = tmp_path / "lista.csv"
    path.write_text(TEXT, "utf-8")
    return read_file(path, RowOptions())


@pytest.fixture
def mender(reading):
    return Mender(reading, RowOptions())


def row(reading, number):
    return next(row for row in reading.rejected if row.number == number)


def test_a_mended_row_becomes_a_contact_in_its_place(reading, mender):
    mended = mender.mend(row(reading, 3), 1, "5512345677")
    assert [problem.column for problem in mended.problems] == ["Mail"]
    card = mender.mend(mended, 2, "rosa@example.org")
    assert card.full_name == "Rosa Tapia"
    assert reading.numbers == [2, 3, 4]
    assert [card.full_name for card in reading.cards] == ["Ana Soto", "Rosa Tapia", "José Luna"]
    assert [row.number for row in reading.rejected] == [5, 6, 7]


def test_another_wrong_value_gets_its_own_reason(reading, mender):
    mended = mender.mend(row(reading, 5), 1, "5512345")
    assert "faltan" in mended.problems[0].reason
    assert row(reading, 5).cells[1] == "5512345"


def test_a_likely_value_and_doing_without_are_offered(reading, mender):
    fixes = mender.fixes(row(reading, 3))
    assert [(fix.words, fix.text) for fix in fixes] == [
        ("Importar sin teléfono", ""),
        ("Usar rosa@example.org", "rosa@example.org"),
        ("Importar sin correo", ""),
    ]


def test_doing_without_one_of_several_keeps_the_others(reading, mender):
    (fix,) = mender.fixes(row(reading, 5))
    assert fix == Fix("Importar solo 5512345670", 1, "5512345670")
    card = mender.mend(row(reading, 5), fix.column, fix.text)
    assert [phone.e164 for phone in card.phones] == ["+525512345670"]


def test_nobody_is_imported_without_a_name(reading, mender):
    assert mender.fixes(row(reading, 6)) == []


def test_a_row_out_of_step_with_its_headings_cannot_be_mended(reading, mender):
    long = row(reading, 7)
    assert not mender.can_mend(long)
    assert mender.fixes(long) == []
    with pytest.raises(ValueError, match="7"):
        mender.mend(long, 0, "Luis Mora")


def test_a_row_that_is_a_contact_by_now_is_not_mended_again(reading, mender):
    wrong = row(reading, 5)
    mender.mend(wrong, 1, "")
    with pytest.raises(ValueError, match="5"):
        mender.mend(wrong, 1, "")


def test_what_was_mended_is_imported(base, reading, mender):
    mender.mend(row(reading, 5), 1, "5512345670")
    result = apply(base, matched(base, reading))
    assert (result.created, result.rejected) == (3, 3)


def test_a_preview_shows_headings_and_first_values(tmp_path):
    path = tmp_path / "lista.csv"
    path.write_text("Xyz,Tel,Zyx\n,5512345678,\nAna,,\n", "utf-8")
    seen = preview(path)
    assert seen.samples == ("Ana", "5512345678", "")
    assert not seen.columns.names_contacts
    assert preview(path, {"Xyz": "nombre"}).columns.names_contacts
    with pytest.raises(FileProblem, match="ninguna columna con el nombre"):
        recognise_columns(["Xyz", "Tel"])


def test_a_preview_of_vcards_has_no_columns(tmp_path):
    path = tmp_path / "a.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ana Soto\nEND:VCARD\n")
    assert preview(path).columns is None


def test_a_map_is_kept_and_read_again(tmp_path):
    path = tmp_path / "mapa.json"
    write_map({"Agrupación": "organizacion", "Cumpleaños": None}, path)
    assert read_map(path) == {"Agrupación": "organizacion", "Cumpleaños": None}
