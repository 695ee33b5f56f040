"""A week at its hours: keys from thing to thing, the mouse, drags to a day and an hour, and what is left out."""

import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from crm import activities, activity_kinds
from crm.activity_values import NewActivity, When
from crm.agenda import Entry
from tests.ui.desktop.calendar.hands import collected, day, drag, press
from ui.desktop.calendar.pane import MONTH, WEEK, CalendarPane
from ui.desktop.capture_calendar import TODAY, SampleCalendar

Key = Qt.Key


@pytest.fixture
def week(sample, settled):
    """The week of the pictures, in the grid of hours."""
    sample.show_view(WEEK)
    settled()
    sample.week.setFocus()
    return sample.week


def titles(week):
    return week.current_entry.title if week.current_entry is not None else week.current_day.day


def center(week, number, down=0):
    rect = week.visualRect(week.week.index(week.week.row_of(week.week.first, number)))
    return QPoint(rect.center().x(), rect.top() + 6 + down)


def test_a_week_stands_at_its_hours_with_the_working_ones_in_sight(week):
    assert week.room.hours.contains(0, week.room.y_of(8 * 60))
    assert week.room.hours.contains(0, week.room.y_of(18 * 60))
    first, second, third = (
        week.visualRect(week.week.index(week.week.row_of(day(8), n))) for n in (56, 8, 55)
    )
    assert first.height() == 2 * second.height() + 1  # two hours; one where the end is not known
    assert first.right() < second.left() <= third.right()  # at the same time, side by side
    assert first.top() == week.room.y_of(9 * 60)
    bar = week.visualRect(week.week.index(week.week.row_of(day(9), 54)))
    assert bar.bottom() < week.room.top  # all day, above the hours
    assert f"{week.drawn.now:%H:%M}" == "11:20"


def test_arrows_go_from_thing_to_thing_and_beside_to_what_is_nearest_in_time(week, settled):
    assert titles(week) == 6
    press(week, Key.Key_Down)
    assert titles(week) == "FAME"
    press(week, Key.Key_Down, Key.Key_Down)
    assert titles(week) == "Comisión, sesión"  # the last of its day
    press(week, Key.Key_Right)
    assert titles(week) == "Consejo del INE"
    press(week, Key.Key_Up, Key.Key_Right)
    assert titles(week) == 8  # from a day to a day
    press(week, Key.Key_Right, Key.Key_Right, Key.Key_Right)
    assert titles(week) == 11
    press(week, Key.Key_Right)
    settled()
    assert week.current_day == day(12)
    press(week, Key.Key_PageUp)
    settled()
    assert week.current_day == day(5)


def test_enter_opens_and_on_a_day_adds(sample, week):
    opened, asked = collected(sample.gone_into), collected(sample.asked_new)
    press(week, Key.Key_Return)
    press(week, Key.Key_Down, Key.Key_Return)
    press(week, Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert [reference.name for reference in opened] == ["FAME"]
    assert asked == [(day(6), ""), (day(6), "")]


def test_a_click_opens_and_a_double_click_adds_at_that_hour(sample, week):
    opened, asked = collected(sample.opened), collected(sample.asked_new)
    viewport, left = week.viewport(), Qt.MouseButton.LeftButton
    QTest.mouseClick(viewport, left, pos=center(week, 5))
    assert [reference.name for reference in opened] == ["FAME"]
    free = QPoint(week.room.column(1).center().x(), week.room.y_of(15 * 60) + 20)
    QTest.mouseDClick(viewport, left, pos=free)
    QTest.mouseDClick(viewport, left, pos=QPoint(free.x(), week.room.top - 8))
    assert asked == [(day(6), "15:00"), (day(6), "")]


def test_a_week_says_aloud_what_is_when(week):
    model = week.week
    told = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in model.rows_of(day(8))]
    assert told[0] == "miércoles 8 de octubre. 4 cosas"
    assert told[3] == (
        "miércoles 8 de octubre. actividad, 10:15 a 11:45 · 9:15 a 10:45 en Los Ángeles, Clubes de Los Ángeles,"
        " Consulado, Los Ángeles"
    )
    node = QAccessible.queryAccessibleInterface(week)
    assert node.text(QAccessible.Text.Name) == "Semana"
    assert node.childCount() == model.rowCount()


def test_what_the_band_has_no_room_for_is_offered(sample, settled, week):
    class Full(SampleCalendar):
        def _entries(self):
            whole = [
                Entry(n, "request", f"Plazo {n}", "", day(7), day(7), "", "", "", False)
                for n in range(70, 76)
            ]
            return whole

    opened = collected(sample.gone_into)
    sample.set_source(Full())
    settled()
    assert len(week.room.hidden(2)) == 3
    QTest.mouseClick(week.viewport(), Qt.MouseButton.LeftButton, pos=week.room.more(2).center())
    assert [action.text() for action in week.menu.actions()] == [
        "vence el plazo   Plazo 73",
        "vence el plazo   Plazo 74",
        "vence el plazo   Plazo 75",
    ]
    week.menu.actions()[1].trigger()
    assert [reference.name for reference in opened] == ["Plazo 74"]


