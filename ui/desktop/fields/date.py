"""A date, whole or partly known, as people type it; what was understood stands below in words."""

from collections.abc import Sequence

from PySide6.QtCore import Slot

from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import text_line


class DateField(Field):
    """Holds a partial date in its stored form ("2024-03", "s/f"), or "" for none."""

    def __init__(self, name: str, kit: Kit, *, placeholder: str = "") -> None:
        super().__init__(name, kit)
        self.line = text_line(placeholder or _("hoy, 15/3, nov 2023, s/f"))
        self.body.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.take(self.line)
        self.line.textEdited.connect(self._typed)

    def read(self) -> str:
        """The date in its stored form. Raises InvalidValue."""
        from crm import date_entry

        date = date_entry.read(self.line.text(), self.kit.today)
        return "" if date is None else str(date)

    def write(self, value: str) -> None:
        """Show a date of the stored form."""
        from crm import date_entry
        from crm.partial_dates import PartialDate

        self.line.setText(date_entry.typed(PartialDate.parse(value) if value else None))
        self.show_hint("")

    def texts(self) -> tuple[str, ...]:
        """The line as typed."""
        return (self.line.text(),)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put the line back."""
        self.line.setText(texts[0])
        self._say_understood()

    @Slot()
    def _typed(self) -> None:
        self.changed()
        self._say_understood()

    def _say_understood(self) -> None:
        from crm import date_entry

        try:
            date = date_entry.read(self.line.text(), self.kit.today)
        except InvalidValue:
            self.show_hint("")  # half typed; leaving the field says what is wrong
        else:
            self.show_hint("" if date is None else date_entry.in_words(date, self.kit.today))
