"""The logo at the head of printed pages."""

import random
import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from crm import operations
from crm.errors import FileProblem
from crm.printing import letterhead
from crm.printing.letterhead import LOGO_TITLE, NO_LOGO_TITLE, read_logo


def image(size=(400, 200), mode="RGB", kind="PNG", colour=None):
    out = BytesIO()
    Image.new(mode, size, colour or {"RGB": "#0F5E70", "RGBA": (15, 94, 112, 60)}.get(mode, 1)).save(
        out, kind
    )
    return out.getvalue()


def bomb(wide, high):
    """A small PNG that says it is enormous."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    rows = chunk(b"IDAT", zlib.compress(b"\0" * 100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + rows + chunk(b"IEND", b"")


@pytest.fixture
def file(tmp_path):
    def write(data, name="logo.png"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def pictures(printed, page=0):
    """Where images stand on a page: left, bottom, right, top in points."""
    document = PdfDocument(printed.pdf)
    try:
        return [found.get_bounds() for found in document[page].get_objects(filter=[FPDF_PAGEOBJ_IMAGE])]
    finally:
        document.close()


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("RGB", "PNG"),
        ("RGBA", "PNG"),
        ("P", "PNG"),
        ("1", "PNG"),
        ("LA", "PNG"),
        ("RGB", "JPEG"),
        ("CMYK", "JPEG"),
    ],
)
def test_a_picture_is_read_whatever_its_colours(file, mode, kind):
    logo = read_logo(file(image(mode=mode, kind=kind)))
    assert logo.png.startswith(b"\x89PNG")
    assert logo.width == 2 * logo.height
    wide, high = logo.on_paper
    assert (round(wide), round(high)) == (60, 30)


def test_what_is_kept_is_drawn_anew_and_small(file):
    noise = Image.frombytes("RGB", (3000, 3000), random.Random(7).randbytes(27_000_000))
    out = BytesIO()
    noise.save(out, "JPEG", comment=b"secreto")
    logo = read_logo(file(out.getvalue(), "foto.jpg"))
    assert max(logo.width, logo.height) <= 650
    assert len(logo.png) < 400_000
    assert b"secreto" not in logo.png


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no es una imagen PNG ni JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no es una imagen PNG ni JPEG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n", "no es una imagen PNG ni JPEG"),
        (image()[:60], "está dañada"),
        (image(kind="JPEG")[:80], "está dañada"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "está dañada"),
        (bomb(50_000, 50_000), "mide 50000 × 50000 puntos"),
        (bomb(600, 600), "está dañada"),
        (image((8, 8)), "no se vería en papel"),
        (image((3000, 10)), "no se vería en papel"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * letterhead.LARGEST, "pesa más de 10 MB"),
    ],
)
def test_what_is_no_picture_for_paper_is_refused_with_a_sentence(file, data, sentence):
    with pytest.raises(FileProblem, match=sentence) as told:
        read_logo(file(data))
    assert "«logo.png»" in str(told.value)


def test_what_is_no_file_is_refused(tmp_path):
    with pytest.raises(FileProblem, match="no es un archivo"):
        read_logo(tmp_path)
    with pytest.raises(FileProblem, match="revise que exista"):
        read_logo(tmp_path / "no.png")
    with pytest.raises(FileProblem, match="revise que exista"):
        read_logo(tmp_path / "no\0.png")


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_damaged_file_is_read_or_refused_with_a_sentence(file, kind):
    dice = random.Random(11)
    whole = image((90, 60), kind=kind)
    for _n in range(300):
        data = bytearray(whole)
        for _m in range(dice.randint(1, 6)):
            data[dice.randrange(3, len(data))] = dice.randrange(256)
        path = file(bytes(data))
        with suppress(FileProblem):
            assert read_logo(path).png


def test_it_stands_at_the_left_of_the_first_page_and_undo_takes_it_away(office, file):
    assert pictures(office.page("minuta", office.meeting)) == []
    logo = read_logo(file(image()))
    with office.base.write(LOGO_TITLE) as session:
        letterhead.set_logo(session, logo)
    (place,) = pictures(office.page("minuta", office.meeting))
    left, bottom, right, top = place
    assert (left, round(right - left), round(top - bottom)) == (45, 60, 30)
    assert 792 - top >= 24
    operations.undo(office.base)
    assert pictures(office.page("minuta", office.meeting)) == []


def test_another_takes_its_place_and_it_can_be_taken_off(office, file):
    for size in ((400, 200), (200, 200)):
        with office.base.write(LOGO_TITLE) as session:
            letterhead.set_logo(session, read_logo(file(image(size))))
    ((left, _bottom, right, _top),) = pictures(office.page("minuta", office.meeting))
    assert round(right - left) == 30
    with office.base.write(NO_LOGO_TITLE) as session:
        letterhead.remove_logo(session)
    assert pictures(office.page("minuta", office.meeting)) == []
    operations.undo(office.base)
    assert len(pictures(office.page("minuta", office.meeting))) == 1


def test_a_clear_picture_lets_the_paper_through(office, file):
    with office.base.write(LOGO_TITLE) as session:
        letterhead.set_logo(session, read_logo(file(image(mode="RGBA", colour=(255, 0, 0, 0)))))
    document = PdfDocument(office.page("itinerario", office.tour).pdf)
    drawn = document[0].render(scale=1).to_pil()
    document.close()
    assert drawn.getpixel((60, 45)) == (255, 255, 255)
