"""What stands beside the work in the window: Administración with its pages, the manual, what is to be printed, the
keys, our mistakes."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.listing.place import ListedPlace
from ui.desktop.places import CONTACTS
from ui.desktop.settings import Settings
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.base import Base
    from crm.printing.catalog import Wanted
    from ui.desktop.administration.page import AdministrationPage
    from ui.desktop.bug_notice import Bug, BugNotice
    from ui.desktop.exporting.job import ExportJob
    from ui.desktop.exporting.looked_at import LookedAt
    from ui.desktop.file_drops import FileDrops
    from ui.desktop.manual_viewer import ManualPage
    from ui.desktop.printing.menu import PagesMenu
    from ui.desktop.printing.preview import Preview
    from ui.desktop.shortcuts import ShortcutsOverlay
    from ui.desktop.writing import Writing

ADMINISTRATION = "administracion"
MANUAL = "manual"
PRINT = "imprimir"


class BesideWork(QObject):
    """Makes each of them when it is first asked for: none is part of the first drawing.

    ``place_wanted`` asks the window to go to a place; ``export_wanted`` and ``print_wanted`` ask what is looked
    at: the window answers with ``export`` or ``offer_pages``. ``titled`` carries what the window's title should say,
    ``alerts_changed`` that agreements are spoken of on other days.
    """

    place_wanted = Signal(str)
    list_wanted = Signal(str, str)
    export_wanted = Signal()
    export_failed = Signal(str)
    print_wanted = Signal()
    alerts_changed = Signal()
    other_base_wanted = Signal()
    restart_wanted = Signal()
    restore_wanted = Signal()
    titled = Signal(str)

    def __init__(
        self,
        window: QWidget,
        stack: QStackedWidget,
        lanes: Lanes,
        theme: Theme,
        icons: Icons,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stack = stack
        self._lanes = lanes
        self._theme = theme
        self._icons = icons
        self._settings = settings
        self._base: Base | None = None
        self._writing: Writing | None = None
        self._administration: AdministrationPage | None = None
        self._manual: ManualPage | None = None
        self._preview: Preview | None = None
        self._shortcuts: ShortcutsOverlay | None = None
        self._notice: BugNotice | None = None
        self._came_from: tuple[str, QWidget | None] = (CONTACTS, None)
        self._left: dict[QWidget, tuple[QWidget | None, QWidget | None]] = {}
        self._drops: FileDrops | None = None

    def runs(self) -> dict[str, Callable[[], object]]:
        """What the actions of the window's table do here."""
        return {
            "import": self.open_import,
            "export": self.export_wanted.emit,
            "print": self.print_wanted.emit,
            "trash_bin": self._open_trash,
            "settings": self._open_settings,
            "manual": self.open_manual,
            "shortcuts": self.open_shortcuts,
            "about": self._open_about,
        }

    def set_base(self, base: "Base | None", writing: "Writing | None") -> None:
        """Work on this base from now on."""
        self._base, self._writing = base, writing
        if base is not None:
            self._take_drops()
        if self._administration is not None:
            self._administration.set_base(base, writing)
        if self._preview is not None:
            self._leave(self._preview)
            self._preview.set_base(base)

    def _take_drops(self) -> None:
        """A file can be dropped once there is a base to import it to; until then no event is looked at for one."""
        if self._drops is None:
            from ui.desktop.file_drops import FileDrops

            self._drops = FileDrops(self._window)
            self._drops.dropped.connect(self.import_file)

    @property
    def administration(self) -> "AdministrationPage":
        """The place Administración."""
        if self._administration is None:
            from ui.desktop.administration.page import AdministrationPage

            page = AdministrationPage(self._lanes, self._theme, self._icons, self._settings)
            page.set_base(self._base, self._writing)
            page.list_wanted.connect(self.list_wanted)
            page.alerts_changed.connect(self.alerts_changed)
            page.other_base_wanted.connect(self.other_base_wanted)
            page.restart_wanted.connect(self.restart_wanted)
            page.restore_wanted.connect(self.restore_wanted)
            page.manual_wanted.connect(self.open_manual)
            page.export_failed.connect(self._tell_failed_export)
            page.left.connect(self._go_back)
            page.shown.connect(self.titled)
            self._administration = page
        return self._administration

    def page_of(self, place: str) -> QWidget | None:
        """The page of a place that is made here, None for any other."""
        return self.administration if place == ADMINISTRATION else None

    def arrived(self, place: str, *, again: bool) -> None:
        """The window went to a place; asked for ``again``, Administración goes back to its beginning."""
        self._left.clear()
        if place == ADMINISTRATION and again:
            self.administration.go_home()

    @property
    def here(self) -> str:
        """Where one is, as the manual and the keys name it."""
        if self._manual is not None and self._stack.currentWidget() is self._manual:
            return MANUAL
        if self._preview is not None and self._stack.currentWidget() is self._preview:
            return PRINT
        if self._administration is not None and self._stack.currentWidget() is self._administration:
            section = self._administration.section
            return f"{ADMINISTRATION}/{section}" if section else ADMINISTRATION
        return self._settings.place

    @property
    def title(self) -> str:
        """What the window is called while one is here; empty in a place that is not made here."""
        page = self._stack.currentWidget()
        for own in (self._manual, self._administration, self._preview):
            if own is not None and own is page:
                return own.title
        return ""

    @property
    def tells_how_far(self) -> bool:
        """Whether what is in sight tells itself how far the writing is."""
        page = self._administration
        return page is not None and page.section == "importar" and page.importing.tells

    @property
    def shows_progress(self) -> bool:
        """Whether the foot of what is in sight tells how far something long is."""
        section = "" if self._administration is None else self._administration.section
        return self.tells_how_far or (section == "exportar" and self.export_job is not None)

    def _go_to_section(self, section: str) -> None:
        here = self._stack.currentWidget() is self._administration
        if not here:
            place = self._settings.place
            self._came_from = (CONTACTS if place == ADMINISTRATION else place, self._window.focusWidget())
        from_elsewhere = not here or self.administration.from_elsewhere
        self.place_wanted.emit(ADMINISTRATION)
        self.administration.open(section, from_elsewhere=from_elsewhere)

    @Slot()
    def _go_back(self) -> None:
        """Back to where one was when a section was asked for."""
        place, focus = self._came_from
        self.place_wanted.emit(place)
        page = self._stack.currentWidget()
        if page is not None and not (focus is not None and isValid(focus) and focus.isVisible()):
            focus = page
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def open_import(self) -> None:
        """Go to the import."""
        self._go_to_section("importar")

    @Slot(object)
    def import_file(self, path: Path) -> None:
        """Go to the import of a file; one that is being written is not disturbed."""
        self.open_import()
        self.administration.importing.open_file(path)

    def export(self, at: "LookedAt") -> None:
        """Go to the export of what is looked at."""
        self.administration.exporting.look_at(at)
        self._go_to_section("exportar")

    @Slot(object)
    def _tell_failed_export(self, error: Exception) -> None:
        """The page of exports says why itself, to whoever looks at it."""
        seen = self._administration is not None and self._administration.exporting.isVisible()
        self.export_failed.emit("" if seen else str(error))

    @property
    def export_job(self) -> "ExportJob | None":
        """The export that is under way."""
        return None if self._administration is None else self._administration.export_job

    @Slot()
    def _open_trash(self) -> None:
        self._go_to_section("papelera")

    @Slot()
    def _open_settings(self) -> None:
        self._go_to_section("ajustes")

    @Slot()
    def _open_about(self) -> None:
        self._go_to_section("acerca")

    @Slot()
    def open_manual(self) -> None:
        """Open the manual at the page of where one is; asked for again, go back there."""
        if self.here == MANUAL:
            self.leave_manual()
            return
        if self._manual is None:
            from ui.desktop.manual_viewer import ManualPage

            self._manual = ManualPage(self._theme, self._icons)
            self._manual.left.connect(self.leave_manual)
            self._manual.shown.connect(self.titled)
            self._stack.addWidget(self._manual)
        place = self.here
        self._show(self._manual)
        self._manual.open_for(place)
        self._manual.setFocus()

    @Slot()
    def leave_manual(self) -> None:
        """Back to where one was when the manual was opened."""
        if self._manual is not None:
            self._leave(self._manual)

    def offer_pages(self, place: str, record: int) -> None:
        """Offer what can be printed of a record that is shown in a place, and of none; in the preview, print."""
        if self.here == PRINT:
            self.preview.ask_printer()
        elif self._base is not None:
            self.pages_menu(place, record).popup(self._corner_of_pages())

    def _corner_of_pages(self) -> QPoint:
        """Where their menu opens: below what prints the record, or where there is none, in the corner of the place."""
        page = self._stack.currentWidget()
        below = page.record.prints if isinstance(page, ListedPlace) else None
        if below is None:
            return self._stack.mapToGlobal(QPoint(32, 8))
        inside = below.layout()
        left = inside.contentsMargins().left() if inside is not None else 0
        return below.mapToGlobal(QPoint(left, below.height() + 4))

    def pages_menu(self, place: str, record: int) -> "PagesMenu":
        """The menu of these pages."""
        from ui.desktop.printing.menu import PagesMenu

        menu = PagesMenu(self._window, self._settings.week_begins)
        menu.add_place(place, record)
        menu.wanted.connect(self.open_preview)
        return menu

    @Slot(object)
    def open_preview(self, wanted: "Wanted") -> None:
        """Show a page as it will be printed."""
        self.show_preview().open(wanted)

    def show_preview(self) -> "Preview":
        """Go to the preview, whatever it holds."""
        self._show(self.preview)
        self.preview.setFocus()
        return self.preview

    @property
    def preview(self) -> "Preview":
        """Where pages are seen before they are printed."""
        if self._preview is None:
            from ui.desktop.printing.preview import Preview

            self._preview = Preview(self._lanes, self._theme, self._icons, self._settings)
            self._preview.set_base(self._base)
            self._preview.left.connect(self.leave_preview)
            self._preview.shown.connect(self.titled)
            self._stack.addWidget(self._preview)
        return self._preview

    @Slot()
    def leave_preview(self) -> None:
        """Back to where one was when the preview was opened."""
        self._leave(self.preview)

    def _show(self, page: QWidget) -> None:
        if self._stack.currentWidget() is not page:
            self._left[page] = (self._stack.currentWidget(), self._window.focusWidget())
        self._stack.setCurrentWidget(page)

    def _leave(self, page: QWidget) -> None:
        before, focus = self._left.pop(page, (None, None))
        if before is None:
            return
        self._stack.setCurrentWidget(before)
        (focus or before).setFocus()

    @Slot()
    def open_shortcuts(self) -> None:
        """Show the keys of where one is."""
        if self._shortcuts is None:
            from ui.desktop.shortcuts import ShortcutsOverlay

            self._shortcuts = ShortcutsOverlay(self._window, self._theme)
        self._shortcuts.open(self.here)

    @property
    def shortcuts(self) -> "ShortcutsOverlay | None":
        """The keys over the window, once they were shown."""
        return self._shortcuts

    @property
    def notice(self) -> "BugNotice | None":
        """The notice of our mistakes, once there was one."""
        return self._notice

    @Slot(object)
    def tell_of_bug(self, bug: "Bug") -> None:
        """Tell of a mistake of ours."""
        if self._notice is None:
            from ui.desktop.bug_notice import BugNotice

            self._notice = BugNotice(self._window)
        self._notice.tell(bug)
