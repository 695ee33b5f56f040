"""Going back to what an activity, a follow-up, a request or a tour was: the rules of each hold for an earlier value."""

import datetime

import pytest

from crm import (
    activities,
    activity_edit,
    activity_kinds,
    agreement_edit,
    areas,
    follow_ups,
    operations,
    requests,
    tours,
)
from crm.activity_values import NewActivity, Participant, When
from crm.agreement_values import NewAgreement
from crm.agreement_writer import AgreementWriter
from crm.contact_history import Detail, history
from crm.contact_values import Kept, Reference
from crm.document_files import keep_file
from crm.documents import add_document, documents_of, remove_document
from crm.earlier_values import PUT_BACK_TITLE, RETURN_TITLE, return_to
from crm.errors import InvalidValue, NotFound, UserError
from crm.follow_up_values import NewFollowUp, Task
from crm.request_values import Answer, NewRequest
from crm.tour_values import NewTour, Stop

TODAY = datetime.date(2025, 10, 6)


class Record:
    """A record of a base, what its history tells, and going back."""

    def __init__(self, base, number):
        self.base = base
        self.number = number

    def do(self, job):
        with self.base.write("Cambio") as session:
            return job(session)

    def offered(self) -> dict[str, Detail]:
        """What can be gone back to, by what is told of it; of the same twice, the last time."""
        with self.base.read() as session:
            entries = history(session, self.number, today=TODAY, created="Se creó.")
        return {d.text: d for entry in reversed(entries) for d in entry.details if d.earlier is not None}

    def go_back(self, text):
        earlier = self.offered()[text].earlier
        with self.base.write(RETURN_TITLE if earlier.field else PUT_BACK_TITLE) as session:
            return_to(session, self.number, earlier, today=TODAY)

    def row(self, table, *columns):
        with self.base.read() as session:
            found = session.connection().exec_driver_sql(
                f"SELECT {', '.join(columns)} FROM {table} WHERE id = ?", (self.number,)
            )
            return tuple(found.one())


@pytest.fixture
def follow_up(stocked):
    new = NewFollowUp("Enviar", "Ana", "2025-10-09", checklist=(Task("Pedir"),), notes=("Ojo",))
    with stocked.write("Alta") as session:
        return Record(stocked, follow_ups.create(session, new))


@pytest.fixture
def request_(stocked):
    with stocked.write("Alta") as session:
        return Record(stocked, requests.create(session, NewRequest("Pide datos"), today=TODAY))


@pytest.fixture
def tour(stocked):
    new = NewTour(
        "Gira", start="2025-05-13", end="2025-05-16", stops=(Stop("Chicago", "US"), Stop("Dallas", "US"))
    )
    with stocked.write("Alta") as session:
        return Record(stocked, tours.create(session, new))


@pytest.fixture
def activity(stocked):
    with stocked.write("Alta") as session:
        kind = activity_kinds.find(session, "reunión").id
        who = Participant(Reference(0, "Ana Ruiz", "person"), role="ponente", state="invitada")
        new = NewActivity(
            kind, "Mesa", When("2025-10-01", "10:00"), "realizada", attendance=40, participants=(who,)
        )
        return Record(stocked, activities.create(session, new, today=TODAY))


def test_a_day_goes_back_and_that_can_be_undone(follow_up):
    change = {"due_on": "2025-10-09", "due_time": ""}, {"due_on": "2025-10-10", "due_time": ""}
    follow_up.do(lambda session: follow_ups.save(session, follow_up.number, "due", *change))
    (text,) = follow_up.offered()
    assert text == "Vence: 9 oct 2025 → 10 oct 2025"
    follow_up.go_back(text)
    assert follow_up.row("follow_up", "due_on") == ("2025-10-09",)
    assert text not in follow_up.offered()
    assert operations.undo(follow_up.base).title == "Volver a un valor anterior"
    assert follow_up.row("follow_up", "due_on") == ("2025-10-10",)


def test_an_hour_without_its_day_is_refused_as_when_it_is_typed(follow_up):
    def due(before, after):
        columns = ("due_on", "due_time")
        pair = (dict(zip(columns, values, strict=True)) for values in (before, after))
        follow_up.do(lambda session: follow_ups.save(session, follow_up.number, "due", *pair))

    due(("2025-10-09", ""), ("2025-10-09", "10:00"))
    due(("2025-10-09", "10:00"), ("", ""))
    with pytest.raises(InvalidValue, match="Una hora necesita su día"):
        follow_up.go_back("Hora en que vence: 10:00 → –")
    assert follow_up.row("follow_up", "due_on", "due_time") == ("", "")


