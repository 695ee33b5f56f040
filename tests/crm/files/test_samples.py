"""Files as other programs export them, with invented people."""

import pytest

from crm.files.opening import open_table
from crm.files.vcard import read_vcards
from crm.files.vcard_cards import card_from

KNOWN = {
    *(
        "name",
        "given name",
        "first name",
        "last name",
        "e-mail 1 - value",
        "phone 1 - value",
        "notes",
        "job title",
    ),
    *(
        "nombre",
        "apellidos",
        "apellido",
        "e-mail address",
        "correo principal",
        "puesto",
        "cargo",
        "categorías",
    ),
}


def score(cells):
    return sum(cell.casefold() in KNOWN for cell in cells)


@pytest.mark.parametrize(
    ("name", "encoding", "cells"),
    [
        (
            "google_old.csv",
            "UTF-16",
            {
                "Given Name": "Rosalía",
                "Notes": "Primera línea\nSegunda",
                "E-mail 1 - Value": "rosalia@ejemplo.org ::: r.inventada@ejemplo.org",
                "Phone 1 - Value": "+1 213-555-0101 ::: +1 213-555-0102",
            },
        ),
        (
            "google_2024.csv",
            "UTF-8",
            {
                "First Name": "Rosalía",
                "Labels": "* myContacts",
                "Address 1 - Formatted": "1 Calle Falsa\nLos Angeles, CA 90001",
            },
        ),
        (
            "outlook_en.csv",
            "Windows-1252",
            {
                "First Name": "Fermín",
                "Business Street": "Av. Inexistente 5\r\nPiso 2",
                "Categories": "Academia;Redes",
            },
        ),
        (
            "outlook_es.csv",
            "Windows-1252",
            {"Nombre": "Íñigo", "Apellidos": "Soñado Muñoz", "Categorías": "OSC;Jóvenes"},
        ),
        ("thunderbird_es.csv", "UTF-8", {"Nombre": "Zoé", "Ciudad donde trabajas": "Mérida"}),
    ],
)
def test_tables(samples, name, encoding, cells):
    with open_table(samples / name, score) as table:
        assert table.encoding == encoding
        assert not table.garbled
        row = dict(zip(table.headings, next(table.rows).cells, strict=True))
    assert {heading: row[heading] for heading in cells} == cells


def only(path):
    return list(read_vcards(path))


def test_apple(samples):
    person, federation = only(samples / "apple.vcf")
    assert (person.family, person.given, person.additional, person.prefix) == (
        "Inventada",
        "Rosalía",
        "Guadalupe",
        "Dra.",
    )
    assert person.nicknames == ("Chalía",)
    assert (person.organization, person.units, person.title) == (
        "Club Ficticio Los Ángeles",
        ("Mesa directiva",),
        "Presidenta",
    )
    assert person.notes == ("Conoce a la cónsul; prefiere llamadas, no correos.\nViaja en agosto.",)
    assert person.tags == ("Clubes", "Liderazgo")
    assert ("BDAY", "1604-05-01") in person.others
    card = card_from(person)
    assert [(phone.e164, phone.use) for phone in card.phones] == [
        ("+1 (213) 555-0101", "móvil"),
        ("+52 55 5555 0101", "móvil"),
        ("213 555 0102", "trabajo"),
    ]
    assert [(email.address, email.use) for email in card.emails] == [
        ("rosalia@ejemplo.org", "personal"),
        ("club@ejemplo.org", "otro"),
    ]
    assert [(link.url, link.kind) for link in card.links] == [
        ("https://ejemplo.org/rosal%C3%ADa", "sitio"),
        ("https://twitter.com/rosalia", "x"),
        ("https://www.facebook.com/rosalia", "facebook"),
    ]
    (address,) = card.addresses
    assert (address.line, address.postcode, address.country) == ("1 Calle Falsa\nDepto. 2", "90001", "US")
    assert address.use == "residencia"
    assert federation.kind == "organization"
    assert card_from(federation).official_name == "Federación Imaginaria"
    assert card_from(federation).phones[0].use == "trabajo"


def test_google(samples):
    (person,) = only(samples / "google.vcf")
    card = card_from(person)
    assert (card.given_names, card.first_surname) == ("Fermín", "Imaginado Ruiz")
    assert [(email.address, email.use) for email in card.emails] == [
        ("fermin@ejemplo.org", ""),
        ("f.imaginado@ejemplo.org", "trabajo"),
    ]
    assert person.emails[0].label == "Correo del club"
    assert card.links[0].url == "https://ejemplo.org"
    assert (card.posts[0].organization, card.posts[0].title) == ("Instituto Ficticio", "Director")


def test_outlook(samples):
    (person,) = only(samples / "outlook.vcf")
    assert (person.family, person.given, person.prefix) == ("Soñado Muñoz", "Íñigo", "Lic.")
    assert person.organization == "Fundación Quimera"
    assert person.title == (
        "Coordinación de una oficina con un nombre tan largo que no cabe en una sola línea"
    )
    assert person.notes == ("Primera\nSegunda",)
    assert person.revised == "20240801T120000Z"
    assert person.ignored_lines == ()
    card = card_from(person)
    assert [phone.use for phone in card.phones] == ["trabajo", "móvil", "fax"]
    (address,) = card.addresses
    assert (address.line, address.city, address.country) == ("Calle Sin Número\nPiso 3", "Puebla", "México")
    assert address.use == "oficina"


def test_thunderbird(samples):
    (person,) = only(samples / "thunderbird.vcf")
    assert person.uid == "0190b5a0-0000-7000-8000-000000000001"
    assert person.languages == ("es",)
    assert person.role == "Vocal"
    assert person.addresses[0].formatted == "Calle 60, Mérida"
    assert person.others == (("X-CUSTOM1", "algo"),)
    card = card_from(person)
    assert [(phone.e164, phone.extension, phone.use) for phone in card.phones] == [
        ("+52-55-5555-0103", "12", "trabajo"),
        ("+52 55 5555 0105", "", "móvil"),
    ]
    (address,) = card.addresses
    assert (address.country, address.latitude, address.longitude) == ("MX", 20.967, -89.624)
    assert address.timezone == "America/Merida"
