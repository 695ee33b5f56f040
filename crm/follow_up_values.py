"""What is written down of a follow-up. Importing this costs nothing."""

from dataclasses import dataclass

from crm.texts import mark

PENDING, STARTED, WAITING = mark("pendiente"), mark("en curso"), mark("en espera")
DONE, CANCELLED = mark("hecho"), mark("cancelado")
STATES = (PENDING, STARTED, WAITING, DONE, CANCELLED)
OPEN = (PENDING, STARTED, WAITING)
HIGH = mark("alta")
PRIORITIES = (HIGH, mark("normal"), mark("baja"))


@dataclass(frozen=True, slots=True)
class Task:
    """A line of a checklist."""

    text: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class NewFollowUp:
    """A follow-up to be written down. ``due`` a whole day or "", ``due_time`` ``HH:MM`` in Mexico City or "".

    ``remind_at`` is UTC in ISO 8601, or ""; ``done_on`` the day on which it was done; ``body`` the body whose
    commitment it is, numbered in ``year`` when it is written down; ``activity`` the id of the one in whose minutes it
    stands as ``minutes_line``; ``links`` ids of records that it is about; ``uid`` where it comes from a calendar.
    """

    what: str
    responsible: str = ""
    due: str = ""
    due_time: str = ""
    priority: str = "normal"
    remind_at: str = ""
    state: str = PENDING
    waiting_for: str = ""
    done_on: str = ""
    recurrence: str = ""
    body: str = ""
    year: int | None = None
    activity: int | None = None
    minutes_line: str = ""
    links: tuple[int, ...] = ()
    checklist: tuple[Task, ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""
    uid: str = ""
