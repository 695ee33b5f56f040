"""The words of an agreement's ficha: from its record alone, "" for what is not known."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from crm import activities, activity_kinds, agreement_edit, contacts, follow_ups, trash
from crm.activity_values import NewActivity, When
from crm.agreement_ficha import progress_of, summary
from crm.agreement_row import Duty
from crm.agreement_summary import DONE, LATE, OTHER, UNDER_WAY, Item, Liaison, Progress, Signature, Summary
from crm.agreement_values import AmendmentValues, NewAgreement, ObligationValues
from crm.base import Base
from crm.cards import Card, Email, Phone
from crm.contact_values import Kept, Reference
from crm.errors import NotFound
from crm.follow_up_values import NewFollowUp
from tests.crm.agreement_cases import SIGNED, WHOLE, add, do

TODAY = datetime.date(2025, 10, 6)


def read(base: Base, agreement: int, today: datetime.date = TODAY) -> Summary:
    with base.read() as session:
        return summary(session, agreement, today)


def test_an_agreement_in_force_says_what_is_known(base: Base) -> None:
    found = read(base, add(base, SIGNED, opinion="favorable", opinion_number="DVOE/042/2024"))
    assert (found.folio, found.title) == ("CONV-2024-011", "Convenio General con ADECE")
    assert (found.scope, found.matter, found.area) == ("General", "", "")
    assert (found.state, found.term) == ("Vigente", "14 may 2024 a 13 may 2026")
    assert found.renewal == "Por acuerdo, aviso 60 días antes"
    assert found.signed == "14 de mayo de 2024"
    assert found.opinion_number == "DVOE/042/2024"
    assert found.met == "0 de 2 cumplidas"
    assert found.by_party == "ADECE 0 de 1 · conjuntas 0 de 1"
    assert [point.under for point in found.points if point.current] == ["faltan 219 días"]
    assert [point.label for point in found.points][-2:] == ["Vigente", "Concluido"]
    assert found.points[-1].under == "13 may 2026"
    assert found.papers == (Item("Opinión de pertinencia, favorable", "9 feb 2024"),)
    assert found.caution == ""


def test_a_party_for_which_nobody_signs_is_to_be_captured(base: Base) -> None:
    found = read(base, add(base, SIGNED))
    (ours, theirs, witness) = found.signatures
    assert (ours.part, ours.name, ours.post, ours.today) == ("Representa", "", "", "")
    assert theirs == Signature("ADECE", "Representa", "Renata Olivares Prieto", "Presidenta", "")
    assert (witness.party, witness.part) == ("", "Testigo de honor")


def test_what_is_late_stands_first_and_what_is_done_last(base: Base) -> None:
    number = add(
        base,
        SIGNED,
        clauses=(),
        obligations=(
            ObligationValues("Hecha", state="cumplida"),
            ObligationValues("Sin fecha"),
            ObligationValues("Por venir", due="2025-12-01"),
            ObligationValues("Tarde", due="2025-08-29"),
        ),
    )
    found = read(base, number)
    assert [duty.what for duty in found.duties] == ["Tarde", "Por venir", "Sin fecha", "Hecha"]
    assert found.duties[0].progress == Progress("Vencida, 38 días", LATE)
    assert Item("Por venir", "1 dic 2025") in found.next_steps


@pytest.mark.parametrize(
    ("changes", "words", "kind"),
    [
        ({"state": "cumplida"}, "Cumplida", DONE),
        ({"state": "pendiente"}, "Pendiente", OTHER),
        ({"state": "en curso"}, "En curso", OTHER),
        ({"state": "cancelada", "overdue": None}, "Cancelada", OTHER),
        ({"state": "no cumplida"}, "No cumplida", LATE),
        ({"overdue": 1}, "Vencida, 1 día", LATE),
        ({"done": 17, "planned": 24}, "17 de 24", UNDER_WAY),
    ],
)
def test_how_far_an_obligation_is(changes: dict[str, Any], words: str, kind: str) -> None:
    duty = Duty(1, "", "Difundir", "", "", "pendiente", 0, 1, None, (), Kept(1, None))
    found = progress_of(duty._replace(**changes))
    assert (found.words, found.kind) == (words, kind)


@pytest.mark.parametrize(
    ("changes", "term", "renewal"),
    [
        ({"start": "", "end": "", "renewal": "", "notice_days": None}, "", ""),
        (
            {"end": "", "indefinite": True, "renewal": "ninguna", "notice_days": None},
            "Indefinida, desde 14 may 2024",
            "Sin renovación",
        ),
        (
            {"renewal": "automática", "renewal_months": 24, "notice_days": 1},
            "14 may 2024 a 13 may 2026",
            "Automática, por 24 meses, aviso 1 día antes",
        ),
        ({"start": "s/f", "signed": "s/f", "end": "2027"}, "s/f a 2027", "Por acuerdo, aviso 60 días antes"),
    ],
)
def test_the_term_and_its_renewal(base: Base, changes: dict[str, Any], term: str, renewal: str) -> None:
    found = read(base, add(base, SIGNED, **changes))
    assert (found.term, found.renewal) == (term, renewal)


def test_the_last_activities_are_named_and_the_earlier_counted(stocked: Base) -> None:
    number = add(stocked, SIGNED)

    def hold(session: Any) -> None:
        kind = activity_kinds.find(session, "reunión").id
        for day, people in (
            ("2024-09-01", None),
            ("2025-01-15", None),
            ("2025-05-15", 83),
            ("2025-09-11", 46),
        ):
            new = NewActivity(
                kind, f"Sesión {day}", When(day), "realizada", attendance=people, links=(number,)
            )
            activities.create(session, new, today=TODAY)

    do(stocked, hold)
    assert read(stocked, number).activities == (
        Item("Sesión 2025-09-11, 46 personas", "11 sep 2025"),
        Item("Sesión 2025-05-15, 83 personas", "15 may 2025"),
        Item("2 anteriores", "2024 a 2025"),
    )


def test_next_steps_are_what_is_open_by_its_day(base: Base) -> None:
    number = add(base, SIGNED, obligations=())
    do(
        base,
        lambda session: follow_ups.create(
            session, NewFollowUp("Acordar fecha", due="2025-10-24", links=(number,))
        ),
    )
    do(base, lambda session: follow_ups.create(session, NewFollowUp("Sin día", links=(number,))))
    assert read(base, number).next_steps == (
        Item("Acordar fecha", "24 oct 2025"),
        Item("Aviso de renovación", "14 mar 2026"),
        Item("Sin día", ""),
    )


def test_a_liaison_is_told_with_how_they_are_reached(base: Base) -> None:
    card = Card(
        "person",
        given_names="Paola",
        first_surname="Ferrer",
        phones=(Phone("+441314960123"),),
        emails=(Email("paola@example.org"),),
    )
    person = do(base, lambda session: contacts.create(session, card))
    (party,) = WHOLE.parties
    liaison = Reference(person, "Paola Ferrer", "person")
    found = read(base, add(base, SIGNED, parties=(replace(party, liaison=liaison),)))
    assert found.liaisons == (Liaison("Paola Ferrer, ADECE", "+44 131 496 0123 · paola@example.org"),)


def test_amendments_are_papers_and_change_the_term(base: Base) -> None:
    number = add(base, SIGNED)
    amendment = AmendmentValues(
        title="Anexo 2025", signed="2025-02-20", effective="2025-02-20", end="2027-05-13"
    )
    do(base, lambda session: agreement_edit.save(session, number, "amendments", None, amendment))
    found = read(base, number)
    assert found.papers[0] == Item("Adenda 1, Anexo 2025", "20 feb 2025")
    assert found.term == "14 may 2024 a 13 may 2027"


def test_one_of_others_says_so_and_a_bare_one_says_nothing_it_does_not_know(base: Base) -> None:
    found = read(base, add(base, NewAgreement("Convenio del INE", of_others=True)))
    assert found.caution.startswith("Convenio de terceros")
    known = {name: getattr(found, name) for name in Summary.__slots__ if getattr(found, name)}
    assert set(known) == {"title", "state", "caution", "points"}
    assert found.state == "Solicitud"


def test_one_in_the_trash_has_no_ficha(base: Base) -> None:
    number = add(base)
    do(base, lambda session: trash.trash(session, [number]))
    with pytest.raises(NotFound):
        read(base, number)
