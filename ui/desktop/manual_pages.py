"""The pages of the manual, which place each is about, and their texts; no Qt, so that they can be tested as files."""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

FIRST = "empezar"
PAGES = (
    FIRST,
    "mi-dia",
    "actividades",
    "calendario",
    "giras",
    "convenios",
    "seguimientos",
    "gestiones",
    "contactos",
    "documentos",
    "buscar",
    "importar",
    "exportar",
    "imprimir",
    "deshacer",
    "respaldos",
    "ajustes",
    "lugares",
    "linea-de-ordenes",
)
"""In the order in which the manual is read; each is a file of resources/manual."""

OF_PLACES: Mapping[str, str] = {
    "mi-dia": "mi-dia",
    "contactos": "contactos",
    "red-consular": "lugares#red-consular",
    "actividades": "actividades",
    "convenios": "convenios",
    "seguimientos": "seguimientos",
    "gestiones": "gestiones",
    "giras": "giras",
    "programa": "lugares#programa-e-informes",
    "imprimir": "imprimir",
    "administracion": "lugares#administracion",
    "administracion/importar": "importar",
    "administracion/exportar": "exportar",
    "administracion/papelera": "contactos#la-papelera",
    "administracion/ajustes": "ajustes",
    "administracion/acerca": "ajustes#acerca-de-vinculo",
}
"""Where F1 leads from a place of the window, or from a section of Administración: page, and heading if any."""

_HEADING = re.compile(r"^#{1,3} (.+)$", re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)]*)\)")
_IMAGE = re.compile(r"^!\[[^\]]*\]\(([^)]*)\)\n?", re.MULTILINE)
_PLAIN = str.maketrans("áéíóúüñ", "aeiouun")


def folder() -> Traversable:
    """Where the manual is."""
    return files("resources") / "manual"


@lru_cache
def text(page: str) -> str:
    """A page as it is written. Raises KeyError for one that there is not."""
    if page not in PAGES:
        raise KeyError(page)
    return (folder() / f"{page}.md").read_text("utf-8")


def title(page: str) -> str:
    """What a page is called."""
    return text(page).partition("\n")[0].removeprefix("# ")


def anchor(heading: str) -> str:
    """How a link names a heading: "Programa e informes" is programa-e-informes."""
    return re.sub(r"[^a-z0-9]+", "-", heading.casefold().translate(_PLAIN)).strip("-")


def anchors(page: str) -> dict[str, str]:
    """The headings of a page by how links name them."""
    return {anchor(heading): heading for heading in _HEADING.findall(text(page))}


def resolved(link: str, here: str) -> tuple[str, str] | None:
    """Page and heading that a link of page ``here`` leads to; None if it leads nowhere in the manual."""
    target, _hash, part = link.partition("#")
    page = target.removesuffix(".md") or here
    if page not in PAGES or (part and part not in anchors(page)):
        return None
    return page, part


def links(page: str) -> list[str]:
    """Where the links of a page lead."""
    return _LINK.findall(text(page))


def images(page: str) -> list[str]:
    """The pictures of a page, by their path in the manual's folder."""
    return _IMAGE.findall(text(page))


def shown(page: str) -> str:
    """A page without the pictures that are not there: they are drawn by ``vinculo capturas`` and not kept with it."""
    return _IMAGE.sub(lambda found: found[0] if (folder() / found[1]).is_file() else "", text(page))
