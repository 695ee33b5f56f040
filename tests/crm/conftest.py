"""What the tests of use cases stand on: a new base, opened by Ana on 6 October 2025."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from crm.base import Base, open_base
from crm.clock import Clock

TODAY = date(2025, 10, 6)


@pytest.fixture
def base_path(tmp_path: Path, new_base: Callable[[Path], Path]) -> Path:
    """A new base of the test's own."""
    return new_base(tmp_path / "base.vinculo")


@pytest.fixture
def base(base_path: Path) -> Iterator[Base]:
    """The base, open for Ana."""
    with open_base(base_path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def stocked(tmp_path: Path, stocked_base: Callable[[Path], Path]) -> Iterator[Base]:
    """A base with the catalogues, open for Ana."""
    path = stocked_base(tmp_path / "surtida.vinculo")
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base
