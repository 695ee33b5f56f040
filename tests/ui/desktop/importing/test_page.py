"""The import from the file to its undo, on a real base."""

import json
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu

from crm import operations
from crm.base import create_base, open_base
from crm.clock import Clock
from ui.desktop.importing.page import ImportPage
from ui.desktop.importing.review import PROBLEMS, TABS
from ui.desktop.importing.steps import FILE, RESULT, REVIEW
from ui.desktop.writing import Writing

TEXT = (
    "Nombre,Agrupación,Puesto,Celular,Mail\n"
    "Ana Soto,Club Puebla,Tesorera,5512345678,ana@example.org\n"
    "Rosa Tapia,Club Puebla,Enlace,55 1234 56,rosa@example.org\n"
    "Luis Mora,Club Puebla,Enlace,5512345672,luis@@example.org\n"
    "Eva Ruiz,,,5512345678,eva@example.org\n"
)


@pytest.fixture
def base(tmp_path):
    path = tmp_path / "base.vinculo"
    create_base(path)
    with open_base(path, actor="jimena", clock=Clock.fixed(date(2025, 10, 6))) as opened:
        yield opened


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "Directorio.csv"
    path.write_text(TEXT, "utf-8")
    return path


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
def reviewed(page, file, settled):
    page.open_file(file)
    settled()
    return page


def shown(table):
    model = table.rows
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def names(base):
    from crm.card_reader import cards
    from crm.query import parse
    from crm.query_run import ids

    with base.read() as session:
        found = ids(session, parse("", base.clock.today))
        return sorted(card.full_name for _record, card in cards(session, found))


def test_it_begins_by_asking_for_a_file(page):
    assert page.steps.step == FILE
    assert page.pick.button.text() == "Elegir un archivo…"
    assert not page.foot.isVisible()


def test_without_a_base_it_says_what_to_do(qtbot, lanes, theme, icons, file):
    page = ImportPage(lanes, theme, icons)
    qtbot.addWidget(page)
    page.open_file(file)
    assert "Abra primero una base" in page.pick.problem.plain_text


def test_a_dry_run_counts_and_begins_at_the_problems(reviewed, base):
    assert reviewed.steps.step == REVIEW
    tabs = reviewed._rows.tabs
    assert [tabs.tabText(place) for place in range(tabs.count())] == [
        "Todas  4",
        "Se crean  2",
        "Se actualizan  0",
        "Repetidas  0",
        "Con problemas  2",
    ]
    assert reviewed._rows.tab == PROBLEMS
    assert reviewed.foot.go.text() == "Importar 2 contactos"
    assert names(base) == []
    table = reviewed._rows.table
    assert table.currentIndex().data() == "55 1234 56"
    assert "faltan dos dígitos" in table.rows.reason(0)


def test_every_tab_shows_its_rows(reviewed):
    pane = reviewed._rows
    pane.tabs.setCurrentIndex(TABS.index("all"))
    assert [row[1] for row in shown(pane.table)] == ["Ana Soto", "Rosa Tapia", "Luis Mora", "Eva Ruiz"]
    pane.tabs.setCurrentIndex(TABS.index("created"))
    assert shown(pane.table)[0] == [
        "2", "Ana Soto", "Club Puebla", "55 1234 5678", "ana@example.org", "", "Se crea",
    ]  # fmt: skip
    assert shown(pane.table)[1][-1] == "Se crea; la fila 2 tiene +525512345678"
    pane.tabs.setCurrentIndex(TABS.index("repeated"))
    assert pane.empty.isVisible()
    assert not pane.table.isVisible()


def test_a_cell_is_mended_by_typing_over_it(qtbot, reviewed, settled):
    table = reviewed._rows.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    assert editor.accessibleName() == "Teléfono de la fila 3"
    editor.setText("55 1234 5679")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reviewed._rows.tabs.tabText(4) == "Con problemas  1")
    assert reviewed.foot.go.text() == "Importar 3 contactos"


