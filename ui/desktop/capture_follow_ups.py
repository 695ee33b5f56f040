"""Pictures of Seguimientos: the list under headings, a record, typing in it, a new one, the next one."""

import datetime
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crm import matter_rows
from crm.contact_history import Detail, HistoryEntry
from crm.contact_values import Kept, Reference
from crm.errors import NotFound
from crm.follow_up_list import FollowUpRow
from crm.follow_up_record import FollowUpRecord
from crm.follow_up_values import NewFollowUp, Task
from crm.record_links import Linked
from crm.texts import ngettext
from ui.desktop.capture_day import LONG_NAME, OVERDUE, THIS_WEEK, TODAY, follow_up
from ui.desktop.capture_editing import SampleDrafts
from ui.desktop.capture_samples import SampleSource
from ui.desktop.documents.desk import DocumentsDesk
from ui.desktop.documents.view import DOCUMENTS
from ui.desktop.fields.field import Kit
from ui.desktop.follow_ups.desk import FollowUpDesk
from ui.desktop.follow_ups.next_step import NextStep
from ui.desktop.follow_ups.page import OPEN_QUERY, FollowUpsPage
from ui.desktop.follow_ups.shown import ShownFollowUp
from ui.desktop.gallery import SampleFieldSource
from ui.desktop.listing.headed import with_headings
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from ui.desktop.capture_studio import Studio

_NO_BASE: Any = None
_LATER = tuple(
    follow_up(
        100 + n, f"Revisar el directorio de la escuela {n + 1}", "Escuela de demostración", "12 nov 2025"
    )
    for n in range(40)
)
_STATES = (
    OVERDUE[0]._replace(priority="alta"),
    OVERDUE[1]._replace(state="en espera", waiting_for="el consulado"),
    OVERDUE[2]._replace(state="en curso", commitment="12/2025"),
)
_UNDATED = (follow_up(90, "Actualizar la lista de medios comunitarios", "Corazón Chilango", ""),)
GROUPS: tuple[tuple[str, tuple[FollowUpRow, ...]], ...] = (
    ("Vencidos", _STATES),
    ("Hoy", TODAY),
    ("Esta semana", THIS_WEEK),
    ("Después", _LATER),
    ("Sin fecha", _UNDATED),
)
LONG_GROUPS = (
    (
        "Vencidos",
        tuple(follow_up(n, LONG_NAME, LONG_NAME, "12 ago 2025", overdue=True) for n in range(1, 20)),
    ),
)
_STEPS = (
    Kept(1, Task("Pasar en limpio las intervenciones", done=True)),
    Kept(2, Task("Visto bueno de la Dirección")),
    Kept(3, Task("Enviarla a las instituciones que participaron")),
)
_COMMENTS = (Kept(7, "Pidieron que vaya también en inglés; la traducción llega el jueves."),)
HISTORY = (
    HistoryEntry(9, "hoy", "10:04", "jrobles", "Prioridad cambiada", (Detail("Prioridad: normal → alta"),)),
    HistoryEntry(5, "24 sep 2025", "17:31", "jrobles", "Seguimiento agregado", ()),
)


def _due(row: FollowUpRow) -> str:
    """The day of a row in a sentence; what is overdue is so since the same day."""
    return (
        "miércoles 1 de octubre de 2025, hace 5 días" if row.is_overdue else "lunes 6 de octubre de 2025, hoy"
    )


class SampleFollowUps:
    """A source of these follow-ups; a word of the query must be in what they say."""

    def __init__(self, groups: Sequence[tuple[str, tuple[FollowUpRow, ...]]] = GROUPS) -> None:
        self._groups = groups
        self._rows = {row.id: row for _name, rows in groups for row in rows}

    def first_rows(self, _query: str, _limit: int, _view: str) -> list[FollowUpRow]:
        """They come under headings, all at once."""
        return []

    def ids(self, query: str, _view: str) -> array:
        """The ids in the order given, with their headings."""
        words = self.words(query)
        found = [(name, [row for row in rows if self._matches(row, words)]) for name, rows in self._groups]
        ids = array("q", (row.id for _name, rows in found for row in rows))
        return with_headings(ids, [(name, len(rows)) for name, rows in found if rows])

    @staticmethod
    def _matches(row: FollowUpRow, words: tuple[str, ...]) -> bool:
        return all(word in row.what.casefold() for word in words)

    def rows(self, ids: Sequence[int], _view: str) -> list[FollowUpRow]:
        """Rows by id."""
        return [self._rows[one] for one in ids if one in self._rows]

    def noun(self, _query: str, total: int) -> str:
        """What they are called."""
        return ngettext("seguimiento", "seguimientos", total)

    def words(self, query: str) -> tuple[str, ...]:
        """Every word that is no filter."""
        return tuple(word for word in query.casefold().split() if ":" not in word)

    def record(self, number: int) -> ShownFollowUp:
        """The record of a row, the same for all but for what it says itself."""
        if number not in self._rows:
            raise NotFound("Ese seguimiento ya no está en la base.")
        found = FollowUpRecord(
            row=self._rows[number],
            due_time="",
            due=_due(self._rows[number]),
            remind_at="2025-10-06T15:00+00:00",
            reminder="hoy, 9:00",
            recurrence="FREQ=MONTHLY",
            repeats="cada mes",
            done_on="",
            links=tuple(
                Linked(Kept(place, other), matter_rows.line(other.kind), True)
                for place, other in enumerate(self._rows[number].about, 1)
            ),
            minutes=Reference(80, "Mesa de diálogo con COLEFOM", "activity"),
            minutes_line="→ Jimena: enviar la minuta a más tardar el 1 de octubre",
            checklist=_STEPS,
            comments=_COMMENTS,
            source="",
            version=3,
        )
        return ShownFollowUp(found)

    def history(self, _number: int, _limit: int) -> tuple[HistoryEntry, ...]:
        """The same for all."""
        return HISTORY

    def next_day(self, _ids: Sequence[int]) -> datetime.date:
        """Tomorrow."""
        return datetime.date(2025, 10, 7)

    def proposed(self, follow_up: int) -> NewFollowUp:
        """The same again, a month later."""
        return NewFollowUp(self._rows[follow_up].what, due="2025-11-06", recurrence="FREQ=MONTHLY")


