"""A page is printed for real: from the window, by keys, through the system's dialogue, to a print server."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from tests.e2e.print_queue import PrintQueue, missing_tools, print_queue

_DOTS = 2.0
"""To a point, at which pages are compared."""


@pytest.fixture
def queue(screen) -> Iterator[PrintQueue]:
    """A print server that the program, started after it, finds."""
    missing = missing_tools()
    assert not missing, f"install {', '.join(missing)}: python3 bootstrap.py test does"
    with print_queue() as queue:
        screen.environment["CUPS_SERVER"] = queue.server
        yield queue


def pictures(path: Path) -> list[Image.Image]:
    """The pages of a PDF in greys."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.render(scale=_DOTS).to_pil().convert("L") for page in document]
    finally:
        document.close()


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far two pages are apart on average, of 255; blurred by a dot, as edges never fall alike twice."""
    assert abs(one.width - other.width) <= 1
    assert abs(one.height - other.height) <= 1
    small = (one.width // 3, one.height // 3)
    apart = ImageChops.difference(one.resize(small), other.resize(small))
    return float(ImageStat.Stat(apart).mean[0])


def the_printed_page_is_that_of_the_preview(queue, screen, name: str, saved: Path) -> None:
    """Save what is previewed, print it, and compare what came to the print server with it."""
    screen.wait_for_title(f"Vista previa: {name}")
    screen.keys("ctrl+s")
    screen.wait_for_title("Dónde se guarda")
    screen.keys("ctrl+a")
    screen.type(str(saved))
    screen.keys("Return")
    screen.wait(saved.exists, "the page as a file")
    screen.wait_for_title("Vista previa")
    screen.keys("ctrl+p")
    screen.wait_for_title("Imprimir")
    screen.keep(f"print-dialogue-{saved.stem}")
    screen.keys("Return")
    screen.wait(queue.jobs, "the job")
    printed = pictures(queue.jobs()[0])
    shown = pictures(saved)
    assert len(printed) == len(shown)
    blank = Image.new("L", shown[0].size, 255)
    for one, other in zip(shown, printed, strict=True):
        assert difference(one, other) < 1
        assert difference(one, blank) > 2, "a page that is not empty"
    screen.wait_for_title("Vista previa")


def test_the_page_that_comes_out_is_the_page_of_the_preview(queue, screen, program, tmp_path):
    program.start()
    screen.keys("ctrl+p", "Down", "Return")
    the_printed_page_is_that_of_the_preview(queue, screen, "Seguimientos por persona", tmp_path / "vista.pdf")
    program.quit()


def test_the_ficha_of_an_agreement_comes_out_as_it_is_previewed(queue, screen, program, tmp_path):
    program.start()
    screen.keys("ctrl+5")
    screen.wait_for_title("Convenios")
    screen.keys("Return")
    screen.wait_for_title("Convenio General")
    screen.keys("ctrl+p", "Down", "Return")
    the_printed_page_is_that_of_the_preview(queue, screen, "Ficha de convenio", tmp_path / "ficha.pdf")
    program.quit()
