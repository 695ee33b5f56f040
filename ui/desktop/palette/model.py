"""What the palette lists: heads, contacts and commands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from crm.contact_list import ContactRow
from crm.texts import _
from ui.desktop.palette.commands import Command, begins

if TYPE_CHECKING:
    from crm.matter_rows import MatterRow
    from crm.quick_search import QuickGroup

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
COMMANDS_AT_MOST = 4
Index = QModelIndex | QPersistentModelIndex

_BEGINS, _HAS_WORDS = 1, 2


@dataclass(frozen=True, slots=True)
class Head:
    """The name of a group, and how many of it are shown: ``3 de 12``, ``2``."""

    title: str
    number: str


@dataclass(frozen=True, slots=True)
class Found:
    """A contact, or an activity, a request …"""

    row: "ContactRow | MatterRow"


@dataclass(frozen=True, slots=True)
class Order:
    """A command."""

    command: Command


Entry = Head | Found | Order


class PaletteModel(QAbstractListModel):
    """The groups one under another; heads are passed over by the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []

    def show_found(self, groups: "Sequence[QuickGroup]", commands: Sequence[Command], text: str) -> None:
        """Show what was found for a text; the group with the best match comes first."""
        rank = _BEGINS if commands and begins(commands[0], text) else _HAS_WORDS
        before = [group for group in groups if group.rank <= rank]
        after = [group for group in groups if group.rank > rank]
        self._show(
            [
                *_of_groups(before),
                *_of_commands(commands[:COMMANDS_AT_MOST], len(commands)),
                *_of_groups(after),
            ]
        )

    def show_recent(self, rows: Sequence[ContactRow], commands: Sequence[Command]) -> None:
        """Show what was opened lately, and all commands."""
        recent: list[Entry] = [Head(_("Recientes"), str(len(rows))), *map(Found, rows)] if rows else []
        self._show([*recent, *_of_commands(commands, len(commands))])

    def _show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """What stands at a place."""
        return self._entries[row]

    def choosable(self) -> list[int]:
        """The places that are not heads."""
        return [row for row, entry in enumerate(self._entries) if not isinstance(entry, Head)]

    def place_of(self, wanted: Entry | None) -> int:
        """Where the same contact or command stands now, or -1."""
        return next((row for row, entry in enumerate(self._entries) if _key(entry) == _key(wanted)), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """How many lines."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The entry under ENTRY_ROLE, for the delegate; its words for everybody."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return _title(entry)
        return spoken(entry) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads are only read."""
        if not index.isValid() or isinstance(self._entries[index.row()], Head):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _of_groups(groups: "Iterable[QuickGroup]") -> Iterable[Entry]:
    for group in groups:
        yield Head(group.title, _number(len(group.rows), group.total))
        yield from map(Found, group.rows)


def _of_commands(commands: Sequence[Command], total: int) -> Iterable[Entry]:
    if commands:
        yield Head(_("Listas y órdenes"), _number(len(commands), total))
        yield from map(Order, commands)


def _number(shown: int, total: int) -> str:
    if total < 0:
        return ""
    if shown == total:
        return str(total)
    return _("{n} de {total:,}").format(n=shown, total=total)


def _title(entry: Entry) -> str:
    if isinstance(entry, Head):
        return entry.title
    return entry.row.name if isinstance(entry, Found) else entry.command.title


def spoken(entry: Entry) -> str:
    """An entry for a screen reader."""
    if isinstance(entry, Head):
        parts = (entry.title, entry.number)
    elif isinstance(entry, Found):
        parts = (entry.row.name, entry.row.second_line)
    else:
        parts = (entry.command.title, entry.command.keys)
    return ", ".join(part for part in parts if part)


def _key(entry: Entry | None) -> object:
    if isinstance(entry, Found):
        return entry.row.id
    return entry.command.title if isinstance(entry, Order) else entry
