"""Seguimientos with a base behind it: the list under headings, the record edited in place, several chosen, new ones."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from crm import follow_ups
from crm.base import Base, open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.clock import Clock
from crm.contact_values import Reference
from crm.follow_up_record import FollowUpRecord, record
from crm.follow_up_values import NewFollowUp, Task
from ui.desktop.contacts.editing_place import Place
from ui.desktop.follow_ups.page import FollowUpsPage
from ui.desktop.lanes import Lanes
from ui.desktop.listing.headed import Heading
from ui.desktop.listing.model import ROW_ROLE
from ui.desktop.window import MainWindow
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)
UNAM = 1
MINUTA, ACUSE, LLAMAR, TEMARIO = 2, 3, 4, 5


class Desk:
    """Seguimientos of a base, and what one sees there."""

    def __init__(self, window: MainWindow, base: Base, qtbot: QtBot) -> None:
        self.window = window
        self.base = base
        self.page: FollowUpsPage = window.work.follow_ups.page
        self.wait = qtbot.waitUntil

    @property
    def rows(self) -> list[str]:
        model = self.page.list.model
        found = (model.index(number, 0).data(ROW_ROLE) for number in range(model.rowCount()))
        return [
            "" if row is None else f"{row.name} {row.total}" if isinstance(row, Heading) else row.what
            for row in found
        ]

    def wait_for(self, *rows: str) -> None:
        self.wait(lambda: self.rows == list(rows))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.page.list.table, key, modifiers)

    def show(self, number: int) -> None:
        self.page.show_one(number)
        self.wait(lambda: self.page.record.record is not None and self.page.record.record.id == number)

    def read(self, number: int) -> FollowUpRecord:
        with self.base.read() as session:
            return record(session, number, today=TODAY)

    def place(self, field: str) -> Place:
        return next(place for place in self.page.record.view.places if place.key[0] == field)

    def edit(self, field: str, *texts: str) -> None:
        place = self.place(field)
        place.open()
        assert place.field is not None
        place.field.set_texts(texts)
        place.commit()

    def done(self, sentence: str) -> None:
        self.wait(lambda: self.window.undo_bar.sentence == sentence)


@pytest.fixture
def base(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        with base.write("Alta") as session:
            CardWriter(session).add([Card("organization", official_name="UNAM Chicago")])
            for new in (
                NewFollowUp(
                    "Minuta",
                    "Ana",
                    "2025-10-01",
                    checklist=(Task("Limpia"), Task("Enviada")),
                    notes=("Falta la firma",),
                ),
                NewFollowUp("Acuse", "Beto", "2025-10-03", links=(UNAM,)),
                NewFollowUp("Llamar", "Ana", "2025-10-06", recurrence="FREQ=WEEKLY"),
                NewFollowUp("Temario"),
            ):
                follow_ups.create(session, new)
        yield base


@pytest.fixture
def desk(window: MainWindow, lanes: Lanes, base: Base, qtbot: QtBot) -> Iterator[Desk]:
    window.show_desk(actor="ana", demo=False)
    writing = Writing(base, lanes.writer)
    window.set_writing(writing)
    window.work.set_base(base, writing)
    window.go_to("seguimientos")
    desk = Desk(window, base, qtbot)
    desk.wait_for("Vencidos 2", "Minuta", "Acuse", "Hoy 1", "Llamar", "Sin fecha 1", "Temario")
    desk.page.into_list()
    yield desk
    window.work.set_base(None, None)
    lanes.close()


def test_the_search_field_holds_what_is_listed_and_the_first_follow_up_is_current(desk):
    assert desk.window.top.search.query == "estado:abierto"
    assert desk.page.list.current == MINUTA


def test_with_none_current_an_arrow_goes_to_the_first_below_its_heading(desk):
    desk.page.list.forget_current()
    desk.press(Qt.Key.Key_Down)
    assert desk.page.list.current == MINUTA


def test_the_arrows_pass_over_headings(desk):
    for expected in (ACUSE, LLAMAR, TEMARIO, TEMARIO):
        desk.press(Qt.Key.Key_Down)
        assert desk.page.list.current == expected
    for expected in (LLAMAR, ACUSE, MINUTA, MINUTA):
        desk.press(Qt.Key.Key_Up)
        assert desk.page.list.current == expected
    desk.press(Qt.Key.Key_End)
    assert desk.page.list.current == TEMARIO
    desk.press(Qt.Key.Key_Home)
    assert desk.page.list.current == MINUTA


def test_by_person_and_by_subject(desk):
    for button, rows in (
        ("person", ("Ana 2", "Minuta", "Llamar", "Beto 1", "Acuse", "Sin responsable 1", "Temario")),
        ("record", ("UNAM Chicago 1", "Acuse", "Sin ligas 3", "Minuta", "Llamar", "Temario")),
        ("due", ("Vencidos 2", "Minuta", "Acuse", "Hoy 1", "Llamar", "Sin fecha 1", "Temario")),
    ):
        desk.page.list.orders._buttons[button].click()
        desk.wait_for(*rows)
        assert desk.page.list.current == MINUTA


def test_a_query_narrows_and_one_of_something_else_is_refused(desk):
    desk.window.top.search.set_query("responsable:beto")
    desk.wait_for("Vencidos 1", "Acuse")
    assert desk.page.list._number.text() == "1"
    desk.window.top.search.set_query("que:gestiones")
    desk.wait(lambda: "Aquí se buscan seguimientos" in desk.window.top.sentence)


def test_contactos_and_seguimientos_each_keep_their_query(desk):
    desk.window.go_to("contactos")
    assert desk.window.top.search.query == ""
    desk.window.go_to("seguimientos")
    assert desk.window.top.search.query == "estado:abierto"


def test_space_on_several_is_one_operation(desk):
    desk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    desk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert list(desk.page.list.selected) == [MINUTA, ACUSE, LLAMAR]
    assert desk.page.list.strip.isVisible()
    desk.press(Qt.Key.Key_P)
    asker = desk.window.work._next.day
    desk.wait(lambda: asker.form is not None and asker.form.isVisible())
    assert asker.form.accessibleName() == "¿Para qué día quedan los 3?"
    assert asker.form.day.read() == "2025-10-07"
    QTest.keyClick(asker.form.day.line, Qt.Key.Key_Return)
    desk.done("3 seguimientos pospuestos")
    assert [desk.read(one).row.due_on for one in (MINUTA, ACUSE, LLAMAR)] == ["2025-10-07"] * 3
    desk.window.writing.undo()
    desk.wait(lambda: desk.read(MINUTA).row.due_on == "2025-10-01")


def test_done_leaves_the_list_and_the_next_one_is_current(desk):
    desk.press(Qt.Key.Key_Space)
    desk.wait_for("Vencidos 1", "Acuse", "Hoy 1", "Llamar", "Sin fecha 1", "Temario")
    assert desk.page.list.current == ACUSE
    assert desk.read(MINUTA).done_on == "2025-10-06"


def test_what_recurs_leaves_the_next_one_behind(desk):
    desk.show(LLAMAR)
    desk.page.record.view.head.buttons["done"].click()
    desk.wait_for("Vencidos 2", "Minuta", "Acuse", "Después 1", "Llamar", "Sin fecha 1", "Temario")


def test_somebody_is_made_responsible_for_several(desk):
    desk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    desk.page.list.strip.buttons["assign"].click()
    line = QApplication.focusWidget()
    QTest.keyClicks(line, "Carla")
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.done("Responsable de 2 seguimientos")
    assert [desk.read(one).row.responsible for one in (MINUTA, ACUSE)] == ["Carla", "Carla"]


def test_several_go_to_the_trash_by_key_and_undo_brings_them_back(desk):
    before = desk.rows
    desk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    desk.press(Qt.Key.Key_Delete)
    desk.done("2 seguimientos a la papelera")
    desk.wait_for("Hoy 1", "Llamar", "Sin fecha 1", "Temario")
    assert desk.page.list.current == LLAMAR
    desk.window.writing.undo()
    desk.wait_for(*before)


def test_the_one_that_is_shown_goes_to_the_trash_and_the_focus_to_the_list(desk):
    desk.show(LLAMAR)
    desk.page.record.view.trash.click()
    desk.done("Un seguimiento a la papelera")
    desk.wait_for("Vencidos 2", "Minuta", "Acuse", "Sin fecha 1", "Temario")
    assert desk.page.list.table.hasFocus()
    desk.wait(lambda: desk.page.list.current == TEMARIO)


def test_the_strip_puts_several_in_the_trash(desk):
    desk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    desk.page.list.strip.buttons["trash"].click()
    desk.done("2 seguimientos a la papelera")
    desk.wait(lambda: not desk.page.list.strip.isVisible())


@pytest.mark.parametrize(
    ("field", "texts", "told", "read"),
    [
        ("what", ("Minuta en limpio",), "Qué hay que hacer, cambiado", lambda r: r.row.what),
        ("responsible", ("Carla",), "Responsable cambiado", lambda r: r.row.responsible),
        ("priority", ("alta",), "Prioridad cambiada", lambda r: r.row.priority),
        ("notes", ("Ya está la firma",), "Comentario en un seguimiento", lambda r: r.comments[0].value),
    ],
)
def test_a_field_is_edited_in_place_as_one_operation(desk, field, texts, told, read):
    desk.show(MINUTA)
    before = read(desk.read(MINUTA))
    desk.edit(field, *texts)
    desk.done(told)
    assert read(desk.read(MINUTA)) == texts[0]
    desk.window.writing.undo()
    desk.wait(lambda: read(desk.read(MINUTA)) == before)


def test_the_day_and_the_hour_are_one_field(desk):
    desk.show(MINUTA)
    desk.edit("due", "jueves", "10 am")
    desk.done("Fecha de un seguimiento cambiada")
    found = desk.read(MINUTA)
    assert (found.row.due_on, found.due_time) == ("2025-10-09", "10:00")


def test_an_hour_of_no_day_stays_with_its_reason(desk):
    desk.show(MINUTA)
    desk.edit("due", "", "10 am")
    assert "necesita su día" in desk.place("due").field.reason
    assert desk.read(MINUTA).row.due_on == "2025-10-01"


def test_for_whom_it_waits_makes_it_wait(desk):
    desk.show(MINUTA)
    desk.edit("state", "pendiente", "el consulado")
    desk.done("Seguimiento en espera")
    found = desk.read(MINUTA).row
    assert (found.state, found.waiting_for) == ("en espera", "el consulado")


def test_a_reminder_is_an_hour_of_mexico_city(desk):
    desk.show(MINUTA)
    desk.window.work.follow_ups.desk.editing.add(desk.page.record.record, "remind_at")
    place = desk.place("remind_at")
    place.field.set_texts(("mañana", ""))
    place.commit()
    desk.done("Recordatorio cambiado")
    assert desk.read(MINUTA).remind_at == "2025-10-07T15:00+00:00"


def test_a_step_is_ticked_written_and_added(desk):
    desk.show(MINUTA)
    tick = desk.page.record.view.findChildren(QCheckBox)[0]
    tick.click()
    desk.done("Lista de pasos cambiada")
    assert [step.value for step in desk.read(MINUTA).checklist] == [
        Task("Limpia", done=True),
        Task("Enviada"),
    ]
    desk.wait(lambda: desk.page.record.record.follow_up.checklist[0].value.done)
    desk.edit("checklist", "En limpio")
    desk.wait(lambda: desk.read(MINUTA).checklist[0].value == Task("En limpio", done=True))
    desk.window.work.follow_ups.desk.editing.add(desk.page.record.record, "checklist")
    place = next(place for place in desk.page.record.view.places if place.key == ("checklist", 0))
    place.field.set_texts(("Archivada",))
    place.commit()
    desk.wait(lambda: [step.value.text for step in desk.read(MINUTA).checklist][-1:] == ["Archivada"])


def test_what_it_is_about_is_taken_away_and_opened(desk):
    opened = []
    desk.page.record_wanted.connect(opened.append)
    desk.show(ACUSE)
    place = desk.place("links")
    QTest.keyClick(place.focusProxy(), Qt.Key.Key_Return)
    assert [one.name for one in opened] == ["UNAM Chicago"]
    desk.window.go_to("seguimientos")
    desk.place("links").remove()
    desk.done("Ligas de un seguimiento cambiadas")
    assert desk.read(ACUSE).row.about == ()


def test_it_is_tied_to_another_follow_up_and_each_shows_the_other(desk):
    desk.show(ACUSE)
    desk.window.work.follow_ups.desk.editing.add(desk.page.record.record, "links")
    place = next(one for one in desk.page.record.view.places if one.key == ("links", 0))
    QTest.keyClicks(place.field.line, "temar")
    desk.wait(place.field.popup.isVisible)
    assert [(row.text, row.second_line, row.head) for row in place.field.popup.rows] == [
        ("Temario", "Seguimiento", "Seguimientos")
    ]
    QTest.keyClick(place.field.line, Qt.Key.Key_Return)
    place.commit()
    desk.done("Ligas de un seguimiento cambiadas")
    assert [link.reference.name for link in desk.read(ACUSE).links] == ["UNAM Chicago", "Temario"]
    desk.show(TEMARIO)
    assert [(link.reference.name, link.outward) for link in desk.read(TEMARIO).links] == [("Acuse", False)]
    desk.place("links").remove()
    desk.wait(lambda: desk.read(TEMARIO).links == ())
    desk.window.writing.undo()
    desk.wait(lambda: len(desk.read(ACUSE).links) == 2)


def test_a_new_one_is_tied_to_as_many_records_as_there_are(desk):
    desk.window._actions["new"].trigger()
    form = desk.window.work.follow_ups.desk.form
    form.fields["what"].write("Confirmar")
    form.fields["about"].write(
        (Reference(UNAM, "UNAM Chicago", "organization"), Reference(LLAMAR, "Llamar", "follow_up"))
    )
    assert not form.is_blank
    draft = form.draft()
    form.fields["about"].write(())
    form.resume(draft)
    form.save()
    desk.done("Seguimiento agregado")
    desk.wait(lambda: desk.page.record.record is not None and desk.page.record.record.title == "Confirmar")
    links = desk.page.record.record.follow_up.links
    assert [link.reference.id for link in links] == [UNAM, LLAMAR]


def test_ctrl_n_writes_a_new_one_down(desk):
    desk.window._actions["new"].trigger()
    form = desk.window.work.follow_ups.desk.form
    assert desk.window.top.new.text() == "Nuevo seguimiento"
    QTest.keyClicks(form.fields["what"].line, "Carteles")
    QTest.keyClick(form.fields["what"].line, Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "hoy")
    form.save()
    desk.done("Seguimiento agregado")
    desk.wait_for("Vencidos 2", "Minuta", "Acuse", "Hoy 2", "Llamar", "Carteles", "Sin fecha 1", "Temario")
    desk.wait(lambda: desk.page.record.record is not None and desk.page.record.record.title == "Carteles")


def test_enter_goes_through_the_whole_form_past_what_has_no_row_yet(desk):
    desk.window._actions["new"].trigger()
    form = desk.window.work.follow_ups.desk.form
    passed = []
    for _number in range(6):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        here = QApplication.focusWidget()
        passed.append(next(code for code, field in form.fields.items() if field.holds(here)))
    assert passed == ["due", "due", "responsible", "about", "about", "priority"]


def test_a_new_one_without_what_stays_with_its_reason(desk):
    desk.window._actions["new"].trigger()
    form = desk.window.work.follow_ups.desk.form
    form.fields["responsible"].set_texts(("Ana",))
    form.save()
    assert form.fields["what"].reason == "Escriba qué hay que hacer: está vacío."


def test_what_was_typed_into_a_new_one_is_kept_as_a_draft(desk):
    desk.window._actions["new"].trigger()
    work = desk.window.work.follow_ups
    work.desk.form.fields["what"].set_texts(("Carteles",))
    work.desk.form.put_aside.emit()
    assert desk.window.top.new.text() == "Continuar borrador"
    desk.window.top.new.click()
    assert work.desk.form.fields["what"].texts() == ("Carteles",)


def test_its_history_is_told(desk):
    desk.show(MINUTA)
    desk.edit("responsible", "Carla")
    desk.done("Responsable cambiado")
    desk.page.record.open_tab("historial")
    model = desk.page.record.view.history.model()
    desk.wait(lambda: model.rowCount() > 1)
    assert "Responsable cambiado" in model.index(0, 0).data()


def test_an_empty_list_says_so_and_offers_the_form(desk):
    desk.window.top.search.set_query("nada de nada")
    desk.wait(lambda: desk.page.list.model.rowCount() == 0)
    assert "Ningún seguimiento coincide" in desk.page.list._sentence.plain_text
    assert desk.page.list.offer.isVisible()
