"""The strip on top of a record: what is to be done next, and a click to say that it was."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShortcut,
    QTextLayout,
)
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from crm.contact_values import Reference
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.contacts.timeline_list import Opens
from ui.desktop.key_names import shown
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    import datetime

    from crm.follow_up_list import FollowUpRow

KEYS = "Ctrl+D"
_CIRCLE = 18
_APART = 16
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LINE, _AROUND, _AROUND_TEXT = fonts.BODY_LINE, 2, 4
_LINES_AT_MOST = 3
"""Of what is to be done; the tooltip says the rest."""


class DoneCircle(QAbstractButton):
    """A circle to tick."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(24, 24)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Its one size."""
        return QSize(24, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The circle; under the mouse it is filled, with the focus it has a ring."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.setPen(QPen(QColor(tokens.accent), 1.5))
        painter.setBrush(QColor(tokens.hover) if self.underMouse() else Qt.BrushStyle.NoBrush)
        inset = (24 - _CIRCLE) / 2 + 1
        painter.drawEllipse(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))


class Sentence(QAbstractButton):
    """What, by when and who, on one line; where they have no room there, what on lines of its own, and under it by
    when and who.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts = ("", "", "")
        self._overdue = False
        self.setFixedHeight(_LINE + 2 * _AROUND)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As wide as the strip gives."""
        return QSize(120, self.height())

    def minimumSizeHint(self) -> QSize:
        """The strip never asks for more room than there is."""
        return QSize(48, self.height())

    def say(self, what: str, due: str, who: str, *, overdue: bool, opens: bool) -> None:
        """Say this; it is something to press where it opens."""
        self._parts, self._overdue = (what, due, who), overdue
        aloud = ", ".join(part for part in self._parts if part)
        self.setAccessibleName(aloud)
        self.setToolTip(aloud)
        self.setEnabled(opens)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if opens else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        self._take_room()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many lines as it needs."""
        super().resizeEvent(event)
        self._take_room()

    @property
    def _under(self) -> str:
        _what, due, who = self._parts
        return " · ".join(part for part in (due, who) if part)

    @property
    def _room(self) -> int:
        return self.width() - 2 * _AROUND_TEXT

    @property
    def _fits_one_line(self) -> bool:
        beside = fonts.metrics().horizontalAdvance(self._under)
        what = fonts.metrics(semibold=True).horizontalAdvance(self._parts[0])
        return what + (_APART if beside else 0) + beside <= self._room

    @property
    def _lines(self) -> list[str]:
        """The lines of what is to be done, where it stands alone on them; the end is cut off where they are too many.

        Not left to the painter: its lines are as high as the letters.
        """
        what = self._parts[0]
        broken = QTextLayout(what, fonts.font(semibold=True))
        broken.beginLayout()
        places: list[int] = []
        while (line := broken.createLine()).isValid():
            line.setLineWidth(max(self._room, 1))
            places.append(line.textStart())
        broken.endLayout()
        ends = [*places[1:_LINES_AT_MOST], len(what)]
        lines = [what[start:end] for start, end in zip(places, ends, strict=False)] or [""]
        if len(places) > _LINES_AT_MOST:
            bold = fonts.metrics(semibold=True)
            lines[-1] = bold.elidedText(lines[-1], Qt.TextElideMode.ElideRight, self._room)
        return lines

    def _take_room(self) -> None:
        lines = 1 if self._fits_one_line else len(self._lines) + bool(self._under)
        height = lines * _LINE + 2 * _AROUND
        if height != self.height():
            self.setFixedHeight(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        what, due, who = self._parts
        beside = f" · {who}" if due and who else who
        room = self.rect().adjusted(_AROUND_TEXT, _AROUND, -_AROUND_TEXT, -_AROUND)
        regular = fonts.metrics()
        painter.setFont(fonts.font())
        if self._fits_one_line:
            painter.setPen(QColor(tokens.muted))
            painter.drawText(room, _RIGHT, beside)
            ends = room.adjusted(0, 0, -regular.horizontalAdvance(beside), 0)
            painter.setPen(QColor(tokens.danger if self._overdue else tokens.text))
            painter.drawText(ends, _RIGHT, due)
        elif self._under:
            under = QRect(room.left(), room.bottom() + 1 - _LINE, room.width(), _LINE)
            painter.setPen(QColor(tokens.danger if self._overdue else tokens.text))
            painter.drawText(under, _LEFT, due)
            under.setLeft(under.left() + regular.horizontalAdvance(due))
            painter.setPen(QColor(tokens.muted))
            shown = regular.elidedText(beside, Qt.TextElideMode.ElideRight, under.width())
            painter.drawText(under, _LEFT, shown)
        painter.setFont(fonts.font(semibold=True))
        painter.setPen(QColor(tokens.text))
        for number, line in enumerate([what] if self._fits_one_line else self._lines):
            painter.drawText(
                QRect(room.left(), room.top() + number * _LINE, room.width(), _LINE), _LEFT, line
            )


class FirstFollowUp(QFrame):
    """``done`` carries the id of the follow-up that was ticked, ``opened`` a Reference to it."""

    done = Signal(object)
    opened = Signal(object)

    def __init__(self, record: QWidget, theme: Theme, opens: Opens) -> None:
        """``record`` is where its keys work."""
        super().__init__()
        self._opens = opens
        self._row: FollowUpRow | None = None
        self.setObjectName("nextStep")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.circle = DoneCircle(theme)
        self.circle.setToolTip(_("Marcar hecho ({keys})").format(keys=shown(KEYS)))
        self.circle.clicked.connect(self.finish)
        self.sentence = Sentence(theme)
        self.sentence.clicked.connect(self._open)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 8, 8, 8)
        line.setSpacing(4)
        line.addWidget(self.circle, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.sentence, 1)
        keys = QShortcut(QKeySequence(KEYS), record)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.finish)
        self.hide()

    @property
    def row(self) -> "FollowUpRow | None":
        """The follow-up that is shown."""
        return self._row

    def show_row(self, row: "FollowUpRow | None", today: "datetime.date", *, editable: bool) -> None:
        """Show one, or nothing."""
        from crm.due_words import due_sentence

        self._row = row
        self.setVisible(row is not None)
        if row is None:
            return
        due = due_sentence(row.due_on, today)
        opens = self._opens("follow_up")
        self.sentence.say(row.what, due, row.responsible, overdue=row.is_overdue, opens=opens)
        self.circle.setVisible(editable)
        self.circle.setAccessibleName(_("Marcar hecho: {what}").format(what=row.what))
        self.setAccessibleName(_("Siguiente paso"))

    @Slot()
    def _open(self) -> None:
        if self._row is not None:
            self.opened.emit(Reference(self._row.id, self._row.what, "follow_up"))

    @Slot()
    def finish(self) -> None:
        """It is done."""
        if self._row is not None and self.circle.isVisibleTo(self):
            self.done.emit(self._row.id)
