"""What an import did, as the command line answers it."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from crm.texts import _, ngettext

if TYPE_CHECKING:
    from crm.importing.run import PossibleDuplicate, Result

SHOWN = 20
"""Reasons and possible duplicates that are told in words."""
ROWS_SHOWN = 10


def as_json(result: "Result") -> dict[str, Any]:
    """What an import did or would do, by the keys of the contract."""
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


def in_words(result: "Result", *, of_contacts: bool, dry_run: bool) -> str:
    """What an import did or would do, in a few lines; ``of_contacts`` or of what happens with them."""
    first = ngettext("De {n:,} fila: {counts}.", "De {n:,} filas: {counts}.", result.read).format(
        n=result.read, counts=_counts(result, of_contacts=of_contacts)
    )
    lines = [
        _("Ensayo, no se guardó nada. ") + first if dry_run else first,
        *_unused_columns(result),
        *_rejections(result),
        *_duplicates(result),
    ]
    return "\n".join(lines)


def _counts(result: "Result", *, of_contacts: bool) -> str:
    created = ngettext("{n:,} creada", "{n:,} creadas", result.created).format(n=result.created)
    if result.named and of_contacts:
        created += ngettext(
            " (y {n:,} institución que se nombra)",
            " (y {n:,} instituciones que se nombran)",
            len(result.named),
        ).format(n=len(result.named))
    elif result.named:
        created += ngettext(
            " (y {n:,} contacto que se nombra)", " (y {n:,} contactos que se nombran)", len(result.named)
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
