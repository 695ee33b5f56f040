"""The counts beside the list: what each would give, whatever else is asked, and after every change."""

import datetime
import random
from array import array
from collections.abc import Iterable

import pytest

from crm import agreements, query_run, trash
from crm.agreement_values import NewAgreement, PartyValues, SignatoryValues, StepValues
from crm.alert_days import AlertDays, set_alert_days
from crm.base import Session, open_base
from crm.card_writer import CardWriter
from crm.cards import Address, Card, GroupMembership
from crm.contact_values import Reference
from crm.errors import Cancelled, QueryError
from crm.facets import FACETS, Facets
from crm.narrowing import toggled
from crm.operations import redo, undo
from crm.query import parse
from db.contacts import Organization, OrganizationCategory, Person
from db.records import Record

TODAY = datetime.date(2026, 7, 29)
CONSULATE = "Consulado General de México en Chicago"
KINDS = ("institución", "club", "federación", "medio")
QUERIES = (
    "",
    "ana",
    "casa -ana",
    "pais:US",
    "pais:US,FR",
    "-pais:US",
    "pais:vacío",
    "tipo:persona pais:MX",
    "tipo:club,institución categoria:osc ana",
    "categoria:académica categoria:osc",
    'etiqueta:"voto electrónico"',
    "etiqueta:prioritario,vacío tipo:persona",
    "red:observación",
    "consulado:chicago pais:US",
    "-categoria:vacío",
    "que:consulados",
    "que:consulados pais:US",
    "ciudad:chicago tipo:persona",
    "convenio:vigente",
    "convenio:vigente,ninguno ana",
    "-convenio:vencido tipo:institución",
    "convenio:vacío pais:US",
    "-convenio:ninguno categoria:osc",
)


def cards() -> list[Card]:
    dice = random.Random(11)

    def shared() -> dict[str, object]:
        return {
            "addresses": tuple(
                Address(country=country, city=city)
                for country, city in dice.sample(
                    [("US", "Chicago"), ("US", "Tucson"), ("MX", ""), ("FR", "París")], dice.randint(0, 2)
                )
            ),
            "tags": tuple(dice.sample(["prioritario", "voto electrónico"], dice.randint(0, 2))),
            "groups": tuple(
                GroupMembership(group, "2020", dice.choice(("", "2024-05", "s/f", "2030")))
                for group in dice.sample(["Red de Observación", "Red Voto Chilango"], dice.randint(0, 2))
            ),
            "consulate": dice.choice(("", CONSULATE)),
        }

    people = [
        Card("person", given_names=dice.choice(("Ana", "Luis")), first_surname=f"Peña {n}", **shared())
        for n in range(60)
    ]
    organizations = [
        Card(
            "organization",
            official_name=f"Casa {dice.choice(('Ana', 'Luz'))} {n}",
            organization_kind=dice.choice(KINDS),
            main_category=dice.choice(("osc", "academica", "")),
            country=dice.choice(("US", "MX", "")),
            **shared(),
        )
        for n in range(40)
    ]
    return people + organizations


def register(session: Session) -> Iterable[NewAgreement]:
    """Agreements that stand in every way, some with the same institutions, some with persons, one of others."""
    institutions = [
        Reference(row.id, row.official_name, "organization")
        for row in session.query(Organization).order_by(Organization.id)
    ]
    people = [Reference(row.id, "Alguien", "person") for row in session.query(Person).order_by(Person.id)]
    signing = (StepValues("suscripción", "2024-05-14"),)
    for number, (end, steps, of_others) in enumerate(
        [
            ("2030-01-01", signing, False),
            ("2026-09-01", signing, False),
            ("2026-01-01", signing, False),
            ("", (StepValues("negociación", "2026-01-01"),), False),
            ("2026-01-01", (*signing, StepValues("concluido", "2026-01-02")), False),
            ("2030-01-01", signing, True),
        ]
        * 2
    ):
        parties = tuple(
            PartyValues(organization=one, liaison=people[number])
            for one in institutions[3 * number : 3 * number + 4]
        )
        signed = "2024-05-14" if steps[0] == signing[0] else ""
        signatories = (SignatoryValues(party=0, person=people[20 + number]),)
        yield NewAgreement(
            f"Convenio {number}",
            parties=parties,
            signatories=signatories,
            signed=signed,
            start=signed,
            end="" if number == 6 else end,
            indefinite=number == 6,
            steps=steps,
            of_others=of_others,
        )


