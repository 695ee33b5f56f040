"""One row of a sheet of activities: what each of its cells says, and what in it cannot be."""

import datetime
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from crm import countries, languages, zones
from crm.activity_rules import check
from crm.activity_values import DONE, MODALITIES, PLANNED, STATES, NewActivity, When
from crm.errors import InvalidValue
from crm.importing.activity_columns import EITHER
from crm.importing.activity_drafts import Draft, Said, names_in, persons_in, sorted_out
from crm.importing.activity_names import Names
from crm.importing.cells import Problem
from crm.importing.columns import Columns
from crm.importing.matter_cells import MatterCells, yes_or_no
from crm.matter_columns import split, unescape
from crm.partial_dates import PartialDate
from crm.product_rows import quantity
from crm.texts import _
from crm.vocabularies import squash
from db.folding import fold

Value = TypeVar("Value")

_WITH_HOUR = re.compile(r"(.*\S)[ T]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)")
_SECONDS = re.compile(r"(\d{1,2}:\d{2}):\d{2}(?:\.\d+)?")
_RANGE = re.compile(r"(.*\d.*?)\s*(?:\ba\b|[-–—])\s*(\d.*)", re.IGNORECASE)
_MODALITIES = {squash(name): name for name in MODALITIES} | {
    squash(other): name
    for name, others in {
        "virtual": "remota, en línea, a distancia, videoconferencia, online, zoom, webex, teams",
        "presencial": "en persona, in situ",
        "híbrida": "mixta, híbrido, semipresencial",
    }.items()
    for other in others.split(", ")
}
_STATES = {squash(name): name for name in STATES} | {
    squash(other): name
    for name, others in {
        "planeada": "programada, por realizar, pendiente",
        "realizada": "hecha, concluida, cumplida, efectuada",
        "cancelada": "suspendida",
        "pospuesta": "reprogramada, aplazada, diferida",
    }.items()
    for other in others.split(", ")
}
_FIELDS = {
    "titulo": "title",
    "lugar": "place",
    "ciudad": "city",
    "liga": "link",
    "medio": "medium",
    "orden": "agenda",
    "minuta": "minutes",
    "fuente": "source",
}
"""The fields of texts kept as they are written, by column."""

_NUMBERS = {
    "asistentes": "attendance",
    "nacionalidades": "nationalities",
    "impresiones": "impressions",
    "interacciones": "interactions",
}
_COLUMN_OF = {
    **{field: key for key, field in {**_FIELDS, **_NUMBERS}.items()},
    "kind": "tipo",
    "start_on": "fecha",
    "start_time": "hora",
    "end_on": "fecha_fin",
    "end_time": "hora_fin",
    "zone": "zona",
    "state": "estado",
    "modality": "modalidad",
    "country": "pais",
    "language": "idioma",
    "counts": "cuenta",
    "tour": "gira",
    "notes": "notas",
    "uid": "uid",
}
"""The column that a field at fault stands in."""

_REGIONS = frozenset(
    ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
)

_OF_DAY = {"fecha": "start", "hora": "time", "fecha_fin": "end", "hora_fin": "end_time"}


