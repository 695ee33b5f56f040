"""A new base for each test, copied from one made once."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from crm.base import Base, open_base
from crm.cards import Card
from crm.clock import Clock
from crm.importing.columns import recognise_columns
from crm.importing.rows import RowOptions, RowReader

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture
def base(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    """An empty base; today is 6 October 2025."""
    path = new_base(tmp_path / "base.vinculo")
    with open_base(path, actor="jimena", clock=Clock.fixed(date(2025, 10, 6))) as opened:
        yield opened


@pytest.fixture
def data() -> Path:
    """The folder of the test files."""
    return DATA


@pytest.fixture
def read() -> Callable[..., Card]:
    """Read one row, given as heading and cell, into a card or problems."""

    def read_row(row: dict[str, str], **options: object) -> Card:
        reader = RowReader(recognise_columns(list(row)), RowOptions(**options))
        return reader.read(list(row.values()))

    return read_row
