"""The catalogues: in step with the sources, and read by the program when there is one of another language."""

import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from crm import cards, date_words, relations
from tests.texts import catalogue

REFRESH = "run: python3 bootstrap.py textos"
UNDER_ANOTHER_LANGUAGE = """
import gettext, sys
found, folder = gettext.translation, sys.argv.pop(1)
gettext.translation = lambda domain, *_, **__: found(domain, folder, languages=["xx"], fallback=domain != "vinculo")
"""
"""Read the catalogues of the folder that is given, instead of those that ship."""


def test_the_template_is_in_step_with_the_sources():
    assert catalogue.texts(catalogue.template()) == catalogue.texts(catalogue.extracted()), REFRESH


@pytest.mark.parametrize("language", catalogue.languages(), ids=lambda path: path.parts[-3])
def test_every_language_is_in_step_with_the_template(language: Path):
    assert catalogue.texts(catalogue.read_language(language)) == catalogue.texts(catalogue.template()), (
        REFRESH
    )


@pytest.mark.parametrize("language", catalogue.languages(), ids=lambda path: path.parts[-3])
def test_every_translation_has_the_places_of_its_text(language: Path):
    wrong = [message.id for message in catalogue.read_language(language) if not same_places(message)]
    assert wrong == []


def same_places(message) -> bool:
    """Whether nothing is named in a translation that its text does not name: it would fail where it is shown."""
    ids = (message.id,) if isinstance(message.id, str) else message.id
    strings = (message.string,) if isinstance(message.string, str) else message.string
    known = set().union(*map(places, ids))
    return not message.id or all(places(text) <= known for text in strings if text)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_a_translation_with_a_place_of_its_own_is_found():
    catalog = Catalog()
    assert not same_places(catalog.add("{n} filas", "{m} rows"))
    assert same_places(catalog.add("{n} notas", "notes: {n}"))
    assert same_places(catalog.add(("{n} nota", "{n} notas"), ("one note", "{n} notes")))


def test_the_words_of_tables_are_in_the_template():
    """They are kept as they are and translated where they are shown, so nothing else would miss them."""
    kept = {
        *date_words.MONTHS,
        *date_words.WEEKDAYS,
        *cards.PHONE_USES,
        *cards.EMAIL_USES,
        *cards.ADDRESS_USES,
        *cards.ORGANIZATION_KINDS,
        *(words for kind in relations.KINDS.values() for words in (kind.forward, kind.backward)),
    }
    known = {text if isinstance(text, str) else text[0] for text in catalogue.texts(catalogue.template())}
    assert kept - known == set()


@pytest.fixture(scope="module")
def another_language(tmp_path_factory) -> Path:
    """A folder of catalogues with a language that puts every text between brackets."""
    folder = tmp_path_factory.mktemp("locale")
    catalog = Catalog("es")
    for text in catalogue.texts(catalogue.template()):
        catalog.add(text, f"⟦{text}⟧" if isinstance(text, str) else tuple(f"⟦{form}⟧" for form in text))
    path = folder / "xx" / "LC_MESSAGES" / "vinculo.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalog)
    return folder


def said(folder: Path, program: str, *arguments: str) -> str:
    """What a program says under another language."""
    command = [sys.executable, "-c", UNDER_ANOTHER_LANGUAGE + program, str(folder), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def test_another_language_is_read(another_language):
    program = """
from crm.texts import _, counted, ngettext
from crm.trash import TRASH_TITLE
print(_("Guardar"))
print(ngettext("persona", "personas", 2))
print(counted(TRASH_TITLE, 3).format(n=3))
"""
    assert said(another_language, program).split("\n") == [
        "⟦Guardar⟧",
        "⟦personas⟧",
        "⟦3 contactos a la papelera⟧",
        "",
    ]


def test_the_help_of_a_command_is_in_the_other_language(another_language):
    """Every line of it but the words of the command line itself."""
    said_of_it = said(
        another_language, "from ui.cli.main import run\nsys.exit(run(sys.argv[1:]))", "exportar", "--help"
    )
    assert "⟦Exporta los contactos que encuentra una consulta.⟧" in said_of_it
    assert "⟦Muestra esta ayuda.⟧" in said_of_it
