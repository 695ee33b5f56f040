"""What the ficha of an agreement says, in words, from its record: nothing that the record does not know."""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from crm import agreement_record, contact_record
from crm.agreement_record import AgreementRecord, Point
from crm.agreement_row import Duty, PartyRow, SignatureRow
from crm.agreement_stages import IN_FORCE, LABELS, OPINION
from crm.agreement_summary import (
    DONE,
    LATE,
    OTHER,
    UNDER_WAY,
    Duty as SummaryDuty,
    Item,
    Liaison,
    Point as SummaryPoint,
    Progress,
    Signature,
    Summary,
)
from crm.agreement_term import AUTOMATIC, BY_AGREEMENT, NO_RENEWAL, TermState
from crm.agreement_values import DROPPED, MET, OPEN_OBLIGATIONS, PARTS, PENDING, SIGNS, UNMET
from crm.date_words import long_date, short_date
from crm.partial_dates import PartialDate
from crm.texts import _, ngettext

_ACTIVITIES = 3
"""Activities that are named; the earlier ones are counted."""


def summary(session: Session, agreement: int, today: datetime.date) -> Summary:
    """The ficha as of a day. Raises NotFound for an agreement that is gone or in the trash."""
    return of_record(session, agreement_record.record(session, agreement, today=today), today)


def of_record(session: Session, record: AgreementRecord, today: datetime.date) -> Summary:
    """The same of a record that was read."""
    own = record.own
    return Summary(
        folio=own["folio"],
        title=own["title"],
        scope=_opening(own["scope"]),
        matter=_opening(record.matter),
        state=_state(record),
        term=_term(record),
        area=record.area,
        opinion_number=own["opinion_number"],
        renewal=_renewal(record),
        object=record.object,
        signed=_long(own["signed"]),
        met=_met(record),
        by_party=" · ".join(
            _("{party} {met} de {n}").format(party=party, met=one.met, n=one.obligations)
            for party, one in record.by_party
        ),
        caution=_("Convenio de terceros: se registra y no se cuenta como del Instituto.")
        if own["of_others"]
        else "",
        points=tuple(_point(record, point) for point in record.way),
        signatures=tuple(_signatures(record)),
        duties=tuple(map(_duty, sorted(record.duties, key=_urgency))),
        next_steps=tuple(_next_steps(record)),
        activities=tuple(_activities(record)),
        liaisons=tuple(_liaisons(session, record.parties, today)),
        papers=tuple(_papers(record)),
    )


def _opening(text: str) -> str:
    shown = _(text) if text else ""
    return shown[:1].upper() + shown[1:]


def _short(text: str) -> str:
    return short_date(PartialDate.parse(text)) if text else ""


def _long(text: str) -> str:
    return long_date(PartialDate.parse(text)) if text and text != "s/f" else ""


def _state(record: AgreementRecord) -> str:
    if record.stage == IN_FORCE and record.term.state is TermState.LAPSING:
        return _("Vigente, por vencer")
    return record.label


def _term(record: AgreementRecord) -> str:
    """ "14 may 2024 a 13 may 2026", as its amendments and renewals leave it; "" unless its end is known."""
    line = record.term
    start = _short(line.term.start)
    if line.term.indefinite:
        return _("Indefinida, desde {start}").format(start=start) if start else _("Indefinida")
    end = _short(str(line.last_day) if line.last_day is not None else line.term.end)
    if start and end:
        return _("{start} a {end}").format(start=start, end=end)
    return _("Hasta {end}").format(end=end) if end else ""


def _renewal(record: AgreementRecord) -> str:
    own = record.own
    words = {
        NO_RENEWAL: _("Sin renovación"),
        AUTOMATIC: _("Automática"),
        BY_AGREEMENT: _("Por acuerdo"),
    }.get(own["renewal"], "")
    parts = [words] if words else []
    if words and own["renewal_months"]:
        n = own["renewal_months"]
        parts.append(ngettext("por {n} mes", "por {n} meses", n).format(n=n))
    if words and own["notice_days"]:
        n = own["notice_days"]
        parts.append(ngettext("aviso {n} día antes", "aviso {n} días antes", n).format(n=n))
    return ", ".join(parts)


def _met(record: AgreementRecord) -> str:
    found = record.progress
    if not found.obligations:
        return ""
    return ngettext("{met} de {n} cumplida", "{met} de {n} cumplidas", found.obligations).format(
        met=found.met, n=found.obligations
    )


def _point(record: AgreementRecord, point: Point) -> SummaryPoint:
    left = record.term.days_left
    under = _short(point.since)
    if point.current and point.stage == IN_FORCE and left is not None:
        under = ngettext("falta {n:,} día", "faltan {n:,} días", left).format(n=left)
    return SummaryPoint(point.label, under, point.reached, point.current)


def _signatures(record: AgreementRecord) -> Iterable[Signature]:
    """Who signs, and a line to be captured for a party for which nobody does."""
    signed = {row.kept.value.party for row in record.signatures}
    for party in record.parties:
        if party.kept.row in signed:
            continue
        yield Signature(party.short or party.name, _(PARTS[SIGNS]), "", "", "")
    for row in record.signatures:
        yield Signature(row.party, row.part, row.name, row.post, _today(row))


