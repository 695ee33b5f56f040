"""Invented activities: two years of an office's meetings, events and small products, past and still to come."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crm.activity_values import CANCELLED, DONE, PLANNED, POSTPONED, NewActivity, Participant, When
from crm.contact_values import Reference
from crm.demo.cast import Body, Cast, Office
from crm.demo.dice import Dice, weighted_table
from crm.demo.institutions import INVENTED

RESPONSIBLE = ("Citlali R.", "Beto M.", "Ximena O.", "Nayeli C.", "Tonatiuh V.")
"""Who works in the demo's office."""

_MEETINGS = {
    "reunión": 40,
    "mesa de diálogo": 6,
    "evento": 6,
    "conversatorio": 8,
    "sesión informativa": 9,
    "curso": 3,
    "taller": 5,
    "focus group": 2,
    "foro": 4,
    "seminario": 3,
    "sesión de comisión": 4,
    "sesión de trabajo": 6,
    "módulo informativo": 3,
    "visita": 5,
    "llamada": 8,
    "envío": 3,
}
_PRODUCTS = {
    "publicación": 40,
    "aviso de sesión": 12,
    "seguimiento de sesión": 10,
    "nota informativa": 10,
    "actualización del Sistema de Vinculación con los OPL": 7,
    "boletín": 6,
    "cápsula": 5,
    "podcast": 3,
}
_TOPICS = (
    "credencialización desde el extranjero",
    "el voto por internet",
    "la Diputación Migrante",
    "observación electoral",
    "el presupuesto participativo",
    "educación cívica en las comunidades",
    "el registro en la lista nominal",
    "derechos político-electorales",
    "la Red Voto Chilango",
    "el intercambio de materiales",
)
_TITLES = {
    "aviso de sesión": "Aviso de la sesión {n} de prueba",
    "seguimiento de sesión": "Seguimiento de la sesión {n} de prueba",
    "actualización del Sistema de Vinculación con los OPL": "Actualización {n} del sistema",
    "envío": "Envío de materiales sobre {topic}",
    "módulo informativo": "Módulo informativo sobre {topic}",
}
_CODES = {
    "aviso de sesión": ("AI 1.2",),
    "seguimiento de sesión": ("AI 1.1",),
    "actualización del Sistema de Vinculación con los OPL": ("AI 1.3",),
    "nota informativa": ("AI 2.2",),
    "boletín": ("AI 2.2", "2.2"),
    "publicación": ("AI 4.2", "2.2"),
    "cápsula": ("AI 4.2", "2.2"),
    "podcast": ("AI 4.2", "2.2"),
    "curso": ("AI 3.3", "1.3"),
    "taller": ("AI 3.3",),
    "focus group": ("AI 4.1", "4.4"),
}
_WITH_CLUBS, _WITH_OTHERS = ("AI 4.1", "3.4"), ("AI 3.1", "4.1")
_MEDIA = ("Facebook", "Instagram", "X", "YouTube", "Sitio web")
_PUBLIC = frozenset(
    ("evento", "conversatorio", "sesión informativa", "curso", "taller", "foro", "seminario", "focus group")
)
_PROMISES = (
    "Enviar la relación de clubes",
    "Mandar los carteles",
    "Proponer fechas para el taller",
    "Compartir la presentación",
    "Revisar el proyecto de programa de trabajo",
    "Confirmar a quién se convoca",
)
_MINUTES = "Se revisó el avance sobre {topic} y se acordaron los siguientes pasos."


ABROAD = (
    ("Los Ángeles", "US", "America/Los_Angeles"),
    ("Chicago", "US", "America/Chicago"),
    ("Madrid", "ES", "Europe/Madrid"),
    ("Santiago de Chile", "CL", "America/Santiago"),
    ("Sídney", "AU", "Australia/Sydney"),
)
"""Cities whose clocks change, each on days of its own, with their countries and zones."""

_AROUND_CHANGES = (1, 3, 4, 7, 9, 10, 11)
"""Months before and after those changes, north and south."""

