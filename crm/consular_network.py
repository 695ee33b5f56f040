"""Adding Mexico's consular network to a base: its offices are organisations from the catalogue."""

from sqlalchemy import select

from crm.base import Base
from crm.card_writer import CardWriter
from crm.catalogs import consular_network
from crm.texts import mark
from db.records import Record


def add_consular_network(base: Base) -> int:
    """Add the offices that the base does not have yet, in one operation; return how many."""
    with base.write(mark("Agregar la red consular")) as session:
        cards = consular_network()
        uids = [card.uid for card in cards]
        known = set(session.execute(select(Record.uid).where(Record.uid.in_(uids))).scalars())
        return len(CardWriter(session).add([card for card in cards if card.uid not in known]))
