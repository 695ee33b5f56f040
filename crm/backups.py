"""Backups of a base: by hand, and by themselves at closing and daily; which of them are kept, and for how long."""

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from crm.clock import HOME_ZONE, Clock
from crm.errors import BaseProblem, FileProblem
from crm.progress import Progress, silent
from crm.texts import _
from db import backup, basefile, pieces
from db.backup import Backup, Content
from db.problems import (
    DamagedBase,
    FullDisk,
    MissingBase,
    NotABase,
    Occupied,
    ReadOnlyBase,
    StorageProblem,
    Unreachable,
    explained,
)

__all__ = [
    "Backup",
    "Restored",
    "automatic",
    "back_up_to",
    "folder_for",
    "is_due",
    "kept",
    "made",
    "restore_from",
]

DAYS, WEEKS, MONTHS = 7, 4, 12
"""How many daily, weekly and monthly backups are kept."""

_STAMP = "%Y-%m-%d %H.%M.%S"
"""How a backup's name tells when it was made, in the office's zone; a colon cannot stand in a name on Windows."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A base put back, and where the one that stood in its place is kept (None: nothing stood there)."""

    backup: Backup
    replaced: Path | None


def back_up_to(path: Path, target: Path, key: str | None = None, progress: Progress = silent) -> Backup:
    """Copy a base, which may be in use, to a new file and verify the copy; its documents go to a file beside it.

    Raises BaseProblem for what is wrong with the base, FileProblem for what is wrong with the target, and whatever
    ``progress`` raises; nothing is left behind.
    """
    with _about_base():
        basefile.check(path, key)
    with _about_file():
        return _backed_up(path, target, pieces.beside(target), key, progress)


def _backed_up(path: Path, target: Path, store: Path, key: str | None, progress: Progress) -> Backup:
    """Documents go first, as a backup without those it speaks of would not be one; then those added meanwhile."""
    documents = pieces.beside(path)
    with explained(store):
        pieces.copy(documents, store, key, pieces.held(documents, key), progress)
    done = backup.back_up(path, target, key, progress)
    with explained(store):
        pieces.copy(documents, store, key, pieces.referenced(target, key), progress)
    return done


def restore_from(
    source: Path, path: Path, key: str | None = None, *, clock: Clock, progress: Progress = silent
) -> Restored:
    """Put a backup in the place of a base; the base that stood there is kept beside, with the date in its name.

    Documents are looked for beside the backup, and beside all automatic backups of the base; none that the base holds
    is taken away. Raises FileProblem for what is wrong with the backup, documents that it lacks among it, BaseProblem
    if the base is in use or cannot be replaced.
    """
    try:
        with _about_file(everything=True):
            backup.verify(source, key)
    except FileProblem as problem:
        if isinstance(problem.__cause__, MissingBase | NotABase | DamagedBase):
            raise FileProblem(
                _("«{name}» no existe o no es un respaldo en buen estado; elija otro respaldo.").format(
                    name=source.name
                )
            ) from problem
        raise
    _restore_documents(source, path, key, progress)
    moment = clock.now().astimezone(HOME_ZONE)
    stem = _("{base} reemplazada").format(base=path.stem)
    aside = _free_name(path.parent, stem, moment, path.suffix)
    with _about_base():
        restored = backup.restore(source, path, key, replaced=aside, progress=progress)
    return Restored(restored, aside if aside.exists() else None)


def _restore_documents(source: Path, path: Path, key: str | None, progress: Progress) -> None:
    documents = pieces.beside(path)
    stores = [
        store for store in (pieces.beside(source), _shared_store(source.parent, path)) if store.exists()
    ]
    with _about_file(everything=True):
        lacking = pieces.referenced(source, key) - pieces.held(documents, key)
        for store in stores:
            found = lacking & pieces.held(store, key)
            pieces.copy(store, documents, key, found, progress)
            lacking -= found
    if lacking:
        raise FileProblem(
            _(
                "A este respaldo le faltan documentos; ponga junto a él su archivo «{name}» y vuelva a intentarlo."
            ).format(name=pieces.beside(source).name)
        )


def _shared_store(folder: Path, path: Path) -> Path:
    """Where the automatic backups of a base in a folder keep the documents of all of them."""
    return pieces.beside(folder / path.name)


