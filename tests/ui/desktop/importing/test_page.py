"""The import from the file to its undo, on a real base."""

import json
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu

from crm import contacts, large_operations, operations
from crm.base import open_base
from crm.cards import Card, Email
from crm.clock import Clock
from crm.importing import run_apart
from tests.crm.work_apart_seen import of_ours
from ui.desktop import fonts
from ui.desktop.importing.foot import counts
from ui.desktop.importing.kinds import kinds
from ui.desktop.importing.page import ImportPage
from ui.desktop.importing.review import DOUBTS, PROBLEMS, TABS
from ui.desktop.importing.rows_model import WRONG_ROLE
from ui.desktop.importing.steps import FILE, RESULT, REVIEW
from ui.desktop.long_jobs import Rows
from ui.desktop.writing import Writing

TEXT = (
    "Nombre,Agrupación,Puesto,Celular,Mail\n"
    "Ana Soto,Club Puebla,Tesorera,5512345678,ana@example.org\n"
    "Rosa Tapia,Club Puebla,Enlace,55 1234 56,rosa@example.org\n"
    "Luis Mora,Club Puebla,Enlace,5512345672,luis@@example.org\n"
    "Eva Ruiz,,,5512345678,eva@example.org\n"
)


@pytest.fixture
def base(tmp_path, new_base):
    path = tmp_path / "base.vinculo"
    new_base(path)
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
def all_is_large(monkeypatch):
    monkeypatch.setattr(run_apart, "WORTH_IT", 1)
    monkeypatch.setattr(large_operations, "WORTH_IT", 1)


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


def names(base, query=""):
    from crm.card_reader import cards
    from crm.query import parse
    from crm.query_run import ids

    with base.read() as session:
        found = ids(session, parse(query, base.clock.today))
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
    tabs = reviewed.panes()[1].tabs
    assert [tabs.tabText(place) for place in range(tabs.count())] == [
        "Todas  4",
        "Se crean  2",
        "Se actualizan  0",
        "Repetidas  0",
        "Con problemas  2",
        "Por decidir  1",
    ]
    assert reviewed.panes()[1].tab == PROBLEMS
    assert reviewed.foot.go.text() == "Importar 2 contactos"
    assert names(base) == []
    table = reviewed.panes()[1].table
    assert table.currentIndex().data() == "55 1234 56"
    assert "faltan dos dígitos" in table.rows.reason(0)


def test_every_tab_shows_its_rows(reviewed):
    pane = reviewed.panes()[1]
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
    table = reviewed.panes()[1].table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    assert editor.accessibleName() == "Teléfono de la fila 3"
    editor.setText("55 1234 5679")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reviewed.panes()[1].tabs.tabText(4) == "Con problemas  1")
    assert reviewed.foot.go.text() == "Importar 3 contactos"


