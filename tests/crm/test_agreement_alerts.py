"""What is to be noticed of agreements, the day before, of and after; the days can be set, those of others are quiet."""

import datetime
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crm import (
    agreement_alerts,
    agreement_edit,
    document_files,
    documents,
    obligations,
    query_run,
    trash,
)
from crm.agreement_alerts import Alert
from crm.agreement_record import record
from crm.agreement_standing import NOTICES, PRESSING
from crm.agreement_values import (
    AmendmentValues,
    FulfilmentValues,
    NewAgreement,
    ObligationValues,
    PartyValues,
    StepValues,
)
from crm.alert_days import AlertDays, alert_days, set_alert_days
from crm.base import Base
from crm.errors import InvalidValue
from crm.query import parse
from tests.crm.agreement_cases import add, do, rows

TODAY = datetime.date(2025, 10, 6)
SIGNED = NewAgreement(
    "Convenio",
    signed="2024-05-14",
    start="2024-05-14",
    end="2026-05-13",
    renewal="por acuerdo",
    notice_days=60,
    parties=(PartyValues("ADECE"),),
    steps=(StepValues("suscripción", "2024-05-14"),),
)


def alerts(base: Base, day: datetime.date | str = TODAY, kind: str = "") -> list[Alert]:
    today = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    with base.read() as session:
        found = agreement_alerts.alerts(session, today)
    return [alert for alert in found if kind in ("", alert.kind)]


@pytest.mark.parametrize(
    ("day", "end", "notice"),
    [
        ("2024-05-13", "", ""),
        ("2025-11-13", "", ""),
        ("2025-11-14", "El convenio vence el 13 may 2026: faltan 180 días.", ""),
        ("2026-02-11", "El convenio vence el 13 may 2026: faltan 91 días.", ""),
        (
            "2026-02-12",
            "El convenio vence el 13 may 2026: faltan 90 días.",
            "El aviso de renovación vence el 14 mar 2026.",
        ),
        (
            "2026-02-13",
            "El convenio vence el 13 may 2026: faltan 89 días.",
            "El aviso de renovación vence el 14 mar 2026.",
        ),
        (
            "2026-03-14",
            "El convenio vence el 13 may 2026: faltan 60 días.",
            "El aviso de renovación vence hoy.",
        ),
        (
            "2026-03-15",
            "El convenio vence el 13 may 2026: faltan 59 días.",
            "El aviso de renovación venció ayer.",
        ),
        ("2026-05-12", "El convenio vence mañana.", "El aviso de renovación venció el 14 mar 2026."),
        ("2026-05-13", "El convenio vence hoy.", "El aviso de renovación venció el 14 mar 2026."),
        ("2026-05-14", "La vigencia terminó: conclúyalo o renuévelo.", ""),
    ],
)
def test_the_end_and_the_notice_are_spoken_of_in_time(base: Base, day: str, end: str, notice: str) -> None:
    add(base, SIGNED)
    found = {alert.kind: alert.text for alert in alerts(base, day)}
    assert found.get("end", "") == end
    assert found.get("notice", "") == notice


def test_what_renews_itself_speaks_of_the_end_of_each_term(base: Base) -> None:
    add(base, replace(SIGNED, renewal="automática", renewal_months=12, notice_days=None))
    assert [alert.on for alert in alerts(base, "2026-05-13", "end")] == ["2026-05-13"]
    assert alerts(base, "2026-05-14", "end") == []
    assert [alert.on for alert in alerts(base, "2026-12-01", "end")] == ["2027-05-13"]


OBLIGATIONS: list[tuple[dict[str, Any], str, list[tuple[str, bool]]]] = [
    ({"due": "2025-10-05"}, "2025-10-06", [("2025-10-05", True)]),
    ({"due": "2025-10-06"}, "2025-10-06", [("2025-10-06", False)]),
    ({"due": "2025-11-05"}, "2025-10-06", [("2025-11-05", False)]),
    ({"due": "2025-11-06"}, "2025-10-06", []),
    ({"due": "2025-11"}, "2025-10-06", [("2025-11", False)]),
    ({"due": "2025-09"}, "2025-10-06", [("2025-09", True)]),
    ({"due": ""}, "2025-10-06", []),
    ({"due": "s/f"}, "2025-10-06", []),
    ({"due": "2025-10-05", "state": "cumplida"}, "2025-10-06", []),
    ({"due": "2025-10-05", "state": "cancelada"}, "2025-10-06", []),
]


