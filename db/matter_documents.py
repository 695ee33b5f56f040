"""How the search documents of activities, requests, follow-ups, tours and agreements are made from their tables.

They stand beside those of contacts, in an order of their own: by kind, then by day.
"""

import calendar
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from db.agreement_documents import AGREEMENTS, AgreementParts
from db.folding import FIELD, FIRST, fold_fields, spanish_key, with_variants
from db.search_rows import ANY, BATCH, LISTED, LIVE, RANGE, grouped, listed, read, token_if_any, values

ACTIVITY, REQUEST, FOLLOW_UP, TOUR = "activity", "request", "follow_up", "tour"
AGREEMENT = "agreement"
KINDS = (ACTIVITY, REQUEST, FOLLOW_UP, TOUR, AGREEMENT)
"""The kinds of record that have such documents, in the order of their places."""


class Matter(NamedTuple):
    """A row of ``matter_document`` but for its place; the fields stand in the order of the columns.

    It begins from ``first_day`` on, surely by ``begun_by``; it lasts at least to ``lasts_to``, at most to ``last_day``.
    All are ISO days, empty where nothing is known.
    """

    id: int
    kind: str
    type: str
    name: str
    sort_key: str
    day: str
    first_day: str
    begun_by: str
    lasts_to: str
    last_day: str
    state: str
    people: str
    city: str
    country: str
    words: str
    facets: str


_ACTIVITIES = f"""
    SELECT a.id, k.code, a.title, a.start_on, a.start_time, a.end_on, a.state, a.city, a.country, a.modality,
        a.of_others, k.label, a.place, a.agenda, a.minutes, a.medium, a.tour_id
    FROM activity a CROSS JOIN record r ON r.id = a.id CROSS JOIN activity_kind k ON k.id = a.kind_id
    WHERE a.id {{chosen}} AND {LIVE} ORDER BY a.id"""
_REQUESTS = f"""
    SELECT q.id, q.direction, q.subject, q.received_on, q.received_time, q.state, q.sender_id, q.sender_text,
        q.year, q.number, q.office_number, q.instruction, q.answer, q.answer_number, coalesce(x.code, ''),
        coalesce(x.name, '')
    FROM request q CROSS JOIN record r ON r.id = q.id LEFT JOIN area x ON x.id = q.area_id
    WHERE q.id {{chosen}} AND {LIVE} ORDER BY q.id"""
_FOLLOW_UPS = f"""
    SELECT f.id, f.priority, f.what, f.due_on, f.due_time, f.state, f.responsible, f.waiting_for, f.done_on,
        f.body, f.year, f.number
    FROM follow_up f CROSS JOIN record r ON r.id = f.id
    WHERE f.id {{chosen}} AND {LIVE} ORDER BY f.id"""
_TOURS = f"""
    SELECT t.id, t.title, t.start_on, t.end_on, t.purpose, t.results, coalesce(o.name, '')
    FROM tour t CROSS JOIN record r ON r.id = t.id LEFT JOIN official o ON o.id = t.official_id
    WHERE t.id {{chosen}} AND {LIVE} ORDER BY t.id"""
_STOPS = """
    SELECT s.tour_id, s.city, s.country, coalesce(o.name, '') FROM tour_stop s
    LEFT JOIN official o ON o.id = s.official_id WHERE s.tour_id {chosen} ORDER BY s.tour_id, s.position, s.id"""
_PARTICIPANTS = """
    SELECT p.activity_id, p.person_id, p.organization_id, coalesce(o.name, ''), coalesce(x.code, ''),
        coalesce(x.name, ''), p.post
    FROM participation p LEFT JOIN official o ON o.id = p.official_id LEFT JOIN area x ON x.id = p.area_id
    WHERE p.activity_id {chosen} ORDER BY p.activity_id, p.position, p.id"""
_COUNTS = """
    SELECT c.activity_id, i.code FROM activity_count c JOIN plan_item i ON i.id = c.plan_item_id
    WHERE c.activity_id {chosen} ORDER BY c.activity_id, c.id"""
