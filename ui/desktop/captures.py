"""Pictures of every screen and state, drawn without a display: the same bytes for the same program.

Run as ``python -m ui.desktop.captures CARPETA``: it prints the files as a JSON array.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from crm.texts import _
from ui.desktop import capture_beside, capture_editing, capture_writing, fonts, start
from ui.desktop.capture_facets import SampleFacets
from ui.desktop.capture_palette import SamplePalette
from ui.desktop.capture_samples import LONG_NAMED, LONG_ROWS, SHOWN, SampleSource, StrictSource
from ui.desktop.contacts.source import ContactSource
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.settings import Settings
from ui.desktop.theme import Choice, Theme
from ui.desktop.window import MainWindow

_PATIENCE_S = 30.0
_BASE_PATH = Path("Vínculo") / "contactos.vinculo"
THEMES: dict[Choice, str] = {"claro": "claro", "oscuro": "oscuro"}


@dataclass(frozen=True, slots=True)
class Size:
    """Of a picture: logical pixels, and how many of the picture's make one of them."""

    width: int
    height: int
    scale: int = 1

    @property
    def name(self) -> str:
        """As it stands in the name of the file: the picture's own pixels."""
        pixels = f"{self.width * self.scale}x{self.height * self.scale}"
        return pixels if self.scale == 1 else f"{pixels}-{self.scale}00"


USUAL = Size(1440, 900)
EVERY_SIZE = (Size(1280, 720), USUAL, Size(1920, 1080), Size(960, 540, scale=2))


