"""An activity whole and the rows of the list."""

import datetime

import pytest
from sqlalchemy import event

from crm import (
    activities,
    activity_kinds,
    activity_list,
    activity_record,
    areas,
    contacts,
    follow_ups,
    plans,
    trash,
)
from crm.activity_values import NewActivity, Participant, When
from crm.cards import Card, Post
from crm.contact_values import Kept, Reference
from crm.errors import NotFound
from crm.follow_up_values import NewFollowUp

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def rosa(stocked):
    card = Card(
        "person",
        treatment="Dra.",
        given_names="Rosa",
        first_surname="Prueba",
        posts=(Post("Club de Prueba", "Presidenta"),),
    )
    with stocked.write("Alta") as session:
        return contacts.create(session, card)


@pytest.fixture
def meeting(stocked, rosa):
    with stocked.write("Alta") as session:
        official = next(one for one in areas.officials(session) if one.name == "Bernardo Valle Monroy")
        new = NewActivity(
            kind=activity_kinds.find(session, "curso").id,
            title="La Ruta",
            when=When("2024-04-10", "18:00", zone="America/Los_Angeles"),
            state="realizada",
            place="Casa de Cultura",
            city="Los Ángeles",
            country="US",
            language="es",
            minutes="→ Enviar carteles (Ana, 12/4)",
            attendance=207,
            nationalities=17,
            breakdown=(("mujeres", 120),),
            medium="Facebook",
            impressions=1500,
            interactions=1,
            participants=(
                Participant(Reference(rosa, "", "person"), post=None, state="asistió"),
                Participant(official=official.id, role="encabeza"),
                Participant(area=areas.areas(session)[0].id, role="organiza"),
                Participant(
                    organization=Reference(0, "Federación de Prueba", "organization"), role="convoca"
                ),
            ),
            counts=(plans.find(session, "estrategia-2022-2024", "1.3"),),
            notes=("Lleno total",),
            links=(rosa,),
            source="Informe",
        )
        return activities.create(session, new, today=TODAY)


def read(base, activity):
    with base.read() as session:
        return activity_record.record(session, activity, today=TODAY)


def test_the_record_reads_as_people_would_say_it(stocked, meeting, rosa):
    found = read(stocked, meeting)
    assert (found.title, found.kind.label, found.state) == ("La Ruta", "curso", "realizada")
    assert found.when_words == "miércoles 10 de abril de 2024, 19:00 · 18:00 en Los Ángeles"
    assert found.place_line == "Casa de Cultura, Los Ángeles, Estados Unidos"
    assert found.attendance_line == "207 personas de 17 nacionalidades"
    assert found.reach_line == "Facebook · 1,500 impresiones · 1 interacción"
    assert found.language == "español"
    assert [(who.name, who.line, who.role, who.state) for who in found.participants] == [
        ("Dra. Rosa Prueba", "Presidenta, Club de Prueba", "Participa", "asistió"),
        ("entonces C.E. Bernardo Valle Monroy", "", "Encabeza", ""),
        ("Consejerías del Consejo General", "", "Organiza", ""),
        ("Federación de Prueba", "", "Convoca", ""),
    ]
    assert [(item.code, item.level) for item in found.counts] == [("1.3", "actividad")]
    assert found.breakdown == (("mujeres", 120),)
    assert [note.value for note in found.notes] == ["Lleno total"]
    assert [(link.reference.id, link.reference.name, link.line) for link in found.links] == [
        (rosa, "Rosa Prueba", "Persona")
    ]
    assert [(row.what, row.due_on) for row in found.follow_ups] == [("Enviar carteles", "2024-04-12")]
    assert (found.documents, found.trashed, found.repeats, found.tour) == (0, False, "", None)


def test_what_is_read_is_what_an_edit_starts_from(stocked, meeting, rosa):
    from crm import activity_edit

    found = read(stocked, meeting)
    with stocked.write("Cambio") as session:
        for field in ("attendance", "nationalities"):
            assert field in found.own
        before = {name: found.own[name] for name in ("place", "city", "country")}
        activity_edit.save(session, meeting, "place", before, {**before, "place": "Otra"}, today=TODAY)
        activity_edit.save(session, meeting, "when", found.when, When("2024-04-11"), today=TODAY)
        first = found.participants[0]
        gone = Participant(first.who.person, first.who.organization, post="Presidenta", state="no asistió")
        activity_edit.save(session, meeting, "participants", first.kept, gone, today=TODAY)
        note = found.notes[0]
        activity_edit.save(session, meeting, "notes", note, None, today=TODAY)
    now = read(stocked, meeting)
    assert (now.own["place"], now.when, now.participants[0].state, now.notes) == (
        "Otra",
        When("2024-04-11"),
        "no asistió",
        (),
    )
    assert isinstance(first.kept, Kept)


def test_who_went_to_the_trash_is_still_named_where_they_took_part(stocked, meeting, rosa):
    with stocked.write("Papelera") as session:
        trash.trash(session, [rosa])
    found = read(stocked, meeting)
    assert found.participants[0].name == "Dra. Rosa Prueba"
    assert [link.line for link in found.links] == ["Persona (en la papelera)"]


def test_what_refers_to_it_is_shown(stocked, meeting):
    with stocked.write("Alta") as session:
        other = NewActivity(activity_kinds.find(session, "visita").id, "Visita previa", links=(meeting,))
        activities.create(session, other, today=TODAY)
        follow_ups.create(session, NewFollowUp("Agradecer", links=(meeting,)))
    found = read(stocked, meeting)
    assert [link.reference.name for link in found.links if not link.outward] == ["Visita previa"]
    assert [row.what for row in found.follow_ups] == ["Enviar carteles", "Agradecer"]


def test_there_is_a_sentence_for_what_is_not_there(stocked, rosa):
    for number in (999, rosa):
        with pytest.raises(NotFound, match=f"No hay ninguna actividad con el número {number}"):
            read(stocked, number)


def test_rows_of_the_list_in_the_order_asked_for(stocked, meeting):
    with stocked.write("Alta") as session:
        kind = activity_kinds.find(session, "boletín").id
        notice = activities.create(session, NewActivity(kind, "Boletín 12", When("2025-10-07")), today=TODAY)
    with stocked.read() as session:
        second, first = activity_list.rows(session, [notice, 999, meeting], today=TODAY)
    assert (first.title, first.when, first.day) == (
        "La Ruta",
        "10 abr 2024, 19:00 · 18:00 en Los Ángeles",
        "2024-04-10",
    )
    assert (first.place, first.people, first.reach, first.promises) == (
        "Casa de Cultura, Los Ángeles",
        207,
        1500,
        1,
    )
    assert "Club de Prueba" in first.who
    assert (second.title, second.family, second.when, second.people) == (
        "Boletín 12",
        "producto",
        "mañana",
        None,
    )
    with stocked.write("Papelera") as session:
        trash.trash(session, [notice])
    with stocked.read() as session:
        assert activity_list.rows(session, [notice], today=TODAY) == []


def test_a_page_of_rows_is_one_statement_and_a_record_four(stocked, meeting):
    asked = []
    with stocked.read() as session:
        engine = session.connection().engine
        event.listen(engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
        activity_list.rows(session, [meeting], today=TODAY)
        assert len(asked) == 1
        activity_record.record(session, meeting, today=TODAY)
        assert len(asked) == 5
