import pytest

from crm.importing.cities import likely_city


@pytest.mark.parametrize(
    ("written", "country", "meant"),
    [
        ("Fresmo", "US", "Fresno"),
        ("Fresmo", "", "Fresno"),
        ("Chcago", "US", "Chicago"),
        ("Chiccago", "", "Chicago"),
        ("Chciago", "US", "Chicago"),
        ("los angelez", "US", "Los Ángeles"),
        ("Fresmo", "MX", ""),
        ("Fresno", "US", ""),
        ("FRESNO", "MX", ""),
        ("Fremso", "US", ""),
        ("Fersmo", "US", ""),
        ("Romo", "IT", ""),
        ("Villa Nueva de los Robles", "", ""),
        ("", "", ""),
    ],
)
def test_one_letter_away_from_a_city_of_that_country(written, country, meant):
    assert likely_city(written, country) == meant
