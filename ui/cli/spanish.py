"""click in Spanish: its headings, its help and its complaints, which the library writes in English."""

import difflib

import click

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
        rows = [record for parameter in self.get_params(ctx) if (record := parameter.get_help_record(ctx))]
        with formatter.section(_("Opciones")):
            formatter.write_dl(rows)
        if isinstance(self, click.Group):
            with formatter.section(_("Órdenes")):
                formatter.write_dl(
                    [
                        (name, command.get_short_help_str(70))
                        for name, command in sorted(self.commands.items())
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

    command_class = SpanishCommand


def sentence(error: click.ClickException) -> str:
    """What a wrong use is, in one Spanish sentence that says what to do."""
    match error:
        case click.NoSuchOption():
            near = error.possibilities[0] if error.possibilities else "--help"
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
            return _unknown_command(error)
        case _:
            return error.message


def _unknown_command(error: click.UsageError) -> str:
    context = error.ctx
    if context is not None and isinstance(context.command, click.Group):
        given = next((word for word in (context._protected_args or context.args)), "")
        near = difflib.get_close_matches(given, context.command.commands, n=1)
        if given and near:
            return _("No existe la orden «{given}»; ¿quiso decir «{near}»?").format(given=given, near=near[0])
        return _("No existe esa orden; véalas con «vinculo --help».")
    path = context.command_path if context else "vinculo"
    return _("La orden lleva argumentos de más o de menos; vea «{path} --help».").format(path=path)


def _named(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return _("un argumento")
    if isinstance(parameter, click.Option):
        return f"«{parameter.opts[-1]}»"
    return f"«{parameter.human_readable_name}»"


def _arguments(command: click.Command) -> list[click.Argument]:
    return [parameter for parameter in command.params if isinstance(parameter, click.Argument)]
