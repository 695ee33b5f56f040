"""The form for a new follow-up: what, when, who, about what; a draft all along."""

from collections.abc import Mapping
from uuid import uuid4

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm.contact_values import Reference
from crm.drafts import Draft
from crm.errors import InvalidValue
from crm.follow_up_values import NewFollowUp
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.button_keys import finish_with
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import HEIGHT, TextField
from ui.desktop.fields.picker import Picker
from ui.desktop.follow_ups import fields
from ui.desktop.labels import Prose, label

FORM = "seguimiento"
_LABEL_WIDTH = 104
_MOST_WIDTH = 640
_PART = "\x1d"


class NewFollowUpForm(QWidget):
    """``saving`` carries a NewFollowUp that is to be written down, ``edited`` comes with each change, ``discarded`` and
    ``put_aside`` when the form is to go, for good or with its draft kept.
    """

    saving = Signal(object)
    edited = Signal()
    discarded = Signal()
    put_aside = Signal()

    kind = FORM

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self.key = uuid4().hex
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Nuevo seguimiento"))
        self.state = label("", look="muted")
        self.fields: dict[str, Field] = {
            "what": TextField(
                _("Qué hay que hacer"), kit, required=_("Escriba qué hay que hacer: está vacío.")
            ),
            "due": fields.DueField(kit),
            "responsible": TextField(_("Responsable"), kit),
            "about": Picker(_("Ligado a"), kit, "", creates=False),
            "priority": fields.priority_field(kit),
            "recurrence": fields.recurrence_field(kit, ""),
        }
        self._trouble = Prose(look="danger")
        self._trouble.hide()
        self.save_button = QPushButton(_("Guardar"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self._footer())
        finish_with(self.save_button, "Ctrl+S")
        self._write_usual()

    def _write_usual(self) -> None:
        self.fields["priority"].write("normal")
        self.fields["recurrence"].write("")

    def _scrolled(self) -> QWidget:
        inside = QWidget()
        inside.setObjectName("sheet")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside.setMaximumWidth(_MOST_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(16)
        column.addLayout(self._head())
        column.addLayout(self._grid())
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
        title = Prose(_("Nuevo seguimiento"), pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(title, 1)
        row.addWidget(self.state)
        row.addWidget(close)
        return row

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(16)
        grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        for row, field in enumerate(self.fields.values()):
            caption = label(field.name, look="muted")
            caption.setFixedHeight(HEIGHT)
            grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
            field.edited.connect(self.edited)
            field.escaped.connect(self.put_aside)
            field.entered.connect(self._entered)
        return grid

    def _footer(self) -> QWidget:
        footer = QWidget()
        footer.setObjectName("footer")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        footer.setFixedHeight(56)
        discard = QPushButton(_("Descartar"))
        discard.setToolTip(_("Borra lo que escribió aquí"))
        discard.clicked.connect(self.discarded)
        self.save_button.setProperty("look", "primary")
        self.save_button.setFont(fonts.font(semibold=True))
        self.save_button.setToolTip(_("Guardar (Ctrl+S)"))
        self.save_button.clicked.connect(self.save)
        row = QHBoxLayout(footer)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        row.addWidget(label(_("Lo demás se agrega después, en su ficha."), look="muted"))
        row.addStretch()
        row.addWidget(discard)
        row.addWidget(self.save_button)
        return footer

    def start(self) -> None:
        """Be ready to be typed into."""
        self.fields["what"].select()

    def begin_about(self, about: Reference) -> None:
        """What is to be done is about this record."""
        self.fields["about"].write(about)

    def stop(self) -> None:
        """The form goes: nothing is under way."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been typed."""
        typed = (self.fields[code] for code in ("what", "due", "responsible", "about"))
        return not any(text.strip("\x1f ") for field in typed for text in field.texts())

    def draft(self) -> Draft:
        """What stands in the form, to be kept."""
        values = {code: _PART.join(field.texts()) for code, field in self.fields.items()}
        return Draft(self.key, FORM, values)

    @staticmethod
    def named(draft: Draft) -> str:
        """What a draft is about, as far as it was typed."""
        return draft.values.get("what", "").strip()

    def resume(self, draft: Draft) -> None:
        """Put back what stands in a draft."""
        self.key = draft.key
        self._put_back(draft.values)

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
        about = self.fields["about"]
        assert isinstance(about, Picker)
        if about.waits:
            about.settled.connect(self.save, Qt.ConnectionType.SingleShotConnection)
            return
        self.show_trouble("")
        wrong = [field for field in self.fields.values() if not field.check()]
        if wrong:
            wrong[0].select()
            return
        try:
            new = self._new_follow_up()
        except InvalidValue as error:
            self.show_trouble(str(error))
            return
        self.save_button.setEnabled(False)
        self.saving.emit(new)

    def _new_follow_up(self) -> NewFollowUp:
        due = self.fields["due"].read()
        about = self.fields["about"].read()
        return NewFollowUp(
            self.fields["what"].read(),
            self.fields["responsible"].read(),
            due["due_on"],
            due["due_time"],
            self.fields["priority"].read(),
            recurrence=self.fields["recurrence"].read(),
            links=(about.id,) if about is not None else (),
        )

    @Slot()
    def _entered(self) -> None:
        """Enter goes on to the next field, or part of one, and saves from the last one."""
        stops = [stop for field in self.fields.values() for stop in field.stops]
        here = next((n for n, stop in enumerate(stops) if stop.holds(self.focusWidget())), 0)
        if here + 1 < len(stops):
            stops[here + 1].select()
        else:
            self.save()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, wherever in the form: it goes, its draft stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_aside.emit()
        else:
            super().keyPressEvent(event)
