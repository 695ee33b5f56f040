"""The documents of a contact: added, opened as copies, saved, called otherwise, given versions, taken away."""

import datetime
import tempfile
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton

from crm import document_files, documents as kept_documents, trash
from crm.base import create_base, open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.clock import Clock
from ui.desktop.contacts.base_source import BaseSource
from ui.desktop.contacts.link import Link
from ui.desktop.contacts.page import ContactsPage
from ui.desktop.documents.desk import DocumentsDesk
from ui.desktop.spoken_menu import SpokenMenu
from ui.desktop.writing import Writing

NOW = datetime.datetime(2025, 10, 6, 16, 30, tzinfo=datetime.UTC)


@pytest.fixture
def base(tmp_path):
    create_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo", actor="jimena", clock=Clock.fixed(NOW.date())) as base:
        with base.write("Prueba") as session:
            CardWriter(session).add(
                [Card("organization", official_name="Club Puebla", organization_kind="club")]
            )
        yield base


@pytest.fixture
def settled(qtbot, lanes):
    every = (lanes.writer, lanes.reader, lanes.counter, lanes.long_reader, lanes.pictures)

    def wait():
        for _again in range(4):
            qtbot.waitUntil(lambda: all(lane.idle for lane in every))
            QApplication.processEvents()

    return wait


@pytest.fixture
def desk(base, lanes, icons, page):
    return page.record._documents_desk


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
    page.set_documents_desk(DocumentsDesk(page, base, lanes, writing, icons))
    settled()
    page.list.go_to(0)
    settled()
    page.record.open_tab("documentos")
    settled()
    yield page
    page.set_documents_desk(None)


@pytest.fixture
def documents(page):
    """The Documentos part of the record."""
    return page.record.view.documents


@pytest.fixture
def chosen(monkeypatch):
    """The dialogues that were opened."""
    waiting = []
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: waiting.append(dialog))
    return waiting


@pytest.fixture
def opened(monkeypatch):
    """What was opened by the system."""
    paths = []
    monkeypatch.setattr(
        "ui.desktop.documents.work.QDesktopServices.openUrl",
        lambda url: paths.append(url.toLocalFile()),
    )
    return paths


@pytest.fixture
def add(documents, settled):
    """Add files, and wait until that is done."""

    def add(*paths):
        documents.files_given.emit(paths)
        settled()

    return add


def shown(documents):
    return [link.plain_text for link in documents.findChildren(Link) if link.isVisible()]


def row(documents, number=0):
    return documents.rows.rows[number]


def press(documents, name):
    buttons = documents.findChildren(QToolButton)
    next(button for button in buttons if button.accessibleName() == name and button.isVisible()).click()


