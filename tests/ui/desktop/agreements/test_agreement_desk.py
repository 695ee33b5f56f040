"""What is done with an agreement on its page: a new one, its stages, its obligations; drafts, refusals, undo."""

import datetime

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm import agreement_record
from crm.agreement_values import ObligationValues, SignatoryValues, StepValues
from crm.base import open_base
from crm.clock import Clock
from crm.contact_values import Reference
from tests.crm.agreement_cases import SIGNED, WHOLE, add
from ui.desktop.agreements.parts_duty_menu import DutyMenu
from ui.desktop.agreements.step_codes import ADD, CORRECT, FULFIL, STAGE, STATE, code, steps
from ui.desktop.agreements.work import agreements_work
from ui.desktop.contacts.link import Link
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)
Key = Qt.Key


@pytest.fixture
def base(tmp_path, stocked_base):
    path = tmp_path / "base.vinculo"
    stocked_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def settled(qtbot, lanes):
    """Wait until everything asked for has come back."""

    def idle():
        every = (lanes.reader, lanes.writer, lanes.counter, lanes.long_reader)
        return all(lane.idle for lane in every)

    return lambda: qtbot.waitUntil(idle)


@pytest.fixture
def signed(base):
    """An agreement in force."""
    return add(base, SIGNED)


@pytest.fixture
def asked(base, signed):
    """One that is being asked for."""
    return add(base, WHOLE, folio="", signed="", start="", end="", steps=(), title="Convenio con el Club")


@pytest.fixture
def work(theme, icons, lanes, base, signed, asked, settled):
    owner = QObject()
    work = agreements_work(lanes, theme, icons, owner)
    work.page.resize(1180, 760)
    work.page.show()
    work.page.activateWindow()
    work.writing = Writing(base, lanes.writer)
    work.set_base(base, work.writing)
    settled()
    yield work
    work.set_base(None, None)
    settled()
    work.page.close()
    work.page.deleteLater()


@pytest.fixture
def do(work, settled):
    """Ask for something of an agreement, which is shown first; the form that opens, if one does."""

    def ask(agreement, *wanted):
        if work.page.record.record is None or work.page.record.record.id != agreement:
            work.page.show_one(agreement)
            settled()
        work.desk.do(code(*wanted))
        settled()
        return work.desk.step

    return ask


@pytest.fixture
def save(work, settled):
    """Save the step."""

    def run():
        work.desk.step.save()
        settled()

    return run


@pytest.fixture
def undo(work, settled):
    def run():
        work.writing.undo()
        settled()

    return run


def read(base, agreement):
    with base.read() as session:
        return agreement_record.record(session, agreement, today=TODAY)


def test_a_new_one_is_written_down_with_what_is_typed(qtbot, work, base, settled, undo):
    work.new()
    settled()
    form = work.desk.form
    assert form.is_blank
    assert form.folio.read() == "CONV-2025-001"
    assert form.fields["received"].read() == "2025-10-06"
    assert form.parties._below.plain_text == "El Instituto ya es parte."
    form.save()
    assert "nombre del convenio" in form.fields["title"].reason
    form.fields["title"].write("Convenio con el Club Nuevo")
    [party] = form.parties.fields
    party.parts["organization"].write(Reference(0, "Club Nuevo", "organization"))
    party.parts["liaison"].write(Reference(0, "Luz Prueba", "person"))
    form.matter.set_texts(("Hermandad", "Hermandad"))
    form.fields["scope"].write("general")
    form.fields["object"].write("Difundir")
    form.fields["area"].write({"area": None, "area_text": "Dirección de prueba"})
    assert not form.is_blank
    form.save()
    settled()
    qtbot.waitUntil(lambda: work.page.record.record is not None)
    whole = work.page.record.record.whole
    assert work.desk.form is None
    assert (whole.own["title"], whole.own["folio"], whole.stage) == (
        "Convenio con el Club Nuevo",
        "CONV-2025-001",
        "solicitud",
    )
    assert [party.name for party in whole.parties] == [
        "Instituto Electoral de la Ciudad de México",
        "Club Nuevo",
    ]
    assert (whole.matter, whole.parties[1].liaison, whole.area) == (
        "Hermandad",
        "Luz Prueba",
        "Dirección de prueba",
    )
    undo()
    with base.read() as session:
        from crm import agreement_folios, agreement_matters

        assert agreement_folios.next_folio(session, 2025) == "CONV-2025-001"
        assert "Hermandad" not in [one.label for one in agreement_matters.matters(session)]


