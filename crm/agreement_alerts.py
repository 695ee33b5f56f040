"""What is to be noticed of agreements in time: their end, the notice, obligations, stages that stall, a paper missing.

Those of others are never spoken of: nobody here has to do anything about them.
"""

import datetime
import heapq
import json
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import chain
from typing import Any, Literal, NamedTuple

from sqlalchemy.orm import Session

from crm.agreement_outlines import Outline, outlines
from crm.agreement_reading import Whereabouts, whereabouts
from crm.agreement_sql import BINDS
from crm.agreement_stages import BEFORE_SIGNING, ENDINGS, IN_FORCE, LABELS, LAPSED, SIGNING, binds, days_since
from crm.agreement_term import Term, TermState
from crm.alert_days import OBLIGATION_AHEAD, AlertDays, alert_days
from crm.due_words import due_sentence
from crm.obligations import is_overdue, next_due
from crm.texts import _, ngettext
from db.obligations import OPEN

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
    """The most urgent alert of each agreement, the most urgent first, and how many agreements have any."""

    first: tuple[Alert, ...]
    total: int


class _Noticed(NamedTuple):
    """An alert before it is put in words; ``what`` is the stage that stalls, or the obligation in words.

    ``signed_on`` is told of what stalls though it was signed; ``what`` is then the state of its term.
    """

    agreement: int
    kind: Kind
    on: str
    is_late: bool
    obligation: int = 0
    what: str = ""
    signed_on: str = ""


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
    ours = _ours(session, ids, today)
    signed = _with_signed_document(session, ours)
    noticed = [each for one in ours.values() for each in (*_of_term(one, today, days), *_stalled(one, days))]
    noticed += [_Noticed(one.id, "document", "", False) for one in ours.values() if _lacks(one, signed)]
    noticed += _due(session, [one.id for one in ours.values() if binds(one.stage, one.signed_on)], today)
    return tuple(_told(each, today) for each in sorted(noticed, key=_urgency))


def foremost(session: Session, today: datetime.date, most: int) -> Foremost:
    """The agreements of ours of which the most urgent is to be noticed, ``most`` of them, for Mi día.

    An end that is still to come is told by ``lapsing``, and a paper that is missing can wait: neither counts.
    """
    days = alert_days(session)
    execute, horizon = session.connection().exec_driver_sql, (_horizon(today),)
    bound = set(execute(_BOUND).scalars())
    of_terms = (
        each
        for one in _near(session, today, days).values()
        for each in (*_of_term(one, today, days), *_stalled(one, days))
        if each.is_late or each.kind != "end"
    )
    periodic = (each for each in _owed(execute(_PERIODIC, horizon), today) if each.agreement in bound)
    by_agreement: dict[int, _Noticed] = {}
    for each in chain(of_terms, periodic, _due_once(session, bound, today, most)):
        other = by_agreement.get(each.agreement)
        if other is None or _urgency(each) < _urgency(other):
            by_agreement[each.agreement] = each
    first = heapq.nsmallest(most, by_agreement.values(), key=_urgency)
    total = len(by_agreement.keys() | bound.intersection(execute(_WITH_ONCE, horizon).scalars()))
    return Foremost(tuple(_told(each, today) for each in first), total)


def _urgency(noticed: _Noticed) -> tuple[bool, str, int, int]:
    """What is late first, then what is soon."""
    return not noticed.is_late, noticed.on or "~", noticed.agreement, noticed.obligation


def _of_term(one: Outline, today: datetime.date, days: AlertDays) -> Iterator[_Noticed]:
    """What is to be noticed of the end of an agreement and of the notice before it."""
    if one.stage == LAPSED:
        yield _Noticed(one.id, "end", str(one.last_day or ""), True)
    if one.stage != IN_FORCE or one.last_day is None:
        return
    left = (one.last_day - today).days
    if left <= max(days.before_end):
        yield _Noticed(one.id, "end", one.end, False)
    # Told apart here from all that are far off: counting the days back for each of thousands takes long.
    if one.term.notice_days is not None and left - one.term.notice_days <= min(days.before_end):
        notice = one.term.notice_on(today)
        if notice is not None:
            yield _Noticed(one.id, "notice", str(notice), notice < today)


def schedule(term: Term, today: datetime.date, days: AlertDays) -> tuple[Scheduled, ...]:
    """The days on which the end seen from today is spoken of, and the notice, the first first."""
    found = [
        Scheduled(ngettext("{n} día antes", "{n} días antes", each).format(n=each), on)
        for each in days.before_end
        if (on := term.before_end(today, each)) is not None
    ]
    notice = term.notice_on(today)
    if notice is not None:
        found.append(Scheduled(_("Aviso de renovación"), notice))
    return tuple(sorted(found, key=lambda one: one.on))


