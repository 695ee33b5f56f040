"""The new day of something is asked where it is put off: typed as people say days, refused with a reason, given up."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.desktop.fields.ask_day import DayAsker


@pytest.fixture
def over(qtbot):
    """What is put off, in a window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    button = QPushButton("Posponer")
    QVBoxLayout(window).addWidget(button)
    window.show()
    window.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    yield button
    window.close()


@pytest.fixture
def days():
    """The days that were chosen."""
    return []


@pytest.fixture
def asker(over, kit, days):
    asker = DayAsker(over.window(), kit)
    asker.ask("Posponer la actividad", days.append, over, may_lack=True)
    return asker


def test_the_day_is_typed_at_once_and_enter_takes_it(qtbot, asker, over, days):
    qtbot.waitUntil(lambda: asker.form.day.line.hasFocus())
    qtbot.keyClicks(asker.form.day.line, "+2s")
    qtbot.keyClick(asker.form.day.line, Qt.Key.Key_Return)
    assert days == [str(asker.form.day.kit.today.fromordinal(asker.form.day.kit.today.toordinal() + 14))]
    assert not asker.form.isVisible()
    qtbot.waitUntil(over.hasFocus)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Escriba para qué día"),
        ("ayer", "ya pasó"),
        ("2999", "con mes y año"),
        ("nov 2999", "con mes y año"),
        ("s/f", "con mes y año"),
        ("31/9", "31/9"),
        ("luego", "luego"),
    ],
)
def test_what_is_no_day_to_come_is_refused_with_a_reason(qtbot, asker, days, typed, said):
    qtbot.keyClicks(asker.form.day.line, typed)
    qtbot.keyClick(asker.form.day.line, Qt.Key.Key_Return)
    assert said in asker.form.day.reason
    assert asker.form.isVisible()
    assert days == []


def test_esc_gives_up_and_the_focus_is_where_it_was(qtbot, asker, over, days):
    qtbot.keyClicks(asker.form.day.line, "hoy")
    qtbot.keyClick(asker.form.day.line, Qt.Key.Key_Escape)
    assert not asker.form.isVisible()
    assert days == []
    qtbot.waitUntil(over.hasFocus)


def test_no_day_yet_can_be_said_only_where_that_makes_sense(qtbot, asker, over, days):
    asker.form.without_button.click()
    assert days == [""]
    asker.ask("Posponer el seguimiento", days.append, over, proposed="2999-01-02")
    assert not asker.form.without_button.isVisible()
    assert asker.form.day.line.text() == "02/01/2999"
    assert asker.form.accessibleName() == "Posponer el seguimiento"


def test_who_goes_elsewhere_has_left_it(qtbot, asker, over, days):
    with qtbot.waitSignal(asker.asking, check_params_cb=lambda here: not here):
        over.setFocus()
    assert days == []


def test_it_may_go_away_while_it_is_asked(qtbot, asker, over, days):
    over.deleteLater()
    qtbot.waitUntil(lambda: asker._from is None)
    asker.form.without_button.click()
    assert days == [""]
    asker.leave()
    assert asker.form is None
