"""Pictures of Convenios: the list beside a record, each part of it, what is of others, what is to be captured."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from crm.agreement_list import AgreementRow
from ui.desktop import capture_documents
from ui.desktop.agreements.desk import AgreementDesk
from ui.desktop.agreements.fields_choices import Choices
from ui.desktop.agreements.page import LIST_WIDTH
from ui.desktop.capture_agreement_fields import SampleAgreementFields
from ui.desktop.capture_agreement_samples import (
    IN_FORCE,
    LACKING,
    LONG,
    NEGOTIATED,
    OF_OTHERS,
    ROWS,
    SampleAgreements,
)
from ui.desktop.capture_editing import SampleDrafts
from ui.desktop.capture_samples import SampleSource
from ui.desktop.documents.view import DOCUMENTS
from ui.desktop.fields.field import Kit
from ui.desktop.places import AGREEMENTS
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from ui.desktop.capture_studio import Studio


def agreements_of(
    studio: "Studio", rows: Sequence[AgreementRow] = ROWS, *, shown: int = 0
) -> tuple[Any, AgreementDesk]:
    """Convenios with a source, and what edits it; nothing is saved in a picture."""
    studio.desk(SampleSource())
    work: Any = studio.window.work.parts.work(AGREEMENTS)
    work.set_base(None, None)
    studio.window.go_to(AGREEMENTS)
    writing = Writing(None, studio.lanes.writer, studio.window)  # type: ignore[arg-type]
    page: Any = work.page
    kit = Kit(studio.theme, studio.icons, studio.lanes.reader, SampleAgreementFields())
    desk = AgreementDesk(page, None, studio.lanes, writing, kit, SampleDrafts())  # type: ignore[arg-type]
    desk.take_choices(Choices(next_folio="CONV-2025-008"))
    desk.documents.thumbnails.set_contents(capture_documents.content)
    work.give_desk(desk)
    work.views.show("lista")
    page.splitter.reset(LIST_WIDTH)
    page.set_source(SampleAgreements(rows))
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
    """The list by stage, and one in force."""
    agreements_of(studio, shown=IN_FORCE)


def narrow(studio: "Studio") -> None:
    """The record in the list's place."""
    studio.window.resize(1000, 700)
    page, _desk = agreements_of(studio, shown=IN_FORCE)
    page.open_one(IN_FORCE)


def squeezed(studio: "Studio") -> None:
    """A record beside a list that was drawn wide: its obligations, and what comes next, in little room."""
    page, _desk = agreements_of(studio, shown=IN_FORCE)
    page.splitter.setSizes([page.splitter.width(), 1])
    page.record.open_tab("obligaciones")
    studio.settle()


def negotiating(studio: "Studio") -> None:
    """One that is being negotiated, under another."""
    agreements_of(studio, shown=NEGOTIATED)


def of_others(studio: "Studio") -> None:
    """One of others."""
    agreements_of(studio, shown=OF_OTHERS)


def lacking(studio: "Studio") -> None:
    """One of which nearly nothing is known."""
    agreements_of(studio, shown=LACKING)


def long_names(studio: "Studio") -> None:
    """Long names everywhere."""
    rows = [row._replace(parties=f"{row.parties}, {row.parties} y otras", kind=row.kind * 2) for row in ROWS]
    agreements_of(studio, rows, shown=LONG)


def empty(studio: "Studio") -> None:
    """Nothing yet."""
    agreements_of(studio, ())


def several(studio: "Studio") -> None:
    """Several chosen."""
    page, _desk = agreements_of(studio, shown=IN_FORCE)
    page.list.table.selectAll()


def signatures(studio: "Studio") -> None:
    """The whole object, and all who sign."""
    page, _desk = agreements_of(studio, shown=IN_FORCE)
    studio.settle()
    sheet = page.record.view.sheet  # not one that is about to end, as the scene before left it
    sheet.read_whole.click()
    sheet.all_signatures.click()


def part(code: str) -> Callable[["Studio"], None]:
    """A scene of a part of the record."""

    def scene(studio: "Studio") -> None:
        page, _desk = agreements_of(studio, shown=IN_FORCE)
        page.record.open_tab(code)
        page.record.take_focus()

    return scene


obligations, activities, amendments = part("obligaciones"), part("actividades"), part("modificatorios")
follow_ups, documents, history = part("seguimientos"), part(DOCUMENTS), part("historial")
