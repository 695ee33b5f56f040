"""The record of a request beside the list: its head with the next steps, what is known, documents, history."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from crm.contact_values import Reference
from crm.printing.catalog import OF_REQUEST
from crm.request_values import OPEN
from crm.texts import _
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_add import AddButton
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose
from ui.desktop.matters.head import MatterHead
from ui.desktop.matters.linked import linked_rows
from ui.desktop.matters.record_pane import MatterRecordPane, MatterView
from ui.desktop.matters.sheet import MatterSheet
from ui.desktop.matters.stacked import stacked
from ui.desktop.requests.editing import names
from ui.desktop.requests.shown import ShownRequest
from ui.desktop.requests.words import date_in_words, days_in_words, term_in_words, tone
from ui.desktop.theme import Theme

CHANNEL, ATTEND, DROP, REOPEN, REMIND = "turnar", "atender", "sin-materia", "abrir", "recordatorio"
"""What can be wanted of a request."""
_LINES = ("office_number", "received", "sender", "term", "instruction", "answer", "receipt", "source")


class RequestHead(MatterHead):
    """Folio, direction and state over the subject; the term under it."""

    title_field = "subject"
    pages = OF_REQUEST

    def identity(self, record: ShownRequest) -> str:
        """ "Gestión 12/2025 · recibida · turnada a UTVOPL"."""
        row = record.row
        state = _("turnada a {area}").format(area=row.area) if row.state == "turnada" and row.area else ""
        folio = _("Gestión {folio}").format(folio=row.folio)
        outgoing = _("enviada") if row.direction == "enviada" else ""
        return "\u2002·\u2002".join(part for part in (folio, outgoing, state or _(row.state)) if part)

    def due(self, record: ShownRequest) -> tuple[str, str]:
        """When it must be answered and how many days are left."""
        words = term_in_words(record.row, record.today)
        left = days_in_words(record.row)
        colour = tone(record.row)
        both = ", ".join(part for part in (words, left) if part)
        return both[:1].upper() + both[1:], colour

    def next_steps(self, record: ShownRequest) -> Mapping[str, str]:
        """Open: channel, answer, close without answer, remind; closed: open again."""
        if record.row.state in OPEN:
            return {
                ATTEND: _("Atender…"),
                CHANNEL: _("Turnar…"),
                REMIND: _("Recordatorio…"),
                DROP: _("Sin materia…"),
            }
        return {REOPEN: _("Abrir otra vez")}


class RequestSheet(MatterSheet):
    """What is known of a request."""

    def __init__(
        self, record: ShownRequest, theme: Theme, icons: Icons, editing: Editing | None = None
    ) -> None:
        super().__init__(record, theme, icons, editing)
        first: list[QWidget] = [self._grid(self._rows())]
        if self._editing is not None:
            self.add_button = AddButton(record, self._editing, icons)
            first.append(self.add_button)
        self._lay_out(first, [*self._reminders(), *self._links(), *self._notes_section(record.whole.notes)])

    def _rows(self) -> list[tuple[str, QWidget]]:
        record: ShownRequest = self._record
        whole, own = record.whole, record.own
        shown: dict[str, QWidget | None] = {
            "office_number": _prose(own["office_number"]),
            "received": _prose(
                ", ".join(p for p in (date_in_words(own["received_on"]), own["received_time"]) if p)
            ),
            "sender": self._sender(),
            "term": _prose(_("{n} días hábiles").format(n=own["term_days"]) if own["term_days"] else ""),
        }
        rows = self._named(shown)
        if whole.area:
            rows.append((_("Área"), Prose(whole.area)))
        if whole.request.channelled_on:
            rows.append((_("Turnada el"), Prose(date_in_words(whole.request.channelled_on))))
        if whole.copies:
            rows.append((_("Copia para"), Prose(", ".join(whole.copies))))
        answered = (date_in_words(own["answered_on"]), own["answer_number"])
        answer = "\n".join(p for p in (own["answer"], " · ".join(p for p in answered if p)) if p)
        rows += self._named(
            {
                "instruction": _prose(own["instruction"]),
                "answer": _prose(answer),
                "receipt": _prose(own["receipt"]),
                "source": _prose(own["source"]),
            }
        )
        return [*rows, *((place.edit.name, place) for place in self._new_places(*_LINES))]

    def _named(self, shown: Mapping[str, QWidget | None]) -> list[tuple[str, QWidget]]:
        return [
            (names()[field], self._place(field, widget))
            for field, widget in shown.items()
            if widget is not None
        ]

    def _sender(self) -> QWidget | None:
        sender, words = self._record.whole.sender, self._record.own["sender_text"]
        if sender is None:
            return _prose(words)
        return stacked([self._to(sender, "link"), *([Prose(words, look="muted")] if words else [])])

    def _reminders(self) -> list[QWidget]:
        rows: list[QWidget] = []
        for task in self._record.whole.reminders:
            link = self._to(Reference(task.id, task.what, "follow_up"))
            said = " · ".join(part for part in (task.due, task.responsible) if part)
            look = "danger" if task.is_overdue else "muted"
            rows.append(stacked([link, *([Prose(said, look=look)] if said else [])]))
        return [self._section(_("Recordatorios") + f"  {len(rows)}", rows, gap=8)] if rows else []

    def _links(self) -> list[QWidget]:
        rows = linked_rows(self._record.whole.links, self._place, self.record_wanted)
        rows += self._new_places("links")
        return [self._section(_("Ligada a"), rows, gap=8)] if rows else []


class RequestView(MatterView):
    """The record of a request."""

    head_kind = RequestHead
    sheet_kind = RequestSheet


def request_pane(theme: Theme, icons: Icons) -> MatterRecordPane:
    """The place of a request's record beside the list."""
    return MatterRecordPane(theme, icons, RequestView, _("Ficha de la gestión"))


def _prose(text: str) -> QWidget | None:
    return Prose(text) if text else None
