"""A language by its name."""

from collections.abc import Mapping

from crm.texts import _
from ui.desktop.fields.field import Kit
from ui.desktop.fields.named import NamedField


class LanguageField(NamedField):
    """Holds an ISO 639 code, or "" for none; understands every name that an import understands."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Idioma"), kit, _("Idiomas"), placeholder=_("español, inglés, náhuatl…"))

    def names(self) -> Mapping[str, str]:
        """The languages."""
        from crm import languages

        return languages.names()

    def code_of(self, text: str) -> str:
        """By another name of it. Raises InvalidValue with the nearest name."""
        from crm.importing.values import language

        return language(text)
