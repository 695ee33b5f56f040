"""The record of an agreement, read: its head, its stages, its next step, its parts, what it opens."""

import datetime
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from crm import activities, agreement_edit, agreement_record, follow_ups, obligations, trash
from crm.activity_values import NewActivity, When
from crm.agreement_values import FulfilmentValues, ObligationValues
from crm.contact_values import Reference
from crm.follow_up_values import NewFollowUp
from crm.printing.catalog import Wanted
from tests.crm.agreement_cases import SIGNED, add, do
from ui.desktop.agreements import duties
from ui.desktop.agreements.more_rows import PAGE, MoreRows
from ui.desktop.agreements.progress import ProgressCell, TermBar
from ui.desktop.agreements.record_sheet import OBLIGATIONS, RecordSheet
from ui.desktop.agreements.step_codes import CORRECT, FULFIL, STAGE, code
from ui.desktop.contacts.base_source import BaseSource
from ui.desktop.contacts.contact_view import ContactView
from ui.desktop.contacts.link import Link
from ui.desktop.labels import Prose

Key = Qt.Key
TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def open_one(place, idle):
    """Show a record; return its view."""

    def go(number):
        place.page.show_one(number)
        idle()
        return place.page.record.view

    return go


@pytest.fixture
def heard(place):
    """What the record asks for."""
    news = SimpleNamespace(wanted=[], printed=[], opened=[], activities=[], follow_ups=[])
    record = place.page.record
    record.wanted.disconnect(place.desk.do)
    record.wanted.connect(news.wanted.append)
    place.page.print_wanted.connect(news.printed.append)
    place.page.record_wanted.connect(news.opened.append)
    place.page.activity_wanted.connect(news.activities.append)
    record.follow_up_asked.connect(news.follow_ups.append)
    return news


def texts(widget):
    return [prose.plain_text for prose in widget.findChildren(Prose)]


def sheet_of(view):
    return view.sheet


def links(widget):
    return {link.plain_text: link for link in widget.findChildren(Link)}


def test_the_head_says_what_it_is_and_its_name(open_one, kept):
    view = open_one(kept.signed)
    assert view.head.identity.text().split("\u2002·\u2002")[:2] == ["CONV-2024-011", "General"]
    assert "Convenio General con ADECE" in texts(view.head)
    assert not view.head.caution.isVisible()


def test_the_line_of_stages_says_each_with_its_day(open_one, kept):
    way = open_one(kept.signed).head.way
    assert [point.point.label for point in way.points][-2:] == ["Vigente", "Concluido"]
    current = next(point for point in way.points if point.point.current)
    assert current.point.stage == "vigente"
    assert current.under == "hace 510 días"
    assert way.points[0].under == "12 ene 2024 · 28 días"
    assert "Concluido: falta, 13 may 2026" in way.accessibleDescription()
    assert current.accessibleName() == "Vigente, etapa actual, desde 14 may 2024, 510 días"


def test_arrows_go_along_the_stages_and_enter_does_what_there_is_to_do(open_one, heard, kept):
    way = open_one(kept.signed).head.way
    way.points[0].setFocus()
    QTest.keyClick(way.points[0], Key.Key_Right)
    assert way.points[1].hasFocus()
    QTest.keyClick(way.points[1], Key.Key_Return)
    QTest.keyClick(way.points[-1], Key.Key_Return)
    assert heard.wanted == [code(CORRECT, way.points[1].point.kept.row), code(STAGE, "concluido")]


def test_where_it_is_tight_one_stage_is_told_at_a_time(open_one, kept):
    way = open_one(kept.signed).head.way
    way.resize(1200, way.height())
    assert not way.is_tight
    way.resize(320, way.height())
    assert way.is_tight
    assert way._told.point.current
    way.points[0].setFocus()
    assert way._told is way.points[0]
    assert way.points[-1].geometry().right() <= way.width()


def test_the_next_step_of_one_under_way_is_the_stage_that_follows(open_one, heard, kept):
    strip = open_one(kept.asked).head.next
    assert strip.sentence.accessibleName() == "Sigue: pedir la opinión…"
    assert not strip.circle.isVisible()
    strip.sentence.click()
    assert heard.wanted == [code(STAGE, "opinión de pertinencia")]


