"""How a line of the palette is drawn: drawing, name with the match in semibold, what it is, and its keys."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from crm.contact_list import ContactRow
from ui.desktop import fonts
from ui.desktop.contacts.matches import spans
from ui.desktop.fields.source import ICONS
from ui.desktop.icons import Icons
from ui.desktop.palette.model import ENTRY_ROLE, Entry, Found, Head, Index
from ui.desktop.theme import Theme

ROW = 32
HEAD = 28
_SIDE = 8
_ICON = 16
_GAP = 12
_NAME_SHARE = 0.7
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_BY_TYPE = {
    "institución": "landmark",
    "club": "users",
    "federación": "users",
    "asociación": "users",
    "consulado": "globe",
    "medio": "newspaper",
}


class PaletteDelegate(QStyledItemDelegate):
    """Draws lines; ``words`` are the folded words typed."""

    def __init__(self, view: QListView, theme: Theme, icons: Icons) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._icons = icons
        self.words: tuple[str, ...] = ()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Heads are lower than rows."""
        return QSize(100, HEAD if isinstance(index.data(ENTRY_ROLE), Head) else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        painter.save()
        entry: Entry = index.data(ENTRY_ROLE)
        room: QRect = option.rect
        if isinstance(entry, Head):
            self._draw_head(painter, room.adjusted(_SIDE, 8, -_SIDE, -4), entry)
        else:
            current = index.row() == self._view.currentIndex().row()
            self._draw_row(painter, room, entry, current=current)
        painter.restore()

    def _draw_head(self, painter: QPainter, room: QRect, head: Head) -> None:
        painter.setFont(fonts.font(fonts.SMALL_PIXELS, tabular=True))
        painter.setPen(QColor(self._theme.tokens.muted))
        painter.drawText(room, _LEFT, head.title)
        painter.drawText(room, _RIGHT, head.number)

    def _draw_row(self, painter: QPainter, room: QRect, entry: Entry, *, current: bool) -> None:
        tokens = self._theme.tokens
        if current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.sel))
            painter.drawRoundedRect(QRectF(room), 6, 6)
        name, detail, trailing, icon = _parts(entry)
        inner = room.adjusted(_SIDE, 0, -_SIDE, 0)
        place = QRectF(inner.left(), inner.center().y() + 1 - _ICON / 2, _ICON, _ICON)
        if icon:
            self._icons.drawer.draw(painter, place, icon, tokens.accent if current else tokens.muted)
        if trailing:
            painter.setFont(fonts.font())
            painter.setPen(QColor(tokens.muted))
            painter.drawText(inner, _RIGHT, trailing)
            inner.setRight(inner.right() - fonts.metrics().horizontalAdvance(trailing) - _GAP)
        inner.setLeft(inner.left() + _ICON + _GAP)
        widest = int(inner.width() * _NAME_SHARE) if detail else inner.width()
        drawn = self._draw_matched(painter, inner, name, widest, tokens.text)
        if detail:
            inner.setLeft(inner.left() + drawn + _GAP)
            self._draw_matched(painter, inner, detail, inner.width(), tokens.muted)

    def _draw_matched(self, painter: QPainter, room: QRect, text: str, widest: int, colour: str) -> int:
        """Draw a text with its matches in semibold; return its width in px."""
        metrics = fonts.metrics(semibold=bool(self.words))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, widest)
        painter.setPen(QColor(colour))
        left, end = room.left(), 0
        pieces: list[tuple[str, QFont]] = []
        for start, length in spans(shown, self.words) if self.words else ():
            pieces.append((shown[end:start], fonts.font()))
            pieces.append((shown[start : start + length], fonts.font(semibold=True)))
            end = start + length
        pieces.append((shown[end:], fonts.font()))
        for piece, font in pieces:
            painter.setFont(font)
            painter.drawText(QRect(left, room.top(), room.right() - left + 1, room.height()), _LEFT, piece)
            left += painter.fontMetrics().horizontalAdvance(piece)
        return left - room.left()


def _parts(entry: Entry) -> tuple[str, str, str, str]:
    """Name, what it is, what stands at the right, and the drawing."""
    if isinstance(entry, Found):
        row = entry.row
        icon = ICONS[row.kind]
        if isinstance(row, ContactRow) and row.kind == "organization":
            icon = _BY_TYPE.get(row.organization_kind, "landmark")
        return row.name, row.second_line, "", icon
    assert not isinstance(entry, Head)
    return entry.command.title, "", entry.command.keys, entry.command.icon
