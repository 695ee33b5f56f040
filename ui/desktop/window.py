"""The window: the rail, the search field on top, and the place one is in."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm.errors import QueryError
from crm.texts import _
from ui.desktop import actions, fonts
from ui.desktop.beside_work import BesideWork
from ui.desktop.contacts.page import ContactsPage
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.palette.opener import PaletteOpener
from ui.desktop.places import CONTACTS, Place, places
from ui.desktop.rail import Rail
from ui.desktop.search_field import SearchField
from ui.desktop.settings import THEMES, Settings
from ui.desktop.theme import Choice, Theme
from ui.desktop.undo_bar import UndoBar, attach
from ui.desktop.undo_keys import UndoKeys
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.cards import Kind
    from ui.desktop.contacts.contact_desk import ContactDesk
    from ui.desktop.palette.commands import Command

NARROW_UNDER = 1100
LOW_UNDER = 640
FIRST_SIZE = QSize(1280, 720)


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


class MainWindow(QMainWindow):
    """The one window. ``closing`` comes before it is gone; ``other_base_wanted`` asks for another base.

    ``drawn`` comes when what ``tell_when_drawn`` was called for stands on the screen.
    """

    closing = Signal()
    drawn = Signal()
    other_base_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, lanes: Lanes, settings: Settings) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._settings = settings
        self.setWindowTitle("Vínculo")
        self.setMinimumSize(640, 480)
        self._places = {place.code: place for place in places()}
        self._pages: dict[str, QWidget] = {}
        self._drawn_wanted = False
        self._splitter_restored = False
        self._actions = {spec.code: actions.make(spec, icons, self) for spec in actions.specs()}
        self.rail = Rail(places(), theme, icons, self._menu)
        self.top = TopBar(theme, icons)
        self.contacts = ContactsPage(lanes.reader, theme, icons, lanes.counter)
        self.contacts.facets.wanted = settings.contacts_facets
        self.contacts.list.columns.restore(settings.contacts_columns, settings.contacts_order)
        self._pages[CONTACTS] = self.contacts
        self._stack = QStackedWidget()
        self._stack.addWidget(self.contacts)
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
        self.undo_bar = UndoBar(self, icons)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._undo_keys = UndoKeys(application, self)
        self.palette_opener = PaletteOpener(self, lanes.reader, theme, icons, settings, self._commands)
        self.beside = BesideWork(self, self._stack, lanes, theme, icons, settings)
        self._connect()
        self.resize(FIRST_SIZE)
        if not settings.geometry.isEmpty():
            self.restoreGeometry(settings.geometry)
        self.go_to(settings.place if settings.place in self._places else CONTACTS)

    def _connect(self) -> None:
        runs: dict[str, Callable[[], object]] = {
            "search": self._start_search,
            "palette": self.open_palette,
            "new_person": self._new_person,
            "new_organization": self._new_organization,
            "copy_name": self._copy_name,
            "undo": self._undo,
            "redo": self._redo,
            "reload": self._reload,
            "open_base": self.other_base_wanted.emit,
            "quit": self.close,
            **self.beside.runs(),
        }
        for code, run in runs.items():
            self._actions[code].triggered.connect(run)
        self.top.new.clicked.connect(self._new_person)
        self.rail.chosen.connect(self.go_to)
        self.beside.place_wanted.connect(self.go_to)
        self.beside.contacts_wanted.connect(self._into_list)
        self.beside.export_wanted.connect(self._export_listed)
        self.beside.other_base_wanted.connect(self.other_base_wanted)
        self.beside.titled.connect(self.setWindowTitle)
        self.contacts.selection.export_wanted.connect(self._export_selected)
        self.undo_bar.left.connect(self._into_list)
        self._place_actions: dict[str, QAction] = {}
        keys = QActionGroup(self)
        keys.setExclusive(False)
        for number, code in enumerate(self._places, start=1):
            action = QAction(keys)
            action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            action.setData(code)
            self.addAction(action)
            self._place_actions[code] = action
        keys.triggered.connect(self._go_by_keys)
        search = self.top.search
        search.changed.connect(self._search)
        search.opened.connect(self.contacts.open_record)
        search.left_downwards.connect(self._into_list)
        search.escaped.connect(self._into_list)
        search.palette_wanted.connect(self.open_palette)
        self.contacts.refused.connect(self._mark_wrong)
        self.contacts.failed.connect(self.top.show_problem)
        self.contacts.answered.connect(self._search_answered)
        self.contacts.shown.connect(self.setWindowTitle)
        self.contacts.left.connect(search.select_all)
        self.contacts.typed.connect(search.type_text)
        self.contacts.query_wanted.connect(search.set_query)
        self.contacts.list.opened.connect(self._remember_contact)
        self.palette_opener.contact_chosen.connect(self._open_contact)
        self.palette_opener.all_wanted.connect(self._list_all)
        self.palette_opener.failed.connect(self.top.show_trouble)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        themes = QActionGroup(menu)
        names = dict(zip(THEMES, (_("Tema del sistema"), _("Tema claro"), _("Tema oscuro")), strict=True))
        for choice, name in names.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(choice == self._theme.choice)
            action.setData(choice)
            themes.addAction(action)
        themes.triggered.connect(self._choose_theme)
        menu.addSeparator()
        for code in ("undo", "redo"):
            menu.addAction(self._actions[code])
        menu.addSeparator()
        for group in (("import", "export", "trash_bin", "settings"), ("manual", "shortcuts", "about")):
            for code in group:
                menu.addAction(self._actions[code])
            menu.addSeparator()
        for code in ("reload", "open_base", "quit"):
            menu.addAction(self._actions[code])
        return menu

    def show_desk(self, *, actor: str, demo: bool) -> None:
        """Work on an open base."""
        self.rail.desk.set_actor(actor)
        self.top.show_demo(demo)
        self._show_whole(self._desk)
        if not self._splitter_restored:
            self._splitter_restored = True
            self.top.search.setFocus()
            self.contacts.restore_splitter(self._settings.contacts_splitter)

    def set_writing(self, writing: Writing | None) -> None:
        """Do what the user does through this from now on; None: there is no base to change."""
        before, self.writing = self.writing, writing
        if before is not None:
            before.blockSignals(True)  # what it has still to do is news of a base that was left
        self.undo_bar.leave()
        if writing is not None:
            attach(self.undo_bar, writing)
        self.contacts.set_writing(writing)

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

    @Slot(str)
    def go_to(self, code: str) -> None:
        """Go to a place; one not built yet says what will live there."""
        if code not in self._pages:
            self._pages[code] = self.beside.page_of(code) or self._empty_place(self._places[code])
            self._stack.addWidget(self._pages[code])
        self.palette_opener.close()
        again = self._stack.currentWidget() is self._pages[code]
        self._stack.setCurrentWidget(self._pages[code])
        self.beside.arrived(code, again=again)
        self.rail.show_place(code)
        self._settings.place = code

    def _empty_place(self, place: Place) -> QWidget:
        from ui.desktop.notices import NoticePage

        sentence = place.what + "\n" + _("Todavía no está en esta versión.")
        title = place.name.replace("\n", " ")
        return NoticePage(self._theme, self._icons, icon=place.icon, title=title, sentence=sentence)

    @Slot()
    def open_palette(self) -> None:
        """Find contacts and commands from anywhere; pressed again, go back."""
        if self._whole.currentWidget() is self._desk:
            self.palette_opener.toggle()

    def _commands(self) -> "list[Command]":
        from ui.desktop.palette.commands import Command

        found = [
            Command(spec.name, spec.icon, self._actions[spec.code])
            for spec in actions.specs()
            if spec.code != "palette"
        ]
        for code, action in self._place_actions.items():
            place = self._places[code]
            title = _("Ir a {lugar}").format(lugar=place.name.replace("\n", " "))
            found.append(Command(title, place.icon, action))
        return found

    @Slot(object)
    def _open_contact(self, contact: int) -> None:
        self.go_to(CONTACTS)
        self.contacts.open_contact(contact)

    @Slot()
    def _remember_contact(self) -> None:
        self.palette_opener.remember(self.contacts.list.current)

    @Slot(str)
    def _list_all(self, query: str) -> None:
        self.top.search.set_query(query)
        self._search(query)
        self._into_list()

    @Slot()
    def _export_listed(self) -> None:
        self.beside.export(self.contacts.query, ())

    @Slot(object)
    def _export_selected(self, contacts: Sequence[int]) -> None:
        self.beside.export(self.contacts.query, tuple(contacts))

    def set_contact_desk(self, desk: "ContactDesk | None") -> None:
        """Edit and make contacts through this from now on; None: there is no base to change."""
        before, self._contact_desk = self._contact_desk, desk
        if before is not None:
            before.leave()
        self.top.new.setVisible(desk is not None)
        self.top.show_form("none" if desk is None else desk.state)
        if desk is not None:
            desk.form_changed.connect(self.top.show_form)

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
    def _start_search(self) -> None:
        self.go_to(CONTACTS)
        self.top.search.select_all()

    @Slot(str)
    def _search(self, query: str) -> None:
        self.go_to(CONTACTS)
        self.contacts.search(query)

    @Slot(object)
    def _mark_wrong(self, error: Exception) -> None:
        if isinstance(error, QueryError):
            self.top.search.mark_wrong(error.start, error.end)

    @Slot()
    def _into_list(self) -> None:
        self.go_to(CONTACTS)
        self.contacts.into_list()

    @Slot()
    def _search_answered(self) -> None:
        self.top.show_problem("")

    @Slot()
    def _reload(self) -> None:
        self.top.show_trouble("")
        self.contacts.reload()

    @Slot()
    def _undo(self) -> None:
        if self.writing is not None:
            self.writing.undo()

    @Slot()
    def _redo(self) -> None:
        if self.writing is not None:
            self.writing.redo()

    @Slot()
    def _copy_name(self) -> None:
        self.contacts.copy_name()

    @Slot(QAction)
    def _choose_theme(self, action: QAction) -> None:
        choice: Choice = action.data()
        self._settings.theme = choice
        self._theme.choose(choice)

    def tell_when_drawn(self) -> None:
        """Emit ``drawn`` after the next time the window is painted."""
        self._drawn_wanted = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and tell whoever waits for it."""
        super().paintEvent(event)
        if self._drawn_wanted:
            self._drawn_wanted = False
            QTimer.singleShot(0, self.drawn.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Under 1100 px: drawings alone in the rail, and the record in the list's place."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_UNDER
        self.rail.set_wide(not narrow and self.height() >= LOW_UNDER)
        self.contacts.set_narrow(narrow)
        self.undo_bar.follow(self.rail.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed, and remember where everything was."""
        if self._contact_desk is not None:
            self._contact_desk.commit()
        self._settings.geometry = self.saveGeometry()
        self._settings.contacts_splitter = self.contacts.splitter.saveState()
        self._settings.contacts_facets = self.contacts.facets.wanted
        self._settings.contacts_columns = self.contacts.list.columns.saved()
        self._settings.contacts_order = self.contacts.list.columns.order
        self.closing.emit()
        super().closeEvent(event)
