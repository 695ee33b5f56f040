"""Invented names of people, as uneven as a real register writes them.

Given names and surnames follow Zipf's law over several hundred and over a thousand and a half forms; some
come without accents, in capitals, with one surname only, hyphenated or from elsewhere.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from crm.catalogs import read_lines, read_rows
from crm.demo.dice import Dice, weighted_table

_TABLE_BITS = 15
_TABLE_MASK = (1 << _TABLE_BITS) - 1
_GENDERS = "fm"


class Form(NamedTuple):
    """A name, the same without accents, and what an e-mail address makes of it."""

    name: str
    plain: str
    mail: str


class PersonName(NamedTuple):
    """The parts of a full name; ``gender`` is ``f`` or ``m``; ``mail`` the start of an e-mail address."""

    given: str
    first: str
    second: str
    gender: str
    mail: str


def plain(text: str) -> str:
    """The text without accents; what has no plain letter is left out."""
    decomposed = unicodedata.normalize("NFKD", text.replace("ø", "o").replace("ß", "ss").replace("ł", "l"))
    return decomposed.encode("ascii", "ignore").decode()


@dataclass(frozen=True)
class _Tables:
    given: tuple[list[Form], list[Form]]
    surnames: list[Form]
    foreign_given: tuple[list[Form], list[Form]]
    foreign_surnames: list[Form]


@cache
def _tables() -> _Tables:
    given = [(row["nombre"], row["genero"]) for row in read_rows("given_names.csv")]
    foreign = [(row["nombre"], row["parte"]) for row in read_rows("foreign_names.csv")]
    return _Tables(
        given=(
            _zipf([name for name, gender in given if gender == "f"]),
            _zipf([name for name, gender in given if gender == "m"]),
        ),
        surnames=_zipf(read_lines("surnames.txt")),
        foreign_given=(
            _zipf([name for name, part in foreign if part == "f"]),
            _zipf([name for name, part in foreign if part == "m"]),
        ),
        foreign_surnames=_zipf([name for name, part in foreign if part == "apellido"]),
    )


def _zipf(names: list[str]) -> list[Form]:
    forms = [_form(name) for name in names]
    # Fitted by eye to Mexico: the commonest surname has 3 of 100 people, the ten first a fifth of them.
    weights = [(rank + 6) ** -1.15 for rank in range(len(forms))]
    return weighted_table(forms, weights, 1 << _TABLE_BITS)


def _form(name: str) -> Form:
    ascii_name = plain(name)
    return Form(name, ascii_name, "".join(char for char in ascii_name.lower() if char.isalnum()))


class Names:
    """Draws full names."""

    def __init__(self, dice: Dice) -> None:
        self._bits = dice.bits
        self._tables = _tables()

    def draw(self) -> PersonName:
        """A full name."""
        bits = self._bits(70)
        tables = self._tables
        gender = bits & 1
        given_table = tables.given[gender]
        given = given_table[bits >> 1 & _TABLE_MASK]
        first = tables.surnames[bits >> 16 & _TABLE_MASK]
        second = tables.surnames[bits >> 31 & _TABLE_MASK]
        quirk = bits >> 46 & 127
        if quirk > 122:
            return self._foreign(bits, gender)
        if bits >> 69 and " " not in given.name:
            given = _compound(given, given_table[bits >> 53 & _TABLE_MASK])
        mail = f"{given.mail}.{first.mail}"
        if quirk > 20:
            return PersonName(given.name, first.name, second.name, _GENDERS[gender], mail)
        return _uneven(quirk, given, first, second, _GENDERS[gender], mail)

    def _foreign(self, bits: int, gender: int) -> PersonName:
        given = self._tables.foreign_given[gender][bits >> 1 & _TABLE_MASK]
        first = self._tables.foreign_surnames[bits >> 16 & _TABLE_MASK]
        # Half of them have a Mexican mother's name, as in the second generation abroad.
        second = self._tables.surnames[bits >> 31 & _TABLE_MASK].name if bits >> 69 else ""
        return PersonName(given.name, first.name, second, _GENDERS[gender], f"{given.mail}.{first.mail}")


def _compound(given: Form, other: Form) -> Form:
    if other is given or " " in other.name:
        return given
    return Form(f"{given.name} {other.name}", f"{given.plain} {other.plain}", given.mail)


def _uneven(quirk: int, given: Form, first: Form, second: Form, gender: str, mail: str) -> PersonName:
    if quirk < 10:
        return PersonName(given.plain, first.plain, second.plain, gender, mail)
    if quirk < 13:
        return PersonName(given.name.upper(), first.name.upper(), second.name.upper(), gender, mail)
    if quirk == 13:
        return PersonName(given.plain.lower(), first.plain.lower(), second.plain.lower(), gender, mail)
    if quirk == 14:
        return PersonName(given.name, f"{first.name}-{second.name}", "", gender, mail)
    return PersonName(given.name, first.name, "", gender, mail)
