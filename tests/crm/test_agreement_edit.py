"""An agreement edited field by field: what is saved, what another desk changed, what is refused, each taken back."""

from typing import Any

import pytest
from sqlalchemy import text

from crm import agreement_edit, agreement_matters, contacts, trash
from crm.agreement_values import ClauseValues, ObligationValues, PartyValues, SignatoryValues
from crm.areas import add_area
from crm.base import Base, Session
from crm.cards import Card, Post
from crm.contact_values import Kept, Reference
from crm.errors import ChangedMeanwhile, InvalidValue, NotFound
from tests.crm.agreement_cases import WHOLE, add, do, everything, rows, undone_and_redone


def save(base: Base, agreement: int, field: str, before: Any, after: Any) -> None:
    undone_and_redone(
        base,
        lambda session: agreement_edit.save(session, agreement, field, before, after),
        agreement_edit.title(field),
    )


def refuse(base: Base, agreement: int, field: str, before: Any, after: Any, error: type[Exception]) -> str:
    now = everything(base)
    with pytest.raises(error) as caught:
        do(base, lambda session: agreement_edit.save(session, agreement, field, before, after))
    assert everything(base) == now
    return str(caught.value)


TERM = {"start": "2024-05-14", "end": "2026-05-13", "indefinite": False}
RENEWAL = {"renewal": "por acuerdo", "renewal_months": None, "notice_days": 60}
OWN: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ("title", {"title": "Convenio General con ADECE"}, {"title": "Otro  nombre"}, {"title": "Z"}),
    ("scope", {"scope": "general"}, {"scope": "específico"}, {"scope": "anexo técnico"}),
    ("object", {"object": WHOLE.object}, {"object": "Otro"}, {"object": ""}),
    ("area", {"area": None, "area_text": ""}, {"area": None, "area_text": "Otra"}, {"area_text": "Z"}),
    ("received", {"received": "2024-01-12"}, {"received": "2024-01"}, {"received": "2023"}),
    ("signed", {"signed": "2024-05-14"}, {"signed": "s/f"}, {"signed": ""}),
    ("term", TERM, {"start": "2024", "end": "", "indefinite": True}, {"start": "2023", "end": ""}),
    (
        "renewal",
        RENEWAL,
        {"renewal": "automática", "renewal_months": 12, "notice_days": 30},
        {"renewal": "ninguna", "notice_days": 0},
    ),
    (
        "money",
        {"money": "", "amount": ""},
        {"money": "con recursos", "amount": "$1"},
        {"money": "sin recursos"},
    ),
    ("territory", {"territory": ""}, {"territory": "Escocia"}, {"territory": "Z"}),
    ("topics", {"topics": ""}, {"topics": "Voto"}, {"topics": "Z"}),
    ("responsible", {"responsible": ""}, {"responsible": "Jimena"}, {"responsible": "Z"}),
    (
        "opinion",
        {"opinion": "", "opinion_number": ""},
        {"opinion": "favorable", "opinion_number": "O/1"},
        {"opinion": "no favorable"},
    ),
    ("source", {"source": ""}, {"source": "Acta"}, {"source": "Z"}),
]


@pytest.mark.parametrize(("field", "before", "after", "other"), OWN, ids=[case[0] for case in OWN])
def test_own_fields_are_saved_and_refuse_what_changed_meanwhile(
    base: Base, field: str, before: dict[str, Any], after: dict[str, Any], other: dict[str, Any]
) -> None:
    agreement = add(base)
    save(base, agreement, field, before, after)
    saved = everything(base)
    do(base, lambda session: agreement_edit.save(session, agreement, field, before, after))
    assert everything(base) == saved
    assert "ana cambió" in refuse(base, agreement, field, before, other, ChangedMeanwhile)


def test_confidentiality_is_said_and_taken_back(base: Base) -> None:
    agreement = add(base)
    save(base, agreement, "confidential", {"confidential": False}, {"confidential": True})
    save(base, agreement, "confidential", {"confidential": True}, {"confidential": False})


def test_a_folio_takes_its_year_and_number_along(base: Base) -> None:
    agreement = add(base)
    save(base, agreement, "folio", {"folio": "CONV-2024-011"}, {"folio": " IECM/CONV/2025/7 "})
    assert rows(base, "SELECT folio, year, number FROM agreement") == [("IECM/CONV/2025/7", 2025, 7)]
    save(base, agreement, "folio", {"folio": "IECM/CONV/2025/7"}, {"folio": ""})
    assert rows(base, "SELECT folio, year, number FROM agreement") == [("", None, None)]


