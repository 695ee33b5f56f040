"""The cities that the catalogues know, and the one that a misspelt name may mean."""

from collections.abc import Iterator
from functools import cache, lru_cache

from crm.catalogs import read_rows
from db.folding import fold

_CATALOGUES = ("consular_network.csv", "institutions.csv", "demo_places.csv")
_SHORTEST = 5
"""Shorter names are one letter from too many others."""


@lru_cache(maxsize=20_000)
def likely_city(written: str, country: str) -> str:
    """The known city that is one letter away from a name that no known city bears; empty if there is none.

    ``country`` is an ISO code, or empty where it is not known.
    """
    name = fold(written)
    if len(name) < _SHORTEST or name in _known():
        return ""
    near = {city for key in _one_letter_less(name) for city in _by_less().get(key, ())}
    for city, home in sorted(near):
        if (not country or country == home) and _one_letter_apart(name, fold(city)):
            return city
    return ""


def _cities() -> Iterator[tuple[str, str]]:
    for catalogue in _CATALOGUES:
        for row in read_rows(catalogue):
            if row["ciudad"]:
                yield row["ciudad"], row["iso2"]


@cache
def _known() -> frozenset[str]:
    return frozenset(fold(city) for city, _country in _cities())


@cache
def _by_less() -> dict[str, set[tuple[str, str]]]:
    """Cities by their name and by what is left of it without each of its letters."""
    found: dict[str, set[tuple[str, str]]] = {}
    for city, country in _cities():
        for key in _one_letter_less(fold(city)):
            found.setdefault(key, set()).add((city, country))
    return found


def _one_letter_less(name: str) -> set[str]:
    return {name, *(name[:place] + name[place + 1 :] for place in range(len(name)))}


def _one_letter_apart(left: str, right: str) -> bool:
    """Whether one letter was left out, added, changed or changed places with the next."""
    if len(left) != len(right):
        return left in _one_letter_less(right) or right in _one_letter_less(left)
    wrong = [place for place in range(len(left)) if left[place] != right[place]]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        return left[wrong[0]] == right[wrong[1]] and left[wrong[1]] == right[wrong[0]]
    return len(wrong) == 1
