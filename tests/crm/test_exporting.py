import csv
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from crm import operations
from crm.base import Base, open_base
from crm.card_reader import cards as read_cards
from crm.card_writer import CardWriter
from crm.cards import Address, Card, Email, GroupMembership, OtherName, Phone, Post, RelationTo
from crm.clock import Clock
from crm.demo import demo_cards
from crm.errors import Cancelled, FileProblem, UserError
from crm.exporting.columns import lay_out, parse_columns
from crm.exporting.rows import fullest, table_rows
from crm.exporting.run import export
from crm.files.opening import open_table
from crm.importing.columns import heading_score
from crm.importing.run import apply, plan
from crm.trash import trash
from tests.crm.flat_cards import GROUPS, counts, flat

DATA = Path(__file__).parent / "data"
TODAY = date(2025, 10, 6)
ANA = Card(
    kind="person",
    given_names="Ana",
    first_surname="Soto",
    phones=(Phone("+525512345678", "12", "trabajo"), Phone("+13125550190")),
    emails=(Email("ana@example.org"),),
    notes=("=1+1",),
)
CLUB = Card(
    kind="organization",
    official_name="Club Oaxaca",
    organization_kind="club",
    main_category="migrante",
    country="US",
    addresses=(Address("US", "California", "Fresno"),),
    phones=(Phone("+525587654321"),),
)
FULL = Card(
    kind="person",
    second_surname="Ruiz",
    languages=("es", "nah"),
    tags=("a; b", "c"),
    notes=("una", "dos"),
    addresses=(Address("MX", latitude=-0.0000001, longitude=19.5), Address(city="Puebla")),
    posts=(Post("Club Oaxaca", "Tesorera", end="s/f"), Post("Casa Puebla")),
    groups=(GroupMembership("Red", "2024", "s/f"),),
    consulate="Casa Puebla",
)
PLAIN = Card(
    kind="organization",
    official_name="Casa Puebla",
    main_category="osc",
    further_categories=("migrante", "academica"),
    parent="Club Oaxaca",
    other_names=(OtherName("Casa de Puebla", "anterior", "2001"),),
    relations=(RelationTo("allied_with", "Club Oaxaca", "2020"),),
)


@pytest.fixture
def make_base(tmp_path, new_base):
    opened = []

    def make(name: str = "base") -> Base:
        path = new_base(tmp_path / f"{name}.vinculo")
        opened.append(open_base(path, actor="jimena", clock=Clock.fixed(TODAY)))
        return opened[-1]

    yield make
    for base in opened:
        base.close()


@pytest.fixture
def base(make_base):
    """A base with two contacts, Ana (1) and the club (2)."""
    base = make_base()
    with base.write("Prueba") as session:
        CardWriter(session).add([ANA, CLUB])
    return base


def ids(base):
    statement = (
        "SELECT id FROM record WHERE kind IN ('person', 'organization') AND trashed_by IS NULL ORDER BY id"
    )
    with base.read() as session:
        return list(session.scalars(text(statement)))


def contents(base):
    with base.read() as session:
        return {card.uid: card for _record, card in read_cards(session, ids(base))}


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_chosen_columns_under_headings_that_an_import_knows(base, tmp_path):
    path = tmp_path / "a.csv"
    columns = parse_columns("nombre, Teléfono,correo,ciudad,pais")
    exported = export(base, [2, 1], path, columns)
    assert (exported.written, exported.left_out, exported.reasons) == (2, 0, {})
    assert rows_of(path) == [
        ["Nombre completo", "Teléfono 1", "Teléfono 2", "Correo 1", "Ciudad 1", "País"],
        ["Club Oaxaca", "+525587654321", "", "", "Fresno", "Estados Unidos"],
        ["Ana Soto", "+525512345678", "+13125550190", "ana@example.org", "", ""],
    ]


