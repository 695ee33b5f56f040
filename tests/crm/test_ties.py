"""A record untied from another: from either end, as one operation, and only where it was tied."""

import pytest

from crm import follow_ups, operations
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.errors import UserError
from crm.follow_up_values import NewFollowUp
from crm.ties import UNTIE_TITLE, untie
from crm.timeline import timeline


def told(base, contact):
    with base.read() as session:
        return [entry.title for entry in timeline(session, contact).entries]


@pytest.mark.parametrize("from_contact", [True, False])
def test_a_tie_goes_from_either_end_and_comes_back(stocked, from_contact):
    with stocked.write("Alta") as session:
        [club] = CardWriter(session).add(
            [Card("organization", official_name="Club Ajolote", organization_kind="club")]
        )
        task = follow_ups.create(session, NewFollowUp("Enviar temario", links=(club,)))
    ends = (club, task) if from_contact else (task, club)
    with stocked.write(UNTIE_TITLE, name="Enviar temario") as session:
        untie(session, *ends)
    assert told(stocked, club) == []
    with pytest.raises(UserError, match="no está ligado"), stocked.write(UNTIE_TITLE, name="") as session:
        untie(session, *ends)
    operations.undo(stocked)
    assert told(stocked, club) == ["Enviar temario"]
