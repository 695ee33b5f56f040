"""Invented people. They hold posts in invented institutions and clubs only, never in a real one."""

import datetime
from collections.abc import Iterator, Sequence

from crm.cards import Address, Card, Email, GroupMembership, Phone, Post
from crm.demo.dice import Dice
from crm.demo.institutions import INVENTED, street_line
from crm.demo.names import Names, PersonName
from crm.demo.places import Map, PhoneBook, Place

GROUPS = ("Red Voto Chilango", "Red de Observación")

_ALCALDIAS = (
    "Iztapalapa",
    "Gustavo A. Madero",
    "Cuauhtémoc",
    "Tlalpan",
    "Coyoacán",
    "Álvaro Obregón",
    "Xochimilco",
    "Venustiano Carranza",
    "Azcapotzalco",
    "Iztacalco",
    "Tláhuac",
    "Milpa Alta",
    "Benito Juárez",
    "Miguel Hidalgo",
    "La Magdalena Contreras",
    "Cuajimalpa de Morelos",
)
_TAGS = (
    "voto electrónico",
    "credencialización",
    "Diputación Migrante",
    "La Ruta Chilanga",
    "prioritario",
    "juventudes",
    "medios",
    "invitar a informe",
    "observación electoral",
    "no localizado",
)
_LANGUAGES = {"US": "en", "CA": "en", "GB": "en", "IE": "en", "DE": "de", "FR": "fr", "CH": "de", "IT": "it"}
_HEADS_BY_WORD = {
    "Secretaría": ("Secretaria", "Secretario"),
    "Ayuntamiento": ("Presidenta Municipal", "Presidente Municipal"),
    "Congreso": ("Presidenta de la Mesa Directiva", "Presidente de la Mesa Directiva"),
    "Tribunal": ("Magistrada Presidenta", "Magistrado Presidente"),
    "Universidad": ("Rectora", "Rector"),
    "University": ("Rectora", "Rector"),
}
_HEADS = {
    "gubernamental": ("Directora General", "Director General"),
    "academica": ("Directora", "Director"),
    "electoral": ("Consejera Presidenta", "Consejero Presidente"),
    "osc": ("Presidenta", "Presidente"),
    "migrante": ("Presidenta", "Presidente"),
}
_STAFF = {
    "gubernamental": (("Coordinadora de Vinculación", "Coordinador de Vinculación"), ("Asesora", "Asesor")),
    "academica": (
        ("Directora de Relaciones Internacionales", "Director de Relaciones Internacionales"),
        ("Profesora investigadora", "Profesor investigador"),
    ),
    "electoral": (
        ("Consejera Electoral", "Consejero Electoral"),
        ("Secretaria Ejecutiva", "Secretario Ejecutivo"),
    ),
    "osc": (("Coordinadora de proyectos", "Coordinador de proyectos"), ("Vocera", "Vocero")),
    "migrante": (("Secretaria", "Secretario"), ("Tesorera", "Tesorero"), ("Vocal", "Vocal")),
}
_TREATMENTS = {
    "academica": (("Dra.", "Dr."), ("Mtra.", "Mtro."), ("Dra.", "Dr.")),
    "gubernamental": (("Lic.", "Lic."), ("Mtra.", "Mtro."), ("Ing.", "Ing.")),
}
_PLAIN_TREATMENTS = (("Lic.", "Lic."), ("C.", "C."), ("Sra.", "Sr."))
_MAIL_HOSTS = ("example.org", "example.com", "example.net")


