"""The program from its start: no base, a base, a bad one, another one."""

import datetime
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from crm import follow_ups
from crm.base import create_base, open_base
from crm.cards import Card
from crm.clock import Clock
from crm.contacts import create
from crm.demo.building import build_demo
from crm.follow_up_values import NewFollowUp
from crm.found_contacts import found_contacts
from crm.query import parse
from ui.desktop import application
from ui.desktop.application import Desktop
from ui.desktop.backing_up import at_closing
from ui.desktop.notices import NoticePage, TaskPage
from ui.desktop.writing import Done

ROOT = Path(application.__file__).parents[2]


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demostracion.vinculo"
    build_demo(path)
    return path


@pytest.fixture
def launch(qtbot, qapp, theme, settings):
    """Start the program on a path; closed at the end."""
    started = []

    def go(path: Path, *, throw_away: bool = False, clock: Clock | None = None) -> Desktop:
        settings.theme = "claro"
        desktop = Desktop(qapp, settings, path, throw_away=throw_away, clock=clock or Clock())
        started.append(desktop)
        desktop.start()
        return desktop

    yield go
    for desktop in started:
        desktop.window.close()
        desktop.window.deleteLater()
        desktop._theme.deleteLater()
        desktop.deleteLater()


def page_of(desktop: Desktop):
    return desktop.window._whole.currentWidget()


def settle(qtbot, desktop: Desktop) -> None:
    lanes = desktop.lanes
    qtbot.waitUntil(lambda: lanes.writer.idle and lanes.reader.idle, timeout=20_000)


def opened(qtbot, desktop: Desktop) -> None:
    qtbot.waitUntil(lambda: desktop._base is not None, timeout=20_000)
    settle(qtbot, desktop)


def names(desktop: Desktop, count: int = 1) -> list[str]:
    model = desktop.window.contacts.list.model
    return [model.index(number, 0).data() for number in range(count)]


def test_an_empty_base_is_made_and_opened(qtbot, launch, tmp_path):
    path = tmp_path / "datos" / "base.vinculo"
    desktop = launch(path)
    assert desktop.window.focusWidget() is page_of(desktop).buttons[0]
    page_of(desktop).buttons[0].click()
    opened(qtbot, desktop)
    assert path.exists()
    shown = desktop.window.contacts.list
    assert "Todavía no hay contactos" in shown._sentence.plain_text
    assert shown.new_button.isVisible()
    shown.import_button.click()
    assert desktop.window.beside.here == "administracion/importar"
    desktop.window.top.search.set_query("nadie")
    desktop.window.contacts.search("nadie")
    settle(qtbot, desktop)
    assert not shown.new_button.isVisible()
    desktop.window.go_to("contactos")
    desktop.window.contacts.list.new_button.click()
    assert desktop.window.new.contact_desk.form is not None
    assert desktop._settings.base == str(path)


def test_another_base_can_be_made_or_the_demo_looked_at_from_the_menu(qtbot, launch, tmp_path):
    path = tmp_path / "base.vinculo"
    create_base(path)
    desktop = launch(path)
    opened(qtbot, desktop)
    first = desktop._base
    desktop.window._actions["demo_base"].trigger()
    qtbot.waitUntil(lambda: desktop._base not in (None, first), timeout=20_000)
    assert desktop.window.top._demo.isVisible()
    assert not desktop.window.windowIcon().isNull()
    desktop.window._actions["new_base"].trigger()
    dialog = desktop.window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "nueva.vinculo"))
    dialog.reject()
    qtbot.waitUntil(
        lambda: desktop._base is not None and desktop._base.path.name == "nueva.vinculo", timeout=20_000
    )
    settle(qtbot, desktop)
    assert not desktop.window.top._demo.isVisible()


