"""What one does with an agreement (convenio) as a whole: write it down, find it, put it in the trash.

Its stages are in ``crm.agreement_steps``, its fields in ``crm.agreement_edit``, its obligations in
``crm.obligations``. Every function that changes something works inside ``base.write("…")``, as part of that operation.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from crm import agreement_folios
from crm.agreement_term import Amended, Term
from crm.agreement_values import NewAgreement
from crm.agreement_writer import AgreementWriter
from crm.errors import NotFound, UserError
from crm.records import AGREEMENT, live
from crm.texts import _, mark, mark_plural
from db.agreements import Agreement

ADD_TITLE = mark("Convenio agregado")
ADD_MANY_TITLE = mark_plural("Un convenio agregado", "{n:,} convenios agregados")

GONE = mark("Este convenio ya no está en la base; actualice la lista con F5.")


def record(session: Session, new: NewAgreement) -> int:
    """Write down an agreement with its parties, signatories, clauses and obligations; return its id.

    Raises InvalidValue for what cannot be kept, NotFound for something it refers to that is gone.
    """
    return record_many(session, [new])[0]


def record_many(session: Session, news: Sequence[NewAgreement]) -> list[int]:
    """Write down agreements, thousands of them in one go; return their ids in that order. Raises as ``record``."""
    return AgreementWriter(session).add(news)


def with_folio(session: Session, folio: str) -> int:
    """The id of the agreement of a folio. Raises NotFound for none, UserError for several."""
    found = agreement_folios.bearers(session, folio)
    if not found:
        raise NotFound(
            _("No hay ningún convenio con el folio «{folio}»; búsquelo con «que:convenios».").format(
                folio=folio
            )
        )
    if len(found) > 1:
        raise UserError(
            _("Hay {n} convenios con el folio «{folio}»; corrija el folio de los que no son.").format(
                n=len(found), folio=folio
            )
        )
    return found[0]


def own_row(session: Session, agreement: int) -> Agreement:
    """The row of a live agreement. Raises NotFound."""
    live(session, agreement, AGREEMENT, _(GONE))
    row = session.get(Agreement, agreement)
    assert row is not None
    return row


def signed_term(row: Agreement) -> Term:
    """The term that an agreement was signed for, its amendments aside; without a start, from its signature on."""
    return Term(
        start=row.start_on or row.signed_on,
        end=row.end_on,
        indefinite=row.indefinite,
        renewal=row.renewal,
        renewal_months=row.renewal_months,
        notice_days=row.notice_days,
    )


def amendments_of(session: Session, agreement: int) -> list[Amended]:
    """What the amendments of an agreement make of its term, in their order."""
    rows = session.connection().exec_driver_sql(_AMENDED, (agreement,))
    return [
        Amended(effective, end, None if indefinite is None else bool(indefinite))
        for effective, end, indefinite in rows
    ]


_AMENDED = "SELECT effective_on, end_on, indefinite FROM amendment WHERE agreement_id = ? ORDER BY number, id"
