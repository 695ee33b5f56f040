"""Somebody in the list of a new activity: as written, as found, as kept in a draft."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm.activity_values import Participant
from crm.contact_values import Reference

if TYPE_CHECKING:
    from crm.participants import Matched


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody in the list: ``who`` is None until the base has answered for what was ``written``.

    ``line`` stands under the name; ``alike`` is somebody whom the written name may mean.
    """

    written: str
    who: Participant | None = None
    line: str = ""
    alike: Reference | None = None

    @property
    def reference(self) -> Reference | None:
        """The person, or the institution where there is none."""
        return None if self.who is None else self.who.person or self.who.organization

    @property
    def name(self) -> str:
        """What they are called."""
        return self.written if self.reference is None else self.reference.name


def entry_of(found: "Matched") -> Entry:
    """What the list holds for a line that was looked up."""
    who = found.participant
    line = ", ".join(
        part for part in (who.post or "", who.organization.name if who.organization else "") if part
    )
    persons = [row for row in found.candidates if row.kind == "person"]
    alike = (
        Reference(persons[0].id, persons[0].name, "person") if found.outcome == "near" and persons else None
    )
    return Entry(found.written, who, line, alike)


def entry_for(who: Participant) -> Entry:
    """What the list holds for a participant: post and institution stand under the name."""
    post, host = who.post or "", who.organization.name if who.person and who.organization else ""
    named = who.person or who.organization
    return Entry("" if named is None else named.name, who, ", ".join(part for part in (post, host) if part))


def packed(entry: Entry, state: str) -> str:
    """An entry for a draft; ``state`` is how their part stands, if that was said."""
    who = entry.who
    if who is None:
        return json.dumps({"written": entry.written}, ensure_ascii=False)
    return json.dumps(
        {
            "written": entry.written,
            "line": entry.line,
            "person": _pair(who.person),
            "organization": _pair(who.organization),
            "post": who.post,
            "state": state,
        },
        ensure_ascii=False,
    )


def unpacked(text: str) -> Entry:
    """An entry out of a draft."""
    kept = json.loads(text)
    if "line" not in kept:
        return Entry(kept["written"])
    who = Participant(
        person=_reference(kept["person"], "person"),
        organization=_reference(kept["organization"], "organization"),
        post=kept["post"],
        state=kept["state"],
    )
    return Entry(kept["written"], who, kept["line"])


def _pair(reference: Reference | None) -> list[Any] | None:
    return None if reference is None else [reference.id, reference.name]


def _reference(pair: list[Any] | None, kind: str) -> Reference | None:
    return None if pair is None else Reference(int(pair[0]), str(pair[1]), kind)
