import pytest
from hypothesis import given, strategies as st

from crm.importing.names import split_name, split_surnames, split_treatment


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ulises Peñaloza Marín", ("", "Ulises", "Peñaloza", "Marín")),
        ("Sergio Infante", ("", "Sergio", "Infante", "")),
        ("Chavela", ("", "Chavela", "", "")),
        ("", ("", "", "", "")),
        ("Norma Irene de la Cruz Magaña", ("", "Norma Irene", "de la Cruz", "Magaña")),
        ("Carolina del Ángel Cruz", ("", "Carolina", "del Ángel", "Cruz")),
        ("María del Carmen Pérez López", ("", "María del Carmen", "Pérez", "López")),
        ("María de los Ángeles Huerta", ("", "María de los Ángeles", "Huerta", "")),
        ("José de Jesús Ruiz", ("", "José de Jesús", "Ruiz", "")),
        ("José Luis Pérez", ("", "José Luis", "Pérez", "")),
        ("José Ortega y Gasset", ("", "José", "Ortega y Gasset", "")),
        ("Ana María Guadalupe Sosa Ruiz", ("", "Ana María Guadalupe", "Sosa", "Ruiz")),
        ("John Smith Jr.", ("", "John", "Smith Jr.", "")),
        ("Dra. Rosa Tapia Mireles", ("Dra.", "Rosa", "Tapia", "Mireles")),
        ("Mtro. Ing. Luis de León", ("Mtro. Ing.", "Luis", "de León", "")),
        ("C.P. Patricia Avendaño Durán", ("C.P.", "Patricia", "Avendaño", "Durán")),
        ("Lic Ana Soto", ("Lic", "Ana", "Soto", "")),
        ("Pérez López, Juan Carlos", ("", "Juan Carlos", "Pérez", "López")),
        ("de la Cruz Magaña, Lic. Norma", ("Lic.", "Norma", "de la Cruz", "Magaña")),
        ("  Ana   Soto ", ("", "Ana", "Soto", "")),
        ("Dra.", ("", "Dra.", "", "")),
        ("Ana de", ("", "Ana", "de", "")),
    ],
)
def test_a_full_name_is_split(text, parts):
    assert split_name(text) == parts


plain = st.sampled_from(
    ["Juan", "María", "Ángeles", "Pérez", "López", "Carmen", "Cruz", "Ortega", "Luis", "O'Farrill"]
)
special = st.sampled_from(
    ["de", "la", "los", "del", "San", "van", "y", "e", "Jr.", "Dra.", "Lic", "Guadalupe"]
)
words = plain | special


@given(st.lists(words, max_size=9).map(" ".join))
def test_splitting_loses_and_moves_no_word(text):
    treatment, given_names, first, second = split_name(text)
    assert " ".join(filter(None, (treatment, given_names, first, second))) == text


def test_surnames_are_told_apart():
    assert split_surnames("de la Cruz Magaña") == ("de la Cruz", "Magaña")
    assert split_surnames("Ortega y Gasset") == ("Ortega y Gasset", "")
    assert split_surnames("Pérez") == ("Pérez", "")
    assert split_surnames("") == ("", "")


def test_what_only_looks_like_a_treatment_stays():
    assert split_treatment("Ingrid Soto") == ("", "Ingrid Soto")
    assert split_treatment("Mtra. Ingrid Soto") == ("Mtra.", "Ingrid Soto")
