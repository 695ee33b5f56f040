"""What Mi día says, line by line and in words: three columns of sections. No Qt: it can be read without a window."""

import datetime
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from crm.contact_values import Reference
from crm.texts import _, ngettext
from ui.desktop.day.source import DayRead, DayRest

if TYPE_CHECKING:
    from crm.agenda import Entry
    from crm.agreement_alerts import Alert, Lapsing
    from crm.follow_up_list import FollowUpRow
    from crm.request_list import RequestRow
    from crm.today import Due, Silent

FOLLOW_UP, AGREEMENT = "follow_up", "agreement"
_SEPARATOR = " · "
_ACTIVITIES = 14
"""Activities shown; the rest are counted."""
_DAY = datetime.timedelta(days=1)
_LAPSING = 5
"""Agreements shown; the rest are counted."""
_SOON = 30
"""Days before its end from which on an agreement is told of in the colour of warnings."""
Tone = Literal["", "danger", "warn"]


class Wanted(NamedTuple):
    """A list to open: the code of a place, and the query there."""

    place: str
    query: str


class Line(NamedTuple):
    """A line: ``record`` is what it stands for, ``about`` what Enter opens; ``hour`` is at its left, ``when`` at its
    right. A follow-up has a circle to tick.
    """

    record: Reference
    about: Reference
    title: str
    detail: str = ""
    hour: str = ""
    when: str = ""
    tone: Tone = ""

    @property
    def is_follow_up(self) -> bool:
        """Whether it can be done, and put off."""
        return self.record.kind == FOLLOW_UP

    @property
    def aloud(self) -> str:
        """What a screen reader says of it."""
        return ", ".join(part for part in (self.hour, self.title, self.when, self.detail) if part)


class Group(NamedTuple):
    """Lines under a heading of their own, or under none."""

    head: str
    lines: tuple[Line, ...]


class Section(NamedTuple):
    """A heading with its count, which opens the list it counts; ``more`` says so below, where not all are shown."""

    title: str
    total: int
    wanted: Wanted
    groups: tuple[Group, ...]
    more: str = ""
    tone: Tone = ""


Columns = tuple[tuple[Section, ...], ...]


def columns(read: DayRead) -> Columns:
    """The day: follow-ups; activities; agreements, requests and who was not spoken with. Sections with nothing are left
    out, and the last column is empty until the rest is known: it begins with what would push all else down.
    """
    return tuple(
        tuple(section for section in column if section.total)
        for column in (
            _follow_ups(read),
            (_activities(read),),
            _rest(read, read.rest) if read.rest is not None else (),
        )
    )


def _follow_ups(read: DayRead) -> tuple[Section, ...]:
    today, day = read.today, read.day
    ahead = f"fecha:{day + _DAY}..{read.week_ends} estado:abierto"
    return (
        _due(_("Vencidos"), today.overdue, "estado:vencido", "danger"),
        _due(_("Hoy"), today.due, "fecha:hoy estado:abierto"),
        _reminded(read),
        _due(_("Esta semana"), today.this_week, ahead),
    )


def _due(title: str, due: "Due", query: str, tone: Tone = "") -> Section:
    lines = tuple(_follow_up(row) for row in due.rows)
    return _section(title, due.total, Wanted("seguimientos", query), lines, tone=tone)


def _follow_up(row: "FollowUpRow") -> Line:
    record = Reference(row.id, row.what, FOLLOW_UP)
    commitment = _("compromiso {number}").format(number=row.commitment) if row.commitment else ""
    waiting = _("en espera: {whom}").format(whom=row.waiting_for) if row.waiting_for else ""
    parts = (*(about.name for about in row.about), commitment, waiting, row.responsible)
    return Line(
        record,
        row.about[0] if row.about else record,
        row.what,
        _SEPARATOR.join(part for part in parts if part),
        when=row.due,
        tone="danger" if row.is_overdue else "",
    )


def _reminded(read: DayRead) -> Section:
    from crm.reminders import up_to_query

    lines = tuple(
        Line(
            Reference(one.id, one.what, FOLLOW_UP),
            Reference(one.id, one.what, FOLLOW_UP),
            one.what,
            one.responsible,
        )
        for one in read.reminders
    )
    wanted = Wanted("seguimientos", up_to_query(read.week_ends))
    return _section(_("Recordatorios"), len(lines), wanted, lines)


