"""The import of activities, from a sheet and from a calendar, on a real base."""

import datetime
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from crm import operations
from crm.base import open_base
from crm.clock import Clock
from crm.importing.kinds import ACTIVITIES, CALENDAR, CONTACTS
from ui.desktop.importing.page import ImportPage
from ui.desktop.importing.review import ALL, CREATED, PROBLEMS, TABS
from ui.desktop.importing.steps import FILE, RESULT, REVIEW
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)
SHEET = (
    "Fecha,Actividad,Tipo de actividad,Sede,Participantes,Asistentes\n"
    "2025-07-03,Con clubes,reunión,Chicago,Club Zitácuaro; Ulises Peñaloza,14\n"
    "2025-07-24,Feria,ferria,Los Ángeles,,310\n"
    "2025-08-12,Charla,taller,Santiago,,muchas\n"
)
CALENDAR_TEXT = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Prueba//ES\n"
    "BEGIN:VEVENT\nUID:uno\nDTSTAMP:20250101T000000Z\nSUMMARY:Junta\nDTSTART:20251007T160000Z\nEND:VEVENT\n"
    "BEGIN:VTODO\nUID:dos\nDTSTAMP:20250101T000000Z\nSUMMARY:Enviar carteles\nDUE;VALUE=DATE:20251009\nEND:VTODO\n"
    "END:VCALENDAR\n"
)


@pytest.fixture
def base(tmp_path, stocked_base):
    path = tmp_path / "base.vinculo"
    stocked_base(path)
    with open_base(path, actor="jimena", clock=Clock.fixed(TODAY)) as opened:
        yield opened


@pytest.fixture
def page(qtbot, lanes, theme, icons, base):
    page = ImportPage(lanes, theme, icons)
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.set_base(base)
    page.set_writing(Writing(base, lanes.writer, page))
    page.show()
    return page


@pytest.fixture
def settled(qtbot, lanes):
    def wait():
        qtbot.waitUntil(lambda: lanes.long_reader.idle and lanes.writer.idle, timeout=20_000)

    return wait


@pytest.fixture
def reviewed(page, tmp_path, settled):
    path = tmp_path / "Agosto.csv"
    path.write_text(SHEET, "utf-8")
    page.open_file(path)
    settled()
    return page


def found(base, query):
    from crm.found_matters import found_matters
    from crm.query import parse

    with base.read() as session:
        return [one.name for one in found_matters(session, parse(query, TODAY))]


def choose_kind(page, kind):
    choice = page.head.as_what.choice
    choice.setCurrentIndex(choice.findData(kind))
    choice.activated.emit(choice.currentIndex())


def mend(page, row, column, text):
    rows = page.panes()[1].table.rows
    assert rows.setData(rows.index(row, column), text)


def test_a_sheet_of_activities_is_known_by_its_headings(reviewed):
    assert reviewed.steps.step == REVIEW
    assert reviewed.dry_run.kind == ACTIVITIES
    assert reviewed.head.as_what.isVisible()
    columns, rows = reviewed.panes()
    assert [choice.currentText() for choice in columns.choices] == [
        "Fecha",
        "Título",
        "Tipo",
        "Lugar",
        "Participantes",
        "Asistentes",
    ]
    assert not columns.tags.isVisible()
    assert rows.tab == PROBLEMS
    assert "1 se crea (y 2 contactos que se nombran)" in reviewed.foot.counts.plain_text
    assert reviewed.foot.go.text() == "Importar 1 actividad"
    assert "Agosto.csv, 3 filas" in reviewed.head.about.plain_text


def test_every_row_shows_what_becomes_of_it(reviewed):
    _columns, pane = reviewed.panes()
    pane.tabs.setCurrentIndex(TABS.index(ALL))
    rows = pane.table.rows
    shown = [[rows.index(row, column).data() for column in range(rows.columnCount())] for row in range(3)]
    assert shown == [
        [
            "2",
            "Con clubes",
            "2025-07-03",
            "reunión",
            "Chicago",
            "Club Zitácuaro; Ulises Peñaloza",
            "Se crea",
        ],
        ["3", "Feria", "2025-07-24", "ferria", "Los Ángeles", "", "Va a los rechazos"],
        ["4", "Charla", "2025-08-12", "taller", "Santiago", "", "Va a los rechazos"],
    ]


def test_a_cell_is_mended_and_read_again(reviewed, settled):
    rows = reviewed.panes()[1].table.rows
    mend(reviewed, 0, 2, "reunión")
    assert rows.reason(0) == "Se está revisando de nuevo."
    assert not reviewed.foot.go.isEnabled()
    settled()
    assert rows.rowCount() == 1
    assert reviewed.foot.go.text() == "Importar 2 actividades"
    assert [fix.words for fix in rows.fixes(0)] == ["Importar sin asistentes"]
    rows.take(0, 0)
    settled()
    assert rows.rowCount() == 0
    assert reviewed.foot.go.text() == "Importar 3 actividades"


def test_what_was_mended_stays_when_a_column_is_put_right(reviewed, settled):
    mend(reviewed, 0, 2, "reunión")
    settled()
    choice = reviewed.panes()[0].choices[5]
    choice.setCurrentIndex(choice.findData(""))
    choice.activated.emit(choice.currentIndex())
    settled()
    assert reviewed.foot.go.text() == "Importar 3 actividades"