def test_what_is_typed_wrong_again_gets_its_reason_and_nothing_is_lost(reviewed, settled):
    rows = reviewed._rows.table.rows
    rows.setData(rows.index(0, 3), "55 1234 567")
    settled()
    assert "falta un dígito" in rows.reason(0)
    assert shown(reviewed._rows.table)[0][3] == "55 1234 567"


def test_a_repair_is_taken_by_alt_and_its_number(qtbot, reviewed, settled):
    table = reviewed._rows.table
    table.setCurrentIndex(table.rows.index(1, 1))
    assert [fix.words for fix in table.rows.fixes(1)] == ["Usar luis@example.org", "Importar sin correo"]
    qtbot.keyClick(table, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    settled()
    assert reviewed.foot.go.text() == "Importar 3 contactos"


def test_a_repair_is_taken_by_a_click_on_it(qtbot, reviewed, settled):
    table = reviewed._rows.table
    _number, room = table.drawer.links(0, table.rowViewportPosition(0))[0]
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=room.center())
    settled()
    assert reviewed.foot.go.text() == "Importar 3 contactos"


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_menu_of_a_row_offers_its_repairs(reviewed, settled):
    table = reviewed._rows.table
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    table.contextMenuEvent(event)
    menu = next(menu for menu in table.findChildren(QMenu) if menu.isVisible())
    assert [action.text() for action in menu.actions()] == [
        "Cambiar la celda",
        "Importar sin teléfono\tAlt+1",
    ]
    menu.actions()[1].trigger()
    menu.close()
    settled()
    assert reviewed.foot.go.text() == "Importar 3 contactos"


def test_a_column_put_right_is_read_again_and_what_was_mended_stays(reviewed, settled):
    rows = reviewed._rows.table.rows
    rows.setData(rows.index(0, 3), "55 1234 5679")
    settled()
    choice = reviewed._columns.choices[4]
    choice.setCurrentIndex(choice.findData(""))
    choice.activated.emit(choice.currentIndex())
    settled()
    assert reviewed._columns.column_map == {"Mail": None}
    assert reviewed.foot.go.text() == "Importar 4 contactos"
    assert reviewed._rows.tabs.tabText(4) == "Con problemas  0"


def test_columns_nobody_recognises_can_be_named(page, tmp_path, settled):
    path = tmp_path / "raro.csv"
    path.write_text("Xyz,Celular\nAna Soto,5512345678\n", "utf-8")
    page.open_file(path)
    settled()
    assert page._columns.problem.isVisible()
    assert not page.foot.go.isEnabled()
    choice = page._columns.choices[0]
    choice.setCurrentIndex(choice.findData("nombre"))
    choice.activated.emit(choice.currentIndex())
    settled()
    assert not page._columns.problem.isVisible()
    assert page.foot.go.text() == "Importar 1 contacto"


def test_a_second_column_of_phones_becomes_the_second_phone(reviewed):
    from ui.desktop.importing.columns_pane import numbered

    assert numbered("telefono", 4, reviewed._columns.seen) == "telefono"
    assert numbered("correo", 3, reviewed._columns.seen) == "correo_2"
    assert numbered("nombre", 4, reviewed._columns.seen) == "nombre"


def test_tags_go_to_every_row(reviewed, settled, base):
    reviewed._columns.tags.setText("COLEFOM 2025,  Red, Red")
    reviewed._columns.tags.editingFinished.emit()
    settled()
    assert reviewed._options.rows.tags == ("COLEFOM 2025", "Red")
    reviewed.apply()
    settled()
    from crm.query import parse
    from crm.query_run import ids

    with base.read() as session:
        assert len(ids(session, parse('etiqueta:"COLEFOM 2025"', base.clock.today))) == 2


