"""The fields of agreements: every value is typed in one, survives as a draft, is saved as one operation and undone."""

import datetime

import pytest

from crm import agreement_edit, agreement_matters, agreement_record, contacts, operations
from crm.agreement_values import (
    AmendmentValues,
    ClauseValues,
    ObligationValues,
    PartyValues,
    SignatoryValues,
    WorkItemValues,
)
from crm.areas import add_official, add_post
from crm.base import open_base
from crm.cards import Card, Post
from crm.clock import Clock
from crm.contact_values import Reference
from tests.crm.agreement_cases import SIGNED, add, do, everything
from ui.desktop.agreements.editing import AgreementEditing, kept_of, names
from ui.desktop.agreements.fields_choices import read_choices
from ui.desktop.agreements.fields_source import ACTIVITIES, AGREEMENTS, DOINGS, BaseAgreementFields
from ui.desktop.agreements.shown import ShownAgreement
from ui.desktop.capture_editing import SampleDrafts
from ui.desktop.contacts.editing_drafts import draft_of, typed_of
from ui.desktop.contacts.typed import Typed
from ui.desktop.fields.field import Kit
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def base(tmp_path, stocked_base):
    path = tmp_path / "base.vinculo"
    stocked_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def agreement(base):
    return add(base, SIGNED)


@pytest.fixture
def kit(theme, icons, lanes, base):
    return Kit(theme, icons, lanes.reader, BaseAgreementFields(base, lanes.reader))


@pytest.fixture
def editing(kit, base, lanes):
    editing = AgreementEditing(Writing(base, lanes.writer), kit, SampleDrafts())
    with base.read() as session:
        editing.choices = read_choices(session, TODAY)
    yield editing
    editing.deleteLater()


@pytest.fixture
def settled(qtbot, lanes):
    return lambda: qtbot.waitUntil(lambda: lanes.reader.idle)


@pytest.fixture
def field_of(editing, qtbot):
    """The field in which something is edited, with what stands there."""

    def make(shown, field, kept=None):
        edit = editing.edit_of(shown, field, kept)
        made = edit.make()
        qtbot.addWidget(made)
        if edit.value is not None:
            made.write(edit.value)
        return edit, made

    return make


def shown_of(base, agreement):
    with base.read() as session:
        return ShownAgreement(agreement_record.record(session, agreement, today=TODAY), TODAY)


def save(base, editing, agreement, edit, value):
    """Save what stands in a field; undo brings back all there was, redo does it again."""
    before = everything(base)
    do(base, lambda session: editing.write(session, agreement, edit, edit.after(value)))
    after = everything(base)
    assert after != before
    operations.undo(base)
    assert everything(base) == before
    operations.redo(base)
    assert everything(base) == after


OWN = {
    "title": "Convenio con otro nombre",
    "folio": "CONV-2024-012",
    "scope": "específico",
    "object": "Otro objeto\nen dos párrafos",
    "received": "2024-01",
    "signed": "s/f",
    "term": {"start": "2024-05-15", "end": "", "indefinite": True},
    "renewal": {"renewal": "automática", "renewal_months": 12, "notice_days": 30},
    "confidential": True,
    "money": {"money": "con recursos", "amount": "$10,000"},
    "territory": "Escocia",
    "topics": "Voto",
    "responsible": "Jimena Robles",
    "opinion": {"opinion": "con observaciones", "opinion_number": "DVOE/3/2024"},
    "source": "Expediente",
    "area": {"area": None, "area_text": "Otra área"},
    "matter": "Hermanamiento",
}
PARTS = {
    "parties": PartyValues(organization=Reference(0, "UNAM", "organization"), short="UNAM"),
    "signatories": SignatoryValues(name="Alguien", post="Rector"),
    "clauses": ClauseValues("Quinta", "De los gastos"),
    "obligations": ObligationValues("Dar talleres", due="2025-12-01", recurrence="FREQ=MONTHLY", planned=3),
    "amendments": AmendmentValues(
        title="Anexo 2025",
        signed="2025-02-20",
        effective="2025-02-20",
        end="2027",
        joining=(Reference(0, "Club invitado", "organization"),),
    ),
    "work": WorkItemValues(2025, "Un foro", "Jimena", "2025-11"),
    "notes": "Una nota",
}


