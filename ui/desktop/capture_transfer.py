"""What goes out to files and comes from them beside contacts, for the pictures: plainly invented activities."""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crm.exporting.run import Exported
from crm.files.calendar_file import Entry
from crm.files.opening import open_table
from crm.files.sniff import FileKind
from crm.importing import activity_columns, agreement_columns
from crm.importing.activity_matching import PlannedActivity
from crm.importing.calendars import CalendarPlan, PlannedEntry
from crm.importing.cells import Problem
from crm.importing.columns import Columns
from crm.importing.kinds import ACTIVITIES, AGREEMENTS, CALENDAR, CONTACTS
from crm.importing.matter_headings import Headings
from crm.importing.preview import preview
from crm.importing.reading import Reading, WrittenRow
from crm.importing.sheet_plan import SheetPlan
from crm.texts import _
from ui.desktop.exporting.looked_at import LookedAt
from ui.desktop.exporting.whose import EVERYBODY, LISTED
from ui.desktop.importing.calendar_review import of_calendar
from ui.desktop.importing.review import ALL, PROBLEMS, TABS
from ui.desktop.importing.sheet_review import OF_ACTIVITIES, OF_AGREEMENTS, SheetReview, review
from ui.desktop.long_jobs import Rows

if TYPE_CHECKING:
    from ui.desktop.exporting.page import ExportPage
    from ui.desktop.importing.page import ImportPage
    from ui.desktop.window import MainWindow

_TODAY = datetime.date(2025, 10, 6)
_SHEET = "Actividades del tercer trimestre.csv"
_ROWS = """Fecha,Actividad,Tipo de actividad,Sede,Participantes,Asistentes,Observaciones
2025-07-03,Reunión con clubes de Illinois,reunión,Chicago,Club Zitácuaro; Ulises Peñaloza Marín,14,
2025-07-09,Taller de voto por internet,taller,En línea,The University of Arizona,58,Se grabó
2025-07-32,Visita a la Casa Puebla,reunión,Nueva York,Casa Puebla,6,
2025-07-17,Carta informativa de julio,publicación,,,,
2025-07-24,Feria de servicios,ferria,Los Ángeles,Consulado General en Los Ángeles,310,
2025-08-05,Mesa de diálogo con COLEFOM,reunión,En línea,Colectivo de Federaciones,9,
2025-08-12,Charla en el Centro de Estudios,conferencia,Santiago,Centro de Estudios Migratorios,muchas,
2025-08-21,Firma de la carta de intención,evento,Dallas,Club Tlaxcala de Dallas,21,
"""
_REGISTER = """No.,Nombre del convenio,Tipo de convenio,Materia,Contraparte,Fecha de suscripción,Vigencia,Estatus
CONV-2023-004,General con el Ajolote,General,colaboración,Universidad del Ajolote,2023-05-04,indefinida,Vigente
CONV-2023-007,Con el Club Tlaxcala,General,apoyo y colaboración,Club Tlaxcala de Dallas,2023-06-31,2025-06-30,Vencido
CONV-2024-001,Específico de formación,Específico,colavoración,Universidad del Ajolote,2024-02-09,2026-02-08,Vigente
CONV-2024-002,Con MexSocUK,General,colaboración,MexSocUK,2024-05-14,2026-05-13,Vigente
CONV-2025-003,Con el Centro de Estudios,General,coordinación,Centro de Estudios Migratorios,,,En trámite
"""
_WRONG_AGREEMENTS = {
    3: (
        "Fecha de suscripción",
        "2023-06-31",
        "La fecha «2023-06-31» no existe; revise el día, el mes y el año.",
    ),
    4: ("Materia", "colavoración", "No hay ninguna materia «colavoración»; ¿quiso decir «colaboración»?"),
}
_WRONG = {
    4: ("Fecha", "2025-07-32", "«2025-07-32» no es una fecha; escriba por ejemplo 2025-07-31."),
    6: ("Tipo de actividad", "ferria", "No hay un tipo de actividad «ferria»; elija uno de la lista."),
    8: ("Asistentes", "muchas", "«muchas» no es un número; escriba por ejemplo 40."),
}


def exporting_activities(window: "MainWindow", _folder: Path) -> None:
    """An export of what was looked for, with some of it chosen and one shown."""
    at = LookedAt("actividades", "tipo:reunión fecha:2025", (), 5, "Reunión con clubes de Los Ángeles")
    _export_page(window, at, "Actividades 2025-10-06.xlsx")


def exporting_calendar(window: "MainWindow", _folder: Path) -> None:
    """An export of the week that the calendar shows."""
    _export_page(window, _week(), "Calendario 2025-10-06.ics")


def exported_calendar(window: "MainWindow", folder: Path) -> None:
    """What an export of a week wrote, and what it left out."""
    exporting_calendar(window, folder)
    page = window.beside.administration.exporting
    page.show_result(Exported(12, 2, {_("gestiones, que no van en un calendario"): 2}), page.where.path.name)


def closing_meanwhile(window: "MainWindow", folder: Path) -> None:
    """The window was closed while an export is under way."""
    from ui.desktop.capture_writing import Running

    exporting_activities(window, folder)
    page = window.beside.administration.exporting
    running = Running(window, _("Exportando a «{name}»").format(name=page.where.path.name))
    page.show_begun(running.running)
    page.show_rows(Rows(12, 38))
    window.writing_strip.close_after(running, lifted=True)
    window.writing_strip.tell(Rows(12, 38))


