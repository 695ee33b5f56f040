"""A request in words: its term, its state, when it came."""

import datetime
from typing import TYPE_CHECKING

from crm.date_words import short_date
from crm.partial_dates import PartialDate
from crm.texts import _, ngettext
from crm.when_words import near_day

if TYPE_CHECKING:
    from crm.request_list import RequestRow


def date_in_words(date: str) -> str:
    """A partial date in its stored form: "6 oct 2025"; "" for none."""
    return short_date(PartialDate.parse(date)) if date else ""


def term_in_words(row: "RequestRow", today: datetime.date) -> str:
    """When an open request must be answered: "vence mañana", "venció el 2 oct 2025"; "" where there is no term."""
    if row.due is None or row.left is None:
        return ""
    if row.is_overdue:
        return _("venció el {day}").format(day=_short(row.due)) if row.due != today else _("vence hoy")
    return _("vence {day}").format(day=_with_article(row.due, today))


def days_in_words(row: "RequestRow") -> str:
    """How many working days are left, or have passed since: "quedan 3 días hábiles"."""
    if row.left is None:
        return ""
    if row.left < 0:
        words = ngettext("hace {n} día hábil", "hace {n} días hábiles", -row.left)
        return words.format(n=-row.left)
    words = ngettext("queda {n} día hábil", "quedan {n} días hábiles", row.left)
    return words.format(n=row.left) if row.left else _("es el último día")


def last_day_in_words(day: datetime.date, today: datetime.date) -> str:
    """The last day of a term, below the field in which it is typed."""
    return _("Vence {day}.").format(day=_with_article(day, today))


def tone(row: "RequestRow") -> str:
    """The colour in which the term is written."""
    if row.is_overdue:
        return "danger"
    return "warn" if row.left is not None and row.left <= 1 else "muted"


def _with_article(day: datetime.date, today: datetime.date) -> str:
    near = near_day(day, today)
    return near if near in (_("hoy"), _("mañana"), _("ayer")) else _("el {day}").format(day=near)


def _short(day: datetime.date) -> str:
    return short_date(PartialDate(day.year, day.month, day.day))