def test_hours_scroll_and_what_one_goes_to_comes_into_sight(week):
    week.verticalScrollBar().setValue(0)
    week.make_current(week.week.row_of(day(8), 9))  # at seven in the evening
    assert week.room.hours.contains(week.visualRect(week.currentIndex()).center())


def test_weeks_begin_on_the_day_that_was_chosen(sample, settled, settings, week):
    settings.week_start = "lunes"
    sample.hide()
    sample.show()
    settled()
    assert sample.head.title.plain_text == "6 a 12 de octubre de 2025"
    sample.show_view(MONTH)
    settled()
    assert sample.month.days.headerData(0, Qt.Orientation.Horizontal) == "lun"
    assert sample.month.days.first == datetime.date(2025, 9, 29)


def test_kinds_are_left_out_said_and_remembered(sample, settled, settings, theme, icons, lanes):
    wanted = collected(sample.query_wanted)
    assert not sample.foot.show_all.isVisible()
    sample.head.kinds.click()
    menu = sample.left_out.menu
    menu.check("follow_up").trigger()
    menu.check("activity:reunión").trigger()
    assert sample.foot.left_out.text() == "Oculto: seguimientos, reunión"
    days = [sample.month.days.entries_of(sample.month.days.index_of(day(15)))]
    assert [entry.title for found in days for entry in found] == ["MEXCAT"]
    sample.head.count.click()
    assert wanted == ["fecha:2025-10 -tipo:reunión"]
    menu.check("activity").trigger()
    assert sample.head.count.text() == "Sin actividades"
    assert not menu.types.isEnabled()
    assert settings.calendar_left_out == ("activity", "activity:reunión", "follow_up")
    again = CalendarPane(lanes.reader, theme, icons, settings)
    again.set_source(SampleCalendar())
    settled()
    assert again.head.count.text() == "Sin actividades"
    again.deleteLater()
    sample.foot.show_all.click()
    assert sample.head.count.text() == "38 actividades"
    assert settings.calendar_left_out == ()


def test_a_check_is_toggled_without_closing_the_menu(qtbot, sample):
    sample.head.kinds.click()
    menu = sample.left_out.menu
    menu.setWindowFlags(Qt.WindowType.Widget)  # without a display, nothing can grab the keys as a menu does
    menu.show()
    check = menu.check("tour")
    menu.setActiveAction(check)
    press(menu, Key.Key_Space)
    assert not check.isChecked()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(check).center())
    assert check.isChecked()
    assert menu.isVisible()
    menu.close()


@pytest.fixture
def working_week(working, settled):
    working.show_view(WEEK)
    settled()
    working.week.setFocus()
    return working.week


def entry_of(pane, number):
    return next(
        line.entry for line in pane.week.week.lines if line.entry is not None and line.entry.id == number
    )


def stands(pane, number):
    entry = entry_of(pane, number)
    return entry.day.day, entry.time


def test_alt_and_arrows_move_by_the_day_and_a_quarter_of_an_hour(qtbot, working, working_week, settled):
    done = collected(working.writing.done)
    working_week.make_current(working_week.week.row_of(day(8), working.meeting))
    alt = Qt.KeyboardModifier.AltModifier
    press(working_week, Key.Key_Down, Key.Key_Down, Key.Key_Right, modifier=alt)
    assert stands(working, working.meeting) == (9, "10:30")  # shown before it is done
    assert working_week.current_entry.id == working.meeting
    qtbot.waitUntil(lambda: len(done) == 3)
    settled()
    assert stands(working, working.meeting) == (9, "10:30")
    assert done[0].title_in_words == "«Con clubes» pasa al 8 oct 2025, 10:15"
    for _number in range(3):
        working.writing.undo()
    qtbot.waitUntil(lambda: len(done) == 6)
    settled()
    assert stands(working, working.meeting) == (8, "10:00")
    # The first thing of a week goes into the week before, and one goes along.
    working.go_to(day(5))
    working_week.make_current(working_week.week.row_of(day(8), working.meeting))
    press(working_week, *[Key.Key_Left] * 4, modifier=alt)
    qtbot.waitUntil(lambda: len(done) == 10)
    settled()
    assert working.head.title.plain_text == "28 de septiembre a 4 de octubre de 2025"
    assert stands(working, working.meeting) == (4, "10:00")


