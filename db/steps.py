"""How far a long operation is, in rows: each stage of it tells the steps it has made with them."""

import json
from collections.abc import Callable, Iterator, Sequence

Tell = Callable[[int, int | None], None]
"""Called with rows done and rows in all; what it raises stops the operation."""

_CHUNK = 5_000


class Steps:
    """Rows of an operation, each of which takes several steps; what is told is rows, as the steps of all go on."""

    def __init__(self, tell: Tell | None = None) -> None:
        self._tell = tell
        self._rows = 0
        self._all = 0
        self._made = 0

    def expect(self, rows: int, each: int) -> None:
        """So many rows more, each of them with so many steps."""
        self._rows += rows
        self._all += rows * each

    def expect_more(self, steps: int) -> None:
        """The same rows take so many steps more."""
        self._all += steps

    def made(self, steps: int) -> None:
        """So many steps more are done."""
        self._made += steps
        self.tell()

    def tell(self) -> None:
        """Say how far it is, and hear whether it should stop."""
        if self._tell is not None and self._all:
            self._tell(min(self._rows, self._rows * self._made // self._all), self._rows)

    def stage(self) -> Callable[[int, int], None]:
        """What a stage that counts its own steps tells them to."""
        before = 0

        def tell(done: int, _total: int) -> None:
            nonlocal before
            self.made(done - before)
            before = done

        return tell


def chunks(ids: Sequence[int]) -> Iterator[list[int]]:
    """Ids in parts that take a fraction of a second."""
    for start in range(0, len(ids), _CHUNK):
        yield list(ids[start : start + _CHUNK])


def json_chunks(ids: str) -> Iterator[tuple[str, int]]:
    """The same for ids in a JSON array: each part as a JSON array, and how many it has."""
    for part in chunks(json.loads(ids)):
        yield json.dumps(part), len(part)
