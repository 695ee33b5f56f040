"""Import and export from the command line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crm.errors import UserError
from crm.texts import _, ngettext
from ui.cli.contacts import in_one
from ui.cli.context import Session, common, today_in
from ui.cli.import_answer import as_json, in_words
from ui.cli.spanish import command

if TYPE_CHECKING:
    from crm.base import Base
    from crm.exporting.run import Exported
    from crm.importing.reading import Reading
    from crm.importing.run import Result
    from crm.importing.sheet_plan import SheetPlan

CONTACTS = "contactos"
ACTIVITIES = "actividades"
AGREEMENTS = "convenios"
CONSULATES = "consulados"
MATTERS = ("actividades", "seguimientos", "gestiones", "giras", "convenios")
KINDS = (CONTACTS, *MATTERS)
CALENDAR = "calendario"
FILE = click.Path(path_type=Path)


@command(
    "importar",
    _(
        "Importa contactos de una hoja de cálculo, un CSV o tarjetas vCard; actividades de una hoja o un calendario;"
        " convenios de una hoja."
    ),
)
@click.argument("path", metavar="ARCHIVO", type=FILE)
@click.option(
    "--como",
    "kind",
    metavar="QUÉ",
    help=_(
        "Qué trae el archivo: contactos, actividades o convenios; si no se dice, contactos, o lo que traiga un"
        " calendario."
    ),
)
@click.option("--mapa", "map_path", metavar="MAPA.json", type=FILE, help=_("Qué campo es cada encabezado."))
@click.option("--simular", "dry_run", is_flag=True, help=_("Dice qué pasaría, sin cambiar nada."))
@click.option(
    "--rechazos", "rejects", metavar="SALIDA", type=FILE, help=_("Dónde dejar las filas rechazadas.")
)
@click.option(
    "--reemplazar", "replace", is_flag=True, help=_("Escribe los rechazos sobre el archivo si ya existe.")
)
@click.option("--reparar", "repair", is_flag=True, help=_("Repara acentos dañados (Ã± por ñ)."))
@click.option(
    "--comprobar-dominios", "domains", is_flag=True, help=_("Pregunta a la red si existen los correos.")
)
@common
def import_file(
    session: Session,
    path: Path,
    kind: str | None,
    map_path: Path | None,
    dry_run: bool,
    rejects: Path | None,
    replace: bool,
    repair: bool,
    domains: bool,
) -> None:
    """Import a file."""
    from crm.importing.rejects import require_new, write_rejects

    if kind is not None:
        _require(kind, (CONTACTS, ACTIVITIES, AGREEMENTS))
    if rejects is not None:
        require_new(rejects, replace=replace)
    with session.open() as base:
        what = _of_file(path, kind)
        asked = _Asked(path=path, map_path=map_path, repair=repair, domains=domains)
        job = _JOBS[what](session, base, asked)
        if rejects is not None and job.reading.rejected:
            write_rejects(job.reading, rejects)
        result = job.result() if dry_run else job.apply()
    for notice in result.notices:
        session.tell(notice)
    if job.reading.garbled and not repair:
        session.tell(
            _("Para repararlo, repita con --reparar.")
            if dry_run
            else _("Si ya se guardó, deshágalo con «vinculo deshacer» y repita con --reparar.")
        )
    session.answer(as_json(result), in_words(result, of_contacts=what == CONTACTS, dry_run=dry_run))
    if result.rejected:
        raise SystemExit(1)


@command(
    "exportar",
    _(
        "Exporta lo que encuentra una consulta: contactos, consulados, actividades, seguimientos, gestiones, giras o "
        "convenios."
    ),
    context_settings={"ignore_unknown_options": True},
)
@click.argument("kind", metavar="QUÉ")
@click.argument("query", metavar="[CONSULTA]", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "--a",
    "path",
    metavar="ARCHIVO",
    type=FILE,
    required=True,
    help=_("A qué archivo: .xlsx, .csv, .vcf, .ics o .pdf."),
)
@click.option("--columnas", "columns", metavar="A,B", help=_("Qué columnas; si no se dice, todas."))
@click.option("--reemplazar", "replace", is_flag=True, help=_("Escribe sobre el archivo si ya existe."))
@common
def export(
    session: Session, kind: str, query: tuple[str, ...], path: Path, columns: str | None, replace: bool
) -> None:
    """Export what a query finds to a file."""
    from crm.query import parse
    from crm.query_run import ids

    _require(kind, (CONTACTS, CONSULATES, *MATTERS))
    words = [f"que:{kind}"] if kind != CONTACTS else []
    parsed = parse(in_one((*words, *query)), today_in(session))
    if parsed.subject != kind:
        raise UserError(
            _("La consulta habla de {subject} y se pidió exportar {kind}; quite de ella «que:».").format(
                subject=parsed.subject, kind=kind
            )
        )
    with session.open() as base:
        with base.read() as reading:
            found = ids(reading, parsed)
        done = _exported(session, base, kind, found, path, columns, in_one(query), replace=replace)
    session.answer(
        {"escritas": done.written, "omitidas": done.left_out, "motivos": dict(done.reasons)},
        _written(kind, done.written).format(n=done.written, path=path),
    )
    for reason, n in done.reasons.items():
        session.tell(_("{n:,} fuera: {reason}.").format(n=n, reason=reason))


def _exported(
    session: Session,
    base: "Base",
    kind: str,
    found: Sequence[int],
    path: Path,
    columns: str | None,
    query: str,
    *,
    replace: bool,
) -> "Exported":
    if kind in MATTERS:
        from crm.exporting.matters import export_matters
        from crm.matter_columns import parse_columns as parse_matter_columns

        chosen = parse_matter_columns(kind, columns) if columns else None
        return export_matters(
            base,
            kind,
            found,
            path,
            chosen,
            session.progress,
            today=today_in(session),
            query=query,
            replace=replace,
        )
    from crm.exporting.columns import parse_columns
    from crm.exporting.run import export as export_contacts

    chosen = parse_columns(columns) if columns else None
    return export_contacts(base, found, path, chosen, session.progress, replace=replace)


def _written(kind: str, n: int) -> str:
    return {
        "actividades": ngettext(
            "{n:,} actividad escrita en {path}.", "{n:,} actividades escritas en {path}.", n
        ),
        "seguimientos": ngettext(
            "{n:,} seguimiento escrito en {path}.", "{n:,} seguimientos escritos en {path}.", n
        ),
        "gestiones": ngettext("{n:,} gestión escrita en {path}.", "{n:,} gestiones escritas en {path}.", n),
        "giras": ngettext("{n:,} gira escrita en {path}.", "{n:,} giras escritas en {path}.", n),
        "convenios": ngettext("{n:,} convenio escrito en {path}.", "{n:,} convenios escritos en {path}.", n),
    }.get(kind, ngettext("{n:,} contacto escrito en {path}.", "{n:,} contactos escritos en {path}.", n))


def _require(kind: str, possible: tuple[str, ...]) -> None:
    if kind in possible:
        return
    if kind in KINDS:
        raise UserError(
            _("Todavía no se puede importar {kind}; pida {possible}.").format(
                kind=kind, possible=_(" o ").join(possible)
            )
        )
    raise UserError(
        _("No se sabe qué es «{kind}»; pida {possible}.").format(kind=kind, possible=_(" o ").join(possible))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is to be imported, and how."""

    path: Path
    map_path: Path | None
    repair: bool
    domains: bool


