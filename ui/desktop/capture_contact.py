"""Pictures of what stands around a contact: its timeline, what is owed to it, its documents."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.desktop import capture_agreement_samples, capture_around, capture_documents, capture_editing
from ui.desktop.capture_editing import Editable
from ui.desktop.capture_samples import LONG_NAMED, LONG_ROWS, SHOWN
from ui.desktop.contacts.contact_view import ACTIVITY, AGREEMENTS, FOLLOW_UPS
from ui.desktop.contacts.surroundings import Surroundings
from ui.desktop.documents.desk import DocumentsDesk
from ui.desktop.documents.view import DOCUMENTS
from ui.desktop.long_jobs import Rows
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from ui.desktop.capture_studio import Studio


_NO_BASE: Any = None


class _Lonely(Editable):
    """A source of contacts with which nothing has happened."""

    def around(self, contact: int) -> Surroundings:
        return capture_around.NOTHING._replace(record=contact)


class _Agreed(Editable):
    """A source of contacts with agreements."""

    def around(self, contact: int) -> Surroundings:
        rows = tuple(row for row in capture_agreement_samples.ROWS if row.id in (2, 4, 6))
        return capture_around.NOTHING._replace(record=contact, agreements=rows)


def _open(studio: "Studio", source: Editable, contact: int, tab: str) -> None:
    capture_editing.edited(studio, contact=contact, source=source)
    record = studio.window.contacts.record
    record.offer_new_follow_up(True)
    lanes, contacts = studio.lanes, studio.window.contacts
    # Nothing is kept in a picture: there is no base behind this.
    writing = Writing(_NO_BASE, lanes.writer)
    desk = DocumentsDesk(contacts, _NO_BASE, lanes, writing, studio.icons)
    desk.thumbnails.set_contents(capture_documents.content)
    contacts.set_documents_desk(desk)
    record.open_tab(tab)
    studio.settle()
    record.take_focus()


def activity(studio: "Studio") -> None:
    """The timeline."""
    _open(studio, Editable(), SHOWN, ACTIVITY)


def activity_found(studio: "Studio") -> None:
    """The timeline, narrowed by words that nothing has."""
    _open(studio, Editable(), SHOWN, ACTIVITY)
    page = studio.window.contacts.record.view.timeline
    page.field.setText("guadalajara")
    page.field.setFocus()
    page.searched.emit(page.text)


def long_activity(studio: "Studio") -> None:
    """A long one, with long names."""
    _open(studio, Editable(LONG_ROWS), LONG_NAMED, ACTIVITY)


def no_activity(studio: "Studio") -> None:
    """Nothing has happened yet."""
    _open(studio, _Lonely(), SHOWN, ACTIVITY)


def follow_ups(studio: "Studio") -> None:
    """What is to be done."""
    _open(studio, Editable(), SHOWN, FOLLOW_UPS)


def long_follow_ups(studio: "Studio") -> None:
    """Much of it, with long names."""
    _open(studio, Editable(LONG_ROWS), LONG_NAMED, FOLLOW_UPS)


def no_follow_ups(studio: "Studio") -> None:
    """Nothing is."""
    _open(studio, _Lonely(), SHOWN, FOLLOW_UPS)


def agreements(studio: "Studio") -> None:
    """Its agreements."""
    _open(studio, _Agreed(), SHOWN, AGREEMENTS)


def no_agreements(studio: "Studio") -> None:
    """There are none yet."""
    _open(studio, _Lonely(), SHOWN, AGREEMENTS)


def documents(studio: "Studio") -> None:
    """Its documents, with their versions."""
    _open(studio, Editable(), SHOWN, DOCUMENTS)
    _tidy(studio)


def narrow_documents(studio: "Studio") -> None:
    """Where there is room for the record alone."""
    documents(studio)
    studio.window.contacts.show_record_place()


def long_documents(studio: "Studio") -> None:
    """With long names, one of which is a trap."""
    _open(studio, Editable(LONG_ROWS), LONG_NAMED, DOCUMENTS)
    _tidy(studio)


def saved_copy(studio: "Studio") -> None:
    """A copy of one was saved."""
    _open(studio, Editable(), SHOWN, DOCUMENTS)
    _tidy(studio)
    strip = studio.window.contacts.record.view.documents.strip
    strip.tell("La copia quedó en «Documentos/carta-firmada.pdf».")


def keeping_a_document(studio: "Studio") -> None:
    """A large file is being kept, under long names."""
    _open(studio, Editable(LONG_ROWS), LONG_NAMED, DOCUMENTS)
    strip = studio.window.contacts.record.view.documents.strip
    strip.show_working(
        "Guardando «Videograbación de la sesión de instalación de la mesa (completa).mp4», 2 de 3…"
    )
    strip.show_rows(Rows(48_200_000, 96_000_000))


def asking_before_opening(studio: "Studio") -> None:
    """What is opened may run a program."""
    _open(studio, Editable(), SHOWN, DOCUMENTS)
    strip = studio.window.contacts.record.view.documents.strip
    strip.end()
    strip.ask(Path("instalar-visor.exe"), lambda _path: None)


def _tidy(studio: "Studio") -> None:
    """Nothing is on its way, asked or told."""
    strip = studio.window.contacts.record.view.documents.strip
    strip.end()
    strip.forget()


def no_documents(studio: "Studio") -> None:
    """None yet."""
    _open(studio, _Lonely(), SHOWN, DOCUMENTS)
    _tidy(studio)