def test_the_demo_base_says_that_it_is_one(qtbot, launch, tmp_path):
    desktop = launch(tmp_path / "datos" / "base.vinculo")
    page_of(desktop).buttons[1].click()
    assert isinstance(page_of(desktop), TaskPage)
    opened(qtbot, desktop)
    assert desktop.window.top._demo.isVisible()
    assert desktop.window.contacts.list.model.rowCount() == 2545


def test_a_base_is_searched_and_read(qtbot, launch, demo):
    desktop = launch(demo)
    opened(qtbot, desktop)
    desktop.window.top.search.set_query("tipo:institución universidad mexico")
    settle(qtbot, desktop)
    contacts = desktop.window.contacts
    total = contacts.list.model.rowCount()
    assert 0 < total < 822
    assert contacts.list._noun.text() == "instituciones"
    contacts.into_list()
    settle(qtbot, desktop)
    assert contacts.record.record is not None
    contacts.record.open_tab("historial")
    settle(qtbot, desktop)
    assert contacts.record.view.history.model().rowCount() == 2


def test_what_is_done_by_keys_is_undone_from_the_search_field(qtbot, launch, demo, tmp_path):
    path = tmp_path / "copia.vinculo"
    shutil.copy(demo, path)
    desktop = launch(path)
    opened(qtbot, desktop)
    window = desktop.window
    window.contacts.into_list()
    total = window.contacts.list.model.rowCount()
    QTest.keyClick(window.contacts.list.table, Qt.Key.Key_Delete)
    settle(qtbot, desktop)
    assert window.contacts.list.model.rowCount() == total - 1
    assert window.undo_bar.sentence == "Un contacto a la papelera"
    window.top.search.select_all()
    field = window.top.search.editor
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, desktop)
    assert window.contacts.list.model.rowCount() == total
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | shift)
    settle(qtbot, desktop)
    assert window.contacts.list.model.rowCount() == total - 1
    assert window.undo_bar.sentence == "Hecho de nuevo: Un contacto a la papelera"


def test_another_base_does_not_hear_of_the_one_that_was_left(qtbot, launch, demo, tmp_path):
    other = tmp_path / "otra.vinculo"
    shutil.copy(demo, other)
    desktop = launch(demo)
    opened(qtbot, desktop)
    left = desktop.window.writing
    desktop.door.open_other(str(other))
    qtbot.waitUntil(lambda: desktop.window.writing not in (None, left), timeout=20_000)
    settle(qtbot, desktop)
    left.done.emit(Done(1, "De la otra base", "edit"))
    assert desktop.window.undo_bar.sentence != "De la otra base"


def test_a_wrong_query_is_explained_beside_the_field(qtbot, launch, demo):
    desktop = launch(demo)
    opened(qtbot, desktop)
    desktop.window.top.search.set_query("ciuda:Toronto")
    settle(qtbot, desktop)
    qtbot.waitUntil(desktop.window.top._problem.isVisible)
    assert "«ciudad»" in desktop.window.top.sentence


def test_the_next_day_rows_come_before_the_base_is_open(qtbot, launch, demo, settings, monkeypatch):
    settings.base = str(demo)
    monkeypatch.setattr(Desktop, "_open", lambda _desktop: None)
    desktop = launch(demo)
    qtbot.waitUntil(desktop.window.isVisible)
    settle(qtbot, desktop)
    assert desktop._base is None
    assert desktop.window.contacts.list.model.rowCount() == 100
    assert names(desktop)[0]


def test_a_damaged_base_gets_a_sentence_and_can_be_tried_again(qtbot, launch, tmp_path):
    path = tmp_path / "base.vinculo"
    path.write_bytes(b"SQLite format 3\0" + b"basura" * 1000)
    desktop = launch(path)
    qtbot.waitUntil(lambda: isinstance(page_of(desktop), NoticePage), timeout=20_000)
    assert page_of(desktop).sentence.plain_text.startswith("«base.vinculo»")
    path.unlink()
    create_base(path)
    page_of(desktop).buttons[0].click()
    opened(qtbot, desktop)
    assert page_of(desktop) is desktop.window._desk


