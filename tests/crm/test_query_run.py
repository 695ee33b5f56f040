"""What a query finds is what going through all contacts one by one would find."""

import datetime
import itertools
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from crm import query_run
from crm.base import Base, create_base, open_base
from crm.card_writer import CardWriter
from crm.cards import Address, Card, Email, GroupMembership, OtherName, Phone, Post
from crm.categories import CATEGORIES
from crm.clock import HOME_ZONE, Clock
from crm.errors import QueryError
from crm.query import Filter, Phrase, Query, Value, Word, parse

TODAY = datetime.date(2026, 7, 29)
DAYS = (datetime.date(2023, 12, 31), datetime.date(2024, 1, 1), datetime.date(2024, 6, 15))
LOS_ANGELES = "Consulado General de México en Los Ángeles"
CHICAGO = "Consulado General de México en Chicago"
HOSTS = ("Universidad Nacional Autónoma de México", "Casa Puebla", "Club O'Farrill", "Instituto I.N.E.")
GROUPS = ("Red de Observación", "Red Voto Chilango")
TAGS = ("prioritario", "voto electrónico")
TITLES = ("Rectora general", "Enlace", "Secretario de la Rectoría", "")
PLACES = (
    Address(country="US", state="California", city="Los Ángeles"),
    Address(country="US", state="California", city="East Los Angeles"),
    Address(country="US", state="Illinois", city="Chicago"),
    Address(country="MX", state="Ciudad de México", city="Ciudad de México"),
    Address(country="FR", city="París"),
    Address(city="Ñuñoa"),
)


@dataclass(frozen=True)
class Kept:
    """A contact as the test knows it."""

    id: int
    card: Card
    created: datetime.date
    hosts: tuple[Card, ...]


def cards() -> list[list[Card]]:
    """Contacts as uneven as real ones, in three batches."""
    dice = random.Random(7)

    def some(values: Iterable[object], most: int) -> tuple:
        values = list(values)
        return tuple(dice.sample(values, dice.randint(0, min(most, len(values)))))

    def shared() -> dict[str, object]:
        return {
            "phones": tuple(
                Phone(number) for number in some(("+525555550134", "+13125550199", "+34915550142"), 2)
            ),
            "emails": tuple(
                Email(address) for address in some(("ana.pena@unam.mx", "info@casa-puebla.org"), 1)
            ),
            "addresses": some(PLACES, 2),
            "notes": some(("Habla en público", "Reunión de 2024; pidió folletos"), 1),
            "tags": some(TAGS, 2),
            "groups": tuple(
                GroupMembership(group, "2020", dice.choice(("", "2024-05", "s/f", "2030")))
                for group in some(GROUPS, 2)
            ),
            "consulate": dice.choice(("", "", LOS_ANGELES, CHICAGO)),
        }

    organizations = [
        Card(
            "organization", official_name=LOS_ANGELES, organization_kind="consulado", main_category="consular"
        ),
        Card("organization", official_name=CHICAGO, organization_kind="consulado", main_category="consular"),
    ]
    for name, acronym in zip(HOSTS, ("UNAM", "", "CO'F", "INE"), strict=True):
        organizations.append(
            Card(
                "organization",
                official_name=name,
                acronym=acronym,
                other_names=(OtherName("Real y Pontificia", "anterior"),) if acronym == "UNAM" else (),
                organization_kind=dice.choice(("institución", "club", "medio")),
                main_category="academica" if acronym == "UNAM" else dice.choice(("osc", "")),
                further_categories=("osc",) if acronym == "UNAM" else (),
                country=dice.choice(("", "MX", "US")),
                **shared(),
            )
        )
    people = [
        Card(
            "person",
            given_names=dice.choice(("Ana María", "José", "Zoë", "Ñico", "Luz")),
            first_surname=dice.choice(
                ("Peña", "Pena", "García", "de la O", "O'Farrill", "Núñez", "Nunzio", "")
            ),
            second_surname=dice.choice(("", "Peña", "López")),
            known_as=dice.choice(("", "La Güera")),
            origin=dice.choice(("", "Iztapalapa", "Gustavo A. Madero")),
            leadership=dice.choice(("", "", "Dirige un club")),
            languages=some(("es", "en", "nah"), 2),
            posts=tuple(
                Post(host, dice.choice(TITLES), end=dice.choice(("", "2020", "2026-07", "2026-07-28", "s/f")))
                for host in some(HOSTS, 2)
            ),
            **shared(),
        )
        for _ in range(120)
    ]
    return [organizations + people[:40], people[40:80], people[80:]]


def late_on(day: datetime.date) -> Clock:
    """Half an hour before the day ends in Mexico City: in UTC it is the next day."""
    moment = datetime.datetime.combine(day, datetime.time(23, 30), HOME_ZONE)
    return Clock(lambda: moment)


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


# The evaluator: the language's rules once more, over plain values, with nothing shared but the tree.


def plain(text: str) -> str:
    text = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^a-z0-9]", " ", text.lower().replace("'", "")).split())


def ways(name: str) -> list[str]:
    """How a name may be typed."""
    found = [name, name.replace("'", " ")]
    return [*found, "ine"] if "I.N.E." in name else found


