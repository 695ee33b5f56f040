"""Going back to what a record was: one field as it was before a change, or something that was taken away.

The value is taken out of the journal at the moment of going back, by the place where it stands there. A contact is set
back row by row and then checked whole; records of other kinds by the use case that edits the field
(``crm.matter_returns``).
"""

import datetime
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.orm import Session

from crm.contacts import card, check
from crm.emails import match_key
from crm.errors import NotFound, UserError
from crm.records import ACTIVITY, AGREEMENT, FOLLOW_UP, REQUEST, TOUR, kind_of
from crm.texts import _, mark
from db import journal
from db.blockers import unique_columns

RETURN_TITLE = mark("Volver a un valor anterior")
PUT_BACK_TITLE = mark("Poner de nuevo lo que se quitó")


_SAME = {"phone": ("e164", "extension"), "email": ("match_key",), "link": ("url",)}
_UNLIKE = frozenset(("id", "use", "is_main", "latitude", "longitude", "timezone", "position"))
_CONTACTS = ("person", "organization")
_OWN = {
    ACTIVITY: "title state place city country link modality language agenda minutes attendance nationalities medium "
    "impressions interactions source start_on start_time end_on end_time zone",
    AGREEMENT: "title folio scope matter_id object area_id area_text received_on signed_on start_on end_on indefinite "
    "renewal renewal_months notice_days confidential money amount territory topics responsible framework_id opinion "
    "opinion_number source",
    FOLLOW_UP: "what responsible due_on due_time priority state remind_at recurrence source",
    REQUEST: "subject office_number received_on received_time sender_id sender_text term_days state area_id "
    "instruction answer answered_on answer_number receipt source",
    TOUR: "title purpose official_id start_on end_on results source",
}
"""By kind, the columns of its own row that go back on their own: not those that follow from others, as the day on which
something was done from its state, nor the number of a commitment."""
_SEVERAL = "activity_attendance activity_count follow_up_item note participation record_link tour_stop"
"""What records that are no contacts have several of, that goes back."""
_DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Earlier:
    """Where a former value stands in the journal: ``field`` of a row as an operation found it.

    An empty ``field`` stands for the whole row, which the operation took away.
    """

    operation: int
    table: str
    row: int
    field: str = ""


class Standing:
    """What stands in a record now: it tells which earlier values it does not have, and so can go back to."""

    def __init__(self, session: Session, record: int) -> None:
        self._session = session
        self._record = record
        self._kind = kind_of(session, record)
        self._rows: dict[str, dict[int, dict[str, Any]]] = {}

    def lacks(self, earlier: Earlier, image: dict[str, Any]) -> bool:
        """Whether the record can have again what an operation found there: ``image``, a value or a whole row."""
        if not self._may_return(earlier):
            return False
        rows = self._of(earlier.table)
        if not earlier.field:
            return earlier.row not in rows and not self.has(earlier.table, image)
        row = rows.get(earlier.row)
        return row is not None and (row[earlier.field] or "") != (image.get(earlier.field) or "")

    def _may_return(self, earlier: Earlier) -> bool:
        """Whether it is of a kind that goes back; which category is the main one, for one, is not."""
        table, field = earlier.table, earlier.field
        if table == _DOCUMENT:
            return not field
        if self._kind in _CONTACTS:
            return table != "record" and field not in ("is_main", "match_key")
        if self._kind not in _OWN:
            return False
        if self._kind == AGREEMENT and table != AGREEMENT:
            # What its other parts are made of hangs together; a tie has a kind.
            return table == "note"
        return field in _OWN[table].split() if table == self._kind else table in _SEVERAL.split()

    def has(self, table: str, image: dict[str, Any]) -> bool:
        """Whether a row says the same as ``image``, what a number or an address is used for aside."""
        columns = _SAME.get(table) or [
            column.name for column in journal.table_named(table).columns if column.name not in _UNLIKE
        ]
        return any(
            all((row[name] or "") == (image.get(name) or "") for name in columns)
            for row in self._of(table).values()
        )

    def _of(self, table: str) -> dict[int, dict[str, Any]]:
        if table not in self._rows:
            owner = journal.table_named(table).info["record"]
            found = self._session.connection().exec_driver_sql(
                f'SELECT * FROM "{table}" WHERE "{owner}" = ?', (self._record,)
            )
            self._rows[table] = {row["id"]: dict(row) for row in found.mappings()}
        return self._rows[table]


def return_to(session: Session, record: int, earlier: Earlier, *, today: datetime.date) -> None:
    """Set a field of a record back, or put back what was taken from it.

    Raises NotFound if the journal or the record does not hold it any more, UserError or InvalidValue if the record
    cannot be so now.
    """
    image = _image(session, record, earlier)
    kind = kind_of(session, record)
    if not earlier.field and Standing(session, record).has(earlier.table, image):
        raise UserError(_("La ficha ya tiene ese valor."))
    if earlier.table == _DOCUMENT:
        _put_document_back(session, record, earlier, image)
    elif kind in _CONTACTS:
        _return_contact(session, record, earlier, image)
    else:
        _return_matter(session, record, kind, earlier, image, today)


