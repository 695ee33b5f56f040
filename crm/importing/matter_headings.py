"""Which column of a sheet holds what, by its heading: an export's own, or what others write.

One ``Headings`` for each kind that the office keeps in sheets: activities, agreements.
"""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from crm.errors import FileProblem, UserError
from crm.importing.columns import ColumnMap, Columns
from crm.importing.fields import Target
from crm.matter_columns import SEVERAL
from crm.texts import _
from crm.vocabularies import squash


class Headings:
    """``columns`` are our headings by key, ``others`` what others call them, with commas, ``essential`` the keys
    without which nothing can be imported."""

    def __init__(
        self, columns: Mapping[str, str], others: Mapping[str, str], essential: Sequence[str]
    ) -> None:
        self._columns = columns
        self._essential = essential
        self._names = {squash(name): key for key, names in others.items() for name in names.split(", ")}
        self._names |= {squash(name): key for key, heading in columns.items() for name in (key, heading)}

    def score(self, cells: Sequence[str]) -> int:
        """How many cells of a row are known headings."""
        return sum(squash(cell) in self._names for cell in cells if cell.strip())

    def recognise(self, headings: Sequence[str], column_map: ColumnMap) -> Columns:
        """Say what each column holds, as ``suggest`` does.

        Raises UserError for a map that does not fit, FileProblem where nothing says what the rows are.
        """
        columns = self.suggest(headings, column_map)
        for key in self.lacking(columns):
            raise FileProblem(
                _(
                    "Ninguna columna dice «{heading}»; ponga ese encabezado a la que lo tiene, o un mapa."
                ).format(heading=_(self._columns[key]))
            )
        return columns

    def lacking(self, columns: Columns) -> tuple[str, ...]:
        """The columns that are not there and without which nothing can be imported."""
        return tuple(key for key in self._essential if not columns.has(key))

    def suggest(self, headings: Sequence[str], column_map: ColumnMap) -> Columns:
        """Say what each column seems to hold, to be put right by the user; of several for what a record has one of,
        the first. Raises UserError for a map that does not fit.
        """
        keys = [self._names.get(squash(heading), "") for heading in headings]
        for position, key in self._mapped(headings, column_map).items():
            keys[position] = key
        taken: set[str] = set()
        targets: list[Target | None] = []
        for key in keys:
            is_taken = key in taken and key not in SEVERAL
            targets.append(Target(key) if key and not is_taken else None)
            taken.add(key)
        return Columns(tuple(headings), tuple(targets))

    def _mapped(self, headings: Sequence[str], column_map: ColumnMap) -> dict[int, str]:
        places = {squash(heading): place for place, heading in enumerate(headings)}
        found = {}
        for heading, wanted in column_map.items():
            if squash(heading) not in places:
                raise UserError(
                    _(
                        "El mapa habla de la columna «{heading}», que el archivo no tiene; corrija el mapa."
                    ).format(heading=heading)
                )
            found[places[squash(heading)]] = self._key_of(wanted) if wanted else ""
        return found

    def _key_of(self, name: str) -> str:
        key = self._names.get(squash(name))
        if key is None:
            near = get_close_matches(squash(name), self._names, n=1)
            hint = _("; ¿quiso decir «{key}»?").format(key=self._names[near[0]]) if near else "."
            raise UserError(
                _("El mapa habla de un campo «{name}», que no existe{hint}").format(name=name, hint=hint)
            )
        return key
