"""The preview: the very PDF, saved as it is, and sent to a printer sheet by sheet."""

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from crm import operations
from crm.printing.catalog import Wanted
from crm.printing.imprint import Imprint
from crm.printing.paper import Column, Paper
from crm.printing.pdf import pdf
from tests.crm.printing.read_back import read_pdf
from ui.desktop.printing import work
from ui.desktop.printing.preview import Preview
from ui.desktop.printing.rendering import picture, sheets

TODAY = datetime.date(2025, 10, 6)


def a_document(rows, *, wide=False):
    paper = Paper(Imprint("prueba", TODAY), "Minuta", wide=wide)
    paper.title("Reunión de prueba")
    paper.table((Column("Uno"),), [(f"renglón {n}",) for n in range(rows)])
    return work.ready(pdf(paper.finish()), "Minuta", "Minuta: Reunión <de> prueba/1")


@pytest.fixture
def preview(qtbot, lanes, theme, icons, settings, base):
    page = Preview(lanes, theme, icons, settings)
    qtbot.addWidget(page)
    page.set_base(base)
    page.resize(1000, 700)
    page.show()
    return page


def ink(image):
    """The left, top, right and bottom of what is not white."""
    dark = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).lightness() < 245
    ]
    across, down = zip(*dark, strict=True)
    return min(across), min(down), max(across), max(down)


def wait(qtbot, lanes):
    qtbot.waitUntil(lambda: lanes.long_reader.idle, timeout=10_000)


def test_a_page_of_the_base_is_made_and_shown(qtbot, preview, lanes, meeting):
    assert not preview.print.isEnabled()
    with qtbot.waitSignal(preview.shown) as shown:
        preview.open(Wanted("minuta", meeting))
    assert shown.args == ["Vista previa: Minuta"]
    qtbot.waitUntil(lambda: preview.pages.drawn, timeout=10_000)
    assert preview.count.text() == "1 página, tamaño carta"
    assert "Rosa Prueba" in preview.pages.viewport().accessibleDescription()
    assert preview.print.isEnabled()
    assert preview.save.isEnabled()


