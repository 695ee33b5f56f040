"""Pictures of Actividades: the list and a record, long names, nothing yet, the form for a new one."""

from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm.activity_kinds import Kind
from crm.activity_list import ActivityRow
from crm.activity_record import ActivityRecord, CountsFor, TakingPart
from crm.activity_values import Participant, When
from crm.contact_history import Detail, HistoryEntry
from crm.contact_values import Kept, Reference
from crm.drafts import Draft
from crm.errors import NotFound
from crm.follow_up_list import FollowUpRow
from crm.plans import Item, Plan
from crm.product_rows import Row
from crm.record_links import Linked
from crm.texts import ngettext
from crm.tour_list import TourChoice
from ui.desktop import capture_documents
from ui.desktop.activities.choices import Choices
from ui.desktop.activities.desk import FORM, PRODUCTS, ActivityDesk
from ui.desktop.activities.field_source import group_suggestion
from ui.desktop.activities.page import ActivitiesPage
from ui.desktop.activities.shown import ShownActivity
from ui.desktop.capture_day import follow_up
from ui.desktop.capture_editing import SampleDrafts
from ui.desktop.capture_samples import SampleSource
from ui.desktop.contacts.matches import fold
from ui.desktop.documents.view import DOCUMENTS
from ui.desktop.fields.field import Kit
from ui.desktop.fields.source import PARTICIPANT, PEOPLE, Suggestion
from ui.desktop.gallery import SampleFieldSource
from ui.desktop.listing.viewed_pane import LIST
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from ui.desktop.capture_studio import Studio

SHOWN = 4
_LONG = (
    "Mesa de trabajo con la Federación de Clubes y Asociaciones de Personas Originarias de la Ciudad de México"
    " Residentes en el Área Metropolitana de Los Ángeles, California (de demostración)"
)
_THERE = "America/Los_Angeles"
_TITLES = (
    (
        "planeada",
        "reunión",
        "Mesa de diálogo con COLEFOM",
        "Colectivo de Federaciones y Organizaciones",
        "28 oct 2025",
    ),
    (
        "pospuesta",
        "evento",
        "Ruta Chilanga en Chicago",
        "Consulado General de México en Chicago",
        "21 oct 2025",
    ),
    ("planeada", "reunión", "Red de Observación", "Universidad de Santiago de Chile", "jueves 9"),
    (
        "realizada",
        "reunión",
        "Reunión con clubes de Los Ángeles",
        "Club Identidad CDMX y 2 más",
        "3 oct 2025",
    ),
    ("realizada", "publicación", "Carta informativa de octubre", "", "2 oct 2025"),
    ("realizada", "sesión de comisión", "Segunda sesión ordinaria", "", "1 oct 2025"),
    ("cancelada", "taller", "Taller de voto por internet", "The University of Arizona", "26 sep 2025"),
)


def _row(number: int, state: str, kind: str, title: str, who: str, near: str) -> ActivityRow:
    return ActivityRow(
        number, kind, "encuentro", state, title, near, "2025-10-03", "", who, None, None, False, 0, 0, near
    )


ROWS = tuple(_row(number, *_TITLES[(number - 1) % len(_TITLES)]) for number in range(1, 3 * len(_TITLES) + 1))
LONG_ROWS = tuple(
    _row(number, "pospuesta", "mesa de diálogo", _LONG, _LONG, "28 oct 2025") for number in range(1, 9)
)


def _taking_part(row: int, name: str, line: str, state: str, role: str = "participante") -> TakingPart:
    who = Participant(Reference(row + 100, name, "person"), post=line, role=role, state=state)
    return TakingPart(name, line, {"convoca": "Convoca"}.get(role, "Participa"), state, Kept(row, who))


