"""The documents of a contact: added, opened as copies, called otherwise, given versions, taken away, brought back."""

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton

from crm.base import open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.clock import Clock
from ui.desktop.contacts.base_source import BaseSource
from ui.desktop.contacts.link import Link
from ui.desktop.contacts.page import ContactsPage
from ui.desktop.documents.desk import DocumentsDesk
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def base(tmp_path, new_base):
    new_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo", actor="jimena", clock=Clock.fixed(TODAY)) as base:
        with base.write("Prueba") as session:
            CardWriter(session).add(
                [Card("organization", official_name="Club Puebla", organization_kind="club")]
            )
        yield base


@pytest.fixture
def settled(qtbot, lanes):
    def wait():
        for _again in range(4):
            qtbot.waitUntil(
                lambda: all(
                    lane.idle for lane in (lanes.writer, lanes.reader, lanes.counter, lanes.long_reader)
                )
            )
            QApplication.processEvents()

    return wait


@pytest.fixture
def page(qtbot, base, theme, icons, lanes, settled):
    """Contactos with a club's record, on its documents."""
    page = ContactsPage(lanes.reader, theme, icons, lanes.counter)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.activateWindow()
    page.set_source(BaseSource(base, lanes.reader))
    writing = Writing(base, lanes.writer, page)
    page.set_writing(writing)
    page.set_documents_desk(DocumentsDesk(page, base, lanes.long_reader, writing, icons))
    settled()
    page.list.go_to(0)
    settled()
    page.record.open_tab("documentos")
    settled()
    yield page
    page.set_documents_desk(None)


@pytest.fixture
def chosen(monkeypatch):
    """Files that are chosen in the dialog as soon as it opens."""
    waiting = []

    monkeypatch.setattr(QFileDialog, "open", lambda dialog: waiting.append(dialog))
    return waiting


@pytest.fixture
def opened(monkeypatch):
    """What was opened by the system."""
    paths = []
    monkeypatch.setattr(
        "ui.desktop.activities.documents_work.QDesktopServices.openUrl",
        lambda url: paths.append(url.toLocalFile()),
    )
    return paths


def add(page, path, settled):
    page.record.view.documents.file_dropped.emit(path)
    settled()


def shown(page):
    return [link.plain_text for link in page.record.view.documents.findChildren(Link) if link.isVisible()]


def press(page, name):
    buttons = page.record.view.documents.findChildren(QToolButton)
    next(button for button in buttons if button.accessibleName() == name and button.isVisible()).click()


def written(tmp_path, name, content=b"contenido"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_there_are_none_yet(page):
    assert "Todavía no tiene documentos" in page.record.view.documents.nothing.plain_text
    page.record.take_focus()
    assert page.record.view.documents.add_button.hasFocus()


def test_added_through_the_dialog_in_one_step_and_taken_back(page, chosen, tmp_path, settled):
    page.record.view.documents.add_button.click()
    chosen[0].fileSelected.emit(str(written(tmp_path, "carta.pdf")))
    settled()
    assert shown(page) == ["carta.pdf"]
    bar = page.record.view.tabs
    assert "Documentos  1" in [bar.tabText(number) for number in range(bar.count())]
    page._writing.undo()
    settled()
    assert shown(page) == []


def test_let_fall_on_the_page(page, tmp_path, settled):
    documents = page.record.view.documents
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written(tmp_path, "foto.jpg")))])
    args = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, *args)
    documents.dragEnterEvent(enter)
    assert enter.isAccepted()
    documents.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, *args))
    settled()
    assert shown(page) == ["foto.jpg"]


def test_a_newer_version_stands_before_the_older(page, chosen, tmp_path, settled):
    add(page, written(tmp_path, "carta.docx"), settled)
    press(page, "Agregar una versión de carta.docx")
    chosen[0].fileSelected.emit(str(written(tmp_path, "firmada.pdf", b"otro contenido")))
    settled()
    assert shown(page)[0] == "carta.docx"
    assert shown(page)[1].startswith("Versión 1: carta.docx · 9 B · hoy")


def test_a_copy_is_opened_of_the_version_asked_for(page, opened, tmp_path, settled):
    add(page, written(tmp_path, "carta.pdf", b"%PDF-1.4 carta"), settled)
    page.record.view.documents.findChildren(Link)[-1].click()
    settled()
    assert [path.rpartition("/")[2] for path in opened] == ["carta.pdf"]
    assert Path(opened[0]).read_bytes() == b"%PDF-1.4 carta"


def test_what_may_run_is_asked_about_before(page, opened, tmp_path, settled):
    add(page, written(tmp_path, "instalar.bat", b"echo hola"), settled)
    page.record.view.documents.findChildren(Link)[-1].click()
    settled()
    strip = page.record.view.documents.strip
    assert opened == []
    assert strip.isVisible()
    assert "instalar.bat" in strip.sentence.plain_text
    strip.open_button.click()
    assert [path.rpartition("/")[2] for path in opened] == ["instalar.bat"]
    assert not strip.isVisible()


def test_called_otherwise(qtbot, page, tmp_path, settled):
    add(page, written(tmp_path, "carta.pdf"), settled)
    press(page, "Cambiar el título de carta.pdf")
    popup = page._documents_desk.popup
    assert popup.field.text() == "carta.pdf"
    popup.field.clear()
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    settled()
    assert "escriba de qué se trata" in popup.sentence
    qtbot.keyClicks(popup.field, "Carta firmada")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    settled()
    assert shown(page) == ["Carta firmada"]


def test_taken_away_and_brought_back(page, tmp_path, settled):
    add(page, written(tmp_path, "carta.pdf"), settled)
    press(page, "Quitar carta.pdf")
    settled()
    assert shown(page) == []
    page._writing.undo()
    settled()
    assert shown(page) == ["carta.pdf"]


def test_a_file_that_cannot_be_kept_says_why(qtbot, page, tmp_path, settled):
    with qtbot.waitSignal(page.failed) as failed:
        add(page, written(tmp_path, "vacio.txt", b""), settled)
    assert "está vacío" in failed.args[0]
    assert not page.record.view.documents.strip.isVisible()


def test_who_only_reads_sees_them_and_no_more(page, tmp_path, settled):
    add(page, written(tmp_path, "carta.pdf"), settled)
    page.set_documents_desk(None)
    page.reload()
    settled()
    assert not page.record.view.documents.add_button.isVisible()
