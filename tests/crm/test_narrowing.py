"""A click on a value, and what stands in the search field afterwards."""

import datetime

import pytest

from crm.narrowing import toggled
from crm.query import parse

TODAY = datetime.date(2026, 7, 29)


def click(text: str, field: str, value: str) -> str:
    return str(toggled(parse(text, TODAY), field, value))


@pytest.mark.parametrize(
    ("before", "field", "value", "after"),
    [
        ("", "tipo", "persona", "tipo:persona"),
        ("los ang", "pais", "México", "los ang pais:México"),
        ("tipo:persona", "tipo", "club", "tipo:persona,club"),
        ("tipo:persona,club", "tipo", "persona", "tipo:club"),
        ("casa tipo:club", "tipo", "club", "casa"),
        ("pais:EUA", "pais", "Estados Unidos", ""),
        ("pais:MX", "pais", "Estados Unidos", 'pais:MX,"Estados Unidos"'),
        ("-tipo:club", "tipo", "club", "-tipo:club tipo:club"),
        ("etiqueta:vacío", "etiqueta", "Vacío", 'etiqueta:vacío,"Vacío"'),
        ("consulado:chicago", "consulado", "Consulado General de México en Chicago", ""),
        ("", "etiqueta", 'a "b", c', 'etiqueta:"a  b , c"'),
        ("", "categoria", "académica", "categoria:académica"),
        ("que:consulados casa", "pais", "Chile", "que:consulados casa pais:Chile"),
        ("tipo:club tipo:medio", "tipo", "persona", "tipo:club,persona tipo:medio"),
    ],
)
def test_a_click(before, field, value, after):
    assert click(before, field, value) == after


@pytest.mark.parametrize("value", ["simple", "con espacio", "a,b", "vacío", "x:y", "Ñuñoa", "-a", "O'Hara"])
def test_twice_is_as_before_and_once_can_be_read(value):
    once = click("casa", "etiqueta", value)
    assert str(parse(once, TODAY)) == once
    assert click(once, "etiqueta", value) == "casa"
