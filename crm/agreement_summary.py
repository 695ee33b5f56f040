"""What the ficha of an agreement says, in the words it says it: plain values between the record and the page.

A text is "" where nothing is known; the page then says that it is to be captured, and never fills it in.
"""

from dataclasses import dataclass
from typing import NamedTuple

DONE, LATE, UNDER_WAY, OTHER = "done", "late", "under way", "other"
"""What ``Progress`` is drawn as: a tick, a warning, a bar, or just words."""


class Point(NamedTuple):
    """A stage on the way: its name, what stands under it, and whether it was reached or is where the agreement is."""

    label: str
    under: str
    reached: bool
    current: bool


class Signature(NamedTuple):
    """Who signs for a party: as what, the name, the post of that day, and who holds that post today."""

    party: str
    part: str
    name: str
    post: str
    today: str


class Progress(NamedTuple):
    """How far an obligation is: its words, how they are drawn, and the share from 0 to 1."""

    words: str
    kind: str = OTHER
    share: float = 0.0


class Duty(NamedTuple):
    """An obligation: the clause it stands in, what, who owes it, when it is due, how far it is."""

    clause: str
    what: str
    side: str
    due: str
    progress: Progress


class Item(NamedTuple):
    """A line of a short list, with its date."""

    text: str
    date: str


class Liaison(NamedTuple):
    """A person to speak to, of which party, and how they are reached."""

    name: str
    reached: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything on the ficha. ``met`` and ``by_party`` count obligations in words ("2 de 6 cumplidas").

    ``signed`` is the day of the signing, at length; ``caution`` a sentence for agreements of others, or "".
    """

    folio: str
    title: str
    scope: str = ""
    matter: str = ""
    state: str = ""
    term: str = ""
    area: str = ""
    opinion_number: str = ""
    renewal: str = ""
    object: str = ""
    signed: str = ""
    met: str = ""
    by_party: str = ""
    caution: str = ""
    points: tuple[Point, ...] = ()
    signatures: tuple[Signature, ...] = ()
    duties: tuple[Duty, ...] = ()
    next_steps: tuple[Item, ...] = ()
    activities: tuple[Item, ...] = ()
    liaisons: tuple[Liaison, ...] = ()
    papers: tuple[Item, ...] = ()
