"""Writes operations into a base without end, saying the number of each on standard output once it is committed."""

import random
import sys
from pathlib import Path

from crm.base import open_base
from db.contacts import Note
from db.records import Record


def main() -> None:
    path, key, seed = Path(sys.argv[1]), sys.argv[2] or None, int(sys.argv[3])
    chance = random.Random(seed)
    with open_base(path, key, actor="ana") as base:
        while True:
            with base.write("Escribir") as session:
                record = Record(uid=f"u{chance.getrandbits(64):x}", kind="person")
                session.add(record)
                session.flush()
                notes = chance.choice((1, 3, 400))
                session.add_all(Note(record_id=record.id, text="x" * 200) for _ in range(notes))
                session.flush()
                number = record.id
            sys.stdout.write(f"{number} {notes}\n")
            sys.stdout.flush()


main()