def importing_activities(window: "MainWindow", folder: Path) -> None:
    """A dry run of a sheet of activities, with problems."""
    page = _import_page(window, (ACTIVITIES, CONTACTS))
    path = _written(folder, _ROWS)
    page.show_preview(preview(path, what=ACTIVITIES))
    page.show_review(_review(path))
    rows = page.panes()[1]
    rows.tabs.setCurrentIndex(TABS.index(PROBLEMS))
    rows.table.setCurrentIndex(rows.table.rows.index(1, 2))
    rows.table.setFocus()


def importing_all_activities(window: "MainWindow", folder: Path) -> None:
    """The same, every row."""
    importing_activities(window, folder)
    window.beside.administration.importing.panes()[1].tabs.setCurrentIndex(TABS.index(ALL))


def importing_without_kind(window: "MainWindow", folder: Path) -> None:
    """A sheet none of whose columns tells the kind of activity."""
    page = _import_page(window, (ACTIVITIES, CONTACTS))
    path = _written(folder, _ROWS.replace("Tipo de actividad", "Clave interna", 1))
    page.show_preview(preview(path, what=ACTIVITIES))
    page.dry_run.nameless.emit()


def importing_agreements(window: "MainWindow", folder: Path) -> None:
    """A dry run of a register of agreements, with problems."""
    page = _import_page(window, (AGREEMENTS, ACTIVITIES, CONTACTS))
    path = folder / "Registro de convenios.csv"
    path.write_text(_REGISTER, "utf-8")
    page.show_preview(preview(path, what=AGREEMENTS))
    named = ("Club Tlaxcala de Dallas", "Universidad del Ajolote")
    page.show_review(review(_plan(path, agreement_columns.HEADINGS, _WRONG_AGREEMENTS, named), OF_AGREEMENTS))


def importing_calendar(window: "MainWindow", folder: Path) -> None:
    """A dry run of a calendar."""
    page = _import_page(window, (CALENDAR,))
    path = folder / "Agenda de la Dirección.ics"
    headings = ("Componente", "Título", "Fecha")
    reading = Reading(path, FileKind.CALENDAR, columns=Columns(headings, ()), separator=",")
    problem = Problem("Fecha", "", "El evento no dice qué día es; póngale una fecha.")
    reading.rejected.append(WrittenRow(5, ("5", "Comida con el Consulado", ""), (problem,)))
    plan = CalendarPlan(reading, (), _TODAY, planned=list(_entries()))
    path.write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "utf-8")
    page.show_preview(preview(path, what=CALENDAR))
    page.show_review(of_calendar(plan))
    page.panes()[1].tabs.setCurrentIndex(TABS.index(ALL))


def imported_activities(window: "MainWindow", folder: Path) -> None:
    """What an import of activities did."""
    page = _import_page(window, (ACTIVITIES, CONTACTS))
    found = _review(_written(folder, _ROWS))
    page.show_review(found)
    page.show_result(found.plan.result(operation=7))


def _week() -> LookedAt:
    days = (datetime.date(2025, 10, 5), datetime.date(2025, 10, 11))
    return LookedAt("calendario", "5 al 11 de octubre de 2025", days=days)


def _export_page(window: "MainWindow", at: LookedAt, name: str) -> "ExportPage":
    window.beside.export(at)
    page = window.beside.administration.exporting
    page.show_ended()
    page.where.line.setText(str(Path("Documentos") / name))
    page.show_count(EVERYBODY, 579)
    page.show_count(LISTED, 14 if at.days is not None else 38)
    page.go.setFocus()
    return page


def _import_page(window: "MainWindow", kinds: tuple[str, ...]) -> "ImportPage":
    window.beside.open_import()
    page = window.beside.administration.importing
    page.begin()
    page.dry_run.kinds, page.dry_run.kind = kinds, kinds[0]
    page.dry_run.recognised.emit()
    return page


def _written(folder: Path, text: str) -> Path:
    path = folder / _SHEET
    path.write_text(text, "utf-8")
    return path


def _review(path: Path) -> SheetReview:
    named = ("Club Zitácuaro", "Centro de Estudios Migratorios")
    return review(_plan(path, activity_columns.HEADINGS, _WRONG, named), OF_ACTIVITIES)


def _plan(
    path: Path, known: Headings, wrong: Mapping[int, tuple[str, str, str]], named: Sequence[str]
) -> SheetPlan:
    with open_table(path, known.score) as table:
        columns = known.recognise(table.headings, {})
        written = list(table)
    reading = Reading(path, FileKind.DELIMITED, columns=columns, separator=",")
    rows = []
    for row in written:
        if row.number in wrong:
            reading.rejected.append(WrittenRow(row.number, row.cells, (Problem(*wrong[row.number]),)))
        else:
            rows.append(PlannedActivity(row.number, "repeated" if row.number == 5 else "created"))
    return SheetPlan(reading, written, False, _TODAY, rows=rows, named=named)


def _entries() -> list[PlannedEntry]:
    told = (
        ("2025-10-07", "10:00", "Reunión con la Red de Observación", "Sala de juntas", "VEVENT", "created"),
        ("2025-10-08", "18:00", "Sesión informativa en línea", "", "VEVENT", "updated"),
        ("2025-10-09", "", "Enviar los carteles al Consulado", "", "VTODO", "created"),
        (
            "2025-10-14",
            "12:00",
            "Conversatorio sobre el voto",
            "Centro Cultural Anáhuac",
            "VEVENT",
            "repeated",
        ),
    )
    return [
        PlannedEntry(
            "created" if outcome == "created" else "updated" if outcome == "updated" else "repeated",
            number=number,
            entry=Entry(
                uid=str(number),
                title=title,
                start=datetime.date.fromisoformat(day),
                time=time,
                place=place,
                kind=kind,
            ),
        )
        for number, (day, time, title, place, kind, outcome) in enumerate(told, 1)
    ]
