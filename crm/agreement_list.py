"""The list of agreements: the stages it is grouped by, and what a row of it shows."""

import datetime
import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy.orm import Session

from crm import query_run
from crm.agreement_alerts import is_stalled
from crm.agreement_outlines import Outline, outlines
from crm.agreement_reading import Whereabouts, whereabouts
from crm.agreement_stages import BEFORE_SIGNING, ENDINGS, IN_FORCE, LABELS, LAPSED, RENEWED, STAGES
from crm.agreement_term import TermState
from crm.alert_days import AlertDays, alert_days
from crm.date_words import short_date
from crm.obligations import Owed, Progress, progress
from crm.partial_dates import PartialDate
from crm.query import Query
from crm.texts import _, ngettext
from db.matter_documents import first_day, last_day


class AgreementRow(NamedTuple):
    """A row. ``parties`` the others, in a line; ``kind`` "General, apoyo y colaboración"; ``stage`` derived.

    ``line`` says how it is, in words ("vence en 24 días", "detenida hace 230 días"), and ``warns`` whether that is to
    be seen to. ``last_day`` the end seen from today, "" for none; ``progress`` of its obligations.
    """

    id: int
    folio: str
    title: str
    parties: str
    kind: str
    stage: str
    label: str
    line: str
    warns: bool
    signed_on: str
    last_day: str
    days_left: int | None
    responsible: str
    area: str
    of_others: bool
    progress: Progress


@dataclass(frozen=True, slots=True)
class StageGroup:
    """The agreements in a stage, in the order of the list; those of others stand under a stage of their own, ""."""

    stage: str
    ids: "array[int]"

    @property
    def label(self) -> str:
        """What stands over them."""
        return _(LABELS[self.stage]) if self.stage else _("De terceros")


def groups(session: Session, query: Query) -> tuple[StageGroup, ...]:
    """What a query of agreements finds by stage, in the order of the stages, those of others last and apart.

    Within a stage that is to be signed the longest there stands first, in one that is in force the first to lapse.
    Stages without any are left out. Raises QueryError.
    """
    by_stage: dict[str, list[Outline]] = {}
    for one in outlines(session, query_run.ids(session, query), today=query.today):
        by_stage.setdefault("" if one.of_others else one.stage, []).append(one)
    return tuple(
        StageGroup(stage, array("q", (one.id for one in sorted(by_stage[stage], key=_until))))
        for stage in (*STAGES, "")
        if stage in by_stage
    )


def counts(session: Session, query: Query) -> dict[str, int]:
    """How many agreements of ours a query finds in each stage there is, 0 among them; of others under ""."""
    found = {group.stage: len(group.ids) for group in groups(session, query)}
    return {stage: found.get(stage, 0) for stage in (*STAGES, "")}


def rows(session: Session, ids: Sequence[int], *, today: datetime.date) -> list[AgreementRow]:
    """The rows of these agreements, in this order; those that are gone or in the trash are left out."""
    found = whereabouts(session, ids, today=today)
    owed = owed_of(session, list(found))
    days = alert_days(session)
    return [
        _row(found[number], progress(owed.get(number, ())), today, days) for number in ids if number in found
    ]


def with_contact(session: Session, contact: int) -> list[int]:
    """The agreements of which a contact is, or by an amendment was or became, a party, or in which it signs or is the
    liaison; the newest first.
    """
    parameters = (contact,) * 4
    return list(session.connection().exec_driver_sql(_WITH_CONTACT, parameters).scalars())


def owed_of(session: Session, ids: Iterable[int]) -> dict[int, list[Owed]]:
    """What is owed under each of these agreements."""
    found: dict[int, list[Owed]] = {}
    for agreement, *values in session.connection().exec_driver_sql(_OWED, (json.dumps(list(ids)),)):
        found.setdefault(agreement, []).append(Owed(*values))
    return found


