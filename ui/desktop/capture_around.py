"""What stands around the contact of the pictures: invented meetings and promises, a real institution."""

import datetime

from crm.contact_values import Reference
from crm.follow_up_list import FollowUpRow
from crm.timeline import ACTIVITY, FOLLOW_UP, NOTE, POST, REQUEST, TOUR, Entry, Timeline
from ui.desktop import capture_documents
from ui.desktop.contacts.surroundings import Surroundings

TODAY = datetime.date(2025, 10, 6)
_CEM = 3
_LONG_NAMED = 1000
_ENTRIES = (
    Entry(
        701,
        FOLLOW_UP,
        "alta",
        "2025-10-09",
        "Enviar temario de la tercera Ruta Chilanga",
        "Jimena Robles",
        "pendiente",
        "jrobles",
    ),
    Entry(
        601,
        ACTIVITY,
        "llamada",
        "2025-08-12",
        "Interés en una tercera edición",
        "Tomás Aravena",
        "realizada",
        "jrobles",
        "Llamada",
    ),
    Entry(
        801,
        REQUEST,
        "recibida",
        "2025-02-18",
        "Carta de intención a validación jurídica",
        "",
        "turnada",
        "rvela",
    ),
    Entry(91, POST, "", "2024-03-04", "Valentina Rojas asumió: Directora", "", "", "rvela"),
    Entry(
        602, ACTIVITY, "curso", "2024", "La Ruta Chilanga, segunda edición", "", "realizada", "rvela", "Curso"
    ),
    Entry(
        603,
        ACTIVITY,
        "curso",
        "2023-11",
        "La Ruta Chilanga, primer módulo",
        "",
        "realizada",
        "jrobles",
        "Curso",
    ),
    Entry(
        604,
        ACTIVITY,
        "reunion",
        "2023",
        "Reuniones para la primera edición",
        "Emilio Carrasco",
        "realizada",
        "jrobles",
        "Reunión",
    ),
    Entry(901, TOUR, "gira", "2023", "Gira Santiago de Chile", "Ernesto Ramos", "", "jrobles"),
    Entry(
        0, NOTE, "", "s/f", "Prefiere que se le escriba por las mañanas, hora de Santiago.", "", "", "jrobles"
    ),
)
_LONG_TEXT = (
    "Reunión de seguimiento a los compromisos de la mesa de coordinación interinstitucional con las federaciones de "
    "clubes de California, Illinois y Texas"
)


def _totals(entries: tuple[Entry, ...]) -> dict[str, int]:
    return {kind: sum(entry.kind == kind for entry in entries) for kind in {entry.kind for entry in entries}}


def _owed(
    number: int, what: str, responsible: str, due: str, due_on: str, *, overdue: bool = False
) -> FollowUpRow:
    return FollowUpRow(
        id=number,
        group="",
        what=what,
        responsible=responsible,
        state="pendiente",
        priority="normal",
        due=due,
        due_on=due_on,
        is_overdue=overdue,
        waiting_for="",
        commitment="",
        body="",
        about=(Reference(_CEM, "Centro de Estudios Migratorios", "organization"),),
        steps=(0, 0),
        comments=0,
        recurs=False,
    )


USUAL = Surroundings(
    _CEM,
    TODAY,
    Timeline(_ENTRIES, _totals(_ENTRIES)),
    (
        _owed(701, "Enviar temario de la tercera Ruta Chilanga", "Jimena Robles", "jueves 9", "2025-10-09"),
        _owed(702, "Confirmar la sede del curso", "Rodrigo Vela", "", ""),
    ),
    capture_documents.DOCUMENTS,
)
_MANY = tuple(
    Entry(
        2000 + n,
        ACTIVITY,
        "reunion",
        f"{2025 - n // 12}-{12 - n % 12:02d}-03",
        f"{_LONG_TEXT}, sesión {n + 1}",
        "Federación de Clubes y Asociaciones de Personas Originarias de la Ciudad de México",
        "planeada",
        "maria.de.los.angeles.fernandez",
        "Actualización del Sistema de Vinculación con los OPL",
    )
    for n in range(60)
)
LONG = Surroundings(
    _LONG_NAMED,
    TODAY,
    Timeline(_MANY, _totals(_MANY)),
    (
        _owed(
            711,
            f"{_LONG_TEXT}: enviar la minuta",
            "María de los Ángeles Guadalupe Fernández",
            "1 oct 2025",
            "2025-10-01",
            overdue=True,
        ),
        *(_owed(720 + n, f"{_LONG_TEXT}, acuerdo {n + 1}", "Rodrigo Vela", "", "") for n in range(12)),
    ),
    capture_documents.LONG,
)
NOTHING = Surroundings(_CEM, TODAY, Timeline((), {}), (), ())
