"""The mapped base class, and what the journal needs to know of each table.

A journaled table names in ``info["record"]`` the column that holds the root record its rows belong to; a table
whose rows belong to none (tags) names "". Text columns are never NULL ("" means not known), so that an image of a
row can leave out what is empty and still be restored whole. Columns marked ``info={"derived": True}`` are kept by
the journal itself and stand in no image.
"""

from typing import Any

from sqlalchemy import Column, ForeignKey, MetaData, Table, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Model(DeclarativeBase):
    """Every table of the base."""

    metadata = MetaData(naming_convention=NAMING)


def journaled(record: str, **options: Any) -> dict[str, Any]:
    """Table options of a journaled table whose root record's id stands in column ``record``."""
    return {"info": {"record": record}, "sqlite_autoincrement": True, **options}


def text_column() -> Mapped[str]:
    """A text column: never NULL, empty when not known."""
    return mapped_column(Text, nullable=False, default="", server_default="")


def reference(target: str, *, optional: bool = False) -> Mapped[Any]:
    """An indexed reference to another table's id (the index serves undo's deletions as much as look-ups)."""
    return mapped_column(ForeignKey(target), nullable=optional, index=True)


def journaled_tables() -> list[Table]:
    """All journaled tables, those referred to before those that refer to them."""
    return [table for table in Model.metadata.sorted_tables if "record" in table.info]


def image_columns(table: Table) -> list[Column[Any]]:
    """The columns that stand in an image of a row, in the order of their names."""
    columns = (column for column in table.columns if not column.info.get("derived"))
    return sorted(columns, key=lambda column: column.name)