@pytest.mark.parametrize(("values", "day", "expected"), OBLIGATIONS)
def test_obligations_are_spoken_of_a_month_before(
    base: Base, values: dict[str, Any], day: str, expected: list[tuple[str, bool]]
) -> None:
    add(base, replace(SIGNED, obligations=(ObligationValues("Informe", **values),)))
    assert [(alert.on, alert.is_late) for alert in alerts(base, day, "obligation")] == expected


@pytest.mark.parametrize(
    ("changes", "bound"),
    [
        ({"signed": "", "steps": (StepValues("suscripción", "2025-10-01"),)}, False),
        ({"signed": "", "steps": (StepValues("negociación", "2025-10-01"),)}, False),
        ({"signed": "", "steps": (StepValues("no suscrito", "2025-10-01"),)}, False),
        (
            {"signed": "s/f", "start": "", "end": "", "steps": (StepValues("suscripción", "2025-10-01"),)},
            True,
        ),
        ({"end": "2025-10-05"}, True),
        ({"steps": (*SIGNED.steps, StepValues("terminado anticipadamente", "2025-10-01"))}, True),
    ],
)
def test_nothing_is_owed_under_an_agreement_that_was_not_signed(
    base: Base, changes: dict[str, Any], bound: bool
) -> None:
    agreement = add(base, SIGNED, **changes, obligations=(ObligationValues("Informe", due="2025-09-30"),))
    assert bool(alerts(base, kind="obligation")) is bound
    with base.read() as session:
        found = record(session, agreement, today=TODAY)
        first = agreement_alerts.foremost(session, TODAY, 9).first
    assert (found.duties[0].overdue is not None) is bound
    assert (found.next_step is not None and found.next_step.kind == "obligation") is bound
    assert ("obligation" in [alert.kind for alert in first]) is bound


def test_a_periodic_obligation_is_spoken_of_when_it_is_due_next(base: Base) -> None:
    rule = "FREQ=MONTHLY;INTERVAL=6;COUNT=2"
    add(
        base,
        replace(
            SIGNED, obligations=(ObligationValues("Informe", due="2025-04-15", recurrence=rule, planned=3),)
        ),
    )
    number = rows(base, "SELECT id FROM obligation")[0][0]
    assert [(alert.on, alert.is_late, alert.obligation) for alert in alerts(base, kind="obligation")] == [
        ("2025-04-15", True, number)
    ]
    do(base, lambda s: obligations.fulfil(s, number, FulfilmentValues("2025-04-15")))
    found = alerts(base, kind="obligation")
    assert [(alert.on, alert.is_late, alert.text) for alert in found] == [
        ("2025-10-15", False, "Informe: vence el 15 oct 2025.")
    ]
    do(base, lambda s: obligations.fulfil(s, number, FulfilmentValues("2025-10-15")))
    assert alerts(base, kind="obligation") == []


@pytest.mark.parametrize(
    ("since", "stalled"), [("2025-08-07", False), ("2025-08-06", True), ("2025", False), ("", False)]
)
def test_a_stage_stalls_after_so_many_days(base: Base, since: str, stalled: bool) -> None:
    add(base, replace(SIGNED, signed="", steps=(StepValues("negociación", since),)))
    found = alerts(base)
    assert [alert.kind for alert in found] == ["stalled"] * stalled
    assert not found or found[0].text == "Lleva 61 días en negociación."


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"signed": "2025-08-07"}, "Falta su vigencia: firmado hace 60 días."),
        ({"signed": "2025-10-05"}, "Falta su vigencia: firmado hace 1 día."),
        ({"signed": "2025-10-06"}, "Falta su vigencia: ya está firmado."),
        ({"signed": "s/f"}, "Falta su vigencia: ya está firmado."),
        ({"signed": "2025-08-07", "end": "2025"}, "Falta precisar su vigencia: firmado hace 60 días."),
        ({"signed": "2025-08-07", "start": "2026-01-01"}, "Su vigencia todavía no inicia."),
        ({"signed": ""}, "Lleva 310 días en suscripción."),
    ],
)
def test_what_was_signed_and_is_not_in_force_says_what_it_lacks(
    base: Base, changes: dict[str, Any], text: str
) -> None:
    steps = (StepValues("suscripción", "2024-11-30"),)
    add(base, replace(SIGNED, **({"start": "", "end": "", "notice_days": None, "steps": steps} | changes)))
    assert [(alert.kind, alert.text) for alert in alerts(base)] == [("stalled", text)]


