"""Making a demo base: the demo's cards, written by the program itself in one operation."""

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from crm import reference_data
from crm.base import create_base, open_base
from crm.card_writer import CardWriter
from crm.clock import Clock
from crm.demo import USUAL_CONTACTS, demo_cards
from crm.demo.cast import Cast
from crm.demo.dice import Dice
from crm.demo.matters import write_matters
from crm.progress import Progress, silent
from crm.texts import mark
from db.settings import Setting

DEMO_ACTOR = "demostración"
"""Who made a demo's data: nobody's own work, so nobody's first undo takes it away."""

BATCH = 20_000

FOR_MEASURING = 100_000
"""From so many contacts on a base is one to measure with: what happens in it is as much as in decades."""


@dataclass(frozen=True, slots=True)
class DemoCounts:
    """What a demo base holds."""

    institutions: int
    persons: int
    consulates: int
    contacts: int
    activities: int
    follow_ups: int
    agreements: int


def build_demo(
    path: Path,
    *,
    key: str | None = None,
    seed: int = 1,
    contacts: int | None = None,
    clock: Clock | None = None,
    progress: Progress = silent,
) -> DemoCounts:
    """Make a demo base at ``path``: the same for the same seed and day.

    Raises BaseProblem if it cannot be made there, InvalidValue for too few contacts, and what ``progress`` raises;
    nothing stays at ``path`` then.
    """
    clock = clock or Clock()
    cards = demo_cards(seed, clock.today, contacts)
    create_base(path, key)
    try:
        with open_base(path, key, actor=DEMO_ACTOR, clock=clock) as base:
            total = contacts or USUAL_CONTACTS
            counts: Counter[str] = Counter()
            with base.write(mark("Hacer la base de demostración con {n:,} contactos"), n=total) as session:
                session.add(Setting(name="demo", value=str(seed)))
                reference_data.add(session)
                cast = Cast()
                writer = CardWriter(session, new_uid=Dice(-seed, clock.today).uid)
                while batch := list(islice(cards, BATCH)):
                    made = writer.add(batch, _beyond(counts.total(), total, progress))
                    if counts.total() < USUAL_CONTACTS:
                        cast.take(made, batch)
                    counts.update(card.organization_kind or card.kind for card in batch)
                activities, follow_ups, agreements = write_matters(
                    session,
                    Dice(seed, clock.today, "actividades"),
                    cast,
                    many=total >= FOR_MEASURING,
                    tell=lambda: progress(total, total),
                )
    except BaseException:
        remove_base(path)
        raise
    return DemoCounts(
        counts["institución"],
        counts["person"],
        counts["consulado"],
        counts.total(),
        activities,
        follow_ups,
        agreements,
    )


def _beyond(before: int, total: int, progress: Progress) -> Progress:
    """Tell of a batch as the part of the whole that comes after ``before`` contacts."""

    def tell(done: int, _of: int | None) -> None:
        progress(before + done, total)

    return tell


def remove_base(path: Path) -> None:
    """Remove a base that was just made and could not be filled."""
    for suffix in ("", "-wal", "-shm", ".lock", ".dentro"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
