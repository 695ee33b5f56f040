"""Pictures of Actividades: the list and a record, long names, nothing yet, the form for a new one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm.activity_list import ActivityRow
from crm.activity_values import Participant
from crm.contact_values import Reference
from crm.drafts import Draft
from ui.desktop import capture_documents
from ui.desktop.activities.desk import FORM, PRODUCTS, ActivityDesk
from ui.desktop.activities.page import ActivitiesPage
from ui.desktop.capture_activity_samples import (
    LONG_ROWS,
    ROWS,
    SHOWN,
    THERE,
    SampleActivities,
    SampleActivityFields,
)
from ui.desktop.capture_editing import SampleDrafts
from ui.desktop.capture_samples import SampleSource
from ui.desktop.documents.view import DOCUMENTS
from ui.desktop.fields.field import Kit
from ui.desktop.listing.viewed_pane import LIST
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from ui.desktop.capture_studio import Studio


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
    place.field.set_texts(("31/9", "18:00 a 19:30", THERE))
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


def new_refused(studio: "Studio") -> None:
    """The form with a day that is none."""
    _page, desk = page_of(studio)
    desk.new(FORM)
    studio.settle()
    form = desk.form
    form.when.set_texts(("32/13/2025", "10:00", "America/Mexico_City"))
    form.when.check()


def new_typed(studio: "Studio") -> None:
    """The form filled in, but for one name that is being typed."""
    _page, desk = page_of(studio)
    desk.new(FORM)
    studio.settle()
    form = desk.form
    form.fields["title"].set_texts(("Reunión con clubes de Los Ángeles",))
    form.when.set_texts(("3/10/2025", "18:00 a 19:30", THERE))
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
