"""Queries of activities, requests, follow-ups and tours, and what queries of contacts ask about them."""

import datetime
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from crm import query_run
from crm.base import Base, Session, create_base, open_base
from crm.clock import Clock
from crm.errors import QueryError
from crm.matter_fields import MATTER_FIELDS
from crm.matter_groups import GROUPED_BY, MATTER_VALUES
from crm.query import parse
from db.activities import Activity, ActivityCount, ActivityKind, Participation
from db.areas import Area, Official
from db.contacts import Organization, Person
from db.follow_ups import FollowUp
from db.labels import RecordTag, Tag
from db.links import RecordLink
from db.plans import Plan, PlanItem
from db.records import Record
from db.requests import Request
from db.tours import Tour, TourStop

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    path = tmp_path_factory.mktemp("asuntos") / "base.vinculo"
    create_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        with base.write("Prueba") as session:
            _Office(session).fill()
        yield base


class _Office:
    """A few records of every kind, enough for each filter to find some and leave some out."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._uids = count(1)
        self._kinds: dict[str, int] = {}

    def fill(self) -> None:
        contacts = self._contacts()
        tour = self._tour()
        meeting = self._activity(
            "Mesa de Chicago",
            "mesa",
            "2024-03-09",
            city="Chicago",
            country="US",
            tour_id=tour,
            modality="presencial",
        )
        course = self._activity("Curso en línea", "curso", "2025-02", modality="virtual", state="planeada")
        old = self._activity("Visita antigua", "visita", "2023")
        self._activity("Sin fecha", "reunión", "s/f", of_others=True)
        for position, who in enumerate(("person_id", "organization_id")):
            self._add(Participation(activity_id=meeting, position=position, **{who: contacts[position]}))
        self._add(Participation(activity_id=old, position=0, organization_id=contacts[2]))
        self._add(Participation(activity_id=course, position=0, organization_id=contacts[2]))
        plan = self._add(Plan(code="programa-2024", title="Programa", kind="programa")).id
        whole = self._add(PlanItem(plan_id=plan, code="AI 4", title="Redes", level="ai", position=1)).id
        part = self._add(
            PlanItem(plan_id=plan, parent_id=whole, code="AI 4.3", title="Mesas", level="accion", position=1)
        ).id
        self._add(ActivityCount(activity_id=meeting, plan_item_id=part))
        self._add(ActivityCount(activity_id=course, plan_item_id=whole))
        tag = self._add(Tag(label="Prioritario", folded="prioritario")).id
        self._add(RecordTag(record_id=meeting, tag_id=tag))
        self._follow_ups(contacts)
        self._requests(contacts)

    def _contacts(self) -> tuple[int, int, int]:
        rosa = self._record("person")
        self._add(Person(id=rosa, given_names="Rosa", first_surname="Tapia"))
        found = [rosa]
        for name in ("Universidad del Ajolote", "Club Puebla"):
            row = self._record("organization")
            self._add(Organization(id=row, official_name=name, kind="institución"))
            found.append(row)
        return found[0], found[1], found[2]

    def _tour(self) -> int:
        official = self._add(Official(name="Ernesto Ramos", folded="ernesto ramos")).id
        row = self._record("tour")
        self._add(Tour(id=row, title="Gira Chicago", start_on="2024-03-09", official_id=official))
        self._add(TourStop(tour_id=row, position=0, city="Chicago", country="US"))
        other = self._record("tour")
        self._add(Tour(id=other, title="Gira Madrid", start_on="2025-05"))
        self._add(TourStop(tour_id=other, position=0, city="Madrid", country="ES"))
        return row

    def _activity(self, title: str, kind: str, start: str, **more: Any) -> int:
        if kind not in self._kinds:
            new = ActivityKind(
                code=f"x-{kind}", label=kind.capitalize(), family="encuentro", position=1, retired=False
            )
            known = self._session.query(ActivityKind).filter_by(code=kind).first()
            self._kinds[kind] = (known or self._add(new)).id
        row = self._record("activity")
        values = {"state": "realizada", "of_others": False, **more}
        self._add(Activity(id=row, kind_id=self._kinds[kind], title=title, start_on=start, **values))
        return row

    def _follow_ups(self, contacts: tuple[int, int, int]) -> None:
        for what, due, state, responsible, priority, about in (
            ("Enviar temario", "2025-10-01", "pendiente", "Jimena Robles", "alta", contacts[1]),
            ("Llamar", "2025-10-09", "en curso", "Rodrigo Vela", "normal", contacts[0]),
            ("Agradecer", "2025-09-01", "hecho", "Jimena Robles", "normal", contacts[2]),
            ("Algún día", "", "en espera", "", "baja", None),
        ):
            row = self._record("follow_up")
            self._add(
                FollowUp(
                    id=row, what=what, due_on=due, state=state, responsible=responsible, priority=priority
                )
            )
            if about:
                self._add(RecordLink(from_id=row, to_id=about))

    def _requests(self, contacts: tuple[int, int, int]) -> None:
        area = self._add(Area(code="X-DEECyCC", name="Dirección de prueba")).id
        for number, (subject, state, direction, sender) in enumerate(
            (
                ("Solicita datos", "turnada", "recibida", contacts[1]),
                ("Remite informe", "atendida", "enviada", None),
            ),
            1,
        ):
            row = self._record("request")
            self._add(
                Request(
                    id=row,
                    direction=direction,
                    year=2025,
                    number=number,
                    subject=subject,
                    state=state,
                    received_on=f"2025-0{number}-10",
                    sender_id=sender,
                    area_id=area if sender else None,
                )
            )

    def _record(self, kind: str) -> int:
        return int(self._add(Record(uid=f"uid-{next(self._uids)}", kind=kind)).id)

    def _add(self, row: Any) -> Any:
        self._session.add(row)
        self._session.flush()
        return row

    def lasting(self, title: str, start: str, end: str) -> None:
        """An activity of several days."""
        self._activity(title, "reunión", start, end_on=end)


def names(base: Base, text: str, order: str = "") -> list[str]:
    with base.read() as session:
        query = parse(text, TODAY)
        ids = list(query_run.ids(session, query, order))
        assert query_run.count(session, query) == len(ids)
        assert list(query_run.first_ids(session, query, 2, order)) == ids[:2]
        table = "search_document" if query.subject == "contactos" else "matter_document"
        read = session.connection().exec_driver_sql
        return [read(f"SELECT name FROM {table} WHERE id = ?", (row,)).scalar_one() for row in ids]


MEETING, COURSE, VISIT, UNDATED = "Mesa de Chicago", "Curso en línea", "Visita antigua", "Sin fecha"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("que:actividades", [COURSE, MEETING, VISIT, UNDATED]),
        ("chicago que:actividades", [MEETING]),
        ("que:actividades ajolote", [MEETING]),
        ('que:actividades "rosa tapia"', [MEETING]),
        ("que:actividades -chicago", [COURSE, VISIT, UNDATED]),
        ("que:actividades tipo:mesa", [MEETING]),
        ("que:actividades tipo:mesa,curso", [COURSE, MEETING]),
        ("que:actividades -tipo:mesa,curso", [VISIT, UNDATED]),
        ("que:actividades fecha:2024", [MEETING]),
        ("que:actividades fecha:2025-02", [COURSE]),
        ("que:actividades fecha:2025-02-10", []),
        ("que:actividades fecha:2023..2024", [MEETING, VISIT]),
        ("que:actividades fecha:>2024-01-01", [COURSE, MEETING]),
        ("que:actividades fecha:vacío", [UNDATED]),
        ("que:actividades -fecha:2024,2025", [VISIT, UNDATED]),
        ("que:actividades estado:realizada", [MEETING, VISIT, UNDATED]),
        ("que:actividades modalidad:presencial,virtual", [COURSE, MEETING]),
        ("que:actividades modalidad:vacío", [VISIT, UNDATED]),
        ("que:actividades modalidad:virtual,vacío", [COURSE, VISIT, UNDATED]),
        ("que:actividades pais:US", [MEETING]),
        ("que:actividades ciudad:chic", [MEETING]),
        ('que:actividades ciudad:"Chicago"', [MEETING]),
        ('que:actividades ciudad:"Chicag"', []),
        ('que:actividades cuenta:"AI 4"', [COURSE, MEETING]),
        ('que:actividades cuenta:"AI 4.3"', [MEETING]),
        ("que:actividades cuenta:vacío", [VISIT, UNDATED]),
        ("que:actividades participante:rosa", [MEETING]),
        ("que:actividades participante:puebla", [COURSE, VISIT]),
        ("que:actividades participante:vacío", [UNDATED]),
        ('que:actividades gira:"Gira Chicago"', [MEETING]),
        ("que:actividades terceros:sí", [UNDATED]),
        ("que:actividades etiqueta:prioritario", [MEETING]),
        ("que:actividades etiqueta:vacío", [COURSE, VISIT, UNDATED]),
        ("que:actividades creado:vacío", []),
        ("que:seguimientos", ["Enviar temario", "Llamar", "Algún día", "Agradecer"]),
        ("que:seguimientos estado:abierto", ["Enviar temario", "Llamar", "Algún día"]),
        ("que:seguimientos estado:vencido", ["Enviar temario"]),
        ("que:seguimientos -estado:vencido", ["Llamar", "Algún día", "Agradecer"]),
        ("que:seguimientos estado:en-curso", ["Llamar"]),
        ("que:seguimientos estado:vencido,hecho", ["Enviar temario", "Agradecer"]),
        ("que:seguimientos responsable:jimena", ["Enviar temario", "Agradecer"]),
        ("que:seguimientos responsable:vacío", ["Algún día"]),
        ("que:seguimientos prioridad:alta", ["Enviar temario"]),
        ("que:seguimientos fecha:<hoy", ["Enviar temario", "Agradecer"]),
        ("que:seguimientos ajolote", ["Enviar temario"]),
        ("que:gestiones", ["Remite informe", "Solicita datos"]),
        ("que:gestiones estado:turnada", ["Solicita datos"]),
        ("que:gestiones sentido:enviada", ["Remite informe"]),
        ("que:gestiones area:x-deecycc", ["Solicita datos"]),
        ("que:gestiones area:vacío", ["Remite informe"]),
        ("que:gestiones remitente:ajolote", ["Solicita datos"]),
        ("que:gestiones 1/2025", ["Solicita datos"]),
        ("que:giras", ["Gira Madrid", "Gira Chicago"]),
        ("que:giras consejeria:ramos", ["Gira Chicago"]),
        ("que:giras ciudad:madrid", ["Gira Madrid"]),
        ("que:giras pais:España", ["Gira Madrid"]),
        ("que:giras fecha:2024", ["Gira Chicago"]),
        ("ultimo:2024", ["Universidad del Ajolote", "Rosa Tapia"]),
        ("ultimo:<2024", ["Club Puebla"]),
        ("ultimo:<hace-6-meses", ["Club Puebla", "Universidad del Ajolote", "Rosa Tapia"]),
        ("ultimo:vacío", []),
        ("seguimiento:abierto", ["Rosa Tapia", "Universidad del Ajolote"]),
        ("seguimiento:vencido", ["Universidad del Ajolote"]),
        ("seguimiento:vacío", ["Club Puebla"]),
        ("chicago", []),
    ],
)
def test_a_query_finds(base: Base, text: str, found: list[str]) -> None:
    if text.startswith(("ultimo", "seguimiento")):
        assert sorted(names(base, text)) == sorted(found)
    else:
        assert names(base, text) == found


@pytest.mark.parametrize("order", query_run.MATTER_ORDERS)
def test_every_order_lists_all_and_backwards(base: Base, order: str) -> None:
    forwards = names(base, "que:actividades", order)
    assert sorted(forwards) == sorted([COURSE, MEETING, VISIT, UNDATED])
    assert sorted(names(base, "que:actividades", f"-{order}")) == sorted(forwards)


def test_titles_are_sorted_in_spanish(base: Base) -> None:
    assert names(base, "que:actividades", "titulo") == [COURSE, MEETING, UNDATED, VISIT]


@pytest.mark.parametrize("subject", sorted(GROUPED_BY))
def test_what_is_counted_by_a_field_is_what_its_filter_finds(base: Base, subject: str) -> None:
    with base.read() as session:
        for field in GROUPED_BY[subject]:
            query = parse(f"que:{subject}", TODAY)
            total, groups = query_run.group_counts(session, query, field)
            assert total == query_run.count(session, query), field
            if field not in MATTER_FIELDS[subject]:
                continue
            for value, n in groups:
                written = value if value == "vacío" else f'"{value}"'
                text = f"que:{subject} {field}:{written}"
                if field == "estado" and value != "vacío":
                    text = f"que:{subject} {field}:{value.replace(' ', '-')}"
                if field != "cuenta" or value == "vacío":
                    assert n == query_run.count(session, parse(text, TODAY)), text


@pytest.fixture
def lasting(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    new_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo", actor="ana", clock=Clock.fixed(TODAY)) as base:
        with base.write("Prueba") as session:
            office = _Office(session)
            office.lasting("Feria", "2024-03-11", "2024-03-13")
            office.lasting("Curso", "2024-12-30", "2025-02-03")
            office.lasting("Foro", "2023-05", "2023-06")
            office.lasting("Taller", "2022", "2022-06-15")
        yield base


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ("2024-03-10", []),
        ("2024-03-11", ["Feria"]),
        ("2024-03-12", ["Feria"]),
        ("2024-03-13", ["Feria"]),
        ("2024-03-14", []),
        ("2024-03", ["Feria"]),
        ("2024", ["Curso", "Feria"]),
        ("2025-01", ["Curso"]),
        ("2025", ["Curso"]),
        (">2024-03-12", ["Curso", "Feria"]),
        (">2024-03-13", ["Curso"]),
        ("<2024-03-12", ["Feria", "Foro", "Taller"]),
        ("2023", ["Foro"]),
        ("2023-05", ["Foro"]),
        ("2023-05-30", []),
        ("2023-05-31", ["Foro"]),
        ("2022-06-14", []),
        ("2022-06-15", ["Taller"]),
        ("2022", ["Taller"]),
    ],
)
def test_what_lasts_several_days_is_found_on_each_that_it_surely_has(
    lasting: Base, days: str, found: list[str]
) -> None:
    assert names(lasting, f"que:actividades fecha:{days}") == found


def test_what_lasts_several_months_counts_in_each_and_once_in_all(lasting: Base) -> None:
    with lasting.read() as session:
        total, months = query_run.group_counts(session, parse("que:actividades", TODAY), "mes")
        _total, years = query_run.group_counts(session, parse("que:actividades", TODAY), "anio")
    assert total == 4
    assert dict(months) == {
        "2023-05": 1,
        "2023-06": 1,
        "2024-03": 1,
        "2024-12": 1,
        "2025-01": 1,
        "2025-02": 1,
        "2022-06": 1,
    }
    assert dict(years) == {"2022": 1, "2023": 1, "2024": 2, "2025": 1}


def test_all_that_is_grouped_by_is_known() -> None:
    assert {field for fields in GROUPED_BY.values() for field in fields} == set(MATTER_VALUES)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("que:actividades tipo:mezza", "Mesa"),
        ("que:actividades estado:realizado", "realizada"),
        ("que:actividades categoria:osc", "los campos son"),
        ("que:seguimientos prioridad:urgentisima", "alta, normal, baja"),
        ("que:seguimientos fecha:2025-02-30", "2025-02-30"),
        ("que:actividad", "actividades"),
        ("fecha:2024", "No existe el campo"),
        ("que:gestiones area:nadie", "No hay «nadie»"),
    ],
)
def test_what_cannot_be_asked_is_told(base: Base, text: str, told: str) -> None:
    with base.read() as session, pytest.raises(QueryError) as refusal:
        query_run.ids(session, parse(text, TODAY))
    assert told in str(refusal.value)


def test_a_query_is_written_back_as_it_was_read() -> None:
    text = 'que:actividades tipo:mesa fecha:2024..2025 -estado:cancelada participante:"rosa tapia" chicago'
    assert str(parse(text, TODAY)) == text
    assert str(parse("chicago que:giras", TODAY)) == "que:giras chicago"
