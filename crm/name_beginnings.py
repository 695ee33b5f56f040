"""The contacts that stand in the list where what is typed would, however many others have its words."""

from collections.abc import Sequence

from sqlalchemy import Connection

from db.folding import fold, spanish_key
from db.search_rows import token

_MOST = 20
_LAST_LETTER = "\uffff"


class Beginnings:
    """The contacts whose sort key begins with what is typed (persons by surname), found when they are asked for."""

    def __init__(self, connection: Connection, text: str) -> None:
        self._connection = connection
        self._text = text
        self._between: tuple[int, int] | None = None
        self.folded = fold(text)

    def of_kinds(self, kinds: Sequence[str]) -> list[int]:
        """Ids of the first of them that are of these kinds."""
        if self._between is None:
            key = spanish_key(self._text)
            first = _place_of(self._connection, key)
            self._between = first, _place_of(self._connection, key + _LAST_LETTER)
        match = " OR ".join(f'"{token("tipo", kind)}"' for kind in kinds)
        found = self._connection.exec_driver_sql(
            "SELECT d.id FROM search_index f CROSS JOIN search_document d ON d.place = f.rowid "
            "WHERE f.search_index MATCH ? AND f.rowid >= ? AND f.rowid < ? ORDER BY f.rowid LIMIT ?",
            (match, *self._between, _MOST),
        )
        return list(found.scalars())


def _place_of(connection: Connection, key: str) -> int:
    """The place before which all documents have a lesser sort key: places grow with the keys, so halving finds it."""
    low, high = connection.exec_driver_sql(
        "SELECT (SELECT min(place) FROM search_document), (SELECT max(place) + 1 FROM search_document)"
    ).one()
    while low < high:
        middle = (low + high) // 2
        row = connection.exec_driver_sql(
            "SELECT place, sort_key FROM search_document WHERE place >= ? ORDER BY place LIMIT 1", (middle,)
        ).one_or_none()
        if row is None or row.sort_key >= key:
            high = middle
        else:
            low = row.place + 1
    return int(low)
