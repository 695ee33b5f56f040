"""Pictures of typing: a record edited in place, the form for a new contact, a draft that was left over."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crm.cards import Address, Email, Link, Phone
from crm.contact_record import Appointment, ContactRecord, Value
from crm.contact_values import Holding, Kept
from crm.drafts import Draft
from ui.desktop.capture_samples import LONG_NAMED, LONG_RECORD, LONG_ROWS, RECORD, SHOWN, SampleSource
from ui.desktop.contacts.contact_desk import ContactDesk
from ui.desktop.contacts.new_contact_fields import WorkField
from ui.desktop.fields.field import Kit
from ui.desktop.fields.picker import Picker
from ui.desktop.gallery import SampleFieldSource
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from ui.desktop.capture_studio import Studio

_LEFT_OVER = Draft("una", "person", {"name": "Valentina Ríos de demostración"})


class SampleDrafts:
    """Drafts that go nowhere; ``kept`` are those that a program has left."""

    def __init__(self, kept: tuple[Draft, ...] = ()) -> None:
        self._kept = kept

    def keep(self, _draft: Draft, done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        """Say that it is kept."""
        done()

    def drop(self, _key: str) -> None:
        """Nothing was kept."""

    def left_over(self, done: Callable[[list[Draft]], None]) -> None:
        """Tell those left over at once."""
        done(list(self._kept))


class Editable(SampleSource):
    """The contacts of the pictures with what their edits start from."""

    def record(self, contact: int) -> ContactRecord:
        """A record that can be edited."""
        found = super().record(contact)
        return _LONG if found is LONG_RECORD else _SHORT


def _kept(values: tuple[Value, ...], *originals: Any) -> tuple[Value, ...]:
    return tuple(
        replace(value, kept=Kept(row, original))
        for row, (value, original) in enumerate(zip(values, originals, strict=True), start=1)
    )


def _held(record: ContactRecord, appointment: Appointment, row: int) -> Appointment:
    holding = Holding(appointment.other, record.reference, "Directora", "titular", "2024-03")
    return replace(appointment, kept=Kept(row, holding))


_SHORT = replace(
    RECORD,
    own={
        "official_name": RECORD.title,
        "acronym": "CEM",
        "organization_kind": "institución",
        "country": "CL",
    },
    fields=tuple(replace(field, name="acronym") for field in RECORD.fields),
    phones=_kept(RECORD.phones, Phone("+56255550134", "", "trabajo")),
    emails=_kept(RECORD.emails, Email("cem@example.org")),
    addresses=_kept(RECORD.addresses, Address("CL", "", "Santiago", "Estación Central")),
    links=_kept(RECORD.links, Link("https://example.org/cem")),
    people=tuple(_held(RECORD, person, row) for row, person in enumerate(RECORD.people, start=1)),
    notes=_kept(RECORD.notes, RECORD.notes[0].shown),
)
_LONG = replace(
    LONG_RECORD,
    own={"official_name": LONG_RECORD.title, "organization_kind": "federación"},
    people=tuple(_held(LONG_RECORD, person, row) for row, person in enumerate(LONG_RECORD.people, start=1)),
)


def edited(
    studio: "Studio",
    *,
    left_over: tuple[Draft, ...] = (),
    contact: int = SHOWN,
    source: SampleSource | None = None,
) -> ContactDesk:
    """The desk of a contact that can be edited; ``left_over`` are the drafts that a program has left."""
    studio.desk(source or (Editable() if contact == SHOWN else Editable(LONG_ROWS)))
    desk = put_desk(studio, left_over)
    if contact and not left_over:
        studio.window.contacts.show_one(contact)
        studio.settle()
        studio.window.contacts.record.open_tab("ficha")
    return desk


def put_desk(studio: "Studio", left_over: tuple[Draft, ...] = ()) -> ContactDesk:
    """Let contacts be made and edited, as in every window that has a base."""
    window = studio.window
    window.set_contact_desk(None)  # before another takes its places
    kit = Kit(studio.theme, studio.icons, studio.lanes.reader, SampleFieldSource())
    # Nothing is saved in a picture: there is no base behind this writing.
    writing = Writing(None, studio.lanes.writer, window)  # type: ignore[arg-type]
    desk = ContactDesk(window.contacts, writing, kit, SampleDrafts(left_over))
    window.set_contact_desk(desk)
    return desk


def _open(studio: "Studio", field: str, *texts: str) -> None:
    place = next(place for place in studio.window.contacts.record.view.places if place.key[0] == field)
    place.open()
    assert place.field is not None
    if texts:
        place.field.set_texts(texts)
    studio.settle()


def a_value(studio: "Studio") -> None:
    """A phone that lacks a digit, in its place, with the reason below."""
    edited(studio)
    _open(studio, "phones", "+56 2 5555 013", "", "trabajo")
    place = next(place for place in studio.window.contacts.record.view.places if place.key[0] == "phones")
    assert place.field is not None
    place.field.check()


def a_post(studio: "Studio") -> None:
    """A post with its dates."""
    edited(studio)
    _open(studio, "posts")


def a_name(studio: "Studio") -> None:
    """The long name of an organisation, in its place."""
    edited(studio, contact=LONG_NAMED)
    _open(studio, "name")


def something_new(studio: "Studio") -> None:
    """An address that is being added."""
    desk = edited(studio)
    record = studio.window.contacts.record.record
    assert record is not None
    desk.editing.add(record, "addresses")
    studio.settle()


def new_person(studio: "Studio") -> None:
    """The form, empty."""
    edited(studio).new("person")


def new_person_typed(studio: "Studio") -> None:
    """The form half filled in, with the institution found, and what is wrong."""
    desk = edited(studio)
    desk.new("person")
    form = desk.form
    assert form is not None
    form.fields["name"].set_texts(("Dra. Valentina Ríos de la Cruz",))
    form.fields["reach"].set_texts(("55 1234 567",))
    form.fields["reach"].check()
    form.show_state("Borrador guardado")
    field = form.fields["work"]
    assert isinstance(field, WorkField)
    work = field.parts["organization"]
    assert isinstance(work, Picker)
    work.line.setFocus()
    work.line.setText("estudios mex")
    work.line.textEdited.emit("estudios mex")
    studio.wait(work.popup.isVisible)


def new_organization(studio: "Studio") -> None:
    """The form for an institution, with those alike."""
    desk = edited(studio)
    desk.new("organization")
    form = desk.form
    assert form is not None
    form.fields["name"].set_texts(("Centro de estudios mex",))
    form.fields["name"].edited.emit()
    studio.wait(form.alike.isVisible)


def a_draft(studio: "Studio") -> None:
    """What a program that was cut off has left."""
    edited(studio, left_over=(_LEFT_OVER,))
