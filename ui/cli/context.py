"""What every subcommand shares: which base, what day, in which form to answer."""

import datetime
import functools
import json
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from crm.clock import HOME_ZONE, Clock
from crm.errors import BaseProblem, UserError
from crm.progress import Progress
from crm.texts import _

KEY_VARIABLE = "VINCULO_CLAVE"
"""The environment variable that gives the base's password (CLI contract)."""


@dataclass
class Session:
    """The common options of one call, wherever on the line they stood."""

    base: str | None = None
    today: datetime.date | None = None
    as_json: bool = False

    @property
    def path(self) -> Path:
        """The base file asked for; by default the one in the user's data folder."""
        if self.base is None:
            return default_path()
        if "://" in self.base:
            raise UserError(
                _("Esta versión solo abre bases en un archivo; dé la ruta de un archivo .vinculo.")
            )
        return Path(self.base).expanduser()

    @property
    def key(self) -> str | None:
        """The password given in the environment, or None."""
        return os.environ.get(KEY_VARIABLE) or None

    @property
    def clock(self) -> Clock:
        """The system's clock, or one that stands at ``--hoy``."""
        return Clock() if self.today is None else Clock.fixed(self.today)

    def open(self) -> AbstractContextManager["Any"]:
        """Open the base. Raises BaseProblem."""
        from crm.base import open_base

        return open_base(self.path, self.key, clock=self.clock)

    def answer(self, value: Any, text: str) -> None:
        """Print the answer: as JSON if so asked, else in words."""
        click.echo(json.dumps(value, ensure_ascii=False) if self.as_json else text)

    def tell(self, text: str) -> None:
        """Say something beside the answer, on standard error."""
        click.echo(text, err=True)

    @property
    def progress(self) -> Progress:
        """Tells how far a long job is, on standard error when somebody is looking."""
        return _show_progress if sys.stderr.isatty() else _no_progress


class Day(click.ParamType):
    """A day written YYYY-MM-DD."""

    name = _("fecha")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """Read the day, or complain."""
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(_("«{value}» no es un día; escríbalo así: 2025-10-06.").format(value=value), param, ctx)


class Number(click.ParamType):
    """A whole number, at least ``least`` if given."""

    name = _("número")

    def __init__(self, least: int | None = None) -> None:
        self._least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number, or complain."""
        try:
            number = int(value)
        except ValueError:
            self.fail(_("«{value}» no es un número entero.").format(value=value), param, ctx)
        if self._least is not None and number < self._least:
            self.fail(_("debe ser {least} o más.").format(least=self._least), param, ctx)
        return number


def default_path() -> Path:
    """The base in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("vinculo", appauthor=False) / "base.vinculo"


def common(function: Callable[..., Any]) -> Callable[..., Any]:
    """Take ``--base``, ``--hoy`` and ``--json`` on this command as on the one above, and pass on a ``Session``."""

    @click.option(
        "--json", "as_json", is_flag=True, help=_("Responde con un objeto JSON en la salida estándar.")
    )
    @click.option(
        "--hoy", "today", type=Day(), metavar="FECHA", help=_("El día que es, para pruebas y demostraciones.")
    )
    @click.option("--base", metavar="RUTA", help=_("Archivo de la base; si no se dice, el de sus datos."))
    @click.pass_context
    @functools.wraps(function)
    def call(
        ctx: click.Context, /, base: str | None, today: datetime.date | None, as_json: bool, **values: Any
    ) -> Any:
        session = ctx.ensure_object(Session)
        session.base = base if base is not None else session.base
        session.today = today if today is not None else session.today
        session.as_json = as_json or session.as_json
        return function(session, **values)

    return call


def today_in(session: Session) -> datetime.date:
    """The day it is for this call, in the office's zone."""
    return session.today or datetime.datetime.now(HOME_ZONE).date()


def _show_progress(done: int, total: int | None) -> None:
    of = f" / {total:,}" if total else ""
    click.echo(f"\r{done:,}{of}", nl=False, err=True)


def _no_progress(_done: int, _total: int | None) -> None:
    return


__all__ = ["BaseProblem", "Session", "common", "default_path", "today_in"]
