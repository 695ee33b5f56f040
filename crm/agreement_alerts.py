"""What is to be noticed of agreements in time: their end, the notice, obligations, stages that stall, a paper missing.

Those of others are never spoken of: nobody here has to do anything about them.
"""

import datetime
import heapq
import json
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from sqlalchemy.orm import Session

from crm import query_run
from crm.agreement_reading import Whereabouts, whereabouts
from crm.agreement_stages import BEFORE_SIGNING, IN_FORCE, LAPSED
from crm.agreement_standing import LAPSING
from crm.agreement_term import Term
from crm.agreement_values import OPEN_OBLIGATIONS
from crm.alert_days import OBLIGATION_AHEAD, AlertDays, alert_days
from crm.due_words import due_sentence
from crm.obligations import is_overdue, next_due
from crm.partial_dates import PartialDate
from crm.query import parse
from crm.texts import _, ngettext

Kind = Literal["end", "notice", "obligation", "stalled", "document"]


class Alert(NamedTuple):
    """Something to notice of an agreement: ``on`` the day it is about, "" for none; ``is_late`` once that passed.

    ``obligation`` is the row of the obligation that it is about, or 0.
    """

    agreement: int
    kind: Kind
    text: str
    on: str
    is_late: bool
    obligation: int = 0


class Foremost(NamedTuple):
    """The most urgent alerts, and how many there are in all."""

    first: tuple[Alert, ...]
    total: int


class _Due(NamedTuple):
    """An obligation that is late, or due soon (``on``, a partial date), before it is put in words."""

    agreement: int
    obligation: int
    what: str
    on: str
    is_late: bool


class Scheduled(NamedTuple):
    """A day on which an agreement will be, or was, spoken of."""

    text: str
    on: datetime.date


class Lapsing(NamedTuple):
    """An agreement about to lapse: in how many days, and under which of the days of warning it stands."""

    agreement: int
    title: str
    parties: tuple[str, ...]
    kind: str
    last_day: datetime.date
    days_left: int
    within: int


def alerts(session: Session, today: datetime.date, ids: Iterable[int] | None = None) -> tuple[Alert, ...]:
    """What is to be noticed today of the agreements of ours, or of these; what is late and soon first."""
    days = alert_days(session)
    found = _ours(session, ids, today)
    listed = list(found)
    signed = _with_signed_document(session, listed)
    noticed = [alert for one in found.values() for alert in of_term(one, today, days)]
    noticed += [stalled for one in found.values() if (stalled := _stalled(one, days)) is not None]
    noticed += [_without_document(number) for number, one in found.items() if _lacks(one, signed)]
    noticed += [_told(one, today) for one in _due(session, listed, today)]
    return tuple(sorted(noticed, key=_urgency))


def foremost(session: Session, today: datetime.date, most: int) -> Foremost:
    """The ``most`` urgent alerts of the agreements of ours, and how many there are in all, for Mi día.

    An end that is still to come is told by ``lapsing``, and a paper that is missing can wait: neither is among them.
    """
    days = alert_days(session)
    found = _ours(session, _nearing(session, today, days), today)
    noticed: list[Alert | _Due] = [
        alert
        for one in found.values()
        for alert in of_term(one, today, days)
        if alert.is_late or alert.kind != "end"
    ]
    noticed += [stalled for one in found.values() if (stalled := _stalled(one, days)) is not None]
    noticed += _due(session, None, today, _PERIODIC)
    once, total = _due_once(session, today, most)
    first = heapq.nsmallest(most, [*noticed, *once], key=_urgency)
    told = tuple(_told(one, today) if isinstance(one, _Due) else one for one in first)
    return Foremost(told, len(noticed) + total)


def _urgency(alert: "Alert | _Due") -> tuple[bool, str, int]:
    """What is late first, then what is soon."""
    return not alert.is_late, alert.on or "~", alert.agreement


def _nearing(session: Session, today: datetime.date, days: AlertDays) -> list[int]:
    """The agreements that can have stalled, or whose end or notice can be near: few of all that there are."""
    rows = session.connection().exec_driver_sql(
        _NEARING,
        (
            json.dumps(list(BEFORE_SIGNING)),
            (today + datetime.timedelta(days=min(days.before_end))).isoformat(),
        ),
    )
    return list(rows.scalars())


