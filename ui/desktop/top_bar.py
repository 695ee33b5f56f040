"""The bar over the place one is in: the search field, what went wrong, the mark of a demo base, the new contact."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.icons import Icons
from ui.desktop.search_field import SearchField
from ui.desktop.theme import Theme


class TopBar(QWidget):
    """The search field, what went wrong with the query, and the mark of a demo base."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(56)
        self.search = SearchField(theme, icons)
        self._of_query = ""
        self._trouble = ""
        self._problem = QLabel()
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setProperty("look", "danger")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._demo = QLabel(_("Base de demostración"))
        self._demo.setProperty("look", "small")
        self._demo.setFont(fonts.font(fonts.SMALL_PIXELS))
        self._demo.hide()
        self.new = QPushButton(_("Nuevo contacto"))
        self.new.setToolTip(_("Nueva persona (Ctrl+N), nueva institución (Ctrl+Shift+N)"))
        self.new.setFixedHeight(32)
        self.new.setIconSize(QSize(16, 16))
        self._icons = icons
        self.show_form("none")
        self.new.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 16, 1)
        row.setSpacing(12)
        row.addWidget(self.search, 3)
        row.addWidget(self._problem, 2)
        row.addStretch(0)
        row.addWidget(self._demo)
        row.addWidget(self.new)

    @Slot(str)
    def show_form(self, state: str) -> None:
        """While a form is open its *Guardar* is the one primary button; else this is, to begin or to go on with one."""
        shown = state == "shown"
        self.new.setText(_("Continuar borrador") if state == "aside" else _("Nuevo contacto"))
        self.new.setProperty("look", "" if shown else "primary")
        self.new.setFont(fonts.font(semibold=not shown))
        self.new.setIcon(
            self._icons.icon("pencil" if state == "aside" else "plus", "text" if shown else "on_fill")
        )
        self.new.style().unpolish(self.new)
        self.new.style().polish(self.new)

    def show_demo(self, shown: bool) -> None:
        """Whether the base is one of demonstration."""
        self._demo.setVisible(shown)

    @Slot(str)
    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the query; empty when nothing is."""
        self._of_query = sentence
        self._show_sentence()

    @Slot(str)
    def show_trouble(self, sentence: str) -> None:
        """Say what went wrong elsewhere (a backup, a bug of ours); it stays until it is taken back with ""."""
        self._trouble = sentence
        self._show_sentence()

    def _show_sentence(self) -> None:
        sentence = self._of_query or self._trouble
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
