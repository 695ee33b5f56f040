"""The form of a new activity: by keys, with people found while the next is typed, and a draft all along."""

import datetime
import subprocess
import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm import activities, activity_kinds
from crm.activity_values import NewActivity, When
from crm.contact_values import Reference
from ui.desktop.fields.source import Suggestion
from ui.desktop.labels import Prose
from ui.desktop.spoken_menu import SpokenMenu

LEAVE_DRAFT = """
import sys
from pathlib import Path
from crm import drafts
from crm.base import open_base
with open_base(Path(sys.argv[1]), actor="ana") as base, base.write(drafts.TITLE) as session:
    drafts.keep(session, drafts.Draft("una", "actividad", {"title": "Mesa cortada"}), "ana")
"""
TODAY = datetime.date(2025, 10, 6)
ENTER = Qt.Key.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier


def made(work, base, number):
    from crm import activity_record

    with base.read() as session:
        return activity_record.record(session, number, today=base.clock.today)


def newest(found):
    return max(found("que:actividades"))


def form_of(qtbot, work, window):
    qtbot.keyClick(window, Qt.Key.Key_A, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    work.settle()
    return work.desk.form


def test_ctrl_shift_a_opens_it_from_anywhere_ready_for_the_title(qtbot, work, window):
    window.go_to("contactos")
    form = form_of(qtbot, work, window)
    assert window.work.activities.page.isVisible()
    assert form.fields["title"].holds(QApplication.focusWidget())


def test_ctrl_n_in_this_place_is_a_new_activity(qtbot, work, window):
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    assert work.desk.form.isVisible()


def test_a_meeting_by_keys_alone(qtbot, work, window, base, found, press, type_text):
    form_of(qtbot, work, window)
    type_text("Mesa con el club")
    press(ENTER)
    type_text("3/10")
    press(ENTER)
    type_text("18:00 a 19:30")
    press(ENTER)
    press(ENTER)
    type_text("v")
    press(ENTER)
    type_text("https://example.org/sala")
    press(ENTER)
    for name in ("ros cam", "luz pri", "club de"):
        type_text(name)
        press(ENTER)
    press(ENTER)
    type_text("AI 4.1")
    press(ENTER)
    press(ENTER)
    type_text("Se habla del plan.")
    press(ENTER)
    type_text("[ ] Enviar carteles (Rosa, viernes)")
    press(Qt.Key.Key_S, CONTROL)
    work.settle()
    activity = made(work, base, newest(found))
    assert (activity.title, activity.state, activity.kind.label) == (
        "Mesa con el club",
        "realizada",
        "reunión",
    )
    assert activity.when_words == "viernes 3 de octubre de 2025, 18:00 a 19:30"
    assert (activity.own["modality"], activity.own["link"]) == ("virtual", "https://example.org/sala")
    assert [(who.name, who.line, who.state) for who in activity.participants] == [
        ("Rosa Campos", "Vocal, Club de Prueba", "asistió"),
        ("Luz Prieto", "Vocal, Club de Prueba", "asistió"),
        ("Club de Prueba", "", "asistió"),
    ]
    assert [item.code for item in activity.counts] == ["AI 4.1"]
    assert [(task.what, task.due_on) for task in activity.follow_ups] == [("Enviar carteles", "2025-10-10")]
    assert work.page.record.record.title == "Mesa con el club"


def test_what_is_still_to_come_is_planned_and_its_people_invited(qtbot, work, window, base, found):
    form = form_of(qtbot, work, window)
    form.fields["title"].set_texts(("Mesa próxima",))
    form.when.days.line.setText("mañana")
    form.when.edited.emit()
    form.participants.add_text("ros cam")
    work.settle()
    form.save()
    work.settle()
    activity = made(work, base, newest(found))
    assert activity.state == "planeada"
    assert [who.state for who in activity.participants] == ["invitada"]


def test_a_pasted_list_is_matched_and_what_is_unknown_will_be_made(qtbot, work, window, base, found):
    form = form_of(qtbot, work, window)
    form.fields["title"].set_texts(("Mesa de lista",))
    form.participants.show_paste()
    form.participants.paste.write("1. Rosa Campos\n2. Ana Desconocida, Club de Prueba")
    form.participants.paste.entered.emit()
    work.settle()
    assert [row.entry.name for row in form.participants.rows] == ["Rosa Campos", "Ana Desconocida"]
    assert form.participants.rows[1].line.plain_text == "Club de Prueba. Se creará al guardar"
    form.save()
    work.settle()
    activity = made(work, base, newest(found))
    assert [who.who.organization.name for who in activity.participants] == ["Club de Prueba"] * 2
    assert found('"Ana Desconocida"') != []


def test_the_same_person_is_taken_once(qtbot, work, window):
    form = form_of(qtbot, work, window)
    for _time in range(2):
        form.participants.add_text("ros cam")
        work.settle()
    assert [row.entry.name for row in form.participants.rows] == ["Rosa Campos"]


def test_a_whole_group_is_added_in_one_step_and_told(qtbot, work, window, base, found):
    form = form_of(qtbot, work, window)
    people = form.participants
    people.add_text("ros cam")
    work.settle()
    people.entry.line.setFocus()
    qtbot.keyClicks(people.entry.line, "red pru")
    qtbot.waitUntil(people.entry.popup.isVisible)
    [row] = [row for row in people.entry.popup.rows if not row.action]
    assert (row.text, row.second_line, row.trailing) == ("Red Prueba", "Agregar a sus 2 integrantes", "grupo")
    qtbot.keyClick(people.entry.line, ENTER)
    work.settle()
    assert [row.entry.name for row in people.rows] == ["Rosa Campos", "Luz Prieto"]
    assert people.rows[1].line.plain_text == "Vocal, Club de Prueba"
    hints = [prose.plain_text for prose in people.entry.findChildren(Prose) if prose.isVisible()]
    assert hints == ["Se agregó 1 de «Red Prueba»; 1 ya estaba."]
    people._picked(row)
    work.settle()
    assert len(people.rows) == 2
    hints = [prose.plain_text for prose in people.entry.findChildren(Prose) if prose.isVisible()]
    assert hints == ["Quienes están en «Red Prueba» ya participan (2); no hay a quién agregar."]
    people._picked(Suggestion("Otra", Reference(9_999, "Otra", "group")))
    work.settle()
    assert "ya no está en la base" in people.reason
    form.fields["title"].write("Mesa con la red")
    form.save()
    work.settle()
    activity = made(work, base, newest(found))
    assert [who.name for who in activity.participants] == ["Rosa Campos", "Luz Prieto"]


def test_it_is_told_how_many_take_part_and_what_is_lacking(qtbot, work, window):
    form = form_of(qtbot, work, window)
    caption = form.captions["participants"]
    assert (caption.text(), form.foot.text()) == ("Participan", "Se guardará como planeada.")
    form.participants.add_text("ros cam")
    work.settle()
    assert caption.text() == "Participan  1"
    form.participants.rows[0].button.click()
    assert caption.text() == "Participan"
    form.when.set_texts(("3/10", "", ""))
    form.when.edited.emit()
    assert form.foot.text() == "Se guardará como realizada; falta la minuta."
    form.minutes.edit.setPlainText("Se habló de todo.")
    assert form.foot.text() == "Se guardará como realizada."


def test_saving_waits_for_who_is_still_looked_for(qtbot, work, window, base, found):
    form = form_of(qtbot, work, window)
    form.fields["title"].set_texts(("Mesa deprisa",))
    form.participants.add_text("ros cam")
    assert form.participants.waits
    form.save()
    work.settle()
    assert [who.name for who in made(work, base, newest(found)).participants] == ["Rosa Campos"]


def test_like_the_last_time_copies_people_but_nothing_that_happened(qtbot, work, window, monkeypatch):
    form = form_of(qtbot, work, window)
    # Where there is no display a menu cannot take the keyboard, and says so.
    monkeypatch.setattr(SpokenMenu, "popup", lambda _menu, _place: None)
    form.offer_former()
    work.settle()
    (action,) = form._menu.actions()
    action.trigger()
    work.settle()
    assert form.fields["title"].texts() == ("Reunión de septiembre",)
    (row,) = form.participants.rows
    assert form.captions["participants"].text() == "Participan  1"
    assert (row.entry.name, row.who.state, row.who.post) == ("Rosa Campos", "invitada", None)
    assert form.when.days.texts() == ("",)


def test_the_last_time_is_one_that_was_held_first_of_that_name_then_of_that_kind(qtbot, work, window, base):
    def add(title, kind, day, state="realizada"):
        new = NewActivity(activity_kinds.find(session, kind).id, title, When(day), state)
        activities.create(session, new, today=TODAY)

    with base.write("Altas") as session:
        add("Curso de verano", "curso", "2025-10-02")
        add("Reunión por venir", "reunión", "2025-12-01", "planeada")
        add("Mesa de agosto", "mesa de diálogo", "2025-08-01")
    source = form_of(qtbot, work, window).kit.source
    by_kind = [row.text for row in source.former("", "reunión", 8)]
    assert by_kind == ["Reunión de septiembre", "Curso de verano", "Mesa de agosto"]
    assert source.former("mesa", "reunión", 1)[0].text == "Mesa de agosto"


def test_who_is_picked_has_the_institution_under_the_name(qtbot, work, window):
    form = form_of(qtbot, work, window)
    picker = form.participants.entry
    picker.line.setFocus()
    qtbot.keyClicks(picker.line, "ros cam")
    qtbot.waitUntil(lambda: picker.popup.isVisible())
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    (row,) = form.participants.rows
    assert (row.entry.name, row.line.plain_text) == ("Rosa Campos", "Club de Prueba")


def test_an_institution_comes_before_those_who_are_there(qtbot, work, window):
    source = form_of(qtbot, work, window).kit.source
    assert source.find("club de prueba", "", 6)[0].text == "Club de Prueba"


def test_without_a_title_it_is_not_saved_and_says_why(qtbot, work, window, found):
    before = found("que:actividades")
    form = form_of(qtbot, work, window)
    form.save()
    work.settle()
    assert "Falta el título" in form.fields["title"].reason
    assert found("que:actividades") == before


def test_what_is_typed_is_kept_as_a_draft_until_it_is_saved(qtbot, work, window, base):
    form = form_of(qtbot, work, window)
    form.fields["title"].line.setFocus()
    qtbot.keyClicks(form.fields["title"].line, "Mesa")

    def drafts():
        with base.read() as session:
            return (
                session.connection()
                .exec_driver_sql("SELECT count(*) FROM setting WHERE name LIKE 'draft:%'")
                .scalar_one()
            )

    qtbot.waitUntil(lambda: drafts() == 1)
    form.save()
    work.settle()
    assert drafts() == 0


def test_the_draft_of_a_program_that_died_is_offered_and_goes_on(qtbot, work, window, base, lanes):
    subprocess.run([sys.executable, "-c", LEAVE_DRAFT, str(base.path)], check=True)
    window.work.set_base(base, window.writing)
    work.settle()
    assert work.form_state == "aside"
    work.desk.new("actividad")
    assert work.desk.form.fields["title"].texts() == ("Mesa cortada",)


def test_a_name_alone_stands_in_the_middle_of_its_row(qtbot, work, window):
    form = form_of(qtbot, work, window)
    form.participants.add_text("Club de Prueba")
    work.settle()
    (row,) = form.participants.rows
    qtbot.waitUntil(lambda: row.state.isVisible() and row.height() == 32)
    name = row.findChild(Prose)
    assert abs(name.geometry().center().y() - row.state.geometry().center().y()) <= 1


def test_what_is_wrong_with_a_day_is_said_below_the_whole_and_goes_as_one_types(qtbot, work, window):
    form = form_of(qtbot, work, window)
    form.when.set_texts(("32/13/2025", "10:00", "America/Mexico_City"))
    assert not form.when.check()
    said = next(one for one in form.when.findChildren(Prose) if "32/13/2025" in one.plain_text)
    assert said.isVisible()
    assert said.width() > form.when.days.width() + form.when.hours.width()
    form.when.days.line.clear()
    qtbot.keyClicks(form.when.days.line, "3")
    assert not said.isVisible()
