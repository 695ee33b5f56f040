"""What a timeline says of an entry: its day, its drawing, its lines. No Qt: it can be read without a window."""

from crm.date_words import MONTHS, long_date
from crm.partial_dates import PartialDate
from crm.texts import _
from crm.timeline import ACTIVITY, AGREEMENT, FOLLOW_UP, NOTE, POST, REQUEST, TOUR, Entry
from ui.desktop.contacts.matches import fold

_ICONS = {
    ACTIVITY: "calendar-days",
    FOLLOW_UP: "list-checks",
    REQUEST: "inbox",
    TOUR: "map",
    AGREEMENT: "handshake",
    POST: "user",
    NOTE: "sticky-note",
}
_ACTIVITY_ICONS = {
    "reunion": "users",
    "mesa": "users",
    "sesion": "users",
    "llamada": "phone",
    "curso": "graduation-cap",
    "taller": "graduation-cap",
    "seminario": "graduation-cap",
    "modulo": "graduation-cap",
    "boletin": "newspaper",
    "publicacion": "newspaper",
    "nota": "newspaper",
}
"""By the first word of what a kind is called."""
_PLAIN_STATES = {"realizada"}
_SEPARATOR = " · "


def icon_of(entry: Entry) -> str:
    """The drawing of an entry, a file of resources/icons."""
    if entry.kind == ACTIVITY:
        first = fold(entry.type_name).partition(" ")[0]
        return _ACTIVITY_ICONS.get(first, _ICONS[ACTIVITY])
    return _ICONS[entry.kind]


def day_of(entry: Entry) -> str:
    """The day under the head of its year: "12 ago", "nov"; "s/f" where only the year is known."""
    date = PartialDate.parse(entry.day) if entry.year else PartialDate()
    if not date.month:
        return str(PartialDate())
    month = _(MONTHS[date.month - 1])[:3]
    return f"{date.day} {month}" if date.day else month


def year_of(entry: Entry) -> str:
    """The head it stands under."""
    return entry.year or _("Sin fecha")


def detail_of(entry: Entry) -> str:
    """What it was, with whom, and how far it is where that is not what one expects."""
    state = "" if entry.state in _PLAIN_STATES else _(entry.state) if entry.state else ""
    parts = (_named(entry), entry.detail, state)
    return _SEPARATOR.join(part for part in parts if part)


def author_of(entry: Entry) -> str:
    """Who wrote it down, in a sentence; empty where it is not known."""
    return _("Anotó {name}").format(name=entry.author) if entry.author else ""


def aloud(entry: Entry) -> str:
    """All of it for a screen reader."""
    day = long_date(PartialDate.parse(entry.day)) if entry.year else _("Sin fecha")
    return ". ".join(part for part in (day, entry.title, detail_of(entry), author_of(entry)) if part)


def _named(entry: Entry) -> str:
    if entry.kind == ACTIVITY:
        return entry.type_name
    names = {FOLLOW_UP: _("Seguimiento"), TOUR: _("Gira"), AGREEMENT: _("Convenio"), NOTE: _("Nota")}
    if entry.kind == REQUEST:
        return _("Gestión enviada") if entry.type == "enviada" else _("Gestión recibida")
    return names.get(entry.kind, "")
