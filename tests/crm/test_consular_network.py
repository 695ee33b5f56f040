from sqlalchemy import text

from crm import operations
from crm.catalogs import consular_network
from crm.consular_network import add_consular_network


def consulates(base):
    with base.read() as session:
        statement = "SELECT r.uid, o.official_name FROM record AS r JOIN organization AS o ON o.id = r.id"
        return {tuple(row) for row in session.execute(text(f"{statement} WHERE o.kind = 'consulado'"))}


def test_the_whole_network_is_added_in_one_operation_and_only_once(base):
    cards = consular_network()
    assert add_consular_network(base) == len(cards)
    assert consulates(base) == {
        (card.uid, card.official_name) for card in cards if card.organization_kind == "consulado"
    }
    assert add_consular_network(base) == 0
    with base.read() as session:
        assert [entry.title for entry in operations.log(session)] == ["Agregar la red consular"]


def test_what_was_taken_away_is_added_again(base):
    add_consular_network(base)
    operations.undo(base)
    assert consulates(base) == set()
    assert add_consular_network(base) == len(consular_network())
