"""Activities and calendars from the command line: figures, exit codes, and one sentence for whatever goes wrong."""

from pathlib import Path

import pytest

KEYS = {
    "leidas",
    "creadas",
    "actualizadas",
    "repetidas",
    "rechazadas",
    "nombradas",
    "operacion",
    "rechazos",
    "posibles_duplicados",
    "columnas_sin_usar",
}
EVENT = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a1\r\nSUMMARY:{}\r\nDTSTART:20250312T180000\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)
HEAD = "Tipo,Título,Fecha,Personas\n"
CONTACTS = "Nombre,Correo\nAna Soto,a@example.org\n"
VCARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Soto\r\nEND:VCARD\r\n"


@pytest.fixture
def write(tmp_path: Path):
    def write(text: str, name: str = "a.csv") -> str:
        path = tmp_path / name
        path.write_bytes(text.encode())
        return str(path)

    return write


def test_a_sheet_of_activities(vinculo, empty, write) -> None:
    path = write(HEAD + "reunión,Una,2025-03-12,Rosa Nueva (Club Nuevo)\nreunión,Dos,12/3/2025,\n")
    rehearsed = vinculo("importar", path, "--como", "actividades", "--simular", "--json", base=empty)
    assert set(rehearsed.json) == KEYS
    assert (rehearsed.json["creadas"], rehearsed.json["operacion"]) == (2, None)
    called = vinculo("importar", path, "--como", "actividades", base=empty)
    assert called.code == 0
    assert called.out == (
        "De 2 filas: 2 creadas (y 2 contactos que se nombran), 0 actualizadas, 0 repetidas y 0 rechazadas.\n"
    )
    counted = vinculo("contar", "que:actividades fecha:2025-03", "--json", base=empty)
    assert counted.json["total"] == 2
    vinculo("deshacer", base=empty)
    assert vinculo("contar", "que:actividades", "--json", base=empty).json["total"] == 0


def test_rejected_rows_go_to_a_file(vinculo, empty, write, tmp_path) -> None:
    path = write(HEAD + "reunión,Una,2025-03-12,\nnada,Dos,2025-03-12,\n")
    rejects = tmp_path / "rechazos.csv"
    called = vinculo(
        "importar", path, "--como", "actividades", "--rechazos", str(rejects), "--json", base=empty
    )
    assert called.code == 1
    assert (called.json["creadas"], called.json["rechazadas"]) == (1, 1)
    [rejected] = called.json["rechazos"]
    assert (rejected["fila"], rejected["columna"], rejected["valor"]) == (3, "Tipo", "nada")
    assert rejected["motivo"] in rejects.read_text("utf-8-sig")


def test_a_calendar_is_known_by_its_content(vinculo, empty, write) -> None:
    path = write(EVENT.format("Mesa"), "agenda.txt")
    called = vinculo("importar", path, "--json", base=empty)
    assert (called.code, called.json["creadas"]) == (0, 1)
    again = vinculo("importar", path, "--como", "actividades", "--json", base=empty)
    assert (again.json["repetidas"], again.json["operacion"]) == (1, None)


@pytest.mark.parametrize(
    ("content", "name", "options", "part"),
    [
        (CONTACTS, "a.csv", ("--como", "actividades"), "Ninguna columna dice «Tipo»"),
        (
            "Tipo,Fecha\nreunión,2025-01-01\n",
            "a.csv",
            ("--como", "actividades"),
            "Ninguna columna dice «Título»",
        ),
        (VCARD, "a.vcf", ("--como", "actividades"), "trae contactos, no actividades"),
        (EVENT.format("Mesa"), "a.ics", ("--como", "contactos"), "es un calendario y no trae contactos"),
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "a.ics", (), "no tiene eventos ni tareas"),
        ("BEGIN:VCALENDAR\r\nroto", "a.ics", (), "no es un calendario que se pueda leer"),
        (HEAD, "a.csv", ("--como", "actividades"), "solo tiene encabezados"),
        ("", "a.csv", ("--como", "actividades"), "está vacío"),
        (
            HEAD + "reunión,Una,2025-03-12,\n",
            "a.csv",
            ("--como", "giras"),
            "Todavía no se puede importar giras",
        ),
        (HEAD + "reunión,Una,2025-03-12,\n", "a.csv", ("--como", "cosas"), "No se sabe qué es «cosas»"),
    ],
)
def test_what_cannot_be_imported_is_one_sentence(
    vinculo, empty, write, content: str, name: str, options: tuple[str, ...], part: str
) -> None:
    called = vinculo("importar", write(content, name), *options, base=empty)
    assert (called.code, called.out) == (2, "")
    assert part in called.err
    assert called.err.count("\n") == 1
    assert "Traceback" not in called.err


def test_a_calendar_has_no_map(vinculo, empty, write) -> None:
    mapped = write('{"A": "titulo"}', "mapa.json")
    called = vinculo("importar", write(EVENT.format("Mesa"), "a.ics"), "--mapa", mapped, base=empty)
    assert (called.code, called.err) == (2, "Un calendario no tiene columnas; impórtelo sin --mapa.\n")


def test_what_cannot_be_kept_of_a_calendar(vinculo, empty, write) -> None:
    called = vinculo("importar", write(EVENT.format(""), "a.ics"), "--json", base=empty)
    assert (called.code, called.json["rechazadas"]) == (1, 1)
    assert called.json["rechazos"][0]["motivo"].startswith("Falta el título")


def test_a_register_of_agreements(vinculo, empty, write, tmp_path) -> None:
    head = "Folio,Convenio,Materia,Contraparte,Fecha de firma,Vigencia,Estatus\n"
    path = write(
        head
        + "CONV-2024-001,Uno,colaboración,Club A; Club B,2024-05-14,indefinida,Vigente\n"
        + "CONV-2024-002,Dos,nada,Club A,,,En trámite\n"
    )
    rejects = tmp_path / "rechazos.xlsx"
    asked = ("importar", path, "--como", "convenios", "--json")
    rehearsed = vinculo(*asked, "--simular", base=empty)
    assert set(rehearsed.json) == KEYS
    assert (rehearsed.code, rehearsed.json["creadas"], rehearsed.json["operacion"]) == (1, 1, None)
    called = vinculo(*asked, "--rechazos", str(rejects), base=empty)
    assert (called.code, called.json["creadas"], called.json["nombradas"]) == (1, 1, 2)
    [reject] = called.json["rechazos"]
    assert (reject["fila"], reject["columna"], reject["valor"]) == (3, "Materia", "nada")
    assert rejects.exists()
    counted = vinculo("contar", "que:convenios", "--por", "etapa", "--json", base=empty)
    assert counted.json == {"total": 1, "grupos": [{"valor": "vigente", "n": 1}]}
    vinculo("deshacer", base=empty)
    assert vinculo("contar", "que:convenios", "--json", base=empty).json["total"] == 0


def test_a_calendar_or_cards_are_no_register(vinculo, empty, write) -> None:
    called = vinculo("importar", write(VCARD, "a.vcf"), "--como", "convenios", base=empty)
    assert (called.code, "no convenios" in called.err) == (2, True)
    called = vinculo("importar", write(EVENT.format("Junta"), "a.ics"), "--como", "convenios", base=empty)
    assert (called.code, "no trae convenios" in called.err) == (2, True)
