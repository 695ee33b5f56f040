"""A base with a meeting to print."""

import datetime

import pytest

from crm import activities, activity_kinds
from crm.activity_values import NewActivity, Participant, When
from crm.base import open_base
from crm.clock import Clock
from crm.contact_values import Reference

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def base(tmp_path, stocked_base):
    path = tmp_path / "base.vinculo"
    stocked_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def meeting(base):
    with base.write("Alta") as session:
        return activities.create(
            session,
            NewActivity(
                activity_kinds.find(session, "reunión").id,
                "Reunión de prueba",
                When("2025-10-03", "12:30"),
                participants=(Participant(Reference(0, "Rosa Prueba", "person")),),
            ),
            today=TODAY,
        )
