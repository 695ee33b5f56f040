"""The form for a new activity: written down in one go, by keys alone if one likes, a draft all along."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton
from shiboken6 import isValid

from crm.activity_values import DONE, PLANNED, NewActivity, When
from crm.contact_values import Reference
from crm.drafts import Draft
from crm.errors import InvalidValue
from crm.partial_dates import PartialDate
from crm.texts import _, ngettext
from ui.desktop.activities.choices import Choices
from ui.desktop.activities.fields import CountsField, WhenField, modality_names
from ui.desktop.activities.participants_field import ParticipantsField
from ui.desktop.fields.compound import Compound
from ui.desktop.fields.field import Kit
from ui.desktop.fields.line import ChoiceField, NoteField, TextField
from ui.desktop.fields.links import LinksField
from ui.desktop.fields.source import Suggestion
from ui.desktop.lanes import Ticket
from ui.desktop.listing.form import RecordForm
from ui.desktop.spoken_menu import SpokenMenu

if TYPE_CHECKING:
    from crm.activity_record import ActivityRecord

FORM = "actividad"
_PART = "\x1d"
_FORMER = 8


class WhereField(Compound):
    """Holds the texts ``modality``, ``place`` and ``link``: what is typed is one of the last two."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Dónde"), kit)
        self.modality = ChoiceField(_("Modalidad"), kit, modality_names())
        self.text = TextField(_("Lugar o liga"), kit, placeholder=_("Lugar, o liga de la reunión"))
        self.add("modality", self.modality, 4)
        self.add("text", self.text, 8)

    def make(self, values: Mapping[str, Any]) -> dict[str, str]:
        """The texts; an address of the web is the link."""
        text = values["text"]
        is_link = text.casefold().startswith(("http://", "https://"))
        return {
            "modality": values["modality"],
            "place": "" if is_link else text,
            "link": text if is_link else "",
        }

    def split(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        """Its parts."""
        return {"modality": value["modality"], "text": value["link"] or value["place"]}


class NewActivityForm(RecordForm):
    """``saving`` carries a NewActivity that is to be made."""

    def __init__(self, kit: Kit, choices: Choices) -> None:
        super().__init__(kit, "")
        self._choices = choices
        self.again_button = QPushButton(_("Como la ú&ltima vez"))
        self.again_button.setProperty("look", "link")
        self.again_button.setToolTip(
            _("Copia quiénes participan, el lugar y para qué cuenta de otra actividad")
        )
        self.again_button.clicked.connect(self.offer_former)
        self.above.addWidget(self.again_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._menu: QMenu | None = None
        required = _("Falta el título: escriba de qué trata la actividad.")
        self.kind = ChoiceField(_("Tipo"), kit, choices.kind_names())
        self.when = WhenField(kit)
        self.where = WhereField(kit)
        self.participants = ParticipantsField(kit)
        self.counts = CountsField(kit, choices, "")
        placeholder = _("Lo tratado y lo acordado. Un renglón que empieza con → o [ ] se vuelve seguimiento.")
        self.minutes = NoteField(_("Minuta"), kit, placeholder=placeholder)
        fields = {
            "kind": self.kind,
            "title": TextField(_("Título"), kit, required=required),
            "when": self.when,
            "where": self.where,
            "participants": self.participants,
            "counts": self.counts,
            "minutes": self.minutes,
            "links": LinksField(kit, _("Ligada a")),
        }
        for row, (code, field) in enumerate(fields.items()):
            self.add_field(code, field, row)
        self.kind.edited.connect(self._name)
        self.when.edited.connect(self._day_changed)
        self.minutes.edited.connect(self._count_promises)
        self.participants.edited.connect(self._count_people)
        self._blank = {code: field.texts() for code, field in self.fields.items()}
        self._name()
        self._day_changed()

    def start(self) -> None:
        """Be ready for the title."""
        self.fields["title"].select()

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been typed."""
        return all(field.texts() == self._blank[code] for code, field in self.fields.items())

    def begin_under(self, agreement: Reference) -> None:
        """It is held under this agreement."""
        self.fields["links"].write((agreement,))

    def take_choices(self, choices: Choices) -> None:
        """Offer these from now on: they came after the form, or are others since. What was chosen stays."""
        untouched = self.kind.texts() == self._blank["kind"]
        chosen = self.kind.read()
        self.kind.offer(choices.kind_names())
        if chosen and not untouched:
            self.kind.write(chosen)
        if untouched:
            self._blank["kind"] = self.kind.texts()
        self._choices = choices
        self.counts.take_choices(choices)
        self._name()
        self._day_changed()

    @Slot()
    def _name(self) -> None:
        chosen = self.kind.choice.currentText()
        kind = chosen[:1].lower() + chosen[1:]
        named = _("Nueva actividad: {kind}").format(kind=kind)
        self.show_title(named if kind else _("Nueva actividad"))

    @property
    def _state(self) -> str:
        """What is over was done; what is still to come is planned."""
        when = self.when.understood()
        if when is None or not when.start:
            return PLANNED
        return DONE if PartialDate.parse(when.end or when.start).latest < self.kit.today else PLANNED

    @Slot()
    def _day_changed(self) -> None:
        when = self.when.understood()
        day = when.start if when is not None else ""
        done = self._state == DONE
        self.participants.expect(day, "asistió" if done else "invitada")
        self.counts.offer(day)
        self._say_how()

    def _say_how(self) -> None:
        """Say as what it will be saved, and what a meeting that took place still lacks."""
        if self._state != DONE:
            self.foot.setText(_("Se guardará como planeada."))
        elif self.minutes.read():
            self.foot.setText(_("Se guardará como realizada."))
        else:
            self.foot.setText(_("Se guardará como realizada; falta la minuta."))

    @Slot()
    def _count_people(self) -> None:
        count = len(self.participants.rows)
        self.captions["participants"].setText(
            f"{self.participants.name}  {count}" if count else self.participants.name
        )

    @Slot()
    def _count_promises(self) -> None:
        from crm import commitments

        count = len(commitments.lines(self.minutes.read(), self.kit.today))
        hint = ngettext(
            "{n} compromiso se hará seguimiento al guardar.",
            "{n} compromisos se harán seguimientos al guardar.",
            count,
        )
        self.minutes.show_hint(hint.format(n=count) if count else "")
        self._say_how()

    def make(self) -> NewActivity:
        """The activity. Raises InvalidValue."""
        where, kind = self.where.read(), self.kind.read()
        if not kind:
            raise InvalidValue(_("Elija el tipo de actividad."), "kind")
        return NewActivity(
            kind=int(kind),
            title=self.fields["title"].read(),
            when=self.when.read(),
            state=self._state,
            place=where["place"],
            link=where["link"],
            modality=where["modality"],
            participants=self.participants.read(),
            counts=self.counts.read(),
            minutes=self.minutes.read(),
            links=tuple(other.id for other in self.fields["links"].read()),
        )

    def _waiting(self) -> Any:
        return self.participants if self.participants.waits else super()._waiting()

    def stop(self) -> None:
        """The form goes: nobody is looked for any more."""
        self.participants.stop()

    def draft(self) -> Draft:
        """What stands in the form, to be kept."""
        values = {code: _PART.join(field.texts()) for code, field in self.fields.items()}
        return Draft(self.key, FORM, values)

    def resume(self, draft: Draft) -> None:
        """Put back what stands in a draft."""
        self.key = draft.key
        for code, field in self.fields.items():
            if code in draft.values:
                field.set_texts(draft.values[code].split(_PART))
        self._name()
        self._day_changed()
        self._count_people()
        self._count_promises()

    @Slot()
    def offer_former(self) -> None:
        """List the last activities, those with the words of the title and those of its kind first, to copy one."""
        text, source = self.fields["title"].texts()[0], self._source
        chosen = str(self.kind.read() or "")
        kind = next((kind.label for kind in self._choices.kinds if str(kind.id) == chosen), "")

        def find(_ticket: Ticket) -> Sequence[Suggestion]:
            return source.former(text, kind, _FORMER)

        self.kit.lane.submit(find, self._show_former, failed=self._cannot)

    @property
    def _source(self) -> Any:
        return self.kit.source

    def _show_former(self, former: Sequence[Suggestion]) -> None:
        if not isValid(self):
            return
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = SpokenMenu(self)
        for one in former:
            words = " · ".join(part for part in (one.trailing, one.text) if part)
            self._menu.addAction(words.replace("&", "&&")).setData(one.value)
        if not former:
            self._menu.addAction(_("Todavía no hay otra actividad")).setEnabled(False)
        self._menu.triggered.connect(self._copy)
        self._menu.popup(self.again_button.mapToGlobal(QPoint(0, self.again_button.height() + 4)))

    @Slot(QAction)
    def _copy(self, action: QAction) -> None:
        number, source = action.data(), self._source
        self.kit.lane.submit(lambda _ticket: source.activity(number), self.fill_from, failed=self._cannot)

    def fill_from(self, activity: "ActivityRecord") -> None:
        """Put in what another activity has that this one may have, too; nothing of what happened there."""
        if not isValid(self):
            return
        title = self.fields["title"]
        if not title.texts()[0].strip():
            title.write(activity.title)
        self.kind.write(str(activity.kind.id))
        self.where.write(activity.own)
        if activity.when.time and self.when.understood() == When():
            self.when.write(When("", activity.when.time, "", activity.when.end_time, activity.when.zone))
        invited = [
            (_invited(shown.who), shown.line)
            for shown in activity.participants
            if shown.who.person or shown.who.organization
        ]
        self.participants.write(invited)
        self._count_people()
        when = self.when.understood()
        offered = {item.id for item in self._choices.items(when.start if when is not None else "")}
        self.counts.write([item.id for item in activity.counts if item.id in offered])
        self._name()
        self._day_changed()
        # What is always another one: it comes next.
        self.when.days.select()
        self.edited.emit()

    def _cannot(self, error: Exception) -> None:
        if isValid(self):
            self.show_trouble(str(error))


def _invited(who: Any) -> Any:
    """The same, in the post of the new day."""
    from dataclasses import replace

    return replace(who, post=None if who.person else "", state="")
