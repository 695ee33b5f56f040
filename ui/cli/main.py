"""``vinculo ORDEN``: the table of commands, and how what goes wrong becomes a sentence and an exit code."""

import importlib
import sys

import click

from crm.errors import BaseProblem, Cancelled, UserError
from crm.texts import _
from ui.cli.context import Session, common
from ui.cli.spanish import SpanishGroup, sentence

DONE, PARTLY, WRONG, NO_BASE = 0, 1, 2, 3
"""Exit codes of the contract."""

COMMANDS = {
    "bitacora": "ui.cli.operations:log",
    "buscar": "ui.cli.contacts:search",
    "capturas": "ui.cli.captures:captures",
    "contar": "ui.cli.contacts:count",
    "convenio": "ui.cli.agreements:sheet",
    "crear": "ui.cli.bases:create",
    "demo": "ui.cli.bases:demo",
    "deshacer": "ui.cli.operations:undo",
    "exportar": "ui.cli.transfer:export",
    "importar": "ui.cli.transfer:import_file",
    "rehacer": "ui.cli.operations:redo",
    "respaldar": "ui.cli.bases:back_up",
    "restaurar": "ui.cli.bases:restore",
    "ver": "ui.cli.contacts:show",
    "verificar": "ui.cli.bases:verify",
}
"""Each command and the function that does it; its module is imported when it is called."""


class LazyGroup(SpanishGroup):
    """A group that imports a command's module when the command is called, so that each starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), function)
        return command


_PURPOSE = _(
    "Vínculo: la base de relaciones de la institución, desde la línea de órdenes.\n\nSin orden, abre el escritorio."
)


@click.group("vinculo", cls=LazyGroup, invoke_without_command=False, help=_PURPOSE)
@common
def cli(session: Session) -> None:
    """Take the options that every command has."""


def run(arguments: list[str]) -> int:
    """Do what the command line says and return the exit code; every failure is one sentence on standard error."""
    try:
        cli.main(arguments, prog_name="vinculo", standalone_mode=False)
    except SystemExit as stop:
        return int(stop.code or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt, Cancelled):
        return _fail(_("Se detuvo; no quedó nada a medias."), WRONG)
    except click.ClickException as error:
        return _fail(sentence(error), WRONG)
    except UserError as error:
        return _fail(str(error), WRONG)
    except BaseProblem as error:
        return _fail(str(error), NO_BASE)
    except BrokenPipeError:
        # Whoever reads us has had enough (``vinculo buscar … | head``).
        sys.stderr.close()
        return DONE
    return DONE


def _fail(text: str, code: int) -> int:
    click.echo(text, err=True)
    return code
