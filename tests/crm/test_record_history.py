"""What was done to a follow-up, a request and a tour, in words."""

import datetime
from dataclasses import replace

import pytest

from crm import areas, contact_history, follow_ups, requests, tours
from crm.contact_values import Kept, Reference
from crm.follow_up_values import NewFollowUp, Task
from crm.request_values import Answer, NewRequest
from crm.tour_values import NewTour, Stop

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def told(stocked):
    def texts(record):
        with stocked.read() as session:
            found = contact_history.history(session, record, today=TODAY, created="Se creó.")
        return [{detail.text for detail in entry.details} for entry in found]

    return texts


def test_a_follow_up(stocked, told):
    with stocked.write("Alta") as session:
        number = follow_ups.create(
            session, NewFollowUp("Enviar", "Ana", "2025-10-09", checklist=(Task("Pedir"),))
        )
    with stocked.write("Cambio") as session:
        follow_ups.save(session, number, "due", {"due_on": "2025-10-09"}, {"due_on": "2025-10-10"})
        moment = follow_ups.reminder(datetime.date(2025, 10, 8), "09:00")
        follow_ups.save(session, number, "remind_at", {"remind_at": ""}, {"remind_at": moment})
    with stocked.write("Pasos") as session:
        follow_ups.save(session, number, "checklist", Kept(1, Task("Pedir")), Task("Pedir", done=True))
    with stocked.write("Estado") as session:
        follow_ups.set_state(session, number, "en espera", today=TODAY, waiting_for="el INE")
    assert told(number) == [
        {"Estado: pendiente → en espera", "En espera de: – → el INE"},
        {"Hecho: no → sí"},
        {"Vence: 9 oct 2025 → 10 oct 2025", "Recordatorio: – → 8 oct 2025, 09:00"},
        {"Se creó."},
    ]


def test_a_request(stocked, told):
    with stocked.read() as session:
        first, second = areas.areas(session)[:2]
    with stocked.write("Alta") as session:
        number = requests.create(
            session, NewRequest("Pide datos", sender=Reference(0, "INE", "organization")), today=TODAY
        )
    with stocked.write("Turno") as session:
        requests.channel(session, number, area=first.id, on=TODAY, instruction="Atender", copies=[second.id])
    with stocked.write("Otro turno") as session:
        requests.channel(session, number, area=second.id, on=TODAY, instruction="Atender")
    with stocked.write("Respuesta") as session:
        requests.attend(session, number, Answer("Se envió", "2025-10-06", "IECM/1"))
    assert told(number) == [
        {
            "Estado: turnada → atendida",
            "Respuesta: – → Se envió",
            "Día de la respuesta: – → 6 oct 2025",
            "Oficio de respuesta: – → IECM/1",
        },
        {f"Área: {first.code} → {second.code}", f"Se quitó una copia para un área: {second.code}"},
        {
            f"Área: – → {first.code}",
            "Instrucción: – → Atender",
            "Turnada el: – → 6 oct 2025",
            "Estado: recibida → turnada",
            "Se agregó una copia para un área.",
        },
        {"Se creó."},
    ]


def test_a_tour(stocked, told):
    with stocked.read() as session:
        official = areas.officials(session)[0]
    with stocked.write("Alta") as session:
        number = tours.create(session, NewTour("Gira", start="2025-10", stops=(Stop("Chicago", "US"),)))
    with stocked.read() as session:
        [stop] = tours.stops_of(session, number)
    with stocked.write("Etapas") as session:
        changed = (replace(stop, city="Dallas", official=official.id), Stop("Houston"))
        tours.save(session, number, "stops", (stop,), changed)
    with stocked.write("Menos") as session:
        tours.save(session, number, "stops", (), tours.stops_of(session, number)[1:])
    with stocked.write("Fechas") as session:
        tours.save(session, number, "when", {"start_on": "2025-10"}, {"start_on": "2025-10-13"})
    assert told(number) == [
        {"Desde: oct 2025 → 13 oct 2025"},
        {f"Se quitó una etapa: Dallas, Estados Unidos, {official.name}"},
        {"Ciudad: Chicago → Dallas", f"A cargo: – → {official.name}", "Se agregó una etapa."},
        {"Se creó."},
    ]
