import csv

import pytest
from sqlalchemy import text

from crm import operations
from crm.card_reader import cards as read_cards
from crm.card_writer import CardWriter
from crm.cards import Card, Phone, Post
from crm.errors import Cancelled, FileProblem, UserError
from crm.files.delimited import write_delimited
from crm.files.spreadsheet import write_xlsx
from crm.importing.cells import RowOptions
from crm.importing.run import ImportOptions, apply, plan

HEADINGS = ["Nombre completo", "Organización", "Cargo", "Teléfono", "Correo", "Ciudad", "País"]
ROWS = [
    ["Ana Soto Ruiz", "Club Oaxaca Unida", "Presidenta", "559 555 0121", "ana@example.org", "Fresno", "EUA"],
    ["Ramiro Cadena", "Club Puebla", "", "55 1234 56", "ramiro@example.org", "Dallas", "México"],
    ["Rosa Tapia", "Club Puebla", "", "", "rosa@@example.org", "", ""],
    ["Ulises Peñaloza", "", "", "+1 312 555 0190", "", "Chicago", "US"],
    ["Ulises Peñaloza", "", "", "+1 312 555 0190", "", "", ""],
    ["Otro Nombre", "", "", "+1 312 555 0190", "", "", ""],
]


@pytest.fixture
def directory(tmp_path):
    path = tmp_path / "directorio.csv"
    write_delimited(path, HEADINGS, ROWS, ";")
    return path


def contacts(base):
    with base.read() as session:
        ids = session.scalars(
            text(
                "SELECT id FROM record WHERE kind IN ('person', 'organization') AND trashed_by IS NULL ORDER BY id"
            )
        ).all()
        return [card for _record, card in read_cards(session, ids)]


def figures(result):
    return result.read, result.created, result.updated, result.repeated, result.rejected


def test_a_plan_says_what_would_happen_and_writes_nothing(base, directory):
    planned = plan(base, directory)
    result = planned.result()
    assert figures(result) == (6, 3, 0, 1, 2)
    assert result.operation is None
    assert [(row.number, row.outcome) for row in planned.rows()] == [
        (2, "created"),
        (5, "created"),
        (6, "repeated"),
        (7, "created"),
    ]
    assert [(bad.row, bad.column, bad.value, bad.reason) for bad in result.rejects] == [
        (3, "Teléfono", "55 1234 56", "Al teléfono le faltan dos dígitos; en México son diez."),
        (4, "Correo", "rosa@@example.org", "El correo tiene una @ de más."),
    ]
    (alike,) = result.possible_duplicates
    assert (alike.row, alike.name, alike.shared, alike.other_row, alike.other_record) == (
        7,
        "Otro Nombre",
        "+13125550190",
        5,
        None,
    )
    assert contacts(base) == []


def test_an_import_is_one_operation_and_can_be_undone(base, directory):
    result = apply(base, plan(base, directory))
    assert figures(result) == (6, 3, 0, 1, 2)
    assert {card.full_name for card in contacts(base)} == {
        "Ana Soto Ruiz",
        "Club Oaxaca Unida",
        "Ulises Peñaloza",
        "Otro Nombre",
    }
    with base.read() as session:
        (entry,) = operations.log(session)
    assert (entry.operation, entry.title) == (result.operation, "Importar 3 contactos")
    operations.undo(base, result.operation)
    assert contacts(base) == []


def test_what_is_imported_again_is_repeated_and_leaves_no_operation(base, directory):
    apply(base, plan(base, directory))
    before = contacts(base)
    result = apply(base, plan(base, directory))
    assert figures(result) == (6, 0, 0, 4, 2)
    assert result.operation is None
    assert contacts(base) == before


def test_a_match_is_filled(base, tmp_path):
    with base.write("Prueba") as session:
        CardWriter(session).add(
            [Card(kind="person", given_names="Ana", first_surname="Soto", phones=(Phone("+525512345678"),))]
        )
    path = tmp_path / "a.csv"
    write_delimited(
        path, ["Nombre", "Tel", "Cargo", "Organización"], [["Ana Soto", "5512345678", "Tesorera", "COU"]]
    )
    result = apply(base, plan(base, path))
    assert figures(result) == (1, 0, 1, 0, 0)
    ana = next(card for card in contacts(base) if card.kind == "person")
    assert ana.posts == (Post("COU", "Tesorera"),)
    with base.read() as session:
        assert operations.log(session)[0].title == "Importar 1 contacto"


