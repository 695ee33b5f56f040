"""The forms of Gestiones: a new one, and the steps that have something to say: channel, answer, close, remind."""

from typing import Any, ClassVar

from PySide6.QtCore import Slot

from crm.errors import InvalidValue
from crm.follow_up_values import NewFollowUp
from crm.request_values import DIRECTIONS, INCOMING, Answer, NewRequest
from crm.texts import _
from ui.desktop.fields.date import DateField
from ui.desktop.fields.field import Kit
from ui.desktop.fields.line import ChoiceField, LongTextField, NoteField, TextField
from ui.desktop.fields.links import LinksField
from ui.desktop.follow_ups.fields import DueField
from ui.desktop.matters.form import MatterForm, StepForm
from ui.desktop.requests.fields import AreaField, Choices, CopiesField, ReceivedField, SenderField, TermField
from ui.desktop.requests.shown import ShownRequest

FORM = "gestion"


class NewRequestForm(MatterForm):
    """``saving`` carries a NewRequest."""

    kind: ClassVar[str] = FORM
    named_by: ClassVar[str] = "subject"
    usual: ClassVar[frozenset[str]] = frozenset(("direction", "received"))

    def __init__(self, kit: Kit, choices: Choices) -> None:
        super().__init__(kit, _("Nueva gestión"), _("Turnarla y atenderla se hace después, en su ficha."))
        directions = {code: _(code).capitalize() for code in DIRECTIONS}
        required = _("Escriba el asunto de la gestión: está vacío.")
        self.put("subject", LongTextField(_("Asunto"), kit, required=required))
        self.put("direction", ChoiceField(_("Sentido"), kit, directions))
        self.put("office_number", TextField(_("Oficio"), kit, placeholder=_("El número que trae")))
        self.put("received", ReceivedField(kit))
        self.put("sender", SenderField(kit))
        self.term = TermField(kit, choices.closed)
        self.put("term", self.term)
        self.put("links", LinksField(kit, _("Ligada a")))
        self.fields["direction"].write(INCOMING)
        self.fields["received"].write({"received_on": kit.today.isoformat(), "received_time": ""})
        self.fields["received"].edited.connect(self._received_edited)
        self._received_edited()

    @Slot()
    def _received_edited(self) -> None:
        try:
            received = self.fields["received"].read()["received_on"]
        except InvalidValue:
            received = ""
        self.term.run_from(received)

    def make(self) -> NewRequest:
        """What the fields make."""
        values = self.values
        return NewRequest(
            subject=values["subject"],
            direction=values["direction"],
            office_number=values["office_number"],
            received=values["received"]["received_on"],
            time=values["received"]["received_time"],
            sender=values["sender"]["sender"],
            sender_text=values["sender"]["sender_text"],
            term=values["term"],
            links=tuple(other.id for other in values["links"]),
        )


class ChannelForm(StepForm):
    """``saving`` carries what ``crm.requests.channel`` takes, by name, its day aside."""

    def __init__(self, kit: Kit, record: ShownRequest, choices: Choices) -> None:
        super().__init__(kit, _("Turnar a un área"), _("Turnar"))
        found = record.whole.request
        required = _("Elija el área a la que se turna.")
        self.put("area", AreaField(kit, choices, required=required))
        self.put("instruction", NoteField(_("Instrucción"), kit, placeholder=_("Qué se le pide al área")))
        self.put("copies", CopiesField(kit, choices))
        self.fields["area"].write(found.area_id or "")
        self.fields["instruction"].write(found.instruction)
        self.fields["copies"].write([number for number, _code in found.copies])

    def make(self) -> dict[str, Any]:
        """Area, instruction and copies."""
        return self.values


class AttendForm(StepForm):
    """``saving`` carries an Answer."""

    def __init__(self, kit: Kit, record: ShownRequest) -> None:
        super().__init__(kit, _("Atender la gestión"), _("Atendida"))
        own = record.own
        self.put("text", NoteField(_("Respuesta"), kit, placeholder=_("Qué se respondió")))
        self.put("on", DateField(_("Día"), kit))
        self.put("office_number", TextField(_("Oficio"), kit, placeholder=_("El de la respuesta")))
        self.put("receipt", TextField(_("Acuse"), kit))
        self.fields["text"].write(own["answer"])
        self.fields["on"].write(own["answered_on"] or kit.today.isoformat())
        self.fields["office_number"].write(own["answer_number"])
        self.fields["receipt"].write(own["receipt"])

    def make(self) -> Answer:
        """The answer."""
        return Answer(**self.values)


class DropForm(StepForm):
    """``saving`` carries the reason."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, _("Dejar sin materia"), _("Sin materia"))
        self.put("reason", LongTextField(_("Motivo"), kit, required=_("Escriba por qué quedó sin materia.")))

    def make(self) -> str:
        """The reason."""
        return str(self.values["reason"])


class ReminderForm(StepForm):
    """``saving`` carries a NewFollowUp about a request."""

    def __init__(self, kit: Kit, record: ShownRequest) -> None:
        super().__init__(kit, _("Recordatorio de la gestión"), _("Guardar"))
        self._request = record.id
        required = _("Escriba qué hay que hacer: está vacío.")
        self.put("what", TextField(_("Qué hay que hacer"), kit, required=required))
        self.put("due", DueField(kit))
        self.put("responsible", TextField(_("Responsable"), kit))
        due = record.row.due
        self.fields["due"].write({"due_on": due.isoformat() if due is not None else "", "due_time": ""})

    def make(self) -> NewFollowUp:
        """The follow-up."""
        values = self.values
        return NewFollowUp(
            values["what"],
            values["responsible"],
            values["due"]["due_on"],
            values["due"]["due_time"],
            links=(self._request,),
        )
