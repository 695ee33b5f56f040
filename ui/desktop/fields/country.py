"""A country by its name."""

from collections.abc import Mapping

from crm.contact_list import country_names
from crm.texts import _
from ui.desktop.fields.field import Kit
from ui.desktop.fields.named import NamedField


class CountryField(NamedField):
    """Holds an ISO 3166-1 code, or "" for none; understands every name that an import understands."""

    def __init__(self, name: str, kit: Kit) -> None:
        super().__init__(name, kit, _("Países"))

    def names(self) -> Mapping[str, str]:
        """The countries."""
        return country_names()

    def code_of(self, text: str) -> str:
        """By another name of it. Raises InvalidValue with the nearest name."""
        from crm.importing.values import country

        return country(text)
