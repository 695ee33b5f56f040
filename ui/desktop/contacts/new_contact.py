"""The form for a new person or institution: three fields, those alike shown while one types, a draft all along."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from uuid import uuid4

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm.cards import Card, Email, Kind, Phone
from crm.categories import SHORT_NAMES
from crm.drafts import Draft
from crm.errors import InvalidValue
from crm.new_contact import NewContact
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.button_keys import finish_with
from ui.desktop.contacts.alike_list import AlikeList
from ui.desktop.contacts.new_contact_fields import ReachField, WholeNameField, WorkField
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import HEIGHT, ChoiceField, TextField
from ui.desktop.fields.picker import Picker
from ui.desktop.labels import Prose, label

_LABEL_WIDTH = 104
_MOST_WIDTH = 640
_PART = "\x1d"
_REACH = "reach"


class NewContactForm(QWidget):
    """``saving`` carries a NewContact that is to be made, ``edited`` comes with each change, ``discarded`` and
    ``put_aside`` when the form is to go, for good or with its draft kept; ``contact_wanted`` carries one alike.
    """

    saving = Signal(object)
    edited = Signal()
    discarded = Signal()
    put_aside = Signal()
    contact_wanted = Signal(object)

    def __init__(self, kit: Kit, kind: Kind) -> None:
        super().__init__()
        self.kit = kit
        self.kind: Kind = kind
        self.key = uuid4().hex
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = Prose(pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        self.state = label("", look="muted")
        self.alike = AlikeList(kit)
        self.alike.contact_wanted.connect(self.contact_wanted)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(16)
        self._grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self.fields: dict[str, Field] = {}
        self._trouble = Prose(look="danger")
        self._trouble.hide()
        self.discard_button = QPushButton(_("Descartar"))
        self.save_button = QPushButton(_("Guardar"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self._footer())
        finish_with(self.save_button, "Ctrl+S")
        self._make_fields()

    def _scrolled(self) -> QWidget:
        inside = QWidget()
        inside.setObjectName("sheet")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside.setMaximumWidth(_MOST_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(16)
        column.addLayout(self._head())
        column.addWidget(self._kinds())
        column.addLayout(self._grid)
        column.addWidget(self._trouble)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _head(self) -> QHBoxLayout:
        close = QToolButton()
        close.setProperty("look", "icon")
        close.setIcon(self.kit.icons.icon("x"))
        close.setIconSize(QSize(16, 16))
        close.setFixedSize(28, 28)
        close.setToolTip(_("Cerrar y dejar como borrador (Esc)"))
        close.setAccessibleName(_("Cerrar y dejar como borrador"))
        close.clicked.connect(self.put_aside)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._title, 1)
        row.addWidget(self.state)
        row.addWidget(close)
        return row

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

    def _footer(self) -> QWidget:
        footer = QWidget()
        footer.setObjectName("footer")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        footer.setFixedHeight(56)
        self.discard_button.setToolTip(_("Borra lo que escribió aquí"))
        self.discard_button.clicked.connect(self.discarded)
        self.save_button.setProperty("look", "primary")
        self.save_button.setFont(fonts.font(semibold=True))
        self.save_button.setToolTip(_("Guardar (Ctrl+S)"))
        self.save_button.clicked.connect(self.save)
        row = QHBoxLayout(footer)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        row.addWidget(label(_("Lo demás se agrega después, en su ficha."), look="muted"))
        row.addStretch()
        row.addWidget(self.discard_button)
        row.addWidget(self.save_button)
        return footer

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
        self._title.set_text(_("Nueva persona") if of_person else _("Nueva institución"))
        self.setAccessibleName(self._title.plain_text)
        while (item := self._grid.takeAt(0)) is not None:
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
        self.fields = {**fields, _REACH: ReachField(kit)}
        row = 0
        for code, field in self.fields.items():
            caption = label(field.name, look="muted")
            caption.setFixedHeight(HEIGHT)
            self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(field, row, 1)
            row += 1
            if code == "name":
                self._grid.addWidget(self.alike, row, 1)
                row += 1
            field.edited.connect(self._edited)
            field.escaped.connect(self._escaped)
            field.entered.connect(self._entered)
            field.left.connect(self._left)
        self._order_stops()

    def _order_stops(self) -> None:
        """Tab goes from field to field; how the name was split is mended after them, not on the way."""
        name, reach = self.fields["name"], self.fields[_REACH]
        assert isinstance(reach, ReachField)
        mend = [name.mend] if isinstance(name, WholeNameField) else []
        stops = [reach.line, *mend, self.discard_button, self.save_button]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def start(self) -> None:
        """Be ready to be typed into."""
        self.fields["name"].select()

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been typed."""
        return not any(text.strip() for field in self.fields.values() for text in field.texts())

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

    def show_state(self, sentence: str) -> None:
        """Say beside the title that the draft is kept."""
        self.state.setText(sentence)

    def show_trouble(self, sentence: str) -> None:
        """Say why it could not be saved."""
        self._trouble.set_text(sentence)
        self._trouble.setVisible(bool(sentence))
        self.save_button.setEnabled(True)

    @Slot()
    def save(self) -> None:
        """Save, or say under each field why it cannot be kept; what was taken before it was found is waited for."""
        if not self.save_button.isEnabled():
            return
        waiting = [picker for picker in self.findChildren(Picker) if picker.waits]
        if waiting:
            waiting[0].settled.connect(self.save, Qt.ConnectionType.SingleShotConnection)
            return
        self.show_trouble("")
        wrong = [field for field in self.fields.values() if not field.check()]
        if wrong:
            wrong[0].select()
            return
        try:
            new = self._new_contact()
        except InvalidValue as error:
            self.show_trouble(str(error))
            return
        self.save_button.setEnabled(False)
        self.alike.stop()
        self.saving.emit(new)

    def _new_contact(self) -> NewContact:
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

    @Slot()
    def _left(self) -> None:
        for field in self.fields.values():
            if not field.holds(QApplication.focusWidget()) and any(text.strip() for text in field.texts()):
                field.check()

    @Slot()
    def _entered(self) -> None:
        """Enter goes on to the next field, or part of one, and saves from the last one."""
        stops = [stop for field in self.fields.values() for stop in field.stops]
        here = next((n for n, stop in enumerate(stops) if stop.holds(self.focusWidget())), 0)
        if here + 1 < len(stops):
            stops[here + 1].select()
        else:
            self.save()

    @Slot()
    def _escaped(self) -> None:
        self.put_aside.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, wherever in the form: it goes, its draft stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_aside.emit()
        else:
            super().keyPressEvent(event)
