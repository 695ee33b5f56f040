"""The search indexes, their tables, and what keeps each true after an operation.

All are made the same way (``db.search_index``): contacts in one, and in another what happens to them.
"""

from typing import Any

from sqlalchemy import Connection, Table, event
from sqlalchemy.orm import Mapped, mapped_column

from db import matter_documents, search_documents, search_index
from db.model import Model, text_column
from db.search_index import Index, Progress


class SearchDocument(Model):
    """What the list shows of a live contact and what search looks through.

    ``kind`` is ``person`` or ``organization``, ``type`` that of the list (``persona``, ``institución``, ``club`` …);
    ``name`` as read, ``sort_key`` as sorted (persons by surnames); ``organization`` the second line: where a person
    holds a post (``post``, ``until`` its end if it has one), or the parent of an organisation; ``category`` the main
    one; ``words`` the folded text with spaces around each word; ``facets`` the exact values of the fields that
    lists are narrowed by, as ``search_documents.token`` writes them.
    """

    __tablename__ = "search_document"

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str] = text_column()
    type: Mapped[str] = text_column()
    name: Mapped[str] = text_column()
    acronym: Mapped[str] = text_column()
    sort_key: Mapped[str] = text_column()
    organization: Mapped[str] = text_column()
    organization_key: Mapped[str] = text_column()
    post: Mapped[str] = text_column()
    until: Mapped[str] = text_column()
    city: Mapped[str] = text_column()
    city_key: Mapped[str] = text_column()
    state: Mapped[str] = text_column()
    country: Mapped[str] = text_column()
    category: Mapped[str] = text_column()
    words: Mapped[str] = text_column()
    facets: Mapped[str] = text_column()


class MatterDocument(Model):
    """What lists show of an activity, request, follow-up, tour or agreement, and what search looks through.

    ``kind`` is the record's; ``type`` the code of an activity's kind, the direction of a request, the priority of a
    follow-up, the scope of an agreement; ``day`` when it was, is, or is due, a partial date, and ``first_day`` and
    ``last_day`` what that can be; ``people`` the second line: organisations, sender, responsible, officials or the
    other parties; ``words`` and ``facets`` as in ``SearchDocument``.
    """

    __tablename__ = "matter_document"

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str] = text_column()
    type: Mapped[str] = text_column()
    name: Mapped[str] = text_column()
    sort_key: Mapped[str] = text_column()
    day: Mapped[str] = text_column()
    first_day: Mapped[str] = text_column()
    begun_by: Mapped[str] = text_column()
    lasts_to: Mapped[str] = text_column()
    last_day: Mapped[str] = text_column()
    state: Mapped[str] = text_column()
    people: Mapped[str] = text_column()
    city: Mapped[str] = text_column()
    country: Mapped[str] = text_column()
    words: Mapped[str] = text_column()
    facets: Mapped[str] = text_column()


_SOURCES = (
    "record",
    "person",
    "organization",
    "organization_name",
    "organization_category",
    "phone",
    "email",
    "address",
    "note",
    "post",
    "holder",
)
"""The tables that documents are made from."""


def _owner(image: str) -> str:
    """Whose a row is according to an image; a row can go from one record to another."""
    return (
        f"coalesce(json_extract({image}, '$.record_id'), json_extract({image}, '$.person_id'), "
        f"json_extract({image}, '$.organization_id'))"
    )


# CROSS JOIN keeps what was touched outside: the planner would go through all posts and organisations at each edit.
_TOUCHED = f"""
    WITH touched AS MATERIALIZED (
        SELECT table_name, row_id, record_id, before, after FROM change
        WHERE operation_id = ?1 AND table_name IN ({", ".join(f"'{name}'" for name in _SOURCES)}))
    SELECT record_id FROM touched WHERE table_name <> 'post'
    UNION SELECT {_owner("before")} FROM touched WHERE before IS NOT NULL
    UNION SELECT {_owner("after")} FROM touched WHERE after IS NOT NULL
    UNION SELECT h.person_id FROM touched CROSS JOIN post p ON p.organization_id = touched.record_id
        CROSS JOIN holder h ON h.post_id = p.id
        WHERE table_name IN ('record', 'organization', 'organization_name')
    UNION SELECT h.person_id FROM touched CROSS JOIN holder h ON h.post_id = touched.row_id WHERE table_name = 'post'
    UNION SELECT o.id FROM touched CROSS JOIN organization o ON o.parent_id = touched.record_id
        WHERE table_name IN ('record', 'organization')
    LIMIT ?2"""


CONTACTS = Index(
    documents="search_document",
    text="search_index",
    document=search_documents.Document,
    kinds=("person", "organization"),
    touched=_TOUCHED,
    all_documents=search_documents.all_documents,
    documents_of=search_documents.documents_of,
    ids_in_order=search_documents.ids_in_order,
)

_MATTER_SOURCES = (
    "record",
    "activity",
    "activity_count",
    "participation",
    "request",
    "follow_up",
    "follow_up_item",
    "tour",
    "tour_stop",
    "agreement",
    "agreement_party",
    "signatory",
    "agreement_stage",
    "clause",
    "obligation",
    "amendment",
    "amendment_party",
    "work_item",
    "record_link",
    "note",
)
"""The tables whose rows belong to the record whose document is made from them."""