def test_every_field_of_an_agreement_has_a_name_here():
    assert set(names()) == set(agreement_edit.FIELDS)


@pytest.mark.parametrize("field", OWN)
def test_own_fields_are_typed_kept_as_drafts_and_saved(base, editing, agreement, field_of, field):
    shown = shown_of(base, agreement)
    edit, made = field_of(shown, field)
    assert made.check(), made.reason
    if field != "matter":
        made.write(OWN[field])
    else:
        made.set_texts(("Hermanamiento", "Hermanamiento"))
    assert made.check(), made.reason
    typed = Typed(edit, made.texts(), "")
    again = typed_of(draft_of(editing.form, agreement, "x", typed, "k"), shown, editing)
    _edit, other = field_of(shown, field)
    other.set_texts(again.texts)
    assert other.read() == made.read() == OWN[field]
    save(base, editing, agreement, edit, made.read())
    _edit, after = field_of(shown_of(base, agreement), field)
    if field != "matter":
        assert after.read() == OWN[field]
    else:
        assert after.line.text() == "Hermanamiento"


@pytest.mark.parametrize("field", PARTS)
def test_parts_are_added_kept_as_drafts_changed_and_removed(base, editing, agreement, field_of, field):
    shown = shown_of(base, agreement)
    assert field in editing.can_add(shown)
    edit, made = field_of(shown, field)
    assert not edit.removable
    made.write(PARTS[field])
    assert made.check(), made.reason
    texts = made.texts()
    _edit, other = field_of(shown, field)
    other.set_texts(texts)
    assert other.check(), other.reason
    assert other.read() == made.read() == PARTS[field]
    save(base, editing, agreement, edit, made.read())
    shown = shown_of(base, agreement)
    known = {kept.row for kept in kept_of(shown_of(base, agreement), field)}
    kept = kept_of(shown, field)[0 if field == "amendments" else -1]
    assert kept.row in known
    edit, made = field_of(shown, field, kept)
    assert editing.kept_value(shown, edit.key) == kept
    assert made.read() == kept.value
    assert edit.removable
    save(base, editing, agreement, edit, None)
    assert kept.row not in {one.row for one in kept_of(shown_of(base, agreement), field)}


def test_what_is_wrong_stands_under_its_part(base, editing, agreement, field_of):
    shown = shown_of(base, agreement)
    for field, value, part, words in (
        ("term", {"start": "2025", "end": "2024", "indefinite": False}, "end", "antes de empezar"),
        ("term", {"start": "", "end": "2026", "indefinite": True}, "end", "indefinida"),
        (
            "renewal",
            {"renewal": "automática", "renewal_months": None, "notice_days": None},
            "renewal_months",
            "cuántos meses",
        ),
        ("obligations", ObligationValues(""), "what", "a qué obliga"),
        ("obligations", ObligationValues("Algo", planned=0), "planned", "cantidad"),
        ("work", WorkItemValues(20, "Algo"), "year", "año"),
        ("amendments", AmendmentValues(end="2026", indefinite=True), "end", "indefinida"),
    ):
        _edit, made = field_of(shown, field)
        made.write(value)
        assert not made.check()
        assert words in made.parts[part].reason
    for field, value, words in (
        ("parties", PartyValues(), "con quién"),
        ("signatories", SignatoryValues(), "quién firma"),
        ("clauses", ClauseValues(""), "cláusula"),
    ):
        _edit, made = field_of(shown, field)
        made.write(value)
        assert not made.check()
        assert words in made.reason


def test_a_folio_that_is_there_twice_is_told_and_not_refused(
    qtbot, base, editing, agreement, field_of, settled
):
    other = add(base, SIGNED, folio="CONV-2024-012")
    edit, made = field_of(shown_of(base, other), "folio")
    qtbot.keyClicks(made.line, "x")
    made.line.clear()
    qtbot.keyClicks(made.line, "conv-2024-011")
    qtbot.waitUntil(lambda: "Ya hay un convenio" in made._below.plain_text)
    assert made.check()
    save(base, editing, other, edit, made.read())
    made.line.clear()
    qtbot.keyClicks(made.line, "conv-2024-013")
    qtbot.waitUntil(lambda: not made._below.plain_text)


