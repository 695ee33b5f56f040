"""Searching as one types, listing, counting and indexing, beside the plainest programs that do the same.

    python -m tests.benchmarks.search [--contactos 100000] [--base RUTA] [--informe artefacts/search.json]

The floor of a search asks a plain FTS5 index of the same words, without ranking, for 2,001 matches and sorts those by
the key (QUALITY, "Known before starting"); that of the list selects the ids by the key; that of indexing puts the
words, folded already, into a table and an FTS5 index. ``--base`` keeps the base of a former run, or uses it again.
"""

import argparse
import datetime
import random
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median

from sqlalchemy.orm import Session

from crm import query_run
from crm.base import Base, create_base, interrupter, open_base
from crm.card_writer import CardWriter
from crm.demo import demo_cards
from crm.errors import Cancelled
from crm.query import parse
from db import search
from db.contacts import Person
from db.engine import connect
from db.folding import fold
from tests.benchmarks import facets
from tests.benchmarks.harness import Figure, Report, percentile, seconds

TODAY = datetime.date(2026, 7, 29)
SAMPLES = 200
"""Names typed letter by letter."""
LETTERS = range(1, 7)


def make_base(path: Path, contacts: int) -> None:
    """A demo base of that many contacts."""
    create_base(path)
    with open_base(path, actor="demo") as base, base.write("Demostración") as session:
        writer = CardWriter(session)
        cards = demo_cards(1, TODAY, contacts)
        while batch := list(islice(cards, 20_000)):
            writer.add(batch)


def measure(report: Report, base: Base, floor: "Floor") -> None:
    """Add every figure to the report."""
    with base.read() as session:
        words = typed_words(session)
        typing(report, session, floor, words)
        pairs(report, session, words)
        listing(report, session, floor)
        counting(report, session)
        facets.measure(report, session, words, TODAY)
    interrupting(report, base)
    indexing(report, base, floor)