def test_the_folio_follows_whose_it_is_and_what_was_typed_stays(work, settled):
    work.new()
    settled()
    form = work.desk.form
    form.of_others.write(True)
    form.of_others.edited.emit()
    assert form.folio.read() == ""
    assert form.parties._below.plain_text == ""
    form.of_others.write(False)
    form.of_others.edited.emit()
    assert form.folio.read() == "CONV-2025-001"
    form.folio.write("11/2025")
    form.of_others.edited.emit()
    form.take_choices(work.desk.editing.choices)
    assert form.folio.read() == "11/2025"


def test_a_folio_that_another_has_is_told_and_saved(qtbot, work, settled):
    work.new()
    settled()
    form = work.desk.form
    form.fields["title"].write("Otro")
    form.folio.line.clear()
    qtbot.keyClicks(form.folio.line, "CONV-2024-011")
    qtbot.waitUntil(lambda: "Ya hay un convenio" in form.folio._below.plain_text)
    form.save()
    settled()
    assert work.page.record.record.own["folio"] == "CONV-2024-011"


def test_a_draft_comes_back_whole(work, settled):
    work.new()
    settled()
    form = work.desk.form
    form.fields["title"].write("Convenio a medias")
    form.parties.fields[0].parts["organization"].write(Reference(0, "Club Nuevo", "organization"))
    form.parties.fields[0].parts["short"].write("CN")
    form.matter.set_texts(("Hermandad", "Hermandad"))
    form.of_others.write(True)
    form.of_others.edited.emit()
    draft = form.draft()
    made = form.make()
    assert type(form).named(draft) == "Convenio a medias"
    other = work.desk._make_form("convenio")
    other.resume(draft)
    assert other.make() == made
    assert made.parties[0].short == "CN"
    assert other.parties._below.plain_text == ""
    other.deleteLater()


def test_tab_goes_through_the_parties_of_a_new_one_where_they_stand(work, settled):
    work.new()
    settled()
    fields = work.desk.form.fields
    parties = fields["parties"]
    for _n in range(2):
        passed = []
        fields["title"].select()
        while len(passed) < 20 and not (passed and fields["scope"].holds(passed[-1])):
            QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
            passed.append(QApplication.focusWidget())
        rows = [(*(part.line for part in row.field.parts.values()), row.button) for row in parties._rows]
        assert passed[:-1] == [*(stop for row in rows for stop in row), parties.add_button]
        parties.add_row()


def test_a_new_one_begins_with_an_institution(work, settled):
    work.desk.new_with(Reference(7, "Club de siempre", "organization"))
    settled()
    assert [party.organization.name for party in work.desk.form.parties.read()] == ["Club de siempre"]


def test_from_what_is_asked_for_to_in_force_each_step_undone(work, base, asked, do, save, undo, settled):
    taken = ["opinión de pertinencia", "negociación", "validación jurídica", "suscripción", "vigente"]
    for stage in taken:
        assert code(STAGE, stage) == next(iter(steps(read(base, asked))))
        before = read(base, asked)
        step = do(asked, STAGE, stage)
        step.fields["responsible"].write("Jimena Robles")
        if stage == "negociación":
            step.save()
            settled()
            assert "opinión" in step.fields["opinion"].reason
            step.fields["opinion"].write({"opinion": "favorable", "opinion_number": "DVOE/1"})
        if stage == "vigente":
            step.fields["on"].write("")
            step.save()
            assert "s/f" in step.fields["on"].reason
            step.fields["on"].write("2025-10-03")
            step.fields["term"].write({"start": "", "end": "2026-10-02", "indefinite": False})
        save()
        assert work.desk.step is None
        assert read(base, asked).stage == stage
        undo()
        again = read(base, asked)
        assert (again.stage, again.own, again.way) == (before.stage, before.own, before.way)
        work.writing.redo()
        settled()
    whole = read(base, asked)
    assert (whole.own["signed"], whole.own["end"], whole.own["opinion"]) == (
        "2025-10-03",
        "2026-10-02",
        "favorable",
    )