def test_what_the_plan_relied_on_is_checked_again(base, directory):
    planned = plan(base, directory)
    apply(base, plan(base, directory))
    result = apply(base, planned)
    assert figures(result) == (6, 0, 0, 4, 2)
    assert result.operation is None
    assert len(contacts(base)) == 4


def test_cancelling_leaves_nothing(base, directory):
    planned = plan(base, directory)

    def stop(done, total):
        if done:
            raise Cancelled("Se canceló.")

    with pytest.raises(Cancelled):
        apply(base, planned, stop)
    assert contacts(base) == []
    with base.read() as session:
        assert operations.log(session) == []
    with pytest.raises(Cancelled):
        plan(base, directory, progress=stop)


def test_progress_tells_rows_done_and_in_all(base, directory):
    told = []
    planned = plan(base, directory, progress=lambda *steps: told.append(steps))
    apply(base, planned, lambda *steps: told.append(steps))
    assert told[0] == (0, 6)
    assert (6, 6) in told
    assert told[-1] == (3, 3)


def test_a_map_a_sheet_and_tags_for_all(base, tmp_path):
    path = tmp_path / "a.xlsx"
    write_xlsx(path, ["Quién", "Qué"], [["Ana Soto", "Una nota"]], "Directorio")
    options = ImportOptions(
        {"Quién": "nombre", "Qué": "nota"}, "directorio", RowOptions(tags=("COLEFOM 2025",))
    )
    planned = plan(base, path, options)
    assert (planned.reading.sheet, planned.result().unknown_columns) == ("Directorio", ())
    apply(base, planned)
    (ana,) = contacts(base)
    assert (ana.notes, ana.tags) == (("Una nota",), ("COLEFOM 2025",))
    with pytest.raises(UserError, match="no tiene una columna"):
        plan(base, path, ImportOptions({"Nadie": "nombre"}))