@pytest.fixture
def base(tmp_path, new_base):
    path = tmp_path / "base.vinculo"
    new_base(path)
    consulate = Card(
        "organization",
        official_name=CONSULATE,
        organization_kind="consulado",
        main_category="consular",
        country="US",
    )
    with open_base(path, actor="ana") as base:
        with base.write("Preparar") as session:
            CardWriter(session).add([consulate])
        with base.write("Preparar") as session:
            CardWriter(session).add(cards())
        with base.write("Preparar") as session:
            agreements.record_many(session, list(register(session)))
        yield base


@pytest.fixture
def facets():
    return Facets()


def counted(base, facets, text, **named):
    with base.read() as session:
        groups = facets.count(session, parse(text, TODAY), **named)
    return {group.field: {value.text: value for value in group.values} for group in groups}


def expected(base, text, field):
    """What the query language itself counts, with the field's own wishes taken out."""
    query = parse(text, TODAY)
    terms = tuple(
        term for term in query.terms if getattr(term, "field", "") != field or getattr(term, "negated", False)
    )
    rest = type(query)(terms, query.today, query.subject)
    with base.read() as session:
        _total, groups = query_run.group_counts(session, rest, field)
    return {name: number for name, number in groups if name != "vacío"}


def readable(field, text):
    full = {"académica": "Institución académica", "osc": "Organización de la sociedad civil"}
    return full.get(text, "Red consular" if text == "consular" else text) if field == "categoria" else text


@pytest.mark.parametrize("text", QUERIES)
def test_each_count_is_what_the_query_language_counts(base, facets, text):
    found = counted(base, facets, text)
    for field in FACETS:
        ours = {readable(field, name): value.count for name, value in found[field].items() if value.count}
        assert ours == expected(base, text, field), field


@pytest.mark.parametrize("text", QUERIES)
def test_ids_known_already_give_the_same_counts(base, facets, text):
    with base.read() as session:
        ids = query_run.ids(session, parse(text, TODAY))
    assert counted(base, facets, text, ids=ids) == counted(base, Facets(), text)


def test_what_is_chosen_is_marked_and_its_neighbours_still_count(base, facets):
    found = counted(base, facets, "categoria:osc")["categoria"]
    assert found["osc"].chosen
    assert not found["académica"].chosen
    assert found["académica"].count > 0
    assert found["osc"].category == "osc"
    assert found["académica"].label == "Académica"


def test_words_of_a_name_choose_what_they_name(base, facets):
    found = counted(base, facets, "consulado:chicago")["consulado"]
    assert found[CONSULATE].chosen


def test_a_value_chosen_in_vain_stands_with_a_nought(base, facets):
    found = counted(base, facets, "zzz etiqueta:prioritario")["etiqueta"]
    assert (found["prioritario"].count, found["prioritario"].chosen) == (0, True)


def test_types_and_categories_keep_their_places(base, facets):
    before = list(counted(base, facets, "")["tipo"])
    assert list(counted(base, facets, "pais:FR ana")["tipo"]) == before
    assert before[0] == "persona"


def test_where_memberships_and_organisations_differ_a_note_says_so(base, facets):
    with base.read() as session:
        assert {group.note for group in facets.count(session, parse("", TODAY))} == {""}
    with base.write("Otra categoría") as session:
        club = session.query(OrganizationCategory).filter_by(category="osc").first()
        session.add(
            OrganizationCategory(organization_id=club.organization_id, category="privada", is_main=False)
        )
    with base.read() as session:
        groups = facets.count(session, parse("", TODAY))
    total = sum(value.count for value in groups[0].values)
    assert groups[0].note == (
        f"{total - 1} organizaciones; las filas suman {total}: una está en dos categorías."
    )


def test_a_change_is_counted_and_so_is_its_undoing(base, facets):
    before = counted(base, facets, "")
    with base.write("Papelera") as session:
        person = session.query(Person).first()
        session.get(Record, person.id).trashed_by = 1
    after = counted(base, facets, "")
    assert after["tipo"]["persona"].count == before["tipo"]["persona"].count - 1
    assert after == counted(base, Facets(), "")
    undo(base)
    assert counted(base, facets, "") == before


