"""The logo for printed pages, in the settings."""

from datetime import date

import pytest
from PySide6.QtGui import QColor, QImage

from crm.base import open_base
from crm.clock import Clock
from crm.printing.letterhead import logo_of
from ui.desktop.letterhead_section import LetterheadSection
from ui.desktop.writing import Writing


@pytest.fixture
def base(tmp_path, new_base):
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="jimena", clock=Clock.fixed(date(2025, 10, 6))) as opened:
        yield opened


@pytest.fixture
def writing(base, lanes):
    return Writing(base, lanes.writer)


@pytest.fixture
def section(qtbot, lanes, theme, icons, base, writing):
    section = LetterheadSection(lanes, theme, icons)
    qtbot.addWidget(section)
    section.resize(640, 400)
    section.show()
    section.set_base(base)
    section.set_writing(writing)
    return section


@pytest.fixture
def logo(tmp_path):
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("#C4722B"))
    path = tmp_path / "logotipo.png"
    image.save(str(path), "PNG")
    return path


def kept(base):
    with base.read() as session:
        return logo_of(session)


def test_a_picture_is_chosen_undone_done_again_and_taken_off(qtbot, base, section, writing, logo):
    assert section.none.isVisible()
    assert not section.remove.isVisible()
    with qtbot.waitSignal(writing.done) as told:
        section.use_file(str(logo))
    assert told.args[0].title_in_words == "Logotipo para impresos"
    qtbot.waitUntil(lambda: section.sample.isVisible() and section.remove.isVisible())
    assert not section.none.isVisible()
    assert section.sample.grab().toImage().pixelColor(86, 38).name() == "#c4722b"
    writing.undo()
    qtbot.waitUntil(lambda: not section.sample.isVisible())
    assert kept(base) is None
    writing.redo()
    qtbot.waitUntil(section.sample.isVisible)
    with qtbot.waitSignal(writing.done) as told:
        section.remove.click()
    assert told.args[0].title_in_words == "Logotipo fuera de los impresos"
    qtbot.waitUntil(section.none.isVisible)
    assert kept(base) is None


def test_what_is_no_picture_is_refused_with_a_sentence_and_the_logo_stays(
    qtbot, base, section, writing, logo, tmp_path
):
    with qtbot.waitSignal(writing.done):
        section.use_file(str(logo))
    bad = tmp_path / "carta.png"
    bad.write_text("no soy una imagen")
    section.use_file(str(bad))
    qtbot.waitUntil(section.told.isVisible)
    assert section.told.plain_text == (
        "«carta.png» no es una imagen PNG ni JPEG; guárdela en uno de esos formatos."
    )
    assert kept(base) is not None
    with qtbot.waitSignal(writing.done):
        section.use_file(str(logo.rename(tmp_path / "otro.png")))
        section.take_off()
    assert not section.told.isVisible()


def test_without_writing_nothing_can_be_chosen(section):
    section.set_writing(None)
    assert not section.choose.isEnabled()


def test_the_sample_shows_nothing_of_a_former_base(qtbot, section, writing, logo):
    with qtbot.waitSignal(writing.done):
        section.use_file(str(logo))
    qtbot.waitUntil(section.sample.isVisible)
    section.set_base(None)
    assert section.none.isVisible()
    assert not section.sample.isVisible()
