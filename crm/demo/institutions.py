"""The demo's institutions: real ones up to each SISCOI figure, the rest invented and plainly so.

Invented names speak of states and towns that do not exist (Cíbola, Cuévano, Villa Cempasúchil …).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from crm.cards import Address, Card, Email, Link, Phone
from crm.demo.dice import Dice
from crm.demo.names import plain
from crm.demo.places import Map, PhoneBook, Place

INVENTED = "inventado para la demostración"
"""The source of every invented contact."""

SISCOI_FIGURES: Mapping[str, int] = {
    "gubernamental": 364,
    "academica": 181,
    "electoral": 169,
    "internacional": 37,
    "osc": 61,
    "privada": 11,
}
"""SISCOI (cut of August 2024): 823 memberships of 822 institutions."""

_STATES = (
    "Anáhuac",
    "Cíbola",
    "Quivira",
    "Tamoanchan",
    "Chicomóztoc",
    "Cuévano",
    "Tlalocan",
    "Nueva Aztlán",
    "Macondo",
    "Luvina",
    "Sierra del Quetzal",
    "Tierra Incógnita",
)
_TOWNS = (
    "Villa Cempasúchil",
    "Puerto Alebrije",
    "San Garabato de las Tunas",
    "Real de Jícamas",
    "Ojo de Ajolote",
    "Valle del Colibrí Azul",
    "Nopaltepetitlán",
    "Xoloitzcuintla de los Perros",
    "Barranca de los Alebrijes",
    "Santa Rita de los Chapulines",
    "Huitlacochtlán",
    "San Pascualito Piñata",
    "Las Tres Trajineras",
    "Cerro del Papalote",
    "Molcajete el Grande",
    "Ciudad Marimba",
    "Santo Tomás Tlacoyo",
    "Laguna del Axólotl",
    "Villa de las Jacarandas Eternas",
    "Tepalcatitlán del Comal",
    "San Lunes de las Rosas",
    "Los Siete Rebozos",
)
_STATE_OFFICES = (
    "Secretaría de Asuntos Migrantes del Estado de {}",
    "Secretaría de Gobierno del Estado de {}",
    "Secretaría de Educación y Cultura del Estado de {}",
    "Congreso del Estado de {}",
    "Instituto de las Mujeres del Estado de {}",
    "Comisión Estatal de Derechos Humanos de {}",
    "Oficina de Representación del Gobierno de {} en la Ciudad de México",
    "Dirección General del Registro Civil de {}",
    "Consejo Estatal de Población de {}",
    "Instituto de la Juventud de {}",
    "Coordinación de Asuntos Internacionales de {}",
    "Archivo General del Estado de {}",
)
_TOWN_OFFICES = (
    "Ayuntamiento de {}",
    "Instituto Municipal de Atención a Personas Migrantes de {}",
    "Dirección de Participación Ciudadana de {}",
    "Casa de la Cultura de {}",
    "Oficina Municipal de Enlace con la Secretaría de Relaciones Exteriores de {}",
)
_SCHOOLS = (
    "Universidad Autónoma de {}",
    "Universidad Pedagógica de {}",
    "Instituto Tecnológico Superior de {}",
    "Universidad Intercultural de {}",
    "Escuela Normal Rural de {}",
)
_SCHOOLS_ABROAD = (
    "Axolotl Institute for Mexican Studies",
    "Nopal State University",
    "University of Southern Cíbola",
    "Quivira College, Department of Invented Studies",
)
_SINGULAR_SCHOOLS = (
    *_SCHOOLS_ABROAD,
    "Universidad del Ajolote",
    "Universidad de la Quesadilla con Queso",
    "El Colegio de la Frontera Imaginaria",
    "Centro de Estudios de la Migración Chilanga Imaginaria",
    "Instituto de Investigaciones sobre el Voto a Distancia del Ajolote",
    "Facultad de Ciencias Políticas y Sociales de la Universidad del Ajolote",
    "Colegio de Ciencias y Humanidades de la Trajinera",
)
_PARENTS = {
    "Facultad de Ciencias Políticas y Sociales de la Universidad del Ajolote": "Universidad del Ajolote"
}
_ELECTORAL = ("Instituto Electoral del Anáhuac", "Tribunal Electoral del Anáhuac")
_SOCIETY = (
    "Iniciativa Ajolote por el Voto Migrante, A. C.",
    "Fundación Organillero para la Participación Ciudadana",
    "Colectiva Cempasúchil de Mujeres Migrantes",
    "Observatorio Ciudadano de Villa Cempasúchil",
    "Red Alebrije de Voluntariado Electoral",
    "Tlacuaches por la Transparencia, A. C.",
    "Asociación de Derechos Humanos de Cuévano",
    "Laboratorio de Democracia del Colibrí Azul",
    "Causa Jacaranda",
    "Alianza Xoloitzcuintle por la Infancia Binacional",
    "Centro de Apoyo a Personas Retornadas de Puerto Alebrije",
    "Fundación Trajinera, I. A. P.",
    "Ciudadanía en Movimiento de Cíbola",
    "Vigilantes del Maíz y del Voto, A. C.",
    "Mesa de Diálogo Tierra Incógnita",
)


def institutions(
    dice: Dice, real: Sequence[Card], places: Map, phones: PhoneBook
) -> tuple[list[Card], list[tuple[Card, Place]]]:
    """All institutions, and apart from them the invented ones with their places.

    ``real`` are catalogue cards, of which each category takes the first ones up to its figure. Invented names
    come in another order with every seed.
    """
    cards = [card for card in real if card.organization_kind == "institución"]
    chosen: list[Card] = []
    invented: list[tuple[Card, Place]] = []
    further = [category for card in cards for category in card.further_categories]
    for category, figure in SISCOI_FIGURES.items():
        wanted = figure - further.count(category)
        taken = [card for card in cards if card.main_category == category][:wanted]
        chosen += taken
        drawn = _invented_names(dice, category)
        invented += [
            _institution(dice, name, category, places, phones) for name in islice(drawn, wanted - len(taken))
        ]
    return chosen + [card for card, _ in invented], invented


def _invented_names(dice: Dice, category: str) -> Iterator[str]:
    if category == "gubernamental":
        names = [office.format(state) for office, state in product(_STATE_OFFICES, _STATES)]
        names += [office.format(town) for office, town in product(_TOWN_OFFICES, _TOWNS)]
    elif category == "academica":
        # "Universidad Anáhuac" is real: no invented school bears that name.
        names = [school.format(place) for school, place in product(_SCHOOLS, _STATES[1:] + _TOWNS)]
        dice.random.shuffle(names)
        yield from _SINGULAR_SCHOOLS
    elif category == "electoral":
        names = list(_ELECTORAL)
        yield from names
        return
    else:
        names = list(_SOCIETY)
    dice.random.shuffle(names)
    yield from names


_SUBTYPES = {
    "gubernamental": "dependencia",
    "academica": "universidad/centro de investigación",
    "electoral": "OPLE",
    "osc": "sociedad civil",
}


def _institution(dice: Dice, name: str, category: str, places: Map, phones: PhoneBook) -> tuple[Card, Place]:
    place = dice.pick(places.abroad if name in _SCHOOLS_ABROAD else places.mexico)
    card = Card(
        kind="organization",
        uid=dice.uid(),
        official_name=name,
        acronym=_initials(name) if dice.chance(0.4) else "",
        organization_kind="institución",
        subtype=_SUBTYPES[category],
        main_category=category,
        parent=_PARENTS.get(name, ""),
        country=place.country,
        phones=(Phone(phones.number(place), _extension(dice), "trabajo"),) if dice.chance(0.7) else (),
        emails=_switchboard(dice, name),
        addresses=(_office(dice, places, place),) if dice.chance(0.85) else (),
        links=(Link(f"https://{_slug(name)}.example.org/"),) if dice.chance(0.35) else (),
        consulate=place.consulate,
        source=INVENTED,
        verified_on=_verified(dice),
    )
    return card, place


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace(",", "").split() if word[0].isupper())


def _slug(name: str) -> str:
    words = [word for word in plain(name).lower().split() if len(word) > 3 and word.isalpha()]
    return "-".join((words[0], words[-1])) if len(words) > 1 else words[0]


def _extension(dice: Dice) -> str:
    return str(1000 + dice.bits(9)) if dice.chance(0.3) else ""


def _switchboard(dice: Dice, name: str) -> tuple[Email, ...]:
    if not dice.chance(0.7):
        return ()
    box = dice.pick(("contacto", "vinculacion", "oficialia", "presidencia", "info"))
    return (Email(f"{box}@{_slug(name)}.example.org", "trabajo"),)


_STREETS = (
    "Av. de los Alebrijes",
    "Calle de las Jacarandas",
    "Calz. del Ajolote",
    "Callejón del Organillero",
    "Paseo de la Chinampa",
    "Av. Cempasúchil",
    "Cjón. de la Nopalera",
    "Calle 5 de Febrero Imaginario",
)


def street_line(dice: Dice) -> str:
    """A street and number that stand nowhere."""
    return f"{dice.pick(_STREETS)} {1 + dice.bits(10)}"


def _office(dice: Dice, places: Map, place: Place) -> Address:
    return place.address("oficina", street_line(dice), places.postcode(place), places.city(place))


def _verified(dice: Dice) -> str:
    if not dice.chance(0.4):
        return ""
    return dice.partial_date(dice.today.replace(year=dice.today.year - 3, day=1), dice.today)