class Studio:
    """A window that nobody sees, and what it takes to bring it into a state."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self._application = application
        self._folder = folder
        self._drawer = tempfile.TemporaryDirectory()
        self.theme = Theme(application, "claro")
        self.icons = Icons(self.theme)
        self.lanes = Lanes()
        settings = Settings(Path(self._drawer.name) / "capturas.ini")
        self.window = MainWindow(self.theme, self.icons, self.lanes, settings)
        self.window.show()
        self.window.activateWindow()

    def close(self) -> None:
        """Leave no thread, no window and no file behind."""
        self.lanes.close()
        self.window.close()
        self.window.deleteLater()
        self.theme.deleteLater()
        self.settle()
        self._drawer.cleanup()

    @property
    def drawer(self) -> Path:
        """Where files can be put that nobody keeps."""
        return Path(self._drawer.name)

    def settle(self) -> None:
        """Wait until the lanes have nothing to do and everything they brought is drawn."""
        until = time.monotonic() + _PATIENCE_S
        while time.monotonic() < until:
            idle = self.lanes.reader.idle and self.lanes.counter.idle
            QCoreApplication.sendPostedEvents()
            self._application.processEvents()
            if idle and self.lanes.reader.idle and self.lanes.counter.idle:
                return

    def desk(self, source: ContactSource, *, contact: int = 0, query: str = "") -> None:
        """The list of a source, with one contact shown."""
        self.window.show_desk(actor="Jimena Robles", demo=True)
        capture_beside.tidy(self.window)
        self.window.set_contact_desk(None)
        self.window.go_to("contactos")
        self.window.undo_bar.leave()
        self.window.contacts.list.forget_current()
        self.window.contacts.record.show_nothing("")
        self.window.top.search.set_query(query)
        self.window.contacts.facets.pane.set_source(SampleFacets())
        self.window.contacts.set_source(source)
        self.settle()
        if contact:
            self.window.contacts.show_contact(contact)
            self.settle()
            self.window.contacts.record.open_tab("ficha")
        self.window.contacts.list.table.setFocus()

    def take(self, name: str, size: Size) -> Path:
        """Draw the window into a file."""
        self.window.resize(size.width, size.height)
        self.settle()
        self.window.contacts.splitter.reset()
        self.settle()
        picture = QPixmap(QSize(size.width, size.height) * size.scale)
        picture.setDevicePixelRatio(size.scale)
        picture.fill(Qt.GlobalColor.transparent)
        self.window.render(picture, QPoint(0, 0))
        path = self._folder / f"{name}.png"
        picture.save(str(path), "PNG")
        return path


def _nothing() -> None:
    """What a button does in a picture."""


def _first_start(studio: Studio) -> None:
    page = start.first_start(
        studio.theme, studio.icons, path=_BASE_PATH, create=_nothing, demo=_nothing, open_other=_nothing
    )
    studio.window.show_notice(page)


def _cannot_open(studio: Studio) -> None:
    sentence = _(
        "«contactos.vinculo» está dañada y no se puede leer completa. No se cambió nada: restaure un respaldo con"
        " «vinculo restaurar», o abra otra base."
    )
    page = start.cannot_open(
        studio.theme, studio.icons, sentence=sentence, again=_nothing, open_other=_nothing
    )
    studio.window.show_notice(page)


def _making_demo(studio: Studio) -> None:
    page = start.making(studio.theme, studio.icons, path=_BASE_PATH, demo=True)
    page.show_progress(1040, 2545, _("1,040 de 2,545 contactos"))
    studio.window.show_notice(page)


def _contacts(studio: Studio) -> None:
    studio.desk(SampleSource(), contact=SHOWN)


def _columns(studio: Studio) -> None:
    studio.window.contacts.list.columns.restore(["ciudad:136", "pais:104", "cambiado:112"], "-cambiado")
    studio.desk(SampleSource(), query="tipo:institución categoria:académica")
    studio.window.contacts.back()


def _no_columns(studio: Studio) -> None:
    studio.window.contacts.list.columns.restore([], "")
    studio.desk(SampleSource(), contact=SHOWN, query="tipo:institución categoria:académica")


def _facets_over_the_list(studio: Studio) -> None:
    studio.window.resize(1000, 700)
    studio.desk(SampleSource(), contact=SHOWN)
    studio.window.contacts.back()
    studio.window.contacts.list.facets_button.setChecked(True)


def _palette(studio: Studio) -> None:
    _recent(studio)
    studio.window.palette_opener.panel.field.setText("los ang")


def _recent(studio: Studio) -> None:
    studio.desk(SampleSource(), contact=SHOWN, query="tipo:institución categoria:académica")
    studio.window.palette_opener.set_source(SamplePalette())
    for contact in (1, 2, 3):
        studio.window.palette_opener.remember(contact)
    studio.window.palette_opener.close()
    studio.window.open_palette()


def _palette_closed(studio: Studio) -> None:
    studio.window.palette_opener.close()
    _nothing_chosen(studio)


def _nothing_chosen(studio: Studio) -> None:
    studio.desk(SampleSource())


def _search(studio: Studio) -> None:
    studio.desk(SampleSource(), query="estudios mex", contact=6)
    studio.window.top.search.editor.setFocus()


def _nothing_found(studio: Studio) -> None:
    studio.desk(SampleSource(), query="ciudad:Toronto xyz")


def _refused(studio: Studio) -> None:
    studio.desk(StrictSource(), query="unam")
    studio.window.top.search.set_query("unam tipo:organismo")
    studio.settle()
    # The sentence comes when one pauses; pictures do not wait.
    studio.window.top.show_problem(StrictSource.SENTENCE)


def _empty_base(studio: Studio) -> None:
    studio.desk(SampleSource(()))


def _long_names(studio: Studio) -> None:
    studio.desk(SampleSource(LONG_ROWS), contact=LONG_NAMED)


def _history(studio: Studio) -> None:
    studio.desk(SampleSource(), contact=SHOWN)
    studio.window.contacts.record.open_tab("historial")


def _relations(studio: Studio) -> None:
    studio.desk(SampleSource(), contact=SHOWN)
    studio.window.contacts.record.open_tab("relaciones")


def _unbuilt_place(studio: Studio) -> None:
    studio.desk(SampleSource())
    studio.window.go_to("convenios")


def _narrow_record(studio: Studio) -> None:
    studio.window.resize(1000, 700)
    studio.desk(SampleSource(), contact=SHOWN)
    studio.window.contacts.open_record()


def _beside(set_up: Callable[[MainWindow, Path], None]) -> Callable[[Studio], None]:
    """A state of what stands beside the work; ``set_up`` is told where it may put the files it needs."""

    def scene(studio: Studio) -> None:
        studio.desk(SampleSource())
        set_up(studio.window, studio.drawer)

    return scene


@dataclass(frozen=True, slots=True)
class Scene:
    """A state of the window, and the sizes it is drawn at."""

    name: str
    set_up: Callable[[Studio], None]
    sizes: tuple[Size, ...] = (USUAL,)


SCENES = (
    Scene("primer-inicio", _first_start, (Size(1280, 720), Size(960, 540, scale=2))),
    Scene("no-se-pudo-abrir", _cannot_open),
    Scene("preparando-demostracion", _making_demo),
    Scene("contactos", _contacts, EVERY_SIZE),
    Scene("paleta", _palette, (USUAL, Size(1280, 720), Size(960, 540, scale=2))),
    Scene("paleta-recientes", _recent),
    Scene("contactos-sin-elegir", _palette_closed),
    Scene("contactos-busqueda", _search),
    Scene("contactos-columnas", _columns, (Size(1280, 720), Size(1000, 700))),
    Scene("contactos-filtros", _no_columns, (USUAL, Size(1280, 720))),
    Scene("contactos-filtros-angosto", _facets_over_the_list, (Size(1000, 700),)),
    Scene("contactos-sin-resultados", _nothing_found),
    Scene("contactos-consulta-con-error", _refused, (Size(1280, 720), Size(1000, 700))),
    Scene("contactos-base-vacia", _empty_base),
    Scene("contactos-nombres-largos", _long_names, (Size(1280, 720), USUAL)),
    Scene("contactos-historial", _history),
    Scene("contactos-historial-linea", capture_writing.history_line, (Size(1280, 720),)),
    Scene("contactos-elegidos", capture_writing.several, (USUAL, Size(1280, 720))),
    Scene("contactos-etiquetar", capture_writing.tagging, (Size(1280, 720),)),
    Scene("deshacer", capture_writing.done, (USUAL, Size(1280, 720), Size(960, 540, scale=2))),
    Scene("rehacer", capture_writing.undone),
    Scene("deshacer-no-se-puede", capture_writing.refused, (Size(1000, 700), Size(1280, 720))),
    Scene("papelera", capture_writing.trash, (Size(1280, 720),)),
    Scene("papelera-vacia", capture_writing.empty_trash, (Size(1280, 720),)),
    Scene("contactos-relaciones", _relations),
    Scene("ficha-corregir-telefono", capture_editing.a_value, (USUAL, Size(1280, 720))),
    Scene("ficha-corregir-cargo", capture_editing.a_post),
    Scene("ficha-corregir-nombre-largo", capture_editing.a_name, (Size(1280, 720),)),
    Scene("ficha-agregar-domicilio", capture_editing.something_new),
    Scene("contacto-nuevo", capture_editing.new_person, (Size(1280, 720), Size(960, 540, scale=2))),
    Scene("contacto-nuevo-con-error", capture_editing.new_person_typed, (USUAL, Size(1000, 700))),
    Scene("contacto-nuevo-parecidos", capture_editing.new_organization),
    Scene("contacto-nuevo-borrador", capture_editing.a_draft, (Size(1280, 720),)),
    Scene("contactos-angosto-ficha", _narrow_record, (Size(1000, 700),)),
    Scene("administracion", _beside(capture_beside.administration), (USUAL, Size(1280, 720))),
    Scene("importar-archivo", _beside(capture_beside.choosing_a_file)),
    Scene("importar-archivo-con-error", _beside(capture_beside.a_file_refused)),
    Scene("importar", _beside(capture_beside.importing), (*EVERY_SIZE, Size(1000, 700))),
    Scene("importar-todas", _beside(capture_beside.importing_all)),
    Scene("importar-nombres-largos", _beside(capture_beside.importing_long_names), (USUAL, Size(1280, 720))),
    Scene("importar-en-curso", _beside(capture_beside.importing_runs), (Size(1280, 720),)),
    Scene("importar-resultado", _beside(capture_beside.imported)),
    Scene("exportar", _beside(capture_beside.exporting), (USUAL, Size(1280, 720), Size(960, 540, scale=2))),
    Scene("exportar-resultado", _beside(capture_beside.exported)),
    Scene("ajustes", _beside(capture_beside.settings), (USUAL, Size(1280, 720))),
    Scene("acerca-de", _beside(capture_beside.about)),
    Scene("manual", _beside(capture_beside.manual), (USUAL, Size(1280, 720))),
    Scene("teclas", _beside(capture_beside.shortcuts), (USUAL, Size(1280, 720))),
    Scene("aviso-de-falla", _beside(capture_beside.bug), (Size(1280, 720),)),
    Scene("lugar-por-construir", _unbuilt_place),
)


def draw_all(folder: Path, scenes: tuple[Scene, ...] = SCENES) -> list[Path]:
    """Draw every scene at its sizes, light and dark, into ``folder`` (made if need be); return the files.

    Needs no display. Raises OSError if the folder cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    studio = Studio(_application(), folder)
    try:
        return list(_draw(studio, scenes))
    finally:
        studio.close()