def written(tmp_path, name, content=b"contenido"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def copied(paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    QGuiApplication.clipboard().setMimeData(data)


def titles(bar):
    return [bar.tabText(number) for number in range(bar.count())]


def test_there_are_none_yet(page, documents):
    assert "Todavía no tiene documentos" in documents.nothing.plain_text
    page.record.take_focus()
    assert documents.add_button.hasFocus()


def test_several_are_added_through_the_dialogue_in_one_step_and_taken_back(
    page, documents, chosen, tmp_path, settled
):
    documents.add_button.click()
    assert chosen[0].fileMode() == QFileDialog.FileMode.ExistingFiles
    paths = [str(written(tmp_path, name, name.encode())) for name in ("carta.pdf", "foto.jpg")]
    chosen[0].filesSelected.emit(paths)
    settled()
    assert shown(documents) == ["carta.pdf", "foto.jpg"]
    assert "Documentos  2" in titles(page.record.view.tabs)
    page._writing.undo()
    settled()
    assert shown(documents) == []
    assert "Documentos" in titles(page.record.view.tabs)


def test_let_fall_on_the_record_whatever_part_of_it_is_shown(page, documents, let_fall, tmp_path, settled):
    page.record.open_tab("ficha")
    assert let_fall(page.record.view, written(tmp_path, "foto.jpg"), written(tmp_path, "acta.pdf", b"acta"))
    settled()
    assert documents.isVisible()
    assert shown(documents) == ["foto.jpg", "acta.pdf"]


def test_copied_files_are_pasted(qtbot, documents, tmp_path, settled):
    copied([written(tmp_path, "foto.jpg"), written(tmp_path, "acta.pdf", b"acta")])
    qtbot.keyClick(documents.add_button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert shown(documents) == ["foto.jpg", "acta.pdf"]


def test_the_text_of_a_path_is_pasted(qtbot, documents, tmp_path, settled):
    QGuiApplication.clipboard().setText(f'"{written(tmp_path, "acta.pdf")}"\n')
    qtbot.keyClick(documents.add_button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert shown(documents) == ["acta.pdf"]


@pytest.mark.parametrize("text", ["", "Minuta de la mesa", "acta.pdf", "/tmp/uno\nhola", "/tmp/a\x00b"])
def test_what_is_no_path_is_refused(qtbot, page, documents, settled, text):
    QGuiApplication.clipboard().setText(text)
    with qtbot.waitSignal(page.failed) as failed:
        qtbot.keyClick(documents.add_button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "no son archivos" in failed.args[0]
    settled()
    assert shown(documents) == []


def test_a_file_that_cannot_be_kept_says_why_and_the_others_are_added(qtbot, page, documents, add, tmp_path):
    with (tmp_path / "video.mp4").open("wb") as large:
        large.truncate(200 << 20)
    with qtbot.waitSignal(page.failed) as failed:
        add(tmp_path / "video.mp4", written(tmp_path, "carta.pdf"), written(tmp_path, "vacio.txt", b""))
    assert failed.args[0].startswith("«video.mp4» pesa 200 MB y aquí se guardan archivos de hasta 100 MB")
    assert failed.args[0].endswith("Tampoco se agregó 1 archivo más.")
    assert shown(documents) == ["carta.pdf"]
    assert not documents.strip.isVisible()


def test_a_folder_and_what_is_not_there_are_told(qtbot, page, documents, add, tmp_path):
    with qtbot.waitSignal(page.failed) as failed:
        add(tmp_path)
    assert "no es un archivo" in failed.args[0]
    with qtbot.waitSignal(page.failed) as failed:
        add(tmp_path / "no-hay.pdf")
    assert "No se pudo leer «no-hay.pdf»" in failed.args[0]
    assert shown(documents) == []


def test_a_large_one_shows_how_far_it_is_and_can_be_stopped(qtbot, documents, desk, tmp_path, settled):
    large = written(tmp_path, "video.mp4", bytes(40 << 20))
    told = []
    desk.work.begun.connect(told.append)
    with qtbot.waitSignal(desk.work.went_on):
        documents.files_given.emit((large,))
    assert told == ["Guardando «video.mp4»…"]
    assert documents.strip.isVisible()
    assert documents.strip.bar.value() > 0
    documents.strip.cancel.click()
    settled()
    assert shown(documents) == []
    assert not documents.strip.isVisible()


def test_what_is_added_meanwhile_waits_its_turn_under_the_same_bar(documents, desk, tmp_path, settled):
    ended = []
    desk.work.ended.connect(lambda: ended.append(documents.strip.isVisible()))
    documents.files_given.emit((written(tmp_path, "uno.pdf", b"uno"),))
    documents.files_given.emit((written(tmp_path, "dos.pdf", b"dos"),))
    settled()
    assert shown(documents) == ["uno.pdf", "dos.pdf"]
    assert len(ended) == 1
    assert not documents.strip.isVisible()


def test_a_newer_version_stands_before_the_older(documents, add, chosen, tmp_path, settled):
    add(written(tmp_path, "carta.docx"))
    press(documents, "Agregar una versión de carta.docx")
    chosen[0].fileSelected.emit(str(written(tmp_path, "firmada.pdf", b"otro contenido")))
    settled()
    assert shown(documents)[0] == "carta.docx"
    assert shown(documents)[1].startswith("Versión 1: carta.docx · 9 B · ")
    assert shown(documents)[1].endswith(" · jimena")


def test_a_copy_is_opened_of_the_version_asked_for(documents, add, opened, tmp_path, settled):
    add(written(tmp_path, "carta.pdf", b"%PDF-1.4 carta"))
    row(documents).controls["open"].click()
    settled()
    assert [Path(path).name for path in opened] == ["carta.pdf"]
    assert Path(opened[0]).read_bytes() == b"%PDF-1.4 carta"


def test_a_click_on_the_picture_opens_too(qtbot, documents, add, opened, tmp_path, settled):
    add(written(tmp_path, "carta.pdf"))
    qtbot.mouseClick(row(documents).thumbnail, Qt.MouseButton.LeftButton)
    settled()
    assert [Path(path).name for path in opened] == ["carta.pdf"]


def test_what_may_run_is_asked_about_before(documents, add, opened, tmp_path, settled):
    add(written(tmp_path, "instalar.bat", b"echo hola"))
    row(documents).controls["open"].click()
    settled()
    strip = documents.strip
    assert opened == []
    assert strip.isVisible()
    assert "instalar.bat" in strip.sentence.plain_text
    assert strip.cancel.hasFocus()
    strip.cancel.click()
    assert not strip.isVisible()
    row(documents).controls["open"].click()
    settled()
    strip.open_button.click()
    assert [Path(path).name for path in opened] == ["instalar.bat"]
    assert not strip.isVisible()
    assert row(documents).controls["open"].hasFocus()


def test_a_copy_is_saved_where_one_says(documents, add, chosen, tmp_path, settled):
    add(written(tmp_path, "carta.pdf", b"%PDF-1.4 carta"))
    press(documents, "Guardar una copia de carta.pdf")
    assert chosen[0].acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert [Path(path).name for path in chosen[0].selectedFiles()] == ["carta.pdf"]
    target = tmp_path / "copia.pdf"
    chosen[0].fileSelected.emit(str(target))
    settled()
    assert target.read_bytes() == b"%PDF-1.4 carta"
    assert documents.strip.sentence.plain_text == f"La copia quedó en «{target}»."
    documents.strip.cancel.click()
    assert not documents.strip.isVisible()


def test_a_copy_that_cannot_be_saved_says_why(qtbot, page, documents, add, chosen, tmp_path, settled):
    add(written(tmp_path, "carta.pdf"))
    press(documents, "Guardar una copia de carta.pdf")
    with qtbot.waitSignal(page.failed) as failed:
        chosen[0].fileSelected.emit(str(tmp_path / "no-hay" / "carta.pdf"))
    assert "no existe" in failed.args[0]
    settled()
    assert not documents.strip.isVisible()


def test_what_is_over_takes_no_focus_from_where_one_is(page, documents, add, opened, tmp_path, settled):
    add(written(tmp_path, "instalar.bat", b"echo hola"))
    row(documents).controls["open"].click()
    settled()
    assert documents.strip.cancel.hasFocus()
    page.list.table.setFocus()
    documents.strip.forget()
    assert page.list.table.hasFocus()


def test_called_otherwise(qtbot, documents, desk, add, tmp_path, settled):
    add(written(tmp_path, "carta.pdf"))
    press(documents, "Cambiar el título de carta.pdf")
    popup = desk.popup
    assert popup.field.text() == "carta.pdf"
    popup.field.clear()
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    settled()
    assert "escriba de qué se trata" in popup.sentence
    qtbot.keyClicks(popup.field, "Carta firmada")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    settled()
    assert shown(documents) == ["Carta firmada"]
    assert row(documents).controls["rename"].hasFocus()


def test_its_kind_is_chosen_from_a_menu(page, documents, desk, add, tmp_path, settled, monkeypatch):
    monkeypatch.setattr(SpokenMenu, "popup", lambda _menu, _place: None)
    add(written(tmp_path, "carta.pdf"))
    press(documents, "Clase de carta.pdf: Documento")
    kinds = ["Evidencia", "Documento", "Acuse", "Borrador", "Firmado", "Anexo"]
    assert [action.text() for action in desk.menu.actions()] == kinds
    assert [action.text() for action in desk.menu.actions() if action.isChecked()] == ["Documento"]
    desk.menu.actions()[2].trigger()
    settled()
    assert row(documents).controls["kind"].text() == "Acuse"
    page._writing.undo()
    settled()
    assert row(documents).controls["kind"].text() == "Documento"


def test_taken_away_and_brought_back(page, documents, add, tmp_path, settled):
    add(written(tmp_path, "carta.pdf"))
    row(documents).controls["remove"].setFocus()
    press(documents, "Quitar carta.pdf")
    settled()
    assert shown(documents) == []
    assert documents.add_button.hasFocus()
    page._writing.undo()
    settled()
    assert shown(documents) == ["carta.pdf"]


def test_a_photograph_is_drawn_small(documents, add, tmp_path):
    image = QImage(400, 100, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    add(written(tmp_path, "foto.png", bytes(buffer.data().data())), written(tmp_path, "falsa.png", b"<svg/>"))
    photograph, false = (row(documents, number).thumbnail for number in (0, 1))
    assert (photograph.image.width(), photograph.image.height()) == (
        photograph.pixels,
        photograph.pixels // 4,
    )
    assert photograph.image.pixelColor(3, 3) == Qt.GlobalColor.red
    assert false.image.isNull()
    assert not list(tmp_path.glob("**/*.docs.*png"))


def test_what_is_in_the_trash_can_be_read_and_no_more(
    page, documents, base, add, let_fall, tmp_path, settled
):
    add(written(tmp_path, "carta.pdf"))
    contact = page.record.record.id
    with base.write("Prueba") as session:
        trash.trash(session, [contact])
    page.read_again(contact)
    settled()
    assert page.record.record.trashed
    assert list(row(documents).controls) == ["open", "save"]
    assert not documents.add_button.isVisible()
    assert not let_fall(page.record.view, tmp_path / "carta.pdf")


def test_every_button_says_of_which_document_it_is(documents, add, tmp_path):
    add(written(tmp_path, "carta.pdf"))
    names = [control.accessibleName() for control in row(documents).controls.values()]
    assert all("carta.pdf" in name for name in names)
    assert documents.rows.accessibleName() == "Documentos"


def test_tab_goes_through_them_and_then_to_what_adds_one(
    qtbot, page, documents, add, chosen, tmp_path, settled
):
    add(written(tmp_path, "carta.pdf"), written(tmp_path, "acta.pdf", b"acta"))
    press(documents, "Agregar una versión de carta.pdf")
    chosen[0].fileSelected.emit(str(written(tmp_path, "firmada.pdf", b"firmada")))
    settled()
    page.record.view.tabs.setFocus()
    names = []
    while not documents.add_button.hasFocus():
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().accessibleName())
    assert names[:2] == ["carta.pdf", "Clase de carta.pdf: Documento"]
    assert names[6].startswith("Versión 1: carta.pdf")
    assert names[8:10] == ["acta.pdf", "Clase de acta.pdf: Documento"]
    assert len(names) == 15


def test_another_base_leaves_nothing_of_this_one(page, documents, desk, add, opened, tmp_path, settled):
    add(written(tmp_path, "instalar.bat"))
    row(documents).controls["open"].click()
    settled()
    documents.strip.open_button.click()
    page.set_documents_desk(None)
    assert not Path(opened[0]).exists()
    assert not documents.strip.isVisible()
    assert not documents.add_button.isVisible()
    assert list(row(documents).controls) == ["open", "save"]


def test_a_copy_that_was_being_written_when_the_base_was_left_does_not_stay(
    page, documents, desk, add, opened, tmp_path, settled, lanes, monkeypatch
):
    place = tmp_path / "temporales"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    add(written(tmp_path, "carta.pdf"))
    reading, go_on = threading.Event(), threading.Event()

    def slowly(*asked):
        reading.set()
        go_on.wait(20)
        return open_copy(*asked)

    open_copy = document_files.open_copy
    monkeypatch.setattr(document_files, "open_copy", slowly)
    row(documents).controls["open"].click()
    assert reading.wait(20)
    page.set_documents_desk(None)
    go_on.set()
    settled()
    assert list(place.rglob("*.pdf")) == []
    assert opened == []


def documents_of(base, record):
    with base.read() as session:
        return [document.title for document in kept_documents.documents_of(session, record)]


def test_what_was_kept_in_the_instant_the_base_is_left_is_added(qtbot, page, desk, base, lanes, tmp_path):
    record, kept = page.record.record.id, threading.Event()
    desk.work.add(record, (written(tmp_path, "carta.pdf"),))
    lanes.long_reader.submit(lambda _ticket: kept.set(), lambda _done: None)
    assert kept.wait(20)  # it is done, and the window has not heard of it yet
    page.set_documents_desk(None)
    closing = []
    lanes.writer.submit(lambda _ticket: documents_of(base, record), closing.append)
    qtbot.waitUntil(lambda: bool(closing))
    assert closing == [["carta.pdf"]]


def test_what_is_still_being_kept_when_the_base_is_left_is_given_up_in_silence(
    qtbot, page, desk, base, lanes, tmp_path, monkeypatch
):
    reading, go_on = threading.Event(), threading.Event()

    def keep(*asked):
        reading.set()
        go_on.wait(20)
        return keep_file(*asked)

    keep_file = document_files.keep_file
    monkeypatch.setattr(document_files, "keep_file", keep)
    record, told = page.record.record.id, []
    lanes.writer.broken.connect(told.append)
    lanes.long_reader.broken.connect(told.append)
    desk.work.add(record, (written(tmp_path, "carta.pdf"),))
    assert reading.wait(20)
    page.set_documents_desk(None)
    go_on.set()
    qtbot.waitUntil(lambda: lanes.long_reader.idle and lanes.writer.idle)
    assert told == []
    assert documents_of(base, record) == []
