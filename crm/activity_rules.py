"""What an activity must be like to be kept. Pure rules of values; the base is not asked."""

import datetime
import re
from dataclasses import replace

from crm import countries, languages, recurrence, zones
from crm.activity_values import DONE, MODALITIES, PRESENCES, ROLES, STATES, NewActivity, Participant, When
from crm.card_rules import check_choice, check_text
from crm.errors import InvalidValue
from crm.partial_dates import PartialDate
from crm.texts import _

_SAFE_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_MOST = 2_000_000_000
_NUMBERS = ("attendance", "nationalities", "impressions", "interactions")


def check(new: NewActivity, today: datetime.date) -> None:
    """Raise InvalidValue, naming the field, unless the activity can be kept as it is."""
    if not new.title.strip():
        raise InvalidValue(_("Falta el título: escriba de qué trata la actividad."), "title")
    check_choice("state", new.state, STATES)
    check_choice("modality", new.modality, ("", *MODALITIES))
    check_when(new.when)
    if new.state == DONE:
        check_done(new.when, today)
    _check_codes(new)
    for name in _NUMBERS:
        _check_number(name, getattr(new, name))
    check_breakdown(new.breakdown, new.attendance)
    recurrence.check(new.recurrence)
    for participant in new.participants:
        check_participant(participant)
    for name in new.__slots__:
        check_text(name, getattr(new, name))
    for note in new.notes:
        check_text("notes", note)


def settled(when: When) -> When:
    """The same, with the office's zone for an hour without one, and without an end that says nothing."""
    if when.time and not when.zone:
        when = replace(when, zone=zones.HOME)
    return replace(when, end="") if when.end == when.start and when.end else when


def check_when(when: When) -> None:
    """Raise InvalidValue for days and hours that cannot be: an hour without its day, an end before the start …"""
    start, end = _date("start_on", when.start), _date("end_on", when.end)
    zones.check_zone(when.zone)
    if when.end and not when.start:
        raise InvalidValue(_("Escriba cuándo empieza: sólo dice cuándo termina."), "start_on")
    _check_hours(when, start, end)
    first, last = _moments(when, start, end)
    if last < first:
        raise InvalidValue(
            _("Termina antes de empezar; revise el día y la hora en que termina."), "end_on", when.end
        )


def check_done(when: When, today: datetime.date) -> None:
    """Raise InvalidValue for what is said to be done on a day that surely is still to come."""
    if when.start and PartialDate.parse(when.start).earliest > today and when.start != "s/f":
        raise InvalidValue(
            _("Aún no llega el día de la actividad; déjela planeada o corrija la fecha."), "state", when.start
        )


def check_breakdown(breakdown: tuple[tuple[str, int], ...], attendance: int | None) -> None:
    """Raise InvalidValue for parts of the people attending that cannot be."""
    labels = [" ".join(label.split()).casefold() for label, _n in breakdown]
    if not all(labels):
        raise InvalidValue(
            _("Una parte del desglose no dice de quiénes es; escríbalo o quítela."), "breakdown"
        )
    if len(set(labels)) < len(labels):
        raise InvalidValue(_("Una parte del desglose está dos veces; deje una."), "breakdown")
    for label, n in breakdown:
        check_text("breakdown", label)
        _check_number("breakdown", n)
        if attendance is not None and n > attendance:
            raise InvalidValue(
                _(
                    "«{label}» dice {n:,} personas y asistieron {total:,}; corrija una de las dos cifras."
                ).format(label=label, n=n, total=attendance),
                "breakdown",
                str(n),
            )


def check_participant(participant: Participant) -> None:
    """Raise InvalidValue unless it says who, and in one of the roles and states there are."""
    who = (participant.person, participant.organization, participant.official, participant.area)
    if not any(who):
        raise InvalidValue(_("Falta quién participa: elija una persona o una institución."), "participants")
    if (participant.official or participant.area) and (participant.person or participant.organization):
        raise InvalidValue(
            _(
                "Una autoridad o área del Instituto no va en nombre de una institución externa; póngalas por separado."
            ),
            "participants",
        )
    check_choice("role", participant.role, tuple(ROLES))
    check_choice("state", participant.state, ("", *PRESENCES))
    check_text("post", participant.post)


def _date(field: str, text: str) -> PartialDate:
    try:
        return PartialDate.parse(text or "s/f")
    except InvalidValue as error:
        raise InvalidValue(str(error), field, text) from None


def _check_hours(when: When, start: PartialDate, end: PartialDate) -> None:
    for field, time, day in (
        ("start_time", when.time, start),
        ("end_time", when.end_time, end if when.end else start),
    ):
        if not time:
            continue
        if zones.read_time(time) != time:
            raise InvalidValue(_("Una hora se guarda como 09:30; escríbala así."), field, time)
        if not day.day:
            raise InvalidValue(
                _("Una hora necesita su día; escriba el día completo o quite la hora."), field, time
            )
        zones.check_hour(day.earliest, time, when.zone)
    if when.end_time and not when.time:
        raise InvalidValue(_("Escriba a qué hora empieza: sólo dice a qué hora termina."), "start_time")


def _moments(when: When, start: PartialDate, end: PartialDate) -> tuple[datetime.datetime, datetime.datetime]:
    """The earliest that it starts and the latest that it ends."""
    last_day = end.latest if when.end else start.latest
    first = datetime.datetime.combine(start.earliest, datetime.time.fromisoformat(when.time or "00:00"))
    last = datetime.datetime.combine(last_day, datetime.time.fromisoformat(when.end_time or "23:59"))
    return first, last


def _check_codes(new: NewActivity) -> None:
    if new.link and not _SAFE_LINK.fullmatch(new.link):
        raise InvalidValue(
            _("«{link}» no es una liga; cópiela completa, con http:// o https://.").format(link=new.link),
            "link",
            new.link,
        )
    if new.country and new.country not in countries.names():
        raise InvalidValue(
            _("«{text}» no es un país; elíjalo de la lista.").format(text=new.country), "country"
        )
    if new.language and new.language not in languages.names():
        raise InvalidValue(
            _("«{text}» no es un idioma; elíjalo de la lista.").format(text=new.language), "language"
        )


def _check_number(field: str, n: int | None) -> None:
    if n is not None and not 0 <= n <= _MOST:
        raise InvalidValue(
            _("«{n}» no es una cantidad; escriba un número sin signo.").format(n=n), field, str(n)
        )
