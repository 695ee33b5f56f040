"""Dates as people say them: "marzo de 2024", "12 ago 2025", "hoy", "desde marzo de 2024"."""

import datetime

from crm.partial_dates import PartialDate
from crm.texts import _, mark

MONTHS = (
    mark("enero"),
    mark("febrero"),
    mark("marzo"),
    mark("abril"),
    mark("mayo"),
    mark("junio"),
    mark("julio"),
    mark("agosto"),
    mark("septiembre"),
    mark("octubre"),
    mark("noviembre"),
    mark("diciembre"),
)
WEEKDAYS = (
    mark("lunes"),
    mark("martes"),
    mark("miércoles"),
    mark("jueves"),
    mark("viernes"),
    mark("sábado"),
    mark("domingo"),
)


def long_date(date: PartialDate) -> str:
    """A partial date in a sentence: "2024", "marzo de 2024", "15 de marzo de 2024"; "s/f" when unknown."""
    if not date.year:
        return str(date)
    if not date.month:
        return str(date.year)
    month = _("{mes} de {año}").format(mes=_(MONTHS[date.month - 1]), año=date.year)
    return _("{día} de {mes}").format(día=date.day, mes=month) if date.day else month


def short_date(date: PartialDate) -> str:
    """A partial date in a table: "2024", "mar 2024", "15 mar 2024"; "s/f" when unknown."""
    if not date.month:
        return str(date)
    month = f"{_(MONTHS[date.month - 1])[:3]} {date.year}"
    return f"{date.day} {month}" if date.day else month


def near_date(day: datetime.date, today: datetime.date) -> str:
    """A day in a list, in words when it is near: "hoy", "ayer", "hace 3 días", else "12 ago 2025"."""
    ago = (today - day).days
    if ago == 0:
        return _("hoy")
    if ago == 1:
        return _("ayer")
    if 1 < ago < 7:
        return _("hace {n} días").format(n=ago)
    return short_date(PartialDate(day.year, day.month, day.day))


def span(start: str, end: str) -> str:
    """From one partial date to another, each in its stored form: "desde marzo de 2024", "de 2019 a 2023" …

    An ``end`` of "s/f" says that it ended, on a day nobody knows; an empty ``end`` that it has not.
    """
    began = PartialDate.parse(start) if start else PartialDate()
    if not end:
        return "" if began.is_unknown else _("desde {fecha}").format(fecha=_with_article(began))
    ended = PartialDate.parse(end)
    if ended.is_unknown:
        if began.is_unknown:
            return _("terminó s/f")
        return _("desde {fecha}, terminó s/f").format(fecha=_with_article(began))
    if began.is_unknown:
        return _("hasta {fecha}").format(fecha=_with_article(ended))
    first = (_("del {fecha}") if began.day else _("de {fecha}")).format(fecha=long_date(began))
    last = (_("al {fecha}") if ended.day else _("a {fecha}")).format(fecha=long_date(ended))
    return f"{first} {last}"


def _with_article(date: PartialDate) -> str:
    return _("el {fecha}").format(fecha=long_date(date)) if date.day else long_date(date)
