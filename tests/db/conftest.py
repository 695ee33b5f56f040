"""What the tests of ``db`` stand on: a new base in a file, each test once without a key and once with one.

The key is a raw one: SQLCipher then skips 235 ms of derivation at each connection, and the pages are the same.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import portalocker
import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

import db.tables  # noqa: F401 - the journal watches every table
from db import basefile, journal, journal_guard, search
from db.engine import reader_engine, writer_engine

NOW = datetime(2026, 7, 29, 18, 30, tzinfo=UTC)
NOBODY = 65534
PATIENCE_S = 60.0
RAW_KEY = "x'" + "5a" * 32 + "'"

Operation = Callable[..., AbstractContextManager[Session]]


@pytest.fixture(params=[None, RAW_KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> str | None:
    """The key of the base, None for a plain one: every test that uses the base runs on both."""
    return request.param


@pytest.fixture(scope="session")
def new_bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str | None, Path]:
    """New bases by key, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("nuevas")
    bases: dict[str | None, Path] = {None: folder / "abierta.vinculo", RAW_KEY: folder / "cifrada.vinculo"}
    for one, path in bases.items():
        basefile.create(path, one)
    return bases


@pytest.fixture
def base_path(tmp_path: Path, key: str | None, new_bases: dict[str | None, Path]) -> Path:
    """A new base of the test's own, in a folder of its own."""
    return Path(shutil.copy(new_bases[key], tmp_path / "base.vinculo"))


@pytest.fixture
def writer(base_path: Path, key: str | None) -> Iterator[Engine]:
    """The engine that writes, with the journal's watch on it."""
    engine = writer_engine(base_path, key)
    journal_guard.watch(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def reader(base_path: Path, key: str | None) -> Iterator[Engine]:
    """The engine that only reads."""
    engine = reader_engine(base_path, key)
    yield engine
    engine.dispose()


@pytest.fixture
def operation(writer: Engine) -> Operation:
    """Run one journaled operation in a ``with`` block, committed at the end; gives its session."""

    @contextmanager
    def run(
        title: str = "Prueba", *, actor: str = "ana", kind: str = journal.EDIT, **params: Any
    ) -> Iterator[Session]:
        with Session(writer, expire_on_commit=False) as session:
            journal.catch(session)
            journal.begin(session, actor=actor, title=title, params=params, at=NOW, kind=kind)
            yield session
            journal.finish(session)
            session.commit()

    return run


@pytest.fixture
def edit(writer: Engine) -> Operation:
    """One operation, with the update of the search indexes that ends it."""

    @contextmanager
    def run() -> Iterator[Session]:
        with Session(writer) as session, session.begin():
            journal.catch(session)
            journal.begin(session, actor="ana", title="Prueba", params={}, at=NOW)
            yield session
            done = journal.finish(session)
            if done is not None:
                search.update(session.connection(), done)

    return run


@pytest.fixture
def session(writer: Engine) -> Iterator[Session]:
    """A session without an operation, rolled back at the end."""
    with Session(writer) as session:
        yield session


@pytest.fixture
def as_nobody(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], AbstractContextManager[None]]:
    """Run a block without the rights of root, whom no permission stops; the folder given can be reached."""
    # The folders above are also those of tests that run at the same time in other processes.
    one_at_a_time = tmp_path_factory.getbasetemp().parent / "como-nadie.lock"

    @contextmanager
    def run(folder: Path) -> Iterator[None]:
        with portalocker.Lock(one_at_a_time, timeout=PATIENCE_S):
            is_root = os.geteuid() == 0
            before = {place: place.stat().st_mode for place in folder.parents if is_root}
            for place, mode in before.items():
                place.chmod(mode | 0o011)
            if is_root:
                os.seteuid(NOBODY)
            try:
                yield
            finally:
                if is_root:
                    os.seteuid(0)
                for place, mode in before.items():
                    place.chmod(mode)

    return run
