"""What stands unsaved in a record's field when the window closes: kept, told of, and back in its place."""

import datetime

import pytest
from PySide6.QtWidgets import QLineEdit

from crm import contact_edit, contacts
from crm.base import open_base
from crm.cards import Card, Phone
from crm.clock import Clock
from ui.desktop.contacts.base_source import BaseSource
from ui.desktop.contacts.contact_desk import contact_desk
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)
PHONE = Phone("+525512345678", "", "trabajo")
ROSA = Card("person", given_names="Rosa", first_surname="Prueba", known_as="La Güera", phones=(PHONE,))
WRONG = "55 1234"


@pytest.fixture
def base(tmp_path, new_base):
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        with base.write("Altas") as session:
            contacts.create(session, ROSA)
            contacts.create(session, Card("person", given_names="Luz"))
        yield base


@pytest.fixture
def open_desk(qtbot, base, window, theme, icons, lanes):
    def open_desk():
        writing = Writing(base, lanes.writer, window)
        window.show_desk(actor="ana", demo=False)
        window.contacts.set_source(BaseSource(base, lanes.reader))
        window.set_writing(writing)
        desk = contact_desk(window.contacts, base, lanes, writing, theme, icons)
        window.set_contact_desk(desk)
        qtbot.waitUntil(lambda: lanes.reader.idle and lanes.writer.idle)
        return desk

    yield open_desk
    qtbot.waitUntil(lambda: lanes.writer.idle and lanes.reader.idle)
    window.set_contact_desk(None)
    qtbot.waitUntil(lambda: lanes.writer.idle)


def contact(base, name):
    with base.read() as session:
        statement = "SELECT id FROM person WHERE given_names = ?"
        return session.connection().exec_driver_sql(statement, (name,)).scalar_one()


def card(base):
    with base.read() as session:
        return contacts.card(session, contact(base, "Rosa"))


def kept_drafts(base):
    with base.read() as session:
        found = session.connection().exec_driver_sql("SELECT count(*) FROM setting WHERE name LIKE 'draft:%'")
        return found.scalar_one()


def show(qtbot, base, window, name="Rosa"):
    wanted = contact(base, name)
    window.contacts.show_one(wanted)
    record = window.contacts.record
    qtbot.waitUntil(lambda: record.record is not None and record.record.id == wanted)


def place(window, field):
    return next(place for place in window.contacts.record.view.places if place.key[0] == field)


def type_into(window, field, text):
    where = place(window, field)
    where.open()
    line = where.field.findChild(QLineEdit)
    line.setText(text)


def end_program(qtbot, base, window, lanes):
    """The window closes, and its program is gone."""
    window.set_contact_desk(None)
    qtbot.waitUntil(lambda: lanes.writer.idle)
    with base.write("Fin") as session:
        session.connection().exec_driver_sql(
            "UPDATE setting SET value = json_set(value, '$.holder.pid', 4194305) WHERE name LIKE 'draft:%'"
        )


@pytest.fixture
def closed_with_a_wrong_phone(qtbot, base, window, lanes, open_desk):
    open_desk()
    show(qtbot, base, window)
    type_into(window, "phones", WRONG)
    end_program(qtbot, base, window, lanes)
    assert kept_drafts(base) == 1
    assert card(base).phones == (PHONE,)


@pytest.mark.usefixtures("closed_with_a_wrong_phone")
def test_a_wrong_value_is_told_of_and_stands_in_its_field_again(qtbot, base, window, open_desk):
    said = []
    window.contacts.failed.connect(said.append)
    open_desk()
    assert said == ["En la ficha de Rosa Prueba quedó un dato sin guardar: teléfono. Ábrala para terminarlo."]
    show(qtbot, base, window, "Luz")
    show(qtbot, base, window)
    phone = place(window, "phones")
    assert phone.field.texts()[0] == WRONG
    assert "dígitos" in phone.field.reason
    phone.field.findChild(QLineEdit).setText("55 8765 4321")
    phone.commit()
    qtbot.waitUntil(lambda: card(base).phones == (Phone("+525587654321", "", "trabajo"),))
    assert kept_drafts(base) == 0


@pytest.mark.usefixtures("closed_with_a_wrong_phone")
def test_esc_throws_what_was_left_away(qtbot, base, window, open_desk):
    open_desk()
    show(qtbot, base, window)
    place(window, "phones").take_back()
    qtbot.waitUntil(lambda: kept_drafts(base) == 0)
    assert card(base).phones == (PHONE,)


@pytest.mark.usefixtures("closed_with_a_wrong_phone")
def test_closing_again_keeps_it_for_another_day(qtbot, base, window, lanes, open_desk):
    open_desk()
    show(qtbot, base, window)
    end_program(qtbot, base, window, lanes)
    assert kept_drafts(base) == 1


@pytest.mark.usefixtures("closed_with_a_wrong_phone")
def test_it_comes_as_a_new_value_where_its_own_is_gone(qtbot, base, window, open_desk):
    with base.read() as session:
        (row,) = session.connection().exec_driver_sql("SELECT id FROM phone").scalars()
    with base.write("Otro escritorio") as session:
        contact_edit.save(session, contact(base, "Rosa"), "phones", contact_edit.Kept(row, PHONE), None)
    open_desk()
    show(qtbot, base, window)
    phone = place(window, "phones")
    assert phone.key == ("phones", 0)
    assert phone.field.texts()[0] == WRONG


def test_what_can_be_kept_is_saved_and_leaves_no_draft(qtbot, base, window, lanes, open_desk):
    open_desk()
    show(qtbot, base, window)
    type_into(window, "known_as", "La Rubia")
    end_program(qtbot, base, window, lanes)
    assert card(base).known_as == "La Rubia"
    assert kept_drafts(base) == 0


def test_what_another_desk_stands_in_the_way_of_at_the_end_is_kept(qtbot, base, window, lanes, open_desk):
    open_desk()
    show(qtbot, base, window)
    type_into(window, "known_as", "La Rubia")
    with base.write("Otro escritorio") as session:
        before, after = {"known_as": "La Güera"}, {"known_as": "Doña Rosa"}
        contact_edit.save(session, contact(base, "Rosa"), "known_as", before, after)
    end_program(qtbot, base, window, lanes)
    assert card(base).known_as == "Doña Rosa"
    open_desk()
    show(qtbot, base, window)
    assert place(window, "known_as").field.texts() == ("La Rubia",)
    assert place(window, "known_as").field.reason == "Quedó sin guardar al cerrar el programa."
