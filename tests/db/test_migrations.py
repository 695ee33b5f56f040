import re
import shutil
from contextlib import closing
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from alembic import op

from db import backup, basefile, locks, migrate, schema
from db.engine import connect, writer_engine
from db.migrations import draft
from db.problems import BusyBase, Occupied
from db.records import Record


def tables_of(path, key):
    """The statements that made each thing in a base, with the spaces and quotes that vary taken out."""
    with closing(connect(path, key)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        options = connection.execute("SELECT k, v FROM search_index_config ORDER BY k").fetchall()
    return {name: sorted(_parts(sql)) for name, sql in rows} | {"options": options}


def _parts(sql):
    """A statement cut at the commas that separate columns and constraints, whose order means nothing to us."""
    return re.split(r",(?=CONSTRAINT|UNIQUE|PRIMARY)|\)(?=$|WITHOUT)", re.sub(r'[\s"]+', "", sql))


def test_migrated_tables_are_those_declared(tmp_path, base_path, key):
    declared = tmp_path / "declared"
    engine = writer_engine(declared, key)
    with engine.begin() as connection:
        schema.create(connection)
    engine.dispose()
    assert tables_of(base_path, key) == tables_of(declared, key)


def test_nothing_is_left_to_draft(base_path):
    drafted = draft.draft(basefile.VERSION + 1, "siguiente")
    assert "op.execute(" not in drafted
    assert "op.create" not in drafted
    assert "op.drop" not in drafted


def test_the_draft_of_the_first_makes_every_table(base_path):
    drafted = draft.draft(1, "initial")
    for table in schema.metadata.tables:
        assert f"op.create_table('{table}'" in drafted
    assert "CREATE VIRTUAL TABLE search_index" in drafted
    assert "'secure-delete', 1" in drafted
    assert drafted.count("sqlite_autoincrement=True") == sum(
        bool(table.dialect_options["sqlite"]["autoincrement"]) for table in schema.metadata.tables.values()
    )


def test_migrations_are_numbered_without_gaps_up_to_the_version():
    assert sorted(migrate.migrations()) == list(range(1, basefile.VERSION + 1))


def remake_record():
    options = {"sqlite_autoincrement": True}
    with op.batch_alter_table("record", recreate="always", table_kwargs=options) as batch:
        batch.add_column(sa.Column("colour", sa.Text(), nullable=False, server_default=""))


@pytest.fixture
def next_version(monkeypatch, base_path, operation, key):
    """A base with two records, one of which refers to the other, and a program one version ahead of it."""
    with operation() as session:
        session.add(Record(id=1, uid="a", kind="person"))
        session.add(Record(id=2, uid="b", kind="person", merged_into=1))
        session.add(Record(id=9, uid="c", kind="person"))
    with operation() as session:
        session.delete(session.get(Record, 9))
    everything = migrate.migrations()

    def program(step):
        number = basefile.VERSION + 1
        monkeypatch.setattr(
            migrate, "migrations", lambda: everything | {number: SimpleNamespace(upgrade=step)}
        )
        monkeypatch.setattr(basefile, "VERSION", number)

    return program


def test_remaking_a_table_keeps_every_row_that_refers_to_it(next_version, base_path, key, tmp_path, writer):
    writer.dispose()
    next_version(remake_record)
    kept = tmp_path / "antes.vinculo"
    assert migrate.upgrade(base_path, key, backup_to=kept) == basefile.VERSION - 1
    with closing(connect(base_path, key)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == basefile.VERSION
        rows = connection.execute("SELECT id, merged_into, colour FROM record ORDER BY id").fetchall()
        assert rows == [(1, None, ""), (2, 1, "")]
        assert connection.execute("SELECT count(*) FROM change").fetchone()[0] == 4
        sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'record'").fetchone()[0]
        assert "AUTOINCREMENT" in sql
        assert connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'record'").fetchone()[0] == 9
    assert backup.verify(kept, key).version == basefile.VERSION - 1


def test_a_base_of_this_version_is_left_alone(base_path, key, tmp_path):
    before = base_path.read_bytes()
    assert migrate.upgrade(base_path, key, backup_to=tmp_path / "antes.vinculo") == basefile.VERSION
    assert base_path.read_bytes() == before
    assert not (tmp_path / "antes.vinculo").exists()


def drop_then_fail():
    op.execute("DROP TABLE note")
    raise ZeroDivisionError


def leave_a_dangling_reference():
    op.execute("DELETE FROM record WHERE id = 1")


def lose_autoincrement():
    with op.batch_alter_table("record", recreate="always") as batch:
        batch.add_column(sa.Column("colour", sa.Text()))


@pytest.mark.parametrize(
    ("step", "error"),
    [
        (drop_then_fail, ZeroDivisionError),
        (leave_a_dangling_reference, migrate.Unsound),
        (lose_autoincrement, migrate.Unsound),
    ],
)
def test_a_failed_migration_changes_nothing(next_version, base_path, key, tmp_path, writer, step, error):
    writer.dispose()
    before = tables_of(base_path, key)
    next_version(step)
    with pytest.raises(error):
        migrate.upgrade(base_path, key, backup_to=tmp_path / "antes.vinculo")
    assert tables_of(base_path, key) == before
    with closing(connect(base_path, key)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == basefile.VERSION - 1
        assert connection.execute("SELECT count(*) FROM record").fetchone()[0] == 2


def test_no_migration_without_its_backup(next_version, base_path, key, tmp_path, writer):
    writer.dispose()
    next_version(remake_record)
    kept = tmp_path / "antes.vinculo"
    shutil.copy(base_path, kept)
    with pytest.raises(Occupied):
        migrate.upgrade(base_path, key, backup_to=kept)
    assert basefile.inspect(base_path, key).version == basefile.VERSION - 1


def test_no_migration_while_somebody_is_in(next_version, base_path, key, tmp_path, writer):
    writer.dispose()
    next_version(remake_record)
    with locks.shared(base_path), pytest.raises(BusyBase):
        migrate.upgrade(base_path, key, backup_to=tmp_path / "antes.vinculo")
    assert not (tmp_path / "antes.vinculo").exists()
