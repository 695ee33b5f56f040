"""What the words in a sheet of activities mean in a base: kinds, tours, parts of plans, areas, contacts."""

import re
from collections.abc import Iterable

from sqlalchemy.orm import Session

from crm import activity_kinds, areas, plans
from crm.activity_values import Participant
from crm.card_rules import check_text
from crm.cards import Card
from crm.contacts import check
from crm.directory import Directory, name_key
from crm.errors import InvalidValue, NotFound
from crm.importing.activity_drafts import Said
from crm.importing.names import split_name, split_treatment
from crm.partial_dates import PartialDate
from crm.participants import posts_of
from crm.texts import _
from crm.vocabularies import squash
from db.folding import fold, fold_fields

_SHORT_POST = re.compile(
    r"^(?:entonces\s+)?(?:c\.\s?[pe]\.|consejer[oa]\s+(?:president[ea]|electoral))\s+", re.IGNORECASE
)


class Names:
    """The names in a base, read when first asked for."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._directory = Directory(session)
        self._kinds = {squash(kind.label): kind.id for kind in activity_kinds.kinds(session, retired=True)}
        self._persons: dict[str, list[int]] | None = None
        self._employers: dict[int, set[int]] = {}
        self._tours: dict[str, list[tuple[int, str, str]]] | None = None
        self._ours: dict[str, Participant] | None = None
        self._spans: dict[int, plans.Span] | None = None

    def kind(self, text: str) -> int:
        """The kind of activity of that name. Raises InvalidValue."""
        found = self._kinds.get(squash(text))
        return found if found is not None else activity_kinds.find(self._session, text).id

    def find_kind(self, text: str) -> int | None:
        """The kind of activity of that name, None if there is none."""
        return self._kinds.get(squash(text))

    def tour(self, text: str, day: str) -> int:
        """The tour of that name; of several, the only one that takes in the day. Raises InvalidValue."""
        if self._tours is None:
            self._tours = {}
            for number, title, start, end in self._session.connection().exec_driver_sql(_TOURS):
                self._tours.setdefault(fold(title), []).append((number, start, end))
        found = self._tours.get(fold(text), [])
        if len(found) > 1:
            on = PartialDate.parse(day or "s/f")
            found = [tour for tour in found if _takes_in(tour[1], tour[2], on)]
        if len(found) == 1:
            return found[0][0]
        sentence = (
            _("Hay varias giras «{text}»; dígala en la ficha de la actividad.")
            if found
            else _("No hay ninguna gira «{text}»; agréguela antes o deje vacía la celda.")
        )
        raise InvalidValue(sentence.format(text=text), "tour", text)

    def counts(self, codes: Iterable[str], day: str) -> tuple[int, ...]:
        """The parts of plans of these codes, those in force on a partial day. Raises InvalidValue."""
        return tuple(dict.fromkeys(self._item(code, day) for code in codes))

    def of_ours(self, text: str) -> Participant:
        """An official or area of the institute, by name or short name. Raises InvalidValue."""
        if self._ours is None:
            self._ours = {}
            for area in areas.areas(self._session):
                for name in (area.code, area.name):
                    self._ours[fold(name)] = Participant(area=area.id, role="organiza")
            for official in areas.officials(self._session):
                self._ours[fold(official.name)] = Participant(official=official.id, role="organiza")
        found = self._ours.get(fold(text)) or self._ours.get(fold(_SHORT_POST.sub("", text)))
        if found is None:
            raise InvalidValue(
                _(
                    "«{text}» no es una autoridad ni un área del Instituto; agréguela antes o corríjala."
                ).format(text=text),
                "participants",
                text,
            )
        return found

    def organization(self, name: str) -> int:
        """The institution of that name; 0 if there is none. Raises InvalidValue for a name that cannot be kept."""
        found = self.known_organization(name)
        if not found:
            check(card_of(Said("", organization=name)))
        return found

    def known_organization(self, name: str) -> int:
        """The institution of that name; 0 if there is none, whatever is written."""
        return self._directory.organization(name) or 0

    def person(self, said: Said) -> int:
        """The person of that name; 0 if there is none. Raises InvalidValue if it may be several, or cannot be kept."""
        check_text("participants", said.post)
        known = self._persons_by_name()
        found = known.get(fold(said.name)) or known.get(fold(split_treatment(said.name)[1])) or []
        if len(found) > 1 and said.organization:
            organization = self._directory.organization(said.organization)
            found = [person for person in found if organization in self.employers_of(person)] or found
        if len(found) > 1:
            raise InvalidValue(
                _(
                    "Hay {n} personas llamadas «{name}»; escriba entre paréntesis la institución en la que una sola"
                    " tiene un cargo."
                ).format(n=len(found), name=said.name),
                "participants",
                said.name,
            )
        if not found:
            check(card_of(said))
        return found[0] if found else 0

    def _persons_by_name(self) -> dict[str, list[int]]:
        if self._persons is None:
            rows = list(self._session.connection().exec_driver_sql(_PERSONS))
            self._persons = {}
            for (number, _name), key in zip(rows, fold_fields([name for _id, name in rows]), strict=True):
                self._persons.setdefault(key.strip(), []).append(number)
        return self._persons

    def employers_of(self, person: int) -> set[int]:
        """The organisations in which a person holds or held a post, or on behalf of which one took part."""
        if person not in self._employers:
            held = posts_of(self._session, [person]).get(person, [])
            took_part = self._session.connection().exec_driver_sql(_ON_BEHALF, (person,)).scalars()
            self._employers[person] = {*(post.organization.id for post in held), *took_part}
        return self._employers[person]

    def _item(self, code: str, day: str) -> int:
        if self._spans is None:
            self._spans = plans.spans(self._session)
        wanted = squash(code)
        of_code = [item for item, span in self._spans.items() if squash(span.code) == wanted]
        if not of_code:
            raise InvalidValue(
                _("Ningún programa ni estrategia tiene la clave «{code}»; corríjala.").format(code=code),
                "counts",
                code,
            )
        for item in of_code:
            try:
                plans.refuse_out_of_force(self._spans, [item], day)
            except (InvalidValue, NotFound) as error:
                refusal = error
            else:
                return item
        raise refusal


def card_of(said: Said) -> Card:
    """The contact that a name makes: a person, or, without one, an organisation."""
    if not said.name:
        return Card("organization", official_name=said.organization)
    treatment, given, first, second = split_name(said.name)
    return Card("person", treatment=treatment, given_names=given, first_surname=first, second_surname=second)


def newcomer_key(said: Said) -> tuple[str, str]:
    """By what two names that no contact bears are the same new contact."""
    name = split_treatment(said.name)[1]
    return (name_key(name) if name else "", name_key(said.organization) if said.organization else "")


def _takes_in(start: str, end: str, day: PartialDate) -> bool:
    first, last = PartialDate.parse(start or "s/f"), PartialDate.parse(end or start or "s/f")
    return first.earliest <= day.latest and day.earliest <= last.latest


_PERSONS = "SELECT id, name FROM search_document WHERE kind = 'person'"
_ON_BEHALF = """
    SELECT DISTINCT organization_id FROM participation WHERE person_id = ? AND organization_id IS NOT NULL"""
_TOURS = """
    SELECT t.id, t.title, t.start_on, t.end_on FROM tour AS t JOIN record AS r ON r.id = t.id
    WHERE r.trashed_by IS NULL ORDER BY t.id"""
