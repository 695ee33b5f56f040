"""Pictures of Gestiones and of Giras: full, empty, with long names, and their forms."""

import datetime
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crm.areas import Area
from crm.contact_history import Detail, HistoryEntry
from crm.contact_values import Kept, Reference
from crm.record_links import Linked
from crm.request_list import RequestRecord, RequestRow
from crm.request_record import WholeRequest
from crm.request_values import Answer
from crm.texts import ngettext
from crm.tour_record import Met, TourActivity, TourRecord
from crm.tour_values import Stop
from ui.desktop import capture_documents
from ui.desktop.capture_calendar import TODAY
from ui.desktop.capture_day import follow_up
from ui.desktop.capture_editing import SampleDrafts
from ui.desktop.capture_samples import SampleSource
from ui.desktop.contacts.matches import fold
from ui.desktop.documents.view import DOCUMENTS
from ui.desktop.fields.field import Kit
from ui.desktop.gallery import SampleFieldSource
from ui.desktop.matters.rows import MatterLine
from ui.desktop.places import REQUESTS, TOURS
from ui.desktop.requests.desk import RequestDesk
from ui.desktop.requests.fields import Choices
from ui.desktop.requests.record_pane import CHANNEL
from ui.desktop.requests.shown import ShownRequest
from ui.desktop.tours.desk import TourDesk
from ui.desktop.tours.shown import ShownTour
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from ui.desktop.capture_studio import Studio

_LONG = (
    "Solicitud de información sobre el registro en la lista nominal de las personas originarias de la Ciudad de México"
    " que residen en el extranjero (de demostración)"
)
_SENDER = "Instituto de demostración para las personas migrantes"
_REQUESTS = (
    MatterLine(
        1, "Directorio de clubes", f"12/2025 · {_SENDER}", "venció el 2 oct 2025", "turnada · DVOE", "danger"
    ),
    MatterLine(
        2,
        "Materiales para la Ruta Chilanga",
        "14/2025 · Casa de demostración",
        "vence mañana",
        "recibida",
        "warn",
    ),
    MatterLine(
        3, "Sala para una reunión", "15/2025 · Club de demostración", "vence el viernes 10", "turnada · CI"
    ),
    MatterLine(4, "Consulta sobre el voto por internet", "13/2025 · Ana Ruiz", "", "recibida"),
    MatterLine(
        5, "Carteles para el consulado", "11/2025 · Club de demostración", "", "atendida · DVOE", quiet=True
    ),
    MatterLine(6, "Invitación a un foro", "10/2025 · Casa de demostración", "", "sin materia", quiet=True),
)
_TOURS = (
    MatterLine(
        1,
        "Gira a Chicago y Dallas",
        "C.E. por capturar · Chicago, Dallas",
        "13 a 16 oct 2025",
        "3 actividades",
    ),
    MatterLine(
        2,
        "Gira a Los Ángeles",
        "C.P. por capturar · Los Ángeles, Las Vegas",
        "13 a 16 mar 2024",
        "5 actividades",
    ),
    MatterLine(3, "Gira a Madrid", "Madrid", "nov 2023"),
)
_CHOICES = Choices(
    (
        Area(1, "DVOE", "Dirección de Vinculación con Organismos Externos"),
        Area(2, "CI", "Contraloría Interna"),
        Area(3, "SE", "Secretaría Ejecutiva"),
    )
)
_OFFICIALS = {1: "C.E. por capturar", 2: "C.P. por capturar"}
_HISTORY = (
    HistoryEntry(
        9,
        "hoy",
        "10:04",
        "Jimena Robles",
        "Gestión turnada a un área",
        (Detail("Área: – → DVOE"), Detail("Estado: recibida → turnada")),
    ),
    HistoryEntry(
        5, "24 sep 2025", "17:31", "Jimena Robles", "Gestión agregada", (Detail("Se creó esta gestión."),)
    ),
)
_TIE = Linked(
    Kept(1, Reference(80, "Reunión con clubes de Los Ángeles", "activity")), "Reunión · 3 oct 2025", True
)


