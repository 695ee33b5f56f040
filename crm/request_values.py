"""What is written down of a request (gestión). Importing this costs nothing."""

from dataclasses import dataclass

from crm.contact_values import Reference

RECEIVED, CHANNELLED, ATTENDED, WITHOUT_MATTER = "recibida", "turnada", "atendida", "sin materia"
STATES = (RECEIVED, CHANNELLED, ATTENDED, WITHOUT_MATTER)
OPEN = (RECEIVED, CHANNELLED)
INCOMING, OUTGOING = "recibida", "enviada"
DIRECTIONS = (INCOMING, OUTGOING)


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request to be written down; its folio is given to it then.

    ``received`` a partial date, ``time`` ``HH:MM`` in Mexico City or ""; ``sender`` a contact, made if it has no id;
    ``sender_text`` who it was in words; ``term`` working days or None; ``area`` the id of the area it is channelled
    to, ``copies`` those that are told (c.c.p.); ``links`` ids of records that it is about.
    """

    subject: str
    direction: str = INCOMING
    office_number: str = ""
    received: str = ""
    time: str = ""
    sender: Reference | None = None
    sender_text: str = ""
    term: int | None = None
    area: int | None = None
    instruction: str = ""
    copies: tuple[int, ...] = ()
    links: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a request was answered: what was said, on which day (partial), by which oficio, and the acuse."""

    text: str = ""
    on: str = ""
    office_number: str = ""
    receipt: str = ""
