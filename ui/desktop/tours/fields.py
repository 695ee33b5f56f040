"""Fields that only tours have: from when to when, who is in charge, a stop."""

from collections.abc import Mapping
from typing import Any

from crm.errors import InvalidValue
from crm.texts import _
from crm.tour_values import Stop
from ui.desktop.fields.compound import Compound
from ui.desktop.fields.country import CountryField
from ui.desktop.fields.date import DateField
from ui.desktop.fields.field import Kit
from ui.desktop.fields.line import ChoiceField, TextField

Officials = Mapping[int, str]
"""How to call the councillors and the like, by their ids."""


class DaysField(Compound):
    """Holds the first and the last day, by the names of their columns."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Fechas"), kit)
        self.add("start_on", DateField(_("Desde"), kit), 6, caption=True)
        self.add("end_on", DateField(_("Hasta"), kit), 6, caption=True)

    def make(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Both. Raises InvalidValue for an end before the start."""
        from crm import areas

        areas.check_order(values["start_on"], values["end_on"])
        return dict(values)

    def split(self, value: Mapping[str, str]) -> Mapping[str, Any]:
        """Both."""
        return dict(value)


class OfficialField(ChoiceField):
    """Holds the id of who is in charge, 0 for nobody."""

    def __init__(self, name: str, kit: Kit, officials: Officials) -> None:
        options = {"0": _("Nadie todavía")}
        super().__init__(name, kit, options | {str(number): called for number, called in officials.items()})
        self.choice.setCurrentIndex(0)

    def read(self) -> Any:
        """The id."""
        return int(super().read() or 0)

    def write(self, value: Any) -> None:
        """Show somebody."""
        super().write(str(value or 0))

    def texts(self) -> tuple[str, ...]:
        """The id as text."""
        return (str(self.read()),)


class StopField(Compound):
    """Holds a Stop."""

    def __init__(self, kit: Kit, officials: Officials) -> None:
        super().__init__(_("Etapa"), kit)
        required = _("Escriba la ciudad de la etapa: está vacía.")
        self._stop = Stop("")
        self.add("city", TextField(_("Ciudad"), kit, required=required), 6, caption=True)
        self.add("country", CountryField(_("País"), kit), 6, caption=True)
        self.add("start", DateField(_("Desde"), kit), 6, caption=True)
        self.add("end", DateField(_("Hasta"), kit), 6, caption=True)
        self.add(
            "official", OfficialField(_("A cargo, si es otra persona"), kit, officials), 12, caption=True
        )
        self.add("notes", TextField(_("Nota"), kit), 12, caption=True)

    def make(self, values: Mapping[str, Any]) -> Stop:
        """The stop; its zone stays. Raises InvalidValue for an end before the start."""
        from crm import areas

        try:
            areas.check_order(values["start"], values["end"])
        except InvalidValue as error:
            self.parts["end"].show_reason(str(error))
            raise
        return Stop(**values, zone=self._stop.zone, id=self._stop.id)

    def split(self, value: Stop) -> Mapping[str, Any]:
        """Its parts."""
        self._stop = value
        return {code: getattr(value, code) for code in self.parts}
