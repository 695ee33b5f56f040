"""A Card written as a vCard and read again is the same Card; and what others read in it."""

import dataclasses
import string

import pytest
import vobject
from hypothesis import given, strategies as st

from crm.cards import (
    ADDRESS_USES,
    EMAIL_USES,
    LINK_KINDS,
    PHONE_USES,
    Address,
    Card,
    Email,
    GroupMembership,
    Link,
    OtherName,
    Phone,
    Post,
    RelationTo,
)
from crm.errors import Cancelled
from crm.files.content_lines import fold
from crm.files.vcard import read_vcards
from crm.files.vcard_cards import card_from
from crm.files.vcard_writing import vcard_text, write_vcards

_text = st.text(
    st.one_of(st.sampled_from('\\;,:"^=ñÁ\n '), st.characters(exclude_categories=["Cs", "Cc"])), max_size=90
).map(str.strip)
_name = _text.filter(bool).filter(lambda text: "\n" not in text)
_date = st.sampled_from(["", "2024", "2024-03", "2024-03-15", "s/f"])
_degrees = st.integers(-90_000_000, 90_000_000).map(lambda millionths: millionths / 1_000_000)


def _several(strategy):
    return st.lists(strategy, max_size=3).map(tuple)


@st.composite
def _addresses(draw):
    located = draw(st.booleans())
    line = draw(_text.map(lambda text: " ".join(text.split("\n")).strip()))
    return Address(
        country=draw(st.sampled_from(["", "MX", "US"])),
        state=draw(_text),
        city=draw(_name),
        line=line,
        postcode=draw(st.text(string.digits, max_size=5)),
        latitude=draw(_degrees) if located else None,
        longitude=draw(_degrees) if located else None,
        timezone=draw(st.sampled_from(["", "America/Mexico_City"])),
        use=draw(st.sampled_from(["", *ADDRESS_USES])),
    )


_phones = st.builds(
    Phone,
    e164=st.text(string.digits, min_size=8, max_size=14).map(lambda digits: f"+{digits}"),
    extension=st.text(string.digits, max_size=4),
    use=st.sampled_from(["", *PHONE_USES]),
)
_shared = {
    "uid": st.one_of(st.just(""), st.uuids().map(str)),
    "country": st.sampled_from(["", "MX"]),
    "phones": _several(_phones),
    "emails": _several(
        st.builds(Email, address=st.just("a.b+c@ejemplo.org"), use=st.sampled_from(["", *EMAIL_USES]))
    ),
    "addresses": _several(_addresses()),
    "links": _several(
        st.builds(
            Link,
            url=st.sampled_from(["https://x.com/a,b;c", "https://ejemplo.org"]),
            kind=st.sampled_from(LINK_KINDS),
        )
    ),
    "notes": _several(_text.filter(bool)),
    "tags": _several(_name),
    "groups": _several(st.builds(GroupMembership, group=_name, joined=_date, left=_date)),
    "consulate": _text,
    "source": _text,
    "verified_on": _date,
}
_persons = st.builds(
    Card,
    kind=st.just("person"),
    given_names=_name,
    first_surname=_text,
    second_surname=_text,
    treatment=_text,
    known_as=_text,
    origin=_text,
    languages=_several(st.sampled_from(["es", "en", "nah"])),
    leadership=_text,
    posts=_several(
        st.builds(Post, organization=_name, title=_text, part=st.just("titular"), start=_date, end=_date)
    ),
    **_shared,
)
_organizations = st.builds(
    Card,
    kind=st.just("organization"),
    official_name=_name,
    acronym=_text,
    other_names=_several(
        st.builds(OtherName, text=_name, kind=st.sampled_from(["otro", "anterior"]), until=_date)
    ),
    organization_kind=st.sampled_from(["", "club"]),
    subtype=_text,
    main_category=st.sampled_from(["", "osc"]),
    further_categories=_several(st.sampled_from(["academica", "migrante"])),
    parent=_text,
    relations=_several(
        st.builds(RelationTo, kind=st.just("member"), organization=_name, start=_date, end=_date)
    ),
    **_shared,
)


