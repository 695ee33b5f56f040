"""Requests as the window lists and shows them."""

import datetime

import pytest

from crm import areas, follow_ups, request_list, request_record, requests
from crm.contact_values import Reference
from crm.errors import NotFound
from crm.follow_up_values import NewFollowUp
from crm.request_values import Answer, NewRequest

TODAY = datetime.date(2025, 10, 6)


def make(base, *news):
    with base.write("Alta") as session:
        return [requests.create(session, new, today=TODAY) for new in news]


def test_the_list_goes_by_terms_overdue_first_closed_ones_last(stocked):
    late, no_term, soon, closed, older = make(
        stocked,
        NewRequest("Vencida", received="2025-09-01", term=5),
        NewRequest("Sin plazo", received="2025-09-30"),
        NewRequest("Pronto", received="2025-10-03", term=3),
        NewRequest("Cerrada", received="2025-09-01", term=1),
        NewRequest("Sin plazo, anterior", received="2025-09-02"),
    )
    with stocked.write("Respuesta") as session:
        requests.attend(session, closed, Answer("Listo", "2025-09-05"))
    with stocked.read() as session:
        assert request_list.by_term(session, [closed, no_term, older, soon, late]) == [
            late,
            soon,
            older,
            no_term,
            closed,
        ]


def test_a_whole_request_names_its_sender_area_links_and_reminders(stocked):
    with stocked.read() as session:
        first, second = areas.areas(session)[:2]
    [other] = make(stocked, NewRequest("Otra"))
    new = NewRequest(
        "Pide datos",
        sender=Reference(0, "INE", "organization"),
        area=first.id,
        copies=(second.id,),
        links=(other,),
        notes=("Urge",),
        received="2025-10-03",
        term=3,
    )
    [number] = make(stocked, new)
    with stocked.write("Recordatorio") as session:
        reminder = follow_ups.create(session, NewFollowUp("Llamar", due="2025-10-07", links=(number,)))
    with stocked.read() as session:
        found = request_record.whole(session, number, TODAY)
        back = request_record.whole(session, other, TODAY)
    assert (found.sender.name, found.sender.kind) == ("INE", "organization")
    assert found.area == f"{first.code} · {first.name}"
    assert found.copies == (second.code,)
    assert [(link.reference.id, link.reference.kind, link.outward) for link in found.links] == [
        (other, "request", True)
    ]
    assert [row.id for row in found.reminders] == [reminder]
    assert [note.value for note in found.notes] == ["Urge"]
    assert [(link.reference.id, link.reference.name, link.outward) for link in back.links] == [
        (number, "Pide datos", False)
    ]
    assert back.links[0].line == "Gestión · 3 oct 2025"
    assert found.version > back.version
    with stocked.read() as session, pytest.raises(NotFound):
        request_record.whole(session, 9_999, TODAY)
