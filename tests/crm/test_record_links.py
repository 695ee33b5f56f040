"""Any record is tied to any other; each end shows the other with what it is and when, and can untie it."""

import datetime

import pytest

from crm import (
    activities,
    activity_edit,
    activity_kinds,
    contacts,
    follow_ups,
    operations,
    requests,
    tour_record,
    tours,
    trash,
)
from crm.activity_values import NewActivity, When
from crm.cards import Card
from crm.errors import InvalidValue, NotFound
from crm.follow_up_values import NewFollowUp
from crm.quick_search import quick_groups, quick_search
from crm.record_links import links_of
from crm.records import FOLLOW_UP
from crm.request_values import NewRequest
from crm.tour_values import NewTour

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def club(stocked):
    with stocked.write("Alta") as session:
        return contacts.create(session, Card("organization", official_name="Fundación Carteles"))


@pytest.fixture
def activity(stocked):
    with stocked.write("Alta") as session:
        kind = activity_kinds.find(session, "reunión").id
        return activities.create(
            session, NewActivity(kind, "Reunión de carteles", When("2025-09-24")), today=TODAY
        )


@pytest.fixture
def request_(stocked):
    with stocked.write("Alta") as session:
        return requests.create(session, NewRequest("Pide carteles", received="2025-09"), today=TODAY)


@pytest.fixture
def tour(stocked):
    with stocked.write("Alta") as session:
        return tours.create(session, NewTour("Gira de carteles", start="2025-08-01"))


@pytest.fixture
def task(stocked):
    with stocked.write("Alta") as session:
        return follow_ups.create(session, NewFollowUp("Enviar carteles", due="2025-10-09"))


def tie(base, activity, *others):
    with base.write(activity_edit.title("links")) as session:
        activity_edit.save(session, activity, "links", (), others, today=TODAY)


def untie(base, save, record, other):
    with base.write("Ligas") as session:
        save(session, record, "links", (other,), ())


def shown(base, record, **but):
    with base.read() as session:
        return [
            (link.reference.id, link.reference.kind, link.line, link.outward)
            for link in links_of(session, record, **but)
        ]


def test_each_end_shows_the_other_with_what_it_is_and_when(stocked, activity, club, request_, tour, task):
    tie(stocked, activity, club, request_, tour, task)
    assert shown(stocked, activity) == [
        (club, "organization", "Institución", True),
        (request_, "request", "Gestión · sep 2025", True),
        (tour, "tour", "Gira · 1 ago 2025", True),
        (task, "follow_up", "Seguimiento · 9 oct 2025", True),
    ]
    for other in (club, request_, tour, task):
        assert shown(stocked, other) == [(activity, "activity", "Reunión · 24 sep 2025", False)]
    operations.undo(stocked)
    assert shown(stocked, activity) == shown(stocked, request_) == []


def test_what_was_tied_from_the_other_end_is_untied_from_here_and_not_tied_twice(stocked, activity, request_):
    tie(stocked, activity, request_)
    with stocked.write("Ligas") as session:
        requests.save(session, request_, "links", (), (activity,))
    assert len(shown(stocked, activity)) == 1
    untie(stocked, requests.save, request_, activity)
    assert shown(stocked, activity) == shown(stocked, request_) == []
    operations.undo(stocked)
    assert len(shown(stocked, request_)) == 1


def test_both_ends_are_told_of_what_was_done(stocked, activity, request_):
    tie(stocked, activity, request_)
    with stocked.read() as session:
        last = session.connection().exec_driver_sql("SELECT max(id) FROM operation").scalar_one()
        assert operations.news(session, last).touched >= {activity, request_}
    untie(stocked, requests.save, request_, activity)
    with stocked.read() as session:
        assert operations.news(session, last + 1).touched >= {activity, request_}


def test_what_is_in_the_trash_says_so_and_cannot_be_tied(stocked, activity, request_, tour):
    tie(stocked, activity, tour)
    with stocked.write("Papelera") as session:
        trash.trash(session, [request_])
        trash.trash(session, [tour])
    assert [(row[0], row[2]) for row in shown(stocked, activity)] == [(tour, "Gira (en la papelera)")]
    with stocked.write("Ligas") as session, pytest.raises(NotFound, match="ya no está en la base"):
        activity_edit.save(session, activity, "links", (), (request_,), today=TODAY)
    with stocked.write("Ligas") as session, pytest.raises(NotFound):
        activity_edit.save(session, activity, "links", (), (999_999,), today=TODAY)
    with stocked.write("Ligas") as session, pytest.raises(InvalidValue, match="consigo mismo"):
        activity_edit.save(session, activity, "links", (), (activity,), today=TODAY)


def test_follow_ups_about_it_can_be_left_out(stocked, activity, task):
    with stocked.write("Ligas") as session:
        follow_ups.save(session, task, "links", (), (activity,))
    assert len(shown(stocked, activity)) == 1
    assert shown(stocked, activity, but=(FOLLOW_UP,)) == []
    assert len(shown(stocked, task, but=(FOLLOW_UP,))) == 1


def groups(base, text, each=3):
    with base.read() as session:
        return {
            group.title: [(row.name, row.second_line) for row in group.rows]
            for group in quick_groups(session, text, TODAY, each)
        }


def test_records_of_every_kind_are_found_in_their_groups(stocked, activity, club, request_, tour, task):
    assert groups(stocked, "cartel") == {
        "Instituciones": [("Fundación Carteles", "")],
        "Actividades": [("Reunión de carteles", "Reunión · 24 sep 2025")],
        "Gestiones": [("Pide carteles", "Gestión · sep 2025")],
        "Seguimientos": [("Enviar carteles", "Seguimiento · 9 oct 2025")],
        "Giras": [("Gira de carteles", "Gira · 1 ago 2025")],
    }
    assert list(groups(stocked, "gira de car")) == ["Giras"]
    assert groups(stocked, "nadie se llama así") == groups(stocked, "") == groups(stocked, "  ") == {}


def test_the_best_match_of_what_happens_comes_first_and_all_are_counted(stocked, activity):
    with stocked.write("Altas") as session:
        kind = activity_kinds.find(session, "evento").id
        for title in ("Carteles", "Feria con carteles", "Carteles nuevos"):
            activities.create(session, NewActivity(kind, title, When("2025-01-02")), today=TODAY)
    with stocked.read() as session:
        [group] = quick_search(session, "carteles", TODAY, 2)
    assert ([row.name for row in group.rows], group.total) == (["Carteles", "Carteles nuevos"], 4)


def test_a_query_narrows_to_what_has_such_a_field(stocked, activity, club, task):
    assert list(groups(stocked, "tipo:reunión carteles")) == ["Actividades"]
    assert list(groups(stocked, "prioridad:normal carteles")) == ["Seguimientos"]
    assert list(groups(stocked, "que:actividades carteles")) == ["Actividades"]
    assert list(groups(stocked, "tipo:institución carteles")) == ["Instituciones"]
    assert "Actividades" in groups(stocked, 'carteles "')


def test_a_tour_is_tied_and_shows_it(stocked, tour, club, activity):
    with stocked.write(tours.title("links")) as session:
        tours.save(session, tour, "links", (), (club,))
    tie(stocked, activity, tour)
    with stocked.read() as session:
        links = tour_record.record(session, tour, TODAY).links
    assert [(link.reference.id, link.outward) for link in links] == [(club, True), (activity, False)]
    operations.undo(stocked)
    assert [other for other, *_rest in shown(stocked, tour)] == [club]
