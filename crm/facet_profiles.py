"""What facets count: for each live contact one small number that stands for all its values in the counted fields.

There are far fewer combinations of values than contacts, so that counting a million contacts in every field at once
is counting their numbers, and then going through some thousands of combinations.
"""

import datetime
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from crm.agreement_standing import NO_AGREEMENT
from crm.facet_agreements import ContactAgreements

PERSON = "persona"

_CHUNK = 500
"""Contacts counted in one call of C, during which no other thread has its turn: 0.1 ms. Of 20,000 it took 2.7 ms, and a
window that paints asks for its turn forty times a frame.
"""

_FEW = 5_000
"""Up to so many contacts changed meanwhile are read again one by one; for more of them all is read anew."""


class Code(NamedTuple):
    """A value of a field of ``crm.query_fields``: a code, or the id of the consulate, group or tag."""

    field: str
    value: str | int


_LIVE = "SELECT id FROM search_document WHERE id {chosen}"
_KINDS = "SELECT id, kind FROM organization WHERE id {chosen}"
# Each of these is answered from an index or a narrow table alone, without looking at the contacts themselves.
_VALUES = (
    (
        "categoria",
        "SELECT organization_id, category FROM organization_category WHERE organization_id {chosen}",
    ),
    ("pais", "SELECT record_id, country FROM address WHERE record_id {chosen} AND country <> ''"),
    ("pais", "SELECT id, country FROM organization WHERE id {chosen} AND country <> ''"),
    ("consulado", "SELECT id, consulate_id FROM person WHERE id {chosen} AND consulate_id > 0"),
    ("consulado", "SELECT id, consulate_id FROM organization WHERE id {chosen} AND consulate_id > 0"),
    (
        "red",
        "SELECT x.record_id, x.group_id FROM membership x JOIN record q ON q.id = x.group_id "
        "WHERE x.record_id {chosen} AND q.trashed_by IS NULL AND q.merged_into IS NULL AND (x.left_on = '' "
        "OR (x.left_on <> 's/f' AND x.left_on >= substr(?, 1, length(x.left_on))))",
    ),
    ("etiqueta", "SELECT record_id, tag_id FROM record_tag WHERE record_id {chosen}"),
)
_ALL = "> 0"
_SOME = "IN (SELECT value FROM json_each(?))"

_GONE, _BARE = 0, 1


