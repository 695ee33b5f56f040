"""Names of people in one text, split as Spanish names are: treatment, given names, one or two surnames.

Splitting guesses, so it keeps every word in its order: the parts joined again are the text that was split
(``"Carolina del Ángel Cruz"`` is ``Carolina``, ``del Ángel``, ``Cruz``), and whoever looks at the record can move them.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from crm.catalogs import read_lines, read_rows
from crm.importing.lists import words
from crm.vocabularies import squash

_TREATMENT = re.compile(
    r"(?:(?:dr|dra|lic|licda|mtro|mtra|ing|arq|sr|sra|srta|prof|profa|profra|c\.?\s?p|c\.?\s?e|mag|magdo|magda|dip|sen|emb|"
    r"cons|cnel|gral|cap|pbro|mons|hna|hno|psic|biól|biol|quím|quim|enf|tec|téc|mvz|not|gob|rep|hon|mr|mrs|ms)\."
    r"|(?:doctor|doctora|licenciado|licenciada|maestro|maestra|ingeniero|ingeniera|arquitecto|arquitecta|profesor|"
    r"profesora|senador|senadora|diputado|diputada|embajador|embajadora|dr|dra|lic|mtro|mtra|ing|arq|sr|sra|srta|"
    r"prof|profra)\s)\s*",
    re.IGNORECASE,
)
_LINKING = frozenset(
    (
        "de",
        "del",
        "la",
        "las",
        "los",
        "san",
        "santa",
        "von",
        "van",
        "der",
        "den",
        "da",
        "das",
        "do",
        "dos",
        "di",
        "mc",
        "mac",
    )
)
_JOINING = frozenset(("y", "e", "i"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "hijo"))
_DEVOTIONS = words(
    "del carmen|de los ángeles|de la luz|de lourdes|del rocío|de jesús|del pilar|del socorro|de guadalupe|"
    "del rosario|de la paz|de la concepción|del consuelo|de la soledad|de los dolores|de la cruz|del mar|"
    "de la asunción|del refugio|de fátima|de monserrat|de los remedios|del sol|de la merced"
)
_COMMON_SURNAMES = 400
"""The list is ordered by how common they are; rarer ones ("Luis") are more often given names."""


class PersonName(NamedTuple):
    """The parts of a full name."""

    treatment: str
    given_names: str
    first_surname: str
    second_surname: str


def split_name(text: str) -> PersonName:
    """Split a full name. "Pérez López, Juan" (a comma after the surnames) is understood too."""
    treatment, name = split_treatment(" ".join(text.split()))
    surnames, comma, given = name.partition(", ")
    if comma and given and squash(given) not in _SUFFIXES:
        if not treatment:
            treatment, given = split_treatment(given)
        first, second = split_surnames(surnames)
        return PersonName(treatment, given, first, second)
    units = _units(name.split())
    count = _given_count(units)
    rest = units[count:]
    return PersonName(treatment, " ".join(units[:count]), " ".join(rest[:1]), " ".join(rest[1:]))


def split_treatment(name: str) -> tuple[str, str]:
    """The treatments a name begins with ("Dra.", "Mtro. Ing."), and the name; a name that is only one stays."""
    end = 0
    while (match := _TREATMENT.match(name, end)) and name[match.end() :].strip():
        end = match.end()
    return name[:end].strip(), name[end:].strip()


def split_surnames(text: str) -> tuple[str, str]:
    """First and second surname of a text with both: "de la Cruz Magaña" is ``de la Cruz``, ``Magaña``."""
    units = _units(text.split())
    return " ".join(units[:1]), " ".join(units[1:])


def _units(written: list[str]) -> list[str]:
    """The words, with particles joined to what follows, "y" to both sides, and "Jr." to what stands before."""
    units: list[str] = []
    open_unit: list[str] = []
    for position, word in enumerate(written):
        plain = word.casefold().strip(".,")
        if plain in _JOINING and units and not open_unit and position + 1 < len(written):
            open_unit = [units.pop(), word]
        elif plain in _LINKING and position + 1 < len(written):
            open_unit.append(word)
        elif plain in _SUFFIXES and len(units) > 1 and not open_unit:
            units[-1] = f"{units[-1]} {word}"
        else:
            units.append(" ".join([*open_unit, word]))
            open_unit = []
    return [*units, " ".join(open_unit)] if open_unit else units


def _given_count(units: list[str]) -> int:
    """How many of the units are given names; at least one surname is left where there are two units or more."""
    if len(units) < 3:
        return 1
    count = 1
    while count < len(units) - 1 and squash_keeping_articles(units[count]) in _DEVOTIONS:
        count += 1
    left = len(units) - count
    if left > 2:
        return max(count, len(units) - 2)
    if count == 1 and left == 2 and _is_given_not_surname(units[1]):
        return 2
    return count


@lru_cache(maxsize=50_000)
def squash_keeping_articles(text: str) -> str:
    """``squash`` of a text whose first word may be an article that matters."""
    return squash(f"x{text}")[1:]


def _is_given_not_surname(unit: str) -> bool:
    given, surnames = _known_names()
    word = squash_keeping_articles(unit)
    return word in given and word not in surnames


def is_name_of_person(word: str) -> bool:
    """Whether one word alone is somebody's given name or surname."""
    squashed = squash_keeping_articles(word)
    return squashed in _known_names()[0] or squashed in _surnames()


@cache
def _surnames() -> frozenset[str]:
    return frozenset(map(squash_keeping_articles, read_lines("surnames.txt")))


@cache
def _known_names() -> tuple[frozenset[str], frozenset[str]]:
    given = {
        squash_keeping_articles(word)
        for row in read_rows("given_names.csv")
        for word in row["nombre"].split()
    }
    surnames = {squash_keeping_articles(line) for line in read_lines("surnames.txt")[:_COMMON_SURNAMES]}
    return frozenset(given), frozenset(surnames)
