"""Fills a small disk with a base, and says as JSON what each use case then answers and what is left on it."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from crm import backups
from crm.base import create_base, open_base
from crm.clock import Clock
from crm.errors import BaseProblem, FileProblem
from crm.verification import verify_base
from db.backup import sha256
from db.contacts import Note
from db.records import Record


def answer(work: Callable[[], object]) -> str:
    try:
        work()
    except (BaseProblem, FileProblem) as problem:
        return f"{type(problem).__name__}: {problem}"
    return ""


def main() -> None:
    path, key = Path(sys.argv[1]) / "base.vinculo", sys.argv[2] or None
    create_base(path, key)
    first = backups.automatic(path, key, Clock())
    assert first is not None
    written = 0
    with open_base(path, key, actor="ana") as base:

        def fill() -> None:
            nonlocal written
            while True:
                with base.write("Llenar") as session:
                    record = Record(uid=f"u{written}", kind="person")
                    session.add(record)
                    session.flush()
                    session.add_all(Note(record_id=record.id, text="x" * 500) for _ in range(50))
                written += 1

        said = {"write": answer(fill), "again": answer(fill)}
        with base.read() as session:
            kept = session.query(Record).count()
    said["backup"] = answer(lambda: backups.automatic(path, key, Clock()))
    said["create"] = answer(lambda: create_base(path.with_name("otra.vinculo"), key))
    problems = verify_base(path, key)
    left = sorted(
        file.relative_to(path.parent).as_posix() for file in path.parent.rglob("*") if file.is_file()
    )
    print(
        json.dumps(
            {
                "said": said,
                "written": written,
                "kept": kept,
                "problems": [problem.detail for problem in problems],
                "left": left,
                "backup": first.path.relative_to(path.parent).as_posix(),
                "same": sha256(first.path) == first.sha256,
            }
        )
    )


main()
