"""Finding, counting and reading contacts, and what happens with them, from the command line."""

from typing import TYPE_CHECKING

import click

from crm.errors import UserError
from crm.texts import _
from ui.cli.context import Number, Session, common, today_in
from ui.cli.spanish import command

if TYPE_CHECKING:
    from crm.query import Query

QUERY = {"ignore_unknown_options": True}
"""A query may begin with a minus sign (``-tipo:club``), which click would take for an option."""


def in_one(words: tuple[str, ...]) -> str:
    """The words of a query as one text. Raises UserError for a word that can only be a mistyped option."""
    for word in words:
        if word.startswith("--"):
            raise UserError(_("No existe la opción «{name}»; vea «--help».").format(name=word))
    return " ".join(words)


@command(
    "buscar",
    _("Busca contactos, o con «que:actividades» otra cosa, como el campo de búsqueda de la ventana."),
    context_settings=QUERY,
)
@click.argument("query", metavar="CONSULTA", nargs=-1, type=click.UNPROCESSED)
@click.option("--limite", "limit", type=Number(1), metavar="N", help=_("Cuántos, a lo más."))
@click.option("--orden", "order", metavar="CAMPO", default="", help=_("Por qué campo se ordenan."))
@common
def search(session: Session, query: tuple[str, ...], limit: int | None, order: str) -> None:
    """Search contacts, or what happens with them."""
    from crm.found_contacts import found_contacts
    from crm.matter_fields import MATTER_FIELDS
    from crm.query import parse

    parsed = parse(in_one(query), today_in(session))
    if parsed.subject in MATTER_FIELDS:
        _answer_matters(session, parsed, order, limit)
        return
    with session.open() as base, base.read() as reading:
        found = found_contacts(reading, parsed, order=order, limit=limit)
    if not found:
        session.tell(_("Ningún contacto coincide con la búsqueda."))
    session.answer(
        [
            {
                "id": row.id,
                "tipo": row.type,
                "nombre": row.name,
                "institucion": row.organization,
                "ciudad": row.city,
                "pais": row.country,
            }
            for row in found
        ],
        "\n".join("\t".join((str(row.id), row.type, row.name, row.organization, row.city)) for row in found),
    )


def _answer_matters(session: Session, query: "Query", order: str, limit: int | None) -> None:
    from crm.found_matters import found_matters
    from ui.cli.matter_answer import as_lines, as_rows

    with session.open() as base, base.read() as reading:
        found = found_matters(reading, query, order=order, limit=limit)
    if not found:
        session.tell(_("Nada coincide con la búsqueda."))
    session.answer(as_rows(found), as_lines(found))


@command(
    "contar",
    _("Cuenta contactos, o con «que:actividades» otra cosa; con --por, en una tabla."),
    context_settings=QUERY,
)
@click.argument("query", metavar="CONSULTA", nargs=-1, type=click.UNPROCESSED)
@click.option("--por", "by", metavar="CAMPO", help=_("Hace una tabla por los valores de ese campo."))
@common
def count(session: Session, query: tuple[str, ...], by: str | None) -> None:
    """Count contacts, or what happens with them."""
    from crm.query import parse
    from crm.query_run import count as count_found, group_counts

    parsed = parse(in_one(query), today_in(session))
    with session.open() as base, base.read() as reading:
        total, groups = group_counts(reading, parsed, by) if by else (count_found(reading, parsed), [])
    lines = [f"{n:>8,}  {value}" for value, n in groups]
    session.answer(
        {"total": total, "grupos": [{"valor": value, "n": n} for value, n in groups]},
        "\n".join([*lines, f"{total:>8,}  " + _("en total"), *_why_they_differ(total, groups)]),
    )


def _why_they_differ(total: int, groups: list[tuple[str, int]]) -> list[str]:
    """A table counts memberships and the total counts contacts: both are printed when they differ (DOMAIN)."""
    rows = sum(n for _value, n in groups)
    if rows in (0, total):
        return []
    return [_("Las filas suman {rows:,}: hay registros en más de una.").format(rows=rows)]


@command(
    "ver",
    _("Enseña un contacto, una actividad, un seguimiento, una gestión, una gira o un convenio, completos."),
)
@click.argument("record", metavar="ID", type=Number())
@common
def show(session: Session, record: int) -> None:
    """Show one record."""
    from crm.contacts import card, heir
    from crm.matter_sql import KINDS
    from crm.records import kind_of
    from ui.cli import contact_answer, matter_answer

    today = today_in(session)
    with session.open() as base, base.read() as reading:
        kind = kind_of(reading, record)
        if kind in KINDS.values():
            answer = matter_answer.whole(reading, kind, record, today)
            session.answer(answer, matter_answer.in_words(answer))
            return
        found = card(reading, record)
        number = heir(reading, record)
    answer = contact_answer.as_answer(number, found, today)
    session.answer(answer, contact_answer.in_words(answer))
