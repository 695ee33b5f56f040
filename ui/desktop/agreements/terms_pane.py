"""The timeline of terms (vigencias): from when to when each signed agreement is in force."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QToolButton

from crm.texts import _, ngettext
from ui.desktop.agreements.board_frame import ViewFrame
from ui.desktop.agreements.board_source import BoardSource, Timeline
from ui.desktop.agreements.terms_drawing import TermsKey
from ui.desktop.agreements.terms_table import TermsTable
from ui.desktop.labels import Prose
from ui.desktop.lanes import Lane
from ui.desktop.listing.pages import ListPages
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    import datetime

    from crm.agreement_terms import TermBar


class _Read(NamedTuple):
    found: Timeline
    today: "datetime.date"


class _Bars:
    """The rows of the timeline, for those that read a page at a time."""

    def __init__(self, source: BoardSource) -> None:
        self._source = source

    def rows(self, ids: Sequence[int], _view: None) -> "list[TermBar]":
        """The bars of these agreements."""
        return self._source.bars(ids)


class TermsPane(ViewFrame):
    """Its head has the buttons that the keys do, too. Bars are read a page at a time, as they come into sight."""

    page_wanted = Signal(int)
    view = None

    def __init__(self, lane: Lane, theme: Theme) -> None:
        self.table = TermsTable(theme)
        super().__init__(lane, self.table, _("Vigencias de los convenios"))
        self.column.insertWidget(1, self.table.head)
        self.undated = Prose(look="muted")
        self.undated.setContentsMargins(16, 4, 16, 0)
        self.undated.hide()
        self.key = TermsKey(theme)
        self.column.addWidget(self.undated)
        self.column.addWidget(self.key)
        self.to_today = QPushButton(_("Hoy"))
        self.to_today.setToolTip(_("Ir a hoy (T)"))
        self.to_today.clicked.connect(self.table.go_to_today)
        self.farther = _button("−", _("Alejar: más años a la vista (−)"), self.table.farther)
        self.nearer = _button("+", _("Acercar: menos años a la vista (+)"), self.table.nearer)
        self.all = QPushButton(_("Todo"))
        self.all.setToolTip(_("Todas las vigencias a la vista (0)"))
        self.all.clicked.connect(self.table.fit)
        for button in (self.to_today, self.farther, self.nearer, self.all):
            self.head.addWidget(button)
        self.model = self.table.terms
        self.model.page_missing.connect(self.page_wanted)
        self._pages = ListPages(lane, self, self)
        self._pages.failed.connect(self._cannot)

    def set_source(self, source: BoardSource | None) -> None:
        """Read from here from now on; None: from nowhere."""
        super().set_source(source)
        self._pages.set_source(_Bars(source) if source is not None else None)

    def visible_pages(self) -> range:
        """The pages of the lines in sight."""
        return self.table.visible_pages()

    def _read(self, source: BoardSource, query: str) -> _Read:
        return _Read(source.terms(query), source.today)

    def _show_read(self, found: _Read) -> None:
        self.table.show_terms(found.found)
        self.table.show_today(found.today)
        n = found.found.terms.undated
        self.undated.set_text(
            ngettext(
                "{n} convenio firmado no tiene fechas de vigencia: captúrelas en su ficha para verlo aquí.",
                "{n} convenios firmados no tienen fechas de vigencia: captúrelas en su ficha para verlos aquí.",
                n,
            ).format(n=f"{n:,}")
            if n
            else ""
        )
        self.undated.setVisible(bool(n))

    def _total(self) -> int:
        return self.model.rowCount()

    def _forget(self) -> None:
        self._pages.set_source(None)
        self.table.forget()
        self.table.choose(0)


def _button(text: str, name: str, run: object) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setProperty("look", "doing")
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.clicked.connect(run)
    return button
