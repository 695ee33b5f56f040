"""Pictures of the preview: a page as it will be printed, with and without a logo, after it was saved, and one that
cannot be made.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from crm.activity_kinds import Kind
from crm.activity_record import ActivityRecord, TakingPart
from crm.activity_values import Participant, When
from crm.contact_values import Kept, Reference
from crm.errors import NotFound
from crm.follow_up_list import FollowUpRow
from crm.printing.attendance_sheet import attendance_sheet
from crm.printing.imprint import Imprint
from crm.printing.letterhead import Logo
from crm.printing.minutes_page import minutes_page
from crm.printing.pdf import pdf
from crm.texts import _
from ui.desktop.printing import work

if TYPE_CHECKING:
    from ui.desktop.printing.preview import Preview
    from ui.desktop.window import MainWindow

_IMPRINT = Imprint(
    _("base de demostración"), date(2025, 10, 6), _("Personas, asociaciones y fechas inventadas.")
)
_PEOPLE = (
    ("Renata Olivares Prieto", "Presidenta", "Asociación de Estudiantes Chilangos en Escocia", "convoca"),
    ("Diego Arriaga Luna", "Secretario", "Asociación de Estudiantes Chilangos en Escocia", "participante"),
    ("Mtra. Amalia Quintero Sosa", "Directora", "Casa Chilanga de Glasgow", "ponente"),
    ("Jimena Robles Aguado", "", "Trabajadores Chilangos de California", "participante"),
    ("Paola Ferrer Lugo", "Enlace", "Comunidad Hispana por la Participación Ciudadana", "participante"),
)
_MINUTES = """Se dio la bienvenida a las y los asistentes y se presentó el calendario de registro.

- Se revisaron los materiales de difusión de la segunda edición.
- Se acordó volver a reunirse en noviembre.
→ Enviar el cartel y el folleto (Paola Ferrer, 24/10)"""
_LONG = "Federación de Clubes y Asociaciones de Personas Originarias de la Ciudad de México en el Medio Oeste"


def previewed(window: "MainWindow", _folder: Path) -> None:
    """Minutes, from their head."""
    _preview(window).show_made(work.ready(pdf(minutes_page(_meeting(), _IMPRINT)), _("Minuta"), _("Minuta")))


def with_a_logo(window: "MainWindow", _folder: Path) -> None:
    """The same under the office's logo."""
    made = minutes_page(_meeting(), replace(_IMPRINT, logo=sample_logo()))
    _preview(window).show_made(work.ready(pdf(made), _("Minuta"), _("Minuta")))


def sample_logo() -> Logo:
    """An invented logo: two rings that hold one another."""
    image = QImage(520, 250, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for x, colour in ((180, "#0F5E70"), (340, "#C4722B")):
        painter.setPen(QPen(QColor(colour), 34))
        painter.drawEllipse(QPointF(x, 125), 95, 95)
    painter.end()
    buffer = QBuffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # bytes, as the stub wants, are refused
    return Logo(bytes(buffer.data().data()), image.width(), image.height())


def saved(window: "MainWindow", folder: Path) -> None:
    """The same, once it is kept as a file."""
    previewed(window, folder)
    path = Path("Documentos") / "Minuta Sesión de bienvenida.pdf"
    window.beside.preview.tell(_("Se guardó en «{path}».").format(path=path))


def long_names(window: "MainWindow", _folder: Path) -> None:
    """An attendance sheet whose names are longer than their room."""
    meeting = _meeting()
    many = tuple(
        replace(who, kept=Kept(who.kept.row, replace(who.who, organization=Reference(9, _LONG))))
        for who in meeting.participants * 6
    )
    meeting = replace(meeting, title=f"Sesión de bienvenida de la {_LONG}", participants=many)
    name = _("Lista de asistencia")
    _preview(window).show_made(work.ready(pdf(attendance_sheet(meeting, _IMPRINT)), name, name))


def gone(window: "MainWindow", _folder: Path) -> None:
    """A page of something that is no more."""
    preview = _preview(window)
    preview.name.set_text(_("Minuta"))
    preview.show_failure(
        NotFound(_("No hay ninguna actividad con el número {n}; quizá se borró.").format(n=128))
    )


def _preview(window: "MainWindow") -> "Preview":
    preview = window.beside.show_preview()
    preview.set_base(None)
    return preview


def _meeting() -> ActivityRecord:
    when = When("2025-10-03", "10:00", end_time="11:30", zone="Europe/London")
    return ActivityRecord(
        id=1,
        uid="",
        title="Sesión de bienvenida para estudiantes",
        kind=Kind(1, "sesion", "sesión informativa", "encuentro", False),
        state="realizada",
        when=when,
        when_words="",
        place_line="Casa Chilanga, Glasgow, Reino Unido",
        language="",
        attendance_line="46 personas de 3 nacionalidades",
        reach_line="",
        own={
            "city": "Glasgow",
            "link": "",
            "modality": "híbrida",
            "agenda": "1. Bienvenida\n2. Registro en la lista nominal\n3. Asuntos generales",
            "minutes": _MINUTES,
        },
        participants=tuple(_taking_part(n, *who) for n, who in enumerate(_PEOPLE, start=1)),
        counts=(),
        breakdown=(("mujeres", 27), ("hombres", 19)),
        notes=(),
        links=(),
        follow_ups=(_promised(),),
        tour=None,
        stop="",
        in_series=False,
        repeats="",
        documents=0,
        trashed=False,
        version=1,
    )


def _taking_part(row: int, name: str, post: str, institution: str, role: str) -> TakingPart:
    who = Participant(
        Reference(row, name), Reference(row + 50, institution), post=post, role=role, state="asistió"
    )
    words = {"convoca": _("Convoca"), "ponente": _("Ponente")}
    return TakingPart(name, "", words.get(role, _("Participa")), "asistió", Kept(row, who))


def _promised() -> FollowUpRow:
    return FollowUpRow(
        id=2,
        group="",
        what="Enviar el cartel y el folleto",
        responsible="Paola Ferrer",
        state="pendiente",
        priority="normal",
        due="",
        due_on="2025-10-24",
        is_overdue=False,
        waiting_for="",
        commitment="14/2025",
        body="",
        about=(),
        steps=(0, 0),
        comments=0,
        recurs=False,
    )
