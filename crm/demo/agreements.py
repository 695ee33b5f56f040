"""Invented agreements of a demo base, with invented organisations only; who signs for the institute is left open.

The objects are worded as public agreements are (see the mock-ups); parties, dates and obligations are made up.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from crm import agreement_edit, agreement_matters, agreements, follow_ups, obligations
from crm.agreement_stages import (
    BEFORE_SIGNING,
    CONCLUDED,
    ENDED_EARLY,
    FAVORABLE,
    IN_FORCE,
    LAPSED,
    LEGAL_REVIEW,
    NEGOTIATION,
    NOT_SIGNED,
    OPINION,
    RENEWED,
    REQUESTED,
    SIGNING,
)
from crm.agreement_term import AUTOMATIC, BY_AGREEMENT, NO_RENEWAL
from crm.agreement_values import (
    ASSISTS,
    GENERAL,
    OURS,
    SHARED,
    SPECIFIC,
    THEIRS,
    WITHOUT_MONEY,
    AmendmentValues,
    ClauseValues,
    FulfilmentValues,
    NewAgreement,
    ObligationValues,
    PartyValues,
    SignatoryValues,
    StepValues,
    WorkItemValues,
)
from crm.contact_values import Reference
from crm.demo.activities import RESPONSIBLE
from crm.demo.cast import Body, Cast
from crm.demo.dice import Dice
from crm.demo.institutions import INVENTED
from crm.follow_up_values import NewFollowUp

FATES = {
    REQUESTED: 1,
    OPINION: 1,
    NEGOTIATION: 1,
    LEGAL_REVIEW: 2,
    SIGNING: 1,
    IN_FORCE: 38,
    LAPSED: 2,
    CONCLUDED: 5,
    NOT_SIGNED: 2,
    ENDED_EARLY: 1,
    RENEWED: 1,
}
"""How many agreements of ours of a base of everyday size have come to what stage."""
OF_OTHERS = 2
AGREEMENTS = sum(FATES.values()) + OF_OTHERS
"""In a base of everyday size."""
MANY_AGREEMENTS, MANY_OBLIGATIONS = 5_000, 10
"""In a base for measuring: agreements, and obligations under each."""

_BATCH = 1_000
_STALLED = 230
_LAPSING = (24, 86, 171)
"""In how many days the first ones in force lapse."""
_OBJECT = (
    "Difundir entre la ciudadanía originaria de la Ciudad de México residente en el extranjero información sobre temas "
    "electorales, derechos político-electorales, Diputación Migrante, participación ciudadana y mecanismos de votación."
)
_OBJECTS = (
    _OBJECT,
    f"{_OBJECT} Contribuir al diseño de estrategias que promuevan la credencialización y la participación.",
    f"{_OBJECT} Realizar foros, seminarios, talleres y cursos, e intercambiar experiencias y materiales.",
)
_CLAUSES = (
    ClauseValues("Primera", "Objeto."),
    ClauseValues("Segunda", "Compromisos conjuntos."),
    ClauseValues("Tercera", "Compromisos de las partes."),
)
_EVERY_HALF_YEAR = "FREQ=MONTHLY;INTERVAL=6;COUNT=4"
_DUTIES = (
    ObligationValues("Coeditar un texto sobre democracia", SHARED, 1, "a", unit="textos"),
    ObligationValues("Informe semestral de difusión", THEIRS, 2, "b", 1, planned=4, unit="informes"),
    ObligationValues(
        "Difundir convocatorias y boletines", THEIRS, 2, "a", 1, planned=24, unit="publicaciones"
    ),
    ObligationValues("Foro anual sobre democracia", SHARED, 1, "c", planned=2, unit="foros"),
    ObligationValues("Promover la credencialización", THEIRS, 2, "c", 1),
    ObligationValues("Enviar material bibliográfico", OURS, 1, "d", 0, unit="envíos"),
)


def write_agreements(session: Session, dice: Dice, cast: Cast, *, many: bool) -> int:
    """Write the agreements of a base; return how many there are. ``many``: as many as one measures with."""
    makers = _Agreements(session, dice, cast)
    if many:
        fates = [fate for fate, n in FATES.items() for _ in range(n)]
        for start in range(0, MANY_AGREEMENTS, _BATCH):
            wanted = (dice.pick(fates) for _ in range(min(_BATCH, MANY_AGREEMENTS - start)))
            agreements.record_many(session, [makers.crowded(fate) for fate in wanted])
        return MANY_AGREEMENTS
    news = [makers.of(fate) for fate, n in FATES.items() for _ in range(n)]
    news += [makers.of_others() for _ in range(OF_OTHERS)]
    ids = agreements.record_many(session, _numbered(news))
    makers.go_on(ids, news)
    return len(ids)


class _Agreements:
    """Makes agreements with the organisations of a base, each with another while there are some."""

    def __init__(self, session: Session, dice: Dice, cast: Cast) -> None:
        self._session = session
        self._dice = dice
        self._bodies = _in_turn(dice, cast.bodies)
        self._lapsing = iter(_LAPSING)
        self._matters = {matter.label: matter.id for matter in agreement_matters.matters(session)}

    def of(self, fate: str) -> NewAgreement:
        """An agreement of ours that has come to a stage."""
        body = next(self._bodies)
        matter = self._dice.pick(
            ("apoyo y colaboración", "apoyo y colaboración", "colaboración", "coordinación")
        )
        scope = GENERAL if self._dice.chance(0.75) else SPECIFIC
        new = NewAgreement(
            title=f"Convenio {scope.capitalize()} de {_titled(matter)} con {body.name}",
            scope=scope,
            matter=self._matters[matter],
            object=self._dice.pick(_OBJECTS),
            area_text="Dirección de Vinculación con Organismos Externos",
            money=WITHOUT_MONEY,
            territory=body.city,
            responsible=self._dice.pick(RESPONSIBLE),
            source=INVENTED,
            parties=(PartyValues(own=True, responsible_area="DVOE"), self._party(body)),
            signatories=(
                SignatoryValues(0, post="Presidencia del Consejo General"),
                SignatoryValues(1, Reference(body.people[0], "", "person"), post=None),
                *(
                    SignatoryValues(1, Reference(person, "", "person"), post=None, part=ASSISTS)
                    for person in body.people[1:2]
                ),
            ),
            clauses=_CLAUSES,
        )
        return self._dated(new, fate)

    def crowded(self, fate: str) -> NewAgreement:
        """The same with many obligations, some of them met."""
        new = self.of(fate)
        duties = []
        for n in range(MANY_OBLIGATIONS):
            due = self._dice.today + datetime.timedelta(days=int(self._dice.random.random() * 1_400) - 700)
            state = "cumplida" if self._dice.chance(0.6) else "pendiente"
            duty = replace(_DUTIES[n % len(_DUTIES)], due=due.isoformat(), state=state, letter=f"{n + 1}")
            duties.append(duty)
        return replace(new, obligations=tuple(duties))

    def of_others(self) -> NewAgreement:
        """An agreement between two others."""
        one, other = next(self._bodies), next(self._bodies)
        return NewAgreement(
            title=f"Convenio de Colaboración entre {one.name} y {other.name}",
            of_others=True,
            object=_OBJECT,
            signed=f"{self._dice.today.year - 1}-06",
            source=INVENTED,
            parties=(self._party(one), self._party(other)),
            steps=(StepValues(SIGNING, f"{self._dice.today.year - 1}-06"),),
        )

    def go_on(self, ids: Sequence[int], news: Sequence[NewAgreement]) -> None:
        """What happened since: obligations met, amendments, the year's work, what is to be done next."""
        for agreement, new in zip(ids, news, strict=True):
            if new.obligations:
                self._fulfil(agreement, new)
            if new.signed and new.end and not new.of_others and self._dice.chance(0.2):
                self._amend(agreement, new)
            if new.signed and self._dice.chance(0.25):
                self._plan(agreement)
            if new.steps[-1].stage in (*BEFORE_SIGNING, SIGNING) and self._dice.chance(0.3):
                self._follow(agreement)

    def _party(self, body: Body) -> PartyValues:
        organization = Reference(body.id, body.name, "organization")
        return PartyValues(organization=organization, liaison=Reference(body.people[0], "", "person"))

    def _dated(self, new: NewAgreement, fate: str) -> NewAgreement:
        if fate in BEFORE_SIGNING or fate == NOT_SIGNED:
            return self._unsigned(new, fate)
        today = self._dice.today
        end = self._end(fate)
        signed = end - datetime.timedelta(days=730) if end else today - datetime.timedelta(days=510)
        steps = self._steps(BEFORE_SIGNING, signed)
        if fate not in (IN_FORCE, LAPSED):
            since = (end or today) + datetime.timedelta(days=3)
            steps = (
                *steps,
                StepValues(fate, min(since, today).isoformat(), note="Invención de la demostración."),
            )
        renewal = self._dice.pick((BY_AGREEMENT, BY_AGREEMENT, NO_RENEWAL, AUTOMATIC)) if end else ""
        is_automatic = renewal == AUTOMATIC and fate == IN_FORCE
        return replace(
            new,
            received=steps[0].on,
            signed=signed.isoformat(),
            start=signed.isoformat(),
            end=end.isoformat() if end else "",
            indefinite=end is None,
            renewal=renewal if is_automatic or renewal != AUTOMATIC else BY_AGREEMENT,
            renewal_months=24 if is_automatic else None,
            notice_days=60 if renewal == BY_AGREEMENT else None,
            opinion=FAVORABLE,
            opinion_number=f"IECM/DVOE/{int(self._dice.random.random() * 400) + 1}/{steps[1].on[:4]}",
            steps=steps,
            obligations=tuple(self._due(duty, signed, n) for n, duty in enumerate(_DUTIES)),
        )

    def _end(self, fate: str) -> datetime.date | None:
        """When the term of an agreement in that stage ends; None without an end."""
        chance = self._dice.random.random()
        if fate != IN_FORCE:
            return self._dice.today - datetime.timedelta(days=int(10 + 600 * chance))
        days = next(self._lapsing, None)
        if days is None and chance < 0.08:
            return None
        return self._dice.today + datetime.timedelta(days=int(190 + 500 * chance) if days is None else days)

    def _unsigned(self, new: NewAgreement, fate: str) -> NewAgreement:
        reached = (
            BEFORE_SIGNING[: BEFORE_SIGNING.index(fate) + 1] if fate in BEFORE_SIGNING else BEFORE_SIGNING[:2]
        )
        ago = (
            _STALLED if fate == LEGAL_REVIEW and self._dice.chance(0.5) else self._dice.random.randint(4, 40)
        )
        steps = self._steps(reached, self._dice.today - datetime.timedelta(days=ago))
        if fate == NOT_SIGNED:
            day = self._dice.today - datetime.timedelta(days=2)
            steps = (*steps, StepValues(NOT_SIGNED, day.isoformat(), note="No hubo respuesta."))
        opinion = FAVORABLE if len(reached) > 2 else ""
        return replace(new, received=steps[0].on, steps=steps, opinion=opinion)

    def _steps(self, stages: Sequence[str], last: datetime.date) -> tuple[StepValues, ...]:
        """The steps through these stages, the last one taken on that day."""
        day, steps = last, []
        for stage in reversed(stages):
            steps.append(StepValues(stage, day.isoformat(), self._dice.pick(RESPONSIBLE)))
            day -= datetime.timedelta(days=self._dice.random.randint(14, 45))
        return tuple(reversed(steps))

    def _due(self, duty: ObligationValues, signed: datetime.date, n: int) -> ObligationValues:
        # What takes many times is due when the term ends.
        due = signed + datetime.timedelta(days=729 if duty.planned > 4 else 180 + 90 * n)
        rule = _EVERY_HALF_YEAR if duty.planned == 4 else ""
        return replace(duty, due=due.isoformat(), recurrence=rule)

    def _fulfil(self, agreement: int, new: NewAgreement) -> None:
        """Most of what is due by now is done, and part of the rest."""
        signed, today = datetime.date.fromisoformat(new.signed), self._dice.today
        for row, planned, due in self._owed(agreement):
            day = datetime.date.fromisoformat(due)
            gone = min(max((today - signed).days / 730, 0.0), 1.0)
            is_due = planned == 1 and day < today
            done = planned if is_due else round(planned * gone)
            if is_due and self._dice.chance(0.06):
                continue
            if done and planned > 1:
                done = max(done - int(self._dice.chance(0.1)), 0)
            if done:
                on = min(day, today - datetime.timedelta(days=self._dice.random.randint(3, 60)))
                obligations.fulfil(self._session, row, FulfilmentValues(max(on, signed).isoformat(), done))

    def _owed(self, agreement: int) -> list[tuple[int, int, str]]:
        rows = self._session.connection().exec_driver_sql(_OBLIGATIONS, (agreement,))
        return [(row, planned, due) for row, planned, due in rows]

    def _amend(self, agreement: int, new: NewAgreement) -> None:
        day = datetime.date.fromisoformat(new.signed) + datetime.timedelta(days=200)
        amendment = AmendmentValues(
            title=f"Adenda 1, anexo {day.year}",
            signed=day.isoformat(),
            effective=day.isoformat(),
            note="Agrega un anexo técnico.",
        )
        agreement_edit.save(self._session, agreement, "amendments", None, amendment)

    def _plan(self, agreement: int) -> None:
        year = self._dice.today.year
        for what, month in (("Foro sobre democracia", 5), ("Taller de credencialización", 9)):
            planned = datetime.date(year, month, 15)
            done = planned.isoformat() if planned < self._dice.today else ""
            item = WorkItemValues(year, what, self._dice.pick(RESPONSIBLE), planned.isoformat()[:7], done)
            agreement_edit.save(self._session, agreement, "work", None, item)

    def _follow(self, agreement: int) -> None:
        due = self._dice.today + datetime.timedelta(days=self._dice.random.randint(1, 40))
        what = self._dice.pick(
            ("Pedir el informe semestral de difusión", "Llamar al enlace", "Preparar la firma")
        )
        new = NewFollowUp(
            what, self._dice.pick(RESPONSIBLE), due.isoformat(), links=(agreement,), uid=self._dice.uid()
        )
        follow_ups.create(self._session, new)


def _in_turn(dice: Dice, bodies: Sequence[Body]) -> Iterator[Body]:
    """The organisations in an order of chance, over and over; those of the community and of civil society first."""
    while True:
        drawn = dice.random.sample(bodies, len(bodies))
        yield from sorted(drawn, key=lambda body: body.category == "gubernamental")


def _titled(matter: str) -> str:
    """A matter as it stands in a title: "Apoyo y Colaboración"."""
    return " ".join(word if word == "y" else word.capitalize() for word in matter.split())


def _numbered(news: Sequence[NewAgreement]) -> list[NewAgreement]:
    """The same with folios, one run a year, in the order in which they were received; those of others have none."""
    last: dict[str, int] = {}
    folios: dict[int, str] = {}
    for place, new in sorted(enumerate(news), key=lambda one: (one[1].received, one[0])):
        if not new.of_others:
            year = new.received[:4]
            last[year] = last.get(year, 0) + 1
            folios[place] = f"CONV-{year}-{last[year]:03d}"
    return [replace(new, folio=folios.get(place, "")) for place, new in enumerate(news)]


_OBLIGATIONS = "SELECT id, planned, due_on FROM obligation WHERE agreement_id = ? ORDER BY position, id"
