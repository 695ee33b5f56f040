"""The people attending by parts: mujeres, hombres, nationalities …, each with its number."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop.activities.fields import NumberField
from ui.desktop.fields.compound import Compound
from ui.desktop.fields.field import Kit
from ui.desktop.fields.line import TextField
from ui.desktop.fields.several import SeveralField


class PartField(Compound):
    """Holds who, and how many of them, side by side however narrow."""

    narrow_under: ClassVar[int] = 0

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Parte de la asistencia"), kit)
        self.add("label", TextField(_("De quiénes"), kit, placeholder=_("mujeres, Guatemala…")), 8)
        self.add("n", NumberField(_("Cuántas personas"), kit, placeholder=_("cuántas")), 4)

    def make(self, values: Mapping[str, Any]) -> tuple[str, int]:
        """Both. Raises InvalidValue where one is missing."""
        if not values["label"]:
            raise InvalidValue(_("Escriba de quiénes es la cifra, o quite el renglón."), "breakdown")
        if values["n"] is None:
            raise InvalidValue(_("Escriba cuántas personas, o quite el renglón."), "breakdown")
        return values["label"], values["n"]

    def split(self, value: tuple[str, int]) -> Mapping[str, Any]:
        """Both."""
        return {"label": value[0], "n": value[1]}


class BreakdownField(SeveralField):
    """Holds a tuple of pairs; there is always a row to type in."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Desglose de la asistencia"), kit, lambda: PartField(kit), _("Agregar un renglón"))
        self._append()

    def write(self, value: Sequence[tuple[str, int]]) -> None:
        """Show the parts."""
        super().write(value)
        if not value:
            self._append()

    def select(self) -> None:
        """Type in the first row."""
        if self.fields:
            self.fields[0].select()
        else:
            self.add_button.setFocus()
