"""Pictures of Mi día: a Monday with much to do, an empty one, one of long names."""

import datetime
from dataclasses import replace

from PySide6.QtWidgets import QScrollArea

from crm.agenda import Entry
from crm.agreement_alerts import Alert, Lapsing
from crm.agreement_term import ALERT_DAYS
from crm.contact_list import ContactRow
from crm.contact_values import Reference
from crm.errors import Cancelled
from crm.follow_up_list import FollowUpRow
from crm.reminders import Reminder
from crm.request_list import RequestRow
from crm.today import Due, Silent, Today
from crm.weeks import USUAL
from ui.desktop.capture_samples import SampleSource
from ui.desktop.capture_studio import Studio
from ui.desktop.day.source import DayRead, DayRest

MONDAY = datetime.date(2025, 10, 6)
LONG_NAME = (
    "Enviar a la Federación de Clubes y Asociaciones de Personas Originarias de la Ciudad de México Residentes en Los"
    " Ángeles el programa completo de la gira"
)


class SampleDay:
    """A source of one day."""

    begins = USUAL

    def __init__(self, read: DayRead) -> None:
        self._read = read
        self.day = read.day

    def read(self) -> DayRead:
        """The day given, before its rest is known."""
        return replace(self._read, rest=None)

    def read_rest(self) -> DayRest:
        """Its rest."""
        assert self._read.rest is not None
        return self._read.rest


class UnfinishedDay(SampleDay):
    """A day of which the rest has not come."""

    def read_rest(self) -> DayRest:
        """Nothing yet."""
        raise Cancelled


def follow_up(number: int, what: str, about: str, due: str, *, overdue: bool = False) -> FollowUpRow:
    """A row about one institution."""
    return FollowUpRow(
        id=number,
        group="",
        what=what,
        responsible="Jimena Robles",
        state="pendiente",
        priority="normal",
        due=due,
        due_on="2025-10-01" if overdue else "2025-10-06",
        is_overdue=overdue,
        waiting_for="",
        commitment="",
        body="",
        about=(Reference(number + 500, about, "organization"),),
        steps=(0, 0),
        comments=0,
        recurs=False,
    )


def activity(number: int, title: str, days: int, time: str, hours: str, detail: str) -> Entry:
    """One of the week."""
    day = MONDAY + datetime.timedelta(days=days)
    return Entry(number, "activity", title, "planeada", day, day, time, hours, detail, movable=True)


def _silent(number: int, name: str, second_line: str, words: str) -> Silent:
    contact = ContactRow(number, "organization", "organización", "migrante", name, second_line)
    return Silent(contact, MONDAY, words)


def _lapsing(number: int, name: str, kind: str, left: int) -> Lapsing:
    last = MONDAY + datetime.timedelta(days=left)
    within = min(days for days in ALERT_DAYS if left <= days)
    return Lapsing(number, f"Convenio con {name}", (name,), kind, last, left, within)