class Profiles:
    """The combinations of values of all live contacts, kept up to date from the journal. For one thread only."""

    def __init__(self) -> None:
        self._numbers = array("I")
        self._codes: list[tuple[Code, ...]] = [(), ()]
        self._steps: list[dict[Code, int]] = [{}, {}]
        self._by_codes: dict[frozenset[Code], int] = {frozenset(): _BARE}
        self._today: datetime.date | None = None
        self._operation = -1
        self._totals: Counter[int] | None = None
        self._agreements = ContactAgreements()
        self._longest = 0

    def refresh(self, session: Session, today: datetime.date, check: Callable[[], None]) -> bool:
        """Take in what was done to the base since the last time; return whether there was anything.

        ``today`` says who is a member of a group. ``check`` is called now and then and may raise Cancelled, after
        which the next refresh begins anew.
        """
        connection = session.connection()
        last = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM operation").scalar_one()
        longest = self._agreements.longest_alert(connection)  # set outside operations
        if (last, today, longest) == (self._operation, self._today, self._longest):
            return False
        changed = self._changed(connection) if today == self._today and last >= self._operation else None
        self._operation = -1
        agreed = self._agreements.refresh(connection, today, changed)
        if changed is None or len(agreed) > _FEW:
            self._read_all(connection, today, check)
        else:
            self._read_some(connection, today, agreed.union(changed))
        self._totals = None
        self._today, self._operation, self._longest = today, last, longest
        return True

    def codes(self, number: int) -> tuple[Code, ...]:
        """The values that a number stands for, those of one field in no order."""
        return self._codes[number]

    def count(self, ids: Sequence[int], check: Callable[[], None]) -> Counter[int]:
        """How many of these contacts have each number."""
        return self._count(ids, self._numbers.__getitem__, check)

    def totals(self, check: Callable[[], None]) -> Counter[int]:
        """How many contacts of the whole base have each number."""
        if self._totals is None:
            self._totals = self._count(self._numbers, None, check)
        return self._totals

    def _count(
        self, values: Sequence[int], number_of: Callable[[int], int] | None, check: Callable[[], None]
    ) -> Counter[int]:
        found: Counter[int] = Counter()
        for start in range(0, len(values), _CHUNK):
            check()
            chunk = values[start : start + _CHUNK]
            found.update(map(number_of, chunk) if number_of else chunk)
        found.pop(_GONE, None)
        return found

    def _changed(self, connection: Connection) -> list[int] | None:
        """The records touched since the last operation taken in; None when there are too many of them."""
        rows = connection.exec_driver_sql(
            "SELECT DISTINCT record_id FROM change WHERE operation_id > ? AND record_id > 0 LIMIT ?",
            (self._operation, _FEW + 1),
        )
        found = [int(row) for row in rows.scalars()]
        return None if self._operation < 0 or len(found) > _FEW else found

    def _read_all(self, connection: Connection, today: datetime.date, check: Callable[[], None]) -> None:
        last = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM record").scalar_one()
        self._numbers = array("I", bytes(4 * (last + 1)))
        self._read(connection, _ALL, (), today, check)
        self._add("convenio", self._agreements.of(None))

    def _read_some(self, connection: Connection, today: datetime.date, ids: Iterable[int]) -> None:
        last = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM record").scalar_one()
        self._numbers.extend(repeat(_GONE, last + 1 - len(self._numbers)))
        # Also one beyond the last record: the newest, taken back since.
        wanted = [number for number in ids if number < len(self._numbers)]
        for number in wanted:
            self._numbers[number] = _GONE
        self._read(connection, _SOME, (f"[{','.join(map(str, wanted))}]",), today, _unchecked)
        self._add("convenio", self._agreements.of(wanted))

    def _read(
        self,
        connection: Connection,
        chosen: str,
        parameters: tuple[Any, ...],
        today: datetime.date,
        check: Callable[[], None],
    ) -> None:
        numbers, agreements = self._numbers, self._agreements
        without = self._stepped(_BARE, Code("convenio", NO_AGREEMENT))
        person, person_without = (self._stepped(start, Code("tipo", PERSON)) for start in (_BARE, without))
        for (number,) in _rows(connection, _LIVE.format(chosen=chosen), parameters, check):
            numbers[number] = person if number in agreements else person_without
        for number, kind in _rows(connection, _KINDS.format(chosen=chosen), parameters, check):
            if numbers[number]:
                start = _BARE if number in agreements else without
                numbers[number] = self._stepped(start, Code("tipo", kind)) if kind else start
        for field, statement in _VALUES:
            moment = (today.isoformat(),) if "?" in statement else ()
            rows = _rows(connection, statement.format(chosen=chosen), (*parameters, *moment), check)
            self._add(field, rows)

    def _add(self, field: str, rows: Iterable[tuple[int, Any]]) -> None:
        numbers, steps = self._numbers, self._steps
        codes: dict[Any, Code] = {}
        for number, value in rows:
            before = numbers[number]
            if not before:
                continue
            code = codes.get(value)
            if code is None:
                code = codes[value] = Code(field, value)
            after = steps[before].get(code)
            numbers[number] = self._stepped(before, code) if after is None else after

    def _stepped(self, number: int, code: Code) -> int:
        """The number of a combination with one value more."""
        after = self._steps[number].get(code)
        if after is None:
            codes = (*self._codes[number], code)
            key = frozenset(codes)
            after = self._by_codes.get(key)
            if after is None:
                after = self._by_codes[key] = len(self._codes)
                self._codes.append(codes)
                self._steps.append({})
            self._steps[number][code] = after
        return after


def _rows(
    connection: Connection, statement: str, parameters: tuple[Any, ...], check: Callable[[], None]
) -> Iterable[tuple[Any, ...]]:
    """The driver's own rows, a chunk at a time."""
    with connection.exec_driver_sql(statement, parameters) as result:
        cursor: Any = result.cursor
        while rows := cursor.fetchmany(_CHUNK):
            check()
            yield from rows


def _unchecked() -> None:
    """For a few contacts nobody needs to be asked."""
