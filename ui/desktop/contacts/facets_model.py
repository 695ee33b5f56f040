"""The facets as one list: heads, values with their counts, what is folded away, and notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from crm.texts import _, ngettext
from ui.desktop.smart_lists.source import NOT_COUNTED, Saved

if TYPE_CHECKING:
    from crm.facets import FacetGroup, FacetValue

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
SHOWN_AT_FIRST = 5
Index = QModelIndex | QPersistentModelIndex

_NEVER_FOLDED = ("categoria", "tipo", "convenio")


@dataclass(frozen=True, slots=True)
class Head:
    """The name of a field; ``first`` has nothing above it."""

    field: str
    title: str
    first: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that one can choose."""

    field: str
    value: "FacetValue"


@dataclass(frozen=True, slots=True)
class Fold:
    """The values that are not shown (``text`` says how many, ``count`` of how many contacts), or a way to hide them."""

    field: str
    text: str
    count: int
    unfolded: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence under the values of a field."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A smart list; ``chosen`` if its query is the one in force."""

    saved: Saved
    chosen: bool


Entry = Head | Choice | Fold | Note | Listed
LISTS = "listas"
"""What stands for a field above the smart lists."""


class FacetsModel(QAbstractListModel):
    """Heads and notes are only read; smart lists, choices and folds can be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[FacetGroup, ...] = ()
        self._lists: tuple[Saved, ...] = ()
        self._query = ""
        self._unfolded: set[str] = set()
        self._entries: list[Entry] = []

    def show(self, groups: "Sequence[FacetGroup]") -> None:
        """Show other counts; where the values are the same, nothing but the counts changes."""
        self._groups = tuple(groups)
        self._lay_out()

    def show_lists(self, lists: Sequence[Saved], query: str) -> None:
        """Show these smart lists above the rest; ``query`` is the one in force."""
        self._lists, self._query = tuple(lists), query.strip()
        self._lay_out()

    def fold(self, field: str) -> None:
        """Show all values of a field, or only the first of them again."""
        self._unfolded ^= {field}
        self._lay_out()

    def entry(self, row: int) -> Entry:
        """What stands at a place."""
        return self._entries[row]

    def place_of(self, wanted: Entry) -> int:
        """Where a choice or a fold is now, whatever its count; -1 if it is gone."""
        key = _key(wanted)
        return next((row for row, entry in enumerate(self._entries) if _key(entry) == key), -1)

    def _lay_out(self) -> None:
        entries = [
            *_listed(self._lists, self._query),
            *_entries(self._groups, self._unfolded, first=not self._lists),
        ]
        if [_key(entry) for entry in entries] == [_key(entry) for entry in self._entries]:
            self._entries = entries
            if entries:
                self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """How many lines."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The entry under ENTRY_ROLE, for the delegate; its words, and whether it is chosen, for everybody."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(entry)
        if isinstance(entry, Listed):
            return entry.saved.query if role == Qt.ItemDataRole.ToolTipRole else None
        if role == Qt.ItemDataRole.CheckStateRole and isinstance(entry, Choice):
            return Qt.CheckState.Checked if entry.value.chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(entry, Choice):
            return entry.value.text if entry.field == "consulado" else entry.value.label
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads and notes are passed over by the keyboard."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        entry = self._entries[index.row()]
        if isinstance(entry, Head | Note):
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if isinstance(entry, Choice) else flags


def _listed(lists: Sequence[Saved], query: str) -> Iterable[Entry]:
    if lists:
        yield Head(LISTS, _("Listas inteligentes"), first=True)
    for one in lists:
        yield Listed(one, chosen=bool(query) and one.query == query)


def _entries(groups: "Iterable[FacetGroup]", unfolded: set[str], *, first: bool) -> Iterable[Entry]:
    for group in groups:
        if not group.values:
            continue
        yield Head(group.field, group.title, first)
        first = False
        folded = _foldable(group)
        shown = group.values if group.field in unfolded or not folded else _shown_when_folded(group)
        for value in shown:
            yield Choice(group.field, value)
        if folded:
            hidden = [value for value in group.values if value not in shown]
            yield _fold(group, hidden)
        if group.note:
            yield Note(group.field, group.note)


def _foldable(group: "FacetGroup") -> bool:
    if group.field in _NEVER_FOLDED:
        return False
    # One that stands alone behind a fold takes the fold's own line.
    return len(group.values) - len(_shown_when_folded(group)) > 1


def _shown_when_folded(group: "FacetGroup") -> "tuple[FacetValue, ...]":
    return group.values[:SHOWN_AT_FIRST] + tuple(
        value for value in group.values[SHOWN_AT_FIRST:] if value.chosen
    )


def _fold(group: "FacetGroup", hidden: "Sequence[FacetValue]") -> Fold:
    if not hidden:
        return Fold(group.field, _("Mostrar menos"), 0, unfolded=True)
    n = len(hidden)
    words = {
        "pais": ngettext("Otro país", "Otros {n} países", n),
        "consulado": ngettext("Otro consulado", "Otros {n} consulados", n),
        "red": ngettext("Otra red", "Otras {n} redes", n),
        "etiqueta": ngettext("Otra etiqueta", "Otras {n} etiquetas", n),
    }[group.field]
    return Fold(group.field, words.format(n=n), sum(value.count for value in hidden), unfolded=False)


def _key(entry: Entry) -> tuple[object, ...]:
    if isinstance(entry, Choice):
        return ("choice", entry.field, entry.value.text)
    if isinstance(entry, Note):
        return ("note", entry.text)  # its height goes with its words
    if isinstance(entry, Listed):
        return ("list", entry.saved.id)
    if isinstance(entry, Head):
        return ("head", entry.field, entry.first)  # its height, too
    return (type(entry).__name__, entry.field)


def _words(entry: Entry) -> str:
    if isinstance(entry, Head):
        return entry.title
    if isinstance(entry, Listed):
        return entry.saved.name
    return entry.value.label if isinstance(entry, Choice) else entry.text


def _spoken(entry: Entry) -> str:
    if isinstance(entry, Listed):
        return _spoken_list(entry.saved)
    if isinstance(entry, Choice):
        n = entry.value.count
        counted = ngettext("{n:,} contacto", "{n:,} contactos", n).format(n=n)
        return f"{entry.value.label}, {counted}"
    return _words(entry)


def _spoken_list(saved: Saved) -> str:
    if not saved.understood:
        return _("{name}, lista inteligente cuya consulta ya no se entiende").format(name=saved.name)
    if saved.total == NOT_COUNTED:
        return _("{name}, lista inteligente").format(name=saved.name)
    counted = ngettext("{n:,} contacto", "{n:,} contactos", saved.total).format(n=saved.total)
    return _("{name}, lista inteligente, {counted}").format(name=saved.name, counted=counted)
