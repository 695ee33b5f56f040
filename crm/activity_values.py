"""What is written down of an activity: its values, as they are made, edited and read. Importing this costs nothing."""

from dataclasses import dataclass, fields
from typing import Any

from crm.contact_values import Reference
from crm.texts import mark

PLANNED, DONE, CANCELLED, POSTPONED = "planeada", "realizada", "cancelada", "pospuesta"
STATES = (PLANNED, DONE, CANCELLED, POSTPONED)
MODALITIES = ("presencial", "virtual", "híbrida")
ROLES = {
    "participante": mark("Participa"),
    "convoca": mark("Convoca"),
    "organiza": mark("Organiza"),
    "encabeza": mark("Encabeza"),
    "ponente": mark("Ponente"),
    "modera": mark("Modera"),
    "asiste": mark("Asiste"),
    "testigo": mark("Testigo"),
}
PRESENCES = {
    "invitada": mark("Invitación enviada"),
    "confirmó": mark("Confirmó"),
    "asistió": mark("Asistió"),
    "no asistió": mark("No asistió"),
}
"""How somebody's part stands, and the words for it, which are the same for everybody."""


@dataclass(frozen=True, slots=True)
class When:
    """Days as partial dates in their stored form, hours ``HH:MM`` on the wall of ``zone`` (IANA); "" is not known.

    Without ``time`` it lasts all day; without ``end`` it ends on the day it starts.
    """

    start: str = ""
    time: str = ""
    end: str = ""
    end_time: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes part: a person on behalf of an organisation, an organisation alone, an official or an area.

    ``official`` and ``area`` are ids, 0 for none; ``post`` what the person is there that day. A ``post`` of None asks
    for the post, and the organisation if there is none, that the person held on the activity's day.
    """

    person: Reference | None = None
    organization: Reference | None = None
    official: int = 0
    area: int = 0
    post: str | None = ""
    role: str = "participante"
    state: str = ""


@dataclass(frozen=True, slots=True)
class NewActivity:
    """An activity to be written down. ``kind`` is the id of one; ``counts`` ids of items of plans; ``links`` records.

    ``breakdown`` are parts of the people attending; ``tour`` and ``tour_stop`` ids. ``uid`` is given where it comes
    from a calendar; ``series``, ``occurrence`` and ``recurrence`` as in ``db.activities``.
    """

    kind: int
    title: str
    when: When = When()
    state: str = PLANNED
    place: str = ""
    city: str = ""
    country: str = ""
    link: str = ""
    modality: str = ""
    language: str = ""
    agenda: str = ""
    minutes: str = ""
    attendance: int | None = None
    nationalities: int | None = None
    breakdown: tuple[tuple[str, int], ...] = ()
    medium: str = ""
    impressions: int | None = None
    interactions: int | None = None
    of_others: bool = False
    participants: tuple[Participant, ...] = ()
    counts: tuple[int, ...] = ()
    links: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    tour: int | None = None
    tour_stop: int | None = None
    source: str = ""
    uid: str = ""
    series: str = ""
    occurrence: str = ""
    recurrence: str = ""


WHEN_COLUMNS = {
    "start": "start_on",
    "time": "start_time",
    "end": "end_on",
    "end_time": "end_time",
    "zone": "zone",
}
"""The columns of a ``When`` by its fields."""

OWN_COLUMNS = {
    "kind": "kind_id",
    "tour": "tour_id",
    "tour_stop": "tour_stop_id",
    "series": "series_uid",
    **{
        name: name
        for name in (
            "title",
            "state",
            "place",
            "city",
            "country",
            "link",
            "modality",
            "language",
            "agenda",
            "minutes",
            "attendance",
            "nationalities",
            "medium",
            "impressions",
            "interactions",
            "of_others",
            "source",
            "occurrence",
            "recurrence",
        )
    },
}
"""The columns of an activity's own row by the fields of ``NewActivity``, its ``when`` aside."""


def own_values(new: NewActivity) -> dict[str, Any]:
    """The activity's own row by column, as it is kept."""
    values = {column: getattr(new, name) for name, column in OWN_COLUMNS.items()}
    return values | when_values(new.when)


def when_values(when: When) -> dict[str, str]:
    """The columns of a ``When``."""
    return {WHEN_COLUMNS[field.name]: getattr(when, field.name) for field in fields(when)}
