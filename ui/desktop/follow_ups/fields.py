"""Fields that only follow-ups have: when it is due, how far it is, its reminder, how often it comes, a step."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Slot

from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop.fields.compound import Compound
from ui.desktop.fields.date import DateField
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import ChoiceField, TextField, text_line

WORKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"


class TimeField(Field):
    """Holds ``HH:MM``, or "" for no hour; takes what people type for one."""

    def __init__(self, name: str, kit: Kit) -> None:
        super().__init__(name, kit)
        self.line = text_line(_("10:00, 6 pm"))
        self.body.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.take(self.line)
        self.line.textEdited.connect(self._typed)

    @Slot()
    def _typed(self) -> None:
        self.changed()

    def read(self) -> str:
        """The hour. Raises InvalidValue."""
        from crm import zones

        return zones.read_time(self.line.text())

    def write(self, value: str) -> None:
        """Show an hour."""
        self.line.setText(value)

    def texts(self) -> tuple[str, ...]:
        """The line as typed."""
        return (self.line.text(),)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put the line back."""
        self.line.setText(texts[0])


def _whole_day(text: str) -> str:
    from crm.partial_dates import PartialDate

    if text and not PartialDate.parse(text).day:
        raise InvalidValue(_("Escriba el día, con mes y año; o déjelo vacío."))
    return text


class DueField(Compound):
    """Holds the day and the hour, by the names of their columns."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Vence"), kit)
        self.add("due_on", DateField(_("Día"), kit, placeholder=_("hoy, lunes, +2s, 15/3")), 7, caption=True)
        self.add("due_time", TimeField(_("Hora"), kit), 5, caption=True)

    def make(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Both. Raises InvalidValue for a month without its day, or an hour of no day."""
        day = _whole_day(values["due_on"])
        if values["due_time"] and not day:
            raise InvalidValue(_("Una hora necesita su día; escriba cuándo vence o quite la hora."))
        return {"due_on": day, "due_time": values["due_time"]}

    def split(self, value: Mapping[str, str]) -> Mapping[str, Any]:
        """Both."""
        return dict(value)


class ReminderField(Compound):
    """Holds a moment in UTC, ISO 8601, or ""; typed as a day and an hour in Mexico City."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Recordatorio"), kit)
        self.add("day", DateField(_("Día"), kit, placeholder=_("hoy, lunes, +2s, 15/3")), 7, caption=True)
        self.add("time", TimeField(_("Hora"), kit), 5, caption=True)

    def make(self, values: Mapping[str, Any]) -> str:
        """The moment; without an hour, nine in the morning. Raises InvalidValue for an hour of no day."""
        from crm import follow_ups

        day = _whole_day(values["day"])
        if not day:
            if values["time"]:
                raise InvalidValue(_("Un recordatorio necesita su día; escríbalo o quite la hora."))
            return ""
        return follow_ups.reminder(datetime.date.fromisoformat(day), values["time"] or "09:00")

    def split(self, value: str) -> Mapping[str, Any]:
        """Day and hour in Mexico City."""
        from crm.clock import HOME_ZONE

        if not value:
            return {"day": "", "time": ""}
        home = datetime.datetime.fromisoformat(value).astimezone(HOME_ZONE)
        return {"day": home.date().isoformat(), "time": f"{home:%H:%M}"}


class StateField(Compound):
    """Holds the state and whom or what it waits for, by the names of their columns."""

    def __init__(self, kit: Kit) -> None:
        from crm.follow_up_values import STATES

        super().__init__(_("Estado"), kit)
        states = {state: _(state).capitalize() for state in STATES}
        self.add("state", ChoiceField(_("Estado"), kit, states), 5, caption=True)
        self.add("waiting_for", TextField(_("En espera de"), kit), 7, caption=True)

    def make(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Both; what it waits for makes it wait."""
        from crm.follow_up_values import OPEN, WAITING

        state = values["state"]
        if values["waiting_for"] and state in OPEN:
            state = WAITING
        return {"state": state, "waiting_for": values["waiting_for"] if state == WAITING else ""}

    def split(self, value: Mapping[str, str]) -> Mapping[str, Any]:
        """Both."""
        return dict(value)


def recurrence_field(kit: Kit, rule: str) -> ChoiceField:
    """How often it comes: a few usual rules, and the one it has."""
    from crm import recurrence

    usual = ("FREQ=DAILY", WORKDAYS, "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY", "FREQ=YEARLY")
    options = {"": _("No se repite")}
    options |= {one: recurrence.in_words(one).capitalize() for one in (*usual, rule) if one}
    return ChoiceField(_("Se repite"), kit, options)


def priority_field(kit: Kit) -> ChoiceField:
    """High, normal or low."""
    from crm.follow_up_values import PRIORITIES

    return ChoiceField(_("Prioridad"), kit, {one: _(one).capitalize() for one in PRIORITIES})
