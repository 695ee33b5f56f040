"""An agreement whole, as the window and the ficha read it: what is kept of it, and the same derived for a day.

Posts are told as of the day of the signature, with who holds them today; where a name is not known it is "".
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from crm import (
    agreement_alerts,
    agreement_steps,
    amendments,
    documents,
    follow_up_list,
    obligations,
    work_plans,
)
from crm.agreement_alerts import Alert, Scheduled
from crm.agreement_list import owed_of
from crm.agreement_reading import whereabouts
from crm.agreement_row import AgreementParts, Duty, HeldActivity, PartyRow, SignatureRow
from crm.agreement_stages import CONCLUDED, LABELS, PATH, Stay, binds
from crm.agreement_steps import Offer
from crm.agreement_term import Term, TermState
from crm.agreement_values import (
    OPEN_OBLIGATIONS,
)
from crm.alert_days import alert_days
from crm.contact_values import Kept, Reference
from crm.documents import RecordDocument
from crm.errors import NotFound
from crm.follow_up_list import FollowUpRow
from crm.obligations import Progress
from crm.partial_dates import PartialDate
from crm.texts import _


class Point(NamedTuple):
    """A stage on the way: since when (partial) and for how many days; ``reached`` or still to come, or ``current``.

    ``kept`` is what a correction starts from, with the responsible person, the note and the document; None for one that
    is derived or still to come.
    """

    stage: str
    label: str
    since: str
    days: int | None
    reached: bool
    current: bool
    kept: Kept | None


class NextStep(NamedTuple):
    """What comes next: a follow-up, an obligation or a stage (``kind``); ``due`` a partial date or "".

    ``record`` is the follow-up's id, or the obligation's row; 0 for a stage.
    """

    kind: str
    what: str
    who: str
    due: str
    record: int = 0


class TermLine(NamedTuple):
    """The term as in force today: ``last_day`` with renewals counted, ``share`` of it gone (0 to 1, None unknown)."""

    term: Term
    state: TermState
    last_day: datetime.date | None
    days_left: int | None
    notice_on: datetime.date | None
    share: float | None


@dataclass(frozen=True, slots=True)
class AgreementRecord:
    """Everything the record shows. ``own`` holds the texts, dates and numbers by the fields of ``NewAgreement``.

    ``object`` and ``party_names`` are as in force today; ``way`` the stages it went through and those of the usual way
    still to come; ``schedule`` the days of its alerts, ``alerts`` what is to be noticed today; ``under`` the agreements
    that have it for their framework, which itself may be in the trash (``framework_trashed``).
    """

    id: int
    uid: str
    own: dict[str, Any]
    kind: str
    matter: str
    area: str
    categories: tuple[str, ...]
    stage: str
    label: str
    way: tuple[Point, ...]
    offers: tuple[Offer, ...]
    next_step: NextStep | None
    parties: tuple[PartyRow, ...]
    party_names: tuple[Reference, ...]
    signatures: tuple[SignatureRow, ...]
    clauses: tuple[Kept, ...]
    duties: tuple[Duty, ...]
    progress: Progress
    by_party: tuple[tuple[str, Progress], ...]
    object: str
    term: TermLine
    schedule: tuple[Scheduled, ...]
    alerts: tuple[Alert, ...]
    amendments: tuple[Kept, ...]
    work: tuple[work_plans.WorkPlan, ...]
    activities: tuple[HeldActivity, ...]
    follow_ups: tuple[FollowUpRow, ...]
    documents: tuple[RecordDocument, ...]
    consulates: tuple[Reference, ...]
    related: tuple[Reference, ...]
    framework: Reference | None
    under: tuple[Reference, ...]
    notes: tuple[Kept, ...]
    tags: tuple[str, ...]
    version: int
    framework_trashed: bool = False

    @property
    def reference(self) -> Reference:
        """The agreement itself, as others refer to it."""
        return Reference(self.id, self.own["title"], "agreement")


def record(session: Session, agreement: int, *, today: datetime.date) -> AgreementRecord:
    """The agreement for the window. Raises NotFound for one that is gone or in the trash."""
    found = whereabouts(session, [agreement], today=today).get(agreement)
    if found is None:
        raise NotFound(_("No hay ningún convenio con el número {n}; quizá se borró.").format(n=agreement))
    read = AgreementParts(session, agreement, today)
    own, (uid, version, area, framework_title, framework_trashed) = read.own()
    parties = read.parties()
    short = {party.kept.row: party.short or party.name for party in parties}
    bound = binds(found.stage, found.signed_on)
    duties = read.duties(short, bound=bound)
    owed = owed_of(session, [agreement]).get(agreement, [])
    by_party = obligations.progress_by_party(owed, [party.kept.row for party in parties])
    of_party = {one.party: one for one in by_party}
    in_force = amendments.in_force(session, agreement, today)
    offers = agreement_steps.offers(session, agreement, today)
    reminders = follow_up_list.ids(session, record=agreement)
    follow_ups = tuple(follow_up_list.rows(session, reminders, today=today))
    return AgreementRecord(
        id=agreement,
        uid=uid,
        own=own,
        kind=found.kind,
        matter=found.matter,
        area=area,
        categories=read.categories(),
        stage=found.stage,
        label=found.label,
        way=_way(found.way, found.stage, read.steps(), found.term.last_day(today)),
        offers=offers,
        next_step=_next_step(duties if bound else (), follow_ups, offers),
        parties=tuple(party._replace(progress=of_party.get(party.kept.row)) for party in parties),
        party_names=in_force.parties,
        signatures=read.signatures(short),
        clauses=read.clauses(),
        duties=duties,
        progress=obligations.progress(owed),
        by_party=tuple((short.get(one.party or 0, _("conjuntas")), one) for one in by_party),
        object=in_force.object,
        term=term_line(found.term, today),
        schedule=agreement_alerts.schedule(found.term, today, alert_days(session)),
        alerts=agreement_alerts.alerts(session, today, [agreement]),
        amendments=tuple(amendments.all_of(session, agreement)),
        work=work_plans.plans(session, agreement),
        activities=read.activities(),
        follow_ups=follow_ups,
        documents=documents.documents_of(session, agreement),
        consulates=read.consulates(),
        related=read.related(),
        framework=Reference(own["framework"], framework_title, "agreement") if own["framework"] else None,
        under=read.under(),
        notes=read.notes(),
        tags=read.tags(),
        version=version,
        framework_trashed=framework_trashed,
    )


def term_line(term: Term, today: datetime.date) -> TermLine:
    """A term as it stands on a day."""
    last = term.last_day(today)
    start = PartialDate.parse(term.start or "s/f")
    share = None
    if last is not None and start.day and last > start.earliest:
        gone = (today - start.earliest).days / (last - start.earliest).days
        share = min(max(gone, 0.0), 1.0)
    return TermLine(term, term.state(today), last, term.days_left(today), term.notice_on(today), share)


def _way(
    stays: Sequence[Stay], stage: str, kept: Sequence[Kept], last_day: datetime.date | None
) -> tuple[Point, ...]:
    """What was gone through, and of the usual way what is still to come; the end has a day before it is there."""
    left = list(kept)
    found = []
    for place, stay in enumerate(stays):
        own = left.pop(0) if left and left[0].value.stage == stay.stage else None
        current = place == len(stays) - 1
        found.append(Point(stay.stage, _(LABELS[stay.stage]), stay.since, stay.days, True, current, own))
    if stage not in PATH:
        return tuple(found)
    for coming in PATH[PATH.index(stage) + 1 :]:
        since = str(last_day) if last_day is not None and coming == PATH[-1] else ""
        found.append(Point(coming, _(LABELS[coming]), since, None, False, False, None))
    return tuple(found)


def _next_step(
    duties: Sequence[Duty], follow_ups: Sequence[FollowUpRow], offers: Sequence[Offer]
) -> NextStep | None:
    """What is due first; without anything due, the stage that can follow, but no end before its day.

    ``duties`` are those of an agreement that binds its parties.
    """
    steps = [NextStep("follow_up", row.what, row.responsible, row.due_on, row.id) for row in follow_ups]
    steps += [
        NextStep("obligation", duty.what, duty.who, duty.due, duty.row)
        for duty in duties
        if duty.state in OPEN_OBLIGATIONS and duty.due
    ]
    dated = [step for step in steps if step.due]
    if dated:
        return min(dated, key=lambda step: PartialDate.parse(step.due).latest)
    if steps:
        return steps[0]
    following = [one for one in offers[:1] if not (one.stage == CONCLUDED and one.lacking)]
    return NextStep("stage", _(LABELS[following[0].stage]), "", "") if following else None
