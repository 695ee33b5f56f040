"""Activities come in from a sheet: what each cell may say, whom it means, what is known already; undone at once."""

import csv
import datetime

import openpyxl
import pytest

from crm import activities, activity_record, operations, tours
from crm.activity_values import NewActivity, Participant, When
from crm.base import open_base
from crm.card_writer import CardWriter
from crm.cards import Card, Post
from crm.clock import Clock
from crm.contact_values import Reference
from crm.errors import FileProblem, UserError
from crm.exporting.matters import export_matters
from crm.importing.activities import apply, plan
from crm.importing.rejects import write_rejects
from crm.importing.run import ImportOptions
from crm.labels import tag
from crm.query import parse
from crm.query_run import count, ids
from crm.reference_data import create as create_stocked
from crm.tour_values import NewTour, Stop
from crm.verification import verify_base

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def base(tmp_path):
    create_stocked(tmp_path / "base.vinculo", clock=Clock.fixed(TODAY))
    with open_base(tmp_path / "base.vinculo", actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def sheet(tmp_path):
    def write(*rows, name="actividades.csv", delimiter=","):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return path

    return write


def bring(base, path, **options):
    planned = plan(base, path, ImportOptions(**options), today=TODAY)
    return apply(base, planned)


def found(base, words="que:actividades"):
    with base.read() as session:
        return [
            activity_record.record(session, number, today=TODAY)
            for number in ids(session, parse(words, TODAY))
        ]


def counted(base, words):
    with base.read() as session:
        return count(session, parse(words, TODAY))


HEADINGS = ("Tipo", "Actividad", "Día", "Horario", "Zona", "Sede", "País", "Con quién", "Clave", "Asistencia")


def test_a_sheet_of_others(base, sheet):
    path = sheet(
        HEADINGS,
        (
            "Mesa de dialogo",
            "Mesa del voto",
            "13 de marzo de 2024",
            "18:00 a 19:30",
            "Los Ángeles",
            "Casa",
            "EUA",
            "Dra. Rosa Tapia, Presidenta (Club Puebla); Universidad del Ajolote\nJuan Soto",
            "3.4",
            "1,204",
        ),
        ("reunión", "Sin fecha", "s/f", "", "", "", "", "", "", ""),
        ("taller", "Por venir", "nov 2025", "", "", "", "", "", "AI 4.1", ""),
    )
    result = bring(base, path)
    assert (result.read, result.created, result.rejected, len(result.named)) == (3, 3, 0, 4)
    [meeting] = found(base, "que:actividades tipo:mesa")
    assert meeting.when == When("2024-03-13", "18:00", "", "19:30", "America/Los_Angeles")
    assert (meeting.state, meeting.own["place"], meeting.own["country"]) == ("realizada", "Casa", "US")
    assert meeting.own["attendance"] == 1204
    assert [(who.name, who.line) for who in meeting.participants] == [
        ("Dra. Rosa Tapia", "Presidenta, Club Puebla"),
        ("Juan Soto", ""),
        ("Universidad del Ajolote", ""),
    ]
    assert [item.code for item in meeting.counts] == ["3.4"]
    [coming] = found(base, "que:actividades tipo:taller")
    assert (coming.state, coming.when.start) == ("planeada", "2025-11")
    assert counted(base, "que:actividades participante:puebla") == 1


def test_whom_the_names_mean(base, sheet):
    with base.write("Prueba") as session:
        CardWriter(session).add(
            [
                Card("organization", official_name="Club Puebla", acronym="CP"),
                Card("organization", official_name="Club Oaxaca"),
                Card(
                    "person", given_names="Rosa", first_surname="Tapia", posts=(Post("Club Puebla", "Vocal"),)
                ),
                Card(
                    "person", given_names="Ana", first_surname="Soto", posts=(Post("Club Puebla", "Vocal"),)
                ),
                Card(
                    "person", given_names="Ana", first_surname="Soto", posts=(Post("Club Oaxaca", "Vocal"),)
                ),
            ]
        )
    path = sheet(
        ("Tipo", "Título", "Fecha", "Personas", "Instituciones"),
        ("reunión", "Una", "2025-01-01", "rosa TAPIA", "CP"),
        ("reunión", "Dos", "2025-01-02", "Ana Soto (Club Oaxaca)", ""),
        ("reunión", "Tres", "2025-01-03", "Ana Soto", ""),
        ("reunión", "Cuatro", "2025-01-04", "Nadia Nueva; Otra Nueva (Club Nuevo)", "Club Nuevo"),
        ("reunión", "Cinco", "2025-01-05", "Lic. Nadia Nueva", "Club Nuevo"),
    )
    result = bring(base, path)
    assert (result.created, result.named) == (4, ("Nadia Nueva", "Otra Nueva", "Club Nuevo"))
    [rejected] = result.rejects
    assert (rejected.row, rejected.column, rejected.value) == (4, "Personas", "Ana Soto")
    assert rejected.reason.startswith("Hay 2 personas llamadas «Ana Soto»")
    [one] = found(base, "que:actividades Una")
    # The post is that of the day; the institution that came with her does not stand twice.
    assert [(who.name, who.line) for who in one.participants] == [("Rosa Tapia", "Vocal, Club Puebla")]
    assert counted(base, "tipo:persona nueva") == 2
    assert counted(base, "que:actividades participante:nadia") == 2


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("Tipo", "reunon", "¿quiso decir «reunión»?"),
        ("Tipo", "", "Falta el tipo"),
        ("Título", "", "Falta el título"),
        ("Fecha", "2024-02-31", "no es una fecha del calendario"),
        ("Hora", "25:00", "no es una hora"),
        ("Zona horaria", "Marte", "no es una zona horaria"),
        ("Fecha de término", "2024-01-01", "Termina antes de empezar"),
        ("Estado", "quizá", "no es el estado"),
        ("Modalidad", "lunar", "no es una modalidad"),
        ("País", "Cíbola", "no es un país"),
        ("Idioma", "klingon2", "no es un idioma"),
        ("Liga", "javascript:x", "no es una liga"),
        ("Asistentes", "muchos", "no es una cantidad"),
        ("Cuenta para", "9.9", "tiene la clave «9.9»"),
        ("Cuenta para", "AI 4.1", "no estaba en vigor"),
        ("Gira", "Ninguna", "No hay ninguna gira"),
        ("Consejerías y áreas", "Nadie", "no es una autoridad ni un área"),
        ("De terceros", "tal vez", "escriba sí o no"),
    ],
)
def test_what_cannot_be_is_rejected_with_its_reason(base, sheet, tmp_path, column, value, reason):
    good = {"Tipo": "reunión", "Título": "Una", "Fecha": "2024-03-13"}
    headings = list(dict.fromkeys((*good, column)))
    bad = good | {column: value}
    whole = {column: ""} | good
    path = sheet(headings, [bad[name] for name in headings], [whole[name] for name in headings])
    planned = plan(base, path, today=TODAY)
    rejects = planned.result().rejects
    assert (rejects[0].row, rejects[0].column, rejects[0].value) == (2, column, value)
    assert reason in rejects[0].reason
    write_rejects(planned.reading, tmp_path / "rechazos.csv")
    with (tmp_path / "rechazos.csv").open(encoding="utf-8-sig", newline="") as file:
        [row, *_others] = csv.DictReader(file)
    assert row["motivo"] == rejects[0].reason
    assert row[column] == value
    bring(base, path)
    assert counted(base, "que:actividades") == 1