def test_unknown_columns_and_garbled_text_are_told(base, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Nombre,Signo\nJosÃ© PeÃ±a,tauro\n", encoding="utf-8")
    result = plan(base, path).result()
    assert result.unknown_columns == ("Signo",)
    assert any("puede repararlo al importar" in notice for notice in result.notices)
    planned = plan(base, path, ImportOptions(rows=RowOptions(repair=True)))
    assert any("Se reparó texto" in notice for notice in planned.result().notices)
    assert next(planned.rows()).card.full_name == "José Peña"


def test_a_row_of_another_width_is_rejected(base, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Nombre,Tel\nAna Soto,5512345678\nRosa Tapia,55,de más\n", encoding="utf-8")
    (bad,) = plan(base, path).result().rejects
    assert (bad.row, bad.column) == (3, "")
    assert "3 valores y los encabezados son 2" in bad.reason


def test_linkedins_preamble_is_passed_over(base, tmp_path):
    path = tmp_path / "Connections.csv"
    path.write_text(
        'Notes:\n"When exporting your connection data, you may notice…"\n\n'
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ana,Soto,https://www.linkedin.com/in/ana,ana@example.org,COU,Tesorera,14 May 2024\n",
        encoding="utf-8",
    )
    (row,) = plan(base, path).rows()
    assert (row.number, row.card.links[0].kind, row.card.posts[0].title) == (5, "linkedin", "Tesorera")


def test_a_file_that_names_nobody_is_refused(base, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Precio,Cantidad\n1,2\n", encoding="utf-8")
    with pytest.raises(FileProblem, match="ninguna columna con el nombre"):
        plan(base, path)


def test_an_organisation_named_before_it_comes_is_made_once(base, tmp_path):
    path = tmp_path / "a.csv"
    people = [["Persona", f"Ana {n}", "Club Oaxaca", "", ""] for n in range(6)]
    club = ["Club", "Club Oaxaca", "", "Federación", "EUA"]
    federation = ["Federación", "Federación", "", "", "EUA"]
    write_delimited(
        path, ["Tipo", "Nombre completo", "Organización", "Depende de", "País"], [*people, club, federation]
    )
    apply(base, plan(base, path))
    organizations = [card for card in contacts(base) if card.kind == "organization"]
    assert sorted((card.official_name, card.country) for card in organizations) == [
        ("Club Oaxaca", "US"),
        ("Federación", "US"),
    ]


@pytest.mark.parametrize(
    ("name", "read", "created", "rejected"),
    [
        ("consulates.csv", 163, 163, 0),
        ("electoral_bodies.csv", 210, 210, 0),
        ("institutions.csv", 346, 285, 61),
    ],
)
def test_the_public_lists_are_imported_and_what_is_no_contact_rejected(
    base, data, name, read, created, rejected
):
    with (data / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    result = apply(base, plan(base, data / name))
    assert figures(result) == (read, created, 0, 0, rejected)
    no_contacts = [
        row["clase"] for row in rows if row.get("clase") in ("evento", "reunión", "gira", "convenio")
    ]
    assert [bad.value for bad in result.rejects] == no_contacts
    assert all(
        bad.reason == f"No es un contacto: el renglón es de tipo «{bad.value}»." for bad in result.rejects
    )
    again = apply(base, plan(base, data / name))
    assert figures(again) == (read, 0, 0, created, rejected)


@pytest.mark.parametrize(
    ("content", "unused"),
    [
        ("Nombre,Nombre,Correo\nAna,Luisa,a@example.org\n", ("Nombre (2)",)),
        ('Nombre,Nombre,Correo\nAna Soto,"Soto, Ana",a@example.org\n', ()),
        ("Nombre,Nombre,Signo\nAna,Luisa,tauro\n", ("Signo", "Nombre (2)")),
        ("First Name,Last Name,Name\nAna,Soto,Luisa\n", ("Name",)),
        ("First Name,Last Name,Name\nAna,Soto,Ana Soto\n", ()),
        ("Nombre,Apellidos,Siglas\nAna,Soto,AS\n", ("Siglas",)),
        ("Nombre,País,Country\nAna,México,España\n", ("Country",)),
        ("Nombre,Nota,Nota\nAna,uno,dos\n", ()),
    ],
)
def test_what_a_column_says_is_kept_or_the_column_is_told(base, tmp_path, content, unused):
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    result = plan(base, path).result()
    assert (result.created, result.unknown_columns) == (1, unused)
    told = [notice for notice in result.notices if notice.startswith("No se guardó")]
    repeated = [heading for heading in unused if heading != "Signo"]
    assert [f"«{heading}»" in notice for notice in told for heading in repeated] == [True] * len(repeated)
    assert len(told) == bool(repeated)


def test_one_institution_in_two_lists_is_told(base, data):
    apply(base, plan(base, data / "institutions.csv"))
    result = apply(base, plan(base, data / "electoral_bodies.csv"))
    assert "Instituto Nacional Electoral" in {alike.name for alike in result.possible_duplicates}


def test_one_named_in_an_earlier_batch_is_made_once(base, tmp_path, monkeypatch):
    monkeypatch.setattr("crm.card_writer.BATCH", 1)
    path = tmp_path / "club.csv"
    rows = [
        "Persona,Ana Soto,Club Puebla,",
        "Club,Club Puebla,,Federación Poblana",
        "Federación,Federación Poblana,,",
    ]
    path.write_text("Tipo,Nombre completo,Organización,Depende de\n" + "\n".join(rows) + "\n", "utf-8")
    result = apply(base, plan(base, path))
    assert (result.created, result.named) == (3, ())
    with base.read() as session:
        assert session.scalar(text("SELECT count(*) FROM organization")) == 2


def test_the_organisations_that_are_only_named_are_counted(base, tmp_path):
    path = tmp_path / "a.csv"
    write_delimited(
        path,
        ["Tipo", "Nombre completo", "Siglas", "Organización", "Depende de"],
        [
            ["Persona", "Ana Soto", "", "Casa Puebla", ""],
            ["Persona", "Luz Mena", "", "CASA PUEBLA", ""],
            ["Persona", "Eva Ruiz", "", "COU", ""],
            ["Club", "Club Oaxaca Unida", "COU", "", "Federación"],
        ],
    )
    planned = plan(base, path)
    assert planned.result().named == ("Casa Puebla", "Federación")
    assert apply(base, planned).named == ("Casa Puebla", "Federación")
    assert len([card for card in contacts(base) if card.kind == "organization"]) == 3
    assert plan(base, path).result().named == ()


def test_a_photograph_that_is_not_kept_is_told_once(base, tmp_path):
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\n{more}END:VCARD\r\n"
    path = tmp_path / "a.vcf"
    photo = "PHOTO;ENCODING=b:QUJD\r\n"
    path.write_text("".join(card.format(name=name, more=photo) for name in ("Ana", "Luz")), newline="")
    assert plan(base, path).result().notices == ("Las fotografías no se guardan.",)
    path.write_text(card.format(name="Ana", more=""), newline="")
    assert plan(base, path).result().notices == ()
