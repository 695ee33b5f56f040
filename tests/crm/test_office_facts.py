"""What the office's public documents say that was done, written down through the use cases: every count comes out.

``data/office_facts.json`` holds the facts as the documents state them; where they give no date there is none here.
"""

import datetime
import json
from pathlib import Path

import pytest

from crm import (
    activities,
    activity_kinds,
    activity_record,
    areas,
    plans,
    query,
    query_run,
    tour_record,
    tours,
)
from crm.activity_values import NewActivity, Participant, When
from crm.activity_writer import ActivityWriter
from crm.base import open_base
from crm.clock import Clock
from crm.contact_values import Reference
from crm.errors import InvalidValue
from crm.reference_data import create
from crm.tour_values import NewTour, Stop
from crm.verification import verify_base

TODAY = datetime.date(2025, 10, 6)
FACTS = json.loads((Path(__file__).parent / "data" / "office_facts.json").read_text("utf-8"))
MODALITIES = {None: "", "remota": "virtual", "virtual (Webex)": "virtual"}
IECM_AREAS = ("DEECyCC", "DVOE")


class Office:
    """Somebody who copies the documents into the base."""

    def __init__(self, session):
        self.session = session
        self.areas = {area.code: area.id for area in areas.areas(session)}
        self.officials = {official.name: official.id for official in areas.officials(session)}

    def kind(self, label):
        try:
            return activity_kinds.find(self.session, label).id
        except InvalidValue:
            return activity_kinds.add(self.session, label)

    def official(self, name):
        return areas.add_official(self.session, name)

    def organizations(self, names, role="participante"):
        return [
            Participant(organization=Reference(0, name, "organization"), role=role)
            for name in names
            if not name.startswith("(")
        ]

    def meeting(self, fact):
        ours = [Participant(area=self.areas[code]) for code in fact.get("participan_iecm", ())]
        return NewActivity(
            kind=self.kind(fact["tipo"]),
            title=fact.get("tema") or f"{fact['tipo'].capitalize()} con {', '.join(fact['con'])}",
            when=When(fact["fecha"] or ""),
            state="realizada",
            modality=MODALITIES.get(fact["modalidad"], fact["modalidad"]),
            participants=(*self.organizations(fact["con"]), *ours),
            counts=(plans.find(self.session, "estrategia-2022-2024", fact["seccion_estrategia"]),),
            notes=(fact["seguimiento"],) if "seguimiento" in fact else (),
            source=fact["fuente"],
        )

    def event(self, fact):
        leading = [fact[role] for role in ("encabeza", "representante_iecm") if role in fact]
        return NewActivity(
            kind=self.kind(fact["tipo"]),
            title=fact["titulo"],
            when=When(fact["fecha"] or "", fact.get("hora", ""), "", fact.get("fin", "")),
            state="realizada",
            modality=MODALITIES.get(fact["modalidad"], fact["modalidad"]),
            place=fact.get("lugar", ""),
            attendance=fact.get("alcance", fact.get("participantes")),
            nationalities=fact.get("nacionalidades"),
            participants=(
                *(Participant(official=self.official(name), role="encabeza") for name in leading),
                *self.organizations([fact["aliado"]] if "aliado" in fact else []),
                *self.organizations([name for name in fact.get("aliados", ()) if name not in IECM_AREAS]),
                *self.organizations([fact["convoca"]] if "convoca" in fact else [], "convoca"),
            ),
            source=fact["fuente"],
        )

    def of_ine(self, fact):
        start, _slash, end = fact["fecha"].partition("/")
        return NewActivity(
            kind=self.kind(fact["tipo"]),
            title=fact["titulo"],
            when=When(start, "", end),
            state="realizada",
            of_others=True,
            participants=tuple(self.organizations([fact["con"]])),
            source=fact["fuente"],
        )

    def tour(self, fact):
        return NewTour(
            title=fact["ruta"],
            purpose=FACTS["giras"]["proposito"],
            official=self.officials[fact["consejeria"]],
            start=fact["inicio"],
            end=fact["fin"],
            stops=tuple(Stop(city, "US") for city in fact["ciudades"]),
            source=FACTS["giras"]["fuente"],
        )


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    path = tmp_path_factory.mktemp("hechos") / "hechos.vinculo"
    create(path, clock=Clock.fixed(TODAY))
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        with base.write(activities.ADD_MANY_TITLE, n=48) as session:
            office = Office(session)
            news = [office.meeting(fact) for fact in FACTS["reuniones"]]
            news += [office.event(fact) for fact in FACTS["eventos"]]
            news += [office.of_ine(fact) for fact in FACTS["ine_2019"]]
            ActivityWriter(session, today=TODAY).add(news)
            for fact in FACTS["giras"]["filas"]:
                tours.create(session, office.tour(fact))
        yield base


def count(base, text):
    with base.read() as session:
        return query_run.count(session, query.parse(text, TODAY))


