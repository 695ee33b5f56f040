"""The pictures of the screens."""

import json

import pytest
from PySide6.QtGui import QImage

from ui.desktop.captures import SCENES, THEMES, draw_all, main

FEW = tuple(scene for scene in SCENES if scene.name in ("contactos", "primer-inicio", "contactos-busqueda"))


@pytest.fixture
def qapp_unchanged(qapp):
    """The program's colours as they were."""
    sheet, palette = qapp.styleSheet(), qapp.palette()
    yield
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)


def test_the_same_program_draws_the_same_bytes(qapp, theme, qapp_unchanged, tmp_path):
    first = draw_all(tmp_path / "una", FEW)
    again = draw_all(tmp_path / "otra", FEW)
    assert [path.name for path in first] == [path.name for path in again]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    assert len(first) == sum(len(scene.sizes) for scene in FEW) * len(THEMES)
    assert len({path.read_bytes() for path in first}) == len(first)


def test_records_with_stacked_rows_are_drawn_anew(qapp, theme, qapp_unchanged, tmp_path):
    """Their cells ended with the lines that were taken from under them, and the program crashed here."""
    stacked = tuple(scene for scene in SCENES if scene.name in ("convenio-firmas", "convenio-obligaciones"))
    first = draw_all(tmp_path / "una", stacked, themes=["claro"])
    again = draw_all(tmp_path / "otra", stacked, themes=["claro"])
    assert [path.name for path in first] == [path.name for path in again]
    assert len(first) == sum(len(scene.sizes) for scene in stacked) > 1


@pytest.mark.parametrize("chosen", THEMES)
def test_every_scene_is_drawn_at_its_sizes(qapp, theme, qapp_unchanged, tmp_path, chosen):
    drawn = draw_all(tmp_path, themes=[chosen])
    assert len(drawn) == sum(len(scene.sizes) for scene in SCENES)
    assert len({path.read_bytes() for path in drawn}) == len(drawn)
    large = QImage(str(tmp_path / f"contactos-1920x1080-200-{chosen}.png"))
    assert (large.width(), large.height()) == (1920, 1080)


def test_a_folder_that_cannot_be_used_gets_a_sentence(tmp_path, capsys):
    file = tmp_path / "archivo"
    file.write_text("")
    assert main([str(file / "carpeta")]) == 2
    assert "elija otra carpeta" in capsys.readouterr().err
    assert main([]) == 2


def test_the_files_are_told_as_json(qapp, theme, qapp_unchanged, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("ui.desktop.captures.draw_all", lambda folder: [folder / "una.png"])
    assert main([str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out) == [str(tmp_path / "una.png")]
