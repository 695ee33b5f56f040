"""The ficha of an agreement: on one page whatever it says, nothing made up, nothing clipped, nothing lost."""

import datetime
import re
from dataclasses import replace

import pytest

from crm.agreement_summary import Duty, Item, Progress, Signature, Summary
from crm.printing.agreement_sheet import agreement_sheet
from crm.printing.imprint import Imprint
from crm.printing.lettering import drawable
from crm.printing.pdf import pdf
from tests.crm.printing.fichas import EVERYDAY, nasty
from tests.crm.printing.read_back import Read, nothing_clipped, read_pdf

IMPRINT = Imprint("registro de prueba", datetime.date(2025, 10, 6))


def printed(summary: Summary) -> Read:
    return read_pdf(pdf(agreement_sheet(summary, IMPRINT)))


def words_of(summary: Summary) -> set[str]:
    """Every word of an agreement, as it can be drawn."""
    return set(re.findall(r"\w+", drawable(" ".join(_strings(summary)))))


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Summary):
        return [text for name in Summary.__slots__ for text in _strings(getattr(value, name))]
    if isinstance(value, Progress):
        return [value.words]
    return [text for part in value for text in _strings(part)] if isinstance(value, tuple) else []


def test_an_everyday_agreement_takes_one_page_and_says_everything():
    read = printed(EVERYDAY)
    assert len(read.pages) == 1
    assert read.sizes == [(612, 792)]
    nothing_clipped(read)
    assert words_of(EVERYDAY) <= set(re.findall(r"\w+", read.text))
    assert "Página 1 de 1" in read.text
    assert "con corte al 6 de octubre de 2025" in read.text
    for role in ("Elaboró", "Revisó", "Vo. Bo."):
        assert role in read.text


def test_what_is_not_known_is_to_be_captured():
    read = printed(Summary("", ""))
    assert len(read.pages) == 1
    # Seven facts, the title, the object, three of a signature, and an obligation.
    assert read.text.count("por capturar") == 13
    assert "sin folio" in read.text
    only_the_area = printed(replace(Summary("", ""), area="Educación Cívica"))
    assert only_the_area.text.count("por capturar") == 12


@pytest.mark.parametrize("extra", range(1, 26))
def test_a_longer_list_never_leaves_a_stray_line_on_a_page_of_its_own(extra):
    duty = Duty("Cuarta", "Otra obligación", "IECM", "2026", Progress("Pendiente"))
    read = printed(replace(EVERYDAY, duties=EVERYDAY.duties + (duty,) * extra))
    nothing_clipped(read)
    assert len(read.pages) in (1, 2)
    if len(read.pages) == 2:
        assert f"{len(EVERYDAY.duties) + extra}" not in ("0",)
        assert "en la página 2" in " ".join(line.text for line in read.pages[0])
        # The whole list, its heading and the page's own two lines at the least.
        assert len(read.pages[1]) > 5 * (len(EVERYDAY.duties) + extra)


def test_forty_parties_go_on_whole_on_the_pages_that_follow():
    signatures = tuple(
        Signature(f"Club número {n}", "Representa", f"Persona número {n}", f"Cargo número {n}", "")
        for n in range(1, 41)
    )
    read = printed(replace(EVERYDAY, signatures=signatures))
    nothing_clipped(read)
    rest = " ".join(line.text for page in read.pages[1:] for line in page)
    for n in range(1, 41):
        assert f"Persona número {n}" in rest
    assert re.search(r"y \d+ firmas más, en la página 2", " ".join(line.text for line in read.pages[0]))
    assert "Vo. Bo." in " ".join(line.text for line in read.pages[0])


def test_a_long_object_is_begun_on_the_first_page_and_whole_on_the_second():
    text = " ".join(f"palabra{n}" for n in range(3_000))
    read = printed(replace(EVERYDAY, object=text))
    nothing_clipped(read)
    first = " ".join(line.text for line in read.pages[0])
    assert "completo en la página 2" in first
    assert "palabra0" in first
    rest = set(" ".join(line.text for page in read.pages[1:] for line in page).split())
    assert {f"palabra{n}" for n in range(3_000)} <= rest


def test_a_short_list_that_does_not_fit_is_whole_on_the_second_page():
    items = tuple(Item(f"Actividad número {n}", "2025") for n in range(20))
    read = printed(replace(EVERYDAY, activities=items))
    assert len(read.pages) == 2
    rest = " ".join(line.text for line in read.pages[1])
    assert all(f"Actividad número {n}" in rest for n in range(20))


def test_one_of_others_says_that_it_does_not_count():
    caution = "Convenio de terceros: se registra y no se cuenta como del Instituto."
    read = printed(replace(EVERYDAY, caution=caution))
    nothing_clipped(read)
    assert caution in read.text


def check_nasty(seed: int) -> None:
    summary = nasty(seed)
    read = printed(summary)
    nothing_clipped(read)
    assert "Vo. Bo." in " ".join(line.text for line in read.pages[0]), seed
    for page in read.pages[1:]:
        assert len(page) >= 4, (seed, "a stray line")


@pytest.mark.parametrize("seed", range(25))
def test_the_nastiest_agreements_are_printed(seed):
    check_nasty(seed)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_thousand_of_the_nastiest_agreements_are_printed():
    for seed in range(1_000):
        check_nasty(seed)
