"""What a query finds is what going through all contacts one by one would find."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from crm import query_run
from crm.base import Base, create_base, open_base
from crm.card_writer import CardWriter
from crm.cards import Phone
from crm.categories import CATEGORIES
from crm.clock import Clock
from crm.errors import QueryError
from crm.query import Filter, Phrase, Query, Value, Word, parse
from tests.crm.query_by_hand import DAYS, LOS_ANGELES, TODAY, Kept, cards, found_by_hand, key, late_on


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    path = tmp_path_factory.mktemp("consulta") / "base.vinculo"
    create_base(path)
    for day, batch in zip(DAYS, cards(), strict=True):
        with (
            open_base(path, actor="ana", clock=late_on(day)) as writing,
            writing.write("Alta") as session,
        ):
            CardWriter(session).add(batch)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as opened:
        yield opened


@pytest.fixture(scope="module")
def kept(base: Base) -> list[Kept]:
    """All contacts, with their ids as ``CardWriter`` gave them out: one after the other, groups and tags apart."""
    with base.read() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT r.id FROM record r WHERE r.kind IN ('person', 'organization') ORDER BY r.id"
        )
        ids = rows.scalars().all()
    batches = cards()
    flat = [card for batch in batches for card in batch]
    days = [day for day, batch in zip(DAYS, batches, strict=True) for _ in batch]
    assert len(ids) == len(flat)
    hosts = {card.official_name: card for card in flat}
    return [
        Kept(row, card, day, tuple(hosts[post.organization] for post in card.posts))
        for row, card, day in zip(ids, flat, days, strict=True)
    ]


WORDS = re.findall(
    r"\S+",
    """
    estado ciu tipo pais categ club
    a ana maría pena PEÑA peña ofarrill farrill o'far univ UNIVERSIDAD mexico méx unam ine rectora rect
    enlace casa cas puebla los angeles california chicago habla folletos 2024 5255555501 5555550134 0134
    312 zoe nico güera club consulado general ñ x de ana.pena@unam.mx info@casa-puebla.org
    """,
)
PHRASES = (
    "los angeles",
    "ciudad de méxico",
    "Rectora General",
    "en público",
    "casa puebla org",
    "ana maria pena",
)
VALUES = {
    "tipo": ["persona", "institución", "clubes", "consulado"],
    "categoria": ["academica", "académica", "osc", "consular"],
    "pais": ["US", "Estados Unidos", "MX", "FR"],
    "estado": ["California", "cali", "ciudad"],
    "ciudad": ["Los Ángeles", "angeles", "Chicago", "par", "ñuñoa"],
    "consulado": ["Chicago", "los ang", LOS_ANGELES, "general"],
    "red": ["Red de Observación", "voto", "red"],
    "etiqueta": ["prioritario", "voto", "VOTO ELECTRONICO"],
    "cargo": ["rectora", "Rectora general", "rector", "enlace"],
    "institucion": ["unam", "casa puebla", "univ", "autonoma de mexico"],
    "siglas": ["UNAM", "ine", "un"],
    "origen": ["izta", "gustavo a madero"],
    "idioma": ["español", "inglés"],
    "liderazgo": ["sí", "no"],
    "correo": ["unam", "ana.pena@unam.mx", "casa-puebla.org"],
    "telefono": ["5555550134", "+52 55", "312", "0142"],
    "creado": ["2024", "2024-01-01", ">2024-01-01", "<2024", "2023-12-31..2024-01", "hoy", ">hace-3-años"],
    "cambiado": ["2024-06", "<=2024-06-15", ">=2024-01-01"],
    "operacion": ["1", "+1", "2", "+2", "3"],
}
EXACT = ("tipo", "categoria", "pais", "idioma", "liderazgo")


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    name = draw(st.sampled_from(sorted(VALUES)))

    def value() -> Value:
        if name != "liderazgo" and draw(st.integers(0, 5)) == 0:
            return Value("vacío")
        text = draw(st.sampled_from(VALUES[name]))
        quoted = draw(st.booleans()) if name not in ("creado", "cambiado") else False
        return Value(text, quoted or " " in text or "," in text)

    return Filter(name, tuple(value() for _ in range(draw(st.integers(1, 2)))), draw(st.booleans()))


term_lists = st.lists(
    st.builds(Word, st.sampled_from(WORDS), st.integers(0, 4).map(lambda number: number == 0))
    | st.builds(Phrase, st.sampled_from(PHRASES), st.booleans())
    | filters(),
    max_size=4,
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(terms=term_lists, subject=st.sampled_from(["contactos", "contactos", "contactos", "consulados"]))
def test_finds_what_going_through_all_would_find(
    base: Base, kept: list[Kept], terms: list, subject: str
) -> None:
    query = Query(tuple(terms), TODAY, subject)
    expected = [contact.id for contact in sorted(kept, key=key) if found_by_hand(contact, query)]
    with base.read() as session:
        assert list(query_run.ids(session, query)) == expected
        assert query_run.count(session, query) == len(expected)
        assert list(query_run.first_ids(session, query, 5)) == expected[:5]


def run(base: Base, text: str, order: str = "nombre") -> list[int]:
    with base.read() as session:
        return list(query_run.ids(session, parse(text, TODAY), order))


def test_the_order_of_words_and_their_accents_do_not_matter(base: Base) -> None:
    assert run(base, "universidad mexico") == run(base, "México universidad") != []
    assert set(run(base, "universidad mexico")) <= set(run(base, "UNIVERSIDAD MÉX"))


@pytest.mark.parametrize(
    "typed",
    ["55 5555 0134", "5555550134", "(55) 5555-0134", "+52 55 5555 0134", "+52 1 55 5555 0134", "044 55 5555 0134",
     "01 55 5555 0134", "0052 55 5555 0134", "5555-0134", "0134"],
)  # fmt: skip
def test_a_phone_is_found_however_it_is_typed(base: Base, kept: list[Kept], typed: str) -> None:
    having = {contact.id for contact in kept if Phone("+525555550134") in contact.card.phones}
    assert set(run(base, typed)) == having
    assert set(run(base, f"ana {typed}")) < having


def test_long_words_that_nearly_all_have_are_found_at_once(
    base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = parse("mexico universidad -folletos", TODAY)
    with base.read() as session:
        slowly = query_run.ids(session, query)[:3]
        monkeypatch.setattr(query_run, "_ids", None)
        assert query_run.first_ids(session, query, 3) == slowly


@pytest.mark.parametrize("order", query_run.ORDERS)
def test_every_order_holds_every_contact(base: Base, kept: list[Kept], order: str) -> None:
    for text in ("", "ana"):
        upwards, downwards = run(base, text, order), run(base, text, f"-{order}")
        assert sorted(upwards) == sorted(downwards) == sorted(run(base, text))
    assert upwards != downwards


def test_orders(base: Base, kept: list[Kept]) -> None:
    by_id = {contact.id: contact for contact in kept}
    assert run(base, "", "nombre")[::-1] == run(base, "", "-nombre")
    assert run(base, "", "creado") == sorted(by_id)
    created = [by_id[row].created for row in run(base, "", "cambiado")]
    assert created == sorted(created)
    with base.read() as session:
        shown = {
            row.id: row for row in session.connection().exec_driver_sql("SELECT * FROM search_document").all()
        }
    cities = [shown[row].city for row in run(base, "", "ciudad")]
    assert [city for city, _same in itertools.groupby(cities)] == [
        "Chicago",
        "Ciudad de México",
        "East Los Angeles",
        "Los Ángeles",
        "Ñuñoa",
        "París",
        "",
    ]
    lands = [shown[row].country for row in run(base, "", "pais")]
    assert [land for land, _same in itertools.groupby(lands)] == ["US", "FR", "MX", ""]
    backwards = [shown[row].organization for row in run(base, "", "-institucion")]
    assert [host for host, _same in itertools.groupby(backwards)] == [
        "Universidad Nacional Autónoma de México",
        "Instituto I.N.E.",
        "Club O'Farrill",
        "Casa Puebla",
        "",
    ]


@pytest.mark.parametrize("text", ["", "ana", "tipo:persona", "tipo:institución,club,medio -tipo:persona"])
@pytest.mark.parametrize("field", query_run.GROUPED)
def test_each_group_counts_what_its_filter_finds(base: Base, text: str, field: str) -> None:
    with base.read() as session:
        query = parse(text, TODAY)
        total, groups = query_run.group_counts(session, query, field)
        assert total == query_run.count(session, query)
        assert groups or not total
        for value, n in groups:
            written = value if value == "vacío" else f'"{value}"'
            assert n == query_run.count(session, parse(f"{text} {field}:{written}", TODAY)), value
        counts = [n for value, n in groups if value != "vacío"]
        assert counts == sorted(counts, reverse=True)


def test_a_contact_in_two_categories_counts_in_each_and_once_in_the_total(
    base: Base, kept: list[Kept]
) -> None:
    categories = Counter(
        CATEGORIES[category]
        for contact in kept
        for category in (contact.card.main_category, *contact.card.further_categories)
        if category
    )
    with base.read() as session:
        total, groups = query_run.group_counts(session, parse("-categoria:vacío", TODAY), "categoría")
    assert dict(groups) == dict(categories)
    assert sum(categories.values()) == total + 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("consentimiento:sí", "Esta versión todavía no guarda consentimientos"),
        ("etiqueta:prioritarios", "No hay «prioritarios» en «etiqueta»; ¿quiso decir «prioritario»?"),
        ("operacion:999999999999999999", "No hay ninguna operación 999999999999999999; véalas con"),
        ("red:xyz", "No hay «xyz» en «red»; revise cómo se escribe."),
    ],
)
def test_says_what_the_base_cannot_answer(base: Base, text: str, sentence: str) -> None:
    with pytest.raises(QueryError) as caught:
        run(base, text)
    assert str(caught.value).startswith(sentence)


def test_names_the_nearest_order_and_field_to_count_by(base: Base) -> None:
    with base.read() as session:
        for ask in (
            lambda: query_run.ids(session, parse("", TODAY), "nombres"),
            lambda: query_run.group_counts(session, parse("", TODAY), "categorias"),
        ):
            with pytest.raises(QueryError, match=r"¿quiso decir «(nombre|categoria)»\?"):
                ask()


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE person; --", '" OR 1=1', "a* NOT b", "(zz", "NEAR(a b)", "words:x^2"]
)
def test_what_is_typed_is_never_sql(base: Base, text: str) -> None:
    for typed in (f'"{text.replace(chr(34), "")}"', f'cargo:"{text.replace(chr(34), "")}"'):
        assert run(base, typed) == []
