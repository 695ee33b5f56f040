"""What the tests of use cases stand on: a new base, opened by Ana on 6 October 2025."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crm import reference_data
from crm.base import Base, create_base, open_base
from crm.clock import Clock

TODAY = date(2025, 10, 6)


@pytest.fixture(scope="session")
def new_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new base, made once and copied for each test."""
    path = tmp_path_factory.mktemp("nueva") / "nueva.vinculo"
    create_base(path)
    return path


@pytest.fixture
def base_path(tmp_path: Path, new_base: Path) -> Path:
    """A new base of the test's own."""
    return Path(shutil.copy(new_base, tmp_path / "base.vinculo"))


@pytest.fixture
def base(base_path: Path) -> Iterator[Base]:
    """The base, open for Ana."""
    with open_base(base_path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture(scope="session")
def new_stocked_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new base with the catalogues, made once and copied for each test."""
    path = tmp_path_factory.mktemp("surtida") / "surtida.vinculo"
    reference_data.create(path, clock=Clock.fixed(TODAY))
    return path


@pytest.fixture
def stocked(tmp_path: Path, new_stocked_base: Path) -> Iterator[Base]:
    """A base with the catalogues, open for Ana."""
    path = Path(shutil.copy(new_stocked_base, tmp_path / "surtida.vinculo"))
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base
