"""Whatever is done with agreements, in any order, is taken back and done again, to the last word of the search."""

import datetime
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from crm import (
    agreement_edit,
    agreement_record,
    agreement_steps,
    amendments,
    labels,
    obligations,
    operations,
)
from crm.agreement_list import groups, rows
from crm.agreement_record import AgreementRecord
from crm.agreement_stages import STEPS
from crm.agreement_values import (
    AMENDMENT_KINDS,
    OBLIGATION_STATES,
    AmendmentValues,
    ClauseValues,
    FulfilmentValues,
    ObligationValues,
    PartyValues,
    SignatoryValues,
    StepValues,
    WorkItemValues,
)
from crm.base import Base, Session
from crm.contact_values import Reference
from crm.errors import UserError
from crm.query import parse
from crm.verification import verify_base
from db.model import journaled_tables
from tests.crm.agreement_cases import SIGNED, WHOLE, add, do

TODAY = datetime.date(2025, 10, 6)
DATES = ("", "s/f", "2024", "2024-02-29", "2025-10-05", "2025-10-06", "2025-10-07", "2025-12-31", "2026-05")
OWN: dict[str, tuple[tuple[str, tuple[Any, ...]], ...]] = {
    "folio": (("folio", ("", "s/n", "CONV-2025-003")),),
    "object": (("object", ("", "Otro <b>objeto</b>")),),
    "signed": (("signed", DATES),),
    "term": (("start", DATES), ("end", DATES), ("indefinite", (True, False))),
    "renewal": (
        ("renewal", ("", "automática")),
        ("renewal_months", (12,)),
        ("notice_days", (None, 60)),
    ),
    "opinion": (("opinion", ("favorable", "no favorable")),),
}
RULES = ("", "FREQ=MONTHLY", "FREQ=YEARLY;COUNT=3")

Act = Callable[[Session], Any]


class Acts:
    """Draws what is done next with an agreement."""

    def __init__(self, dice: random.Random, found: AgreementRecord) -> None:
        self._dice, self._found = dice, found

    def draw(self) -> Act:
        """Something that can be asked of it, which may be refused."""
        return self._dice.choice((self._own, self._part, self._part, self._step, self._correct, self._duty))()

    def _own(self) -> Act:
        field, values = self._dice.choice(list(OWN.items()))
        before = {name: self._found.own[name] for name, _offered in values}
        return self._save(field, before, {name: self._dice.choice(offered) for name, offered in values})

    def _save(self, field: str, before: Any, after: Any) -> Act:
        return lambda session: agreement_edit.save(session, self._found.id, field, before, after)

    def _part(self) -> Act:
        dice, found = self._dice, self._found
        party = dice.choice([None, *(one.kept.row for one in found.parties)])
        clause = dice.choice([None, *(one.row for one in found.clauses)])
        club = Reference(0, dice.choice(("Club Puebla", "Red Ñu")), "organization")
        field, kept, after = dice.choice(
            (
                ("parties", [one.kept for one in found.parties], PartyValues(organization=club)),
                ("signatories", [one.kept for one in found.signatures], SignatoryValues(party, name="Ana")),
                ("clauses", found.clauses, ClauseValues("Quinta", "x")),
                ("obligations", [one.kept for one in found.duties], self._obligation(party, clause)),
                ("amendments", found.amendments, self._amendment(club)),
                (
                    "work",
                    [item for plan in found.work for item in plan.items],
                    WorkItemValues(2025, "Taller"),
                ),
                ("notes", found.notes, "Nota 🎉"),
            )
        )
        before = dice.choice([None, *kept])
        return self._save(field, before, None if before is not None and dice.randrange(2) else after)

    def _obligation(self, party: int | None, clause: int | None) -> ObligationValues:
        due, rule = self._dice.choice(DATES), self._dice.choice(RULES)
        return ObligationValues("Informe", party=party, clause=clause, due=due, recurrence=rule, planned=3)

    def _amendment(self, club: Reference) -> AmendmentValues:
        dice = self._dice
        joining = (club,) if dice.randrange(2) else ()
        return AmendmentValues(
            dice.choice(AMENDMENT_KINDS),
            effective=dice.choice(DATES),
            end=dice.choice(DATES),
            joining=joining,
        )

    def _step(self) -> Act:
        offered = [offer.stage for offer in self._found.offers] or ["vigente"]
        step = StepValues(self._dice.choice(offered), self._dice.choice(DATES), note="Así fue")
        return lambda session: agreement_steps.take(session, self._found.id, step, today=TODAY)

    def _correct(self) -> Act:
        kept = self._dice.choice([point.kept for point in self._found.way if point.kept is not None])
        after = (
            StepValues(self._dice.choice(STEPS), self._dice.choice(DATES))
            if self._dice.randrange(2)
            else None
        )
        return lambda session: agreement_steps.correct(
            session, self._found.id, kept, after, reason="Error", today=TODAY
        )

    def _duty(self) -> Act:
        dice, duties = self._dice, self._found.duties
        if not duties:
            return lambda session: labels.tag(session, [self._found.id], "urgente")
        duty = dice.choice(duties)
        state, done = (
            dice.choice(OBLIGATION_STATES),
            FulfilmentValues(dice.choice(DATES), dice.choice((1, 3))),
        )
        acts: list[Act] = [
            lambda session: obligations.fulfil(session, duty.row, done),
            lambda session: obligations.set_state(session, duty.row, state, today=TODAY),
        ]
        acts += [lambda session, n=one.row: obligations.take_back(session, n) for one in duty.fulfilments]
        return dice.choice(acts)


