"""The list of contacts: what each row shows, and nothing else.

Importing this module costs nothing: the window asks for its first rows before the database's libraries are loaded.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crm.texts import _, ngettext
from resources import FOLDER

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from crm.query import Query


class ContactRow(NamedTuple):
    """One row. ``name`` as read, siglas included; ``second_line`` is the institution of a person, or an
    organisation's parent, city and country; ``cells`` what stands in further columns (``crm.list_columns``).

    ``kind`` is ``person`` or ``organization``; ``organization_kind`` of ``crm.cards.ORGANIZATION_KINDS``;
    ``category`` a code of ``crm.categories`` or empty.
    """

    id: int
    kind: str
    organization_kind: str
    category: str
    name: str
    second_line: str
    cells: tuple[str, ...] = ()


def first_rows(path: Path, key: str | None, limit: int) -> list[ContactRow]:
    """The first rows of all contacts, without opening the base: for the window's first moment only.

    Empty if the base cannot be read; opening it says why.
    """
    from db.first_rows import first_rows as read

    return [_row(*values) for values in read(path, key, limit)]


def rows(session: "Session", ids: Sequence[int]) -> list[ContactRow]:
    """The rows of these contacts, in this order; those that are gone or in the trash are left out."""
    from db.first_rows import ROW_COLUMNS

    found = session.connection().exec_driver_sql(
        f"SELECT {ROW_COLUMNS} FROM search_document WHERE id IN (SELECT value FROM json_each(?))",
        (id_list(ids),),
    )
    by_id = {values[0]: _row(*values) for values in found}
    return [by_id[contact] for contact in ids if contact in by_id]


def id_list(ids: Iterable[int]) -> str:
    """Ids as ``json_each`` reads them; without the library, which the window with its first rows would wait for."""
    return f"[{','.join(map(str, ids))}]"


def matched_words(query: "Query") -> tuple[str, ...]:
    """The words of a query that names are looked through for, folded: what the list shows in bold."""
    from crm.query import Filter
    from db.folding import fold

    texts = (fold(term.text) for term in query.terms if not isinstance(term, Filter) and not term.negated)
    return tuple(word for text in texts for word in text.split())


def noun(query: "Query", total: int) -> str:
    """What the contacts of a query are called when there are ``total``: "instituciones", "contacto" …"""
    from crm.query import Filter
    from crm.query_fields import FIELDS, code_of

    for term in query.terms:
        if isinstance(term, Filter) and term.field == "tipo" and not term.negated and len(term.values) == 1:
            return _noun_of(code_of(FIELDS["tipo"], term.values[0].text), total)
    return _noun_of("consulado" if query.subject == "consulados" else "", total)


def _noun_of(kind: str, total: int) -> str:
    nouns = {
        "persona": ngettext("persona", "personas", total),
        "institución": ngettext("institución", "instituciones", total),
        "club": ngettext("club", "clubes", total),
        "federación": ngettext("federación", "federaciones", total),
        "asociación": ngettext("asociación", "asociaciones", total),
        "consulado": ngettext("consulado", "consulados", total),
        "medio": ngettext("medio de comunicación", "medios de comunicación", total),
    }
    return nouns.get(kind, ngettext("contacto", "contactos", total))


def _row(
    contact: int,
    kind: str,
    type_: str,
    category: str,
    name: str,
    acronym: str,
    organization: str,
    until: str,
    city: str,
    country: str,
) -> ContactRow:
    place = _place(city, country)
    if kind == "person":
        former = _("Antes en {institución}").format(institución=organization)
        second_line = (former if until else organization) if organization else place
    else:
        name = f"{name} ({acronym})" if acronym and acronym not in name else name
        second_line = " · ".join(part for part in (organization, place) if part)
    return ContactRow(contact, kind, "" if kind == "person" else type_, category, name, second_line)


def _place(city: str, country: str) -> str:
    if city and country in ("", "MX"):
        return city
    return ", ".join(part for part in (city, country_names().get(country, country)) if part)


@cache
def country_names() -> dict[str, str]:
    """The names of ``crm.countries`` by code, from a file: the library they come from takes 0.1 s to load."""
    lines = (FOLDER / "catalogs" / "country_names.tsv").read_text("utf-8").splitlines()
    return {code: name for code, _tab, name in (line.partition("\t") for line in lines)}