def _activities(read: DayRead) -> Section:
    day = read.day
    shown = read.today.week[:_ACTIVITIES]
    days = groupby(shown, lambda entry: max(entry.day, day))
    groups = tuple(Group(day_head(when, day), tuple(map(_activity, entries))) for when, entries in days)
    query = f"fecha:{day}..{read.week_ends} -estado:cancelada,pospuesta"
    total = len(read.today.week)
    more = _("Ver las {n:,}").format(n=total) if total > len(shown) else ""
    return Section(_("Actividades de la semana"), total, Wanted("actividades", query), groups, more)


def _activity(entry: "Entry") -> Line:
    record = Reference(entry.id, entry.title, entry.kind)
    elsewhere = entry.hours.partition(_SEPARATOR)[2]
    detail = _SEPARATOR.join(part for part in (entry.detail, elsewhere) if part)
    hour = f"{int(entry.time[:2])}{entry.time[2:]}" if entry.time else ""
    return Line(record, record, entry.title, detail, hour=hour)


def day_head(day: datetime.date, today: datetime.date) -> str:
    """The heading of a day of the week: "Hoy, lunes 6", "Mañana, martes 7", "Miércoles 8"."""
    from crm.date_words import WEEKDAYS

    named = f"{_(WEEKDAYS[day.weekday()])} {day.day}"
    near = {0: _("Hoy"), 1: _("Mañana")}.get((day - today).days)
    return f"{near}, {named}" if near else named.capitalize()


def _rest(read: DayRead, rest: DayRest) -> tuple[Section, ...]:
    return _lapsing(rest), _alerts(rest), _requests(read), _silent(rest)


def _lapsing(rest: DayRest) -> Section:
    from crm.agreement_standing import LAPSING

    total = len(rest.lapsing)
    lines = tuple(map(_lapsing_one, rest.lapsing[:_LAPSING]))
    return _section(_("Convenios por vencer"), total, Wanted("convenios", f"aviso:{LAPSING}"), lines)


def _lapsing_one(one: "Lapsing") -> Line:
    record = Reference(one.agreement, one.title, AGREEMENT)
    when = _("hoy")
    if one.days_left:
        when = ngettext("en {n} día", "en {n} días", one.days_left).format(n=one.days_left)
    return Line(
        record,
        record,
        ", ".join(one.parties) or one.title,
        one.kind,
        when=when,
        tone="warn" if one.days_left <= _SOON else "",
    )


def _alerts(rest: DayRest) -> Section:
    from crm.agreement_standing import PRESSING

    lines = tuple(_alert(name, alert) for name, alert in rest.alerts)
    return _section(_("Avisos de convenios"), rest.all_alerts, Wanted("convenios", PRESSING), lines)


def _alert(name: str, alert: "Alert") -> Line:
    record = Reference(alert.agreement, name, AGREEMENT)
    when = _("vencida") if alert.is_late and alert.kind == "obligation" else ""
    return Line(record, record, name, alert.text, when=when, tone="danger" if when else "")


def _requests(read: DayRead) -> Section:
    from crm.matter_fields import ENDING

    lines = tuple(map(_request, read.requests))
    wanted = Wanted("gestiones", f"estado:{ENDING}")
    return _section(_("Gestiones por vencer"), len(lines), wanted, lines)


def _request(row: "RequestRow") -> Line:
    record = Reference(row.id, row.subject, "request")
    detail = _SEPARATOR.join(part for part in (row.folio, row.sender, row.area) if part)
    return Line(
        record,
        record,
        row.subject,
        detail,
        when=_left(row.left or 0),
        tone="danger" if row.is_overdue else "",
    )


def _left(days: int) -> str:
    if days == 0:
        return _("vence hoy")
    if days > 0:
        return ngettext("en {n} día hábil", "en {n} días hábiles", days).format(n=days)
    return ngettext("hace {n} día hábil", "hace {n} días hábiles", -days).format(n=-days)


def _silent(rest: DayRest) -> Section:
    from crm.today import SILENT_QUERY

    lines = tuple(map(_silent_one, rest.silent))
    total = rest.all_silent
    section = _section(_("Sin contacto hace tiempo"), total, Wanted("contactos", SILENT_QUERY), lines)
    return section._replace(more=section.more and _("Ver los {n:,} contactos").format(n=total))


def _silent_one(silent: "Silent") -> Line:
    contact = silent.contact
    record = Reference(contact.id, contact.name, contact.kind)
    return Line(record, record, contact.name, contact.second_line, when=silent.words)


def _section(title: str, total: int, wanted: Wanted, lines: Iterable[Line], *, tone: Tone = "") -> Section:
    shown = tuple(lines)
    more = _("Ver los {n:,}").format(n=total) if total > len(shown) else ""
    return Section(title, total, wanted, (Group("", shown),), more, tone)
