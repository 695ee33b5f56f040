"""What is read of thousands at once says what the plain rules say of each, in a base of agreements of all sorts."""

import datetime
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from crm import agreement_alerts, agreement_list, agreements, query_run, trash
from crm.agreement_outlines import outlines
from crm.agreement_reading import Whereabouts, whereabouts
from crm.agreement_stages import BEFORE_SIGNING, IN_FORCE, LAPSED, NOT_SIGNED, STAGES
from crm.agreement_terms import bars, terms
from crm.agreement_values import NewAgreement, ObligationValues, PartyValues, StepValues
from crm.alert_days import OBLIGATION_AHEAD, AlertDays, alert_days
from crm.base import Base, Session, open_base
from crm.clock import Clock
from crm.obligations import is_overdue, next_due
from crm.partial_dates import PartialDate
from crm.query import parse
from db.agreements import Agreement, Amendment
from db.obligations import Fulfilment, Obligation

MANY = 240
DAYS = [
    datetime.date.fromisoformat(day)
    for day in ("2024-02-29", "2025-08-06", "2025-10-06", "2025-12-31", "2026-01-01", "2027-06-15")
]
Noticed = tuple[int, str, str, bool, int]


@pytest.fixture(scope="module")
def register(
    tmp_path_factory: pytest.TempPathFactory, stocked_base: Callable[[Path], Path]
) -> Iterator[Base]:
    """Agreements in every stage and with every sort of term; some amended, some of others, some in the trash."""
    path = stocked_base(tmp_path_factory.mktemp("convenios") / "base.vinculo")
    dice = random.Random(20251006)
    with open_base(path, actor="ana", clock=Clock.fixed(DAYS[2])) as base:
        with base.write(agreements.ADD_TITLE) as session:
            ids = agreements.record_many(session, [made(dice, number) for number in range(MANY)])
            session.add_all(amendment(dice, number) for number in dice.sample(ids, MANY // 3))
            session.add_all(amendment(dice, number) for number in dice.sample(ids, MANY // 4))
            owed = session.execute(select(Obligation.id, Obligation.agreement_id)).all()
            session.add_all(
                Fulfilment(agreement_id=agreement, obligation_id=number, done_on="", n=1, note="")
                for number, agreement in dice.sample(owed, len(owed) // 3)
            )
        with base.write("A la papelera") as session:
            trash.trash(session, ids[::20])
        yield base


def some_day(dice: random.Random, first: int, last: int) -> str:
    """A partial date between two years."""
    day = f"{dice.randint(first, last)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
    return day[: dice.choice((10, 10, 10, 10, 7, 4))]


def made(dice: random.Random, number: int) -> NewAgreement:
    """An agreement: which way it went and when it ends are drawn."""
    reached = dice.choice((1, 2, 3, 4, 5, 5, 5, 5, 5, 5))
    steps = [StepValues(stage) for stage in BEFORE_SIGNING[: reached - 1]]
    steps.append(StepValues(BEFORE_SIGNING[reached - 1], some_day(dice, 2022, 2025)))
    if not dice.randrange(6):
        steps.append(StepValues(dice.choice(("concluido", "renovado", "no suscrito")), note="x"))
    is_signed = reached == len(BEFORE_SIGNING)
    indefinite = not dice.randrange(6)
    renewal = dice.choice(("", "ninguna", "automática", "automática", "por acuerdo"))
    return NewAgreement(
        f"Convenio {number}",
        of_others=not dice.randrange(10),
        signed=dice.choice(("2023-01-15", "2023", "s/f", "2022-11-30")) if is_signed else "",
        start=dice.choice(("", some_day(dice, 2023, 2024), some_day(dice, 2024, 2024))) if is_signed else "",
        end="" if indefinite else dice.choice(("", some_day(dice, 2025, 2027), some_day(dice, 2025, 2027))),
        indefinite=indefinite,
        renewal=renewal,
        renewal_months=dice.choice((6, 12, 36)) if renewal == "automática" else None,
        notice_days=dice.choice((None, 30, 60, 200)),
        parties=(PartyValues(f"Parte {number}"), PartyValues("Otra")),
        steps=tuple(steps),
        obligations=tuple(obligation(dice) for _place in range(dice.choice((0, 0, 1, 4)))),
    )


def obligation(dice: random.Random) -> ObligationValues:
    """An obligation, periodic or not."""
    if not dice.randrange(3):
        rule = dice.choice(("FREQ=MONTHLY;COUNT=3", "FREQ=YEARLY", "FREQ=MONTHLY;INTERVAL=5"))
        day = f"2025-{dice.randint(1, 12):02d}-15"
        return ObligationValues("Foro", due=day, recurrence=rule, planned=20, state="en curso")
    due = dice.choice(("", "s/f", some_day(dice, 2024, 2026), some_day(dice, 2025, 2025)))
    return ObligationValues("Informe", due=due, state=dice.choice(("pendiente", "cumplida", "en curso")))


def amendment(dice: random.Random, agreement: int) -> Amendment:
    """An amendment that may say nothing of the term."""
    return Amendment(
        agreement_id=agreement,
        kind="adenda",
        number=dice.randint(1, 3),
        title="",
        signed_on="",
        effective_on=dice.choice(("", some_day(dice, 2024, 2026))),
        end_on=dice.choice(("", some_day(dice, 2026, 2029))),
        indefinite=dice.choice((None, None, True, False)),
        object="",
        note="",
    )


def every(session: Session) -> list[int]:
    """The ids of all agreements, in no order that means anything."""
    found = list(session.scalars(select(Agreement.id)))
    random.Random(3).shuffle(found)
    return found


@pytest.fixture(params=DAYS, ids=str)
def today(request: pytest.FixtureRequest) -> datetime.date:
    """Each of the days."""
    day: datetime.date = request.param
    return day


def test_an_outline_says_what_the_whole_reading_says(register: Base, today: datetime.date) -> None:
    with register.read() as session:
        wanted = every(session)
        whole = whereabouts(session, wanted, today=today)
        found = outlines(session, wanted, today=today)
        assert [one.id for one in found] == [number for number in wanted if number in whole]
        assert len(found) < MANY
        for one in found:
            same = whole[one.id]
            assert (one.stage, one.term, one.of_others, one.signed_on, one.last_day) == (
                same.stage,
                same.term,
                same.of_others,
                same.signed_on,
                same.term.last_day(today),
            )
            assert one.entered_on == same.steps[-1].on
            assert one.stage not in BEFORE_SIGNING or one.in_stage == same.in_stage
        assert sorted(outlines(session, None, today=today)) == sorted(found)
    assert {one.stage for one in found} >= {*BEFORE_SIGNING, NOT_SIGNED}


def test_stages_have_their_agreements_in_order(register: Base, today: datetime.date) -> None:
    def until(one: Whereabouts) -> datetime.date:
        if one.stage not in (IN_FORCE, LAPSED):
            entered = PartialDate.parse(one.steps[-1].on or "s/f")
            return datetime.date.max if entered.is_unknown else entered.earliest
        if one.term.indefinite:
            return datetime.date.max
        return one.term.last_day(today) or PartialDate.parse(one.term.end or "s/f").latest

    query = parse("que:convenios", today)
    with register.read() as session:
        found = {group.stage: list(group.ids) for group in agreement_list.groups(session, query)}
        wanted = list(query_run.ids(session, query))
        whole = whereabouts(session, wanted, today=today)
    assert set(found) <= {*STAGES, ""}
    for stage, ids in found.items():
        in_stage = [
            whole[number]
            for number in wanted
            if ("" if whole[number].of_others else whole[number].stage) == stage
        ]
        assert ids == [one.id for one in sorted(in_stage, key=until)]


def test_terms_are_those_of_all_bars_in_order(register: Base, today: datetime.date) -> None:
    with register.read() as session:
        found = terms(session, parse("que:convenios", today))
        whole = whereabouts(session, every(session), today=today)
        signed = [
            one.id
            for one in whole.values()
            if one.signed_on and not one.of_others and one.stage != NOT_SIGNED
        ]
        drawn = bars(session, signed, today=today)
        assert [bar.id for bar in bars(session, found.ids, today=today)] == list(found.ids)
    drawn.sort(key=lambda bar: (bar.end is None, bar.end or bar.start, bar.id))
    assert list(found.ids) == [bar.id for bar in drawn]
    assert found.undated == len(signed) - len(drawn) > 0
    assert found.first == min(bar.start for bar in drawn)
    assert found.last == max([today, *(bar.end for bar in drawn if bar.end is not None)])


def plain_alerts(session: Session, today: datetime.date, days: AlertDays) -> set[Noticed]:
    """What is to be noticed, one agreement after another, by the rules of values alone; but for missing papers."""
    found: set[Noticed] = set()
    for one in whereabouts(session, None, today=today).values():
        if one.of_others:
            continue
        left, last, notice = one.term.days_left(today), one.term.last_day(today), one.term.notice_on(today)
        if one.stage == LAPSED:
            found.add((one.id, "end", str(last or ""), True, 0))
        if one.stage == IN_FORCE and left is not None and left <= max(days.before_end):
            found.add((one.id, "end", str(last), False, 0))
        if one.stage == IN_FORCE and notice is not None and (notice - today).days <= min(days.before_end):
            found.add((one.id, "notice", str(notice), notice < today, 0))
        if one.stage in BEFORE_SIGNING and (one.in_stage or 0) > days.stalled_after:
            found.add((one.id, "stalled", one.way[-1].since, True, 0))
        signed_for = one.stage in (IN_FORCE, LAPSED, "concluido", "renovado", "terminado anticipadamente")
        if not signed_for and not (one.stage == "suscripción" and one.signed_on):
            continue
        for owed in session.scalars(select(Obligation).where(Obligation.agreement_id == one.id)):
            done = select(func.coalesce(func.sum(Fulfilment.n), 0)).where(Fulfilment.obligation_id == owed.id)
            times = session.scalar(done) if owed.recurrence else 0
            due = next_due(owed.due_on, owed.recurrence, times or 0)
            if owed.state not in ("pendiente", "en curso") or due in ("", "s/f"):
                continue
            if (PartialDate.parse(due).earliest - today).days <= OBLIGATION_AHEAD:
                found.add((one.id, "obligation", due, is_overdue(owed.state, due, today), owed.id))
    return found


def test_alerts_are_those_of_each_agreement(register: Base, today: datetime.date) -> None:
    with register.read() as session:
        days = alert_days(session)
        plain = plain_alerts(session, today, days)
        found = [alert for alert in agreement_alerts.alerts(session, today) if alert.kind != "document"]
        urgent: dict[int, agreement_alerts.Alert] = {}
        for alert in found:
            if alert.is_late or alert.kind != "end":
                urgent.setdefault(alert.agreement, alert)
        for most in (1, 8, MANY):
            foremost = agreement_alerts.foremost(session, today, most)
            assert foremost == (tuple(urgent.values())[:most], len(urgent))
        lapsing = {one.agreement for one in agreement_alerts.lapsing(session, today)}
    assert {(one.agreement, one.kind, one.on, one.is_late, one.obligation) for one in found} == plain
    assert len(found) == len(plain)
    assert {kind for _agreement, kind, *_rest in plain} >= {"obligation", "stalled"}
    assert lapsing == {agreement for agreement, kind, _on, late, _row in plain if kind == "end" and not late}
