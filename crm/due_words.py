"""When a follow-up is due, in a sentence: "vence el jueves 9", "venció ayer"."""

import datetime

from crm.date_words import long_date
from crm.partial_dates import PartialDate
from crm.texts import _
from crm.when_words import near_day


def due_sentence(due: str, today: datetime.date) -> str:
    """When something due on a partial date is, or was, due; empty where it has no day."""
    if not due:
        return ""
    date = PartialDate.parse(due)
    if not date.day:
        return _("vence en {fecha}").format(fecha=long_date(date))
    ahead = (date.earliest - today).days
    words = near_day(date.earliest, today)
    if ahead < 0:
        return (_("venció {día}") if ahead == -1 else _("venció el {día}")).format(día=words)
    return (_("vence {día}") if ahead <= 1 else _("vence el {día}")).format(día=words)
