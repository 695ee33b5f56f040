"""Editing an agreement field by field: what is typed in one field becomes one operation, and touches nothing else.

In the way of ``crm.activity_edit``: ``save`` takes what the field said when it was opened and what it is to say.
Stages are taken and corrected in ``crm.agreement_steps``.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm import agreement_matters, amendments, areas, work_plans
from crm.agreement_parts import save_clause, save_obligation, save_party, save_signatory
from crm.agreement_rules import check_own, read_folio, written_folio
from crm.agreement_values import OWN_COLUMNS
from crm.agreement_writer import CONSULATE, GONE_FRAMEWORK, RELATED
from crm.agreements import GONE, own_row
from crm.errors import InvalidValue
from crm.field_edit import save_links, save_note, save_own
from crm.records import AGREEMENT, live
from crm.texts import _, mark
from db.agreements import AgreementParty
from db.records import Record

_TITLES = {
    "title": mark("Nombre de un convenio cambiado"),
    "folio": mark("Folio de un convenio cambiado"),
    "scope": mark("Alcance de un convenio cambiado"),
    "matter": mark("Materia de un convenio cambiada"),
    "object": mark("Objeto de un convenio cambiado"),
    "of_others": mark("De quién es el convenio, cambiado"),
    "area": mark("Área solicitante cambiada"),
    "received": mark("Fecha de recepción de un convenio cambiada"),
    "signed": mark("Fecha de firma cambiada"),
    "term": mark("Vigencia de un convenio cambiada"),
    "renewal": mark("Renovación de un convenio cambiada"),
    "confidential": mark("Confidencialidad de un convenio cambiada"),
    "money": mark("Recursos de un convenio cambiados"),
    "territory": mark("Territorio de un convenio cambiado"),
    "topics": mark("Temas de un convenio cambiados"),
    "responsible": mark("Responsable de un convenio cambiado"),
    "framework": mark("Convenio marco cambiado"),
    "opinion": mark("Opinión de pertinencia cambiada"),
    "source": mark("Fuente cambiada"),
    "parties": mark("Partes de un convenio cambiadas"),
    "signatories": mark("Firmantes de un convenio cambiados"),
    "clauses": mark("Cláusulas de un convenio cambiadas"),
    "obligations": mark("Obligaciones de un convenio cambiadas"),
    "amendments": mark("Modificatorios de un convenio cambiados"),
    "work": mark("Programa de trabajo cambiado"),
    "consulates": mark("Consulados de un convenio cambiados"),
    "related": mark("Convenios relacionados cambiados"),
    "notes": mark("Nota en un convenio"),
}
FIELDS = tuple(_TITLES)
"""Every field that can be edited, by the name that ``save`` and ``title`` take."""


def title(field: str) -> str:
    """The title of the operation that changes a field."""
    return _TITLES[field]


def save(session: Session, agreement: int, field: str, before: Any, after: Any) -> None:
    """Make one field of an agreement say ``after``; ``before`` is what it said when it was opened.

    Own texts, dates and numbers take a mapping by the fields of ``NewAgreement`` (``area`` also of its text, ``term``
    of start, end and indefinite, ``renewal`` of months and notice, ``money`` of the amount, ``opinion`` of its oficio);
    ``consulates`` and ``related`` a tuple of ids; ``parties``, ``signatories``, ``clauses``, ``obligations``,
    ``amendments``, ``work`` and ``notes`` a Kept or None before and a value or None after.

    Raises InvalidValue, UserError, NotFound, ChangedMeanwhile. Saving what is there already changes nothing.
    """
    record = live(session, agreement, AGREEMENT, _(GONE))
    if field in _SAVERS:
        _SAVERS[field](session, record, before, after)
    else:
        _save_own(session, record, before, after)


def _save_own(session: Session, record: Record, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    row = own_row(session, record.id)
    now = {name: getattr(row, column) for name, column in OWN_COLUMNS.items()}
    wanted = dict(after)
    if "title" in wanted:
        wanted["title"] = " ".join(wanted["title"].split())
    if "folio" in wanted:
        wanted["folio"] = written_folio(wanted["folio"])
    check_own(now | wanted)
    _refuse_unknown(session, record.id, wanted)
    if save_own(session, record, row, _columns(before), _columns(wanted)) and "folio" in wanted:
        row.year, row.number = read_folio(wanted["folio"])


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    return {OWN_COLUMNS[name]: value for name, value in values.items()}


def _refuse_unknown(session: Session, agreement: int, wanted: Mapping[str, Any]) -> None:
    if wanted.get("matter") is not None:
        agreement_matters.row_of(session, wanted["matter"])
    if wanted.get("area") is not None:
        areas.refuse_unknown(session, areas=[wanted["area"]])
    if wanted.get("framework") is not None:
        _check_framework(session, agreement, wanted["framework"])
    if wanted.get("of_others"):
        own = select(func.count()).where(AgreementParty.agreement_id == agreement, AgreementParty.own)
        if session.execute(own).scalar():
            raise InvalidValue(
                _("Un convenio de terceros no tiene al Instituto como parte; quítelo de las partes antes."),
                "of_others",
            )


def _check_framework(session: Session, agreement: int, framework: int) -> None:
    """Raise for a framework that is gone, or that stands, itself or by others, under this agreement."""
    live(session, framework, AGREEMENT, _(GONE_FRAMEWORK))
    if session.connection().exec_driver_sql(_STANDS_UNDER, (framework, agreement)).first() is not None:
        raise InvalidValue(_("Un convenio no puede ser su propio marco; elija otro."), "framework")


def _save_consulates(session: Session, record: Record, before: Sequence[int], after: Sequence[int]) -> None:
    save_links(session, record, before, after, CONSULATE)


def _save_related(session: Session, record: Record, before: Sequence[int], after: Sequence[int]) -> None:
    for other in set(after) - set(before):
        live(session, other, AGREEMENT, _("Ese convenio ya no está en la base; elija otro."))
    save_links(session, record, before, after, RELATED)


_SAVERS: dict[str, Callable[[Session, Record, Any, Any], None]] = {
    "parties": save_party,
    "signatories": save_signatory,
    "clauses": save_clause,
    "obligations": save_obligation,
    "amendments": amendments.save,
    "work": work_plans.save,
    "consulates": _save_consulates,
    "related": _save_related,
    "notes": save_note,
}
_STANDS_UNDER = """
    WITH RECURSIVE above(id) AS (
        SELECT ? UNION SELECT a.framework_id FROM above CROSS JOIN agreement AS a ON a.id = above.id)
    SELECT 1 FROM above WHERE id = ?"""