def found(base, text):
    with base.read() as session:
        return list(query_run.ids(session, query.parse(text, TODAY)))


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("que:actividades", 48),
        ("que:actividades terceros:no", 38),
        # The INE's own of 2019 are of others, and the only ones of that year.
        ("que:actividades terceros:sí", 10),
        ("que:actividades fecha:2019", 10),
        ("que:actividades fecha:2019 terceros:no", 0),
        ("que:actividades fecha:2019-07-27", 1),
        # The meetings under each numbered activity of the strategy.
        ("que:actividades cuenta:3.3", 16),
        ("que:actividades cuenta:3.4", 2),
        ("que:actividades cuenta:4.1", 1),
        ("que:actividades cuenta:3.3,3.4,4.1", 19),
        ("que:actividades cuenta:3.3 modalidad:virtual", 4),
        ("que:actividades cuenta:3.4 modalidad:virtual", 2),
        ('que:actividades tipo:"mesa de diálogo"', 1),
        ("que:actividades tipo:curso", 2),
        ('que:actividades tipo:"sesión de comisión"', 2),
        ('que:actividades tipo:"serie ICC" fecha:2022', 3),
        ('que:actividades participante:"Employee Rights Center"', 2),
        ('que:actividades participante:"Consulado de México en Chicago"', 1),
        ("que:actividades fecha:2021-07-23", 1),
        ("que:actividades fecha:2024 terceros:no", 2),
        ("que:giras", 7),
        ("que:giras consejeria:Bernardo", 2),
        ("que:giras fecha:2024-03", 4),
        ("que:giras fecha:2024-04", 3),
        ('que:giras ciudad:"Las Vegas"', 1),
    ],
)
def test_every_count_the_documents_state_comes_out(base, text, n):
    assert count(base, text) == n


def test_what_the_documents_give_no_date_of_has_none(base):
    undated = sum(fact["fecha"] is None for part in ("reuniones", "eventos") for fact in FACTS[part])
    assert count(base, "que:actividades fecha:vacío") == undated == 28


def test_people_and_nationalities_of_the_two_editions(base):
    reach = set()
    for activity in found(base, "que:actividades tipo:curso"):
        with base.read() as session:
            record = activity_record.record(session, activity, today=TODAY)
        reach.add((record.own["attendance"], record.own["nationalities"], record.attendance_line))
    assert reach == {(12, None, "12 personas"), (207, 17, "207 personas de 17 nacionalidades")}


def test_the_session_of_the_working_group(base):
    [activity] = found(base, "que:actividades fecha:2021-07-23")
    with base.read() as session:
        record = activity_record.record(session, activity, today=TODAY)
    assert record.when_words == "viernes 23 de julio de 2021, 12:30 a 14:00"
    assert [(who.name, who.role) for who in record.participants] == [
        ("entonces C.E. Mauricio Huesca Rodríguez", "Encabeza"),
        ("INE", "Convoca"),
    ]


def test_the_tours_as_the_table_has_them(base):
    rows = []
    for tour in found(base, "que:giras"):
        with base.read() as session:
            record = tour_record.record(session, tour, TODAY)
        called = record.officials[record.official]
        rows.append((record.title, called, record.start, record.end, [stop.city for stop in record.stops]))
    stated = FACTS["giras"]["filas"]
    assert sorted((row[0], row[2], row[3], row[4]) for row in rows) == sorted(
        (fact["ruta"], fact["inicio"], fact["fin"], fact["ciudades"]) for fact in stated
    )
    assert sum(len(row[4]) for row in rows) == FACTS["giras"]["total_ciudades"] == 9
    assert len(rows) == FACTS["giras"]["total_rutas"] == 7
    called = {row[0]: row[1] for row in rows}
    assert called["Chicago"] == "C.P. Patricia Avendaño Durán"
    assert called["Dallas"] == called["Atlanta"] == "entonces C.E. Bernardo Valle Monroy"


def test_the_tables_that_the_documents_print(base):
    with base.read() as session:
        tours_found = query.parse("que:giras", TODAY)
        total, cities = query_run.group_counts(session, tours_found, "ciudad")
        _total, councillors = query_run.group_counts(session, tours_found, "consejeria")
        ours = query.parse("que:actividades cuenta:3.3,3.4,4.1", TODAY)
        _total, sections = query_run.group_counts(session, ours, "cuenta")
        every = query.parse("que:actividades", TODAY)
        _total, whose = query_run.group_counts(session, every, "terceros")
    assert (total, len(cities)) == (FACTS["giras"]["total_rutas"], FACTS["giras"]["total_ciudades"])
    assert (len(councillors), max(councillors, key=lambda group: group[1])) == (
        6,
        ("Bernardo Valle Monroy", 2),
    )
    assert dict(sections) == {"3.3": 16, "3.4": 2, "4.1": 1}
    assert dict(whose) == {"no": 38, "sí": 10}


def test_where_the_documents_contradict_themselves_both_figures_are_told(base):
    with base.read() as session:
        items = {item.code: item for plan in plans.all_plans(session) for item in plan.items}
    assert (items["AI 4"].target, items["AI 4"].parts_sum) == (279, 276)
    assert items["AI 4"].note == "La meta de AI 4 es 279; sus partes suman 276."
    assert [code for code, item in items.items() if item.note] == ["AI 4", "AI 5", "AI 6"]


def test_the_base_is_sound(base):
    assert verify_base(base.path) == []
