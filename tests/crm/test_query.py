"""The language of queries: what is read, how it is written back, and what is said of mistakes."""

import datetime

import pytest
from hypothesis import given, strategies as st

from crm.errors import QueryError
from crm.query import Filter, Phrase, Query, Term, Value, Word, parse
from crm.query_fields import FIELDS, Shape

TODAY = datetime.date(2026, 7, 29)


def terms(text: str) -> tuple[Term, ...]:
    return parse(text, TODAY).terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("   ", ()),
        ("universidad  México", (Word("universidad"), Word("México"))),
        ('"casa de cultura"', (Phrase("casa de cultura"),)),
        ('-"casa de cultura" -foo', (Phrase("casa de cultura", negated=True), Word("foo", negated=True))),
        ("Norte - Sur & ¿?", (Word("Norte"), Word("Sur"))),
        ('ana"los angeles"', (Word("ana"), Phrase("los angeles"))),
        ("12:30 :x", (Word("12:30"), Word(":x"))),
        ("tipo:club", (Filter("tipo", (Value("club"),)),)),
        ("TIPO:Instituciones", (Filter("tipo", (Value("Instituciones"),)),)),
        ("-país:MX,EUA", (Filter("pais", (Value("MX"), Value("EUA")), negated=True),)),
        ("categoría:académica", (Filter("categoria", (Value("académica"),)),)),
        (
            'categoria:"Organismo electoral"',
            (Filter("categoria", (Value("Organismo electoral", quoted=True),)),),
        ),
        (
            'ciudad:"Los Ángeles",Chicago rector',
            (Filter("ciudad", (Value("Los Ángeles", quoted=True), Value("Chicago"))), Word("rector")),
        ),
        ("teléfono:vacío", (Filter("telefono", (Value("vacío"),)),)),
        ("último:<hace-6-meses", (Filter("ultimo", (Value("<hace-6-meses"),)),)),
        ("convenio:por-vencer", (Filter("convenio", (Value("por-vencer"),)),)),
    ],
)
def test_reads(text: str, expected: tuple[Term, ...]) -> None:
    assert terms(text) == expected


def test_reads_what_it_speaks_of() -> None:
    assert parse("rector que:Consulados", TODAY) == Query((Word("rector"),), TODAY, "consulados")
    assert str(parse("rector que:consulados", TODAY)) == "que:consulados rector"
    assert str(parse("que:contactos rector", TODAY)) == "rector"


