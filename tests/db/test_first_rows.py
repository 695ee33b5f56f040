"""The first rows of the list, read before anything else is loaded."""

import subprocess
import sys

from db.contacts import Person
from db.first_rows import first_rows
from db.records import Record
from db.search import rebuild


def test_the_first_rows_come_in_the_order_of_the_list(operation, writer, base_path, key):
    with operation() as session:
        for number, surname in enumerate(("Zúñiga", "Ávila", "Ñáñez", "Nava")):
            record = Record(uid=f"uid-{number}", kind="person")
            session.add(record)
            session.flush()
            session.add(Person(id=record.id, given_names="Ana", first_surname=surname))
    with writer.begin() as connection:
        rebuild(connection)
    rows = first_rows(base_path, key, 3)
    assert [row[4] for row in rows] == ["Ana Ávila", "Ana Nava", "Ana Ñáñez"]


def test_what_cannot_be_read_has_no_rows(tmp_path, base_path, key):
    broken = tmp_path / "rota.vinculo"
    broken.write_bytes(b"basura" * 1000)
    assert first_rows(broken, key, 3) == []
    assert first_rows(tmp_path / "ninguna.vinculo", key, 3) == []
    assert not (tmp_path / "ninguna.vinculo").exists()
    assert first_rows(tmp_path, key, 3) == []
    assert first_rows(base_path, "otra clave", 3) == []


def test_reading_them_loads_no_sqlalchemy():
    code = "import sys, db.first_rows; print('sqlalchemy' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
