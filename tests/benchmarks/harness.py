"""How a figure is measured: the work and its floor in turn, several times, in one run, on the same data.

Machines are noisy and differ: what counts is the ratio of the medians, beside the budget (QUALITY, "Budgets").
The floor is the plainest program that does the same.
"""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

Work = Callable[[], object]


@dataclass(frozen=True)
class Figure:
    """One line of the report; times in seconds. ``budget`` bounds the ratio, ``limit`` the seconds; None: no bound."""

    name: str
    seconds: float
    floor: float | None = None
    budget: float | None = None
    limit: float | None = None

    @property
    def ratio(self) -> float | None:
        return None if not self.floor else self.seconds / self.floor

    @property
    def is_within(self) -> bool:
        fits_ratio = self.budget is None or self.ratio is None or self.ratio <= self.budget
        return fits_ratio and (self.limit is None or self.seconds <= self.limit)

    def __str__(self) -> str:
        shown = [f"{self.name:<58}{_shown(self.seconds):>10}"]
        shown.append(f"{_shown(self.floor):>10}" if self.floor else " " * 10)
        shown.append(f"{self.ratio:>7.2f}×" if self.ratio else " " * 8)
        bounds = [f"≤ {self.budget:g}×"] if self.budget else []
        bounds += [f"≤ {_shown(self.limit)}"] if self.limit else []
        shown.append(f"  {' '.join(bounds):<18}{'' if self.is_within else '  FUERA'}")
        return "".join(shown)


@dataclass
class Report:
    """The figures of a run, printed as they come and written as JSON at the end."""

    contacts: int
    figures: list[Figure] = field(default_factory=list)

    def add(self, figure: Figure) -> None:
        self.figures.append(figure)
        print(figure, flush=True)

    def compare(
        self,
        name: str,
        work: Work,
        floor: Work,
        *,
        budget: float,
        rounds: int = 3,
        limit: float | None = None,
    ) -> None:
        """Measure the work and its floor in turn and add the medians."""
        ours, plain = [], []
        for _ in range(rounds):
            plain.append(seconds(floor))
            ours.append(seconds(work))
        self.add(Figure(name, statistics.median(ours), statistics.median(plain), budget, limit))

    def write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        figures = [
            asdict(figure) | {"ratio": figure.ratio, "within": figure.is_within} for figure in self.figures
        ]
        path.write_text(
            json.dumps({"contacts": self.contacts, "figures": figures}, indent=1), encoding="utf-8"
        )


def seconds(work: Work) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def percentile(values: list[float], share: float) -> float:
    """The value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _shown(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"