def _record(title: str, line: str, tasks: tuple[FollowUpRow, ...]) -> ActivityRecord:
    own = {
        "title": title,
        "state": "realizada",
        "place": "",
        "city": "Los Ángeles",
        "country": "US",
        "link": "https://example.org/sala/clubes",
        "modality": "virtual",
        "language": "es",
        "agenda": "1. Avances de la Red Voto Chilango\n2. Materiales para los clubes",
        "minutes": "Se revisaron los avances.\n→ Enviar los carteles (Mariana, 15/10)\n[ ] Fijar la fecha",
        "attendance": 42,
        "nationalities": 3,
        "medium": "",
        "impressions": None,
        "interactions": None,
        "of_others": False,
        "tour": None,
        "tour_stop": None,
        "source": "Minuta de la reunión",
    }
    return ActivityRecord(
        id=SHOWN,
        uid="0199b7c4-0000-7000-8000-000000000004",
        title=title,
        kind=Kind(1, "reunion", "reunión", "encuentro"),
        state="realizada",
        when=When("2025-10-03", "18:00", "", "19:30", _THERE),
        when_words="viernes 3 de octubre de 2025, 19:00 a 20:30 · 18:00 a 19:30 en Los Ángeles",
        place_line="Los Ángeles, Estados Unidos",
        language="español",
        attendance_line="42 personas de 3 nacionalidades",
        reach_line="",
        own=own,
        participants=(
            _taking_part(1, "Mariana Ledezma Ortiz", f"Presidenta, {line}", "asistió"),
            _taking_part(2, "Ulises Peñaloza Marín", "Colectivo de Federaciones (COLEFOM)", "confirmó"),
            _taking_part(3, "Jimena Robles Aguado", "DVOE, IECM", "", "convoca"),
        ),
        counts=(CountsFor(43, "AI 4.3", "Reuniones con organizaciones de migrantes", "accion", "Programa"),),
        breakdown=(("mujeres", 25), ("hombres", 17)),
        notes=(Kept(1, "La grabación está en la carpeta compartida."),),
        links=(
            Linked(
                Kept(1, Reference(90, "Consulado General de México en Los Ángeles", "organization")),
                "Institución",
                True,
            ),
            Linked(
                Kept(2, Reference(91, "Solicita carteles en inglés", "request")),
                "Gestión · 19 sep 2025",
                False,
            ),
        ),
        follow_ups=tasks,
        tour=Reference(60, "Gira por California 2025", "tour"),
        stop="Los Ángeles",
        in_series=False,
        repeats="",
        documents=1,
        trashed=False,
        version=3,
    )


_TASKS = (
    follow_up(71, "Enviar los carteles", "", "15 oct 2025"),
    follow_up(72, "Fijar la fecha del taller", "", "", overdue=False),
)
_HISTORY = (
    HistoryEntry(
        8,
        "hoy",
        "10:12",
        "Jimena Robles",
        "Minuta cambiada",
        (Detail("Minuta: – → Se revisaron"),),
    ),
    HistoryEntry(
        2, "ayer", "9:30", "Jimena Robles", "Actividad agregada", (Detail("Se creó esta actividad."),)
    ),
)


class SampleActivities:
    """A ``ListSource`` of these rows; each of them has the same record."""

    def __init__(self, rows: Sequence[ActivityRow] = ROWS) -> None:
        self._rows = tuple(rows)

    def _found(self, query: str) -> list[ActivityRow]:
        words = fold(query).split()
        return [row for row in self._rows if all(word in fold(row.title) for word in words)]

    def first_rows(self, query: str, limit: int, _view: Any) -> list[ActivityRow]:
        """The first that match."""
        return self._found(query)[:limit]

    def ids(self, query: str, _view: Any) -> array:
        """All that match."""
        return array("q", (row.id for row in self._found(query)))

    def rows(self, ids: Sequence[int], _view: Any) -> list[ActivityRow]:
        """These."""
        wanted = set(ids)
        return [row for row in self._rows if row.id in wanted]

    def noun(self, _query: str, total: int) -> str:
        """What they are called."""
        return ngettext("actividad", "actividades", total)

    def words(self, query: str) -> tuple[str, ...]:
        """The words of the query."""
        return tuple(fold(query).split())

    def record(self, number: int) -> ShownActivity:
        """The record, if there is such a row."""
        row = next((row for row in self._rows if row.id == number), None)
        if row is None:
            raise NotFound("No hay ninguna actividad con ese número.")
        line = _LONG if row.title == _LONG else "Club Identidad CDMX de Los Ángeles"
        return ShownActivity(_record(row.title, line, _TASKS), capture_documents.DOCUMENTS)

    def history(self, _number: int, _limit: int) -> tuple[HistoryEntry, ...]:
        """The same for all."""
        return _HISTORY


_NETWORK = group_suggestion(Reference(300, "Red Voto Chilango, grupo Centro", "group"), 18)


