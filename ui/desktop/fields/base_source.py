"""What fields ask, answered by an open base. Everything here but ``today`` runs on the reader lane."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from crm.contact_list import ContactRow
from crm.contact_values import Reference
from ui.desktop.fields.source import ICONS, RECORD, Suggestion, suggestion_of
from ui.desktop.lanes import Lane

if TYPE_CHECKING:
    from crm.base import Base


class BaseFieldSource:
    """The ``FieldSource`` of a base; its statements stop when the lane cancels their job."""

    def __init__(self, base: "Base", lane: Lane) -> None:
        self._base = base
        self._lane = lane

    @property
    def today(self) -> date:
        """The day of the base's clock."""
        return self._base.clock.today

    def find(self, text: str, kind: str, limit: int) -> Sequence[Suggestion]:
        """Contacts, groups or records of any kind with words that begin like those of ``text``; the best first, as
        whoever types fast takes the first.
        """
        from crm import alike

        if kind == RECORD:
            return self._records(text, limit)
        if kind == "group":
            return self._groups(text)[:limit]
        with self._reading() as session:
            return [suggestion_of(row) for row in alike.named(session, text, kind, self.today, limit)]

    def _records(self, text: str, each: int) -> list[Suggestion]:
        from crm.quick_search import quick_groups

        with self._reading() as session:
            groups = quick_groups(session, text, self.today, each)
        return [
            Suggestion(
                row.name,
                Reference(row.id, row.name, row.kind),
                row.second_line,
                icon=ICONS[row.kind],
                head=group.title if not place else "",
            )
            for group in groups
            for place, row in enumerate(group.rows)
        ]

    def _groups(self, text: str) -> list[Suggestion]:
        from crm import labels
        from ui.desktop.contacts.matches import fold

        words = fold(text).split()
        with self._reading() as session:
            groups = labels.groups(session)
        return [
            Suggestion(group.name, Reference(group.id, group.name, "group"), icon=ICONS["group"])
            for group in groups
            if all(f" {word}" in f" {fold(group.name)}" for word in words)
        ]

    def tags(self) -> Sequence[str]:
        """Every tag."""
        from crm import labels

        with self._reading() as session:
            return [tag.name for tag in labels.tags(session)]

    def alike(self, name: str, e164: str, email: str) -> Sequence[ContactRow]:
        """The contacts alike somebody who is being typed."""
        from crm.alike import Typed, alike

        with self._reading() as session:
            return alike(session, Typed(name, e164, email), self.today)

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        from crm.base import interrupter

        with self._base.read() as session, self._lane.interruptible(interrupter(session)):
            yield session
