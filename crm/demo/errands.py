"""Invented follow-ups, requests and tours of a demo base."""

import datetime
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from crm import requests, tours
from crm.contact_values import Reference
from crm.demo.activities import RESPONSIBLE
from crm.demo.cast import Body, Cast, Office
from crm.demo.dice import Dice
from crm.demo.institutions import INVENTED
from crm.follow_up_values import CANCELLED, DONE, OPEN, NewFollowUp, Task
from crm.request_values import INCOMING, OUTGOING, Answer, NewRequest
from crm.tour_values import NewTour, Stop

_ERRANDS = (
    "Llamar para confirmar la fecha",
    "Enviar la invitación",
    "Pedir la lista de asistencia",
    "Actualizar los datos de contacto",
    "Mandar el material impreso",
    "Preparar la tarjeta informativa",
    "Responder el oficio",
    "Proponer una reunión",
    "Revisar el borrador",
    "Agradecer la participación",
)
_WAITS = ("su respuesta", "la firma", "los datos que faltan", "la fecha de la sede")
_SUBJECTS = (
    "Solicitud de información sobre el voto desde el extranjero",
    "Invitación a participar en un foro",
    "Solicitud de materiales de difusión",
    "Consulta sobre la observación electoral",
    "Propuesta de colaboración académica",
    "Solicitud de una reunión de trabajo",
)
_CITIES = (("Los Ángeles", "San Diego"), ("Chicago",), ("Houston", "San Antonio"), ("Nueva York",))


def follow_ups(
    dice: Dice, bodies: Sequence[Body], activities: Sequence[int], count: int, years: int
) -> Iterator[NewFollowUp]:
    """``count`` follow-ups about these organisations, their people and these activities; most are done."""
    first = datetime.date(dice.today.year - years, 1, 1)
    days = (dice.today - first).days + 45
    for _ in range(count):
        due = first + datetime.timedelta(days=int(dice.random.random() * days))
        state = _state(dice, due)
        body = dice.pick(bodies)
        about = dice.pick((body.id, dice.pick(body.people), dice.pick(activities)))
        steps = dice.pick(((), (), (), ("Llamar", "Escribir", "Confirmar")))
        yield NewFollowUp(
            what=dice.pick(_ERRANDS),
            responsible=dice.pick(RESPONSIBLE),
            due=due.isoformat() if dice.chance(0.95) else "",
            priority=dice.pick(("normal", "normal", "normal", "alta", "baja")),
            state=state,
            waiting_for=dice.pick(_WAITS) if state == "en espera" else "",
            done_on=min(due, dice.today).isoformat() if state == DONE else "",
            links=(about,),
            checklist=tuple(Task(step, state == DONE) for step in steps),
            source=INVENTED,
        )


def _state(dice: Dice, due: datetime.date) -> str:
    behind = (dice.today - due).days
    open_ones = 0.004 if behind > 90 else 0.25 if behind > 0 else 0.97
    if dice.chance(open_ones):
        return dice.pick((OPEN[0], OPEN[0], OPEN[0], *OPEN[1:]))
    return CANCELLED if dice.chance(0.03) else DONE


def write_tours(session: Session, dice: Dice) -> list[tuple[int, Stop, datetime.date]]:
    """Write down tours of the last year, nobody in charge of them; return each stop with its tour and first day."""
    made: list[tuple[int, Stop, datetime.date]] = []
    for number, cities in enumerate(_CITIES):
        day = dice.today - datetime.timedelta(days=330 - 80 * number + dice.bits(4))
        starts = [day + datetime.timedelta(days=2 * place) for place in range(len(cities))]
        ends = [start + datetime.timedelta(days=1) for start in starts]
        stops = tuple(
            Stop(city, "US", "", start.isoformat(), end.isoformat())
            for city, start, end in zip(cities, starts, ends, strict=True)
        )
        tour = tours.create(
            session,
            NewTour(
                title=f"Gira de prueba: {'/'.join(cities)}",
                purpose="Conocer el trabajo de los clubes",
                start=starts[0].isoformat(),
                end=ends[-1].isoformat(),
                stops=stops,
                source=INVENTED,
            ),
        )
        made += [
            (tour, stop, start) for stop, start in zip(tours.stops_of(session, tour), starts, strict=True)
        ]
    return made


def write_requests(session: Session, dice: Dice, cast: Cast, office: Office, count: int) -> None:
    """Write down requests of invented institutions, the oldest first, each as far as it has come."""
    senders = [body for body in cast.bodies if body.kind == "institución"]
    behind = sorted((int(dice.random.random() ** 2 * 300) for _ in range(count)), reverse=True)
    for number, days in enumerate(behind, 1):
        received = dice.today - datetime.timedelta(days=days)
        sender = dice.pick(senders)
        request = requests.create(
            session,
            NewRequest(
                subject=dice.pick(_SUBJECTS),
                direction=INCOMING if dice.chance(0.8) else OUTGOING,
                office_number=f"DEMO/{number:03d}/{received.year}",
                received=received.isoformat(),
                time=f"{9 + int(dice.random.random() * 9):02d}:30",
                sender=Reference(sender.id, sender.name, "organization"),
                term=dice.pick((None, 3, 5, 10)),
                area=dice.pick(sorted(office.areas.values())) if dice.chance(0.8) else None,
                instruction="Para su atención" if dice.chance(0.5) else "",
                source=INVENTED,
            ),
            today=received,
        )
        if days > 20 or dice.chance(0.3):
            answered = min(received + datetime.timedelta(days=1 + dice.bits(3)), dice.today)
            if number % 8:
                requests.attend(
                    session, request, Answer("Se respondió lo que se pedía.", answered.isoformat())
                )
            else:
                requests.drop(session, request, "Se retiró la solicitud.")
