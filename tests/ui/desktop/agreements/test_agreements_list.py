"""The list of agreements: under their stages, narrowed by a query, several chosen at once."""

import datetime

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from crm import agreement_steps, labels, operations
from crm.agreement_values import StepValues
from crm.printing.catalog import Wanted, make
from tests.crm.agreement_cases import SIGNED, WHOLE, add
from ui.desktop import fonts
from ui.desktop.agreements.list_pane import SHEETS
from ui.desktop.agreements.rows import ending_whole, second_line, tone_of, with_whom
from ui.desktop.listing.headed import Heading
from ui.desktop.listing.several import TRASH

Key = Qt.Key
TODAY = datetime.date(2025, 10, 6)


def lines(page):
    model = page.list.model
    return [model.row(place).name if one < 0 else one for place, one in enumerate(model.ids)]


def chosen_all(page):
    page.list.table.selectAll()
    return list(page.list.selected)


def test_they_stand_under_their_stages_with_how_many_there_are(place, kept):
    model = place.page.list.model
    heads = [row for row in map(model.row, range(model.rowCount())) if isinstance(row, Heading)]
    assert [(head.name, head.total) for head in heads] == [
        ("Solicitud", 1),
        ("Negociación", 2),
        ("Suscripción", 1),
        ("Vigente", 1),
    ]
    assert lines(place.page)[-1] == kept.signed
    assert model.total == 5


def test_a_row_says_with_whom_of_what_kind_and_how_it_stands(place, kept, idle):
    model = place.page.list.model
    number = model.place_of(kept.signed)
    model.index(number, 0).data()  # asked for by whoever looks at it
    idle()
    row = model.row(number)
    assert with_whom(row) == "Asociación de Estudiantes Chilangos en Escocia (ADECE)"
    index = model.index(number, 0)
    assert index.data() == with_whom(row)
    aloud = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert aloud == f"{with_whom(row)}, CONV-2024-011, General · hasta 13 may 2026, Vigente"


def test_where_a_row_is_narrow_the_kind_gives_way_and_how_it_stands_is_whole(place, kept, idle):
    model = place.page.list.model
    number = model.place_of(kept.signed)
    model.index(number, 0).data()
    idle()
    row = model.row(number)._replace(kind="General, apoyo y colaboración")
    metrics = fonts.metrics()
    whole = second_line(row)
    width = metrics.horizontalAdvance(whole)
    assert ending_whole(row, metrics, width + 4) == whole
    narrow = ending_whole(row, metrics, width - 40)
    assert narrow.endswith("… · hasta 13 may 2026")
    assert metrics.horizontalAdvance(narrow) <= width - 40


