"""A contact's timeline tells what happened with it and its people, newest first, and opens what it tells."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crm import activities, agreements, follow_ups, requests, trash
from crm.activity_values import NewActivity, Participant, When
from crm.agreement_values import NewAgreement, PartyValues, SignatoryValues, StepValues
from crm.base import Base, open_base
from crm.card_writer import CardWriter
from crm.cards import Card, Post
from crm.clock import Clock
from crm.contact_values import Reference
from crm.follow_up_values import NewFollowUp
from crm.request_values import NewRequest
from crm.timeline import ACTIVITY, AGREEMENT, FOLLOW_UP, NOTE, POST, REQUEST, Timeline, beginning, timeline
from db.activities import ActivityKind

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def base(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    new_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo", actor="jimena", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def club(base: Base) -> int:
    """A club with a president, two meetings, a follow-up, a request and a note."""
    with base.write("Prueba") as session:
        cards = [
            Card(kind="organization", official_name="Club Puebla", notes=("Prefieren el sábado",)),
            Card(
                kind="person",
                given_names="Rosa",
                first_surname="Tapia",
                posts=(Post(organization="Club Puebla", title="Presidenta", start="2023", end="2025-03"),),
            ),
        ]
        club, rosa = CardWriter(session).add(cards)
        kind = ActivityKind(code="reunion", label="Reunión", family="encuentro", position=1, retired=False)
        session.add(kind)
        session.flush()
        for title, day in (("Mesa de trabajo", "2024-05-02"), ("Visita", "2025-08")):
            who = Participant(
                person=Reference(rosa, "", "person"), organization=Reference(club, "", "organization")
            )
            new = NewActivity(kind.id, title, When(day), "realizada", participants=(who,))
            activities.create(session, new, today=TODAY)
        follow_ups.create(session, NewFollowUp("Enviar carteles", due="2025-10-09", links=(club,)))
        sender = Reference(club, "", "organization")
        requests.create(
            session, NewRequest("Pide materiales", received="2025-09-01", sender=sender), today=TODAY
        )
        return club


def told(base: Base, record: int, **narrowed: object) -> Timeline:
    with base.read() as session:
        return timeline(session, record, **narrowed)  # type: ignore[arg-type]


def test_all_that_happened_newest_first(base: Base, club: int) -> None:
    found = told(base, club)
    assert [(entry.day, entry.title) for entry in found.entries] == [
        ("2025-10-09", "Enviar carteles"),
        ("2025-10-06", "Prefieren el sábado"),
        ("2025-09-01", "Pide materiales"),
        ("2025-08", "Visita"),
        ("2025-03", "Rosa Tapia dejó: Presidenta"),
        ("2024-05-02", "Mesa de trabajo"),
        ("2023", "Rosa Tapia asumió: Presidenta"),
    ]
    assert found.totals == {ACTIVITY: 2, FOLLOW_UP: 1, REQUEST: 1, POST: 2, NOTE: 1}
    assert {entry.author for entry in found.entries} == {"jimena"}
    assert [(entry.type, entry.type_name) for entry in found.entries if entry.kind == ACTIVITY] == [
        ("reunion", "Reunión"),
        ("reunion", "Reunión"),
    ]
    assert [entry.year for entry in found.entries] == ["2025"] * 5 + ["2024", "2023"]


def test_a_person_has_hers(base: Base, club: int) -> None:
    rosa = next(entry.record for entry in told(base, club).entries if entry.kind == POST)
    found = told(base, rosa)
    assert [(entry.title, entry.detail) for entry in found.entries] == [
        ("Visita", "Club Puebla"),
        ("Dejó: Presidenta", "Club Puebla"),
        ("Mesa de trabajo", "Club Puebla"),
        ("Asumió: Presidenta", "Club Puebla"),
    ]
    assert {entry.record for entry in found.entries if entry.kind == POST} == {club}


def test_narrowed_by_kind_and_words(base: Base, club: int) -> None:
    assert [entry.title for entry in told(base, club, kinds={NOTE, REQUEST}).entries] == [
        "Prefieren el sábado",
        "Pide materiales",
    ]
    assert told(base, club, kinds={NOTE}).totals[ACTIVITY] == 2
    assert [entry.title for entry in told(base, club, text="trab mesa").entries] == ["Mesa de trabajo"]
    assert [entry.title for entry in told(base, club, text="sabado").entries] == ["Prefieren el sábado"]
    assert told(base, club, text="guadalajara").entries == ()


def test_what_is_in_the_trash_is_not_told(base: Base, club: int) -> None:
    (meeting, *_rest) = [entry.record for entry in told(base, club).entries if entry.title == "Visita"]
    with base.write("Prueba") as session:
        trash.trash(session, [meeting])
    assert "Visita" not in [entry.title for entry in told(base, club).entries]


def test_the_agreements_of_an_institution_its_people_and_a_consulate(base: Base, club: int) -> None:
    rosa = next(entry.record for entry in told(base, club).entries if entry.kind == POST)
    with base.write("Prueba") as session:
        consulate = CardWriter(session).add(
            [Card(kind="organization", official_name="Consulado", organization_kind="consulado")]
        )[0]
        new = NewAgreement(
            "Convenio de apoyo",
            signed="2025-09-30",
            parties=(PartyValues(organization=Reference(club, "Club Puebla")),),
            signatories=(SignatoryValues(party=0, person=Reference(rosa, "Rosa")),),
            steps=(StepValues("suscripción", "2025-09-30"),),
            consulates=(consulate,),
        )
        agreement = agreements.record(session, new)
    for contact in (club, rosa, consulate):
        found = told(base, contact, kinds={AGREEMENT})
        assert found.totals[AGREEMENT] == 1
        entry = found.entries[0]
        assert (entry.record, entry.day, entry.title) == (agreement, "2025-09-30", "Convenio de apoyo")
        assert (entry.detail, entry.state, entry.author) == ("Club Puebla", "", "jimena")
    assert [entry.title for entry in told(base, club, text="convenio").entries] == ["Convenio de apoyo"]


@pytest.mark.parametrize("count", [1, 3, 7, 40])
def test_its_beginning_is_that_of_the_whole_with_all_counted(base: Base, club: int, count: int) -> None:
    whole = told(base, club)
    with base.read() as session:
        begun = beginning(session, club, count)
    assert begun.entries == whole.entries[:count]
    assert (begun.totals, begun.total) == (whole.totals, 7)
    assert begun.is_whole == (count >= 7)
