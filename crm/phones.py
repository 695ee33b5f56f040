"""Phones: read as people write them, kept as E.164 with an extension, shown the national or international way.

A number written without a country takes the one given, else Mexico's. Old Mexican forms (+52 1, 01, 044, 045) and
the international prefixes dialled from Mexico (00) and the United States (011) are understood (DOMAIN, "Phones").
The rules of each country are those of the library phonenumbers, which is slow to load and slow to run (0.1 ms a
number): it is imported when first needed, and the plain numbers of the commonest countries are told with its own
patterns, compiled once. A test proves that both say the same.
"""

import re
from functools import cache, lru_cache
from typing import Any

from crm.cards import Phone
from crm.countries import name as country_name
from crm.errors import InvalidValue
from crm.texts import _

HOME = "MX"

_PUNCTUATION = dict.fromkeys(map(ord, " \u00a0-()."))
_FAST = {
    "MX": ("52", ("MX",), 10),
    "US": ("1", ("US", "CA"), 10),
    "CA": ("1", ("US", "CA"), 10),
    "ES": ("34", ("ES",), 9),
}
"""By country: calling code, the regions that share it here, and digits of a national number."""
_BY_PREFIX = {"+52": "MX", "+1": "US", "+34": "ES"}
_EXTENSION = re.compile(
    r"[\s,;.(\[]*(?:;ext=|extensi[oó]n|\bexts?\b|\bext(?=\d)|\binterno\b|\bint\b|\bx(?=[\s.\d])|(?<=\d)x(?=\d)|#)"
    r"[\s.:#=]*(\d{1,7})[\s)\].]*$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]")
_OLD_MEXICAN = re.compile(r"(?:(?:00)?\+?52(?:1|01|044|045)|01|044|045)(\d{10})")
_WITHOUT_PLUS = re.compile(r"(?:011)?(1\d{10}|52\d{10}|(?<=011)\d{8,15})")
_SEVERAL = re.compile(
    r"\s*(?:/|\||:::|\n|;(?!\s*ext)|,(?=(?:\D*\d){7})|\s[yoe]\s(?=[+(\s]*\d))\s*", re.IGNORECASE
)
_IN_WORDS = (
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
)


def parse(text: str, country: str = "", use: str = "") -> Phone:
    """Read one phone. ``country`` is the ISO code for a number written without its own; empty: Mexico.

    Raises InvalidValue with a sentence that says what is missing or too much.
    """
    e164 = _plain(text, country or HOME)
    if e164 is not None:
        return Phone(e164, use=use)
    number, extension = _thorough(text, country or HOME)
    return Phone(number, extension, use)


def split(text: str) -> list[str]:
    """The phones written in one cell: "55 1234 5678 / 55 8765 4321 ext. 12" are two."""
    if not any(mark in text for mark in "/|:\n;, "):
        return [text]
    return [piece for piece in _SEVERAL.split(text.strip()) if piece.strip()]


@lru_cache(maxsize=20_000)
def display(phone: Phone, country: str = HOME) -> str:
    """As people read it: the national way inside ``country``, else with the calling code; extension at the end."""
    library = _library()
    number = library.parse(phone.e164, None)
    national = library.region_code_for_number(number) == (country or HOME)
    form = library.PhoneNumberFormat.NATIONAL if national else library.PhoneNumberFormat.INTERNATIONAL
    shown: str = library.format_number(number, form)
    return f"{shown} ext. {phone.extension}" if phone.extension else shown


@lru_cache(maxsize=20_000)
def international(e164: str) -> str:
    """With its calling code, as the record of a contact shows it; as it is kept where that is no phone."""
    library = _library()
    try:
        number = library.parse(e164, None)
    except library.NumberParseException:
        return e164
    shown: str = library.format_number(number, library.PhoneNumberFormat.INTERNATIONAL)
    return shown


def _plain(text: str, country: str) -> str | None:
    """E.164 of a number with nothing in it but digits and the usual punctuation, if it is surely valid."""
    digits = text.translate(_PUNCTUATION)
    if digits[:1] == "+":
        country = _BY_PREFIX.get(digits[:3]) or _BY_PREFIX.get(digits[:2], "")
    rule = _FAST.get(country)
    if rule is None:
        return None
    code, regions, _length = rule
    national = digits[len(code) + 1 :] if digits[:1] == "+" else digits
    if _valid_national(regions).fullmatch(national) is None or not text.isascii():
        return None
    return f"+{code}{national}"