def content(base: Base) -> dict[str, list[Any]]:
    """All that is kept and all that is searched, but for the number of the last change and the place in the order."""
    with base.read() as session:
        read = session.connection().exec_driver_sql
        found = {
            table.name: read(
                f"SELECT {', '.join(chr(34) + one.name + chr(34) for one in table.columns if one.name != 'version')} "
                f'FROM "{table.name}" ORDER BY id'
            ).all()
            for table in journaled_tables()
        }
        said = "id, kind, type, name, day, state, people, words, facets"
        return {**found, "matters": read(f"SELECT {said} FROM matter_document ORDER BY id").all()}


def done_one_by_one(base: Base, dice: random.Random, times: int) -> Iterator[tuple[Any, Any]]:
    """What the base held before and after each thing done; what is refused changes nothing."""
    numbers = [add(base, WHOLE), add(base, SIGNED)]
    for _time in range(times):
        with base.read() as session:
            found = agreement_record.record(session, dice.choice(numbers), today=TODAY)
        before = content(base)
        try:
            do(base, Acts(dice, found).draw())
        except UserError:
            assert content(base) == before
            continue
        if (after := content(base)) != before:
            yield before, after


def told_alike(base: Base) -> None:
    """The list, the record and what is in force say the same of each agreement on the days around a change."""
    for day in (datetime.date(2024, 2, 29), TODAY, datetime.date(2025, 12, 31), datetime.date(2026, 1, 1)):
        with base.read() as session:
            for group in groups(session, parse("que:convenios", day)):
                for row in rows(session, group.ids, today=day):
                    found = agreement_record.record(session, row.id, today=day)
                    assert (row.stage, row.progress) == (found.stage, found.progress)
                    assert group.stage in (row.stage, "")
                    assert amendments.in_force(session, row.id, day).term == found.term.term


@pytest.mark.parametrize("seed", range(3))
def test_what_is_done_at_random_is_taken_back_and_done_again(base: Base, seed: int) -> None:
    dice = random.Random(seed)
    path = list(done_one_by_one(base, dice, 40))
    assert len(path) > 10
    told_alike(base)
    for before, after in reversed(path):
        assert content(base) == after
        operations.undo(base)
        assert content(base) == before
    for before, after in path:
        assert content(base) == before
        operations.redo(base)
        assert content(base) == after
    assert verify_base(base.path) == []