def test_a_stage_takes_less_room_and_cannot_be_stood_on(place):
    table = place.page.list.table
    assert (table.rowHeight(0), table.rowHeight(1)) == (32, 48)
    table.make_current(table.model().index(0, 0))
    assert table.currentIndex().row() == 1
    assert not table.model().flags(table.model().index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_agreements_of_others_stand_apart_and_are_said_to_be_so(place, office_base, idle):
    others = {"of_others": True, "folio": "", "signatories": (), "obligations": (), "title": "De terceros"}
    number = add(office_base, SIGNED, **others)
    place.page.reload()
    idle()
    assert lines(place.page)[-2:] == ["De terceros", number]
    index = place.page.list.model.index(place.page.list.model.rowCount() - 1, 0)
    index.data()
    idle()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("de terceros")


def test_one_in_sight_that_goes_to_another_stage_stays_in_sight(place, office_base, kept, idle):
    page, later = place.page, (StepValues("negociación", "2025-09-02"),)
    for number in range(20):
        add(office_base, WHOLE, signed="", start="", end="", steps=later, title=f"Otro {number}")
    page.reload()
    idle()
    page.show_one(kept.talked)
    idle()
    table, model = page.list.table, page.list.model

    def in_sight():
        room = table.visualRect(model.index(model.place_of(kept.talked), 0))
        return table.viewport().rect().contains(room)

    assert in_sight()
    step = StepValues("validación jurídica", "2025-10-01")
    place.writing.run("Etapa", lambda s: agreement_steps.take(s, kept.talked, step, today=TODAY))
    idle()
    assert model.place_of(kept.talked) > 20
    assert in_sight()
    table.verticalScrollBar().setValue(0)
    page.reload()
    idle()
    assert table.verticalScrollBar().value() == 0


def test_what_lapsed_is_told_in_the_colour_of_what_is_late(place, office_base, theme, idle):
    lapsed = add(office_base, SIGNED, end="2025-01-01", signed="2024-01-01", start="2024-01-01")
    place.page.reload()
    idle()
    model = place.page.list.model
    model.index(model.place_of(lapsed), 0).data()  # asked for by whoever looks at it
    idle()
    row = model.row(model.place_of(lapsed))
    assert tone_of(row, theme.tokens) == theme.tokens.danger
    assert tone_of(row._replace(stage="vigente"), theme.tokens) == theme.tokens.warn
    assert tone_of(row._replace(warns=False), theme.tokens) == theme.tokens.muted


def test_a_query_narrows_it_and_one_that_finds_nothing_says_so(place, kept, idle):
    place.page.search("etapa:vigente")
    idle()
    assert lines(place.page) == ["Vigente", kept.signed]
    place.page.search("inexistente")
    idle()
    assert place.page.list.model.rowCount() == 0
    assert "Ningún convenio coincide" in place.page.list._sentence.plain_text
    assert not place.page.list.offer.isVisible()


def test_a_query_of_something_else_is_refused(place, qtbot, idle):
    with qtbot.waitSignal(place.page.refused) as refused:
        place.page.search("que:contactos ana")
    assert "Aquí se buscan convenios" in str(refused.args[0])
    idle()


@pytest.mark.usefixtures("kept")
def test_several_are_tagged_in_one_step(place, office_base, idle):
    ids = chosen_all(place.page)
    assert len(ids) == 5
    place.page.tagging.ask()
    idle()
    assert place.page.tagging.popup.isVisible()
    place.page.tagging.popup.chosen.emit("Por revisar")
    idle()
    with office_base.read() as session:
        assert [(tag.name, tag.contacts) for tag in labels.tags(session)][-1][0] == "Por revisar"
    assert operations.undo(office_base).title == "Etiqueta a 5 convenios"


def test_several_go_to_the_trash_and_come_back(place, office_base, kept, idle):
    chosen_all(place.page)
    place.page.list.strip.wanted.emit(TRASH)
    idle()
    assert place.page.list.model.rowCount() == 0
    assert place.page.list.offer.isVisible()
    operations.undo(office_base)
    place.page.reload()
    idle()
    assert kept.signed in lines(place.page)


def test_enter_goes_into_the_record(place, kept, idle):
    table = place.page.list.table
    table.make_current(place.page.list.model.index(place.page.list.model.place_of(kept.signed), 0))
    idle()
    QTest.keyClick(table, Key.Key_Return)
    idle()
    assert place.page.in_record
    QTest.keyClick(place.page.record.view, Key.Key_Escape)
    assert table.hasFocus()


def test_nothing_is_listed_without_a_base(place, idle):
    place.set_base(None, None)
    idle()
    assert place.page.list.model.rowCount(QModelIndex()) == 0


def test_the_fichas_of_several_are_printed_one_after_another(qtbot, place, office_base):
    numbers = chosen_all(place.page)
    with qtbot.waitSignal(place.page.print_wanted) as wanted:
        place.page.list.strip.buttons[SHEETS].click()
    assert wanted.args == [Wanted(SHEETS, records=tuple(numbers))]
    with office_base.read() as session:
        printed = make(session, wanted.args[0], office_base.clock.today)
    assert printed.pages == len(numbers)
