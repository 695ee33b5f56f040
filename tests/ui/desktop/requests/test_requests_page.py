"""Gestiones as one uses it: the list by term, the steps, fields in their place, a new one; undo takes each back."""

import datetime
import threading

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest

from crm import areas, follow_up_list, request_list, requests
from crm.base import open_base
from crm.clock import Clock
from crm.contact_values import Reference
from crm.request_values import NewRequest
from ui.desktop.requests.record_pane import ATTEND, CHANNEL, DROP, REMIND, REOPEN
from ui.desktop.requests.work import requests_work
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)
Key = Qt.Key


@pytest.fixture
def base(tmp_path, stocked_base):
    path = tmp_path / "base.vinculo"
    stocked_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def settled(qtbot, lanes):
    """Wait until everything asked for has come back."""

    def idle():
        every = (lanes.reader, lanes.writer, lanes.counter, lanes.long_reader)
        return all(lane.idle for lane in every)

    return lambda: qtbot.waitUntil(idle)


@pytest.fixture
def numbers(base):
    """Three requests: overdue, due tomorrow, without a term."""
    with base.write("Alta") as session:
        sender = Reference(0, "Instituto Nacional Electoral", "organization")
        return [
            requests.create(session, new, today=TODAY)
            for new in (
                NewRequest("Sin plazo", received="2025-10-01"),
                NewRequest(
                    "Pide el directorio", office_number="INE/1", received="2025-10-03", term=2, sender=sender
                ),
                NewRequest("Vencida", received="2025-09-01", term=5),
            )
        ]


@pytest.fixture
def work(theme, icons, lanes, base, numbers, settled):
    owner = QObject()
    work = requests_work(lanes, theme, icons, owner)
    work.page.resize(1180, 760)
    work.page.show()
    work.page.activateWindow()
    work.writing = Writing(base, lanes.writer)
    work.set_base(base, work.writing)
    settled()
    yield work
    work.set_base(None, None)
    settled()
    work.page.close()
    work.page.deleteLater()


def shown_lines(page):
    return [page.list.model.row(number) for number in range(page.list.model.rowCount())]


def open_one(work, number, settled):
    work.page.show_one(number)
    settled()
    return work.page.record.view


def read(base, number):
    with base.read() as session:
        return request_list.record(session, number, TODAY)


def test_the_list_goes_by_term_and_says_it(work, numbers):
    without, soon, late = numbers
    lines = shown_lines(work.page)
    assert [line.id for line in lines] == [late, soon, without]
    assert [line.right for line in lines] == ["venció el 8 sep 2025", "vence mañana", ""]
    assert [line.tone for line in lines] == ["danger", "warn", "muted"]
    assert lines[1].second == "2/2025 · Instituto Nacional Electoral"
    aloud = work.page.list.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert aloud == "Pide el directorio, 2/2025 · Instituto Nacional Electoral, vence mañana, recibida"


def test_the_head_says_what_it_is_and_the_term(work, numbers, settled):
    view = open_one(work, numbers[1], settled)
    assert view.head._identity.plain_text == "Gestión 2/2025\u2002·\u2002recibida"
    assert view.head._due.plain_text == "Vence mañana, queda 1 día hábil"
    assert list(view.head.buttons) == [ATTEND, CHANNEL, REMIND, DROP]


def test_channelling_asks_for_the_area_and_is_one_operation(qtbot, work, base, numbers, settled):
    with base.read() as session:
        first, second = areas.areas(session)[:2]
    view = open_one(work, numbers[1], settled)
    view.head.buttons[CHANNEL].click()
    step = work.desk.step
    step.save()
    assert "Elija el área" in step.fields["area"].reason
    step.fields["area"].write(first.id)
    step.fields["instruction"].write("Responder directo")
    step.fields["copies"].write([second.id])
    step.save()
    settled()
    found = read(base, numbers[1])
    assert (found.row.state, found.row.area, found.instruction) == (
        "turnada",
        first.code,
        "Responder directo",
    )
    assert found.copies == ((second.id, second.code),)
    assert work.desk.step is None
    qtbot.waitUntil(lambda: f"turnada a {first.code}" in view.head._identity.plain_text)
    work.writing.undo()
    settled()
    assert read(base, numbers[1]).row.state == "recibida"


