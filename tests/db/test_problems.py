import errno
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import OperationalError

from db import problems
from db.problems import (
    BusyBase,
    DamagedBase,
    FullDisk,
    ReadOnlyBase,
    Unreachable,
    WrongKey,
)

PATH = Path("/carpeta/base.vinculo")

CODES = {
    driver.SQLITE_FULL: FullDisk,
    driver.SQLITE_BUSY: BusyBase,
    driver.SQLITE_BUSY | 2 << 8: BusyBase,
    driver.SQLITE_LOCKED: BusyBase,
    driver.SQLITE_READONLY: ReadOnlyBase,
    driver.SQLITE_READONLY | 4 << 8: ReadOnlyBase,
    driver.SQLITE_PERM: ReadOnlyBase,
    driver.SQLITE_CORRUPT: DamagedBase,
    driver.SQLITE_NOTADB: WrongKey,
    driver.SQLITE_CANTOPEN: Unreachable,
    driver.SQLITE_IOERR: Unreachable,
    driver.SQLITE_IOERR | 3 << 8: Unreachable,
    driver.SQLITE_NOLFS: Unreachable,
}


def driver_error(code: int) -> driver.OperationalError:
    error = driver.OperationalError("in whatever words")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(("code", "kind"), CODES.items())
def test_result_codes(code, kind):
    bare = problems.from_driver(driver_error(code), PATH)
    wrapped = problems.from_driver(OperationalError("SELECT 1", {}, driver_error(code)))
    assert type(bare) is type(wrapped) is kind
    assert "base.vinculo" in str(bare) or "/carpeta" in str(bare)
    for sentence in (str(bare), str(wrapped)):
        assert sentence.endswith(".")
        assert "{" not in sentence


@pytest.mark.parametrize("code", [driver.SQLITE_ERROR, driver.SQLITE_CONSTRAINT, driver.SQLITE_INTERRUPT])
def test_mistakes_of_ours_are_no_problems(code):
    assert problems.from_driver(driver_error(code)) is None
    assert problems.from_driver(ValueError("disk is full")) is None
    with pytest.raises(driver.OperationalError), problems.explained(PATH):
        raise driver_error(code)


def test_interrupt_is_told_from_the_rest():
    assert problems.is_interrupt(driver_error(driver.SQLITE_INTERRUPT))
    assert problems.is_interrupt(OperationalError("SELECT 1", {}, driver_error(driver.SQLITE_INTERRUPT)))
    assert not problems.is_interrupt(driver_error(driver.SQLITE_BUSY))
    assert not problems.is_interrupt(ValueError())


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, FullDisk),
        (errno.EDQUOT, FullDisk),
        (errno.EACCES, ReadOnlyBase),
        (errno.EROFS, ReadOnlyBase),
        (errno.EIO, Unreachable),
        (errno.ENOENT, Unreachable),
    ],
)
def test_errors_of_the_system(code, kind):
    with pytest.raises(kind, match="/carpeta"), problems.explained(PATH):
        raise OSError(code, "in whatever words")


FILL = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
    INSERT INTO setting (name, value) SELECT i, zeroblob(9000) FROM n"""


def test_a_driver_that_really_runs_out_of_room(base_path, key, writer):
    with writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        with pytest.raises(FullDisk), problems.explained(base_path):
            connection.exec_driver_sql(FILL)
