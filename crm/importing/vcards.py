"""A vCard as it was read into a card with valid values, or the reasons why not."""

import unicodedata
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from crm import emails, phones
from crm.card_rules import check
from crm.cards import Address, Card, Email, Link, Phone, Post
from crm.errors import InvalidValue
from crm.files.garbled import looks_garbled, repair
from crm.files.vcard_cards import card_from
from crm.files.vcard_records import VCardRecord
from crm.importing import names, values
from crm.importing.cells import Problem, RowOptions
from crm.importing.rows import as_uid
from crm.organization_kinds import kind_by_name
from crm.texts import _
from crm.vocabularies import squash

_GOOGLE_OWN = ("mycontacts", "starred")


class VCardReader:
    """Turns vCards into cards; ``met_garbled`` says that one held text saved in a wrong encoding."""

    def __init__(self, options: RowOptions) -> None:
        self._options = options
        self._problems: list[Problem] = []
        self.met_garbled = False

    def read(self, record: VCardRecord) -> Card | list[Problem]:
        """The card that a vCard describes, or every reason why it cannot be one."""
        if record.kind == "group":
            return [Problem("KIND", "group", _("No es un contacto: la tarjeta es una lista de contactos."))]
        self._problems = []
        card = _each_text(card_from(record), self._clean)
        card = replace(card, uid=as_uid(card.uid), **self._names(card, record))
        card = replace(card, **self._shared(card))
        card = replace(card, posts=self._posts(card.posts))
        if not self._problems:
            self._check(card)
        return self._problems or card

    def _clean(self, text: str) -> str:
        if text.isascii():
            return text.strip()
        text = unicodedata.normalize("NFC", text.strip())
        self.met_garbled = self.met_garbled or looks_garbled(text)
        return repair(text) if self._options.repair else text

    def _names(self, card: Card, record: VCardRecord) -> dict[str, str]:
        if card.kind == "organization":
            kind = card.organization_kind or kind_by_name(card.official_name)
            return {"organization_kind": kind}
        if any(name == "X-VINCULO-SURNAMES" for name, _parts in record.own) or not (
            record.family or record.given
        ):
            if record.given or record.family:
                return {}
            split = names.split_name(card.given_names)
            return split._asdict() | {"treatment": card.treatment or split.treatment}
        first, second = names.split_surnames(card.first_surname)
        last = "second_surname" if second else "first_surname"
        parts = {"first_surname": first, "second_surname": second}
        if record.suffix:
            parts[last] = f"{parts[last]} {self._clean(record.suffix)}".strip()
        return parts

    def _shared(self, card: Card) -> dict[str, Any]:
        addresses = tuple(map(self._address, card.addresses))
        stated = (address.country for address in addresses if address.country)
        country = next(stated, card.country) or self._options.country
        return {
            "addresses": tuple(address for address in addresses if address != Address(use=address.use)),
            "phones": _unique(found for phone in card.phones for found in self._phones(phone, country)),
            "emails": _unique(found for email in card.emails for found in self._emails(email)),
            "links": tuple(link for link in map(self._link, card.links) if link.url),
            "languages": tuple(filter(None, (self._language(text) for text in card.languages))),
            "tags": tuple(
                dict.fromkeys(
                    (*(tag for tag in card.tags if squash(tag) not in _GOOGLE_OWN), *self._options.tags)
                )
            ),
        }

    def _phones(self, phone: Phone, country: str) -> list[Phone]:
        found = []
        for text in phones.split(phone.e164):
            try:
                read = phones.parse(text, country, phone.use)
            except InvalidValue as error:
                self._problems.append(Problem("TEL", phone.e164, str(error)))
                continue
            found.append(replace(read, extension=read.extension or phone.extension))
        return found

    def _emails(self, email: Email) -> list[Email]:
        found = []
        for text in emails.split(email.address):
            try:
                found.append(emails.parse(text, email.use, check_domain=self._options.check_domains))
            except InvalidValue as error:
                self._problems.append(Problem("EMAIL", email.address, str(error)))
        return found

    def _address(self, address: Address) -> Address:
        country = self._try(values.country, "ADR", address.country) if address.country else ""
        return replace(address, country=country)

    def _link(self, link: Link) -> Link:
        try:
            url, kind = values.web_address(link.url, link.kind)
        except InvalidValue as error:
            self._problems.append(Problem("URL", link.url, str(error)))
            return Link("")
        return Link(url, link.kind or kind)

    def _language(self, text: str) -> str:
        return self._try(values.language, "LANG", text.partition("-")[0])

    def _posts(self, posts: tuple[Post, ...]) -> tuple[Post, ...]:
        for post in posts:
            if not post.organization:
                reason = _("Hay un cargo, «{title}», pero no de qué organización.").format(title=post.title)
                self._problems.append(Problem("TITLE", post.title, reason))
        return posts

    def _check(self, card: Card) -> None:
        try:
            check(card)
        except InvalidValue as error:
            self._problems.append(Problem(error.field, error.value, str(error)))

    def _try(self, read: Callable[[str], str], column: str, text: str) -> str:
        try:
            return read(text)
        except InvalidValue as error:
            self._problems.append(Problem(column, text, str(error)))
            return ""


def _unique(items: Any) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(items))


def _each_text(item: Any, change: Callable[[str], str]) -> Any:
    """A card, or a part of it, with every text in it changed."""
    if isinstance(item, str):
        return change(item)
    if isinstance(item, tuple):
        return tuple(_each_text(part, change) for part in item)
    if item is None or isinstance(item, float):
        return item
    return replace(
        item, **{field.name: _each_text(getattr(item, field.name), change) for field in fields(item)}
    )
