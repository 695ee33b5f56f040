"""Everything the base keeps of one contact, in one statement, as plain lists and dictionaries.

``crm.contact_record`` puts it in words. Rows come with their ids, so that what is read can be edited.
"""

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def whole(session: "Session", contact: int) -> dict[str, Any] | None:
    """The contact with all its rows, or None if no contact has that id."""
    found = session.connection().exec_driver_sql(_STATEMENT, (contact,)).scalar()
    row: dict[str, Any] | None = None if found is None else json.loads(found)
    return row


def _list_of(columns: str, source: str, order: str) -> str:
    return f"(SELECT coalesce(json_group_array(json_array({columns}) ORDER BY {order}), '[]') FROM {source})"


def _held(other: str, other_name: str, owner: str) -> str:
    joins = (
        "holder AS h JOIN post AS p ON p.id = h.post_id "
        "JOIN record AS ro ON ro.id = p.organization_id AND ro.trashed_by IS NULL "
        "JOIN record AS rp ON rp.id = h.person_id AND rp.trashed_by IS NULL "
        "JOIN organization AS o ON o.id = p.organization_id JOIN person AS pe ON pe.id = h.person_id "
        f"WHERE {owner} = r.id"
    )
    return _list_of(f"h.id, {other}, {other_name}, p.title, p.part, h.start_on, h.end_on", joins, "h.id")


_PERSON_NAME = (
    "trim(pe.treatment || ' ' || pe.given_names || ' ' || pe.first_surname || ' ' || pe.second_surname)"
)

_STATEMENT = f"""
    SELECT json_object(
        'id', r.id, 'uid', r.uid, 'version', r.version, 'trashed', json(iif(r.trashed_by IS NULL, 'false', 'true')),
        'person', (SELECT json_object(
            'treatment', treatment, 'given_names', given_names, 'first_surname', first_surname,
            'second_surname', second_surname, 'known_as', known_as, 'origin', origin, 'leadership', leadership,
            'source', source, 'verified_on', verified_on) FROM person WHERE id = r.id),
        'organization', (SELECT json_object(
            'official_name', official_name, 'acronym', acronym, 'kind', kind, 'subtype', subtype,
            'country', country, 'source', source, 'verified_on', verified_on) FROM organization WHERE id = r.id),
        'parent', (SELECT json_array(o.id, o.official_name) FROM organization AS me
            JOIN organization AS o ON o.id = me.parent_id WHERE me.id = r.id),
        'consulate', (SELECT json_array(o.id, o.official_name) FROM organization AS o WHERE o.id = coalesce(
            (SELECT consulate_id FROM organization WHERE id = r.id),
            (SELECT consulate_id FROM person WHERE id = r.id))),
        'languages', (SELECT coalesce(json_group_array(language ORDER BY id), '[]') FROM spoken_language
            WHERE person_id = r.id),
        'tags', (SELECT coalesce(json_group_array(t.label ORDER BY t.folded), '[]') FROM record_tag AS rt
            JOIN tag AS t ON t.id = rt.tag_id WHERE rt.record_id = r.id),
        'notes', {_list_of("id, text", "note WHERE record_id = r.id", "id")},
        'categories', {
    _list_of("category, is_main", "organization_category WHERE organization_id = r.id", "id")
},
        'names', {_list_of("id, text, kind, until", "organization_name WHERE organization_id = r.id", "id")},
        'phones', {_list_of("id, e164, extension, use", "phone WHERE record_id = r.id", "id")},
        'emails', {_list_of("id, address, use", "email WHERE record_id = r.id", "id")},
        'addresses', {
    _list_of(
        "id, country, state, postcode, city, line, use, latitude, longitude, timezone",
        "address WHERE record_id = r.id",
        "id",
    )
},
        'links', {_list_of("id, url, kind", "link WHERE record_id = r.id", "id")},
        'groups', {
    _list_of(
        "m.id, g.id, g.name, m.joined_on, m.left_on",
        "membership AS m JOIN contact_group AS g ON g.id = m.group_id WHERE m.record_id = r.id",
        "m.id",
    )
},
        'people', {_held("h.person_id", _PERSON_NAME, "p.organization_id")},
        'posts', {_held("p.organization_id", "o.official_name", "h.person_id")},
        'relations', {
    _list_of(
        "l.id, l.kind, l.from_id = r.id, o.id, o.official_name, l.start_on, l.end_on",
        "relation AS l JOIN organization AS o ON o.id = iif(l.from_id = r.id, l.to_id, l.from_id) "
        "JOIN record AS ro ON ro.id = o.id AND ro.trashed_by IS NULL "
        "WHERE l.from_id = r.id OR l.to_id = r.id",
        "l.id",
    )
}
    ) FROM record AS r WHERE r.id = ? AND r.kind IN ('person', 'organization')"""
