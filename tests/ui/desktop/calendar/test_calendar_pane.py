"""The calendar as one uses it: keys by day, the mouse on entries, an entry dragged to another day."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from crm.errors import BaseProblem
from tests.ui.desktop.calendar.hands import collected, day, drag, press
from ui.desktop.calendar.pane import AGENDA, MONTH, ONE, WEEK
from ui.desktop.capture_calendar import TODAY, SampleCalendar

Key = Qt.Key


def place_of(table, number):
    """Where an entry stands in the viewport."""
    for index in (
        table.days.index(row, column) for row in range(table.days.rowCount()) for column in range(7)
    ):
        for entry, rect in table.drawn.cell(index).rects:
            if entry.id == number:
                return rect.center()
    raise AssertionError(number)


def center_of(table, when):
    return table.visualRect(table.days.index_of(when)).center()


def test_a_month_begins_on_today_and_counts_its_activities(sample):
    assert sample.head.title.plain_text == "Octubre de 2025"
    assert sample.month.current_day == TODAY
    assert sample.head.count.text() == "38 actividades"  # one of them on no known day
    assert sample.month.days.headerData(0, Qt.Orientation.Horizontal) == "dom"
    assert [sample.month.columnWidth(column) for column in (0, 6)] == [60, 60]
    assert sample.foot.undated.text() == "1 actividad de este mes, sin día"


def test_arrows_go_by_day_and_over_the_ends_of_the_month(sample, settled):
    press(sample.month, Key.Key_Right, Key.Key_Down)
    assert sample.month.current_day == day(14)
    press(sample.month, Key.Key_Up, Key.Key_Up)
    assert sample.head.title.plain_text == "Octubre de 2025"  # the days before stand in its first week
    press(sample.month, Key.Key_Left, Key.Key_Left, Key.Key_Left)
    settled()
    assert (sample.head.title.plain_text, sample.month.current_day) == ("Septiembre de 2025", day(27, 9))


def test_page_keys_go_by_month_and_t_comes_back(sample, settled):
    press(sample.month, Key.Key_PageDown)
    settled()
    assert (sample.head.title.plain_text, sample.month.current_day) == ("Noviembre de 2025", day(6, 11))
    press(sample.month, Key.Key_PageUp, Key.Key_PageUp)
    settled()
    assert sample.head.title.plain_text == "Septiembre de 2025"
    press(sample.month, Key.Key_T)
    settled()
    assert (sample.head.title.plain_text, sample.month.current_day) == ("Octubre de 2025", TODAY)
    sample.head.later.click()
    settled()
    assert sample.head.title.plain_text == "Noviembre de 2025"


def test_enter_opens_one_thing_offers_several_and_adds_on_a_free_day(sample):
    opened, asked = collected(sample.gone_into), collected(sample.asked_new)
    sample.month.go_to(day(7))
    press(sample.month, Key.Key_Return)
    assert len(opened) == 1
    sample.month.go_to(day(11))
    press(sample.month, Key.Key_Return)
    assert asked == [(day(11), "")]
    sample.month.go_to(day(23))
    press(sample.month, Key.Key_Return)
    menu = sample.month.menu
    assert [action.text() for action in menu.actions()][:2] == [
        "9:00   Mesa de trabajo",
        "10:30   Reunión de la comisión",
    ]
    menu.actions()[0].trigger()
    assert len(opened) == 2
    menu.actions()[-1].trigger()
    assert asked == [(day(11), ""), (day(23), "")]
    press(sample.month, Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert asked[-1] == (day(23), "")


def test_a_day_without_room_says_how_many_more(sample):
    index = sample.month.days.index_of(day(23))
    cell = sample.month.drawn.cell(index)
    assert cell.hidden == 2
    QTest.mouseClick(sample.month.viewport(), Qt.MouseButton.LeftButton, pos=cell.more.center())
    assert len(sample.month.menu.actions()) == 8  # six, a line, something new


def test_a_click_opens_and_a_double_click_on_a_free_place_adds(sample):
    opened, asked = collected(sample.opened), collected(sample.asked_new)
    viewport = sample.month.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place_of(sample.month, 50))
    assert [(reference.id, reference.kind) for reference in opened] == [(50, "tour")]
    assert sample.month.drawn.chosen == 50
    QTest.mouseDClick(
        viewport, Qt.MouseButton.LeftButton, pos=center_of(sample.month, day(28)) + QPoint(0, 40)
    )
    assert asked == [(day(28), "")]


def test_the_count_asks_for_its_list(sample, settled):
    wanted = collected(sample.query_wanted)
    sample.head.count.click()
    sample.show_view(WEEK)
    settled()
    assert sample.head.count.text() == "11 actividades"
    sample.head.count.click()
    assert wanted == ["fecha:2025-10", "fecha:2025-10-05..2025-10-11"]


def test_what_has_no_day_is_offered_below(sample):
    opened = collected(sample.gone_into)
    sample.foot.undated.click()
    [action] = sample.foot.menu.actions()
    action.trigger()
    assert [(reference.id, reference.name) for reference in opened] == [
        (90, "Publicación de la convocatoria")
    ]


def test_a_week_goes_by_weeks(sample, settled):
    sample.show_view(WEEK)
    settled()
    assert sample.head.title.plain_text == "5 a 11 de octubre de 2025"
    sample.week.setFocus()
    press(sample.week, Key.Key_PageDown)
    settled()
    assert (sample.head.title.plain_text, sample.week.current_day) == ("12 a 18 de octubre de 2025", day(13))
    sample.show_view(MONTH)
    assert sample.month.current_day == day(13)


def test_the_agenda_lists_days_with_something_and_begins_today(sample, settled):
    opened = collected(sample.gone_into)
    sample.show_view(AGENDA)
    settled()
    sample.agenda.setFocus()
    assert sample.agenda.current_day == TODAY
    press(sample.agenda, Key.Key_Down, Key.Key_Down)
    assert sample.agenda.current_day == day(7)  # the day itself is not gone to
    press(sample.agenda, Key.Key_Return)
    assert len(opened) == 1
    press(sample.agenda, Key.Key_PageDown)
    settled()
    assert sample.head.title.plain_text == "Noviembre de 2025"


def test_what_cannot_be_read_is_told(pane, settled):
    class Broken(SampleCalendar):
        def days(self, first, last):
            raise BaseProblem("La base no se puede leer.")

    failed = collected(pane.failed)
    pane.set_source(Broken())
    settled()
    assert failed == ["La base no se puede leer."]


def test_a_day_says_aloud_what_is_on_it(sample):
    index = sample.month.days.index_of(TODAY)
    told = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("lunes 6 de octubre, hoy. 2 cosas. actividad, 9:00 · en línea, FAME")
    empty = sample.month.days.index_of(day(11)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert empty == "sábado 11 de octubre. Nada"
    node = QAccessible.queryAccessibleInterface(sample.month)
    assert node.text(QAccessible.Text.Name) == "Mes"
    for button in (sample.head.earlier, sample.head.later):
        assert button.accessibleName().startswith("Mes ")


def days_of(pane):
    days = pane.month.days
    cells = [days.index(row, column) for row in range(days.rowCount()) for column in range(7)]
    return {entry.id: days.day_at(index) for index in cells for entry in days.entries_of(index)}


def test_a_drag_to_another_day_is_one_operation_that_undo_takes_back(qtbot, working, settled):
    done = collected(working.writing.done)
    drag(working.month, place_of(working.month, working.meeting), center_of(working.month, day(21)))
    qtbot.waitUntil(lambda: days_of(working).get(working.meeting) == day(21))
    assert [news.title_in_words for news in done] == ["«Con clubes» pasa al 21 oct 2025"]
    drag(working.month, place_of(working.month, working.due), center_of(working.month, day(22)))
    qtbot.waitUntil(lambda: days_of(working).get(working.due) == day(22))
    working.writing.undo()
    qtbot.waitUntil(lambda: days_of(working).get(working.due) == day(9))
    assert days_of(working)[working.meeting] == day(21)
    settled()


def test_alt_and_arrows_move_as_a_drag_does(qtbot, working, settled):
    working.month.setFocus()
    working.month.go_to(day(8))
    press(working.month, Key.Key_Right, modifier=Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: days_of(working).get(working.meeting) == day(9))
    assert working.month.current_day == day(9)
    # Two things there now: none moves until one is chosen.
    press(working.month, Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    working.choose(working.due)
    press(working.month, Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: days_of(working).get(working.due) == day(16))
    assert days_of(working)[working.meeting] == day(9)
    settled()


def test_esc_lets_go_of_what_is_dragged(working, settled):
    table = working.month
    start, end = place_of(table, working.meeting), center_of(table, day(21))
    QTest.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(table.viewport(), start + QPoint(0, 40))
    QTest.mouseMove(table.viewport(), end)
    assert table.days.day_at(table.drawn.target) == day(21)
    press(table, Key.Key_Escape)
    QTest.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=end)
    settled()
    assert days_of(working)[working.meeting] == day(8)


def test_read_again_on_another_day_it_marks_that_and_stays_where_one_was(pane, settled):
    class Later(SampleCalendar):
        today = TODAY

    source = Later()
    pane.set_source(source)
    for view, shown, days in ((MONTH, pane.month, pane.month.days), (WEEK, pane.week, pane.week.week)):
        pane.show_view(view)
        settled()
        pane.go_to(day(9))
        settled()
        source.today += ONE
        pane.reload()
        settled()
        assert days.today == source.today
        assert shown.current_day == day(9)
        assert pane.head.count.text() != "0 actividades"
