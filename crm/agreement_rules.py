"""What an agreement must be like to be kept. Pure rules of values; the base is not asked."""

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from crm import recurrence
from crm.agreement_stages import OPINIONS, STEPS
from crm.agreement_term import AUTOMATIC, RENEWALS
from crm.agreement_values import (
    AMENDMENT_KINDS,
    MONEY,
    OBLIGATION_STATES,
    PARTS,
    SCOPES,
    SIDES,
    AmendmentValues,
    ClauseValues,
    FulfilmentValues,
    NewAgreement,
    ObligationValues,
    PartyValues,
    SignatoryValues,
    StepValues,
    WorkItemValues,
)
from crm.card_rules import check_choice, check_text
from crm.errors import InvalidValue
from crm.partial_dates import PartialDate
from crm.texts import _
from crm.vocabularies import squash

FIRST_YEAR, LAST_YEAR = 1990, 2100
_LONGEST_NOTICE = 3_650
_LONGEST_RENEWAL = 600
_MOST_UNITS = 1_000_000

_NUMBERS = re.compile(r"\d+")
_WITHOUT_FOLIO = frozenset(("sn", "sinfolio", "sinnumero", "nd", "na"))
"""What is written where there is no folio, squashed."""


def written_folio(text: str) -> str:
    """A folio as it is kept, without spare spaces; "" for one that says that there is none.

    >>> written_folio(" CONV-2024-011 "), written_folio("S/N")
    ('CONV-2024-011', '')
    """
    folio = " ".join(text.split())
    return "" if squash(folio) in _WITHOUT_FOLIO else folio


def read_folio(folio: str) -> tuple[int | None, int | None]:
    """The year and the number that a folio tells, as in "CONV-2024-011"; None where it does not.

    >>> read_folio("CONV-2024-011"), read_folio("11/2024"), read_folio("s/n")
    ((2024, 11), (2024, 11), (None, None))
    """
    found = [text for text in _NUMBERS.findall(folio) if len(text) <= 9]
    years = [text for text in found if len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR]
    others = [text for text in found if text not in years]
    if len(years) != 1:
        return None, None
    number = int(others[-1]) if len(others) == 1 else 0
    return int(years[0]), number or None


def settled(new: NewAgreement) -> NewAgreement:
    """The same, with year and number from its folio, and with the institute among the parties where it belongs."""
    folio = written_folio(new.folio)
    year, number = read_folio(folio)
    parties = new.parties
    if not new.of_others and not any(party.own for party in parties):
        parties = (PartyValues(own=True), *parties)
        new = _moved(new)
    return replace(
        new,
        folio=folio,
        year=year if new.year is None else new.year,
        number=number if new.number is None else new.number,
        title=" ".join(new.title.split()),
        parties=parties,
    )


def _moved(new: NewAgreement) -> NewAgreement:
    """Who refers to a party by its place, now that one came before all."""

    def place(party: int | None) -> int | None:
        return None if party is None else party + 1

    return replace(
        new,
        signatories=tuple(replace(who, party=place(who.party)) for who in new.signatories),
        obligations=tuple(replace(what, party=place(what.party)) for what in new.obligations),
    )


def check(new: NewAgreement) -> None:
    """Raise InvalidValue, naming the field, unless the agreement, which was settled, can be kept as it is."""
    check_own({field.name: getattr(new, field.name) for field in fields(new)})
    check_parties(new.parties, of_others=new.of_others)
    for who in new.signatories:
        check_signatory(who)
        _check_place("signatories", who.party, new.parties)
    for clause in new.clauses:
        check_clause(clause)
    for obligation in new.obligations:
        check_obligation(obligation)
        _check_place("obligations", obligation.party, new.parties)
        _check_place("obligations", obligation.clause, new.clauses)
    for step in new.steps:
        check_step(step)
    check_in_order([step.on for step in new.steps])
    for note in new.notes:
        check_text("notes", note)


