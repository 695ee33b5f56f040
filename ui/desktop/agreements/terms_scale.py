"""The scale of the timeline: which day stands where, how far apart years are, and which of them have their number."""

import datetime
from collections.abc import Iterator

_YEAR = 365.2425
LEAST, MOST = 24.0, 960.0
"""Pixels of a year, at the farthest and at the nearest."""
ZOOM = 1.5
_LABEL = 44
_QUARTERS_FROM = 240.0


class TermsScale:
    """``left`` is the day at the left edge, as an ordinal with its fraction; ``year`` how many pixels a year takes."""

    def __init__(self) -> None:
        self.left = float(datetime.date(2020, 1, 1).toordinal())
        self.year = 96.0
        self.width = 1

    @property
    def _day(self) -> float:
        return self.year / _YEAR

    def x(self, day: datetime.date) -> float:
        """Where a day begins, in pixels from the left edge."""
        return (day.toordinal() - self.left) * self._day

    def fit(self, first: datetime.date, last: datetime.date) -> None:
        """Have the days from one to another in sight, with some air, as far as the scale goes."""
        days = max(2 * _YEAR, (last - first).days * 1.06)
        self.year = max(LEAST, min(MOST, self.width / days * _YEAR))
        middle = (first.toordinal() + last.toordinal()) / 2
        self.left = middle - self.width / self._day / 2

    def zoom(self, by: float, around: float) -> None:
        """Show ``by`` times as much room for a year; what stands at ``around`` pixels stays there."""
        kept = self.left + around / self._day
        self.year = max(LEAST, min(MOST, self.year * by))
        self.left = kept - around / self._day
        self._keep_in_sight()

    def pan(self, pixels: float) -> None:
        """Go on by so many pixels, back if negative."""
        self.left += pixels / self._day
        self._keep_in_sight()

    def center(self, day: datetime.date) -> None:
        """Have a day in the middle."""
        self.left = day.toordinal() - self.width / self._day / 2
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Among the days that there are numbers for."""
        self.left = max(
            float(datetime.date(1900, 1, 1).toordinal()),
            min(self.left, float(datetime.date(2200, 1, 1).toordinal())),
        )

    def years(self) -> Iterator[tuple[int, float, bool]]:
        """The years in sight: each, where it begins, and whether it has its number."""
        first = datetime.date.fromordinal(int(self.left)).year
        each = next(step for step in (1, 2, 5, 10) if step * self.year >= _LABEL)
        for year in range(first, first + int(self.width / self.year) + 3):
            x = self.x(datetime.date(year, 1, 1))
            if x > self.width:
                return
            yield year, x, year % each == 0

    def labels(self) -> Iterator[tuple[int, float]]:
        """The years that have their number, and from where on it has its room, all of it in sight.

        The number of a year that began before the left edge stands at the edge while there is room for it.
        """
        for year, x, named in self.years():
            if named and (x >= 0 or x + self.year >= _LABEL):
                yield year, max(0.0, x)

    def quarters(self) -> Iterator[float]:
        """Where quarters begin, if there is room for them."""
        if self.year < _QUARTERS_FROM:
            return
        for year, _x, _named in self.years():
            for month in (4, 7, 10):
                x = self.x(datetime.date(year, month, 1))
                if 0 <= x <= self.width:
                    yield x