_LATER = datetime.timedelta(weeks=12)


class Activities:
    """Makes activities of a span of years up to two months from today."""

    def __init__(self, dice: Dice, cast: Cast, office: Office, years: int) -> None:
        self._dice = dice
        self._office = office
        self._bodies = cast.bodies
        self._clubs = [body for body in self._bodies if body.category == "migrante"]
        self._first = datetime.date(dice.today.year - years, 1, 1)
        self._days = (dice.today - self._first).days + 60
        self._meetings = _drawn_from(_MEETINGS, office)
        self._products = _drawn_from(_PRODUCTS, office)

    def of(self, count: int, *, minutes: bool) -> Iterator[NewActivity]:
        """``count`` of them; ``minutes``: some meetings have minutes with commitments."""
        for number in range(1, count + 1):
            if self._dice.chance(0.45):
                yield self._meeting(self._day(), self._company(), minutes=minutes)
            else:
                yield self._product(number)

    def abroad(self) -> Iterator[NewActivity]:
        """Online sessions at seven in the evening of where people live, before and after their clocks change."""
        for year in range(max(self._first.year, self._dice.today.year - 1), self._dice.today.year + 1):
            for month in _AROUND_CHANGES:
                for city, country, zone in ABROAD:
                    day = datetime.date(year, month, 12)
                    yield NewActivity(
                        kind=self._office.kinds["sesión informativa"],
                        title=f"Sesión informativa en línea: {city}",
                        when=When(day.isoformat(), "19:00", "", "20:00", zone),
                        state=self._state(day),
                        city=city,
                        country=country,
                        link=f"https://example.org/sala/{self._dice.bits(24):06x}",
                        modality="virtual",
                        counts=self._office.counts(_WITH_CLUBS, day.isoformat()),
                        source=INVENTED,
                    )

    def on_tour(self, city: str, first: datetime.date, tour: int, stop: int) -> Iterator[NewActivity]:
        """What was done at a stop of a tour: meetings with the clubs of the city."""
        for number, body in enumerate([club for club in self._clubs if club.city == city][:3]):
            day = first + datetime.timedelta(days=number % 2)
            yield replace(self._meeting(day, [body], minutes=True), tour=tour, tour_stop=stop)

    def _day(self) -> datetime.date:
        day = self._first + datetime.timedelta(days=int(self._dice.random.random() * self._days))
        # The office works from Monday to Friday, but for one in eight weekends.
        if day.weekday() >= 5 and not self._dice.chance(0.12):
            day -= datetime.timedelta(days=day.weekday() - 4)
        return day

    def _company(self) -> list[Body]:
        dice = self._dice
        # The first is the one whom the office meets most: its timeline is long.
        first = self._clubs[0] if dice.chance(0.24) else dice.pick(self._bodies)
        others = [dice.pick(self._clubs) for _ in range(dice.pick((0, 0, 0, 1, 1, 2, 3)))]
        return list({body.id: body for body in (first, *others)}.values())

    def _meeting(self, day: datetime.date, bodies: Sequence[Body], *, minutes: bool) -> NewActivity:
        dice, host = self._dice, bodies[0]
        kind, topic = dice.pick(self._meetings), dice.pick(_TOPICS)
        modality = dice.pick(("virtual", "virtual", "presencial", "híbrida")) if host.city else "virtual"
        is_there = modality != "virtual"
        state = self._state(day)
        public = kind in _PUBLIC and state == DONE
        clubs = host.category == "migrante"
        return NewActivity(
            kind=self._office.kinds[kind],
            title=self._title(kind, topic, host),
            when=self._hours(day, host.zone if is_there else ""),
            state=state,
            city=host.city if is_there else "",
            country=host.country if is_there else "",
            link="" if is_there else f"https://example.org/sala/{dice.bits(24):06x}",
            modality=modality,
            agenda=f"Avances sobre {topic}" if dice.chance(0.3) else "",
            minutes=self._minutes(day, topic) if minutes and state == DONE and dice.chance(0.1) else "",
            attendance=8 + dice.bits(6) if public else None,
            nationalities=2 + dice.bits(3) if public and dice.chance(0.2) else None,
            participants=tuple(self._participants(bodies, state)),
            counts=self._office.counts(
                _CODES.get(kind, _WITH_CLUBS if clubs else _WITH_OTHERS), day.isoformat()
            ),
            source=INVENTED,
        )

    def _product(self, number: int) -> NewActivity:
        dice = self._dice
        day, kind = self._day(), dice.pick(self._products)
        if day > dice.today:  # nothing is published before its time
            day -= _LATER
        title = _TITLES.get(kind, "{kind} sobre {topic}")
        published = kind in ("publicación", "cápsula", "podcast", "boletín")
        reach = 40 + dice.bits(11) if published else None
        return NewActivity(
            kind=self._office.kinds[kind],
            title=title.format(kind=kind.capitalize(), topic=dice.pick(_TOPICS), n=number),
            when=When(day.isoformat()),
            state=DONE,
            medium=dice.pick(_MEDIA) if published else "",
            impressions=reach,
            interactions=reach // 12 if reach else None,
            counts=self._office.counts(_CODES[kind], day.isoformat()),
            source=INVENTED,
        )

    def _title(self, kind: str, topic: str, host: Body) -> str:
        if kind in _TITLES:
            return _TITLES[kind].format(topic=topic)
        words = ("{kind} sobre {topic}", "{kind} con {host}") if kind not in ("llamada", "visita") else ()
        return self._dice.pick(words or ("{kind} a {host}",)).format(
            kind=kind.capitalize(), topic=topic, host=host.name
        )

    def _hours(self, day: datetime.date, zone: str) -> When:
        if self._dice.chance(0.08):
            return When(day.isoformat())
        hour = 9 + int(self._dice.random.random() * 10)
        half = self._dice.pick(("00", "30"))
        return When(day.isoformat(), f"{hour:02d}:{half}", "", f"{hour + 1:02d}:{half}", zone)

    def _state(self, day: datetime.date) -> str:
        chance = self._dice.random.random()
        if day > self._dice.today:
            return POSTPONED if chance < 0.04 else PLANNED
        return DONE if chance < 0.95 else CANCELLED if chance < 0.98 else POSTPONED

    def _participants(self, bodies: Sequence[Body], state: str) -> Iterator[Participant]:
        dice = self._dice
        if "DVOE" in self._office.areas and dice.chance(0.3):
            yield Participant(area=self._office.areas["DVOE"], role="organiza")
        for body in bodies:
            organization = Reference(body.id, body.name, "organization")
            if dice.chance(0.1):
                yield Participant(organization=organization, role=dice.pick(("participante", "convoca")))
                continue
            for person in dict.fromkeys(dice.pick(body.people) for _ in range(dice.pick((1, 1, 2, 3)))):
                yield Participant(
                    Reference(person, "", "person"), organization, post=None, state=self._presence(state)
                )

    def _presence(self, state: str) -> str:
        if state == DONE:
            return "asistió" if self._dice.chance(0.9) else "no asistió"
        return "confirmó" if self._dice.chance(0.5) else "invitada"

    def _minutes(self, day: datetime.date, topic: str) -> str:
        dice = self._dice
        lines = [_MINUTES.format(topic=topic)]
        for promise in dict.fromkeys(dice.pick(_PROMISES) for _ in range(dice.pick((1, 1, 2)))):
            due = day + datetime.timedelta(days=7 + dice.bits(5))
            box = "[x]" if due < dice.today - datetime.timedelta(days=20) or dice.chance(0.4) else "→"
            lines.append(f"{box} {promise} ({dice.pick(RESPONSIBLE)}, {due:%d/%m/%Y})")
        return "\n".join(lines)


def _drawn_from(weights: dict[str, int], office: Office) -> list[str]:
    known = {kind: weight for kind, weight in weights.items() if kind in office.kinds}
    return weighted_table(list(known), list(known.values()), 512)
