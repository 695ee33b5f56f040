"""Settings, the base and its backups."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from crm.base import open_base
from crm.clock import Clock
from ui.desktop.base_section import State, in_bytes
from ui.desktop.settings_page import SettingsPage


@pytest.fixture
def base(tmp_path, new_base):
    path = tmp_path / "base.vinculo"
    new_base(path)
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
    choose(page.looks.theme, 2)
    try:
        assert theme.tokens.name == "dark"
        assert settings.theme == "oscuro"
    finally:
        theme.choose("claro")


def test_the_day_weeks_begin_on_is_kept(page, settings):
    assert page.calendar.week_start.currentText() == "domingo"
    choose(page.calendar.week_start, 1)
    assert (settings.week_start, settings.week_begins) == ("lunes", 0)


def test_a_text_size_is_kept_and_says_when_it_will_be_seen(qtbot, page, settings):
    assert not page.looks.size_note.isVisible()
    choose(page.looks.text_size, 2)
    assert settings.text_size == 125
    assert page.looks.size_note.isVisible()
    with qtbot.waitSignal(page.restart_wanted):
        page.looks.restart.click()
    choose(page.looks.text_size, 0)
    assert not page.looks.restart.isVisible()


@pytest.mark.parametrize(
    ("screen", "most"), [((1280, 720), 150), ((1366, 768), 150), ((1920, 1040), 200), ((800, 600), 125)]
)
def test_only_sizes_with_room_for_the_window_are_offered(page, screen, most):
    page.looks.offer_sizes(QSize(640, 480), QSize(*screen))
    sizes = [page.looks.text_size.itemData(place) for place in range(page.looks.text_size.count())]
    assert (sizes[0], sizes[-1]) == (100, most)


def test_the_size_that_was_chosen_stays_among_those_offered(qtbot, lanes, theme, icons, settings):
    settings.text_size = 200
    page = SettingsPage(lanes, theme, icons, settings)
    qtbot.addWidget(page)
    page.looks.offer_sizes(QSize(640, 480), QSize(640, 360))
    assert page.looks.text_size.currentData() == 200
    choose(page.looks.text_size, 0)
    assert settings.text_size == 100


def test_without_a_base_it_says_so(page):
    page.set_base(None)
    assert page.base.base_path.plain_text == "Ninguna base está abierta."
    assert not page.base.now.isEnabled()


def test_the_base_and_its_backups(page, base, settled):
    page.set_base(base)
    settled()
    assert page.base.base_path.plain_text == str(base.path)
    assert page.base.base_size.plain_text.endswith("KB")
    assert page.base.last_backup.plain_text == "Todavía no hay ninguno."
    page.base.now.click()
    settled()
    settled()
    assert page.base.told.plain_text == "El respaldo quedó verificado en la carpeta."
    assert page.base.last_backup.plain_text == "hoy, 12:00 · 1 guardado"
    assert len(list((base.path.parent / "respaldos").glob("*.vinculo"))) == 1
    page.base.now.click()
    settled()
    assert "No hay cambios" in page.base.told.plain_text


def test_backups_go_to_the_folder_chosen(page, base, settled, settings, tmp_path):
    page.set_base(base)
    page.base.choose_folder(str(tmp_path / "otra"))
    page.base.now.click()
    settled()
    assert settings.backups_folder == str(tmp_path / "otra")
    assert len(list((tmp_path / "otra").glob("*.vinculo"))) == 1


def test_a_folder_that_cannot_be_used_gets_a_sentence(page, base, settled, tmp_path):
    (tmp_path / "archivo").write_text("")
    page.set_base(base)
    page.base.choose_folder(str(tmp_path / "archivo" / "dentro"))
    page.base.now.click()
    settled()
    assert page.base.told.plain_text
    assert "verificado" not in page.base.told.plain_text
    assert page.base.now.isEnabled()


def test_a_backup_of_long_ago_has_its_date(page):
    now = datetime(2025, 10, 6, 18, tzinfo=UTC)
    page.base.show_state(State(3_000_000, Path("x"), 7, datetime(2025, 8, 12, 18, tzinfo=UTC), now))
    assert page.base.last_backup.plain_text == "12 ago 2025, 12:00 · 7 guardados"
    assert page.base.base_size.plain_text == "2.9 MB"


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 B"), (2048, "2 KB"), (1_572_864, "1.5 MB"), (5 * 1024**3, "5.0 GB")]
)
def test_sizes_are_said_in_the_unit_that_fits(size, words):
    assert in_bytes(size) == words
