"""A month of invented activities, for the pictures of the calendar: some of the mock-up's, some of every kind."""

import datetime

from crm.agenda import Agenda, Entry, Undated
from crm.records import ACTIVITY, FOLLOW_UP, REQUEST, TOUR

TODAY = datetime.date(2025, 10, 6)
_ENTRIES = (
    (1, "10:00", "Sistema de Vinculación OPL", ""),
    (2, "12:00", "Carta informativa", ""),
    (2, "17:00", "Red Voto Chilango", ""),
    (3, "19:00", "Clubes Los Ángeles", ""),
    (6, "09:00", "FAME", "virtual"),
    (6, "12:00", "Comisión, sesión", ""),
    (7, "10:00", "Consejo del INE", ""),
    (8, "09:30", "DERFE, grupo", ""),
    (8, "19:00", "Red Voto Chilango", "virtual"),
    (9, "16:00", "Red Observación", ""),
    (10, "11:00", "Entrevista Houston", "virtual"),
    (10, "13:00", "Corazón Chilango", ""),
    (13, "10:00", "Noticias del INE", ""),
    (14, "12:00", "Consejo del IEEG", ""),
    (15, "18:00", "MEXCAT", "virtual"),
    (16, "11:00", "Opinión: ROC", ""),
    (17, "17:00", "Grabar cápsula", ""),
    (18, "11:00", "Taller", ""),
    (20, "10:00", "Sistema de Vinculación OPL", ""),
    (21, "09:00", "Mexibrit", "virtual"),
    (21, "17:00", "Consulado Chicago", ""),
    (22, "10:00", "Consejo del INE", ""),
    (23, "09:00", "Mesa de trabajo", ""),
    (23, "10:30", "Reunión de la comisión", ""),
    (23, "12:00", "Red Observación", ""),
    (23, "13:30", "Entrevista", "virtual"),
    (23, "16:00", "Clubes de Chicago", ""),
    (23, "17:00", "Red Voto Chilango", ""),
    (24, "13:00", "Corazón Chilango", ""),
    (27, "10:00", "Noticias del INE", ""),
    (28, "17:00", "COLEFOM, mesa", "virtual"),
    (29, "12:00", "Comisión, sesión", ""),
    (29, "18:00", "CEM, Santiago", "virtual"),
    (31, "11:00", "Ruta Chilanga", ""),
)
_LONG = "Mesa de trabajo con las federaciones de clubes de personas originarias de la Ciudad de México en el exterior"


class SampleCalendar:
    """A ``CalendarSource`` of October 2025; with ``empty`` nothing is on any day, with ``long`` titles are long."""

    def __init__(self, *, empty: bool = False, long: bool = False) -> None:
        self._empty = empty
        self._long = long

    @property
    def today(self) -> datetime.date:
        """The day of the pictures."""
        return TODAY

    @property
    def now(self) -> datetime.datetime:
        """Before noon."""
        return datetime.datetime.combine(TODAY, datetime.time(11, 20))

    def types(self) -> dict[str, str]:
        """Some of those that ship."""
        return {"reunión": "reunión", "curso": "curso", "sesión de comisión": "sesión de comisión"}

    def days(self, first: datetime.date, last: datetime.date) -> Agenda:
        """What is on these days."""
        if self._empty:
            return Agenda(first, last, ())
        entries = [entry for entry in self._entries() if entry.day <= last and entry.last >= first]
        return Agenda(
            first, last, tuple(entries), (Undated(90, "Publicación de la convocatoria", "2025-10"),)
        )

    def _entries(self) -> list[Entry]:
        found = [
            _activity(number, day, time, _LONG if self._long else title, modality)
            for number, (day, time, title, modality) in enumerate(_ENTRIES, start=1)
        ]
        found += [
            Entry(
                50,
                TOUR,
                "Gira a Chicago y Dallas",
                "",
                _day(13),
                _day(16),
                "",
                "",
                "C.E. por capturar",
                False,
            ),
            Entry(51, FOLLOW_UP, "Informe ADECE", "pendiente", _day(15), _day(15), "", "", "Jimena", True),
            Entry(52, FOLLOW_UP, "Carta TCC", "pendiente", _day(30), _day(30), "", "", "Jimena", True),
            Entry(53, REQUEST, "Directorio de clubes", "turnada", _day(22), _day(22), "", "", "INE", False),
            _activity(54, 9, "", "Foro cancelado", "")._replace(state="cancelada"),
            _activity(55, 8, "10:15", "Clubes de Los Ángeles", "")._replace(
                minutes=90,
                from_to="10:15 a 11:45 · 9:15 a 10:45 en Los Ángeles",
                detail="Consulado, Los Ángeles",
            ),
            _activity(56, 8, "09:00", "Reunión de la comisión", "")._replace(
                minutes=120, from_to="9:00 a 11:00"
            ),
        ]
        return sorted(found, key=lambda entry: (entry.day, entry.time != "", entry.time, entry.id))


def _day(number: int) -> datetime.date:
    return datetime.date(2025, 10, number)


def _activity(number: int, day: int, time: str, title: str, modality: str) -> Entry:
    where = "" if modality else "Sala de juntas, Ciudad de México"
    hours = f"{int(time[:2])}{time[2:]}" if time else ""
    return Entry(
        number,
        ACTIVITY,
        title,
        "planeada",
        _day(day),
        _day(day),
        time,
        hours,
        where or modality,
        True,
        modality,
    )
