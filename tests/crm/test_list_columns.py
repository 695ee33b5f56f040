"""What stands in the columns of the list."""

import datetime

import pytest

from crm import activities
from crm.activity_values import NewActivity, Participant, When
from crm.base import create_base, open_base
from crm.card_writer import CardWriter
from crm.cards import Address, Card, Email, Phone, Post
from crm.clock import Clock
from crm.contact_values import Reference
from crm.list_columns import NAME, columns, rows_with
from crm.query import parse
from crm.query_run import ids
from db.activities import ActivityKind
from db.contacts import Person

MADE, CHANGED, TODAY = (datetime.date(2026, 7, day) for day in (1, 28, 29))


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    path = tmp_path_factory.mktemp("columnas") / "base.vinculo"
    create_base(path)
    cards = [
        Card(
            "organization",
            official_name="Casa Puebla",
            organization_kind="club",
            main_category="migrante",
            country="US",
            addresses=(Address(country="US", state="Illinois", city="Chicago"),),
        )
    ]
    person = Card(
        "person",
        given_names="Ana",
        first_surname="Peña",
        posts=(Post("Casa Puebla", "Presidenta"),),
        phones=(Phone("+525555550134", "12"), Phone("+13125550199")),
        emails=(Email("ana@example.org"), Email("otra@example.org")),
        addresses=(Address(country="MX", state="Puebla", city="Cholula"),),
    )
    with open_base(path, actor="ana", clock=Clock.fixed(MADE)) as base:
        with base.write("Preparar") as session:
            CardWriter(session).add(cards)
        with base.write("Preparar") as session:
            CardWriter(session).add([person])
        with base.write("Preparar") as session:
            contacts = {
                row.name: row.id for row in rows_with(session, ids(session, parse("", MADE)), (), MADE)
            }
            _meet(session, contacts)
    with open_base(path, actor="ana", clock=Clock.fixed(CHANGED)) as base, base.write("Cambiar") as session:
        session.query(Person).one().known_as = "Anita"
    with open_base(path, actor="ana") as base:
        yield base


def _meet(session, contacts):
    """Casa Puebla was met in some month after a day in May, Ana the day before; what is planned is no meeting."""
    kind = ActivityKind(code="x-reunion", label="Reunión", family="encuentro", position=1, retired=False)
    session.add(kind)
    session.flush()
    who = {
        "Ana Peña": Participant(person=Reference(contacts["Ana Peña"], "", "person")),
        "Casa Puebla": Participant(organization=Reference(contacts["Casa Puebla"], "", "organization")),
    }
    for name, day, state in (
        ("Casa Puebla", "2026-05-02", "realizada"),
        ("Casa Puebla", "2026-06", "realizada"),
        ("Casa Puebla", "2026-07-28", "planeada"),
        ("Ana Peña", "2026-07-28", "realizada"),
    ):
        new = NewActivity(kind.id, "Reunión", When(day), state, participants=(who[name],))
        activities.create(session, new, today=TODAY)


def shown(base, *codes):
    with base.read() as session:
        found = ids(session, parse("", TODAY))
        return {row.name: row.cells for row in rows_with(session, found, codes, TODAY)}


ANA = {
    "tipo": "Persona",
    "categoria": "",
    "institucion": "Casa Puebla",
    "cargo": "Presidenta",
    "ciudad": "Cholula",
    "estado": "Puebla",
    "pais": "México",
    "correo": "ana@example.org",
    "telefono": "55 5555 0134 ext. 12",
    "ultimo": "ayer",
    "creado": "1 jul 2026",
    "cambiado": "ayer",
}
CASA = {
    "tipo": "Club",
    "categoria": "Organización migrante",
    "institucion": "",
    "cargo": "",
    "ciudad": "Chicago",
    "estado": "Illinois",
    "pais": "Estados Unidos",
    "correo": "",
    "telefono": "",
    "ultimo": "jun 2026",
    "creado": "1 jul 2026",
    "cambiado": "1 jul 2026",
}


@pytest.mark.parametrize("code", ANA)
def test_a_column(base, code):
    assert shown(base, code) == {"Ana Peña": (ANA[code],), "Casa Puebla": (CASA[code],)}


def test_every_column_is_tested_and_can_be_read():
    assert [column.code for column in columns()] == [NAME, *ANA]


def test_cells_come_in_the_order_asked_for(base):
    assert shown(base, "pais", "tipo")["Ana Peña"] == ("México", "Persona")
    assert shown(base)["Ana Peña"] == ()