_CHECKLIST = (
    "SELECT follow_up_id, text FROM follow_up_item WHERE follow_up_id {chosen} ORDER BY follow_up_id, id"
)
_NOTES = "SELECT record_id, text FROM note WHERE record_id {chosen} ORDER BY record_id, id"
_LINKED = "SELECT from_id, to_id FROM record_link WHERE from_id {chosen} ORDER BY from_id, id"
_PERSON_NAMES = """
    SELECT id, trim(given_names || ' ' || first_surname || ' ' || second_surname) FROM person WHERE id {chosen}"""
_ORGANIZATION_NAMES = "SELECT id, official_name, acronym FROM organization WHERE id {chosen}"

_SHOWN = 3
"""Organisations that a row of the list names."""

_OPEN, _CLOSED = "0", "1"
_DONE = ("hecho", "cancelado")
_UNKNOWN = "~"
"""Sorts after every date."""

_BACKWARDS = str.maketrans("0123456789", "9876543210")


def all_documents(connection: Connection) -> Iterator[list[Matter]]:
    """The documents of all live matters, in batches, by growing id."""
    ids = _all_ids(connection)
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        made = _Batch(connection, RANGE, (batch[0], batch[-1])).documents()
        if made:
            yield made


def documents_of(connection: Connection, ids: Iterable[int]) -> dict[int, Matter]:
    """The documents of those of these records that are live matters."""
    wanted = sorted(ids)
    found: dict[int, Matter] = {}
    for start in range(0, len(wanted), BATCH):
        batch = _Batch(connection, LISTED, (listed(wanted[start : start + BATCH]),))
        found |= {document.id: document for document in batch.documents()}
    return found


def ids_in_order(connection: Connection) -> list[int]:
    """The ids of all live matters in the order of their lists."""
    keys: list[tuple[str, int]] = []
    for kind, statement in _STATEMENTS.items():
        rows = read(connection, statement.format(chosen="> 0"), ())
        keys += ((_sort_key(kind, row), row[0]) for row in rows)
    keys.sort()
    return [row for _key, row in keys]


_STATEMENTS = {
    ACTIVITY: _ACTIVITIES,
    REQUEST: _REQUESTS,
    FOLLOW_UP: _FOLLOW_UPS,
    TOUR: _TOURS,
    AGREEMENT: AGREEMENTS,
}


def _all_ids(connection: Connection) -> list[int]:
    tables = " UNION ALL ".join(f"SELECT id FROM {kind}" for kind in KINDS)
    return [row[0] for row in read(connection, f"{tables} ORDER BY id", ())]


def first_day(day: str) -> str:
    """The earliest day that a partial date can be; empty when nothing is known.

    >>> first_day("2024-02"), first_day("s/f")
    ('2024-02-01', '')
    """
    if not day[:1].isdigit():
        return ""
    return (day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10]


def last_day(day: str) -> str:
    """The latest day that a partial date can be; empty when nothing is known.

    >>> last_day("2024-02"), last_day("2024")
    ('2024-02-29', '2024-12-31')
    """
    if not day[:1].isdigit():
        return ""
    if len(day) == 4:
        return f"{day}-12-31"
    if len(day) == 7:
        return f"{day}-{calendar.monthrange(int(day[:4]), int(day[5:]))[1]}"
    return day


class _Days(NamedTuple):
    first_day: str
    begun_by: str
    lasts_to: str
    last_day: str


def _days(start: str, end: str) -> _Days:
    """The days of something from one partial date to another; without an end it ends when it starts."""
    first, latest = first_day(start), last_day(start)
    if not first or not first_day(end):
        return _Days(first, latest, first, latest)
    return _Days(first, min(latest, last_day(end)), max(first, first_day(end)), last_day(end))


