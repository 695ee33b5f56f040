"""The parts of an agreement as its record shows them: parties, who signs, clauses, obligations, what it is tied to.

Part of ``crm.agreement_record``: each part is read in one statement, with what an edit of it starts from.
"""

import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from crm import areas, obligations
from crm.agreement_values import (
    OWN_COLUMNS,
    PARTS,
    SHARED,
    ClauseValues,
    FulfilmentValues,
    ObligationValues,
    PartyValues,
    SignatoryValues,
    StepValues,
)
from crm.areas import Official
from crm.contact_values import Kept, Reference
from crm.obligations import Progress
from crm.partial_dates import PartialDate
from crm.texts import _


class PartyRow(NamedTuple):
    """A party: ``name`` as the agreement writes it, ``short`` for lists, ``liaison`` the person in words, or "".

    ``progress`` is None where it owes nothing of its own.
    """

    name: str
    short: str
    own: bool
    organization: Reference | None
    responsible_area: str
    liaison: str
    progress: Progress | None
    kept: Kept


class SignatureRow(NamedTuple):
    """Who signs for ``party`` (its short name): as what (``part`` in words), in what post that day.

    ``today`` is who holds that post now, by name, "" where that is not known; ``holds_it`` whether it is still the
    same person.
    """

    party: str
    part: str
    name: str
    person: Reference | None
    post: str
    today: str
    holds_it: bool
    kept: Kept


class FulfilmentRow(NamedTuple):
    """Something done of an obligation: ``by`` the activity or follow-up, ``evidence`` the title of the document."""

    row: int
    values: FulfilmentValues
    by: Reference | None
    evidence: str


class Duty(NamedTuple):
    """An obligation: ``clause`` "Segunda a"; ``who`` its party, or that several owe it; ``due`` the next day (partial).

    ``done`` of ``planned`` units; ``overdue`` days since it was due, None while it is not late.
    """

    row: int
    clause: str
    what: str
    who: str
    due: str
    state: str
    done: int
    planned: int
    overdue: int | None
    fulfilments: tuple[FulfilmentRow, ...]
    kept: Kept


class HeldActivity(NamedTuple):
    """An activity under the agreement; ``attendance`` people, or None."""

    reference: Reference
    day: str
    state: str
    attendance: int | None


