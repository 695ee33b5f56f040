"""Agreements from the command line: the one-page ficha, as a file or on paper."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from crm.errors import UserError
from crm.texts import _, ngettext
from ui.cli.context import Session, common, today_in
from ui.cli.spanish import command

if TYPE_CHECKING:
    from crm.printing.catalog import Printed


@command("convenio", _("Guarda o imprime la ficha de un convenio, por su folio."))
@click.argument("folio", metavar="FOLIO")
@click.option(
    "--a", "path", metavar="FICHA.pdf", type=click.Path(path_type=Path), help=_("A qué archivo PDF.")
)
@click.option(
    "--imprimir",
    "queue",
    metavar="[COLA]",
    is_flag=False,
    flag_value="",
    help=_("En qué impresora; si no se dice cuál, en la de siempre."),
)
@click.option("--reemplazar", "replace", is_flag=True, help=_("Escribe sobre el archivo si ya existe."))
@common
def sheet(session: Session, folio: str, path: Path | None, queue: str | None, replace: bool) -> None:
    """Make an agreement's ficha."""
    from crm.agreements import with_folio
    from crm.printing.catalog import Wanted, make, note

    if path is None and queue is None:
        raise UserError(_("Diga adónde va la ficha: --a FICHA.pdf para guardarla, o --imprimir."))
    if path is not None:
        _require_new(path, replace=replace)
    with session.open() as base:
        wanted = Wanted("ficha")
        with base.read() as reading:
            wanted = Wanted("ficha", with_folio(reading, folio))
            printed = make(reading, wanted, today_in(session))
        if path is not None:
            _write(path, printed.pdf)
        if queue is not None:
            _print(printed, queue)
        note(base, wanted.name)
    words = ngettext("Ficha de {folio}, {n} página.", "Ficha de {folio}, {n} páginas.", printed.pages)
    session.answer({"folio": folio, "paginas": printed.pages}, words.format(folio=folio, n=printed.pages))


def _require_new(path: Path, *, replace: bool) -> None:
    if path.suffix.lower() != ".pdf":
        raise UserError(_("La ficha es un PDF; escriba un archivo que termine en .pdf."))
    if path.exists() and not replace:
        raise UserError(
            _("«{path}» ya existe; escriba otro nombre o agregue --reemplazar.").format(path=path)
        )


def _write(path: Path, pdf: bytes) -> None:
    from crm.files.saving import replacing

    with replacing(path) as draft:
        draft.write_bytes(pdf)


def _print(printed: "Printed", queue: str) -> None:
    from ui.desktop.printing.straight import print_straight

    print_straight(printed.pdf, printed.title, queue)
