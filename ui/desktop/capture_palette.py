"""What the palette finds in the pictures: invented persons and clubs, real public bodies."""

from collections.abc import Callable, Sequence

from crm.contact_list import ContactRow
from crm.quick_search import QuickGroup
from crm.texts import _

_PEOPLE = (
    ("Mariana Ledezma Ortiz", "Club Identidad CDMX de Los Ángeles"),
    ("Sofía Bermúdez Lara", "Club Casa Chilanga de Los Ángeles"),
    ("Iván Palafox Ruelas", "Los Ángeles, Estados Unidos"),
)
_CLUBS = (
    ("Club Identidad CDMX de Los Ángeles", "Los Ángeles, Estados Unidos"),
    ("Club Casa Chilanga de Los Ángeles", "Los Ángeles, Estados Unidos"),
)


def _row(number: int, kind: str, named: tuple[str, str]) -> ContactRow:
    return ContactRow(number, "person" if kind == "persona" else "organization", kind, "", *named)


PEOPLE = tuple(_row(100 + n, "persona", named) for n, named in enumerate(_PEOPLE))
CLUBS = tuple(_row(200 + n, "club", named) for n, named in enumerate(_CLUBS))
CONSULATE = _row(
    300, "consulado", ("Consulado General de México en Los Ángeles", "Los Ángeles, Estados Unidos")
)
UNIVERSITY = _row(
    400, "institución", ("California State University, Los Angeles", "Los Ángeles, Estados Unidos")
)


class SamplePalette:
    """A source that finds these, whatever is typed."""

    name = "capturas"

    def find(self, _text: str, _tell: Callable[[tuple[QuickGroup, ...]], None]) -> tuple[QuickGroup, ...]:
        """Persons, clubs, a consulate and a university."""
        return (
            QuickGroup(_("Personas"), PEOPLE, 12, 2),
            QuickGroup(_("Instituciones"), (UNIVERSITY,), 1, 2),
            QuickGroup(_("Clubes, federaciones y asociaciones"), CLUBS, 9, 2),
            QuickGroup(_("Red consular"), (CONSULATE,), 1, 2),
        )

    def rows(self, ids: Sequence[int]) -> list[ContactRow]:
        """The first of them, as if they had been opened lately."""
        return [PEOPLE[0], CLUBS[1], CONSULATE][: len(ids)]