class AgreementParts:
    """Reads the parts of one agreement."""

    def __init__(self, session: Session, agreement: int, today: datetime.date) -> None:
        self._session = session
        self._agreement = agreement
        self._today = today

    def _rows(self, statement: str, *more: Any) -> Sequence[Any]:
        parameters = (self._agreement, *more)
        return self._session.connection().exec_driver_sql(statement, parameters).all()

    def own(self) -> tuple[dict[str, Any], tuple[str, int, str, str, bool]]:
        """The own fields; and the uid, the version, the area, the title of the framework and whether that is in the
        trash.
        """
        uid, version, area, framework, trashed, *values = self._rows(_OWN)[0]
        own = dict(zip(OWN_COLUMNS, values, strict=True))
        flags = {name: bool(own[name]) for name in ("of_others", "indefinite", "confidential")}
        return own | flags, (uid, version, area, framework or "", bool(trashed))

    def steps(self) -> list[Kept]:
        """The stages that are kept."""
        return [Kept(row, StepValues(*values)) for row, *values in self._rows(_STEPS)]

    def parties(self) -> list[PartyRow]:
        """The parties, without their progress."""
        found = []
        for row, organization, named, own, name, short, area, liaison, liaison_name, words in self._rows(
            _PARTIES
        ):
            reference = Reference(organization, named or name, "organization") if organization else None
            person = Reference(liaison, liaison_name, "person") if liaison else None
            values = PartyValues(name, reference, bool(own), short, area, person, words)
            found.append(
                PartyRow(
                    name, short, bool(own), reference, area, liaison_name or words, None, Kept(row, values)
                )
            )
        return found

    def categories(self) -> tuple[str, ...]:
        """The main categories of the other parties, each once."""
        return tuple(dict.fromkeys(row[0] for row in self._rows(_CATEGORIES)))

    def signatures(self, short: Mapping[int, str]) -> tuple[SignatureRow, ...]:
        """Who signs, with who is in those posts today."""
        rows = self._rows(_SIGNATORIES)
        ours = {one.id: one for one in areas.officials(self._session)} if any(row[4] for row in rows) else {}
        holders = self._holders([row[8] for row in rows if row[8]])
        return tuple(self._signature(row, short, ours, holders) for row in rows)

    def _signature(
        self,
        row: Any,
        short: Mapping[int, str],
        ours: Mapping[int, Official],
        holders: Mapping[int, Sequence[tuple[int, str]]],
    ) -> SignatureRow:
        number, party, person, person_name, official, name, post, part, post_row = row
        called = ours[official].name if official in ours else person_name or name
        if official in ours:
            today, holds_it = _in_office(ours, official, post, self._today)
        else:
            held = holders.get(post_row, ())
            today = ", ".join(holder for _person, holder in held)
            holds_it = any(holder == person for holder, _name in held)
        reference = Reference(person, person_name, "person") if person else None
        values = SignatoryValues(party, reference, official or 0, name, post, part)
        return SignatureRow(
            short.get(party, ""),
            _(PARTS[part]),
            called,
            reference,
            post,
            today,
            holds_it,
            Kept(number, values),
        )

    def _holders(self, posts: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
        """Who may hold these posts today."""
        found: dict[int, list[tuple[int, str]]] = {}
        rows = self._session.connection().exec_driver_sql(
            _HOLDERS, (json.dumps(posts), self._today.isoformat())
        )
        for post, person, name in rows:
            found.setdefault(post, []).append((person, name))
        return found

    def clauses(self) -> tuple[Kept, ...]:
        """The clauses, in their order."""
        return tuple(Kept(row, ClauseValues(*values)) for row, *values in self._rows(_CLAUSES))

    def duties(self, short: Mapping[int, str], *, bound: bool) -> tuple[Duty, ...]:
        """The obligations, in their order, with what was done of them; none is late unless the parties are bound."""
        done: dict[int, list[FulfilmentRow]] = {}
        for obligation, row, on, n, note, by, kind, name, document, title in self._rows(_FULFILMENTS):
            reference = Reference(by, name, kind) if by else None
            values = FulfilmentValues(on, n, note, by, document)
            done.setdefault(obligation, []).append(FulfilmentRow(row, values, reference, title))
        return tuple(
            self._duty(row, number, ObligationValues(*values), short, done.get(row, ()), bound=bound)
            for row, number, *values in self._rows(_OBLIGATIONS)
        )

    def _duty(
        self,
        row: int,
        clause: str,
        values: ObligationValues,
        short: Mapping[int, str],
        fulfilments: Sequence[FulfilmentRow],
        *,
        bound: bool,
    ) -> Duty:
        done = sum(one.values.n for one in fulfilments)
        due = obligations.next_due(values.due, values.recurrence, done)
        overdue = None
        if bound and obligations.is_overdue(values.state, due, self._today):
            overdue = (self._today - PartialDate.parse(due).latest).days
        return Duty(
            row=row,
            clause=" ".join(part for part in (clause, values.letter) if part),
            what=values.what,
            who=short.get(values.party or 0, "")
            or (_shared_by(len(short)) if values.side == SHARED else values.responsible),
            due=due,
            state=values.state,
            done=done,
            planned=values.planned,
            overdue=overdue,
            fulfilments=tuple(fulfilments),
            kept=Kept(row, values),
        )

    def activities(self) -> tuple[HeldActivity, ...]:
        """The activities under it, the newest first."""
        return tuple(
            HeldActivity(Reference(number, title, "activity"), day, state, attendance)
            for number, title, day, state, attendance in self._rows(
                _ACTIVITIES, self._agreement, self._agreement
            )
        )

    def consulates(self) -> tuple[Reference, ...]:
        """The consulates that it involves."""
        return tuple(Reference(*row) for row in self._rows(_CONSULATES))

    def related(self) -> tuple[Reference, ...]:
        """The agreements that it is related to, whichever says so."""
        return tuple(Reference(*row) for row in self._rows(_RELATED, self._agreement))

    def under(self) -> tuple[Reference, ...]:
        """The agreements that have it for their framework."""
        return tuple(Reference(*row) for row in self._rows(_UNDER))

    def notes(self) -> tuple[Kept, ...]:
        """Its notes."""
        return tuple(Kept(row, text) for row, text in self._rows(_NOTES))

    def tags(self) -> tuple[str, ...]:
        """Its tags."""
        return tuple(row[0] for row in self._rows(_TAGS))


def _shared_by(parties: int) -> str:
    """Who has an obligation that is shared by so many parties."""
    return _("Ambas") if parties <= 2 else _("Todas")


def _in_office(
    ours: Mapping[int, Official], official: int, post: str, today: datetime.date
) -> tuple[str, bool]:
    """Who of ours holds today the office that an official signed in, and whether that is still the same.

    An office of which there are several (a councillor's) has no successor that could be told.
    """
    day = PartialDate(today.year, today.month, today.day)
    signed = [one for one in ours[official].posts if one.title == post]
    if any(one.held_on(day) and not one.is_over(today) for one in signed):
        return ours[official].name, True
    offices = {one.short for one in signed}
    present = [
        other.name
        for other in ours.values()
        if any(one.short in offices and one.held_on(day) and not one.is_over(today) for one in other.posts)
    ]
    return (present[0], False) if len(present) == 1 else ("", False)


_OWN = f"""
    SELECT r.uid, r.version, coalesce(nullif(trim(x.name), ''), a.area_text), f.title,
        g.trashed_by IS NOT NULL,
        {", ".join(f"a.{column}" for column in OWN_COLUMNS.values())}
    FROM agreement AS a JOIN record AS r ON r.id = a.id LEFT JOIN area AS x ON x.id = a.area_id
    LEFT JOIN agreement AS f ON f.id = a.framework_id LEFT JOIN record AS g ON g.id = f.id WHERE a.id = ?"""
_STEPS = """
    SELECT id, stage, entered_on, responsible, note, document_id FROM agreement_stage
    WHERE agreement_id = ? ORDER BY position, id"""
_PARTIES = """
    SELECT p.id, p.organization_id, o.name, p.own, p.name, p.short, p.responsible_area, p.liaison_id,
        coalesce(l.name, ''), p.liaison
    FROM agreement_party AS p LEFT JOIN search_document AS o ON o.id = p.organization_id
    LEFT JOIN search_document AS l ON l.id = p.liaison_id WHERE p.agreement_id = ? ORDER BY p.position, p.id"""
_CATEGORIES = """
    SELECT c.category FROM agreement_party AS p
    CROSS JOIN organization_category AS c ON c.organization_id = p.organization_id
    WHERE p.agreement_id = ? AND c.is_main ORDER BY p.position, p.id"""
_SIGNATORIES = """
    SELECT s.id, s.party_id, s.person_id, coalesce(q.name, ''), s.official_id, s.name, s.post, s.part, s.post_id
    FROM signatory AS s LEFT JOIN search_document AS q ON q.id = s.person_id
    LEFT JOIN agreement_party AS p ON p.id = s.party_id
    WHERE s.agreement_id = ? ORDER BY p.position IS NULL, p.position, s.position, s.id"""
_HOLDERS = """
    SELECT h.post_id, h.person_id, q.name
    FROM json_each(?) AS w CROSS JOIN holder AS h ON h.post_id = w.value JOIN search_document AS q ON q.id = h.person_id
    CROSS JOIN (SELECT ? AS day) AS t
    WHERE (h.end_on = '' OR (h.end_on <> 's/f' AND h.end_on >= substr(t.day, 1, length(h.end_on))))
        AND (h.start_on IN ('', 's/f') OR h.start_on <= t.day)
    GROUP BY h.post_id, h.person_id ORDER BY h.id"""
_CLAUSES = "SELECT id, number, text FROM clause WHERE agreement_id = ? ORDER BY position, id"
_OBLIGATIONS = """
    SELECT o.id, coalesce(c.number, ''), o.what, o.side, o.clause_id, o.letter, o.party_id, o.responsible, o.due_on,
        o.recurrence, o.planned, o.unit, o.state, o.fulfilled_on, o.note
    FROM obligation AS o LEFT JOIN clause AS c ON c.id = o.clause_id
    WHERE o.agreement_id = ? ORDER BY c.position IS NULL, c.position, o.position, o.id"""
_FULFILMENTS = """
    SELECT f.obligation_id, f.id, f.done_on, f.n, f.note, f.record_id, coalesce(m.kind, ''), coalesce(m.name, ''),
        f.document_id, coalesce(d.title, '')
    FROM fulfilment AS f LEFT JOIN matter_document AS m ON m.id = f.record_id
    LEFT JOIN document AS d ON d.id = f.document_id
    WHERE f.agreement_id = ? ORDER BY f.done_on, f.id"""
_ACTIVITIES = """
    SELECT m.id, m.name, m.day, m.state, v.attendance FROM matter_document AS m JOIN activity AS v ON v.id = m.id
    WHERE m.id IN (SELECT from_id FROM record_link WHERE to_id = ?
        UNION SELECT activity_id FROM work_item WHERE agreement_id = ?
        UNION SELECT record_id FROM fulfilment WHERE agreement_id = ?)
    ORDER BY m.first_day DESC, m.id DESC"""
_NAMED = """
    JOIN record AS r ON r.id = {other} AND r.trashed_by IS NULL LEFT JOIN search_document AS s ON s.id = r.id
    LEFT JOIN matter_document AS m ON m.id = r.id"""
_REFERENCE = "SELECT DISTINCT r.id, coalesce(s.name, m.name, ''), r.kind"
_CONSULATES = f"""
    {_REFERENCE} FROM record_link AS l {_NAMED.format(other="l.to_id")}
    WHERE l.from_id = ? AND l.kind = 'consulado' ORDER BY l.id"""
_RELATED = f"""
    {_REFERENCE} FROM (
        SELECT to_id AS id FROM record_link WHERE from_id = ? AND kind = 'relacionado'
        UNION SELECT from_id FROM record_link WHERE to_id = ? AND kind = 'relacionado') AS other
    {_NAMED.format(other="other.id")} ORDER BY r.id"""
_UNDER = f"""
    {_REFERENCE} FROM agreement AS a {_NAMED.format(other="a.id")} WHERE a.framework_id = ? ORDER BY r.id"""
_NOTES = "SELECT id, text FROM note WHERE record_id = ? ORDER BY id"
_TAGS = """
    SELECT g.label FROM record_tag AS x JOIN tag AS g ON g.id = x.tag_id WHERE x.record_id = ? ORDER BY g.folded"""
