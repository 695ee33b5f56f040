"""A possible duplicate, and what the user decides about it."""

import pytest
from sqlalchemy import text

from crm import operations
from crm.card_reader import cards as read_cards
from crm.card_writer import CardWriter
from crm.cards import Card, Email, Phone
from crm.importing.cells import RowOptions
from crm.importing.decisions import CREATE, SAME, SKIP, Decision, offers, reason
from crm.importing.reading import read_file
from crm.importing.run import apply, matched

HEAD = "Tipo,Nombre completo,Teléfono,Correo,Ciudad\n"


@pytest.fixture
def ulises(base):
    card = Card(
        kind="person", given_names="Ulises", first_surname="Peñaloza", emails=(Email("u@example.org"),)
    )
    with base.write("Prueba") as session:
        return CardWriter(session).add([card])[0]


@pytest.fixture
def read(tmp_path):
    def read_rows(*rows):
        path = tmp_path / "a.csv"
        path.write_text(HEAD + "".join(f"{row}\n" for row in rows), "utf-8")
        return read_file(path, RowOptions())

    return read_rows


def contacts(base):
    with base.read() as session:
        ids = session.scalars(
            text("SELECT id FROM record WHERE kind IN ('person', 'organization') ORDER BY id")
        )
        return dict(read_cards(session, ids.all()))


def words(planned, place):
    return [offer.words for offer in offers(planned, place)]


ROW = "Persona,Ulises P. Marín,5512345678,u@example.org,Chicago"


def test_it_is_offered_and_made_unless_told(base, ulises, read):
    planned = matched(base, read(ROW, "Persona,Ana Soto,,a@example.org,"))
    assert (
        reason(planned, 0)
        == "Comparte u@example.org con Ulises Peñaloza, que ya está en la base. Se crea aparte."
    )
    assert words(planned, 0) == ["Es el mismo", "Omitir"]
    assert (reason(planned, 1), words(planned, 1)) == ("", [])
    assert apply(base, planned).created == 2


def test_the_same_fills_the_gaps_of_the_other(base, ulises, read):
    planned = matched(base, read(ROW), {2: Decision(SAME, record=ulises)})
    assert reason(planned, 0).endswith("Se llenan sus huecos.")
    assert words(planned, 0) == ["Crear aparte", "Omitir"]
    result = apply(base, planned)
    assert (result.created, result.updated, result.possible_duplicates) == (0, 1, ())
    (card,) = contacts(base).values()
    assert card.full_name == "Ulises Peñaloza"
    assert card.phones == (Phone("+525512345678"),)
    operations.undo(base)
    assert contacts(base)[ulises].phones == ()


def test_the_same_that_brings_nothing_is_repeated(base, ulises, read):
    planned = matched(base, read("Persona,U. Marín,,u@example.org,"), {2: Decision(SAME, record=ulises)})
    assert reason(planned, 0).endswith("Es el mismo y no trae nada nuevo.")
    assert planned.result().repeated == 1


def test_one_left_out_is_not_written_and_counted_apart(base, ulises, read):
    planned = matched(base, read(ROW), {2: Decision(SKIP, record=ulises)})
    assert reason(planned, 0).endswith("No se importa.")
    assert words(planned, 0) == ["Es el mismo", "Crear aparte"]
    result = apply(base, planned)
    assert (result.read, result.created, result.skipped, result.operation) == (1, 0, 1, None)
    assert list(contacts(base)) == [ulises]


def test_made_apart_is_what_happens_anyway(base, ulises, read):
    planned = matched(base, read(ROW), {2: Decision(CREATE, record=ulises)})
    assert planned.result().created == 1


def test_rows_of_the_file_are_decided_upon_too(base, read):
    rows = read("Persona,Ana Soto,5512345678,,", "Persona,Anita Soto,5512345678,ana@example.org,")
    planned = matched(base, rows)
    assert reason(planned, 1) == "Comparte 55 1234 5678 con Ana Soto, de la fila 2. Se crea aparte."
    result = apply(base, matched(base, rows, {3: Decision(SAME, row=2)}))
    assert (result.created, result.updated) == (1, 1)
    (card,) = contacts(base).values()
    assert (card.full_name, card.emails) == ("Ana Soto", (Email("ana@example.org"),))


def test_namesakes_are_told_as_such(base, ulises, read):
    planned = matched(
        base, read("Persona,Ulises Peñaloza,5512345678,,", "Persona,Ulises Peñaloza,5587654321,,")
    )
    assert reason(planned, 0).startswith("Ya hay en la base otro contacto que se llama Ulises Peñaloza.")
    alone = matched(base, read("Persona,Luz Mena Paz,5512345678,,", "Persona,Luz Mena Paz,5587654321,,"))
    assert reason(alone, 1).startswith("La fila 2 también se llama Luz Mena Paz.")


def test_a_person_is_never_the_same_as_an_institution(base, ulises, read):
    rows = read("Club,Club Puebla,,u@example.org,")
    planned = matched(base, rows, {2: Decision(SAME, record=ulises)})
    assert planned.result().created == 1
    assert words(planned, 0) == ["Omitir"]


@pytest.mark.parametrize("other", [Decision(SAME, record=99), Decision(SKIP, row=7), Decision(SKIP)])
def test_a_decision_about_somebody_else_is_none(base, ulises, read, other):
    assert matched(base, read(ROW), {2: other, 40: other}).result().created == 1


def test_what_was_decided_holds_when_the_base_changed_since(base, ulises, read):
    planned = matched(base, read(ROW), {2: Decision(SAME, record=ulises)})
    with base.write("Otra cosa") as session:
        CardWriter(session).add([Card(kind="person", given_names="Luz")])
    result = apply(base, planned)
    assert (result.created, result.updated) == (0, 1)
