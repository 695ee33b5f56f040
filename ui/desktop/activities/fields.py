"""Fields that only activities have: when, where, figures, what it counts for, who takes part."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Slot

from crm.activity_values import MODALITIES, PRESENCES, ROLES, Participant, When
from crm.contact_values import Reference
from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop.activities.choices import Choices
from ui.desktop.fields.chips import ChipField
from ui.desktop.fields.compound import Compound
from ui.desktop.fields.country import CountryField
from ui.desktop.fields.field import Kit
from ui.desktop.fields.line import ChoiceField, TextField
from ui.desktop.fields.picker import Picker

HOME = "America/Mexico_City"
ZONES = (
    HOME,
    "America/Tijuana",
    "America/Cancun",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Denver",
    "America/Chicago",
    "America/New_York",
    "America/Toronto",
    "America/Vancouver",
    "America/Bogota",
    "America/Santiago",
    "America/Argentina/Buenos_Aires",
    "America/Sao_Paulo",
    "Europe/Madrid",
    "Europe/London",
    "Europe/Paris",
    "Europe/Berlin",
    "Asia/Tokyo",
    "Australia/Sydney",
)
"""The zones offered: where the office's counterparts are. Another one that an activity has stays as it is."""


def zone_names() -> dict[str, str]:
    """The zones offered by the city they are called after, the office's own in short."""
    from crm import zones

    return {zone: _("CDMX") if zone == HOME else zones.city_of(zone) for zone in ZONES}


class WhenField(Compound):
    """Holds a When: days and hours as they are typed, on the wall of a zone; below, when that is in Mexico City."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Cuándo"), kit)
        self.days = TextField(_("Día"), kit, placeholder=_("hoy, lunes, 15/3"))
        self.hours = TextField(_("Horas"), kit, placeholder=_("18:00 a 19:30"))
        self.zone = ChoiceField(_("Huso horario"), kit, zone_names())
        self.add("days", self.days, 4)
        self.add("hours", self.hours, 4)
        self.add("zone", self.zone, 4)
        for part in (self.hours, self.days):
            self.say_for(part)
        self.zone.write(HOME)
        self.edited.connect(self._say_understood)

    def make(self, values: Mapping[str, Any]) -> When:
        """The time. Raises InvalidValue, said under the part that it is about."""
        from crm import when_entry
        from crm.activity_rules import check_when

        try:
            when = when_entry.read(values["days"], values["hours"], values["zone"], self.kit.today)
            check_when(when)
        except InvalidValue as error:
            part = self.hours if "time" in error.field else self.days
            part.show_reason(str(error))
            raise
        return when

    def split(self, value: When) -> Mapping[str, Any]:
        """Its texts."""
        from crm import when_entry

        days, hours = when_entry.typed(value)
        return {"days": days, "hours": hours, "zone": value.zone or HOME}

    def write(self, value: When) -> None:
        """Show a time."""
        super().write(value)
        self._say_understood()

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put back what was typed."""
        super().set_texts(texts)
        self._say_understood()

    def understood(self) -> When | None:
        """The time as far as it can be read while it is being typed; None while it cannot."""
        from crm import when_entry

        try:
            return when_entry.read(
                self.days.read(), self.hours.read(), self.zone.read() or HOME, self.kit.today
            )
        except InvalidValue:
            return None

    @Slot()
    def _say_understood(self) -> None:
        from crm.when_words import in_full

        when = self.understood()
        self.show_hint(in_full(when) if when is not None and when.start else "")


class PlaceField(Compound):
    """Holds the texts ``place``, ``city`` and ``country`` of an activity."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Lugar"), kit)
        self.add("place", TextField(_("Lugar"), kit), 12, caption=True)
        self.add("city", TextField(_("Ciudad"), kit), 6, caption=True)
        self.add("country", CountryField(_("País"), kit), 6, caption=True)

    def make(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The texts."""
        return dict(values)

    def split(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        """The texts."""
        return value


class NumberField(TextField):
    """Holds a whole number, or None for an empty line."""

    def read(self) -> Any:
        """The number. Raises InvalidValue."""
        text = super().read().replace(",", "").replace(" ", "")
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise InvalidValue(
                _("«{text}» no es una cantidad; escriba un número sin signo.").format(text=text), "", text
            )
        return int(text)

    def write(self, value: Any) -> None:
        """Show a number."""
        super().write("" if value is None else str(value))


class _Figures(Compound):
    def make(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The figures by field."""
        return dict(values)

    def split(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        """The figures."""
        return value


class AttendanceField(_Figures):
    """Holds how many people attended, and of how many nationalities."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Asistencia"), kit)
        self.add("attendance", NumberField(_("Personas"), kit), 6, caption=True)
        self.add("nationalities", NumberField(_("Nacionalidades"), kit), 6, caption=True)


