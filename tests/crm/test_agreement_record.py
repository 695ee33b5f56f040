"""An agreement as its page shows it: way and next step, posts then and now, obligations, term, what it is tied to."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crm import (
    activities,
    activity_kinds,
    agreement_edit,
    agreement_steps,
    areas,
    contacts,
    document_files,
    documents,
    follow_ups,
    labels,
    obligations,
    trash,
)
from crm.activity_values import NewActivity, When
from crm.agreement_record import AgreementRecord, NextStep, record, term_line
from crm.agreement_term import Term, TermState
from crm.agreement_values import (
    AmendmentValues,
    FulfilmentValues,
    NewAgreement,
    ObligationValues,
    PartyValues,
    SignatoryValues,
    StepValues,
    WorkItemValues,
)
from crm.base import Base, Session
from crm.cards import Card, Post
from crm.contact_values import Reference
from crm.errors import NotFound
from crm.follow_up_values import NewFollowUp
from tests.crm.agreement_cases import SIGNED, WHOLE, add, do

TODAY = datetime.date(2025, 10, 6)


def read(base: Base, agreement: int, today: datetime.date = TODAY) -> AgreementRecord:
    with base.read() as session:
        return record(session, agreement, today=today)


def test_the_way_of_an_agreement_with_the_days_of_each_stage(base: Base) -> None:
    days = ("2024-01-12", "2024-02-09", "2024-03-01", "2024-04-05", "2024-05-14")
    stages = ("solicitud", "opinión de pertinencia", "negociación", "validación jurídica", "suscripción")
    steps = tuple(StepValues(*step) for step in zip(stages, days, strict=True))
    found = read(base, add(base, WHOLE, steps=steps))
    assert [(point.label, point.since, point.days, point.reached, point.current) for point in found.way] == [
        ("Solicitud", "2024-01-12", 28, True, False),
        ("Opinión de pertinencia", "2024-02-09", 21, True, False),
        ("Negociación", "2024-03-01", 35, True, False),
        ("Validación jurídica", "2024-04-05", 39, True, False),
        ("Suscripción", "2024-05-14", 0, True, False),
        ("Vigente", "2024-05-14", 510, True, True),
        ("Concluido", "2026-05-13", None, False, False),
    ]
    assert [point.kept is not None for point in found.way] == [True] * 5 + [False] * 2
    assert (found.stage, found.label) == ("vigente", "Vigente")
    assert [offer.stage for offer in found.offers] == ["concluido", "renovado", "terminado anticipadamente"]


def test_a_way_that_ended_shows_no_more_to_come(base: Base) -> None:
    found = read(base, add(base, WHOLE, steps=(*WHOLE.steps, StepValues("no suscrito", "2024-03"))))
    assert [point.label for point in found.way] == ["Solicitud", "Opinión de pertinencia", "No suscrito"]
    assert found.next_step is None
    assert found.offers == ()


def test_the_term_its_alerts_and_what_is_to_be_noticed(base: Base) -> None:
    found = read(base, add(base, SIGNED))
    assert found.term.state is TermState.IN_FORCE
    assert (found.term.days_left, found.term.notice_on) == (219, datetime.date(2026, 3, 14))
    assert round(found.term.share or 0, 2) == 0.7
    assert [(one.text, str(one.on)) for one in found.schedule] == [
        ("180 días antes", "2025-11-14"),
        ("90 días antes", "2026-02-12"),
        ("Aviso de renovación", "2026-03-14"),
        ("30 días antes", "2026-04-13"),
    ]
    assert [(alert.kind, alert.is_late) for alert in found.alerts] == [
        ("obligation", True),
        ("document", False),
    ]


@pytest.mark.parametrize(
    ("term", "share"),
    [
        (Term("2025-10-01", "2025-10-11"), 0.5),
        (Term("2025-10-07", "2025-10-11"), 0.0),
        (Term("2024-10-07", "2025-10-01"), 1.0),
        (Term("2025-10-01", indefinite=True), None),
        (Term("2025", "2026-01-01"), None),
        (Term("2025-10-01", "2025-10-01"), None),
    ],
)
def test_how_much_of_a_term_is_gone(term: Term, share: float | None) -> None:
    assert term_line(term, TODAY).share == share


def test_what_three_parties_share_is_said_of_all(base: Base) -> None:
    third = PartyValues("Club de Oaxaca", short="CO")
    agreement = add(base, SIGNED, parties=(*WHOLE.parties, third))
    assert read(base, agreement).duties[0].who == "Todas"


def test_parties_and_obligations_with_what_each_has_met(base: Base) -> None:
    agreement = add(
        base,
        SIGNED,
        obligations=(*WHOLE.obligations, ObligationValues("Mandar", "nuestra", responsible="DVOE")),
    )
    first, second, third = (duty.row for duty in read(base, agreement).duties)
    do(base, lambda s: obligations.fulfil(s, first, FulfilmentValues("2025-09-01")))
    do(base, lambda s: obligations.fulfil(s, second, FulfilmentValues("2025-09", n=1)))
    found = read(base, agreement)
    assert [
        (d.clause, d.what, d.who, d.due, d.state, d.done, d.planned, d.overdue) for d in found.duties
    ] == [
        ("Segunda a", "Coeditar un texto", "Ambas", "2025-08-29", "cumplida", 1, 1, None),
        ("Tercera b", "Informe semestral", "ADECE", "", "en curso", 1, 4, None),
        ("", "Mandar", "DVOE", "", "pendiente", 0, 1, None),
    ]
    assert (found.progress.met, found.progress.obligations, found.progress.done) == (1, 3, 2)
    assert [(name, one.met, one.obligations, one.percent) for name, one in found.by_party] == [
        ("ADECE", 0, 1, 25.0),
        ("conjuntas", 1, 2, 50.0),
    ]
    assert [(party.short, party.progress is not None) for party in found.parties] == [
        ("IECM", False),
        ("ADECE", True),
    ]
    assert found.parties[1].liaison == "Renata Olivares Prieto"
    assert third in {duty.row for duty in found.duties}


def test_an_obligation_that_is_late_says_by_how_many_days(base: Base) -> None:
    found = read(base, add(base, SIGNED))
    assert found.duties[0].overdue == 38
    assert found.next_step == NextStep(
        "obligation", "Coeditar un texto", "Ambas", "2025-08-29", found.duties[0].row
    )


def test_what_is_due_first_is_the_next_step(base: Base) -> None:
    agreement = add(base, WHOLE, obligations=())
    assert read(base, agreement).next_step == NextStep("stage", "Negociación", "", "")
    later = do(base, lambda s: follow_ups.create(s, NewFollowUp("Llamar", "Ana", links=(agreement,))))
    assert read(base, agreement).next_step == NextStep("follow_up", "Llamar", "Ana", "", later)
    new = NewFollowUp("Recibir el informe", "Jimena Robles", "2025-10-15", links=(agreement,))
    task = do(base, lambda s: follow_ups.create(s, new))
    expected = NextStep("follow_up", "Recibir el informe", "Jimena Robles", "2025-10-15", task)
    assert read(base, agreement).next_step == expected


def test_no_end_is_next_while_the_term_lasts(base: Base) -> None:
    lasting = add(base, SIGNED, obligations=())
    assert read(base, lasting).next_step is None
    over = add(base, SIGNED, obligations=(), end="2025-10-05")
    assert read(base, over).next_step == NextStep("stage", "Concluido", "", "")


def test_who_signed_and_who_holds_the_post_today(stocked: Base) -> None:
    def act(session: Session) -> tuple[int, int]:
        club = contacts.create(session, Card("organization", official_name="Club", main_category="osc"))
        renata = (Post("Club", "Presidenta", "titular", "2023", "2025-01-31"),)
        diego = (Post("Club", "Presidenta", "titular", "2025-02-01", ""),)
        future = (Post("Club", "Presidenta", "titular", "2026", ""),)
        first = contacts.create(session, Card("person", given_names="Renata", posts=renata))
        contacts.create(session, Card("person", given_names="Diego", posts=diego))
        contacts.create(session, Card("person", given_names="Mañana", posts=future))
        return club, first

    club, renata = do(stocked, act)
    who = (
        SignatoryValues(party=0, person=Reference(renata, "Renata"), post=None),
        SignatoryValues(party=0, name="Sin Contacto", post="Vocal", part="asiste"),
        SignatoryValues(party=None, post="Rector", part="testigo de honor"),
    )
    new = replace(
        SIGNED, parties=(PartyValues(organization=Reference(club, "Club")),), signatories=who, obligations=()
    )
    agreement = add(stocked, new)
    found = read(stocked, agreement)
    assert [(s.party, s.part, s.name, s.post, s.today, s.holds_it) for s in found.signatures] == [
        ("Club", "Representa", "Renata", "Presidenta", "Diego", False),
        ("Club", "Asiste", "Sin Contacto", "Vocal", "", False),
        ("", "Testigo de honor", "", "Rector", "", False),
    ]
    then = read(stocked, agreement, datetime.date(2025, 1, 31)).signatures[0]
    assert (then.today, then.holds_it) == ("Renata", True)
    assert found.categories == ("osc",)


def test_officials_are_followed_in_an_office_that_only_one_holds(base: Base) -> None:
    def act(session: Session) -> tuple[int, ...]:
        made = [areas.add_official(session, name) for name in ("Patricia A", "Mario V", "Erika E", "Maira M")]
        for official, short, title, start, ended in (
            (made[0], "C.P.", "Consejera Presidenta", "2022", ""),
            (made[1], "C.P.", "Consejero Presidente", "2015", "2021-12-31"),
            (made[2], "C.E.", "Consejera Electoral", "2020", ""),
            (made[3], "C.E.", "Consejera Electoral", "2018", "2024-06-30"),
        ):
            areas.add_post(session, official, short=short, title=title, start=start, end=ended)
        return tuple(made)

    patricia, mario, erika, maira = do(base, act)
    cases = {
        (mario, "2019-05-01"): ("Consejero Presidente", "Patricia A", False),
        (patricia, "2024-05-14"): ("Consejera Presidenta", "Patricia A", True),
        (erika, "2024-05-14"): ("Consejera Electoral", "Erika E", True),
    }
    for (official, signed), expected in cases.items():
        own = SignatoryValues(party=0, official=official, post=None)
        agreement = add(
            base, SIGNED, signed=signed, parties=(PartyValues(own=True),), signatories=(own,), obligations=()
        )
        signature = read(base, agreement).signatures[0]
        assert (signature.post, signature.today, signature.holds_it) == expected
    do(base, lambda s: areas.add_post(s, mario, short="C.E.", title="Consejero Electoral", start="2025"))
    own = SignatoryValues(party=0, official=maira, post=None)
    agreement = add(base, SIGNED, parties=(PartyValues(own=True),), signatories=(own,), obligations=())
    assert read(base, agreement).signatures[0].today == ""


def test_everything_that_an_agreement_is_tied_to(stocked: Base, tmp_path: Path) -> None:
    with stocked.write("Prueba") as session:
        consulate = contacts.create(
            session, Card("organization", official_name="Consulado", organization_kind="consulado")
        )
    other = add(stocked, NewAgreement("Otro", parties=(PartyValues("X"),)))
    marco = add(stocked, replace(SIGNED, title="Marco"))
    agreement = add(stocked, replace(SIGNED, consulates=(consulate,), related=(other,), framework=marco))
    (tmp_path / "firmado.txt").write_text("x")
    file = document_files.keep_file(stocked, tmp_path / "firmado.txt")

    def act(session: Session) -> tuple[int, ...]:
        documents.add_document(session, record=agreement, file=file, kind="firmado")
        kind = activity_kinds.find(session, "conversatorio").id
        made = [
            activities.create(
                session, NewActivity(kind, title, When(day), attendance=46, **more), today=TODAY
            )
            for title, day, more in (
                ("Ligada", "2025-09-11", {"links": (agreement,)}),
                ("Del programa", "2025-05-15", {}),
                ("Que cumple", "2025-02-20", {}),
            )
        ]
        item = WorkItemValues(2025, "Foro", activity=made[1])
        agreement_edit.save(session, agreement, "work", None, item)
        labels.tag(session, [agreement], "prioritario")
        agreement_edit.save(
            session, agreement, "amendments", None, AmendmentValues(effective="2025", object="Otro objeto")
        )
        return tuple(made)

    made = do(stocked, act)
    duty = read(stocked, agreement).duties[0].row
    do(
        stocked,
        lambda s: obligations.fulfil(s, duty, FulfilmentValues("2025-02-20", record=made[2], note="Hecho")),
    )
    found = read(stocked, agreement)
    assert [(one.reference.name, one.attendance) for one in found.activities] == [
        ("Ligada", 46),
        ("Del programa", 46),
        ("Que cumple", 46),
    ]
    assert found.duties[0].fulfilments[0].by == Reference(made[2], "Que cumple")
    assert [one.name for one in found.consulates] == ["Consulado"]
    assert [one.name for one in found.related] == ["Otro"]
    assert [one.name for one in read(stocked, other).related] == [found.reference.name]
    assert found.framework == Reference(marco, "Marco")
    assert not found.framework_trashed
    assert [one.id for one in read(stocked, marco).under] == [agreement]
    assert [one.kind for one in found.documents] == ["firmado"]
    assert not any(alert.kind == "document" for alert in found.alerts)
    assert (found.tags, found.object, len(found.amendments)) == (("prioritario",), "Otro objeto", 1)
    assert [(plan.year, len(plan.items)) for plan in found.work] == [(2025, 1)]
    assert [kept.value for kept in found.notes] == ["Llegó por correo"]
    assert [kept.value.number for kept in found.clauses] == ["Segunda", "Tercera"]


def test_it_is_told_of_a_framework_that_it_is_in_the_trash(base: Base) -> None:
    marco = add(base, SIGNED, title="Marco")
    under = add(base, SIGNED, framework=marco)
    do(base, lambda s: trash.trash(s, [marco]))
    found = read(base, under)
    assert (found.framework, found.framework_trashed) == (Reference(marco, "Marco"), True)
    do(base, lambda s: trash.restore(s, [marco]))
    assert not read(base, under).framework_trashed


def test_what_is_read_is_what_an_edit_starts_from(base: Base) -> None:
    agreement = add(base, SIGNED)
    found = read(base, agreement)
    edits: list[tuple[str, Any, Any]] = [
        ("parties", found.parties[1].kept, replace(found.parties[1].kept.value, short="A")),
        ("signatories", found.signatures[0].kept, replace(found.signatures[0].kept.value, post="Vocal")),
        ("clauses", found.clauses[0], replace(found.clauses[0].value, number="Primera")),
        ("obligations", found.duties[0].kept, replace(found.duties[0].kept.value, what="Editar")),
        ("title", {"title": found.own["title"]}, {"title": "Nuevo"}),
    ]
    for field, before, after in edits:
        do(base, lambda s, f=field, b=before, a=after: agreement_edit.save(s, agreement, f, b, a))
    kept = found.way[1].kept
    assert kept is not None
    do(
        base,
        lambda s: agreement_steps.correct(
            s, agreement, kept, replace(kept.value, note="x"), reason="y", today=TODAY
        ),
    )
    again = read(base, agreement)
    assert (again.parties[1].short, again.signatures[0].post, again.own["title"]) == ("A", "Vocal", "Nuevo")


def test_one_that_is_gone_is_said_so(base: Base) -> None:
    agreement = add(base)
    do(base, lambda s: trash.trash(s, [agreement]))
    for number in (agreement, 999):
        with pytest.raises(NotFound):
            read(base, number)