def test_a_new_contact_is_counted(base, facets):
    before = counted(base, facets, "")["tipo"]["persona"].count
    with base.write("Agregar") as session:
        CardWriter(session).add([Card("person", given_names="Eva", tags=("nueva",))])
    found = counted(base, facets, "")
    assert found["tipo"]["persona"].count == before + 1
    assert found["etiqueta"]["nueva"].count == 1


def test_who_has_left_a_group_by_today_is_not_counted(base, facets):
    early = counted(base, facets, "")["red"]
    with base.read() as session:
        groups = facets.count(session, parse("", datetime.date(2031, 1, 1)))
    late = {value.text: value.count for value in groups[4].values}
    assert all(late[name] < early[name].count for name in late)


def test_a_count_that_is_not_wanted_any_more_stops_and_the_next_is_whole(base, facets):
    def stop():
        raise Cancelled("La tarea se canceló.")

    with pytest.raises(Cancelled), base.read() as session:
        facets.count(session, parse("", TODAY), check=stop)
    assert counted(base, facets, "") == counted(base, Facets(), "")


def test_an_id_that_is_gone_is_not_counted(base, facets):
    found = counted(base, facets, "ana", ids=array("q", [0]))
    assert {value.count for value in found["tipo"].values()} == {0}


def test_what_the_base_cannot_answer_is_said(base, facets):
    with pytest.raises(QueryError):
        counted(base, facets, "consentimiento:sí pais:US")


def test_agreements_keep_their_places_and_show_noughts(base, facets):
    found = counted(base, facets, "zzz")["convenio"]
    words = ["vigente", "por-vencer", "vencido", "en-trámite", "terminado", "ninguno"]
    assert list(found) == words
    assert {value.count for value in found.values()} == {0}
    assert [value.label for value in found.values()] == [
        "Vigente",
        "Por vencer",
        "Vencido",
        "En trámite",
        "Terminado",
        "Ninguno",
    ]


def test_what_becomes_of_an_agreement_is_counted_and_so_is_its_undoing(base, facets):
    before = counted(base, facets, "")["convenio"]
    with base.write("Papelera") as session:
        running = list(query_run.ids(session, parse("que:convenios estado:en-trámite", TODAY)))
        trash.trash(session, running)
    after = counted(base, facets, "")["convenio"]
    assert "en-trámite" not in after
    assert after["ninguno"].count > before["ninguno"].count
    undo(base)
    assert counted(base, facets, "")["convenio"] == before


def test_the_day_and_the_days_of_warning_say_which_are_about_to_lapse(base, facets):
    def lapsing(day):
        with base.read() as session:
            groups = facets.count(session, parse("", day))
        return {value.text: value.count for value in groups[-1].values}.get("por-vencer", 0)

    assert lapsing(TODAY)
    assert not lapsing(datetime.date(2026, 2, 1))
    with base.write("Avisos") as session:
        set_alert_days(session, AlertDays((900,)))
    assert lapsing(datetime.date(2026, 2, 1))


def test_where_there_is_no_agreement_there_is_nothing_to_narrow_by(base, facets):
    with base.write("Papelera") as session:
        trash.trash(session, list(query_run.ids(session, parse("que:convenios", TODAY))))
    assert counted(base, facets, "")["convenio"] == {}
    assert counted(base, facets, "convenio:ninguno")["convenio"]["ninguno"].chosen


def test_a_new_contact_taken_back_is_not_counted_any_more(base, facets):
    before = counted(base, facets, "")
    with base.write("Alta") as session:
        CardWriter(session).add([Card("person", given_names="Nueva")])
    assert counted(base, facets, "")["tipo"]["persona"].count == before["tipo"]["persona"].count + 1
    undo(base)
    assert counted(base, facets, "") == before
    redo(base)
    assert counted(base, facets, "") == counted(base, Facets(), "") != before


@pytest.mark.parametrize("word", ["vigente", "por-vencer", "vencido", "en-trámite", "terminado", "ninguno"])
def test_a_click_on_how_agreements_stand_lists_as_many_as_it_counts(base, facets, word):
    counts = counted(base, facets, "")["convenio"]
    query = toggled(parse("", TODAY), "convenio", word)
    assert str(query) == f"convenio:{word}"
    with base.read() as session:
        assert query_run.count(session, query) == counts[word].count > 0
