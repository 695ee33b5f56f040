"""Pictures of every screen, drawn without a display."""

from pathlib import Path

import click

from crm.texts import _
from ui.cli.context import Session, common
from ui.cli.spanish import command


@command("capturas")
@click.argument("folder", metavar="CARPETA", type=click.Path(path_type=Path))
@common
def captures(session: Session, folder: Path) -> None:
    """Dibuja un PNG de cada pantalla, con datos de ejemplo, clara y oscura, sin necesidad de monitor."""
    from ui.desktop.captures import draw_all

    drawn = draw_all(folder)
    session.answer(
        [str(path) for path in drawn], _("{n} imágenes en {folder}.").format(n=len(drawn), folder=folder)
    )
