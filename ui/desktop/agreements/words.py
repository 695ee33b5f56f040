"""An agreement in words, as its record says them: dates, what it is, its stages, its term."""

from typing import TYPE_CHECKING

from crm.agreement_stages import IN_FORCE, LAPSED
from crm.agreement_term import AUTOMATIC, BY_AGREEMENT, NO_RENEWAL
from crm.date_words import short_date
from crm.partial_dates import UNKNOWN_TEXT, PartialDate
from crm.texts import _, ngettext

if TYPE_CHECKING:
    from crm.agreement_record import AgreementRecord, Point


def opening(text: str) -> str:
    """With a capital, as what opens a line."""
    return text[:1].upper() + text[1:]


def date_in_words(date: str) -> str:
    """A partial date in its stored form: "6 oct 2025"; "" for none."""
    return short_date(PartialDate.parse(date)) if date else ""


def kind_parts(whole: "AgreementRecord") -> tuple[str, ...]:
    """What stands before its name: the folio, of what scope and matter it is, and that it is of others."""
    own = whole.own
    folio = own["folio"] or _("s/n")
    scope = opening(_(own["scope"])) if own["scope"] else ""
    others = _("Convenio de terceros") if own["of_others"] else ""
    return tuple(part for part in (folio, scope, opening(whole.matter), others) if part)


def stage_line(point: "Point") -> str:
    """Under a stage: since when and for how long; "" where it is still to come without a day."""
    if point.current and point.stage in (IN_FORCE, LAPSED) and point.days is not None:
        if not point.days:
            return _("desde hoy")
        return ngettext("hace {n:,} día", "hace {n:,} días", point.days).format(n=point.days)
    since = date_in_words(point.since) or (UNKNOWN_TEXT if point.reached else "")
    return " · ".join(part for part in (since, days_in_words(point.days)) if part)


def days_in_words(days: int | None) -> str:
    """How long something took; "" for less than a day, or if it is not known."""
    return ngettext("{n:,} día", "{n:,} días", days).format(n=days) if days else ""


def stage_aloud(point: "Point") -> str:
    """A stage in a sentence, for who does not see the line."""
    since = date_in_words(point.since)
    if not point.reached:
        return _("{stage}: falta").format(stage=point.label) + (f", {since}" if since else "")
    said = [point.label, _("etapa actual") if point.current else "", since and _("desde {d}").format(d=since)]
    return ", ".join(part for part in (*said, days_in_words(point.days)) if part)


def term_sentence(whole: "AgreementRecord") -> str:
    """How long the term still is, and how it is renewed: "Faltan 219 días. Se renueva por acuerdo"."""
    return " ".join(part for part in (_left(whole), renewal_sentence(whole)) if part)


def _left(whole: "AgreementRecord") -> str:
    line = whole.term
    if line.term.indefinite:
        return _("No tiene término.")
    left = line.days_left
    if left is None:
        return _("Su término está por capturar.") if not line.term.end else ""
    if left < 0:
        return ngettext("Venció hace {n:,} día.", "Venció hace {n:,} días.", -left).format(n=-left)
    if left == 0:
        return _("Vence hoy.")
    return ngettext("Falta {n:,} día.", "Faltan {n:,} días.", left).format(n=left)


def renewal_sentence(whole: "AgreementRecord") -> str:
    """How it is renewed, with how much notice; "" where that is not known."""
    own = whole.own
    notice = own["notice_days"]
    said = ngettext("con aviso {n} día antes", "con aviso {n} días antes", notice or 0).format(n=notice)
    months = own["renewal_months"]
    lasting = ngettext("por {n} mes", "por {n} meses", months or 0).format(n=months) if months else ""
    words = {
        NO_RENEWAL: _("No se renueva"),
        AUTOMATIC: _("Se renueva por sí mismo"),
        BY_AGREEMENT: _("Se renueva por acuerdo"),
    }.get(own["renewal"], "")
    if not words:
        return ""
    first = " ".join(part for part in (words, lasting) if part)
    return ", ".join(part for part in (first, said if notice else "") if part) + "."