def test_what_was_signed_without_a_term_is_given_it_afterwards(work, base, do, save, undo):
    bare = add(base, SIGNED, start="", end="", obligations=())
    assert read(base, bare).stage == "suscripción"
    wanted, words = next(iter(steps(read(base, bare)).items()))
    assert (wanted, words) == (code(STAGE, "vigente"), "Capturar la vigencia…")
    step = do(bare, STAGE, "vigente")
    assert work.page.record.view.head.next.sentence.accessibleName() == "Sigue: capturar la vigencia…"
    assert step.fields["on"].read() == SIGNED.signed
    step.fields["term"].write({"start": "", "end": "2026-05-13", "indefinite": False})
    save()
    assert work.desk.step is None
    assert (read(base, bare).stage, read(base, bare).own["end"]) == ("vigente", "2026-05-13")
    undo()
    assert (read(base, bare).stage, read(base, bare).own["end"]) == ("suscripción", "")


def test_what_is_lacking_is_said_before_and_nothing_typed_is_lost(work, base, do, settled):
    alone = add(
        base, WHOLE, parties=(), signatories=(), obligations=(), signed="", start="", end="", steps=()
    )
    with base.write("Etapas") as session:
        from crm import agreement_edit, agreement_steps

        own = {"opinion": "", "opinion_number": ""}
        agreement_edit.save(session, alone, "opinion", own, own | {"opinion": "favorable"})
        for stage in ("opinión de pertinencia", "negociación"):
            agreement_steps.take(session, alone, StepValues(stage), today=TODAY)
    step = do(alone, STAGE, "validación jurídica")
    told = step.above.itemAt(0).widget().plain_text
    assert told == "Un convenio tiene dos partes o más; agregue las que faltan."
    step.fields["note"].write("Se mandó por correo")
    step.save()
    settled()
    assert work.desk.step is step
    assert step._trouble.plain_text == told
    assert step.fields["note"].read() == "Se mandó por correo"
    QTest.keyClick(step, Key.Key_Escape)
    assert work.desk.step is None
    assert read(base, alone).stage == "negociación"


def test_a_note_is_asked_for_where_an_agreement_ends_badly(work, base, asked, do, save, settled):
    step = do(asked, STAGE, "no suscrito")
    step.save()
    settled()
    note = step.fields["note"]
    assert "por qué" in note.reason
    assert note.holds(QApplication.focusWidget())
    assert step._trouble.isHidden()
    note.write("Retiraron la solicitud")
    save()
    assert read(base, asked).stage == "no suscrito"


def test_an_opinion_that_is_lacking_is_asked_for_at_its_field(work, base, asked, do, save, settled):
    do(asked, STAGE, "opinión de pertinencia").save()
    settled()
    step = do(asked, STAGE, "negociación")
    step.fields["opinion"].write({"opinion": "", "opinion_number": ""})
    step.save()
    settled()
    opinion = step.fields["opinion"]
    assert "Falta el sentido" in opinion.reason
    assert opinion.holds(QApplication.focusWidget())
    opinion.write({"opinion": "favorable", "opinion_number": ""})
    save()
    assert read(base, asked).stage == "negociación"


def test_a_stage_is_corrected_or_taken_away_with_its_reason(work, base, signed, do, save, undo, settled):
    point = next(point for point in read(base, signed).way if point.stage == "opinión de pertinencia")
    step = do(signed, CORRECT, point.kept.row)
    step.fields["on"].write("2024-02-10")
    step.save()
    assert "por qué" in step.fields["reason"].reason
    step.fields["reason"].write("El oficio dice otro día")
    save()
    assert next(p.since for p in read(base, signed).way if p.stage == point.stage) == "2024-02-10"
    undo()
    assert next(p.since for p in read(base, signed).way if p.stage == point.stage) == point.since
    step = do(signed, CORRECT, point.kept.row)
    step.fields["what"].write("quitar")
    step.fields["reason"].write("Nunca se pidió")
    save()
    assert point.stage not in [p.stage for p in read(base, signed).way]


def test_an_obligation_is_fulfilled_taken_back_and_given_a_state(work, base, signed, do, save, undo, settled):
    duty = next(one for one in read(base, signed).duties if one.planned == 4)

    def now():
        return next(one for one in read(base, signed).duties if one.row == duty.row)

    step = do(signed, FULFIL, duty.row)
    assert "0 de 4" in step.above.itemAt(1).widget().plain_text
    step.fields["n"].write(0)
    step.save()
    settled()
    assert "cantidad" in step.fields["n"].reason
    step.fields["n"].write(3)
    step.fields["on"].write("2025-10-01")
    step.fields["note"].write("Tres informes")
    save()
    assert (now().done, now().state) == (3, "en curso")
    undo()
    assert (now().done, now().state) == (0, "pendiente")
    work.writing.redo()
    settled()
    work.page.show_one(signed)
    settled()
    menu = DutyMenu(now(), work.page.list.icons)
    said = {action.text(): action.data() for action in menu.menu().actions()}
    assert list(said) == [
        "Anotar cumplimiento…",
        "Dejar como pendiente",
        "Marcar cumplida",
        "Marcar no cumplida",
        "Cancelar la obligación",
        "Quitar el cumplimiento del 1 oct 2025",
    ]
    menu.deleteLater()
    do(signed, *said["Quitar el cumplimiento del 1 oct 2025"].split(":"))
    assert (now().done, now().state) == (0, "pendiente")
    do(signed, STATE, duty.row, "cancelada")
    assert now().state == "cancelada"
    undo()
    assert now().state == "pendiente"


