"""Activities, follow-ups, requests, tours and agreements go to sheets and calendars, whole and in their order."""

import csv
import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from crm import activities, agreement_edit, agreements, follow_ups, requests, tours, trash
from crm.activity_values import NewActivity, Participant, When
from crm.agreement_values import NewAgreement, ObligationValues, PartyValues, SignatoryValues, StepValues
from crm.base import Base, open_base
from crm.clock import Clock
from crm.contact_values import Reference
from crm.errors import FileProblem, UserError
from crm.exporting.matters import export_matters
from crm.files.calendar_file import TASK, read_calendar
from crm.follow_up_values import NewFollowUp, Task
from crm.labels import tag
from crm.matter_columns import COLUMNS, parse_columns
from crm.operations import log
from crm.printing.imprint import Imprint
from crm.printing.matter_directory import matter_directory
from crm.printing.pdf import pdf
from crm.query import parse
from crm.query_run import ids
from crm.request_values import NewRequest
from crm.tour_values import NewTour, Stop
from db.activities import ActivityKind
from db.areas import Area, Official
from tests.crm.printing.read_back import nothing_clipped, read_pdf

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def base(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    new_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo", actor="ana", clock=Clock.fixed(TODAY)) as base:
        with base.write("Prueba") as session:
            kind = ActivityKind(
                code="reunion", label="Reunión", family="encuentro", position=1, retired=False
            )
            official = Official(name="Consejera de Prueba", folded="consejera de prueba")
            session.add_all([kind, official, Area(code="X-UNO", name="Área uno")])
            session.flush()
            club = Reference(0, "Club Puebla", "organization")
            rosa = Reference(0, "Rosa Tapia", "person")
            tour = tours.create(
                session, NewTour("Oeste", official=official.id, start="2024-03", stops=(Stop("Reno", "US"),))
            )
            meeting = activities.create(
                session,
                NewActivity(
                    kind.id,
                    "=Mesa de trabajo",
                    When("2024-03-13", "18:00", end_time="19:30", zone="America/Los_Angeles"),
                    "realizada",
                    place="Casa Puebla",
                    city="Los Ángeles",
                    country="US",
                    agenda="1. Bienvenida",
                    minutes="→ Enviar carteles",
                    attendance=40,
                    participants=(
                        Participant(person=rosa, organization=club, post="Presidenta", state="asistió"),
                        Participant(official=official.id, role="encabeza"),
                    ),
                    tour=tour,
                ),
                today=TODAY,
            )
            activities.create(session, NewActivity(kind.id, "De un mes", When("2025-05")), today=TODAY)
            follow_ups.create(
                session,
                NewFollowUp(
                    "Llamar", due="2025-10-09", checklist=(Task("uno", True), Task("dos")), notes=("Nota",)
                ),
            )
            requests.create(
                session, NewRequest("Solicita", received="2025-10-01", term=5, sender=club), today=TODAY
            )
            tag(session, [meeting], "prioritario")
            parties = (PartyValues(name="Red; Norte"), PartyValues("Aliada", liaison_text="Mesa de ayuda"))
            agreement = NewAgreement(
                "Convenio de apoyo",
                folio="CONV-2024-011",
                signed="2024-05-14",
                end="2025-12-31",
                indefinite=False,
                renewal="automática",
                renewal_months=12,
                parties=parties,
                signatories=(
                    SignatoryValues(party=0, name="Ana Paz", post="Vocal"),
                    SignatoryValues(official=official.id, part="testigo de honor"),
                    SignatoryValues(party=1, post="Presidencia"),
                ),
                obligations=(
                    ObligationValues("Informe", state="cumplida"),
                    ObligationValues("Foro"),
                    ObligationValues("Otra", state="cancelada"),
                ),
                steps=(StepValues("suscripción", "2024-05-14"),),
            )
            agreements.record(session, agreement)
        yield base


def export(base: Base, subject: str, path: Path, columns: str = "") -> list[dict[str, str]]:
    with base.read() as session:
        found = list(ids(session, parse(f"que:{subject}", TODAY)))
    keys = parse_columns(subject, columns) if columns else None
    export_matters(base, subject, found, path, keys, today=TODAY)
    if path.suffix != ".csv":
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_activities_in_a_sheet(base: Base, tmp_path: Path) -> None:
    undated, meeting = export(base, "actividades", tmp_path / "a.csv")
    assert meeting["Título"] == "'=Mesa de trabajo"
    assert (meeting["Tipo"], meeting["Fecha"], meeting["Hora"], meeting["Zona horaria"]) == (
        "Reunión",
        "2024-03-13",
        "18:00",
        "America/Los_Angeles",
    )
    assert meeting["Personas"] == "Rosa Tapia, Presidenta (Club Puebla)"
    assert (meeting["Instituciones"], meeting["Consejerías y áreas"]) == (
        "Club Puebla",
        "Consejera de Prueba",
    )
    assert (meeting["País"], meeting["Asistentes"], meeting["De terceros"]) == ("Estados Unidos", "40", "no")
    assert (meeting["Gira"], meeting["Etiquetas"]) == ("Oeste", "prioritario")
    assert (undated["Título"], undated["Fecha"], undated["Asistentes"]) == ("De un mes", "2025-05", "")


def test_agreements_in_a_sheet_as_they_are_that_day(base: Base, tmp_path: Path) -> None:
    (row,) = export(base, "convenios", tmp_path / "c.csv")
    assert (row["Folio"], row["Convenio"], row["Etapa"]) == ("CONV-2024-011", "Convenio de apoyo", "Vigente")
    assert (row["Inicio"], row["Fin"], row["Último día"]) == ("", "2025-12-31", "2025-12-31")
    assert (row["Partes"], row["Enlaces"]) == ("Red\\; Norte; Aliada", "Mesa de ayuda")
    assert row["Firmantes"] == ("Ana Paz, Vocal (Red\\; Norte); Consejera de Prueba; –, Presidencia (Aliada)")
    assert (row["Obligaciones"], row["Cumplidas"], row["De terceros"]) == ("2", "1", "no")
    later = datetime.date(2026, 1, 1)
    with base.read() as session:
        found = list(ids(session, parse("que:convenios", later)))
    keys = ["etapa", "ultimo_dia"]
    export_matters(base, "convenios", found, tmp_path / "d.csv", keys, today=later)
    assert (tmp_path / "d.csv").read_text(encoding="utf-8-sig").split() == [
        "Etapa,Último",
        "día",
        "Vigente,2026-12-31",
    ]


def test_the_other_subjects_in_sheets(base: Base, tmp_path: Path) -> None:
    call, posters = sorted(
        export(base, "seguimientos", tmp_path / "s.csv"), key=lambda row: row["Qué hay que hacer"] != "Llamar"
    )
    assert (call["Vence"], call["Pasos"], call["Comentarios"]) == ("2025-10-09", "[x] uno; [ ] dos", "Nota")
    assert posters["Actividad"] == "'=Mesa de trabajo"
    (request,) = export(base, "gestiones", tmp_path / "g.csv")
    assert (request["Folio"], request["Vence"], request["Remitente"]) == (
        "1/2025",
        "2025-10-08",
        "Club Puebla",
    )
    (tour,) = export(base, "giras", tmp_path / "t.csv")
    assert (tour["Consejería a cargo"], tour["Ciudades"], tour["Actividades"]) == (
        "Consejera de Prueba",
        "Reno",
        "1",
    )


def test_chosen_columns_in_a_workbook(base: Base, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    export(base, "actividades", path, "Título,fecha")
    rows = list(openpyxl.load_workbook(path).worksheets[0].values)
    assert rows == [("Título", "Fecha"), ("De un mes", "2025-05"), ("=Mesa de trabajo", "2024-03-13")]
    with pytest.raises(UserError, match="¿quiso decir «titulo»"):
        parse_columns("actividades", "titullo")


@pytest.mark.parametrize("subject", sorted(COLUMNS))
def test_every_column_can_be_asked_for(base: Base, tmp_path: Path, subject: str) -> None:
    for key, heading in COLUMNS[subject].items():
        assert parse_columns(subject, heading) == [key]
        assert list(export(base, subject, tmp_path / f"{key}.csv", key)[0]) == [heading]


def test_what_has_a_day_goes_to_a_calendar(base: Base, tmp_path: Path) -> None:
    with base.read() as session:
        found = list(ids(session, parse("que:actividades", TODAY)))
    done = export_matters(base, "actividades", found, tmp_path / "a.ics", today=TODAY)
    assert (done.written, done.left_out, dict(done.reasons)) == (1, 1, {"sin día": 1})
    (entry,), _unread = read_calendar(tmp_path / "a.ics")
    assert (entry.start, entry.time, entry.end_time, entry.zone) == (
        datetime.date(2024, 3, 13),
        "18:00",
        "19:30",
        "America/Los_Angeles",
    )
    assert (entry.title, entry.category, entry.state, entry.place) == (
        "=Mesa de trabajo",
        "Reunión",
        "realizada",
        "Casa Puebla, Los Ángeles",
    )
    assert "carteles" not in (tmp_path / "a.ics").read_text()
    with base.read() as session:
        due = list(ids(session, parse("que:seguimientos", TODAY)))
    assert export_matters(base, "seguimientos", due, tmp_path / "s.ics", today=TODAY).written == 2
    tasks, _unread = read_calendar(tmp_path / "s.ics")
    assert {task.kind for task in tasks} == {TASK}


def test_what_went_to_the_trash_is_left_out_and_said(base: Base, tmp_path: Path) -> None:
    with base.read() as session:
        found = list(ids(session, parse("que:actividades", TODAY)))
    with base.write("Prueba") as session:
        trash.trash(session, [found[0]])
    done = export_matters(base, "actividades", found, tmp_path / "a.csv", today=TODAY)
    assert (done.written, done.left_out, dict(done.reasons)) == (1, 1, {"en la papelera": 1})
    with base.read() as session:
        assert log(session, limit=1)[0].title == "Exportar 1 actividad"


def test_what_cannot_be_written_is_told(base: Base, tmp_path: Path) -> None:
    for subject, name in (("actividades", "a.vcf"), ("gestiones", "g.ics"), ("actividades", "a")):
        with pytest.raises(FileProblem, match="No se sabe exportar"):
            export_matters(base, subject, [], tmp_path / name, today=TODAY)
    (tmp_path / "ya.csv").touch()
    with pytest.raises(FileProblem, match="Ya existe"):
        export_matters(base, "giras", [], tmp_path / "ya.csv", today=TODAY, replace=False)


def test_a_directory_on_paper_tells_the_query_and_the_cut(base: Base, tmp_path: Path) -> None:
    path = tmp_path / "lista.pdf"
    with base.read() as session:
        found = ids(session, parse("que:actividades", TODAY))
    done = export_matters(
        base, "actividades", [*found, 999], path, today=TODAY, query="tipo:reunión <b>", replace=False
    )
    assert (done.written, dict(done.reasons)) == (2, {"en la papelera": 1})
    read = read_pdf(path.read_bytes())
    nothing_clipped(read)
    assert read.sizes == [(792, 612)]
    for words in (
        "Directorio de actividades",
        "2 registros de la consulta: tipo:reunión <b>",
        "13 mar 2024",
        "=Mesa de trabajo",
        "Club Puebla",
        "con corte al 6 de octubre de 2025",
        "Página 1 de 1",
    ):
        assert words in read.text


@pytest.mark.parametrize(
    ("subject", "columns", "size"),
    [
        ("seguimientos", None, (612, 792)),
        ("gestiones", None, (792, 612)),
        ("giras", None, (612, 792)),
        ("actividades", ["titulo", "minuta"], (612, 792)),
    ],
)
def test_directories_of_each_subject(base: Base, tmp_path: Path, subject, columns, size) -> None:
    path = tmp_path / "lista.pdf"
    with base.read() as session:
        found = ids(session, parse(f"que:{subject}", TODAY))
    done = export_matters(base, subject, found, path, columns, today=TODAY)
    read = read_pdf(path.read_bytes())
    assert done.written == len(found) > 0
    assert read.sizes[0] == size
    assert f"Directorio de {subject}" in read.text


def test_a_directory_that_is_empty_says_so(base: Base, tmp_path: Path) -> None:
    export_matters(base, "giras", [], tmp_path / "lista.pdf", today=TODAY, query="ciudad:Reno")
    assert "Nada responde a la consulta." in read_pdf((tmp_path / "lista.pdf").read_bytes()).text


def test_a_directory_refuses_more_columns_than_it_has_room_for(base: Base, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="caben 10 columnas y se pidieron 31"):
        export_matters(
            base, "actividades", [], tmp_path / "lista.pdf", list(COLUMNS["actividades"]), today=TODAY
        )
    assert not (tmp_path / "lista.pdf").exists()


def test_a_directory_of_thousands_of_rows_is_whole(tmp_path: Path) -> None:
    rows = [[f"2024-03-{n % 28 + 1:02d}", "reunión", f"Reunión {n:05d}"] for n in range(2000)]
    document = matter_directory(
        "actividades", ("fecha", "tipo", "titulo"), rows, "", Imprint("prueba", TODAY)
    )
    read = read_pdf(pdf(document))
    assert [word for word in read.text.split() if word.isdigit() and len(word) == 5] == [
        f"{n:05d}" for n in range(2000)
    ]
    assert len(read.pages) == len(document.pages)


def test_terms_of_agreements_go_to_a_calendar_and_move_with_their_uid(
    tmp_path: Path, stocked_base: Callable[[Path], Path]
) -> None:
    signed = (StepValues("suscripción", "2024-01-01"),)
    news = [
        NewAgreement(
            "Uno", folio="1/2024", signed="2024-01-01", end="2026-02-28", notice_days=60, steps=signed
        ),
        NewAgreement("Dos", signed="2024-01-01", indefinite=True, steps=signed),
        NewAgreement("Tres", signed="2024-01-01", end="2026-03", steps=signed),
        NewAgreement(
            "Cuatro", signed="2024-01-01", end="2026-01-01", steps=(*signed, StepValues("concluido"))
        ),
    ]
    with open_base(stocked_base(tmp_path / "c.vinculo"), actor="ana", clock=Clock.fixed(TODAY)) as base:
        with base.write("Antes") as session:
            made = agreements.record_many(session, news)
        path = tmp_path / "c.ics"
        done = export_matters(base, "convenios", made, path, today=TODAY)
        assert (done.written, done.left_out) == (1, 3)
        assert dict(done.reasons) == {"sin fecha de término": 2, "ya terminados": 1}
        notice, end = sorted(read_calendar(path)[0], key=lambda entry: str(entry.start))
        assert (end.title, str(end.start), end.time) == ("Vence: Uno", "2026-02-28", "")
        assert (notice.title, str(notice.start)) == ("Último día para avisar: Uno", "2025-12-30")
        with base.write("Después") as session:
            agreement_edit.save(session, made[0], "term", {"end": "2026-02-28"}, {"end": "2027-02-28"})
        export_matters(base, "convenios", made, path, today=TODAY)
        moved = {entry.uid: str(entry.start) for entry in read_calendar(path)[0]}
        assert moved == {end.uid: "2027-02-28", notice.uid: "2026-12-30"}
