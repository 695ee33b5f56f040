"""A contact whole, and what was done to it, as the window reads them."""

import datetime

import pytest

from crm import contact_history, contact_list, contact_record, contacts
from crm.base import Base, open_base
from crm.cards import Address, Card, Email, GroupMembership, Link, OtherName, Phone, Post, RelationTo
from crm.clock import Clock
from crm.contact_record import Field, Reference
from crm.errors import NotFound
from crm.found_contacts import found_contacts
from crm.query import parse
from crm.trash import trash

TODAY = datetime.date(2025, 10, 6)
UNIVERSITY = Card(
    kind="organization",
    official_name="Universidad de Prueba",
    acronym="UP",
    organization_kind="institución",
    subtype="Universidad pública",
    main_category="academica",
    further_categories=("gubernamental",),
    country="CL",
    other_names=(OtherName("Instituto de Prueba", "anterior", "1999"), OtherName("La Prueba")),
    phones=(Phone("+56225550134", "12", "trabajo"),),
    emails=(Email("hola@example.org", "trabajo"),),
    addresses=(Address("CL", "Región Metropolitana", "Santiago", "Alameda 1", "8320000", use="oficina"),),
    links=(Link("https://www.example.org/"), Link("https://x.com/prueba", "x")),
    notes=("Nota\nde dos renglones",),
    tags=("Migración",),
    groups=(GroupMembership("Red de Observación", "2023"),),
    source="prueba",
    verified_on="2025-08-12",
)
CENTRE = Card(
    kind="organization",
    official_name="Centro de Prueba (CP)",
    acronym="CP",
    organization_kind="institución",
    parent="Universidad de Prueba",
    relations=(RelationTo("allied_with", "Universidad de Prueba", "2024"),),
    addresses=(Address("MX", "Ciudad de México", "Ciudad de México"),),
)
PRESENT = Card(
    kind="person",
    given_names="Valentina",
    first_surname="Rojas",
    second_surname="Ibáñez",
    treatment="Dra.",
    known_as="Vale",
    origin="Iztapalapa",
    leadership="Club Rojas",
    languages=("es", "nah"),
    posts=(Post("Universidad de Prueba", "Rectora", "titular", "2024-03"),),
    addresses=(Address("MX", "", "Toluca"), Address("US", "", "Chicago", use="residencia")),
)
LIAISON = Card(
    kind="person",
    given_names="Tomás",
    first_surname="Aravena",
    posts=(Post("Universidad de Prueba", "", "enlace", "2023-08"),),
)
FORMER = Card(
    kind="person",
    given_names="Emilio",
    first_surname="Carrasco",
    posts=(Post("Universidad de Prueba", "Rector", "titular", "2019", "2024-03"),),
)


@pytest.fixture
def base(tmp_path, new_base):
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def ids(base: Base) -> dict[str, int]:
    with base.write("Agregar contactos") as session:
        cards = {
            "university": UNIVERSITY,
            "centre": CENTRE,
            "present": PRESENT,
            "liaison": LIAISON,
            "former": FORMER,
        }
        return {name: contacts.create(session, card) for name, card in cards.items()}


def read(base: Base, contact: int) -> contact_record.ContactRecord:
    with base.read() as session:
        return contact_record.record(session, contact, today=TODAY)


def test_an_organisation_is_read_whole(base, ids):
    found = read(base, ids["university"])
    assert (found.kind, found.kind_name, found.title) == (
        "organization",
        "Institución",
        "Universidad de Prueba",
    )
    assert (found.category, found.further_categories) == ("academica", ("gubernamental",))
    assert found.place == "Santiago, Chile"
    assert found.fields == (
        Field("Siglas", "UP"),
        Field("Tipo", "Universidad pública"),
        Field("Antes", "Instituto de Prueba (hasta 1999)"),
        Field("También", "La Prueba"),
    )
    assert [(phone.shown, phone.copied, phone.link) for phone in found.phones] == [
        ("+56 2 2555 0134 ext. 12", "+56225550134", "tel:+56225550134")
    ]
    assert found.emails[0].link == "mailto:hola@example.org"
    assert found.addresses[0].shown == "Alameda 1, 8320000 Santiago, Región Metropolitana, Chile"
    assert [(link.shown, link.use) for link in found.links] == [("example.org", ""), ("x.com/prueba", "x")]
    assert [note.shown for note in found.notes] == ["Nota\nde dos renglones"]
    assert found.tags == ("Migración",)
    assert found.groups == (Field("Red de Observación", "desde 2023"),)
    assert found.provenance == (Field("Fuente", "prueba"), Field("Verificado", "12 ago 2025"))
    assert not found.trashed


def test_those_in_office_come_first_and_each_post_has_its_dates(base, ids):
    found = read(base, ids["university"])
    assert [(held.other.name, held.sentence, held.former) for held in found.people] == [
        ("Dra. Valentina Rojas Ibáñez", "Rectora desde marzo de 2024", False),
        ("Tomás Aravena", "Enlace desde agosto de 2023", False),
        ("Emilio Carrasco", "Rector de 2019 a marzo de 2024", True),
    ]


