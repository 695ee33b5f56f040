"""Tours: written down with their stops, edited, with what was done on them and whom one met; taken back."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crm import operations, tours, trash
from crm.base import Base, Session, open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.clock import Clock
from crm.contact_values import Kept
from crm.errors import ChangedMeanwhile, InvalidValue, NotFound, UserError
from crm.query import parse
from crm.query_run import count
from crm.tour_record import Met, TourRecord, record
from crm.tour_values import NewTour, Stop
from db.activities import Activity, ActivityKind, Participation
from db.areas import Official, OfficialPost
from db.records import Record

TODAY = datetime.date(2025, 10, 6)
STOPS = (
    Stop("Los Ángeles", "US", "America/Los_Angeles", "2024-03-13", "2024-03-14"),
    Stop("Las Vegas", "US", start="2024-03-15", end="2024-03-16"),
)


@pytest.fixture
def base(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    new_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo", actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def official(base: Base) -> int:
    with base.write("Prueba") as session:
        row = Official(name="Consejera de Prueba", folded="consejera de prueba")
        session.add(row)
        session.flush()
        session.add(
            OfficialPost(official_id=row.id, short="C.E.", title="Consejera Electoral", end_on="2024-12")
        )
        return row.id


@pytest.fixture
def tour(base: Base, official: int) -> int:
    with base.write(tours.ADD_TITLE) as session:
        new = NewTour(
            "  Los Ángeles  y Las Vegas",
            "Informar",
            official,
            "2024-03-13",
            "2024-03-16",
            STOPS,
            results="Tres clubes",
            source="Informe final",
            notes=("Vuelo de noche",),
        )
        return tours.create(session, new)


def do(base: Base, act: Callable[[Session], Any]) -> Any:
    with base.write("Prueba") as session:
        return act(session)


def read(base: Base, tour: int) -> TourRecord:
    with base.read() as session:
        return record(session, tour, TODAY)


def activity(session: Session, tour: int, stop: int, title: str) -> int:
    root = Record(uid=title, kind="activity")
    kind = session.query(ActivityKind).first() or ActivityKind(
        code="mesa", label="Mesa", family="encuentro", position=1, retired=False
    )
    session.add_all([root, kind])
    session.flush()
    session.add(
        Activity(
            id=root.id,
            kind_id=kind.id,
            title=title,
            start_on="2024-03-13",
            state="realizada",
            of_others=False,
            tour_id=tour,
            tour_stop_id=stop,
        )
    )
    session.flush()
    return root.id


def test_a_tour_whole(base: Base, tour: int, official: int) -> None:
    found = read(base, tour)
    assert (found.title, found.purpose, found.official) == ("Los Ángeles y Las Vegas", "Informar", official)
    assert [(stop.city, stop.zone, stop.start) for stop in found.stops] == [
        ("Los Ángeles", "America/Los_Angeles", "2024-03-13"),
        ("Las Vegas", "", "2024-03-15"),
    ]
    assert found.officials[official] == "entonces C.E. Consejera de Prueba"
    assert [text for _row, text in found.notes] == ["Vuelo de noche"]
    operations.undo(base)
    with pytest.raises(NotFound):
        read(base, tour)


def test_what_was_done_and_whom_one_met(base: Base, tour: int) -> None:
    stop = read(base, tour).stops[0].id

    def fill(session: Session) -> tuple[int, int, int]:
        cards = [
            Card(kind="organization", official_name="Club Puebla"),
            Card(kind="person", given_names="Rosa", first_surname="Tapia"),
        ]
        club, rosa = CardWriter(session).add(cards)
        first, second = (activity(session, tour, stop, title) for title in ("Mesa", "Visita"))
        for row in (first, second):
            session.add(
                Participation(
                    activity_id=row, person_id=rosa, organization_id=club, post="Presidenta", position=0
                )
            )
        return first, club, rosa

    first, _club, rosa = do(base, fill)
    found = read(base, tour)
    assert [(one.title, one.stop, one.day) for one in found.activities] == [
        ("Mesa", stop, "2024-03-13"),
        ("Visita", stop, "2024-03-13"),
    ]
    assert found.people == (Met(rosa, "Rosa Tapia", "Club Puebla", "Presidenta", 2),)
    assert found.activities[0].id == first


def test_stops_are_changed_as_a_whole(base: Base, tour: int) -> None:
    first, second = read(base, tour).stops
    changed = (Stop("San Diego", "US"), Stop("Las Vegas", "US", notes="Consulado", id=second.id))
    do(base, lambda session: tours.save(session, tour, "stops", (first, second), changed))
    found = read(base, tour).stops
    assert [(stop.city, stop.notes) for stop in found] == [("San Diego", ""), ("Las Vegas", "Consulado")]
    assert found[1].id == second.id
    operations.undo(base)
    assert read(base, tour).stops == (first, second)


def test_a_stop_with_activities_stays(base: Base, tour: int) -> None:
    first, second = read(base, tour).stops
    meeting = do(base, lambda session: activity(session, tour, first.id, "Mesa"))
    with pytest.raises(UserError, match="Hay actividades en la etapa de Los Ángeles"):
        do(base, lambda session: tours.save(session, tour, "stops", (first, second), (second,)))

    def throw_away(session: Session) -> None:
        session.get_one(Record, meeting).trashed_by = 1

    do(base, throw_away)
    do(base, lambda session: tours.save(session, tour, "stops", (first, second), (second,)))
    assert [stop.id for stop in read(base, tour).stops] == [second.id]


def test_fields_are_edited_one_by_one(base: Base, tour: int) -> None:
    for field, before, after in (
        ("title", {"title": "Los Ángeles y Las Vegas"}, {"title": "Oeste"}),
        ("when", {"start_on": "2024-03-13", "end_on": "2024-03-16"}, {"start_on": "2024-03", "end_on": ""}),
        ("results", {"results": "Tres clubes"}, {"results": "Cuatro clubes"}),
        ("notes", None, "Otra nota"),
    ):
        with base.write(tours.title(field)) as session:
            tours.save(session, tour, field, before, after)
    found = read(base, tour)
    assert (found.title, found.start, found.end, found.results) == ("Oeste", "2024-03", "", "Cuatro clubes")
    number, text = found.notes[-1]
    do(base, lambda session: tours.save(session, tour, "notes", Kept(number, text), "Corregida"))
    assert read(base, tour).notes[-1] == (number, "Corregida")
    with pytest.raises(ChangedMeanwhile):
        do(base, lambda session: tours.save(session, tour, "title", {"title": "Otra"}, {"title": "Norte"}))


@pytest.mark.parametrize(
    ("field", "after", "told"),
    [
        ("title", {"title": " "}, "nombre de la gira"),
        ("when", {"start_on": "2024-04-01"}, "Termina antes"),
        ("when", {"start_on": "abril"}, "no es una fecha"),
        ("stops", (Stop(" "),), "ciudad"),
        ("stops", (Stop("Roma", "ZZ"),), "no es un país"),
        ("stops", (Stop("Roma", "IT", "Europe/Atlantis"),), "Atlantis"),
        ("stops", (Stop("Roma", "IT", start="2024-03-02", end="2024-03-01"),), "Termina antes"),
    ],
)
def test_what_cannot_be_kept_is_told(base: Base, tour: int, field: str, after: Any, told: str) -> None:
    before = {"title": "Los Ángeles y Las Vegas", "start_on": "2024-03-13"} if field != "stops" else ()
    with pytest.raises(InvalidValue, match=told):
        do(base, lambda session: tours.save(session, tour, field, before, after))
    assert read(base, tour).stops[0].city == "Los Ángeles"


def test_who_is_in_charge_must_be_known(base: Base, tour: int) -> None:
    with pytest.raises(NotFound):
        do(base, lambda session: tours.create(session, NewTour("Otra", official=999)))
    with pytest.raises(NotFound):
        do(
            base,
            lambda session: tours.save(session, tour, "official", {"official_id": 1}, {"official_id": 999}),
        )


def test_a_tour_in_the_trash_is_not_found(base: Base, tour: int) -> None:
    do(base, lambda session: trash.trash(session, [tour]))
    with base.read() as session:
        assert count(session, parse("que:giras", TODAY)) == 0
    operations.undo(base)
    with base.read() as session:
        assert count(session, parse("que:giras vegas consejeria:prueba", TODAY)) == 1


def test_one_stop_is_changed_added_or_taken_away(base: Base) -> None:
    with base.write("Alta") as session:
        tour = tours.create(session, NewTour("Gira", stops=(Stop("Chicago"), Stop("Dallas"))))
        chicago, dallas = tours.stops_of(session, tour)

    def save(before: Stop | None, after: Stop | None) -> tuple[Stop, ...]:
        kept = Kept(before.id, before) if before is not None else None
        with base.write("Etapa") as session:
            tours.save_stop(session, tour, kept, after)
        with base.read() as session:
            return tours.stops_of(session, tour)

    found = save(chicago, replace(chicago, city="Houston"))
    assert [(stop.id, stop.city) for stop in found] == [(chicago.id, "Houston"), (dallas.id, "Dallas")]
    assert [stop.city for stop in save(None, Stop("Austin"))] == ["Houston", "Dallas", "Austin"]
    assert [stop.city for stop in save(dallas, None)] == ["Houston", "Austin"]
    # It is gone already: to take it away is done, to change it makes it anew.
    assert [stop.city for stop in save(dallas, None)] == ["Houston", "Austin"]
    assert [stop.city for stop in save(dallas, replace(dallas, notes="otra vez"))] == [
        "Houston",
        "Austin",
        "Dallas",
    ]
    with pytest.raises(ChangedMeanwhile):
        save(chicago, replace(chicago, city="El Paso"))