def test_a_key_pressed_while_the_page_is_being_made_is_not_lost(qtbot, preview, lanes, meeting):
    preview.open(Wanted("minuta", meeting))
    preview.pages.setFocus()
    qtbot.keyClick(preview.pages, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert not preview.findChildren(QFileDialog)
    qtbot.waitUntil(lambda: bool(preview.findChildren(QFileDialog)), timeout=10_000)
    preview.findChildren(QFileDialog)[0].reject()


def test_what_was_asked_of_a_page_that_failed_is_forgotten(qtbot, preview, lanes):
    preview.open(Wanted("minuta", 999_999))
    preview.ask_printer()
    wait(qtbot, lanes)
    preview.show_made(a_document(1))
    assert not preview.findChildren(QPrintDialog)


def test_what_is_gone_is_told(qtbot, preview, lanes):
    preview.open(Wanted("minuta", 999_999))
    wait(qtbot, lanes)
    assert "999999" in preview.told.plain_text
    assert not preview.save.isEnabled()


def test_a_picture_is_the_page(qapp):
    made = a_document(3)
    (sheet,) = made.sheets
    assert (sheet.width, sheet.height) == (612, 792)
    assert "renglón 2" in sheet.text
    image = picture(made.pdf, 0, 2)
    assert (image.width(), image.height()) == (1224, 1584)
    assert image.pixelColor(4, 4) == QColor("white")
    # The rule under the head is drawn in the accent, red and blue not taken for each other.
    colours = {image.pixelColor(300, y).name() for y in range(60, 140)}
    assert "#0f5e70" in colours


def test_only_what_is_looked_at_is_drawn(qtbot, preview, lanes):
    preview.show_made(a_document(3000))
    qtbot.waitUntil(lambda: preview.pages.drawn, timeout=10_000)
    assert len(preview.pages._sheets) > 60
    assert 0 < len(preview.pages._pictures) < 8
    preview.pages.go_to(50)
    assert preview.pages.current == 50
    qtbot.waitUntil(lambda: preview.pages.drawn, timeout=10_000)
    for number in range(0, 60, 4):
        preview.pages.go_to(number)
        qtbot.waitUntil(lambda: preview.pages.drawn, timeout=10_000)
    assert len(preview.pages._pictures) <= 9


def test_saved_as_it_is_shown(qtbot, preview, lanes, base, tmp_path):
    made = a_document(3)
    preview.show_made(made)
    preview.save_to(str(tmp_path / "minuta"))
    wait(qtbot, lanes)
    assert (tmp_path / "minuta.pdf").read_bytes() == made.pdf
    assert "minuta.pdf" in preview.told.plain_text
    with base.read() as session:
        last = operations.log(session)[0]
    assert (last.title, last.kind, last.changes) == ("Imprimir o guardar en PDF: Minuta", "reading", 0)


def test_the_name_that_is_proposed_is_one_of_a_file(qtbot, preview, lanes, tmp_path):
    preview._settings.export_folder = str(tmp_path)
    preview.show_made(a_document(3))
    qtbot.keyClick(preview, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = preview.findChildren(QFileDialog)
    assert dialog.selectedFiles() == [str(tmp_path / "Minuta Reunión de prueba 1.pdf")]
    dialog.reject()
    wait(qtbot, lanes)


def test_a_folder_that_cannot_be_written_is_told(qtbot, preview, lanes, tmp_path):
    preview.show_made(a_document(3))
    preview.save_to(str(tmp_path / "no" / "minuta.pdf"))
    wait(qtbot, lanes)
    assert "no existe" in preview.told.plain_text


@pytest.mark.parametrize(("rows", "pages", "wide"), [(3, 1, False), (100, 3, False), (60, 3, True)])
def test_printed_sheet_by_sheet(qtbot, preview, lanes, base, tmp_path, rows, pages, wide):
    made = a_document(rows, wide=wide)
    assert len(made.sheets) == pages
    preview.show_made(made)
    sending = preview.sending()
    path = tmp_path / "impreso.pdf"
    sending.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    sending.printer.setOutputFileName(str(path))
    assert not preview.print.isEnabled()
    with qtbot.waitSignal(sending.sent, timeout=20_000) as sent:
        sending.send()
    assert str(pages) in sent.args[0]
    wait(qtbot, lanes)
    printed = path.read_bytes()
    assert [round(sheet.width) for sheet in sheets(printed)] == [792 if wide else 612] * pages
    # What is on the paper stands where it stands on the screen.
    for number in range(pages):
        ours, theirs = (ink(picture(content, number, 1)) for content in (made.pdf, printed))
        assert all(abs(one - other) <= 2 for one, other in zip(ours, theirs, strict=True)), (ours, theirs)
    assert preview.print.isEnabled()
    with base.read() as session:
        assert operations.log(session)[0].title == "Imprimir o guardar en PDF: Minuta"


@pytest.mark.parametrize("accepted", [True, False])
def test_the_systems_dialogue_is_asked_without_stopping_the_window(
    qtbot, preview, lanes, tmp_path, monkeypatch, accepted
):
    monkeypatch.chdir(tmp_path)
    preview.show_made(a_document(3))
    preview.print.click()
    (dialog,) = preview.findChildren(QPrintDialog)
    assert dialog.isVisible()
    assert not preview.print.isEnabled()
    sending = preview._sending
    sending.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    sending.printer.setOutputFileName(str(tmp_path / "impreso.pdf"))
    with qtbot.waitSignal(sending.over, timeout=20_000):
        dialog.done(int(accepted))
    wait(qtbot, lanes)
    assert (tmp_path / "impreso.pdf").exists() == accepted
    assert preview.print.isEnabled()


def test_only_the_pages_asked_for_are_printed(qtbot, preview, lanes, tmp_path):
    preview.show_made(a_document(100))
    sending = preview.sending()
    path = tmp_path / "impreso.pdf"
    sending.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    sending.printer.setOutputFileName(str(path))
    sending.printer.setFromTo(2, 2)
    assert sending.printer.pageLayout().orientation() == QPageLayout.Orientation.Portrait
    with qtbot.waitSignal(sending.over, timeout=20_000):
        sending.send()
    wait(qtbot, lanes)
    assert len(sheets(path.read_bytes())) == 1


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_cannot_be_used_is_told(qtbot, preview, lanes, tmp_path):
    preview.show_made(a_document(3))
    sending = preview.sending()
    sending.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    sending.printer.setOutputFileName(str(tmp_path / "no" / "impreso.pdf"))
    with qtbot.waitSignal(sending.over):
        sending.send()
    assert "No se pudo imprimir" in preview.told.plain_text
    assert preview.print.isEnabled()


def test_keys_scroll_and_the_sheet_in_sight_is_read_out(qtbot, preview, lanes):
    preview.show_made(a_document(200))
    preview.setFocus()
    paper = preview.pages.viewport()
    qtbot.waitUntil(paper.hasFocus)
    assert "renglón 0" in paper.accessibleDescription()
    qtbot.keyClick(paper, Qt.Key.Key_PageDown)
    assert preview.pages.verticalScrollBar().value() > 0
    preview.pages.go_to(2)
    assert preview.pages.current == 2
    assert "renglón 0" not in paper.accessibleDescription()
    wait(qtbot, lanes)


def test_esc_goes_back(qtbot, preview):
    with qtbot.waitSignal(preview.left):
        qtbot.keyClick(preview.pages, Qt.Key.Key_Escape)


def test_the_window_opens_it_beside_the_work_and_comes_back(qtbot, window, lanes, base, meeting):
    window.show_desk(actor="Ana", demo=False)
    window.beside.set_base(base, None)
    window.contacts.list.table.setFocus()
    window.beside.open_preview(Wanted("asistencia", meeting))
    assert window.beside.here == "imprimir"
    qtbot.waitUntil(lambda: window.beside.preview.print.isEnabled(), timeout=10_000)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.beside._manual.page == "imprimir"
    qtbot.keyClick(window.beside._manual.text, Qt.Key.Key_Escape)
    assert window.beside.here == "imprimir"
    qtbot.keyClick(window.beside.preview.pages, Qt.Key.Key_Escape)
    assert window.beside.here == "contactos"
    assert window.contacts.list.table.hasFocus()
    wait(qtbot, lanes)


def test_a_saved_page_reads_as_it_was_drawn(qtbot, preview, lanes, meeting, tmp_path):
    preview.open(Wanted("asistencia", meeting))
    wait(qtbot, lanes)
    path = Path(tmp_path / "lista.pdf")
    preview.save_to(str(path))
    wait(qtbot, lanes)
    assert "Rosa Prueba" in read_pdf(path.read_bytes()).text