@given(st.lists(st.one_of(_persons, _organizations), min_size=1, max_size=3), st.sampled_from(["4.0", "3.0"]))
def test_the_round_trip_loses_nothing(tmp_path_factory, cards, version):
    path = tmp_path_factory.getbasetemp() / "ida_y_vuelta.vcf"
    write_vcards(path, cards, version, country_name={"MX": "México", "US": "Estados Unidos"}.__getitem__)
    assert [card_from(record) for record in read_vcards(path)] == cards


def test_every_field_of_a_card_is_in_the_round_trip():
    drawn = {field.name for field in dataclasses.fields(Card)}
    person = {
        "given_names",
        "first_surname",
        "second_surname",
        "treatment",
        "known_as",
        "origin",
        "languages",
    }
    organization = {
        "official_name",
        "acronym",
        "other_names",
        "organization_kind",
        "subtype",
        "main_category",
    }
    more = {"leadership", "posts", "further_categories", "parent", "relations", "kind"}
    assert drawn == person | organization | more | set(_shared)


@given(_persons, st.sampled_from(["4.0", "3.0"]))
def test_no_line_is_longer_than_75_octets(card, version):
    lines = vcard_text(card, version).encode().split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert lines[-1] == b""


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_unfolding_gives_the_line_back(text):
    assert fold(text).removesuffix("\r\n").replace("\r\n ", "") == text


PERSON = Card(
    kind="person",
    given_names="Rosalía",
    first_surname="Inventada",
    second_surname="Prueba",
    treatment="Dra.",
    languages=("es",),
    posts=(Post("Club Viejo", "Vocal", end="2020"), Post("Club Ficticio", "Presidenta", "titular", "2021")),
    phones=(Phone("+525555550100", "12", "trabajo"), Phone("+525555550101", "", "móvil")),
    emails=(Email("rosalia@ejemplo.org", "personal"),),
    addresses=(
        Address(
            "MX",
            "Puebla",
            "Puebla",
            "Calle 1, Piso 2",
            "72000",
            19.043,
            -98.2,
            "America/Mexico_City",
            "oficina",
        ),
    ),
    links=(Link("https://facebook.com/rosalia", "facebook"),),
    tags=("a,b", "c"),
)


def test_version_4_as_others_read_it():
    lines = vcard_text(PERSON, country_name=lambda _: "México").replace("\r\n ", "").split("\r\n")
    for expected in (
        "VERSION:4.0",
        "KIND:individual",
        "FN:Rosalía Inventada Prueba",
        "N:Inventada Prueba;Rosalía;;Dra.;",
        "ORG:Club Ficticio",
        "TITLE:Presidenta",
        "TEL;VALUE=uri;TYPE=work;X-VINCULO-USE=trabajo:tel:+525555550100;ext=12",
        "EMAIL;TYPE=home;X-VINCULO-USE=personal:rosalia@ejemplo.org",
        'ADR;TYPE=work;CC=MX;GEO="geo:19.043,-98.2";TZ=America/Mexico_City;X-VINCULO-USE=oficina'
        ":;;Calle 1\\, Piso 2;Puebla;Puebla;72000;México",
        "X-SOCIALPROFILE;TYPE=facebook:https://facebook.com/rosalia",
        "CATEGORIES:a\\,b,c",
        "LANG:es",
    ):
        assert expected in lines


def test_version_3_as_another_library_reads_it():
    card = vobject.readOne(vcard_text(PERSON, "3.0"))
    assert card.fn.value == "Rosalía Inventada Prueba"
    assert (card.n.value.family, card.n.value.given) == ("Inventada Prueba", "Rosalía")
    assert [tel.value for tel in card.tel_list] == ["+525555550100", "+525555550101"]
    assert card.adr.value.street == "Calle 1, Piso 2"
    assert card.geo.value == "19.043;-98.2"
    assert card.categories.value == ["a,b", "c"]


def test_a_family_name_edited_elsewhere_is_believed(make_file):
    path = make_file(vcard_text(PERSON).replace("\nN:Inventada Prueba;", "\nN:Otra;"))
    (record,) = read_vcards(path)
    assert (card_from(record).first_surname, card_from(record).second_surname) == ("Otra", "")


def test_a_cancelled_export_leaves_nothing(tmp_path):
    def cards():
        yield PERSON
        raise Cancelled("Exportación cancelada.")

    with pytest.raises(Cancelled):
        write_vcards(tmp_path / "a.vcf", cards())
    assert list(tmp_path.iterdir()) == []