def test_another_base_can_be_opened(qtbot, launch, demo, tmp_path):
    other = tmp_path / "otra.vinculo"
    create_base(other)
    desktop = launch(demo)
    opened(qtbot, desktop)
    first = desktop._base
    desktop.door.open_other(str(other))
    qtbot.waitUntil(lambda: desktop._base is not None and desktop._base is not first, timeout=20_000)
    settle(qtbot, desktop)
    assert desktop.window.contacts.list.model.rowCount() == 0
    assert not desktop.window.top._demo.isVisible()


def backups(path: Path) -> list[Path]:
    return sorted((path.parent / "respaldos").glob("*.vinculo"))


def test_a_base_backs_itself_up_once_a_day_and_at_closing_if_it_changed(qtbot, launch, tmp_path):
    path = tmp_path / "base.vinculo"
    create_base(path)
    desktop = launch(path)
    opened(qtbot, desktop)
    qtbot.waitUntil(lambda: desktop.lanes.long_reader.idle)
    first = backups(path)
    assert len(first) == 1
    desktop._daily_backup._look()
    qtbot.waitUntil(lambda: desktop.lanes.long_reader.idle)
    assert backups(path) == first
    with desktop._base.write("Agregar contacto") as session:
        create(session, Card(kind="person", given_names="Ana", first_surname="Nueva"))
    desktop.window.close()
    last = backups(path)[-1]
    assert last not in first
    with open_base(last) as backup, backup.read() as session:
        assert [row.name for row in found_contacts(session, parse("", backup.clock.today))] == ["Ana Nueva"]


def test_a_damaged_base_is_replaced_by_one_of_its_backups(qtbot, launch, tmp_path):
    path = tmp_path / "base.vinculo"
    create_base(path)
    with open_base(path) as base:
        with base.write("x") as session:
            create(session, Card(kind="person", given_names="Ana"))
        at_closing(base)
    path.write_bytes(b"SQLite format 3\0" + b"basura" * 1000)
    desktop = launch(path)
    qtbot.waitUntil(lambda: isinstance(page_of(desktop), NoticePage), timeout=20_000)
    QTest.mouseClick(button(desktop, "Restaurar un respaldo…"), Qt.MouseButton.LeftButton)
    settle(qtbot, desktop)
    QTest.mouseClick(button(desktop, "El del "), Qt.MouseButton.LeftButton)
    opened(qtbot, desktop)
    assert names(desktop) == ["Ana"]
    assert len(list(tmp_path.glob("base reemplazada*.vinculo"))) == 1


def test_from_the_settings_one_goes_back_to_a_backup_or_thinks_better_of_it(qtbot, launch, tmp_path):
    path = tmp_path / "base.vinculo"
    create_base(path)
    desktop = launch(path)
    opened(qtbot, desktop)
    qtbot.waitUntil(lambda: desktop.lanes.long_reader.idle)
    with desktop._base.write("x") as session:
        create(session, Card(kind="person", given_names="Ana"))
    empty = shutil.copy(backups(path)[0], tmp_path / "vacia.vinculo")
    desktop.window._actions["settings"].trigger()
    desktop.window.beside.administration.settings.base.restore.click()
    settle(qtbot, desktop)
    button(desktop, "Volver").click()
    opened(qtbot, desktop)
    assert names(desktop) == ["Ana"]
    desktop.window.beside.administration.settings.base.restore.click()
    settle(qtbot, desktop)
    button(desktop, "Elegir otro archivo…").click()
    dialog = desktop.window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(empty))
    dialog.reject()
    opened(qtbot, desktop)
    assert desktop.window.contacts.list.model.rowCount() == 0


def button(desktop: Desktop, text: str):
    """The one that says so; the whole of it before those that only begin so."""
    found = [one for one in page_of(desktop).buttons if one.text().startswith(text)]
    return min(found, key=lambda one: len(one.text()))