class RowReader(MatterCells):
    """Makes activities of rows. Where the columns are is settled once; each row is read on its own."""

    def __init__(self, columns: Columns, names: Names, *, today: datetime.date, mend: bool = False) -> None:
        super().__init__(columns, today=today, mend=mend)
        self._names = names

    def draft(self, cells: Sequence[str]) -> Draft | list[Problem]:
        """What a row is: an activity, or what is wrong with it."""
        self.take(cells)
        values: dict[str, Any] = {}
        when = self._when()
        values["kind"] = self.needed(
            "tipo", self._names.kind, 0, _("Falta el tipo de actividad; elija uno de la lista.")
        )
        values |= {field: self._text(key) for key, field in _FIELDS.items()}
        values |= {field: self.read(key, quantity, None) for key, field in _NUMBERS.items()}
        values["state"] = self.read("estado", _state, self._usual_state(when))
        values["modality"] = self.read("modalidad", _modality, "")
        values["country"] = self.read("pais", _country, "")
        values["language"] = self.read("idioma", _language, "")
        values["of_others"] = self.read("terceros", yes_or_no, False)
        values["tour"] = self.read("gira", lambda text: self._names.tour(text, when.start), None)
        values["counts"] = self.each("cuenta", lambda codes: self._names.counts(codes, when.start))
        values["participants"] = self.each(
            "organiza", lambda found: tuple(dict.fromkeys(self._names.of_ours(name) for name in found))
        )
        values["notes"] = tuple(map(unescape, split(self.said.get("notas", ""))))
        persons, institutions = self._company()
        new = NewActivity(**values, when=when, uid=self._text("uid"))
        if not self.problems:
            self._check(new)
        if self.problems:
            return self.problems
        tags = tuple(dict.fromkeys(names_in(self.said.get("etiquetas", ""))))
        return Draft(new, self._given(when), tuple(persons), tuple(institutions), tags)

    def _text(self, key: str) -> str:
        text = self.said.get(key, "")
        return " ".join(text.split()) if key == "titulo" else text

    def _when(self) -> When:
        day, hour = _day_and_hour(self.said.get("fecha", ""))
        last_day, last_hour = _day_and_hour(self.said.get("fecha_fin", ""))
        start = self.day("fecha", day)
        end = self.day("fecha_fin", last_day)
        times = self.read("hora", _hours, ("", ""))
        last = self.read("hora_fin", _hours, ("", ""))
        time = times[0] or _hours(hour)[0]
        return When(
            start,
            time,
            "" if end == start else end,
            last[0] or times[1] or (_hours(last_hour)[0] if time else ""),
            self.read("zona", _zone, ""),
        )

    def _usual_state(self, when: When) -> str:
        start = PartialDate.parse(when.start or "s/f")
        return PLANNED if not start.is_unknown and start.earliest > self.today else DONE

    def _company(self) -> tuple[list[Said], list[str]]:
        """Who took part from outside the institute, each name looked up so that what is wrong with one is told."""
        persons = persons_in(self.said.get("personas", ""))
        institutions = names_in(self.said.get("instituciones", ""))
        either = persons_in(self.said.get(EITHER, ""))
        known = {said.name: bool(self._find_organization(said.name)) for said in either}
        more_persons, more_institutions = sorted_out(either, known)
        persons += more_persons
        institutions = list(dict.fromkeys((*institutions, *more_institutions)))
        for said in persons:
            self._look_up("personas", said.name, lambda said=said: self._names.person(said))  # type: ignore[misc]
        for name in {*institutions, *(said.organization for said in persons if said.organization)}:
            self._look_up("instituciones", name, lambda name=name: self._names.organization(name))  # type: ignore[misc]
        return persons, institutions

    def _find_organization(self, name: str) -> int:
        try:
            return self._names.organization(name)
        except InvalidValue:
            return 0

    def _look_up(self, key: str, name: str, look: Callable[[], int]) -> None:
        try:
            look()
        except InvalidValue as error:
            self.reject(key, name, str(error))

    def _check(self, new: NewActivity) -> None:
        try:
            check(new, self.today)
        except InvalidValue as error:
            key = _COLUMN_OF.get(error.field, "")
            self.reject(key, error.value or self.said.get(key, ""), str(error))

    def _given(self, when: When) -> frozenset[str]:
        given = {
            field for field, key in _COLUMN_OF.items() if key in self.said and field not in _OF_DAY.values()
        }
        if "fecha" in self.said:
            given |= {
                field for key, field in _OF_DAY.items() if self.columns.has(key) or getattr(when, field)
            }
        if "terceros" in self.said:
            given.add("of_others")
        return frozenset(given - {"start_on", "start_time", "end_on"})


def _day_and_hour(text: str) -> tuple[str, str]:
    match = _WITH_HOUR.fullmatch(text)
    return (match[1], match[2]) if match else (text, "")


def _hours(text: str) -> tuple[str, str]:
    """From when to when: "18:00:00", "10:00 a 11:30", "6 pm". Raises InvalidValue."""
    if not text:
        return "", ""
    written = _SECONDS.sub(r"\1", text)
    try:
        return zones.read_time(written), ""
    except InvalidValue:
        match = _RANGE.fullmatch(written)
        if match is None:
            raise
        return zones.read_time(match[1]), zones.read_time(match[2])


def _zone(text: str) -> str:
    if text in zones.known_zones():
        return text
    found = _zones_by_name().get(fold(text))
    if found is None:
        zones.check_zone(text)
    return found or ""


@cache
def _zones_by_name() -> dict[str, str]:
    """Zones by their own name and by that of their city, in English and in Spanish."""
    found: dict[str, str] = {}
    for zone in sorted(zones.known_zones()):
        found[fold(zone)] = zone
        region, _slash, city = zone.partition("/")
        # The others are other names of these: "US/Pacific" is America/Los_Angeles.
        if city and region in _REGIONS:
            for name in (city.rpartition("/")[2].replace("_", " "), zones.city_of(zone)):
                found.setdefault(fold(name), zone)
    return found


def _state(text: str) -> str:
    found = _STATES.get(squash(text))
    if found is None:
        raise InvalidValue(
            _("«{text}» no es el estado de una actividad; escriba {states}.").format(
                text=text, states=", ".join(STATES)
            ),
            "state",
            text,
        )
    return found


def _modality(text: str) -> str:
    found = _MODALITIES.get(squash(text))
    if found is None:
        raise InvalidValue(
            _("«{text}» no es una modalidad; escriba {modalities}.").format(
                text=text, modalities=", ".join(MODALITIES)
            ),
            "modality",
            text,
        )
    return found


def _country(text: str) -> str:
    found = countries.find(text)
    if found is None:
        raise InvalidValue(
            _("«{text}» no es un país; escriba su nombre o su código ISO.").format(text=text), "country", text
        )
    return found


def _language(text: str) -> str:
    found = languages.find(text)
    if found is None:
        raise InvalidValue(
            _("«{text}» no es un idioma; escriba su nombre.").format(text=text), "language", text
        )
    return found
