"""The window: the rail, the search field on top, and the place one is in."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QPaintEvent, QResizeEvent
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
from ui.desktop import actions
from ui.desktop.beside_work import BesideWork
from ui.desktop.contacts.page import ContactsPage
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.palette.opener import PaletteOpener
from ui.desktop.place_search import PlaceSearch, Subject
from ui.desktop.places import ACTIVITIES, CONTACTS, FOLLOW_UPS, PARTS, places
from ui.desktop.places_stack import PlacesStack
from ui.desktop.rail import Rail
from ui.desktop.settings import Settings
from ui.desktop.theme import Theme
from ui.desktop.top_bar import TopBar
from ui.desktop.work_places import DAY, WorkPlaces
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.cards import Kind
    from crm.contact_values import Reference
    from ui.desktop.contacts.contact_desk import ContactDesk
    from ui.desktop.day.lines import Wanted
    from ui.desktop.listing.place import ListedPlace
    from ui.desktop.palette.commands import Command
    from ui.desktop.undo_bar import UndoBar
    from ui.desktop.writing_strip import WritingStrip

NARROW_UNDER = 1100
LOW_UNDER = 640
FIRST_SIZE = QSize(1280, 720)
_LOOK_AGAIN_MS = 30


class MainWindow(QMainWindow):
    """The one window. ``closing`` comes before it is gone; ``other_base_wanted`` asks for another base,
    ``new_base_wanted`` for an empty one, ``demo_wanted`` for the one of demonstration.

    ``drawn`` comes when what ``tell_when_drawn`` was called for stands on the screen.
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
        self.setWindowTitle("Vínculo")
        self.setMinimumSize(640, 480)
        self._drawn_wanted = False
        self._splitter_restored = False
        self._record_names: dict[str, str] = {}
        self._going = False
        self._actions = {spec.code: actions.make(spec, icons, self) for spec in actions.specs()}
        self._place_actions = {spec.code: actions.make(spec, icons, self) for spec in actions.of_places()}
        self.rail = Rail(places(), theme, icons, self._menu)
        self.top = TopBar(theme, icons)
        self.contacts = ContactsPage(lanes.reader, theme, icons, lanes.counter)
        self.contacts.facets.wanted = settings.contacts_facets
        self.contacts.list.columns.restore(settings.contacts_columns, settings.contacts_order)
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
        self._contact_desk: ContactDesk | None = None
        self._floating: list[UndoBar | WritingStrip] = []
        self._writer = lanes.writer
        self._closing = QTimer(self)
        self._closing.setInterval(_LOOK_AGAIN_MS)
        self._closing.timeout.connect(self._close_when_done)
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
        self._connect()
        self.resize(FIRST_SIZE)
        if not settings.geometry.isEmpty() and not self.restoreGeometry(settings.geometry):
            self._fit_screen()
        self.go_to(settings.place if self._stack.has(settings.place) else CONTACTS)

    def _connect(self) -> None:
        runs: dict[str, Callable[[], object]] = {
            "search": self.searching.start,
            "palette": self.open_palette,
            "new": self._new_here,
            "new_activity": self._new_activity,
            "new_person": self._new_person,
            "new_organization": self._new_organization,
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
        for code, run in runs.items():
            self._actions[code].triggered.connect(run)
        self.top.new.clicked.connect(self._new_here)
        self.rail.chosen.connect(self.go_to)
        self.beside.place_wanted.connect(self.go_to)
        self.beside.list_wanted.connect(self._see_list)
        self.beside.export_wanted.connect(self._export_looked_at)
        self.beside.export_failed.connect(self._closing.stop)
        self.beside.print_wanted.connect(self._offer_pages)
        self.beside.other_base_wanted.connect(self.other_base_wanted)
        self.beside.titled.connect(self._show_title)
        self._stack.currentChanged.connect(self._page_changed)
        self.contacts.selection.export_wanted.connect(self._export_selected)
        self.contacts.list.export_wanted.connect(self._export_looked_at)
        self.work.record_wanted.connect(self._open_record)
        self.work.place_wanted.connect(self.go_to)
        self.work.list_wanted.connect(self._open_list)
        self.work.print_wanted.connect(self.beside.open_preview)
        self.work.failed.connect(self.top.show_trouble)
        self.work.titled.connect(self._name_page)
        self.work.made.connect(self._take_list)
        self.work.form_changed.connect(self._offer_new)
        self.work.asking.connect(self._give_way)
        self.work.new_wanted.connect(self._makes)
        keys = QActionGroup(self)
        keys.setExclusive(False)
        for code, action in self._place_actions.items():
            action.setData(code)
            keys.addAction(action)
        keys.triggered.connect(self._go_by_keys)
        self.top.search.palette_wanted.connect(self.open_palette)
        self.top.search.save_wanted.connect(self._save_list)
        self.contacts.record.set_opener(self._opens)
        self.contacts.record.record_wanted.connect(self._open_record)
        self.contacts.next_wanted.connect(self.work.ask_next)
        self.contacts.postpone_wanted.connect(self.work.ask_day)
        self.contacts.record.follow_up_asked.connect(self._new_follow_up_about)
        self.contacts.smart.offered.connect(self._offer_saving)
        self.contacts.smart.query_wanted.connect(self._list_all)
        self._offer_saving()
        self.searching.titled.connect(self._name_record)
        self.contacts.list.opened.connect(self._remember_contact)
        self.contacts.list.new_button.clicked.connect(self._new_person)
        self.contacts.list.import_button.clicked.connect(self.beside.open_import)
        self.palette_opener.contact_chosen.connect(self._open_contact)
        self.palette_opener.record_chosen.connect(self._open_record)
        self.palette_opener.all_wanted.connect(self._list_all)
        self.palette_opener.failed.connect(self.top.show_trouble)

    @cached_property
    def undo_bar(self) -> "UndoBar":
        """What was done, over the work; made when there is something to do it to, after the window has been drawn."""
        from ui.desktop.undo_bar import UndoBar

        bar = UndoBar(self, self._icons)
        bar.left.connect(self._back_to_work)
        bar.follow(self.rail.width())
        self._floating.append(bar)
        return bar

    @cached_property
    def writing_strip(self) -> "WritingStrip":
        """What is being done, over the work; made as the bar is."""
        from ui.desktop.writing_strip import WritingStrip

        strip = WritingStrip(self, self._told_elsewhere)
        strip.left.connect(self._back_to_work)
        strip.stay_wanted.connect(self._stay)
        strip.follow(self.rail.width())
        self._floating.append(strip)
        return strip

    @Slot()
    def _watch_keys(self) -> None:
        from ui.desktop.button_keys import ButtonKeys
        from ui.desktop.undo_keys import UndoKeys

        application = QApplication.instance()
        assert isinstance(application, QApplication)
        for watch in (UndoKeys, ButtonKeys):
            watch(application, self)

    def _menu(self) -> QMenu:
        from ui.desktop.program_menu import ProgramMenu

        return ProgramMenu(self, self._actions, self._theme, self._settings)

    def show_desk(self, *, actor: str, demo: bool) -> None:
        """Work on an open base."""
        self.rail.desk.set_actor(actor)
        self.top.show_demo(demo)
        self._show_whole(self._desk)
        if not self._splitter_restored:
            self._splitter_restored = True
            self.top.search.setFocus()
            self.work.take_focus(self._settings.place)
            self.contacts.splitter.restore(self._settings.contacts_splitter)

    def set_writing(self, writing: Writing | None) -> None:
        """Do what the user does through this from now on; None: there is no base to change."""
        before, self.writing = self.writing, writing
        if before is not None:
            before.blockSignals(True)  # what it has still to do is news of a base that was left
        self.undo_bar.leave()
        self.writing_strip.watch(writing)
        self._closing.stop()
        if writing is not None:
            writing.refused.connect(self._closing.stop)
            from ui.desktop.undo_bar import attach

            attach(self.undo_bar, writing)
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

    @Slot(QAction)
    def _go_by_keys(self, action: QAction) -> None:
        self.go_to(action.data())
        if self.work.take_focus(action.data()):
            return
        page, focused = self._stack.currentWidget(), self.focusWidget()
        if page is not None and not (focused is not None and page.isAncestorOf(focused)):
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)

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
        self._offer_new()
        self._going = False
        self._page_changed()

    @Slot()
    def open_palette(self) -> None:
        """Find contacts and commands from anywhere; pressed again, go back."""
        if self._whole.currentWidget() is self._desk:
            self.palette_opener.toggle()

    def _commands(self) -> "list[Command]":
        from ui.desktop.palette.commands import Command

        made = {**self._actions, **self._place_actions}
        return [
            *self.contacts.smart.commands(),
            *(
                Command(spec.name, spec.icon, made[spec.code])
                for spec in (*actions.specs(), *actions.of_places())
                if spec.code != "palette"
            ),
        ]

    @Slot(object)
    def _open_contact(self, contact: int) -> None:
        self.go_to(CONTACTS)
        self.contacts.open_one(contact)

    @Slot(str)
    def _name_record(self, name: str) -> None:
        self._record_names[self.searching.code] = name
        self._show_title()

    @Slot(str)
    def _name_page(self, name: str) -> None:
        self._record_names[self._settings.place] = name
        self._show_title()

    @Slot()
    def _show_title(self) -> None:
        """The window is called after what is in sight."""
        place = self._settings.place
        title = self.beside.title or self._record_names.get(place, "")
        if not title and place != CONTACTS:
            title = self._place_name()
        self.setWindowTitle(title or "Vínculo")

    def _place_name(self) -> str:
        return next((place.title for place in places() if place.code == self._settings.place), "")

    @Slot()
    def _page_changed(self) -> None:
        """The search field shows a query only beside the list that it asks for."""
        if not self._going:
            self.top.search.set_aside(self._stack.currentWidget() is not self.searching.page)
            self._show_title()

    @Slot()
    def _remember_contact(self) -> None:
        self.palette_opener.remember(self.contacts.list.current)

    @Slot(str)
    def _list_all(self, query: str) -> None:
        self.go_to(CONTACTS)
        self.searching.list_all(query)

    def _opens(self, kind: str) -> bool:
        return bool(self.work.place_of(kind))

    @Slot(object)
    def _open_record(self, reference: "Reference") -> None:
        """Open a record where its kind is worked on."""
        place = self.work.place_of(reference.kind)
        if not place:
            self._open_contact(reference.id)
            return
        self.go_to(place)
        self.work.open_one(place, reference.id)

    @Slot(object)
    def _open_list(self, wanted: "Wanted") -> None:
        if not self._stack.has(wanted.place):
            return
        self.go_to(wanted.place)
        if wanted.place == CONTACTS or self.work.is_list(wanted.place):
            self.searching.list_all(wanted.query)

    @Slot(str, object, object)
    def _take_list(self, code: str, page: "ListedPlace", subject: Subject) -> None:
        """A place that is a list has been made: the search field is its, too."""
        self.searching.add(code, page, subject)
        page.list.export_wanted.connect(self._export_looked_at)
        page.set_narrow(self.width() < NARROW_UNDER)

    @Slot(str, str)
    def _see_list(self, place: str, query: str) -> None:
        self.go_to(place)
        if query:
            self.searching.list_all(query)
        else:
            self.searching.into_list()

    @Slot()
    def _offer_pages(self) -> None:
        place = self._settings.place
        self.beside.offer_pages(place, self.work.shown(place))

    @Slot()
    def _export_looked_at(self) -> None:
        from ui.desktop.exporting import looked_at

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
        before, self._contact_desk = self._contact_desk, desk
        if before is not None:
            before.leave()
        self.top.new.setVisible(desk is not None)
        self._offer_new()
        if desk is not None:
            desk.form_changed.connect(self._offer_new)
            desk.draft_discarded.connect(self._offer_draft)

    @Slot()
    def _offer_draft(self) -> None:
        if self._contact_desk is not None:
            self.undo_bar.show_offer(_("Borrador descartado"), "trash-2", self._bring_draft_back)

    def _bring_draft_back(self) -> None:
        if self._contact_desk is not None:
            self.go_to(CONTACTS)
            self._contact_desk.bring_back()

    @Slot()
    def _offer_new(self) -> None:
        """The button on top makes what belongs in the place one is in."""
        place = self._settings.place
        offered = self.work.offer(place)
        if offered:
            self.top.offer(offered, f"{offered} (Ctrl+N)", self.work.form_state(place))
        elif place == DAY:
            self.top.offer(_("Nueva actividad"), _("Nueva actividad (Ctrl+N)"))
        else:
            state = "none" if self._contact_desk is None else self._contact_desk.state
            tip = _("Nueva persona (Ctrl+N), nueva institución (Ctrl+Mayús+N)")
            self.top.offer(_("Nuevo contacto"), tip, state)

    @Slot(bool)
    def _give_way(self, asked: bool) -> None:
        """While something is asked for over the place, its *Guardar* is the one primary button."""
        if asked:
            self.top.show_form("shown")
        else:
            self._offer_new()

    @Slot()
    def _new_here(self) -> None:
        """Make what belongs in the place one is in; a person, where nothing does."""
        place = self._settings.place
        if not self._makes(ACTIVITIES if place == DAY else place):
            self._new_person()

    @Slot()
    def _new_activity(self) -> None:
        self._makes(ACTIVITIES)

    @Slot(str)
    def _makes(self, place: str) -> bool:
        if not self.work.offer(place) or self._whole.currentWidget() is not self._desk:
            return False
        self.go_to(place)
        return self.work.new(place)

    @Slot()
    def _new_follow_up_about(self) -> None:
        """What is to be done about the contact that is shown."""
        record = self.contacts.record.record
        if record is not None:
            self.go_to(FOLLOW_UPS)
            self.work.new_follow_up_about(record.reference)

    @Slot()
    def _new_person(self) -> None:
        self._new_contact("person")

    @Slot()
    def _new_organization(self) -> None:
        self._new_contact("organization")

    def _new_contact(self, kind: "Kind") -> None:
        if self._contact_desk is not None and self._whole.currentWidget() is self._desk:
            self.go_to(CONTACTS)
            self._contact_desk.new(kind)

    @Slot()
    def _into_contacts(self) -> None:
        self.go_to(CONTACTS)
        self.searching.into_list()

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
        if not self.undo_bar.take_back() and self.writing is not None:
            self.writing.undo()

    @Slot()
    def _redo(self) -> None:
        if self.writing is not None:
            self.writing.redo()

    @Slot()
    def _offer_saving(self) -> None:
        """A query of contacts can be saved as a list, if none has it."""
        offered = self.searching.searches(self.contacts) and self.contacts.smart.can_save
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
            QTimer.singleShot(0, self._watch_keys)
        if self._drawn_wanted:
            self._drawn_wanted = False
            QTimer.singleShot(0, self.drawn.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Under 1100 px: drawings alone in the rail, and the record in the list's place."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_UNDER
        self.rail.set_wide(not narrow and self.height() >= LOW_UNDER)
        self.contacts.set_narrow(narrow)
        self.work.set_narrow(narrow)
        for floating in self._floating:
            floating.follow(self.rail.width())

    def _fit_screen(self) -> None:
        """What was remembered is of another screen or another size of text: the whole screen, if it filled that."""
        self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize()))
        if self._settings.maximised:
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def _told_elsewhere(self) -> bool:
        return self.beside.tells_how_far

    @Slot()
    def _stay(self) -> None:
        self._closing.stop()
        self.writing_strip.stay()

    @Slot()
    def _close_when_done(self) -> None:
        if self._writer.idle and self.beside.export_job is None:
            self._closing.stop()
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed, and remember where everything was; what is being written is ended first."""
        running = (
            self.writing if self.writing is not None and self.writing.running else self.beside.export_job
        )
        if running is not None:
            event.ignore()
            self._closing.start()
            self.writing_strip.close_after(running, lifted=self.beside.shows_progress)
            return
        if self._contact_desk is not None:
            self._contact_desk.commit()
        self.work.commit()
        self._settings.geometry = self.saveGeometry()
        self._settings.maximised = self.isMaximized()
        self._settings.contacts_splitter = self.contacts.splitter.saveState()
        self._settings.contacts_facets = self.contacts.facets.wanted
        self._settings.contacts_columns = self.contacts.list.columns.saved()
        self._settings.contacts_order = self.contacts.list.columns.order
        self.closing.emit()
        super().closeEvent(event)
