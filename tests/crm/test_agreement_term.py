"""What a term is on the day before, of and after each date, with partial dates, renewals and amendments."""

import datetime
import os
import time
from collections.abc import Iterator

import pytest

from crm import agreement_alerts
from crm.agreement_term import AUTOMATIC, BY_AGREEMENT, Amended, Term, TermState, in_effect
from crm.alert_days import AlertDays
from crm.clock import Clock


def day(text: str) -> datetime.date:
    """The date of an ISO text."""
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("term", "on", "state"),
    [
        (Term("2024-05-14", "2026-05-13"), "2024-05-13", "por iniciar"),
        (Term("2024-05-14", "2026-05-13"), "2024-05-14", "vigente"),
        (Term("2024-05-14", "2026-05-13"), "2025-11-13", "vigente"),
        (Term("2024-05-14", "2026-05-13"), "2025-11-14", "por vencer"),
        (Term("2024-05-14", "2026-05-13"), "2026-05-13", "por vencer"),
        (Term("2024-05-14", "2026-05-13"), "2026-05-14", "vencido"),
        # 29 February, and the year's end.
        (Term("2024-02-29", "2028-02-29"), "2024-02-28", "por iniciar"),
        (Term("2024-02-29", "2028-02-29"), "2024-02-29", "vigente"),
        (Term("2024-02-29", "2028-02-29"), "2028-02-29", "por vencer"),
        (Term("2024-02-29", "2028-02-29"), "2028-03-01", "vencido"),
        (Term("2025-01-01", "2025-12-31"), "2024-12-31", "por iniciar"),
        (Term("2025-01-01", "2025-12-31"), "2025-01-01", "vigente"),
        (Term("2025-01-01", "2025-12-31"), "2025-12-31", "por vencer"),
        (Term("2025-01-01", "2025-12-31"), "2026-01-01", "vencido"),
        # Partial dates: said where they cannot decide.
        (Term("2024", "2026-03"), "2023-12-31", "por iniciar"),
        (Term("2024", "2026-03"), "2024-06-01", "por confirmar"),
        (Term("2024", "2026-03"), "2024-12-31", "vigente"),
        (Term("2024", "2026-03"), "2026-03-01", "por vencer"),
        (Term("2024", "2026-03"), "2026-03-02", "por confirmar"),
        (Term("2024", "2026-03"), "2026-04-01", "vencido"),
        (Term("s/f", "2026-03-31"), "2025-01-01", "por confirmar"),
        (Term("s/f", "2026-03-31"), "2026-04-01", "vencido"),
        (Term("2024-05-14"), "2024-05-13", "por iniciar"),
        (Term("2024-05-14"), "2025-01-01", "sin fechas"),
        (Term("2024-05-14", "s/f"), "2025-01-01", "sin fechas"),
        (Term(), "2025-01-01", "sin fechas"),
        # Without an end.
        (Term("2024-05-14", indefinite=True), "2024-05-13", "por iniciar"),
        (Term("2024-05-14", indefinite=True), "2099-01-01", "vigente"),
        (Term("2024-05-14", "2025-05-13", indefinite=True), "2099-01-01", "vigente"),
    ],
)
def test_what_a_term_is_on_a_day(term: Term, on: str, state: str) -> None:
    assert term.state(day(on)) is TermState(state)


@pytest.mark.parametrize(
    ("alert_days", "state"),
    [((10,), "vigente"), ((11,), "por vencer"), ((), "vigente"), ((5, 30), "por vencer")],
)
def test_the_office_sets_when_an_end_is_near(alert_days: tuple[int, ...], state: str) -> None:
    term = Term("2024-01-01", "2024-12-31")
    assert term.state(day("2024-12-20"), alert_days=alert_days) is TermState(state)


@pytest.mark.parametrize(
    ("end", "months", "on", "last"),
    [
        ("2026-05-13", 24, "2026-05-13", "2026-05-13"),
        ("2026-05-13", 24, "2026-05-14", "2028-05-13"),
        ("2026-05-13", 24, "2028-05-13", "2028-05-13"),
        ("2026-05-13", 24, "2028-05-14", "2030-05-13"),
        ("2024-02-29", 12, "2024-03-01", "2025-02-28"),
        ("2024-02-29", 12, "2027-12-31", "2028-02-29"),
        ("2025-12-31", 1, "2026-01-01", "2026-01-31"),
        ("2025-12-31", 1, "2026-02-28", "2026-02-28"),
        ("2025-12-31", 1, "2026-03-01", "2026-03-31"),
        ("2000-12-31", 1, "2025-07-15", "2025-07-31"),
        ("9999-12-31", 12, "2025-01-01", "9999-12-31"),
    ],
)
def test_an_automatic_renewal_starts_a_term_the_day_after(end: str, months: int, on: str, last: str) -> None:
    term = Term("1999-01-01", end, renewal=AUTOMATIC, renewal_months=months)
    assert term.last_day(day(on)) == day(last)
    assert term.state(day(on)) is not TermState.LAPSED


