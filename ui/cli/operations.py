"""The journal from the command line: what was done, undo it, do it again."""

import datetime
import json

import click

from crm.clock import HOME_ZONE
from crm.texts import _
from ui.cli.context import Number, Session, common
from ui.cli.spanish import command

KINDS = {"edit": "cambio", "undo": "deshacer", "redo": "rehacer", "reading": "lectura"}
"""What the journal calls each kind of operation, and what the command line does."""


@command("bitacora", _("Enseña la bitácora, lo más nuevo primero."))
@click.option("--de", "record", type=Number(), metavar="ID", help=_("Solo lo que tocó ese registro."))
@click.option("--limite", "limit", type=Number(1), metavar="N", help=_("Cuántas operaciones, a lo más."))
@common
def log(session: Session, record: int | None, limit: int | None) -> None:
    """Show the journal."""
    from crm.operations import log as read_log

    with session.open() as base, base.read() as reading:
        entries = read_log(reading, record, limit)
    if not entries:
        session.tell(_("La bitácora no tiene nada que enseñar."))
    session.answer(
        [
            {
                "operacion": entry.operation,
                "cuando": entry.at,
                "quien": entry.actor,
                "que": entry.title,
                "cambios": entry.changes,
                "tipo": KINDS[entry.kind],
                "deshecha": entry.undone,
            }
            for entry in entries
        ],
        "\n".join(
            f"{entry.operation:>6}  {_moment(entry.at)}  {entry.actor}  {entry.title}"
            + (_("  (deshecha)") if entry.undone else "")
            for entry in entries
        ),
    )


@command("deshacer", _("Deshace su última operación, o la que se diga."))
@click.argument("operation", metavar="[OPERACION]", type=Number(), required=False)
@common
def undo(session: Session, operation: int | None) -> None:
    """Undo an operation."""
    from crm.errors import Blocked
    from crm.operations import undo as undo_operation

    try:
        with session.open() as base:
            done = undo_operation(base, operation)
    except Blocked as error:
        _refuse(session, error.operations, str(error))
    session.answer(
        {"deshecha": done.target, "operacion": done.operation}, _("Deshecho: {t}").format(t=done.title)
    )


@command("rehacer", _("Hace otra vez lo último que usted deshizo."))
@common
def redo(session: Session) -> None:
    """Redo the last one undone."""
    from crm.errors import Blocked
    from crm.operations import redo as redo_operation

    try:
        with session.open() as base:
            done = redo_operation(base)
    except Blocked as error:
        _refuse(session, error.operations, str(error))
    session.answer(
        {"rehecha": done.target, "operacion": done.operation}, _("Rehecho: {t}").format(t=done.title)
    )


def _moment(at: str) -> str:
    """When it was, by the office's clock."""
    return datetime.datetime.fromisoformat(at).astimezone(HOME_ZONE).strftime("%Y-%m-%d %H:%M")


def _refuse(session: Session, operations: tuple[int, ...], sentence: str) -> None:
    if session.as_json:
        click.echo(json.dumps({"impiden": list(operations)}))
    session.tell(sentence)
    raise SystemExit(2)
