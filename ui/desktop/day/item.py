"""A line of Mi día that one can stand on, and the headings over lines."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.day.lines import Line, Section
from ui.desktop.theme import Theme

OPEN, ITSELF, DONE, NEXT, POSTPONE = "open", "itself", "done", "next", "postpone"
"""What can be wanted of a line."""
_CIRCLE = 18
_CIRCLE_ROOM = 32
_HOUR_ROOM = 56
_LINE = fonts.BODY_LINE
_SIDE = 8
_GAP = 12
_STEPS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Stop(QAbstractButton):
    """Somewhere the arrows go to. ``pressed_for`` carries itself and what is wanted of it, ``stepped`` itself and an
    arrow; ``arrived``, itself, comes with the focus.
    """

    pressed_for = Signal(object, str)
    stepped = Signal(object, int)
    arrived = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        theme.changed.connect(self.update)

    @Slot()
    def _open(self) -> None:
        self.pressed_for.emit(self, OPEN)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go on, Enter opens; all else is for the page."""
        key = event.key()
        if key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(self, key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus, and come into sight."""
        super().focusInEvent(event)
        self.update()
        self.arrived.emit(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that it is gone."""
        super().focusOutEvent(event)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """No more."""
        super().leaveEvent(event)
        self.update()

    def _ground(self) -> QPainter:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(QColor(tokens.sel))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        return painter


class DayItem(Stop):
    """A line. Of a follow-up more can be wanted than to open what it is about: DONE, NEXT, POSTPONE, ITSELF."""

    def __init__(self, line: Line, theme: Theme) -> None:
        super().__init__(theme)
        self.line = line
        self.setFixedHeight(_SIDE + _LINE * (2 if line.detail else 1) + 4)
        self.setAccessibleName(line.aloud)
        opens = _("Intro abre {name}").format(name=line.about.name)
        if line.is_follow_up:
            opens = _("Espacio: hecho; S: hecho y siguiente; P: posponer. {opens}").format(opens=opens)
        self.setAccessibleDescription(opens)
        self.setToolTip("\n".join(part for part in (line.title, line.detail) if part))

    def sizeHint(self) -> QSize:
        """As wide as the column gives."""
        return QSize(120, self.height())

    @property
    def _text_left(self) -> int:
        if self.line.is_follow_up:
            return _SIDE + _CIRCLE_ROOM
        return _SIDE + (_HOUR_ROOM if self.line.record.kind == "activity" else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space, S and P say how it is with a follow-up; Ctrl+Enter opens it."""
        runs = {
            (Qt.Key.Key_Space, False): DONE,
            (Qt.Key.Key_S, False): NEXT,
            (Qt.Key.Key_P, False): POSTPONE,
            (Qt.Key.Key_Return, True): ITSELF,
            (Qt.Key.Key_Enter, True): ITSELF,
        }
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = modifiers == Qt.KeyboardModifier.ControlModifier
        wanted = runs.get((Qt.Key(event.key()), control))
        if wanted is not None and self.line.is_follow_up and (control or not modifiers):
            if not event.isAutoRepeat():
                self.pressed_for.emit(self, wanted)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """On the circle: done; elsewhere it opens."""
        if self.line.is_follow_up and event.position().x() < self._text_left:
            self.setDown(False)
            if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
                event.position().toPoint()
            ):
                self.pressed_for.emit(self, DONE)
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The circle or the hour, the two lines, and when."""
        painter = self._ground()
        tokens, line = self._theme.tokens, self.line
        here = self.hasFocus()
        top = 6
        if line.is_follow_up:
            painter.setPen(QPen(QColor(tokens.accent if here else tokens.muted), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(_SIDE + 1.5, top + 2.5, _CIRCLE - 3, _CIRCLE - 3))
        elif line.hour:
            painter.setFont(fonts.font(tabular=True))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(QRect(_SIDE, top, _HOUR_ROOM, _LINE), _LEFT, line.hour)
        room = QRect(self._text_left, top, self.width() - self._text_left - _GAP, _LINE)
        second = room.translated(0, _LINE)
        if line.when:
            painter.setFont(fonts.font())
            painter.setPen(QColor(getattr(tokens, line.tone or "text")))
            painter.drawText(room, _RIGHT, line.when)
            room.setRight(room.right() - fonts.metrics().horizontalAdvance(line.when) - _GAP)
        _draw(painter, room, line.title, tokens.text, semibold=here)
        _draw(painter, second, line.detail, tokens.muted)


class SectionHead(Stop):
    """The heading of a section with how many there are; pressed, it opens their list."""

    def __init__(self, section: Section, theme: Theme) -> None:
        super().__init__(theme)
        self.section = section
        self.setFixedHeight(28)
        self.setAccessibleName(f"{section.title}, {section.total:,}")
        self.setAccessibleDescription(_("Abre la lista"))
        self.setToolTip(_("Abrir la lista"))

    def sizeHint(self) -> QSize:
        """As wide as the column gives."""
        return QSize(120, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The title and the count, both semibold."""
        painter = self._ground()
        tokens, section = self._theme.tokens, self.section
        room = QRect(_SIDE, 0, self.width() - 2 * _SIDE, 28)
        _draw(painter, room, section.title, tokens.text, semibold=True)
        left = fonts.metrics(semibold=True).horizontalAdvance(f"{section.title} ")
        colour = tokens.danger if section.tone == "danger" else tokens.text
        _draw(painter, room.adjusted(left, 0, 0, 0), f"{section.total:,}", colour, semibold=True)


class MoreLink(Stop):
    """Below a section that shows its first lines only."""

    def __init__(self, section: Section, theme: Theme) -> None:
        super().__init__(theme)
        self._text = section.more
        self.section = section
        self.setFixedHeight(28)
        self.setAccessibleName(_("{more}: {title}").format(more=section.more, title=section.title))

    def sizeHint(self) -> QSize:
        """As wide as the column gives."""
        return QSize(120, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A link."""
        painter = self._ground()
        room = QRect(_SIDE, 0, self.width() - 2 * _SIDE, 28)
        _draw(painter, room, self._text, self._theme.tokens.accent)


def _draw(painter: QPainter, room: QRect, text: str, colour: str, *, semibold: bool = False) -> None:
    painter.setFont(fonts.font(semibold=semibold))
    painter.setPen(QColor(colour))
    shown = fonts.metrics(semibold=semibold).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, shown)