def test_with_the_last_problem_mended_the_keys_do_not_reach_a_column_of_the_file(qtbot, reviewed, settled):
    pane = reviewed.panes()[1]
    reviewed.activateWindow()
    pane.table.setFocus()
    for _problem in range(2):
        qtbot.keyClick(pane.table, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
        settled()
    assert pane.empty.isVisible()
    assert reviewed.window().focusWidget() is pane.tabs


def test_what_is_typed_wrong_again_gets_its_reason_and_nothing_is_lost(reviewed, settled):
    rows = reviewed.panes()[1].table.rows
    rows.setData(rows.index(0, 3), "55 1234 567")
    settled()
    assert "falta un dígito" in rows.reason(0)
    assert shown(reviewed.panes()[1].table)[0][3] == "55 1234 567"


def test_a_repair_is_taken_by_alt_and_its_number(qtbot, reviewed, settled):
    table = reviewed.panes()[1].table
    table.setCurrentIndex(table.rows.index(1, 1))
    assert [fix.words for fix in table.rows.fixes(1)] == ["Usar luis@example.org", "Importar sin correo"]
    qtbot.keyClick(table, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    settled()
    assert reviewed.foot.go.text() == "Importar 3 contactos"


def test_a_repair_is_taken_by_a_click_on_it(qtbot, reviewed, settled):
    table = reviewed.panes()[1].table
    _number, room = table.drawer.links(0, table.rowViewportPosition(0))[0]
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=room.center())
    settled()
    assert reviewed.foot.go.text() == "Importar 3 contactos"


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_menu_of_a_row_offers_its_repairs(reviewed, settled):
    table = reviewed.panes()[1].table
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
    rows = reviewed.panes()[1].table.rows
    rows.setData(rows.index(0, 3), "55 1234 5679")
    settled()
    choice = reviewed.panes()[0].choices[4]
    choice.setCurrentIndex(choice.findData(""))
    choice.activated.emit(choice.currentIndex())
    settled()
    assert reviewed.panes()[0].column_map == {"Mail": None}
    assert reviewed.foot.go.text() == "Importar 4 contactos"
    assert reviewed.panes()[1].tabs.tabText(4) == "Con problemas  0"


def test_columns_nobody_recognises_can_be_named(page, tmp_path, settled):
    path = tmp_path / "raro.csv"
    path.write_text("Xyz,Celular\nAna Soto,5512345678\n", "utf-8")
    page.open_file(path)
    settled()
    assert page.panes()[0].problem.isVisible()
    assert not page.foot.go.isEnabled()
    choice = page.panes()[0].choices[0]
    choice.setCurrentIndex(choice.findData("nombre"))
    choice.activated.emit(choice.currentIndex())
    settled()
    assert not page.panes()[0].problem.isVisible()
    assert page.foot.go.text() == "Importar 1 contacto"


def test_a_second_column_of_phones_becomes_the_second_phone(reviewed):
    from ui.desktop.importing.columns_pane import numbered

    assert numbered("telefono", 4, reviewed.panes()[0].seen) == "telefono"
    assert numbered("correo", 3, reviewed.panes()[0].seen) == "correo_2"
    assert numbered("nombre", 4, reviewed.panes()[0].seen) == "nombre"


def test_tags_go_to_every_row(qtbot, reviewed, settled, base):
    field = reviewed.panes()[0].tags
    field.line.setFocus()
    qtbot.keyClicks(field.line, "COLEFOM 2025,  Red, Red")
    assert reviewed.dry_run.options.rows.tags == ("COLEFOM 2025", "Red")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    settled()
    assert field.words == reviewed.dry_run.options.rows.tags == ("COLEFOM 2025", "Red")
    field.remove("Red")
    settled()
    assert reviewed.dry_run.options.rows.tags == ("COLEFOM 2025",)
    reviewed.apply()
    settled()
    from crm.query import parse
    from crm.query_run import ids

    with base.read() as session:
        assert len(ids(session, parse('etiqueta:"COLEFOM 2025"', base.clock.today))) == 2


def test_a_tag_that_was_typed_and_left_counts_too(qtbot, reviewed, settled):
    field = reviewed.panes()[0].tags
    field.line.setFocus()
    qtbot.keyClicks(field.line, "Invitada")
    field.left.emit()
    settled()
    assert reviewed.dry_run.options.rows.tags == ("Invitada",)
    reviewed.begin()
    assert field.words == ()


def test_the_tags_of_the_base_are_suggested(qtbot, page, base, file, settled, lanes):
    from crm.card_writer import CardWriter
    from crm.cards import Card

    with base.write("Prueba") as session:
        CardWriter(session).add([Card(kind="person", given_names="Luz", tags=("Red Voto Chilango",))])
    page.open_file(file)
    settled()
    qtbot.waitUntil(lambda: lanes.reader.idle)
    field = page.panes()[0].tags
    qtbot.keyClicks(field.line, "voto")
    assert [row.text for row in field.popup.rows] == ["Red Voto Chilango"]


DOUBTS_TEXT = (
    "Nombre,Organización,Celular,Mail,Ciudad\n"
    "Ana Soto,,5512345678,ana@example.org,Fresmo\n"
    "Anita S. Luna,,5512345678,,\n"
    "COLEFOM,,,colefom@example.org,\n"
    ",Centro Cultural,,centro@example.org,\n"
)


@pytest.fixture
def doubted(page, tmp_path, settled):
    path = tmp_path / "dudas.csv"
    path.write_text(DOUBTS_TEXT, "utf-8")
    page.open_file(path)
    settled()
    page.panes()[1].tabs.setCurrentIndex(TABS.index(DOUBTS))
    return page


def fixes(page, row):
    return [fix.words for fix in page.panes()[1].table.rows.fixes(row)]


def take(qtbot, page, row, number, settled):
    """Take what is offered for a row by Alt and its number."""
    table = page.panes()[1].table
    table.setCurrentIndex(table.rows.index(row, 1))
    qtbot.keyClick(table, Qt.Key(Qt.Key.Key_1 + number - 1), Qt.KeyboardModifier.AltModifier)
    settled()


def test_phones_and_e_mails_are_read_whole_where_one_decides_by_them(page, tmp_path, settled):
    path = tmp_path / "iguales.csv"
    rows = [
        f"{name},Federación de Clubes de la Ciudad de México,+1 312 555 0190,persona.{name.lower()}@example.org,Chicago"
        for name in ("Ana", "Anita")
    ]
    path.write_text("\n".join(["Nombre,Organización,Celular,Mail,Ciudad", *rows]), "utf-8")
    page.open_file(path)
    settled()
    page.panes()[1].tabs.setCurrentIndex(TABS.index(DOUBTS))
    table = page.panes()[1].table
    assert shown(table)[0][3:5] == ["+1 312-555-0190", "persona.anita@example.org"]
    metrics = QFontMetrics(fonts.font(tabular=True))
    for column, text in ((3, "+1 312-555-0190"), (4, "persona.anita@example.org")):
        assert table.columnWidth(column) - 16 >= metrics.horizontalAdvance(text)
    assert sum(map(table.columnWidth, range(6))) <= table.width()
    page.panes()[1].tabs.setCurrentIndex(0)
    assert table.columnWidth(4) - 16 < metrics.horizontalAdvance("persona.anita@example.org")


def test_what_is_not_sure_stands_under_its_own_tab(doubted):
    table = doubted.panes()[1].table
    assert doubted.panes()[1].tabs.tabText(TABS.index(DOUBTS)) == "Por decidir  3"
    assert [row[:2] for row in shown(table)] == [["2", "Ana Soto"], ["3", "Anita S. Luna"], ["4", "COLEFOM"]]
    assert table.rows.reason(0) == "No se reconoce la ciudad «Fresmo»; quizá es Fresno."
    assert table.rows.reason(1) == "Comparte 55 1234 5678 con Ana Soto, de la fila 2. Se crea aparte."
    assert [fixes(doubted, row) for row in range(3)] == [
        ["Usar Fresno", "Importar sin ciudad"],
        ["Es el mismo", "Omitir"],
        ["Importar como institución"],
    ]
    marked = [[c for c in range(6) if table.rows.index(r, c).data(WRONG_ROLE)] for r in range(3)]
    assert marked == [[5], [3], [1]]


def test_a_likely_city_is_taken_by_keys(qtbot, doubted, settled):
    take(qtbot, doubted, 0, 1, settled)
    assert doubted.panes()[1].tabs.tabText(TABS.index(DOUBTS)) == "Por decidir  2"
    assert doubted.dry_run.review.reading.cards[0].addresses[0].city == "Fresno"


def test_a_kind_is_put_right_by_keys(qtbot, doubted, settled):
    take(qtbot, doubted, 2, 1, settled)
    assert doubted.dry_run.review.reading.cards[2].kind == "organization"
    doubted.panes()[1].tabs.setCurrentIndex(TABS.index(PROBLEMS))
    assert fixes(doubted, 0) == ["Importar como institución"]
    take(qtbot, doubted, 0, 1, settled)
    assert doubted.dry_run.review.reading.rejected == []
    assert doubted.foot.go.text() == "Importar 4 contactos"


@pytest.mark.parametrize(
    ("number", "fate"), [(1, "Es el mismo y no trae nada nuevo."), (2, "No se importa.")]
)
def test_a_possible_duplicate_is_decided_by_keys(qtbot, doubted, settled, number, fate):
    assert doubted.foot.go.text() == "Importar 3 contactos"
    take(qtbot, doubted, 1, number, settled)
    assert doubted.panes()[1].table.rows.reason(1).endswith(fate)
    assert doubted.foot.go.text() == "Importar 2 contactos"
    take(qtbot, doubted, 1, fixes(doubted, 1).index("Crear aparte") + 1, settled)
    assert doubted.foot.go.text() == "Importar 3 contactos"
    assert fixes(doubted, 1) == ["Es el mismo", "Omitir"]


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_menu_offers_the_decisions_and_one_left_out_is_told(doubted, settled, base):
    table = doubted.panes()[1].table
    table.setCurrentIndex(table.rows.index(1, 1))
    menu = table.menu_of(table.currentIndex())
    assert [action.text() for action in menu.actions()] == [
        "Cambiar la celda",
        "Es el mismo\tAlt+1",
        "Omitir\tAlt+2",
    ]
    menu.actions()[2].trigger()
    settled()
    assert table.rows.reason(1).endswith("No se importa.")
    assert counts(doubted.dry_run.review, kinds()["contactos"]).endswith(
        "y 1 va al archivo de rechazos; 1 se omite."
    )
    doubted.panes()[1].tabs.setCurrentIndex(0)
    assert shown(table)[1][-1] == "Se omite"
    doubted.apply()
    settled()
    assert names(base) == ["Ana Soto", "COLEFOM"]
    assert doubted._ending.counts.plain_text.endswith("1 fila se omitió, como usted decidió.")


def test_what_was_decided_and_mended_stays_when_the_file_is_read_again(qtbot, doubted, settled):
    take(qtbot, doubted, 1, 1, settled)
    take(qtbot, doubted, 2, 1, settled)
    choice = doubted.panes()[0].choices[3]
    choice.setCurrentIndex(choice.findData(""))
    choice.activated.emit(choice.currentIndex())
    settled()
    review = doubted.dry_run.review
    assert [match.outcome for match in review.plan.matches.of] == ["created", "repeated", "created"]
    assert review.reading.cards[2].kind == "organization"


def test_without_doubts_there_is_no_tab_for_them(page, tmp_path, settled):
    path = tmp_path / "a.csv"
    path.write_text("Nombre,Correo\nAna Soto,a@example.org\n", "utf-8")
    page.open_file(path)
    settled()
    assert not page.panes()[1].tabs.isTabVisible(TABS.index(DOUBTS))


def test_what_was_read_is_let_go_of_on_the_lane(reviewed, settled):
    review = reviewed.dry_run.review
    reviewed.begin()
    settled()
    assert (review.reading.cards, review.plan.matches.of, review.plan.matches.new) == ([], [], {})


def test_another_base_during_an_import_takes_nothing_from_it(reviewed, settled, base):
    reviewed.apply()
    reviewed.set_base(None)
    settled()
    assert names(base) == ["Ana Soto", "Club Puebla", "Eva Ruiz"]
    assert reviewed.steps.step == RESULT


@pytest.mark.parametrize("is_large", [False, True])
def test_importing_is_one_operation_that_can_be_taken_back(reviewed, settled, base, is_large, request):
    if is_large:
        request.getfixturevalue("all_is_large")
    told = []
    reviewed.job._writing.done.connect(told.append)
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
        reviewed.job._stop.ask()
        progress(1, 2)
        raise AssertionError("it went on")

    monkeypatch.setattr(run, "_write", stopped_halfway)
    reviewed.apply()
    settled()
    assert reviewed.steps.step == REVIEW
    assert names(base) == []
    with base.read() as session:
        assert operations.log(session) == []
    assert "se canceló" in reviewed.head.about.plain_text
    assert reviewed.foot.go.isEnabled()


def test_a_large_import_that_is_cancelled_leaves_nothing(reviewed, settled, base, all_is_large):
    reviewed.job.told.connect(lambda rows: reviewed.job.stop() if rows.total else None)
    reviewed.apply()
    settled()
    with base.read() as session:
        found = operations.log(session)
    # Too late once it is being kept: then it is all there.
    assert reviewed.steps.step == (RESULT if found else REVIEW)
    assert names(base) == (["Ana Soto", "Club Puebla", "Eva Ruiz"] if found else [])


def test_a_large_import_whose_process_is_killed_says_so(reviewed, settled, base, all_is_large):
    def kill(_rows):
        for child in of_ours():
            child.kill()

    reviewed.job.told.connect(kill)
    reviewed.apply()
    settled()
    assert reviewed.steps.step == REVIEW
    assert names(base) == []
    assert "se detuvo antes de terminar; no se guardó nada" in reviewed.head.about.plain_text
    assert reviewed.foot.go.isEnabled()


def test_what_is_asked_for_during_a_large_import_comes_after_it(reviewed, settled, base, all_is_large):
    told = []
    writing = reviewed.job._writing
    writing.done.connect(told.append)
    reviewed.apply()
    writing.run("Otra cosa", lambda session: contacts.create(session, Card("person", given_names="Luz")))
    settled()
    assert [one.title_in_words for one in told] == ["Otra cosa", "Importar 2 contactos"]
    assert [one.operation for one in told] == [2, 1]
    assert "Luz" in names(base)


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
    assert "rechazos.csv" in reviewed.head.about.plain_text
    reviewed.keeping.save_rejects(str(tmp_path / "no" / "rechazos.csv"))
    settled()
    assert "no existe" in reviewed.head.about.plain_text


def test_vcards_are_imported_too(page, tmp_path, settled, base):
    path = tmp_path / "a.vcf"
    path.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Soto\nN:Soto;Ana;;;\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Rosa Tapia\nTEL:12\nEND:VCARD\n"
    )
    page.open_file(path)
    settled()
    assert page.panes()[1].tabs.tabText(4) == "Con problemas  1"
    assert shown(page.panes()[1].table)[0][0] == "6"
    page.apply()
    settled()
    assert names(base) == ["Ana Soto"]


