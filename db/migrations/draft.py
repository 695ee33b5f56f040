"""For developers: write the migration that leads from the migrations there are to the tables as declared.

``python -m db.migrations.draft 0002 "what changes"`` writes ``versions/0002_what_changes.py``, to be read, mended and
formatted. Until version 1 is released, ``python -m db.migrations.draft 0001 initial`` writes that one anew.
"""

import re
import sys
import tempfile
import textwrap
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.sql.schema import SchemaItem

from db import migrate, schema
from db.engine import writer_engine
from db.migrations import versions

_MODULE = '''"""{title}."""

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Bring the tables from version {before} to version {number}."""
{body}'''


def draft(number: int, title: str) -> str:
    """The source of migration ``number``: what the tables as declared have more than those before it."""
    with tempfile.TemporaryDirectory() as folder:
        declared = Path(folder) / "declared"
        engine = writer_engine(declared)
        with engine.begin() as connection:
            schema.create(connection)
            virtual = virtual_tables(connection)
        engine.dispose()
        before = Path(folder) / "before"
        migrate.build(before, None, to=number - 1)
        engine = writer_engine(before)
        with engine.connect() as connection:
            body = _operations(connection, set(virtual))
            known = virtual_tables(connection)
        engine.dispose()
    body += "".join(_execute(sql) for name, sql in virtual.items() if name not in known)
    heading = title[:1].upper() + title[1:]
    return _MODULE.format(title=heading, before=number - 1, number=number, body=body)


def _execute(sql: str) -> str:
    lines = textwrap.wrap(sql.replace(":", r"\:"), 100, drop_whitespace=False)
    return f"    op.execute({' '.join(map(repr, lines))})\n"


def virtual_tables(connection: Connection) -> dict[str, str]:
    """The statements that make the virtual tables of a base, and those that set their options, by name."""
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%' ORDER BY name"
    )
    found: dict[str, str] = {}
    for name, sql in rows.all():
        found[name] = sql
        options = connection.exec_driver_sql(f"SELECT k, v FROM \"{name}_config\" WHERE k <> 'version'")
        for option, value in options:
            found[f"{name}.{option}"] = f"INSERT INTO {name}({name}, rank) VALUES ('{option}', {value!r})"
    return found


def _operations(connection: Connection, virtual: set[str]) -> str:
    shadows = tuple(f"{name}_" for name in virtual if "." not in name)

    def is_ours(_item: SchemaItem, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
        return kind != "table" or (name not in virtual and not str(name).startswith(shadows))

    context = MigrationContext.configure(connection, opts={"include_object": is_ours})
    operations = produce_migrations(context, schema.metadata).upgrade_ops
    assert operations is not None
    code = render_python_code(operations)
    # What a table means to the journal is no business of the database.
    code = re.sub(r",\n +info=\{[^}]*\}", "", code)
    return "".join(f"    {line.strip()}\n" for line in code.splitlines() if "# ###" not in line)


def _write(number: str, title: str) -> Path:
    target = Path(versions.__path__[0]) / f"{number}_{title.lower().replace(' ', '_')}.py"
    target.write_text(draft(int(number), title), encoding="utf-8")
    return target


if __name__ == "__main__":
    print(_write(sys.argv[1], sys.argv[2]))
