"""A line to type in that also notices what an assistive tool writes into it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit


class TypedLine(QLineEdit):
    """``textEdited`` comes for all that the user changes, by keys or with an assistive tool (dictation, a braille
    display, a switch), which for Qt is no editing; not for what the program writes with ``setText`` and ``clear``.
    """

    def __init__(self) -> None:
        super().__init__()
        self._told = ""
        self._written_by_program = False
        self.textEdited.connect(self._edited)
        self.textChanged.connect(self._changed)

    def setText(self, text: str | None) -> None:  # noqa: N802 - as Qt calls it
        """Write a text that nobody typed."""
        self._written_by_program = True
        try:
            super().setText(text)
        finally:
            self._written_by_program = False

    def clear(self) -> None:
        """Write nothing."""
        self.setText("")

    @Slot(str)
    def _edited(self, text: str) -> None:
        self._told = text

    @Slot(str)
    def _changed(self, text: str) -> None:
        by_program, told, self._told = self._written_by_program, self._told, text
        # Of what is typed Qt tells twice, with textEdited first.
        if not by_program and told != text:
            self.textEdited.emit(text)