def test_a_drag_goes_to_a_day_and_an_hour_in_steps_and_to_all_day(qtbot, working, working_week, settled):
    done = collected(working.writing.done)
    start = center(working_week, working.meeting)
    end = QPoint(working_week.room.column(5).center().x(), start.y() + 2 * 48 + 16)
    drag(working_week, start, end)
    qtbot.waitUntil(lambda: len(done) == 1)
    settled()
    assert stands(working, working.meeting) == (10, "12:15")
    drag(working_week, center(working_week, working.meeting), QPoint(end.x(), working_week.room.top - 8))
    qtbot.waitUntil(lambda: len(done) == 2)
    settled()
    assert stands(working, working.meeting) == (10, "")
    # What is due all day gets an hour where it falls.
    place = QPoint(working_week.room.column(4).center().x(), working_week.room.y_of(13 * 60))
    drag(working_week, center(working_week, working.due), place)
    qtbot.waitUntil(lambda: len(done) == 3)
    settled()
    assert stands(working, working.due) == (9, "13:00")
    for _number in range(3):
        working.writing.undo()
    qtbot.waitUntil(lambda: len(done) == 6)
    settled()
    assert (stands(working, working.meeting), stands(working, working.due)) == ((8, "10:00"), (9, ""))


def lasts(pane, number):
    entry = entry_of(pane, number)
    return entry.time, entry.minutes


def test_shift_alt_and_arrows_move_the_end(qtbot, working, working_week, settled):
    done = collected(working.writing.done)
    before = lasts(working, working.meeting)
    working_week.make_current(working_week.week.row_of(day(8), working.meeting))
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    press(working_week, Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Down, modifier=both)
    assert lasts(working, working.meeting) == ("10:00", 90)  # shown before it is done
    qtbot.waitUntil(lambda: len(done) == 4)
    settled()
    assert lasts(working, working.meeting) == ("10:00", 90)
    assert done[0].title_in_words == "«Con clubes» termina a las 11:15"
    for _number in range(4):
        working.writing.undo()
    qtbot.waitUntil(lambda: len(done) == 8)
    settled()
    assert lasts(working, working.meeting) == before
    # What is due has no end.
    working_week.make_current(working_week.week.row_of(day(9), working.due))
    press(working_week, Key.Key_Down, modifier=both)
    # Nothing ends before it begins.
    working_week.make_current(working_week.week.row_of(day(8), working.meeting))
    press(working_week, *[Key.Key_Up] * 5, modifier=both)
    qtbot.waitUntil(lambda: len(done) == 11)
    settled()
    assert lasts(working, working.meeting) == ("10:00", 15)


def test_the_lower_edge_is_dragged_to_another_end(qtbot, working, working_week, settled):
    done = collected(working.writing.done)

    def edge():
        rect = working_week.visualRect(
            working_week.week.index(working_week.week.row_of(day(8), working.meeting))
        )
        return QPoint(rect.center().x(), rect.bottom() - 2)

    QTest.mouseMove(working_week.viewport(), edge())
    assert working_week.viewport().cursor().shape() == Qt.CursorShape.SizeVerCursor
    drag(working_week, edge(), QPoint(edge().x() + 200, working_week.room.y_of(12 * 60 + 30) + 2))
    qtbot.waitUntil(lambda: len(done) == 1)
    settled()
    assert lasts(working, working.meeting) == ("10:00", 150)
    assert stands(working, working.meeting) == (8, "10:00")
    drag(working_week, edge(), QPoint(edge().x(), working_week.room.y_of(9 * 60)))
    qtbot.waitUntil(lambda: len(done) == 2)
    settled()
    assert lasts(working, working.meeting) == ("10:00", 15)


def test_what_cannot_be_moved_there_goes_back_where_it_was(qtbot, working, working_week, settled, base):
    with base.write("Realizada") as session:
        done = NewActivity(
            activity_kinds.find(session, "reunión").id, "Hecha", When("2025-10-06", "09:00"), "realizada"
        )
        number = activities.create(session, done, today=TODAY)
    working.reload()
    settled()
    failed = collected(working.writing.failed)
    working_week.make_current(working_week.week.row_of(day(6), number))
    press(working_week, Key.Key_Right, modifier=Qt.KeyboardModifier.AltModifier)
    assert stands(working, number) == (7, "09:00")
    qtbot.waitUntil(lambda: bool(failed))
    settled()
    assert stands(working, number) == (6, "09:00")


def test_esc_lets_go_of_what_is_dragged_over_hours(working, working_week, settled):
    start = center(working_week, working.meeting)
    viewport = working_week.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, start + QPoint(0, 40))
    QTest.mouseMove(viewport, start + QPoint(0, 60))
    assert working_week.dragged.target.minute == 11 * 60 + 15
    press(working_week, Key.Key_Escape)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start)
    settled()
    assert stands(working, working.meeting) == (8, "10:00")
