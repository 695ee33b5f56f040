import pytest

from crm.errors import FileProblem
from crm.importing.cells import RowOptions
from crm.importing.columns import read_map, recognise_columns, write_map
from crm.importing.mending import KIND, Fix, Mender
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
    assert fix == Fix("Importar solo el que está bien", 1, "5512345670")
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


@pytest.fixture
def read_rows(tmp_path):
    def read(text):
        path = tmp_path / "otra.csv"
        path.write_text(text, "utf-8")
        found = read_file(path, RowOptions())
        return found, Mender(found, RowOptions())

    return read


def fix_words(mender, row):
    return [fix.words for fix in mender.fixes(row)]


def test_a_row_without_a_name_is_offered_as_the_institution_it_names(read_rows):
    read, mender = read_rows(
        "Nombre completo,Organización,Correo\n,Centro Cultural,c@example.org\nAna Paz,,\n"
    )
    (wrong,) = read.rejected
    assert mender.fixes(wrong) == [Fix("Importar como institución", KIND, "organization")]
    card = mender.mend(wrong, KIND, "organization")
    assert (card.kind, card.official_name) == ("organization", "Centro Cultural")
    assert read.numbers == [2, 3]


def test_a_row_taken_for_the_wrong_kind_keeps_it_when_a_cell_is_mended(read_rows):
    read, mender = read_rows("Nombre completo,Organización,Teléfono\n,Centro Cultural,12\n")
    mended = mender.mend(read.rejected[0], KIND, "organization")
    assert mended.kind == "organization"
    assert "faltan" in mended.problems[0].reason
    assert mender.mend(mended, 2, "5512345678").kind == "organization"


@pytest.mark.parametrize("name", ["COLEFOM", "Voto 2024", "Los que siempre vienen los lunes por la tarde"])
def test_a_name_that_is_hardly_a_persons_is_imported_and_doubted(read_rows, name):
    read, mender = read_rows(f"Nombre completo,Correo\n{name},c@example.org\n")
    assert read.cards[0].kind == "person"
    doubtful = read.doubtful[2]
    assert doubtful.problems[0].reason == f"No es seguro que «{name}» sea una persona."
    assert fix_words(mender, doubtful) == ["Importar como institución"]
    card = mender.mend(doubtful, KIND, "organization")
    assert (card.kind, card.official_name) == ("organization", name)
    assert (read.cards, read.numbers, read.doubtful) == ([card], [2], {})


def test_an_institutions_name_with_a_post_is_doubted(read_rows):
    read, mender = read_rows("Nombre completo,Organización,Cargo\nUnión Pérez Luna,Club Puebla,Tesorera\n")
    assert read.cards[0].kind == "organization"
    assert fix_words(mender, read.doubtful[2]) == ["Importar como persona"]
    assert mender.mend(read.doubtful[2], KIND, "person").posts[0].title == "Tesorera"


@pytest.mark.parametrize(
    "row",
    [
        "Ana,,",
        "Soto,,",
        "Ana Soto,,",
        "Club Puebla,,",
        "Lic. María de la Luz Soto Ruiz,,",
        "Casa,Persona,",
    ],
)
def test_usual_names_and_stated_kinds_are_not_doubted(read_rows, row):
    read, _mender = read_rows(f"Nombre completo,Tipo,Correo\n{row}\n")
    assert read.cards
    assert read.doubtful == {}


def test_a_misspelt_city_is_imported_and_its_like_offered(read_rows):
    read, mender = read_rows("Nombre,Ciudad,País\nAna Soto,Fresmo,Estados Unidos\nLuz Mena,Fresno,EUA\n")
    (doubtful,) = read.doubtful.values()
    assert doubtful.problems[0].reason == "No se reconoce la ciudad «Fresmo»; quizá es Fresno."
    assert fix_words(mender, doubtful) == ["Usar Fresno", "Importar sin ciudad"]
    fix = mender.fixes(doubtful)[0]
    assert mender.mend(doubtful, fix.column, fix.text).addresses[0].city == "Fresno"
    assert read.doubtful == {}


def test_a_doubtful_row_that_gets_worse_is_rejected(read_rows):
    read, mender = read_rows("Nombre,Ciudad,Correo\nAna Soto,Fresmo,a@example.org\n")
    mended = mender.mend(read.doubtful[2], 2, "a@@example.org")
    assert (read.cards, read.rejected, read.doubtful) == ([], [mended], {})
    back = mender.mend(mended, 2, "a@example.org")
    assert (read.cards, read.rejected, list(read.doubtful)) == ([back], [], [2])


@pytest.mark.parametrize(
    ("heading", "cell", "text"),
    [("País", "Estaos Unidos", "Estados Unidos"), ("Estado y país", "Illinois, Cannada", "Illinois, Canadá")],
)
def test_the_country_that_is_meant_is_offered(read_rows, heading, cell, text):
    read, mender = read_rows(f'Nombre,{heading}\nAna Soto,"{cell}"\n')
    first = mender.fixes(read.rejected[0])[0]
    assert (first.words, first.text) == (f"Usar {text.rpartition(', ')[2]}", text)
    assert mender.mend(read.rejected[0], 1, first.text).full_name == "Ana Soto"
