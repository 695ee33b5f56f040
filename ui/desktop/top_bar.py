"""The bar over the place one is in: the search field, what went wrong, the mark of a demo base, the new contact."""

from PySide6.QtCore import QRect, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.announcing import announce
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.labels import Prose
from ui.desktop.search_field import SearchField
from ui.desktop.theme import Theme

_HEIGHT = 56
_PAUSE_MS = 400
"""Who is still typing a query is not told yet that it is unfinished."""


class _Problem(QWidget):
    """A whole sentence about what went wrong, on as many lines as it needs."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self.text = Prose(look="danger")
        row = QHBoxLayout(self)
        row.setContentsMargins(36, 0, 16, 10)
        row.addWidget(self.text, 1)
        self.hide()

    def show_sentence(self, sentence: str) -> None:
        """Say this; with "" there is nothing to say."""
        if sentence and sentence != self.text.plain_text:
            announce(self, sentence)
        self.text.set_text(sentence)
        self.setVisible(bool(sentence))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The drawing before it: colour is never the only sign."""
        painter, colour = QPainter(self), self._theme.tokens.danger
        self._icons.drawer.draw(painter, QRect(12, 2, 16, 16), "circle-alert", colour)


class TopBar(QWidget):
    """The search field, below it what went wrong, whole, and at the right the mark of a demo base and the button."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchField(theme, icons)
        self._of_query = ""
        self._trouble = ""
        self._unfinished = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell_of_unfinished)
        self._problem = _Problem(theme, icons)
        self._demo = QLabel(_("Base de demostración"))
        self._demo.setProperty("look", "small")
        self._demo.setFont(fonts.font(fonts.SMALL_PIXELS))
        self._demo.hide()
        self._new_name = ""
        self.new = QPushButton()
        self.new.setFixedHeight(32)
        self.new.setIconSize(BESIDE_TEXT)
        self._icons = icons
        self.offer(_("Nuevo contacto"), _("Nueva persona (Ctrl+N), nueva institución (Ctrl+Mayús+N)"))
        self.new.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        line = QWidget()
        line.setFixedHeight(_HEIGHT - 1)
        row = QHBoxLayout(line)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self.search, 3)
        row.addStretch(0)
        row.addWidget(self._demo)
        row.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 1)
        column.setSpacing(0)
        column.addWidget(line)
        column.addWidget(self._problem)

    def offer(self, name: str, tip: str, state: str = "none") -> None:
        """Say what the button makes in the place one is in, and how it stands with its form."""
        self._new_name = name
        self.new.setToolTip(tip)
        self.show_form(state)

    @Slot(str)
    def show_form(self, state: str) -> None:
        """While a form is open its *Guardar* is the one primary button; else this is, to begin or to go on with one."""
        shown = state == "shown"
        look = "" if shown else "primary"
        self.new.setText(_("Continuar borrador") if state == "aside" else self._new_name)
        self.new.setFont(fonts.font(semibold=not shown))
        self.new.setIcon(
            self._icons.icon("pencil" if state == "aside" else "plus", "text" if shown else "on_fill")
        )
        if look != self.new.property("look"):
            self._put_on(look)

    def _put_on(self, look: str) -> None:
        first = self.new.property("look") is None
        self.new.setProperty("look", look)
        # Not at first: the style comes with Python classes of eleven enumerations, 8 ms before the window is drawn.
        if not first:
            self.new.style().unpolish(self.new)
            self.new.style().polish(self.new)

    def show_demo(self, shown: bool) -> None:
        """Whether the base is one of demonstration."""
        self._demo.setVisible(shown)

    @Slot(str)
    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the query; empty when nothing is."""
        self._pause.stop()
        self._of_query = sentence
        self._show_sentence()

    @Slot(str)
    def show_unfinished(self, sentence: str) -> None:
        """Say what is wrong with the query once its writer pauses; one that is being mended is told of at once."""
        if self._of_query:
            self.show_problem(sentence)
        else:
            self._unfinished = sentence
            self._pause.start()

    @Slot()
    def _tell_of_unfinished(self) -> None:
        self.show_problem(self._unfinished)

    @property
    def sentence(self) -> str:
        """What it says went wrong, or empty."""
        return self._problem.text.plain_text

    @Slot(str)
    def show_trouble(self, sentence: str) -> None:
        """Say what went wrong elsewhere (a backup, a bug of ours); it stays until it is taken back with ""."""
        self._trouble = sentence
        self._show_sentence()

    def _show_sentence(self) -> None:
        sentence = self._of_query or self._trouble
        self._problem.show_sentence(sentence)
