from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crm import backups
from crm.base import open_base
from crm.clock import HOME_ZONE, Clock
from crm.errors import BaseProblem, Cancelled, FileProblem
from db import backup, problems
from db.records import Record


def day(text: str, hour: int = 18) -> datetime:
    return datetime.fromisoformat(text).replace(hour=hour, tzinfo=HOME_ZONE)


def days(*texts: str) -> set[datetime]:
    return {day(text) for text in texts}


CASES = {
    "none": ((), "2026-07-29", ()),
    "all of a week": (
        ("2026-07-27", "2026-07-28", "2026-07-29"),
        "2026-07-29",
        ("2026-07-27", "2026-07-28", "2026-07-29"),
    ),
    "the eighth day goes, when its week and month have a later one": (
        tuple(f"2026-07-{n}" for n in range(20, 28)),
        "2026-07-27",
        tuple(f"2026-07-{n}" for n in range(21, 28)),
    ),
    "the last of an older week stays": (
        ("2026-07-10", "2026-07-11", *(f"2026-07-{n}" for n in range(20, 28))),
        "2026-07-27",
        ("2026-07-11", *(f"2026-07-{n}" for n in range(21, 28))),
    ),
    "the last of an older month stays": (
        ("2026-04-02", "2026-04-30", "2026-05-31", *(f"2026-07-{n}" for n in range(10, 28))),
        "2026-07-27",
        ("2026-04-30", "2026-05-31", "2026-07-12", "2026-07-19", *(f"2026-07-{n}" for n in range(21, 28))),
    ),
    "days count by backups, not by the calendar": (
        ("2020-01-01", "2021-01-01", "2026-07-27"),
        "2026-07-27",
        ("2020-01-01", "2021-01-01", "2026-07-27"),
    ),
    "what lies ahead of a clock set back stays and takes no place": (
        ("2027-01-01", "2027-01-02", *(f"2026-07-{n}" for n in range(20, 28))),
        "2026-07-27",
        ("2027-01-01", "2027-01-02", *(f"2026-07-{n}" for n in range(21, 28))),
    ),
    "weeks begin on Monday, and that of New Year is one": (
        ("2025-12-28", "2025-12-29", "2025-12-30", "2026-01-04", *(f"2026-01-{n:02}" for n in range(5, 12))),
        "2026-01-11",
        ("2025-12-28", "2025-12-30", "2026-01-04", *(f"2026-01-{n:02}" for n in range(5, 12))),
    ),
}


@pytest.mark.parametrize(("made", "now", "kept"), CASES.values(), ids=CASES)
def test_which_backups_are_kept(made, now, kept):
    assert backups.kept(days(*made), day(now)) == days(*kept)


def test_of_one_day_the_last_is_kept():
    moments = {day("2026-07-29", hour) for hour in (9, 12, 18)}
    assert backups.kept(moments, day("2026-07-29")) == {day("2026-07-29", 18)}


def test_two_years_of_days_leave_at_most_a_score_and_never_lose_the_newest():
    made: set[datetime] = set()
    for n in range(730):
        now = day("2025-01-01") + timedelta(days=n)
        made = backups.kept(made | {now}, now)
        assert now in made
        assert len(made) <= backups.DAYS + backups.WEEKS + backups.MONTHS
    months = {(moment.year, moment.month) for moment in made}
    assert len(months) == 12


DUE = {
    "never made": (None, "2026-07-29", True),
    "today": (day("2026-07-29", 0), "2026-07-29", False),
    "yesterday": (day("2026-07-28", 23), "2026-07-29", True),
    "yesterday there, today in UTC": (datetime(2026, 7, 29, 5, 59, tzinfo=UTC), "2026-07-29", True),
    "ahead: the clock was set back": (day("2027-01-01"), "2026-07-29", True),
}


@pytest.mark.parametrize(("last", "now", "due"), DUE.values(), ids=DUE)
def test_when_the_daily_backup_is_due(last, now, due):
    assert backups.is_due(last, day(now)) == due


@pytest.fixture
def path(tmp_path: Path, new_base: Callable[[Path], Path]) -> Path:
    path = tmp_path / "base.vinculo"
    new_base(path)
    return path


def add_record(path: Path, uid: str) -> None:
    with open_base(path, actor="ana") as base, base.write("Agregar") as session:
        session.add(Record(uid=uid, kind="group"))


def on(text: str) -> Clock:
    return Clock.fixed(date.fromisoformat(text))


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_automatic_only_if_something_changed(path):
    first = backups.automatic(path, None, on("2026-07-28"))
    assert first.path == path.parent / "respaldos" / "base 2026-07-28 12.00.00.vinculo"
    assert backups.automatic(path, None, on("2026-07-29")) is None
    add_record(path, "a")
    second = backups.automatic(path, None, on("2026-07-29"))
    assert second.content.records == 1
    assert names(path.parent / "respaldos") == [first.path.name, second.path.name]


