"""The days on which agreements are spoken of, in the settings."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm import operations
from crm.alert_days import AlertDays, alert_days
from crm.base import open_base
from crm.clock import Clock
from ui.desktop.alert_days_section import AlertDaysSection
from ui.desktop.writing import Writing


@pytest.fixture
def base(tmp_path, new_base):
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="jimena", clock=Clock.fixed(date(2025, 10, 6))) as opened:
        yield opened


@pytest.fixture
def section(qtbot, lanes, icons, base):
    section = AlertDaysSection(lanes, icons)
    qtbot.addWidget(section)
    section.show()
    section.set_base(base)
    section.set_writing(Writing(base, lanes.writer))
    qtbot.waitUntil(lambda: section.before_end.isEnabled())
    return section


def kept(base):
    with base.read() as session:
        return alert_days(session)


def type_over(field, text):
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_the_usual_days_are_shown_and_others_are_kept(qtbot, base, section):
    assert (section.before_end.text(), section.stalled.text()) == ("180, 90, 30", "60")
    with qtbot.waitSignal(section.changed):
        type_over(section.before_end, "15,60, 15")
    assert kept(base) == AlertDays((60, 15), 60)
    assert section.before_end.text() == "60, 15"
    with qtbot.waitSignal(section.changed):
        type_over(section.stalled, "45")
    assert kept(base) == AlertDays((60, 15), 45)


def test_one_goes_back_to_the_usual_days_which_undo_does_not_know(qtbot, base, section):
    assert not section.usual.isVisible()
    with qtbot.waitSignal(section.changed):
        type_over(section.before_end, "15")
    assert kept(base) == AlertDays((15,), 60)
    assert section.usual.isVisible()
    with base.read() as session:
        assert (
            operations.to_undo(session, base.actor) is None
        )  # nothing that Deshacer would seem to take back
    with qtbot.waitSignal(section.changed):
        section.usual.click()
    assert kept(base) == AlertDays()
    assert not section.usual.isVisible()
    assert (section.before_end.text(), section.stalled.text()) == ("180, 90, 30", "60")


@pytest.mark.parametrize("typed", ["pronto", "", "0", "99999999", "-3", "30; 20"])
def test_days_that_nobody_can_mean_are_refused_with_a_sentence(qtbot, base, section, typed):
    section.before_end.setFocus()
    section.before_end.setText(typed)
    section.keep()
    qtbot.waitUntil(lambda: section.told.isVisible())
    assert section.told.plain_text.startswith("Escriba")
    assert kept(base) == AlertDays()
    section.before_end.setText("180, 90, 30")
    section.keep()
    assert not section.told.isVisible()


def test_what_is_as_it_was_is_not_written_again(qtbot, base, section, lanes):
    with qtbot.assertNotEmitted(section.changed):
        section.before_end.setText("30,90,180")
        section.keep()
        qtbot.waitUntil(lambda: lanes.writer.idle)
    assert section.before_end.text() == "180, 90, 30"


def test_without_a_base_there_is_nothing_to_set(section):
    section.set_base(None)
    assert not section.before_end.isEnabled()
    assert not section.stalled.isEnabled()
    assert section.before_end.text() == ""
