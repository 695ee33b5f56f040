"""Countries: ISO 3166-1 alpha-2 codes and their names in Mexican Spanish (CLDR, through Babel)."""

from collections.abc import Mapping
from typing import Any

from crm.vocabularies import Vocabulary

_NOT_ISO = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ")
)
"""Two-letter codes of CLDR which ISO 3166-1 does not assign."""

_OFFICE_NAMES = {"HK": "Hong Kong", "MO": "Macao", "MM": "Myanmar", "PS": "Palestina", "VA": "Santa Sede"}
"""Where the library's name is longer than, or other than, what the foreign ministry's directory writes."""

_ALIASES = {
    "MX": "Mejico, Estados Unidos Mexicanos, República Mexicana, MEX",
    "US": "EUA, EE UU, E.E.U.U., USA, U.S., Estados Unidos de América, Estados Unidos de Norteamérica, "
    "Norteamérica, United States of America, Unión Americana",
    "GB": "UK, U.K., Inglaterra, Gran Bretaña, Escocia, Gales, Irlanda del Norte, England, Scotland, Wales, "
    "Great Britain, Reino Unido de Gran Bretaña e Irlanda del Norte",
    "NL": "Holanda, Holland, The Netherlands",
    "RU": "Federación de Rusia, Federación Rusa, Russian Federation",
    "NZ": "Nueva Zelandia",
    "KR": "República de Corea, Corea, Corea del Sur, Republic of Korea, Korea",
    "KP": "República Popular Democrática de Corea",
    "TR": "Turquía (Türkiye), Türkiye, Turkey",
    "CZ": "República Checa, Czech Republic",
    "QA": "Qatar",
    "DE": "República Federal de Alemania, Deutschland",
    "CN": "República Popular China, República Popular de China",
    "TW": "Taiwán (China)",
    "HK": "RAE de Hong Kong (China)",
    "MO": "RAE de Macao (China), Macau",
    "MM": "Birmania, Myanmar (Birmania), Burma",
    "PS": "Territorios Palestinos, Estado de Palestina, Palestine",
    "VA": "Ciudad del Vaticano, Vaticano, El Vaticano",
    "BR": "Brazil",
    "FR": "República Francesa",
    "ES": "Reino de España",
    "SA": "Arabia Saudí",
    "KE": "Kenya",
    "MY": "Malaysia",
    "CI": "Costa de Marfil, Ivory Coast",
    "CD": "Congo (República Democrática)",
    "SZ": "Suazilandia, Swazilandia, Swaziland",
    "MK": "Macedonia",
    "RO": "Rumanía",
    "BY": "Belarús",
    "FK": "Malvinas",
    "VE": "República Bolivariana de Venezuela",
    "BO": "Estado Plurinacional de Bolivia",
    "IR": "República Islámica de Irán",
    "VN": "Viet Nam",
    "CV": "Cape Verde",
    "ZW": "Zimbabwe",
    "TL": "Timor-Leste",
}


def _load() -> tuple[Mapping[str, str], Mapping[str, str]]:
    # Babel reads its data from files (about 0.1 s the first time), hence not while modules are imported.
    from babel import Locale
    from babel.core import get_global

    spanish = _texts(Locale("es", "MX").territories)
    codes = [code for code in spanish if len(code) == 2 and code.isalpha() and code not in _NOT_ISO]
    names = {code: _OFFICE_NAMES.get(code, spanish[code]) for code in codes}
    english = _texts(Locale("en").territories)
    others = {english[code]: code for code in codes} | {spanish[code]: code for code in codes}
    for alpha_3, replaced_by in get_global("territory_aliases").items():
        if len(alpha_3) == 3 and alpha_3.isalpha() and replaced_by[0] in names:
            others[alpha_3] = replaced_by[0]
    others |= {alias: code for code, aliases in _ALIASES.items() for alias in aliases.split(", ")}
    return names, others


def _texts(library_names: Mapping[Any, Any]) -> dict[str, str]:
    return {str(code): str(text) for code, text in library_names.items()}


_countries = Vocabulary(_load)
names = _countries.names
name = _countries.name
find = _countries.find
suggest = _countries.suggest