class _Sample:
    """A ``ListSource`` of lines; a word of the query must be in what they say."""

    def __init__(self, lines: Sequence[MatterLine], nouns: tuple[str, str]) -> None:
        self._lines = {line.id: line for line in lines}
        self._nouns = nouns

    def first_rows(self, query: str, limit: int, view: Any) -> list[MatterLine]:
        """The first of them."""
        return self.rows(self.ids(query, view)[:limit], view)

    def ids(self, query: str, _view: Any) -> "array[int]":
        """Those that match."""
        words = fold(query).split()
        found = (line.id for line in self._lines.values() if all(word in fold(line.title) for word in words))
        return array("q", found)

    def rows(self, ids: Sequence[int], _view: Any) -> list[MatterLine]:
        """These."""
        return [self._lines[one] for one in ids if one in self._lines]

    def noun(self, _query: str, total: int) -> str:
        """What they are called."""
        return ngettext(*self._nouns, total)

    def words(self, query: str) -> tuple[str, ...]:
        """The words of the query."""
        return tuple(fold(query).split())

    def history(self, _number: int, _limit: int) -> tuple[HistoryEntry, ...]:
        """The same for all."""
        return _HISTORY


class SampleRequests(_Sample):
    """The requests of the pictures."""

    def __init__(self, lines: Sequence[MatterLine] = _REQUESTS) -> None:
        super().__init__(lines, ("gestión", "gestiones"))

    def record(self, number: int) -> ShownRequest:
        """The record of a line, the same for all but for its subject."""
        subject = self._lines[number].title
        due = datetime.date(2025, 10, 2)
        row = RequestRow(
            number,
            "12/2025",
            "recibida",
            "INE-17/2025",
            subject,
            "2025-09-18",
            _SENDER,
            "DVOE",
            "turnada",
            due,
            -2,
        )
        found = RequestRecord(
            row=row,
            time="10:30",
            term=10,
            sender_id=7,
            sender_text="",
            area_id=1,
            instruction="Responder directamente, con copia a la Secretaría Ejecutiva.",
            channelled_on="2025-09-19",
            copies=((3, "SE"),),
            answer=Answer(),
            links=(),
            notes=(),
            source="",
        )
        whole = WholeRequest(
            request=found,
            sender=Reference(7, _SENDER, "organization"),
            area="DVOE · Dirección de Vinculación con Organismos Externos",
            copies=("SE",),
            links=(_TIE,),
            notes=(Kept(1, "Piden que vaya también en inglés."),),
            reminders=(follow_up(71, "Pedir el directorio actualizado", "", "hoy"),),
            closed=frozenset(),
            version=1,
        )
        return ShownRequest(whole, TODAY, capture_documents.DOCUMENTS[:1])


class SampleTours(_Sample):
    """The tours of the pictures."""

    def __init__(self, lines: Sequence[MatterLine] = _TOURS) -> None:
        super().__init__(lines, ("gira", "giras"))

    def record(self, number: int) -> ShownTour:
        """The record of a line, the same for all but for its name."""
        stops = (
            Stop("Chicago", "US", "America/Chicago", "2025-10-13", "2025-10-14", 0, "Hotel por confirmar", 1),
            Stop("Dallas", "US", "America/Chicago", "2025-10-15", "2025-10-16", 2, "", 2),
        )
        meetings = ("Reunión con COLEFOM", "Visita al consulado", "Encuentro con clubes")
        tour = TourRecord(
            id=number,
            title=self._lines[number].title,
            purpose="Presentar la Red Voto Chilango a los clubes del Medio Oeste.",
            official=1,
            start="2025-10-13",
            end="2025-10-16",
            results="Cinco clubes se sumaron a la red.",
            source="",
            stops=stops,
            activities=tuple(
                TourActivity(n, title, "reunión", f"2025-10-{12 + n}", "10:00", "", "planeada", min(n, 2))
                for n, title in enumerate(meetings, start=1)
            ),
            people=(
                Met(7, "Mariana Ledezma Ortiz", "Club Identidad CDMX", "Presidenta", 2),
                Met(8, "Ulises Peñaloza Marín", "Colectivo de Federaciones", "Coordinador", 1),
            ),
            notes=(),
            officials=_OFFICIALS,
            version=1,
        )
        return ShownTour(tour, ())


def _kit(studio: "Studio") -> Kit:
    return Kit(studio.theme, studio.icons, studio.lanes.reader, SampleFieldSource())


