"""Import and export from the command line."""

from collections.abc import Iterator, Sequence
from itertools import islice
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
SHOWN = 20
"""Reasons and possible duplicates that are told in words."""
ROWS_SHOWN = 10


@command("importar", _("Importa contactos de una hoja de cálculo, un CSV o tarjetas vCard."))
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
    """Import contacts from a file."""
    from crm.importing.cells import RowOptions
    from crm.importing.columns import read_map
    from crm.importing.rejects import require_new, write_rejects
    from crm.importing.run import ImportOptions, apply, plan

    _require(kind, (CONTACTS,))
    if rejects is not None:
        require_new(rejects)
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
    if planned.reading.garbled and not repair:
        session.tell(
            _("Para repararlo, repita con --reparar.")
            if dry_run
            else _("Si ya se guardó, deshágalo con «vinculo deshacer» y repita con --reparar.")
        )
    session.answer(_imported(result), _imported_in_words(result, dry_run=dry_run))
    if result.rejected:
        raise SystemExit(1)


@command(
    "exportar",
    _("Exporta los contactos que encuentra una consulta."),
    context_settings={"ignore_unknown_options": True},
)
@click.argument("kind", metavar="QUÉ")
@click.argument("query", metavar="[CONSULTA]", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "--a", "path", metavar="ARCHIVO", type=FILE, required=True, help=_("A qué archivo: .xlsx, .csv o .vcf.")
)
@click.option("--columnas", "columns", metavar="A,B", help=_("Qué columnas; si no se dice, todas."))
@click.option("--reemplazar", "replace", is_flag=True, help=_("Escribe sobre el archivo si ya existe."))
@common
def export(
    session: Session, kind: str, query: tuple[str, ...], path: Path, columns: str | None, replace: bool
) -> None:
    """Export contacts to a file."""
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
        done = export_contacts(base, found, path, chosen, session.progress, replace=replace)
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
        "nombradas": len(result.named),
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
    first = ngettext("De {n:,} fila: {counts}.", "De {n:,} filas: {counts}.", result.read).format(
        n=result.read, counts=_counts(result)
    )
    lines = [
        _("Ensayo, no se guardó nada. ") + first if dry_run else first,
        *_unused_columns(result),
        *_rejections(result),
        *_duplicates(result),
    ]
    return "\n".join(lines)


def _counts(result: "Result") -> str:
    created = ngettext("{n:,} creada", "{n:,} creadas", result.created).format(n=result.created)
    if result.named:
        created += ngettext(
            " (y {n:,} institución que se nombra)",
            " (y {n:,} instituciones que se nombran)",
            len(result.named),
        ).format(n=len(result.named))
    updated = ngettext("{n:,} actualizada", "{n:,} actualizadas", result.updated).format(n=result.updated)
    repeated = ngettext("{n:,} repetida", "{n:,} repetidas", result.repeated).format(n=result.repeated)
    rejected = ngettext("{n:,} rechazada", "{n:,} rechazadas", result.rejected).format(n=result.rejected)
    return _("{created}, {updated}, {repeated} y {rejected}").format(
        created=created, updated=updated, repeated=repeated, rejected=rejected
    )


def _unused_columns(result: "Result") -> Iterator[str]:
    if result.unknown_columns:
        yield ngettext(
            "No se usó la columna: {columns}.",
            "No se usaron las columnas: {columns}.",
            len(result.unknown_columns),
        ).format(columns=", ".join(f"«{heading}»" for heading in result.unknown_columns))


def _rejections(result: "Result") -> Iterator[str]:
    """The reasons, each once with its rows."""
    rows: dict[str, list[int]] = {}
    for reject in result.rejects:
        rows.setdefault(reject.reason, []).append(reject.row)
    for reason, numbers in islice(rows.items(), SHOWN):
        yield ngettext("Fila {rows}: {reason}", "Filas {rows}: {reason}", len(numbers)).format(
            rows=_listed(numbers), reason=reason
        )
    if len(rows) > SHOWN:
        left = sum(len(numbers) for numbers in islice(rows.values(), SHOWN, None))
        yield ngettext(
            "… y {n:,} fila más; pídala con --rechazos.", "… y {n:,} filas más; pídalas con --rechazos.", left
        ).format(n=left)


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:ROWS_SHOWN]))
    left = len(numbers) - ROWS_SHOWN
    return _("{rows} y {n:,} más").format(rows=shown, n=left) if left > 0 else shown


def _duplicates(result: "Result") -> Iterator[str]:
    found = result.possible_duplicates
    if not found:
        return
    yield ngettext(
        "{n:,} posible duplicado se creó aparte:", "{n:,} posibles duplicados se crearon aparte:", len(found)
    ).format(n=len(found))
    for one in found[:SHOWN]:
        if one.other_record is not None:
            text = _("Fila {row}: «{name}» comparte «{shared}» con el contacto {other}.")
        else:
            text = _("Fila {row}: «{name}» comparte «{shared}» con la fila {other}.")
        other = one.other_row if one.other_record is None else one.other_record
        yield text.format(row=one.row, name=one.name, shared=one.shared, other=other)
    if len(found) > SHOWN:
        yield _("… y {n:,} más; pídalos todos con --json.").format(n=len(found) - SHOWN)
