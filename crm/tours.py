"""What one does with a tour (gira): write it down, change it, its stops among it.

Its activities point at it (``crm.activities``). Every function that changes something works inside
``base.write("…")`` and is part of that one operation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import areas, countries, zones
from crm.card_rules import check_text
from crm.contact_values import Kept
from crm.errors import InvalidValue, UserError
from crm.field_edit import save_links, save_note, save_own
from crm.records import TOUR, live, new as new_record, told_of
from crm.texts import _, mark
from crm.tour_values import COLUMNS, NewTour, Stop
from db.activities import Activity
from db.contacts import Note
from db.records import Record
from db.tours import Tour, TourStop

ADD_TITLE = mark("Gira agregada")
_TITLES = {
    "title": mark("Nombre de una gira cambiado"),
    "purpose": mark("Propósito de una gira cambiado"),
    "official": mark("Quién encabeza una gira, cambiado"),
    "when": mark("Fechas de una gira cambiadas"),
    "stops": mark("Etapas de una gira cambiadas"),
    "results": mark("Resultados de una gira cambiados"),
    "source": mark("Fuente cambiada"),
    "links": mark("Ligas de una gira cambiadas"),
    "notes": mark("Nota en una gira"),
}
FIELDS = tuple(_TITLES)
"""Every field that can be edited, by the name that ``save`` and ``title`` take."""

_GONE = mark("Esta gira ya no está en la base; actualice la lista con F5.")


def title(field: str) -> str:
    """The title of the operation that changes a field."""
    return _TITLES[field]


def create(session: Session, new: NewTour) -> int:
    """Write down a tour with its stops and return its id. Raises InvalidValue, NotFound for an unknown official."""
    _check_own({column: getattr(new, name) for name, column in COLUMNS.items()})
    areas.check_order(new.start, new.end)
    _refuse_unknown(session, [new.official])
    record = new_record(session, TOUR)
    own = {column: getattr(new, name) for name, column in COLUMNS.items()}
    own["title"] = " ".join(new.title.split())
    session.add(Tour(id=record, official_id=new.official or None, **own))
    session.flush()
    for position, stop in enumerate(new.stops):
        _check_stop(session, stop)
        session.add(_filled(TourStop(tour_id=record), stop, position))
    session.add_all(Note(record_id=record, text=text) for text in new.notes)
    session.flush()
    return record


def save(session: Session, tour: int, field: str, before: Any, after: Any) -> None:
    """Make one field of a tour say ``after``; ``before`` is what it said when it was opened.

    Own values take a mapping of columns (``when`` those of both days); ``stops`` the whole tuple of ``Stop``; ``notes``
    a Kept or None before and a text or None after; ``links`` a tuple of ids. Raises InvalidValue, UserError for a stop
    that activities belong to, NotFound, ChangedMeanwhile.
    """
    record = live(session, tour, TOUR, _(_GONE))
    if field == "notes":
        save_note(session, record, before, after)
    elif field == "links":
        save_links(session, record, before, after)
    elif field == "stops":
        _save_stops(session, tour, after)
    else:
        _save_own(session, record, before, after)


def save_stop(session: Session, tour: int, before: Kept | None, after: Stop | None) -> None:
    """Change one stop of a tour, add one at the end (``before`` is None) or take one away (``after`` is None).

    Raises InvalidValue, UserError for a stop that activities belong to, NotFound, ChangedMeanwhile.
    """
    record = live(session, tour, TOUR, _(_GONE))
    stops = list(stops_of(session, tour))
    row = before.row if before is not None else 0
    place = next((n for n, stop in enumerate(stops) if row and stop.id == row), None)
    now = None if place is None else stops[place]
    if before is not None and now != after and now not in (None, before.value):
        raise told_of(session, record)(now)
    if place is not None:
        stops[place : place + 1] = [replace(after, id=row)] if after is not None else []
    elif after is not None:
        stops.append(replace(after, id=0))
    _save_stops(session, tour, stops)


def stops_of(session: Session, tour: int) -> tuple[Stop, ...]:
    """The stops of a tour, in their order."""
    found = select(TourStop).where(TourStop.tour_id == tour).order_by(TourStop.position, TourStop.id)
    return tuple(
        Stop(
            city=row.city,
            country=row.country,
            zone=row.zone,
            start=row.start_on,
            end=row.end_on,
            official=row.official_id or 0,
            notes=row.notes,
            id=row.id,
        )
        for row in session.scalars(found)
    )


def _save_own(session: Session, record: Record, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    row = session.get(Tour, record.id)
    assert row is not None
    _check_own(after)
    if "official_id" in after:
        _refuse_unknown(session, [after["official_id"] or 0])
    start, end = (after.get(name, getattr(row, name)) for name in ("start_on", "end_on"))
    areas.check_order(start, end)
    save_own(session, record, row, before, after)


def _save_stops(session: Session, tour: int, stops: Sequence[Stop]) -> None:
    rows = {row.id: row for row in session.scalars(select(TourStop).where(TourStop.tour_id == tour))}
    kept = {stop.id for stop in stops}
    for number, row in rows.items():
        if number not in kept:
            _refuse_used(session, row)
            session.delete(row)
    for position, stop in enumerate(stops):
        _check_stop(session, stop)
        row = rows.get(stop.id) or TourStop(tour_id=tour)
        session.add(_filled(row, stop, position))
    session.flush()


def _refuse_used(session: Session, row: TourStop) -> None:
    used = select(Activity.id).join(Record, Record.id == Activity.id)
    if session.scalar(used.where(Activity.tour_stop_id == row.id, Record.trashed_by.is_(None)).limit(1)):
        raise UserError(
            _(
                "Hay actividades en la etapa de {city}; páselas antes a otra etapa o quítelas de la gira."
            ).format(city=row.city)
        )
    # Those in the trash would hold the stop for ever.
    for activity in session.scalars(select(Activity).where(Activity.tour_stop_id == row.id)):
        activity.tour_stop_id = None
    session.flush()


def _filled(row: TourStop, stop: Stop, position: int) -> TourStop:
    row.position, row.city, row.country, row.zone = (
        position,
        " ".join(stop.city.split()),
        stop.country,
        stop.zone,
    )
    row.start_on, row.end_on, row.official_id, row.notes = (
        stop.start,
        stop.end,
        stop.official or None,
        stop.notes,
    )
    return row


def _check_stop(session: Session, stop: Stop) -> None:
    if not stop.city.strip():
        raise InvalidValue(_("Escriba la ciudad de la etapa: está vacía."), "stops")
    for text in (stop.city, stop.notes):
        check_text("stops", text)
    if stop.country and stop.country not in countries.names():
        raise InvalidValue(
            _("«{country}» no es un país; escriba su nombre o su código ISO.").format(country=stop.country),
            "stops",
        )
    if stop.zone:
        zones.check_zone(stop.zone)
    areas.check_order(stop.start, stop.end)
    _refuse_unknown(session, [stop.official])


def _check_own(values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        check_text(name, value)
    if "title" in values and not values["title"].strip():
        raise InvalidValue(_("Escriba el nombre de la gira: está vacío."), "title")


def _refuse_unknown(session: Session, officials: Sequence[int]) -> None:
    areas.refuse_unknown(session, officials=[official for official in officials if official])
