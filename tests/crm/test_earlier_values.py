"""Going back to an earlier value: what the history offers, what is refused and why, and undo."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crm import card_editor, operations
from crm.base import Base, open_base
from crm.card_writer import CardWriter
from crm.cards import Card, Email, Phone
from crm.contact_history import Detail, history
from crm.contacts import card
from crm.earlier_values import PUT_BACK_TITLE, RETURN_TITLE, Earlier, return_to
from crm.errors import InvalidValue, NotFound, UserError
from crm.trash import TRASH_TITLE, trash

TODAY = datetime.date(2025, 10, 6)
CENTRE = Card(
    "organization",
    official_name="Centro de Prueba",
    acronym="CP",
    main_category="academica",
    parent="Universidad de Prueba",
    phones=(Phone("+525555555501", "", "trabajo"),),
    emails=(Email("Uno@Example.org", ""),),
    tags=("Migración", "Ruta"),
)


@pytest.fixture
def base(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="ana") as base:
        yield base


@pytest.fixture
def centre(base: Base) -> int:
    with base.write("Agregar") as session:
        return CardWriter(session).add([CENTRE])[0]


def edit(base: Base, contact: int, **fields: object) -> None:
    with base.write("Editar contacto") as session:
        card_editor.save(session, contact, replace(card(session, contact), **fields))


def details(base: Base, contact: int) -> dict[str, Detail]:
    with base.read() as session:
        return {detail.text: detail for detail in history(session, contact, today=TODAY)[0].details}


def go_back(base: Base, contact: int, earlier: Earlier | None) -> None:
    assert earlier is not None
    with base.write(RETURN_TITLE if earlier.field else PUT_BACK_TITLE) as session:
        return_to(session, contact, earlier, today=TODAY)


def now(base: Base, contact: int) -> Card:
    with base.read() as session:
        return card(session, contact)


def test_a_field_goes_back_and_that_can_be_undone(base, centre):
    edit(base, centre, acronym="CEPR")
    edit(base, centre, official_name="Centro Nuevo")
    with base.read() as session:
        detail = history(session, centre, today=TODAY)[1].details[0]
    assert (detail.text, detail.value) == ("Siglas: CP → CEPR", "CP")
    go_back(base, centre, detail.earlier)
    assert (now(base, centre).acronym, now(base, centre).official_name) == ("CP", "Centro Nuevo")
    assert operations.undo(base).title == "Volver a un valor anterior"
    assert now(base, centre).acronym == "CEPR"


def test_what_depends_on_a_field_goes_with_it(base, centre):
    edit(base, centre, emails=(Email("dos@example.org", ""),))
    go_back(base, centre, details(base, centre)["Correo: Uno@Example.org → dos@example.org"].earlier)
    with base.read() as session:
        rows = session.connection().exec_driver_sql("SELECT address, match_key FROM email").all()
    assert rows == [("Uno@Example.org", "uno@example.org")]


def test_what_was_taken_away_is_put_back_once(base, centre):
    edit(base, centre, phones=(), tags=("Ruta",))
    found = details(base, centre)
    phone = found["Se quitó un teléfono: +52 55 5555 5501, trabajo"]
    go_back(base, centre, phone.earlier)
    go_back(base, centre, found["Se quitó una etiqueta: Migración"].earlier)
    assert now(base, centre).phones == CENTRE.phones
    assert sorted(now(base, centre).tags) == ["Migración", "Ruta"]
    with pytest.raises(UserError, match="ya tiene ese valor"):
        go_back(base, centre, found["Se quitó una etiqueta: Migración"].earlier)


def test_what_was_put_back_or_undone_is_offered_no_more(base, centre):
    gone = "Se quitó un teléfono: +52 55 5555 5501, trabajo"

    def offered() -> list[bool]:
        with base.read() as session:
            told = [detail for entry in history(session, centre, today=TODAY) for detail in entry.details]
        return [detail.earlier is not None for detail in told if detail.text == gone]

    edit(base, centre, phones=())
    lost = details(base, centre)[gone].earlier
    assert offered() == [True]
    operations.undo(base)
    assert offered() == [False]
    with pytest.raises(UserError, match="ya tiene ese valor"):
        go_back(base, centre, lost)
    operations.redo(base)
    assert offered()[-1]
    go_back(base, centre, lost)
    assert not any(offered())
    assert now(base, centre).phones == CENTRE.phones


def test_a_field_goes_back_only_to_what_it_is_not_now(base, centre):
    edit(base, centre, acronym="CEPR")
    edit(base, centre, acronym="CP")
    with base.read() as session:
        entries = history(session, centre, today=TODAY)
    assert [bool(entry.details[0].earlier) for entry in entries[:2]] == [True, False]


def test_an_undo_says_what_it_took_back(base, centre):
    with base.write("Correo quitado") as session:
        card_editor.save(session, centre, replace(card(session, centre), emails=()))
    operations.undo(base)
    operations.redo(base)
    with base.read() as session:
        titles = [entry.title for entry in history(session, centre, today=TODAY)]
    assert titles[:3] == ["Hecho de nuevo: Correo quitado", "Deshecho: Correo quitado", "Correo quitado"]


def test_a_category_is_put_back_as_a_further_one_if_another_became_the_main_one(base, centre):
    edit(base, centre, main_category="", further_categories=())
    lost = details(base, centre)["Se quitó una categoría: Académica"]
    edit(base, centre, main_category="osc")
    go_back(base, centre, lost.earlier)
    assert now(base, centre).main_category == "osc"
    assert now(base, centre).further_categories == ("academica",)


def test_a_parent_is_called_by_its_name_and_must_still_be_there(base, centre):
    edit(base, centre, parent="Otra Universidad")
    detail = details(base, centre)["Depende de: Universidad de Prueba → Otra Universidad"]
    with base.read() as session:
        old = session.connection().exec_driver_sql(
            "SELECT id FROM organization WHERE official_name = 'Universidad de Prueba'"
        )
        parent = old.scalar_one()
    with base.write(TRASH_TITLE, n=1) as session:
        trash(session, [parent])
    with pytest.raises(UserError, match="ya no está en la base"):
        go_back(base, centre, detail.earlier)
    operations.undo(base)
    go_back(base, centre, detail.earlier)
    assert now(base, centre).parent == "Universidad de Prueba"


def test_the_row_must_still_be_there(base, centre):
    edit(base, centre, phones=(Phone("+525555555502", "", "trabajo"),))
    detail = details(base, centre)["Teléfono: +52 55 5555 5501 → +52 55 5555 5502"]
    edit(base, centre, phones=())
    with pytest.raises(NotFound, match="agréguelo de nuevo"):
        go_back(base, centre, detail.earlier)


def test_a_value_that_leaves_no_valid_contact_is_refused(base, centre):
    with base.write("Agregar") as session:
        person = CardWriter(session).add([Card("person", first_surname="Ríos")])[0]
    edit(base, person, given_names="Ana")
    edit(base, person, first_surname="")
    with base.read() as session:
        added = history(session, person, today=TODAY)[1].details[0]
    with pytest.raises(InvalidValue, match="Falta el nombre"):
        go_back(base, person, added.earlier)
    assert now(base, person).given_names == "Ana"


@pytest.mark.parametrize(
    "earlier",
    [Earlier(1, "phone", 1, "e164"), Earlier(99, "phone", 1), Earlier(2, "organization", 1, "kind")],
)
def test_what_the_journal_does_not_hold_cannot_be_gone_back_to(base, centre, earlier):
    edit(base, centre, acronym="X")
    with pytest.raises(NotFound, match="historial"):
        go_back(base, centre, earlier)


def test_the_journal_of_one_contact_is_no_way_into_another(base, centre):
    edit(base, centre, acronym="X")
    earlier = details(base, centre)["Siglas: CP → X"].earlier
    with base.write("Agregar") as session:
        other = CardWriter(session).add([Card("person", given_names="Ana")])[0]
    with pytest.raises(NotFound):
        go_back(base, other, earlier)


def test_being_the_main_category_is_not_offered(base, centre):
    edit(base, centre, main_category="osc", further_categories=("academica",))
    for detail in details(base, centre).values():
        assert detail.earlier is None or detail.earlier.field != "is_main"