def test_it_is_imported_as_one_operation_and_taken_back(qtbot, reviewed, settled, base):
    mend(reviewed, 0, 2, "reunión")
    settled()
    reviewed.foot.go.click()
    settled()
    assert reviewed.steps.step == RESULT
    assert sorted(found(base, "que:actividades")) == ["Con clubes", "Feria"]
    ending = reviewed._ending
    assert ending.title.plain_text == "Se importaron 2 actividades"
    assert ending.counts.plain_text == "Se crearon 2, se actualizaron 0 y 0 ya estaban."
    assert "2 contactos que se nombran: «Ulises Peñaloza», «Club Zitácuaro»" in ending.named.plain_text
    with base.read() as session:
        operation = operations.newest(session)
    with qtbot.waitSignal(reviewed.list_wanted) as asked:
        ending.see.click()
    assert asked.args == ["actividades", f"operacion:+{operation}"]
    with qtbot.waitSignal(reviewed.list_wanted) as asked:
        ending.see_named.click()
    assert asked.args == ["contactos", f"operacion:+{operation}"]
    ending.undo.click()
    settled()
    assert found(base, "que:actividades") == []
    assert ending.note.plain_text == "La importación se deshizo: la base está como antes."


def test_a_cancelled_import_of_activities_leaves_nothing(reviewed, settled, base, monkeypatch):
    from crm.importing import activities

    way = activities._WAY

    def stopped_halfway(session, planned, progress):
        reviewed.cancel()
        way.write(session, planned, progress)

    monkeypatch.setattr(activities, "_WAY", replace(way, write=stopped_halfway))
    reviewed.foot.go.click()
    settled()
    assert found(base, "que:actividades") == []
    assert reviewed.head.about.plain_text == "La importación se canceló; no se guardó nada."


def test_the_rejected_rows_go_to_a_file_and_come_back(reviewed, settled, tmp_path):
    reviewed.keeping._reading = reviewed.dry_run.review.reading
    reviewed.keeping.save_rejects(str(tmp_path / "rechazos.csv"))
    settled()
    assert "motivo" in (tmp_path / "rechazos.csv").read_text("utf-8-sig")
    reviewed.open_file(tmp_path / "rechazos.csv")
    settled()
    assert reviewed.dry_run.kind == ACTIVITIES
    assert len(reviewed.dry_run.review.places[PROBLEMS]) == 2


def test_what_a_file_is_can_be_put_right_and_back(reviewed, settled):
    mend(reviewed, 0, 2, "reunión")
    settled()
    choose_kind(reviewed, CONTACTS)
    settled()
    assert reviewed.dry_run.kind == CONTACTS
    columns, _rows = reviewed.panes()
    assert columns.problem.isVisible()
    assert columns.tags.isVisible()
    assert not reviewed.foot.go.isEnabled()
    choose_kind(reviewed, ACTIVITIES)
    settled()
    assert reviewed.foot.go.text() == "Importar 1 actividad"
    assert [choice.currentText() for choice in columns.choices][:2] == ["Fecha", "Título"]


def test_a_column_that_nobody_knows_is_asked_for(page, tmp_path, settled):
    path = tmp_path / "sin tipo.csv"
    path.write_text("Fecha,Evento,Lugar,Xyz\n2025-07-03,Con clubes,Chicago,reunión\n", "utf-8")
    page.open_file(path)
    settled()
    columns, _rows = page.panes()
    assert "«Tipo»" in columns.problem.plain_text
    choice = columns.choices[3]
    choice.setCurrentIndex(choice.findData("tipo"))
    choice.activated.emit(choice.currentIndex())
    settled()
    assert not columns.problem.isVisible()
    assert page.foot.go.text() == "Importar 1 actividad"


def test_a_calendar_is_known_by_its_content(page, tmp_path, settled, base):
    path = tmp_path / "agenda.txt"
    path.write_text(CALENDAR_TEXT, "utf-8")
    page.open_file(path)
    settled()
    assert page.dry_run.kind == CALENDAR
    assert not page.head.as_what.isVisible()
    pane = page.panes()[1]
    pane.tabs.setCurrentIndex(TABS.index(CREATED))
    rows = pane.table.rows
    assert [[rows.index(row, column).data() for column in (1, 2, 3)] for row in range(2)] == [
        ["Junta", "2025-10-07 10:00", "actividad"],
        ["Enviar carteles", "2025-10-09", "seguimiento"],
    ]
    page.foot.go.click()
    settled()
    assert found(base, "que:actividades") == ["Junta"]
    assert found(base, "que:seguimientos") == ["Enviar carteles"]
    page.begin()
    page.open_file(path)
    settled()
    assert len(page.dry_run.review.places["repeated"]) == 2


def test_another_file_after_one_of_activities_begins_anew(reviewed, settled, tmp_path):
    path = tmp_path / "gente.csv"
    path.write_text("Nombre,Correo\nAna Soto,ana@example.org\n", "utf-8")
    before = reviewed.dry_run.review
    reviewed.foot.back.click()
    settled()
    assert before.plan.rows == []
    assert reviewed.steps.step == FILE
    assert not reviewed.head.as_what.isVisible()
    reviewed.open_file(path)
    settled()
    assert reviewed.dry_run.kind == CONTACTS
    assert reviewed.foot.go.text() == "Importar 1 contacto"


def test_a_model_of_activities_keeps_qts_rules(qtmodeltester, reviewed):
    qtmodeltester.check(reviewed.panes()[1].table.rows)


def test_the_choice_of_a_kind_is_reached_by_keys(qtbot, reviewed):
    reviewed.activateWindow()
    choice = reviewed.head.as_what.choice
    choice.setFocus(Qt.FocusReason.TabFocusReason)
    assert choice.hasFocus()
    assert choice.accessibleName() == "Importar como"
