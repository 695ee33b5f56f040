"""The pages that can be printed, by what they are about: their names, and how one is made from the base.

Importing this costs nothing: the library is loaded when the first page is made.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from crm.texts import _, mark
from crm.weeks import USUAL

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from crm.base import Base
    from crm.printing.imprint import Imprint
    from crm.printing.marks import Document

PRINT_TITLE = mark("Imprimir o guardar en PDF: {page}")


class PageKind(NamedTuple):
    """A page: ``code`` asks for it, ``name`` is to be translated and shown."""

    code: str
    name: str


OF_ACTIVITY = (
    PageKind("asistencia", mark("Lista de asistencia")),
    PageKind("asistencia-en-blanco", mark("Lista de asistencia en blanco")),
    PageKind("minuta", mark("Minuta")),
    PageKind("sesion", mark("Informe de sesión")),
    PageKind("personificadores", mark("Personificadores")),
    PageKind("tarjeta", mark("Tarjeta informativa")),
)
OF_TOUR = (
    PageKind("itinerario", mark("Itinerario")),
    PageKind("carpeta", mark("Carpeta informativa")),
    PageKind("informe-de-gira", mark("Informe de gira")),
)
OF_REQUEST = (PageKind("tarjeta-de-gestion", mark("Tarjeta informativa")),)
OF_AGREEMENT = (PageKind("ficha", mark("Ficha de convenio")),)
OF_SEVERAL_AGREEMENTS = (PageKind("fichas", mark("Fichas de convenios")),)
OF_REGISTER = (PageKind("informe-de-convenios", mark("Informe de convenios")),)
OF_FOLLOW_UPS = (PageKind("seguimientos-por-persona", mark("Seguimientos por persona")),)
OF_AGENDA = (PageKind("agenda", mark("Agenda de la semana")),)
KINDS = {
    kind.code: kind
    for group in (
        OF_ACTIVITY,
        OF_TOUR,
        OF_REQUEST,
        OF_AGREEMENT,
        OF_SEVERAL_AGREEMENTS,
        OF_REGISTER,
        OF_FOLLOW_UPS,
        OF_AGENDA,
    )
    for kind in group
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to be made: of a ``record``, (agenda) of the week of a ``day`` – ``begins``: as in ``crm.weeks`` – or
    (fichas) of several ``records``, one after another."""

    code: str
    record: int = 0
    day: datetime.date | None = None
    begins: int = USUAL
    records: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """What the page is called."""
        return _(KINDS[self.code].name)


@dataclass(frozen=True, slots=True)
class Printed:
    """A page as a PDF file; ``title`` is what it is of, ``pages`` how many there are."""

    pdf: bytes
    title: str
    pages: int


def make(session: "Session", wanted: Wanted, today: datetime.date) -> Printed:
    """The page as of a day. Raises NotFound for a record that is gone."""
    from crm.printing.imprint import of_base
    from crm.printing.pdf import pdf

    document = _MAKERS[wanted.code](session, wanted, today, of_base(session, today))
    return Printed(pdf(document), document.title, len(document.pages))


def _activity(session: "Session", wanted: Wanted, today: datetime.date, imprint: "Imprint") -> "Document":
    from crm import activity_record
    from crm.printing.attendance_sheet import attendance_sheet
    from crm.printing.councillor_note import activity_note
    from crm.printing.minutes_page import minutes_page
    from crm.printing.name_cards import name_cards
    from crm.printing.session_report import session_report

    record = activity_record.record(session, wanted.record, today=today)
    if wanted.code == "asistencia-en-blanco":
        return attendance_sheet(record, imprint, blank=True)
    makers = {
        "asistencia": attendance_sheet,
        "minuta": minutes_page,
        "sesion": session_report,
        "personificadores": name_cards,
        "tarjeta": activity_note,
    }
    return makers[wanted.code](record, imprint)


def _tour(session: "Session", wanted: Wanted, today: datetime.date, imprint: "Imprint") -> "Document":
    from crm import tour_folder, tour_record
    from crm.printing.tour_folder_pages import tour_folder_pages
    from crm.printing.tour_itinerary import tour_itinerary
    from crm.printing.tour_report import tour_report

    if wanted.code == "carpeta":
        return tour_folder_pages(tour_folder.folder(session, wanted.record, today), imprint)
    make_it = tour_itinerary if wanted.code == "itinerario" else tour_report
    return make_it(tour_record.record(session, wanted.record, today), imprint)


def _request(session: "Session", wanted: Wanted, today: datetime.date, imprint: "Imprint") -> "Document":
    from crm import request_list
    from crm.printing.councillor_note import request_note

    return request_note(request_list.record(session, wanted.record, today), imprint)


def _agreement(session: "Session", wanted: Wanted, today: datetime.date, imprint: "Imprint") -> "Document":
    from crm import agreement_ficha
    from crm.printing.agreement_sheet import agreement_sheet

    return agreement_sheet(agreement_ficha.summary(session, wanted.record, today), imprint)


def _agreements(session: "Session", wanted: Wanted, today: datetime.date, imprint: "Imprint") -> "Document":
    from crm import agreement_ficha
    from crm.printing.agreement_sheet import agreement_sheet
    from crm.printing.marks import joined

    records = wanted.records or (wanted.record,)
    found = [agreement_sheet(agreement_ficha.summary(session, record, today), imprint) for record in records]
    return joined(found, wanted.name)


def _register(session: "Session", _wanted: Wanted, today: datetime.date, imprint: "Imprint") -> "Document":
    from crm import agreement_report as register
    from crm.printing.agreement_report import agreement_report

    return agreement_report(register.report(session, today), imprint)


def _follow_ups(session: "Session", _wanted: Wanted, today: datetime.date, imprint: "Imprint") -> "Document":
    from crm import follow_up_list
    from crm.printing.follow_ups_by_person import follow_ups_by_person

    ids = follow_up_list.ids(session, "person")
    return follow_ups_by_person(follow_up_list.rows(session, ids, today=today, order="person"), imprint)


def _agenda(session: "Session", wanted: Wanted, today: datetime.date, imprint: "Imprint") -> "Document":
    from crm import agenda
    from crm.printing.week_agenda import week_agenda

    return week_agenda(agenda.week(session, wanted.day or today, today=today, begins=wanted.begins), imprint)


Maker = Callable[["Session", Wanted, datetime.date, "Imprint"], "Document"]
_MAKERS: dict[str, Maker] = {
    **{kind.code: _activity for kind in OF_ACTIVITY},
    **{kind.code: _tour for kind in OF_TOUR},
    **{kind.code: _request for kind in OF_REQUEST},
    **{kind.code: _agreement for kind in OF_AGREEMENT},
    **{kind.code: _agreements for kind in OF_SEVERAL_AGREEMENTS},
    **{kind.code: _register for kind in OF_REGISTER},
    **{kind.code: _follow_ups for kind in OF_FOLLOW_UPS},
    **{kind.code: _agenda for kind in OF_AGENDA},
}


def note(base: "Base", name: str) -> None:
    """Leave a trace in the log of a page that was printed or saved: what it is called, not of whom.

    Raises BaseProblem."""
    from db import journal

    with base.operation(journal.READING, PRINT_TITLE, {"page": name}):
        pass
