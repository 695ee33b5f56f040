"""Drawing pages into a PDF file: text that can be selected, fonts inside, title, author, language and bookmarks."""

from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from crm.printing.ink import PAPER
from crm.printing.lettering import advances, drawable
from crm.printing.marks import Document, Page

_LANGUAGE = "es-MX"
_RING = 1.5


def pdf(document: Document) -> bytes:
    """The file."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=document.size, pageCompression=1, lang=_LANGUAGE)
    canvas.setTitle(drawable(document.title))
    canvas.setAuthor(document.author)
    canvas.setSubject(drawable(document.subject))
    canvas.setCreator(document.author)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    height = document.size[1]
    marks: dict[int, list[int]] = {}
    for number, mark in enumerate(document.bookmarks):
        marks.setdefault(mark.page, []).append(number)
    for number, page in enumerate(document.pages):
        for place in marks.get(number, ()):
            mark = document.bookmarks[place]
            canvas.bookmarkHorizontalAbsolute(f"m{place}", height - mark.y)
            canvas.addOutlineEntry(drawable(mark.text), f"m{place}", mark.level)
        _draw(canvas, page, height)
        canvas.showPage()
    if len(document.bookmarks) > 1:
        canvas.showOutline()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, page: Page, height: float) -> None:
    for rule in page.rules:
        canvas.setStrokeColor(HexColor(rule.colour))
        canvas.setLineWidth(rule.thickness)
        canvas.line(rule.x, height - rule.y, rule.to_x, height - rule.to_y)
    for disc in page.discs:
        # A ring is empty: the line that leads to it ends at its edge.
        canvas.setStrokeColor(HexColor(disc.colour))
        canvas.setFillColor(HexColor(disc.colour if disc.filled else PAPER))
        canvas.setLineWidth(_RING)
        canvas.circle(disc.x, height - disc.y, disc.radius, fill=1)
    for picture in page.pictures:
        canvas.drawImage(
            ImageReader(BytesIO(picture.png)),
            picture.x,
            height - picture.y - picture.height,
            picture.width,
            picture.height,
            mask="auto",
        )
    written = canvas.beginText()
    letters = None
    for text in page.texts:
        if letters is None or text.letters != letters:
            letters = text.letters
            advances(letters.font)
            written.setFont(letters.font, letters.size)
            written.setFillColor(HexColor(letters.colour))
        written.setTextOrigin(text.x, height - text.y)
        written.textOut(text.text)
    canvas.drawText(written)