@pytest.mark.parametrize(
    "term",
    [
        Term("2020-01-01", "2024-12-31", renewal=BY_AGREEMENT, renewal_months=12),
        Term("2020-01-01", "2024-12-31", renewal=AUTOMATIC),
        Term("2020-01-01", "2024-12", renewal=AUTOMATIC, renewal_months=12),
    ],
)
def test_what_does_not_renew_itself_lapses(term: Term) -> None:
    assert not term.renews_itself
    assert term.state(day("2025-01-01")) is TermState.LAPSED


def test_an_amendment_that_sets_an_end_gives_it_to_a_term_without_one() -> None:
    term = Term("2024-01-01", indefinite=True)
    ended = (Amended("2025-01-01", end="2025-06-30"),)
    assert term.amended(ended, day("2024-12-31")).state(day("2024-12-31")) is TermState.IN_FORCE
    assert term.amended(ended, day("2025-07-01")).state(day("2025-07-01")) is TermState.LAPSED
    again = (*ended, Amended("2025-06-01", indefinite=True))
    assert term.amended(again, day("2025-07-01")).state(day("2025-07-01")) is TermState.IN_FORCE


def test_a_year_mistyped_before_all_calendars_has_no_notice() -> None:
    term = Term("0004-01-01", "0005-01-01", notice_days=3650)
    assert term.notice_on(day("2025-10-06")) is None
    schedule = agreement_alerts.schedule(term, day("2025-10-06"), AlertDays((3650, 30)))
    assert [one.on for one in schedule] == [day("0004-12-02")]


def test_days_left_notice_and_alerts() -> None:
    term = Term("2024-05-14", "2026-05-13", notice_days=60)
    assert term.days_left(day("2025-10-06")) == 219
    assert term.days_left(day("2026-05-15")) == -2
    assert term.notice_on(day("2025-10-06")) == day("2026-03-14")
    assert term.before_end(day("2025-10-06"), 180) == day("2025-11-14")


@pytest.mark.parametrize(
    "term", [Term("2024-05-14", indefinite=True, notice_days=60), Term("2024", "2026", notice_days=60)]
)
def test_nothing_is_counted_from_an_end_that_is_not_known(term: Term) -> None:
    assert term.days_left(day("2025-10-06")) is None
    assert term.notice_on(day("2025-10-06")) is None
    assert term.before_end(day("2025-10-06"), 30) is None


def test_amendments_change_the_term_from_their_day_on() -> None:
    term = Term("2024-01-01", "2024-12-31")
    amendments = (
        Amended("2025-06-01", indefinite=True),
        Amended("2024-12-15", end="2025-12-31"),
        Amended("2024-03-01"),
    )
    assert term.amended(amendments, day("2024-12-14")) == term
    assert term.amended(amendments, day("2024-12-15")).end == "2025-12-31"
    assert term.amended(amendments, day("2025-06-01")).indefinite
    assert term.amended((Amended("", end="2030-01-01"),), day("2024-01-01")).end == "2030-01-01"


@pytest.mark.parametrize(
    ("effective_on", "holds"),
    [("2025-01-15", True), ("2025-01-16", False), ("2025", True), ("2026", False), ("", True)],
)
def test_an_amendment_of_a_partial_date(effective_on: str, holds: bool) -> None:
    assert in_effect(effective_on, day("2025-01-15")) is holds


@pytest.fixture(params=["Pacific/Kiritimati", "America/Los_Angeles", "UTC", "Pacific/Niue"])
def machine_zone(request: pytest.FixtureRequest) -> Iterator[None]:
    """The machine in another time zone."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.usefixtures("machine_zone")
@pytest.mark.parametrize(
    ("moment", "state"),
    [
        # Midnight in Mexico City is 06:00 UTC.
        ("2025-12-31T05:59:59+00:00", "por vencer"),
        ("2026-01-01T05:59:59+00:00", "por vencer"),
        ("2026-01-01T06:00:00+00:00", "vencido"),
    ],
)
def test_the_machine_s_own_zone_changes_nothing(moment: str, state: str) -> None:
    now = datetime.datetime.fromisoformat(moment)
    today = Clock(lambda: now).today
    assert Term("2025-01-01", "2025-12-31").state(today) is TermState(state)