def line_of(one: Whereabouts, today: datetime.date, days: AlertDays) -> tuple[str, bool]:
    """How an agreement is, in words for a list, and whether that is to be seen to."""
    if one.stage in BEFORE_SIGNING:
        return _line_of_stage(one, days)
    left, last = one.term.days_left(today), one.term.last_day(today)
    if one.stage == IN_FORCE:
        return _line_of_term(one, left, today, days)
    if one.stage == LAPSED and left is not None:
        return ngettext("venció hace {n:,} día", "venció hace {n:,} días", -left).format(n=-left), True
    if one.stage in ENDINGS and one.stage != RENEWED and one.steps and one.steps[-1].on:
        return short_date(PartialDate.parse(one.steps[-1].on)), False
    return (short_date(PartialDate.parse(str(last))), False) if last is not None else ("", False)


def _until(one: Outline) -> str:
    """What it is sorted by in its stage: the end of one in force, else the day it came there; unknown ones last."""
    if one.stage in (IN_FORCE, LAPSED):
        return last_day(one.end) or "~"
    return first_day(one.entered_on) or "~"


def _line_of_stage(one: Whereabouts, days: AlertDays) -> tuple[str, bool]:
    n = one.in_stage
    if n is None:
        return "", False
    if is_stalled(one, days):
        return ngettext("detenido hace {n:,} día", "detenido hace {n:,} días", n).format(n=n), True
    if not n:
        return _("en esta etapa desde hoy"), False
    return ngettext("{n:,} día en esta etapa", "{n:,} días en esta etapa", n).format(n=n), False


def _line_of_term(
    one: Whereabouts, left: int | None, today: datetime.date, days: AlertDays
) -> tuple[str, bool]:
    if one.term.indefinite:
        return _("sin término"), False
    if left is None:
        end = one.term.end
        return (
            (_("hasta {date}").format(date=short_date(PartialDate.parse(end))), False) if end else ("", False)
        )
    if one.term.state(today, alert_days=days.before_end) is not TermState.LAPSING:
        last = one.term.last_day(today)
        return _("hasta {date}").format(date=short_date(PartialDate.parse(str(last)))), False
    if left == 0:
        return _("vence hoy"), True
    words = ngettext("vence en {n} día", "vence en {n} días", left).format(n=left)
    return words, left <= min(days.before_end)


def _row(one: Whereabouts, done: Progress, today: datetime.date, days: AlertDays) -> AgreementRow:
    line, warns = line_of(one, today, days)
    last = one.term.last_day(today)
    return AgreementRow(
        id=one.id,
        folio=one.folio,
        title=one.title,
        parties=", ".join(one.parties),
        kind=one.kind,
        stage=one.stage,
        label=one.label,
        line=line,
        warns=warns and not one.of_others,
        signed_on=one.signed_on,
        last_day=str(last) if last is not None else "",
        days_left=one.term.days_left(today) if one.stage in (IN_FORCE, LAPSED) else None,
        responsible=one.responsible,
        area=one.area,
        of_others=one.of_others,
        progress=done,
    )


_WITH_CONTACT = """
    SELECT a.id FROM agreement AS a JOIN record AS r ON r.id = a.id AND r.trashed_by IS NULL
    WHERE a.id IN (SELECT agreement_id FROM agreement_party WHERE organization_id = ?
        UNION SELECT agreement_id FROM amendment_party WHERE organization_id = ?
        UNION SELECT agreement_id FROM agreement_party WHERE liaison_id = ?
        UNION SELECT agreement_id FROM signatory WHERE person_id = ?)
    ORDER BY coalesce(nullif(a.signed_on, ''), a.received_on) DESC, a.id DESC"""
_OWED = """
    SELECT o.agreement_id, o.party_id, o.state, o.planned,
        coalesce((SELECT sum(f.n) FROM fulfilment AS f WHERE f.obligation_id = o.id), 0)
    FROM json_each(?) AS w CROSS JOIN obligation AS o ON o.agreement_id = w.value
    ORDER BY o.agreement_id, o.position, o.id"""
