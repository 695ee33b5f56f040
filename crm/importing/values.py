"""Cells into values: kinds, categories, countries, languages, dates, places on the map, links, uses.

Each function takes the text of a cell that is not empty and gives the value as it is kept in a card, or raises
InvalidValue with a sentence for the user. An export's own text comes back as the value it was made from.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from crm import countries, languages
from crm.cards import ADDRESS_USES, EMAIL_USES, LINK_KINDS, ORGANIZATION_KINDS, PHONE_USES
from crm.categories import CATEGORIES, SHORT_NAMES
from crm.date_words import MONTHS
from crm.errors import InvalidValue
from crm.importing.lists import words
from crm.partial_dates import UNKNOWN_TEXT, PartialDate
from crm.relations import KINDS
from crm.texts import _
from crm.vocabularies import squash

NOT_A_CONTACT = words(
    "evento|reunión|gira|convenio|actividad|curso|taller|sesión|seminario|foro|conversatorio|mesa de diálogo|"
    "visita|llamada|envío|seguimiento|compromiso|minuta|oficio|gestión|acuerdo|proyecto|publicación"
)
"""Kinds of row that are something else than a contact."""

PERSON = "person"
_PERSONS = words("persona|persona física|liderazgo|líder|individuo|person|people|individual|contacto")
_ORGANIZATIONS = {
    squash(word): kind
    for kind, words in {
        "institución": "institución|institution|dependencia|organismo|entidad|institución u organismo",
        "": "otra organización|organización|organization|organisation|empresa|company|persona moral|grupo|colectivo",
        "club": "club|club de migrantes|club de oriundos",
        "federación": "federación|confederación|federación de clubes",
        "asociación": "asociación|asociación civil|fundación|osc",
        "consulado": "consulado|consulado general|embajada|sección consular|agencia consular|misión permanente|"
        "consulado de carrera|consulado honorario|oficina de enlace|oficina de representación",
        "medio": "medio|medio de comunicación|medio/plataforma|medios|plataforma|plataforma digital",
    }.items()
    for word in words.split("|")
}
_CATEGORIES = {
    squash(word): code
    for code, words in {
        "gubernamental": "gubernamentales|gobierno|instituciones gubernamentales|government",
        "academica": "academia|académicas|académico|institución académica|instituciones académicas|universidad",
        "electoral": "electoral|electorales|organismos electorales|autoridad electoral|opl|ople",
        "internacional": "internacional|internacionales|organismos internacionales",
        "osc": "osc|sociedad civil|organización civil|organizaciones de la sociedad civil|ong|asociación civil",
        "privada": "privado|privadas|iniciativa privada|empresa|instituciones privadas|sector privado",
        "migrante": "migrante|migrantes|organizaciones migrantes|organización de migrantes",
        "consular": "consular|consulado|consulados",
        "medio": "medio|medios|medios de comunicación",
    }.items()
    for word in words.split("|")
}
_CATEGORIES |= {squash(name): code for names in (CATEGORIES, SHORT_NAMES) for code, name in names.items()}
_CATEGORIES |= {squash(code): code for code in CATEGORIES}

_MONTHS = {squash(month): number for number, month in enumerate(MONTHS, 1)}
_MONTHS |= {squash(month)[:3]: number for number, month in enumerate(MONTHS, 1)}
_MONTHS |= {"sept": 9, "set": 9, "jan": 1, "apr": 4, "aug": 8, "dec": 12}
_MONTHS |= {"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8}
_MONTHS |= {"september": 9, "october": 10, "november": 11, "december": 12}
_EMPTY_DATES = re.compile(r"0{1,4}[/.-]0{1,2}[/.-]0{1,4}|-+")
_UNKNOWN_DATES = frozenset(("sf", "sinfecha", "nd", "sd", "desconocida", "seignora"))
_STORED_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[ T]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_IN_WORDS = re.compile(
    r"(?:(\d{1,2})[.ºo]*[\s/-]+(?:de\s+)?)?([^\W\d_]{3,10})\.?,?[\s/-]+(?:del?\s+)?(\d{4}|\d{2})"
)

_HOSTS = {
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "twitter.com": "x",
    "x.com": "x",
    "instagram.com": "instagram",
    "linkedin.com": "linkedin",
    "youtube.com": "youtube",
    "youtu.be": "youtube",
    "tiktok.com": "tiktok",
}
_HANDLE = re.compile(r"@?([\w.-]+)")
_ACCOUNTS = {
    "facebook": "https://www.facebook.com/",
    "x": "https://x.com/",
    "instagram": "https://www.instagram.com/",
    "linkedin": "https://www.linkedin.com/in/",
    "youtube": "https://www.youtube.com/@",
    "tiktok": "https://www.tiktok.com/@",
}


@lru_cache(maxsize=1_024)
def contact_kind(text: str) -> tuple[str, str] | None:
    """``("person", "")``, ``("organization", kind)`` or None for a text that names no kind of contact.

    The kind of an organisation is empty when the text does not tell (``crm.organization_kinds`` may tell by the name).
    Raises InvalidValue for what is no contact: an event, a meeting, a tour, an agreement.
    """
    word = squash(text)
    if word in NOT_A_CONTACT:
        raise InvalidValue(
            _("No es un contacto: el renglón es de tipo «{kind}».").format(kind=text), "kind", text
        )
    if word in _PERSONS:
        return PERSON, ""
    kind = _ORGANIZATIONS.get(word)
    return None if kind is None else ("organization", kind)


def looks_like_organization(name: str) -> bool:
    """Whether a name alone says that it is no person's."""
    return _ORGANIZATION_NAME.search(name) is not None


