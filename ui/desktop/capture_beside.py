"""What stands beside the work, for the pictures: an import of plainly invented people, an export, settings, a bug."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crm.cards import Card
from crm.errors import FileProblem
from crm.exporting.run import Exported
from crm.importing.cells import RowOptions
from crm.importing.matching import Match, Matches, Named
from crm.importing.preview import preview
from crm.importing.reading import Reading, read_file
from crm.importing.run import Plan
from crm.texts import _
from ui.desktop.base_section import State
from ui.desktop.bug_notice import Bug
from ui.desktop.exporting.looked_at import LookedAt
from ui.desktop.exporting.whose import EVERYBODY, LISTED
from ui.desktop.importing.contact_review import review
from ui.desktop.importing.review import DOUBTS, PROBLEMS, TABS, Review
from ui.desktop.long_jobs import Rows

if TYPE_CHECKING:
    from ui.desktop.importing.page import ImportPage
    from ui.desktop.window import MainWindow

_HEADINGS = "Nombre completo,Agrupación,Puesto,Celular,Mail,Cd.,Estado / país,Invitaciones,Cumpleaños"
_PEOPLE = (
    "Ulises Peñaloza Marín,COLEFOM,Coordinador regional,+1 312 555 0190,ulises@example.org,Chicago,"
    '"Illinois, E.U.A.",Sí,14/05',
    "Ramiro Cadena Solís,Club Tlaxcala de Dallas,,55 1234 56,ramiro.cadena@example.org,Dallas,,,",
    "Rosa Tapia Mireles,Casa Michoacana de Chicago,,+1 312 555 0117,rosa.tapia@@example.org,Chicago,,,",
    ",Centro Cultural Anáhuac,Enlace,+1 213 555 0168,contacto@example.org,Los Ángeles,,,",
    "Norma Palacios,Southeast Leadership Network,,+1 404 555 0155,norma.palacios,Atlanta,,,",
    "Efraín Lozano Rico,Club Oaxaca Unida,,+1 559 555 0121,efrain.lozano@example.org,Fresmo,,,",
    "Colectivo2024,,,+1 213 555 0143,hola@example.org,Los Ángeles,,,",
    "Consuelo Vargas Peña,Club Puebla York,,001 917 5550,consuelo@example.org,Nueva York,,,",
)
_FIRST = ("Ana", "Benito", "Carmen", "Darío", "Elena", "Fermín", "Graciela", "Hugo", "Irma", "Joel")
_LAST = ("Abarca", "Bautista", "Carrillo", "Domínguez", "Escobar", "Fuentes", "Galindo", "Huerta")
_LONG = "Federación de Clubes y Asociaciones de Personas Originarias de la Ciudad de México en el Medio Oeste"
_UPDATED, _REPEATED = 31, 14
_ALIKE = 91
_NAME = "Directorio COLEFOM 2025.csv"
_BASE = Path("Vínculo") / "contactos.vinculo"


def importing(window: "MainWindow", folder: Path) -> None:
    """A dry run with problems."""
    page = _import_page(window)
    page.show_preview(preview(_sample(folder)))
    page.show_review(_review(folder))
    columns, rows = page.panes()
    columns.tags.write(("COLEFOM 2025", "Red Voto Chilango"))
    rows.tabs.setCurrentIndex(TABS.index(PROBLEMS))
    rows.table.setCurrentIndex(rows.table.rows.index(1, 4))
    rows.table.setFocus()


def importing_all(window: "MainWindow", folder: Path) -> None:
    """The same, every row."""
    importing(window, folder)
    window.beside.administration.importing.panes()[1].tabs.setCurrentIndex(0)


def importing_doubts(window: "MainWindow", folder: Path) -> None:
    """The same, what is to be decided."""
    importing(window, folder)
    _columns, rows = window.beside.administration.importing.panes()
    rows.tabs.setCurrentIndex(TABS.index(DOUBTS))
    rows.table.setCurrentIndex(rows.table.rows.index(1, 1))


def importing_long_names(window: "MainWindow", folder: Path) -> None:
    """Headings, names and values longer than their room."""
    path = folder / "Respuestas del formulario.csv"
    heading = (
        "Nombre de la agrupación u organización a la que usted pertenece (si es más de una, la principal)"
    )
    rows = "".join(
        f'"María de los Ángeles Guadalupe Fernández de la Reguera {n}","{_LONG}, sección {n}",'
        f'"55 12{n}","direccion.general.de.vinculacion.con.organizaciones{n}@@federacion.example.org"\n'
        for n in range(20)
    )
    path.write_text(f'Nombre completo,"{heading}",Celular,Mail\n{rows}', "utf-8")
    page = _import_page(window)
    page.show_preview(preview(path, {heading: "organizacion"}))
    read = read_file(path, RowOptions(), {heading: "organizacion"})
    page.show_review(review(Plan(read, Matches(), 0)))


def choosing_a_file(window: "MainWindow", _folder: Path) -> None:
    """Nothing chosen yet."""
    _import_page(window)


def a_file_refused(window: "MainWindow", folder: Path) -> None:
    """A file that is no table."""
    page = _import_page(window)
    path = folder / "logotipo.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    try:
        preview(path)
    except FileProblem as problem:
        page.pick.show_problem(str(problem))


def importing_runs(window: "MainWindow", folder: Path) -> None:
    """An import half way."""
    importing(window, folder)
    strip = window.beside.administration.importing.strip
    strip.begin(_("Importando 243 contactos"))
    strip.tell(100, 243, _("100 de 243 filas"))
    window.beside.administration.importing.show_offers()


def imported(window: "MainWindow", folder: Path) -> None:
    """What an import did."""
    page = _import_page(window)
    page.show_review(_review(folder))
    page.show_result(_review(folder).plan.result(operation=7))


def exporting(window: "MainWindow", _folder: Path) -> None:
    """An export of what was looked for."""
    window.beside.export(LookedAt(query="etiqueta:migración"))
    page = window.beside.administration.exporting
    page.show_ended()
    page.columns.choose(())
    page.columns.usual.click()
    page.show_count(EVERYBODY, 2545)
    page.show_count(LISTED, 182)
    page.where.line.setText(str(Path("Documentos") / "Contactos 2025-10-06.xlsx"))
    page.go.setFocus()


def exported(window: "MainWindow", folder: Path) -> None:
    """What an export wrote, and what it left out."""
    exporting(window, folder)
    page = window.beside.administration.exporting
    page.show_result(Exported(180, 2, {_("en la papelera"): 2}), page.where.path.name)


def exporting_runs(window: "MainWindow", folder: Path) -> None:
    """An export under way."""
    exporting(window, folder)
    page = window.beside.administration.exporting
    page.show_begun(_("Exportando a «{name}»").format(name=page.where.path.name))
    page.show_rows(Rows(1_000, 2_545))


def export_refused(window: "MainWindow", folder: Path) -> None:
    """A file with a long name that cannot be written, of a search with a long text."""
    exporting(window, folder)
    page = window.beside.administration.exporting
    page.look_at(LookedAt(query="etiqueta:«Red de vinculación con universidades y centros de investigación»"))
    page.show_count(EVERYBODY, 2545)
    page.show_count(LISTED, 182)
    page.go.setFocus()
    name = "Directorio completo de instituciones de educación superior y centros de investigación 2025.xlsx"
    page.where.line.setText(str(Path("Documentos") / name))
    page.show_failure(
        FileProblem(f"No queda espacio en el disco para «{name}»; libere espacio o elija otro disco.")
    )


def administration(window: "MainWindow", _folder: Path) -> None:
    """The list of what can be done."""
    window.go_to("administracion")
    window.beside.administration.go_home()


def settings(window: "MainWindow", _folder: Path) -> None:
    """Settings, the base and its backups."""
    window.go_to("administracion")
    page = window.beside.administration
    page.open("ajustes")
    shown = page.settings.base
    for button in (shown.now, shown.restore, shown.change, shown.open):
        button.setEnabled(True)
    page.settings.letterhead.show_logo(None)  # nor what was said of one
    page.settings.letterhead.told.hide()
    page.settings.letterhead.choose.setEnabled(True)
    shown.base_path.set_text(str(_BASE))
    shown.backups_folder.set_text(str(_BASE.parent / "respaldos"))
    now = datetime(2025, 10, 6, 18, tzinfo=UTC)
    shown.show_state(State(18_240_000, _BASE.parent, 12, datetime(2025, 10, 5, 0, 31, tzinfo=UTC), now))


def settings_with_a_logo(window: "MainWindow", folder: Path) -> None:
    """What is printed has a logo, and a file chosen after it was refused."""
    from ui.desktop.capture_printing import sample_logo

    settings(window, folder)
    section = window.beside.administration.settings.letterhead
    section.show_logo(sample_logo())
    for button in (section.choose, section.remove):
        button.setEnabled(True)
    refused = _("«{name}» no es una imagen PNG ni JPEG; guárdela en uno de esos formatos.")
    section.tell(FileProblem(refused.format(name="logo.svg")))


def about(window: "MainWindow", _folder: Path) -> None:
    """Version and licences."""
    window.go_to("administracion")
    window.beside.administration.open("acerca")


def manual(window: "MainWindow", _folder: Path) -> None:
    """The manual at the page of importing."""
    window.beside.open_import()
    window.beside.open_manual()


def shortcuts(window: "MainWindow", _folder: Path) -> None:
    """The keys of the list."""
    window.beside.open_shortcuts()


def bug(window: "MainWindow", _folder: Path) -> None:
    """A mistake of ours, told."""
    trace = "Traceback (most recent call last):\n  ui/desktop/contacts/page.py:120 reload\nValueError"
    window.beside.tell_of_bug(Bug(trace))


def tidy(window: "MainWindow") -> None:
    """Take away what stands over the window."""
    if window.beside.shortcuts is not None:
        window.beside.shortcuts.close_overlay()
    if window.beside.notice is not None:
        window.beside.notice.hide()


def _import_page(window: "MainWindow") -> "ImportPage":
    window.beside.open_import()
    page = window.beside.administration.importing
    page.begin()
    return page


def _sample(folder: Path) -> Path:
    path = folder / _NAME
    total = 258
    others = (
        f"{_FIRST[n % 10]} {_LAST[n % 8]} {_LAST[(n // 8) % 8]},COLEFOM,Integrante,+1 312 555 {1000 + n:04d},"
        f"persona{n}@example.org,Chicago,,,"
        for n in range(total)
    )
    path.write_text("\n".join((_HEADINGS, *_PEOPLE, *others, "")), "utf-8")
    return path


def _review(folder: Path) -> Review:
    read: Reading = read_file(_sample(folder), RowOptions())
    matches = Matches()
    for place, card in enumerate(read.cards):
        matches.of.append(_match(place, card))
    matches.new = {
        place: card for place, card in enumerate(read.cards) if matches.of[place].outcome == "created"
    }
    matches.named = {
        match.alike: Named(card.kind, card.full_name)
        for match, card in zip(matches.of, read.cards, strict=True)
        if match.alike is not None
    }
    matches.named[_ALIKE] = Named("person", "Ulises Peñaloza Marín")
    return review(Plan(read, matches, 0, ("Casa Puebla", "Club Oaxaca Unida", "Club Zitácuaro")))


def _match(place: int, card: Card) -> Match:
    if place == 0:
        return Match("created", row_of=place, alike=_ALIKE, shared=card.emails[0].address)
    if place == 4:
        return Match("skipped", alike=-4, shared=card.phones[0].e164)
    if place % 8 == 3 and place // 8 < _UPDATED:
        return Match("updated", record=place + 1)
    if place % 16 == 5 and place // 16 < _REPEATED:
        return Match("repeated", record=place + 1)
    return Match("created", row_of=place)
