"""What users type is drawn as it stands: never read as markup, never a file opened, never off the sheet."""

import datetime

import pytest

from crm.printing.imprint import Imprint
from crm.printing.ink import BODY
from crm.printing.lettering import drawable, elided, lines, width
from crm.printing.paper import Column, Paper
from crm.printing.pdf import pdf
from tests.crm.printing.read_back import nothing_clipped, read_pdf

IMPRINT = Imprint("registro de prueba", datetime.date(2025, 10, 6))
MARKUP = "<b>&amp; & <img src='/etc/hostname'> <a href=\"file:///etc/passwd\">aquí</a> <para> %s {0} \\n"

HOSTILE = {
    "markup": MARKUP,
    "unclosed": "<font size=200 color='red'>",
    "long word": "Federación" * 400,
    "long name": "María de los Ángeles Guadalupe " * 60,
    "right to left": "Ana \u202eanA\u202c \u200fשלום \u061cالسلام عليكم",
    "emoji": "Reunión 🎉👩‍👩‍👧‍👦🇲🇽 con ❤️",
    "controls": "a\x00b\x07c\x1b[31md\ud800e\u200b\ufeff\u2028f\rg\r\nh",
    "marks": "n\u0303 e\u0301 " + "Z\u0351\u036b\u0343" * 50,
    "spaces": " \t\u00a0 \n\n \t",
    "empty": "",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_any_text_can_be_printed_anywhere(text):
    paper = Paper(IMPRINT, "Minuta", "Prueba")
    paper.title(text)
    paper.facts([("Lugar", text), ("Gira", "Oeste")])
    paper.heading(text, text)
    paper.prose(text)
    paper.table((Column("Uno", 2), Column("Dos"), Column("Tres", right=True)), [(text, text, text)] * 3)
    paper.note(text)
    paper.sign_off()
    document = paper.finish()
    read = read_pdf(pdf(document))
    nothing_clipped(read)
    assert len(read.pages) == len(document.pages)
    assert "Vo. Bo." in read.text


def test_markup_is_read_back_as_it_was_typed():
    paper = Paper(IMPRINT, "Minuta")
    paper.table((Column("Texto"),), [(MARKUP,)])
    assert MARKUP.strip() in " ".join(
        line.text for page in read_pdf(pdf(paper.finish())).pages for line in page
    )


def test_what_cannot_be_drawn_leaves_a_mark_or_nothing():
    assert drawable("Ñandú – «sí» Čapek Ελλάδα Жуков") == "Ñandú – «sí» Čapek Ελλάδα Жуков"
    assert drawable("n\u0303") == "ñ"
    assert drawable("Ana \u202eanA\u202c") == "Ana anA"
    assert drawable("a🎉🎉b") == "a□b"
    assert drawable("a\x00\ud800b\tc") == "ab c"


def test_lines_fit_and_lose_nothing():
    text = "Una mesa de diálogo con " + "x" * 300 + " y organizaciones"
    found = lines(text, BODY, 120)
    assert all(width(line, BODY) <= 120 for line in found)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert lines("", BODY, 120) == [""]
    assert lines("WWW", BODY, 1) == ["W", "W", "W"]


def test_what_is_too_wide_for_its_line_says_that_it_goes_on():
    assert elided("corto", BODY, 100) == "corto"
    short = elided("una frase que no cabe", BODY, 60)
    assert short.endswith("…")
    assert width(short, BODY) <= 60


def test_a_heading_is_never_left_alone_at_the_foot():
    for filler in range(40, 60):
        paper = Paper(IMPRINT, "Minuta")
        paper.prose("\n".join(["línea"] * filler))
        paper.heading("Sección primera")
        paper.heading("Sección segunda")
        paper.table((Column("Columna"),), [("uno\ndos\ntres",), ("fin",)])
        pages = [[line.text for line in page] for page in read_pdf(pdf(paper.finish())).pages]
        (place,) = [n for n, page in enumerate(pages) if "Sección primera" in page]
        assert {"Sección segunda", "Columna", "uno", "dos", "tres"} <= set(pages[place])


def test_a_row_longer_than_a_page_goes_on_over_the_next():
    words = [f"renglón{n}" for n in range(150)]
    paper = Paper(IMPRINT, "Minuta")
    paper.table((Column("Corta"), Column("Larga")), [("uno", "\n".join(words)), ("dos", "")])
    read = read_pdf(pdf(paper.finish()))
    nothing_clipped(read)
    assert [word for word in read.text.split() if word.startswith("renglón")] == words
    assert len(read.pages) == 3


def test_an_address_is_broken_at_its_signs():
    assert lines("alejandra.carrillo1196@example.net", BODY, 130) == [
        "alejandra.carrillo1196@",
        "example.net",
    ]
    assert lines("https://example.org/sala/2fcc2d", BODY, 110) == ["https://example.org/sala/", "2fcc2d"]
