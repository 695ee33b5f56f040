"""Settings, the base and its backups."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crm.base import create_base, open_base
from crm.clock import Clock
from ui.desktop.settings_page import SettingsPage, State, in_bytes


@pytest.fixture
def base(tmp_path):
    path = tmp_path / "base.vinculo"
    create_base(path)
    with open_base(path, actor="jimena", clock=Clock.fixed(date(2025, 10, 6))) as opened:
        yield opened


@pytest.fixture
def page(qtbot, lanes, theme, icons, settings):
    page = SettingsPage(lanes, theme, icons, settings)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    return page


@pytest.fixture
def settled(qtbot, lanes):
    def wait():
        qtbot.waitUntil(lambda: lanes.long_reader.idle, timeout=20_000)

    return wait


def choose(box, place):
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_the_theme_changes_at_once(page, theme, settings):
    choose(page.theme, 2)
    try:
        assert theme.tokens.name == "dark"
        assert settings.theme == "oscuro"
    finally:
        theme.choose("claro")


def test_a_text_size_is_kept_and_says_when_it_will_be_seen(qtbot, page, settings):
    assert not page.size_note.isVisible()
    choose(page.text_size, 2)
    assert settings.text_size == 125
    assert page.size_note.isVisible()
    with qtbot.waitSignal(page.restart_wanted):
        page.restart.click()
    choose(page.text_size, 0)
    assert not page.restart.isVisible()


def test_the_week_is_kept(page, settings):
    choose(page.week, 2)
    assert settings.week_start == "lunes"


def test_without_a_base_it_says_so(page):
    page.set_base(None)
    assert page.base_path.plain_text == "Ninguna base está abierta."
    assert not page.now.isEnabled()


def test_the_base_and_its_backups(page, base, settled):
    page.set_base(base)
    settled()
    assert page.base_path.plain_text == str(base.path)
    assert page.base_size.plain_text.endswith("KB")
    assert page.last_backup.plain_text == "Todavía no hay ninguno."
    page.now.click()
    settled()
    settled()
    assert page.told.plain_text == "El respaldo quedó verificado en la carpeta."
    assert page.last_backup.plain_text == "hoy, 12:00 · 1 guardado"
    assert len(list((base.path.parent / "respaldos").glob("*.vinculo"))) == 1
    page.now.click()
    settled()
    assert "No hay cambios" in page.told.plain_text


def test_backups_go_to_the_folder_chosen(page, base, settled, settings, tmp_path):
    page.set_base(base)
    page.choose_folder(str(tmp_path / "otra"))
    page.now.click()
    settled()
    assert settings.backups_folder == str(tmp_path / "otra")
    assert len(list((tmp_path / "otra").glob("*.vinculo"))) == 1


def test_a_folder_that_cannot_be_used_gets_a_sentence(page, base, settled, tmp_path):
    (tmp_path / "archivo").write_text("")
    page.set_base(base)
    page.choose_folder(str(tmp_path / "archivo" / "dentro"))
    page.now.click()
    settled()
    assert page.told.plain_text
    assert "verificado" not in page.told.plain_text
    assert page.now.isEnabled()


def test_a_backup_of_long_ago_has_its_date(page):
    now = datetime(2025, 10, 6, 18, tzinfo=UTC)
    page.show_state(State(3_000_000, Path("x"), 7, datetime(2025, 8, 12, 18, tzinfo=UTC), now))
    assert page.last_backup.plain_text == "12 ago 2025, 12:00 · 7 guardados"
    assert page.base_size.plain_text == "2.9 MB"


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 B"), (2048, "2 KB"), (1_572_864, "1.5 MB"), (5 * 1024**3, "5.0 GB")]
)
def test_sizes_are_said_in_the_unit_that_fits(size, words):
    assert in_bytes(size) == words
