"""What an import would do, laid out for the eye: which rows stand under which tab, and what each shows."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from crm.cards import Card
from crm.importing.cells import Problem
from crm.importing.fields import FIELDS, NAMING
from crm.importing.reading import Reading, WrittenRow
from crm.importing.run import Plan
from crm.texts import _

TABS = ("all", "created", "updated", "repeated", "problems", "doubts")
ALL, CREATED, UPDATED, REPEATED, PROBLEMS, DOUBTS = TABS
_HEADS = ("nombre", "organizacion", "telefono", "correo", "ciudad")
CARD_CELLS = len(_HEADS)
_SHOWN_FIELDS = ("organizacion", "telefono", "correo", "ciudad")


@dataclass(frozen=True, slots=True)
class Review:
    """A plan, and under each tab the places of its rows in the file's order: of a card, or of a rejected row
    (negative, less one). ``columns`` are the file's columns that the table of problems shows."""

    plan: Plan
    places: dict[str, array]
    columns: tuple[int, ...]

    @property
    def reading(self) -> Reading:
        """What was read."""
        return self.plan.reading

    @property
    def to_write(self) -> int:
        """How many contacts would be made or filled."""
        return len(self.places[CREATED]) + len(self.places[UPDATED])

    @property
    def skipped(self) -> int:
        """How many rows the user leaves out."""
        return len(self.places[ALL]) - sum(
            len(self.places[tab]) for tab in (CREATED, UPDATED, REPEATED, PROBLEMS)
        )

    def row(self, place: int) -> "Card | WrittenRow":
        """The card or the rejected row at a place."""
        return self.reading.cards[place] if place >= 0 else self.reading.rejected[-place - 1]

    def number(self, place: int) -> int:
        """The number of a row in the file."""
        return self.reading.numbers[place] if place >= 0 else self.reading.rejected[-place - 1].number


def review(plan: Plan) -> Review:
    """Sort the rows of a plan under the tabs; takes a moment for a large file."""
    reading = plan.reading
    places = {tab: array("q") for tab in TABS}
    for place, match in enumerate(plan.matches.of):
        if match.outcome in places:
            places[match.outcome].append(place)
        if match.alike is not None or reading.numbers[place] in reading.doubtful:
            places[DOUBTS].append(place)
    places[PROBLEMS].extend(-place - 1 for place in range(len(reading.rejected)))
    numbered = [(number, place) for place, number in enumerate(reading.numbers)]
    numbered += [(row.number, -place - 1) for place, row in enumerate(reading.rejected)]
    numbered.sort()
    places[ALL].extend(place for _number, place in numbered)
    return Review(plan, places, _columns(reading))


def doubtful_column(reading: Reading, problem: Problem) -> int:
    """Under which of the heads of ``cells_of`` (from 0) stands what is not sure about a row; -1 under none."""
    assert reading.columns is not None
    target = reading.columns.targets[reading.columns.headings.index(problem.column)]
    return _HEADS.index(target.field) if target is not None and target.field in _HEADS else -1


def shared_column(card: Card, shared: str) -> int:
    """Under which of the heads of ``cells_of`` stands what a card has in common with another."""
    if shared == card.full_name:
        return _HEADS.index("nombre")
    return _HEADS.index("correo" if "@" in shared else "telefono")


def _columns(reading: Reading) -> tuple[int, ...]:
    """The columns of names, then one each of what says who it is, then those with problems."""
    columns = reading.columns
    if columns is None:
        return ()
    fields = [target.field if target is not None else "" for target in columns.targets]
    shown = [place for place, field in enumerate(fields) if field in NAMING]
    shown += [fields.index(field) for field in _SHOWN_FIELDS if field in fields]
    wrong = {problem.column for row in reading.rejected for problem in row.problems if problem.column}
    shown += [place for place, heading in enumerate(columns.headings) if heading in wrong]
    return tuple(dict.fromkeys(shown))


def headings(reading: Reading, columns: Sequence[int]) -> list[str]:
    """What the columns of the table of problems are called: our name of the field, or the file's where two share it."""
    assert reading.columns is not None
    names = []
    for place in columns:
        target = reading.columns.targets[place]
        own = FIELDS[target.field].heading if target is not None and target.field else ""
        names.append(own or reading.columns.headings[place])
    return [
        name if names.count(name) == 1 else reading.columns.headings[place]
        for name, place in zip(names, columns, strict=True)
    ]


def cells_of(card: Card) -> tuple[str, str, str, str, str]:
    """Name, organisation, phone, e-mail and city of a card, the first of each."""
    from crm import phones

    organization = card.posts[0].organization if card.posts else card.parent
    city = next((address.city for address in card.addresses if address.city), "")
    return (
        card.full_name,
        organization,
        phones.display(card.phones[0]) if card.phones else "",
        card.emails[0].address if card.emails else "",
        city,
    )


def fate(found: Review, place: int) -> str:
    """What becomes of a row, in words."""
    if place < 0:
        return _("Va a los rechazos")
    match = found.plan.matches.of[place]
    if match.outcome == "updated":
        return _("Se actualiza")
    if match.outcome == "repeated":
        return _("Ya está")
    if match.outcome == "skipped":
        return _("Se omite")
    if match.alike is None:
        return _("Se crea")
    if match.alike >= 0:
        return _("Se crea; un contacto de la base tiene {shared}").format(shared=match.shared)
    other = found.reading.numbers[-match.alike - 1]
    return _("Se crea; la fila {row} tiene {shared}").format(row=other, shared=match.shared)
