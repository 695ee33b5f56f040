"""The pages shown when there is no base to work on: the first start, a base that cannot be opened, one being made."""

from collections.abc import Callable
from pathlib import Path

from crm.texts import _
from ui.desktop.icons import Icons
from ui.desktop.notices import NoticePage, Offer, TaskPage
from ui.desktop.theme import Theme


def first_start(
    theme: Theme,
    icons: Icons,
    *,
    path: Path,
    create: Callable[[], None],
    demo: Callable[[], None],
    open_other: Callable[[], None],
) -> NoticePage:
    """What to do where there is no base yet; ``path`` is where an empty one would be made."""
    return NoticePage(
        theme,
        icons,
        icon="database",
        title=_("Todavía no hay una base de contactos"),
        sentence=_("Elija cómo empezar; después podrá abrir otra base desde el menú, abajo a la izquierda."),
        offers=(
            Offer(
                _("Crear una base vacía"),
                "file-plus",
                create,
                _("Sin contactos, lista para capturarlos o importarlos. Se guarda en {ruta}").format(
                    ruta=path
                ),
                primary=True,
            ),
            Offer(
                _("Ver la base de demostración"),
                "flask-conical",
                demo,
                _("Instituciones reales y personas inventadas, para conocer el programa. No toca sus datos."),
            ),
            Offer(
                _("Abrir una base existente…"),
                "folder-open",
                open_other,
                _("Un archivo .vinculo de esta computadora."),
            ),
        ),
    )


def cannot_open(
    theme: Theme,
    icons: Icons,
    *,
    sentence: str,
    again: Callable[[], None],
    restore: Callable[[], None],
    open_other: Callable[[], None],
    back: Callable[[], None] | None = None,
    before: str = "",
) -> NoticePage:
    """Why a base cannot be opened, and what to do; first of all go ``back`` to the one ``before``, if it was left."""
    returns = []
    if back is not None and before:
        name = _("Volver a «{name}»").format(name=before)
        returns = [Offer(name, "arrow-left", back, _("La base en la que estaba: no se tocó."), primary=True)]
    return NoticePage(
        theme,
        icons,
        icon="triangle-alert",
        token="warn",
        title=_("No se pudo abrir la base"),
        sentence=sentence,
        offers=(
            *returns,
            Offer(_("Intentar de nuevo"), "rotate-cw", again, primary=not returns),
            Offer(
                _("Restaurar un respaldo…"),
                "history",
                restore,
                _("Se elige por su fecha; la base de ahora se guarda aparte."),
            ),
            Offer(_("Abrir otra base…"), "folder-open", open_other),
        ),
    )


def making(theme: Theme, icons: Icons, *, path: Path, demo: bool) -> TaskPage:
    """A base is being made."""
    if demo:
        title = _("Preparando la base de demostración")
        sentence = _("Se crean instituciones, consulados y personas de ejemplo. Si cancela, no queda nada.")
    else:
        title = _("Creando la base")
        sentence = _("Se guarda en {ruta}").format(ruta=path)
    return TaskPage(theme, icons, title=title, sentence=sentence)
