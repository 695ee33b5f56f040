"""Small pictures of documents: drawn beside the window, few kept, and never the undoing of the program."""

import struct
import zlib
from collections.abc import Generator, Iterator

import pypdfium2
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt
from PySide6.QtGui import QImage

from crm.errors import BaseProblem
from ui.desktop.documents import thumbnails
from ui.desktop.documents.thumbnails import Small, Thumbnails, picture_of
from ui.desktop.lanes import Lanes

SIDE = 46


def parts(content: bytes, size: int = 1000) -> Generator[bytes, None, None]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


def drawn(content: bytes) -> QImage:
    return picture_of(parts(content), SIDE)


def image(width: int, height: int, kind: str) -> bytes:
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert picture.save(buffer, kind)
    return bytes(buffer.data().data())


def pdf(width: float, height: float) -> bytes:
    import io

    document = pypdfium2.PdfDocument.new()
    document.new_page(width, height)
    written = io.BytesIO()
    document.save(written)
    document.close()
    return written.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has so many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 99))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP"])
def test_a_picture_fits_in_its_place(kind: str) -> None:
    small = drawn(image(400, 200, kind))
    assert (small.width(), small.height()) == (SIDE, SIDE // 2)
    assert small.pixelColor(20, 10).green() == pytest.approx(128, abs=4)


def test_a_line_stays_a_line() -> None:
    small = drawn(image(3000, 2, "PNG"))
    assert (small.width(), small.height()) == (SIDE, 1)


def test_of_a_pdf_the_first_page() -> None:
    small = drawn(pdf(612, 792))
    assert (small.width(), small.height()) == (36, SIDE)
    assert small.pixelColor(5, 5) == Qt.GlobalColor.white


def test_a_page_as_large_as_a_house_is_drawn_as_small() -> None:
    small = drawn(pdf(14_400, 14_400))
    assert (small.width(), small.height()) == (SIDE, SIDE)


@pytest.mark.qt_log_ignore("JPEG")
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00",
        b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n" + b"basura" * 50,
        b"\xff\xd8\xff\xe0basura",
        b"RIFF\x10\x00\x00\x00WEBPVP8 ",
        b"GIF89a\x00\x00\x00\x00",
        b"BM" + b"\xff" * 60,
        b"%PDF-1.7",
        b"%PDF-1.7\n" + b"\x00\xff" * 4000,
        pdf(612, 792)[:200],
        bomb(60_000, 60_000),
        bomb(7_000, 7_000),
        bomb(2**31 - 1, 2**31 - 1),
    ],
    ids=lambda content: content[:12].hex() or "nothing",
)
def test_what_cannot_be_drawn_has_no_picture(content: bytes) -> None:
    assert drawn(content).isNull()


def test_a_bomb_is_not_even_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thumbnails, "MOST_PIXELS", 100)
    assert drawn(image(11, 10, "PNG")).isNull()
    assert not drawn(image(10, 10, "PNG")).isNull()


def test_nothing_is_read_of_what_has_no_picture() -> None:
    read: list[int] = []

    def large() -> Iterator[bytes]:
        for number in range(9):
            read.append(number)
            yield b"PK\x03\x04" + bytes(1000)

    assert picture_of((part for part in large()), SIDE).isNull()
    assert read == [0]


def test_a_damaged_piece_has_no_picture() -> None:
    def damaged() -> Generator[bytes, None, None]:
        yield image(10, 10, "PNG")
        raise BaseProblem("dañada")

    assert picture_of(damaged(), SIDE).isNull()


@pytest.fixture
def made(lanes: Lanes, qapp: object) -> Iterator[Thumbnails]:
    owner = QObject()
    yield Thumbnails(lambda piece: parts(image(len(piece) * 10, 10, "PNG")), lanes.pictures, owner)
    owner.deleteLater()


def test_it_comes_once_and_is_kept(qtbot, made: Thumbnails) -> None:
    small = Small("ab", SIDE)
    with qtbot.waitSignal(made.drawn) as came:
        assert made.picture(small, 900) is None
        assert made.picture(small, 900) is None
    assert came.args[0] == small
    kept = made.picture(small, 900)
    assert kept is not None
    assert (kept.width(), kept.height()) == (SIDE, SIDE // 2)


def test_too_large_a_file_is_not_looked_into(lanes: Lanes, made: Thumbnails) -> None:
    found = made.picture(Small("ab", SIDE), thumbnails.LARGEST + 1)
    assert found is not None
    assert found.isNull()
    assert lanes.pictures.idle


def test_only_so_many_are_kept(qtbot, lanes: Lanes, made: Thumbnails, monkeypatch) -> None:
    monkeypatch.setattr(thumbnails, "KEPT", 2)
    first, second, third = (Small(name, SIDE) for name in ("a", "bb", "ccc"))
    for small in (first, second):
        made.picture(small, 9)
    qtbot.waitUntil(lambda: lanes.pictures.idle)
    assert made.picture(first, 9) is not None
    made.picture(third, 9)
    qtbot.waitUntil(lambda: lanes.pictures.idle)
    assert made.picture(first, 9) is not None
    assert made.picture(third, 9) is not None
    assert made.picture(second, 9) is None


def test_what_is_not_wanted_any_more_does_not_come(qtbot, lanes: Lanes, made: Thumbnails) -> None:
    came: list[object] = []
    made.drawn.connect(lambda small, _image: came.append(small))
    for number in range(20):
        made.picture(Small("a" * (number + 1), SIDE), 9)
    made.forget()
    assert lanes.pictures.idle
    with qtbot.waitSignal(made.drawn):
        made.picture(Small("z", SIDE), 9)
    assert came == [Small("z", SIDE)]
