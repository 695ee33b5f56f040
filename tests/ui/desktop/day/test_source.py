"""What Mi día reads of an open base: each number is that of the list that it opens."""

import datetime
from dataclasses import replace

import pytest

from crm import agreements, follow_ups, query_run, requests, trash
from crm.agreement_values import NewAgreement, ObligationValues, PartyValues, StepValues
from crm.base import open_base
from crm.clock import Clock
from crm.follow_up_values import NewFollowUp
from crm.query import parse
from crm.request_values import Answer, NewRequest
from ui.desktop.day.lines import columns
from ui.desktop.day.source import BaseDay


@pytest.fixture
def base(tmp_path, new_base):
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="jimena", clock=Clock.fixed(datetime.date(2025, 10, 6))) as opened:
        yield opened


@pytest.fixture
def register(base):
    """Agreements of which something is pressing in every way, in several at once, and of some nothing."""
    today = base.clock.today

    def day(days):
        return (today + datetime.timedelta(days=days)).isoformat()

    late = tuple(ObligationValues(f"Informe {n}", due=day(-n)) for n in range(1, 9))
    new = NewAgreement("Convenio", parties=(PartyValues("ADECE"),))
    signed = replace(
        new, signed=day(-400), start=day(-400), steps=(StepValues("suscripción", day(-400)),), end=day(900)
    )
    everything = [replace(signed, title=f"Con obligaciones {n}", obligations=late) for n in range(6)]
    everything += [
        signed,
        replace(signed, title="Por vencer", end=day(20)),
        replace(signed, title="Por vencer, no se sabe el día", end=day(40)[:7]),
        replace(signed, title="Vencido", end=day(-1)),
        replace(signed, title="Preaviso", end=day(100), notice_days=90),
        replace(new, title="Detenido", steps=(StepValues("negociación", day(-90)),)),
        replace(
            signed,
            title="Ajeno",
            of_others=True,
            obligations=late,
            parties=(PartyValues("A"), PartyValues("B")),
        ),
    ]
    with base.write(agreements.ADD_TITLE) as session:
        agreements.record_many(session, everything)
    return base


def test_the_numbers_of_agreements_are_those_of_the_lists_they_open(register):
    day = BaseDay(register)
    read = replace(day.read(), rest=day.read_rest())
    sections = {section.title: section for section in columns(read)[2]}
    assert {title: section.total for title, section in sections.items()} == {
        "Convenios por vencer": 2,
        "Avisos de convenios": 9,
    }
    for section in sections.values():
        with register.read() as session:
            query = parse(f"que:{section.wanted.place} {section.wanted.query}", day.day)
            listed = query_run.ids(session, query)
        assert len(listed) == section.total, section.title
        shown = [line.record.id for group in section.groups for line in group.lines]
        assert len(shown) == len(set(shown)) == min(section.total, 5)
        assert set(shown) <= set(listed)


def test_the_number_of_requests_is_that_of_the_list_it_opens(base):
    """Of 6 October: a term of five working days ends soon, one of six does not; what is late counts."""
    terms = {"Vencida": ("2025-09-01", 3), "Hoy": ("2025-10-03", 1), "Pronto": ("2025-10-06", 5)}
    terms |= {"Lejana": ("2025-10-06", 6), "Sin plazo": ("2025-10-01", None), "Sin día": ("2025-09", 3)}
    terms |= {"Atendida": ("2025-09-01", 3), "A la papelera": ("2025-09-01", 3)}
    with base.write(requests.ADD_TITLE) as session:
        made = {
            subject: requests.create(
                session, NewRequest(subject, received=on, term=term), today=base.clock.today
            )
            for subject, (on, term) in terms.items()
        }
        requests.attend(session, made["Atendida"], Answer("Se envió", "2025-09-02"))
        trash.trash(session, [made["A la papelera"]])
    day = BaseDay(base)
    rest = columns(replace(day.read(), rest=day.read_rest()))[2]
    section = next(each for each in rest if each.title == "Gestiones por vencer")
    shown = [line.record.name for group in section.groups for line in group.lines]
    assert shown == ["Vencida", "Hoy", "Pronto"]
    with base.read() as session:

        def found(query):
            return set(query_run.ids(session, parse(f"que:{section.wanted.place} {query}", day.day)))

        assert found(section.wanted.query) == {made[subject] for subject in shown}
        everything = found("")
        assert found(f"-{section.wanted.query}") == everything - {made[subject] for subject in shown}
        assert found("estado:por-vencer,atendida") == {made[each] for each in (*shown, "Atendida")}
    assert section.total == 3


def test_the_number_of_reminders_is_that_of_the_list_it_opens(base):
    """Of Monday 6 October, which ends at six in UTC; what is due by Saturday stands elsewhere in Mi día."""
    noon, evening, midnight = "2025-10-06T18:00:00+00:00", "2025-10-07T05:30+00:00", "2025-10-07T06:00+00:00"
    news = [
        NewFollowUp("De antes", remind_at="2025-09-01T15:00+00:00"),
        NewFollowUp("De hoy, para después", due="2025-10-12", remind_at=noon),
        NewFollowUp("De hoy en la noche", remind_at=evening),
        NewFollowUp("De mañana", remind_at=midnight),
        NewFollowUp("Vencido", due="2025-09-01", remind_at=noon),
        NewFollowUp("Para el sábado", due="2025-10-11", remind_at=noon),
        NewFollowUp("Hecho", remind_at=noon, state="hecho", done_on="2025-10-06"),
        NewFollowUp("A la papelera", remind_at=noon),
        NewFollowUp("Sin recordatorio"),
    ]
    news += [NewFollowUp(f"Vencido {n}", due="2025-08-01", remind_at=noon) for n in range(15)]
    with base.write(follow_ups.ADD_TITLE) as session:
        made = dict(zip((new.what for new in news), follow_ups.create_many(session, news), strict=True))
        trash.trash(session, [made["A la papelera"]])
    day = BaseDay(base)
    section = next(each for each in columns(day.read())[0] if each.title == "Recordatorios")
    shown = [line.record.name for group in section.groups for line in group.lines]
    assert shown == ["De antes", "De hoy, para después", "De hoy en la noche"]
    with base.read() as session:

        def found(query):
            return set(query_run.ids(session, parse(f"que:{section.wanted.place} {query}", day.day)))

        assert found(section.wanted.query) == {made[what] for what in shown}
        assert found("recordatorio:vacío") == {made["Sin recordatorio"]}
        assert found("recordatorio:2025-10-07") == {made["De mañana"]}
        assert found("recordatorio:>hoy,vacío") == {made["De mañana"], made["Sin recordatorio"]}
    assert section.total == len(shown)
