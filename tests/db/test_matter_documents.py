"""Activities, requests, follow-ups and tours are found by what is known of them, each list in its order."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import count
from typing import Any

import pytest
from sqlalchemy.orm import Session

from db import search, undo
from db.activities import Activity, ActivityCount, ActivityKind, Participation
from db.areas import Area, Official
from db.contacts import Note, Organization, Person
from db.folding import fold
from db.follow_ups import FollowUp, FollowUpItem
from db.links import RecordLink
from db.matter_documents import first_day, last_day
from db.plans import Plan, PlanItem
from db.records import Record
from db.requests import Request
from db.search_rows import token
from db.tours import Tour, TourStop

Edit = Callable[[], AbstractContextManager[Session]]
_numbers = count(1)


def add(session: Session, row: Any) -> Any:
    session.add(row)
    session.flush()
    return row


def record(session: Session, kind: str) -> int:
    return int(add(session, Record(uid=f"uid-{next(_numbers)}", kind=kind)).id)


def kind(session: Session, label: str) -> int:
    code = fold(label)
    known = session.query(ActivityKind).filter_by(code=code).first()
    row = known or add(
        session, ActivityKind(code=code, label=label, family="encuentro", position=1, retired=False)
    )
    return int(row.id)


def activity(session: Session, title: str, start: str = "", label: str = "Reunión", **more: Any) -> int:
    row = record(session, "activity")
    values = {"state": "realizada", "of_others": False, **more}
    add(session, Activity(id=row, kind_id=kind(session, label), title=title, start_on=start, **values))
    return row


def person(session: Session, given: str, surname: str) -> int:
    row = record(session, "person")
    add(session, Person(id=row, given_names=given, first_surname=surname))
    return row


def organization(session: Session, name: str) -> int:
    row = record(session, "organization")
    add(session, Organization(id=row, official_name=name, kind="institución"))
    return row


def follow_up(session: Session, what: str, due: str = "", state: str = "pendiente", **more: Any) -> int:
    row = record(session, "follow_up")
    add(session, FollowUp(id=row, what=what, due_on=due, state=state, priority="normal", **more))
    return row


def listed(session: Session) -> list[str]:
    with session.begin():
        rows = session.connection().exec_driver_sql("SELECT name FROM matter_document ORDER BY place")
        return list(rows.scalars())


def found(session: Session, *words: str) -> list[str]:
    match = " AND ".join(f'"{word}"' if word.startswith("=") else f'"{fold(word)}"*' for word in words)
    with session.begin():
        rows = session.connection().exec_driver_sql(
            "SELECT d.name FROM matter_index f JOIN matter_document d ON d.place = f.rowid "
            "WHERE f.matter_index MATCH ? ORDER BY f.rowid",
            (match,),
        )
        return list(rows.scalars())


def sound(session: Session) -> bool:
    with session.begin():
        return search.differences(session.connection()) == []


def test_an_activity_is_found_by_who_took_part_where_and_what_it_counts_for(
    edit: Edit, session: Session
) -> None:
    with edit() as writing:
        row = activity(
            writing,
            "Mesa de diálogo",
            "2024-03-09",
            city="Chicago",
            country="US",
            minutes="Se acordó el temario",
        )
        university = organization(writing, "Universidad del Ajolote")
        rosa = person(writing, "Rosa", "Tapia")
        officer = add(writing, Official(name="Erika Estrada", folded="erika estrada")).id
        area = add(writing, Area(code="DVOE", name="Dirección de Vinculación")).id
        add(writing, Participation(activity_id=row, person_id=rosa, organization_id=university, position=1))
        add(writing, Participation(activity_id=row, official_id=officer, position=2))
        add(writing, Participation(activity_id=row, area_id=area, position=3))
        plan = add(writing, Plan(code="programa-2024", title="Programa", kind="programa")).id
        item = add(
            writing, PlanItem(plan_id=plan, code="AI 4.3", title="Mesas", level="accion", position=1)
        ).id
        add(writing, ActivityCount(activity_id=row, plan_item_id=item))
    for words in (
        ("mesa", "dialogo"),
        ("tapia",),
        ("ajolote",),
        ("estrada",),
        ("dvoe",),
        ("vinculacion",),
        ("chicago",),
        ("temario",),
        ("reunion",),
        (token("cuenta", "AI 4.3"),),
        (token("pais", "US"),),
        (token("que", "activity"), token("tipo", "reunion")),
    ):
        assert found(session, *words) == ["Mesa de diálogo"], words
    assert not found(session, "guadalajara")
    assert sound(session)


def test_a_contact_renamed_is_found_by_the_new_name(edit: Edit, session: Session) -> None:
    with edit() as writing:
        club = organization(writing, "Club Tlaxcala")
        row = activity(writing, "Visita", "2025-01-02")
        add(writing, Participation(activity_id=row, organization_id=club, position=1))
        task = follow_up(writing, "Enviar carteles")
        add(writing, RecordLink(from_id=task, to_id=club))
        asked = record(writing, "request")
        add(
            writing,
            Request(
                id=asked,
                direction="recibida",
                year=2025,
                number=1,
                state="recibida",
                subject="Solicita",
                sender_id=club,
            ),
        )
    assert sorted(found(session, "tlaxcala")) == ["Enviar carteles", "Solicita", "Visita"]
    with edit() as writing:
        writing.get_one(Organization, club).official_name = "Club Puebla"
    assert not found(session, "tlaxcala")
    assert sorted(found(session, "puebla")) == ["Enviar carteles", "Solicita", "Visita"]
    assert sound(session)


def test_activities_are_listed_newest_first_and_those_of_no_known_day_last(
    edit: Edit, session: Session
) -> None:
    with edit() as writing:
        for title, start in (
            ("Sin fecha", "s/f"),
            ("Del año", "2023"),
            ("Temprano", "2024-05-02"),
            ("Del mes", "2024-04"),
            ("Nueva", "2025-01-01"),
        ):
            activity(writing, title, start)
        activity(writing, "Tarde", "2024-05-02", start_time="18:00")
    assert listed(session) == ["Nueva", "Tarde", "Temprano", "Del mes", "Del año", "Sin fecha"]
    assert sound(session)


def test_follow_ups_are_listed_by_when_they_are_due_the_closed_after_the_open(
    edit: Edit, session: Session
) -> None:
    with edit() as writing:
        follow_up(writing, "Cerrado", "2025-01-01", "hecho", done_on="2025-01-02")
        follow_up(writing, "Sin fecha")
        follow_up(writing, "Después", "2025-03-01")
        late = follow_up(writing, "Vencido", "2024-12-01", responsible="Jimena Robles")
        add(writing, FollowUpItem(follow_up_id=late, text="llamar al rector", done=False, position=1))
        add(writing, Note(record_id=late, text="Contestó su secretaria"))
    assert listed(session) == ["Vencido", "Después", "Sin fecha", "Cerrado"]
    assert found(session, "rector") == found(session, "secretaria") == ["Vencido"]
    assert found(session, token("responsable", "Jimena Robles")) == ["Vencido"]
    assert found(session, token("abierto", "no")) == ["Cerrado"]
    with edit() as writing:
        writing.get_one(FollowUp, late).state = "hecho"
    assert listed(session) == ["Después", "Sin fecha", "Cerrado", "Vencido"]
    assert sound(session)


def test_a_tour_is_found_by_its_cities_and_who_was_in_charge(edit: Edit, session: Session) -> None:
    with edit() as writing:
        row = record(writing, "tour")
        officer = add(writing, Official(name="Ernesto Ramos", folded="ernesto ramos")).id
        add(
            writing, Tour(id=row, title="Los Ángeles y Las Vegas", official_id=officer, start_on="2024-03-13")
        )
        for number, city in enumerate(("Los Ángeles", "Las Vegas")):
            add(writing, TourStop(tour_id=row, position=number, city=city, country="US"))
    assert found(session, "ramos") == found(session, "vegas") == ["Los Ángeles y Las Vegas"]
    with edit() as writing:
        writing.query(TourStop).filter_by(city="Las Vegas").one().city = "Reno"
        writing.query(Official).one().name = "Erika Estrada"
    assert found(session, "reno") == found(session, "estrada") == ["Los Ángeles y Las Vegas"]
    assert sound(session)


def test_what_goes_to_the_trash_or_is_undone_is_not_found(edit: Edit, session: Session) -> None:
    with edit() as writing:
        kept = activity(writing, "Se queda", "2025-01-01")
    with edit() as writing:
        activity(writing, "Se va", "2025-01-02")
    with edit() as writing:
        writing.get_one(Record, kept).trashed_by = 2
    assert listed(session) == ["Se va"]
    with edit() as writing:
        writing.get_one(Record, kept).trashed_by = None
    with edit() as writing:
        undo.invert(writing.connection(), 2, 5)
    assert listed(session) == ["Se queda"]
    assert sound(session)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("s/f", "", ""),
        ("", "", ""),
    ],
)
def test_what_a_partial_date_can_be(day: str, first: str, last: str) -> None:
    assert (first_day(day), last_day(day)) == (first, last)
