"""More contacts than any office has, for measuring: made fast, without any step that takes long per card.

The organisations are associations, clubs and media, so the table of institutions stays that of SISCOI at any size.
"""

from collections.abc import Iterator

from crm.cards import Address, Card, Email, Phone, Post
from crm.demo.dice import Dice
from crm.demo.institutions import INVENTED
from crm.demo.names import Names
from crm.demo.places import Map, PhoneBook, Place, fill

_PERSONS_PER_ORGANIZATION = 9
_PREFIXES = (
    ("Club Social", "club"),
    ("Asociación de Mexicanas y Mexicanos", "asociación"),
    ("Club Deportivo", "club"),
    ("Sociedad de Estudiantes", "asociación"),
    ("Cámara de Comercio", "asociación"),
    ("Radio Comunitaria", "medio"),
    ("Grupo de Danza", "asociación"),
    ("Comité de Fiestas", "club"),
    ("Red de Mujeres", "asociación"),
    ("Semanario", "medio"),
    ("Liga de Futbol", "club"),
    ("Fundación", "asociación"),
    ("Círculo", "club"),
)
_MOTIFS = (
    "Ajolote", "Alebrije", "Jacaranda", "Cempasúchil", "Organillero", "Trajinera", "Nopal", "Quetzal", "Colibrí",
    "Chinampa", "Tlacoyo", "Comal", "Rebozo", "Papalote", "Marimba", "Molcajete", "Copal", "Obsidiana", "Ahuehuete",
    "Tezontle", "Amaranto", "Maguey", "Xoloitzcuintle", "Cacao", "Tianguis", "Sonidero", "Piñata", "Calaverita",
    "Zócalo de Papel", "Águila Imaginaria", "Luna de Octubre", "Sol de Anáhuac", "Viento de Cuévano",
)  # fmt: skip
_GROUNDS = (
    "de las Lomas", "del Puente", "de la Esquina", "del Barrio", "de la Misión", "del Mercado", "del Río", "de la Loma",
    "del Parque", "de la Estación", "del Norte", "del Sur", "del Oriente", "del Poniente", "de la Colina", "del Lago",
    "del Valle", "de la Plaza", "de San Lunes", "de San Martes", "de San Jueves", "de los Arcos", "de los Pinos",
    "de las Rosas", "del Jardín", "del Molino", "de la Bahía", "del Canal", "de la Ribera", "del Cerro", "del Mirador",
    "de la Noria", "del Pozo", "de la Cruz Verde", "del Encino", "de las Palmas", "de los Sauces",
)  # fmt: skip
_TITLES = ("Presidencia", "Vocalía", "Secretaría", "Tesorería", "", "Coordinación", "Enlace comunitario")
_PARTS = ("", "", "", "enlace", "", "titular", "")
_HOSTS = ("example.org", "example.com", "example.net")


class Crowd:
    """Makes contacts in endless number: an organisation, then some people, of whom half belong to one."""

    def __init__(self, dice: Dice, places: Map) -> None:
        self._dice = dice
        self._names = Names(dice)
        self._phones = PhoneBook(places.places, fictitious_only=False)
        self._places = places.all
        self._organizations: list[str] = []
        self._residences = {
            place.city: [
                place.address("residencia", city=city) for city in (place.city, place.city, *place.spellings)
            ]
            for place in places.places
        }

    def contacts(self, count: int) -> Iterator[Card]:
        """``count`` contacts; an organisation comes before the people who have a post in it."""
        for number in range(count):
            if number % (_PERSONS_PER_ORGANIZATION + 1):
                yield self._person(number)
            else:
                yield self._organization(number)

    def _organization(self, number: int) -> Card:
        bits = self._dice.bits(40)
        place = self._places[bits & 4095]
        prefix, kind = _PREFIXES[(bits >> 12) % len(_PREFIXES)]
        name = self._free_name(prefix, len(self._organizations), place)
        self._organizations.append(name)
        return Card(
            kind="organization",
            uid=self._dice.uid(),
            official_name=name,
            organization_kind=kind,
            main_category="medio" if kind == "medio" else "migrante",
            country=place.country,
            phones=(Phone(self._phones.number(place), "", "trabajo"),) if bits >> 20 & 3 else (),
            emails=(Email(f"contacto{number}@{_HOSTS[number % 3]}", "trabajo"),) if bits >> 22 & 3 else (),
            addresses=(place.address("oficina", "", fill(place.postcode, bits >> 9), place.city),),
            consulate=place.consulate,
            source=INVENTED,
        )

    def _free_name(self, prefix: str, serial: int, place: Place) -> str:
        # Motif and ground count through all their pairs; a further "núm." keeps the name the only one.
        serial, motif = divmod(serial, len(_MOTIFS))
        serial, ground = divmod(serial, len(_GROUNDS))
        number = f" núm. {serial + 1}" if serial else ""
        return f"{prefix} {_MOTIFS[motif]} {_GROUNDS[ground]}{number} ({place.city})"

    def _person(self, number: int) -> Card:
        name = self._names.draw()
        bits = self._dice.bits(48)
        place = self._places[bits & 4095]
        post: tuple[Post, ...] = ()
        if bits & 0x3000:
            # The square makes some organisations large and most small, as they are.
            share = (bits >> 14 & 1023) / 1024
            role = (bits >> 24) % len(_TITLES)
            organization = self._organizations[int(share * share * len(self._organizations))]
            post = (Post(organization, _TITLES[role], _PARTS[role], _STARTS[bits >> 33 & 7]),)
        residences = self._residences[place.city]
        address: tuple[Address, ...] = ()
        if bits & 0xC000:
            spelling = bits >> 40 & 15
            address = (residences[spelling if spelling < len(residences) else 0],)
        return Card(
            kind="person",
            uid=self._dice.uid(),
            given_names=name.given,
            first_surname=name.first,
            second_surname=name.second,
            posts=post,
            phones=(Phone(self._phones.number(place), "", "móvil"),) if bits & 0x30000 else (),
            emails=(Email(f"{name.mail}.{number}@{_HOSTS[number % 3]}"),) if bits & 0xC0000 else (),
            addresses=address,
            consulate=place.consulate,
            source=INVENTED,
        )


_STARTS = ("", "", "2021", "2022", "2023-05", "2024-01-15", "", "2019")
