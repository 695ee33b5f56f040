"""The window: the rail, the search field on top, and the place one is in."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm.texts import _
from ui.desktop.beside_work import BesideWork
from ui.desktop.contacts.page import ContactsPage
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.listing.place import ListedPlace
from ui.desktop.new_records import NewRecords
from ui.desktop.palette.opener import PaletteOpener
from ui.desktop.place_search import PlaceSearch, Subject
from ui.desktop.places import ACTIVITIES, CONTACTS, PARTS, places
from ui.desktop.places_stack import PlacesStack
from ui.desktop.rail import Rail
from ui.desktop.record_opener import RecordOpener
from ui.desktop.settings import Settings
from ui.desktop.theme import Theme
from ui.desktop.top_bar import TopBar
from ui.desktop.window_actions import WindowActions
from ui.desktop.window_memory import WindowMemory
from ui.desktop.window_title import PROGRAM, WindowTitle
from ui.desktop.work_places import WorkPlaces
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from ui.desktop.contacts.contact_desk import ContactDesk
    from ui.desktop.over_work import OverWork
    from ui.desktop.palette.commands import Command
    from ui.desktop.undo_bar import UndoBar
    from ui.desktop.writing_strip import WritingStrip

NARROW_UNDER = 1100
LOW_UNDER = 640


class MainWindow(QMainWindow):
    """The one window. ``closing`` comes before it is gone; ``other_base_wanted`` asks for another base,
    ``new_base_wanted`` for an empty one, ``demo_wanted`` for the one of demonstration.

    ``drawn`` comes when what ``tell_when_drawn`` was called for stands on the screen. ``had_desk``: there was a base to
    work on, so that what stands on the desk was put where it belongs.
    """

    closing = Signal()
    drawn = Signal()
    other_base_wanted = Signal()
    new_base_wanted = Signal()
    demo_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, lanes: Lanes, settings: Settings) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._settings = settings
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(640, 480)
        self._drawn_wanted = False
        self.had_desk = False
        self._going = False
        self.commands = WindowActions(self, icons)
        self._actions = self.commands.made
        self.rail = Rail(places(), theme, icons, self._menu)
        self.top = TopBar(theme, icons)
        self.contacts = ContactsPage(lanes.reader, theme, icons, lanes.counter)
        self._memory = WindowMemory(self, settings)
        self._memory.lay_out()
        self._stack = PlacesStack(theme, icons)
        self._stack.add(CONTACTS, self.contacts)
        self._desk = QWidget()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout(self._desk)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._desk)
        self.setCentralWidget(self._whole)
        self.writing: Writing | None = None
        self._has_over = False
        self._writer = lanes.writer
        self._keys_watched = False
        self.palette_opener = PaletteOpener(self, lanes.reader, theme, icons, settings, self._commands)
        self.beside = BesideWork(self, self._stack, lanes, theme, icons, settings)
        self.work = WorkPlaces(self, lanes, theme, icons, settings)
        self.searching = PlaceSearch(self.top, self.go_to, CONTACTS)
        self.searching.add(
            CONTACTS,
            self.contacts,
            Subject(_("Buscar contactos"), _("Nombre, institución, ciudad, correo…")),
        )
        self.title = WindowTitle(self)
        self.new = NewRecords(self)
        self.opener = RecordOpener(self)
        self._connect()
        self._memory.place()
        self.go_to(settings.place if self._stack.has(settings.place) else CONTACTS)

    def _connect(self) -> None:
        runs: dict[str, Callable[[], object]] = {
            "search": self.searching.start,
            "palette": self.open_palette,
            "new": self.new.here,
            "new_activity": self.new.activity,
            "new_agreement": self.new.agreement,
            "new_person": self.new.person,
            "new_organization": self.new.organization,
            "copy_name": self._copy_name,
            "save_list": self._save_list,
            "undo": self._undo,
            "redo": self._redo,
            "reload": self._reload,
            "new_base": self.new_base_wanted.emit,
            "open_base": self.other_base_wanted.emit,
            "demo_base": self.demo_wanted.emit,
            "quit": self.close,
            **self.beside.runs(),
        }
        self.commands.run(runs)
        self.commands.place_wanted.connect(self._go_by_keys)
        self.new.discarded.connect(self._offer_draft)
        self.rail.chosen.connect(self.go_to)
        self.beside.place_wanted.connect(self.go_to)
        self.beside.export_wanted.connect(self._export_looked_at)
        self.beside.export_failed.connect(self._tell_failed_export)
        self.beside.print_wanted.connect(self._offer_pages)
        self.beside.alerts_changed.connect(self.work.reload)
        self.beside.other_base_wanted.connect(self.other_base_wanted)
        self._stack.currentChanged.connect(self._page_changed)
        self.contacts.selection.export_wanted.connect(self._export_selected)
        self.contacts.list.export_wanted.connect(self._export_looked_at)
        self.work.place_wanted.connect(self.go_to)
        self.work.print_wanted.connect(self.beside.open_preview)
        self.work.failed.connect(self.top.show_trouble)
        self.work.made.connect(self._take_list)
        self.top.search.palette_wanted.connect(self.open_palette)
        self.top.search.save_wanted.connect(self._save_list)
        self.contacts.next_wanted.connect(self.work.ask_next)
        self.contacts.postpone_wanted.connect(self.work.ask_day)
        self.contacts.smart.offered.connect(self._offer_saving)
        self._offer_saving()
        self.contacts.list.opened.connect(self._remember_contact)
        self.contacts.list.import_button.clicked.connect(self.beside.open_import)
        self.palette_opener.failed.connect(self.top.show_trouble)

    @cached_property
    def over(self) -> "OverWork":
        """What floats over the work; made when there is something to be done, after the window has been drawn."""
        from ui.desktop.over_work import OverWork

        over = OverWork(self, self._icons, self._writer)
        over.left.connect(self._back_to_work)
        over.follow(self.rail.width())
        self._has_over = True
        return over

    @property
    def undo_bar(self) -> "UndoBar":
        """What was done."""
        return self.over.undo_bar

    @property
    def writing_strip(self) -> "WritingStrip":
        """What is being done."""
        return self.over.writing_strip

    def _menu(self) -> QMenu:
        from ui.desktop.program_menu import ProgramMenu

        return ProgramMenu(self, self._actions, self._theme, self._settings)

    @property
    def place(self) -> str:
        """The code of the place one is in."""
        return self._settings.place

    @property
    def has_desk(self) -> bool:
        """Whether there is a base to work on, and nothing over it."""
        return self._whole.currentWidget() is self._desk

    def has_place(self, code: str) -> bool:
        """Whether the window has a place."""
        return self._stack.has(code)

    def show_desk(self, *, actor: str, demo: bool) -> None:
        """Work on an open base."""
        self.rail.desk.set_actor(actor)
        self.top.show_demo(demo)
        self._show_whole(self._desk)
        if not self.had_desk:
            self.had_desk = True
            self.top.search.setFocus()
            self.work.take_focus(self._settings.place)
            self.contacts.splitter.restore(self._settings.contacts_splitter)

    def set_writing(self, writing: Writing | None) -> None:
        """Do what the user does through this from now on; None: there is no base to change."""
        self.writing = writing
        self.over.set_writing(writing)
        self.contacts.set_writing(writing)
        self.contacts.record.offer_new_follow_up(writing is not None)

    def show_notice(self, page: QWidget) -> None:
        """Show a page over everything: there is no base to work on."""
        self._show_whole(page)
        page.setFocus()

    def _show_whole(self, page: QWidget) -> None:
        before = self._whole.currentWidget()
        if self._whole.indexOf(page) < 0:
            self._whole.addWidget(page)
        self._whole.setCurrentWidget(page)
        if before is not None and before is not page and before is not self._desk:
            self._whole.removeWidget(before)
            before.deleteLater()

    @Slot(str)
    def _go_by_keys(self, code: str) -> None:
        if not self.has_desk:
            return
        self.go_to(code)
        if self.work.take_focus(code):
            return
        page, focused = self._stack.currentWidget(), self.focusWidget()
        if page is not None and not (focused is not None and page.isAncestorOf(focused)):
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(page, ListedPlace):
            page.show_where_one_is()

    @Slot(str)
    def go_to(self, code: str) -> None:
        """Go to a place; one not built yet says what will live there."""
        if not self._stack.is_made(code):
            page = self.beside.page_of(code) or self.work.page_of(code)
            if page is not None:
                self._stack.add(code, page)
        self.palette_opener.close()
        self._going = True
        self.top.search.set_aside(False)
        again = self._stack.go_to(code)
        self.beside.arrived(code, again=again)
        self.searching.arrived(code)
        self._offer_saving()
        self.work.arrived(code)
        self.rail.show_place(PARTS.get(code, code))
        self._settings.place = code
        self.new.offer()
        self._going = False
        self._page_changed()

    @Slot()
    def open_palette(self) -> None:
        """Find contacts and commands from anywhere; pressed again, go back."""
        if self.has_desk:
            self.palette_opener.toggle()

    def _commands(self) -> "list[Command]":
        return [
            *self.contacts.smart.commands(),
            *self.commands.commands({"new_agreement": self.new.agreement_words}),
        ]

    @Slot()
    def _page_changed(self) -> None:
        """The search field shows a query only beside the list that it asks for."""
        if not self._going:
            self.top.search.set_aside(self._stack.currentWidget() is not self.searching.page)
            self.title.show()

    @Slot()
    def _remember_contact(self) -> None:
        self.palette_opener.remember(self.contacts.list.current)

    @Slot(str, object, object)
    def _take_list(self, code: str, page: "ListedPlace", subject: Subject) -> None:
        """A place that is a list has been made: the search field is its, too."""
        self.searching.add(code, page, subject)
        page.list.export_wanted.connect(self._export_looked_at)
        page.set_narrow(self.width() < NARROW_UNDER)

    @Slot()
    def _offer_pages(self) -> None:
        place = self._settings.place
        self.beside.offer_pages(place, self.work.shown(place))

    @Slot()
    def _export_looked_at(self) -> None:
        from ui.desktop.exporting import looked_at

        self.top.show_trouble("")
        place, calendar = self.searching.code, self.work.parts.calendar
        if place == ACTIVITIES and calendar is not None and calendar.is_shown:
            self.beside.export(looked_at.in_calendar(calendar))
        else:
            self.beside.export(looked_at.in_list(place, self.searching.page))

    @Slot(object)
    def _export_selected(self, contacts: Sequence[int]) -> None:
        from ui.desktop.exporting import looked_at

        self.beside.export(looked_at.in_list(CONTACTS, self.contacts, contacts))

    def set_contact_desk(self, desk: "ContactDesk | None") -> None:
        """Edit and make contacts through this from now on; None: there is no base to change."""
        self.new.set_contact_desk(desk)

    @Slot()
    def _offer_draft(self) -> None:
        self.undo_bar.show_offer(_("Borrador descartado"), "trash-2", self.new.bring_back)

    @Slot()
    def _back_to_work(self) -> None:
        """The focus goes back to the place one is in."""
        if not self.work.take_focus(self._settings.place):
            self.searching.into_list()

    @Slot()
    def _reload(self) -> None:
        self.top.show_trouble("")
        self.contacts.reload()
        self.work.reload()

    @Slot()
    def _undo(self) -> None:
        self.over.undo()

    @Slot()
    def _redo(self) -> None:
        self.over.redo()

    @Slot(str)
    def _tell_failed_export(self, sentence: str) -> None:
        """The window does not close by itself any more; an export that is out of sight says here why it ended."""
        self.over.stay_open()
        if sentence:
            self.top.show_trouble(sentence)

    @Slot()
    def _offer_saving(self) -> None:
        """A query of contacts can be saved as a list, if none has it, and while the field shows it."""
        offered = self._stack.currentWidget() is self.contacts and self.contacts.smart.can_save
        self.top.search.offer_save(offered)
        self._actions["save_list"].setEnabled(offered)

    @Slot()
    def _save_list(self) -> None:
        self.contacts.smart.ask_to_save(self.top.search.save)

    @Slot()
    def _copy_name(self) -> None:
        self.searching.page.copy_name()

    def tell_when_drawn(self) -> None:
        """Emit ``drawn`` after the next time the window is painted."""
        self._drawn_wanted = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and tell whoever waits for it."""
        super().paintEvent(event)
        if not self._keys_watched:
            self._keys_watched = True
            QTimer.singleShot(0, self._watch_focus)
        if self._drawn_wanted:
            self._drawn_wanted = False
            QTimer.singleShot(0, self.drawn.emit)

    @Slot()
    def _watch_focus(self) -> None:
        from ui.desktop.focus_ring import FocusRings

        self.commands.watch_keys()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        FocusRings(application, self._theme, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Under 1100 px: drawings alone in the rail, and the record in the list's place."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_UNDER
        self.rail.set_wide(not narrow and self.height() >= LOW_UNDER)
        self.contacts.set_narrow(narrow)
        self.work.set_narrow(narrow)
        if self._has_over:
            self.over.follow(self.rail.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed, and remember where everything was; what is being written is ended first."""
        running = (
            self.writing if self.writing is not None and self.writing.running else self.beside.export_job
        )
        if running is not None:
            event.ignore()
            self.over.close_after(running)
            return
        self.new.commit()
        self.work.commit()
        self._memory.remember()
        self.closing.emit()
        super().closeEvent(event)