def names(card: Card) -> list[str]:
    return [
        way
        for name in (card.full_name, card.acronym, card.known_as, *(other.text for other in card.other_names))
        for way in ways(name)
    ]


def digits(phone: Phone) -> list[str]:
    number = phone.e164[1:]
    national = number[1:] if number[0] == "1" else number[2:]
    return [number, national, national[-8:], national[-7:], national[-4:]]


def texts(contact: Kept) -> list[str]:
    card = contact.card
    found = names(card) + [post.title for post in card.posts] + [email.address for email in card.emails]
    found += [way for host in contact.hosts for way in names(host)]
    found += [text for address in card.addresses for text in (address.city, address.state)]
    found += [number for phone in card.phones for number in digits(phone)]
    return [plain(text) for text in (*found, *card.notes)]


def begins(words: str, among: Iterable[str]) -> bool:
    """Whether each word begins one of the words of the texts."""
    known = [word for text in among for word in plain(text).split()]
    return all(any(other.startswith(word) for other in known) for word in plain(words).split())


def holds(phrase: str, among: Iterable[str]) -> bool:
    return any(f" {plain(phrase)} " in f" {plain(text)} " for text in among)


def lasts(end: str) -> bool:
    """Whether what ends then has not ended today."""
    return end == "" or (end != "s/f" and end + "-99-99" >= TODAY.isoformat())


def said(value: Value, whole: bool) -> Callable[[Iterable[str]], bool]:
    def check(among: Iterable[str]) -> bool:
        among = [text for text in among if text]
        if value.is_empty:
            return not among
        if value.quoted:
            return (
                any(plain(text) == plain(value.text) for text in among) if whole else holds(value.text, among)
            )
        return any(begins(value.text, [text]) for text in among)

    return check


def named(value: Value, among: Iterable[str], every: Iterable[str]) -> bool:
    """Tags, groups and consulates: by the whole name, else by beginnings of words."""
    if value.is_empty:
        return not list(among)
    exact = [name for name in every if plain(name) == plain(value.text)]
    meant = exact or [name for name in every if begins(value.text, [name])]
    return any(name in meant for name in among)


def meets(contact: Kept, name: str, value: Value, query: Query) -> bool:
    card = contact.card
    current = [(post, host) for post, host in zip(card.posts, contact.hosts, strict=True) if lasts(post.end)]
    lists = {
        "tipo": ([card.organization_kind or "persona"], {"clubes": "club"}),
        "categoria": ([card.main_category, *card.further_categories], {"académica": "academica"}),
        "pais": ([card.country, *(address.country for address in card.addresses)], {"Estados Unidos": "US"}),
        "idioma": (card.languages, {"español": "es", "inglés": "en"}),
    }
    if name in lists:
        known, aliases = lists[name]
        known = [code for code in known if code]
        return not known if value.is_empty else aliases.get(value.text, value.text) in known
    if name == "liderazgo":
        return (value.text == "sí") == bool(card.leadership)
    if name == "telefono":
        if value.is_empty:
            return not card.phones
        return any(begins(re.sub(r"\D", "", value.text), digits(phone)) for phone in card.phones)
    if name in ("creado", "cambiado"):
        if value.is_empty:
            return False
        days = query.days(value)
        return (days.first or datetime.date.min) <= contact.created <= (days.last or datetime.date.max)
    if name == "etiqueta":
        return named(value, card.tags, TAGS)
    if name == "red":
        return named(value, [group.group for group in card.groups if lasts(group.left)], GROUPS)
    if name == "consulado":
        return named(value, [card.consulate] if card.consulate else [], (LOS_ANGELES, CHICAGO))
    among = {
        "ciudad": [address.city for address in card.addresses],
        "estado": [address.state for address in card.addresses],
        "cargo": [post.title for post, _host in current],
        "institucion": [f"{host.official_name} {host.acronym}" for _post, host in current],
        "siglas": [card.acronym],
        "origen": [card.origin],
        "correo": [email.address for email in card.emails],
    }[name]
    return said(value, whole=name in ("ciudad", "estado"))(among)


def found_by_hand(contact: Kept, query: Query) -> bool:
    if query.subject == "consulados" and contact.card.organization_kind != "consulado":
        return False
    known = texts(contact)
    for term in query.terms:
        if isinstance(term, Word):
            holds_true = begins(term.text, known)
        elif isinstance(term, Phrase):
            holds_true = holds(term.text, known)
        else:
            holds_true = any(meets(contact, term.field, value, query) for value in term.values)
        if holds_true == term.negated:
            return False
    return True


def key(contact: Kept) -> tuple[object, ...]:
    """The Spanish order, with ñ as a letter of its own."""

    def letters(text: str) -> str:
        return plain(text.lower().replace("ñ", "n\u0303").replace("n\u0303", "nzzzz"))

    card = contact.card
    surnames = (card.first_surname, card.second_surname)
    parts = (*surnames, card.given_names) if any(surnames) else (card.full_name,)
    return ([letters(part) for part in parts], card.full_name, contact.id)


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
