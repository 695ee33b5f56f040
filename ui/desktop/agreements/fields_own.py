"""Fields of an agreement as a whole: its folio, materia, area, term, renewal, money, opinion."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from shiboken6 import isValid

from crm.errors import InvalidValue
from crm.texts import _, ngettext
from ui.desktop.activities.fields import NumberField
from ui.desktop.agreements.fields_choices import Choices
from ui.desktop.contacts.matches import fold
from ui.desktop.fields.compound import Compound
from ui.desktop.fields.date import DateField
from ui.desktop.fields.field import Kit
from ui.desktop.fields.line import ChoiceField, TextField
from ui.desktop.fields.named import NamedField
from ui.desktop.fields.source import Suggestion
from ui.desktop.lanes import Ticket
from ui.desktop.requests.fields import AreaField

_WAIT_MS = 150
NO, YES = "no", "sí"


class FlagField(ChoiceField):
    """Holds True or False, said in words."""

    def __init__(self, name: str, kit: Kit, no: str, yes: str) -> None:
        super().__init__(name, kit, {NO: no, YES: yes})

    def read(self) -> Any:
        """Whether the second is chosen."""
        return super().read() == YES

    def write(self, value: Any) -> None:
        """Show one."""
        super().write(YES if value else NO)

    def texts(self) -> tuple[str, ...]:
        """The code chosen."""
        return (super().read(),)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Choose it again."""
        self.write(texts[0] == YES)


class FolioField(TextField):
    """Holds a folio as it is written. Another agreement that bears it is told of below, and refused by nobody: the
    registers of an office have such folios.
    """

    def __init__(self, kit: Kit, agreement: int = 0) -> None:
        super().__init__(_("Folio"), kit, placeholder=_("Como está escrito; vacío si no tiene"))
        self._agreement = agreement
        self._ticket: Ticket | None = None
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_WAIT_MS)
        self._waiting.timeout.connect(self.look_up)
        self.edited.connect(self._typed)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put back what was typed."""
        super().set_texts(texts)
        self._typed()

    @Slot()
    def _typed(self) -> None:
        self.show_hint("")
        self._waiting.start()

    @Slot()
    def look_up(self) -> None:
        """Ask whether another agreement bears what is typed."""
        source: Any = self.kit.source
        text, besides = self.read(), self._agreement
        self.kit.lane.cancel(self._ticket)
        self._ticket = self.kit.lane.submit(
            lambda _ticket: (text, source.bearers(text, besides) if text else 0),
            self._told,
            failed=self._not_told,
        )

    def _told(self, answer: tuple[str, int]) -> None:
        self._ticket = None
        text, others = answer
        if isValid(self) and text == self.read():
            sentence = ngettext(
                "Ya hay un convenio con este folio; si no es un error, puede quedar así.",
                "Ya hay {n} convenios con este folio; si no es un error, puede quedar así.",
                others,
            )
            self.show_hint(sentence.format(n=others) if others else "")

    def _not_told(self, error: Exception) -> None:
        self._ticket = None
        if isValid(self):
            self.show_reason(str(error))


class MatterField(NamedField):
    """Holds the id of a materia, None for none, or the name of one that saving adds to the list. ``held`` is the one
    that an agreement has, which the choices may not have come to know yet.
    """

    def __init__(self, kit: Kit, choices: Choices, held: Mapping[str, str] | None = None) -> None:
        super().__init__(_("Materia"), kit, _("Materias"), placeholder=_("Escriba para buscar o agregar"))
        self._held = held or {}
        self._names: dict[str, str] = {}
        self._new = ""
        self.take_choices(choices)

    def take_choices(self, choices: Choices) -> None:
        """Offer these from now on."""
        self._offered = {str(one.id): one.label for one in choices.matters if not one.retired}
        self._names = {**self._held, **{str(one.id): one.label for one in choices.matters}}

    def names(self) -> Mapping[str, str]:
        """All of them, those no longer offered too: an agreement keeps its own."""
        return self._names

    def ranked(self, name: str) -> Any:
        """Those offered, in their order."""
        return list(self._names.values()).index(name)

    def read(self) -> Any:
        """The id, or the name of a new one. Raises InvalidValue for a name that was not added on purpose."""
        found = super().read()
        return int(found) if found.isdigit() else found or None

    def code_of(self, text: str) -> str:
        """A name that is to be added. Raises InvalidValue for one that nobody said to add."""
        if fold(text) == fold(self._new):
            return self._new
        raise InvalidValue(
            _("No hay ninguna materia «{text}»; elija una de la lista o agréguela.").format(text=text),
            "",
            text,
        )

    def write(self, value: Any) -> None:
        """Show a materia by its id, or the name of a new one."""
        self._new = value if isinstance(value, str) and not value.isdigit() else ""
        super().write("" if value is None else str(value))
        self._say_new()

    def texts(self) -> tuple[str, ...]:
        """The line as typed, and whether it is to be added."""
        return (self.line.text(), self._new)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put back what was typed."""
        super().set_texts(texts)
        self._new = texts[1] if len(texts) > 1 else ""
        self._say_new()

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._new = ""
        self._say_new()
        super()._typed(text)
        name = " ".join(text.split())
        if fold(name) and fold(name) not in {fold(known) for known in self._names.values()}:
            rows = [Suggestion(known, known) for known in self._named(fold(text))]
            maker = Suggestion(
                _("Agregar la materia «{name}»").format(name=name), name, icon="plus", action=True
            )
            self.popup.show_rows([*rows, maker], text)

    @Slot(object)
    def _choose(self, suggestion: Suggestion) -> None:
        if suggestion.action:
            self._new = str(suggestion.value)
            suggestion = Suggestion(self._new, self._new)
        super()._choose(suggestion)
        self._say_new()

    def key_pressed(self, control: QObject, event: QKeyEvent) -> bool:
        """Tab adds nothing: a materia is for good."""
        current = self.popup.current if self.popup.isVisible() else None
        if event.key() == Qt.Key.Key_Tab and current is not None and current.action:
            self.popup.hide()
            return False
        return super().key_pressed(control, event)

    def _named(self, wanted: str) -> list[str]:
        return [name for name in super()._named(wanted) if name in self._offered.values()]

    def _say_new(self) -> None:
        self.show_hint(_("Se agregará a las materias al guardar.") if self._new else "")