class People:
    """Makes people, one after the other; each organisation has at most one head at a time."""

    def __init__(self, dice: Dice, places: Map, phones: PhoneBook) -> None:
        self._dice = dice
        self._places = places
        self._phones = phones
        self._names = Names(dice)
        self._made = 0

    def of(self, employers: Sequence[tuple[Card, Place]], count: int) -> Iterator[Card]:
        """``count`` people: heads, liaisons, former heads and staff of the employers, and some without a post.

        First every employer gets a head and many a former one, while the count lasts; then staff is added.
        """
        clubs = [employer for employer in employers if employer[1].is_abroad]
        left = count
        for organization, place in employers:
            for post in self._heads(organization):
                if left:
                    left -= 1
                    yield self._person(organization, place, post)
        for _ in range(left):
            if self._dice.chance(0.12):
                yield self._person(None, self._dice.pick(self._places.abroad), None)
            else:
                organization, place = self._dice.pick(clubs if self._dice.chance(0.5) else employers)
                yield self._person(organization, place, self._staff(organization))

    def _heads(self, organization: Card) -> Iterator[tuple[tuple[str, str], str, str, str]]:
        dice, today = self._dice, self._dice.today
        first_word = organization.official_name.split()[0]
        titles = _HEADS_BY_WORD.get(first_word, _HEADS[organization.main_category])
        change = today - datetime.timedelta(days=200 + dice.bits(10))
        if dice.chance(0.35):
            begun = change - datetime.timedelta(days=900)
            start = dice.partial_date(begun - datetime.timedelta(days=700), begun) if dice.chance(0.6) else ""
            end = (
                dice.partial_date(change - datetime.timedelta(days=60), change) if dice.chance(0.8) else "s/f"
            )
            yield titles, "titular", start, end
        if dice.chance(0.92):
            newer = change + datetime.timedelta(days=1)
            start = dice.partial_date(newer, newer + datetime.timedelta(days=120)) if dice.chance(0.7) else ""
            yield titles, "titular", start, ""

    def _staff(self, organization: Card) -> tuple[tuple[str, str], str, str, str]:
        dice, today = self._dice, self._dice.today
        part = "enlace" if dice.chance(0.4) else ""
        long_ago = today - datetime.timedelta(days=3000)
        start = dice.partial_date(long_ago, today - datetime.timedelta(days=800)) if dice.chance(0.5) else ""
        end = ""
        if dice.chance(0.15):
            last_year = today - datetime.timedelta(days=366)
            end = dice.partial_date(last_year, today) if dice.chance(0.8) else "s/f"
        return dice.pick(_STAFF[organization.main_category]), part, start, end

    def _person(
        self, organization: Card | None, place: Place, post: tuple[tuple[str, str], str, str, str] | None
    ) -> Card:
        dice = self._dice
        name = self._names.draw()
        self._made += 1
        migrant = place.is_abroad
        leads = migrant and (organization is None or organization.organization_kind != "institución")
        return Card(
            kind="person",
            uid=dice.uid(),
            given_names=name.given,
            first_surname=name.first,
            second_surname=name.second,
            treatment=self._treatment(organization, name),
            known_as=name.given.split()[0] if dice.chance(0.04) else "",
            origin=dice.pick(_ALCALDIAS) if leads and dice.chance(0.8) else "",
            languages=self._languages(place),
            leadership=dice.pick(_LEADERSHIPS) if leads and dice.chance(0.35) else "",
            posts=(self._post(organization, name, post),) if organization and post else (),
            phones=self._numbers(place),
            emails=self._mails(name),
            addresses=self._residence(place),
            tags=self._tags(),
            groups=self._groups(migrant),
            consulate=place.consulate if migrant and dice.chance(0.9) else "",
            notes=(dice.pick(_NOTES),) if dice.chance(0.06) else (),
            source=INVENTED,
            verified_on=self._verified(),
        )

    def _post(
        self, organization: Card, name: PersonName, post: tuple[tuple[str, str], str, str, str]
    ) -> Post:
        titles, part, start, end = post
        return Post(organization.official_name, titles[name.gender == "m"], part, start, end)

    def _treatment(self, organization: Card | None, name: PersonName) -> str:
        if not self._dice.chance(0.6):
            return ""
        category = organization.main_category if organization else ""
        return self._dice.pick(_TREATMENTS.get(category, _PLAIN_TREATMENTS))[name.gender == "m"]

    def _languages(self, place: Place) -> tuple[str, ...]:
        known = ["es"] if self._dice.chance(0.5) else []
        if known and place.country in _LANGUAGES and self._dice.chance(0.7):
            known.append(_LANGUAGES[place.country])
        if known and self._dice.chance(0.04):
            known.append(self._dice.pick(("nah", "mix", "zap", "oto", "maz")))
        return tuple(known)

    def _numbers(self, place: Place) -> tuple[Phone, ...]:
        chance = self._dice.random.random()
        if chance < 0.22:
            return ()
        numbers = [Phone(self._phones.number(place), use="móvil" if chance < 0.7 else "")]
        if chance > 0.78:
            extension = str(100 + self._dice.bits(8)) if chance > 0.9 else ""
            numbers.append(Phone(self._phones.number(place), extension, "trabajo"))
        return tuple(numbers)

    def _mails(self, name: PersonName) -> tuple[Email, ...]:
        chance = self._dice.random.random()
        if chance < 0.18:
            return ()
        mails = [
            Email(
                f"{name.mail}{self._made}@{self._dice.pick(_MAIL_HOSTS)}", "personal" if chance < 0.6 else ""
            )
        ]
        if chance > 0.85:
            mails.append(Email(f"{name.mail}{self._made}@oficina.example.org", "trabajo"))
        return tuple(mails)

    def _residence(self, place: Place) -> tuple[Address, ...]:
        chance = self._dice.random.random()
        if chance < 0.15:
            return ()
        city = self._places.city(place)
        if chance < 0.6:
            return (place.address("residencia", city=city),)
        return (place.address("residencia", street_line(self._dice), self._places.postcode(place), city),)

    def _tags(self) -> tuple[str, ...]:
        if not self._dice.chance(0.25):
            return ()
        return tuple(dict.fromkeys(self._dice.pick(_TAGS) for _ in range(1 + self._dice.bits(1))))

    def _groups(self, migrant: bool) -> tuple[GroupMembership, ...]:
        dice, today = self._dice, self._dice.today
        if not dice.chance(0.3 if migrant else 0.12):
            return ()
        group = GROUPS[0] if migrant and dice.chance(0.8) else GROUPS[1]
        year_ago = today - datetime.timedelta(days=365)
        joined = (
            dice.partial_date(today - datetime.timedelta(days=1500), year_ago) if dice.chance(0.85) else ""
        )
        left = dice.partial_date(year_ago + datetime.timedelta(days=1), today) if dice.chance(0.12) else ""
        return (GroupMembership(group, joined, left),)

    def _verified(self) -> str:
        if not self._dice.chance(0.3):
            return ""
        return self._dice.partial_date(self._dice.today - datetime.timedelta(days=900), self._dice.today)


_LEADERSHIPS = (
    "Comunidad de Iztapalapa",
    "Estudiantes mexicanas y mexicanos",
    "Comerciantes de la zona",
    "Club de migrantes",
    "Promoción del voto desde el extranjero",
    "Grupo de danza y tradiciones",
    "Mujeres migrantes",
    "Trabajadoras y trabajadores del campo",
)
_NOTES = (
    "Prefiere que se le llame por las tardes.",
    "Pidió información sobre la credencial para votar desde el extranjero.",
    "Cambió de número; confirmar en la próxima reunión.",
    "Interesada en la segunda edición de La Ruta Chilanga.",
    "Ofreció su local para sesiones informativas.",
)
