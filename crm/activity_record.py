"""An activity whole, as the window reads it: what is kept of it and the same in words, to be read and edited."""

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from crm import activity_row, countries, languages, recurrence
from crm.activity_kinds import Kind
from crm.activity_values import ROLES, Participant, When
from crm.areas import Official, officials
from crm.contact_values import Kept, Reference
from crm.errors import NotFound
from crm.follow_up_list import FollowUpRow, rows as follow_up_rows
from crm.record_links import Linked, links_of
from crm.records import FOLLOW_UP
from crm.texts import _, ngettext
from crm.when_words import in_full


@dataclass(frozen=True, slots=True)
class TakingPart:
    """A participant: ``name`` of the person, the official or what takes part; ``line`` post and institution.

    ``role`` in words; ``state`` as kept; ``kept`` what an edit starts from.
    """

    name: str
    line: str
    role: str
    state: str
    kept: Kept

    @property
    def who(self) -> Participant:
        """The participant as it is edited."""
        who: Participant = self.kept.value
        return who


@dataclass(frozen=True, slots=True)
class CountsFor:
    """An item of a plan that the activity counts for."""

    id: int
    code: str
    title: str
    level: str
    plan: str


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """Everything the record shows. ``when_words`` and ``place_line`` are to be read, ``when`` and ``own`` edited.

    ``own`` holds the texts and numbers of the activity's own row by the fields of ``NewActivity``; ``repeats`` says in
    words what series it begins; ``links`` are seen from both ends, follow-ups about it aside.
    """

    id: int
    uid: str
    title: str
    kind: Kind
    state: str
    when: When
    when_words: str
    place_line: str
    language: str
    attendance_line: str
    reach_line: str
    own: dict[str, Any]
    participants: tuple[TakingPart, ...]
    counts: tuple[CountsFor, ...]
    breakdown: tuple[tuple[str, int], ...]
    notes: tuple[Kept, ...]
    links: tuple[Linked, ...]
    follow_ups: tuple[FollowUpRow, ...]
    tour: Reference | None
    stop: str
    in_series: bool
    repeats: str
    documents: int
    trashed: bool
    version: int

    @property
    def reference(self) -> Reference:
        """The activity itself, as others refer to it."""
        return Reference(self.id, self.title, "activity")


def record(session: Session, activity: int, *, today: datetime.date) -> ActivityRecord:
    """The activity for the window, in the trash or not. Raises NotFound."""
    row = activity_row.whole(session, activity)
    if row is None:
        raise NotFound(_("No hay ninguna actividad con el número {n}; quizá se borró.").format(n=activity))
    own = row["own"]
    when = When(own["start_on"], own["start_time"], own["end_on"], own["end_time"], own["zone"])
    ours = {one.id: one for one in officials(session)} if any(who[5] for who in row["participants"]) else {}
    return ActivityRecord(
        id=row["id"],
        uid=row["uid"],
        title=own["title"],
        kind=_kind(*row["kind"]),
        state=own["state"],
        when=when,
        when_words=in_full(when, own["city"]),
        place_line=_place(own),
        language=languages.name(own["language"]),
        attendance_line=_attendance(own),
        reach_line=_reach(own),
        own=_edited(own),
        participants=tuple(_taking_part(ours, when.start, today, *who) for who in row["participants"]),
        counts=tuple(CountsFor(*item) for item in row["counts"]),
        breakdown=tuple((label, n) for label, n in row["breakdown"]),
        notes=tuple(Kept(number, text) for number, text in row["notes"]),
        links=links_of(session, activity, but=(FOLLOW_UP,)),
        follow_ups=tuple(follow_up_rows(session, row["follow_ups"], today=today))
        if row["follow_ups"]
        else (),
        tour=Reference(row["tour"][0], row["tour"][1], "tour") if row["tour"] else None,
        stop=row["stop"] or "",
        in_series=bool(own["series_uid"]),
        repeats=recurrence.in_words(own["recurrence"]) if own["recurrence"] else "",
        documents=row["documents"],
        trashed=row["trashed"],
        version=row["version"],
    )


def _kind(number: int, code: str, label: str, family: str, retired: int) -> Kind:
    return Kind(number, code, label, family, bool(retired))


def _taking_part(
    ours: dict[int, Official],
    day: str,
    today: datetime.date,
    row: int,
    person: int | None,
    person_name: str | None,
    organization: int | None,
    organization_name: str | None,
    official: int | None,
    area: int | None,
    area_name: str | None,
    post: str,
    role: str,
    state: str,
) -> TakingPart:
    named = ours[official].called(day, today) if official else ""
    name = person_name or named or organization_name or area_name or ""
    parts = (post, organization_name if person else "", area_name if official else "")
    kept = Participant(
        person=Reference(person, person_name or "", "person") if person else None,
        organization=Reference(organization, organization_name or "", "organization")
        if organization
        else None,
        official=official or 0,
        area=area or 0,
        post=post,
        role=role,
        state=state,
    )
    line = ", ".join(part for part in parts if part)
    return TakingPart(name, line, _(ROLES.get(role, role)), state, Kept(row, kept))


def _edited(own: dict[str, Any]) -> dict[str, Any]:
    renamed = {"tour_id": "tour", "tour_stop_id": "tour_stop", "series_uid": "series"}
    dated = ("start_on", "start_time", "end_on", "end_time", "zone")
    values = {renamed.get(name, name): value for name, value in own.items() if name not in dated}
    return values | {"of_others": bool(own["of_others"])}


def _place(own: dict[str, Any]) -> str:
    abroad = countries.name(own["country"]) if own["country"] not in ("", "MX") else ""
    return ", ".join(part for part in (own["place"], own["city"], abroad) if part)


def _attendance(own: dict[str, Any]) -> str:
    parts = []
    if own["attendance"] is not None:
        parts.append(
            ngettext("{n:,} persona", "{n:,} personas", own["attendance"]).format(n=own["attendance"])
        )
    if own["nationalities"] is not None:
        n = own["nationalities"]
        parts.append(ngettext("{n} nacionalidad", "{n} nacionalidades", n).format(n=n))
    return _(" de ").join(parts)


def _reach(own: dict[str, Any]) -> str:
    parts = [own["medium"]]
    if own["impressions"] is not None:
        n = own["impressions"]
        parts.append(ngettext("{n:,} impresión", "{n:,} impresiones", n).format(n=n))
    if own["interactions"] is not None:
        n = own["interactions"]
        parts.append(ngettext("{n:,} interacción", "{n:,} interacciones", n).format(n=n))
    return " · ".join(part for part in parts if part)