_ORGANIZATION_NAME = re.compile(
    r"\A(?:universidad|instituto|secretar[ií]a|consulado|embajada|club|(?:con)?federaci[oó]n|asociaci[oó]n|fundaci[oó]n|"
    r"c[aá]mara|comisi[oó]n|consejo|centro|tribunal|colegio|escuela|facultad|gobierno|alcald[ií]a|ayuntamiento|"
    r"organizaci[oó]n|red|grupo|sociedad|casa|direcci[oó]n|coordinaci[oó]n|delegaci[oó]n|congreso|c[aá]mara|museo|"
    r"colectivo|coalici[oó]n|unidad|ministerio|agencia|biblioteca|partido|sindicato|uni[oó]n|university|institute)\b|"
    r"\b(?:a\.\s?c\.|s\.\s?a\.|s\.\s?c\.|inc\.?|llc|foundation|association|university|network|council|society)(?:\s|\Z)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1_024)
def category(text: str) -> str:
    """The code of a category written by its name, short name, plural or code."""
    code = _CATEGORIES.get(squash(text))
    if code is None:
        raise InvalidValue(
            _("No se reconoce la categoría «{text}»; use una de estas: {names}.").format(
                text=text, names=", ".join(SHORT_NAMES.values())
            ),
            "main_category",
            text,
        )
    return code


@lru_cache(maxsize=4_096)
def country(text: str) -> str:
    """The ISO 3166-1 code of a country written by its name or code."""
    code = countries.find(text)
    if code is None:
        near = countries.suggest(text)
        hint = _("; ¿quiso decir «{country}»?").format(country=near) if near else "."
        raise InvalidValue(_("No se reconoce el país «{text}»").format(text=text) + hint, "country", text)
    return code


@lru_cache(maxsize=1_024)
def language(text: str) -> str:
    """The ISO 639 code of a language written by its name or code."""
    code = languages.find(text)
    if code is None:
        near = languages.suggest(text)
        hint = _("; ¿quiso decir «{language}»?").format(language=near) if near else "."
        raise InvalidValue(_("No se reconoce el idioma «{text}»").format(text=text) + hint, "languages", text)
    return code


@lru_cache(maxsize=4_096)
def partial_date(text: str) -> str:
    """A partial date as it is kept, of "2023", "nov 2023", "15/03/2024", "15 de marzo de 2024", "s/f" …

    Day first, as in Mexico; what Outlook writes for no date ("0/0/00") is empty. Raises InvalidValue for a day that
    does not exist.
    """
    written = text.strip()
    if _EMPTY_DATES.fullmatch(written):
        return ""
    if squash(written) in _UNKNOWN_DATES:
        return UNKNOWN_TEXT
    year, month, day = _date_parts(written)
    stored = "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)])
    try:
        return str(PartialDate.parse(stored))
    except InvalidValue:
        raise InvalidValue(
            _("La fecha «{text}» no existe; revise el día, el mes y el año.").format(text=text), "", text
        ) from None


def _date_parts(written: str) -> tuple[int, int | None, int | None]:
    if match := _STORED_DATE.fullmatch(written):
        year, month, day = (None if part is None else int(part) for part in match.groups())
        return year or 0, month, day
    if match := _DAY_FIRST.fullmatch(written):
        return _full_year(match.group(3)), int(match.group(2)), int(match.group(1))
    if match := _MONTH_AND_YEAR.fullmatch(written):
        return int(match.group(2)), int(match.group(1)), None
    if (match := _IN_WORDS.fullmatch(written)) and (number := _MONTHS.get(squash(match.group(2)))):
        return _full_year(match.group(3)), number, int(match.group(1)) if match.group(1) else None
    raise InvalidValue(
        _("«{text}» no es una fecha; escriba por ejemplo 2024, marzo de 2024 o 15/03/2024.").format(
            text=written
        ),
        "",
        written,
    )


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year < 70 else 1900 + year


def coordinate(text: str, limit: int) -> float:
    """Degrees, at most six decimals, between ``-limit`` and ``limit``."""
    try:
        degrees = float(text.replace(",", "."))
    except ValueError:
        degrees = float("nan")
    if not abs(degrees) <= limit:
        raise InvalidValue(
            _("«{text}» no es una coordenada; escriba grados entre −{limit} y {limit}.").format(
                text=text, limit=limit
            ),
            "addresses",
            text,
        )
    return round(degrees, 6)


def web_address(text: str, service: str = "") -> tuple[str, str]:
    """``(url, kind)`` of a web page or social account; "ine.mx" is taken for https. ``service``: a LINK_KINDS' code.

    Raises InvalidValue for what is no http(s) address.
    """
    if service in _ACCOUNTS and "/" not in text and (handle := _HANDLE.fullmatch(text)):
        return _ACCOUNTS[service] + handle.group(1).removeprefix("@"), service
    url = (
        text
        if "://" in text or text.lower().startswith(("javascript:", "data:", "file:"))
        else f"https://{text}"
    )
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        host = ""
        parts = urlsplit("")
    if parts.scheme.lower() not in ("http", "https") or "." not in host or re.search(r"\s", text):
        raise InvalidValue(
            _("«{text}» no es una dirección web; debe empezar con http:// o https://.").format(text=text),
            "links",
            text,
        )
    return url, _HOSTS.get(host, "sitio")


def choice(text: str, names: Mapping[str, str]) -> str:
    """The code that a text names in a table of squashed names; empty for anything else."""
    return names.get(squashed(text), "") if text else ""


@lru_cache(maxsize=1_024)
def squashed(text: str) -> str:
    """``squash`` for texts that come again and again: kinds, uses, labels."""
    return squash(text)


def _uses(codes: tuple[str, ...], others: Mapping[str, str]) -> dict[str, str]:
    named = {squash(code): code for code in codes}
    return named | {squash(word): code for code, words in others.items() for word in words.split("|")}


USES_OF_PHONES = _uses(
    PHONE_USES,
    {
        "trabajo": "work|business|oficina|main|company|principal|* work|laboral|conmutador",
        "móvil": "mobile|cell|cellular|celular|cel|whatsapp|iphone",
        "casa": "home|particular|domicilio|personal",
        "fax": "work fax|home fax|other fax|fax del trabajo",
        "otro": "other|pager|custom",
    },
)
USES_OF_EMAILS = _uses(
    EMAIL_USES,
    {"trabajo": "work|business|oficina|institucional|laboral", "personal": "home|casa", "otro": "other"},
)
USES_OF_ADDRESSES = _uses(
    ADDRESS_USES,
    {
        "oficina": "work|business|trabajo|laboral",
        "residencia": "home|casa|domicilio|particular",
        "otro": "other",
    },
)
LINKS = _uses(LINK_KINDS, {"x": "twitter", "sitio": "web|website|work|home page|homepage"})
RELATIONS = {squash(kind.forward): code for code, kind in KINDS.items()} | {
    squash(code): code for code in KINDS
}
PARTS = {"titular": "titular", "enlace": "enlace", "head": "titular"}
NAME_KINDS = {
    "otro": "otro",
    "anterior": "anterior",
    "nombreanterior": "anterior",
    "otronombre": "otro",
    "former": "anterior",
}
KIND_NAMES = {PERSON: "Persona"} | {kind: kind.capitalize() for kind in ORGANIZATION_KINDS}
"""What an export writes for a kind of contact."""
