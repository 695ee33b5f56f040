"""Pages with a title, a sentence and what can be done: an empty place, the first start, an error, a long task."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.labels import Prose
from ui.desktop.theme import Theme

_WIDTH = 480


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be done: a button, and if need be a sentence beside it."""

    name: str
    icon: str
    run: Callable[[], None]
    sentence: str = ""
    primary: bool = False


class _Drawing(QWidget):
    """An icon of 32 px above a title."""

    def __init__(self, theme: Theme, icons: Icons, name: str, token: str) -> None:
        super().__init__()
        self._parts = (theme, icons, name, token)
        self.setFixedHeight(32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, icons, name, token = self._parts
        icons.drawer.draw(QPainter(self), QRect(0, 0, 32, 32), name, getattr(theme.tokens, token))


class NoticePage(QWidget):
    """A quiet page in the middle of the room there is."""

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        *,
        icon: str,
        title: str,
        sentence: str,
        offers: tuple[Offer, ...] = (),
        token: str = "muted",
    ) -> None:
        super().__init__()
        self._icons = icons
        self._theme = theme
        self.setAutoFillBackground(True)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(_Drawing(theme, icons, icon, token))
        self._column.addSpacing(12)
        heading = Prose(title, pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        self._column.addWidget(heading)
        self._column.addSpacing(8)
        self.sentence = Prose(sentence)
        self._column.addWidget(self.sentence)
        self._column.addSpacing(24)
        self.buttons = [self._add(offer) for offer in offers]
        if offers:
            first = next((place for place, offer in enumerate(offers) if offer.primary), 0)
            self.setFocusProxy(self.buttons[first])
        self._column.addStretch()
        middle = QWidget()
        middle.setLayout(self._column)
        middle.setFixedWidth(_WIDTH)
        self._column.setContentsMargins(0, 0, 0, 0)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(32, 0, 32, 0)
        outer.addStretch()
        frame = QVBoxLayout()
        frame.addStretch(2)
        frame.addWidget(middle)
        frame.addStretch(3)
        outer.addLayout(frame)
        outer.addStretch()

    def _add(self, offer: Offer) -> QPushButton:
        button = QPushButton(offer.name)
        button.setProperty("look", "primary" if offer.primary else "")
        button.setFont(fonts.font(semibold=offer.primary))
        button.setIcon(self._icons.icon(offer.icon, "on_fill" if offer.primary else "text"))
        button.setIconSize(BESIDE_TEXT)
        button.setAutoDefault(True)
        button.setDefault(offer.primary)
        if offer.sentence:
            button.setAccessibleDescription(offer.sentence)
        button.clicked.connect(offer.run)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(button)
        row.addStretch()
        self._column.addLayout(row)
        if offer.sentence:
            self._column.addSpacing(4)
            self._column.addWidget(Prose(offer.sentence, look="muted"))
        self._column.addSpacing(16)
        return button

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill with the surface."""
        QPainter(self).fillRect(self.rect(), QColor(self._theme.tokens.surface))


class TaskPage(NoticePage):
    """A long task that the whole window is about: how far it is, and a way to stop it."""

    cancelled = Signal()

    def __init__(self, theme: Theme, icons: Icons, *, title: str, sentence: str) -> None:
        super().__init__(
            theme,
            icons,
            icon="database",
            title=title,
            sentence=sentence,
            offers=(Offer(_("Cancelar"), "x", self._cancel),),
        )
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self._column.insertWidget(4, self._bar)
        self._column.insertSpacing(5, 8)
        self._text = QLabel()
        self._text.setProperty("look", "muted")
        self._text.setFixedHeight(fonts.BODY_LINE)
        self._column.insertWidget(6, self._text)
        self._column.insertSpacing(7, 16)

    def show_progress(self, done: int, total: int, text: str) -> None:
        """``done`` of ``total`` steps; an unknown total is 0."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._text.setText(text)

    @Slot()
    def _cancel(self) -> None:
        self.cancelled.emit()
