"""Reading a PDF back with another library than the one that wrote it."""

from typing import NamedTuple

import pypdfium2


class Line(NamedTuple):
    """Text that was read back, and its box in points from the left and the bottom."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


class Read(NamedTuple):
    """A PDF read back by another library."""

    pages: list[list[Line]]
    sizes: list[tuple[float, float]]

    @property
    def text(self) -> str:
        """Everything that is written, lines and cells one after another."""
        return " ".join(line.text for page in self.pages for line in page)


def read_pdf(content: bytes) -> Read:
    document = pypdfium2.PdfDocument(content)
    try:
        pages, sizes = [], []
        for page in document:
            written = page.get_textpage()
            boxes = [written.get_rect(n) for n in range(written.count_rects())]
            pages.append([Line(written.get_text_bounded(*box).strip(), *box) for box in boxes])
            sizes.append(page.get_size())
        return Read(pages, sizes)
    finally:
        document.close()


def nothing_clipped(read: Read, margin: float = 10) -> None:
    """Every letter stands on the sheet, and no line of text over another."""
    for lines, (width, height) in zip(read.pages, read.sizes, strict=True):
        for line in lines:
            assert margin <= line.left <= line.right <= width - margin, line
            assert margin <= line.bottom <= line.top <= height - margin, line
        for n, one in enumerate(lines):
            for other in lines[n + 1 :]:
                over = min(one.right, other.right) - max(one.left, other.left)
                tall = min(one.top, other.top) - max(one.bottom, other.bottom)
                assert over < 1 or tall < 1, (one, other)