def check_own(own: dict[str, Any]) -> None:
    """Raise InvalidValue for what the agreement's own row, by the fields of ``NewAgreement``, cannot say."""
    for name, value in own.items():
        check_text(name, value)
    if not own["title"].strip():
        raise InvalidValue(_("Escriba el nombre del convenio: está vacío."), "title")
    for name, allowed in _CHOICES.items():
        check_choice(name, own[name], ("", *allowed))
    for name in ("received", "signed", "start", "end"):
        check_date(name, own[name])
    year = own["year"]
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidValue(_("«{year}» no es el año de un convenio; revíselo.").format(year=year), "folio")
    if own["number"] is not None and own["number"] < 1:
        raise InvalidValue(_("El número de un folio empieza en 1; revíselo."), "folio", str(own["number"]))
    _check_term(own)
    _check_renewal(own)


def _check_term(own: dict[str, Any]) -> None:
    if own["indefinite"] and own["end"]:
        raise InvalidValue(
            _("Una vigencia indefinida no tiene fecha de término; quite una de las dos."), "end", own["end"]
        )
    # Without a start the term runs from the signing.
    start = PartialDate.parse(own["start"] or own["signed"] or "s/f")
    end = PartialDate.parse(own["end"] or "s/f")
    if not start.is_unknown and not end.is_unknown and end.latest < start.earliest:
        raise InvalidValue(_("Termina antes de empezar; revise las dos fechas."), "end", own["end"])


def _check_renewal(own: dict[str, Any]) -> None:
    months, days = own["renewal_months"], own["notice_days"]
    if own["renewal"] == AUTOMATIC and months is None:
        raise InvalidValue(
            _("Escriba por cuántos meses se renueva: la renovación automática los necesita."),
            "renewal_months",
        )
    if months is not None and not 1 <= months <= _LONGEST_RENEWAL:
        raise InvalidValue(
            _("Una renovación dura de 1 a {most} meses; revísela.").format(most=_LONGEST_RENEWAL),
            "renewal_months",
            str(months),
        )
    if days is not None and not 0 <= days <= _LONGEST_NOTICE:
        raise InvalidValue(
            _("El aviso se da de 0 a {most} días antes; revíselo.").format(most=_LONGEST_NOTICE),
            "notice_days",
            str(days),
        )


def check_parties(parties: Sequence[PartyValues], *, of_others: bool) -> None:
    """Raise InvalidValue unless each says who it is, the institute once, or never where the agreement is of others."""
    for party in parties:
        check_party(party)
    own = sum(party.own for party in parties)
    if of_others and own:
        raise InvalidValue(
            _("Un convenio de terceros no tiene al Instituto como parte; quítelo o quite la marca."),
            "parties",
        )
    if own > 1:
        raise InvalidValue(_("El Instituto está dos veces entre las partes; deje una."), "parties")


def check_party(party: PartyValues) -> None:
    """Raise InvalidValue unless it says who it is."""
    _check_texts("parties", party)
    if party.own and party.organization is not None:
        raise InvalidValue(
            _("El Instituto no se guarda como institución externa; márquelo como parte propia."), "parties"
        )
    if not party.own and party.organization is None and not party.name.strip():
        raise InvalidValue(_("Falta con quién es el convenio: elija o escriba la institución."), "parties")


def check_signatory(who: SignatoryValues) -> None:
    """Raise InvalidValue for who is two persons at once, or signs as nothing there is."""
    _check_texts("signatories", who)
    check_choice("signatories", who.part, tuple(PARTS))
    if who.person is not None and who.official:
        raise InvalidValue(
            _("Quien firma es una persona de la base o una autoridad del Instituto, no las dos."),
            "signatories",
        )


def check_clause(clause: ClauseValues) -> None:
    """Raise InvalidValue for a clause that says nothing."""
    _check_texts("clauses", clause)
    if not clause.number.strip() and not clause.text.strip():
        raise InvalidValue(_("Escriba el número o el texto de la cláusula: está vacía."), "clauses")