def test_importing_is_one_operation_that_can_be_taken_back(reviewed, settled, base):
    told = []
    reviewed._writing.done.connect(told.append)
    reviewed.foot.go.click()
    settled()
    assert reviewed.steps.step == RESULT
    assert reviewed._ending.title.plain_text == "Se importaron 2 contactos"
    assert "2 filas no se importaron" in reviewed._ending.rejected.plain_text
    assert [done.kind for done in told] == ["edit"]
    assert names(base) == ["Ana Soto", "Club Puebla", "Eva Ruiz"]
    reviewed._ending.undo.click()
    settled()
    assert names(base) == []
    assert told[-1].kind == "undo"
    assert "se deshizo" in reviewed._ending.note.plain_text
    assert not reviewed._ending.undo.isEnabled()


def test_a_cancelled_import_leaves_nothing(reviewed, settled, base, monkeypatch):
    from crm.importing import run

    def stopped_halfway(session, matches, progress):
        reviewed._stop.ask()
        progress(1, 2)
        raise AssertionError("it went on")

    monkeypatch.setattr(run, "_write", stopped_halfway)
    reviewed.apply()
    settled()
    assert reviewed.steps.step == REVIEW
    assert names(base) == []
    with base.read() as session:
        assert operations.log(session) == []
    assert "se canceló" in reviewed._about.plain_text
    assert reviewed.foot.go.isEnabled()


def test_a_reading_that_is_cancelled_returns_to_the_file(page, file, settled):
    page.open_file(file)
    page.cancel()
    settled()
    assert page.steps.step == FILE
    assert not page.strip.isVisible()


def test_a_file_that_is_no_good_gets_its_sentence(page, tmp_path, settled):
    path = tmp_path / "foto.csv"
    path.write_bytes(b"")
    page.open_file(path)
    settled()
    assert page.steps.step == FILE
    assert page.pick.problem.plain_text
    assert page.pick.problem.isVisible()


def test_a_map_in_force_and_the_rejects_are_kept_in_files(qtbot, reviewed, settled, tmp_path):
    reviewed._save_map()
    reviewed.keeping.save_map(str(tmp_path / "mapa.json"))
    assert json.loads((tmp_path / "mapa.json").read_text("utf-8"))["Agrupación"] == "organizacion"
    reviewed._save_rejects()
    for dialog in reviewed.window().findChildren(QFileDialog):
        dialog.reject()
    reviewed.keeping.save_rejects(str(tmp_path / "rechazos.csv"))
    settled()
    assert "motivo" in (tmp_path / "rechazos.csv").read_text("utf-8-sig")
    assert "rechazos.csv" in reviewed._about.plain_text
    reviewed.keeping.save_rejects(str(tmp_path / "no" / "rechazos.csv"))
    settled()
    assert "no existe" in reviewed._about.plain_text


def test_vcards_are_imported_too(page, tmp_path, settled, base):
    path = tmp_path / "a.vcf"
    path.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Soto\nN:Soto;Ana;;;\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Rosa Tapia\nTEL:12\nEND:VCARD\n"
    )
    page.open_file(path)
    settled()
    assert page._rows.tabs.tabText(4) == "Con problemas  1"
    assert shown(page._rows.table)[0][0] == "6"
    page.apply()
    settled()
    assert names(base) == ["Ana Soto"]


def test_garbled_text_is_mended_when_asked(page, tmp_path, settled):
    path = tmp_path / "roto.csv"
    rows = "".join(f"MarÃ­a NÃºÃ±ez {n},mar{n}@example.org\n" for n in range(5))
    path.write_text(f"Nombre,Correo\n{rows}", "utf-8")
    page.open_file(path)
    settled()
    assert page._rows.repair.isVisible()
    page._rows.repair.click()
    settled()
    page._rows.tabs.setCurrentIndex(0)
    assert "María Núñez 0" in [row[1] for row in shown(page._rows.table)]


def test_a_model_keeps_qts_rules(qtmodeltester, reviewed):
    qtmodeltester.check(reviewed._rows.table.rows)
    reviewed._rows.tabs.setCurrentIndex(0)
    qtmodeltester.check(reviewed._rows.table.rows)