def test_a_state_goes_back_with_what_follows_from_it(follow_up):
    number = follow_up.number
    follow_up.do(
        lambda session: follow_ups.set_state(session, number, "en espera", today=TODAY, waiting_for="el INE")
    )
    follow_up.do(lambda session: follow_ups.set_state(session, number, "hecho", today=TODAY))
    assert not any(text.startswith(("Hecho el", "En espera de")) for text in follow_up.offered())
    follow_up.go_back("Estado: en espera → hecho")
    assert follow_up.row("follow_up", "state", "waiting_for", "done_on") == ("en espera", "el INE", "")


def test_steps_and_comments_go_back_and_are_put_back(follow_up):
    number = follow_up.number
    with follow_up.base.read() as session:
        read = session.connection().exec_driver_sql
        step = read("SELECT id FROM follow_up_item").scalar_one()
        note = read("SELECT id FROM note").scalar_one()
    follow_up.do(
        lambda s: follow_ups.save(
            s, number, "checklist", Kept(step, Task("Pedir")), Task("Pedir ya", done=True)
        )
    )
    follow_up.do(lambda s: follow_ups.save(s, number, "notes", Kept(note, "Ojo"), None))
    follow_up.go_back("Paso: Pedir → Pedir ya")
    follow_up.go_back("Se quitó una nota: Ojo")
    assert "Se quitó una nota: Ojo" not in follow_up.offered()
    with follow_up.base.read() as session:
        read = session.connection().exec_driver_sql
        assert tuple(read("SELECT text, done FROM follow_up_item").one()) == ("Pedir", 1)
        assert read("SELECT text FROM note").scalar_one() == "Ojo"


def test_a_request_without_matter_needs_its_reason_again(request_):
    number = request_.number
    request_.do(lambda session: requests.drop(session, number, "Ya no hace falta"))
    request_.do(lambda session: requests.reopen(session, number))
    before, after = {"answer": "Ya no hace falta"}, {"answer": ""}
    request_.do(lambda session: requests.save(session, number, "answer", before, after))
    with pytest.raises(InvalidValue, match="por qué quedó sin materia"):
        request_.go_back("Estado: sin materia → recibida")
    request_.go_back("Respuesta: Ya no hace falta → –")
    request_.go_back("Estado: sin materia → recibida")
    assert request_.row("request", "state", "answer") == ("sin materia", "Ya no hace falta")


def test_a_closed_request_is_channelled_back_only_once_it_is_open(request_):
    number = request_.number
    with request_.base.read() as session:
        first, second = areas.areas(session)[:2]
    for area in (first, second):
        request_.do(lambda session, area=area: requests.channel(session, number, area=area.id, on=TODAY))
    request_.do(lambda session: requests.attend(session, number, Answer("Se envió")))
    text = f"Área: {first.code} → {second.code}"
    with pytest.raises(UserError, match="ya está cerrada"):
        request_.go_back(text)
    request_.go_back("Estado: turnada → atendida")
    request_.go_back(text)
    assert request_.row("request", "state", "area_id") == ("turnada", first.id)
    with pytest.raises(UserError, match="no vuelve a estar sin área"):
        request_.go_back(f"Área: – → {first.code}")


def test_a_stop_is_put_back_with_all_it_said(tour):
    with tour.base.read() as session:
        chicago = tours.stops_of(session, tour.number)[0]
    tour.do(lambda session: tours.save_stop(session, tour.number, Kept(chicago.id, chicago), None))
    (text,) = tour.offered()
    assert text.startswith("Se quitó una etapa")
    tour.go_back(text)
    with tour.base.read() as session:
        assert [(stop.city, stop.country) for stop in tours.stops_of(session, tour.number)] == [
            ("Dallas", "US"),
            ("Chicago", "US"),
        ]


def test_the_days_of_a_tour_keep_their_order(tour):
    for before, after in (("2025-05-16", "2025-05-20"), ("2025-05-20", "2025-06-20")):
        tour.do(
            lambda session, b=before, a=after: tours.save(
                session, tour.number, "when", {"end_on": b}, {"end_on": a}
            )
        )
    tour.do(
        lambda session: tours.save(
            session, tour.number, "when", {"start_on": "2025-05-13"}, {"start_on": "2025-06-01"}
        )
    )
    with pytest.raises(InvalidValue, match="Termina antes de empezar"):
        tour.go_back("Hasta: 16 may 2025 → 20 may 2025")
    assert tour.row("tour", "start_on", "end_on") == ("2025-06-01", "2025-06-20")


