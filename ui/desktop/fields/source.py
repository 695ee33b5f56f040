"""What fields ask of the base: each of these runs on a lane, never on the main thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from crm.contact_list import ContactRow
from crm.contact_values import Reference


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to choose: a first line, a second one, what stands at the right; ``value`` is what it means.

    ``icon`` is a name of resources/icons, or empty; ``action`` marks the one that makes something new. ``head`` is
    written above the first of a group.
    """

    text: str
    value: object
    second_line: str = ""
    trailing: str = ""
    icon: str = ""
    action: bool = False
    head: str = ""


RECORD = "record"
"""What ``FieldSource.find`` takes for a record of any kind."""

PARTICIPANT, PEOPLE = "participant", "people"
"""What the fields of an activity take beside: a contact or a whole group of them, and such a group alone."""

GROUP, LIST = "group", "list"
"""The kind of a Reference to a group, and to a smart list."""


ICONS = {
    "person": "user",
    "organization": "building-2",
    GROUP: "users",
    LIST: "list-filter",
    "activity": "calendar-days",
    "agreement": "handshake",
    "follow_up": "list-checks",
    "request": "inbox",
    "tour": "map",
}
"""The drawing of each kind of record."""


class FieldSource(Protocol):
    """Where pickers and chips find what can be chosen; ``today`` may be asked on any thread."""

    @property
    def today(self) -> date:
        """The day it is in the office."""
        ...

    def find(self, text: str, kind: str, limit: int) -> Sequence[Suggestion]:
        """Contacts (``kind`` person, organization, or both when empty) or groups (``group``) whose name begins like
        the words of ``text``, or what the palette finds (``record``), ``limit`` of each sort; the values are
        References."""
        ...

    def tags(self) -> Sequence[str]:
        """Every tag of the base."""
        ...

    def alike(self, name: str, e164: str, email: str) -> Sequence[ContactRow]:
        """The contacts alike somebody who is being typed."""
        ...


class NothingToChoose:
    """The ``FieldSource`` of fields that only take what is typed, or are told what can be chosen."""

    today = date.min

    def find(self, _text: str, _kind: str, _limit: int) -> Sequence[Suggestion]:
        """Nobody."""
        return ()

    def tags(self) -> Sequence[str]:
        """None."""
        return ()

    def alike(self, _name: str, _e164: str, _email: str) -> Sequence[ContactRow]:
        """Nobody."""
        return ()


def suggestion_of(row: ContactRow) -> Suggestion:
    """A contact to choose."""
    value = Reference(row.id, row.name, row.kind)
    return Suggestion(row.name, value, row.second_line, icon=ICONS[row.kind])
