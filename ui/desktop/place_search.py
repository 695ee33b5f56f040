"""The search field on top holds the query of the list one is in: each place that is a list has its own."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from crm.errors import QueryError
from ui.desktop.listing.place import ListedPlace
from ui.desktop.top_bar import TopBar


class Subject(NamedTuple):
    """What the field says of a place: its name for a screen reader, and what can be written there."""

    name: str
    placeholder: str


class PlaceSearch(QObject):
    """Joins the field to one place after another. ``titled`` carries what the window's title should say."""

    titled = Signal(str)

    def __init__(self, top: TopBar, go_to: Callable[[str], None], usual: str) -> None:
        """``usual`` is the place that is searched from where there is no list."""
        super().__init__(top)
        self._top = top
        self._field = top.search
        self._go_to = go_to
        self._usual = usual
        self._code = ""
        self._places: dict[str, tuple[ListedPlace, Subject]] = {}
        self._field.changed.connect(self._search)
        self._field.opened.connect(self._open_found)
        self._field.left_downwards.connect(self.into_list)
        self._field.escaped.connect(self.into_list)

    def add(self, code: str, page: ListedPlace, subject: Subject) -> None:
        """Let the field search in ``page`` while one is in a place."""
        self._places[code] = (page, subject)

    @property
    def code(self) -> str:
        """The place whose list is searched."""
        return self._code

    @property
    def page(self) -> ListedPlace:
        """The list that is searched."""
        return self._places[self._code][0]

    def arrived(self, code: str) -> None:
        """One is in another place: the field holds its query, or that of the usual list where there is none."""
        wanted = code if code in self._places else self._usual
        if wanted == self._code:
            return
        if self._code:
            self._let_go(self.page)
        self._code = wanted
        page, subject = self._places[wanted]
        self._top.show_problem("")
        self._field.editor.setAccessibleName(subject.name)
        self._field.editor.setPlaceholderText(subject.placeholder)
        self._field.blockSignals(True)
        self._field.set_query(page.query)
        self._field.blockSignals(False)
        self._take(page)

    def _take(self, page: ListedPlace) -> None:
        page.refused.connect(self._tell_of_query)
        page.failed.connect(self._top.show_problem)
        page.answered.connect(self._answered)
        page.shown.connect(self.titled)
        page.left.connect(self._field.select_all)
        page.typed.connect(self._field.type_text)
        page.query_wanted.connect(self._field.set_query)

    def _let_go(self, page: ListedPlace) -> None:
        page.refused.disconnect(self._tell_of_query)
        page.failed.disconnect(self._top.show_problem)
        page.answered.disconnect(self._answered)
        page.shown.disconnect(self.titled)
        page.left.disconnect(self._field.select_all)
        page.typed.disconnect(self._field.type_text)
        page.query_wanted.disconnect(self._field.set_query)

    def start(self) -> None:
        """Go to the field of the list one is in."""
        self._go_to(self._code)
        self._field.select_all()

    def list_all(self, query: str) -> None:
        """List what a query finds, and go there."""
        self._field.set_query(query)
        self._search(query)
        self.into_list()

    @Slot(str)
    def _search(self, query: str) -> None:
        self._go_to(self._code)
        self.page.search(query)

    @Slot()
    def _open_found(self) -> None:
        self.page.open_found()

    @Slot()
    def into_list(self) -> None:
        """Go into the list."""
        self._go_to(self._code)
        self.page.into_list()

    @Slot(object)
    def _tell_of_query(self, error: QueryError) -> None:
        self._field.mark_wrong(error.start, error.end)
        self._top.show_unfinished(str(error))

    @Slot()
    def _answered(self) -> None:
        self._top.show_problem("")
