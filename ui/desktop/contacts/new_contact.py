"""The form for a new person or institution: three fields, those alike shown while one types, a draft all along."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from crm.cards import Card, Email, Kind, Phone
from crm.categories import SHORT_NAMES
from crm.drafts import Draft
from crm.errors import InvalidValue
from crm.new_contact import NewContact
from crm.texts import _
from ui.desktop.contacts.alike_list import AlikeList
from ui.desktop.contacts.new_contact_fields import ReachField, WholeNameField, WorkField
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import ChoiceField, TextField
from ui.desktop.listing.form import RecordForm

_PART = "\x1d"
_REACH = "reach"


class NewContactForm(RecordForm):
    """``saving`` carries a NewContact that is to be made; ``contact_wanted`` carries one alike."""

    contact_wanted = Signal(object)

    def __init__(self, kit: Kit, kind: Kind) -> None:
        super().__init__(kit, _("Lo demás se agrega después, en su ficha."))
        self.kind: Kind = kind
        self.alike = AlikeList(kit)
        self.alike.contact_wanted.connect(self.contact_wanted)
        self.above.addWidget(self._kinds())
        self._make_fields()

    def _kinds(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._kind_buttons = QButtonGroup(self)
        for place, (kind, name) in enumerate((("person", _("Persona")), ("organization", _("Institución")))):
            button = QPushButton(name)
            button.setCheckable(True)
            button.setAutoExclusive(True)  # one of several: so a screen reader says, too
            button.setProperty("look", "segment")
            button.setChecked(kind == self.kind)
            self._kind_buttons.addButton(button, place)
            row.addWidget(button)
        row.addStretch()
        self._kind_buttons.idToggled.connect(self._kind_chosen)
        return box

    @Slot(int, bool)
    def _kind_chosen(self, place: int, checked: bool) -> None:
        kind: Kind = "organization" if place else "person"
        if not checked or kind == self.kind:
            return
        name, reach = self._whole_name(), self.fields[_REACH].texts()
        self.kind = kind
        self._make_fields()
        self.fields["name"].set_texts((name,))
        self.fields[_REACH].set_texts(reach)
        self.fields["name"].select()
        self._edited()

    def _make_fields(self) -> None:
        of_person = self.kind == "person"
        self.show_title(_("Nueva persona") if of_person else _("Nueva institución"))
        while (item := self.grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.alike:
                widget.hide()
                widget.deleteLater()
        kit = self.kit
        if of_person:
            fields: dict[str, Field] = {"name": WholeNameField(kit), "work": WorkField(kit)}
        else:
            required = _("Falta el nombre oficial: escríbalo.")
            placeholder = _("Nombre oficial, completo")
            categories = {"": _("Sin categoría"), **SHORT_NAMES}
            fields = {
                "name": TextField(_("Nombre oficial"), kit, placeholder=placeholder, required=required),
                "category": ChoiceField(_("Categoría"), kit, categories),
            }
        self.fields = {}
        row = 0
        for code, field in {**fields, _REACH: ReachField(kit)}.items():
            self.add_field(code, field, row)
            row += 1
            if code == "name":
                self.grid.addWidget(self.alike, row, 1)
                row += 1
        self._order_stops()

    def _order_stops(self) -> None:
        """Tab goes from field to field; how the name was split is mended after them, not on the way."""
        name, reach = self.fields["name"], self.fields[_REACH]
        assert isinstance(reach, ReachField)
        mend = [name.mend] if isinstance(name, WholeNameField) else []
        stops = [reach.line, *mend, self.discard_button, self.save_button]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def draft(self) -> Draft:
        """What stands in the form, to be kept."""
        values = {code: _PART.join(field.texts()) for code, field in self.fields.items()}
        return Draft(self.key, self.kind, values)

    @staticmethod
    def named(draft: Draft) -> str:
        """Whom a draft is about, as far as it was typed."""
        return draft.values.get("name", "").partition(_PART)[0].strip()

    def resume(self, draft: Draft) -> None:
        """Put back what stands in a draft."""
        self.key = draft.key
        self.kind = "organization" if draft.form == "organization" else "person"
        self._kind_buttons.button(int(self.kind == "organization")).setChecked(True)
        self._make_fields()
        self._put_back(draft.values)
        self._look_for_alike()

    def _put_back(self, values: Mapping[str, str]) -> None:
        for code, field in self.fields.items():
            if code in values:
                field.set_texts(values[code].split(_PART))

    def stop(self) -> None:
        """The form goes: nothing is looked for any more."""
        self.alike.stop()

    def make(self) -> NewContact:
        """The contact. Raises InvalidValue."""
        reach = self.fields[_REACH].read()
        phones = (reach,) if isinstance(reach, Phone) else ()
        emails = (reach,) if isinstance(reach, Email) else ()
        card = Card(self.kind, phones=phones, emails=emails)
        if self.kind == "person":
            work = self.fields["work"].read()
            card = replace(card, **self.fields["name"].read())
            return NewContact(card, work.organization, work.title, self.key)
        from crm.organization_kinds import kind_by_name

        name = self.fields["name"].read()
        category = self.fields["category"].read()
        kind = kind_by_name(name)
        card = replace(card, official_name=name, main_category=category, organization_kind=kind)
        return NewContact(card, draft=self.key)

    def _whole_name(self) -> str:
        field = self.fields["name"]
        return field.whole if isinstance(field, WholeNameField) else field.texts()[0]

    @Slot()
    def _edited(self) -> None:
        self._look_for_alike()
        self.edited.emit()

    def _look_for_alike(self) -> None:
        try:
            reach = self.fields[_REACH].read()
        except InvalidValue:
            reach = None
        e164 = reach.e164 if isinstance(reach, Phone) else ""
        email = reach.address if isinstance(reach, Email) else ""
        self.alike.look_for(self._whole_name(), e164, email)
