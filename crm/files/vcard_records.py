"""What a vCard says, as plain values still to be validated."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VCardPhone:
    """A phone as written; ``extension`` only where the card states it apart (``;ext=``); ``uses`` lower case."""

    text: str
    extension: str = ""
    uses: tuple[str, ...] = ()
    label: str = ""
    own_use: str = ""


@dataclass(frozen=True, slots=True)
class VCardText:
    """An e-mail, link or the like; ``kind`` names the service of a social account ("facebook")."""

    text: str
    uses: tuple[str, ...] = ()
    label: str = ""
    kind: str = ""
    own_use: str = ""


@dataclass(frozen=True, slots=True)
class VCardAddress:
    """An address; ``formatted`` is the label in one text, ``country_code`` ISO alpha-2 where the card states it."""

    po_box: str = ""
    extended: str = ""
    street: str = ""
    city: str = ""
    state: str = ""
    postcode: str = ""
    country: str = ""
    country_code: str = ""
    formatted: str = ""
    geo: str = ""
    timezone: str = ""
    uses: tuple[str, ...] = ()
    label: str = ""
    own_use: str = ""


@dataclass(frozen=True, slots=True)
class VCardRecord:
    """One card. ``line`` is where it begins; ``kind`` is "person", "organization" or "group" (a list, no contact).

    ``own`` holds the values of our X-VINCULO-* properties by name, each as its components; ``others`` the
    properties that have no place here (name, value); ``ignored_lines`` those that could not be understood.
    A picture is not read, only that there is one.
    """

    line: int
    version: str = ""
    uid: str = ""
    kind: str = "person"
    formatted_name: str = ""
    family: str = ""
    given: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""
    nicknames: tuple[str, ...] = ()
    organization: str = ""
    units: tuple[str, ...] = ()
    title: str = ""
    role: str = ""
    phones: tuple[VCardPhone, ...] = ()
    emails: tuple[VCardText, ...] = ()
    addresses: tuple[VCardAddress, ...] = ()
    links: tuple[VCardText, ...] = ()
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    geo: str = ""
    timezone: str = ""
    revised: str = ""
    own: tuple[tuple[str, tuple[str, ...]], ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    ignored_lines: tuple[int, ...] = ()
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class VCardProblem:
    """A card that could not be read: where it begins, and a sentence for the user."""

    line: int
    message: str