class _Columns(Compound):
    """Holds its parts by the names of their columns."""

    def make(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The parts."""
        return dict(values)

    def split(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        """The parts."""
        return {code: value[code] for code in self.parts}

    def refuse(self, part: str, sentence: str) -> None:
        """Say under a part why they cannot be kept together, and raise InvalidValue."""
        self.parts[part].show_reason(sentence)
        raise InvalidValue(sentence, part)


class RequestingAreaField(_Columns):
    """Holds the area that asks for the agreement, by its id and in words."""

    def __init__(self, kit: Kit, choices: Any) -> None:
        super().__init__(_("Área solicitante"), kit)
        self.add("area", AreaField(kit, choices), 12)
        words = TextField(_("En palabras"), kit, placeholder=_("Si no está en la lista, escríbala"))
        self.add("area_text", words, 12)


class TermField(_Columns):
    """Holds from when to when it is in force, or that it has no end."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Vigencia"), kit)
        self.add("start", DateField(_("Desde"), kit, placeholder=_("el día de la firma")), 6, caption=True)
        self.add("end", DateField(_("Hasta"), kit), 6, caption=True)
        ends = FlagField(_("Término"), kit, _("Con fecha"), _("Indefinida"))
        self.add("indefinite", ends, 12, caption=True)

    def make(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """All three. Raises InvalidValue for an end before the start, or of a term without end."""
        from crm import areas

        if values["indefinite"] and values["end"]:
            self.refuse("end", _("Una vigencia indefinida no tiene fecha de término; quite una de las dos."))
        try:
            areas.check_order(values["start"], values["end"])
        except InvalidValue as error:
            self.refuse("end", str(error))
        return dict(values)


class RenewalField(_Columns):
    """Holds how it is renewed, for how many months, and how many days before one says so."""

    def __init__(self, kit: Kit) -> None:
        from crm.agreement_term import RENEWALS

        super().__init__(_("Renovación"), kit)
        kinds = {"": _("Sin especificar"), **{one: _(one).capitalize() for one in RENEWALS}}
        self.add("renewal", ChoiceField(_("Cómo"), kit, kinds), 12, caption=True)
        self.add("renewal_months", NumberField(_("Meses que dura"), kit), 6, caption=True)
        self.add("notice_days", NumberField(_("Días de aviso"), kit), 6, caption=True)

    def make(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """All three. Raises InvalidValue for an automatic renewal of no length."""
        from crm.agreement_term import AUTOMATIC

        if values["renewal"] == AUTOMATIC and values["renewal_months"] is None:
            self.refuse(
                "renewal_months",
                _("Escriba por cuántos meses se renueva: la renovación automática los necesita."),
            )
        return dict(values)


class MoneyField(_Columns):
    """Holds whether there is money in it, and how much in words."""

    def __init__(self, kit: Kit) -> None:
        from crm.agreement_values import MONEY

        super().__init__(_("Recursos"), kit)
        options = {"": _("Sin especificar"), **{one: _(one).capitalize() for one in MONEY}}
        self.add("money", ChoiceField(_("Recursos"), kit, options), 5, caption=True)
        self.add("amount", TextField(_("Monto"), kit), 7, caption=True)


class OpinionField(_Columns):
    """Holds what the opinión de pertinencia says, and its oficio."""

    def __init__(self, kit: Kit) -> None:
        from crm.agreement_stages import OPINIONS

        super().__init__(_("Opinión de pertinencia"), kit)
        options = {"": _("Sin especificar"), **{one: _(one).capitalize() for one in OPINIONS}}
        self.add("opinion", ChoiceField(_("Sentido"), kit, options), 5, caption=True)
        self.add("opinion_number", TextField(_("Oficio"), kit), 7, caption=True)


def scope_field(kit: Kit) -> ChoiceField:
    """General, específico or anexo técnico."""
    from crm.agreement_values import SCOPES

    return ChoiceField(
        _("Alcance"), kit, {"": _("Sin especificar"), **{one: _(one).capitalize() for one in SCOPES}}
    )


def of_others_field(kit: Kit) -> FlagField:
    """Ours, or between others."""
    return FlagField(_("De quién es"), kit, _("Del Instituto"), _("De terceros"))


def confidential_field(kit: Kit) -> FlagField:
    """Whether it may be told."""
    return FlagField(_("Confidencialidad"), kit, _("No es confidencial"), _("Confidencial"))