def page_of(
    studio: "Studio", groups: Sequence[tuple[str, tuple[FollowUpRow, ...]]] = GROUPS, *, shown: int = 0
) -> tuple[FollowUpsPage, FollowUpDesk]:
    """Seguimientos with a source, and what edits it; nothing is saved in a picture."""
    studio.desk(SampleSource())
    work = studio.window.work.follow_ups
    work.set_base(None, None, None)
    studio.window.go_to("seguimientos")
    page, source = work.page, SampleFollowUps(groups)
    writing = Writing(None, studio.lanes.writer, studio.window)  # type: ignore[arg-type]
    kit = Kit(studio.theme, studio.icons, studio.lanes.reader, SampleFieldSource())
    page.set_writing(writing)
    page.set_next_step(NextStep(studio.window, kit, source, writing))
    page.set_source(source)
    page.set_documents_desk(DocumentsDesk(page, _NO_BASE, studio.lanes, writing, studio.icons))
    work.give_desk(FollowUpDesk(page, writing, kit, SampleDrafts()))
    studio.window.top.search.set_query(OPEN_QUERY)
    studio.settle()
    page.list.forget_current()
    if shown:
        page.show_one(shown)
        studio.settle()
        page.record.open_tab("ficha")
    page.list.table.setFocus()
    desk = work.desk
    assert desk is not None
    return page, desk


def full(studio: "Studio") -> None:
    """The list under headings, and a record."""
    page_of(studio, shown=1)


def empty(studio: "Studio") -> None:
    """Nothing is to be done."""
    page_of(studio, ())


def long_names(studio: "Studio") -> None:
    """Long names."""
    page_of(studio, LONG_GROUPS, shown=1)


def history(studio: "Studio") -> None:
    """What was done to one."""
    page, _desk = page_of(studio, shown=1)
    page.record.open_tab("historial")


def no_documents(studio: "Studio") -> None:
    """None came with it yet."""
    page, _desk = page_of(studio, shown=1)
    page.record.open_tab(DOCUMENTS)
    page.record.take_focus()


def editing(studio: "Studio") -> None:
    """A day that there is not, typed."""
    page, _desk = page_of(studio, shown=1)
    place = next(place for place in page.record.view.places if place.key[0] == "due")
    place.open()
    assert place.field is not None
    place.field.set_texts(("31 de septiembre", "10 am"))
    place.commit()


def waiting(studio: "Studio") -> None:
    """For what it waits, being typed."""
    page, _desk = page_of(studio, shown=2)
    next(place for place in page.record.view.places if place.key[0] == "state").open()


def several(studio: "Studio") -> None:
    """Several chosen."""
    page, _desk = page_of(studio)
    page.list.ensure_current()
    page.list.table.selectAll()


def new(studio: "Studio") -> None:
    """The form for a new one."""
    _page, desk = page_of(studio)
    desk.new("seguimiento")
    desk.form.fields["what"].set_texts(("Enviar el programa de la gira",))
    desk.form.fields["due"].set_texts(("lunes", ""))


def next_one(studio: "Studio") -> None:
    """Done, and the next."""
    page, _desk = page_of(studio, shown=1)
    page.list.wanted.emit("next")
    studio.settle()


def put_off(studio: "Studio") -> None:
    """For which day it is left."""
    page, _desk = page_of(studio, shown=1)
    page.list.wanted.emit("postpone")
    studio.settle()