class ReachField(_Figures):
    """Holds the medium of a publication and its figures."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Alcance"), kit)
        self.add("medium", TextField(_("Medio"), kit), 12, caption=True)
        self.add("impressions", NumberField(_("Impresiones"), kit), 6, caption=True)
        self.add("interactions", NumberField(_("Interacciones"), kit), 6, caption=True)


def modality_names() -> dict[str, str]:
    """The modalities by code."""
    return {"": _("Sin especificar"), **{code: _(code).capitalize() for code in MODALITIES}}


def presence_names() -> dict[str, str]:
    """How somebody's part in an activity stands, by code."""
    return {"": _("Sin especificar"), **{code: _(words) for code, words in PRESENCES.items()}}


class CountsField(ChipField):
    """Holds the ids of the items that an activity counts for, chosen among those in force on its day."""

    def __init__(self, kit: Kit, choices: Choices, day: str, held: Mapping[int, str] | None = None) -> None:
        closed = _("«{text}» no está en el programa ni en la estrategia en vigor ese día; elija de la lista.")
        super().__init__(_("Cuenta para"), kit, closed=closed, placeholder=_("AI 4, estrategia…"))
        self._choices = choices
        self._names: dict[str, int] = {name: number for number, name in (held or {}).items()}
        self.offer(day)

    def offer(self, day: str) -> None:
        """Suggest what is in force on a partial date."""
        items = self._choices.items(day)
        self._names |= {item.name: item.id for item in items}
        self.suggest_from([item.name for item in items])

    def take_choices(self, choices: Choices) -> None:
        """Offer what these hold from now on."""
        self._choices = choices

    def read(self) -> Any:
        """The ids."""
        return tuple(self._names[name] for name in super().read())

    def write(self, value: Sequence[Any]) -> None:
        """Show items by their ids, or by their names."""
        names = {number: name for name, number in self._names.items()}
        super().write([names.get(item, str(item)) if isinstance(item, int) else item for item in value])

    def _take_typed(self) -> bool:
        try:
            words = ChipField.read(self)
        except InvalidValue as error:
            self.show_reason(str(error))
            return False
        self.write(words)
        self.popup.hide()
        self.edited.emit()
        return True


class ParticipantField(Compound):
    """Holds a Participant: a person for an institution, an institution alone, or, as it is, one of the institute."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Participante"), kit)
        self._before = Participant()
        self.add("person", Picker(_("Persona"), kit, "person"), 12, caption=True)
        self.add("organization", Picker(_("Institución"), kit, "organization"), 12, caption=True)
        self.add("post", TextField(_("Cargo ese día"), kit, placeholder=_("el que tenía")), 12, caption=True)
        roles = {code: _(name) for code, name in ROLES.items()}
        self.add("role", ChoiceField(_("Función"), kit, roles), 6, caption=True)
        self.add("state", ChoiceField(_("Estado"), kit, presence_names()), 6, caption=True)
        self.parts["role"].write("participante")

    def make(self, values: Mapping[str, Any]) -> Participant:
        """The participant; a new one without a post takes the one held that day. Raises InvalidValue for nobody."""
        from crm.activity_rules import check_participant

        post: str | None = values["post"]
        same = values["person"] == self._before.person
        if values["person"] is not None and not post and not (same and self._before.person):
            post = None
        who = replace(
            self._before,
            person=values["person"],
            organization=values["organization"],
            post=post,
            role=values["role"],
            state=values["state"],
        )
        check_participant(who)
        return who

    def split(self, value: Participant) -> Mapping[str, Any]:
        """Its parts."""
        self._before = value
        return {
            "person": value.person,
            "organization": value.organization,
            "post": value.post or "",
            "role": value.role,
            "state": value.state,
        }


def participant_of(reference: Reference) -> Participant:
    """Somebody picked: a person in the post of that day, or an institution without a name."""
    if reference.kind == "person":
        return Participant(person=reference, post=None)
    return Participant(organization=reference)
