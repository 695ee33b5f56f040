"""Activities, follow-ups, requests, tours and agreements from the command line: counted, found, shown, exported."""

import datetime
from pathlib import Path

import pytest

from crm import activities, activity_kinds, agreements, follow_ups, requests, tours
from crm.activity_values import NewActivity, Participant, When
from crm.agreement_values import (
    NewAgreement,
    ObligationValues,
    PartyValues,
    SignatoryValues,
    StepValues,
)
from crm.base import open_base
from crm.clock import Clock
from crm.contact_values import Reference
from crm.files.calendar_file import read_calendar
from crm.follow_up_values import NewFollowUp
from crm.request_values import NewRequest
from crm.tour_values import NewTour, Stop
from tests.crm.printing.read_back import read_pdf

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def office(empty: Path) -> Path:
    """A base with a tour, two meetings of which one promises something, a follow-up and a request."""
    with open_base(empty, actor="ana", clock=Clock.fixed(TODAY)) as base, base.write("Prueba") as session:
        kinds = {kind.label: kind.id for kind in activity_kinds.kinds(session)}
        tour = tours.create(session, NewTour("Oeste", start="2024-03", stops=(Stop("Reno", "US"),)))
        club = Reference(0, "Club Puebla", "organization")
        activities.create(
            session,
            NewActivity(
                kinds["reunión"],
                "Mesa de trabajo",
                When("2025-03-13", "18:00", zone="America/Los_Angeles"),
                "realizada",
                city="Reno",
                country="US",
                minutes="→ Enviar carteles",
                participants=(Participant(organization=club),),
                tour=tour,
            ),
            today=TODAY,
        )
        activities.create(session, NewActivity(kinds["curso"], "Curso", When("2025-11")), today=TODAY)
        follow_ups.create(session, NewFollowUp("Llamar", due="2025-10-01", responsible="Ana"))
        agreement = NewAgreement(
            "Convenio de apoyo",
            folio="CONV-2024-011",
            scope="general",
            signed="2024-05-14",
            start="2024-05-14",
            end="2026-04-04",
            parties=(PartyValues(organization=Reference(0, "ADECE", "organization"), short="ADECE"),),
            signatories=(SignatoryValues(party=0, name="Renata Olivares", post="Presidenta"),),
            obligations=(ObligationValues("Coeditar un texto", due="2025-08-29"),),
            steps=(StepValues("suscripción", "2024-05-14"),),
        )
        agreements.record(session, agreement)
        requests.create(session, NewRequest("Solicita", received="2025-10-01", term=5), today=TODAY)
    return empty


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ("que:actividades", 2),
        ("que:actividades tipo:reunión fecha:2025", 1),
        ("que:actividades gira:oeste", 1),
        ("que:seguimientos", 2),
        ("que:seguimientos estado:vencido", 1),
        ("que:gestiones estado:recibida", 1),
        ("que:giras", 1),
        ("ultimo:2025", 1),
        ("que:convenios", 1),
        ("que:convenios estado:por-vencer parte:adece", 1),
        ("que:convenios aviso:por-vencer", 1),
        ("convenio:vigente", 1),
        ("convenio:ninguno", 1),
    ],
)
def test_counted(vinculo, office: Path, query: str, n: int) -> None:
    assert vinculo("contar", *query.split(), "--json", base=office).json["total"] == n


def test_counted_by_a_field(vinculo, office: Path) -> None:
    answer = vinculo("contar", "que:actividades", "--por", "tipo", "--json", base=office).json
    assert answer == {"total": 2, "grupos": [{"valor": "curso", "n": 1}, {"valor": "reunión", "n": 1}]}
    wrong = vinculo("contar", "que:actividades", "--por", "categoria", base=office)
    assert wrong.code == 2
    assert "No se puede contar por «categoria»" in wrong.err


def test_found(vinculo, office: Path) -> None:
    (row,) = vinculo("buscar", "que:actividades", "puebla", "--json", base=office).json
    assert row.pop("id")
    assert row == {
        "tipo": "reunión",
        "nombre": "Mesa de trabajo",
        "institucion": "Club Puebla",
        "ciudad": "Reno",
        "pais": "US",
        "fecha": "2025-03-13",
        "estado": "realizada",
    }
    found = vinculo("buscar", "que:seguimientos", base=office).out.splitlines()
    assert [line.split("\t")[3] for line in found] == ["Llamar", "Enviar carteles"]
    assert "Nada coincide" in vinculo("buscar", "que:giras", "madrid", base=office).err


