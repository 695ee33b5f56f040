"""What a file is, by its content alone."""

import csv

import pytest

from crm.errors import FileProblem
from crm.importing.fields import FIELDS
from crm.importing.kinds import ACTIVITIES, AGREEMENTS, CALENDAR, CONTACTS, kinds_of
from crm.importing.preview import preview
from crm.matter_columns import ACTIVITY_COLUMNS, AGREEMENT_COLUMNS


@pytest.fixture
def sheet(tmp_path):
    def write(*rows):
        path = tmp_path / "hoja.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path

    return write


@pytest.mark.parametrize(
    ("headings", "likeliest"),
    [
        (list(ACTIVITY_COLUMNS.values()), ACTIVITIES),
        ([field.heading for field in FIELDS.values()], CONTACTS),
        (["Fecha", "Actividad", "Tipo de actividad", "Sede", "Asistentes"], ACTIVITIES),
        (["Fecha", "Evento", "Lugar", "Con quién"], ACTIVITIES),
        (["Nombre", "Institución", "Ciudad", "País", "Notas"], CONTACTS),
        (["Nombre", "Cargo", "Teléfono", "Correo", "Fecha"], CONTACTS),
        (list(AGREEMENT_COLUMNS.values()), AGREEMENTS),
        (["No.", "Nombre del convenio", "Contraparte", "Fecha de suscripción", "Vigencia"], AGREEMENTS),
        (["Nada", "Que", "Se", "Conozca"], CONTACTS),
    ],
)
def test_a_table_is_what_most_of_its_headings_say(sheet, headings, likeliest):
    found = kinds_of(sheet(headings, ["dato"] * len(headings)))
    assert found[0] == likeliest
    assert set(found) == {CONTACTS, ACTIVITIES, AGREEMENTS}


def test_cards_and_calendars_are_what_they_are_whatever_they_are_called(tmp_path):
    cards = tmp_path / "uno.csv"
    cards.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD\n", "utf-8")
    calendar = tmp_path / "dos.txt"
    calendar.write_text("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "utf-8")
    assert kinds_of(cards) == (CONTACTS,)
    assert kinds_of(calendar) == (CALENDAR,)


def test_what_is_no_table_is_told_of(tmp_path):
    path = tmp_path / "foto.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    with pytest.raises(FileProblem):
        kinds_of(path)


def test_a_preview_says_whether_the_columns_tell_enough(sheet):
    path = sheet(["Fecha", "Evento", "Xyz"], ["2025-10-01", "Taller", "reunión"])
    seen = preview(path, what=ACTIVITIES)
    assert not seen.complete
    assert [target and target.field for target in seen.columns.targets] == ["fecha", "titulo", None]
    assert preview(path, {"Xyz": "tipo"}, what=ACTIVITIES).complete
    assert not preview(sheet(["Fecha", "Xyz"], ["1", "2"])).complete
