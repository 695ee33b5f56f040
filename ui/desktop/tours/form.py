"""The form for a new tour: its name, who leads it, when, through which cities, what for."""

from typing import ClassVar

from crm.texts import _
from crm.tour_values import NewTour, Stop
from ui.desktop.fields.chips import ChipField
from ui.desktop.fields.field import Kit
from ui.desktop.fields.line import LongTextField, NoteField
from ui.desktop.matters.form import MatterForm
from ui.desktop.tours.fields import DaysField, OfficialField, Officials

FORM = "gira"


class NewTourForm(MatterForm):
    """``saving`` carries a NewTour."""

    kind: ClassVar[str] = FORM
    named_by: ClassVar[str] = "title"
    usual: ClassVar[frozenset[str]] = frozenset(("official",))

    def __init__(self, kit: Kit, officials: Officials) -> None:
        super().__init__(kit, _("Nueva gira"), _("Las fechas de cada etapa se agregan después, en su ficha."))
        required = _("Escriba el nombre de la gira: está vacío.")
        self.put("title", LongTextField(_("Nombre"), kit, required=required))
        self.put("official", OfficialField(_("Encabeza"), kit, officials))
        self.put("when", DaysField(kit))
        self.put("cities", ChipField(_("Etapas"), kit, placeholder=_("Ciudad")))
        self.put("purpose", NoteField(_("Propósito"), kit))

    def make(self) -> NewTour:
        """What the fields make."""
        values = self.values
        return NewTour(
            title=values["title"],
            purpose=values["purpose"],
            official=values["official"],
            start=values["when"]["start_on"],
            end=values["when"]["end_on"],
            stops=tuple(Stop(city) for city in values["cities"]),
        )
