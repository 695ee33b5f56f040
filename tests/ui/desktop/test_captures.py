"""The pictures of the screens."""

import json

import pytest
from PySide6.QtGui import QImage

from ui.desktop.capture_studio import Studio
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


def test_a_scene_looks_the_same_alone_and_after_others(qapp, theme, qapp_unchanged, tmp_path):
    """The facets and Mi día stood where the scene before had left them, and the record in what it could be edited."""
    names = ("contactos-filtros-abajo", "ficha-corregir-telefono", "contactos-nombres-largos")
    run = [next(scene for scene in SCENES if scene.name == name) for name in names]
    after = draw_all(tmp_path / "corrida", tuple(run), themes=["claro"])
    alone = draw_all(tmp_path / "sola", (run[-1],), themes=["claro"])
    assert alone
    for one in alone:
        assert one.read_bytes() == next(path for path in after if path.name == one.name).read_bytes()


@pytest.mark.parametrize(("scene", "name"), [("contactos", "Nuevo contacto"), ("mi-dia", "Nueva actividad")])
def test_the_top_bar_has_the_button_that_every_window_with_a_base_has(
    qapp, theme, qapp_unchanged, tmp_path, scene, name
):
    studio = Studio(qapp, tmp_path)
    try:
        next(one for one in SCENES if one.name == scene).set_up(studio)
        studio.settle()
        assert (studio.window.top.new.isVisible(), studio.window.top.new.text()) == (True, name)
    finally:
        studio.close()


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
