"""Which column holds what: recognised by its heading, put right by its neighbours, overridden by the user's map."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from crm.errors import FileProblem, UserError
from crm.files.saving import replacing
from crm.importing.fields import FIELDS, IGNORED, NAMING, Target, find_target
from crm.importing.headings import recognise
from crm.texts import _
from crm.vocabularies import squash

ColumnMap = Mapping[str, str | None]
"""The user's map: a heading of the file, and the key or heading of a field of ours, or None to leave it out."""

_TITLES = ("title", "titulo")
_KINDS = ("tipo", "type")


@dataclass(frozen=True, slots=True)
class Columns:
    """The file's headings and, for each, its target or None when nobody knows it."""

    headings: tuple[str, ...]
    targets: tuple[Target | None, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headings that nothing was made of, for the user to map."""
        pairs = zip(self.headings, self.targets, strict=True)
        return tuple(heading for heading, target in pairs if target is None)

    @property
    def names_contacts(self) -> bool:
        """Whether some column says whose row it is; without one nothing can be imported."""
        return self.has(*NAMING, "organizacion")

    def has(self, *fields: str) -> bool:
        """Whether any column holds one of these fields."""
        return any(target is not None and target.field in fields for target in self.targets)

    def heading_of(self, field: str) -> str:
        """The heading of the first column of a field, "" without one."""
        pairs = zip(self.headings, self.targets, strict=True)
        return next((name for name, target in pairs if target is not None and target.field == field), "")


def heading_score(cells: Sequence[str]) -> int:
    """How many cells of a row are known headings."""
    return sum(1 for cell in cells if cell.strip() and _of_heading(squash(cell), cell) is not None)


def recognise_columns(headings: Sequence[str], column_map: ColumnMap | None = None) -> Columns:
    """Say what each column holds. Raises UserError for a map that does not fit, or when no column names a contact."""
    columns = suggest_columns(headings, column_map)
    if not columns.names_contacts:
        raise FileProblem(_no_names(headings))
    return columns


def suggest_columns(headings: Sequence[str], column_map: ColumnMap | None = None) -> Columns:
    """Say what each column seems to hold, to be put right by the user. Raises UserError for a map that does not fit."""
    squashed = [squash(heading) for heading in headings]
    targets = [_of_heading(text, heading) for text, heading in zip(squashed, headings, strict=True)]
    _consider_neighbours(squashed, targets)
    for position, target in _mapped(headings, column_map or {}).items():
        targets[position] = target
    return Columns(tuple(headings), tuple(targets))


def read_map(path: Path) -> dict[str, str | None]:
    """Read a map from a JSON file: an object of headings and fields. Raises FileProblem when it is not one."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise FileProblem(
            _("No se pudo leer el mapa «{name}»; revise que el archivo exista.").format(name=path.name)
        ) from error
    except ValueError as error:
        raise FileProblem(
            _("El mapa «{name}» no es JSON válido; corríjalo.").format(name=path.name)
        ) from error
    if not isinstance(content, dict) or not all(
        value is None or isinstance(value, str) for value in content.values()
    ):
        raise FileProblem(
            _("El mapa «{name}» debe ser un objeto JSON: encabezado y nombre del campo, o null.").format(
                name=path.name
            )
        )
    return content


def write_map(column_map: ColumnMap, path: Path) -> None:
    """Keep a map in a JSON file that ``read_map`` reads. Raises FileProblem when the file cannot be written."""
    with replacing(path) as draft:
        draft.write_text(json.dumps(dict(column_map), ensure_ascii=False, indent=2), encoding="utf-8")


def _of_heading(squashed: str, heading: str) -> Target | None:
    if squashed in _TITLES:
        return Target("tratamiento")
    return recognise(heading)


def _consider_neighbours(squashed: list[str], targets: list[Target | None]) -> None:
    fields = {target.field for target in targets if target is not None}
    for position, (text, target) in enumerate(zip(squashed, targets, strict=True)):
        if text in _TITLES and "cargo" not in fields:
            targets[position] = Target("cargo")
        elif text == "nombre" and "nombres" not in fields and fields & {"apellidos", "primer_apellido"}:
            targets[position] = Target("nombres")
        elif text in _KINDS and target is not None and "clase" in squashed:
            targets[position] = IGNORED if "subtipo" in fields else Target("subtipo")
    _move_to_home(targets)


def _move_to_home(targets: list[Target | None]) -> None:
    """Thunderbird in Spanish writes "Dirección de casa" beside a bare "Ciudad actual" and "País donde vives"."""
    places = {(target.field, target.slot) for target in targets if target is not None}
    if ("direccion", "casa") not in places or places & {("ciudad", "casa"), ("direccion", "1")}:
        return
    for position, target in enumerate(targets):
        if (
            target is not None
            and target.slot == "1"
            and target.field in ("ciudad", "estado", "codigo_postal", "pais")
        ):
            field = "pais_direccion" if target.field == "pais" else target.field
            targets[position] = Target(field, "casa", "residencia")


def _mapped(headings: Sequence[str], column_map: ColumnMap) -> dict[int, Target]:
    positions = {squash(heading): position for position, heading in enumerate(headings)}
    mapped: dict[int, Target] = {}
    for heading, field in column_map.items():
        position = positions.get(squash(heading))
        if position is None:
            raise UserError(
                _("El archivo no tiene una columna «{heading}»; sus columnas son: {columns}.").format(
                    heading=heading, columns=", ".join(headings)
                )
            )
        mapped[position] = IGNORED if field is None else _field_target(heading, field)
    return mapped


def _field_target(heading: str, field: str) -> Target:
    target = find_target(field)
    if target is None:
        near = get_close_matches(field.casefold(), FIELDS, n=1)
        hint = _("¿quiso decir «{field}»? ").format(field=near[0]) if near else ""
        raise UserError(
            _(
                "El mapa da a «{heading}» un campo que no existe, «{field}»; {hint}Los campos son: {fields}."
            ).format(heading=heading, field=field, hint=hint, fields=", ".join(FIELDS))
        )
    # What the heading says of the use ("Celular") still holds when the map only names the field.
    said = recognise(heading)
    if said is not None and said.field == target.field and target.slot == "1":
        return replace(target, slot=said.slot, use=said.use)
    return target


def _no_names(headings: Sequence[str]) -> str:
    shown = ", ".join(f"«{heading}»" for heading in headings[:8])
    return _(
        "No se reconoce ninguna columna con el nombre del contacto (las columnas son {columns}); "
        "póngale «Nombre», «Apellidos» u «Organización», o indique un mapa de columnas."
    ).format(columns=shown)
