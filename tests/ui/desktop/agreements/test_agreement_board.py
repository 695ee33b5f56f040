"""The board: its columns and cards, keys, a card dragged or sent by key, what is refused, what needs a form, undo."""

import datetime
from array import array

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm import agreement_board, agreement_steps
from crm.agreement_board import Column
from crm.agreement_list import AgreementRow
from crm.obligations import Progress
from crm.query import parse
from tests.crm.agreement_cases import SIGNED, WHOLE, add, everything
from ui.desktop.agreements.board_model import BoardModel, Place
from ui.desktop.agreements.board_source import Board
from ui.desktop.agreements.board_table import BoardTable
from ui.desktop.agreements.board_views import BOARD, TERMS
from ui.desktop.listing.table import FLOATING
from ui.desktop.listing.viewed_pane import LIST

TODAY = datetime.date(2025, 10, 6)
Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def table(place, idle):
    place.views.show(BOARD)
    idle()
    place.page.list.focus_view()
    return place.views.board.table


def stage_of(base, agreement):
    with base.read() as session:
        return agreement_steps.stage_of(session, agreement, TODAY)


def stands(table, agreement):
    """The stage of the column that a card stands in."""
    return table.board.columns[table.board.place_at(table.board.row_of(agreement)).column].stage


def card(table, agreement):
    return table.visualRect(table.board.index(table.board.row_of(agreement))).center()


def column(table, stage):
    return table.room.column(table.board.column_of(stage)).center()


def hold(table, agreement, over):
    """Take hold of a card and carry it over a place."""
    start = card(table, agreement)
    QTest.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(table.viewport(), start + QPoint(0, 40))
    QTest.mouseMove(table.viewport(), over)


def drag(table, idle, agreement, stage):
    over = column(table, stage)
    hold(table, agreement, over)
    idle()
    QTest.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=over)
    idle()


def test_each_agreement_stands_in_the_column_of_its_stage(office_base, place, table, kept):
    with office_base.read() as session:
        found = agreement_board.board(session, parse("que:convenios", TODAY))
    assert [(one.stage, list(one.ids)) for one in table.board.columns] == [
        (one.stage, list(one.ids)) for one in found if one.stage != "vencido"
    ]
    assert place.views.board.count.text() == "5 convenios"
    assert stands(table, kept.signed) == "vigente"
    spoken = table.board.index(table.board.row_of(kept.signed)).data(SPOKEN)
    name = "Asociación de Estudiantes Chilangos en Escocia (ADECE)"
    assert spoken == f"{name}, CONV-2024-011, General, hasta 13 may 2026. Vigente, 1 de 1"


def test_the_cards_keep_the_rules_of_a_model(qtmodeltester, table):
    qtmodeltester.check(table.board)


def test_arrows_go_from_card_to_card_and_over_empty_columns(table, kept):
    table.make_current(table.board.row_of(kept.asked))
    QTest.keyClick(table, Key.Key_Right)
    assert stands(table, table.current) == "negociación"
    first = table.current
    QTest.keyClick(table, Key.Key_Down)
    assert {first, table.current} == {kept.talked, kept.alone}
    QTest.keyClick(table, Key.Key_Down)
    assert table.current_place.card == 1
    QTest.keyClick(table, Key.Key_Right)
    assert table.current == kept.signing
    QTest.keyClick(table, Key.Key_End)
    QTest.keyClick(table, Key.Key_Right)
    QTest.keyClick(table, Key.Key_Right)
    assert table.current == kept.signed
    QTest.keyClick(table, Key.Key_Left)
    assert table.current == kept.signing


def test_the_board_has_all_the_room_until_an_agreement_is_opened(place, table, kept, idle):
    assert not place.page.record.isVisible()
    table.make_current(table.board.row_of(kept.talked))
    QTest.keyClick(table, Key.Key_Return)
    idle()
    assert place.page.record.isVisible()
    assert place.page.record.record.id == table.drawn.chosen == kept.talked
    assert place.page.in_record
    place.page.back()
    assert not place.page.record.isVisible()
    assert QApplication.focusWidget() is table
    place.views.show(LIST)
    assert place.page.record.isVisible()


def test_a_click_shows_an_agreement_beside(place, table, kept, idle):
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=card(table, kept.asked))
    idle()
    assert place.page.record.isVisible()
    assert place.page.record.record.id == kept.asked


