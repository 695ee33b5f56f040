"""The one source of chance of a demo base: the same seed and day give the same throws, on every machine."""

import datetime
import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Dice:
    """Throws for one demo base. ``today`` is the last day that a date in it may have.

    Dice for another ``part`` of the same base fall otherwise, and do not change how these fall.
    """

    def __init__(self, seed: int, today: datetime.date, part: str = "") -> None:
        self.today = today
        # Text and not hash(): the latter changes from process to process.
        self.random = random.Random(f"{seed} {today.isoformat()} {part}".rstrip())
        self.bits = self.random.getrandbits
        midnight = datetime.datetime.combine(today, datetime.time(), datetime.UTC)
        self._milliseconds = int(midnight.timestamp() * 1000)

    def chance(self, probability: float) -> bool:
        """True once in ``1 / probability`` throws."""
        return self.random.random() < probability

    def pick(self, items: Sequence[Item]) -> Item:
        """One of the items, all as likely."""
        return items[int(self.random.random() * len(items))]

    def uid(self) -> str:
        """A UUID of version 7, later than all before."""
        self._milliseconds = now = self._milliseconds + 1
        chance = self.bits(74)
        # RFC 9562: 48 bits of time, version 7, 12 bits, variant 2, 62 bits.
        return (
            f"{now >> 16:08x}-{now & 0xFFFF:04x}-7{chance & 0xFFF:03x}-"
            f"{0x8000 | chance >> 12 & 0x3FFF:04x}-{chance >> 26:012x}"
        )

    def partial_date(self, first: datetime.date, last: datetime.date) -> str:
        """A day between two, both included, known to the day, the month or the year."""
        day = first + datetime.timedelta(days=self.random.randint(0, max(0, (last - first).days)))
        known = self.random.random()
        text = day.isoformat()
        return text if known < 0.45 else text[:7] if known < 0.75 else text[:4]


def weighted_table(items: Sequence[Item], weights: Sequence[float], size: int) -> list[Item]:
    """A list of ``size`` items in which each stands as often as its weight asks, at least once.

    Drawing from it by a random index is the fastest uneven draw there is. ``size`` must exceed the items.
    """
    spare = size - len(items)
    total = sum(weights)
    table: list[Item] = []
    share = 0.0
    for number, (item, weight) in enumerate(zip(items, weights, strict=True), start=1):
        share += weight / total
        table.extend([item] * (number + round(share * spare) - len(table)))
    return table