def test_attending_closes_it_and_it_can_be_opened_again(qtbot, work, base, numbers, settled):
    view = open_one(work, numbers[1], settled)
    view.head.buttons[ATTEND].click()
    step = work.desk.step
    assert step.fields["on"].read() == "2025-10-06"
    step.fields["text"].write("Se envió el directorio")
    step.save()
    settled()
    assert read(base, numbers[1]).answer.text == "Se envió el directorio"
    qtbot.waitUntil(lambda: list(view.head.buttons) == [REOPEN])
    assert [line.id for line in shown_lines(work.page)][-1] == numbers[1]
    view.head.buttons[REOPEN].click()
    settled()
    assert read(base, numbers[1]).row.state == "recibida"


def test_without_matter_needs_a_reason_and_esc_leaves_it_as_it_was(work, base, numbers, settled):
    view = open_one(work, numbers[1], settled)
    view.head.buttons[DROP].click()
    step = work.desk.step
    assert work.form_state == "shown"
    step.save()
    assert "por qué" in step.fields["reason"].reason
    QTest.keyClick(step, Key.Key_Escape)
    assert work.desk.step is None
    assert work.page.record.page is None
    assert work.form_state == "none"
    assert read(base, numbers[1]).row.state == "recibida"
    view.head.buttons[DROP].click()
    work.desk.step.fields["reason"].write("Duplicada")
    work.desk.step.save()
    settled()
    assert read(base, numbers[1]).row.state == "sin materia"


def test_a_reminder_is_a_follow_up_about_it_due_when_the_term_ends(work, base, numbers, settled):
    view = open_one(work, numbers[1], settled)
    view.head.buttons[REMIND].click()
    step = work.desk.step
    assert step.fields["due"].read()["due_on"] == "2025-10-07"
    step.fields["what"].write("Llamar al INE")
    step.save()
    settled()
    with base.read() as session:
        [reminder] = follow_up_list.ids(session, record=numbers[1])
    opened = []
    work.page.record_wanted.connect(opened.append)
    sheet = view.sheet
    [link] = [
        link
        for link in sheet.findChildren(type(sheet._to(Reference(0, ""))))
        if link.plain_text == "Llamar al INE"
    ]
    link.click()
    assert [(reference.id, reference.kind) for reference in opened] == [(reminder, "follow_up")]


def test_another_record_ends_the_step(work, numbers, settled):
    view = open_one(work, numbers[1], settled)
    view.head.buttons[DROP].click()
    open_one(work, numbers[0], settled)
    assert work.desk.step is None
    assert work.page.record.page is None


@pytest.fixture
def busy(lanes):
    """Something long is being written, until it is told to go on."""
    go_on = threading.Event()
    lanes.writer.submit(lambda _ticket: go_on.wait(20), lambda _result: None)
    yield go_on
    go_on.set()


def test_a_step_that_waits_for_its_turn_does_not_end_the_next(qtbot, work, base, numbers, settled, busy):
    work.page.show_one(numbers[1])
    qtbot.waitUntil(lambda: work.page.record.record is not None and work.page.record.record.id == numbers[1])
    view = work.page.record.view
    view.head.buttons[DROP].click()
    work.desk.step.fields["reason"].write("Duplicada")
    work.desk.step.save()
    work.page.show_one(numbers[0])
    qtbot.waitUntil(lambda: work.page.record.record.id == numbers[0])
    work.page.record.view.head.buttons[DROP].click()
    typed = work.desk.step
    typed.fields["reason"].write("Otra razón")
    busy.set()
    settled()
    assert read(base, numbers[1]).row.state == "sin materia"
    assert work.desk.step is typed
    assert typed.fields["reason"].read() == "Otra razón"


def test_a_form_that_waits_for_its_turn_does_not_take_the_next_along(work, settled, busy, base):
    work.new()
    work.desk.form.fields["subject"].write("Primera")
    work.desk.form.save()
    work.desk.form.discard_button.click()
    work.new()
    typed = work.desk.form
    typed.fields["subject"].write("Segunda")
    busy.set()
    settled()
    assert work.desk.form is typed
    assert typed.fields["subject"].read() == "Segunda"


def test_who_reads_what_was_left_meanwhile_is_no_fault(qtbot, work, lanes, base, settled):
    broken = []
    for lane in (lanes.counter, lanes.reader):
        lane.broken.connect(broken.append)
    go_on = threading.Event()
    lanes.counter.submit(lambda _ticket: go_on.wait(20), lambda _result: None)
    work.set_base(base, work.writing)
    work.set_base(None, None)
    base.close()
    go_on.set()
    settled()
    assert broken == []


