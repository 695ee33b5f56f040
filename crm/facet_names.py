"""The names of consulates, groups and tags."""

import json
from collections.abc import Sequence

from sqlalchemy.orm import Session

from crm.facet_profiles import Code

_NAMES = {
    "consulado": "SELECT id, name FROM search_document WHERE type = 'consulado' AND id",
    "red": "SELECT g.id, g.name FROM contact_group g JOIN record r ON r.id = g.id "
    "WHERE r.trashed_by IS NULL AND r.merged_into IS NULL AND g.id",
    "etiqueta": "SELECT id, label FROM tag WHERE id",
}


def names_of(session: Session, codes: Sequence[Code]) -> dict[Code, str]:
    """The names of these consulates, groups and tags; those that are gone have none."""
    found: dict[Code, str] = {}
    for field, statement in _NAMES.items():
        wanted = json.dumps([code.value for code in codes if code.field == field])
        rows = session.connection().exec_driver_sql(
            f"{statement} IN (SELECT value FROM json_each(?))", (wanted,)
        )
        found |= {Code(field, number): name for number, name in rows}
    return found