def automatic(
    path: Path, key: str | None, clock: Clock, folder: Path | None = None, progress: Progress = silent
) -> Backup | None:
    """Back up a base if it changed since its last backup, then let go of the backups no longer kept.

    Called at closing and, while open, when ``is_due``. Returns None if nothing had changed. Raises what ``back_up_to``
    raises; the older backups then all stay.
    """
    folder = folder or folder_for(path)
    moment = clock.now().astimezone(HOME_ZONE).replace(microsecond=0)
    with _about_base():
        basefile.check(path, key)
        if backup.held(path, key) == _last_held(made(path, folder), moment, key):
            return None
    with _about_file(), explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    target = _free_name(folder, path.stem, moment, path.suffix)
    with _about_file():
        done = _backed_up(path, target, _shared_store(folder, path), key, progress)
    everything = made(path, folder)
    for other in everything.keys() - kept(everything, moment):
        with _about_file(), explained(everything[other]):
            everything[other].unlink()
    return done


def is_due(last: datetime | None, now: datetime) -> bool:
    """Whether the daily backup is due: none was made on the day that ``now`` is in Mexico City.

    A clock set back makes the last one lie ahead; it is due then too.
    """
    return last is None or last.astimezone(HOME_ZONE).date() != now.astimezone(HOME_ZONE).date()


def folder_for(path: Path) -> Path:
    """Where a base's backups are kept unless another folder is chosen."""
    return path.parent / "respaldos"


def made(path: Path, folder: Path) -> dict[datetime, Path]:
    """The automatic backups of a base, by when they were made."""
    pattern = re.compile(
        rf"{re.escape(path.stem)} (\d{{4}}-\d\d-\d\d \d\d\.\d\d\.\d\d){re.escape(path.suffix)}"
    )
    found = {}
    for file in folder.glob(f"*{path.suffix}") if folder.is_dir() else ():
        match = pattern.fullmatch(file.name)
        if match:
            found[datetime.strptime(match[1], _STAMP).replace(tzinfo=HOME_ZONE)] = file
    return found


def kept(moments: Collection[datetime], now: datetime) -> set[datetime]:
    """Which backups are kept: the last of each of 7 days, of 4 weeks (from Monday) and of 12 months that have any.

    Days count only as far as there are backups, so that a clock set forward loses none; those that lie ahead of
    ``now`` (the clock was set back) are kept and take no one's place.
    """
    ahead = {moment for moment in moments if moment > now}
    past = sorted(set(moments) - ahead, reverse=True)
    return (
        ahead
        | _last_of_each(past, DAYS, lambda moment: moment.date())
        | _last_of_each(past, WEEKS, lambda moment: moment.isocalendar()[:2])
        | _last_of_each(past, MONTHS, lambda moment: (moment.year, moment.month))
    )


def _last_of_each(
    newest_first: list[datetime], count: int, period: Callable[[datetime], object]
) -> set[datetime]:
    last: dict[object, datetime] = {}
    for moment in newest_first:
        last.setdefault(period(moment), moment)
    return set(list(last.values())[:count])


def _last_held(backups: dict[datetime, Path], now: datetime, key: str | None) -> Content | None:
    """What the last backup holds; None without one, and for one that cannot be opened, which is then no backup."""
    last = max((moment for moment in backups if moment <= now), default=None)
    try:
        return None if last is None else backup.held(backups[last], key)
    except StorageProblem:
        return None


def _free_name(folder: Path, stem: str, moment: datetime, suffix: str) -> Path:
    while (target := folder / f"{stem} {moment.strftime(_STAMP)}{suffix}").exists():
        moment += timedelta(seconds=1)
    return target


@contextmanager
def _about_base() -> Iterator[None]:
    try:
        yield
    except StorageProblem as problem:
        raise BaseProblem(str(problem)) from problem


@contextmanager
def _about_file(*, everything: bool = False) -> Iterator[None]:
    """What is wrong with the file being made is the user's to choose otherwise; the rest is the base's."""
    try:
        yield
    except StorageProblem as problem:
        kind = FileProblem if everything or isinstance(problem, _OF_THE_TARGET) else BaseProblem
        raise kind(str(problem)) from problem


_OF_THE_TARGET = (FullDisk, Occupied, ReadOnlyBase, Unreachable)