def _return_matter(
    session: Session, record: int, kind: str, earlier: Earlier, image: dict[str, Any], today: datetime.date
) -> None:
    # Costs much to import, and only who goes back needs it.
    from crm.matter_returns import Return, go_back

    table = journal.table_named(earlier.table)
    if earlier.field and not _exists(session, table.name, earlier.row):
        raise NotFound(_("Lo que cambió entonces ya no está en la ficha; agréguelo de nuevo."))
    now = _current(session, table, earlier.row) if earlier.field else None
    # Of a field that changed the journal holds it and those that changed with it; of a row, what was not empty.
    filled = {column.name: _value(column, image) for column in table.columns}
    then = {**(now or {}), **{name: filled[name] for name in image if name in filled}} if now else filled
    go_back(session, kind, Return(record, table.name, earlier.field, now, then, today))
    session.flush()


def _put_document_back(session: Session, record: int, earlier: Earlier, image: dict[str, Any]) -> None:
    """With its versions, which were taken away with it."""
    rows = session.connection().exec_driver_sql(_VERSIONS, (earlier.operation, record, earlier.row)).scalars()
    versions = [json.loads(before) for before in rows]
    document = _insert(session, journal.table_named(_DOCUMENT), image)
    for version in versions:
        _insert(session, journal.table_named("document_version"), {**version, "document_id": document})
    session.flush()


def _return_contact(session: Session, contact: int, earlier: Earlier, image: dict[str, Any]) -> None:
    table = journal.table_named(earlier.table)
    if earlier.field:
        _set_back(session, table, earlier, image)
    else:
        _put_back(session, table, image)
    session.flush()
    check(card(session, contact))


def _image(session: Session, record: int, earlier: Earlier) -> dict[str, Any]:
    """What the journal says that stood there before; fields that were empty are missing or None."""
    action = journal.UPDATED if earlier.field else journal.DELETED
    found = (
        session.connection()
        .exec_driver_sql(_CHANGE, (earlier.operation, earlier.table, earlier.row, record, action))
        .scalar()
    )
    image: dict[str, Any] = json.loads(found) if found is not None else {}
    if not image or (earlier.field and earlier.field not in image):
        raise NotFound(_("Ese valor ya no está en el historial; actualice la ficha con F5."))
    return image


def _set_back(session: Session, table: Table, earlier: Earlier, image: dict[str, Any]) -> None:
    column = table.columns[earlier.field]
    values = {earlier.field: _value(column, image)}
    if (earlier.table, earlier.field) == ("email", "address"):
        values["match_key"] = match_key(values["address"])
    if not _exists(session, table.name, earlier.row):
        raise NotFound(_("Lo que cambió entonces ya no está en la ficha; agréguelo de nuevo."))
    _refuse_dead_references(session, table, values)
    _refuse_twice(session, table, {**_current(session, table, earlier.row), **values}, earlier.row)
    journal.update_many(session, table, [earlier.row], **values)


def _put_back(session: Session, table: Table, image: dict[str, Any]) -> None:
    columns = [column for column in table.columns if column.name != "id" and column.name in image]
    values = {column.name: _value(column, image) for column in columns}
    if values.get("is_main"):
        values["is_main"] = not _has_main_category(session, values["organization_id"])
    _refuse_dead_references(session, table, values)
    _refuse_twice(session, table, values, 0)
    _insert(session, table, values)


def _insert(session: Session, table: Table, image: dict[str, Any]) -> int:
    values = {column.name: _value(column, image) for column in table.columns if column.name != "id"}
    row = journal.next_id(session, table)
    journal.insert_many(session, table, ("id", *values), [(row, *values.values())], row, row)
    return row


def _has_main_category(session: Session, organization: int) -> bool:
    return session.connection().exec_driver_sql(_MAIN, (organization,)).first() is not None


def _value(column: Column[Any], image: dict[str, Any]) -> Any:
    value = image.get(column.name)
    return "" if value is None and not column.nullable else value


def _current(session: Session, table: Table, row: int) -> dict[str, Any]:
    return dict(session.execute(table.select().where(table.c.id == row)).mappings().one())


def _exists(session: Session, table: str, row: int) -> bool:
    found = session.connection().exec_driver_sql(f'SELECT 1 FROM "{table}" WHERE id = ?', (row,))
    return found.first() is not None


def _refuse_dead_references(session: Session, table: Table, values: dict[str, Any]) -> None:
    for name, value in values.items():
        for key in table.columns[name].foreign_keys:
            target = key.column.table.name
            alive = value is None or _exists(session, target, value)
            if alive and value is not None and target == "record":
                alive = session.connection().exec_driver_sql(_LIVE, (value,)).first() is not None
            if not alive:
                raise UserError(
                    _("Aquello a lo que se refiere ya no está en la base; elija otro valor en la ficha.")
                )


def _refuse_twice(session: Session, table: Table, values: dict[str, Any], own: int) -> None:
    for columns in unique_columns(table):
        tests = " AND ".join(f'"{name}" = ?' for name in columns)
        found = session.connection().exec_driver_sql(
            f'SELECT 1 FROM "{table.name}" WHERE {tests} AND id <> ?',
            (*(values.get(name, "") for name in columns), own),
        )
        if found.first() is not None:
            raise UserError(_("La ficha ya tiene ese valor."))


_CHANGE = """
    SELECT before FROM change
    WHERE operation_id = ? AND table_name = ? AND row_id = ? AND record_id = ? AND action = ?"""
_VERSIONS = """
    SELECT before FROM change WHERE operation_id = ? AND table_name = 'document_version' AND action = 'D'
        AND record_id = ? AND json_extract(before, '$.document_id') = ? ORDER BY row_id"""
_LIVE = "SELECT 1 FROM record WHERE id = ? AND trashed_by IS NULL AND merged_into IS NULL"
_MAIN = "SELECT 1 FROM organization_category WHERE organization_id = ? AND is_main"
