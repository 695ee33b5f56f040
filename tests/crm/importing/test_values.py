import pytest

from crm import countries, languages
from crm.categories import CATEGORIES, SHORT_NAMES
from crm.errors import InvalidValue
from crm.importing import values


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023", "2023"),
        ("2024-03", "2024-03"),
        ("2024-03-15", "2024-03-15"),
        ("2024-03-15 00:00:00", "2024-03-15"),
        ("2024/3/5", "2024-03-05"),
        ("15/03/2024", "2024-03-15"),
        ("15-3-24", "2024-03-15"),
        ("15.03.1998", "1998-03-15"),
        ("1/2/85", "1985-02-01"),
        ("03/2024", "2024-03"),
        ("nov 2023", "2023-11"),
        ("Nov. 2023", "2023-11"),
        ("noviembre de 2023", "2023-11"),
        ("mar-24", "2024-03"),
        ("15 de marzo de 2024", "2024-03-15"),
        ("1º de junio de 2019", "2019-06-01"),
        ("12 ago 2025", "2025-08-12"),
        ("5 March 2020", "2020-03-05"),
        ("s/f", "s/f"),
        ("Sin fecha", "s/f"),
        ("0/0/00", ""),
        ("-", ""),
    ],
)
def test_dates_as_people_write_them(text, date):
    assert values.partial_date(text) == date


@pytest.mark.parametrize(
    "text", ["31/02/2024", "2024-13", "2024-02-30", "0000", "00/2024", "32 de enero de 2024"]
)
def test_a_day_that_does_not_exist_is_refused(text):
    with pytest.raises(InvalidValue, match=f"La fecha «{text}» no existe"):
        values.partial_date(text)


@pytest.mark.parametrize("text", ["ayer", "15 de", "marzo", "1/2", "12 foo 2024"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(InvalidValue, match=r"no es una fecha; escriba por ejemplo 2024"):
        values.partial_date(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Persona", ("person", "")),
        ("liderazgo", ("person", "")),
        ("institución", ("organization", "institución")),
        ("Organización", ("organization", "")),
        ("medio/plataforma", ("organization", "medio")),
        ("Embajada", ("organization", "consulado")),
        ("CLUB", ("organization", "club")),
        ("Tribunal electoral local", None),
    ],
)
def test_kinds_of_contact(text, kind):
    assert values.contact_kind(text) == kind


@pytest.mark.parametrize("text", ["evento", "Reunión", "gira", "CONVENIO", "taller"])
def test_what_is_no_contact_is_refused_as_such(text):
    with pytest.raises(InvalidValue) as caught:
        values.contact_kind(text)
    assert str(caught.value) == f"No es un contacto: el renglón es de tipo «{text}»."


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Universidad de Chile", True),
        ("Casa Puebla, A.C.", True),
        ("Mexican Cultural Foundation", True),
        ("Reynaldo Red", False),
        ("Unidad Guerrero López", True),
        ("Ulises Peñaloza", False),
    ],
)
def test_a_name_may_tell_an_organisation(name, is_one):
    assert values.looks_like_organization(name) is is_one


@pytest.mark.parametrize("code", CATEGORIES)
def test_categories_are_found_by_every_name(code):
    assert (
        values.category(CATEGORIES[code])
        == values.category(SHORT_NAMES[code])
        == values.category(code)
        == code
    )


def test_an_unknown_category_names_the_known_ones():
    with pytest.raises(InvalidValue, match=r"«VIP»; use una de estas: Gubernamental, Académica"):
        values.category("VIP")


@pytest.mark.parametrize("code", sorted(countries.names()))
def test_a_country_comes_back_from_its_name(code):
    assert values.country(countries.names()[code]) == code


def test_an_unknown_country_gets_a_hint():
    with pytest.raises(InvalidValue, match=r"No se reconoce el país «Alemanya»; ¿quiso decir «Alemania»\?"):
        values.country("Alemanya")
    with pytest.raises(InvalidValue, match=r"No se reconoce el país «xxxxxx»\.$"):
        values.country("xxxxxx")


def test_a_language_comes_back_from_its_name():
    for code in ("es", "en", "nah", "yua", "zap", "fr"):
        assert values.language(languages.names()[code]) == code
    with pytest.raises(InvalidValue, match=r"No se reconoce el idioma «inglez»; ¿quiso decir «inglés»\?"):
        values.language("inglez")


@pytest.mark.parametrize(
    ("text", "service", "link"),
    [
        ("ine.mx", "", ("https://ine.mx", "sitio")),
        ("http://ine.mx/a?b=c", "", ("http://ine.mx/a?b=c", "sitio")),
        ("https://www.facebook.com/club", "", ("https://www.facebook.com/club", "facebook")),
        ("https://twitter.com/club", "1", ("https://twitter.com/club", "x")),
        ("@club.oaxaca", "instagram", ("https://www.instagram.com/club.oaxaca", "instagram")),
        ("facebook.com/club", "facebook", ("https://facebook.com/club", "facebook")),
    ],
)
def test_web_addresses_and_accounts(text, service, link):
    assert values.web_address(text, service) == link


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ms-msdt:/id",
        "data:text/html,x",
        "ine",
        "a b.mx",
        "https://[::1",
    ],
)
def test_what_is_no_web_address_is_refused(text):
    with pytest.raises(InvalidValue, match="no es una dirección web"):
        values.web_address(text)


def test_coordinates_are_degrees():
    assert values.coordinate("52.50811234", 90) == 52.508112
    assert values.coordinate("-99,13", 180) == -99.13
    for text in ("200", "norte", "nan", "inf"):
        with pytest.raises(InvalidValue, match="no es una coordenada"):
            values.coordinate(text, 180)
