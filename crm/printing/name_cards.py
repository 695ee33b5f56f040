"""Name cards (personificadores): who sits where, four to a page, in order of precedence, with marks to cut along."""

from crm.activity_record import ActivityRecord
from crm.precedence import Seat, in_order, persons
from crm.printing.imprint import Imprint
from crm.printing.ink import MUTED, REGULAR, RULE, SEMIBOLD, Letters
from crm.printing.lettering import elided, lines, width
from crm.printing.marks import PORTRAIT, Bookmark, Document, Page, Rule, Text
from crm.texts import _

TO_A_PAGE = 4
_SIDE, _TOP = 45.0, 36.0
_WIDTH, _HEIGHT = 522.0, 180.0
_MARGIN = 28.0
_MARK = 12.0
_SIZES = (34.0, 30.0, 26.0, 22.0, 19.0, 16.0, 13.0, 11.0)


def name_cards(record: ActivityRecord, imprint: Imprint) -> Document:
    """The cards of those with a name, and of the institutions whose person is not known yet."""
    seats = in_order(record)
    shown = [*persons(seats), *(seat for seat in seats if not seat.name and not seat.ours)]
    pages = [_page(shown[start : start + TO_A_PAGE]) for start in range(0, len(shown), TO_A_PAGE)] or [Page()]
    title = _("Personificadores: {title}").format(title=record.title)
    return Document(
        title=title,
        author=f"{imprint.institution}. {imprint.office}",
        subject=_("Personificadores"),
        size=PORTRAIT,
        pages=tuple(pages),
        bookmarks=tuple(
            Bookmark(n // TO_A_PAGE, _TOP + n % TO_A_PAGE * _HEIGHT, seat.name or seat.institution, 0)
            for n, seat in enumerate(shown)
        ),
    )


def _page(seats: list[Seat]) -> Page:
    page = Page()
    for place, seat in enumerate(seats):
        top = _TOP + place * _HEIGHT
        _card(page, top, seat)
    for place in range(len(seats) + 1):
        _cut(page, _TOP + place * _HEIGHT)
    return page


def _card(page: Page, top: float, seat: Seat) -> None:
    name = seat.name or seat.institution
    under = [seat.post, seat.institution] if seat.name else []
    limit = _WIDTH - 2 * _MARGIN
    parts = _fitted(name, [text for text in under if text], limit)
    y = top + (_HEIGHT - sum(letters.leading for _text, letters in parts)) / 2
    for text, letters in parts:
        base = y + (letters.leading + letters.size * 0.72) / 2
        x = _SIDE + (_WIDTH - width(text, letters)) / 2
        page.texts.append(Text(x, base, text, letters))
        y += letters.leading


def _fitted(name: str, under: list[str], limit: float) -> list[tuple[str, Letters]]:
    """The lines of a card in the largest letters in which everything fits."""
    room = _HEIGHT - 2 * 14
    for size in _SIZES:
        parts = _set(name, under, limit, size)
        if len(lines(name, parts[0][1], limit)) <= 2 and sum(one.leading for _text, one in parts) <= room:
            return parts
    # A name as long as a paragraph: as many of its lines as there is room for, the last one says that it goes on.
    small = Letters(SEMIBOLD, _SIZES[-1], _SIZES[-1] * 1.2)
    found = lines(name, small, limit)
    most = int(room / small.leading)
    kept = [(line, small) for line in found[:most]]
    if len(found) > most:
        kept[-1] = (elided(f"{found[most - 1]} {found[most]}", small, limit), small)
    return kept


def _set(name: str, under: list[str], limit: float, size: float) -> list[tuple[str, Letters]]:
    large = Letters(SEMIBOLD, size, size * 1.2)
    less = min(16.0, size * 0.6)
    small = Letters(REGULAR, less, less * 1.35, MUTED)
    parts = [(line, large) for line in lines(name, large, limit)]
    return parts + [(line, small) for text in under for line in lines(text, small, limit)]


def _cut(page: Page, y: float) -> None:
    """Marks at both ends of a cut, outside the cards, and the corners of the sheet's sides."""
    left, right = _SIDE, _SIDE + _WIDTH
    for x, to_x in ((left - _MARK - 4, left - 4), (right + 4, right + _MARK + 4)):
        page.rules.append(Rule(x, y, to_x, y, 0.5, RULE))
    for x in (left, right):
        if y == _TOP:
            page.rules.append(Rule(x, y - _MARK - 4, x, y - 4, 0.5, RULE))
        else:
            page.rules.append(Rule(x, y - 4, x, y + 4, 0.5, RULE))
