"""An office with a meeting, a tour and a request to print."""

import datetime
from typing import NamedTuple

import pytest

from crm import activities, activity_edit, activity_kinds, areas, contacts, follow_ups, requests, tours
from crm.activity_values import NewActivity, Participant, When
from crm.base import Base
from crm.cards import Card, Email, Phone, Post
from crm.contact_values import Reference
from crm.follow_up_values import NewFollowUp
from crm.printing.catalog import Printed, Wanted, make
from crm.request_values import NewRequest
from crm.tour_values import NewTour, Stop
from tests.crm.agreement_cases import SIGNED, add

TODAY = datetime.date(2025, 10, 6)

AGENDA = "1. Bienvenida\n2. Voto desde el extranjero: registro y modalidades\n3. Asuntos generales"
MINUTES = """Se dio la bienvenida a las y los asistentes.

Rosa Prueba: Propuso que la credencialización empiece en enero y que los consulados reciban antes los carteles.
Pidió además traducirlos.

C.E. Bernardo Valle Monroy: Agradeció la propuesta.

- Se revisó el calendario.
- Se acordó volver a reunirse.
→ Enviar carteles a los consulados (Ana Uno, 15/10)
[ ] Traducir la guía (Club de Prueba, 20/10)
→ Confirmar la sede"""


class Office(NamedTuple):
    """What there is to print."""

    base: Base
    meeting: int
    tour: int
    request: int
    agreement: int
    people: tuple[str, ...]

    def page(self, code: str, record: int = 0) -> Printed:
        with self.base.read() as session:
            return make(session, Wanted(code, record), TODAY)


@pytest.fixture
def office(stocked: Base) -> Office:
    people = tuple(f"Persona {n} de la Peña Ñúñez" for n in range(1, 9))
    with stocked.write("Alta") as session:
        rosa = contacts.create(
            session,
            Card(
                "person",
                treatment="Dra.",
                given_names="Rosa",
                first_surname="Prueba",
                posts=(Post("Club de Prueba", "Presidenta"),),
                phones=(Phone("+13105550134"),),
                emails=(Email("rosa@example.org"),),
                notes=("Fundó el club hace veinte años. " * 20,),
            ),
        )
        valle = next(one for one in areas.officials(session) if one.name == "Bernardo Valle Monroy").id
        tour = tours.create(
            session,
            NewTour(
                "Los Ángeles y Las Vegas",
                "Informar a las y los chilangos residentes de su derecho al voto.",
                valle,
                "2024-04-09",
                "2024-04-13",
                (
                    Stop("Los Ángeles", "US", "America/Los_Angeles", "2024-04-09", "2024-04-11"),
                    Stop(
                        "Las Vegas", "US", start="2024-04-12", end="2024-04-13", notes="Traslado por tierra"
                    ),
                ),
                results="Tres clubes se suman a la Red Voto Chilango.",
                source="Informe final",
            ),
        )
        stops = tours.stops_of(session, tour)
        kind = activity_kinds.find(session, "reunión").id
        meeting = activities.create(
            session,
            NewActivity(
                kind,
                "Mesa de diálogo con organizaciones de personas originarias de la Ciudad de México",
                When("2024-04-10", "18:00", "", "19:30", "America/Los_Angeles"),
                "realizada",
                place="Casa de Cultura",
                city="Los Ángeles",
                country="US",
                modality="presencial",
                agenda=AGENDA,
                attendance=207,
                nationalities=17,
                breakdown=(("mujeres", 120), ("hombres", 87)),
                participants=(
                    *(
                        Participant(
                            Reference(0, name, "person"),
                            Reference(
                                0, "Federación de Clubes de Prueba del Sur de California", "organization"
                            ),
                            post="Integrante",
                            state="confirmó",
                        )
                        for name in people
                    ),
                    Participant(Reference(rosa, "", "person"), post=None, role="ponente", state="asistió"),
                    Participant(official=valle, role="encabeza"),
                    Participant(area=areas.areas(session)[0].id, role="organiza"),
                    Participant(
                        organization=Reference(0, "Consulado de Prueba", "organization"), role="convoca"
                    ),
                ),
                tour=tour,
                tour_stop=stops[0].id,
                notes=("Antes hubo dos reuniones.",),
            ),
            today=TODAY,
        )
        activity_edit.save(session, meeting, "minutes", {"minutes": ""}, {"minutes": MINUTES}, today=TODAY)
        follow_ups.create(
            session, NewFollowUp("Llamar al consulado", responsible="Ana Uno", due="2025-10-01")
        )
        follow_ups.create(session, NewFollowUp("Sin nadie", links=(rosa,)))
        activities.create(
            session,
            NewActivity(kind, "Reunión de trabajo", When("2025-10-08", "12:30", "", "14:00"), place="Sala 3"),
            today=TODAY,
        )
        activities.create(session, NewActivity(kind, "De este mes", When("2025-10")), today=TODAY)
        request = requests.create(
            session,
            NewRequest(
                "Solicita información del voto desde el extranjero",
                office_number="INE/DERFE/0123/2025",
                received="2025-10-01",
                time="12:30",
                sender=Reference(0, "Instituto de Prueba", "organization"),
                term=5,
                area=areas.areas(session)[0].id,
                instruction="Preparar la respuesta.",
            ),
            today=TODAY,
        )
    return Office(stocked, meeting, tour, request, add(stocked, SIGNED), people)