def of_term(one: Whereabouts, today: datetime.date, days: AlertDays) -> tuple[Alert, ...]:
    """What is to be noticed of the end of an agreement and of the notice before it."""
    if one.stage == LAPSED:
        last = one.term.last_day(today)
        text = _("La vigencia terminó: conclúyalo o renuévelo.")
        return (Alert(one.id, "end", text, str(last) if last else "", True),)
    if one.stage != IN_FORCE:
        return ()
    found = []
    last, notice = one.term.last_day(today), one.term.notice_on(today)
    left = one.term.days_left(today)
    if last is not None and left is not None and left <= max(days.before_end):
        found.append(Alert(one.id, "end", _in_days(left, last, today), str(last), False))
    if notice is not None and (notice - today).days <= min(days.before_end):
        text = _("El aviso de renovación {sentence}.").format(sentence=due_sentence(str(notice), today))
        found.append(Alert(one.id, "notice", text, str(notice), notice < today))
    return tuple(found)


def schedule(term: Term, today: datetime.date, days: AlertDays) -> tuple[Scheduled, ...]:
    """The days on which the end seen from today is spoken of, and the notice, the first first."""
    last, notice = term.last_day(today), term.notice_on(today)
    if last is None:
        return ()
    found = [
        Scheduled(
            ngettext("{n} día antes", "{n} días antes", each).format(n=each),
            last - datetime.timedelta(days=each),
        )
        for each in days.before_end
    ]
    if notice is not None:
        found.append(Scheduled(_("Aviso de renovación"), notice))
    return tuple(sorted(found, key=lambda one: one.on))


def lapsing(session: Session, today: datetime.date) -> tuple[Lapsing, ...]:
    """The agreements of ours that are about to lapse, the soonest first, for Mi día."""
    days = alert_days(session)
    found = []
    soon = query_run.ids(session, parse(f"que:convenios estado:{LAPSING} terceros:no", today))
    for one in whereabouts(session, soon, today=today).values():
        last, left = one.term.last_day(today), one.term.days_left(today)
        if last is not None and left is not None:
            within = min(each for each in days.before_end if left <= each)
            found.append(Lapsing(one.id, one.title, one.parties, one.kind, last, left, within))
    return tuple(sorted(found, key=lambda one: (one.last_day, one.agreement)))


def is_stalled(one: Whereabouts, days: AlertDays) -> bool:
    """Whether an agreement that is not signed has been in its stage for longer than it should."""
    return one.stage in BEFORE_SIGNING and (one.in_stage or 0) > days.stalled_after


def _ours(session: Session, ids: Iterable[int] | None, today: datetime.date) -> dict[int, Whereabouts]:
    found = whereabouts(session, ids, today=today)
    return {number: one for number, one in found.items() if not one.of_others}


def _in_days(left: int, last: datetime.date, today: datetime.date) -> str:
    sentence = due_sentence(str(last), today)
    if left < 2:
        return _("El convenio {sentence}.").format(sentence=sentence)
    return _("El convenio {sentence}: faltan {n} días.").format(sentence=sentence, n=left)


def _stalled(one: Whereabouts, days: AlertDays) -> Alert | None:
    if not is_stalled(one, days):
        return None
    since = one.way[-1].since
    text = _("Lleva {n} días en {stage}.").format(n=one.in_stage, stage=one.label.lower())
    return Alert(one.id, "stalled", text, since, True)


def _lacks(one: Whereabouts, signed: set[int]) -> bool:
    return one.stage in (IN_FORCE, LAPSED) and one.id not in signed


def _without_document(agreement: int) -> Alert:
    return Alert(agreement, "document", _("Falta el documento firmado; agréguelo."), "", False)


def _with_signed_document(session: Session, ids: Sequence[int]) -> set[int]:
    rows = session.connection().exec_driver_sql(_SIGNED, (json.dumps(list(ids)),))
    return set(rows.scalars())


