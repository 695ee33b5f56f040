"""The export, on a real base."""

import csv
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from crm.base import open_base
from crm.clock import Clock
from crm.importing.run import apply, plan
from ui.desktop.exporting.columns_list import ColumnsList
from ui.desktop.exporting.looked_at import LookedAt
from ui.desktop.exporting.page import ExportPage
from ui.desktop.exporting.subjects import CSV, VCARD, XLSX, subjects
from ui.desktop.exporting.whose import EVERYBODY, LISTED, SELECTED

CONTACTS = subjects()["contactos"]
USUAL = CONTACTS.usual
ALL = tuple(CONTACTS.headings)


@pytest.fixture
def base(tmp_path, new_base):
    path = tmp_path / "base.vinculo"
    new_base(path)
    source = tmp_path / "lista.csv"
    source.write_text(
        "Nombre,Tel\nAna Soto,5512345678\nRosa Tapia,5512345679\nLuis Mora,5512345670\n", "utf-8"
    )
    with open_base(path, actor="jimena", clock=Clock.fixed(date(2025, 10, 6))) as opened:
        apply(opened, plan(opened, source))
        yield opened


@pytest.fixture
def page(qtbot, lanes, theme, icons, settings, base, tmp_path):
    settings.export_folder = str(tmp_path)
    page = ExportPage(lanes, theme, icons, settings)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.set_base(base)
    page.show()
    return page


@pytest.fixture
def settled(qtbot, lanes):
    def wait():
        qtbot.waitUntil(lambda: lanes.long_reader.idle, timeout=20_000)

    return wait


def rows(path):
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def ids(base, query=""):
    from crm.query import parse
    from crm.query_run import ids as found

    with base.read() as session:
        return tuple(found(session, parse(query, base.clock.today)))


def test_it_offers_all_and_says_how_many(page, settled, tmp_path):
    settled()
    assert page.whose.checkedId() == EVERYBODY
    assert page.whose.button(EVERYBODY).text() == "Todos los contactos: 3"
    assert page.go.text() == "Exportar 3 contactos"
    assert page.where.line.text() == str(tmp_path / "Contactos 2025-10-06.xlsx")
    assert not page.whose.button(LISTED).isVisible()


def test_it_offers_what_one_was_looking_at(page, settled, base):
    page.look_at(LookedAt(query="soto & Cía"))
    settled()
    assert page.whose.checkedId() == LISTED
    assert page.whose.button(LISTED).text() == "Los de la búsqueda «soto && Cía»: 0"
    assert not page.go.isEnabled()
    page.look_at(LookedAt(query="soto", selected=ids(base)[:2]))
    settled()
    assert page.whose.checkedId() == SELECTED
    assert page.go.text() == "Exportar 2 contactos"


def test_what_is_asked_for_is_written(page, settled, tmp_path):
    page.look_at(LookedAt(query="soto"))
    page.format.button(1).click()
    assert page.where.line.text().endswith(CSV)
    page.columns.choose(("telefono", "nombre"))
    settled()
    page.go.click()
    settled()
    assert rows(tmp_path / "Contactos 2025-10-06.csv") == [
        ["Teléfono 1", "Nombre completo"],
        ["+525512345678", "Ana Soto"],
    ]
    assert page.told.plain_text == "Se escribió 1 contacto en «Contactos 2025-10-06.csv»."
    assert page.open.isVisible()
    assert page._settings.export_columns("contactos") == ("telefono", "nombre")


def test_what_was_left_out_is_told_with_the_reason(page, settled, base):
    from crm.trash import trash

    everybody = ids(base)
    with base.write("Prueba") as session:
        trash(session, [everybody[0]])
    page.look_at(LookedAt(selected=everybody))
    settled()
    page.go.click()
    settled()
    assert "Se dejó fuera 1: en la papelera (1)." in page.told.plain_text


