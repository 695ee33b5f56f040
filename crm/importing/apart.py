"""Reading a large file in other processes, so that the one that shows the window keeps its time for it.

Python runs one thread at a time: a hundred thousand rows validated beside the window make it wait for its turn again
and again, and use one core of several. Each process reads the whole file and validates every n-th part of it; what it
finds comes back in parts, as plain values. They load neither Qt nor SQLAlchemy, and end with whoever asked: cancelled,
they are killed; when nobody listens any more, their next word fails.

Measured on 100,000 rows: 1.3 s of this process's time instead of 8.4, and 10.2 s shared by two others.
"""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from crm.cards import Card
from crm.errors import FileProblem, UserError
from crm.importing.cells import Problem, RowOptions
from crm.importing.columns import ColumnMap
from crm.importing.plain_cards import PlainCard, card_of, plain
from crm.importing.reading import Reading, begin, note, read_file
from crm.importing.sources import RowRead, Seen, Source, open_source
from crm.processes import OUR_MISTAKE, give_way
from crm.progress import Progress, silent
from crm.texts import _

WORTH_IT = 1 << 19
"""Bytes from which a file is read apart: below, starting a process takes longer than reading here."""

_MOST = 4
"""Each process reads the file anew, so that more of them gain little."""

_PART = 100
"""Rows that come back at a time: a millisecond or two to put together, in one go."""

_LISTEN_S = 0.05
"""How long a word is waited for before looking whether it is still wanted."""

PlainRow = tuple[int, PlainCard | None, Sequence[str], Sequence[tuple[str, str, str, str]]]
"""Number, card, cells, and problems or doubts (the values of each Problem); of a sure contact the first two."""


def read_well(
    path: Path,
    options: RowOptions,
    column_map: ColumnMap | None = None,
    sheet: str | None = None,
    progress: Progress = silent,
) -> Reading:
    """Read a file of any kind: here, or in other processes if it is large.

    Raises FileProblem or UserError when it cannot be read, Cancelled from ``progress``.
    """
    if not path.is_file() or path.stat().st_size < WORTH_IT:
        return read_file(path, options, column_map, sheet, progress)
    return read_apart(path, options, column_map, sheet, progress)


def read_apart(
    path: Path,
    options: RowOptions,
    column_map: ColumnMap | None = None,
    sheet: str | None = None,
    progress: Progress = silent,
) -> Reading:
    """Read a file in other processes; like ``read_well`` otherwise."""
    try:
        with _Readers(path, options, column_map, sheet, progress) as readers:
            return readers.reading()
    except _ReadHereInstead:
        return read_file(path, options, column_map, sheet, progress)


class _ReadHereInstead(Exception):
    """The processes did not start, or a mistake of ours ended one: here it comes to light with all it can say."""


class _Readers:
    """The processes that read one file. Whatever happens, none is left when the block ends."""

    def __init__(
        self,
        path: Path,
        options: RowOptions,
        column_map: ColumnMap | None,
        sheet: str | None,
        progress: Progress,
    ) -> None:
        self._path = path
        self._options = options
        self._progress = progress
        self._of_file = (path, options, dict(column_map or {}), sheet)
        self._processes: list[SpawnProcess] = []
        self._ears: list[Connection] = []

    def __enter__(self) -> Self:
        try:
            self._start(min(_MOST, os.cpu_count() or 1))
        except OSError as error:
            self._end()
            raise _ReadHereInstead from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _start(self, shares: int) -> None:
        spawn = multiprocessing.get_context("spawn")
        for share in range(shares):
            ear, mouth = spawn.Pipe(duplex=False)
            self._ears.append(ear)
            with mouth:
                process = spawn.Process(
                    target=_read_and_end, args=(mouth, share, shares, *self._of_file), daemon=True
                )
                process.start()
                self._processes.append(process)

    def _end(self) -> None:
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.join()
            process.close()
        for ear in self._ears:
            ear.close()

    def reading(self) -> Reading:
        """Put together what they read."""
        told = [self._hear(share) for share in range(len(self._ears))]
        begun = told[0]
        reading = begin(self._path, begun)
        for rows in self._parts():
            for row in rows:
                reading.take(*_row_of(row))
            self._progress(reading.total, begun.total)
        seen = Seen()
        for share in range(len(self._ears)):
            seen |= self._hear(share)
        note(reading, seen, self._options)
        self._progress(reading.total, reading.total)
        return reading

    def _parts(self) -> Iterator[list[PlainRow]]:
        """The parts in the file's order: each process sends its own in turn, and None after its last."""
        ended = [False] * len(self._ears)
        share = 0
        while not all(ended):
            rows = None if ended[share] else self._hear(share)
            if rows is None:
                ended[share] = True
            else:
                yield rows
            share = (share + 1) % len(ended)

    def _hear(self, share: int) -> Any:
        ear = self._ears[share]
        while not ear.poll(_LISTEN_S):
            self._progress(0, None)
        try:
            said = ear.recv()
        except (EOFError, OSError) as error:
            raise self._what_ended(self._processes[share]) from error
        if isinstance(said, UserError):
            raise said
        return said

    def _what_ended(self, process: SpawnProcess) -> Exception:
        process.join()
        if process.exitcode == OUR_MISTAKE:
            return _ReadHereInstead()
        return FileProblem(
            _(
                "El proceso que leía «{name}» se detuvo antes de terminar; no se guardó nada. Cierre otros programas"
                " si falta memoria y vuelva a intentarlo."
            ).format(name=self._path.name)
        )


def _read_and_end(*given: Any) -> None:
    give_way()
    read_share(*given)


def read_share(
    mouth: Connection,
    share: int,
    shares: int,
    path: Path,
    options: RowOptions,
    column_map: ColumnMap,
    sheet: str | None,
) -> None:
    """What one of the processes does: say what the file is, its parts of the rows, None, and what was noticed.

    A UserError that stops the reading is said too.
    """
    try:
        with open_source(path, options, column_map, sheet) as source:
            mouth.send(source.begun)
            for number, rows in enumerate(_in_parts(source)):
                if number % shares == share:
                    mouth.send([_plain_row(source.read(row)) for row in rows])
            mouth.send(None)
            mouth.send(source.seen)
    except UserError as error:
        mouth.send(error)
    except (BrokenPipeError, ConnectionError):
        # Nobody listens any more: the program was closed or the reading cancelled.
        return


def _in_parts(source: Source) -> Iterator[list[Any]]:
    rows = source.rows()
    while part := list(islice(rows, _PART)):
        yield part


def _plain_row(read: RowRead) -> PlainRow:
    number, found, cells, doubts = read
    if isinstance(found, Card):
        return number, plain(found), cells if doubts else (), _plain_problems(doubts)
    return number, None, cells, _plain_problems(found)


def _plain_problems(problems: Sequence[Problem]) -> Sequence[tuple[str, str, str, str]]:
    return [(one.column, one.value, one.reason, one.meant) for one in problems]


def _row_of(row: PlainRow) -> RowRead:
    number, card, cells, plain_problems = row
    problems = [Problem(*one) for one in plain_problems]
    if card is not None:
        return number, card_of(card), cells, problems
    return number, problems, cells, ()


__all__ = ["read_apart", "read_share", "read_well"]