def test_own_fields_are_edited_where_they_stand(work, base, numbers, settled):
    view = open_one(work, numbers[1], settled)
    for field, value in (("office_number", "INE/2"), ("term", "5"), ("subject", "Pide otro directorio")):
        [place] = [place for place in view.places if place.key[0] == field]
        place.open()
        place.field.write(value)
        place.commit()
        settled()
    found = read(base, numbers[1])
    assert (found.row.office_number, found.term, found.row.subject) == ("INE/2", 5, "Pide otro directorio")
    [place] = [place for place in view.places if place.key[0] == "sender"]
    place.open()
    place.field.write({"sender": None, "sender_text": "La Junta Local"})
    place.commit()
    settled()
    assert read(base, numbers[1]).row.sender == "La Junta Local"


def test_the_last_day_stands_below_the_term(work, numbers, settled):
    work.new()
    form = work.desk.form
    form.fields["received"].write({"received_on": "2025-10-06", "received_time": ""})
    form.fields["term"].line.setText("10")
    form.fields["received"].edited.emit()
    assert form.fields["term"]._below.text().find("el 20 oct 2025") > 0
    form.fields["received"].write({"received_on": "", "received_time": ""})
    form.fields["received"].edited.emit()
    assert "Falta el día" in form.fields["term"]._below.plain_text


def test_a_new_one_is_written_down_and_shown(qtbot, work, base, numbers, settled):
    work.new()
    form = work.desk.form
    assert form.is_blank
    form.save()
    assert "asunto" in form.fields["subject"].reason
    form.fields["subject"].write("Pide sala")
    form.fields["sender"].write({"sender": Reference(0, "UNAM", "organization"), "sender_text": ""})
    form.fields["term"].write(3)
    assert not form.is_blank
    form.save()
    settled()
    record = work.page.record.record
    assert (record.title, record.row.folio, record.row.sender) == ("Pide sala", "4/2025", "UNAM")
    assert record.row.due == datetime.date(2025, 10, 9)
    assert work.desk.form is None


def test_it_is_tied_to_any_record_which_shows_it_too(qtbot, work, numbers, settled):
    first, second, _late = numbers
    open_one(work, first, settled)
    work.desk.editing.add(work.page.record.record, "links")
    place = next(one for one in work.page.record.view.places if one.key == ("links", 0))
    qtbot.keyClicks(place.field.line, "directorio")
    qtbot.waitUntil(place.field.popup.isVisible)
    qtbot.keyClick(place.field.line, Qt.Key.Key_Return)
    place.commit()
    settled()
    [tie] = work.page.record.record.whole.links
    assert (tie.reference.id, tie.line) == (second, "Gestión · 3 oct 2025")
    open_one(work, second, settled)
    place = next(one for one in work.page.record.view.places if one.key[0] == "links")
    place.remove()
    settled()
    assert work.page.record.record.whole.links == ()
    work.writing.undo()
    settled()
    assert [tie.reference.id for tie in work.page.record.record.whole.links] == [first]


def test_a_new_one_is_tied_to_what_is_chosen(work, numbers, settled):
    work.new()
    form = work.desk.form
    form.fields["subject"].write("Segunda vuelta")
    form.fields["links"].write((Reference(numbers[0], "Sin plazo", "request"),))
    draft = form.draft()
    form.fields["links"].write(())
    form.resume(draft)
    form.save()
    settled()
    assert [tie.reference.id for tie in work.page.record.record.whole.links] == [numbers[0]]


def test_a_draft_comes_back(work, numbers, settled):
    work.new()
    form = work.desk.form
    form.fields["subject"].write("Pide sala")
    form.fields["term"].write(3)
    draft = form.draft()
    assert type(form).named(draft) == "Pide sala"
    form.fields["subject"].write("")
    form.fields["term"].write(None)
    form.resume(draft)
    assert (form.fields["subject"].read(), form.fields["term"].read()) == ("Pide sala", 3)


def test_another_subject_is_refused_in_words(work, settled):
    refused = []
    work.page.refused.connect(refused.append)
    work.page.search("que:giras")
    settled()
    assert [str(error) for error in refused] == [
        "Aquí se buscan gestiones; para buscar otra cosa vaya a su lugar."
    ]
    work.page.search("estado:atendida")
    settled()
    assert shown_lines(work.page) == []


def test_history_is_told_in_words(work, base, numbers, settled):
    with base.write("Turno") as session:
        requests.channel(session, numbers[1], area=areas.areas(session)[0].id, on=TODAY)
    view = open_one(work, numbers[1], settled)
    view.open_tab("historial")
    settled()
    texts = [view.history.model().index(row, 0).data() for row in range(view.history.model().rowCount())]
    assert any("Estado: recibida → turnada" in text for text in texts)
    assert any("Se creó esta gestión." in text for text in texts)