def _today(row: SignatureRow) -> str:
    return _("La misma persona") if row.holds_it else row.today


def _urgency(duty: Duty) -> tuple[bool, bool, str]:
    """What is late first, then what is due, by day, and last what is done or called off."""
    is_open = duty.state in OPEN_OBLIGATIONS
    return not is_open, duty.overdue is None, duty.due or "~"


def _duty(duty: Duty) -> SummaryDuty:
    return SummaryDuty(duty.clause, duty.what, duty.who, _short(duty.due), progress_of(duty))


def progress_of(duty: Duty) -> Progress:
    """How far an obligation is, in words: late, met, so many of so many."""
    if duty.state == MET:
        return Progress(_("Cumplida"), DONE)
    if duty.overdue is not None:
        words = ngettext("Vencida, {n:,} día", "Vencida, {n:,} días", duty.overdue)
        return Progress(words.format(n=duty.overdue), LATE)
    if duty.state == UNMET:
        return Progress(_("No cumplida"), LATE)
    if duty.state == DROPPED:
        return Progress(_("Cancelada"), OTHER)
    if duty.planned > 1:
        words = _("{done:,} de {planned:,}").format(done=duty.done, planned=duty.planned)
        return Progress(words, UNDER_WAY, duty.done / duty.planned)
    return Progress(_("Pendiente") if duty.state == PENDING else _("En curso"), OTHER)


class _Step(NamedTuple):
    """Something to come; ``due`` a partial date or ""."""

    due: str
    what: str


def _next_steps(record: AgreementRecord) -> Iterable[Item]:
    steps = [_Step(row.due_on, row.what) for row in record.follow_ups]
    if record.term.notice_on is not None:
        steps.append(_Step(record.term.notice_on.isoformat(), _("Aviso de renovación")))
    upcoming = [
        duty for duty in record.duties if duty.state in OPEN_OBLIGATIONS and duty.overdue is None and duty.due
    ]
    if upcoming:
        first = min(upcoming, key=lambda duty: duty.due)
        steps.append(_Step(first.due, first.what))
    for step in sorted(steps, key=lambda step: (not step.due, step.due)):
        yield Item(step.what, _short(step.due))


def _activities(record: AgreementRecord) -> Iterable[Item]:
    """The last ones, and how many came before, in which years."""
    held = record.activities
    named = held if len(held) <= _ACTIVITIES else held[: _ACTIVITIES - 1]
    for one in named:
        words = one.reference.name
        if one.attendance:
            people = ngettext("{n:,} persona", "{n:,} personas", one.attendance).format(n=one.attendance)
            words = f"{words}, {people}"
        yield Item(words, _short(one.day))
    earlier = held[len(named) :]
    if earlier:
        n = len(earlier)
        yield Item(
            ngettext("{n:,} anterior", "{n:,} anteriores", n).format(n=n), _years(one.day for one in earlier)
        )


def _years(days: Iterable[str]) -> str:
    years = sorted({PartialDate.parse(day).year for day in days if day and day != "s/f"})
    if not years:
        return ""
    return str(years[0]) if len(years) == 1 else _("{first} a {last}").format(first=years[0], last=years[-1])


def _liaisons(session: Session, parties: Sequence[PartyRow], today: datetime.date) -> Iterable[Liaison]:
    for party in parties:
        if not party.liaison:
            continue
        person = party.kept.value.liaison
        reached = ""
        if person is not None:
            contact = contact_record.record(session, person.id, today=today)
            reached = contact.reach
        yield Liaison(f"{party.liaison}, {party.short or party.name}", reached)


def _papers(record: AgreementRecord) -> Iterable[Item]:
    """Amendments, what documents there are, and the opinion; each with the day of what it proves."""
    for kept in record.amendments:
        amendment = kept.value
        kind = _opening(amendment.kind)
        name = _("{kind} {number}").format(kind=kind, number=amendment.number) if amendment.number else kind
        words = ", ".join(part for part in (name, amendment.title) if part)
        yield Item(words, _short(amendment.signed or amendment.effective))
    days = _proved_days(record)
    for document in record.documents:
        signed = record.own["signed"] if document.kind == "firmado" else ""
        yield Item(document.title, _short(days.get(document.id, signed)))
    opinion = record.own["opinion"]
    if opinion:
        since = next((point.since for point in record.way if point.stage == OPINION), "")
        words = _("{stage}, {opinion}").format(stage=_(LABELS[OPINION]), opinion=_(opinion))
        yield Item(words, _short(since))


def _proved_days(record: AgreementRecord) -> dict[int, str]:
    """The day of the stage or the amendment that a document proves."""
    proved = [(point.kept.value.document, point.since) for point in record.way if point.kept is not None]
    proved += [(kept.value.document, kept.value.signed) for kept in record.amendments]
    return {document: day for document, day in proved if document is not None}
