"""The list of activities and the record beside it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from crm import trash
from ui.desktop.listing.model import NAME

MEETING = "Reunión de septiembre"


@pytest.fixture
def record(work):
    """The record of the meeting, shown."""
    work.page.into_list()
    work.settle()
    return work.page.record


def place_of(record, field):
    return next(place for place in record.view.places if place.key[0] == field)


def save(work, place, *texts):
    place.open()
    place.field.set_texts(texts)
    place.commit()
    work.settle()


def test_the_list_says_what_when_and_with_whom(work):
    model = work.page.list.model
    assert model.rowCount() == 1
    spoken = model.index(0, NAME).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"{MEETING}, Reunión · Club de Prueba, 24 sep 2025"


def test_the_state_is_said_where_it_was_not_done(work, record):
    record.view.head.state_wanted.emit("planeada")
    work.settle()
    assert record.record.activity.state == "planeada"
    spoken = work.page.list.model.index(0, NAME).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("planeada")


def test_what_is_typed_above_is_asked_of_activities(work, window):
    window.top.search.set_query("estado:planeada")
    work.settle()
    assert work.page.list.model.rowCount() == 0
    window.top.search.set_query("tipo:reunión")
    work.settle()
    assert work.page.list.model.rowCount() == 1


def test_another_subject_is_refused_with_a_sentence(qtbot, work, window):
    with qtbot.waitSignal(work.page.refused) as refused:
        window.top.search.set_query("que:giras")
    assert "Aquí se buscan actividades" in str(refused.args[0])


def test_each_field_is_one_operation_that_undo_takes_back(work, record, window):
    save(work, place_of(record, "title"), "Otro título")
    assert record.record.title == "Otro título"
    window.writing.undo()
    work.settle()
    assert record.record.title == MEETING


def test_when_is_typed_as_people_say_it(work, record):
    save(work, place_of(record, "when"), "3/10", "18:00 a 19:30", "America/Los_Angeles")
    when = record.record.activity.when
    assert (when.start, when.time, when.end_time) == ("2025-10-03", "18:00", "19:30")
    assert "19:00 a 20:30 · 18:00 a 19:30 en Los Ángeles" in record.record.activity.when_words


def test_a_day_that_there_is_not_has_its_reason_below_it(work, record):
    place = place_of(record, "when")
    place.open()
    place.field.set_texts(("31/9", "", ""))
    place.commit()
    assert "no es una fecha" in place.field.reason
    assert record.record.activity.when.start == "2025-09-24"


def test_minutes_make_follow_ups_that_stand_below(work, record):
    work.desk.editing.add(record.record, "minutes")
    place = place_of(record, "minutes")
    place.field.set_texts(("Se habló.\n→ Enviar carteles (Rosa, 15/10)",))
    place.commit()
    work.settle()
    (task,) = record.record.activity.follow_ups
    assert (task.what, task.responsible, task.due_on) == ("Enviar carteles", "Rosa", "2025-10-15")


def test_a_participant_is_edited_and_taken_away(work, record):
    place = place_of(record, "participants")
    place.open()
    place.field.parts["state"].write("no asistió")
    place.commit()
    work.settle()
    (who,) = record.record.activity.participants
    assert (who.name, who.line, who.state) == ("Rosa Campos", "Vocal, Club de Prueba", "no asistió")
    place_of(record, "participants").remove()
    work.settle()
    assert record.record.activity.participants == ()


def test_a_click_on_a_participant_opens_the_contact(qtbot, work, record):
    who = record.record.activity.participants[0].who.person
    with qtbot.waitSignal(work.page.record_wanted) as wanted:
        record.record_wanted.emit(who)
    assert wanted.args == [who]


def test_a_file_let_fall_becomes_a_document_and_opens_as_a_copy(
    work, record, let_fall, tmp_path, monkeypatch
):
    file = tmp_path / "lista.txt"
    file.write_text("Rosa")
    let_fall(record.view, file)
    work.settle()
    (document,) = record.record.documents
    assert document.title == "lista.txt"
    assert record.view.documents.isVisible()
    opened = []
    monkeypatch.setattr(work.desk.documents.work, "open_copy", opened.append)
    record.view.documents.rows.rows[0].controls["open"].click()
    work.settle()
    assert Path(opened[0]).read_text() == "Rosa"


def test_what_may_run_is_asked_about_before_it_is_opened(work, record, let_fall, tmp_path, monkeypatch):
    file = tmp_path / "actualizar.exe"
    file.write_bytes(b"MZ")
    let_fall(record.view, file)
    work.settle()
    opened = []
    monkeypatch.setattr("ui.desktop.documents.work.QDesktopServices.openUrl", opened.append)
    record.view.documents.rows.rows[0].controls["open"].click()
    work.settle()
    assert record.view.documents.strip.isVisible()
    assert opened == []
    record.view.documents.strip.open_button.click()
    assert not record.view.documents.strip.isVisible()
    assert len(opened) == 1


@pytest.fixture
def planned(work, record):
    """The meeting, planned again."""
    record.view.head.state_wanted.emit("planeada")
    work.settle()
    return record


def test_posponer_asks_the_new_day_in_the_same_step(work, planned, window, type_text, press):
    planned.view.head.state_buttons["pospuesta"].click()
    assert window.top.new.property("look") != "primary"
    type_text("+2s")
    press(Qt.Key.Key_Return)
    work.settle()
    activity = planned.record.activity
    assert (activity.when.start, activity.state) == ("2025-10-20", "planeada")
    window.writing.undo()
    work.settle()
    activity = planned.record.activity
    assert (activity.when.start, activity.state) == ("2025-09-24", "planeada")


def test_p_in_the_list_puts_off_the_chosen_one(work, planned, type_text, press):
    work.page.into_list()
    press(Qt.Key.Key_P)
    type_text("ayer")
    press(Qt.Key.Key_Return)
    assert "ya pasó" in work.desk.asker.form.day.reason
    press(Qt.Key.Key_Escape)
    assert work.page.list.table.hasFocus()
    press(Qt.Key.Key_P)
    type_text("martes")
    press(Qt.Key.Key_Return)
    work.settle()
    assert planned.record.activity.when.start == "2025-10-07"


def test_it_can_be_put_off_to_a_day_not_known_yet(work, planned):
    planned.view.head.state_buttons["pospuesta"].click()
    work.desk.asker.form.without_button.click()
    work.settle()
    activity = planned.record.activity
    assert (activity.when.start, activity.state) == ("2025-09-24", "pospuesta")
    assert "pospuesta" in planned.view.head.state_buttons


def test_history_tells_what_was_done_in_the_activitys_words(work, record):
    save(work, place_of(record, "title"), "Otro título")
    record.open_tab("historial")
    work.settle()
    model = record.view.history.model()
    told = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert f"Título: {MEETING} → Otro título" in told
    assert told[-1] == "Se creó esta actividad."


def test_an_empty_base_offers_the_form(qtbot, work, base, window):
    with base.write("Papelera") as session:
        trash.trash(session, list(work.page.list.model.ids))
    work.page.reload()
    work.settle()
    assert work.page.list.offer.isVisible()
    work.page.list.offer.click()
    assert work.desk.form.isVisible()


def test_one_in_the_trash_says_so_and_is_taken_back_from_its_record(work, record):
    shown = record.record.id
    record.view.trash.click()
    work.settle()
    assert shown not in work.page.list.model.ids
    work.page.show_one(shown)
    work.settle()
    assert record.record.trashed
    assert record.view.restore.isVisibleTo(work.page)
    assert not record.view.trash.isVisibleTo(work.page)
    record.view.restore.click()
    work.settle()
    assert shown in work.page.list.model.ids
    assert not record.record.trashed
