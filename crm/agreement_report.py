"""What the register of agreements holds on a day, in figures: by scope, matter, stage and year, and its folios.

Agreements of others are told apart and never counted (DOMAIN, "Agreements").
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm import agreement_alerts, agreement_folios, agreement_list
from crm.agreement_alerts import Lapsing
from crm.agreement_folios import FolioNotes
from crm.agreement_reading import Whereabouts, whereabouts
from crm.agreement_rules import read_folio
from crm.agreement_stages import NOT_SIGNED, STAGES, binds, is_signed
from crm.agreement_values import SCOPES
from crm.obligations import Progress, progress


@dataclass(frozen=True, slots=True)
class YearLine:
    """The agreements of a year: how many were signed in it by scope ("" for none said), and all together.

    ``year`` is None for those that were signed on a day nobody knows.
    """

    year: int | None
    by_scope: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_scope.values())


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """The folios of a year: the ``last`` number given, and how many agreements bear one of that year's."""

    year: int
    last: int
    borne: int
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """The register on ``day``. Each count is of agreements of ours, each of them once; ``of_others`` stand apart.

    ``by_scope`` and ``by_matter`` go by their names, "" for none; ``by_stage`` has every stage, derived.
    """

    day: datetime.date
    total: int
    by_stage: Mapping[str, int]
    by_scope: Mapping[str, int]
    by_matter: Mapping[str, int]
    signed: tuple[YearLine, ...]
    unsigned: int
    series: tuple[SeriesLine, ...]
    folios: FolioNotes
    lapsing: tuple[Lapsing, ...]
    progress: Progress
    of_others: tuple[Whereabouts, ...]


def report(session: Session, today: datetime.date) -> AgreementReport:
    """The report of all live agreements on a day."""
    everything = list(whereabouts(session, None, today=today).values())
    ours = [one for one in everything if not one.of_others]
    folios = agreement_folios.notes(session)
    signed = [one for one in ours if is_signed(one.signed_on, today) and one.stage != NOT_SIGNED]
    stages = Counter(one.stage for one in ours)
    scopes = Counter(one.scope for one in ours)
    bound = [one.id for one in ours if binds(one.stage, one.signed_on)]
    owed = agreement_list.owed_of(session, bound)
    return AgreementReport(
        day=today,
        total=len(ours),
        by_stage={stage: stages[stage] for stage in STAGES},
        by_scope={scope: scopes[scope] for scope in (*SCOPES, "") if scope or scopes[""]},
        by_matter=_by_size(one.matter for one in ours),
        signed=_by_year(signed),
        unsigned=len(ours) - len(signed),
        series=_series(ours, folios),
        folios=folios,
        lapsing=agreement_alerts.lapsing(session, today),
        progress=progress(one for of_one in owed.values() for one in of_one),
        of_others=tuple(one for one in everything if one.of_others),
    )


def _by_size(names: Iterable[str]) -> dict[str, int]:
    """Names by how often they come, the most frequent first, none last."""
    return dict(sorted(Counter(names).items(), key=lambda pair: (not pair[0], -pair[1], pair[0])))


def _by_year(signed: Sequence[Whereabouts]) -> tuple[YearLine, ...]:
    by_year: dict[int | None, Counter[str]] = {}
    for one in signed:
        year = int(one.signed_on[:4]) if one.signed_on[:4].isdigit() else None
        by_year.setdefault(year, Counter())[one.scope] += 1
    years = sorted(by_year, key=lambda year: (year is None, year or 0))
    return tuple(YearLine(year, by_year[year]) for year in years)


def _series(ours: Iterable[Whereabouts], folios: FolioNotes) -> tuple[SeriesLine, ...]:
    numbers: dict[int, list[int]] = {}
    for one in ours:
        year, number = read_folio(one.folio)
        if year is not None and number is not None:
            numbers.setdefault(year, []).append(number)
    missing = {gap.year: gap.missing for gap in folios.gaps}
    return tuple(
        SeriesLine(year, max(found), len(found), missing.get(year, ()))
        for year, found in sorted(numbers.items())
    )