def test_garbled_text_is_mended_when_asked(page, tmp_path, settled):
    path = tmp_path / "roto.csv"
    rows = "".join(f"MarÃ­a NÃºÃ±ez {n},mar{n}@example.org\n" for n in range(5))
    path.write_text(f"Nombre,Correo\n{rows}", "utf-8")
    page.open_file(path)
    settled()
    assert page.panes()[1].repair.isVisible()
    page.panes()[1].repair.click()
    settled()
    page.panes()[1].tabs.setCurrentIndex(0)
    assert "María Núñez 0" in [row[1] for row in shown(page.panes()[1].table)]


def test_a_model_keeps_qts_rules(qtmodeltester, reviewed):
    qtmodeltester.check(reviewed.panes()[1].table.rows)
    reviewed.panes()[1].tabs.setCurrentIndex(0)
    qtmodeltester.check(reviewed.panes()[1].table.rows)


@pytest.mark.parametrize("wrong", [True, False])
def test_by_keys_one_is_at_the_problems_then_at_the_result(qtbot, page, tmp_path, settled, wrong):
    path = tmp_path / "altas.csv"
    path.write_text(f"Nombre,Teléfono\nAna Prueba,55 1234 5678\nLuz Prueba,{'55 12' if wrong else ''}\n")
    page.show()
    page.activateWindow()
    page.setFocus()
    page.open_file(path)
    settled()
    assert (page.panes()[1].table if wrong else page.foot.go).hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert page._ending.see.hasFocus()


