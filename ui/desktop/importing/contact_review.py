"""What an import of contacts would do, laid out for the eye."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crm.cards import Card
from crm.importing.cells import Problem
from crm.importing.fields import FIELDS, NAMING
from crm.importing.reading import Reading, WrittenRow
from crm.importing.run import Plan
from crm.texts import _
from ui.desktop.importing.review import DOUBTS, Review, named_apart, sorted_out, wrong_columns

_SHOWN = ("organizacion", "telefono", "correo", "ciudad")
_HEADS = ("nombre", *_SHOWN)
_OF_HEADS = (("nombre", "nombres"), *((field,) for field in _SHOWN))


@dataclass(frozen=True, slots=True)
class ContactReview(Review):
    """The rows are cards: name, organisation, phone, e-mail and city, the first of each."""

    def good(self, place: int) -> Card:
        """The card at a place."""
        return self.reading.cards[place]

    def number_of_good(self, place: int) -> int:
        """The number of its row."""
        return self.reading.numbers[place]

    @property
    def telling(self) -> Sequence[int]:
        """What two contacts are alike by."""
        return _HEADS.index("telefono"), _HEADS.index("correo")

    @property
    def heads(self) -> Sequence[str]:
        """What is shown of each contact."""
        return _("Nombre"), _("Organización"), _("Teléfono"), _("Correo"), _("Ciudad")

    def cells(self, row: Any) -> Sequence[str]:
        """What a card, or a row that is none, shows."""
        return self._rejected_cells(row) if isinstance(row, WrittenRow) else cells_of(row)

    def _rejected_cells(self, row: WrittenRow) -> Sequence[str]:
        columns = self.reading.columns
        if columns is None:
            return row.problems[0].value, "", "", "", ""
        found = [""] * len(_OF_HEADS)
        for target, cell in zip(columns.targets, row.cells, strict=False):
            for place, fields in enumerate(_OF_HEADS):
                if target is not None and target.field in fields and not found[place]:
                    found[place] = " ".join(cell.split())
        return found

    def problem_heads(self) -> Sequence[str]:
        """Our names of the fields, or the file's headings where two share one."""
        columns = self.reading.columns
        if columns is None:
            return (_("Tarjeta"),)
        targets = [columns.targets[place] for place in self.columns]
        own = [
            FIELDS[target.field].heading if target is not None and target.field else "" for target in targets
        ]
        return named_apart(own, self.reading, self.columns)

    def fate(self, place: int) -> str:
        """What becomes of a row, in words."""
        if place < 0:
            return _("Va a los rechazos")
        match = self.plan.matches.of[place]
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
        other = self.reading.numbers[-match.alike - 1]
        return _("Se crea; la fila {row} tiene {shared}").format(row=other, shared=match.shared)


def review(plan: Plan) -> ContactReview:
    """Sort the rows of a plan under the tabs; takes a moment for a large file."""
    reading = plan.reading
    matches = plan.matches.of
    places = sorted_out(reading, zip(reading.numbers, (match.outcome for match in matches), strict=True))
    for place, match in enumerate(matches):
        if match.alike is not None or reading.numbers[place] in reading.doubtful:
            places[DOUBTS].append(place)
    return ContactReview(plan, places, _columns(reading))


def doubtful_column(reading: Reading, problem: Problem) -> int:
    """Under which of the heads (from 0) stands what is not sure about a row; -1 under none."""
    assert reading.columns is not None
    target = reading.columns.targets[reading.columns.headings.index(problem.column)]
    return _HEADS.index(target.field) if target is not None and target.field in _HEADS else -1


def shared_column(card: Card, shared: str) -> int:
    """Under which of the heads stands what a card has in common with another."""
    if shared == card.full_name:
        return _HEADS.index("nombre")
    return _HEADS.index("correo" if "@" in shared else "telefono")


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


def _columns(reading: Reading) -> tuple[int, ...]:
    """The columns of names, then one each of what says who it is, then those with problems."""
    columns = reading.columns
    if columns is None:
        return ()
    fields = [target.field if target is not None else "" for target in columns.targets]
    shown = [place for place, field in enumerate(fields) if field in NAMING]
    shown += [fields.index(field) for field in _SHOWN if field in fields]
    return tuple(dict.fromkeys((*shown, *wrong_columns(reading))))
