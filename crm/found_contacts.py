"""What a search answers outside the window: one line of plain facts for each contact found."""

import json
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm.query import Query
from crm.query_run import ids


@dataclass(frozen=True, slots=True)
class FoundContact:
    """``type`` as lists say it (persona, institución, club …); ``organization`` that of a person's post, or the parent
    of an organisation; ``country`` ISO 3166-1 alpha-2."""

    id: int
    type: str
    name: str
    organization: str
    city: str
    country: str


def found_contacts(
    session: Session, query: Query, *, order: str = "nombre", limit: int | None = None
) -> list[FoundContact]:
    """The contacts that a query finds, in that order. Raises QueryError."""
    found = ids(session, query, order, limit)
    rows = session.connection().exec_driver_sql(
        "SELECT d.id, d.type, d.name, d.organization, d.city, d.country FROM json_each(?) AS wanted "
        "CROSS JOIN search_document AS d ON d.id = wanted.value ORDER BY wanted.key",
        (json.dumps(found.tolist()),),
    )
    return [FoundContact(*row) for row in rows]