def _due_once(session: Session, today: datetime.date, most: int) -> "tuple[list[_Due], int]":
    """The ``most`` urgent obligations of ours that are due on one day, and how many are late or due soon in all.

    The base sorts and counts them: a large office has tens of thousands.
    """
    horizon = (today + datetime.timedelta(days=OBLIGATION_AHEAD)).isoformat()
    statement = _ONCE.format(obligations=_OBLIGATIONS.format(of=_OURS, periodic=_ON_ONE_DAY))
    rows = (
        session.connection()
        .exec_driver_sql(
            statement, (json.dumps(list(OPEN_OBLIGATIONS)), horizon, today.isoformat(), max(most, 1))
        )
        .all()
    )
    found = [
        _Due(agreement, number, what, due, is_overdue(state, due, today))
        for agreement, number, what, state, due, _total in rows
    ]
    return found[:most], rows[0][-1] if rows else 0


def _due(
    session: Session, ids: Sequence[int] | None, today: datetime.date, periodic: str = "0, 1"
) -> "list[_Due]":
    """The obligations that are late or due soon, of these or of all of ours; ``periodic`` or not or both."""
    horizon = (today + datetime.timedelta(days=OBLIGATION_AHEAD)).isoformat()
    of = _OURS if ids is None else "SELECT value FROM json_each(?)"
    listed = () if ids is None else (json.dumps(list(ids)),)
    rows = session.connection().exec_driver_sql(
        _OBLIGATIONS.format(of=of, periodic=periodic), (json.dumps(list(OPEN_OBLIGATIONS)), horizon, *listed)
    )
    found = []
    for agreement, number, what, state, due, rule, done in rows.all():
        day = next_due(due, rule, done)
        if day and PartialDate.parse(day).earliest.isoformat() <= horizon:
            found.append(_Due(agreement, number, what, day, is_overdue(state, day, today)))
    return found


def _told(due: "_Due", today: datetime.date) -> Alert:
    text = f"{due.what}: {due_sentence(due.on, today)}."
    return Alert(due.agreement, "obligation", text, due.on, due.is_late, due.obligation)


_SIGNED = """
    SELECT w.value FROM json_each(?) AS w WHERE EXISTS (
        SELECT 1 FROM document AS d WHERE d.record_id = w.value AND d.kind = 'firmado')
    OR EXISTS (SELECT 1 FROM agreement_stage AS s
        WHERE s.agreement_id = w.value AND s.stage = 'suscripción' AND s.document_id IS NOT NULL)"""
_OBLIGATIONS = """
    SELECT o.agreement_id, o.id, o.what, o.state, o.due_on, o.recurrence,
        CASE o.recurrence WHEN '' THEN 0
            ELSE coalesce((SELECT sum(f.n) FROM fulfilment AS f WHERE f.obligation_id = o.id), 0) END
    FROM obligation AS o
    WHERE o.state IN (SELECT value FROM json_each(?)) AND o.due_on NOT IN ('', 's/f') AND o.due_on <= ?
        AND o.agreement_id IN ({of}) AND (o.recurrence <> '') IN ({periodic})"""
_PERIODIC, _ON_ONE_DAY = "1", "0"
_ONCE = """
    SELECT agreement_id, id, what, state, due_on, count(*) OVER () FROM ({obligations}) AS o
    ORDER BY due_on || CASE length(due_on) WHEN 4 THEN '-12-31' WHEN 7 THEN '-31' ELSE '' END >= ?,
        due_on, agreement_id LIMIT ?"""
# Crossed, so that the base goes through the agreements: it would go through all records that are not merged instead.
_OURS = """
    SELECT a.id FROM agreement AS a CROSS JOIN record AS r ON r.id = a.id
    WHERE NOT a.of_others AND r.trashed_by IS NULL AND r.merged_into IS NULL"""
_NEARING = f"""
    SELECT a.id FROM ({_OURS}) AS o CROSS JOIN agreement AS a ON a.id = o.id
    JOIN agreement_stage AS s ON s.id = (
        SELECT id FROM agreement_stage WHERE agreement_id = a.id ORDER BY position DESC, id DESC LIMIT 1)
    WHERE s.stage IN (SELECT value FROM json_each(?1)) AND (
        a.signed_on = '' OR s.stage <> 'suscripción'
        OR (a.end_on <> '' AND a.end_on <= date(?2, '+' || coalesce(a.notice_days, 0) || ' days'))
        OR EXISTS (SELECT 1 FROM amendment AS m WHERE m.agreement_id = a.id AND m.end_on <> ''))"""
