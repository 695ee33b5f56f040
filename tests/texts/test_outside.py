"""No text for the user stands outside the catalogues, those apart that are listed here with their reason."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.texts import catalogue
from tests.texts.outside import Found, texts_outside

WHOLE = {
    "crm/demo/*": "invented contacts: data, in Spanish in any language",
    "ui/desktop/capture*": "contacts and typing of the pictures",
    "ui/desktop/gallery*": "captions for developers, and contacts of the pictures",
    "crm/countries.py": "names of countries, as they are written and looked up: reference data",
    "crm/languages.py": "names of languages: reference data",
    "crm/importing/headings.py": "headings of files, as they are recognised",
    "crm/importing/values.py": "words of files, as they are recognised",
    "crm/importing/details.py": "words of files, as they are recognised",
    "crm/importing/activity_columns.py": "headings of files, as they are recognised",
    "crm/importing/activity_rows.py": "words of files, as they are recognised",
    "crm/importing/matter_cells.py": "words of files, as they are recognised",
    "crm/importing/agreement_columns.py": "headings of files, as they are recognised",
    "crm/importing/agreement_names.py": "words of files, as they are recognised",
    "crm/importing/agreement_rows.py": "words of files, as they are recognised",
    "crm/product_rows.py": "headings of what is pasted, as they are recognised",
}
"""Sources whose literals are data."""

ALLOWED = {
    "Vínculo": "the name of the program",
    "Return": "a key, as Qt calls it",
    "Workbook": "a name inside a file",
    "Book": "a name inside a file",
    "Vínculo … · Python … · Qt …": "names and versions",
    "Natural Earth": "a name",
    "Segoe UI": "a font",
    "Noto Sans": "a font",
    "Mac Roman": "an encoding",
    "During handling": "a line of Python's own",
    "The above exception": "a line of Python's own",
    "áéíóúüñ": "letters",
    "ñ": "a letter",
    "Ñ": "a letter",
    "por verificar": "a tag, kept in the base",
    "reunión": "a kind of activity, kept in the base",
    "Apartado postal …": "a line of an address, kept in the base",
    "(sin nombre)": "a name where a vCard must have one",
    "Sí": "a cell of a file",
    "sí": "a word of queries and of settings",
    "en-trámite": "a word of queries",
    "antes de ayer": "a date as it is typed",
    " de México en ": "the middle of a consulate's name",
    "búsqueda": "a kind of problem in the answer of «verificar», which is a contract",
    "NOT f.…": "SQL",
    "NOT a.of_others AND …": "SQL",
    "NOT a.of_others AND (…)": "SQL",
    "o.… AND o.due_on > '' AND o.due_on <= ?": "SQL",
    "obligación": "a word of queries",
    "recordatorio:<=hoy estado:abierto -fecha:<=…": "a query",
    " AND julianday(f.remind_at) >= julianday(?)": "SQL",
    " AND julianday(f.remind_at) < julianday(?)": "SQL",
    "julianday(f.remind_at) > julianday(?) AND julianday(f.remind_at) <= julianday(?)": "SQL",
    "julianday(f.remind_at) < julianday(?) AND (f.due_on = '' OR f.due_on > ?)": "SQL",
    "f.due_on = '', f.due_on, f.due_time = '', f.due_time, …": "SQL",
    "state IN ('pendiente', 'en curso', 'en espera')": "SQL",
    "híbrida": "a modality, kept in the base",
    "confirmó": "a state of a participant, kept in the base",
    "asistió": "a state of a participant, kept in the base",
    "no asistió": "a state of a participant, kept in the base",
    "sin materia": "a state, kept in the base",
    "vínculo": "who writes the catalogues of a new base: the program",
    "https://": "the beginning of an address",
    "Instituto Electoral de la Ciudad de México": "the name of the institute",
    "Secretaría Ejecutiva, Dirección de Vinculación con Organismos Externos": "the name of the office",
    "coalesce(f.name, x.code)": "SQL",
    "coalesce(s.name, m.name)": "SQL",
    "CASE a.of_others WHEN 1 THEN 'sí' ELSE 'no' END": "SQL",
    "-//Vínculo//Calendario//ES": "the program that wrote a calendar, as the format asks",
    "en curso": "a state, kept in the base",
    "en espera": "a state, kept in the base",
    "no cumplida": "a state, kept in the base",
    "testigo de honor": "a part of a signatory, kept in the base",
    "opinión de pertinencia": "a stage, kept in the base",
    "negociación": "a stage, kept in the base",
    "validación jurídica": "a stage, kept in the base",
    "suscripción": "a stage, kept in the base",
    "no suscrito": "a stage, kept in the base",
    "d.id NOT IN (…)": "SQL",
    "d.id IN (…)": "SQL",
    "CASE … WHEN 1 THEN 'sí' ELSE 'no' END": "SQL",
    "coalesce(q.name, f.name, nullif(s.name, ''), '–')": "SQL",
    "coalesce(q.name, p.liaison)": "SQL",
    "state IN ('pendiente', 'en curso')": "SQL",
    "que:actividades estado:realizada …": "a query",
}
"""What is no text for the user wherever it stands; words that are marked where their table is need no mention."""


@pytest.fixture(scope="module")
def found() -> list[Found]:
    root = catalogue.ROOT
    sources = (file for room in catalogue.ROOMS for file in sorted((root / room).rglob("*.py")))
    return [text for file in sources for text in texts_outside(file, root)]


def is_a_marked_word(text: str) -> bool:
    """A code that is a word, kept as it is and marked where the table of such codes stands."""
    return text.islower() and text.isalpha() and text in MARKED


MARKED = {
    form
    for text in catalogue.texts(catalogue.extracted())
    for form in ((text,) if isinstance(text, str) else text)
}


def test_no_text_stands_outside_the_catalogues(found):
    outside = [
        f"{text.file}:{text.line}: {text.text}"
        for text in found
        if not any(fnmatch(text.file, pattern) for pattern in WHOLE)
        and text.text not in ALLOWED
        and not is_a_marked_word(text.text)
    ]
    assert not outside, "write them through crm.texts: " + "\n".join(outside)


def test_what_is_listed_is_needed(found):
    """A list of exceptions that nobody tidies ends up letting everything through."""
    files, texts = {text.file for text in found}, {text.text for text in found}
    assert [pattern for pattern in WHOLE if not any(fnmatch(file, pattern) for file in files)] == []
    assert [text for text in ALLOWED if text not in texts] == []


@pytest.mark.parametrize(
    "source",
    [
        'button.setText("Guardar")',
        'button.setText(f"Guardar {n}")',
        'button = QPushButton("OK then")',
        'widget.setAccessibleName("Buscar" if empty else _("Borrar"))',
        'click.option("--base", help="Which base.")',
        'raise FileProblem(f"«{name}» no existe.")',
        'raise errors.NotFound("nobody")',
        'sentence = "El archivo no existe; elija otro."',
        'sentence = "Falta el nombre"',
        'self.row(grid, "Archivo", widget)',
        'words = ["sin correo", "con correo"]',
        'title = "Categoría"',
        'told = _("Se guardó") + " en la carpeta de siempre"',
    ],
)
def test_a_text_that_nobody_marked_is_found(tmp_path: Path, source):
    assert len(list(found_in(tmp_path, source))) >= 1


@pytest.mark.parametrize(
    "source",
    [
        'button.setText(_("Guardar"))',
        'button.setText(_("Guardar {n}").format(n=n))',
        'title = mark("Editar contacto")',
        'told = ngettext("{n} fila", "{n} filas", n).format(n=n)',
        'def save():\n    """Keep it. Búsqueda."""',
        'raise ValueError("the total of no bytes")',
        '_log.warning("A job failed: %s", trace)',
        'rows = read("SELECT id FROM person WHERE id = ?")',
        'base: "Base | None" = None',
        're.compile("[áéí] o u")',
        'mark_as(widget, "danger")',
        'menu.addAction(f"{words}\\tAlt+{n}")',
        'button.setText(_("Seguir") if state == "aside" else _("Nuevo"))',
    ],
)
def test_what_is_not_for_the_user_is_not_found(tmp_path: Path, source):
    assert list(found_in(tmp_path, source)) == []


def found_in(folder: Path, source: str) -> list[str]:
    file = folder / "source.py"
    file.write_text(source, "utf-8")
    return [text.text for text in texts_outside(file, folder)]