@pytest.mark.parametrize(
    ("field", "on", "part"),
    [
        ("obligations", "ficha", "ficha"),
        ("obligations", "obligaciones", "obligaciones"),
        ("clauses", "ficha", "obligaciones"),
        ("work", "ficha", "obligaciones"),
        ("amendments", "ficha", "modificatorios"),
        ("signatories", "historial", "ficha"),
        ("parties", "ficha", "ficha"),
        ("related", "ficha", "ficha"),
        ("term", "historial", "ficha"),
    ],
)
def test_one_more_of_a_part_opens_in_its_place_and_in_sight(
    qtbot, work, signed, do, settled, field, on, part
):
    work.page.show_one(signed)
    settled()
    view = work.page.record.view
    view.open_tab(on)
    do(signed, ADD, field)
    assert view._tab() == part
    [place] = [one for one in view.places if one.key == (field, 0)]
    assert place.field.holds(QApplication.focusWidget())
    room = view._body.viewport()

    def is_in_sight():
        """Whole, or from its beginning where it is higher than the room there is."""
        top = place.mapTo(room, QPoint()).y()
        return top >= 0 and (top + place.height() <= room.height() or top <= 16)

    qtbot.waitUntil(is_in_sight)


def test_who_signs_is_captured_where_nobody_does_and_whoever_signs_is_seen(work, base, settled):
    bare = add(base, SIGNED, signatories=())
    work.page.show_one(bare)
    settled()
    view = work.page.record.view
    ours, theirs = read(base, bare).parties
    # The second party first: the one that is pressed is meant, not the first without anybody.
    for party, place_of in ((theirs, 1), (ours, 0)):
        lacking = [one for one in view.findChildren(Link) if one.plain_text == "por capturar"]
        lacking[place_of].click()
        settled()
        [place] = [one for one in view.places if one.key == ("signatories", 0)]
        assert place.field.holds(QApplication.focusWidget())
        assert place.field.parts["party"].read() == str(party.kept.row)
        place.field.parts["name"].write("Quien firma")
        place.commit()
        settled()
    assert [one.party for one in read(base, bare).signatures] == [ours.short, theirs.short]
    work.desk.do(code(ADD, "signatories"))
    [place] = [one for one in view.places if one.key == ("signatories", 0)]
    assert place.field.parts["party"].read() == ""
    place.field.write(SignatoryValues(name="Testigo", part="representa"))
    place.commit()
    settled()
    sheet = view.sheet
    assert sheet.all_signatures.plain_text == "Ver las 3 firmas"


def test_one_more_obligation_is_one_operation(work, base, signed, do, undo, settled):
    do(signed, ADD, "obligations")
    place = next(one for one in work.page.record.view.places if one.key == ("obligations", 0))
    place.field.write(ObligationValues("Dar un taller", due="2025-12"))
    place.commit()
    settled()
    assert "Dar un taller" in [duty.what for duty in read(base, signed).duties]
    undo()
    assert "Dar un taller" not in [duty.what for duty in read(base, signed).duties]


def test_what_another_desk_changed_meanwhile_is_told_and_what_was_typed_stays(work, base, signed, settled):
    work.page.show_one(signed)
    settled()
    work.desk.editing.add(work.page.record.record, "territory")
    settled()
    place = next(one for one in work.page.record.view.places if one.key[0] == "territory")
    with base.write("Otro escritorio") as session:
        from crm import agreement_edit

        agreement_edit.save(session, signed, "territory", {"territory": ""}, {"territory": "Escocia"})
    place.field.write("Irlanda")
    place.commit()
    settled()
    place = next(one for one in work.page.record.view.places if one.key[0] == "territory")
    assert "ana cambió este dato" in place.field.reason
    assert place.field.read() == "Irlanda"
