"""Who takes part in activities that are imported: the contacts meant, and those made because nobody bears the name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from sqlalchemy.orm import Session

from crm.activity_values import Participant
from crm.card_writer import CardWriter
from crm.contact_values import Reference
from crm.importing.activity_drafts import Draft, Said, in_order
from crm.importing.activity_names import Names, card_of, newcomer_key

Key = tuple[str, str]


class Company:
    """The participants of drafts. Who is not in the base yet has id 0 until ``make`` makes them, each once.

    A new person is told from another of that name by the institution, if the file says different ones.
    """

    def __init__(self, names: Names, drafts: Iterable[Draft]) -> None:
        self._names = names
        self._made: dict[Key, int] = {}
        self._new: dict[Key, Said] = {}
        self._where: dict[str, set[str]] = {}
        said = [person for draft in drafts for person in draft.persons]
        for person in said:
            name, organization = newcomer_key(person)
            if organization:
                self._where.setdefault(name, set()).add(organization)

    @property
    def new(self) -> tuple[str, ...]:
        """The names of those who have no contact yet and get one."""
        return tuple(said.name or said.organization for said in self._new.values())

    def of(self, draft: Draft) -> tuple[Participant, ...]:
        """The participants of a draft, those of ours last."""
        listed = {self._names.organization(name): name for name in draft.institutions}
        listed.pop(0, None)
        persons = [self._placed(said, listed) for said in draft.persons]
        outside = [
            self._institution(one) if isinstance(one, str) else self._person(one)
            for one in in_order(persons, draft.institutions)
        ]
        return (*outside, *draft.new.participants)

    def keep(self, count: int) -> None:
        """Let go of the last of those to be made, so that ``count`` are left: the row that named them is rejected."""
        self._new = dict(islice(self._new.items(), count))

    def make(self, session: Session) -> None:
        """Make those who are not in the base yet, as part of the operation in progress."""
        if self._new:
            session.flush()
            ids = CardWriter(session).add([card_of(said) for said in self._new.values()])
            self._made |= dict(zip(self._new, ids, strict=True))
            self._new = {}

    def known(self, participants: Sequence[Participant]) -> tuple[Participant, ...]:
        """The same participants, with the ids of those who have been made meanwhile."""
        return tuple(
            replace(
                who,
                person=self._made_reference(who.person, who.organization),
                organization=self._made_reference(who.organization),
            )
            for who in participants
        )

    def _placed(self, said: Said, listed: Mapping[int, str]) -> Said:
        """Somebody on behalf of an institution of the list, by the name that it has there, if of one at all."""
        if said.organization:
            place = listed.get(self._names.organization(said.organization), said.organization)
            return said._replace(organization=place)
        person = self._names.person(said)
        employers = self._names.employers_of(person) & listed.keys() if person and listed else set()
        return said._replace(organization=listed[min(employers)]) if employers else said

    def _person(self, said: Said) -> Participant:
        found = self._names.person(said)
        if not found:
            found = self._newcomer(self._key(said.name, said.organization), Said(said.name))
        organization = self._institution(said.organization).organization if said.organization else None
        return Participant(Reference(found, said.name, "person"), organization, post=said.post or None)

    def _institution(self, name: str) -> Participant:
        found = self._names.organization(name)
        if not found:
            said = Said("", organization=name)
            found = self._newcomer(newcomer_key(said), said)
        return Participant(organization=Reference(found, name, "organization"))

    def _newcomer(self, key: Key, said: Said) -> int:
        if key not in self._made:
            self._new.setdefault(key, said)
        return self._made.get(key, 0)

    def _key(self, name: str, organization: str) -> Key:
        own, where = newcomer_key(Said(name, organization=organization))
        places = self._where.get(own, set())
        return (own, where or (next(iter(places)) if len(places) == 1 else ""))

    def _made_reference(
        self, reference: Reference | None, where: Reference | None = None
    ) -> Reference | None:
        if reference is None or reference.id:
            return reference
        if reference.kind == "person":
            key = self._key(reference.name, where.name if where else "")
        else:
            key = newcomer_key(Said("", organization=reference.name))
        return replace(reference, id=self._made.get(key, 0))
