"""click in Spanish: its headings, its help and its complaints, which the library writes in English."""

import difflib
import re
from collections.abc import Callable

import click

from crm.errors import UserError
from crm.texts import _


class SpanishCommand(click.Command):
    """A command whose usage and help are in Spanish, and which takes the common options too."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is called."""
        pieces = [_("[OPCIONES]"), *(argument.make_metavar(ctx) for argument in _arguments(self))]
        if isinstance(self, click.Group):
            pieces.append(_("ORDEN [ARGUMENTOS]…"))
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Uso: "))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of options, and of subcommands if there are any."""
        records = (parameter.get_help_record(ctx) for parameter in self.get_params(ctx))
        rows = [(names, _in_spanish(text)) for names, text in filter(None, records)]
        with formatter.section(_("Opciones")):
            formatter.write_dl(rows)
        if isinstance(self, click.Group):
            with formatter.section(_("Órdenes")):
                formatter.write_dl(
                    [
                        (name, command.get_short_help_str(70))
                        for name, command in (
                            (name, self.get_command(ctx, name)) for name in self.list_commands(ctx)
                        )
                        if command is not None
                    ]
                )

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that shows the help, said in Spanish."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Muestra esta ayuda.")
        return option


class SpanishGroup(SpanishCommand, click.Group):
    """A group of such commands."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the first word names. Raises UserError, naming the nearest one, if there is none."""
        name = args[0]
        found = self.get_command(ctx, name)
        if found is not None:
            return name, found, args[1:]
        near = difflib.get_close_matches(name, self.list_commands(ctx), n=1)
        if near:
            raise UserError(
                _("No existe la orden «{name}»; ¿quiso decir «{near}»?").format(name=name, near=near[0])
            )
        raise UserError(_("No existe la orden «{name}»; véalas con «vinculo --help».").format(name=name))


def command(name: str, purpose: str, **settings: object) -> Callable[[Callable[..., object]], click.Command]:
    """Make a function a command of that name; ``purpose`` is what its help says first."""
    return click.command(name, cls=SpanishCommand, help=purpose, **settings)


def sentence(error: click.ClickException) -> str:
    """What a wrong use is, in one Spanish sentence that says what to do."""
    match error:
        case click.NoSuchOption():
            if not error.possibilities:
                return _("No existe la opción «{name}»; vea «--help».").format(name=error.option_name)
            near = error.possibilities[0]
            return _("No existe la opción «{name}»; ¿quiso decir «{near}»?").format(
                name=error.option_name, near=near
            )
        case click.MissingParameter():
            return _("Falta decir {name}; vea «{path} --help».").format(
                name=_named(error), path=error.ctx.command_path if error.ctx else "vinculo"
            )
        case click.BadOptionUsage():
            return _("A la opción «{name}» le falta su valor, o no lleva ninguno; vea «--help».").format(
                name=error.option_name
            )
        case click.BadParameter():
            return _("El valor de {name} no sirve: {reason}").format(name=_named(error), reason=error.message)
        case click.UsageError():
            path = error.ctx.command_path if error.ctx else "vinculo"
            return _("La orden lleva argumentos de más o de menos; vea «{path} --help».").format(path=path)
        case _:
            return error.message


def _in_spanish(text: str) -> str:
    """The notes that click adds to an option's help."""
    text = text.replace("[required]", _("[obligatorio]"))
    return re.sub(r"\[default: (.*?)\]", _("[si no se dice: {value}]").format(value=r"\1"), text)


def _named(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return _("un argumento")
    if isinstance(parameter, click.Option):
        return f"«{parameter.opts[-1]}»"
    return f"«{parameter.human_readable_name}»"


def _arguments(command: click.Command) -> list[click.Argument]:
    return [parameter for parameter in command.params if isinstance(parameter, click.Argument)]