def test_shown_whole(vinculo, office: Path) -> None:
    def first(query: str) -> dict:
        (number, *_others) = [
            row["id"] for row in vinculo("buscar", *query.split(), "--json", base=office).json
        ]
        whole = vinculo("ver", str(number), "--json", base=office).json
        assert whole["id"] == number
        assert vinculo("ver", str(number), base=office).out.startswith(f"id: {number}")
        return whole

    meeting = first("que:actividades mesa")
    assert (meeting["tipo"], meeting["hora"], meeting["zona"]) == ("reunión", "18:00", "America/Los_Angeles")
    assert [who["nombre"] for who in meeting["participantes"]] == ["Club Puebla"]
    assert [promise["que"] for promise in meeting["compromisos"]] == ["Enviar carteles"]
    assert meeting["gira"] == "Oeste"
    assert first("que:seguimientos carteles")["actividad"] == "Mesa de trabajo"
    request = first("que:gestiones")
    assert (request["folio"], request["vence"], request["dias_habiles"]) == ("1/2025", "2025-10-08", 2)
    tour = first("que:giras")
    assert [stop["ciudad"] for stop in tour["etapas"]] == ["Reno"]
    assert [one["titulo"] for one in tour["actividades"]] == ["Mesa de trabajo"]
    missing = vinculo("ver", "9999", base=office)
    assert (missing.code, "9999" in missing.err) == (2, True)


@pytest.mark.parametrize("kind", ["actividades", "seguimientos", "gestiones", "giras"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_exported_to_sheets(vinculo, office: Path, tmp_path: Path, kind: str, ending: str) -> None:
    path = tmp_path / f"salida.{ending}"
    called = vinculo("exportar", kind, "--a", str(path), "--json", base=office)
    assert called.code == 0
    assert called.json["escritas"] == vinculo("contar", f"que:{kind}", "--json", base=office).json["total"]
    assert path.stat().st_size


def test_exported_to_a_calendar(vinculo, office: Path, tmp_path: Path) -> None:
    called = vinculo(
        "exportar", "actividades", "fecha:2025", "--a", str(tmp_path / "a.ics"), "--json", base=office
    )
    assert called.json == {"escritas": 1, "omitidas": 1, "motivos": {"sin día": 1}}
    assert "1 fuera: sin día." in called.err
    entries, _unread = read_calendar(tmp_path / "a.ics")
    assert [(entry.title, entry.time) for entry in entries] == [("Mesa de trabajo", "18:00")]


@pytest.mark.parametrize("kind", ["actividades", "seguimientos"])
def test_exported_to_paper(vinculo, office: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "lista.pdf"
    called = vinculo("exportar", kind, "fecha:2025", "--a", str(path), "--json", base=office)
    assert called.code == 0
    read = read_pdf(path.read_bytes())
    assert f"Directorio de {kind}" in read.text
    assert "de la consulta: fecha:2025" in read.text
    assert "con corte al 6 de octubre de 2025" in read.text


def test_what_cannot_be_exported_changes_nothing(vinculo, office: Path, tmp_path: Path) -> None:
    for arguments, told in (
        (("gestiones", "--a", "g.ics"), "No se sabe exportar"),
        (("actividades", "que:giras", "--a", "a.csv"), "quite de ella «que:»"),
        (("actividades", "--columnas", "titullo", "--a", "a.csv"), "¿quiso decir «titulo»"),
        (("reuniones", "--a", "a.csv"), "No se sabe qué es «reuniones»"),
    ):
        place = [str(tmp_path / part) if "." in part else part for part in arguments]
        called = vinculo("exportar", *place, base=office)
        assert called.code == 2
        assert told in called.err
    assert not list(tmp_path.glob("*.ics"))
    assert not list(tmp_path.glob("*.csv"))


def test_an_agreement_is_found_counted_and_shown(vinculo, office: Path) -> None:
    (row,) = vinculo("buscar", "que:convenios", "coeditar", "--json", base=office).json
    assert row.pop("id")
    assert row == {
        "tipo": "convenio",
        "nombre": "Convenio de apoyo",
        "institucion": "ADECE",
        "ciudad": "",
        "pais": "",
        "fecha": "2024-05-14",
        "estado": "vigente",
    }
    later = vinculo("contar", "que:convenios", "--por", "etapa", "--json", base=office, day="2026-04-05").json
    assert later["grupos"] == [{"valor": "vencido", "n": 1}]
    number = vinculo("buscar", "que:convenios", "--json", base=office).json[0]["id"]
    shown = vinculo("ver", str(number), "--json", base=office).json
    assert (shown["folio"], shown["etapa"], shown["estado"]) == ("CONV-2024-011", "vigente", "por vencer")
    assert (shown["ultimo_dia"], shown["dias"]) == ("2026-04-04", 180)
    assert [party["siglas"] for party in shown["partes"]] == ["IECM", "ADECE"]
    assert shown["firmas"][0]["cargo"] == "Presidenta"
    assert shown["obligaciones"][0]["a_cargo_de"] == "Ambas"
    assert "Falta el documento firmado; agréguelo." in shown["avisos"]
    assert "folio: CONV-2024-011" in vinculo("ver", str(number), base=office).out
    assert vinculo("contar", "que:convenios", "estado:firmadito", base=office).code == 2