def test_an_obligation_is_next_and_is_fulfilled_by_its_keys(open_one, heard, kept, office_base):
    view = open_one(kept.signed)
    with office_base.read() as session:
        step = agreement_record.record(session, kept.signed, today=view._record.today).next_step
    assert step.kind == "obligation"
    assert "venció el 29 ago 2025" in view.head.next.sentence.accessibleName()
    view.take_focus()
    QTest.keyClick(sheet_of(view), Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert heard.wanted == [code(FULFIL, step.record)]
    view.head.next.sentence.click()
    assert view._tab() == "obligaciones"


def test_a_follow_up_that_is_next_is_done_with_one_click(open_one, place, heard, kept, office_base, idle):
    agreement = Reference(kept.signed, "", "agreement")
    due = NewFollowUp("Llamar a ADECE", due="2025-08-01", links=(agreement.id,))
    number = do(office_base, lambda session: follow_ups.create(session, due))
    place.page.reload()
    idle()
    view = open_one(kept.signed)
    done = []
    place.page.record.follow_up_wanted.connect(lambda one, wanted, _over: done.append((one, wanted)))
    assert view.head.next.sentence.accessibleName().startswith("Llamar a ADECE")
    view.head.next.sentence.click()
    assert heard.opened == [Reference(number, "Llamar a ADECE", "follow_up")]
    view.head.next.circle.click()
    assert done == [(number, "done")]
    view.open_tab("seguimientos")
    assert [item.line.title for item in view.follow_ups.items] == ["Llamar a ADECE"]


def test_each_count_opens_its_records(open_one, kept):
    view = open_one(kept.signed)
    names = [view.tabs.tabText(number) for number in range(view.tabs.count())]
    assert names == [
        "Ficha",
        "Obligaciones  2",
        "Actividades",
        "Modificatorios",
        "Seguimientos",
        "Documentos",
        "Historial",
    ]
    view.open_tab("obligaciones")
    cells = sheet_of(view).findChildren(ProgressCell)
    assert [cell.accessibleName() for cell in cells] == ["Vencida, 38 días", "0 de 4"]
    read = [one.accessibleName() for one in sheet_of(view).places if one.key[0] == "obligations"]
    for name, progress in zip(read, ("Vencida, 38 días", "0 de 4"), strict=True):
        assert name.endswith(f", {progress}")
    view.open_tab("modificatorios")
    assert "Este convenio no se ha modificado." in texts(sheet_of(view))


def test_the_sheet_tells_who_signs_what_is_owed_and_how_long_it_lasts(open_one, heard, kept):
    sheet = sheet_of(open_one(kept.signed))
    assert isinstance(sheet, RecordSheet)
    said = texts(sheet)
    assert "Difundir <b>información</b>\nentre la ciudadanía" in said
    assert "Faltan 219 días. Se renueva por acuerdo, con aviso 60 días antes." in said
    assert "Falta el documento firmado; agréguelo." in said
    assert "por capturar" in said
    assert sheet.findChild(TermBar).accessibleName().startswith("14 may 2024 – 13 may 2026")
    assert sheet.more_signatures.isHidden()
    sheet.all_signatures.click()
    assert not sheet.more_signatures.isHidden()
    links(sheet)["Renata Olivares Prieto"].click()
    assert heard.opened[0].kind == "person"


def test_a_long_object_is_read_whole_when_asked_for(open_one, place, kept, office_base, idle):
    text = "Difundir información. " * 60
    before = {"object": "Difundir <b>información</b>\nentre la ciudadanía"}
    do(office_base, lambda s: agreement_edit.save(s, kept.signed, "object", before, {"object": text}))
    place.page.reload()
    idle()
    sheet = sheet_of(open_one(kept.signed))
    assert sheet.object_text.plain_text.endswith("…")
    assert len(sheet.object_text.plain_text) < 330
    sheet.read_whole.click()
    assert sheet.object_text.plain_text.strip() == text.strip()
    assert sheet.read_whole.isHidden()


def test_what_was_held_under_it_is_listed_and_opens(open_one, place, heard, kept, office_base, idle):
    def hold(session):
        (kind, *_rest) = (
            session.connection().exec_driver_sql("SELECT id FROM activity_kind LIMIT 1").scalars()
        )
        new = NewActivity(kind, "Sesión de bienvenida", When("2025-09-11"), links=(kept.signed,))
        return activities.create(session, new, today=place.page.record.record.today)

    open_one(kept.signed)
    number = do(office_base, hold)
    place.page.reload()
    idle()
    view = open_one(kept.signed)
    view.open_tab("actividades")
    links(sheet_of(view))["Sesión de bienvenida"].click()
    assert heard.opened == [Reference(number, "Sesión de bienvenida", "activity")]


def test_its_page_is_printed_and_new_things_are_about_it(open_one, heard, kept):
    view = open_one(kept.signed)
    view.head.print.click()
    view.head.activity_button.click()
    view.head.follow_up_wanted.emit()
    assert heard.printed == [Wanted("ficha", kept.signed)]
    assert [one.id for one in (*heard.activities, *heard.follow_ups)] == [kept.signed, kept.signed]


def test_the_menu_offers_the_stages_that_can_follow(open_one, heard, kept):
    view = open_one(kept.signed)
    menu = view.head.menu()
    offered = [action.data() for action in menu.actions() if action.data()]
    assert offered[:3] == [code(STAGE, one) for one in ("concluido", "renovado", "terminado anticipadamente")]
    menu.triggered.emit(menu.actions()[0])
    assert heard.wanted == [code(STAGE, "concluido")]


def test_without_anything_to_change_it_is_only_read(place, open_one, kept, idle):
    view = open_one(kept.signed)
    place.page.record.set_editing(None)
    idle()
    assert not view.head.activity_button.isVisible()
    assert not view.head.more.isVisible()
    assert view.head.print.isVisible()
    assert not any(point.does for point in view.head.way.points)


def test_every_control_has_a_name(open_one, kept):
    view = open_one(kept.signed)
    nameless = [
        button
        for button in view.findChildren(QAbstractButton)
        if button.isVisible() and not (button.accessibleName() or button.text())
    ]
    assert nameless == []


def test_a_contact_shows_its_agreements_and_opens_them(qtbot, theme, icons, lanes, office_base, kept):
    source = BaseSource(office_base, lanes.reader)
    with office_base.read() as session:
        parties = agreement_record.record(session, kept.signed, today=TODAY).parties
    organization = next(party.organization.id for party in parties if party.organization is not None)
    view = ContactView(theme, icons, lambda _kind: True)
    qtbot.addWidget(view)
    view.show_around(source.around(organization))
    view.show_record(source.record(organization))
    view.open_tab("convenios")
    opened = []
    view.record_wanted.connect(opened.append)
    found = links(sheet_of(view))
    assert len(found) >= 1
    found["Convenio General con ADECE"].click()
    assert [one.kind for one in opened] == ["agreement"]
    assert "CONV-2024-011 · General · Vigente · hasta 13 may 2026" in texts(sheet_of(view))


def test_the_widths_of_a_table_of_obligations_are_measured_once(open_one, office_base, idle, monkeypatch):
    """For each row again they took 38 seconds with 2,000."""
    owed = tuple(ObligationValues(f"Obligación {n}") for n in range(20))
    agreement = add(office_base, SIGNED, obligations=owed)
    measured = []
    widest = duties._widest
    monkeypatch.setattr(duties, "_widest", lambda words: measured.append(len(words)) or widest(words))
    view = open_one(agreement)
    measured.clear()
    view.open_tab(OBLIGATIONS)
    idle()
    assert len(view.sheet.findChildren(ProgressCell)) == len(owed)
    assert len(measured) <= 2


@pytest.fixture
def owing(open_one, office_base):
    """The obligations of an agreement with two hundred: the last is late, the first is met."""
    met = ObligationValues("Obligación 0", state="cumplida", fulfilled="2025-01-10")
    late = ObligationValues("Obligación 199", due="2025-09-01")
    owed = (met, *(ObligationValues(f"Obligación {n}") for n in range(1, 199)), late)
    view = open_one(add(office_base, SIGNED, obligations=owed))
    view.open_tab(OBLIGATIONS)
    return view


def owed_places(view):
    """The obligations of the table, from above."""
    return [place for place in sheet_of(view).places if place.key[0] == "obligations"]


def obligations_of(view):
    """What they owe."""
    return [place.edit.value.what for place in owed_places(view)]


def more_of(view):
    return sheet_of(view).findChild(MoreRows)


def test_of_many_obligations_a_page_is_made_at_first_and_the_rest_when_asked_for(owing, qtbot):
    """All at once they stopped the window for a second."""
    first = obligations_of(owing)
    assert (len(first), first[0]) == (PAGE, "Obligación 199")
    more = more_of(owing)
    assert more.button.text() == "Ver 40 más (faltan 160)"
    assert "Obligación 0" not in first
    for n in range(2, 6):
        more.button.click()
        assert len(obligations_of(owing)) == PAGE * (n - 1)  # none of them in the press itself
        qtbot.waitUntil(lambda n=n: len(obligations_of(owing)) == PAGE * n)
    assert more.isHidden()
    shown = obligations_of(owing)
    assert (len(set(shown)), shown[-1]) == (200, "Obligación 0")


def test_tab_comes_from_the_last_row_of_a_page_to_the_first_of_the_next(owing, qtbot):
    more_of(owing).button.click()
    qtbot.waitUntil(lambda: len(obligations_of(owing)) == 2 * PAGE)
    places = owed_places(owing)
    at, met = places[PAGE - 1], []
    while at is not more_of(owing).button:
        at = at.nextInFocusChain()
        met += [at] * (at in places)
    assert met == places[PAGE : 2 * PAGE]


def test_what_was_changed_beyond_the_first_page_stays_where_it_was(owing, place, office_base, qtbot, idle):
    more_of(owing).button.click()
    qtbot.waitUntil(lambda: len(obligations_of(owing)) == 2 * PAGE)
    before = obligations_of(owing)
    row = owed_places(owing)[50].key[1]
    do(office_base, lambda s: obligations.fulfil(s, row, FulfilmentValues("2025-10-01", note="Se hizo")))
    place.page.reload()
    idle()
    assert obligations_of(owing) == before
    assert more_of(owing).button.text() == "Ver 40 más (faltan 120)"
    assert "Se hizo" in texts(sheet_of(owing))
    new = ObligationValues("Recién agregada")
    number = owing._record.id
    do(office_base, lambda s: agreement_edit.save(s, number, "obligations", None, new))
    place.page.reload()
    idle()
    assert obligations_of(owing) == [*before, "Recién agregada"]


def test_what_is_being_typed_beyond_the_first_page_is_there_when_one_comes_back(owing, qtbot):
    more_of(owing).button.click()
    qtbot.waitUntil(lambda: len(obligations_of(owing)) == 2 * PAGE)
    last = owed_places(owing)[-1]
    last.open()
    owing.open_tab("ficha")
    owing.open_tab(OBLIGATIONS)
    assert len(obligations_of(owing)) == PAGE
    assert owed_places(owing)[-1].key == last.key


def test_a_framework_in_the_trash_is_no_link_until_it_is_taken_back(office_base, kept, place, open_one, idle):
    under = add(office_base, SIGNED, title="Específico", framework=kept.signed)
    title = "Convenio General con ADECE"

    def links(view):
        return [link.plain_text for link in view.findChildren(Link) if link.isVisible()]

    assert title in links(open_one(under))
    place.writing.run("A la papelera", lambda session: trash.trash(session, [kept.signed]))
    idle()
    view = place.page.record.view
    assert title not in links(view)
    assert f"{title} (en la papelera)" in texts(view)
    place.writing.run("Restaurar", lambda session: trash.restore(session, [kept.signed]))
    idle()
    assert title in links(place.page.record.view)
