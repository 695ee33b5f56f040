"""Countries and languages: found by the names the office writes, named in Mexican Spanish."""

import subprocess
import sys

import pytest

from crm import countries, languages
from crm.vocabularies import squash


def test_all_of_iso_3166_and_nothing_else() -> None:
    assert len(countries.names()) == 249
    assert not countries.names().keys() & {"EU", "XK", "ZZ", "UN", "XA"}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("US", "Estados Unidos"),
        ("MX", "México"),
        ("GB", "Reino Unido"),
        ("NL", "Países Bajos"),
        ("HK", "Hong Kong"),
        ("", ""),
    ],
)
def test_name(code: str, name: str) -> None:
    assert countries.name(code) == name


def test_an_unknown_code_has_no_name() -> None:
    with pytest.raises(KeyError):
        countries.name("XX")


@pytest.mark.parametrize(
    ("code", "written"),
    [
        (
            "US",
            "EUA|E.U.A.|EE. UU.|EE.UU.|EEUU|E.E.U.U.|USA|U.S.A.|us|Estados Unidos|estados unidos de america",
        ),
        ("US", "United States|los Estados Unidos|ESTADOS UNIDOS|Unión Americana"),
        ("GB", "Reino Unido|UK|U.K.|Inglaterra|Gran Bretaña|United Kingdom|GBR|el Reino Unido"),
        ("NL", "Países Bajos|Paises bajos|Holanda|los Países Bajos|The Netherlands|Netherlands"),
        ("RU", "Federación de Rusia|la Federación de Rusia|Rusia|Russia"),
        ("NZ", "Nueva Zelandia|Nueva Zelanda|New Zealand"),
        ("KR", "Corea del Sur|República de Corea|South Korea"),
        ("TR", "Turquía (Türkiye)|Turquía|Turkey"),
        ("MX", "México|MEXICO|Mexico|Méjico|mx|MEX|República Mexicana|  México  "),
        ("DE", "Alemania|Germany|Deutschland|DEU|de"),
        ("CZ", "República Checa|Chequia"),
        ("QA", "Qatar|Catar"),
        ("PS", "Palestina|Territorios Palestinos"),
        ("VA", "Santa Sede|la Santa Sede|Vaticano|Ciudad del Vaticano"),
        ("IN", "India|la India"),
        ("SV", "El Salvador|Salvador|SLV"),
        ("LA", "Laos|LA"),
    ],
)
def test_found_as_written(code: str, written: str) -> None:
    assert {text: countries.find(text) for text in written.split("|")} == dict.fromkeys(
        written.split("|"), code
    )


@pytest.mark.parametrize("text", ["", "   ", "Narnia", "EUX", "Kosovar", "?"])
def test_what_is_no_country_is_not_found(text: str) -> None:
    assert countries.find(text) is None


def test_every_country_is_found_by_its_own_name_and_code() -> None:
    for code, name in countries.names().items():
        assert countries.find(name) == code, name
        assert countries.find(code) == countries.find(code.lower()) == code


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Almania", "Alemania"),
        ("Estads Unidos", "Estados Unidos"),
        ("Guatemla", "Guatemala"),
        ("zzzzz", None),
    ],
)
def test_suggest(text: str, nearest: str | None) -> None:
    assert countries.suggest(text) == nearest


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Inglés", "en"),
        ("ingles", "en"),
        ("English", "en"),
        ("en", "en"),
        ("castellano", "es"),
        ("Náhuatl", "nah"),
        ("nahuatl", "nah"),
        ("tzotzil", "tzo"),
        ("mandarín", "zh"),
        ("klingon de Marte", None),
    ],
)
def test_languages(text: str, code: str | None) -> None:
    assert languages.find(text) == code


def test_languages_have_spanish_names() -> None:
    assert [languages.name(code) for code in ("es", "en", "nah", "de")] == [
        "español",
        "inglés",
        "náhuatl",
        "alemán",
    ]
    assert languages.suggest("inglez") == "inglés"


@pytest.mark.parametrize("text", ["EE. UU.", "ee uu", "E.E.U.U.", "los EE. UU."])
def test_squash_keeps_only_what_tells_names_apart(text: str) -> None:
    assert squash(text) == "eeuu"


def test_importing_does_not_load_the_library() -> None:
    code = "import sys, crm.countries, crm.languages; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