def test_automatic_twice_in_a_second_and_while_the_base_is_open(path):
    with open_base(path, actor="ana") as base:
        backups.automatic(path, None, on("2026-07-28"))
        with base.write("Agregar") as session:
            session.add(Record(uid="a", kind="group"))
        backups.automatic(path, None, on("2026-07-28"))
    assert names(path.parent / "respaldos") == [
        "base 2026-07-28 12.00.00.vinculo",
        "base 2026-07-28 12.00.01.vinculo",
    ]


def test_automatic_lets_go_of_what_is_no_longer_kept(path):
    folder = path.parent / "otra carpeta"
    for n in range(20, 29):
        add_record(path, f"u{n}")
        backups.automatic(path, None, on(f"2026-07-{n}"), folder)
    (folder / "base.vinculo").write_text("of somebody else")
    add_record(path, "last")
    backups.automatic(path, None, on("2026-07-29"), folder)
    assert names(folder) == sorted(
        ["base.vinculo", *(f"base 2026-07-{n} 12.00.00.vinculo" for n in (23, 24, 25, 26, 27, 28, 29))]
    )


def test_a_clock_set_back_still_makes_backups(path):
    backups.automatic(path, None, on("2027-07-29"))
    add_record(path, "a")
    assert backups.automatic(path, None, on("2026-07-29")).content.records == 1
    assert backups.automatic(path, None, on("2026-07-30")) is None
    assert len(names(path.parent / "respaldos")) == 2


def test_a_last_backup_that_cannot_be_opened_is_no_backup(path):
    first = backups.automatic(path, None, on("2026-07-28"))
    first.path.write_bytes(b"")
    assert backups.automatic(path, None, on("2026-07-29")).content.records == 0


def test_a_full_disk_leaves_the_older_backups(path, monkeypatch):
    for n in range(20, 28):
        add_record(path, f"u{n}")
        backups.automatic(path, None, on(f"2026-07-{n}"))
    before = names(path.parent / "respaldos")
    add_record(path, "last")

    def full(*_):
        raise problems.full_disk(path)

    monkeypatch.setattr(backup, "_copy", full)
    with pytest.raises(FileProblem, match="está lleno; libere espacio"):
        backups.automatic(path, None, on("2026-07-29"))
    assert names(path.parent / "respaldos") == before


def test_a_file_where_the_folder_should_be(path):
    (path.parent / "respaldos").write_text("")
    with pytest.raises(FileProblem, match="No se puede usar"):
        backups.automatic(path, None, on("2026-07-29"))


def test_by_hand(path, tmp_path):
    add_record(path, "a")
    made = backups.back_up_to(path, tmp_path / "copia.vinculo")
    assert (made.path, made.content.records) == (tmp_path / "copia.vinculo", 1)
    with pytest.raises(FileProblem, match="Ya hay un archivo"):
        backups.back_up_to(path, tmp_path / "copia.vinculo")
    with pytest.raises(FileProblem, match="no existe; créela"):
        backups.back_up_to(path, tmp_path / "no" / "copia.vinculo")
    with pytest.raises(BaseProblem, match="No existe la base"):
        backups.back_up_to(tmp_path / "no.vinculo", tmp_path / "otra.vinculo")


def test_cancelled(path, tmp_path):
    def cancel(_done, _total):
        raise Cancelled("Se detuvo.")

    with pytest.raises(Cancelled):
        backups.back_up_to(path, tmp_path / "copia.vinculo", progress=cancel)
    assert not list(tmp_path.glob("copia*"))


def test_restoring(path, tmp_path):
    backups.back_up_to(path, tmp_path / "copia.vinculo")
    add_record(path, "a")
    restored = backups.restore_from(tmp_path / "copia.vinculo", path, clock=on("2026-07-29"))
    assert (restored.backup.path, restored.backup.content.records) == (path, 0)
    aside = tmp_path / "base reemplazada 2026-07-29 12.00.00.vinculo"
    assert restored.replaced == aside
    with open_base(aside) as base, base.read() as session:
        assert session.get(Record, 1).uid == "a"


def test_restoring_twice_in_a_second_keeps_both(path, tmp_path):
    backups.back_up_to(path, tmp_path / "copia.vinculo")
    for uid in ("a", "b"):
        add_record(path, uid)
        backups.restore_from(tmp_path / "copia.vinculo", path, clock=on("2026-07-29"))
    assert len(list(tmp_path.glob("base reemplazada *.vinculo"))) == 2


def test_what_is_wrong_with_the_backup_is_the_files_problem(path, tmp_path):
    (tmp_path / "copia.vinculo").write_text("hola")
    with pytest.raises(FileProblem, match="elija otro respaldo"):
        backups.restore_from(tmp_path / "copia.vinculo", path, clock=on("2026-07-29"))
    with pytest.raises(FileProblem, match="elija otro respaldo"):
        backups.restore_from(tmp_path / "no.vinculo", path, clock=on("2026-07-29"))


def test_restoring_while_the_base_is_open(path, tmp_path):
    backups.back_up_to(path, tmp_path / "copia.vinculo")
    with open_base(path), pytest.raises(BaseProblem, match="está en uso por"):
        backups.restore_from(tmp_path / "copia.vinculo", path, clock=on("2026-07-29"))