def draw_gallery(folder: Path) -> list[Path]:
    """Draw the developers' gallery, light and dark, into ``folder`` (made if need be); return the files.

    Raises OSError if the folder cannot be made.
    """
    from ui.desktop.gallery import draw

    folder.mkdir(parents=True, exist_ok=True)
    application = _application()
    return [path for theme, suffix in THEMES.items() for path in draw(application, theme, folder, suffix)]


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        application = QApplication([])
        fonts.load()
    application.setCursorFlashTime(0)
    return application


def _draw(studio: Studio, scenes: tuple[Scene, ...]) -> Iterator[Path]:
    for theme, suffix in THEMES.items():
        studio.theme.choose(theme)
        for scene in scenes:
            for size in scene.sizes:
                studio.window.resize(size.width, size.height)
                scene.set_up(studio)
                studio.settle()
                yield studio.take(f"{scene.name}-{size.name}-{suffix}", size)


def main(arguments: list[str]) -> int:
    """Draw into the folder given; print the files as JSON. Exit code 2 when the folder cannot be used."""
    if len(arguments) != 1:
        print(_("Indique la carpeta donde guardar las capturas."), file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    try:
        files = draw_all(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        print(
            _("No se puede guardar en «{carpeta}» ({motivo}); elija otra carpeta.").format(
                carpeta=folder, motivo=reason
            ),
            file=sys.stderr,
        )
        return 2
    print(json.dumps([str(file) for file in files], ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