def test_a_materia_is_found_by_its_beginning_or_added_on_purpose(qtbot, base, agreement, field_of):
    _edit, made = field_of(shown_of(base, agreement), "matter")
    made.show()
    qtbot.keyClicks(made.line, "coord")
    made.popup.chosen.emit(made.popup.rows[0])
    assert made.line.text() == "coordinación"
    with base.read() as session:
        assert made.read() == agreement_matters.find(session, "coordinación").id
    made.line.clear()
    qtbot.keyClicks(made.line, "Hermandad")
    assert not made.check()
    assert "agréguela" in made.reason
    [maker] = made.popup.rows
    assert maker.text == "Agregar la materia «Hermandad»"
    made.popup.chosen.emit(maker)
    assert made.check()
    assert made.read() == "Hermandad"
    assert "Se agregará" in made._below.plain_text
    made.hide()


def test_the_post_of_the_day_is_proposed_unless_another_was_written(
    base, editing, agreement, field_of, settled
):
    def people(session):
        official = add_official(session, "Autoridad de prueba")
        add_post(
            session, official, short="C.P.", title="Consejera Presidenta", start="2020", end="2025-01-31"
        )
        add_post(session, official, short="C.E.", title="Consejera Electoral", start="2025-02-01")
        contacts.create(session, Card("organization", official_name="Club"))
        before, now = (
            Post("Club", "Tesorera", "", "2020", "2024-12"),
            Post("Club", "Presidenta", "", "2025", ""),
        )
        return official, contacts.create(session, Card("person", given_names="Eva", posts=(before, now)))

    official, eva = do(base, people)
    with base.read() as session:
        editing.choices = read_choices(session, TODAY)
    _edit, made = field_of(shown_of(base, agreement), "signatories")
    made.official.write(str(official))
    made.official.edited.emit()
    assert made.post.read() == "Consejera Presidenta"
    made.official.write("")
    made.person.write(Reference(eva, "Eva", "person"))
    made.person.picked.emit(made.person.read())
    settled()
    assert made.post.read() == "Tesorera"
    made.post.write("")
    assert made.read().post is None
    made.post.write("Vocera")
    made.person.picked.emit(made.person.read())
    settled()
    assert made.read().post == "Vocera"


def test_pickers_offer_what_is_asked_for(base, agreement, kit):
    assert [row.value.id for row in kit.source.find("ADECE", AGREEMENTS, 6)] == [agreement]
    assert [row.value.id for row in kit.source.find("CONV-2024-011", AGREEMENTS, 6)] == [agreement]
    assert list(kit.source.find("ADECE", ACTIVITIES, 6)) == list(kit.source.find("ADECE", DOINGS, 6)) == []
    assert [row.value.kind for row in kit.source.find("ADECE", "organization", 6)] == ["organization"]


def test_agreements_and_consulates_are_tied_and_untied_from_either_end(base, editing, agreement, field_of):
    other = add(base, SIGNED, title="Específico con ADECE", folio="")
    shown = shown_of(base, agreement)
    edit, made = field_of(shown, "related")
    made.write(Reference(other, "Específico con ADECE", "agreement"))
    save(base, editing, agreement, edit, made.read())
    shown = shown_of(base, other)
    [kept] = kept_of(shown, "related")
    assert kept.value.id == agreement
    edit, _made = field_of(shown, "related", kept)
    save(base, editing, other, edit, None)
    assert kept_of(shown_of(base, agreement), "related") == []
    edit, made = field_of(shown_of(base, other), "framework")
    made.write(Reference(agreement, "x", "agreement"))
    save(base, editing, other, edit, made.read())
    assert shown_of(base, other).whole.framework.id == agreement


def test_the_institute_stays_a_party_and_can_be_made_one(base, editing, agreement, field_of):
    shown = shown_of(base, agreement)
    own = next(party for party in shown.whole.parties if party.own)
    edit, made = field_of(shown, "parties", own.kept)
    assert not edit.removable
    assert "organization" not in made.parts
    assert made.read() == own.kept.value
    others = add(base, SIGNED, of_others=True, signatories=(), obligations=())
    edit, _made = field_of(shown_of(base, others), "of_others")
    save(base, editing, others, edit, False)
    edit, made = field_of(shown_of(base, others), "parties")
    made.parts["who"].write("instituto")
    save(base, editing, others, edit, made.read())
    assert [party.own for party in shown_of(base, others).whole.parties] == [False, True]
