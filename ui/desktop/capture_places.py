"""Pictures of the first start, of Contactos, of the palette and of places that are not built yet."""

import datetime
from pathlib import Path

from crm.clock import HOME_ZONE, Clock
from crm.texts import _
from ui.desktop import start
from ui.desktop.capture_editing import Editable
from ui.desktop.capture_palette import SamplePalette
from ui.desktop.capture_samples import LONG_NAMED, LONG_ROWS, SHOWN, StrictSource
from ui.desktop.capture_studio import Studio
from ui.desktop.restoring import Restoring

_BASE_PATH = Path("Vínculo") / "contactos.vinculo"


def _nothing() -> None:
    """What a button does in a picture."""


def first_start(studio: Studio) -> None:
    """There is no base yet."""
    page = start.first_start(
        studio.theme, studio.icons, path=_BASE_PATH, create=_nothing, demo=_nothing, open_other=_nothing
    )
    studio.window.show_notice(page)


def cannot_open(studio: Studio) -> None:
    """The base cannot be opened."""
    sentence = _(
        "«contactos.vinculo» está dañada y no se puede leer completa. No se cambió nada: restaure un respaldo, o abra"
        " otra base."
    )
    page = start.cannot_open(
        studio.theme, studio.icons, sentence=sentence, again=_nothing, restore=_nothing, open_other=_nothing
    )
    studio.window.show_notice(page)


def restoring(studio: Studio) -> None:
    """Which backup is to come back."""
    moments = [datetime.datetime(2025, 10, day, 18, 20, tzinfo=HOME_ZONE) for day in (5, 4, 3)]
    restoring = Restoring(
        studio.window,
        studio.lanes.writer,
        studio.theme,
        studio.icons,
        Clock.fixed(datetime.date(2025, 10, 6)),
        lambda: None,
    )
    restoring.show_backups({moment: Path("respaldo.vinculo") for moment in moments})


def making_demo(studio: Studio) -> None:
    """A base of demonstration is being made."""
    page = start.making(studio.theme, studio.icons, path=_BASE_PATH, demo=True)
    page.show_progress(1040, 2545, _("1,040 de 2,545 contactos"))
    studio.window.show_notice(page)


def contacts(studio: Studio) -> None:
    """The list and a record."""
    studio.desk(Editable(), contact=SHOWN)


def columns(studio: Studio) -> None:
    """The list with chosen columns, over the whole width."""
    studio.window.contacts.list.columns.restore(["ciudad:136", "pais:104", "cambiado:112"], "-cambiado")
    studio.desk(Editable(), query="tipo:institución categoria:académica")
    studio.window.contacts.back()


def no_columns(studio: Studio) -> None:
    """The list of a query, with its facets."""
    studio.window.contacts.list.columns.restore([], "")
    studio.desk(Editable(), contact=SHOWN, query="tipo:institución categoria:académica")


def last_facets(studio: Studio) -> None:
    """The last of the facets."""
    no_columns(studio)
    studio.settle()
    studio.window.contacts.facets.pane.view.scrollToBottom()


def facets_over_the_list(studio: Studio) -> None:
    """A narrow window: the facets over the list."""
    studio.window.resize(1000, 700)
    studio.desk(Editable(), contact=SHOWN)
    studio.window.contacts.back()
    studio.window.contacts.list.facets_button.setChecked(True)


def palette(studio: Studio) -> None:
    """The palette with what was found."""
    recent(studio)
    studio.window.palette_opener.panel.field.setText("los ang")


def recent(studio: Studio) -> None:
    """The palette before one types."""
    studio.desk(Editable(), contact=SHOWN, query="tipo:institución categoria:académica")
    studio.window.palette_opener.set_source(SamplePalette())
    for contact in (1, 2, 3):
        studio.window.palette_opener.remember(contact)
    studio.window.palette_opener.close()
    studio.window.open_palette()


def palette_closed(studio: Studio) -> None:
    """Nothing chosen, after the palette."""
    studio.window.palette_opener.close()
    nothing_chosen(studio)


def nothing_chosen(studio: Studio) -> None:
    """The list with nothing chosen."""
    studio.desk(Editable())


def search(studio: Studio) -> None:
    """A search, its match in bold."""
    studio.desk(Editable(), query="estudios mex", contact=6)
    studio.window.top.search.editor.setFocus()


def nothing_found(studio: Studio) -> None:
    """A query that finds nothing."""
    studio.desk(Editable(), query="ciudad:Toronto xyz")


def refused(studio: Studio) -> None:
    """A query that is not understood."""
    studio.desk(StrictSource(), query="unam")
    studio.window.top.search.set_query("unam tipo:organismo")
    studio.settle()
    # The sentence comes when one pauses; pictures do not wait.
    studio.window.top.show_problem(StrictSource.SENTENCE)


def empty_base(studio: Studio) -> None:
    """A base without contacts."""
    studio.desk(Editable(()))


def long_names(studio: Studio) -> None:
    """Long names."""
    studio.desk(Editable(LONG_ROWS), contact=LONG_NAMED)


def history(studio: Studio) -> None:
    """The history of a record."""
    studio.desk(Editable(), contact=SHOWN)
    studio.window.contacts.record.open_tab("historial")


def relations(studio: Studio) -> None:
    """The relations of a record."""
    studio.desk(Editable(), contact=SHOWN)
    studio.window.contacts.record.open_tab("relaciones")


def unbuilt_place(studio: Studio) -> None:
    """A place that is not built yet."""
    studio.desk(Editable())
    studio.window.go_to("red-consular")


def narrow_record(studio: Studio) -> None:
    """A narrow window: the record in the list's place."""
    studio.window.resize(1000, 700)
    studio.desk(Editable(), contact=SHOWN)
    studio.window.contacts.open_record()
