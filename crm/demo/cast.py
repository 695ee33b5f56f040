"""Who takes part in what a demo base tells: invented people and organisations only, never a real one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from crm import activity_kinds, areas, plans
from crm.cards import Card
from crm.demo.institutions import INVENTED
from crm.partial_dates import PartialDate


@dataclass(slots=True)
class Body:
    """An invented organisation: where it is, and the ids of those who hold a post there."""

    id: int
    name: str
    kind: str
    category: str
    city: str = ""
    country: str = ""
    zone: str = ""
    people: list[int] = field(default_factory=list)


class Cast:
    """The invented organisations of a base with their people, as they are written."""

    def __init__(self) -> None:
        self._bodies: dict[str, Body] = {}

    @property
    def bodies(self) -> list[Body]:
        """Those with somebody who can come, in the order in which they were made."""
        return [body for body in self._bodies.values() if body.people]

    def take(self, ids: Sequence[int], cards: Sequence[Card]) -> None:
        """Take in what was just written."""
        for number, card in zip(ids, cards, strict=True):
            if card.source != INVENTED:
                continue
            if card.kind == "organization":
                self._bodies[card.official_name] = _body(number, card)
            for post in card.posts:
                if post.end == "" and post.organization in self._bodies:
                    self._bodies[post.organization].people.append(number)


class Office:
    """What a base knows of the office itself: kinds of activity and areas by name, and what counts when."""

    def __init__(self, session: Session) -> None:
        self.kinds = {kind.label: kind.id for kind in activity_kinds.kinds(session)}
        self.areas = {area.code: area.id for area in areas.areas(session)}
        self._spans = plans.spans(session)

    def counts(self, codes: Iterable[str], day: str) -> tuple[int, ...]:
        """The items of these codes that are in force on a day."""
        wanted, on = set(codes), PartialDate.parse(day)
        return tuple(
            item
            for item, span in self._spans.items()
            if span.code in wanted and _in_force(span.start, span.end, on)
        )


def _body(number: int, card: Card) -> Body:
    body = Body(number, card.official_name, card.organization_kind, card.main_category)
    if card.addresses:
        home = card.addresses[0]
        body.city, body.country, body.zone = home.city, home.country, home.timezone
    return body


def _in_force(start: str, end: str, on: PartialDate) -> bool:
    return PartialDate.parse(start).earliest <= on.earliest and on.latest <= PartialDate.parse(end).latest