def test_a_person_is_read_whole(base, ids):
    found = read(base, ids["present"])
    assert (found.kind_name, found.title, found.place) == (
        "Persona",
        "Dra. Valentina Rojas Ibáñez",
        "Chicago, Estados Unidos",
    )
    assert found.fields == (
        Field("Conocida como", "Vale"),
        Field("Liderazgo", "Club Rojas"),
        Field("Originaria de", "Iztapalapa"),
        Field("Idiomas", "español, náhuatl"),
    )
    assert [held.other for held in found.posts] == [Reference(ids["university"], "Universidad de Prueba")]


def test_a_relation_is_read_from_either_side(base, ids):
    centre, university = read(base, ids["centre"]), read(base, ids["university"])
    assert centre.parent == Reference(ids["university"], "Universidad de Prueba")
    assert [(each.relation, each.other.name, each.since) for each in centre.relations] == [
        ("Colabora con", "Universidad de Prueba", "desde 2024")
    ]
    assert [each.other.name for each in university.relations] == ["Centro de Prueba (CP)"]
    assert centre.place == "Ciudad de México"


def test_who_is_in_the_trash_says_so_and_is_left_out_elsewhere(base, ids):
    with base.write("A la papelera") as session:
        trash(session, [ids["former"]])
    assert read(base, ids["former"]).trashed
    assert [held.former for held in read(base, ids["university"]).people] == [False, False]


def test_a_number_that_is_no_contact_is_said(base):
    with pytest.raises(NotFound, match="999"):
        read(base, 999)


def test_the_history_says_what_was_done_and_by_whom(base, ids):
    with base.write("A la papelera") as session:
        trash(session, [ids["former"]])
    with base.read() as session:
        entries = contact_history.history(session, ids["former"], today=TODAY)
        assert contact_history.history(session, ids["former"], today=TODAY, limit=1) == entries[:1]
    assert [(entry.title, entry.actor, entry.day, entry.hour) for entry in entries] == [
        ("A la papelera", "ana", "hoy", "12:00"),
        ("Agregar contactos", "ana", "hoy", "12:00"),
    ]
    assert [detail.text for detail in entries[0].details] == ["Pasó a la papelera."]
    assert [detail.text for detail in entries[1].details] == ["Se creó este contacto."]


def test_a_change_is_told_field_by_field(base, ids):
    from sqlalchemy import select

    from db.contacts import Organization, Phone as PhoneRow

    with base.write("Editar contacto") as session:
        organization = session.get_one(Organization, ids["university"])
        organization.acronym = "UDP"
        organization.parent_id = ids["centre"]
        session.delete(session.scalars(select(PhoneRow)).one())
        session.add(PhoneRow(record_id=ids["university"], e164="+525555555555"))
    with base.read() as session:
        details = contact_history.history(session, ids["university"], today=TODAY)[0].details
    assert {detail.text for detail in details} == {
        "Siglas: UP → UDP",
        "Depende de: – → Centro de Prueba (CP)",
        "Se quitó un teléfono: +56 2 2555 0134, 12, trabajo",
        "Se agregó un teléfono.",
    }


def test_the_rows_of_the_list(base, ids):
    with base.read() as session:
        rows = {row.id: row for row in contact_list.rows(session, list(ids.values()))}
    assert rows[ids["university"]].name == "Universidad de Prueba (UP)"
    assert rows[ids["university"]].second_line == "Santiago, Chile"
    assert rows[ids["university"]].category == "academica"
    assert rows[ids["centre"]].name == "Centro de Prueba (CP)"
    assert rows[ids["centre"]].second_line == "Universidad de Prueba · Ciudad de México"
    assert rows[ids["present"]].second_line == "Universidad de Prueba"
    assert rows[ids["former"]].second_line == "Antes en Universidad de Prueba"


def test_rows_come_in_the_order_asked_for_without_those_that_are_gone(base, ids):
    wanted = [ids["present"], 999, ids["centre"]]
    with base.read() as session:
        assert [row.id for row in contact_list.rows(session, wanted)] == [ids["present"], ids["centre"]]


def test_the_first_rows_can_be_read_without_opening_the_base(base, ids):
    with base.read() as session:
        found = found_contacts(session, parse("", TODAY))
    first = contact_list.first_rows(base.path, None, 3)
    assert [row.id for row in first] == [contact.id for contact in found[:3]]


@pytest.mark.parametrize(
    ("query", "total", "noun"),
    [
        ("", 2, "contactos"),
        ("", 1, "contacto"),
        ("tipo:institución univ", 181, "instituciones"),
        ("tipo:personas", 1, "persona"),
        ("-tipo:persona", 3, "contactos"),
        ("tipo:club,medio", 3, "contactos"),
        ("que:consulados", 3, "consulados"),
    ],
)
def test_what_is_counted_has_a_name(query, total, noun):
    assert contact_list.noun(parse(query, TODAY), total) == noun


def test_only_words_that_are_looked_for_are_shown_in_bold():
    query = parse('México "San Pedro" tipo:club -norte', TODAY)
    assert contact_list.matched_words(query) == ("mexico", "san", "pedro")


def test_the_names_of_countries_are_those_of_the_library():
    from crm import countries

    assert contact_list.country_names() == dict(countries.names())
