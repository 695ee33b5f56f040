"""How a figure is measured: the work and its floor in turn, several times, in one run, on the same data.

Machines are noisy and differ: what counts is the ratio of the medians, beside the budget (QUALITY, "Budgets").
The floor is the plainest program that does the same.
"""

import json
import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

Work = Callable[[], object]
Unit = Literal["s", "MB"]


@dataclass(frozen=True)
class Figure:
    """One line of the report; ``value`` and ``floor`` in ``unit``.

    ``budget`` bounds their ratio, ``limit`` the value itself; None: no bound.
    """

    name: str
    value: float
    floor: float | None = None
    budget: float | None = None
    limit: float | None = None
    unit: Unit = "s"

    @property
    def ratio(self) -> float | None:
        return None if not self.floor else self.value / self.floor

    @property
    def is_within(self) -> bool:
        fits_ratio = self.budget is None or self.ratio is None or self.ratio <= self.budget
        return fits_ratio and (self.limit is None or self.value <= self.limit)

    @property
    def bounds(self) -> str:
        ratio = [f"≤ {self.budget:g}×"] if self.budget else []
        value = [f"≤ {_shown(self.limit, self.unit)}"] if self.limit else []
        return " ".join(ratio + value)

    def __str__(self) -> str:
        floor = _shown(self.floor, self.unit) if self.floor else ""
        ratio = f"{self.ratio:.2f}×" if self.ratio else ""
        line = f"{self.name:<58}{_shown(self.value, self.unit):>10}{floor:>10}{ratio:>9}  {self.bounds:<18}"
        return (line if self.is_within else f"{line}FUERA").rstrip()


HEADING = f"{'':<58}{'mide':>10}{'suelo':>10}{'razón':>9}  presupuesto"


@dataclass
class Report:
    """The figures of a run, printed as they come and written as JSON at the end.

    ``most_rounds`` keeps a run that only has to stay alive short.
    """

    contacts: int
    figures: list[Figure] = field(default_factory=list)
    most_rounds: int | None = None

    def add(self, figure: Figure) -> None:
        self.figures.append(figure)
        print(figure, flush=True)

    def rounds(self, usual: int) -> int:
        """How often to measure what is usually measured that often."""
        return usual if self.most_rounds is None else min(usual, self.most_rounds)

    def compare(
        self,
        name: str,
        work: Work,
        floor: Work,
        *,
        budget: float | None = None,
        rounds: int = 3,
        limit: float | None = None,
    ) -> None:
        """Measure the work and its floor in turn and add the medians."""
        ours, plain = [], []
        for _ in range(self.rounds(rounds)):
            plain.append(seconds(floor))
            ours.append(seconds(work))
        self.add(Figure(name, statistics.median(ours), statistics.median(plain), budget, limit))

    def outside(self) -> list[Figure]:
        """The figures beyond their budgets."""
        return [figure for figure in self.figures if not figure.is_within]

    def write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        figures = [
            asdict(figure) | {"ratio": figure.ratio, "within": figure.is_within} for figure in self.figures
        ]
        machine = {"python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count()}
        written = {"contacts": self.contacts, "machine": machine, "figures": figures}
        path.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    def take(self, path: Path) -> None:
        """Add the figures that another process measured and wrote."""
        for figure in json.loads(path.read_text(encoding="utf-8"))["figures"]:
            self.add(Figure(**{name: figure[name] for name in Figure.__dataclass_fields__}))


def seconds(work: Work) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def percentile(values: list[float], share: float) -> float:
    """The value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _shown(value: float | None, unit: Unit) -> str:
    if value is None:
        return ""
    if unit == "MB":
        return f"{value:.0f} MB"
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"
