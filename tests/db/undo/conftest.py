"""A base that somebody edits."""

import pytest
from sqlalchemy import Engine

from tests.db.undo.desk import Desk


@pytest.fixture
def desk(writer: Engine) -> Desk:
    return Desk(writer)