class SampleActivityFields(SampleFieldSource):
    """What the form asks."""

    def find(self, text: str, kind: str, limit: int) -> Sequence[Suggestion]:
        """Contacts, and a network of them."""
        if kind == PEOPLE:
            return (_NETWORK,)
        if kind == PARTICIPANT:
            return [*super().find(text, "", limit - 1), _NETWORK]
        return super().find(text, kind, limit)

    def understand(self, rows: Sequence[Mapping[str, str]]) -> list[Row]:
        """Figures in words are not understood."""
        wrong = {"impressions": "«mil» no es una cantidad; escriba un número sin signo."}
        return [Row(row, None, wrong if row.get("impressions") == "mil" else {}) for row in rows]

    def choices(self) -> Choices:
        """A few kinds, and a plan."""
        kinds = tuple(
            Kind(number, label, label, "encuentro")
            for number, label in enumerate(
                ("reunión", "mesa de diálogo", "evento", "taller", "publicación"), 1
            )
        )
        part = Item(
            43, "AI 4.3", "Reuniones con organizaciones de migrantes", "accion", 5, "acciones", "", ""
        )
        whole = Item(
            4,
            "AI 4",
            "Vinculación con la ciudadanía",
            "ai",
            60,
            "actividades",
            "",
            "",
            (part,),
        )
        plan = Plan(
            1, "programa-2025", "Programa 2025", "programa", "2025-01-01", "2025-12-31", "", "", (whole,)
        )
        tours = (
            TourChoice(60, "Gira por California 2025", ((1, "Los Ángeles"), (2, "San José"))),
            TourChoice(61, "Gira por California 2023", ()),
        )
        return Choices(kinds, (plan,), tours)


def page_of(
    studio: "Studio",
    rows: Sequence[ActivityRow] = ROWS,
    *,
    shown: int = 0,
    left_over: tuple[Draft, ...] = (),
) -> tuple[ActivitiesPage, ActivityDesk]:
    """Actividades with a source, and what edits it; nothing is saved in a picture."""
    studio.desk(SampleSource())
    work = studio.window.work.activities
    work.set_base(None, None)
    studio.window.go_to("actividades")
    page = work.page
    writing = Writing(None, studio.lanes.writer, studio.window)  # type: ignore[arg-type]
    kit = Kit(studio.theme, studio.icons, studio.lanes.reader, SampleActivityFields())
    page.set_source(SampleActivities(rows))
    page.record.show_nothing("")
    desk = ActivityDesk(page, None, studio.lanes, writing, kit, SampleDrafts(left_over))  # type: ignore[arg-type]
    desk.documents.thumbnails.set_contents(capture_documents.content)
    work.give_desk(desk)
    calendar = studio.window.work.parts.calendar
    assert calendar is not None
    calendar.show(LIST)
    studio.window.top.search.set_query("")
    studio.settle()
    page.list.forget_current()
    if shown:
        page.show_one(shown)
        studio.settle()
        page.record.open_tab("ficha")
    page.list.table.setFocus()
    return page, desk


def full(studio: "Studio") -> None:
    """The list and a record."""
    page_of(studio, shown=SHOWN)


def nothing_chosen(studio: "Studio") -> None:
    """The list alone."""
    page_of(studio)


def empty(studio: "Studio") -> None:
    """Nothing yet."""
    page_of(studio, ())


def nothing_found(studio: "Studio") -> None:
    """A query that finds nothing."""
    page_of(studio)
    studio.window.top.search.set_query("ninguna como esta")


def long_names(studio: "Studio") -> None:
    """Long names."""
    page_of(studio, LONG_ROWS, shown=SHOWN)


def history(studio: "Studio") -> None:
    """What was done to one."""
    page, _desk = page_of(studio, shown=SHOWN)
    page.record.open_tab("historial")


def editing(studio: "Studio") -> None:
    """When it is, in its place, with a day that there is not."""
    page, _desk = page_of(studio, shown=SHOWN)
    place = next(place for place in page.record.view.places if place.key[0] == "when")
    place.open()
    assert place.field is not None
    place.field.set_texts(("31/9", "18:00 a 19:30", _THERE))
    place.field.check()


def participant(studio: "Studio") -> None:
    """Somebody who takes part, in their place."""
    page, _desk = page_of(studio, shown=SHOWN)
    next(place for place in page.record.view.places if place.key[0] == "participants").open()


def tying(studio: "Studio") -> None:
    """What it is tied to, while another record is looked for."""
    page, desk = page_of(studio, shown=SHOWN)
    desk.editing.add(page.record.record, "links")
    field = _opened(page, "links", 0)
    field.line.setText("unam")
    field.line.textEdited.emit("unam")
    studio.wait(field.popup.isVisible)


