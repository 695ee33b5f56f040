"""The fields of the form for a new contact: a whole name that is split as one types, where one works, how to reach."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from crm.cards import Email, Phone
from crm.contact_values import Reference
from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop.contacts.editing_fields import NameField
from ui.desktop.fields.compound import Compound
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import TextField, text_line
from ui.desktop.fields.picker import Picker


class WholeNameField(Field):
    """Holds the texts of a person's name, typed as one; how it was split stands below, and can be mended."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Nombre"), kit)
        self.line = text_line(_("Nombre y apellidos"))
        self.parts = NameField(kit)
        self.parts.hide()
        self.mend = QPushButton(_("Corregir nombres y apellidos"))
        self.mend.setProperty("look", "link")
        self.mend.clicked.connect(self.show_parts)
        self.mend.hide()
        self.body.addWidget(self.line)
        self.body.addWidget(self.parts)
        self.add_below(self.mend)
        self.setFocusProxy(self.line)
        self.take(self.line)
        self.line.textEdited.connect(self._typed)
        self.parts.edited.connect(self.edited)
        self.parts.entered.connect(self.entered)
        self.parts.escaped.connect(self.escaped)

    @property
    def whole(self) -> str:
        """The name as it stands, in one text."""
        if self._in_parts:
            return " ".join(texts for texts in self.parts.texts()[1:] if texts)
        return " ".join(self.line.text().split())

    @property
    def stops(self) -> list[Field]:
        """The line, or the parts once they are mended."""
        return self.parts.stops if self._in_parts else [self]

    @property
    def _in_parts(self) -> bool:
        return not self.parts.isHidden()

    def read(self) -> dict[str, str]:
        """The four texts. Raises InvalidValue for an empty name."""
        if self._in_parts:
            return dict(self.parts.read())
        if not self.whole:
            raise InvalidValue(_("Falta el nombre: escriba al menos un nombre o un apellido."), "given_names")
        return self._split()

    def write(self, value: Mapping[str, str]) -> None:
        """Show a name in one line."""
        self.parts.hide()
        self.line.show()
        self.line.setText(" ".join(text for text in value.values() if text))
        self._say_split()

    def texts(self) -> tuple[str, ...]:
        """The line, and the parts if they were mended."""
        return (self.line.text(), *(self.parts.texts() if self._in_parts else ()))

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put back what was typed."""
        self.line.setText(texts[0])
        if len(texts) > 1:
            self.parts.set_texts(texts[1:])
            self._open_parts()
        else:
            self._say_split()

    def _split(self) -> dict[str, str]:
        from crm.importing.names import split_name

        return split_name(self.whole)._asdict()

    @Slot()
    def _typed(self) -> None:
        self.changed()
        self._say_split()

    def _say_split(self) -> None:
        parts = self._split() if self.whole else {}
        surnames = " · ".join(
            text for text in (parts.get("first_surname"), parts.get("second_surname")) if text
        )
        told = [
            (_("Tratamiento"), parts.get("treatment")),
            (_("Nombres"), parts.get("given_names")),
            (_("Apellidos"), surnames),
        ]
        self.show_hint(";  ".join(f"{name}: {text}" for name, text in told if text))
        self.mend.setVisible(bool(surnames))

    @Slot()
    def show_parts(self) -> None:
        """Mend what was split, part by part."""
        self.parts.write(self._split())
        self._open_parts()
        self.parts.select()
        self.edited.emit()

    def _open_parts(self) -> None:
        self.show_hint("")
        self.line.hide()
        self.mend.hide()
        self.parts.show()
        self.setFocusProxy(self.parts)
        self.controls = [*self.parts.controls, self.line]


class Work(NamedTuple):
    """Where a person works, and as what."""

    organization: Reference | None
    title: str


class WorkField(Compound):
    """Holds a Work: an institution, picked or made on the spot, and a title."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Institución"), kit)
        picker = Picker(_("Institución"), kit, "organization", placeholder=_("Busque o cree la institución"))
        self.add("organization", picker, 7)
        self.add("title", TextField(_("Cargo"), kit, placeholder=_("Cargo")), 5)

    def make(self, values: Mapping[str, Any]) -> Work:
        """The institution and the title. Raises InvalidValue for a title in no institution."""
        if values["title"] and values["organization"] is None:
            sentence = _("Falta la institución en que tiene ese cargo: búsquela o créela.")
            self.parts["organization"].show_reason(sentence)
            raise InvalidValue(sentence, "posts")
        return Work(values["organization"], values["title"])

    def split(self, value: Work) -> Mapping[str, Any]:
        """Its parts."""
        return value._asdict()


class ReachField(Field):
    """Holds a Phone, an Email, or None: what is typed says which, by its @."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Teléfono o correo"), kit)
        self.line = text_line(_("55 1234 5678 o nombre@dominio"))
        self.body.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.take(self.line)
        self.line.textEdited.connect(self._typed)

    def read(self) -> Phone | Email | None:
        """What was typed. Raises InvalidValue."""
        from crm import emails, phones

        text = self.line.text().strip()
        if not text:
            return None
        is_email = "@" in text or not any(char.isdigit() for char in text)
        return emails.parse(text) if is_email else phones.parse(text)

    def write(self, value: Phone | Email | None) -> None:
        """Show a phone or an e-mail."""
        from crm import phones

        shown = phones.display(value, "ZZ") if isinstance(value, Phone) else value.address if value else ""
        self.line.setText(shown)

    def texts(self) -> tuple[str, ...]:
        """The line as typed."""
        return (self.line.text(),)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put the line back."""
        self.line.setText(texts[0])

    @Slot()
    def _typed(self) -> None:
        from crm import phones

        self.changed()
        try:
            found = self.read()
        except InvalidValue:
            self.show_hint("")
        else:
            self.show_hint(phones.display(found, "ZZ") if isinstance(found, Phone) else "")
