"""The tour that an activity belongs to, and which of its stops."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop.fields.compound import Compound
from ui.desktop.fields.field import Kit
from ui.desktop.fields.line import ChoiceField
from ui.desktop.fields.named import NamedField

if TYPE_CHECKING:
    from crm.tour_list import TourChoice


class _TourName(NamedField):
    def __init__(self, kit: Kit, tours: "Sequence[TourChoice]") -> None:
        super().__init__(_("Gira"), kit, _("Giras"), placeholder=_("Escriba para buscar"))
        self._names = {str(tour.id): tour.name for tour in tours}

    def names(self) -> Mapping[str, str]:
        return self._names

    def ranked(self, name: str) -> Any:
        return 0  # as they come: the newest first


class TourField(Compound):
    """Holds the ids ``tour`` and ``tour_stop``, None for none."""

    def __init__(self, kit: Kit, tours: "Sequence[TourChoice]") -> None:
        super().__init__(_("Gira"), kit)
        self._stops = {tour.id: tour.stops for tour in tours}
        self.tour = _TourName(kit, tours)
        self.stop = ChoiceField(_("Etapa"), kit, _options(()))
        self.add("tour", self.tour, 12, caption=True)
        self.add("tour_stop", self.stop, 12, caption=True)
        self.tour.edited.connect(self._offer_stops)

    def make(self, values: Mapping[str, Any]) -> dict[str, int | None]:
        """Both; without a tour there is no stop."""
        tour, stop = values["tour"], values["tour_stop"]
        return {"tour": int(tour) if tour else None, "tour_stop": int(stop) if tour and stop else None}

    def split(self, value: Mapping[str, int | None]) -> Mapping[str, Any]:
        """Both as they are chosen."""
        self._offer(value["tour"])
        return {code: "" if value[code] is None else str(value[code]) for code in ("tour", "tour_stop")}

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put back what was typed, and offer the stops of that tour."""
        self.tour.set_texts(texts[:1])
        self._offer_stops()
        super().set_texts(texts)

    @Slot()
    def _offer_stops(self) -> None:
        try:
            tour = self.tour.read()
        except InvalidValue:
            tour = ""
        self._offer(int(tour) if tour else None)

    def _offer(self, tour: int | None) -> None:
        chosen = self.stop.read()
        options = _options(self._stops.get(tour or 0, ()))
        self.stop.offer(options)
        if chosen in options:
            self.stop.write(chosen)


def _options(stops: Sequence[tuple[int, str]]) -> dict[str, str]:
    return {"": _("Sin etapa"), **{str(number): city for number, city in stops}}