def test_escape_goes_to_the_search_field(qtbot, place, table):
    with qtbot.waitSignal(place.page.left):
        QTest.keyClick(table, Key.Key_Escape)


def test_a_card_that_falls_on_the_next_stage_takes_it_and_can_be_undone(
    office_base, place, table, kept, idle
):
    before = everything(office_base)
    drag(table, idle, kept.asked, "opinión de pertinencia")
    assert stage_of(office_base, kept.asked) == "opinión de pertinencia"
    assert stands(table, kept.asked) == "opinión de pertinencia"
    assert table.current == kept.asked
    place.writing.undo()
    idle()
    assert stands(table, kept.asked) == "solicitud"
    assert everything(office_base) == before


def test_while_a_card_is_held_the_columns_it_cannot_go_to_say_why(office_base, table, kept, idle):
    over = column(table, "suscripción")
    hold(table, kept.talked, over)
    idle()
    held = table.held
    assert held.refusal("suscripción") == "Antes falta otra etapa: validación jurídica."
    assert held.refusal("validación jurídica") == held.refusal("negociación") == ""
    assert "ya pasó por solicitud" in held.refusal("solicitud")
    assert table.viewport().cursor().shape() == Qt.CursorShape.ForbiddenCursor
    plain = table.viewport().grab().toImage()
    QTest.keyClick(table, Key.Key_Escape)
    assert table.held is None
    assert table.viewport().grab().toImage() != plain
    QTest.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=over)
    idle()
    assert stage_of(office_base, kept.talked) == "negociación"


def test_what_is_refused_is_said_under_the_board(office_base, place, table, kept, idle):
    before = everything(office_base)
    drag(table, idle, kept.talked, "concluido")
    told = place.views.board.told
    assert "aún no se firma" in told.plain_text
    assert told.contentsRect().bottom() < told.height() - FLOATING  # the undo bar does not cover it
    assert everything(office_base) == before
    drag(table, idle, kept.talked, "negociación")
    assert everything(office_base) == before


def test_a_stage_that_has_something_to_be_said_opens_its_form_beside(office_base, place, table, kept, idle):
    before = everything(office_base)
    drag(table, idle, kept.signing, "vigente")
    assert everything(office_base) == before
    assert place.page.record.isVisible()
    assert place.page.record.record.id == kept.signing
    step = place.desk.step
    step.fields["on"].write("2025-10-01")
    step.fields["term"].write({"start": "2025-10-01", "end": "2027-09-30", "indefinite": False})
    step.save()
    idle()
    assert stage_of(office_base, kept.signing) == "vigente"
    assert stands(table, kept.signing) == "vigente"


def test_what_is_lacking_opens_the_form_that_says_so(place, table, kept, idle):
    drag(table, idle, kept.alone, "validación jurídica")
    assert place.desk.step is not None
    assert place.page.record.record.id == kept.alone


def test_alt_and_arrows_go_to_the_stage_that_makes_sense_on_that_side(office_base, place, table, kept, idle):
    table.make_current(table.board.row_of(kept.talked))
    QTest.keyClick(table, Key.Key_Right, Alt)
    idle()
    assert stage_of(office_base, kept.talked) == "validación jurídica"
    assert table.current == kept.talked
    QTest.keyClick(table, Key.Key_Left, Alt)
    idle()
    assert stage_of(office_base, kept.talked) == "negociación"
    QTest.keyClick(table, Key.Key_Left, Alt)
    idle()
    assert "ya pasó por opinión de pertinencia" in place.views.board.told.plain_text
    assert stage_of(office_base, kept.talked) == "negociación"


def test_the_board_follows_the_search_of_the_place(place, table, kept, idle):
    place.page.search("etapa:negociación")
    idle()
    assert table.board.rowCount() == 2
    assert place.views.board.count.text() == "2 convenios"
    place.page.search("ninguno que se llame así")
    idle()
    assert table.board.rowCount() == 0
    assert place.views.board.empty.isVisible()
    place.page.search("")
    idle()
    assert table.board.rowCount() == 5
    assert not place.views.board.empty.isVisible()


