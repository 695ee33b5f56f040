"""Every table of a base as declared, those of the search included; what the migrations must lead to."""

from sqlalchemy import Connection

import db.search  # noqa: F401 - declares its tables
from db.tables import Model

metadata = Model.metadata


def create(connection: Connection) -> None:
    """Make every table at once, without the migrations (for drafting them and proving them)."""
    metadata.create_all(connection)
