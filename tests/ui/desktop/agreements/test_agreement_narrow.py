"""Convenios in little room: nothing runs over the edge, headings keep their height, Tab meets the head first."""

from array import array
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from crm.agreement_list import AgreementRow
from crm.obligations import Progress
from ui.desktop.agreements.cells import CellsRow
from ui.desktop.agreements.record_pane import OBLIGATIONS, SHEET
from ui.desktop.agreements.rows import AgreementModel, AgreementTable
from ui.desktop.agreements.step_codes import FULFIL, code
from ui.desktop.contacts.first_follow_up import Sentence
from ui.desktop.fields.choice import Choice
from ui.desktop.listing.headed import with_headings

pytestmark = pytest.mark.usefixtures("kept")


@pytest.fixture
def shown(place, kept, idle):
    """The page with the signed agreement beside a list as wide as it can be."""
    place.page.show_one(kept.signed)
    idle()
    place.page.splitter.setSizes([place.page.splitter.width(), 1])
    return place.page


def fits(area: QScrollArea) -> bool:
    return area.widget().width() <= area.viewport().width()


@pytest.mark.parametrize("tab", [SHEET, OBLIGATIONS])
def test_no_part_of_a_record_runs_over_the_edge(qtbot, shown, tab):
    shown.record.open_tab(tab)
    body = shown.record.view._body
    qtbot.waitUntil(lambda: fits(body))
    rows = [row for row in body.widget().findChildren(CellsRow) if row.isVisible()]
    assert rows
    for row in rows:
        assert all(cell.geometry().right() <= row.rect().right() for cell in row.cells)
        assert len({cell.y() for cell in row.cells}) > 1


@pytest.mark.parametrize(("tab", "titled_by"), [(SHEET, 0), (OBLIGATIONS, 1)])
def test_one_under_another_each_value_stands_beside_the_head_of_its_column(qtbot, shown, tab, titled_by):
    shown.record.open_tab(tab)
    body = shown.record.view._body
    qtbot.waitUntil(lambda: fits(body))
    signing, duties = (
        ["Parte", "Representa", "Cargo ese día", "Hoy en el cargo"],
        ["Cláusula", "", "A cargo de"],
    )
    row = next(row for row in body.widget().findChildren(CellsRow) if row.isVisible())
    heads = {number: head.text() for number, head in row.labels.items()}
    told = {number: cell for number, cell in enumerate(row.cells) if cell.isVisible() and number != titled_by}
    assert heads.keys() == {number for number in told if _says_something(row.cells[number])}
    for number, head in row.labels.items():
        assert head.text() == [*(signing if tab == SHEET else duties), "Vence", "Avance"][number]
        assert head.isVisible()
        assert abs(head.y() - row.cells[number].y()) <= 1
        assert head.geometry().right() < row.cells[number].x()
    assert row.cells[titled_by].y() < min(head.y() for head in row.labels.values())


def _says_something(cell):
    return not isinstance(cell, QLabel) or bool(cell.text())


def test_in_columns_the_heads_stand_once(qtbot, shown):
    shown.record.open_tab(OBLIGATIONS)
    body = shown.record.view._body
    qtbot.waitUntil(lambda: fits(body))
    rows = [row for row in body.widget().findChildren(CellsRow) if row.isVisible()]
    assert all(head.isVisible() for row in rows for head in row.labels.values())
    shown.splitter.setSizes([350, shown.splitter.width() - 350])
    qtbot.waitUntil(lambda: not any(head.isVisible() for row in rows for head in row.labels.values()))


def test_side_by_side_again_where_there_is_room(qtbot, shown):
    shown.record.open_tab(OBLIGATIONS)
    body = shown.record.view._body
    qtbot.waitUntil(lambda: fits(body))
    shown.splitter.setSizes([350, shown.splitter.width() - 350])

    def in_columns():
        rows = [row for row in body.widget().findChildren(CellsRow) if row.isVisible()]
        return all(len({cell.y() for cell in row.cells}) == 1 for row in rows)

    qtbot.waitUntil(in_columns)


def test_the_form_of_a_step_fits_its_place(qtbot, place, shown):
    duty = shown.record.record.whole.duties[0]
    place.desk.do(code(FULFIL, duty.row))
    area = shown.record.page.area
    qtbot.waitUntil(lambda: fits(area))


def test_a_choice_among_long_names_makes_no_form_wider(theme, icons):
    choice = Choice(theme, icons)
    choice.addItem("Anexo técnico del convenio de colaboración con la Federación de Clubes " * 3)
    assert choice.minimumSizeHint().width() < 120 < choice.sizeHint().width()


def test_tab_goes_from_the_list_into_the_head_of_the_record(shown):
    head = shown.record.view.head
    shown.list.table.setFocus()
    met = []
    for _time in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
    assert met == [head.places[-1], head.activity_button, head.print, head.more]


def _row(number: int) -> AgreementRow:
    progress = Progress(None, 0, 0, 0, 0)
    return AgreementRow(
        number, "", "Convenio", "ADECE", "", "vigente", "Vigente", "", False, "", "", None, "", "", False, progress
    )  # fmt: skip


def test_rows_have_their_height_when_a_heading_stands_elsewhere(qtbot, theme):
    model = AgreementModel()
    table = AgreementTable(model, theme)
    qtbot.addWidget(table)
    ids = array("q", [1, 2, 3])
    model.replace(with_headings(ids, [("Solicitud", 1), ("Vigente", 2)]), [_row(one) for one in ids])
    heights = table.verticalHeader()
    usual = heights.defaultSectionSize()
    assert [heights.sectionSize(n) == usual for n in range(5)] == [False, True, False, True, True]
    model.replace(with_headings(ids, [("Solicitud", 2), ("Vigente", 1)]), [_row(one) for one in ids])
    assert [heights.sectionSize(n) == usual for n in range(5)] == [False, True, True, False, True]


LONG = "Recibir el informe semestral de difusión y el padrón de personas capacitadas en el extranjero"


@pytest.mark.parametrize(
    ("width", "lines"),
    [(1200, 1), (620, 2), (440, 3), (300, 4), (160, 4)],
    ids=["ancho", "medio", "440", "300", "160"],
)
def test_the_next_step_is_told_whole_on_as_many_lines_as_it_needs(qtbot, theme, width, lines):
    sentence = Sentence(theme)
    qtbot.addWidget(sentence)
    sentence.say(LONG, "vence el 15 oct 2025, en 9 días", "ADECE", overdue=False, opens=True)
    sentence.resize(width, sentence.height())
    sentence.show()
    assert sentence.height() == 20 * lines + 4
    assert ("".join(sentence._lines) == LONG) == (width >= 300)
    sentence.grab()
    sentence.say("Firmar", "", "", overdue=False, opens=True)
    assert sentence.height() == 24


def test_the_lines_of_the_next_step_are_as_far_apart_as_all_others(qtbot, theme):
    sentence = Sentence(theme)
    qtbot.addWidget(sentence)
    sentence.say("xxxx " * 20, "xxxx", "", overdue=False, opens=False)
    sentence.resize(300, sentence.height())
    sentence.show()
    picture = sentence.grab().toImage()
    ground = picture.pixelColor(0, 0)
    inked = [
        any(picture.pixelColor(x, y) != ground for x in range(picture.width()))
        for y in range(picture.height())
    ]
    begun = [y for y, ink in enumerate(inked) if ink and not inked[y - 1]]
    assert [below - above for above, below in pairwise(begun)] == [20, 20, 20]