def _sort_key(kind: str, row: Sequence[Any]) -> str:
    """Follow-ups that are open by when they are due, then the closed, like all else, the newest first."""
    place = f"{KINDS.index(kind)}"
    if kind == FOLLOW_UP:
        _id, _priority, name, day, time, state, *_rest = row
        if state not in _DONE:
            return FIRST.join((place, _OPEN, last_day(day) or _UNKNOWN, time or _UNKNOWN, spanish_key(name)))
        return FIRST.join((place, _CLOSED, _newest_first(row[8] or day), "", spanish_key(name)))
    name, day, time = (row[1], row[2], "") if kind == TOUR else (row[2], row[3], row[4])
    return FIRST.join(
        (place, _OPEN, _newest_first(day), time.translate(_BACKWARDS) or _UNKNOWN, spanish_key(name))
    )


def _newest_first(day: str) -> str:
    return last_day(day).translate(_BACKWARDS) or _UNKNOWN


class _Batch:
    """Some records and all that belongs to those of them that are matters."""

    def __init__(self, connection: Connection, chosen: str, parameters: tuple[Any, ...]) -> None:
        def rows(statement: str, times: int = 1) -> Sequence[Any]:
            return read(connection, statement.format(chosen=chosen), parameters * times)

        self._rows = {kind: rows(statement) for kind, statement in _STATEMENTS.items()}
        self._participants = grouped(rows(_PARTICIPANTS))
        self._counts = values(rows(_COUNTS))
        self._stops = grouped(rows(_STOPS))
        self._checklists = values(rows(_CHECKLIST))
        self._notes = values(rows(_NOTES))
        self._linked = values(rows(_LINKED))
        self._agreements = AgreementParts(rows)
        self._name_contacts(connection)

    def _name_contacts(self, connection: Connection) -> None:
        named = {row[number] for rows in self._participants.values() for row in rows for number in (1, 2)}
        named.update(contact for contacts in self._linked.values() for contact in contacts)
        named.update(row[6] for row in self._rows[REQUEST])
        wanted = (listed(sorted(contact for contact in named if contact)),)
        self._persons = dict(read(connection, _PERSON_NAMES.format(chosen=LISTED), wanted))
        self._organizations = {
            number: (name, acronym)
            for number, name, acronym in read(connection, _ORGANIZATION_NAMES.format(chosen=LISTED), wanted)
        }

    def documents(self) -> list[Matter]:
        """A document for each matter, by growing id."""
        makers = {
            ACTIVITY: self._activity,
            REQUEST: self._request,
            FOLLOW_UP: self._follow_up,
            TOUR: self._tour,
            AGREEMENT: self._agreement,
        }
        made = [makers[kind](row) for kind, rows in self._rows.items() for row in rows]
        words = fold_fields([document.words for document in made])
        return sorted(document._replace(words=text) for document, text in zip(made, words, strict=True))

    def _activity(self, row: Sequence[Any]) -> Matter:
        (
            number,
            code,
            title,
            day,
            _time,
            end,
            state,
            city,
            country,
            modality,
            of_others,
            label,
            *texts,
            tour,
        ) = row
        organizations, names, posts = self._who(number)
        facets = [
            token_if_any("tipo", code),
            token_if_any("estado", state),
            token_if_any("pais", country),
            token_if_any("ciudad", city),
            token_if_any("modalidad", modality),
            token_if_any("terceros", "sí" if of_others else "no"),
            *(token_if_any("cuenta", item) for item in self._counts.get(number, ())),
            token_if_any("gira", str(tour) if tour else ""),
        ]
        words = (with_variants(FIELD.join((title, *names))), label, city, *texts, *posts)
        return self._matter(
            ACTIVITY, row, code, title, day, state, organizations, city, country, words, facets, end
        )

    def _request(self, row: Sequence[Any]) -> Matter:
        (
            number,
            direction,
            subject,
            day,
            _time,
            state,
            sender,
            sender_text,
            year,
            folio,
            *texts,
            area,
            area_name,
        ) = row
        names = [sender_text, *self._names(sender), *self._linked_names(number)]
        people = [next(iter(self._names(sender)), sender_text)]
        facets = [
            token_if_any("sentido", direction),
            token_if_any("estado", state),
            token_if_any("area", area),
        ]
        words = (with_variants(FIELD.join((subject, *names))), f"{folio}/{year}", *texts, area, area_name)
        return self._matter(REQUEST, row, direction, subject, day, state, people, "", "", words, facets)

    def _follow_up(self, row: Sequence[Any]) -> Matter:
        number, priority, what, day, _time, state, responsible, waiting, _done, body, year, count = row
        facets = [
            token_if_any("prioridad", priority),
            token_if_any("estado", state),
            token_if_any("abierto", "no" if state in _DONE else "sí"),
            token_if_any("responsable", responsible),
        ]
        commitment = f"{count}/{year}" if count else ""
        words = (
            with_variants(FIELD.join((what, *self._linked_names(number)))),
            responsible,
            waiting,
            body,
            commitment,
            *self._checklists.get(number, ()),
        )
        people = [responsible]
        return self._matter(FOLLOW_UP, row, priority, what, day, state, people, "", "", words, facets)

    def _tour(self, row: Sequence[Any]) -> Matter:
        number, title, day, end, purpose, results, official = row
        stops = self._stops.get(number, ())
        cities = list(dict.fromkeys(stop[1] for stop in stops if stop[1]))
        countries = list(dict.fromkeys(stop[2] for stop in stops if stop[2]))
        officials = list(dict.fromkeys(name for name in (official, *(stop[3] for stop in stops)) if name))
        facets = [
            *(token_if_any("ciudad", city) for city in cities),
            *(token_if_any("pais", country) for country in countries),
        ]
        words = (with_variants(FIELD.join((title, *officials))), *cities, purpose, results)
        country = countries[0] if len(countries) == 1 else ""
        return self._matter(
            TOUR, row, "gira", title, day, "", officials, ", ".join(cities), country, words, facets, end
        )

    def _agreement(self, row: Sequence[Any]) -> Matter:
        _id, scope, title, day, _time, stage, *_rest = row
        people, words, facets = self._agreements.said(row)
        return self._matter(AGREEMENT, row, scope, title, day, stage, people, "", "", words, facets)

    def _matter(
        self,
        kind: str,
        row: Sequence[Any],
        type_: str,
        name: str,
        day: str,
        state: str,
        people: Sequence[str],
        city: str,
        country: str,
        words: Sequence[str],
        facets: Sequence[str],
        end: str = "",
    ) -> Matter:
        shown = ", ".join(people[:_SHOWN])
        return Matter(
            id=row[0],
            kind=kind,
            type=type_,
            name=name,
            sort_key=_sort_key(kind, row),
            day=day,
            **_days(day, end)._asdict(),
            state=state,
            people=f"{shown}, …" if len(people) > _SHOWN else shown,
            city=city,
            country=country,
            words=FIELD.join((*words, *self._notes.get(row[0], ()))),
            facets=" ".join(part for part in (ANY, token_if_any("que", kind), *facets) if part),
        )

    def _who(self, activity: int) -> tuple[list[str], list[str], list[str]]:
        """The organisations that took part, all names of whoever did, and the posts they had."""
        organizations: list[str] = []
        names: list[str] = []
        posts: list[str] = []
        for _activity, person, organization, official, area, area_name, post in self._participants.get(
            activity, ()
        ):
            if organization in self._organizations:
                organizations.append(self._organizations[organization][0])
            names += (*self._names(person), *self._names(organization), official, area, area_name)
            posts.append(post)
        return list(dict.fromkeys(organizations)), list(dict.fromkeys(names)), list(dict.fromkeys(posts))

    def _linked_names(self, record: int) -> list[str]:
        return [name for contact in self._linked.get(record, ()) for name in self._names(contact)]

    def _names(self, contact: int | None) -> tuple[str, ...]:
        if contact in self._persons:
            return (self._persons[contact],)
        return self._organizations.get(contact, ()) if contact else ()