def test_every_problem_of_a_row_is_told(base, sheet):
    path = sheet(("Tipo", "Título", "Fecha"), ("nada", "Una", "nunca"))
    [rejected] = bring(base, path).rejects
    assert "tipo de actividad" in rejected.reason
    assert "calendario" in rejected.reason


@pytest.fixture
def full(base):
    """A base with activities that use every column, and signs that part values."""
    with base.write("Prueba") as session:
        writer = CardWriter(session)
        club, rosa, other = writer.add(
            [
                Card("organization", official_name="Club; de, Puebla (Nueva York)"),
                Card("person", given_names="Rosa", first_surname="Tapia"),
                Card("organization", official_name="Universidad del Ajolote"),
            ]
        )
        tour = tours.create(session, NewTour("Oeste", start="2024-03", stops=(Stop("Reno", "US"),)))
        kinds = {"reunión": 1, "publicación": 24}
        first = activities.create(
            session,
            NewActivity(
                kinds["reunión"],
                '=Mesa "de" trabajo; una',
                When("2024-03-13", "18:00", "2024-03-14", "09:30", "America/Los_Angeles"),
                "realizada",
                place="Casa, Puebla",
                city="Los Ángeles",
                country="US",
                link="https://example.org/a",
                modality="híbrida",
                language="en",
                agenda="1. Bienvenida\n2. Cierre",
                minutes="Se dijo; mucho\n→ Enviar (Rosa, 1/4/2024)",
                attendance=1204,
                nationalities=3,
                participants=(
                    Participant(organization=Reference(other, "", "organization")),
                    Participant(
                        Reference(rosa, "", "person"),
                        Reference(club, "", "organization"),
                        post="Directora (interina), zona; sur",
                    ),
                    Participant(official=1, role="organiza"),
                    Participant(area=1, role="organiza"),
                ),
                counts=_items(session, "3.4", "4.1"),
                notes=("Una; con \\ barra", "Otra\nde dos líneas"),
                tour=tour,
                source="Informe, línea 3",
            ),
            today=TODAY,
        )
        second = activities.create(
            session,
            NewActivity(
                kinds["publicación"],
                "Nota",
                When("2025-05"),
                "realizada",
                medium="X",
                impressions=10,
                interactions=2,
                of_others=True,
            ),
            today=TODAY,
        )
        tag(session, [first, second], "uno; dos")
        tag(session, [first], "prioritario")
    return base


