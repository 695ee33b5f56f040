"""The timeline of terms: its scale, its lines, keys, zoom, what is opened, what bars say in words."""

import datetime
from array import array

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm import agreement_edit
from crm.agreement_terms import TermBar, Terms
from crm.agreement_values import AmendmentValues
from tests.crm.agreement_cases import SIGNED, add, do
from ui.desktop.agreements.board_source import Timeline
from ui.desktop.agreements.board_views import TERMS
from ui.desktop.agreements.terms_drawing import ROW, names_width
from ui.desktop.agreements.terms_model import TermsModel, standing
from ui.desktop.agreements.terms_scale import LEAST, MOST, TermsScale
from ui.desktop.listing.model import PAGE

Key = Qt.Key
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
TODAY = datetime.date(2025, 10, 6)


def day(text):
    return datetime.date.fromisoformat(text)


def bar(number, **more):
    values = {
        "title": f"Convenio {number}",
        "parties": f"Parte {number}",
        "kind": "General",
        "stage": "vigente",
        "start": day("2024-01-01"),
        "end": day("2026-12-31"),
        "is_exact": True,
        "line": "hasta 31 dic 2026",
        "warns": False,
        "sure_from": day("2024-01-01"),
        "sure_to": day("2026-12-31"),
        "signed_end": None,
        "notice_on": None,
        "state": "vigente",
    }
    return TermBar(id=number, **{**values, **more})


@pytest.fixture
def table(place, idle):
    place.views.show(TERMS)
    idle()
    place.page.list.focus_view()
    return place.views.terms.table


@pytest.fixture
def several(office_base, kept, place, table, idle):
    """Three terms: one to lapse, one that was lengthened, one without an end."""
    soon = add(office_base, SIGNED, folio="", end="2025-10-30", renewal="ninguna", notice_days=None)
    do(
        office_base,
        lambda s: agreement_edit.save(
            s, kept.signed, "amendments", None, AmendmentValues(effective="2025-01-01", end="2027-05-13")
        ),
    )
    always = add(office_base, SIGNED, folio="", end="", indefinite=True, renewal="ninguna", notice_days=None)
    place.page.reload()
    idle()
    return soon, kept.signed, always


