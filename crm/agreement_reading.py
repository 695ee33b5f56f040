"""Where agreements are, read for many at once: their stages, their term as amended on a day, with whom they are."""

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from crm.agreement_stages import LABELS, Stay, Step, current, stays
from crm.agreement_term import Amended, Term
from crm.texts import _


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """An agreement on a day: ``term`` as its amendments in effect leave it, ``signed_term`` as it was signed; ``stage``
    derived.

    ``parties`` the others, each with its short name where it has one: "Universidad de Prueba (UP)"; ``kind`` "General,
    apoyo y colaboración".
    """

    id: int
    folio: str
    title: str
    scope: str
    matter: str
    of_others: bool
    signed_on: str
    responsible: str
    area: str
    parties: tuple[str, ...]
    steps: tuple[Step, ...]
    stage: str
    term: Term
    signed_term: Term
    day: datetime.date = field(repr=False)

    @property
    def kind(self) -> str:
        """Scope and matter in a line."""
        line = ", ".join(part for part in (_(self.scope) if self.scope else "", self.matter) if part)
        return line[:1].upper() + line[1:]

    @property
    def label(self) -> str:
        """The stage in words."""
        return _(LABELS[self.stage])

    @property
    def way(self) -> tuple[Stay, ...]:
        """Each stage it went through, with the days that it took."""
        return stays(self.steps, self.signed_on, self.term, self.day)

    @property
    def in_stage(self) -> int | None:
        """Days in the stage it is in; None where nobody knows since when."""
        way = self.way
        return way[-1].days if way else None


def whereabouts(
    session: Session, ids: Iterable[int] | None, *, today: datetime.date
) -> dict[int, Whereabouts]:
    """Where these agreements are on a day, by id, or all that are live with None; of those in the trash nothing."""
    read = session.connection().exec_driver_sql
    wanted = _LIVE if ids is None else _LISTED
    parameters = () if ids is None else (json.dumps(list(ids)),)
    steps = _by_agreement(read(_STEPS.format(wanted=wanted), parameters).all(), Step)
    amendments = _by_agreement(read(_AMENDMENTS.format(wanted=wanted), parameters).all(), _amended)
    parties = _by_agreement(read(_PARTIES.format(wanted=wanted), parameters).all(), str)
    found = {}
    rows = read(_OWN.format(wanted=wanted), parameters)
    for number, of_others, signed_on, start, end, indefinite, renewal, months, notice, *texts in rows:
        term = Term(start, end, bool(indefinite), renewal, months, notice)
        found[number] = _whereabouts(
            number,
            bool(of_others),
            signed_on,
            (term.amended(amendments.get(number, ()), today), term),
            texts,
            steps.get(number, []),
            parties.get(number, []),
            today,
        )
    return found


def _whereabouts(
    number: int,
    of_others: bool,
    signed_on: str,
    terms: tuple[Term, Term],
    texts: Sequence[str],
    steps: Sequence[Step],
    parties: Sequence[str],
    today: datetime.date,
) -> Whereabouts:
    term, signed_term = terms
    folio, title, scope, matter, responsible, area = texts
    return Whereabouts(
        id=number,
        folio=folio,
        title=title,
        scope=scope,
        matter=matter,
        of_others=of_others,
        signed_on=signed_on,
        responsible=responsible,
        area=area,
        parties=tuple(parties),
        steps=tuple(steps),
        stage=current(steps, signed_on, term, today),
        term=term,
        signed_term=signed_term,
        day=today,
    )


def _by_agreement(rows: Iterable[Any], make: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for number, *values in rows:
        found.setdefault(number, []).append(make(*values))
    return found


def _amended(effective_on: str, end: str, indefinite: int | None) -> Amended:
    return Amended(effective_on, end, None if indefinite is None else bool(indefinite))


_LISTED = (
    "json_each(?) AS w CROSS JOIN agreement AS a ON a.id = w.value CROSS JOIN record AS r ON r.id = a.id"
)
_LIVE = "agreement AS a CROSS JOIN record AS r ON r.id = a.id"
_OF = "{wanted} AND r.trashed_by IS NULL AND r.merged_into IS NULL"
_OWN = f"""
    SELECT a.id, a.of_others, a.signed_on, coalesce(nullif(a.start_on, ''), a.signed_on), a.end_on, a.indefinite,
        a.renewal, a.renewal_months, a.notice_days, a.folio, a.title, a.scope, coalesce(m.label, ''), a.responsible,
        coalesce(nullif(x.code, ''), a.area_text)
    FROM {_OF} LEFT JOIN agreement_matter AS m ON m.id = a.matter_id LEFT JOIN area AS x ON x.id = a.area_id"""
_STEPS = f"""
    SELECT s.agreement_id, s.stage, s.entered_on FROM {_OF} CROSS JOIN agreement_stage AS s ON s.agreement_id = a.id
    ORDER BY s.agreement_id, s.position, s.id"""
_AMENDMENTS = f"""
    SELECT m.agreement_id, m.effective_on, m.end_on, m.indefinite
    FROM {_OF} CROSS JOIN amendment AS m ON m.agreement_id = a.id ORDER BY m.agreement_id, m.number, m.id"""
_PARTIES = f"""
    SELECT p.agreement_id, CASE
        WHEN p.name = '' THEN p.short
        WHEN p.short = '' OR instr(p.name, p.short) THEN p.name
        ELSE p.name || ' (' || p.short || ')' END
    FROM {_OF} CROSS JOIN agreement_party AS p ON p.agreement_id = a.id AND NOT p.own
    ORDER BY p.agreement_id, p.position, p.id"""