def typed_words(session: Session) -> list[str]:
    """Words of names, as unevenly frequent as they are in the base; half of them of organisations."""
    found = []
    for kind in ("person", "organization"):
        names = session.connection().exec_driver_sql(
            "SELECT name FROM search_document WHERE kind = ? ORDER BY id * 7919 % 1000003 LIMIT ?",
            (kind, SAMPLES // 2),
        )
        dice = random.Random(3)
        found += [dice.choice(fold(name).split()) for name in names.scalars() if fold(name)]
    return found


def typing(report: Report, session: Session, floor: "Floor", words: list[str]) -> None:
    """Each word typed letter by letter, from one letter to six."""
    for letters in LETTERS:
        beginnings = sorted({word[:letters] for word in words})
        ours = [seconds(lambda text=text: first(session, text)) for text in beginnings]
        plain = [seconds(lambda text=text: floor.search(text)) for text in beginnings]
        name = f"buscar, {letters} letras, 100 primeros"
        report.add(Figure(f"{name}, p95", percentile(ours, 0.95), percentile(plain, 0.95), limit=0.016))
        report.add(Figure(f"{name}, peor", max(ours), max(plain), limit=0.250))


def pairs(report: Report, session: Session, words: list[str]) -> None:
    """Two words, the second one growing; and a word within a filter."""
    texts = [f"{one} {two[:4]}" for one, two in zip(words, reversed(words), strict=True)]
    times = [seconds(lambda text=text: first(session, text)) for text in texts]
    report.add(Figure("buscar, dos palabras, p95", percentile(times, 0.95), limit=0.016))
    report.add(Figure("buscar, dos palabras, peor", max(times), limit=0.250))
    texts = [f"tipo:persona pais:US -etiqueta:prioritario {word[:3]}" for word in words]
    times = [seconds(lambda text=text: first(session, text)) for text in texts]
    report.add(Figure("buscar, una palabra y tres filtros, p95", percentile(times, 0.95), limit=0.016))


def listing(report: Report, session: Session, floor: "Floor") -> None:
    """All ids in order, which is what opening the list asks for."""
    report.compare(
        "todos los ids, por nombre", lambda: ids(session, ""), floor.list_all, budget=2.5, rounds=5
    )
    for order in query_run.ORDERS[1:]:
        report.add(
            Figure(f"todos los ids, por {order}", seconds(lambda order=order: ids(session, "", order)))
        )
    report.add(Figure("ids de tipo:persona", seconds(lambda: ids(session, "tipo:persona"))))


def counting(report: Report, session: Session) -> None:
    """How many, and how many of each."""
    for text in ("", "tipo:persona", "mar", "-mar", 'ciudad:"Los Ángeles"'):
        report.add(Figure(f"contar «{text}»", seconds(lambda text=text: count(session, text))))
    for field in ("categoria", "pais", "ciudad"):
        report.add(
            Figure(f"contar «garcia» por {field}", seconds(lambda field=field: groups(session, field)))
        )


def interrupting(report: Report, base: Base) -> None:
    """How long a search goes on after the next key."""
    delays = []
    for _ in range(5):
        pressed: list[float] = []
        try:
            with base.read() as session:
                timer = threading.Timer(0.02, press, (pressed, interrupter(session)))
                timer.start()
                # Every row is looked at: nothing in the index helps.
                ids(session, "telefono:vacío correo:vacío", "-cambiado")
        except Cancelled:
            delays.append(time.perf_counter() - pressed[0])
        timer.join()
    if delays:
        report.add(Figure("buscar, interrumpida", median(delays), limit=0.050))


def press(pressed: list[float], stop: Callable[[], None]) -> None:
    """The next key, and when it came."""
    pressed.append(time.perf_counter())
    stop()


def indexing(report: Report, base: Base, floor: "Floor") -> None:
    """The whole index anew, and after one edit."""
    with base.write("Medir") as session:
        took = seconds(lambda: search.rebuild(session.connection()))
    report.add(Figure("índice entero", took, seconds(floor.index)))
    times = [seconds(lambda number=number: edit(base, number)) for number in range(10)]
    report.add(Figure("guardar un cambio de apellido, índice incluido", median(times), limit=0.100))


def edit(base: Base, number: int) -> None:
    """One person gets another surname."""
    with base.write("Cambiar") as session:
        people = session.query(Person).order_by(Person.id.desc())
        people.offset(number).limit(1).one().first_surname = f"Medida {time.perf_counter_ns()}"


def first(session: Session, text: str) -> object:
    """What the list shows at once."""
    return query_run.first_ids(session, parse(text, TODAY))


def ids(session: Session, text: str, order: str = "nombre") -> object:
    """All that the query finds."""
    return query_run.ids(session, parse(text, TODAY), order)


def count(session: Session, text: str) -> object:
    """How many it finds."""
    return query_run.count(session, parse(text, TODAY))


def groups(session: Session, field: str) -> object:
    """How many of each value."""
    return query_run.group_counts(session, parse("garcia", TODAY), field)


class Floor:
    """The plainest programs, on a file of their own with the same words and keys."""

    def __init__(self, path: Path, rows: Callable[[], Iterator[tuple[int, str, str]]]) -> None:
        self._connection = connect(path)
        self._rows = rows
        self._connection.execute("PRAGMA journal_mode = WAL")
        self.index()

    def index(self) -> None:
        """Table, key's index and words."""
        self._connection.executescript("DROP TABLE IF EXISTS found; DROP TABLE IF EXISTS plain;")
        self._connection.execute("BEGIN")
        self._connection.execute("CREATE TABLE found (id INTEGER PRIMARY KEY, key TEXT, words TEXT)")
        self._connection.execute(
            "CREATE VIRTUAL TABLE plain USING fts5(words, content='found', content_rowid='id')"
        )
        self._connection.executemany("INSERT INTO found VALUES (?, ?, ?)", self._rows())
        self._connection.execute("CREATE INDEX by_key ON found (key)")
        self._connection.execute("INSERT INTO plain (plain) VALUES ('rebuild')")
        self._connection.execute("COMMIT")

    def search(self, text: str) -> object:
        """Up to 2,001 matches, sorted, the first 100."""
        return self._connection.execute(
            "SELECT id FROM found WHERE id IN (SELECT rowid FROM plain WHERE plain MATCH ? LIMIT 2001) "
            "ORDER BY key LIMIT 100",
            (f'"{text}"*',),
        ).fetchall()

    def list_all(self) -> object:
        """Every id by the key."""
        return self._connection.execute("SELECT id FROM found ORDER BY key").fetchall()


def documents(path: Path) -> Iterator[tuple[int, str, str]]:
    """Id, key and words of each contact of a base."""
    connection = connect(path, query_only=True)
    yield from connection.execute("SELECT id, sort_key, words FROM search_document ORDER BY id")
    connection.close()


def main() -> None:
    """Measure and print; write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contactos", type=int, default=100_000)
    parser.add_argument("--base", type=Path)
    parser.add_argument("--informe", type=Path, default=Path("artefacts/search.json"))
    arguments = parser.parse_args()
    report = Report(arguments.contactos)
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.base or Path(folder) / "base.vinculo"
        if not path.exists():
            report.add(Figure("hacer la base", seconds(lambda: make_base(path, arguments.contactos))))
        with open_base(path, actor="demo") as base:
            measure(report, base, Floor(Path(folder) / "suelo.db", lambda: documents(path)))
    report.write(arguments.informe)


if __name__ == "__main__":
    main()