def test_the_parts_of_each_phone_stand_together(base):
    layout = lay_out(["telefono", "extension", "uso_telefono"], {"phone": 2})
    assert layout.headings == [
        "Teléfono 1",
        "Extensión 1",
        "Uso del teléfono 1",
        "Teléfono 2",
        "Extensión 2",
        "Uso del teléfono 2",
    ]
    with base.read() as session:
        assert list(table_rows(session, [1], layout)) == [
            ["+525512345678", "12", "trabajo", "+13125550190", "", ""]
        ]


@pytest.mark.parametrize(
    "keys",
    [
        None,
        ["uid", "nota", "nombre"],
        ["etiquetas", "idiomas", "tipo", "ciudad", "latitud", "otras_categorias"],
    ],
)
def test_rows_from_the_tables_equal_the_cards_laid_out(make_base, keys):
    base = make_base()
    with base.write("Prueba") as session:
        CardWriter(session).add([*demo_cards(1, TODAY), ANA, CLUB, FULL, PLAIN])
    with base.read() as session:
        found = list(read_cards(session, reversed(ids(base))))
        layout = lay_out(keys, counts([card for _record, card in found]))
        rows = list(table_rows(session, [record for record, _card in found], layout))
        assert rows == [flat(layout, card) for _record, card in found]
        assert {len(row) for row in rows} == {len(layout.headings)}
        assert fullest(session, GROUPS, ids(base)) == counts([card for _record, card in found])


def test_a_column_asked_for_is_there_though_empty_but_not_by_default():
    assert lay_out(["sitio_web"], {"link": 0}).headings == ["Sitio web 1"]
    assert "Sitio web 1" not in lay_out(None, {"link": 0}).headings


def test_an_unknown_column_names_the_nearest():
    with pytest.raises(
        UserError, match=r"«telefno»; ¿quiso decir «telefono»\? Las columnas son: tipo, nombre"
    ):
        parse_columns("nombre,telefno")
    with pytest.raises(UserError, match=r"No existe la columna «apellidos»"):
        parse_columns("apellidos")
    with pytest.raises(UserError, match="No se indicó ninguna columna"):
        parse_columns(" , ")
    assert parse_columns("correo,Correo,telefono_2") == ["correo", "telefono"]


def test_formulas_are_held_back_in_csv_and_text_in_xlsx(base, tmp_path):
    export(base, [1], tmp_path / "a.csv", ["nota", "telefono"])
    assert rows_of(tmp_path / "a.csv")[1] == ["'=1+1", "+525512345678", "+13125550190"]
    export(base, [1], tmp_path / "a.xlsx", ["nota"])
    with open_table(tmp_path / "a.xlsx", heading_score) as table:
        assert [row.cells for row in table] == [["=1+1"]]


def test_a_tsv_and_a_vcard(base, tmp_path):
    export(base, [1], tmp_path / "a.tsv", ["nombre", "correo"])
    assert (tmp_path / "a.tsv").read_text(
        encoding="utf-8-sig"
    ) == "Nombre completo\tCorreo 1\nAna Soto\tana@example.org\n"
    export(base, [1, 2], tmp_path / "a.vcf")
    written = (tmp_path / "a.vcf").read_text(encoding="utf-8")
    assert written.count("BEGIN:VCARD") == 2
    assert "Estados Unidos" in written


def test_nobody_to_export_leaves_a_heading(base, tmp_path):
    assert export(base, [], tmp_path / "a.csv", ["nombre"]).written == 0
    assert rows_of(tmp_path / "a.csv") == [["Nombre completo"]]


def test_what_is_in_the_trash_is_left_out_and_told(base, tmp_path):
    with base.write("Prueba") as session:
        trash(session, [1])
    exported = export(base, [1, 2], tmp_path / "a.csv")
    assert (exported.written, exported.left_out, exported.reasons) == (1, 1, {"en la papelera": 1})


