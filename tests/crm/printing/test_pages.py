"""Each page read back by another library: everything is there, in its place, and nothing over anything else."""

import datetime

import pypdfium2
import pytest

from crm import activities
from crm.activity_values import Participant
from crm.contact_values import Reference
from crm.errors import NotFound
from crm.operations import log
from crm.printing.catalog import (
    KINDS,
    OF_ACTIVITY,
    OF_AGREEMENT,
    OF_REQUEST,
    OF_SEVERAL_AGREEMENTS,
    OF_TOUR,
    Wanted,
    make,
)
from crm.printing.imprint import of_base
from crm.weeks import MONDAY
from db.settings import Setting
from tests.crm.printing.read_back import nothing_clipped, read_pdf

TODAY = datetime.date(2025, 10, 6)
SOURCE = "Fuente: registro de la Dirección de Vinculación con Organismos Externos, con corte al 6 de octubre de 2025."


def record_of(office, code):
    groups = (
        (OF_ACTIVITY, office.meeting),
        (OF_TOUR, office.tour),
        (OF_REQUEST, office.request),
        (OF_AGREEMENT, office.agreement),
        (OF_SEVERAL_AGREEMENTS, office.agreement),
    )
    return next((record for kinds, record in groups if code in {kind.code for kind in kinds}), 0)


@pytest.mark.parametrize("code", list(KINDS))
def test_every_page_stands_on_its_sheet_and_says_what_it_is(office, code):
    printed = office.page(code, record_of(office, code))
    read = read_pdf(printed.pdf)
    nothing_clipped(read)
    assert len(read.pages) == printed.pages
    assert set(read.sizes) == {(612, 792)}
    document = pypdfium2.PdfDocument(printed.pdf)
    told = document.get_metadata_dict()
    assert told["Title"] == printed.title
    assert told["Author"].startswith("Instituto Electoral de la Ciudad de México")
    assert b"/Lang (es-MX)" in printed.pdf
    assert printed.pdf.count(b"/FontFile2") == 2
    assert "vínculo" not in read.text.casefold()
    assert "vínculo" not in str(told).casefold()
    assert [mark.get_title() for mark in document.get_toc()]
    document.close()
    if code != "personificadores":
        foots = [page[-2:] for page in read.pages]
        for number, foot in enumerate(foots, start=1):
            words = " ".join(line.text for line in foot)
            assert f"Página {number} de {printed.pages}" in words
            assert (SOURCE in words) == (code != "asistencia-en-blanco")


@pytest.mark.parametrize(
    "code", ["asistencia", "minuta", "sesion", "personificadores", "tarjeta", "carpeta", "informe-de-gira"]
)
def test_everybody_is_there(office, code):
    text = read_pdf(office.page(code, record_of(office, code)).pdf).text
    for name in (*office.people, "Dra. Rosa Prueba", "Consulado de Prueba"):
        assert name in text


def test_the_blank_sheet_has_rows_to_the_foot_and_no_names(office):
    printed = office.page("asistencia-en-blanco", office.meeting)
    (page,) = read_pdf(printed.pdf).pages
    text = "\n".join(line.text for line in page)
    assert "Persona 1" not in text
    numbers = [int(line.text) for line in page if line.text.isdigit()]
    assert numbers == list(range(1, len(numbers) + 1))
    lowest = next(line for line in page if line.text == str(len(numbers)))
    assert 40 < lowest.bottom < 90


def test_days_and_hours_are_said_at_length_in_both_places(office):
    text = read_pdf(office.page("minuta", office.meeting).pdf).text
    assert "Miércoles 10 de abril de 2024, de 18:00 a 19:30 horas en" in text
    assert "de 19:00 a 20:30 horas en la Ciudad de México" in text
    agenda = read_pdf(office.page("agenda").pdf).text
    assert "Agenda del 5 al 11 de octubre de 2025" in agenda
    assert "12:30 horas" in agenda
    assert "Miércoles 8 de octubre de 2025" in agenda


def test_the_agenda_is_of_the_week_as_it_begins_for_whoever_prints_it(office):
    with office.base.read() as session:
        printed = make(session, Wanted("agenda", begins=MONDAY), TODAY)
    text = read_pdf(printed.pdf).text
    assert "Agenda del 6 al 12 de octubre de 2025" in text
    assert text.index("Lunes 6 de octubre") < text.index("Domingo 12 de octubre")


