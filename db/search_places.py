"""Places in the order of the list: numbers with gaps between them, so that a new name finds one of its own.

Where a gap is used up, the documents around it are spread out again.
"""

from collections.abc import Callable, Sequence
from typing import Any

START = 1 << 30
GAP = 1 << 10

_SPREAD = 8
"""How many documents on each side are spread out at first; twice as many until there is room."""

_ROOM = 16
"""The least gap that spreading out must leave."""

Entry = tuple[str, int]
"""Sort key and id of a document: the order of the list."""


class Places:
    """Finds places for new documents in the order of those in table ``documents``, through a driver's cursor.

    ``store`` (id, place) must keep a place at once; ``displace`` (ids) is told which documents will get another.
    """

    def __init__(
        self,
        cursor: Any,
        documents: str,
        *,
        store: Callable[[int, int], None],
        displace: Callable[[list[int]], None],
    ) -> None:
        self._cursor = cursor
        self._documents = documents
        self._store = store
        self._displace = displace

    def allot(self, entries: Sequence[Entry]) -> None:
        """Give a place to each entry; they come in the order of the list."""
        start = 0
        while start < len(entries):
            low = self._before(entries[start])
            high = self._one(
                f"SELECT place, sort_key, id FROM {self._documents} WHERE place > ? ORDER BY place", low
            )
            stop = start + 1
            while stop < len(entries) and (high is None or entries[stop] < high[1:]):
                stop += 1
            ids = [row for _key, row in entries[start:stop]]
            for row, place in self._room(ids, low, high[0] if high else None):
                self._store(row, place)
            start = stop

    def _before(self, entry: Entry) -> int | None:
        """The place of the last document that comes before an entry."""
        low, high = self._bounds()
        found = None
        while low < high:
            middle = (low + high) // 2
            place, *other = self._one(
                f"SELECT place, sort_key, id FROM {self._documents} WHERE place >= ? ORDER BY place", middle
            )
            if tuple(other) < entry:
                found = place
                low = place + 1
            else:
                high = middle
        return found

    def _bounds(self) -> tuple[int, int]:
        first = self._one(f"SELECT min(place) FROM {self._documents}")[0]
        last = self._one(f"SELECT max(place) FROM {self._documents}")[0]
        return (0, 0) if first is None else (first, last + 1)

    def _room(self, ids: list[int], low: int | None, high: int | None) -> list[tuple[int, int]]:
        if low is None or high is None or high - low > len(ids):
            return _spread(ids, low, high)
        width = max(_SPREAD, len(ids))
        while True:
            before = self._rows("place <= ? ORDER BY place DESC LIMIT ?", low, width)
            after = self._rows("place >= ? ORDER BY place LIMIT ?", high, width)
            edge_low = self._one(f"SELECT max(place) FROM {self._documents} WHERE place < ?", before[-1][0])[
                0
            ]
            edge_high = self._one(f"SELECT min(place) FROM {self._documents} WHERE place > ?", after[-1][0])[
                0
            ]
            members = [row for _place, row in reversed(before)] + ids + [row for _place, row in after]
            if edge_low is None or edge_high is None or edge_high - edge_low > _ROOM * len(members):
                self._displace([row for _place, row in before + after])
                return _spread(members, edge_low, edge_high)
            width *= 2

    def _rows(self, condition: str, *values: int) -> list[tuple[int, int]]:
        self._cursor.execute(f"SELECT place, id FROM {self._documents} WHERE {condition}", values)
        rows: list[tuple[int, int]] = self._cursor.fetchall()
        return rows

    def _one(self, statement: str, *values: int | None) -> Any:
        least = (value if value is not None else -1 << 62 for value in values)
        self._cursor.execute(f"{statement} LIMIT 1", tuple(least))
        return self._cursor.fetchone()


def _spread(ids: Sequence[int], low: int | None, high: int | None) -> list[tuple[int, int]]:
    step = GAP
    if low is not None and high is not None:
        step = (high - low) // (len(ids) + 1)
    elif low is None:
        low = START if high is None else high - GAP * (len(ids) + 1)
    return [(row, low + step * number) for number, row in enumerate(ids, 1)]
