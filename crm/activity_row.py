"""Everything the base keeps of one activity, in one statement, as plain lists and dictionaries.

``crm.activity_record`` puts it in words. Rows come with their ids, so that what is read can be edited.
"""

import json
from typing import Any

from sqlalchemy.orm import Session


def whole(session: Session, activity: int) -> dict[str, Any] | None:
    """The activity with all its rows, or None if no activity has that id."""
    found = session.connection().exec_driver_sql(_STATEMENT, (activity,)).scalar()
    row: dict[str, Any] | None = None if found is None else json.loads(found)
    return row


def _list_of(columns: str, source: str, order: str) -> str:
    return f"(SELECT coalesce(json_group_array(json_array({columns}) ORDER BY {order}), '[]') FROM {source})"


_OWN = (
    "title",
    "state",
    "start_on",
    "start_time",
    "end_on",
    "end_time",
    "zone",
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
    "tour_id",
    "tour_stop_id",
    "series_uid",
    "recurrence",
    "source",
)
_FIELDS = ", ".join(f"'{name}', a.{name}" for name in _OWN)
_PERSON = (
    "(SELECT trim(pe.treatment || ' ' || pe.given_names || ' ' || pe.first_surname || ' ' || pe.second_surname) "
    "FROM person AS pe WHERE pe.id = p.person_id)"
)
_ORGANIZATION = "(SELECT o.official_name FROM organization AS o WHERE o.id = p.organization_id)"

_STATEMENT = f"""
    SELECT json_object(
        'id', r.id, 'uid', r.uid, 'version', r.version,
        'trashed', json(iif(r.trashed_by IS NULL, 'false', 'true')),
        'own', json_object({_FIELDS}),
        'kind', json_array(k.id, k.code, k.label, k.family, k.retired),
        'participants', {
    _list_of(
        f"p.id, p.person_id, {_PERSON}, p.organization_id, {_ORGANIZATION}, p.official_id, p.area_id, "
        "(SELECT x.name FROM area AS x WHERE x.id = p.area_id), p.post, p.role, p.state",
        "participation AS p WHERE p.activity_id = r.id",
        "p.position, p.id",
    )
},
        'counts', {
    _list_of(
        "i.id, i.code, i.title, i.level, n.title",
        "activity_count AS c JOIN plan_item AS i ON i.id = c.plan_item_id JOIN plan AS n ON n.id = i.plan_id "
        "WHERE c.activity_id = r.id",
        "n.start_on, i.position",
    )
},
        'breakdown', {
    _list_of("b.label, b.n", "activity_attendance AS b WHERE b.activity_id = r.id", "b.id")
},
        'notes', {_list_of("id, text", "note WHERE record_id = r.id", "id")},
        'follow_ups', (SELECT coalesce(json_group_array(f.id ORDER BY f.due_on = '', f.due_on, f.id), '[]')
            FROM (SELECT id, due_on FROM follow_up WHERE activity_id = r.id
                UNION SELECT f.id, f.due_on FROM record_link AS l JOIN follow_up AS f ON f.id = l.from_id
                WHERE l.to_id = r.id) AS f),
        'tour', (SELECT json_array(t.id, t.title) FROM tour AS t WHERE t.id = a.tour_id),
        'stop', (SELECT t.city FROM tour_stop AS t WHERE t.id = a.tour_stop_id),
        'documents', (SELECT count(*) FROM document WHERE record_id = r.id)
    ) FROM record AS r JOIN activity AS a ON a.id = r.id JOIN activity_kind AS k ON k.id = a.kind_id
    WHERE r.id = ?"""
