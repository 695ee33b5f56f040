"""The place beside the list: a contact's record, or why there is none."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose
from ui.desktop.listing.two_panes import RecordPlace
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.contact_history import HistoryEntry
    from ui.desktop.contacts.editing import Editing
    from ui.desktop.contacts.record_view import RecordView


class RecordPane(RecordPlace):
    """The record beside the list, made when the first one is shown: the window comes up sooner without it.

    ``contact_changed`` carries the id of the contact shown when it has to be read anew, ``unsaved`` a sentence
    about what was typed into a record that one leaves and could not be saved, ``failed`` one about a link that
    could not be opened. ``contact_wanted`` carries an id
    that was clicked, ``history_wanted`` one whose history is looked at, ``return_wanted`` an earlier value to
    go back to, ``back`` asks for the list. ``page_left`` comes before another contact than the last one is
    shown. ``trash_wanted`` asks for what is shown to be put in the trash, ``restore_wanted`` to be taken back.
    """

    contact_changed = Signal(object)
    unsaved = Signal(str)
    failed = Signal(str)
    page_left = Signal()
    trash_wanted = Signal()
    restore_wanted = Signal()
    contact_wanted = Signal(object)
    history_wanted = Signal(object)
    return_wanted = Signal(object)
    back = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Ficha del contacto"))
        self._theme = theme
        self._icons = icons
        self._record: Any = None
        self._view: RecordView | None = None
        self._back_shown = False
        self._editing: Editing | None = None
        self._page: QWidget | None = None
        self.nothing = Prose(look="muted")
        self.nothing.setContentsMargins(24, 24, 24, 24)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.nothing, alignment=Qt.AlignmentFlag.AlignTop)
        self.show_nothing(_("Elija un contacto de la lista para ver su ficha."))

    @property
    def record(self) -> Any:
        """What is shown."""
        return self._record

    def _make_view(self) -> "RecordView":
        from ui.desktop.contacts.record_view import RecordView

        return RecordView(self._theme, self._icons)

    @property
    def view(self) -> "RecordView":
        """What shows a record."""
        if self._view is None:
            self._view = self._make_view()
            self._view.set_editing(self._editing)
            self._view.contact_changed.connect(self.contact_changed)
            self._view.contact_wanted.connect(self.contact_wanted)
            self._view.history_wanted.connect(self.history_wanted)
            self._view.return_wanted.connect(self.return_wanted)
            self._view.trash_wanted.connect(self.trash_wanted)
            self._view.restore_wanted.connect(self.restore_wanted)
            self._view.failed.connect(self.failed)
            self._view.back.connect(self.back)
            self._view.show_back(self._back_shown)
            self._column.addWidget(self._view)
        return self._view

    @property
    def prints(self) -> QWidget | None:
        """What the record in sight is printed from: a button in its head, or the head; None: none is in sight."""
        if self._view is None or not self._view.isVisible():
            return None
        head = self._view.head
        button: QWidget | None = getattr(head, "print", None)
        return button if button is not None and button.isVisible() else head

    def set_editing(self, editing: "Editing | None") -> None:
        """Edit records in place through this from now on; None: only read them."""
        self._editing = editing
        if self._view is not None:
            self._view.set_editing(editing)

    def commit(self) -> None:
        """Save what is being typed into the record, where it can be kept."""
        if self._view is not None:
            self._view.commit()

    def _leave(self) -> None:
        """The record shown gives way to another one, or to none."""
        left, editing = self._record, self._editing
        if left is None or editing is None:
            return
        self.commit()
        reason = editing.unsaved(left.id)
        if reason:
            self.unsaved.emit(
                _("En la ficha de {name} quedó un dato sin guardar. {reason}").format(
                    name=left.title, reason=reason
                )
            )

    def show_back(self, shown: bool) -> None:
        """Whether one can go back to a hidden list."""
        self._back_shown = shown
        if self._view is not None:
            self._view.show_back(shown)

    @property
    def page(self) -> QWidget | None:
        """What has the place of the record: a form, a notice."""
        return self._page

    def show_page(self, page: QWidget) -> None:
        """Give the record's place to something else, until another contact is shown or ``close_page``."""
        self._leave()
        self.close_page()
        self._page = page
        self.nothing.hide()
        if self._view is not None:
            self._view.hide()
        self._column.addWidget(page)
        page.show()

    def close_page(self) -> None:
        """Show the record again; whoever made the page keeps it."""
        page, self._page = self._page, None
        if page is None:
            return
        focused = QApplication.focusWidget()
        if focused is not None and page.isAncestorOf(focused):
            # Else it would go to whatever comes next in the window, and a screen reader would say so.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        page.hide()
        self._column.removeWidget(page)
        page.setParent(None)
        self._show_own()

    def _show_own(self) -> None:
        shown = self._record is not None and self._page is None
        self.nothing.setVisible(self._record is None and self._page is None)
        if self._view is not None:
            self._view.setVisible(shown)

    def show_nothing(self, sentence: str) -> None:
        """No contact: say why. Who was in the record goes back to the list."""
        focused = QApplication.focusWidget()
        was_here = self._view is not None and focused is not None and self._view.isAncestorOf(focused)
        self._leave()
        self._record = None
        if self._view is not None:
            self._view.forget()
        self.nothing.set_text(sentence)
        self._show_own()
        if was_here:
            self.back.emit()

    def show_record(self, record: Any, *, behind: bool = False) -> None:
        """Show a contact; ``behind`` what has its place, if something has."""
        kept = behind and self._page is not None
        if not kept and (self._record is None or self._record.id != record.id):
            self._leave()
            self.page_left.emit()
        self._record = record
        self.view.show_record(record)
        self._show_own()

    def show_history(self, contact: int, entries: "tuple[HistoryEntry, ...]") -> None:
        """The history that was asked for; that of another contact is not shown."""
        if self._record is not None and self._record.id == contact:
            self.view.show_history(contact, entries)

    def take_focus(self) -> None:
        """Put the focus on the record, so that keys scroll it."""
        if self._record is not None:
            self.view.take_focus()

    def open_tab(self, code: str) -> None:
        """Go to a part: ``ficha``, ``relaciones`` or ``historial``."""
        if self._record is not None:
            self.view.open_tab(code)
