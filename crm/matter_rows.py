"""What happens (activities, follow-ups, requests, tours …) as it is found by its name: a line to choose from."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from crm.date_words import short_date
from crm.partial_dates import PartialDate
from crm.records import ACTIVITY, AGREEMENT, FOLLOW_UP, REQUEST, TOUR
from crm.texts import _


class MatterRow(NamedTuple):
    """One of them. ``second_line`` says what it is and its day: "Reunión · 24 sep 2025"."""

    id: int
    kind: str
    name: str
    second_line: str


def rows(session: Session, ids: Sequence[int]) -> list[MatterRow]:
    """The rows of these records, in this order; those that are gone or in the trash are left out."""
    found = session.connection().exec_driver_sql(_ROWS, (json.dumps(list(ids)),))
    by_id = {
        number: MatterRow(number, kind, name, line(kind, day, label))
        for number, kind, name, day, label in found
    }
    return [by_id[number] for number in ids if number in by_id]


def line(kind: str, day: str = "", label: str = "") -> str:
    """What a record of any kind is, and its partial date if it has one; ``label`` is the kind of an activity."""
    named = label[:1].upper() + label[1:] if label else _kind_words().get(kind, "")
    dated = short_date(PartialDate.parse(day)) if day[:1].isdigit() else ""
    return " · ".join(part for part in (named, dated) if part)


def _kind_words() -> dict[str, str]:
    return {
        "person": _("Persona"),
        "organization": _("Institución"),
        ACTIVITY: _("Actividad"),
        AGREEMENT: _("Convenio"),
        FOLLOW_UP: _("Seguimiento"),
        REQUEST: _("Gestión"),
        TOUR: _("Gira"),
    }


_ROWS = """
    SELECT m.id, m.kind, m.name, m.day, coalesce(k.label, '') FROM json_each(?) AS wanted
    CROSS JOIN matter_document AS m ON m.id = wanted.value
    LEFT JOIN activity AS a ON a.id = m.id LEFT JOIN activity_kind AS k ON k.id = a.kind_id"""
