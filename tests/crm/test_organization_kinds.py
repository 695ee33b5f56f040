"""The kind that a name tells of, and who asks it."""

from crm.card_reader import cards as read_cards
from crm.cards import Card, Post
from crm.contacts import create
from crm.organization_kinds import kind_by_name
from crm.query import parse
from crm.query_run import ids


def test_a_name_may_tell_the_kind_of_organisation():
    assert kind_by_name("Club Oaxaca Unida") == "club"
    assert kind_by_name("Federación de Clubes Michoacanos") == "federación"
    assert kind_by_name("Tribunal Electoral de la Federación") == "institución"
    assert kind_by_name("Consulado de México en Dallas") == "consulado"


def test_an_organisation_that_is_only_named_is_of_the_kind_its_name_tells(base):
    with base.write("x") as session:
        create(session, Card("person", given_names="Ana", posts=(Post("Club Oaxaca"), Post("Casa Puebla"))))
    with base.read() as session:
        found = read_cards(session, ids(session, parse("", base.clock.today)))
        kinds = {card.official_name: card.organization_kind for _record, card in found if card.official_name}
    assert kinds == {"Club Oaxaca": "club", "Casa Puebla": "institución"}