def _show(studio: "Studio", page: Any, source: Any, shown: int) -> None:
    page.set_source(source)
    studio.window.top.search.set_query("")
    studio.settle()
    page.list.forget_current()
    if shown:
        page.show_one(shown)
        studio.settle()
        page.record.open_tab("ficha")
    page.list.table.setFocus()


def requests_of(
    studio: "Studio", lines: Sequence[MatterLine] = _REQUESTS, *, shown: int = 0
) -> tuple[Any, RequestDesk]:
    """Gestiones with a source, and what edits it; nothing is saved in a picture."""
    studio.desk(SampleSource())
    work = studio.window.work.parts.work(REQUESTS)
    assert work is not None
    work.set_base(None, None)
    studio.window.go_to(REQUESTS)
    writing = Writing(None, studio.lanes.writer, studio.window)  # type: ignore[arg-type]
    page: Any = work.page
    desk = RequestDesk(page, None, studio.lanes, writing, _kit(studio), SampleDrafts())  # type: ignore[arg-type]
    desk.take_choices(_CHOICES)
    desk.documents.thumbnails.set_contents(capture_documents.content)
    work.give_desk(desk)
    _show(studio, page, SampleRequests(lines), shown)
    return page, desk


def tours_of(
    studio: "Studio", lines: Sequence[MatterLine] = _TOURS, *, shown: int = 0
) -> tuple[Any, TourDesk]:
    """Giras with a source, and what edits it."""
    studio.desk(SampleSource())
    work = studio.window.work.parts.work(TOURS)
    assert work is not None
    work.set_base(None, None)
    studio.window.go_to(TOURS)
    writing = Writing(None, studio.lanes.writer, studio.window)  # type: ignore[arg-type]
    page: Any = work.page
    desk = TourDesk(page, None, studio.lanes, writing, _kit(studio), SampleDrafts())  # type: ignore[arg-type]
    desk.take_choices(_OFFICIALS)
    desk.documents.thumbnails.set_contents(capture_documents.content)
    work.give_desk(desk)
    _show(studio, page, SampleTours(lines), shown)
    return page, desk


def requests(studio: "Studio") -> None:
    """The list and a record."""
    requests_of(studio, shown=1)


def no_requests(studio: "Studio") -> None:
    """Nothing yet."""
    requests_of(studio, ())


def long_requests(studio: "Studio") -> None:
    """Long subjects."""
    lines = [line._replace(title=_LONG, second=f"{line.second} {_LONG}") for line in _REQUESTS]
    requests_of(studio, lines, shown=1)


def history(studio: "Studio") -> None:
    """What was done to one."""
    page, _desk = requests_of(studio, shown=1)
    page.record.open_tab("historial")


def documents(studio: "Studio") -> None:
    """What came with it."""
    page, _desk = requests_of(studio, shown=1)
    page.record.open_tab(DOCUMENTS)
    page.record.take_focus()


def channelling(studio: "Studio") -> None:
    """A step, with an area that there is not."""
    page, desk = requests_of(studio, shown=1)
    page.record.view.head.buttons[CHANNEL].click()
    step = desk.step
    assert step is not None
    step.fields["area"].write("")
    step.save()


def new_request(studio: "Studio") -> None:
    """The form, with a term and its last day."""
    _page, desk = requests_of(studio)
    desk.new("gestion")
    desk.form.fields["received"].write({"received_on": "2025-10-06", "received_time": "10:30"})
    desk.form.fields["subject"].write("Directorio de clubes")
    desk.form.fields["term"].run_from("2025-10-06")
    desk.form.fields["term"].write(10)


def tours(studio: "Studio") -> None:
    """The list and a record."""
    tours_of(studio, shown=1)


def no_tours(studio: "Studio") -> None:
    """Nothing yet."""
    tours_of(studio, ())


def a_stop(studio: "Studio") -> None:
    """A stop being edited where it stands."""
    page, _desk = tours_of(studio, shown=1)
    next(place for place in page.record.view.places if place.key[0] == "stops").open()


def new_tour(studio: "Studio") -> None:
    """The form."""
    _page, desk = tours_of(studio)
    desk.new("gira")
    desk.form.fields["cities"].write(["Chicago", "Dallas"])