@dataclass(frozen=True, slots=True)
class _Job:
    """A file that was read and compared with the base, and what can be done with it."""

    reading: "Reading"
    result: "Callable[[], Result]"
    apply: "Callable[[], Result]"


def _of_file(path: Path, kind: str | None) -> str:
    """What is to be imported: what was said, or what the content is. Raises UserError where they disagree."""
    from crm.files.sniff import FileKind, sniff

    found = sniff(path)
    if found is FileKind.CALENDAR:
        if kind in (CONTACTS, AGREEMENTS):
            raise UserError(
                _("«{name}» es un calendario y no trae {kind}; impórtelo sin --como.").format(
                    name=path.name, kind=kind
                )
            )
        return CALENDAR
    if found is FileKind.VCARD and kind in (ACTIVITIES, AGREEMENTS):
        raise UserError(
            _("«{name}» trae contactos, no {kind}; impórtelo sin --como.").format(name=path.name, kind=kind)
        )
    return kind or CONTACTS


def _contacts_of(session: Session, base: "Base", asked: _Asked) -> _Job:
    from crm.importing.cells import RowOptions
    from crm.importing.columns import read_map
    from crm.importing.run import ImportOptions, apply, plan

    options = ImportOptions(
        column_map=read_map(asked.map_path) if asked.map_path else {},
        rows=RowOptions(repair=asked.repair, check_domains=asked.domains),
    )
    planned = plan(base, asked.path, options, session.progress)
    return _Job(planned.reading, planned.result, lambda: apply(base, planned, session.progress))


def _activities_of(session: Session, base: "Base", asked: _Asked) -> _Job:
    from crm.importing import activities

    return _of_sheet(activities.plan, activities.apply, session, base, asked)


def _agreements_of(session: Session, base: "Base", asked: _Asked) -> _Job:
    from crm.importing import agreements

    return _of_sheet(agreements.plan, agreements.apply, session, base, asked)


def _of_sheet(
    plan: "Callable[..., SheetPlan]",
    apply: "Callable[..., Result]",
    session: Session,
    base: "Base",
    asked: _Asked,
) -> _Job:
    from crm.importing.cells import RowOptions
    from crm.importing.columns import read_map
    from crm.importing.run import ImportOptions

    options = ImportOptions(
        column_map=read_map(asked.map_path) if asked.map_path else {}, rows=RowOptions(repair=asked.repair)
    )
    planned = plan(base, asked.path, options, session.progress, today=today_in(session))
    return _Job(planned.reading, planned.result, lambda: apply(base, planned, session.progress))


def _calendar_of(session: Session, base: "Base", asked: _Asked) -> _Job:
    from crm.importing.calendars import apply, plan

    if asked.map_path is not None:
        raise UserError(_("Un calendario no tiene columnas; impórtelo sin --mapa."))
    planned = plan(base, asked.path, today=today_in(session))
    return _Job(planned.reading, planned.result, lambda: apply(base, planned))


_JOBS = {
    CONTACTS: _contacts_of,
    ACTIVITIES: _activities_of,
    AGREEMENTS: _agreements_of,
    CALENDAR: _calendar_of,
}