_MATTERS_TOUCHED = f"""
    WITH touched AS MATERIALIZED (
        SELECT table_name, row_id, record_id FROM change
        WHERE operation_id = ?1 AND table_name IN ({", ".join(f"'{name}'" for name in _MATTER_SOURCES)})),
    renamed AS MATERIALIZED (
        SELECT record_id AS id FROM change WHERE operation_id = ?1 AND table_name IN ('person', 'organization')
            AND action = 'U'),
    relabelled AS MATERIALIZED (
        SELECT table_name, row_id FROM change WHERE operation_id = ?1 AND action = 'U'
            AND table_name IN ('activity_kind', 'area', 'official', 'plan_item', 'agreement_matter'))
    SELECT record_id FROM touched WHERE table_name NOT IN ('record', 'note', 'record_link')
    UNION SELECT t.record_id FROM touched t CROSS JOIN record r ON r.id = t.record_id
        WHERE t.table_name IN ('record', 'note', 'record_link')
        AND r.kind IN ({", ".join(f"'{kind}'" for kind in matter_documents.KINDS)})
    UNION SELECT p.activity_id FROM renamed n CROSS JOIN participation p ON p.person_id = n.id
    UNION SELECT p.activity_id FROM renamed n CROSS JOIN participation p ON p.organization_id = n.id
    UNION SELECT l.from_id FROM renamed n CROSS JOIN record_link l ON l.to_id = n.id
    UNION SELECT p.agreement_id FROM renamed n CROSS JOIN agreement_party p ON p.organization_id = n.id
    UNION SELECT p.agreement_id FROM renamed n CROSS JOIN agreement_party p ON p.liaison_id = n.id
    UNION SELECT s.agreement_id FROM renamed n CROSS JOIN signatory s ON s.person_id = n.id
    UNION SELECT q.id FROM renamed n CROSS JOIN request q ON q.sender_id = n.id
    UNION SELECT a.id FROM relabelled n CROSS JOIN activity a ON a.kind_id = n.row_id
        WHERE n.table_name = 'activity_kind'
    UNION SELECT p.activity_id FROM relabelled n CROSS JOIN participation p ON p.area_id = n.row_id
        WHERE n.table_name = 'area'
    UNION SELECT q.id FROM relabelled n CROSS JOIN request q ON q.area_id = n.row_id WHERE n.table_name = 'area'
    UNION SELECT p.activity_id FROM relabelled n CROSS JOIN participation p ON p.official_id = n.row_id
        WHERE n.table_name = 'official'
    UNION SELECT s.agreement_id FROM relabelled n CROSS JOIN signatory s ON s.official_id = n.row_id
        WHERE n.table_name = 'official'
    UNION SELECT a.id FROM relabelled n CROSS JOIN agreement a ON a.area_id = n.row_id WHERE n.table_name = 'area'
    UNION SELECT a.id FROM relabelled n CROSS JOIN agreement a ON a.matter_id = n.row_id
        WHERE n.table_name = 'agreement_matter'
    UNION SELECT t.id FROM relabelled n CROSS JOIN tour t ON t.official_id = n.row_id WHERE n.table_name = 'official'
    UNION SELECT s.tour_id FROM relabelled n CROSS JOIN tour_stop s ON s.official_id = n.row_id
        WHERE n.table_name = 'official'
    UNION SELECT c.activity_id FROM relabelled n CROSS JOIN activity_count c ON c.plan_item_id = n.row_id
        WHERE n.table_name = 'plan_item'
    LIMIT ?2"""

MATTERS = Index(
    documents="matter_document",
    text="matter_index",
    document=matter_documents.Matter,
    kinds=matter_documents.KINDS,
    touched=_MATTERS_TOUCHED,
    all_documents=matter_documents.all_documents,
    documents_of=matter_documents.documents_of,
    ids_in_order=matter_documents.ids_in_order,
)

INDEXES = (CONTACTS, MATTERS)


def rebuild(connection: Connection, progress: Progress | None = None) -> None:
    """Make every document and all text indexes anew, inside the transaction of ``connection``."""
    for index in INDEXES:
        search_index.rebuild(index, connection, progress)


def update(connection: Connection, operation_id: int, progress: Progress | None = None) -> None:
    """Bring up to date every document that an operation touched.

    Works from the journal, in the operation's own transaction, after ``journal.finish``.
    """
    for index in INDEXES:
        search_index.update(index, connection, operation_id, progress)


def differences(connection: Connection) -> list[str]:
    """What in the search tables is not as it should be, one technical line each; empty when all is well.

    Checking the text indexes writes to them (nothing lasting): the connection must be one that may write.
    """
    return [line for index in INDEXES for line in search_index.differences(index, connection)]


def _make_index(table: Table, connection: Connection, **_: Any) -> None:
    for index in INDEXES:
        if index.documents == table.name:
            for statement in index.ddl:
                connection.exec_driver_sql(statement)


for _index in INDEXES:
    event.listen(Model.metadata.tables[_index.documents], "after_create", _make_index)