def pixel(table, row, on, down=ROW // 2):
    """The colour of a line where a day stands."""
    rect = table.visualRect(table.terms.index(row, 0))
    x = names_width(rect.width()) + table.scale.x(on)
    return table.viewport().grab().toImage().pixelColor(int(x), rect.top() + down)


def test_terms_stand_in_the_order_of_their_ends_and_say_it_aloud(place, table, several):
    name = "Asociación de Estudiantes Chilangos en Escocia (ADECE)"
    assert list(table.terms.ids) == list(several)
    spoken = [table.terms.index(row, 0).data(SPOKEN) for row in range(3)]
    assert spoken == [
        f"{name}, General, vence en 24 días, 14 may 2024 a 30 oct 2025",
        f"{name}, General, hasta 13 may 2027, 14 may 2024 a 13 may 2027, firmado hasta el 13 may 2026 y ampliado"
        " después, aviso de renovación el 14 mar 2027",
        f"{name}, General, sin término, desde el 14 may 2024, sin término",
    ]
    assert place.views.terms.count.text() == "3 convenios"


def test_lines_keep_the_rules_of_a_model(qtmodeltester):
    model = TermsModel()
    model.replace(array("q", (1, 2)), (bar(1), bar(2, end=None)))
    qtmodeltester.check(model)
    assert (
        model.index(1, 0).data(SPOKEN)
        == "Parte 2, General, hasta 31 dic 2026, desde el 1 ene 2024, sin término"
    )
    tip = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Parte 1\nConvenio 1\n1 ene 2024 a 31 dic 2026"


@pytest.fixture
def many(place, table, idle):
    """More terms than are read at once; ``asked`` are those whose bars were read after the first."""

    class Many:
        today = TODAY
        asked = ()

        def terms(self, _query):
            ids = array("q", range(1, 3 * PAGE + 1))
            return Timeline(Terms(ids, 0, day("2024-01-01"), day("2026-12-31")), self.bars(ids[:PAGE]))

        def bars(self, ids):
            self.asked = tuple(ids)
            return [bar(number) for number in ids]

    source = Many()
    place.views.set_source(source)
    idle()
    return source


def test_bars_are_read_a_page_at_a_time_as_they_are_looked_at(table, many, idle):
    assert table.terms.rowCount() == 3 * PAGE
    assert many.asked == tuple(range(1, PAGE + 1))
    end = table.terms.index(3 * PAGE - 1, 0)
    assert end.data() == ""
    table.scrollToBottom()
    table.viewport().repaint()
    idle()
    assert many.asked == tuple(range(2 * PAGE + 1, 3 * PAGE + 1))
    assert end.data() == f"Parte {3 * PAGE}"
    assert table.terms.row(PAGE + 50) is None


def test_keys_go_over_lines_whose_bars_have_not_come(qtbot, place, table, many):
    table.make_current(0)
    QTest.keyClick(table, Key.Key_End)
    assert table.current == 3 * PAGE
    for _time in range(PAGE + 10):
        QTest.keyClick(table, Key.Key_Up)
    assert table.current == 2 * PAGE - 10
    opened = []
    table.gone_into.connect(opened.append)
    table.gone_into.disconnect(place.views._go_into)
    QTest.keyClick(table, Key.Key_Return)
    assert opened == [2 * PAGE - 10]
    qtbot.waitUntil(lambda: table.currentIndex().data() == f"Parte {2 * PAGE - 10}")


def test_a_line_whose_bar_has_not_come_is_drawn_with_the_years_alone(theme, table, many):
    table.terms.forget_rows()
    table.terms.forget_past()
    image = table.viewport().grab().toImage()
    wide = names_width(table.viewport().width())
    names = {image.pixelColor(x, y).name() for x in range(wide) for y in range(ROW, 2 * ROW)}
    assert names == {QColor(theme.tokens.surface).name()}


def test_a_page_of_another_base_does_not_come(place, table, many, idle):
    table.scrollToBottom()
    table.viewport().repaint()
    place.views.set_source(None)
    idle()
    assert table.terms.rowCount() == 0


def test_what_came_to_an_end_says_its_stage():
    assert standing(bar(1, stage="concluido", state="", line="16 jun 2024")) == "Concluido · 16 jun 2024"
    assert standing(bar(1, line="")) == "General"


def test_bars_stand_where_their_days_are(theme, table, several):
    tokens = theme.tokens
    assert pixel(table, 0, day("2024-09-01")) == QColor(tokens.warn)
    assert pixel(table, 0, day("2024-04-01")) == QColor(tokens.surface)
    # As signed the bar is tall; what an amendment added is thin.
    assert pixel(table, 1, day("2025-06-01"), ROW // 2 - 4) == QColor(tokens.accent)
    assert pixel(table, 1, day("2026-09-01")) == QColor(tokens.accent)
    assert pixel(table, 1, day("2026-09-01"), ROW // 2 - 4) == QColor(tokens.surface)
    assert pixel(table, 2, day("2027-03-01")) == QColor(tokens.accent)


def test_keys_go_nearer_and_farther_around_today(table, several):
    year, today = table.scale.year, table.scale.x(TODAY)
    QTest.keyClick(table, Key.Key_Plus)
    assert table.scale.year == pytest.approx(year * 1.5)
    assert table.scale.x(TODAY) == pytest.approx(today)
    QTest.keyClick(table, Key.Key_Minus)
    assert table.scale.year == pytest.approx(year)
    QTest.keyClick(table, Key.Key_Right)
    assert table.scale.x(TODAY) < today
    QTest.keyClick(table, Key.Key_T)
    assert table.scale.x(TODAY) == pytest.approx(table.scale.width / 2)
    QTest.keyClick(table, Key.Key_0)
    assert table.scale.x(TODAY) == pytest.approx(today)
    for _time in range(30):
        QTest.keyClick(table, Key.Key_Minus)
    assert table.scale.year == LEAST
    for _time in range(30):
        QTest.keyClick(table, Key.Key_Plus)
    assert table.scale.year == MOST


def test_the_wheel_with_control_goes_nearer_where_the_mouse_is(table, several):
    place = names_width(table.viewport().width()) + 100
    under = table.scale.left + 100 / (table.scale.year / 365.2425)
    event = QWheelEvent(
        QPointF(place, 20),
        QPointF(table.viewport().mapToGlobal(QPoint(place, 20))),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(table.viewport(), event)
    assert table.scale.left + 100 / (table.scale.year / 365.2425) == pytest.approx(under)


def test_enter_opens_and_going_back_returns_to_the_line(place, table, several, idle):
    table.make_current(1)
    QTest.keyClick(table, Key.Key_Return)
    idle()
    assert place.page.record.record.id == several[1]
    assert place.page.record.isVisible()
    place.page.back()
    assert QApplication.focusWidget() is table
    assert table.current == several[1]
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.terms.index(0, 0)).center()
    )
    idle()
    assert place.page.record.record.id == several[0] == table.drawn.chosen


def test_signed_ones_without_a_term_are_told_of(office_base, place, table, several, idle):
    assert not place.views.terms.undated.isVisible()
    add(office_base, SIGNED, folio="", end="", renewal="ninguna", notice_days=None)
    place.page.reload()
    idle()
    assert place.views.terms.undated.isVisible()
    assert "1 convenio firmado no tiene fechas" in place.views.terms.undated.plain_text


def test_it_follows_the_search_of_the_place(place, table, several, idle):
    place.page.search("estado:por-vencer")
    idle()
    assert list(table.terms.ids) == [several[0]]


def test_years_have_their_number_where_there_is_room():
    scale = TermsScale()
    scale.width = 800
    scale.fit(day("2000-01-01"), day("2030-12-31"))
    named = [year for year, _x, is_named in scale.years() if is_named]
    assert named[:2] == [2000, 2002]
    assert all(year % 2 == 0 for year in named)
    assert list(scale.quarters()) == []
    scale.fit(day("2025-01-01"), day("2026-12-31"))
    assert [year for year, x, _named in scale.years() if x >= 0] == [2025, 2026, 2027]
    assert len(list(scale.quarters())) >= 6


def test_the_number_of_the_first_year_is_whole_or_not_there():
    scale = TermsScale()
    scale.width = 800
    scale.fit(day("2025-01-01"), day("2028-12-31"))
    scale.center(day("2026-10-01"))
    (first, x, _named), *_rest = scale.years()
    assert x < 0
    assert next(scale.labels()) == (first, 0.0)
    scale.pan(x + scale.year - 20)  # 20 pixels of it are left
    assert next(scale.years())[0] == first
    assert next(scale.labels()) == (first + 1, pytest.approx(20, abs=1))


def test_one_can_go_no_farther_than_there_are_years():
    scale = TermsScale()
    scale.width = 800
    scale.pan(-1e9)
    assert next(scale.years())[0] == 1900
    scale.pan(1e9)
    assert next(scale.years())[0] == 2200
