"""The catalogues of the texts: what the sources hold, the template and each language's file beside it.

``resources/locale/vinculo.pot`` is the template, ``resources/locale/LANGUAGE/LC_MESSAGES/vinculo.po`` a language.
What gettext reads (``vinculo.mo``) is made from the latter and not kept.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "vinculo.pot"
ROOMS = ("crm", "db", "ui")
KEYWORDS = {"_": None, "mark": None, "ngettext": (1, 2), "mark_plural": (1, 2)}
_HEADING = "# Textos de Vínculo. Para ponerlos en paso con el programa: python3 bootstrap.py textos"
_SAYS_NOTHING = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Generated-By",
    "Report-Msgid",
    "Last-Tr",
    "Language-Team",
)
"""How lines of a heading begin that nobody filled in, or that change without a text having changed."""

Texts = str | tuple[str, str]
"""A message: the text, or its two forms."""


def extracted(root: Path = ROOT) -> Catalog:
    """Every text that the sources of the rooms mark, with the files it stands in."""
    catalog = Catalog(header_comment=_HEADING, project="Vínculo", version="1", charset="utf-8", fuzzy=False)
    for room in ROOMS:
        found = extract_from_dir(root / room, keywords=KEYWORDS, strip_comment_tags=True)
        for file, _line, text, _comments, _context in found:
            catalog.add(text, locations=[((Path(room) / file).as_posix(), 0)])
    return catalog


def template() -> Catalog:
    """The template as it is kept."""
    with TEMPLATE.open("rb") as file:
        return read_po(file, charset="utf-8")


def languages() -> list[Path]:
    """The file of each language that is kept."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/vinculo.po"))


def read_language(path: Path) -> Catalog:
    """A language's file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], charset="utf-8")


def texts(catalog: Catalog) -> set[Texts]:
    """What stands in a catalogue, its heading apart."""
    return {_texts_of(message) for message in catalog if message.id}


def _texts_of(message: Message) -> Texts:
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def refresh() -> Iterator[Path]:
    """Write the template and every language again from the sources, and compile them; return what was written.

    What is translated stays; a text that is gone from the sources goes from the languages too.
    """
    catalog = extracted()
    yield _write(TEMPLATE, catalog, with_places=True)
    for path in languages():
        language = read_language(path)
        language.update(catalog, no_fuzzy_matching=True)
        language.obsolete.clear()
        yield _write(path, language, with_places=False)
        yield compile_language(path, path.with_suffix(".mo"))


def compile_language(path: Path, target: Path) -> Path:
    """Make of a language's file what gettext reads."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, read_language(path))
    return target


def begin(language: str) -> Path:
    """Begin the file of a language (its code, "en" or "en_US"), with nothing translated yet; return it.

    Raises babel.UnknownLocaleError for a code of no language.
    """
    path = LOCALE / language / "LC_MESSAGES" / "vinculo.po"
    catalog = Catalog(
        Locale.parse(language),
        header_comment=_HEADING,
        project="Vínculo",
        version="1",
        charset="utf-8",
        fuzzy=False,
    )
    return _write(path, catalog, with_places=False)


def _write(path: Path, catalog: Catalog, *, with_places: bool) -> Path:
    written = io.BytesIO()
    write_po(written, catalog, width=110, no_location=not with_places, sort_output=True, include_lineno=False)
    kept = [line for line in written.getvalue().decode().splitlines(keepends=True) if _stays(line)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(kept), "utf-8")
    return path


def _stays(line: str) -> bool:
    return not line.startswith(tuple(f'"{name}' for name in _SAYS_NOTHING))