def test_the_institutions_that_are_only_named_are_told_before_and_after(page, file, settled, tmp_path):
    path = tmp_path / "Bueno.csv"
    path.write_text(
        TEXT.splitlines()[0] + "\nAna Soto,Club Puebla,Tesorera,5512345678,a@example.org\n", "utf-8"
    )
    page.open_file(path)
    settled()
    assert page.foot.counts.plain_text.startswith(
        "1 se crea (y 1 institución que se nombra), 0 se actualizan"
    )
    page.foot.go.click()
    settled()
    told = page._ending.named.plain_text
    assert told == "También se creó 1 institución que se nombra: «Club Puebla»."
    assert page._ending.see_named.isVisible()


def test_what_was_imported_can_be_seen(qtbot, reviewed, settled, base):
    with base.write("El mismo día") as session:
        contacts.create(session, Card("organization", official_name="Club Otro"))
    reviewed.foot.go.click()
    settled()
    for button, expected in (
        (reviewed._ending.see, ["Ana Soto", "Club Puebla", "Eva Ruiz"]),
        (reviewed._ending.see_named, ["Club Puebla"]),
    ):
        with qtbot.waitSignal(reviewed.list_wanted) as asked:
            button.click()
        assert asked.args[0] == "contactos"
        assert names(base, asked.args[1]) == expected


