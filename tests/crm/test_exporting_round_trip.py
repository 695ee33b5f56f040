"""Import ∘ export is the identity, for any card and each format."""

import unicodedata
import uuid
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from crm import countries
from crm.cards import (
    ADDRESS_USES,
    EMAIL_USES,
    LINK_KINDS,
    ORGANIZATION_KINDS,
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
from crm.categories import CATEGORIES
from crm.exporting.columns import lay_out
from crm.files.delimited import write_delimited
from crm.files.spreadsheet import write_xlsx
from crm.files.vcard_writing import write_vcards
from crm.importing.reading import read_file
from crm.importing.rows import RowOptions
from crm.relations import KINDS
from tests.crm.flat_cards import counts, flat


def tidy(written: str) -> str:
    return " ".join(unicodedata.normalize("NFC", written).split())


some = st.sampled_from
letters = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp"), exclude_characters="\ufeff")
spiced = st.text(some("aÑé =+-@'\"\\;,:|^%\u200bx_0\t"), max_size=12)
texts = (st.text(letters, max_size=12) | spiced).map(tidy)
names = texts.filter(lambda written: any(char.isalnum() for char in written))
notes = st.lists(names, min_size=1, max_size=3).map("\n".join)
dates = some(["", "2023", "2023-11", "2023-11-05"])
ends = dates | st.just("s/f")
degrees = st.floats(-90, 90).map(lambda value: round(value, 6) + 0.0)


def several(item, **options):
    return st.lists(item, max_size=3, **options).map(tuple)


numbers = some(["+525512345678", "+13125550190", "+34915555555", "+442079460958"])
phones = st.builds(Phone, numbers, some(["", "0", "12"]), some(["", *PHONE_USES]))
emails = st.builds(
    Email, some(["ana@example.org", "Ñandú@correo.mx", "info@méxico.mx"]), some(["", *EMAIL_USES])
)
links = st.builds(
    Link, some(["https://ine.mx", "http://x.com/a?b=c,d;e", "https://www.facebook.com/ñ"]), some(LINK_KINDS)
)
located = st.tuples(degrees, degrees) | st.just((None, None))
addresses = st.builds(
    lambda position, **parts: Address(latitude=position[0], longitude=position[1], **parts),
    position=located,
    country=some(["", "MX", "US", "CD"]),
    state=texts,
    city=texts,
    line=texts,
    postcode=texts,
    timezone=some(["", "America/Chicago"]),
    use=some(["", *ADDRESS_USES]),
).filter(lambda place: place != Address(use=place.use))
shared = {
    "phones": several(phones, unique=True),
    "emails": several(emails, unique=True),
    "addresses": several(addresses),
    "links": several(links, unique=True),
    "notes": several(notes),
    "tags": several(names, unique=True),
    "groups": several(st.builds(GroupMembership, names, dates, ends)),
    "consulate": texts,
    "source": texts,
    "verified_on": ends,
    "uid": st.uuids().map(str),
}
persons = st.builds(
    Card,
    kind=st.just("person"),
    given_names=names,
    first_surname=names,
    second_surname=st.just("") | names,
    treatment=texts,
    known_as=texts,
    origin=texts,
    languages=several(some(["es", "en", "nah", "zap", "mfs"]), unique=True),
    leadership=texts,
    posts=several(st.builds(Post, names, texts, some(["", "titular", "enlace"]), dates, ends)),
    **shared,
)
organizations = st.builds(
    Card,
    kind=st.just("organization"),
    official_name=names,
    acronym=texts,
    other_names=several(st.builds(OtherName, names, some(["otro", "anterior"]), ends)),
    organization_kind=some(ORGANIZATION_KINDS),
    subtype=texts,
    main_category=some(list(CATEGORIES)),
    parent=texts,
    country=some(["", *countries.names()]),
    relations=several(st.builds(RelationTo, some(list(KINDS)), names, dates, ends)),
    **shared,
)


def write_table(path: Path, cards: list[Card]) -> None:
    layout = lay_out(None, counts(cards))
    write = write_xlsx if path.suffix == ".xlsx" else write_delimited
    write(path, layout.headings, (flat(layout, card) for card in cards))


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".vcf"])
@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=40
)
@given(cards=st.lists(persons | organizations, min_size=1, max_size=3))
def test_what_is_exported_is_imported_again_without_loss(ending, cards):
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{ending}"
        if ending == ".vcf":
            write_vcards(path, cards, country_name=lambda code: countries.names()[code])
        else:
            write_table(path, cards)
        reading = read_file(path, RowOptions())
    assert reading.rejected == []
    assert reading.cards == cards


def test_further_categories_come_back_in_order(tmp_path):
    card = Card(
        kind="organization",
        uid=str(uuid.UUID(int=7)),
        official_name="Casa Puebla",
        organization_kind="asociación",
        main_category="osc",
        further_categories=("migrante", "academica", "gubernamental"),
    )
    write_table(tmp_path / "a.csv", [card])
    assert read_file(tmp_path / "a.csv", RowOptions()).cards == [card]
