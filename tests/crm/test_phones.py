import phonenumbers
import pytest
from hypothesis import given, strategies as st

from crm import phones
from crm.cards import Phone
from crm.errors import InvalidValue


@pytest.mark.parametrize(
    ("text", "country", "e164"),
    [
        ("55 1234 5678", "", "+525512345678"),
        ("(55) 1234-5678", "MX", "+525512345678"),
        ("+52 55 1234 5678", "US", "+525512345678"),
        ("52 55 1234 5678", "MX", "+525512345678"),
        ("0052 55 1234 5678", "MX", "+525512345678"),
        ("+52 1 55 1234 5678", "", "+525512345678"),
        ("521 55 1234 5678", "", "+525512345678"),
        ("01 55 1234 5678", "", "+525512345678"),
        ("044 55 1234 5678", "", "+525512345678"),
        ("045 55 1234 5678", "", "+525512345678"),
        ("+52 (044) 55 1234 5678", "", "+525512345678"),
        ("01 800 433 2000", "", "+528004332000"),
        ("044 55 1234 5678", "US", "+525512345678"),
        ("011 52 55 1234 5678", "US", "+525512345678"),
        ("011 52 55 1234 5678", "MX", "+525512345678"),
        ("001 312 555 0190", "MX", "+13125550190"),
        ("1 312 555 0190", "MX", "+13125550190"),
        ("312 555 0190", "US", "+13125550190"),
        ("1 (312) 555-0190", "US", "+13125550190"),
        ("604 555 0123", "CA", "+16045550123"),
        ("+1 604 555 0123", "", "+16045550123"),
        ("00 34 915 555 555", "MX", "+34915555555"),
        ("915 555 555", "ES", "+34915555555"),
        ("020 7946 0958", "GB", "+442079460958"),
        ("tel:+525512345678", "", "+525512345678"),
        ("55\u00a01234\u00a05678", "", "+525512345678"),
    ],
)
def test_a_number_is_read_however_it_is_written(text, country, e164):
    assert phones.parse(text, country) == Phone(e164)


@pytest.mark.parametrize(
    "written",
    [
        "55 1234 5678 ext. 12",
        "55 1234 5678 Ext 12",
        "55 1234 5678 ext12",
        "55 1234 5678, extensión 12",
        "55 1234 5678 (ext. 12)",
        "55 1234 5678 x12",
        "5512345678x12",
        "55 1234 5678 #12",
        "55 1234 5678 int. 12",
        "tel:+525512345678;ext=12",
    ],
)
def test_an_extension_is_kept_apart(written):
    assert phones.parse(written, use="trabajo") == Phone("+525512345678", "12", "trabajo")


@pytest.mark.parametrize(
    ("text", "country", "sentence"),
    [
        ("55 1234 56", "", "Al teléfono le faltan dos dígitos; en México son diez."),
        ("55 1234 567", "", "Al teléfono le falta un dígito; en México son diez."),
        ("55 1234 56789", "", "Al teléfono le sobra un dígito; en México son diez."),
        ("55 1234 567890", "", "Al teléfono le sobran dos dígitos; en México son diez."),
        ("312 555 019", "US", "Al teléfono le falta un dígito; en Estados Unidos son diez."),
        ("001 917 5550", "", "El teléfono está incompleto."),
        ("+34 915 555 5555 55", "", "El teléfono tiene dígitos de más."),
        ("55 CASA 5678", "", "El teléfono tiene letras; escriba solo sus dígitos."),
        ("sin teléfono", "", "«sin teléfono» no es un teléfono; escriba sus dígitos."),
        (
            "+52 15 1234 5678",
            "",
            "Ningún teléfono de México empieza así; revise la clave de ciudad o de país.",
        ),
        ("+999 1234 5678", "", "El teléfono está incompleto o tiene dígitos de más; revíselo."),
    ],
)
def test_what_is_wrong_is_said_in_words(text, country, sentence):
    with pytest.raises(InvalidValue) as caught:
        phones.parse(text, country)
    assert str(caught.value) == sentence
    assert (caught.value.field, caught.value.value) == ("phones", text)


@pytest.mark.parametrize(
    ("cell", "pieces"),
    [
        ("55 1234 5678", ["55 1234 5678"]),
        ("55 1234 5678 / 55 8765 4321 ext. 12", ["55 1234 5678", "55 8765 4321 ext. 12"]),
        ("55 1234 5678; 55 8765 4321", ["55 1234 5678", "55 8765 4321"]),
        ("55 1234 5678 y 55 8765 4321", ["55 1234 5678", "55 8765 4321"]),
        ("55 1234 5678, ext 12", ["55 1234 5678, ext 12"]),
        ("55 1234 5678, 55 8765 4321", ["55 1234 5678", "55 8765 4321"]),
        ("+52 55 1234 5678 ::: +1 312 555 0190", ["+52 55 1234 5678", "+1 312 555 0190"]),
    ],
)
def test_several_phones_in_one_cell(cell, pieces):
    assert phones.split(cell) == pieces


def test_a_phone_is_shown_the_national_way_at_home_and_the_international_abroad():
    assert phones.display(Phone("+525512345678", "12")) == "55 1234 5678 ext. 12"
    assert phones.display(Phone("+525512345678"), "US") == "+52 55 1234 5678"
    assert phones.display(Phone("+13125550190"), "US") == "(312) 555-0190"
    assert phones.display(Phone("+13125550190")) == "+1 312-555-0190"


digits = st.text("0123456789", min_size=8, max_size=11)
likely = st.builds(
    str.__add__,
    st.sampled_from(["55", "33", "81", "222", "312", "213", "604", "268", "915", "800", "900"]),
    digits,
)


@given(
    number=st.one_of(digits, likely.map(lambda text: text[:10])),
    prefix=st.sampled_from(["", "+52", "+52 ", "+1", "+1 ", "+34", "52", "1"]),
    gaps=st.lists(st.sampled_from(["", " ", "-", "."]), min_size=22, max_size=22),
    country=st.sampled_from(["MX", "US", "CA", "ES", "GB", "CL"]),
)
def test_the_short_way_agrees_with_the_library(number, prefix, gaps, country):
    text = prefix + "".join(f"{digit}{gap}" for digit, gap in zip(number, gaps, strict=False))
    short = phones._plain(text, country)
    if short is not None:
        found = phonenumbers.parse(text, country)
        assert phonenumbers.is_valid_number(found)
        assert phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164) == short


@pytest.mark.parametrize("country", ["MX", "US", "CA", "ES"])
def test_the_short_way_is_really_taken(country):
    example = str(phonenumbers.example_number(country).national_number)
    assert phones._plain(example, country) is not None


def test_a_record_shows_the_calling_code_of_every_phone_and_what_is_none_as_it_is():
    assert phones.international("+525512345678") == "+52 55 1234 5678"
    assert phones.international("+13125550190") == "+1 312-555-0190"
    assert phones.international("12345") == "12345"
