"""Phones, e-mails, links and addresses of a row; each bad one is noted with its column and its reason."""

from crm import emails, phones
from crm.cards import Address, Email, Link, Phone
from crm.errors import InvalidValue
from crm.importing import values
from crm.importing.cells import Cells, Parts, Slot
from crm.importing.cities import likely_city
from crm.importing.lists import words
from crm.texts import _
from crm.vocabularies import squash

_NOTHING = words(
    "-|n/a|n/d|s/d|s/n|no|no tiene|ninguno|ninguna|sin correo|sin teléfono|pendiente|por capturar|sin dato|sin datos|0"
)
"""What people write in a cell for a phone, an e-mail or a page that there is not."""
_LONGEST_NOTHING = 12
_NO_STATES = words("nacional|internacional|federal|local|nivel nacional")
_STATES = {"estado", "estado_y_pais", "entidad"}
_SCOPES = words("gubernamental|académico|red|asociación de organismos|fundación política")


def phones_of(row: Cells, country: str) -> tuple[Phone, ...]:
    """The row's phones; those without a country of their own are of ``country``."""
    found: list[Phone] = []
    for slot, cells in row.filled("phone"):
        cell = cells.get("telefono", "")
        if not cell or _says_nothing(cell):
            continue
        use = cells.get("uso_telefono", "")
        use = values.choice(label(use), values.USES_OF_PHONES) if use else slot.use
        extension = cells.get("extension", "")
        for text in phones.split(cell):
            try:
                phone = phones.parse(text, country, use)
            except InvalidValue as error:
                row.reject(row.part_column(slot, "telefono"), cell, error)
                continue
            if extension and not phone.extension:
                phone = _extended(row, phone, extension, slot)
            if phone not in found:
                found.append(phone)
    return tuple(found)


def _extended(row: Cells, phone: Phone, extension: str, slot: Slot) -> Phone:
    digits = extension.casefold().removeprefix("extensión").removeprefix("ext").strip(" .:#")
    if not digits.isdecimal() or len(digits) > 7:
        reason = _("«{text}» no es una extensión; escriba solo sus dígitos.").format(text=extension)
        row.reject(row.part_column(slot, "extension"), extension, reason)
        return phone
    return Phone(phone.e164, digits, phone.use)


def emails_of(row: Cells) -> tuple[Email, ...]:
    """The row's e-mail addresses."""
    found: list[Email] = []
    for slot, cells in row.filled("email"):
        cell = cells.get("correo", "")
        if not cell or _says_nothing(cell):
            continue
        use = cells.get("uso_correo", "")
        use = values.choice(label(use), values.USES_OF_EMAILS) if use else slot.use
        for text in emails.split(cell):
            try:
                email = emails.parse(text, use, check_domain=row.options.check_domains)
            except InvalidValue as error:
                row.reject(row.part_column(slot, "correo"), cell, error)
                continue
            if email not in found:
                found.append(email)
    return tuple(found)


def links_of(row: Cells) -> tuple[Link, ...]:
    """The row's web pages and social accounts."""
    found: list[Link] = []
    for slot, cells in row.filled("link"):
        cell = cells.get("sitio_web", "")
        if not cell or _says_nothing(cell):
            continue
        stated = values.choice(label(cells.get("tipo_liga", "")), values.LINKS)
        for text in cell.replace(" ::: ", "\n").split("\n"):
            try:
                url, kind = values.web_address(text.strip(), slot.name)
            except InvalidValue as error:
                row.reject(row.part_column(slot, "sitio_web"), cell, error)
                continue
            if (link := Link(url, stated or kind)) not in found:
                found.append(link)
    return tuple(found)


def addresses_of(row: Cells, country: str, *, person: bool) -> tuple[Address, ...]:
    """The row's addresses. ``country`` is the row's own; a person's with no address to it becomes one."""
    found = []
    for slot, cells in row.filled("address"):
        address = _address(row, slot, cells, country)
        if address is not None:
            found.append(address)
    if not found and person and country:
        found.append(Address(country=country))
    return tuple(found)


def _address(row: Cells, slot: Slot, cells: Parts, country: str) -> Address | None:
    stated, state = _country_of(row, slot, cells), cells.get("estado", "")
    if both := cells.get("estado_y_pais", ""):
        stated, state = _state_and_country(row, both, slot)
    line = cells.get("direccion", "")
    city, postcode = cells.get("ciudad", ""), cells.get("codigo_postal", "")
    state = state or _entity(cells, country)
    if "," in city and not state and not slot.parts.keys() & _STATES:
        # "Los Ángeles, California" where the file has no column for the state.
        city, state = (part.strip() for part in city.split(",", 1))
    line = line or ("" if city or state else " ".join(cells.get("direccion_completa", "").split()))
    if likely := likely_city(city, stated or country) if city else "":
        reason = _("No se reconoce la ciudad «{city}»; quizá es {likely}.").format(city=city, likely=likely)
        row.doubt(row.part_column(slot, "ciudad"), city, reason, likely)
    latitude = _coordinate(row, slot, cells, "latitud", 90)
    longitude = _coordinate(row, slot, cells, "longitud", 180)
    timezone = cells.get("zona_horaria", "")
    if not any((stated, state, city, line, postcode, timezone)) and latitude is longitude is None:
        return None
    if not (stated or row.states_countries):
        stated = country
    use = cells.get("uso_direccion", "")
    use = values.choice(label(use), values.USES_OF_ADDRESSES) if use else slot.use
    return Address(stated, state, city, line, postcode, latitude, longitude, timezone, use)


def _country_of(row: Cells, slot: Slot, cells: Parts) -> str:
    text = cells.get("pais_direccion", "")
    try:
        return values.country(text) if text else ""
    except InvalidValue as error:
        row.reject(row.part_column(slot, "pais_direccion"), text, error)
        return ""


def _state_and_country(row: Cells, text: str, slot: Slot) -> tuple[str, str]:
    state, _comma, last = text.rpartition(",")
    try:
        return values.country(last.strip()), state.strip()
    except InvalidValue as error:
        if not state:
            return "", text
        row.reject(row.part_column(slot, "estado_y_pais"), text, error)
        return "", ""


def _entity(cells: Parts, country: str) -> str:
    entity = cells.get("entidad", "")
    if not entity or squash(entity) in _NO_STATES or (country != phones.HOME and _is_scope(entity)):
        return ""
    return entity


def _coordinate(row: Cells, slot: Slot, cells: Parts, field: str, limit: int) -> float | None:
    text = cells.get(field, "")
    if not text:
        return None
    try:
        return values.coordinate(text, limit)
    except InvalidValue as error:
        row.reject(row.part_column(slot, field), text, error)
        return None


def phone_country(row: Cells, addresses: tuple[Address, ...], country: str) -> str:
    """The country of phones written without one: that of the address, of the row, or of the whole file."""
    stated = (address.country for address in addresses if address.country)
    return next(stated, country) or row.options.country


def _says_nothing(cell: str) -> bool:
    return len(cell) < _LONGEST_NOTHING and values.squashed(cell) in _NOTHING


def label(text: str) -> str:
    """A label of Google's without the star that marks its own ("* Work")."""
    return text.removeprefix("*").strip()


def _is_scope(entity: str) -> bool:
    return any(word in squash(entity) for word in _SCOPES) and "," not in entity