def test_what_is_said_of_an_activity_goes_back(activity):
    number = activity.number

    def save(field, before, after):
        activity.do(lambda s: activity_edit.save(s, number, field, before, after, today=TODAY))

    save("title", {"title": "Mesa"}, {"title": "Reunión"})
    save("attendance", {"attendance": 40}, {"attendance": 50})
    activity.do(lambda session: activities.move(session, number, When("2025-10-02", "11:30")))
    with activity.base.read() as session:
        row, person = session.connection().exec_driver_sql("SELECT id, person_id FROM participation").one()
    who = Participant(Reference(person, "", "person"), role="ponente", state="invitada")
    save("participants", Kept(row, who), None)
    for begins in ("Título: Mesa", "Asistencia: 40", "Hora: 10:00", "Se quitó un participante"):
        activity.go_back(next(text for text in activity.offered() if text.startswith(begins)))
    found = activity.row("activity", "title", "attendance", "start_on", "start_time")
    assert found == ("Mesa", 40, "2025-10-02", "10:00")
    with activity.base.read() as session:
        kept = session.connection().exec_driver_sql("SELECT person_id, role, state FROM participation").one()
    assert tuple(kept) == (person, "ponente", "invitada")


def test_an_activity_is_not_done_again_before_its_day(activity):
    number = activity.number
    activity.do(lambda session: activities.plan_again(session, number))
    text = "Estado: realizada → planeada"
    activity.go_back(text)
    assert activity.row("activity", "state") == ("realizada",)
    activity.do(lambda session: activities.plan_again(session, number))
    activity.do(lambda session: activities.move(session, number, When("2025-11-01")))
    with pytest.raises(InvalidValue):
        activity.go_back(text)


def test_a_document_is_put_back_with_its_versions(activity, tmp_path):
    file = tmp_path / "acta.txt"
    file.write_text("Lo dicho")
    kept = keep_file(activity.base, file)
    document = activity.do(lambda session: add_document(session, record=activity.number, file=kept))
    activity.do(lambda session: remove_document(session, document=document))
    (text,) = activity.offered()
    activity.go_back(text)
    with activity.base.read() as session:
        (found,) = documents_of(session, activity.number)
    assert (found.title, [version.name for version in found.versions]) == ("acta.txt", ["acta.txt"])
    assert activity.offered() == {}


def test_what_is_in_the_trash_does_not_go_back(follow_up):
    from crm.trash import trash

    change = {"what": "Enviar"}, {"what": "Mandar"}
    follow_up.do(lambda session: follow_ups.save(session, follow_up.number, "what", *change))
    follow_up.do(lambda session: trash(session, [follow_up.number]))
    with pytest.raises(NotFound, match="ya no está en la base"):
        follow_up.go_back("Qué hay que hacer: Enviar → Mandar")


def test_an_agreement_goes_back_and_keeps_its_rules(stocked):
    with stocked.write("Alta") as session:
        new = NewAgreement("Convenio de apoyo", start="2024-05-14", end="2026-05-13")
        (number,) = AgreementWriter(session).add([new])
    agreement = Record(stocked, number)

    def save(**change):
        before = {name: pair[0] for name, pair in change.items()}
        after = {name: pair[1] for name, pair in change.items()}
        field = "title" if "title" in change else "term"
        agreement.do(lambda session: agreement_edit.save(session, number, field, before, after))

    save(title=("Convenio de apoyo", "Convenio general"))
    save(end=("2026-05-13", "2024-12-31"))
    save(start=("2024-05-14", "2024-01-01"))
    title, *_others = (text for text in agreement.offered() if "Convenio de apoyo" in text)
    agreement.go_back(title)
    assert agreement.row("agreement", "title") == ("Convenio de apoyo",)
    save(end=("2024-12-31", "2024-02-01"))
    start = next(text for text in agreement.offered() if "1 ene 2024" in text)
    with pytest.raises(InvalidValue):
        agreement.go_back(start)
    assert agreement.row("agreement", "start_on") == ("2024-01-01",)
