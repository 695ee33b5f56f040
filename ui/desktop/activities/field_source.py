"""What the form of an activity asks of the base beside what all fields ask. Everything here runs on the reader lane."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from crm.texts import _, ngettext
from ui.desktop.activities.choices import Choices, read_choices
from ui.desktop.fields.base_source import BaseFieldSource
from ui.desktop.fields.source import GROUP, ICONS, PARTICIPANT, PEOPLE, Suggestion

if TYPE_CHECKING:
    from crm.activity_record import ActivityRecord
    from crm.activity_values import Participant
    from crm.contact_values import Reference
    from crm.participants import Matched
    from crm.product_rows import Row


_GROUPS_SHOWN = 2


class BaseActivityFields(BaseFieldSource):
    """The fields of the activities of a base."""

    def find(self, text: str, kind: str, limit: int) -> Sequence[Suggestion]:
        """As in all fields, and whole groups of people where they can take part."""
        if kind == PEOPLE:
            return self._people(text)[:limit]
        if kind == PARTICIPANT:
            people = self._people(text)[:_GROUPS_SHOWN]
            return [*self.find(text, "", limit - len(people)), *people]
        return super().find(text, kind, limit)

    def _people(self, text: str) -> list[Suggestion]:
        from crm import participant_groups

        with self._reading() as session:
            found = participant_groups.named(session, text, self.today)
        return [group_suggestion(group.reference, group.total) for group in found]

    def people_of(self, group: "Reference", day: str) -> "Sequence[Participant]":
        """Who is in a group or a smart list today, in the posts of a partial date. Raises InvalidValue, NotFound."""
        from crm import participant_groups

        with self._reading() as session:
            return participant_groups.people_of(session, group, day, self.today)

    def choices(self) -> Choices:
        """The kinds there are, and the plans."""
        with self._reading() as session:
            return read_choices(session)

    def match(self, text: str, day: str) -> "list[Matched]":
        """The people and institutions of a list of names."""
        from crm import participants

        with self._reading() as session:
            return participants.match(session, text, day, self.today)

    def understand(self, rows: "Sequence[Mapping[str, str]]") -> "list[Row]":
        """What each row of products makes, and what is wrong in it."""
        from crm import product_rows

        with self._reading() as session:
            return product_rows.understand(session, rows, today=self.today)

    def former(self, text: str, kind: str, limit: int) -> Sequence[Suggestion]:
        """The last activities that were held, to be copied: first those whose words begin like those of ``text``, then
        those of that kind (its name as the office calls it), then all others.
        """
        from crm import activity_list
        from crm.query import parse
        from crm.query_run import first_ids
        from ui.desktop.contacts.matches import fold

        words = " ".join(fold(text).split())
        wanted = [*filter(None, (words, kind and f'tipo:"{kind}"')), ""]
        with self._reading() as session:
            of_each = [
                first_ids(session, parse(f"que:actividades estado:realizada {one}", self.today), limit)
                for one in wanted
            ]
            found = list(dict.fromkeys(number for ids in of_each for number in ids))[:limit]
            rows = activity_list.rows(session, found, today=self.today)
        return [
            Suggestion(row.title, row.id, " · ".join(part for part in (row.kind, row.who) if part), row.near)
            for row in rows
        ]

    def activity(self, number: int) -> "ActivityRecord":
        """An activity whole. Raises NotFound."""
        from crm import activity_record

        with self._reading() as session:
            return activity_record.record(session, number, today=self.today)


def group_suggestion(group: "Reference", total: int) -> Suggestion:
    """A whole group to add: its name and how many are in it."""
    words = ngettext("Agregar a su integrante", "Agregar a sus {n} integrantes", total).format(n=total)
    trailing = _("grupo") if group.kind == GROUP else _("lista")
    return Suggestion(group.name, group, words, trailing, ICONS[group.kind])