def test_a_signed_document_is_missed_until_it_is_there(base: Base, tmp_path: Path) -> None:
    agreement = add(base, SIGNED)
    assert [alert.text for alert in alerts(base)] == ["Falta el documento firmado; agréguelo."]
    (tmp_path / "convenio.txt").write_text("x")
    file = document_files.keep_file(base, tmp_path / "convenio.txt")
    document = do(base, lambda s: documents.add_document(s, record=agreement, file=file, kind="borrador"))
    assert len(alerts(base)) == 1
    do(base, lambda s: documents.change_document(s, document=document, kind="firmado"))
    assert alerts(base) == []
    do(base, lambda s: trash.trash(s, [agreement]))
    assert alerts(base, "2026-06-01") == []


def test_agreements_of_others_are_quiet(base: Base) -> None:
    parties = (PartyValues("INE"), PartyValues("IPAM"))
    due = (ObligationValues("Informe", due="2020"),)
    add(base, replace(SIGNED, of_others=True, parties=parties, obligations=due))
    assert alerts(base, "2026-05-13") == []
    with base.read() as session:
        assert agreement_alerts.lapsing(session, datetime.date(2026, 5, 1)) == ()


def test_what_is_about_to_lapse_stands_under_its_days_the_soonest_first(base: Base) -> None:
    for title, end in (
        ("A", "2026-04-04"),
        ("B", "2025-10-06"),
        ("C", "2025-12-31"),
        ("D", "2026-04-05"),
        ("E", "2025"),
    ):
        add(base, replace(SIGNED, title=title, end=end))
    add(base, replace(SIGNED, title="F", end="2025-10-20", steps=(StepValues("negociación"),)))
    with base.read() as session:
        found = agreement_alerts.lapsing(session, TODAY)
    assert [(one.title, one.days_left, one.within) for one in found] == [
        ("B", 0, 30),
        ("C", 86, 90),
        ("A", 180, 180),
    ]
    assert found[0].parties == ("ADECE",)


def test_the_days_can_be_set_and_bad_ones_are_refused(base: Base) -> None:
    with base.read() as session:
        assert alert_days(session) == AlertDays((180, 90, 30), 60)
    do(base, lambda s: set_alert_days(s, AlertDays((15, 365, 15), 20)))
    with base.read() as session:
        assert alert_days(session) == AlertDays((365, 15), 20)
    for days in (AlertDays(()), AlertDays((0,)), AlertDays((4_000,)), AlertDays((1,), 0)):
        with pytest.raises(InvalidValue, match="180, 90, 30"):
            do(base, lambda s, d=days: set_alert_days(s, d))
    add(base, replace(SIGNED, end="2026-10-06"))
    assert [alert.kind for alert in alerts(base)] == ["end", "document"]


def test_a_term_without_a_known_end_has_no_schedule(base: Base) -> None:
    from crm.agreement_term import Term

    assert agreement_alerts.schedule(Term(indefinite=True), TODAY, AlertDays()) == ()
    add(base, replace(SIGNED, end="2025"))
    assert alerts(base, "2026-02-01", "end")[0].on == ""
    assert alerts(base, "2025-06-01", "end") == []


@pytest.mark.parametrize(
    "day", ["2024-05-13", "2025-08-01", "2025-10-06", "2026-04-20", "2026-05-14", "2030-01-01"]
)
def test_the_foremost_is_the_most_urgent_alert_of_each_agreement(stocked: Base, day: str) -> None:
    build_agreements(stocked)
    today = datetime.date.fromisoformat(day)
    with stocked.read() as session:
        pressing: dict[int, Alert] = {}
        for alert in agreement_alerts.alerts(session, today):
            if alert.kind != "document" and (alert.is_late or alert.kind != "end"):
                pressing.setdefault(alert.agreement, alert)
        for most in (0, 3, 1_000):
            first, total = agreement_alerts.foremost(session, today, most)
            assert total == len(pressing)
            assert first == tuple(pressing.values())[:most]


