"""Where everything stands on the board: columns side by side, cards one under another, each scrolled by itself."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize

from ui.desktop import fonts
from ui.desktop.agreements.board_model import BoardModel, Place

HEAD = 48
"""Over the cards of a column: two lines of its name fit."""
CARD = 3 * fonts.BODY_LINE + 16
STEP = CARD + 8
SIDE = 8
GAP = 8
_WIDE, _NARROW = 208, 128
_MARGIN = 16
_THUMB_LEAST = 24


class Thumb(NamedTuple):
    """The mark of how far a column is scrolled, and the room it goes about in."""

    room: QRect
    mark: QRect


class BoardLayout:
    """``size`` is that of the viewport; ``across`` how far the board is scrolled to the right, ``down`` each column, by
    its stage, down. An empty column is narrower than others: it is there to be dropped on.
    """

    def __init__(self, model: BoardModel) -> None:
        self._model = model
        self.size = QSize()
        self.across = 0
        self.down: dict[str, int] = {}

    def _widths(self) -> list[int]:
        widths = [_WIDE if column.ids else _NARROW for column in self._model.columns]
        wide = [place for place, width in enumerate(widths) if width == _WIDE]
        left = self.size.width() - sum(widths) - GAP * (len(widths) - 1) - 2 * _MARGIN
        if left > 0 and wide:
            for place in wide:
                widths[place] += min(left // len(wide), _WIDE // 2)
        return widths

    @property
    def wide(self) -> int:
        """How wide the whole board is."""
        widths = self._widths()
        return sum(widths) + GAP * max(0, len(widths) - 1) + 2 * _MARGIN

    def columns(self) -> list[QRect]:
        """Each column, in the viewport."""
        found, left = [], _MARGIN - self.across
        height = max(HEAD, self.size.height() - GAP)
        for width in self._widths():
            found.append(QRect(left, 0, width, height))
            left += width + GAP
        return found

    def column(self, place: int) -> QRect:
        """A column, in the viewport."""
        return self.columns()[place]

    def cards(self, column: QRect) -> QRect:
        """The room of the cards of a column."""
        return column.adjusted(0, HEAD, 0, 0)

    def beyond(self, place: int) -> int:
        """How far a column can be scrolled."""
        height = max(0, self.size.height() - GAP - HEAD)
        return max(0, len(self._model.columns[place].ids) * STEP + SIDE - height)

    def scrolled(self, place: int) -> int:
        """How far a column is scrolled."""
        return min(self.down.get(self._model.columns[place].stage, 0), self.beyond(place))

    def scroll(self, place: int, by: int) -> None:
        """Scroll a column by so many pixels, as far as it goes."""
        wanted = self.scrolled(place) + by
        self.down[self._model.columns[place].stage] = max(0, min(wanted, self.beyond(place)))

    def card(self, place: Place, column: QRect | None = None) -> QRect:
        """A card, in the viewport."""
        column = self.column(place.column) if column is None else column
        top = column.top() + HEAD + place.card * STEP - self.scrolled(place.column)
        return QRect(column.left() + SIDE, top, column.width() - 2 * SIDE, CARD)

    def visible(self, place: int) -> range:
        """The cards of a column that are in sight."""
        scrolled, height = self.scrolled(place), max(0, self.size.height() - GAP - HEAD)
        total = len(self._model.columns[place].ids)
        return range(min(total, scrolled // STEP), min(total, (scrolled + height) // STEP + 1))

    def column_at(self, point: QPoint) -> int:
        """The column at a point; -1 between them."""
        return next(
            (place for place, room in enumerate(self.columns()) if room.left() <= point.x() <= room.right()),
            -1,
        )

    def place_at(self, point: QPoint) -> Place | None:
        """The card at a point."""
        column = self.column_at(point)
        if column < 0 or not self.cards(self.column(column)).contains(point):
            return None
        for card in self.visible(column):
            if self.card(Place(column, card)).contains(point):
                return Place(column, card)
        return None

    def thumb(self, place: int, column: QRect) -> Thumb | None:
        """How far a column is scrolled; None where all of it is in sight."""
        beyond = self.beyond(place)
        if not beyond:
            return None
        cards = self.cards(column)
        room = QRect(cards.right() - 6, cards.top(), 6, cards.height() - 4)
        tall = max(_THUMB_LEAST, room.height() * room.height() // (room.height() + beyond))
        top = room.top() + (room.height() - tall) * self.scrolled(place) // beyond
        return Thumb(room, QRect(room.left(), top, 4, tall))

    def bring(self, place: Place) -> int:
        """Scroll a column so that a card is in sight; return how far the board should be scrolled to the right."""
        room, card = self.cards(self.column(place.column)), self.card(place)
        if card.top() < room.top():
            self.scroll(place.column, card.top() - room.top())
        elif card.bottom() + SIDE > room.bottom():
            self.scroll(place.column, card.bottom() + SIDE - room.bottom())
        column = self.column(place.column)
        if column.left() < _MARGIN:
            return self.across + column.left() - _MARGIN
        return self.across + max(0, column.right() + _MARGIN - self.size.width())