def test_what_was_filled_in_can_be_seen_too(qtbot, page, file, settled, base):
    eva = Card("person", given_names="Eva", first_surname="Ruiz", emails=(Email("eva@example.org"),))
    with base.write("El mismo día") as session:
        contacts.create(session, Card("organization", official_name="Club Puebla"))
        contacts.create(session, eva)
    page.open_file(file)
    settled()
    page.foot.go.click()
    settled()
    assert page._ending.counts.plain_text == "Se creó 1, se actualizó 1 y 0 ya estaban."
    with qtbot.waitSignal(page.list_wanted) as asked:
        page._ending.see.click()
    assert names(base, asked.args[1]) == ["Ana Soto", "Eva Ruiz"]


def test_columns_stay_where_they_are_when_their_last_problem_is_mended(page, tmp_path, settled):
    path = tmp_path / "Uno.csv"
    path.write_text(
        "Nombre,Celular,Mail,Sitio\nAna Soto,55 1234 56,ana@example.org,no es\nRosa Tapia,5512345679,rosa@@x.org,\n",
        "utf-8",
    )
    page.open_file(path)
    settled()
    table = page.panes()[1].table
    table.setColumnWidth(2, 201)
    heads = table.rows._heads
    last = len(heads) - 1
    assert heads[last] == "Sitio web"
    table.rows.setData(table.rows.index(0, last), "")
    settled()
    assert table.rows._heads == heads
    assert table.columnWidth(2) == 201
    page.open_file(path)
    settled()
    assert table.rows._heads == heads


