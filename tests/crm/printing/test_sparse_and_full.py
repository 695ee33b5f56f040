"""Pages of what is hardly known, and of what has more than usual."""

import datetime
from dataclasses import replace

import pytest

from crm import activity_record, contacts, follow_up_list, request_list, tour_folder, tour_record, tours
from crm.activity_values import Participant
from crm.cards import Address, Card, Phone
from crm.contact_values import Kept, Reference
from crm.operations import log
from crm.precedence import in_order, seat
from crm.printing.attendance_sheet import attendance_sheet
from crm.printing.catalog import note
from crm.printing.councillor_note import activity_note, request_note
from crm.printing.follow_ups_by_person import follow_ups_by_person
from crm.printing.imprint import Imprint
from crm.printing.lettering import advances
from crm.printing.minutes_page import minutes_page
from crm.printing.name_cards import name_cards
from crm.printing.pdf import pdf
from crm.printing.session_report import interventions, session_report
from crm.printing.tour_folder_pages import tour_folder_pages
from crm.printing.tour_itinerary import tour_itinerary
from crm.printing.tour_report import tour_report
from crm.tour_values import NewTour
from tests.crm.printing.read_back import nothing_clipped, read_pdf

TODAY = datetime.date(2025, 10, 6)
IMPRINT = Imprint("registro de prueba", TODAY)


@pytest.fixture
def meeting(office):
    with office.base.read() as session:
        return activity_record.record(session, office.meeting, today=TODAY)


@pytest.fixture
def tour(office):
    with office.base.read() as session:
        return tour_record.record(session, office.tour, TODAY)


def read(document):
    found = read_pdf(pdf(document))
    nothing_clipped(found)
    return found


def bare(meeting):
    own = {**meeting.own, "agenda": "", "minutes": "", "link": "", "modality": ""}
    return replace(
        meeting,
        own=own,
        participants=(),
        follow_ups=(),
        attendance_line="",
        breakdown=(),
        notes=(),
        tour=None,
    )


@pytest.mark.parametrize("page", [attendance_sheet, minutes_page, session_report, activity_note, name_cards])
def test_a_meeting_of_which_nothing_is_known(meeting, page):
    found = read(page(bare(meeting), IMPRINT))
    assert len(found.pages) == 1
    for heading in ("Orden del día", "Compromisos", "Antecedentes", "participantes"):
        assert heading not in found.text


def test_a_session_without_hours_asks_for_them(meeting):
    when = replace(meeting.when, time="", end_time="")
    assert read(session_report(replace(meeting, when=when), IMPRINT)).text.count("por capturar") >= 2


def test_who_leads_calls_and_organises_comes_first_and_the_institute_before_others(meeting):
    called = [(one.name or one.institution) for one in in_order(meeting)]
    assert called[:4] == [
        "C.E. Bernardo Valle Monroy",
        "Consulado de Prueba",
        "Consejerías del Consejo General",
        "Dra. Rosa Prueba",
    ]
    assert called[4:] == [f"Persona {n} de la Peña Ñúñez" for n in range(1, 9)]
    equals = [
        replace(who, kept=Kept(1, replace(who.who, role="participante"))) for who in meeting.participants
    ]
    president = replace(equals[9], name="C.P. Patricia Prueba")
    seated = in_order(replace(meeting, participants=(*equals, president)))
    assert [one.name for one in seated[:2]] == ["C.P. Patricia Prueba", "C.E. Bernardo Valle Monroy"]


def test_an_institution_sits_without_a_name(meeting):
    (consulate,) = [who for who in meeting.participants if who.name == "Consulado de Prueba"]
    assert seat(consulate)[:3] == ("", "", "Consulado de Prueba")


def test_an_intervention_has_one_speaker(meeting):
    seats = in_order(meeting)
    said, rest = interventions(
        "Persona: de quién no se sabe\nNota: nada\nPersona 3: Sí.\nY otra cosa.\n\nFin", seats
    )
    assert [(one.who.name, one.text) for one in said] == [("Persona 3 de la Peña Ñúñez", "Sí.\nY otra cosa.")]
    assert rest.split("\n")[0] == "Persona: de quién no se sabe"
    assert rest.strip().endswith("Fin")


@pytest.mark.parametrize("times", [1, 5, 40])
def test_a_card_has_room_for_any_name(meeting, times):
    name = "Mtra. María de los Ángeles Guadalupe " * times
    who = replace(
        meeting.participants[0],
        name=name,
        kept=Kept(1, Participant(Reference(1, name), Reference(2, "Federación " * times), post="Titular")),
    )
    document = name_cards(replace(meeting, participants=(who,) * 5), IMPRINT)
    found = read_pdf(pdf(document))
    assert len(found.pages) == 2
    for page in found.pages:
        for line in page:
            assert 45 < line.left < line.right < 567
            assert 36 < line.bottom < line.top < 756
    assert ("…" in found.text) == (times == 40)


