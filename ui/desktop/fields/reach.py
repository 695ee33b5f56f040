"""How a contact is reached: phone, e-mail, address, link."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from crm.cards import ADDRESS_USES, EMAIL_USES, LINK_KINDS, PHONE_USES, Address, Email, Link, Phone
from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop.fields.compound import Compound
from ui.desktop.fields.country import CountryField
from ui.desktop.fields.field import Kit
from ui.desktop.fields.line import ChoiceField, TextField


def warm() -> None:
    """Load the rules of phones, e-mails and countries: on a lane, so that the first field does not wait for them."""
    from crm import countries, emails, phones

    countries.names()
    phones.display(phones.parse("55 5555 5555"))
    emails.suggest("a@@example.org")


def _uses(codes: tuple[str, ...]) -> dict[str, str]:
    return {"": _("Sin uso"), **{code: _(code) for code in codes}}


class PhoneField(Compound):
    """Holds a Phone. A number without its country is taken as one of ``country`` (ISO code; empty: Mexico)."""

    def __init__(self, kit: Kit, *, country: str = "") -> None:
        super().__init__(_("Teléfono"), kit)
        self._country = country
        self._e164 = self._shown = ""
        required = _("Falta el número: escriba sus dígitos.")
        self.number = TextField(_("Número"), kit, placeholder=_("55 1234 5678"), required=required)
        self.add("number", self.number, 6)
        self.add("extension", TextField(_("Extensión"), kit, placeholder=_("Ext.")), 2)
        self.add("use", ChoiceField(_("Uso del teléfono"), kit, _uses(PHONE_USES)), 4)
        self.number.edited.connect(self._say_understood)

    def make(self, values: Mapping[str, Any]) -> Phone:
        """The phone. Raises InvalidValue."""
        extension = values["extension"]
        if not ((extension.isascii() and extension.isdigit()) or not extension):
            sentence = _("La extensión lleva solo dígitos.")
            self.parts["extension"].show_reason(sentence)
            raise InvalidValue(sentence, "phones", extension)
        return self._phone(values["number"], extension, values["use"])

    def _phone(self, number: str, extension: str, use: str) -> Phone:
        from crm import phones

        if number == self._shown:  # as it was kept, even if today's rules would not take it
            return Phone(self._e164, extension, use)
        try:
            found = phones.parse(number, self._country, use)
        except InvalidValue as error:
            self.number.show_reason(str(error))
            raise
        return Phone(found.e164, extension or found.extension, use)

    def split(self, value: Phone) -> Mapping[str, Any]:
        """The number as it is read abroad, its extension and use."""
        from crm import phones

        self._e164, self._shown = value.e164, phones.display(Phone(value.e164), "ZZ")
        return {"number": self._shown, "extension": value.extension, "use": value.use}

    @Slot()
    def _say_understood(self) -> None:
        from crm import phones

        try:
            found = phones.parse(self.number.read(), self._country)
        except InvalidValue:
            self.number.show_hint("")
        else:
            self.number.show_hint(phones.display(found, "ZZ"))


class EmailField(Compound):
    """Holds an Email; offers the repair of one that is nearly right."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Correo"), kit)
        required = _("Falta el correo: escríbalo con su @ y su dominio.")
        self.address = TextField(_("Correo"), kit, placeholder=_("nombre@dominio"), required=required)
        self.add("address", self.address, 8)
        self.add("use", ChoiceField(_("Uso del correo"), kit, _uses(EMAIL_USES)), 4)
        self.repair = QPushButton()
        self.repair.setProperty("look", "link")
        self.repair.clicked.connect(self._repair)
        self.repair.hide()
        self.add_below(self.repair)
        self._repaired = ""
        self.address.edited.connect(self.repair.hide)

    def make(self, values: Mapping[str, Any]) -> Email:
        """The address in its normal form. Raises InvalidValue."""
        from crm import emails

        try:
            return emails.parse(values["address"], values["use"])
        except InvalidValue as error:
            self.address.show_reason(str(error))
            self._offer(emails.suggest(values["address"]))
            raise

    def split(self, value: Email) -> Mapping[str, Any]:
        """The address and its use."""
        return {"address": value.address, "use": value.use}

    def _offer(self, repaired: str | None) -> None:
        self._repaired = repaired or ""
        self.repair.setText(_("¿Quiso decir {email}?").format(email=repaired))
        self.repair.setVisible(bool(repaired))

    @Slot()
    def _repair(self) -> None:
        self.address.write(self._repaired)
        self.address.show_reason("")
        self.repair.hide()
        self.address.line.setFocus()
        self.edited.emit()


class AddressField(Compound):
    """Holds an Address. Where it stands on the map is kept while its country, state and city stay the same."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Domicilio"), kit)
        self._before = Address()
        self.add("line", TextField(_("Calle y número"), kit), 12, caption=True)
        self.add("postcode", TextField(_("Código postal"), kit), 4, caption=True)
        self.add("city", TextField(_("Ciudad"), kit), 8, caption=True)
        self.add("state", TextField(_("Estado o provincia"), kit), 6, caption=True)
        self.add("country", CountryField(_("País"), kit), 6, caption=True)
        self.add("use", ChoiceField(_("Uso del domicilio"), kit, _uses(ADDRESS_USES)), 6, caption=True)

    def make(self, values: Mapping[str, Any]) -> Address:
        """The address. Raises InvalidValue for one that says nothing."""
        if not any(values[name] for name in ("line", "postcode", "city", "state", "country")):
            raise InvalidValue(
                _("El domicilio está vacío: escriba al menos la ciudad o el país."), "addresses"
            )
        before = self._before
        same = all(values[name] == getattr(before, name) for name in ("country", "state", "city"))
        placed = (before.latitude, before.longitude, before.timezone) if same else (None, None, "")
        return Address(
            values["country"],
            values["state"],
            values["city"],
            values["line"],
            values["postcode"],
            *placed,
            use=values["use"],
        )

    def split(self, value: Address) -> Mapping[str, Any]:
        """Its parts."""
        self._before = value
        return {code: getattr(value, code) for code in self.parts}


class LinkField(Compound):
    """Holds a Link; an account ("@nombre") of the service chosen becomes its page."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Liga"), kit)
        required = _("Falta la liga: escriba por ejemplo www.ejemplo.org.")
        self.url = TextField(_("Página o cuenta"), kit, placeholder=_("www.ejemplo.org"), required=required)
        self.add("url", self.url, 8)
        self.add("kind", ChoiceField(_("Tipo de liga"), kit, {code: _(code) for code in LINK_KINDS}), 4)
        self.parts["kind"].write("sitio")

    def make(self, values: Mapping[str, Any]) -> Link:
        """The link. Raises InvalidValue."""
        from crm.importing.values import web_address

        try:
            url, kind = web_address(values["url"], values["kind"])
        except InvalidValue as error:
            self.url.show_reason(str(error))
            raise
        return Link(url, kind if values["kind"] == "sitio" else values["kind"])

    def split(self, value: Link) -> Mapping[str, Any]:
        """Its parts."""
        return {"url": value.url, "kind": value.kind}
