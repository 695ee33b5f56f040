"""Contacts as uneven as real ones, and the query language's rules once more over plain values.

Nothing is shared with what is tested but the tree of a query.
"""

import datetime
import random
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crm.cards import Address, Card, Email, GroupMembership, OtherName, Phone, Post
from crm.clock import HOME_ZONE, Clock
from crm.query import Phrase, Query, Value, Word

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
    if name == "operacion":
        # Each day was one operation, the first ones of the base; later ones gave posts to institutions of the first.
        return not value.is_empty and int(value.text) == 1 + DAYS.index(contact.created)
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
