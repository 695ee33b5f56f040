"""Verifying a base, and mending what can be made anew."""

from pathlib import Path

from crm.errors import BaseProblem
from crm.progress import Progress, silent
from crm.texts import ngettext
from db import basefile, locks, pieces, verify
from db.engine import reader_engine, writer_engine
from db.problems import StorageProblem, explained
from db.verify import Problem

__all__ = ["Problem", "verify_base"]

DOCUMENTS = "documentos"
"""The kind of problem that documents have."""


def verify_base(
    path: Path, key: str | None = None, *, repair: bool = False, progress: Progress = silent
) -> list[Problem]:
    """What is wrong with a base: its file, references, journal, search. With ``repair``, what is left after mending.

    Mending needs everybody out. Raises BaseProblem if the base cannot be opened or is in use.
    """
    try:
        basefile.check(path, key)
        with locks.exclusive(path) if repair else locks.shared(path), explained(path):
            found = _found(path, key, progress)
            if found and repair:
                _mend(path, key)
                found = _found(path, key, progress)
            return found
    except StorageProblem as problem:
        raise BaseProblem(str(problem)) from problem


def _found(path: Path, key: str | None, progress: Progress) -> list[Problem]:
    reader, writer = reader_engine(path, key), writer_engine(path, key)
    try:
        with reader.connect() as reading, writer.connect() as writing:
            found = verify.verify(reading, writing, progress)
    finally:
        reader.dispose()
        writer.dispose()
    return (
        found
        if any(problem.kind == verify.FILE for problem in found)
        else [*found, *_documents(path, key, progress)]
    )


def _documents(path: Path, key: str | None, progress: Progress) -> list[Problem]:
    """The documents whose content is not there, or not what it was."""
    damaged = pieces.damaged(pieces.beside(path), key, pieces.referenced(path, key), progress)
    if not damaged:
        return []
    sentence = ngettext(
        "{n} documento falta o está dañado; restaure su último respaldo, que trae los documentos.",
        "{n} documentos faltan o están dañados; restaure su último respaldo, que trae los documentos.",
        len(damaged),
    )
    detail = ", ".join(damaged[: verify.EXAMPLES])
    return [Problem(DOCUMENTS, sentence.format(n=len(damaged)), detail)]


def _mend(path: Path, key: str | None) -> None:
    writer = writer_engine(path, key)
    try:
        with writer.begin() as connection:
            verify.repair(connection)
    finally:
        writer.dispose()
