"""Import and export from the command line."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crm.errors import UserError
from crm.texts import _, ngettext
from ui.cli.contacts import in_one
from ui.cli.context import Session, common, today_in
from ui.cli.spanish import command

if TYPE_CHECKING:
    from crm.importing.run import PossibleDuplicate, Result

CONTACTS = "contactos"
CONSULATES = "consulados"
KINDS = (CONTACTS, "actividades", "convenios", "seguimientos")
FILE = click.Path(path_type=Path)


@command("importar")
@click.argument("path", metavar="ARCHIVO", type=FILE)
@click.option("--como", "kind", metavar="QUÉ", default=CONTACTS, help=_("Qué trae el archivo: contactos."))
@click.option("--mapa", "map_path", metavar="MAPA.json", type=FILE, help=_("Qué campo es cada encabezado."))
@click.option("--simular", "dry_run", is_flag=True, help=_("Dice qué pasaría, sin cambiar nada."))
@click.option(
    "--rechazos", "rejects", metavar="SALIDA", type=FILE, help=_("Dónde dejar las filas rechazadas.")
)
@click.option("--reparar", "repair", is_flag=True, help=_("Repara acentos dañados (Ã± por ñ)."))
@click.option(
    "--comprobar-dominios", "domains", is_flag=True, help=_("Pregunta a la red si existen los correos.")
)
@common
def import_file(
    session: Session,
    path: Path,
    kind: str,
    map_path: Path | None,
    dry_run: bool,
    rejects: Path | None,
    repair: bool,
    domains: bool,
) -> None:
    """Importa contactos de una hoja de cálculo, un CSV o tarjetas vCard."""
    from crm.importing.cells import RowOptions
    from crm.importing.columns import read_map
    from crm.importing.rejects import write_rejects
    from crm.importing.run import ImportOptions, apply, plan

    _require(kind, (CONTACTS,))
    options = ImportOptions(
        column_map=read_map(map_path) if map_path else {},
        rows=RowOptions(repair=repair, check_domains=domains),
    )
    with session.open() as base:
        planned = plan(base, path, options, session.progress)
        if rejects is not None and planned.reading.rejected:
            write_rejects(planned.reading, rejects)
        result = planned.result() if dry_run else apply(base, planned, session.progress)
    for notice in result.notices:
        session.tell(notice)
    session.answer(_imported(result), _imported_in_words(result, dry_run=dry_run))
    if result.rejected:
        raise SystemExit(1)


@command("exportar", context_settings={"ignore_unknown_options": True})
@click.argument("kind", metavar="QUÉ")
@click.argument("query", metavar="[CONSULTA]", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "--a", "path", metavar="ARCHIVO", type=FILE, required=True, help=_("A qué archivo: .xlsx, .csv o .vcf.")
)
@click.option("--columnas", "columns", metavar="A,B", help=_("Qué columnas; si no se dice, todas."))
@common
def export(session: Session, kind: str, query: tuple[str, ...], path: Path, columns: str | None) -> None:
    """Exporta los contactos que encuentra una consulta."""
    from crm.exporting.columns import parse_columns
    from crm.exporting.run import export as export_contacts
    from crm.query import parse
    from crm.query_run import ids

    _require(kind, (CONTACTS, CONSULATES))
    words = [f"que:{CONSULATES}"] if kind == CONSULATES else []
    parsed = parse(in_one((*words, *query)), today_in(session))
    chosen = parse_columns(columns) if columns else None
    with session.open() as base:
        with base.read() as reading:
            found = ids(reading, parsed)
        done = export_contacts(base, found, path, chosen, session.progress)
    session.answer(
        {"escritas": done.written, "omitidas": done.left_out, "motivos": dict(done.reasons)},
        ngettext(
            "{n:,} contacto escrito en {path}.", "{n:,} contactos escritos en {path}.", done.written
        ).format(n=done.written, path=path),
    )


def _require(kind: str, possible: tuple[str, ...]) -> None:
    if kind in possible:
        return
    if kind in KINDS:
        raise UserError(
            _("Esta versión todavía no guarda {kind}; pida {possible}.").format(
                kind=kind, possible=_(" o ").join(possible)
            )
        )
    raise UserError(
        _("No se sabe qué es «{kind}»; pida {possible}.").format(kind=kind, possible=_(" o ").join(possible))
    )


def _imported(result: "Result") -> dict[str, Any]:
    return {
        "leidas": result.read,
        "creadas": result.created,
        "actualizadas": result.updated,
        "repetidas": result.repeated,
        "rechazadas": result.rejected,
        "operacion": result.operation,
        "rechazos": [
            {"fila": reject.row, "columna": reject.column, "valor": reject.value, "motivo": reject.reason}
            for reject in result.rejects
        ],
        "posibles_duplicados": [_duplicate(duplicate) for duplicate in result.possible_duplicates],
        "columnas_sin_usar": list(result.unknown_columns),
    }


def _duplicate(duplicate: "PossibleDuplicate") -> dict[str, Any]:
    return {
        "fila": duplicate.row,
        "nombre": duplicate.name,
        "comparte": duplicate.shared,
        "con_id": duplicate.other_record,
        "con_fila": duplicate.other_row,
    }


def _imported_in_words(result: "Result", *, dry_run: bool) -> str:
    counts = _(
        "{created:,} creadas, {updated:,} actualizadas, {repeated:,} repetidas y {rejected:,} rechazadas"
    ).format(
        created=result.created, updated=result.updated, repeated=result.repeated, rejected=result.rejected
    )
    first = ngettext("De {n:,} fila: {counts}.", "De {n:,} filas: {counts}.", result.read).format(
        n=result.read, counts=counts
    )
    lines = [_("Ensayo, no se guardó nada. ") + first if dry_run else first]
    lines += [
        _("Fila {row}: {reason}").format(row=reject.row, reason=reject.reason)
        for reject in result.rejects[:20]
    ]
    if len(result.rejects) > 20:
        lines.append(_("… y {n:,} más; pídalas con --rechazos.").format(n=len(result.rejects) - 20))
    if result.possible_duplicates:
        lines.append(
            ngettext(
                "{n} posible duplicado se creó aparte.",
                "{n} posibles duplicados se crearon aparte.",
                len(result.possible_duplicates),
            ).format(n=len(result.possible_duplicates))
        )
    return "\n".join(lines)
