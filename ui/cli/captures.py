"""Pictures of every screen, drawn without a display."""

from pathlib import Path

import click

from crm.texts import _
from ui.cli.context import Session, common
from ui.cli.spanish import command


@command(
    "capturas",
    _("Dibuja un PNG de cada pantalla, con datos de ejemplo, clara y oscura, sin necesidad de monitor."),
)
@click.argument("folder", metavar="CARPETA", type=click.Path(path_type=Path))
@click.option(
    "--galeria", "gallery", is_flag=True, help=_("Dibuja los controles de los formularios, no las pantallas.")
)
@common
def captures(session: Session, folder: Path, gallery: bool) -> None:
    """Draw the pictures."""
    from ui.desktop.captures import draw_all, draw_gallery

    drawn = draw_gallery(folder) if gallery else draw_all(folder)
    session.answer(
        [str(path) for path in drawn], _("{n} imágenes en {folder}.").format(n=len(drawn), folder=folder)
    )