@pytest.mark.parametrize(
    ("text", "start", "end", "sentence"),
    [
        ("rector pasi:MX", 7, 11, "No existe el campo «pasi»; ¿quiso decir «pais»?"),
        ("-pasi:MX", 1, 5, "No existe el campo «pasi»; ¿quiso decir «pais»?"),
        ("http://iecm.mx", 0, 4, "No existe el campo «http»; los campos son tipo, categoria"),
        ("tipo:insitución", 5, 15, "«insitución» no es un valor de «tipo»; ¿quiso decir «institución»?"),
        ("tipo:xyz", 5, 8, "«xyz» no es un valor de «tipo»; los valores son persona, institución, club"),
        ("tipo:club,xyz", 10, 13, "«xyz» no es un valor de «tipo»"),
        ("pais:Francai", 5, 12, "«Francai» no es un valor de «pais»; ¿quiso decir «Francia»?"),
        (
            "pais:qqqqqq",
            5,
            11,
            "«qqqqqq» no es un valor de «pais»; escriba un nombre en español o un código ISO.",
        ),
        ('"casa', 0, 5, "Falta cerrar las comillas"),
        ('ciudad:"Los Ángeles', 7, 19, "Falta cerrar las comillas"),
        ("pais:", 5, 5, "Falta el valor de «pais»"),
        ("pais: MX", 5, 5, "Falta el valor de «pais»"),
        ("pais:MX,", 8, 8, "Falta el valor de «pais»"),
        ("creado:2024-02-30", 7, 17, "La fecha «2024-02-30» no existe"),
        ("creado:>2024-13", 7, 15, "La fecha «2024-13» no existe"),
        ("creado:ayre", 7, 11, "«ayre» no es una fecha"),
        ("creado:s/f", 7, 10, "«s/f» no es una fecha"),
        ("creado:9999", 7, 11, "«9999» no es una fecha"),
        ("creado:hace-9999-años", 7, 21, "«hace-9999-años» no es una fecha"),
        ("creado:..", 7, 9, "«..» no es una fecha"),
        ("creado:2024..2023", 7, 17, "«2024..2023» termina antes de empezar"),
        ("operacion:doce", 10, 14, "«doce» no es una operación; escriba su número, que está en la bitácora."),
        ("operacion:-1", 10, 12, "«-1» no es una operación"),
        ("operacion:9999999999999999999", 10, 29, "«9999999999999999999» no es una operación"),
        ("operacion:", 10, 10, "Falta el valor de «operacion»"),
        ("telefono:abc", 9, 12, "«abc» no es un teléfono"),
        ("ciudad:&&", 7, 9, "«&&» no es un valor de «ciudad»"),
        ("que:convenio", 4, 12, "No se puede buscar «convenio»; ¿quiso decir «convenios»?"),
        ("que:xyz", 4, 7, "No se puede buscar «xyz»; use uno de estos: contactos"),
    ],
)
def test_says_what_is_wrong_and_where(text: str, start: int, end: int, sentence: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text, TODAY)
    assert str(caught.value).startswith(sentence)
    assert str(caught.value)[-1] in ".?"
    assert (caught.value.start, caught.value.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-10", "2024-02-10", "2024-02-10"),
        (">2024", "2025-01-01", None),
        (">=2024", "2024-01-01", None),
        ("<2024-03", None, "2024-02-29"),
        ("<=2024-03", None, "2024-03-31"),
        ("2024-01..2024-06", "2024-01-01", "2024-06-30"),
        ("2024..", "2024-01-01", None),
        ("..2024", None, "2024-12-31"),
        ("hoy", "2026-07-29", "2026-07-29"),
        ("ayer", "2026-07-28", "2026-07-28"),
        ("mañana", "2026-07-30", "2026-07-30"),
        ("hace-5-meses", "2026-02-28", "2026-02-28"),
        ("hace-1-año..hoy", "2025-07-29", "2026-07-29"),
        ("<hace-2-semanas", None, "2026-07-14"),
        ("en-30-días", "2026-08-28", "2026-08-28"),
    ],
)
def test_dates_stand_for_days(text: str, first: str | None, last: str | None) -> None:
    query = parse(f"creado:{text}", TODAY)
    (term,) = query.terms
    assert isinstance(term, Filter)
    days = query.days(term.values[0])
    assert (days.first and days.first.isoformat(), days.last and days.last.isoformat()) == (first, last)


values = {
    Shape.CHOICE: {
        "tipo": ["persona", "Clubes"],
        "categoria": ["osc", "Académica"],
        "pais": ["MX", "Francia"],
        "idioma": ["inglés"],
        "convenio": ["en-trámite"],
        "seguimiento": ["vencido"],
    },
    Shape.DATE: ["2024", ">2024-03", "2024..2025-01-02", "<hace-6-meses", "hoy"],
    Shape.PHONE: ["55", "+52 55"],
    Shape.OPERATION: ["12", "+12"],
}


@st.composite
def value_of(draw: st.DrawFn, name: str) -> Value:
    shape = FIELDS[name].shape
    if draw(st.booleans()) and shape is not Shape.DATE:
        return Value("vacío")
    if shape is Shape.CHOICE:
        text = draw(st.sampled_from(values[shape].get(name, ["sí", "no"])))
    elif shape in values:
        text = draw(st.sampled_from(values[shape]))
    else:
        text = draw(words | st.just("Los Ángeles, California"))
    needs_quotes = any(char in text for char in " ,")
    return Value(text, quoted=needs_quotes or (shape is not Shape.DATE and draw(st.booleans())))


words = st.from_regex(r"[a-zñáÉ0-9][\wñ'.@/+-]{0,6}", fullmatch=True)
word_terms = st.builds(Word, words, st.booleans())
phrases = st.builds(Phrase, st.lists(words, min_size=1, max_size=3).map(" ".join), st.booleans())
filters = st.sampled_from(sorted(FIELDS)).flatmap(
    lambda name: st.builds(
        Filter,
        st.just(name),
        st.lists(value_of(name), min_size=1, max_size=3).map(tuple),
        st.booleans(),
    )
)
queries = st.builds(
    Query,
    st.lists(word_terms | phrases | filters, max_size=5).map(tuple),
    st.just(TODAY),
    st.sampled_from(["contactos", "consulados"]),
)


@given(queries)
def test_what_is_written_is_read_back(query: Query) -> None:
    assert parse(str(query), TODAY) == query


@given(st.text(max_size=25) | st.text('ab:-",.> pais', max_size=25))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    mistake = None
    try:
        query = parse(text, TODAY)
    except QueryError as error:
        mistake = error
    if mistake:
        assert 0 <= mistake.start <= mistake.end <= len(text)
    else:
        assert parse(str(query), TODAY) == query