def test_matter_area_and_framework_are_what_the_base_has(stocked: Base) -> None:
    agreement, marco = add(stocked), add(stocked)
    with stocked.write("Prueba") as session:
        matter = agreement_matters.find(session, "coordinación").id
        area = add_area(session, "X-UNO", "Área de prueba")
    save(stocked, agreement, "matter", {"matter": None}, {"matter": matter})
    save(stocked, agreement, "area", {"area": None}, {"area": area})
    save(stocked, agreement, "framework", {"framework": None}, {"framework": marco})
    for field, gone in (("matter", 99), ("area", 99), ("framework", 99)):
        refuse(stocked, marco, field, {field: None}, {field: gone}, NotFound)
    for above in (agreement, marco):
        said = refuse(stocked, marco, "framework", {"framework": None}, {"framework": above}, InvalidValue)
        assert "su propio marco" in said
    save(stocked, agreement, "framework", {"framework": marco}, {"framework": None})


REFUSED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("title", {"title": "x"}, {"title": " "}),
    ("term", {"end": "2026-05-13"}, {"end": "2020"}),
    ("term", {"indefinite": False}, {"indefinite": True}),
    ("renewal", {"renewal": ""}, {"renewal": "automática"}),
    ("scope", {"scope": "general"}, {"scope": "?"}),
    ("of_others", {"of_others": False}, {"of_others": True}),
]


@pytest.mark.parametrize(("field", "before", "after"), REFUSED)
def test_what_cannot_be_is_refused(
    base: Base, field: str, before: dict[str, Any], after: dict[str, Any]
) -> None:
    refuse(base, add(base), field, before, after, InvalidValue)


def test_nothing_of_an_agreement_that_is_gone_is_edited(base: Base) -> None:
    agreement = add(base)
    do(base, lambda session: trash.trash(session, [agreement]))
    refuse(base, agreement, "title", {"title": "x"}, {"title": "y"}, NotFound)


def test_every_field_has_its_title() -> None:
    titles = [agreement_edit.title(field) for field in agreement_edit.FIELDS]
    assert all(titles)
    assert len(set(titles)) == len(titles)


# ---- parts ----


def first_row(base: Base, table: str, place: int = 0) -> int:
    return int(rows(base, f"SELECT id FROM {table} ORDER BY position LIMIT 1 OFFSET {place}")[0][0])


def party(base: Base, place: int) -> Kept:
    found = rows(
        base,
        "SELECT id, name, organization_id, own, short, liaison_id, liaison FROM agreement_party ORDER BY position",
    )
    number, name, organization, own, short, liaison, words = found[place]
    return Kept(
        number,
        PartyValues(
            name=name,
            organization=Reference(organization, "como se llame") if organization else None,
            own=bool(own),
            short=short,
            liaison=Reference(liaison, "como se llame") if liaison else None,
            liaison_text=words,
        ),
    )


def test_parties_are_added_changed_and_removed_with_who_signs_for_them(base: Base) -> None:
    agreement = add(base)
    club = Reference(0, "Club  Nuevo", "organization")
    save(
        base,
        agreement,
        "parties",
        None,
        PartyValues(organization=club, liaison=Reference(0, "Ana Paz", "person")),
    )
    assert rows(base, "SELECT name, position FROM agreement_party ORDER BY position")[-1] == ("Club Nuevo", 2)
    adece = party(base, 1)
    changed = PartyValues("ADECE", adece.value.organization, short="ADECE", liaison_text="Mesa de ayuda")
    save(base, agreement, "parties", adece, changed)
    assert rows(base, f"SELECT name, liaison, liaison_id FROM agreement_party WHERE id = {adece.row}") == [
        ("ADECE", "Mesa de ayuda", None)
    ]
    refuse(base, agreement, "parties", adece, PartyValues("Otra"), ChangedMeanwhile)
    refuse(base, agreement, "parties", adece, None, ChangedMeanwhile)
    save(base, agreement, "parties", party(base, 1), None)
    assert rows(base, "SELECT name FROM signatory") == [("Testigo",)]
    assert rows(base, "SELECT count(*) FROM obligation WHERE party_id IS NOT NULL") == [(0,)]
    refuse(base, agreement, "parties", None, PartyValues(own=True), InvalidValue)
    refuse(base, agreement, "parties", party(base, 1), PartyValues(" "), InvalidValue)


def test_an_agreement_passes_to_others_once_the_institute_is_no_party(base: Base) -> None:
    agreement = add(base)
    save(base, agreement, "parties", party(base, 0), None)
    save(base, agreement, "of_others", {"of_others": False}, {"of_others": True})
    refuse(base, agreement, "parties", None, PartyValues(own=True), InvalidValue)


def test_a_part_of_another_agreement_is_not_touched(base: Base) -> None:
    add(base)
    other = add(base)
    foreign = party(base, 0)
    refuse(base, other, "parties", foreign, PartyValues("Aparte"), ChangedMeanwhile)
    for field, value in (
        ("signatories", SignatoryValues(party=foreign.row, name="X")),
        ("obligations", ObligationValues("X", party=foreign.row)),
        ("obligations", ObligationValues("X", clause=99)),
    ):
        refuse(base, other, field, None, value, NotFound)


