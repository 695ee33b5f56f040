"""Finding, counting and reading contacts from the command line."""

import click

from crm.errors import UserError
from crm.texts import _
from ui.cli.context import Number, Session, common, today_in
from ui.cli.spanish import command

QUERY = {"ignore_unknown_options": True}
"""A query may begin with a minus sign (``-tipo:club``), which click would take for an option."""


def in_one(words: tuple[str, ...]) -> str:
    """The words of a query as one text. Raises UserError for a word that can only be a mistyped option."""
    for word in words:
        if word.startswith("--"):
            raise UserError(_("No existe la opción «{name}»; vea «--help».").format(name=word))
    return " ".join(words)


@command("buscar", _("Busca contactos, como el campo de búsqueda de la ventana."), context_settings=QUERY)
@click.argument("query", metavar="CONSULTA", nargs=-1, type=click.UNPROCESSED)
@click.option("--limite", "limit", type=Number(1), metavar="N", help=_("Cuántos, a lo más."))
@click.option("--orden", "order", metavar="CAMPO", default="nombre", help=_("Por qué campo se ordenan."))
@common
def search(session: Session, query: tuple[str, ...], limit: int | None, order: str) -> None:
    """Search contacts."""
    from crm.found_contacts import found_contacts
    from crm.query import parse

    parsed = parse(in_one(query), today_in(session))
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


@command("contar", _("Cuenta contactos; con --por, en una tabla."), context_settings=QUERY)
@click.argument("query", metavar="CONSULTA", nargs=-1, type=click.UNPROCESSED)
@click.option("--por", "by", metavar="CAMPO", help=_("Hace una tabla por los valores de ese campo."))
@common
def count(session: Session, query: tuple[str, ...], by: str | None) -> None:
    """Count contacts."""
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
    return [_("Las filas suman {rows:,}: hay contactos en más de una.").format(rows=rows)]


@command("ver", _("Enseña un contacto, completo."))
@click.argument("contact", metavar="ID", type=Number())
@common
def show(session: Session, contact: int) -> None:
    """Show one contact."""
    from crm.contacts import card, heir
    from ui.cli.contact_answer import as_answer, in_words

    with session.open() as base, base.read() as reading:
        found = card(reading, contact)
        number = heir(reading, contact)
    answer = as_answer(number, found, today_in(session))
    session.answer(answer, in_words(answer))
