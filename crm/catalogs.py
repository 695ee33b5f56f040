"""The catalogues that ship: the consular network, electoral bodies and other institutions, as cards.

The files, their sources and the rules of their cleaning are in ``resources/catalogs/README.md``. A catalogue
card carries a uid made from its catalogue id, so adding a catalogue twice adds nothing the second time.
"""

import csv
import uuid
from collections.abc import Iterator
from importlib import resources

from crm.cards import Address, Card, Link, OtherName

TO_VERIFY = "por verificar"
"""The tag of a catalogue card whose source is not sure enough."""

HOUSE = "ELE-017"
"""Catalogue id of the institute itself: it stands among the 32 OPLE and is nobody's external institution."""

_NAMESPACE = uuid.UUID("5b0f7c1e-3f0a-5c0e-9d55-0c6d7a1e2f40")


def catalog_uid(catalog_id: str) -> str:
    """The fixed UUID of a catalogue row ("REM-095")."""
    return str(uuid.uuid5(_NAMESPACE, catalog_id))


def consular_network() -> list[Card]:
    """The 163 Mexican embassies, consulates, sections, missions and offices abroad."""
    return [_office(row) for row in read_rows("consular_network.csv")]


def electoral_bodies() -> list[Card]:
    """The electoral authorities and the international bodies and networks; the institute is left out."""
    return [_body(row, row["tipo"]) for row in read_rows("electoral_bodies.csv") if row["id"] != HOUSE]


def institutions() -> list[Card]:
    """The other institutions, organisations and media; none stands in another catalogue."""
    return [_body(row, row["subtipo"]) for row in read_rows("institutions.csv")]


def read_rows(file_name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file of ``resources/catalogs``, by column name."""
    yield from csv.DictReader(read_lines(file_name))


def read_lines(file_name: str) -> list[str]:
    """The lines of a text file of ``resources/catalogs``."""
    return (resources.files("resources") / "catalogs" / file_name).read_text(encoding="utf-8").splitlines()


def _office(row: dict[str, str]) -> Card:
    address = Address(
        # The embassy to the Holy See is in Rome: where it stands is not where it is accredited.
        country="IT" if row["iso2"] == "VA" else row["iso2"],
        state=row["estado"],
        city=row["ciudad"],
        latitude=float(row["latitud"]),
        longitude=float(row["longitud"]),
        timezone=row["zona"],
        use="oficina",
    )
    return Card(
        kind="organization",
        uid=catalog_uid(row["id"]),
        official_name=row["nombre"],
        organization_kind="consulado",
        subtype=row["tipo"],
        main_category="consular",
        country=row["iso2"],
        addresses=(address,),
        links=_links(row),
        notes=_notes(row),
        tags=_tags(row),
        source=row["fuente"],
    )


def _body(row: dict[str, str], subtype: str) -> Card:
    further = row.get("otra_categoria", "")
    former = row["nombre_anterior"]
    return Card(
        kind="organization",
        uid=catalog_uid(row["id"]),
        official_name=row["nombre"],
        acronym=row["siglas"],
        other_names=(OtherName(former, "anterior"),) if former else (),
        organization_kind="medio" if row["categoria"] == "medio" else "institución",
        subtype=subtype,
        main_category=row["categoria"],
        further_categories=(further,) if further else (),
        parent=row.get("depende_de", ""),
        country=row["iso2"],
        addresses=_addresses(row),
        links=_links(row),
        notes=_notes(row),
        tags=_tags(row),
        source=row["fuente"],
    )


def _addresses(row: dict[str, str]) -> tuple[Address, ...]:
    if not (row["ciudad"] or row["estado"]):
        return ()
    return (Address(country=row["iso2"], state=row["estado"], city=row["ciudad"], use="oficina"),)


def _links(row: dict[str, str]) -> tuple[Link, ...]:
    return (Link(row["sitio_web"]),) if row["sitio_web"] else ()


def _notes(row: dict[str, str]) -> tuple[str, ...]:
    return (row["notas"],) if row["notas"] else ()


def _tags(row: dict[str, str]) -> tuple[str, ...]:
    return (TO_VERIFY,) if row["por_verificar"] else ()
