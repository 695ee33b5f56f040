"""Languages: ISO 639 codes and their names in Mexican Spanish (CLDR, by Babel), Mexico's own included."""

from collections.abc import Mapping

from crm.vocabularies import Vocabulary

_MEXICAN = {
    "nah": "náhuatl",
    "yua": "maya",
    "mix": "mixteco",
    "oto": "otomí",
    "maz": "mazahua",
    "tzh": "tseltal",
    "tzo": "tsotsil",
    "tsz": "purépecha",
    "toj": "tojolabal",
    "ctu": "ch'ol",
    "mir": "mixe",
    "hch": "wixárika",
    "tar": "rarámuri",
    "yaq": "yaqui",
    "mfs": "lengua de señas mexicana",
}
"""Languages spoken in Mexico City's communities that the library lacks: ISO 639-2 or 639-3; where a family
has many codes, that of one variety or of the group stands for the language as the office names it."""

_ALIASES = {
    "en": "English, inglesa",
    "es": "castellano, Spanish, española",
    "fr": "français",
    "de": "Deutsch",
    "it": "italiano",
    "pt": "português",
    "zh": "chino mandarín, mandarín",
    "nl": "holandés, flamenco",
    "fi": "finlandés",
    "fa": "farsi",
    "ht": "criollo haitiano",
    "mfs": "LSM, señas",
    "nah": "mexicano, nahua",
    "tar": "tarahumara",
    "hch": "huichol",
    "tsz": "tarasco",
    "tzh": "tzeltal",
    "tzo": "tzotzil",
    "ctu": "chol",
    "yua": "maya yucateco",
    "zap": "zapoteca",
    "mix": "mixteca",
}


def _load() -> tuple[Mapping[str, str], Mapping[str, str]]:
    # Babel reads its data from files (about 0.1 s the first time), hence not while modules are imported.
    from babel import Locale

    spanish = {str(code): str(text) for code, text in Locale("es", "MX").languages.items()}
    codes = [code for code in spanish if 2 <= len(code) <= 3 and code.isalpha()]
    names = {code: spanish[code] for code in codes} | _MEXICAN
    english = {str(code): str(text) for code, text in Locale("en").languages.items()}
    others = {english[code]: code for code in codes if code in english}
    others |= {alias: code for code, aliases in _ALIASES.items() for alias in aliases.split(", ")}
    return names, others


_languages = Vocabulary(_load)
names = _languages.names
name = _languages.name
find = _languages.find
suggest = _languages.suggest