@cache
def _valid_national(regions: tuple[str, ...]) -> re.Pattern[str]:
    """What the library's own data say a valid national number of these regions is."""
    from phonenumbers import PhoneMetadata

    kinds = (
        "fixed_line",
        "mobile",
        "toll_free",
        "premium_rate",
        "shared_cost",
        "personal_number",
        "voip",
        "pager",
    )
    patterns = []
    for region in regions:
        metadata = PhoneMetadata.metadata_for_region(region)
        for kind in (*kinds, "uan", "voicemail"):
            description = getattr(metadata, kind)
            if description is not None and description.national_number_pattern:
                patterns.append(
                    f"(?=[0-9]{{{_FAST[region][2]}}}\\Z)(?:{description.national_number_pattern})"
                )
    return re.compile("|".join(patterns), re.ASCII)


@lru_cache(maxsize=20_000)
def _thorough(text: str, country: str) -> tuple[str, str]:
    body = text.strip().removeprefix("tel:").strip()
    extension = ""
    if found := _EXTENSION.search(body):
        extension = found.group(1)
        body = body[: found.start()]
    if not any(char.isdigit() for char in body):
        raise _invalid(_("«{text}» no es un teléfono; escriba sus dígitos.").format(text=text.strip()), text)
    if _LETTERS.search(body):
        raise _invalid(_("El teléfono tiene letras; escriba solo sus dígitos."), text)
    for candidate in _readings(body):
        number = _number(candidate, country)
        if number is not None and _library().is_valid_number(number):
            e164: str = _library().format_number(number, _library().PhoneNumberFormat.E164)
            return e164, extension
    raise _invalid(_reason(body, country), text)


def _readings(body: str) -> list[str]:
    """What may have been meant, the literal reading first."""
    digits = "".join(char for char in body if char.isdigit() or char == "+")
    readings = [body]
    if old := _OLD_MEXICAN.fullmatch(digits):
        readings.append(f"+52{old.group(1)}")
    if plain := _WITHOUT_PLUS.fullmatch(digits):
        readings.append(f"+{plain.group(1)}")
    return readings


def _number(text: str, country: str) -> Any:
    library = _library()
    try:
        return library.parse(text, country)
    except library.NumberParseException:
        return None


def _reason(body: str, country: str) -> str:
    library = _library()
    number = _number(body, country)
    if number is None:
        return _("El teléfono está incompleto o tiene dígitos de más; revíselo.")
    national = library.national_significant_number(number)
    region = library.region_code_for_country_code(number.country_code)
    stated_abroad = body.strip().startswith(("+", "00")) and region != HOME
    lengths = library.PhoneMetadata.metadata_for_region(region, None)
    expected = tuple(lengths.general_desc.possible_length) if lengths is not None else ()
    if len(expected) == 1 and not stated_abroad and len(national) != expected[0]:
        return _difference(expected[0] - len(national), expected[0], region)
    if expected and len(national) < min(expected):
        return _("El teléfono está incompleto.")
    if expected and len(national) > max(expected):
        return _("El teléfono tiene dígitos de más.")
    if region in (None, "001", "ZZ"):
        return _("El teléfono no corresponde a ningún país; revíselo.")
    return _("Ningún teléfono de {country} empieza así; revise la clave de ciudad o de país.").format(
        country=country_name(region)
    )


def _difference(missing: int, expected: int, region: str) -> str:
    many = abs(missing)
    if missing > 0:
        start = _("Al teléfono le falta un dígito") if many == 1 else _("Al teléfono le faltan {n} dígitos")
    else:
        start = _("Al teléfono le sobra un dígito") if many == 1 else _("Al teléfono le sobran {n} dígitos")
    end = _("en {country} son {n}.").format(country=country_name(region), n=_in_words(expected))
    return f"{start.format(n=_in_words(many))}; {end}"


def _in_words(number: int) -> str:
    return _IN_WORDS[number] if number < len(_IN_WORDS) else str(number)


def _invalid(sentence: str, text: str) -> InvalidValue:
    return InvalidValue(sentence, "phones", text)


@cache
def _library() -> Any:
    import phonenumbers

    return phonenumbers
