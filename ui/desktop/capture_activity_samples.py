"""What the pictures of Actividades show: activities of a demonstration, and where their fields find things."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from crm.activity_kinds import Kind
from crm.activity_list import ActivityRow
from crm.activity_record import ActivityRecord, CountsFor, TakingPart
from crm.activity_values import Participant, When
from crm.contact_history import Detail, HistoryEntry
from crm.contact_values import Kept, Reference
from crm.errors import NotFound
from crm.follow_up_list import FollowUpRow
from crm.plans import Item, Plan
from crm.product_rows import Row
from crm.record_links import Linked
from crm.texts import ngettext
from crm.tour_list import TourChoice
from ui.desktop import capture_documents
from ui.desktop.activities.choices import Choices
from ui.desktop.activities.field_source import group_suggestion
from ui.desktop.activities.shown import ShownActivity
from ui.desktop.capture_day import follow_up
from ui.desktop.contacts.matches import fold
from ui.desktop.fields.source import PARTICIPANT, PEOPLE, Suggestion
from ui.desktop.gallery import SampleFieldSource

SHOWN = 4
_LONG = (
    "Mesa de trabajo con la Federación de Clubes y Asociaciones de Personas Originarias de la Ciudad de México"
    " Residentes en el Área Metropolitana de Los Ángeles, California (de demostración)"
)
THERE = "America/Los_Angeles"
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
        when=When("2025-10-03", "18:00", "", "19:30", THERE),
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
