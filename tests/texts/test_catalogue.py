"""The catalogues: in step with the sources, and read by the program when there is one of another language."""

import re
import string
from pathlib import Path

import pytest
from babel.messages import Catalog

from crm import cards, date_words, relations
from tests.texts import catalogue

REFRESH = "run: python3 bootstrap.py textos"


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


def test_another_language_is_read(said):
    program = """
from crm.texts import _, counted, ngettext
from crm.trash import TRASH_TITLE
print(_("Guardar"))
print(ngettext("persona", "personas", 2))
print(counted(TRASH_TITLE, 3).format(n=3))
"""
    assert said(program).split("\n") == [
        "⟦Guardar⟧",
        "⟦personas⟧",
        "⟦3 contactos a la papelera⟧",
        "",
    ]


def test_the_help_of_a_command_is_in_the_other_language(said):
    """Every line of it but the words of the command line itself."""
    told = said("from ui.cli.main import run\nsys.exit(run(sys.argv[1:]))", "exportar", "--help")
    assert "⟦Exporta lo que encuentra una consulta" in told
    assert "⟦Muestra esta ayuda.⟧" in told


def test_the_screens_are_in_the_other_language(said):
    """Where there is no data, nothing is left but names and keys."""
    scenes = (
        *("primer-inicio", "no-se-pudo-abrir", "contactos-base-vacia", "contacto-nuevo", "papelera-vacia"),
        *("administracion", "importar-archivo", "ajustes", "teclas", "aviso-de-falla", "lugar-por-construir"),
    )
    program = "from tests.texts.untranslated import main\nmain(sys.argv[1:])"
    left = set(said(program, *scenes).splitlines())
    assert {text for text in left if not re.fullmatch(r"Ctrl\+.|Vínculo.*|Jimena Robles", text)} == set()
