"""Requests: written down with a folio, channelled, answered or left without matter, listed by term, taken back."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from crm import operations, requests, trash
from crm.base import Base, Session, open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.clock import Clock
from crm.contact_values import Kept, Reference
from crm.errors import ChangedMeanwhile, InvalidValue, NotFound, UserError
from crm.query import parse
from crm.query_run import count
from crm.request_list import RequestRecord, open_requests, record, rows
from crm.request_values import Answer, NewRequest
from db.areas import Area

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def base(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    new_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo", actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def ine(base: Base) -> int:
    with base.write("Prueba") as session:
        card = Card(kind="organization", official_name="Instituto Nacional Electoral", acronym="INE")
        return CardWriter(session).add([card])[0]


@pytest.fixture
def areas(base: Base) -> tuple[int, int]:
    with base.write("Prueba") as session:
        made = [Area(code=code, name=f"Área {code}") for code in ("X-UNO", "X-DOS")]
        session.add_all(made)
        session.flush()
        return made[0].id, made[1].id


def add(base: Base, subject: str = "Solicita el padrón", **more: Any) -> int:
    with base.write(requests.ADD_TITLE) as session:
        return requests.create(session, NewRequest(subject, **more), today=TODAY)


def do(base: Base, act: Callable[[Session], Any]) -> Any:
    with base.write("Prueba") as session:
        return act(session)


def read(base: Base, request: int) -> RequestRecord:
    with base.read() as session:
        return record(session, request, TODAY)


def test_a_request_gets_a_folio_of_its_year_and_direction(base: Base) -> None:
    made = [
        add(base, received="2025-03-01"),
        add(base, received="2025-02"),
        add(base, received="2024-12-31"),
        add(base, direction="enviada", received="2025-03-01"),
        add(base),
    ]
    assert [read(base, one).row.folio for one in made] == ["1/2025", "2/2025", "1/2024", "1/2025", "3/2025"]


def test_the_folio_of_one_in_the_trash_is_not_given_again(base: Base) -> None:
    first = add(base)
    do(base, lambda session: trash.trash(session, [first]))
    assert read(base, add(base)).row.folio == "2/2025"
    with pytest.raises(NotFound):
        read(base, first)


def test_a_request_whole(base: Base, ine: int, areas: tuple[int, int]) -> None:
    request = add(
        base,
        "  Solicita   datos ",
        office_number="INE/DERFE/123/2025",
        received="2025-10-01",
        time="12:30",
        sender=Reference(ine, "INE"),
        term=5,
        area=areas[0],
        instruction="Para su atención",
        copies=(areas[1], areas[1]),
        links=(ine,),
        notes=("Llegó por correo",),
        source="Oficialía",
    )
    found = read(base, request)
    row = found.row
    assert (row.subject, row.sender, row.area, row.state) == (
        "Solicita datos",
        "Instituto Nacional Electoral",
        "X-UNO",
        "turnada",
    )
    assert (row.due, row.left, row.is_overdue) == (datetime.date(2025, 10, 8), 2, False)
    assert (found.time, found.term, found.channelled_on) == ("12:30", 5, "2025-10-06")
    assert found.copies == ((areas[1], "X-DOS"),)
    assert found.links == ((ine, "Instituto Nacional Electoral"),)
    assert [text for _row, text in found.notes] == ["Llegó por correo"]


def test_a_sender_that_is_new_is_made(base: Base) -> None:
    request = add(base, sender=Reference(0, "Club Puebla", "organization"))
    assert read(base, request).row.sender == "Club Puebla"
    operations.undo(base)
    with base.read() as session:
        assert count(session, parse("puebla", TODAY)) == 0


def test_what_is_due_first_is_listed_first(base: Base) -> None:
    late = add(base, "Vencida", received="2025-09-01", term=3)
    later = add(base, "Después", received="2025-10-01", term=20)
    undated = add(base, "De un mes", received="2025-09", term=3)
    free = add(base, "Sin plazo", received="2025-01-01")
    closed = add(base, "Cerrada", received="2025-09-01", term=1)
    do(base, lambda session: requests.attend(session, closed, Answer("Se envió", "2025-09-02")))
    with base.read() as session:
        listed = open_requests(session, TODAY)
        assert [row.id for row in listed] == [late, later, free, undated]
        assert [row.is_overdue for row in listed] == [True, False, False, False]
        assert [row.id for row in rows(session, [closed, late], TODAY)] == [closed, late]
        assert rows(session, [closed], TODAY)[0].due is None


def test_channelled_answered_and_opened_again(base: Base, areas: tuple[int, int]) -> None:
    request = add(base, received="2025-10-01")
    do(
        base,
        lambda session: requests.channel(
            session, request, area=areas[0], on=TODAY, instruction="Atender", copies=[areas[1]]
        ),
    )
    assert (read(base, request).row.state, read(base, request).channelled_on) == ("turnada", "2025-10-06")
    do(base, lambda session: requests.channel(session, request, area=areas[1], on=TODAY))
    assert (read(base, request).row.area, read(base, request).copies) == ("X-DOS", ())
    answer = Answer("Se remitió", "2025-10-06", "IECM/DVOE/9/2025", "Sello de recibido")
    do(base, lambda session: requests.attend(session, request, answer))
    assert (read(base, request).row.state, read(base, request).answer) == ("atendida", answer)
    with pytest.raises(UserError, match="ya está cerrada"):
        do(base, lambda session: requests.channel(session, request, area=areas[0], on=TODAY))
    do(base, lambda session: requests.reopen(session, request))
    assert (read(base, request).row.state, read(base, request).answer) == ("turnada", answer)


def test_without_matter_says_why(base: Base) -> None:
    request = add(base)
    with pytest.raises(InvalidValue, match="por qué"):
        do(base, lambda session: requests.drop(session, request, "  "))
    do(base, lambda session: requests.drop(session, request, "La retiraron"))
    assert read(base, request).row.state == "sin materia"
    do(base, lambda session: requests.reopen(session, request))
    assert read(base, request).row.state == "recibida"


def test_attended_of_asked_for_is_what_the_query_counts(base: Base) -> None:
    first, second, _third = (add(base, received="2025-03-01") for _ in range(3))
    add(base, direction="enviada", received="2025-03-01")
    do(base, lambda session: requests.attend(session, first, Answer()))
    do(base, lambda session: requests.drop(session, second, "La retiraron"))
    with base.read() as session:
        for text, n in (("", 4), ("sentido:recibida", 3), ("sentido:recibida estado:atendida", 1)):
            assert count(session, parse(f"que:gestiones fecha:2025 {text}", TODAY)) == n


def test_fields_are_edited_one_by_one(base: Base, ine: int) -> None:
    request = add(base, received="2025-10-01", term=5)
    for field, before, after in (
        ("subject", {"subject": "Solicita el padrón"}, {"subject": "Solicita datos"}),
        ("received", {"received_on": "2025-10-01"}, {"received_on": "2025-10-02"}),
        ("term", {"term_days": 5}, {"term_days": None}),
        (
            "sender",
            {"sender_id": None, "sender_text": ""},
            {"sender_id": Reference(ine, "INE"), "sender_text": ""},
        ),
        ("links", (), (ine,)),
        ("notes", None, "Nota"),
    ):
        with base.write(requests.title(field)) as session:
            requests.save(session, request, field, before, after)
    found = read(base, request)
    assert (found.row.subject, found.row.received, found.term, found.sender_id) == (
        "Solicita datos",
        "2025-10-02",
        None,
        ine,
    )
    assert found.links[0][0] == ine
    number, text = found.notes[0]
    do(base, lambda session: requests.save(session, request, "notes", Kept(number, text), None))
    assert read(base, request).notes == ()
    operations.undo(base)
    assert read(base, request).notes == found.notes


def test_what_another_changed_is_not_overwritten(base: Base) -> None:
    request = add(base)
    do(
        base,
        lambda session: requests.save(
            session, request, "subject", {"subject": "Solicita el padrón"}, {"subject": "B"}
        ),
    )
    with pytest.raises(ChangedMeanwhile):
        do(
            base,
            lambda session: requests.save(
                session, request, "subject", {"subject": "Solicita el padrón"}, {"subject": "C"}
            ),
        )
    assert read(base, request).row.subject == "B"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"subject": " "}, "asunto"),
        ({"subject": "A", "direction": "interna"}, "no es una opción"),
        ({"subject": "A", "received": "2025-02-30"}, "no existe"),
        ({"subject": "A", "term": 0}, "días hábiles"),
        ({"subject": "A", "time": "25:00"}, "25:00"),
        ({"subject": "A\x00"}, "carácter"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_kept(
    base: Base, values: dict[str, Any], told: str
) -> None:
    with pytest.raises(InvalidValue, match=told):
        do(base, lambda session: requests.create(session, NewRequest(**values), today=TODAY))
    with base.read() as session:
        assert count(session, parse("que:gestiones", TODAY)) == 0


def test_what_it_refers_to_must_be_there(base: Base) -> None:
    for more in ({"area": 999}, {"copies": (999,)}, {"links": (999,)}, {"sender": Reference(999, "Nadie")}):
        with pytest.raises(NotFound):
            add(base, **more)


def test_an_answer_before_it_came_is_refused(base: Base) -> None:
    request = add(base, received="2025-10-01")
    with pytest.raises(InvalidValue, match="Termina antes"):
        do(base, lambda session: requests.attend(session, request, Answer(on="2025-09-30")))