def _items(session, *codes):
    from crm import plans

    return tuple(plans.find(session, "estrategia-2022-2024", code) for code in codes)


def export(base, path):
    with base.read() as session:
        every = list(ids(session, parse("que:actividades", TODAY)))
    export_matters(base, "actividades", every, path, today=TODAY)
    return path


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".xlsx"])
def test_what_is_exported_comes_back_the_same(full, tmp_path, ending):
    path = export(full, tmp_path / f"a{ending}")
    result = bring(full, path)
    assert (result.read, result.repeated, result.operation) == (2, 2, None)

    create_stocked(tmp_path / "otra.vinculo", clock=Clock.fixed(TODAY))
    with open_base(tmp_path / "otra.vinculo", actor="ana", clock=Clock.fixed(TODAY)) as other:
        with other.write("Prueba") as session:
            tours.create(session, NewTour("Oeste", start="2024-03", stops=(Stop("Reno", "US"),)))
        result = bring(other, path)
        assert (result.created, result.rejected, result.unknown_columns) == (2, 0, ())
        again = export(other, tmp_path / f"b{ending}")
        assert counted(other, "que:seguimientos Enviar") == 1
    assert verify_base(tmp_path / "otra.vinculo") == []
    if ending == ".xlsx":
        assert [list(sheet.values) for sheet in openpyxl.load_workbook(path)] == [
            list(sheet.values) for sheet in openpyxl.load_workbook(again)
        ]
    else:
        assert again.read_bytes() == path.read_bytes()


