"""Small products by the hundred: pasted, looked at, saved as one operation."""

import pytest

PASTED = (
    "Título\tFecha\tTipo\tImpresiones\nCarta\t1/10/2025\tpublicación\t1,200\nBoletín 3\t2/10/2025\tboletín\t"
)


@pytest.fixture
def form(work):
    """The grid, empty."""
    work.page.list.products_button.click()
    work.settle()
    return work.desk.form


def looked(qtbot, work, form):
    """Wait until the base has said what it makes of the rows."""
    qtbot.waitUntil(lambda: not form._asking.isActive())
    work.settle()


def test_pasted_rows_are_saved_as_one_operation_that_undo_takes_back(qtbot, work, form, found, window):
    before = found("que:actividades")
    form.paste(PASTED)
    looked(qtbot, work, form)
    form.save()
    work.settle()
    assert len(found("que:actividades")) == len(before) + 2
    assert len(found("que:actividades tipo:boletín")) == 1
    window.writing.undo()
    work.settle()
    assert found("que:actividades") == before


def test_what_is_not_understood_is_said_of_its_cell_and_nothing_is_saved(qtbot, work, form, found):
    before = found("que:actividades")
    form.paste("1/10/2025\tpublicación\tCarta\n2/10/2025\tnada\tMala")
    looked(qtbot, work, form)
    assert form.model.problem(0, 1) == ""
    assert "No hay ningún tipo" in form.model.problem(1, 1)
    assert form._trouble.plain_text.startswith("Renglón 2: ")
    form.save()
    work.settle()
    assert found("que:actividades") == before
    assert form.isVisible()


def test_what_is_there_already_is_not_repeated(qtbot, work, form, found):
    form.paste(PASTED)
    form.save()
    work.settle()
    total = len(found("que:actividades"))
    work.page.list.products_button.click()
    again = work.desk.form
    again.paste(PASTED)
    looked(qtbot, work, again)
    assert again.foot.text() == "2 productos ya están y no se repetirán."
    again.save()
    work.settle()
    assert len(found("que:actividades")) == total


def test_typing_into_the_last_row_makes_another(form):
    form.model.setData(form.model.index(0, 2), "Carta")
    assert form.model.rowCount() == 2
    assert form.foot.text() == "1 producto"


def test_nothing_typed_is_not_saved(form):
    form.save()
    assert "Todavía no hay ningún producto" in form._trouble.plain_text


def test_what_was_begun_before_comes_first_and_says_so(qtbot, work):
    work.new()
    begun = work.desk.form
    begun.fields["title"].line.setFocus()
    qtbot.keyClicks(begun.fields["title"].line, "Mesa")
    work.page.list.products_button.click()
    assert work.desk.form is begun
    assert begun.state.text() == "Guarde o descarte antes lo que ya empezó"
    begun.discard_button.click()
    work.settle()
    work.page.list.products_button.click()
    assert work.desk.form.kind == "productos"
    assert work.desk.form.state.text() == ""


def test_the_grid_takes_the_height_there_is(qtbot, form):
    before = form.table.height()
    window = form.window()
    window.resize(window.width(), window.height() + 300)
    qtbot.waitUntil(lambda: form.table.height() == before + 300)
    assert form.area.verticalScrollBar().maximum() == 0