def test_minutes_tell_commitments_once_in_a_table_that_is_signed_off(office):
    text = read_pdf(office.page("minuta", office.meeting).pdf).text
    for words in ("Elaboró", "Revisó", "Vo. Bo.", "Ana Uno", "15 de octubre de 2024", "207 personas de 17"):
        assert words in text
    assert text.count("Enviar carteles a los consulados") == 1
    assert "→" not in text


def test_on_the_papers_of_a_day_nobody_is_of_former_times(office):
    assert "entonces" not in read_pdf(office.page("asistencia", office.meeting).pdf).text
    assert "entonces C.E. Bernardo Valle Monroy" in read_pdf(office.page("itinerario", office.tour).pdf).text


def test_who_leads_is_named_first(office):
    cards = read_pdf(office.page("personificadores", office.meeting).pdf)
    assert cards.pages[0][0].text == "C.E. Bernardo Valle Monroy"
    assert "Dra. Rosa Prueba" in [line.text for line in cards.pages[0]]
    assert len(cards.pages) == 3


def test_a_session_tells_who_said_what_and_when_it_began_and_ended(office):
    text = read_pdf(office.page("sesion", office.meeting).pdf).text
    assert "18:00 horas" in text
    assert "19:30 horas" in text
    assert "Intervenciones" in text
    assert "Rosa Prueba:" not in text
    assert "Pidió además traducirlos." in text
    assert "Se revisó el calendario." in text


def test_follow_ups_stand_under_who_is_responsible(office):
    printed = office.page("seguimientos-por-persona")
    document = pypdfium2.PdfDocument(printed.pdf)
    marks = [mark.get_title() for mark in document.get_toc()]
    document.close()
    assert marks == ["Seguimientos por persona responsable", "Ana Uno", "Club de Prueba", "Sin responsable"]
    text = read_pdf(printed.pdf).text
    assert "5 seguimientos, 3 vencidos." in text
    assert text.count("Vencido") == 3


def test_the_folder_has_itinerary_profiles_and_what_is_owed(office):
    text = read_pdf(office.page("carpeta", office.tour).pdf).text
    for words in (
        "Ruta de viaje",
        "Consejería a cargo",
        "del 9 al 11 de abril de 2024",
        "Quién es quién",
        "Presidenta, Club de Prueba",
        "+1 310-555-0134",
        "Traducir la guía",
    ):
        assert words in text


def test_the_note_about_a_request(office):
    text = read_pdf(office.page("tarjeta-de-gestion", office.request).pdf).text
    assert "Miércoles 1 de octubre de 2025, 12:30 horas" in text
    assert "5 días hábiles, vence el 8 de octubre de 2025" in text
    assert "Instituto de Prueba" in text


def test_a_meeting_of_a_hundred_goes_over_pages(office):
    many = tuple(
        Participant(Reference(0, f"Invitada {n:03d} Prueba", "person"), state="invitada") for n in range(100)
    )
    with office.base.write("Prueba") as session:
        activities.add_participants(session, office.meeting, many, "2024-04-10")
    for code in ("asistencia", "minuta"):
        printed = office.page(code, office.meeting)
        read = read_pdf(printed.pdf)
        nothing_clipped(read)
        assert len(read.pages) > 2
        for n in range(100):
            assert read.text.count(f"Invitada {n:03d} Prueba") == 1
        # The headings come again on each page on which the table goes on.
        assert all("Nombre" in [line.text.strip() for line in page] for page in read.pages[:2])


def test_what_is_gone_cannot_be_printed(office):
    with pytest.raises(NotFound):
        office.page("minuta", 999_999)


def test_pages_of_the_base_of_demonstration_say_so(office):
    with office.base.write("Prueba") as session:
        session.add(Setting(name="demo", value="1"))
    with office.base.read() as session:
        assert of_base(session, TODAY).line == (
            "Fuente: base de demostración, con corte al 6 de octubre de 2025. "
            "Personas, asociaciones y fechas inventadas."
        )
        assert make(session, Wanted("minuta", office.meeting), TODAY).pages == 2


def test_making_a_page_changes_nothing(office):
    with office.base.read() as session:
        before = len(log(session))
    office.page("carpeta", office.tour)
    with office.base.read() as session:
        assert len(log(session)) == before
