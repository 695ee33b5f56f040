"""Pictures of every screen and state, drawn without a display: the same bytes for the same program.

Run as ``python -m ui.desktop.captures CARPETA``: it prints the files as a JSON array.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crm.texts import _
from ui.desktop import (
    capture_activities,
    capture_agreement_forms,
    capture_agreement_views,
    capture_agreements,
    capture_beside,
    capture_calendar_views,
    capture_contact,
    capture_day,
    capture_editing,
    capture_follow_ups,
    capture_lists,
    capture_matters,
    capture_places,
    capture_printing,
    capture_transfer,
    capture_writing,
)
from ui.desktop.capture_samples import SampleSource
from ui.desktop.capture_studio import EVERY_SIZE, USUAL, Size, Studio, make_application
from ui.desktop.theme import Choice
from ui.desktop.window import MainWindow

THEMES: dict[Choice, str] = {"claro": "claro", "oscuro": "oscuro"}


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
    Scene("primer-inicio", capture_places.first_start, (Size(1280, 720), Size(960, 540, scale=2))),
    Scene("no-se-pudo-abrir", capture_places.cannot_open),
    Scene("restaurar-respaldo", capture_places.restoring, (USUAL, Size(1280, 720))),
    Scene("preparando-demostracion", capture_places.making_demo),
    Scene("contactos", capture_places.contacts, EVERY_SIZE),
    Scene("paleta", capture_places.palette, (USUAL, Size(1280, 720), Size(960, 540, scale=2))),
    Scene("paleta-recientes", capture_places.recent),
    Scene("contactos-sin-elegir", capture_places.palette_closed),
    Scene("contactos-busqueda", capture_places.search),
    Scene("contactos-columnas", capture_places.columns, (Size(1280, 720), Size(1000, 700))),
    Scene("contactos-guardar-lista", capture_lists.offered, (USUAL, Size(1000, 700))),
    Scene("contactos-nombrar-lista", capture_lists.naming, (Size(1280, 720), USUAL)),
    Scene("contactos-lista-elegida", capture_lists.named, (Size(1280, 720),)),
    Scene("contactos-filtros", capture_places.no_columns, (USUAL, Size(1280, 720))),
    Scene("contactos-filtros-abajo", capture_places.last_facets, (USUAL, Size(1280, 720))),
    Scene("contactos-filtros-angosto", capture_places.facets_over_the_list, (Size(1000, 700),)),
    Scene("contactos-sin-resultados", capture_places.nothing_found),
    Scene("contactos-consulta-con-error", capture_places.refused, (Size(1280, 720), Size(1000, 700))),
    Scene("contactos-base-vacia", capture_places.empty_base),
    Scene("contactos-nombres-largos", capture_places.long_names, (Size(1280, 720), USUAL)),
    Scene("contactos-actividad", capture_contact.activity, (USUAL, Size(1280, 720))),
    Scene("contactos-actividad-buscada", capture_contact.activity_found, (Size(1280, 720),)),
    Scene("contactos-actividad-nombres-largos", capture_contact.long_activity, (Size(1280, 720),)),
    Scene("contactos-actividad-vacia", capture_contact.no_activity, (Size(1280, 720),)),
    Scene("contactos-seguimientos", capture_contact.follow_ups, (Size(1280, 720),)),
    Scene("contactos-seguimientos-nombres-largos", capture_contact.long_follow_ups, (Size(1280, 720),)),
    Scene("contactos-seguimientos-vacios", capture_contact.no_follow_ups, (Size(1280, 720),)),
    Scene("contactos-convenios", capture_contact.agreements, (Size(1280, 720), USUAL)),
    Scene("contactos-convenios-vacios", capture_contact.no_agreements, (Size(1280, 720),)),
    Scene("contactos-documentos", capture_contact.documents, (USUAL, Size(1280, 720))),
    Scene(
        "contactos-documentos-angosto",
        capture_contact.narrow_documents,
        (Size(1000, 700), Size(960, 540, scale=2)),
    ),
    Scene("contactos-documentos-nombres-largos", capture_contact.long_documents, (Size(1280, 720),)),
    Scene("contactos-documentos-copia", capture_contact.saved_copy, (Size(1280, 720),)),
    Scene("contactos-documentos-guardando", capture_contact.keeping_a_document, (Size(1280, 720),)),
    Scene("contactos-documentos-preguntar", capture_contact.asking_before_opening, (Size(1280, 720),)),
    Scene("contactos-documentos-vacios", capture_contact.no_documents, (Size(1280, 720),)),
    Scene("contactos-historial", capture_places.history),
    Scene("contactos-historial-linea", capture_writing.history_line, (Size(1280, 720),)),
    Scene("contactos-elegidos", capture_writing.several, (USUAL, Size(1280, 720))),
    Scene("contactos-etiquetar", capture_writing.tagging, (Size(1280, 720),)),
    Scene("deshacer", capture_writing.done, (USUAL, Size(1280, 720), Size(960, 540, scale=2))),
    Scene("rehacer", capture_writing.undone),
    Scene("deshacer-no-se-puede", capture_writing.refused, (Size(1000, 700), Size(1280, 720))),
    Scene("operacion-larga", capture_writing.long_work, (Size(1280, 720), Size(1000, 700))),
    Scene("cerrar-al-terminar", capture_writing.closing, (Size(1280, 720), Size(1000, 700))),
    Scene("papelera", capture_writing.trash, (Size(1280, 720),)),
    Scene("papelera-vacia", capture_writing.empty_trash, (Size(1280, 720),)),
    Scene("contactos-relaciones", capture_places.relations),
    Scene("ficha-corregir-telefono", capture_editing.a_value, (USUAL, Size(1280, 720))),
    Scene("ficha-corregir-cargo", capture_editing.a_post),
    Scene("ficha-corregir-nombre-largo", capture_editing.a_name, (Size(1280, 720),)),
    Scene("ficha-agregar-domicilio", capture_editing.something_new),
    Scene("contacto-nuevo", capture_editing.new_person, (Size(1280, 720), Size(960, 540, scale=2))),
    Scene("contacto-nuevo-con-error", capture_editing.new_person_typed, (USUAL, Size(1000, 700))),
    Scene("contacto-nuevo-parecidos", capture_editing.new_organization),
    Scene("contacto-nuevo-borrador", capture_editing.a_draft, (Size(1280, 720),)),
    Scene("contactos-angosto-ficha", capture_places.narrow_record, (Size(1000, 700),)),
    Scene("mi-dia", capture_day.full, (*EVERY_SIZE, Size(1000, 700))),
    Scene("mi-dia-vacio", capture_day.empty, (Size(1280, 720),)),
    Scene("mi-dia-leyendo", capture_day.unfinished, (Size(1280, 720),)),
    Scene("mi-dia-vacio-leyendo", capture_day.unfinished_empty, (Size(1280, 720),)),
    Scene("mi-dia-nombres-largos", capture_day.long_names, (Size(1280, 720), USUAL)),
    Scene("actividades", capture_activities.full, (*EVERY_SIZE, Size(1000, 700))),
    Scene("actividades-sin-elegir", capture_activities.nothing_chosen, (Size(1280, 720),)),
    Scene("actividades-vacio", capture_activities.empty, (Size(1280, 720),)),
    Scene("actividades-sin-resultados", capture_activities.nothing_found, (Size(1280, 720),)),
    Scene("actividades-nombres-largos", capture_activities.long_names, (Size(1280, 720), USUAL)),
    Scene("actividades-historial", capture_activities.history, (Size(1280, 720),)),
    Scene("actividad-corregir-fecha", capture_activities.editing, (Size(1280, 720),)),
    Scene("actividad-corregir-participante", capture_activities.participant, (Size(1280, 720),)),
    Scene("actividad-ligar", capture_activities.tying, (Size(1280, 720), USUAL)),
    Scene("actividad-desglose", capture_activities.breakdown, (Size(1280, 720), USUAL)),
    Scene("actividad-gira", capture_activities.tour, (Size(1280, 720),)),
    Scene("actividad-grupo", capture_activities.group, (Size(1280, 720),)),
    Scene("actividad-posponer", capture_activities.postponing, (Size(1280, 720), Size(1000, 700))),
    Scene("actividad-documentos", capture_activities.documents, (Size(1280, 720),)),
    Scene("actividad-documento-ejecutable", capture_activities.may_run, (Size(1280, 720),)),
    Scene("actividad-nueva", capture_activities.new, (Size(1280, 720), Size(960, 540, scale=2))),
    Scene("actividad-nueva-escrita", capture_activities.new_typed, (USUAL, Size(1000, 700))),
    Scene("actividad-nueva-con-error", capture_activities.new_refused, (Size(1280, 720), Size(720, 540))),
    Scene("actividades-productos", capture_activities.products, (USUAL, Size(1280, 720))),
    Scene("actividad-nueva-borrador", capture_activities.left_over, (Size(1280, 720),)),
    Scene("calendario-mes", capture_calendar_views.month, (*EVERY_SIZE, Size(1000, 700))),
    Scene("calendario-mes-nombres-largos", capture_calendar_views.long_month, (Size(1280, 720), USUAL)),
    Scene("calendario-mes-vacio", capture_calendar_views.empty_month, (Size(1280, 720),)),
    Scene("calendario-semana", capture_calendar_views.week, (*EVERY_SIZE, Size(1000, 700))),
    Scene("calendario-semana-nombres-largos", capture_calendar_views.long_week, (Size(1280, 720),)),
    Scene("calendario-semana-vacia", capture_calendar_views.empty_week, (Size(1280, 720),)),
    Scene(
        "calendario-semana-alargar", capture_calendar_views.longer, (Size(1280, 720), Size(960, 540, scale=2))
    ),
    Scene("calendario-buscado", capture_calendar_views.searched, (Size(1280, 720), Size(1000, 700))),
    Scene("calendario-oculto", capture_calendar_views.left_out, (Size(1280, 720),)),
    Scene("calendario-agenda", capture_calendar_views.agenda, (USUAL, Size(1280, 720))),
    Scene("giras", capture_matters.tours, (USUAL, Size(1280, 720), Size(1000, 700))),
    Scene("giras-vacio", capture_matters.no_tours, (Size(1280, 720),)),
    Scene("gira-corregir-etapa", capture_matters.a_stop, (Size(1280, 720),)),
    Scene("gira-nueva", capture_matters.new_tour, (Size(1280, 720),)),
    Scene("gestiones", capture_matters.requests, (USUAL, Size(1280, 720), Size(960, 540, scale=2))),
    Scene("gestiones-vacio", capture_matters.no_requests, (Size(1280, 720),)),
    Scene("gestiones-nombres-largos", capture_matters.long_requests, (Size(1280, 720), USUAL)),
    Scene("gestiones-historial", capture_matters.history, (Size(1280, 720),)),
    Scene("gestion-documentos", capture_matters.documents, (Size(1280, 720),)),
    Scene("gestion-turnar", capture_matters.channelling, (Size(1280, 720),)),
    Scene("gestion-nueva", capture_matters.new_request, (Size(1280, 720), Size(1000, 700))),
    Scene("convenios", capture_agreements.full, (*EVERY_SIZE, Size(1000, 700))),
    Scene("convenios-ficha-angosta", capture_agreements.narrow, (Size(1000, 700),)),
    Scene("convenios-lista-ancha", capture_agreements.squeezed, (Size(1280, 720),)),
    Scene("convenios-en-tramite", capture_agreements.negotiating, (Size(1280, 720), USUAL)),
    Scene("convenios-de-terceros", capture_agreements.of_others, (Size(1280, 720),)),
    Scene("convenios-por-capturar", capture_agreements.lacking, (Size(1280, 720),)),
    Scene("convenios-nombres-largos", capture_agreements.long_names, (Size(1280, 720), USUAL)),
    Scene("convenios-vacio", capture_agreements.empty, (Size(1280, 720),)),
    Scene("convenios-elegidos", capture_agreements.several, (Size(1280, 720),)),
    Scene("convenios-tablero", capture_agreement_views.board, (*EVERY_SIZE, Size(1000, 700))),
    Scene("convenios-tablero-nombres-largos", capture_agreement_views.long_board, (Size(1280, 720),)),
    Scene("convenios-tablero-lleno", capture_agreement_views.full_board, (Size(1280, 720),)),
    Scene("convenios-tablero-vacio", capture_agreement_views.empty_board, (Size(1280, 720),)),
    Scene("convenios-tablero-no-se-puede", capture_agreement_views.refused_board, (Size(1280, 720), USUAL)),
    Scene("convenios-tablero-dicho", capture_agreement_views.told_board, (Size(1280, 720), Size(1000, 700))),
    Scene("convenios-tablero-etapa", capture_agreement_views.form_beside, (Size(1280, 720), USUAL)),
    Scene("convenios-vigencias", capture_agreement_views.terms, (*EVERY_SIZE, Size(1000, 700))),
    Scene("convenios-vigencias-nombres-largos", capture_agreement_views.long_terms, (Size(1280, 720), USUAL)),
    Scene("convenios-vigencias-cerca", capture_agreement_views.near_terms, (Size(1280, 720),)),
    Scene("convenios-vigencias-lleno", capture_agreement_views.full_terms, (Size(1280, 720), USUAL)),
    Scene("convenios-vigencias-por-llegar", capture_agreement_views.coming_terms, (Size(1280, 720),)),
    Scene("convenios-vigencias-vacio", capture_agreement_views.empty_terms, (Size(1280, 720),)),
    Scene("convenio-firmas", capture_agreements.signatures, (Size(1280, 720),)),
    Scene("convenio-obligaciones", capture_agreements.obligations, (USUAL, Size(1280, 720))),
    Scene("convenio-actividades", capture_agreements.activities, (Size(1280, 720),)),
    Scene("convenio-modificatorios", capture_agreements.amendments, (Size(1280, 720),)),
    Scene("convenio-seguimientos", capture_agreements.follow_ups, (Size(1280, 720),)),
    Scene("convenio-documentos", capture_agreements.documents, (Size(1280, 720),)),
    Scene("convenio-historial", capture_agreements.history, (Size(1280, 720),)),
    Scene("convenio-nuevo", capture_agreement_forms.new, (Size(1280, 720), Size(960, 540, scale=2))),
    Scene("convenio-nuevo-escrito", capture_agreement_forms.new_typed, (USUAL, Size(1000, 700))),
    Scene("convenio-nuevo-con-error", capture_agreement_forms.new_refused, (Size(1280, 720),)),
    Scene("convenio-etapa-falta", capture_agreement_forms.refused, (Size(1280, 720),)),
    Scene("convenio-firma", capture_agreement_forms.signing, (Size(1280, 720), Size(1000, 700))),
    Scene("convenio-corregir-etapa", capture_agreement_forms.correcting, (Size(1280, 720),)),
    Scene("convenio-cumplimiento", capture_agreement_forms.fulfilling, (Size(1280, 720), Size(1000, 700))),
    Scene("convenio-corregir-firmante", capture_agreement_forms.editing("signatories"), (USUAL,)),
    Scene("convenio-corregir-vigencia", capture_agreement_forms.editing("term"), (Size(1280, 720),)),
    Scene(
        "convenio-agregar-obligacion",
        capture_agreement_forms.adding("obligations", "obligaciones"),
        (USUAL, Size(1280, 720)),
    ),
    Scene("convenio-agregar-modificatorio", capture_agreement_forms.adding("amendments"), (USUAL,)),
    Scene("convenio-agregar-al-programa", capture_agreement_forms.adding("work"), (Size(1280, 720),)),
    Scene("seguimientos", capture_follow_ups.full, (*EVERY_SIZE, Size(1000, 700))),
    Scene("seguimientos-vacio", capture_follow_ups.empty, (Size(1280, 720),)),
    Scene("seguimientos-nombres-largos", capture_follow_ups.long_names, (Size(1280, 720), USUAL)),
    Scene("seguimientos-elegidos", capture_follow_ups.several, (Size(1280, 720),)),
    Scene("seguimientos-historial", capture_follow_ups.history, (Size(1280, 720),)),
    Scene("seguimiento-documentos-vacios", capture_follow_ups.no_documents, (Size(1280, 720),)),
    Scene("seguimiento-corregir-fecha", capture_follow_ups.editing, (Size(1280, 720),)),
    Scene("seguimiento-en-espera", capture_follow_ups.waiting, (Size(1280, 720),)),
    Scene("seguimiento-nuevo", capture_follow_ups.new, (Size(1280, 720), Size(1000, 700))),
    Scene("seguimiento-siguiente", capture_follow_ups.next_one, (Size(1280, 720),)),
    Scene("seguimiento-posponer", capture_follow_ups.put_off, (Size(1280, 720),)),
    Scene("administracion", _beside(capture_beside.administration), (USUAL, Size(1280, 720))),
    Scene("importar-archivo", _beside(capture_beside.choosing_a_file)),
    Scene("importar-archivo-con-error", _beside(capture_beside.a_file_refused)),
    Scene("importar", _beside(capture_beside.importing), (*EVERY_SIZE, Size(1000, 700))),
    Scene("importar-por-decidir", _beside(capture_beside.importing_doubts), (USUAL, Size(1280, 720))),
    Scene("importar-todas", _beside(capture_beside.importing_all), (USUAL, Size(1280, 720))),
    Scene("importar-nombres-largos", _beside(capture_beside.importing_long_names), (USUAL, Size(1280, 720))),
    Scene("importar-en-curso", _beside(capture_beside.importing_runs), (Size(1280, 720),)),
    Scene("importar-resultado", _beside(capture_beside.imported)),
    Scene("exportar", _beside(capture_beside.exporting), (USUAL, Size(1280, 720), Size(960, 540, scale=2))),
    Scene("exportar-en-curso", _beside(capture_beside.exporting_runs), (Size(1280, 720),)),
    Scene("exportar-resultado", _beside(capture_beside.exported), (USUAL, Size(1000, 700))),
    Scene("exportar-no-se-pudo", _beside(capture_beside.export_refused), (Size(1000, 700),)),
    Scene(
        "exportar-actividades",
        _beside(capture_transfer.exporting_activities),
        (USUAL, Size(1280, 720), Size(960, 540, scale=2), Size(720, 540)),
    ),
    Scene(
        "exportar-calendario",
        _beside(capture_transfer.exporting_calendar),
        (Size(1280, 720), Size(1000, 700)),
    ),
    Scene("exportar-calendario-resultado", _beside(capture_transfer.exported_calendar), (Size(1280, 720),)),
    Scene(
        "exportar-al-cerrar", _beside(capture_transfer.closing_meanwhile), (Size(1280, 720), Size(1000, 700))
    ),
    Scene(
        "importar-actividades",
        _beside(capture_transfer.importing_activities),
        (USUAL, Size(1280, 720), Size(1000, 700)),
    ),
    Scene(
        "importar-actividades-todas", _beside(capture_transfer.importing_all_activities), (Size(1280, 720),)
    ),
    Scene(
        "importar-actividades-sin-tipo", _beside(capture_transfer.importing_without_kind), (Size(1280, 720),)
    ),
    Scene(
        "importar-actividades-resultado", _beside(capture_transfer.imported_activities), (Size(1280, 720),)
    ),
    Scene(
        "importar-convenios",
        _beside(capture_transfer.importing_agreements),
        (Size(1280, 720), Size(1000, 700)),
    ),
    Scene("importar-calendario", _beside(capture_transfer.importing_calendar), (Size(1280, 720),)),
    Scene("imprimir", _beside(capture_printing.previewed), (*EVERY_SIZE, Size(1000, 700))),
    Scene("imprimir-logotipo", _beside(capture_printing.with_a_logo), (Size(1280, 720),)),
    Scene("imprimir-guardado", _beside(capture_printing.saved), (Size(1280, 720),)),
    Scene("imprimir-nombres-largos", _beside(capture_printing.long_names), (USUAL,)),
    Scene("imprimir-no-se-puede", _beside(capture_printing.gone), (Size(1280, 720),)),
    Scene("ajustes", _beside(capture_beside.settings), (USUAL, Size(1280, 720))),
    Scene(
        "ajustes-logotipo", _beside(capture_beside.settings_with_a_logo), (Size(1280, 720), Size(1000, 700))
    ),
    Scene("acerca-de", _beside(capture_beside.about)),
    Scene("manual", _beside(capture_beside.manual), (USUAL, Size(1280, 720))),
    Scene("teclas", _beside(capture_beside.shortcuts), (USUAL, Size(1280, 720))),
    Scene("aviso-de-falla", _beside(capture_beside.bug), (Size(1280, 720),)),
    Scene("lugar-por-construir", capture_places.unbuilt_place),
)


def draw_all(
    folder: Path, scenes: tuple[Scene, ...] = SCENES, themes: Iterable[Choice] = tuple(THEMES)
) -> list[Path]:
    """Draw every scene at its sizes, light and dark, into ``folder`` (made if need be); return the files.

    Needs no display. Raises OSError if the folder cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    studio = Studio(make_application(), folder)
    try:
        return list(_draw(studio, scenes, themes))
    finally:
        studio.close()


def draw_gallery(folder: Path) -> list[Path]:
    """Draw the developers' gallery, light and dark, into ``folder`` (made if need be); return the files.

    Raises OSError if the folder cannot be made.
    """
    from ui.desktop.gallery import draw

    folder.mkdir(parents=True, exist_ok=True)
    application = make_application()
    return [path for theme, suffix in THEMES.items() for path in draw(application, theme, folder, suffix)]


def _draw(studio: Studio, scenes: tuple[Scene, ...], themes: Iterable[Choice]) -> Iterator[Path]:
    for theme in themes:
        studio.theme.choose(theme)
        for scene in scenes:
            for size in scene.sizes:
                studio.window.resize(size.width, size.height)
                scene.set_up(studio)
                studio.settle()
                yield studio.take(f"{scene.name}-{size.name}-{THEMES[theme]}", size)


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