@pytest.mark.parametrize("which", [BOARD, TERMS])
def test_enter_before_the_answer_opens_what_was_found(office_base, place, kept, idle, which):
    other = add(office_base, SIGNED, title="Segundo firmado", folio="2")
    place.page.reload()
    place.views.show(which)
    idle()
    place.page.list.focus_view()
    table = {BOARD: place.views.board, TERMS: place.views.terms}[which].table
    model = table.model()
    places = {model.id_at(row): row for row in range(model.rowCount())}
    table.make_current(places[kept.signed])
    place.page.search("segundo")
    QTest.keyClick(table, Key.Key_Return)
    assert not place.page.record.isVisible()
    idle()
    assert place.page.record.isVisible()
    assert place.page.record.record.id == other


def test_enter_before_the_answer_opens_nothing_once_one_is_elsewhere(place, table, kept, idle):
    table.make_current(table.board.row_of(kept.signed))
    place.page.search("etapa:negociación")
    QTest.keyClick(table, Key.Key_Return)
    place.page.list.segments.focus()
    idle()
    assert not place.page.record.isVisible()
    place.page.search("etapa:")  # not understood: no answer will come
    table.setFocus()
    QTest.keyClick(table, Key.Key_Return)
    idle()
    place.views.board.reload()
    idle()
    assert not place.page.record.isVisible()


def test_what_is_done_elsewhere_shows_once_one_comes_back(office_base, place, table, kept, idle):
    place.views.show(LIST)
    add(office_base, WHOLE, folio="")
    place.page.reload()
    idle()
    assert not place.views.board.idle
    place.views.show(BOARD)
    idle()
    assert table.board.rowCount() == 6


def rows_of(ids):
    nothing = Progress(None, 0, 0, 0, 0)
    row = AgreementRow(
        0, "", "", "", "", "solicitud", "Solicitud", "", False, "", "", None, "", "", False, nothing
    )
    return [row._replace(id=n, title=f"Convenio {n}") for n in ids]


@pytest.fixture
def full(qapp, theme):
    """A board with a column of many cards, of which the first are known."""
    table = BoardTable(theme)
    table.resize(700, 500)
    table.show()
    ids = array("q", range(1, 2001))
    columns = (Column("solicitud", ids), Column("negociación", array("q", range(3000, 3003))))
    table.show_board(Board(columns, rows_of(ids[:16])))
    yield table
    table.close()
    table.deleteLater()


def test_a_column_scrolls_by_itself_and_asks_for_the_cards_that_come_into_sight(qtbot, full):
    top, other = full.room.card(Place(0, 0)).top(), full.room.card(Place(1, 0)).top()
    event = QWheelEvent(
        QPointF(full.room.column(0).center()),
        QPointF(full.viewport().mapToGlobal(full.room.column(0).center())),
        QPoint(),
        QPoint(0, -120 * 30),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.waitSignal(full.cards_missing) as asked:
        QApplication.sendEvent(full.viewport(), event)
    assert full.room.card(Place(0, 0)).top() < top
    assert full.room.card(Place(1, 0)).top() == other
    [ids] = asked.args
    seen = full.room.visible(0)
    assert [n + 1 for n in seen] == [n for n in ids if n < 3000]
    full.board.take_rows(rows_of(ids))
    assert full.board.index(seen.start).data() == f"Convenio {seen.start + 1}"


def test_the_last_card_comes_into_sight_and_the_mark_of_the_column_scrolls_it(full):
    full.setFocus()
    full.make_current(0)
    QTest.keyClick(full, Key.Key_End)
    assert full.current == 2000
    column = full.room.column(0)
    assert full.room.cards(column).contains(full.visualRect(full.currentIndex()))
    thumb = full.room.thumb(0, column)
    assert abs(thumb.mark.bottom() - thumb.room.bottom()) <= 1
    grip = thumb.mark.center()
    QTest.mousePress(full.viewport(), Qt.MouseButton.LeftButton, pos=grip)
    QTest.mouseMove(full.viewport(), QPoint(grip.x(), column.top()))
    QTest.mouseRelease(full.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(grip.x(), column.top()))
    assert full.room.scrolled(0) == 0


def test_a_model_without_columns_is_empty(qtmodeltester):
    model = BoardModel()
    qtmodeltester.check(model)
    assert model.rowCount() == 0
    assert model.row_of(7) == -1