def test_a_base_that_did_not_change_is_not_backed_up_again(qtbot, launch, tmp_path):
    path = tmp_path / "base.vinculo"
    create_base(path)
    desktop = launch(path)
    opened(qtbot, desktop)
    qtbot.waitUntil(lambda: desktop.lanes.long_reader.idle)
    desktop.window.close()
    assert len(backups(path)) == 1


def test_a_backup_that_cannot_be_made_is_said(qtbot, launch, tmp_path):
    path = tmp_path / "base.vinculo"
    create_base(path)
    (tmp_path / "respaldos").write_text("un archivo donde iría la carpeta")
    desktop = launch(path)
    opened(qtbot, desktop)
    qtbot.waitUntil(desktop.window.top._problem.isVisible)
    (tmp_path / "respaldos").unlink()


def test_what_another_program_writes_is_seen(qtbot, launch, tmp_path):
    path = tmp_path / "base.vinculo"
    create_base(path)
    desktop = launch(path)
    opened(qtbot, desktop)
    with open_base(path, actor="otra") as base, base.write("Agregar contacto") as session:
        create(session, Card(kind="person", given_names="Ana", first_surname="Nueva"))
    desktop._watch.look()
    settle(qtbot, desktop)
    qtbot.waitUntil(lambda: desktop.window.contacts.list.model.rowCount() == 1)
    assert names(desktop) == ["Ana Nueva"]


def test_what_is_said_of_today_is_read_anew_when_another_day_begins(qtbot, launch, tmp_path):
    path = tmp_path / "base.vinculo"
    create_base(path)
    moment = datetime.datetime(2025, 10, 6, 18, tzinfo=datetime.UTC)
    clock = Clock(lambda: moment)
    with open_base(path, actor="ana", clock=clock) as base, base.write("Alta") as session:
        ana = create(session, Card(kind="person", given_names="Ana", first_surname="Nueva"))
        follow_ups.create(session, NewFollowUp("Llamar", due="2025-10-06", links=(ana,)))
    desktop = launch(path, clock=clock)
    opened(qtbot, desktop)
    window = desktop.window
    window.go_to("actividades")
    window.go_to("seguimientos")
    window.go_to("mi-dia")
    window.contacts.show_one(ana)
    settle(qtbot, desktop)

    def said() -> tuple[object, ...]:
        """Of the follow-up in its list and in the contact's record; of the day in Mi día and in the calendar."""
        heading = window.work.follow_ups.page.list.model.index(0, 0).data()
        step = window.contacts.record.view.next_step.sentence.accessibleName()
        calendar = window.work.parts.calendar.calendar
        return heading, step, window.work.day.title.plain_text, calendar.month.days.today.day

    assert said() == ("Hoy", "Llamar, vence hoy", "Lunes 6 de octubre", 6)
    moment += datetime.timedelta(days=1)
    desktop._days.look()
    settle(qtbot, desktop)
    assert said() == ("Vencidos", "Llamar, venció ayer", "Martes 7 de octubre", 7)


def test_a_bug_is_told_and_the_window_lives_on(qtbot, launch, demo):
    desktop = launch(demo)
    opened(qtbot, desktop)
    desktop.lanes.reader.submit(lambda _ticket: 1 / 0, print)
    qtbot.waitUntil(lambda: desktop.window.beside.notice is not None)
    assert "Sus datos están a salvo" in desktop.window.beside.notice.advice.plain_text
    assert "ZeroDivisionError" in desktop.window.beside.notice.text
    assert desktop.window.grab(desktop.window.rect().translated(QPoint(0, 0))).width() > 0


def test_the_window_needs_neither_the_database_nor_click():
    code = (
        "import sys, ui.main, ui.desktop.application;"
        "print(sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'sqlalchemy', 'click', 'phonenumbers', 'babel', 'reportlab', 'platformdirs'}))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