def breakdown(studio: "Studio") -> None:
    """The people attending by parts, one of which does not say how many."""
    page, _desk = page_of(studio, shown=SHOWN)
    parts = _opened(page, "breakdown")
    parts.add_row()
    parts.fields[-1].parts["label"].line.setText("Guatemala")
    parts.check()


def tour(studio: "Studio") -> None:
    """The tour it belongs to, and its stop."""
    page, _desk = page_of(studio, shown=SHOWN)
    field = _opened(page, "tour")
    field.tour.line.setText("gira")
    field.tour.line.textEdited.emit("gira")


def group(studio: "Studio") -> None:
    """A whole group that is going to take part."""
    page, desk = page_of(studio, shown=SHOWN)
    desk.editing.add(page.record.record, "group")
    field = _opened(page, "group")
    field.line.setText("red")
    field.line.textEdited.emit("red")
    studio.wait(field.popup.isVisible)


def postponing(studio: "Studio") -> None:
    """The new day of one that is put off, with a day that is over."""
    page, desk = page_of(studio, shown=SHOWN)
    page.list.postpone_wanted.emit()
    form = desk.asker.form
    assert form is not None
    form.day.set_texts(("1/9/2025",))
    form.day.check()


def _opened(page: ActivitiesPage, field: str, row: int | None = None) -> Any:
    """The field of a place of the record, open; ``row`` where there are several."""
    places = (place for place in page.record.view.places if place.key[0] == field)
    place = next(place for place in places if row is None or place.key[1] == row)
    place.open()
    return place.field


def may_run(studio: "Studio") -> None:
    """The question before a document that may run is opened."""
    page, _desk = page_of(studio, shown=SHOWN)
    page.record.open_tab(DOCUMENTS)
    page.record.view.documents.strip.ask(Path("actualizar.exe"), _nothing)


def documents(studio: "Studio") -> None:
    """What proves it."""
    page, _desk = page_of(studio, shown=SHOWN)
    page.record.open_tab(DOCUMENTS)
    page.record.view.documents.strip.forget()
    page.record.take_focus()


def new(studio: "Studio") -> None:
    """The form, empty."""
    page, desk = page_of(studio)
    desk.new(FORM)
    studio.settle()
    assert page.record.page is desk.form


def new_typed(studio: "Studio") -> None:
    """The form filled in, but for one name that is being typed."""
    _page, desk = page_of(studio)
    desk.new(FORM)
    studio.settle()
    form = desk.form
    form.fields["title"].set_texts(("Reunión con clubes de Los Ángeles",))
    form.when.set_texts(("3/10/2025", "18:00 a 19:30", _THERE))
    form.when.edited.emit()
    form.where.set_texts(("virtual", "https://example.org/sala/clubes"))
    form.participants.write(
        [
            (
                Participant(Reference(101, "Mariana Ledezma Ortiz", "person"), post=None),
                "Club Identidad CDMX",
            ),
            (Participant(Reference(102, "Ulises Peñaloza Marín", "person"), post=None), "COLEFOM"),
            (Participant(Reference(0, "Rosa de Demostración", "person")), ""),
        ]
    )
    form.participants.edited.emit()
    form.counts.write((43,))
    form.minutes.write("Se revisaron los avances.\n→ Enviar los carteles (Mariana, 15/10)")
    form.minutes.edited.emit()
    form.show_state("Borrador guardado")
    studio.settle()
    entry = form.participants.entry
    entry.line.setFocus()
    entry.line.setText("centro")
    entry.line.textEdited.emit("centro")
    studio.wait(entry.popup.isVisible)


def products(studio: "Studio") -> None:
    """Rows pasted from a sheet, one of them with what is not understood."""
    _page, desk = page_of(studio)
    desk.new(PRODUCTS)
    desk.form.paste(
        "Fecha\tTipo\tTítulo\tMedio\tImpresiones\n1/10/2025\tpublicación\tCarta informativa\tFacebook\t1200\n"
        "2/10/2025\tpublicación\tVoto por internet, cómo registrarse\tInstagram\tmil"
    )
    studio.wait(lambda: desk.form.model.problem(1, 5))


def left_over(studio: "Studio") -> None:
    """What a program that was cut off has left."""
    page_of(studio, left_over=(Draft("una", FORM, {"title": "Reunión con clubes de demostración"}),))


def _nothing(_path: Path) -> None:
    """What a button does in a picture."""
