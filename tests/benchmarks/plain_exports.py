"""The plainest programs that export what the import of the benchmark has brought: the floors of CSV and vCard.

One statement, read with the raw driver, and one line of text after another. They know that nobody has two of anything
but tags, look at nothing that the list cannot have brought, and replace their file in place.
"""

import csv
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from crm import countries
from crm.categories import SHORT_NAMES
from crm.files.content_lines import escape, fold
from crm.importing.values import KIND_NAMES

_TABLES = """
FROM record AS r LEFT JOIN person AS p ON p.id = r.id LEFT JOIN organization AS o ON o.id = r.id
LEFT JOIN organization_category AS k ON k.organization_id = r.id AND k.is_main
LEFT JOIN holder AS h ON h.person_id = r.id LEFT JOIN post ON post.id = h.post_id
LEFT JOIN organization AS host ON host.id = post.organization_id
LEFT JOIN phone AS t ON t.record_id = r.id LEFT JOIN email AS e ON e.record_id = r.id
LEFT JOIN address AS a ON a.record_id = r.id LEFT JOIN note AS n ON n.record_id = r.id
WHERE r.kind IN ('person', 'organization') ORDER BY r.id"""
_TAGS = """(SELECT group_concat(tag.label, '{}' ORDER BY c.id)
FROM record_tag AS c JOIN tag ON tag.id = c.tag_id WHERE c.record_id = r.id)"""
_CELLS = {
    "Tipo": "coalesce(o.kind, 'person')",
    "Nombre completo": "coalesce(o.official_name, concat_ws(' ', nullif(p.given_names, ''), "
    "nullif(p.first_surname, ''), nullif(p.second_surname, '')))",
    "Nombres": "p.given_names",
    "Primer apellido": "p.first_surname",
    "Segundo apellido": "p.second_surname",
    "Tratamiento": "p.treatment",
    "Conocido como": "p.known_as",
    "Siglas": "o.acronym",
    "Categoría": "k.category",
    "Subtipo": "o.subtype",
    "País": "o.country",
    "Organización 1": "host.official_name",
    "Cargo 1": "post.title",
    "Titular o enlace 1": "post.part",
    "Cargo desde 1": "h.start_on",
    "Cargo hasta 1": "h.end_on",
    "Teléfono 1": "t.e164",
    "Extensión 1": "t.extension",
    "Uso del teléfono 1": "t.use",
    "Correo 1": "e.address",
    "Uso del correo 1": "e.use",
    "Dirección 1": "a.line",
    "Ciudad 1": "a.city",
    "Estado 1": "a.state",
    "Código postal 1": "a.postcode",
    "País de la dirección 1": "a.country",
    "Latitud 1": "a.latitude",
    "Longitud 1": "a.longitude",
    "Zona horaria 1": "a.timezone",
    "Uso de la dirección 1": "a.use",
    "Lugar de origen": "p.origin",
    "Liderazgo": "p.leadership",
    "Etiquetas": _TAGS.format("; "),
    "Nota 1": "n.text",
    "Fuente": "coalesce(p.source, o.source)",
    "Verificado": "coalesce(p.verified_on, o.verified_on)",
    "UID": "r.uid",
}
"""By heading, where its cells are; what is not here is empty in everybody."""


def plain_csv(base: Path, path: Path, headings: Sequence[str]) -> None:
    """Every contact under these headings."""
    named: list[tuple[int, Mapping[str, str]]] = [
        (headings.index(heading), names)
        for heading, names in (
            ("Tipo", KIND_NAMES),
            ("Categoría", SHORT_NAMES),
            ("País", countries.names()),
            ("País de la dirección 1", countries.names()),
        )
        if heading in headings
    ]
    with (
        closing(dbapi2.connect(str(base))) as connection,
        path.open("w", encoding="utf-8", newline="") as file,
    ):
        file.write("\ufeff")
        writer = csv.writer(file)
        writer.writerow(headings)
        for found in connection.execute(
            f"SELECT {', '.join(_CELLS.get(heading, 'NULL') for heading in headings)} {_TABLES}"
        ):
            row = list(found)
            for place, names in named:
                row[place] = names.get(row[place], row[place])
            writer.writerow(row)


def plain_vcards(base: Path, path: Path) -> None:
    """Every contact as a vCard 4.0."""
    statement = f"""
        SELECT r.uid, o.official_name, p.given_names, p.first_surname, p.second_surname, host.official_name,
            post.title, t.e164, e.address, a.country, a.state, a.city, a.id, n.text, {_TAGS.format(",")}, o.kind,
            k.category, o.country
        {_TABLES}"""
    names = countries.names()
    with (
        closing(dbapi2.connect(str(base))) as connection,
        path.open("w", encoding="utf-8", newline="") as file,
    ):
        for (
            uid, organization, given, first, second, host, title, phone, email, country, state, city, address, note,
            tags, kind, category, its_country,
        ) in connection.execute(statement):  # fmt: skip
            lines = ["BEGIN:VCARD", "VERSION:4.0", f"UID:urn:uuid:{uid}"]
            if organization is not None:
                written = escape(organization)
                lines += ["KIND:org", f"FN:{written}", f"ORG:{written}"]
            else:
                full = escape(" ".join(filter(None, (given, first, second))))
                surnames = escape(" ".join(filter(None, (first, second))))
                lines += ["KIND:individual", f"FN:{full}", f"N:{surnames};{escape(given)};;;"]
                if surnames:
                    lines.append(f"X-VINCULO-SURNAMES:{escape(first)};{escape(second)}")
            if host is not None:
                lines.append(f"ORG:{escape(host)}")
                if title:
                    lines.append(f"TITLE:{escape(title)}")
                lines.append(f"X-VINCULO-POST:{escape(host)};{escape(title)};;;")
            if phone is not None:
                lines.append(f"TEL;VALUE=uri:tel:{phone}")
            if email is not None:
                lines.append(f"EMAIL:{escape(email)}")
            if address is not None:
                code = f";CC={country}" if country else ""
                place = f"{escape(city)};{escape(state)};;{escape(names.get(country, ''))}"
                lines.append(f"ADR{code}:;;;{place}")
            if note is not None:
                lines.append(f"NOTE:{escape(note)}")
            if tags is not None:
                lines.append(f"CATEGORIES:{tags}")
            if kind is not None:
                lines.append(f"X-VINCULO-ORGANIZATION-KIND:{kind}")
            if category is not None:
                lines.append(f"X-VINCULO-MAIN-CATEGORY:{category}")
            if its_country:
                lines.append(f"X-VINCULO-COUNTRY:{its_country}")
            lines.append("END:VCARD")
            file.write("".join(map(fold, lines)))
