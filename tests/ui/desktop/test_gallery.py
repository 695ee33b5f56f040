"""The developers' gallery."""

import inspect
import pkgutil
from importlib import import_module

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QPushButton, QRadioButton, QToolButton, QWidget

import ui.desktop.agreements
import ui.desktop.fields
from ui.desktop.bug_notice import BugNotice
from ui.desktop.capture_agreement_fields import SampleAgreementFields
from ui.desktop.captures import draw_gallery
from ui.desktop.contacts.facets_pane import FacetsPane
from ui.desktop.fields.compound import Compound
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.named import NamedField
from ui.desktop.gallery import HEIGHT, Gallery
from ui.desktop.gallery_agreements import AgreementFields
from ui.desktop.gallery_page import GalleryPage
from ui.desktop.gallery_parts import Parts
from ui.desktop.labels import Prose
from ui.desktop.listing.history import HistoryList
from ui.desktop.notices import NoticePage
from ui.desktop.palette.frame import PaletteFrame
from ui.desktop.progress_strip import ProgressStrip
from ui.desktop.undo_bar import UndoBar


def kinds_of_field(package=ui.desktop.fields) -> set[type[Field]]:
    modules = [import_module(f"{package.__name__}.{m.name}") for m in pkgutil.iter_modules(package.__path__)]
    classes = {found for module in modules for _name, found in inspect.getmembers(module, inspect.isclass)}
    return {found for found in classes if issubclass(found, Field)} - {Field, Compound, NamedField}


@pytest.fixture
def kit(theme, icons, lanes):
    return Kit(theme, icons, lanes.reader, SampleAgreementFields())


@pytest.mark.parametrize("page", [Gallery, AgreementFields, Parts])
def test_nothing_is_cut(qtbot, kit, page):
    gallery: GalleryPage = page(kit)
    qtbot.addWidget(gallery)
    gallery.show()
    for shown in gallery.findChildren(QWidget):
        if shown.isVisible():
            assert shown.mapTo(gallery, shown.rect().bottomLeft()).y() < HEIGHT
    for prose in gallery.findChildren(Prose):
        assert prose.height() >= prose.heightForWidth(prose.width()) or not prose.isVisible()
    for button in gallery.findChildren(QPushButton):
        whole = button.visibleRegion().boundingRect().size() == button.size()
        assert whole or not button.isVisible(), button.text()


def test_every_field_is_shown(qtbot, kit):
    gallery = Gallery(kit)
    qtbot.addWidget(gallery)
    assert kinds_of_field() <= {type(field) for field in gallery.findChildren(Field)}


def test_every_field_of_agreements_is_shown(qtbot, kit):
    page = AgreementFields(kit)
    qtbot.addWidget(page)
    wanted = {kind for kind in kinds_of_field(ui.desktop.agreements) if "agreements" in kind.__module__}
    shown = {type(field) for field in page.findChildren(Field)}
    assert {kind.__name__ for kind in wanted if not kind.__name__.startswith("_")} <= {
        kind.__name__ for kind in shown
    }


def test_every_shared_part_is_shown(qtbot, kit):
    parts = Parts(kit)
    qtbot.addWidget(parts)
    shared = (UndoBar, ProgressStrip, NoticePage, BugNotice, FacetsPane, PaletteFrame, HistoryList)
    assert [kind.__name__ for kind in shared if not parts.findChildren(kind)] == []
    assert {type(shown) for shown in parts.with_focus} >= {QPushButton, QToolButton, QCheckBox, QRadioButton}


def test_what_is_drawn_with_the_focus_differs_from_what_is_drawn_without(qtbot, qapp, kit):
    parts = Parts(kit)
    qtbot.addWidget(parts)
    picture = parts.picture(qapp, qapp.processEvents).toImage()
    without = parts.grab().toImage()
    for shown in parts.with_focus:
        place = QRect(shown.mapTo(parts, QPoint(0, 0)), shown.size())
        assert picture.copy(place) != without.copy(place), type(shown)


def test_what_cannot_be_used_looks_so(qtbot, kit):
    parts = Parts(kit)
    qtbot.addWidget(parts)
    parts.show()
    disabled = [
        shown
        for shown in parts.findChildren(QWidget)
        if not shown.isEnabled() and shown.parentWidget().isEnabled() and shown.isVisible()
    ]
    assert len(disabled) >= 12
    for shown in disabled:
        before = shown.grab().toImage()
        shown.setEnabled(True)
        assert shown.grab().toImage() != before, type(shown)


def test_it_is_drawn_light_and_dark_and_always_the_same(qapp, theme, tmp_path):
    sheet, palette = qapp.styleSheet(), qapp.palette()
    first, again = draw_gallery(tmp_path / "una"), draw_gallery(tmp_path / "otra")
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    assert [path.name for path in first] == [
        "galeria-claro.png",
        "galeria-convenios-claro.png",
        "galeria-partes-claro.png",
        "galeria-oscuro.png",
        "galeria-convenios-oscuro.png",
        "galeria-partes-oscuro.png",
    ]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    assert QImage(str(first[0])).height() == HEIGHT
