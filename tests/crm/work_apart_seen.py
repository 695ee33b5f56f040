"""What tests of other processes look at: which there are, and what a base holds."""

import psutil

from db.images import image_sql
from db.model import journaled_tables


def of_ours():
    """The processes that work for this one; Python's own keeper of them is none."""
    return [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]


def content(base):
    """Every journaled row as its image, uids apart, and every search document."""
    with base.read() as session:
        connection = session.connection()
        found = {
            table.name: connection.exec_driver_sql(
                f"SELECT t.id, json_remove({image_sql(table, 't')}, '$.uid') FROM \"{table.name}\" AS t ORDER BY t.id"
            ).all()
            for table in journaled_tables()
        }
        found["search"] = connection.exec_driver_sql(
            "SELECT id, kind, type, name, sort_key, organization, words, facets FROM search_document ORDER BY id"
        ).all()
    return found