def test_a_file_that_would_be_lost_is_named_first(page, settled, tmp_path):
    settled()
    path = tmp_path / "viejo.xlsx"
    path.write_text("lo de antes")
    page.where.line.setText(str(path))
    page.go.click()
    settled()
    assert path.read_text() == "lo de antes"
    assert "«viejo.xlsx» ya existe: si sigue, se pierde." in page.told.plain_text
    assert page.go.text() == "Reemplazar el archivo"
    page.go.click()
    settled()
    assert path.read_bytes()[:2] == b"PK"


def test_cards_have_no_columns(page, settled, tmp_path):
    settled()
    page.format.button(2).click()
    assert page.ending == VCARD
    assert not page.columns.isVisible()
    page.go.click()
    settled()
    assert (tmp_path / "Contactos 2025-10-06.vcf").read_text("utf-8").count("BEGIN:VCARD") == 3


def test_a_folder_that_is_not_there_gets_a_sentence(page, settled, tmp_path):
    settled()
    page.where.line.setText(str(tmp_path / "no" / "a.xlsx"))
    page.go.click()
    settled()
    assert "no existe" in page.where.problem.plain_text
    assert page.where.problem.isVisible()
    assert page.where.line.property("wrong")
    assert page._settings.export_folder == str(tmp_path)
    page.where.line.setText(str(tmp_path / "a.xlsx"))
    assert not page.where.problem.isVisible()
    assert page.go.isEnabled()


def test_a_name_without_an_ending_gets_that_of_the_format(page, settled, tmp_path):
    settled()
    page.where.line.setText(str(tmp_path / "v1.2 de todos"))
    page.go.click()
    settled()
    assert (tmp_path / "v1.2 de todos.xlsx").exists()


def test_a_cancelled_export_leaves_no_file(page, settled, tmp_path, monkeypatch):
    settled()
    from crm.exporting import run

    def halfway(session, live, path, columns, progress):
        page.job.stop()
        progress(1, 3)
        raise AssertionError("it went on")

    monkeypatch.setattr(run, "_write_table", halfway)
    page.go.click()
    settled()
    assert page.told.plain_text == "Se canceló; no se guardó ningún archivo."
    assert not list(tmp_path.glob("*.xlsx"))


def test_columns_are_moved_by_keys(qtbot, theme, icons):
    columns = ColumnsList(icons)
    qtbot.addWidget(columns)
    columns.show_columns(CONTACTS.headings, USUAL, USUAL)
    assert columns.keys == USUAL
    columns.list.setCurrentRow(0)
    qtbot.keyClick(columns.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert columns.keys[:2] == ("organizacion", "nombre")
    columns.up.click()
    assert columns.keys[:2] == ("nombre", "organizacion")
    columns.up.click()
    assert columns.keys == USUAL
    qtbot.keyClick(columns.list, Qt.Key.Key_Space)
    assert columns.keys == USUAL[1:]
    columns.all.click()
    assert columns.keys == ALL
    columns.usual.click()
    assert columns.keys == USUAL


def test_columns_that_no_longer_exist_are_forgotten(qtbot, theme, icons):
    columns = ColumnsList(icons)
    qtbot.addWidget(columns)
    columns.show_columns(CONTACTS.headings, USUAL, USUAL)
    columns.choose(("correo", "signo_zodiacal"))
    assert columns.keys == ("correo",)


def test_without_a_base_nothing_is_offered(qtbot, lanes, theme, icons, settings):
    page = ExportPage(lanes, theme, icons, settings)
    qtbot.addWidget(page)
    assert not page.go.isEnabled()
    assert page.ending == XLSX


def test_a_folder_that_is_gone_is_not_proposed(page, settings, tmp_path):
    settings.export_folder = str(tmp_path / "ya no")
    page.look_at(LookedAt())
    assert Path(page.where.line.text()).parent.is_dir()
    assert page.where.line.cursorPosition() == 0
    assert page.where.line.toolTip() == page.where.line.text()


def test_the_focus_stays_on_the_page(qtbot, page, settled):
    settled()
    page.activateWindow()
    page.go.setFocus()
    page.go.click()
    assert page.strip.button.hasFocus()
    settled()
    assert page.go.hasFocus()