def lapsing(session: Session, today: datetime.date) -> tuple[Lapsing, ...]:
    """The agreements of ours that are about to lapse, the soonest first, for Mi día."""
    days = alert_days(session)
    soon = {
        one.id: (one.last_day, left)
        for one in _near(session, today, days).values()
        if one.stage == IN_FORCE
        and one.last_day is not None
        and (left := (one.last_day - today).days) <= max(days.before_end)
    }
    found = []
    for one in whereabouts(session, soon, today=today).values():
        last, left = soon[one.id]
        within = min(each for each in days.before_end if left <= each)
        found.append(Lapsing(one.id, one.title, one.parties, one.kind, last, left, within))
    return tuple(sorted(found, key=lambda one: (one.last_day, one.agreement)))


def is_stalled(one: "Outline | Whereabouts", days: AlertDays) -> bool:
    """Whether an agreement that is not signed has been in its stage for longer than it should."""
    return one.stage in BEFORE_SIGNING and (one.in_stage or 0) > days.stalled_after


def _ours(session: Session, ids: Iterable[int] | None, today: datetime.date) -> dict[int, Outline]:
    return {one.id: one for one in outlines(session, ids, today=today) if not one.of_others}


def _near(session: Session, today: datetime.date, days: AlertDays) -> dict[int, Outline]:
    """Those of ours of whose stage or term there can be something to notice: few of all that there are."""
    within = (today + datetime.timedelta(days=max(days.before_end))).isoformat()
    stalled = (today - datetime.timedelta(days=days.stalled_after)).isoformat()
    parameters = (today.isoformat(), within, stalled)
    return _ours(session, session.connection().exec_driver_sql(_NEAR, parameters).scalars(), today)


def _stalled(one: Outline, days: AlertDays) -> Iterator[_Noticed]:
    if is_stalled(one, days):
        signed_on = one.signed_on if one.stage == SIGNING else ""
        what = one.term.state(one.day).value if signed_on else one.stage
        yield _Noticed(one.id, "stalled", one.entered_on, True, what=what, signed_on=signed_on)


def _lacks(one: Outline, signed: set[int]) -> bool:
    return one.stage in (IN_FORCE, LAPSED) and one.id not in signed


def _with_signed_document(session: Session, ids: Iterable[int]) -> set[int]:
    rows = session.connection().exec_driver_sql(_SIGNED, (json.dumps(list(ids)),))
    return set(rows.scalars())


def _due(session: Session, ids: Iterable[int], today: datetime.date) -> Iterator[_Noticed]:
    """The obligations of these that are late or due soon."""
    parameters = (_horizon(today), json.dumps(list(ids)))
    return _owed(session.connection().exec_driver_sql(_DUE_OF, parameters), today)


def _due_once(session: Session, bound: Container[int], today: datetime.date, most: int) -> Iterable[_Noticed]:
    """The most urgent obligation due on one day of each of the ``most`` agreements whose are the most urgent.

    The base brings them in order until there are enough: a large office has tens of thousands.
    """
    found: dict[int, _Noticed] = {}
    for is_late in (True, False):
        parameters = (_horizon(today), today.isoformat(), is_late)
        with session.connection().exec_driver_sql(_ONCE, parameters) as rows:
            for each in _owed(rows, today):
                if len(found) >= most:
                    return found.values()
                if each.agreement in bound:
                    found.setdefault(each.agreement, each)
    return found.values()


def _owed(rows: Iterable[Any], today: datetime.date) -> Iterator[_Noticed]:
    """Of a periodic obligation it is the next time that counts."""
    horizon = _horizon(today)
    for agreement, number, what, state, due, rule, done in rows:
        day = next_due(due, rule, done)
        if day and day <= horizon:
            yield _Noticed(agreement, "obligation", day, is_overdue(state, day, today), number, what)


def _horizon(today: datetime.date) -> str:
    """The last day on which what is due is spoken of."""
    return (today + datetime.timedelta(days=OBLIGATION_AHEAD)).isoformat()


def _told(noticed: _Noticed, today: datetime.date) -> Alert:
    text = _TOLD[noticed.kind](noticed, today)
    return Alert(noticed.agreement, noticed.kind, text, noticed.on, noticed.is_late, noticed.obligation)


def _end_told(noticed: _Noticed, today: datetime.date) -> str:
    if noticed.is_late:
        return _("La vigencia terminó: conclúyalo o renuévelo.")
    sentence = due_sentence(noticed.on, today)
    left = (datetime.date.fromisoformat(noticed.on) - today).days
    if left < 2:
        return _("El convenio {sentence}.").format(sentence=sentence)
    return _("El convenio {sentence}: faltan {n} días.").format(sentence=sentence, n=left)


