"""The manual: every place and order has its page, links and pictures lead somewhere, nothing comes from outside."""

import pkgutil
import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument

import ui.cli
from ui.desktop import manual_pages
from ui.desktop.administration.page import MANUAL, sections
from ui.desktop.beside_work import PRINT
from ui.desktop.captures import SCENES, THEMES
from ui.desktop.manual_viewer import ManualPage
from ui.desktop.places import PARTS, places

IMAGE = int(QTextDocument.ResourceType.ImageResource.value)


@pytest.fixture
def manual(qtbot, theme, icons):
    page = ManualPage(theme, icons)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    return page


def test_every_place_has_its_page():
    codes = [place.code for place in places()]
    codes += [f"administracion/{section.code}" for section in sections() if section.code != MANUAL]
    assert {*codes, *PARTS, PRINT} == set(manual_pages.OF_PLACES)
    for target in manual_pages.OF_PLACES.values():
        page, _hash, part = target.partition("#")
        assert manual_pages.resolved(f"{page}.md#{part}" if part else f"{page}.md", "empezar") == (page, part)


def test_every_order_of_the_command_line_is_told():
    commands = set()
    for module in pkgutil.iter_modules(ui.cli.__path__):
        source = (manual_pages.files("ui.cli") / f"{module.name}.py").read_text("utf-8")
        commands |= set(re.findall(r'^@command\(\s*"([a-z]+)"', source, re.MULTILINE))
    assert len(commands) > 10
    told = manual_pages.text("linea-de-ordenes")
    assert {name for name in commands if f"`vinculo {name}" not in told} == set()


def test_every_file_is_a_page_and_every_page_is_reached():
    written = {entry.name.removesuffix(".md") for entry in manual_pages.folder().iterdir() if entry.is_file()}
    assert written == set(manual_pages.PAGES)
    reached = {
        found[0]
        for page in manual_pages.PAGES
        for link in manual_pages.links(page)
        if (found := manual_pages.resolved(link, page)) is not None
    }
    assert reached | {manual_pages.FIRST} == set(manual_pages.PAGES)


@pytest.mark.parametrize("page", manual_pages.PAGES)
def test_every_link_leads_somewhere(page):
    for link in manual_pages.links(page):
        assert manual_pages.resolved(link, page) is not None, link
    assert manual_pages.text(page).startswith(f"# {manual_pages.title(page)}\n")


def test_every_picture_is_one_that_capturas_draws():
    drawn = {
        f"capturas/{scene.name}-{size.name}-{theme}.png"
        for scene in SCENES
        for size in scene.sizes
        for theme in THEMES.values()
    }
    wanted = {image for page in manual_pages.PAGES for image in manual_pages.images(page)}
    assert wanted
    assert wanted - drawn == set()


def test_a_picture_not_drawn_leaves_no_hole(monkeypatch, tmp_path):
    monkeypatch.setattr(manual_pages, "folder", lambda: tmp_path)
    monkeypatch.setattr(manual_pages, "text", lambda page: "# T\n\n![P](capturas/p.png)\n\nFin\n")
    assert "![" not in manual_pages.shown("empezar")
    (tmp_path / "capturas").mkdir()
    (tmp_path / "capturas" / "p.png").write_bytes(b"")
    assert "![P](capturas/p.png)" in manual_pages.shown("empezar")


def test_a_page_there_is_not():
    with pytest.raises(KeyError):
        manual_pages.text("../../pyproject")
    assert manual_pages.resolved("https://example.org", "empezar") is None
    assert manual_pages.resolved("importar.md#no-hay", "empezar") is None


def test_links_lead_from_page_to_page(qtbot, manual):
    manual.open("empezar")
    assert "Vínculo guarda las personas" in manual.text.toPlainText()
    manual.text.anchorClicked.emit(QUrl("importar.md"))
    assert manual.page == "importar"
    assert manual.contents.currentItem().text() == "Importar"
    manual.contents.setCurrentRow(0)
    assert manual.page == "empezar"


def test_links_to_anywhere_else_do_nothing(manual):
    manual.open("empezar")
    for address in ("https://example.org", "file:///etc/passwd", "javascript:alert(1)", "../x.md"):
        manual.text.anchorClicked.emit(QUrl(address))
        assert manual.page == "empezar"


def test_it_opens_at_the_heading_of_a_place(manual):
    manual.open_for("programa")
    assert manual.page == "lugares"
    assert manual.text.textCursor().block().text() == "Programa e informes"
    manual.open_for("no-hay")
    assert manual.page == "empezar"


def test_esc_goes_back(qtbot, manual):
    manual.open("empezar")
    with qtbot.waitSignal(manual.left):
        qtbot.keyClick(manual.text, Qt.Key.Key_Escape)


def test_pictures_come_from_the_manual_alone(manual, monkeypatch, tmp_path):
    monkeypatch.setattr(manual_pages, "folder", lambda: tmp_path / "manual")
    (tmp_path / "manual" / "capturas").mkdir(parents=True)
    picture = QImage(1440, 900, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    picture.save(str(tmp_path / "manual" / "capturas" / "a-claro.png"))
    picture.save(str(tmp_path / "fuera.png"))
    found = manual.text.loadResource(IMAGE, QUrl("capturas/a-claro.png"))
    assert found.width() <= manual.text.viewport().width()
    for address in (
        "capturas/no-hay.png",
        "../fuera.png",
        f"file://{tmp_path}/fuera.png",
        str(tmp_path / "fuera.png"),
        "https://example.org/a.png",
        "//example.org/a.png",
    ):
        assert manual.text.loadResource(IMAGE, QUrl(address)) is None, address
    assert manual.text.loadResource(1, QUrl("capturas/a-claro.png")) is None


def test_in_the_dark_the_pictures_are_dark(manual, monkeypatch, tmp_path, theme):
    monkeypatch.setattr(manual_pages, "folder", lambda: tmp_path)
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.save(str(tmp_path / "a-oscuro.png"))
    assert manual.text.loadResource(IMAGE, QUrl("a-claro.png")) is None
    theme.choose("oscuro")
    try:
        assert manual.text.loadResource(IMAGE, QUrl("a-claro.png")).width() == 300
    finally:
        theme.choose("claro")
