"""The commands that the palette offers."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence

from ui.desktop.contacts.matches import fold, spans
from ui.desktop.key_names import shown


class Command(NamedTuple):
    """What an action does, in words; ``icon`` a file of resources/icons, or empty."""

    title: str
    icon: str
    action: QAction

    @property
    def keys(self) -> str:
        """Its keys, in words, or empty."""
        return shown(self.action.shortcut().toString(QKeySequence.SequenceFormat.PortableText))


def matching(commands: Sequence[Command], text: str) -> list[Command]:
    """The commands whose names have words that begin with all those typed; names that begin so come first."""
    words = fold(text).split()
    found = [
        command
        for command in commands
        if command.action.isEnabled() and all(spans(command.title, (word,)) for word in words)
    ]
    return sorted(found, key=lambda command: not begins(command, text))


def begins(command: Command, text: str) -> bool:
    """Whether the name of a command begins with what is typed."""
    return fold(command.title).startswith(fold(text).strip())
