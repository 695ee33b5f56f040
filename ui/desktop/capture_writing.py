"""Pictures of what is done and taken back: the undo bar, several contacts selected, the trash."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QObject, Signal

from crm.errors import Blocked
from crm.trash import Trash, Trashed
from ui.desktop.capture_editing import Editable
from ui.desktop.capture_samples import LONG_ROWS, ROWS, SHOWN
from ui.desktop.long_jobs import Rows
from ui.desktop.trash.page import TrashPage
from ui.desktop.writing import Done, Writing

if TYPE_CHECKING:
    from ui.desktop.capture_studio import Studio

_DONE = Done(7, "3 contactos a la papelera", "edit", frozenset(), 7, "trash-2")
_REFUSAL = (
    "No se puede deshacer «3 contactos a la papelera» (jrobles, hoy, 10:04): después se trabajó sobre lo mismo en"
    " «Teléfono cambiado» (pferrer, hoy, 10:31), «Etiqueta a 40 contactos» (jrobles, hoy, 11:02); deshágalos antes,"
    " del último al primero."
)
_IN_TRASH = Trash(
    (
        Trashed(901, "follow_up", "Enviar el cartel y el folleto", "hoy", "jrobles"),
        Trashed(902, "activity", "Reunión con clubes de migrantes de Illinois", "hoy", "pferrer"),
        Trashed(903, "request", "Solicitud de material de difusión", "ayer", "jrobles"),
        Trashed(904, "tour", "Los Ángeles y Las Vegas", "ayer", "jrobles"),
        *(
            Trashed(row.id, row.kind, row.name, "12 ago 2025", "jrobles")
            for row in (*ROWS[:6], LONG_ROWS[0], *ROWS[6:16])
        ),
    ),
    21,
)
_NO_BASE: Any = None


def done(studio: "Studio") -> None:
    """Something was done."""
    studio.desk(Editable(), contact=SHOWN)
    tell_done(studio)


def tell_done(studio: "Studio") -> None:
    """The bar over what is shown."""
    studio.window.undo_bar.show_done(_DONE)


def undone(studio: "Studio") -> None:
    """It was undone."""
    studio.desk(Editable(), contact=SHOWN)
    studio.window.undo_bar.show_done(_DONE._replace(kind="undo", icon="undo-2"))


def refused(studio: "Studio") -> None:
    """It cannot be undone."""
    studio.desk(Editable(), contact=SHOWN)
    studio.window.undo_bar.show_failure(Blocked(_REFUSAL, [9, 12]))


def long_work(studio: "Studio") -> None:
    """Something that takes long."""
    studio.desk(Editable(), contact=SHOWN)
    strip = studio.window.writing_strip
    strip.begin("100,000 contactos a la papelera")
    strip.tell(Rows(38_000, 100_000))
    strip.appear()


class Running(QObject):
    """Something long that is always under way."""

    begun = Signal(str)
    went_on = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject, running: str) -> None:
        super().__init__(parent)
        self.running = running

    def stop(self) -> None:
        """There is nothing to stop."""


def closing(studio: "Studio") -> None:
    """The window was closed while something takes long."""
    studio.desk(Editable(), contact=SHOWN)
    strip = studio.window.writing_strip
    strip.close_after(Running(studio.window, "Importando 29,998 contactos"))
    strip.tell(Rows(12_000, 29_998))


def several(studio: "Studio") -> None:
    """Five selected."""
    studio.desk(Editable(), contact=SHOWN)
    table = studio.window.contacts.list.table
    flags = QItemSelectionModel.SelectionFlag
    for row in range(2, 7):
        table.selectionModel().select(table.model().index(row, 0), flags.Select | flags.Rows)


def tagging(studio: "Studio") -> None:
    """Choosing a tag for them."""
    several(studio)
    selection = studio.window.contacts.selection
    selection.set_writing(Writing(_NO_BASE, studio.lanes.writer))
    selection.ask_for_tag()
    studio.settle()
    assert selection.popup is not None
    selection.popup.field.setText("r")


def history_line(studio: "Studio") -> None:
    """The history, on a line one can go back from."""
    studio.desk(Editable(), contact=SHOWN)
    studio.window.contacts.record.open_tab("historial")
    studio.settle()
    history = studio.window.contacts.record.view.history
    history.setFocus()
    history.setCurrentIndex(history.model().index(1, 0))


def trash(studio: "Studio") -> None:
    """What is in the trash."""
    page = _trash_page(studio)
    page.show_trash(_IN_TRASH)
    page.table.setFocus()


def empty_trash(studio: "Studio") -> None:
    """Nothing is in the trash."""
    _trash_page(studio).show_trash(Trash((), 0))


def _trash_page(studio: "Studio") -> TrashPage:
    studio.desk(Editable())
    studio.window.go_to("administracion")
    administration = studio.window.beside.administration
    administration.open("papelera")
    page = administration.findChild(TrashPage)
    assert isinstance(page, TrashPage)
    page.set_writing(Writing(_NO_BASE, studio.lanes.writer))
    return page
