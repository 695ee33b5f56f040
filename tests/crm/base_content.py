"""All that a base holds, to be compared before and after."""

from db.images import image_sql
from db.model import journaled_tables


def dump(base):
    """Every journaled row as its image, and every search document, by table and id."""
    with base.read() as session:
        connection = session.connection()
        content = {
            table.name: connection.exec_driver_sql(
                f'SELECT t.id, {image_sql(table, "t")} FROM "{table.name}" AS t ORDER BY t.id'
            ).all()
            for table in journaled_tables()
        }
        content["search"] = connection.exec_driver_sql(
            "SELECT id, kind, type, name, sort_key, organization, words, facets FROM search_document ORDER BY id"
        ).all()
        content["matters"] = connection.exec_driver_sql("SELECT * FROM matter_document ORDER BY id").all()
    return content
