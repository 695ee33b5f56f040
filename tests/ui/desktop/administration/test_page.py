"""Administración and the pages under it."""

from PySide6.QtCore import Qt

from ui.desktop.administration.page import (
    ABOUT,
    EXPORT,
    IMPORT,
    MANUAL,
    SETTINGS,
    TRASH,
    AdministrationPage,
    sections,
)


def page_of(qtbot, lanes, theme, icons, settings):
    page = AdministrationPage(lanes, theme, icons, settings)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return page


def test_every_section_opens_and_esc_returns(qtbot, lanes, theme, icons, settings):
    page = page_of(qtbot, lanes, theme, icons, settings)
    for code in (IMPORT, EXPORT, TRASH, SETTINGS, ABOUT):
        page.buttons[code].click()
        assert page.section == code
        assert page._back.isVisible()
        qtbot.keyClick(page, Qt.Key.Key_Escape)
        assert page.section == ""
        assert page.buttons[code].isVisible()
    assert [section.code for section in sections()] == list(page.buttons)


def test_the_manual_is_the_windows(qtbot, lanes, theme, icons, settings):
    page = page_of(qtbot, lanes, theme, icons, settings)
    with qtbot.waitSignal(page.manual_wanted):
        page.buttons[MANUAL].click()
    assert page.section == ""


def test_a_base_reaches_pages_made_before_and_after(qtbot, lanes, theme, icons, settings):
    page = page_of(qtbot, lanes, theme, icons, settings)
    before = page.importing
    page.set_base(None, None)
    assert page.importing is before
    page.open(SETTINGS)
    page.set_base(None, None)
    assert page.section == ""
    assert not page.exporting.go.isEnabled()


def test_fifty_openings_make_each_page_once(qtbot, lanes, theme, icons, settings):
    page = page_of(qtbot, lanes, theme, icons, settings)
    for code in (IMPORT, EXPORT, TRASH, SETTINGS, ABOUT) * 13:
        page.open(code)
        page.go_home()
    assert page._stack.count() == 6