def test_an_export_that_was_mended_brings_the_base_up_to_date(full, sheet, tmp_path):
    with export(full, tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    [mesa] = [row for row in rows if row["Tipo"] == "reunión"]
    mesa |= {
        "Título": "Otra mesa",
        "Asistentes": "7",
        "Minuta": "",
        "Hora": "17:00",
        "Etiquetas": mesa["Etiquetas"] + "; nueva",
        "Instituciones": mesa["Instituciones"] + "; Club Nuevo",
    }
    path = sheet(list(mesa), *(list(row.values()) for row in rows), name="b.csv")
    result = bring(full, path)
    assert (result.updated, result.repeated, result.created, result.named) == (1, 1, 0, ("Club Nuevo",))
    [record] = found(full, "que:actividades tipo:reunión")
    assert (record.title, record.own["attendance"], record.when.time) == ("Otra mesa", 7, "17:00")
    # An empty cell takes nothing away.
    assert record.own["minutes"].startswith("Se dijo")
    assert [who.name for who in record.participants][-1] == "Club Nuevo"
    assert len(record.participants) == 5
    assert counted(full, "que:actividades etiqueta:nueva") == 1
    assert bring(full, path).repeated == 2
    operations.undo(full)
    [record] = found(full, "que:actividades tipo:reunión")
    assert (record.title, len(record.participants)) == ('=Mesa "de" trabajo; una', 4)
    assert counted(full, "Club Nuevo") == 0


def test_what_cannot_be_added_makes_nobody(full, sheet, tmp_path):
    with export(full, tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        [note] = [row for row in csv.DictReader(file) if row["Tipo"] == "publicación"]
    # Without its date the row alone could count for anything; the day that is in the base could not.
    note |= {"Fecha": "", "Cuenta para": "3.4", "Instituciones": "Club Nuevo"}
    result = bring(full, sheet(list(note), list(note.values()), name="b.csv"))
    assert (result.updated, result.rejected, result.named) == (0, 1, ())
    assert "no estaba en vigor" in result.rejects[0].reason
    assert counted(full, "Club Nuevo") == 0


def test_people_of_one_name_are_told_apart_by_whom_they_came_for(base, sheet):
    path = sheet(
        ("Tipo", "Título", "Fecha", "Personas"),
        ("reunión", "Una", "2025-01-01", "Ana Soto (Club A)"),
        ("reunión", "Dos", "2025-01-02", "Ana Soto (Club B)"),
    )
    assert len(bring(base, path).named) == 4
    more = sheet(
        ("Tipo", "Título", "Fecha", "Personas"), ("taller", "Tres", "2025-01-03", "Ana Soto (Club B)")
    )
    assert bring(base, more).named == ()
    assert counted(base, 'que:actividades participante:"Club B"') == 2
    again = export(base, path.with_name("c.csv"))
    assert bring(base, again).repeated == 3


def test_an_import_is_one_operation_that_can_be_undone(base, sheet):
    path = sheet(
        ("Tipo", "Título", "Fecha", "Personas", "Etiquetas", "Minuta"),
        ("reunión", "Una", "2025-01-01", "Nadia Nueva (Club Nuevo)", "etiqueta", "→ Llamar"),
        ("reunión", "Dos", "2025-01-02", "", "etiqueta", ""),
    )
    result = bring(base, path)
    with base.read() as session:
        entry = operations.log(session)[0]
    assert (entry.operation, entry.title) == (result.operation, "Importar 2 actividades")
    operations.undo(base)
    assert counted(base, "que:actividades") == counted(base, "") == counted(base, "que:seguimientos") == 0
    assert verify_base(base.path) == []


def test_what_is_there_without_a_uid_is_not_made_twice(base, sheet):
    headings = ("Tipo", "Título", "Fecha", "Personas", "Medio")
    path = sheet(
        headings,
        ("reunión", "Una", "2025-01-01", "Nadia Nueva", ""),
        ("reunión", "UNA", "1/1/2025", "nadia nueva", ""),
        ("reunión", "Una", "2025-01-01", "Otra Persona", ""),
        ("publicación", "Nota", "2025-01-01", "", "X"),
        ("publicación", "Nota", "2025-01-01", "", "Facebook"),
    )
    first = bring(base, path)
    assert (first.created, first.repeated) == (4, 1)
    second = bring(base, path)
    assert (second.created, second.repeated) == (0, 5)


def test_the_same_uid_twice_in_a_file(base, sheet):
    uid = "0199b6d1-6409-7b7d-b48b-8977d6946e1a"
    path = sheet(
        ("Tipo", "Título", "Fecha", "Identificador"),
        ("reunión", "Una", "2025-01-01", uid),
        ("reunión", "Dos", "2025-01-01", uid),
    )
    result = bring(base, path)
    assert result.created == 1
    assert [(one.row, one.column, one.value) for one in result.rejects] == [(3, "Identificador", uid)]


def test_a_dry_run_writes_nothing(base, sheet):
    path = sheet(("Tipo", "Título", "Fecha"), ("reunión", "Una", "2025-01-01"))
    assert plan(base, path, today=TODAY).result().created == 1
    assert counted(base, "que:actividades") == 0


def test_what_changed_meanwhile_is_taken_into_account(base, sheet):
    path = sheet(("Tipo", "Título", "Fecha"), ("reunión", "Una", "2025-01-01"), ("nada", "Dos", "2025-01-01"))
    planned = plan(base, path, today=TODAY)
    with base.write("Prueba") as session:
        activities.create(session, NewActivity(1, "Una", When("2025-01-01")), today=TODAY)
    result = apply(base, planned)
    assert (result.created, result.repeated, result.rejected) == (0, 1, 1)
    assert counted(base, "que:actividades") == 1


def test_a_map_says_which_column_is_which(base, sheet):
    path = sheet(("A", "B", "C", "Sobra"), ("reunión", "Una", "2025-01-01", "x"))
    with pytest.raises(FileProblem, match="Ninguna columna dice «Título»"):
        plan(base, path, today=TODAY)
    with pytest.raises(UserError, match="¿quiso decir «titulo»"):
        plan(base, path, ImportOptions({"B": "titullo"}), today=TODAY)
    with pytest.raises(UserError, match="«Z», que el archivo no tiene"):
        plan(base, path, ImportOptions({"Z": "titulo"}), today=TODAY)
    result = bring(base, path, column_map={"A": "tipo", "B": "Título", "C": "fecha"})
    assert (result.created, result.unknown_columns) == (1, ("Sobra",))


def test_a_sheet_of_contacts_is_none_of_activities(base, sheet):
    with pytest.raises(FileProblem, match="Ninguna columna dice «Título»"):
        plan(base, sheet(("Correo", "Teléfono"), ("a@example.org", "55")), today=TODAY)


def test_days_and_hours_as_a_workbook_has_them(base, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Tipo", "Título", "Inicio", "Hora", "Asistentes", "De terceros"])
    book.active.append(["reunión", "Una", datetime.date(2025, 1, 2), datetime.time(18, 30), 12, True])
    book.active.append(["reunión", "Dos", "2025-01-02 09:15:00", None, 3.0, False])
    book.save(tmp_path / "a.xlsx")
    assert bring(base, tmp_path / "a.xlsx").created == 2
    two, one = sorted(found(base), key=lambda record: record.title)
    assert (one.when.time, one.own["attendance"], one.own["of_others"]) == ("18:30", 12, True)
    assert (two.when.time, two.own["attendance"], two.own["of_others"]) == ("09:15", 3, False)