def test_an_export_is_in_the_journal_and_undo_skips_it(base, tmp_path):
    export(base, [1, 2], tmp_path / "a.csv")
    with base.read() as session:
        entry = operations.log(session)[0]
    assert (entry.title, entry.kind) == ("Exportar 2 contactos", "reading")
    operations.undo(base)
    assert ids(base) == []


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.vcf"])
def test_a_cancelled_export_leaves_nothing(base, tmp_path, name):
    def stop(done, total):
        if done == total:
            raise Cancelled("Se canceló.")

    (tmp_path / name).write_text("lo de antes")
    with pytest.raises(Cancelled):
        export(base, [1, 2], tmp_path / name, progress=stop)
    assert (tmp_path / name).read_text() == "lo de antes"
    assert sorted(path.name for path in tmp_path.iterdir() if "tmp" in path.name) == []


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("no hay/a.csv", r"La carpeta «.*no hay» no existe"),
        ("no hay/a.xlsx", r"La carpeta «.*no hay» no existe"),
        ("no hay/a.vcf", r"La carpeta «.*no hay» no existe"),
        ("a.doc", r"No se sabe exportar a «\.doc»; termine el nombre en \.xlsx, \.csv o \.vcf\."),
        ("contactos", r"No se sabe exportar a «contactos»"),
    ],
)
def test_what_cannot_be_written_gets_a_sentence(base, tmp_path, name, sentence):
    with pytest.raises(FileProblem, match=sentence):
        export(base, [1], tmp_path / name)


def test_a_file_of_that_name_is_kept_unless_it_may_be_replaced(base, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("lo de antes")
    with pytest.raises(FileProblem, match="Ya existe"):
        export(base, [1], path, replace=False)
    assert path.read_text() == "lo de antes"
    export(base, [1], path)
    assert path.read_text() != "lo de antes"


def test_a_vcard_keeps_the_lines_of_an_address_and_a_csv_a_plain_longitude(make_base, tmp_path):
    address = Address(
        "US", city="Los Ángeles", line="Calle Uno 1\nPiso 2", latitude=34.05223, longitude=-118.24368
    )
    source = make_base("origen")
    with source.write("Prueba") as session:
        CardWriter(session).add([Card(kind="person", given_names="Ana", addresses=(address,))])
    for ending in (".vcf", ".csv", ".xlsx"):
        assert_comes_back(source, make_base, tmp_path, ending)
    assert ",-118.24368," in (tmp_path / "todo.csv").read_text(encoding="utf-8-sig")


def assert_comes_back(source, make_base, tmp_path, ending):
    path = tmp_path / f"todo{ending}"
    exported = export(source, ids(source), path)
    copy = make_base(f"copia{ending[1:]}")
    result = apply(copy, plan(copy, path))
    expected = contents(source)
    assert (result.created, result.rejected, exported.written) == (len(expected), 0, len(expected))
    assert contents(copy) == expected


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".xlsx", ".vcf"])
def test_the_public_lists_come_back_equal(make_base, tmp_path, ending):
    source = make_base()
    for name in ("consulates.csv", "electoral_bodies.csv", "institutions.csv"):
        apply(source, plan(source, DATA / name))
    assert_comes_back(source, make_base, tmp_path, ending)


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".vcf"])
def test_the_demo_base_comes_back_equal(make_base, tmp_path, ending):
    source = make_base()
    with source.write("Prueba") as session:
        CardWriter(session).add(list(demo_cards(1, TODAY)))
    assert_comes_back(source, make_base, tmp_path, ending)


def test_an_export_imported_where_it_came_from_repeats_everybody(base, tmp_path):
    with base.write("Prueba") as session:
        CardWriter(session).add(
            [Card(kind="person", given_names="Rosa", posts=(Post("Club Oaxaca", "Tesorera"),))]
        )
    export(base, ids(base), tmp_path / "a.csv")
    result = apply(base, plan(base, tmp_path / "a.csv"))
    assert (result.created, result.updated, result.repeated, result.rejected) == (0, 0, 3, 0)
