"""The timeline of a contact: what happened with it and its people, newest first, with who wrote it down.

Activities it took part in, follow-ups and requests about it, tours that are tied to it, agreements that it is a party
to, signs or, as a consulate, is involved in, posts taken and left, notes.
"""

import datetime
import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import starmap
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from crm.clock import HOME_ZONE
from crm.texts import _, mark
from db.folding import fold
from db.matter_documents import first_day, last_day

ACTIVITY, FOLLOW_UP, REQUEST, TOUR, POST, NOTE = "activity", "follow_up", "request", "tour", "post", "note"
AGREEMENT = "agreement"
KINDS = {
    ACTIVITY: mark("Actividades"),
    FOLLOW_UP: mark("Seguimientos"),
    REQUEST: mark("Gestiones"),
    TOUR: mark("Giras"),
    AGREEMENT: mark("Convenios"),
    POST: mark("Cargos"),
    NOTE: mark("Notas"),
}
"""The kinds of entry that a timeline can be narrowed to, and what they are called."""


class Entry(NamedTuple):
    """An entry. ``record`` is what opens: the activity, follow-up …, the other side of a post, 0 for a note.

    ``type`` as in the search document (the code of an activity's kind …), ``type_name`` what an activity's kind is
    called; ``day`` a partial date, "" for one that is not known; ``title`` what happened and ``detail`` with whom, in
    words; ``author`` who wrote it down. ``state`` is "" for an agreement: where it stands depends on the day.
    """

    record: int
    kind: str
    type: str
    day: str
    title: str
    detail: str
    state: str
    author: str
    type_name: str = ""

    @property
    def year(self) -> str:
        """The year it stands under; empty where it is not known."""
        return self.day[:4] if self.day[:1].isdigit() else ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The entries asked for, newest first, those of no known day last; and of each kind how many there are in all."""

    entries: tuple[Entry, ...]
    totals: dict[str, int]

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(self.totals.values())

    @property
    def is_whole(self) -> bool:
        """Whether the entries are all of them."""
        return len(self.entries) == self.total


def timeline(session: Session, record: int, *, text: str = "", kinds: Collection[str] = ()) -> Timeline:
    """What happened with a contact. ``text`` narrows it to the entries with words that begin so, ``kinds`` to some."""
    wanted = fold(text).split()
    found = [*_matters(session, record, wanted), *_others(session, record, wanted)]
    chosen = [entry for entry in found if not kinds or entry.kind in kinds]
    chosen.sort(key=lambda entry: _newest(entry.day, entry.record), reverse=True)
    return Timeline(tuple(chosen), Counter(entry.kind for entry in found))


def beginning(session: Session, record: int, count: int) -> Timeline:
    """The first ``count`` entries of what happened with a contact, and how many there are in all: of thousands it takes
    a third of the time of all of them.
    """
    read = session.connection().exec_driver_sql
    days = read(_DAYS, (record,)).all()
    newest = nlargest(count, days, key=lambda row: _newest(*row[:2]))
    matters = starmap(Entry, read(_THESE, (json.dumps([number for _day, number, _kind in newest]),)))
    others = list(_others(session, record, ()))
    entries = sorted([*matters, *others], key=lambda entry: _newest(entry.day, entry.record), reverse=True)
    kinds = [*(kind for _day, _number, kind in days), *(entry.kind for entry in others)]
    return Timeline(tuple(entries[:count]), Counter(kinds))


def _newest(day: str, record: int) -> tuple[str, str, int]:
    return last_day(day), first_day(day), record


def _matters(session: Session, record: int, wanted: Sequence[str]) -> Iterator[Entry]:
    conditions = "".join(" AND instr(m.words, ?) > 0" for _word in wanted)
    rows = session.connection().exec_driver_sql(
        f"{_MATTERS}{conditions}", (record, *(f" {word}" for word in wanted))
    )
    for values in rows:
        yield Entry(*values)


# Each part answered from an index of its own.
_ABOUT = """
    WITH about(id) AS (
        SELECT activity_id FROM participation WHERE person_id = ?1
        UNION SELECT activity_id FROM participation WHERE organization_id = ?1
        UNION SELECT from_id FROM record_link WHERE to_id = ?1
        UNION SELECT id FROM request WHERE sender_id = ?1
        UNION SELECT agreement_id FROM agreement_party WHERE organization_id = ?1
        UNION SELECT agreement_id FROM amendment_party WHERE organization_id = ?1
        UNION SELECT agreement_id FROM agreement_party WHERE liaison_id = ?1
        UNION SELECT agreement_id FROM signatory WHERE person_id = ?1)"""
_ENTRY = """
    SELECT m.id, m.kind, m.type, m.day, m.name, m.people, iif(m.kind = 'agreement', '', m.state), coalesce((
        SELECT o.actor FROM change c JOIN operation o ON o.id = c.operation_id
        WHERE c.record_id = m.id AND c.table_name = 'record' AND c.row_id = m.id AND c.action = 'I'
        ORDER BY c.operation_id LIMIT 1), ''),
        coalesce((SELECT k.label FROM activity a JOIN activity_kind k ON k.id = a.kind_id WHERE a.id = m.id), '')"""
_OF_ABOUT = "FROM about CROSS JOIN matter_document m ON m.id = about.id WHERE 1"
_MATTERS = f"{_ABOUT} {_ENTRY} {_OF_ABOUT}"
_DAYS = f"{_ABOUT} SELECT m.day, m.id, m.kind {_OF_ABOUT}"
_THESE = f"{_ENTRY} FROM json_each(?) AS about CROSS JOIN matter_document m ON m.id = about.value"

_AUTHOR = """(SELECT {what} FROM change c JOIN operation o ON o.id = c.operation_id
    WHERE c.record_id = {record} AND c.table_name = '{table}' AND c.row_id = {row} AND c.action = 'I'
    ORDER BY c.operation_id LIMIT 1)"""
_OTHERS = f"""
    SELECT 'post', h.start_on, h.end_on, h.person_id, t.organization_id, t.title, p.name, g.name,
        coalesce({_AUTHOR.format(what="o.actor", record="h.person_id", table="holder", row="h.id")}, '')
    FROM holder h JOIN post t ON t.id = h.post_id JOIN search_document p ON p.id = h.person_id
    JOIN search_document g ON g.id = t.organization_id WHERE h.person_id = ?1
    UNION ALL
    SELECT 'post', h.start_on, h.end_on, h.person_id, t.organization_id, t.title, p.name, g.name,
        coalesce({_AUTHOR.format(what="o.actor", record="h.person_id", table="holder", row="h.id")}, '')
    FROM post t JOIN holder h ON h.post_id = t.id JOIN search_document p ON p.id = h.person_id
    JOIN search_document g ON g.id = t.organization_id WHERE t.organization_id = ?1
    UNION ALL
    SELECT 'note', coalesce({_AUTHOR.format(what="o.at", record="n.record_id", table="note", row="n.id")}, ''), '',
        0, 0, n.text, '', '',
        coalesce({_AUTHOR.format(what="o.actor", record="n.record_id", table="note", row="n.id")}, '')
    FROM note n WHERE n.record_id = ?1"""


def _others(session: Session, record: int, wanted: Sequence[str]) -> Iterator[Entry]:
    for row in session.connection().exec_driver_sql(_OTHERS, (record,)):
        entries = [_note(row)] if row[0] == NOTE else _posts(row, record)
        for entry in entries:
            words = f" {fold(entry.title)} {fold(entry.detail)}"
            if all(f" {word}" in words for word in wanted):
                yield entry


def _note(row: Any) -> Entry:
    _kind, at, _end, _person, _organization, text, _name, _host, author = row
    day = datetime.datetime.fromisoformat(at).astimezone(HOME_ZONE).date().isoformat() if at else ""
    return Entry(0, NOTE, "", day, text, "", "", author)


def _posts(row: Any, record: int) -> Iterator[Entry]:
    """A post taken and, if it has ended, left; what is not dated happened on no known day."""
    _kind, start, end, person, organization, title, name, host, author = row
    of_person = person == record
    other = organization if of_person else person
    subject, detail = ("", host) if of_person else (name, "")
    post = title or _("un cargo")
    taken = _("Asumió: {post}") if of_person else _("{name} asumió: {post}")
    left = _("Dejó: {post}") if of_person else _("{name} dejó: {post}")
    yield Entry(other, POST, "", start, taken.format(name=subject, post=post), detail, "", author)
    if end:
        yield Entry(other, POST, "", end, left.format(name=subject, post=post), detail, "", author)
