"""The pages of the places, one of which is shown."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.texts import _
from ui.desktop.icons import Icons
from ui.desktop.listing.place import ListedPlace
from ui.desktop.places import PARTS, Place, places
from ui.desktop.theme import Theme


class PlacesStack(QStackedWidget):
    """A page for each place, made when one first goes there; a place not built yet says what will live there."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._places = {place.code: place for place in places()}
        self._pages: dict[str, QWidget] = {}

    def has(self, code: str) -> bool:
        """Whether there is such a place."""
        return code in self._places or code in PARTS

    def is_made(self, code: str) -> bool:
        """Whether the page of a place is there already."""
        return code in self._pages

    def add(self, code: str, page: QWidget) -> None:
        """Let ``page`` be the one of a place."""
        self._pages[code] = page
        self.addWidget(page)

    def go_to(self, code: str) -> bool:
        """Show the page of a place; the answer is whether it was shown already. Raises KeyError if there is none."""
        if not self.is_made(code):
            self.add(code, self._empty(self._places[code]))
        page = self._pages[code]
        again = self.currentWidget() is page
        was_there = page.focusWidget() is not None
        self.setCurrentWidget(page)
        if isinstance(page, ListedPlace) and not was_there and page.focusWidget() is not None:
            # Where the focus never was it would stay on the first that takes it, which stands over the list.
            page.setFocus()
        return again

    def _empty(self, place: Place) -> QWidget:
        from ui.desktop.notices import NoticePage

        sentence = place.what + "\n" + _("Todavía no está en esta versión.")
        return NoticePage(self._theme, self._icons, icon=place.icon, title=place.title, sentence=sentence)
