"""The rail at the left: the eight places, and the menu of whoever is at the desk."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.icons import Icons
from ui.desktop.key_names import shown
from ui.desktop.places import Place
from ui.desktop.theme import Theme

WIDE = 96
NARROW = 56
_BUTTON_HEIGHT = 56
_BARE_HEIGHT = 44
_ICON = 20


def _ring(painter: QPainter, rect: QRect, colour: str) -> None:
    painter.setPen(QPen(QColor(colour), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6)


class PlaceButton(QPushButton):
    """One place: drawing above its name, a bar at its left while one is there.

    A push button because a screen reader calls the checked one of several so; a tool button would be a check box.
    """

    def __init__(self, place: Place, number: int, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.place = place
        self._theme = theme
        self._icons = icons
        self._with_name = True
        name = place.title
        self.setText(place.name)
        self.setAccessibleName(name)
        keys = shown(f"Ctrl+{number}")
        self.setToolTip(f"{name} ({keys})")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFont(fonts.font(fonts.SMALL_PIXELS))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_BUTTON_HEIGHT)

    def show_name(self, shown: bool) -> None:
        """Drawing and name, or the drawing alone."""
        self._with_name = shown
        self.setFixedHeight(_BUTTON_HEIGHT if shown else _BARE_HEIGHT)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the rail gives."""
        return QSize(NARROW - 8, _BUTTON_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the place; the whole button, since a style sheet has no bar at the left."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.isChecked()
        if here or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.sel if here else tokens.hover))
            painter.drawRoundedRect(self.rect(), 6, 6)
        if here:
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(QRectF(0, 12, 3, self.height() - 24), 1.5, 1.5)
        lines = self.text().split("\n") if self._with_name else []
        top = (self.height() - _ICON - 2 * bool(lines) - 14 * len(lines)) // 2
        icon = QRect((self.width() - _ICON) // 2, top, _ICON, _ICON)
        self._icons.drawer.draw(painter, icon, self.place.icon, tokens.accent if here else tokens.muted)
        painter.setPen(QColor(tokens.text if here else tokens.muted))
        for number, line in enumerate(lines):
            row = QRect(0, top + _ICON + 2 + 14 * number, self.width(), 14)
            painter.drawText(row, Qt.AlignmentFlag.AlignCenter, line)
        if self.hasFocus():
            _ring(painter, self.rect(), tokens.accent)


class DeskButton(QToolButton):
    """Who is at the desk, in a circle with the initials; opens the menu of the program."""

    def __init__(self, theme: Theme, make_menu: Callable[[], QMenu]) -> None:
        super().__init__()
        self._theme = theme
        self._make_menu = make_menu
        self._actor = ""
        self._with_name = True
        self.clicked.connect(self._open_menu)
        self.setAccessibleName(_("Menú del programa"))
        self.setToolTip(_("Tema, otra base, salir"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_BUTTON_HEIGHT)

    @Slot()
    def _open_menu(self) -> None:
        menu = self._make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(self.width(), self.height() - menu.sizeHint().height())))

    def set_actor(self, name: str) -> None:
        """Show ``name`` as the one at the desk."""
        self._actor = name
        self.setAccessibleDescription(name)
        self.update()

    def show_name(self, shown: bool) -> None:
        """Initials and name, or the initials alone."""
        self._with_name = shown
        self.setFixedHeight(_BUTTON_HEIGHT if shown else _BARE_HEIGHT)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw circle, initials and name."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(self.rect(), 6, 6)
        top = 4 if self._with_name else (self.height() - 28) // 2
        circle = QRect(QPoint((self.width() - 28) // 2, top), QSize(28, 28))
        painter.setPen(QPen(QColor(tokens.field), 1))
        painter.setBrush(QColor(tokens.hover))
        painter.drawEllipse(QRectF(circle).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(QColor(tokens.text))
        painter.setFont(fonts.font(fonts.SMALL_PIXELS, semibold=True))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, initials(self._actor))
        if self._with_name:
            font = fonts.font(fonts.SMALL_PIXELS)
            painter.setFont(font)
            painter.setPen(QColor(tokens.muted))
            row = QRect(2, 36, self.width() - 4, fonts.SMALL_LINE)
            name = painter.fontMetrics().elidedText(self._actor, Qt.TextElideMode.ElideRight, row.width())
            painter.drawText(row, Qt.AlignmentFlag.AlignCenter, name)
        if self.hasFocus():
            _ring(painter, self.rect(), tokens.accent)


def initials(name: str) -> str:
    """The first letters of a name's first two words; "Dra." and "de" are passed over.

    >>> initials("Dra. Valentina Rojas Ibáñez")
    'VR'
    """
    words = [word for word in name.split() if not word.endswith(".") and not word.islower()]
    return "".join(word[0] for word in (words or name.split())[:2]).upper()


class _Mark(QWidget):
    """The program's sign: two links of a chain."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(56)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate((self.width() - 28) / 2, 14)
        painter.setPen(
            QPen(QColor(self._theme.tokens.accent), 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        )
        painter.drawArc(QRectF(5.5, 7.5, 13, 13), 46 * 16, 268 * 16)
        painter.drawArc(QRectF(9.5, 7.5, 13, 13), -134 * 16, 268 * 16)


class Rail(QFrame):
    """The places one can be in; ``chosen`` carries the code of the one asked for."""

    chosen = Signal(str)

    def __init__(
        self, places: tuple[Place, ...], theme: Theme, icons: Icons, make_menu: Callable[[], QMenu]
    ) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Lugares"))
        self._group = QButtonGroup(self)
        self._showing = False
        self._chosen: PlaceButton | None = None
        self._group.buttonPressed.connect(self._press)
        self._group.buttonToggled.connect(self._toggle)
        self._group.buttonClicked.connect(self._click)
        self.buttons = [PlaceButton(place, n, theme, icons) for n, place in enumerate(places, start=1)]
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 5, 8)
        column.setSpacing(4)
        column.addWidget(_Mark(theme))
        for button in self.buttons:
            self._group.addButton(button)
            column.addWidget(button)
        column.addStretch()
        self.desk = DeskButton(theme, make_menu)
        column.addWidget(self.desk)
        self.set_wide(True)

    def set_wide(self, wide: bool) -> None:
        """Names under the drawings, or drawings alone."""
        self.setFixedWidth(WIDE if wide else NARROW)
        for button in self.buttons:
            button.show_name(wide)
        self.desk.show_name(wide)

    def show_place(self, code: str) -> None:
        """Mark ``code`` as the place one is in."""
        self._showing = True
        for button in self.buttons:
            button.setChecked(button.place.code == code)
        self._showing = False

    @Slot(object)
    def _press(self, _button: PlaceButton) -> None:
        self._chosen = None

    @Slot(object, bool)
    def _toggle(self, button: PlaceButton, checked: bool) -> None:
        """By a click, or by a screen reader, which does not click one of several but checks it."""
        if checked and not self._showing:
            self._chosen = button
            self.chosen.emit(button.place.code)

    @Slot(object)
    def _click(self, button: PlaceButton) -> None:
        """A click on the place one is in already is one, too."""
        if self._chosen is not button:
            self.chosen.emit(button.place.code)