def build_agreements(base: Base) -> None:
    """Agreements in all the ways that something is to be noticed of them, and some of which nothing is."""
    duty = ObligationValues("Informe", due="2025-09-30")
    yearly = ObligationValues("Foro", due="2024-10-30", recurrence="FREQ=YEARLY", planned=3)
    automatic = {"renewal": "automática", "renewal_months": 12}
    for changes in (
        {},
        {"end": "2025-12-31"},
        {"end": "2025-09-30"},
        {"end": "2025", "notice_days": None},
        {"end": "", "indefinite": True, "notice_days": None},
        {"end": "2024-12-31", **automatic},
        {"of_others": True, "end": "2025-09-30"},
        {"signed": "", "start": "", "steps": (StepValues("negociación", "2025-01-01"),)},
        {"signed": "", "start": "", "steps": (StepValues("negociación", "2025-10-01"),)},
        {"steps": (*SIGNED.steps, StepValues("concluido", "2025-01-01"))},
        {"obligations": (duty,)},
        {"obligations": (duty, yearly)},
        {"of_others": True, "obligations": (duty,)},
        {"signed": "", "steps": (StepValues("negociación", "2025-10-01"),), "obligations": (duty, yearly)},
        {"signed": "", "steps": (StepValues("no suscrito", "2025-10-01"),), "obligations": (duty, yearly)},
        {"signed": "s/f", "start": "", "end": "", "obligations": (duty, yearly)},
    ):
        add(base, SIGNED, **changes)
    amended = add(base, SIGNED, end="2024-12-31")
    longer = AmendmentValues(signed="2024-12-01", effective="2024-12-01", end="2026-04-30")
    do(base, lambda session: agreement_edit.save(session, amended, "amendments", None, longer))
    gone = add(base, SIGNED, end="2025-09-30", obligations=(duty,))
    do(base, lambda session: trash.trash(session, [gone]))


NOTICED = {
    "notice": "preaviso",
    "obligation": "obligación",
    "stalled": "detenido",
    "document": "sin-documento",
}


def noticed_as(alert: Alert) -> str:
    """The word of queries for an alert."""
    return NOTICED.get(alert.kind, "vencido" if alert.is_late else "por-vencer")


@pytest.mark.parametrize(
    "day",
    [
        *("2024-05-13", "2024-12-31", "2025-08-30", "2025-08-31", "2025-10-04", "2025-11-14", "2025-11-30"),
        *("2026-02-11", "2026-02-12", "2026-04-20", "2026-05-13", "2026-05-14", "2030-01-01"),
    ],
)
@pytest.mark.parametrize("days", [AlertDays(), AlertDays((400, 61), 3)])
def test_a_query_finds_what_is_noticed(stocked: Base, day: str, days: AlertDays) -> None:
    """Each word, all of them, none of them, and how many of each: what the alerts themselves tell."""
    build_agreements(stocked)
    do(stocked, lambda s: set_alert_days(s, days))
    today = datetime.date.fromisoformat(day)
    with stocked.read() as session:

        def found(query: str) -> set[int]:
            return set(query_run.ids(session, parse(f"que:convenios {query}", today)))

        told = {(noticed_as(alert), alert.agreement) for alert in agreement_alerts.alerts(session, today)}
        for word in NOTICES:
            assert found(f"aviso:{word}") == {number for each, number in told if each == word}, word
        numbers = {number for _word, number in told}
        everything = found("")
        assert found("aviso:sí") == found("-aviso:no") == numbers
        assert found("aviso:no") == found("-aviso:sí") == found("aviso:vacío") == everything - numbers
        asked = parse("que:convenios", today)
        counts = dict(query_run.group_counts(session, asked, "aviso")[1])
        assert counts.pop("vacío", 0) == len(everything - numbers)
        assert counts == Counter(word for word, _number in told)
        pressing = {number for word, number in told if word not in ("por-vencer", "sin-documento")}
        assert found(PRESSING) == pressing


@pytest.mark.parametrize("end", ["2025-11", "2026"])
def test_an_end_whose_day_nobody_knows_is_not_noticed(base: Base, end: str) -> None:
    add(base, replace(SIGNED, end=end))
    with base.read() as session:
        asked = parse("que:convenios aviso:por-vencer,preaviso", datetime.date(2025, 10, 30))
        assert list(query_run.ids(session, asked)) == []