OVERDUE = (
    follow_up(
        1, "Enviar minuta de la mesa con COLEFOM", "Mesa de diálogo, 24 sep", "hace 5 días", overdue=True
    ),
    follow_up(
        2,
        "Confirmar acuse de carteles",
        "Consulado General de México en Chicago",
        "hace 3 días",
        overdue=True,
    ),
    follow_up(
        3,
        "Corregir correo devuelto del enlace",
        "Asociación Cultural Mexicano Catalana (MEXCAT)",
        "hace 3 días",
        overdue=True,
    ),
)
TODAY = (
    follow_up(4, "Pedir evidencia de 9 actividades del tercer trimestre", "Programa 2025", "hoy"),
    follow_up(5, "Llamar por el informe semestral", "Tertulia Cultural Chinampa (TCC)", "hoy, 12:00"),
    follow_up(6, "Confirmar sede con la Red de Observación", "Red de Observación", "hoy"),
)
THIS_WEEK = (
    follow_up(
        7, "Enviar temario de la tercera Ruta Chilanga", "Centro de Estudios Migratorios (CEM)", "jueves 9"
    ),
    follow_up(8, "Enviar 40 carteles al Consulado", "Consulado General en Los Ángeles", "viernes 10"),
)
WEEK = (
    activity(21, "Reunión con FAME", 0, "09:00", "9:00 · 17:00 en Madrid", "En línea"),
    activity(22, "Comisión de vinculación, sesión ordinaria", 0, "12:00", "12:00", "Sala de sesiones"),
    activity(23, "Sesión del Consejo General del INE", 1, "10:00", "10:00", "Instituto Nacional Electoral"),
    activity(24, "Grupo de trabajo con la DERFE", 2, "09:30", "9:30", "Instituto Nacional Electoral"),
    activity(25, "Reunión de la Red Voto Chilango", 2, "19:00", "19:00 · 18:00 en Los Ángeles", "En línea"),
    activity(26, "Curso para la Red de Observación", 3, "16:00", "16:00", "Sede del IECM"),
    activity(27, "Boletín Corazón Chilango", 4, "", "", "Correo"),
)
SILENT = (
    _silent(41, "Mexibrit", "Reino Unido · organización migrante", "14 meses"),
    _silent(42, "Colectivo Internacional Nadiesha", "Organización migrante", "11 meses"),
    _silent(43, "Cámara de Comercio Binacional (USMCOC)", "Estados Unidos · privada", "9 meses"),
)
REQUESTS = (
    RequestRow(
        61, "12/2025", "recibida", "OF/31", "Solicitud de 200 credenciales para votar", "29 sep 2025",
        "Consulado General en Houston", "", "turnada", MONDAY, -1,
    ),
    RequestRow(
        62, "14/2025", "recibida", "", "Materiales para la feria del libro", "1 oct 2025", "UNAM Chicago", "",
        "recibida", MONDAY, 3,
    ),
)  # fmt: skip
FULL = DayRead(
    MONDAY,
    Today(
        Due(OVERDUE, 3),
        Due(TODAY, 3),
        Due(THIS_WEEK, 2),
        WEEK,
        "3 seguimientos vencidos, 3 para hoy y 7 actividades esta semana.",
    ),
    REQUESTS,
    (
        Reminder(
            9,
            "Avisar del cierre del trimestre",
            "Ulises Peñaloza",
            datetime.datetime(2025, 10, 6, 14, tzinfo=datetime.UTC),
        ),
    ),
    rest=DayRest(
        lapsing=(
            _lapsing(81, "Tertulia Cultural Chinampa (TCC)", "Carta de intención", 24),
            _lapsing(82, "Instituto Electoral del Anáhuac", "Específico, colaboración", 86),
            _lapsing(83, "Fundación para el Retorno de los Chilangos", "General, apoyo y colaboración", 171),
        ),
        alerts=(
            (
                "Asociación de Estudiantes Chilangos (ADECE)",
                Alert(84, "obligation", "Coeditar un texto: venció el 29 de agosto.", "2025-08-29", True, 1),
            ),
            (
                "Centro de Estudios del Quelite (CEQ)",
                Alert(85, "stalled", "Lleva 230 días en validación jurídica.", "2025-02-18", True),
            ),
        ),
        all_alerts=2,
        silent=SILENT,
        all_silent=214,
    ),
)
EMPTY = DayRead(
    MONDAY,
    Today(Due((), 0), Due((), 0), Due((), 0), (), "Nada vence hoy y no hay actividades esta semana."),
    rest=DayRest(),
)
LONG = DayRead(
    MONDAY,
    Today(
        Due(
            tuple(
                follow_up(n, f"{n}. {LONG_NAME}", LONG_NAME, "12 ago 2025", overdue=True)
                for n in range(1, 13)
            ),
            40,
        ),
        Due((), 0),
        Due((), 0),
        tuple(activity(20 + n, LONG_NAME, n, "09:00", "9:00 · 20:00 en Sídney", LONG_NAME) for n in range(5)),
        "40 seguimientos vencidos y 5 actividades esta semana.",
    ),
    rest=DayRest(
        lapsing=tuple(_lapsing(80 + n, LONG_NAME, LONG_NAME, 20 * n) for n in range(7)),
        alerts=tuple(
            (LONG_NAME, Alert(90 + n, "obligation", LONG_NAME, "2025-08-29", True, n)) for n in range(5)
        ),
        all_alerts=7,
        silent=tuple(_silent(40 + n, LONG_NAME, LONG_NAME, "2 años") for n in range(3)),
        all_silent=1_204,
    ),
)


def _show(studio: Studio, read: DayRead, of: type[SampleDay] = SampleDay) -> None:
    studio.desk(SampleSource())
    studio.window.go_to("mi-dia")
    studio.window.work.day.set_source(None)
    studio.window.work.day.set_source(of(read))
    studio.settle()
    for area in studio.window.work.day.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(0)  # where the scene before left it
    studio.window.work.day.take_focus()


def full(studio: Studio) -> None:
    """A Monday with much to do."""
    _show(studio, FULL)


def empty(studio: Studio) -> None:
    """Nothing is due."""
    _show(studio, EMPTY)


def unfinished(studio: Studio) -> None:
    """Before what is to be noticed of agreements, and who was silent for long, has come."""
    _show(studio, FULL, UnfinishedDay)


def unfinished_empty(studio: Studio) -> None:
    """The same of a day on which nothing else is due: it is not said to be empty."""
    _show(studio, EMPTY, UnfinishedDay)


def long_names(studio: Studio) -> None:
    """Long names, and more than are shown."""
    _show(studio, LONG)
