"""What the window remembers."""

import pytest
from PySide6.QtCore import QByteArray

from ui.desktop.settings import Settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "oscuro"),
        ("geometry", QByteArray(b"\x01\x02")),
        ("contacts_splitter", QByteArray(b"\x03")),
        ("place", "convenios"),
        ("base", "/datos/ñandú.vinculo"),
        ("week_start", "sábado"),
        ("calendar_left_out", ("activity:mesa de diálogo", "tour")),
    ],
)
def test_a_setting_is_there_the_next_day(tmp_path, name, value):
    path = tmp_path / "ajustes.ini"
    today = Settings(path)
    setattr(today, name, value)
    del today
    assert getattr(Settings(path), name) == value


def test_a_new_machine_has_none(settings):
    assert settings.theme == "sistema"
    assert settings.geometry.isEmpty()
    assert settings.contacts_splitter.isEmpty()
    assert settings.place == ""
    assert settings.base == ""


def test_what_cannot_be_read_counts_as_not_set(tmp_path):
    path = tmp_path / "ajustes.ini"
    path.write_text("[apariencia]\ntema=fucsia\n[ventana]\ngeometria=basura\n[calendario]\nsemana=martes\n")
    settings = Settings(path)
    assert settings.theme == "sistema"
    assert settings.week_start == "domingo"
    assert settings.geometry.isEmpty()