def test_a_tooltip_holds_what_the_row_has_no_room_for(reviewed):
    rows = reviewed.panes()[1].table.rows
    shown = rows.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
    assert shown == f"55 1234 56\n{rows.reason(0)}"


def test_what_is_to_be_decided_says_where_it_is_counted_too(doubted):
    pane = doubted.panes()[1]
    pane.tabs.setCurrentIndex(TABS.index(DOUBTS))
    assert pane.hint.isVisible()
    pane.tabs.setCurrentIndex(TABS.index("all"))
    assert not pane.hint.isVisible()


def test_before_the_first_row_nothing_is_counted(page):
    page.strip.begin("Revisando «x.csv»")
    page._tell_rows(Rows(0, None))
    assert page.strip.text.text() == ""
    page._tell_rows(Rows(1, None))
    assert page.strip.text.text() == "1 fila"


def test_in_a_narrow_window_the_rows_have_the_room_and_the_columns_are_a_button_away(reviewed):
    assert not reviewed.head.columns_button.isVisible()
    reviewed.resize(940, 640)
    assert reviewed.panes()[1].isVisible()
    assert not reviewed.panes()[0].isVisible()
    assert reviewed.panes()[1].table.horizontalScrollBar().value() == 0
    reviewed.head.columns_button.click()
    assert reviewed.panes()[0].isVisible()
    assert not reviewed.panes()[1].isVisible()
    reviewed.resize(1180, 700)
    assert reviewed.panes()[1].isVisible()
    assert not reviewed.head.columns_button.isVisible()
    reviewed.resize(940, 640)
    reviewed.begin()
    assert not reviewed.head.columns_button.isVisible()


def test_the_next_file_alike_shares_out_the_room_as_the_first_did(reviewed, file, settled):
    table = reviewed.panes()[1].table
    heads = table.rows._heads
    widths = [table.columnWidth(column) for column in range(len(heads))]
    reviewed.open_file(file)
    settled()
    assert table.rows._heads == heads
    assert [table.columnWidth(column) for column in range(len(heads))] == widths