def check_obligation(obligation: ObligationValues) -> None:
    """Raise InvalidValue, naming the field, unless the obligation can be kept as it is."""
    _check_texts("obligations", obligation)
    if not obligation.what.strip():
        raise InvalidValue(_("Escriba a qué obliga: está vacío."), "what")
    check_choice("side", obligation.side, SIDES)
    check_choice("state", obligation.state, OBLIGATION_STATES)
    check_date("due", obligation.due)
    check_date("fulfilled", obligation.fulfilled)
    recurrence.check(obligation.recurrence)
    check_units("planned", obligation.planned)


def check_units(field: str, n: int) -> None:
    """Raise InvalidValue for a quantity that nobody can owe."""
    if not 1 <= n <= _MOST_UNITS:
        raise InvalidValue(
            _("«{n}» no es una cantidad; escriba un número de 1 en adelante.").format(n=n), field, str(n)
        )


def check_step(step: StepValues) -> None:
    """Raise InvalidValue unless it is a stage that one enters by a step, on a day that can be."""
    _check_texts("steps", step)
    check_choice("stage", step.stage, STEPS)
    check_date("on", step.on)


def check_in_order(days: Sequence[str]) -> None:
    """Raise InvalidValue for stages of which one was surely entered before the one that came before it."""
    latest = PartialDate()
    for text in days:
        day = PartialDate.parse(text or "s/f")
        if day.is_unknown:
            continue
        if not latest.is_unknown and day.latest < latest.earliest:
            raise InvalidValue(
                _("Una etapa no empieza antes que la anterior; revise las fechas."), "on", text
            )
        latest = day


def check_amendment(amendment: AmendmentValues) -> None:
    """Raise InvalidValue for an amendment that changes nothing that can be said, or on no day that can be."""
    _check_texts("amendments", amendment)
    check_choice("kind", amendment.kind, AMENDMENT_KINDS)
    for name in ("signed", "effective", "end"):
        check_date(name, getattr(amendment, name))
    if amendment.number is not None and amendment.number < 1:
        raise InvalidValue(_("El número de un modificatorio empieza en 1; revíselo."), "number")
    if amendment.indefinite and amendment.end:
        raise InvalidValue(
            _("Una vigencia indefinida no tiene fecha de término; quite una de las dos."), "end"
        )
    if not all(party.name.strip() for party in (*amendment.joining, *amendment.leaving)):
        raise InvalidValue(_("Falta el nombre de una parte que entra o sale; escríbalo."), "parties")


def check_fulfilment(done: FulfilmentValues) -> None:
    """Raise InvalidValue for a quantity or a day that cannot be."""
    _check_texts("fulfilments", done)
    check_date("on", done.on)
    check_units("n", done.n)


def check_work_item(item: WorkItemValues) -> None:
    """Raise InvalidValue unless it says what is planned, and for which year."""
    _check_texts("work", item)
    if not item.what.strip():
        raise InvalidValue(_("Escriba qué se hará: está vacío."), "what")
    if not FIRST_YEAR <= item.year <= LAST_YEAR:
        raise InvalidValue(
            _("«{year}» no es el año de un programa de trabajo; revíselo.").format(year=item.year), "year"
        )
    check_date("planned", item.planned)
    check_date("done", item.done)


def check_date(field: str, text: str) -> None:
    """Raise InvalidValue, naming the field, for what is neither empty nor a partial date."""
    if not text:
        return
    try:
        PartialDate.parse(text)
    except InvalidValue as error:
        raise InvalidValue(str(error), field, text) from None


def _check_texts(field: str, values: Any) -> None:
    for part in fields(values):
        check_text(field, getattr(values, part.name))


def _check_place(field: str, place: int | None, of: Sequence[Any]) -> None:
    if place is not None and not 0 <= place < len(of):
        raise InvalidValue(
            _("Se refiere a una parte o cláusula que no está en el convenio; elíjala otra vez."), field
        )


_CHOICES = {"scope": SCOPES, "renewal": RENEWALS, "money": MONEY, "opinion": OPINIONS}