def test_a_commitment_says_how_it_stands(meeting):
    row = meeting.follow_ups[0]
    rows = (
        row._replace(state="en espera", waiting_for="la firma", is_overdue=False),
        row._replace(commitment="12/2025", due_on="", is_overdue=False),
    )
    found = read(minutes_page(replace(meeting, follow_ups=rows), IMPRINT)).text
    for words in ("En espera de la firma", "12/2025", "sin fecha", "2 compromisos"):
        assert words in found
    listed = read(follow_ups_by_person(rows, IMPRINT)).text
    assert "(compromiso 12/2025)" in listed
    assert "vencido" not in listed


def test_nobody_owes_anything():
    assert "No hay seguimientos abiertos." in read(follow_ups_by_person([], IMPRINT)).text


def test_a_tour_of_which_only_the_name_is_known(office):
    with office.base.write("Prueba") as session:
        number = tours.create(session, NewTour("Norte"))
    with office.base.read() as session:
        folder = tour_folder.folder(session, number, TODAY)
    for page, subject in (
        (tour_itinerary, folder.tour),
        (tour_report, folder.tour),
        (tour_folder_pages, folder),
    ):
        found = read(page(subject, IMPRINT))
        assert "Norte" in found.text
        assert "Ruta de viaje" not in found.text
    assert "No hay compromisos pendientes." in read(tour_folder_pages(folder, IMPRINT)).text


def test_a_tour_tells_who_led_each_stop_its_notes_and_what_belongs_to_none(tour):
    first, second = tour.stops
    full = replace(
        tour,
        official=0,
        stops=(first, replace(second, official=0)),
        notes=((1, "Vuelo de noche"),),
        activities=(*tour.activities, replace(tour.activities[0], id=99, stop=0, title="De ninguna etapa")),
    )
    found = read(tour_report(full, IMPRINT)).text
    for words in (
        "Otras actividades",
        "De ninguna etapa",
        "Vuelo de noche",
        "por capturar",
        "Documento de origen",
    ):
        assert words in found
    led = replace(tour, official=0, stops=(replace(first, official=tour.official), second))
    assert "A cargo: entonces C.E. Bernardo Valle Monroy" in read(tour_itinerary(led, IMPRINT)).text


def test_the_folder_names_consulates_and_organisations_of_each_city(office):
    card = Card(
        "organization",
        official_name="Club de Las Vegas",
        phones=(Phone("+17025550134"),),
        addresses=(Address(country="US", city="Las Vegas"),),
    )
    consulate = replace(card, official_name="Zona consular", organization_kind="consulado", phones=())
    with office.base.write("Alta") as session:
        contacts.create(session, card)
        contacts.create(session, consulate)
        contacts.create(
            session,
            Card("person", given_names="Vecina", addresses=(Address(country="US", city="Las Vegas"),)),
        )
    with office.base.read() as session:
        folder = tour_folder.folder(session, office.tour, TODAY)
    nearby = {city: [one.name for one in found] for city, found in folder.nearby}
    assert nearby["Las Vegas"] == ["Zona consular", "Club de Las Vegas"]
    found = read(tour_folder_pages(folder, IMPRINT)).text
    assert "Contactos locales" in found
    assert "+1 702-555-0134" in found
    assert "Vecina" not in found


def test_a_profile_is_cut_at_a_word(office):
    with office.base.read() as session:
        folder = tour_folder.folder(session, office.tour, TODAY)
    (rosa,) = [one for one in folder.profiles if "Rosa" in one.name]
    assert len(rosa.text) <= tour_folder.PROFILE + 1
    assert rosa.text.endswith("…")
    assert not rosa.text.endswith(" …")
    assert folder.profiles[0].line


def test_what_is_owed_on_a_tour_comes_by_when_it_is_due(office):
    with office.base.read() as session:
        pending = tour_folder.folder(session, office.tour, TODAY).pending
        every = follow_up_list.ids(session)
    assert [row.what for row in pending] == [
        "Enviar carteles a los consulados",
        "Traducir la guía",
        "Confirmar la sede",
        "Sin nadie",
    ]
    assert len(every) == 5


def test_a_request_without_a_term(office):
    with office.base.read() as session:
        record = request_list.record(session, office.request, TODAY)
    found = read(request_note(replace(record, term=None, notes=((1, "Es la segunda"),)), IMPRINT)).text
    assert "Plazo" not in found
    assert "Es la segunda" in found


def test_the_trace_of_a_page_names_nobody(office):
    note(office.base, "Minuta")
    with office.base.read() as session:
        last = log(session)[0]
    assert (last.title, last.kind) == ("Imprimir o guardar en PDF: Minuta", "reading")


def test_a_letter_that_is_missing_is_as_wide_as_what_stands_for_it():
    known = advances("Inter-Regular")
    assert known["\U0001f389"] == known["□"]
