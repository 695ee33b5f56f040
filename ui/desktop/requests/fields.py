"""Fields that only requests have: when it came, who sent it, the term with its last day, the areas, the answer."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop.activities.fields import NumberField
from ui.desktop.fields.chips import ChipField
from ui.desktop.fields.compound import Compound
from ui.desktop.fields.date import DateField
from ui.desktop.fields.field import Kit
from ui.desktop.fields.line import ChoiceField, NoteField, TextField
from ui.desktop.fields.picker import Picker
from ui.desktop.follow_ups.fields import TimeField
from ui.desktop.requests.words import last_day_in_words

if TYPE_CHECKING:
    from crm.areas import Area


@dataclass(frozen=True, slots=True)
class Choices:
    """What the fields of a request offer: the areas of the institute; ``closed`` the days it does not work on."""

    areas: "tuple[Area, ...]" = ()
    closed: frozenset[datetime.date] = frozenset()


def read_choices(session: Any) -> Choices:
    """What a base has to choose from."""
    from crm import areas, working_days

    return Choices(tuple(areas.areas(session)), working_days.closed_days(session))


class ReceivedField(Compound):
    """Holds the day and the hour it came, by the names of their columns."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Recibida"), kit)
        self.add("received_on", DateField(_("Día"), kit), 7, caption=True)
        self.add("received_time", TimeField(_("Hora"), kit), 5, caption=True)

    def make(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Both. Raises InvalidValue for an hour of no day."""
        if values["received_time"] and not values["received_on"]:
            raise InvalidValue(_("Una hora necesita su día; escriba cuándo se recibió o quite la hora."))
        return dict(values)

    def split(self, value: Mapping[str, str]) -> Mapping[str, Any]:
        """Both."""
        return dict(value)


class SenderField(Compound):
    """Holds the contact that sent it, and who it was in words where that says more."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Remitente"), kit)
        self.add("sender", Picker(_("Remitente"), kit, "", placeholder=_("Busque o cree quién la envía")), 12)
        text = TextField(_("En palabras"), kit, placeholder=_("Si no es un contacto, o firma otra persona"))
        self.add("sender_text", text, 12)

    def make(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Both."""
        return dict(values)

    def split(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        """Both."""
        return dict(value)


class TermField(NumberField):
    """Holds a term in working days, or None; its last day stands below, if ``received`` says from when it runs."""

    def __init__(self, kit: Kit, closed: Collection[datetime.date], received: str = "") -> None:
        super().__init__(_("Plazo"), kit, placeholder=_("días hábiles"))
        self._closed = closed
        self._received = received
        self.edited.connect(self.say_last_day)

    def run_from(self, received: str) -> None:
        """The day it came is another one."""
        self._received = received
        self.say_last_day()

    def read(self) -> Any:
        """The days. Raises InvalidValue for more than a term can have."""
        from crm.working_days import LONGEST_TERM

        days = super().read()
        if days is not None and not 0 < days <= LONGEST_TERM:
            raise InvalidValue(
                _("El plazo va de 1 a {most} días hábiles; déjelo vacío si no lo hay.").format(
                    most=LONGEST_TERM
                )
            )
        return days

    def write(self, value: Any) -> None:
        """Show a term."""
        super().write(value)
        self.say_last_day()

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put back what was typed."""
        super().set_texts(texts)
        self.say_last_day()

    @Slot()
    def say_last_day(self) -> None:
        """Say below which day is the last."""
        from crm.partial_dates import PartialDate
        from crm.working_days import term_end

        try:
            days = self.read()
        except InvalidValue:
            days = None
        start = PartialDate.parse(self._received or "s/f")
        if days is None:
            self.show_hint("")
        elif not start.day:
            self.show_hint(_("Días hábiles. Falta el día en que se recibió para saber cuándo vence."))
        else:
            last = term_end(start.earliest, days, self._closed)
            self.show_hint(last_day_in_words(last, self.kit.today))


class AreaField(ChoiceField):
    """Holds the id of an area, None before one is chosen. ``required`` is the sentence for none."""

    def __init__(self, kit: Kit, choices: Choices, *, required: str = "") -> None:
        options = {"": _("Sin elegir")}
        options |= {str(area.id): f"{area.code} · {area.name}" for area in choices.areas}
        super().__init__(_("Área"), kit, options)
        self._required = required
        self.choice.setCurrentIndex(0)

    def read(self) -> Any:
        """The id. Raises InvalidValue where one is needed and none is chosen."""
        chosen = super().read()
        if not chosen and self._required:
            raise InvalidValue(self._required)
        return int(chosen) if chosen else None

    def write(self, value: Any) -> None:
        """Show an area."""
        super().write(str(value or ""))

    def texts(self) -> tuple[str, ...]:
        """The id as text."""
        return (super().read(),)


class CopiesField(ChipField):
    """Holds the ids of the areas that are told (c.c.p.), typed by their codes."""

    def __init__(self, kit: Kit, choices: Choices) -> None:
        closed = _("«{text}» no es un área del Instituto; elija de la lista.")
        codes = [area.code for area in choices.areas]
        super().__init__(_("Copia para"), kit, known=codes, closed=closed, placeholder=_("Área"))
        self._by_code = {area.code: area.id for area in choices.areas}

    def read(self) -> tuple[Any, ...]:
        """The ids."""
        return tuple(self._by_code[code] for code in super().read())

    def write(self, value: Sequence[Any]) -> None:
        """Show areas by their codes."""
        codes = {number: code for code, number in self._by_code.items()}
        super().write([codes[number] for number in value if number in codes])


class AnswerField(Compound):
    """Holds what was answered, when and by which oficio, by the names of their columns."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Respuesta"), kit)
        self.add("answer", NoteField(_("Respuesta"), kit), 12)
        self.add("answered_on", DateField(_("Día"), kit), 6, caption=True)
        self.add("answer_number", TextField(_("Oficio"), kit), 6, caption=True)

    def make(self, values: Mapping[str, Any]) -> dict[str, str]:
        """All three."""
        return dict(values)

    def split(self, value: Mapping[str, str]) -> Mapping[str, Any]:
        """All three."""
        return dict(value)
