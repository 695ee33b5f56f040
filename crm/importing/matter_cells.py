"""The cells of a row of a sheet, asked for by column; what is wrong with them is noted as it is found."""

import datetime
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from crm.date_entry import read as read_date
from crm.errors import InvalidValue, NotFound
from crm.files.garbled import repair
from crm.importing.activity_drafts import names_in
from crm.importing.cells import Problem
from crm.importing.columns import Columns
from crm.matter_columns import SEVERAL, split, unescape
from crm.texts import _
from crm.vocabularies import squash

Value = TypeVar("Value")

_YES = {squash(word): word != "no" for word in ("sí", "si", "x", "verdadero", "true", "yes", "1", "no")} | {
    squash(word): False for word in ("falso", "false", "0")
}


class MatterCells:
    """The row that is being read. Where the columns are is settled once; each row is taken on its own."""

    def __init__(self, columns: Columns, *, today: datetime.date, mend: bool = False) -> None:
        self.columns = columns
        self.today = today
        self.problems: list[Problem] = []
        self.said: Mapping[str, str] = {}
        self._mend = mend

    def take(self, cells: Sequence[str]) -> None:
        """Go on to a row."""
        self.said = self.row(cells)
        self.problems = []

    def row(self, cells: Sequence[str]) -> dict[str, str]:
        """The texts of a row by key; what several columns say of one is joined."""
        found: dict[str, str] = {}
        for target, cell in zip(self.columns.targets, cells, strict=False):
            text = unicodedata.normalize("NFC", cell.strip())
            if target is None or not text:
                continue
            text = repair(text) if self._mend else text
            found[target.field] = f"{found[target.field]}; {text}" if target.field in found else text
        return found

    def read(self, key: str, read: Callable[[str], Value], otherwise: Value) -> Value:
        """What ``read`` makes of a cell; ``otherwise`` where it is empty or, the problem noted, not valid."""
        text = self.said.get(key, "")
        if not text:
            return otherwise
        try:
            return read(text)
        except (InvalidValue, NotFound) as error:
            self.reject(key, getattr(error, "value", "") or text, str(error))
            return otherwise

    def needed(self, key: str, read: Callable[[str], Value], otherwise: Value, missing: str) -> Value:
        """The same of a cell that must not be empty; ``missing`` says so."""
        if not self.said.get(key):
            self.reject(key, "", missing)
        return self.read(key, read, otherwise)

    def each(self, key: str, read: Callable[[list[str]], tuple[Any, ...]]) -> tuple[Any, ...]:
        """What ``read`` makes of the texts that a cell lists."""
        return self.read(key, lambda text: read(names_in(text)), ())

    def day(self, key: str, text: str) -> str:
        """A partial date in its stored form; "" where there is none."""
        if not text:
            return ""
        try:
            day = read_date(text, self.today)
        except InvalidValue as error:
            self.reject(key, self.said.get(key, "") or text, str(error))
            return ""
        return str(day) if day is not None else ""

    def reject(self, key: str, value: str, reason: str) -> None:
        """Note what is wrong with a cell."""
        self.problems.append(Problem(self.columns.heading_of(key), value, reason))


def yes_or_no(text: str) -> bool:
    """Whether a cell says yes. Raises InvalidValue."""
    found = _YES.get(squash(text))
    if found is None:
        raise InvalidValue(
            _("«{text}» no se entiende; escriba sí o no.").format(text=text), "of_others", text
        )
    return found


def same_cells(row: Mapping[str, str], kept: Mapping[str, str]) -> bool:
    """Whether a row says what an export of the record says, in the columns that it has."""
    return all(
        _plain(row.get(key, ""), key) == _plain(text, key) for key, text in kept.items() if key != "uid"
    )


def _plain(text: str, key: str) -> str:
    written = "; ".join(map(unescape, split(text))) if key in SEVERAL else text
    return " ".join(unicodedata.normalize("NFC", written).split())
