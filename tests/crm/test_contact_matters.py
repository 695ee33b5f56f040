"""A list of contacts sorted by when one last spoke with them."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crm import activities
from crm.activity_values import NewActivity, Participant, When
from crm.base import Base, open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.clock import Clock
from crm.contact_list import rows
from crm.contact_values import Reference
from crm.query import parse
from crm.query_run import ids
from db.activities import ActivityKind

TODAY = datetime.date(2025, 10, 6)
CLUBS = ("Casa Puebla", "Casa Jalisco", "Casa Sonora", "Casa Tlaxcala")


@pytest.fixture
def base(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    new_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo", actor="ana", clock=Clock.fixed(TODAY)) as base:
        with base.write("Prueba") as session:
            clubs = CardWriter(session).add(
                [Card("organization", official_name=name, organization_kind="club") for name in CLUBS]
            )
            kind = ActivityKind(
                code="x-reunion", label="Reunión", family="encuentro", position=1, retired=False
            )
            session.add(kind)
            session.flush()
            puebla, jalisco, sonora, _never = clubs
            for club, day, state in (
                (puebla, "2024-03-01", "realizada"),
                (puebla, "2025-08", "realizada"),
                (jalisco, "2025-08-30", "realizada"),
                (sonora, "2023", "realizada"),
                (sonora, "2025-10-01", "planeada"),
            ):
                who = Participant(organization=Reference(club, "", "organization"))
                new = NewActivity(kind.id, "Reunión", When(day), state, participants=(who,))
                activities.create(session, new, today=TODAY)
        yield base


def test_the_newest_first_and_those_never_spoken_with_last(base: Base) -> None:
    with base.read() as session:

        def names(order: str) -> list[str]:
            return [row.name for row in rows(session, ids(session, parse("", TODAY), order))]

        assert names("-ultimo") == ["Casa Puebla", "Casa Jalisco", "Casa Sonora", "Casa Tlaxcala"]
        assert names("ultimo") == ["Casa Sonora", "Casa Jalisco", "Casa Puebla", "Casa Tlaxcala"]