def test_who_signs_is_added_changed_and_removed(base: Base) -> None:
    agreement = add(base)

    def act(session: Session) -> int:
        held = (Post("Club", "Presidenta", "titular", "2024", ""),)
        contacts.create(session, Card("organization", official_name="Club"))
        return contacts.create(session, Card("person", given_names="Eva", posts=held))

    eva = do(base, act)
    own = party(base, 0).row
    who = SignatoryValues(party=None, person=Reference(eva, "Eva"), post=None, part="asiste")
    save(base, agreement, "signatories", None, who)
    found = rows(base, "SELECT id, post, post_id IS NOT NULL, part FROM signatory ORDER BY id DESC LIMIT 1")
    assert found[0][1:] == ("Presidenta", 1, "asiste")
    before = Kept(found[0][0], SignatoryValues(None, Reference(eva, ""), post="Presidenta", part="asiste"))
    save(base, agreement, "signatories", before, SignatoryValues(own, name="Otra", post="Vocal"))
    save(
        base,
        agreement,
        "signatories",
        Kept(before.row, SignatoryValues(own, name="Otra", post="Vocal")),
        SignatoryValues(own, Reference(0, "Nueva Persona", "person"), post="Vocal"),
    )
    refuse(base, agreement, "signatories", before, None, ChangedMeanwhile)
    refuse(base, agreement, "signatories", None, SignatoryValues(official=99), NotFound)
    refuse(base, agreement, "signatories", None, SignatoryValues(part="?"), InvalidValue)
    first = rows(base, "SELECT id, party_id, person_id, post FROM signatory ORDER BY position")[0]
    value = SignatoryValues(first[1], Reference(first[2], ""), post=first[3])
    save(base, agreement, "signatories", Kept(first[0], value), None)


def test_clauses_and_obligations_are_added_changed_and_removed(base: Base) -> None:
    agreement = add(base)
    save(base, agreement, "clauses", None, ClauseValues("Cuarta", "Texto"))
    clause = first_row(base, "clause", 2)
    save(base, agreement, "clauses", Kept(clause, ClauseValues("Cuarta", "Texto")), ClauseValues("Quinta"))
    obligation = ObligationValues(
        "Foro anual", "nuestra", clause=clause, letter="c", party=party(base, 0).row
    )
    save(base, agreement, "obligations", None, obligation)
    number = first_row(base, "obligation", 2)
    assert rows(base, f"SELECT what, side, position FROM obligation WHERE id = {number}") == [
        ("Foro anual", "nuestra", 2)
    ]
    changed = ObligationValues(
        "Foro", "suya", due="2026", planned=3, unit="foros", recurrence="FREQ=YEARLY;COUNT=3"
    )
    save(base, agreement, "obligations", Kept(number, obligation), changed)
    refuse(base, agreement, "obligations", Kept(number, obligation), ObligationValues("Y"), ChangedMeanwhile)
    refuse(base, agreement, "obligations", None, ObligationValues(" "), InvalidValue)
    refuse(base, agreement, "clauses", None, ClauseValues(" "), InvalidValue)
    save(base, agreement, "obligations", Kept(number, changed), None)
    segunda = first_row(base, "clause")
    save(base, agreement, "clauses", Kept(segunda, ClauseValues("Segunda", "Compromisos")), None)
    assert rows(base, "SELECT clause_id IS NULL FROM obligation ORDER BY position") == [(1,), (0,)]


def test_consulates_related_agreements_and_notes(base: Base) -> None:
    agreement, other = add(base), add(base)
    consulate = do(
        base,
        lambda s: contacts.create(
            s, Card("organization", official_name="Consulado", organization_kind="consulado")
        ),
    )
    save(base, agreement, "consulates", (), (consulate,))
    save(base, agreement, "related", (), (other,))
    assert rows(base, "SELECT to_id, kind FROM record_link ORDER BY id") == [
        (consulate, "consulado"),
        (other, "relacionado"),
    ]
    refuse(base, agreement, "related", (), (consulate,), NotFound)
    refuse(base, agreement, "related", (), (agreement,), InvalidValue)
    refuse(base, agreement, "consulates", (), (99,), NotFound)
    save(base, agreement, "related", (other,), ())
    assert rows(base, "SELECT kind FROM record_link") == [("consulado",)]
    save(base, agreement, "notes", None, "Otra nota")
    with base.read() as session:
        assert session.execute(text("SELECT count(*) FROM note WHERE text = 'Otra nota'")).scalar() == 1


def test_a_folio_that_says_there_is_none_is_none(base: Base) -> None:
    agreement = add(base)
    save(base, agreement, "folio", {"folio": WHOLE.folio}, {"folio": "s/n"})
    assert rows(base, "SELECT folio, year, number FROM agreement") == [("", None, None)]
