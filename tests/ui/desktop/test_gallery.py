"""The developers' gallery."""

import inspect
import pkgutil
from importlib import import_module

from PySide6.QtGui import QImage

import ui.desktop.fields
from ui.desktop.captures import draw_gallery
from ui.desktop.fields.compound import Compound
from ui.desktop.fields.field import Field
from ui.desktop.gallery import HEIGHT, WIDTH, Gallery
from ui.desktop.labels import Prose


def kinds_of_field() -> set[type[Field]]:
    modules = [
        import_module(f"ui.desktop.fields.{m.name}") for m in pkgutil.iter_modules(ui.desktop.fields.__path__)
    ]
    classes = {found for module in modules for _name, found in inspect.getmembers(module, inspect.isclass)}
    return {found for found in classes if issubclass(found, Field)} - {Field, Compound}


def test_every_field_is_shown_and_none_is_cut(qtbot, theme, icons, lanes):
    gallery = Gallery(theme, icons, lanes.reader)
    qtbot.addWidget(gallery)
    gallery.show()
    shown = {type(field) for field in gallery.findChildren(Field)}
    assert kinds_of_field() <= shown
    for field in gallery.findChildren(Field):
        if field.isVisible():
            assert field.mapTo(gallery, field.rect().bottomLeft()).y() < HEIGHT
    for prose in gallery.findChildren(Prose):
        assert prose.height() >= prose.heightForWidth(prose.width()) or not prose.isVisible()


def test_it_is_drawn_light_and_dark_and_always_the_same(qapp, theme, tmp_path):
    sheet, palette = qapp.styleSheet(), qapp.palette()
    first, again = draw_gallery(tmp_path / "una"), draw_gallery(tmp_path / "otra")
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    assert [path.name for path in first] == ["galeria-claro.png", "galeria-oscuro.png"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    image = QImage(str(first[0]))
    assert (image.width(), image.height()) == (WIDTH, HEIGHT)
