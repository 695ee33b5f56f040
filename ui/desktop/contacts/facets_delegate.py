"""How a line of the facets is drawn: dot, word, tick and count."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.contacts.facets_model import ENTRY_ROLE, Choice, Entry, Fold, Head, Index, Listed, Note
from ui.desktop.icons import Icons
from ui.desktop.smart_lists.source import NOT_COUNTED
from ui.desktop.theme import Theme

LINE = 28
_GAP = 12
_SIDE = 8
_DOT = 8
_TICK = 14
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class FacetsDelegate(QStyledItemDelegate):
    """Draws the lines; ``hovered`` is the row under the mouse or -1."""

    def __init__(self, view: QListView, theme: Theme, icons: Icons) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._icons = icons
        self.hovered = -1
        self._metrics = QFontMetrics(fonts.font())
        self._bold_metrics = QFontMetrics(fonts.font(semibold=True))
        self._bold_tabular = fonts.font(semibold=True, tabular=True)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """28 px a line; more for a head that follows others and for a note."""
        entry: Entry = index.data(ENTRY_ROLE)
        width = self._view.viewport().width()
        if isinstance(entry, Note):
            return QSize(width, 4 + len(self._lines(entry.text, width - 2 * _SIDE)) * fonts.BODY_LINE)
        return QSize(width, LINE + (_GAP if isinstance(entry, Head) and not entry.first else 0))

    def editorEvent(self, _event: QEvent, _model: object, _option: object, _index: Index) -> bool:
        """A click on the tick is a click on the line."""
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        painter.save()
        entry: Entry = index.data(ENTRY_ROLE)
        room: QRect = option.rect
        if isinstance(entry, Head):
            self._draw_head(painter, room, entry)
        elif isinstance(entry, Note):
            self._draw_note(painter, room, entry)
        else:
            self._draw_ground(painter, room, index, chosen=_is_chosen(entry))
            inner = room.adjusted(_SIDE, 0, -_SIDE, 0)
            if isinstance(entry, Choice):
                self._draw_choice(painter, inner, entry)
            elif isinstance(entry, Listed):
                self._draw_listed(painter, inner, entry)
            else:
                self._draw_fold(painter, inner, entry)
        painter.restore()

    def _draw_head(self, painter: QPainter, room: QRect, head: Head) -> None:
        painter.setFont(fonts.font(semibold=True))
        painter.setPen(QColor(self._theme.tokens.text))
        line = QRect(room.left() + _SIDE, room.bottom() + 1 - LINE, room.width() - 2 * _SIDE, LINE)
        painter.drawText(line, _LEFT, head.title)

    def _draw_note(self, painter: QPainter, room: QRect, note: Note) -> None:
        painter.setFont(fonts.font())
        painter.setPen(QColor(self._theme.tokens.muted))
        width = room.width() - 2 * _SIDE
        place = QPoint(room.left() + _SIDE, room.top() + 4)
        for number, text in enumerate(self._lines(note.text, width)):
            line = QRect(place.x(), place.y() + number * fonts.BODY_LINE, width, fonts.BODY_LINE)
            painter.drawText(line, _LEFT, text)

    def _lines(self, text: str, width: int) -> list[str]:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self._metrics.horizontalAdvance(longer) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def _draw_ground(self, painter: QPainter, room: QRect, index: Index, *, chosen: bool) -> None:
        tokens = self._theme.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or index.row() == self.hovered:
            painter.setBrush(QColor(tokens.sel if chosen else tokens.hover))
            painter.drawRoundedRect(QRectF(room), 6, 6)
        if self._view.hasFocus() and self._view.currentIndex().row() == index.row():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(room).adjusted(1, 1, -1, -1), 5, 5)

    def _draw_choice(self, painter: QPainter, room: QRect, choice: Choice) -> None:
        value = choice.value
        if value.category:
            dot = QRectF(room.left(), room.center().y() + 1 - _DOT / 2, _DOT, _DOT)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.tokens.categories[value.category]))
            painter.drawEllipse(dot)
            room = room.adjusted(_DOT + _SIDE, 0, 0, 0)
        self._draw_named(painter, room, value.label, f"{value.count:,}", chosen=value.chosen)

    def _draw_listed(self, painter: QPainter, room: QRect, listed: Listed) -> None:
        saved = listed.saved
        if not saved.understood:
            trailing = _("no se entiende")
        else:
            trailing = "" if saved.total == NOT_COUNTED else f"{saved.total:,}"
        self._draw_named(painter, room, saved.name, trailing, chosen=listed.chosen)

    def _draw_named(self, painter: QPainter, room: QRect, name: str, trailing: str, *, chosen: bool) -> None:
        tokens = self._theme.tokens
        painter.setFont(self._bold_tabular if chosen else fonts.font(tabular=True))
        painter.setPen(QColor(tokens.text if chosen else tokens.muted))
        painter.drawText(room, _RIGHT, trailing)
        metrics = self._bold_metrics if chosen else self._metrics
        left = room.left()
        widest = room.right() - left - self._bold_metrics.horizontalAdvance(trailing) - _SIDE
        if chosen:
            widest -= _TICK + _SIDE
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, widest)
        painter.setFont(fonts.font(semibold=chosen))
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRect(left, room.top(), widest, room.height()), _LEFT, shown)
        if chosen:
            left += metrics.horizontalAdvance(shown) + _SIDE
            tick = QRectF(left, room.center().y() + 1 - _TICK / 2, _TICK, _TICK)
            self._icons.drawer.draw(painter, tick, "check", tokens.accent)

    def _draw_fold(self, painter: QPainter, room: QRect, fold: Fold) -> None:
        painter.setFont(fonts.font())
        painter.setPen(QColor(self._theme.tokens.accent))
        painter.drawText(room, _LEFT, fold.text)
        if not fold.unfolded:
            painter.setFont(fonts.font(tabular=True))
            painter.setPen(QColor(self._theme.tokens.muted))
            painter.drawText(room, _RIGHT, f"{fold.count:,}")


def _is_chosen(entry: Entry) -> bool:
    if isinstance(entry, Listed):
        return entry.chosen
    return isinstance(entry, Choice) and entry.value.chosen
