"""The columns of an export: contacts laid out flat, under headings that an import recognises.

A contact has several phones, addresses and so on: each gets its columns ("Teléfono 2"), as many as the fullest record
needs, so that a file imported into an empty base gives the same contacts back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from crm.errors import UserError
from crm.importing.fields import FIELDS, Field, find_target
from crm.texts import _

_EXPORTABLE = tuple(field.key for field in FIELDS.values() if not field.only_import)
LISTED = ("otras_categorias", "idiomas", "etiquetas")
"""Fields of which a contact has several, all in one cell."""


@dataclass(frozen=True, slots=True)
class Section:
    """Columns that stand together and are read together: the keys of their fields.

    ``group`` is that of the fields (empty for what a contact has one of), whose columns come ``count`` times.
    """

    keys: list[str]
    group: str = ""
    count: int = 1

    @property
    def width(self) -> int:
        """How many columns."""
        return self.count * len(self.keys)


@dataclass(frozen=True, slots=True)
class Layout:
    """The headings, and the columns under them in the same order."""

    headings: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


def parse_columns(text: str) -> list[str]:
    """The keys of fields listed by key or heading, with commas. Raises UserError for one that does not exist."""
    keys = []
    for name in filter(None, (part.strip() for part in text.split(","))):
        target = find_target(name)
        if target is None or FIELDS[target.field].only_import:
            near = get_close_matches(name.casefold(), _EXPORTABLE, n=1)
            hint = _("; ¿quiso decir «{column}»?").format(column=near[0]) if near else "."
            raise UserError(
                _("No existe la columna «{column}»{hint} Las columnas son: {columns}.").format(
                    column=name, hint=hint, columns=", ".join(_EXPORTABLE)
                )
            )
        if target.field not in keys:
            keys.append(target.field)
    if not keys:
        raise UserError(_("No se indicó ninguna columna; escriba por ejemplo: nombre,telefono,correo."))
    return keys


def groups_of(keys: Sequence[str] | None) -> set[str]:
    """The groups whose counts ``lay_out`` needs to know."""
    fields = FIELDS.values() if keys is None else [FIELDS[key] for key in keys]
    return {field.group for field in fields if field.group}


def lay_out(keys: Sequence[str] | None, counts: Mapping[str, int]) -> Layout:
    """Lay out the fields chosen, all of them if None. ``counts``: by group, how many the fullest contact has."""
    chosen = (
        [field for field in FIELDS.values() if not field.only_import]
        if keys is None
        else [FIELDS[key] for key in keys]
    )
    layout = Layout()
    done: set[str] = set()
    for field_ in chosen:
        if not field_.group:
            _add_single(layout, field_)
        elif field_.group not in done:
            done.add(field_.group)
            together = [other for other in chosen if other.group == field_.group]
            # A column asked for by name is there even when nobody has anything in it.
            count = max(counts.get(field_.group, 0), 0 if keys is None else 1)
            _add_group(layout, together, count)
    return layout


def _add_single(layout: Layout, field_: Field) -> None:
    layout.headings.append(field_.heading)
    last = layout.sections[-1] if layout.sections else None
    if field_.key in LISTED or last is None or last.group or last.keys[0] in LISTED:
        layout.sections.append(Section([field_.key]))
    else:
        last.keys.append(field_.key)


def _add_group(layout: Layout, together: Sequence[Field], count: int) -> None:
    if not count:
        return
    for number in range(1, count + 1):
        layout.headings.extend(f"{field_.heading} {number}" for field_ in together)
    layout.sections.append(Section([field_.key for field_ in together], together[0].group, count))
