"""Exporting contacts to a file, whole or not at all; the journal keeps that it was done, by whom and how many."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from crm import countries
from crm.base import Base
from crm.card_reader import STATEMENT, made_of
from crm.errors import BaseProblem, FileProblem
from crm.exporting.columns import groups_of, lay_out
from crm.exporting.rows import fullest, read_ahead, table_rows
from crm.heap import without_collector
from crm.progress import Progress, silent
from crm.texts import _, mark_plural
from db import journal

EXPORT_TITLE = mark_plural("Exportar {n:,} contacto", "Exportar {n:,} contactos")
ENDINGS = (".xlsx", ".csv", ".tsv", ".vcf")
_STEP = 500

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Exported:
    """``reasons`` counts, by sentence, the contacts left out."""

    written: int
    left_out: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)


def export(
    base: Base,
    ids: Sequence[int],
    path: Path,
    columns: Sequence[str] | None = None,
    progress: Progress = silent,
    *,
    replace: bool = True,
) -> Exported:
    """Write contacts to ``path``, in the order of ``ids``: XLSX, CSV, TSV or vCard 4.0 by its ending.

    ``columns`` are keys of fields (see ``columns.parse_columns``), all of them if None; a vCard has no columns.
    A file of that name is replaced, or refused without ``replace``.
    Raises FileProblem when the file cannot be written, Cancelled from ``progress``; both leave nothing behind.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise FileProblem(
            _("No se sabe exportar a «{ending}»; termine el nombre en .xlsx, .csv o .vcf.").format(
                ending=path.suffix or path.name
            )
        )
    refuse_existing(path, replace=replace)
    with base.read() as session, without_collector():
        live = _live(session, ids)
        if ending == ".vcf":
            _write_vcards(session, live, path, progress)
        else:
            _write_table(session, live, path, columns, progress)
    # A base that nobody can write to (a copy on a disc, one held by a long import) can still be exported.
    with suppress(BaseProblem), base.operation(journal.READING, EXPORT_TITLE, {"n": len(live)}):
        pass
    gone = len(ids) - len(live)
    return Exported(len(live), gone, {_("en la papelera"): gone} if gone else {})


def refuse_existing(path: Path, *, replace: bool) -> None:
    """Raise FileProblem if a file of that name would be replaced, unless it may be."""
    if not replace and path.is_file():
        raise FileProblem(
            _(
                "Ya existe «{path}» y no se cambió; elija otro nombre, o pida reemplazarlo (--reemplazar)."
            ).format(path=path)
        )


def _live(session: Session, ids: Sequence[int]) -> list[int]:
    """The ids that are contacts outside the trash, in their order."""
    # One text of all: a row for each takes three times as long.
    found = session.connection().exec_driver_sql(
        "SELECT json_group_array(r.id) FROM json_each(?) AS wanted CROSS JOIN record AS r ON r.id = wanted.value "
        "WHERE r.trashed_by IS NULL AND r.merged_into IS NULL AND r.kind IN ('person', 'organization')",
        (json.dumps(list(ids)),),
    )
    live = set(json.loads(found.scalar_one()))
    return [record for record in ids if record in live]


def _write_vcards(session: Session, ids: Sequence[int], path: Path, progress: Progress) -> None:
    from crm.files.vcard_writing import write_vcards

    names = countries.names()
    with closing(read_ahead(session.connection(), STATEMENT, iter(ids))) as batches:
        found = (card for batch, texts in batches for _record, card in made_of(batch, texts))
        write_vcards(path, _told(found, len(ids), progress), country_name=lambda code: names.get(code, code))


def _write_table(
    session: Session, ids: Sequence[int], path: Path, columns: Sequence[str] | None, progress: Progress
) -> None:
    layout = lay_out(columns, fullest(session, groups_of(columns), ids))
    with closing(table_rows(session, ids, layout)) as found:
        rows = _told(found, len(ids), progress)
        if path.suffix.lower() == ".xlsx":
            # Loading the spreadsheet libraries takes time, and not every export needs them.
            from crm.files.spreadsheet import write_xlsx

            write_xlsx(path, layout.headings, rows)
        else:
            from crm.files.delimited import write_delimited

            write_delimited(path, layout.headings, rows, "\t" if path.suffix.lower() == ".tsv" else ",")


def _told(items: Iterable[Item], total: int, progress: Progress) -> Iterator[Item]:
    for done, item in enumerate(items):
        if done % _STEP == 0:
            progress(done, total)
        yield item
    progress(total, total)