def _notice_told(noticed: _Noticed, today: datetime.date) -> str:
    return _("El aviso de renovación {sentence}.").format(sentence=due_sentence(noticed.on, today))


def _obligation_told(noticed: _Noticed, today: datetime.date) -> str:
    return f"{noticed.what}: {due_sentence(noticed.on, today)}."


def _stalled_told(noticed: _Noticed, today: datetime.date) -> str:
    if noticed.signed_on:
        return _signed_told(noticed, today)
    n, stage = days_since(noticed.on, today), _(LABELS[noticed.what]).lower()
    return _("Lleva {n} días en {stage}.").format(n=n, stage=stage)


def _signed_told(noticed: _Noticed, today: datetime.date) -> str:
    """What keeps an agreement that was signed from being in force."""
    if noticed.what == TermState.NOT_BEGUN.value:
        return _("Su vigencia todavía no inicia.")
    is_partial = noticed.what == TermState.UNDECIDED.value
    lacking = _("Falta precisar su vigencia") if is_partial else _("Falta su vigencia")
    n = days_since(noticed.signed_on, today)
    if not n:
        return _("{lacking}: ya está firmado.").format(lacking=lacking)
    told = ngettext("{lacking}: firmado hace {n:,} día.", "{lacking}: firmado hace {n:,} días.", n)
    return told.format(lacking=lacking, n=n)


def _document_told(_noticed: _Noticed, _today: datetime.date) -> str:
    return _("Falta el documento firmado; agréguelo.")


_TOLD: dict[Kind, Callable[[_Noticed, datetime.date], str]] = {
    "end": _end_told,
    "notice": _notice_told,
    "obligation": _obligation_told,
    "stalled": _stalled_told,
    "document": _document_told,
}
_SIGNED = """
    SELECT w.value FROM json_each(?) AS w WHERE EXISTS (
        SELECT 1 FROM document AS d WHERE d.record_id = w.value AND d.kind = 'firmado')
    OR EXISTS (SELECT 1 FROM agreement_stage AS s
        WHERE s.agreement_id = w.value AND s.stage = 'suscripción' AND s.document_id IS NOT NULL)"""
_OWED = """o.agreement_id, o.id, o.what, o.state, o.due_on, o.recurrence,
    CASE o.recurrence WHEN '' THEN 0
        ELSE coalesce((SELECT sum(f.n) FROM fulfilment AS f WHERE f.obligation_id = o.id), 0) END"""
_DUE = f"o.{OPEN} AND o.due_on > '' AND o.due_on <= ?"
_DUE_OF = f"""
    SELECT {_OWED} FROM obligation AS o WHERE {_DUE} AND o.agreement_id IN (SELECT value FROM json_each(?))"""
_PERIODIC = f"SELECT {_OWED} FROM obligation AS o WHERE {_DUE} AND o.recurrence <> ''"
_ONCE = f"""
    SELECT {_OWED} FROM obligation AS o WHERE {_DUE} AND o.recurrence = ''
        AND (o.due_on || CASE length(o.due_on) WHEN 4 THEN '-12-31' WHEN 7 THEN '-31' ELSE '' END < ?) = ?
    ORDER BY o.due_on, o.agreement_id, o.id"""
_WITH_ONCE = f"SELECT DISTINCT o.agreement_id FROM obligation AS o WHERE {_DUE} AND o.recurrence = ''"
# Crossed, so that the base goes through the agreements: it would go through all records that are not merged instead.
_BOUND = f"""
    SELECT a.id FROM agreement AS a CROSS JOIN record AS r ON r.id = a.id
    WHERE NOT a.of_others AND r.trashed_by IS NULL AND r.merged_into IS NULL AND {BINDS}"""
# Left out are the agreements that came to an end, those that came to their stage lately, and those that are in force
# for certain until a day far off.
_NEAR = f"""
    SELECT a.id FROM agreement AS a CROSS JOIN agreement_stage AS s ON s.id = (
        SELECT id FROM agreement_stage WHERE agreement_id = a.id ORDER BY position DESC, id DESC LIMIT 1)
    WHERE NOT a.of_others AND s.stage NOT IN ({", ".join(f"'{stage}'" for stage in ENDINGS)})
        AND CASE WHEN s.stage = '{SIGNING}' AND a.signed_on <> '' THEN NOT coalesce(
            length(coalesce(nullif(a.start_on, ''), a.signed_on)) = 10
            AND coalesce(nullif(a.start_on, ''), a.signed_on) <= ?1
            AND (a.indefinite OR (length(a.end_on) = 10
                AND a.end_on > date(?2, '+' || coalesce(a.notice_days, 0) || ' days')))
            AND NOT EXISTS (SELECT 1 FROM amendment AS m WHERE m.agreement_id = a.id), 0)
        ELSE s.entered_on <> '' AND s.entered_on <= ?3 END"""
