"""Invented clubs and federations of people from Mexico City abroad: twelve federations, forty-eight clubs."""

from dataclasses import dataclass

from crm.cards import Card, Email, Link, OtherName, Phone, RelationTo
from crm.demo.dice import Dice
from crm.demo.institutions import INVENTED, street_line
from crm.demo.names import plain
from crm.demo.places import Map, PhoneBook, Place


@dataclass(frozen=True)
class _Federation:
    """A federation, where it sits, and the cities of its clubs."""

    name: str
    city: str
    club_cities: tuple[str, ...]


_FEDERATIONS = (
    _Federation(
        "Federación Ajolote de Clubes Capitalinos del Sur de California",
        "Los Ángeles",
        ("Los Ángeles", "Los Ángeles", "Long Beach", "Santa Ana", "San Diego"),
    ),
    _Federation(
        "Federación Jacaranda de Organizaciones Chilangas del Medio Oeste",
        "Chicago",
        ("Chicago", "Chicago", "Cicero", "Indianápolis", "Saint Paul"),
    ),
    _Federation(
        "Federación de Clubes del Valle de Anáhuac en Texas",
        "Houston",
        ("Houston", "Houston", "San Antonio", "Austin", "El Paso"),
    ),
    _Federation(
        "Consejo Colibrí de Clubes Defeños del Norte de Texas", "Dallas", ("Dallas", "Dallas", "Dallas")
    ),
    _Federation(
        "Federación Cempasúchil de Mexicanas y Mexicanos del Noreste",
        "Nueva York",
        ("Nueva York", "Nueva York", "Passaic", "Filadelfia", "Boston"),
    ),
    _Federation("Federación Alebrije del Sureste", "Atlanta", ("Atlanta", "Atlanta", "Raleigh", "Miami")),
    _Federation("Federación Nopalera de Arizona", "Phoenix", ("Phoenix", "Phoenix", "Tucson")),
    _Federation("Unión de Clubes Trajinera de Nevada", "Las Vegas", ("Las Vegas", "Las Vegas")),
    _Federation("Federación Organillero del Norte de California", "San José", ("San José", "San Francisco")),
    _Federation(
        "Federación Maple y Nopal de Clubes Capitalinos en Canadá",
        "Toronto",
        ("Toronto", "Montreal", "Vancouver"),
    ),
    _Federation(
        "Federación Ahuehuete de Asociaciones Chilangas en España", "Madrid", ("Madrid", "Barcelona")
    ),
    _Federation(
        "Federación Xoloitzcuintle de Mexicanas y Mexicanos en Europa",
        "Berlín",
        ("Berlín", "Londres", "París"),
    ),
)
_UNFEDERATED_CITIES = ("Los Ángeles", "Chicago", "Denver", "Seattle", "Londres", "Dublín")

_CLUBS = (
    "Club Los Organilleros",
    "Club Social Iztapalapa Imaginaria",
    "Club Tlacoyo y Comal",
    "Club Chinampa Viva",
    "Club Los Camoteros",
    "Club Deportivo Ajolotes",
    "Comité Pro Fiestas de San Lunes",
    "Club Barrio Bravo de Papel",
    "Club Las Jacarandas",
    "Club Pregoneros Unidos",
    "Sociedad de Estudiantes del Ajolote",
    "Club de Danza Mictlán",
    "Club Esquina Sonidera",
    "Club Pan de Nata",
    "Círculo de Lectura La Nopalera",
    "Club Azotea y Tendedero",
)


def clubs_and_federations(dice: Dice, places: Map, phones: PhoneBook) -> list[tuple[Card, Place]]:
    """Twelve federations and then forty-eight clubs, each with its place; most clubs belong to a federation."""
    by_city = {place.city: place for place in places.places}
    made: list[tuple[Card, Place]] = []
    for number, federation in enumerate(_FEDERATIONS):
        ally = (RelationTo("allied_with", _FEDERATIONS[number - 1].name),) if number % 3 == 1 else ()
        place = by_city[federation.city]
        made.append(_organization(dice, federation.name, "federación", place, places, phones, ally))
    seats = [(federation, city) for federation in _FEDERATIONS for city in federation.club_cities]
    taken: set[str] = set()
    for federation, city in seats:
        name = _club_name(dice, city, taken)
        made.append(
            _organization(
                dice, name, "club", by_city[city], places, phones, (_membership(dice, federation.name),)
            )
        )
    for city in _UNFEDERATED_CITIES:
        name = _club_name(dice, city, taken)
        made.append(_organization(dice, name, "club", by_city[city], places, phones, ()))
    return made


def _club_name(dice: Dice, city: str, taken: set[str]) -> str:
    free = [name for club in _CLUBS if (name := f"{club} de {city}") not in taken]
    name = dice.pick(free)
    taken.add(name)
    return name


def _membership(dice: Dice, federation: str) -> RelationTo:
    today = dice.today
    start = dice.partial_date(
        today.replace(year=today.year - 12, day=1), today.replace(year=today.year - 2, day=1)
    )
    ended = dice.chance(0.08)
    end = dice.partial_date(today.replace(year=today.year - 1, month=1, day=1), today) if ended else ""
    return RelationTo("member_of", federation, start if dice.chance(0.7) else "", end)


def _organization(
    dice: Dice,
    name: str,
    organization_kind: str,
    place: Place,
    places: Map,
    phones: PhoneBook,
    relations: tuple[RelationTo, ...],
) -> tuple[Card, Place]:
    slug = "".join(char for char in plain(name).lower() if char.isalnum())
    card = Card(
        kind="organization",
        uid=dice.uid(),
        official_name=name,
        other_names=(OtherName(f"{name}, A. C.", "anterior", "2019"),) if dice.chance(0.15) else (),
        organization_kind=organization_kind,
        main_category="migrante",
        country=place.country,
        relations=relations,
        phones=(Phone(phones.number(place), use="móvil"),) if dice.chance(0.75) else (),
        emails=(Email(f"{slug[:40]}@example.org", "trabajo"),) if dice.chance(0.8) else (),
        addresses=(
            place.address(
                "oficina",
                street_line(dice) if dice.chance(0.6) else "",
                places.postcode(place),
                places.city(place),
            ),
        ),
        links=(Link(f"https://facebook.example.com/{slug[:40]}", "facebook"),) if dice.chance(0.6) else (),
        consulate=place.consulate,
        source=INVENTED,
    )
    return card, place
