"""New bases for the tests of every room: each kind is made once, and copied for whoever wants one."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from crm import reference_data
from crm.base import create_base
from crm.clock import Clock

NewBase = Callable[[Path], Path]


# How fast an example comes says how much else the machine has to do, now that tests share it.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")


@pytest.fixture(scope="session")
def new_base(tmp_path_factory: pytest.TempPathFactory) -> NewBase:
    """Put a new, empty base at a path; a twentieth of the time that making one takes."""
    new = tmp_path_factory.mktemp("nueva") / "nueva.vinculo"
    create_base(new)
    return lambda path: Path(shutil.copy(new, path))


@pytest.fixture(scope="session")
def stocked_base(tmp_path_factory: pytest.TempPathFactory) -> NewBase:
    """Put a new base with the catalogues, of 6 October 2025, at a path."""
    new = tmp_path_factory.mktemp("surtida") / "surtida.vinculo"
    reference_data.create(new, clock=Clock.fixed(date(2025, 10, 6)))
    return lambda path: Path(shutil.copy(new, path))
