"""Every budget of QUALITY.md that the program has so far, each beside its floor measured in the same run.

    python3 bootstrap.py medir [--contactos N] [--salida FIGURAS.json] [--base RUTA] [--contra N] [--rapido]

Makes one large base, or copies that of ``--base``, and measures everything on it. ``--contra 100000`` searches as
one types in a base of that size too. ``--rapido`` goes through everything once: to keep it alive, not to know.
Exit code 0 even where a budget is not met: it is shown, as ``FUERA``.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from crm.base import open_base
from crm.clock import Clock
from crm.demo.building import build_demo
from db.contacts import Person
from tests.benchmarks import agenda, agreements, import_export, paper, search, start
from tests.benchmarks.harness import HEADING, Figure, Report, seconds

ROOT = Path(__file__).parents[2]
SEED = 7
"""Not that of the imported list, whose contacts would be repeated."""
IMPORTED_BESIDE = 20_000
JOURNAL = 2_000
PRINTED = 1_000
AGREEMENTS = 5_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and write."""
    options = parse(arguments)
    report = Report(options.contactos, most_rounds=1 if options.rapido else None)
    print(HEADING)
    with tempfile.TemporaryDirectory(prefix="vinculo-medir-") as name:
        folder = Path(name)
        base = folder / "grande.vinculo"
        if options.base is None:
            report.add(
                Figure(f"hacer la base de {options.contactos:,} contactos", made(base, options.contactos))
            )
        else:
            shutil.copyfile(options.base, base)
        start.measure(report, base, folder)
        measure_window(report, base, folder)
        measure_search(report, base, folder, options.contra)
        measure_agenda(report, base)
        register = agreements.measure(report, folder, 200 if options.rapido else AGREEMENTS)
        in_a_window(report, register, folder, "agreements")
        paper.measure(report, 120 if options.rapido else PRINTED)
        base.unlink()
        apart = folder / "importar"
        apart.mkdir()
        import_export.measure(report, apart, options.contactos)
    report.write(options.salida)
    outside = report.outside()
    print(
        f"{len(outside)} fuera de presupuesto de {sum(bool(f.bounds) for f in report.figures)}.", flush=True
    )
    return 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="bootstrap.py medir", description=__doc__)
    parser.add_argument("--contactos", type=int, default=100_000)
    parser.add_argument("--salida", type=Path, default=Path("artefacts/medidas.json"))
    parser.add_argument("--base", type=Path)
    parser.add_argument("--contra", type=int)
    parser.add_argument("--rapido", action="store_true")
    return parser.parse_args(arguments)


def made(path: Path, contacts: int) -> float:
    """Make a demo base; the seconds it took."""
    return seconds(lambda: build_demo(path, seed=SEED, contacts=contacts))


def measure_window(report: Report, base: Path, folder: Path) -> None:
    """Each part in a process of its own, as a window is."""
    quick = report.most_rounds is not None
    source = folder / "lista.csv"
    import_export.write_source(source, 200 if quick else min(report.contacts, IMPORTED_BESIDE))
    in_a_window(report, base, folder, "memory")
    in_a_window(report, base, folder, "agenda")
    contact = with_long_journal(base, JOURNAL // 20 if quick else JOURNAL)
    in_a_window(report, base, folder, "list", f"--diario={contact}")
    in_a_window(report, base, folder, "stalls", f"--csv={source}")


def in_a_window(report: Report, base: Path, folder: Path, what: str, *more: str) -> None:
    """Have another process measure, and add what it found."""
    figures = folder / f"{what}.json"
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.window",
        what,
        str(base),
        f"--informe={figures}",
        *more,
    ]
    if report.most_rounds is not None:
        command.append(f"--vueltas={report.most_rounds}")
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    report.take(figures)


def with_long_journal(path: Path, entries: int) -> int:
    """Edit one person that many times; its id."""
    with open_base(path, actor="banco") as base:
        with base.read() as session:
            contact = session.query(Person.id).order_by(Person.id.desc()).limit(1).scalar()
        for number in range(entries):
            with base.write("Cambiar") as session:
                session.get_one(Person, contact).known_as = f"Apodo {number}"
    assert contact is not None
    return contact


def measure_agenda(report: Report, path: Path) -> None:
    """What happened and what is due, in a base of decades of it."""
    with open_base(path, actor="demo") as base, base.read() as session:
        agenda.measure(report, session, Clock().today)


def measure_search(report: Report, path: Path, folder: Path, against: int | None) -> None:
    """Searching as one types, and how it grows with the base."""
    with open_base(path, actor="demo") as base:
        floor = search.Floor(folder / "suelo.db", lambda: search.documents(path))
        search.measure(report, base, floor)
    if against is None:
        return
    small = folder / "chica.vinculo"
    made(small, against)
    other = Report(against)
    with open_base(small, actor="demo") as base, base.read() as session:
        floor = search.Floor(folder / "suelo_chico.db", lambda: search.documents(small))
        search.typing(other, session, floor, search.typed_words(session))
    found = {figure.name: figure for figure in report.figures}
    for figure in other.figures:
        if figure.name.endswith("p95"):
            name = f"{figure.name}, contra {against:,}"
            report.add(Figure(name, found[figure.name].value, figure.value, budget=3.0))


if __name__ == "__main__":
    sys.exit(main())
