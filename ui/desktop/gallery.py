"""The developers' gallery: every widget of which screens are made, in each of its states. Here are the fields.

The rest stands on the page of ``ui.desktop.gallery_parts``.
"""

import datetime
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from crm.cards import Address, Email, Link, Phone
from crm.contact_list import ContactRow
from crm.contact_values import Reference
from crm.texts import _
from ui.desktop.capture_samples import LONG_ROWS, ROWS
from ui.desktop.contacts.matches import fold
from ui.desktop.fields.ask_day import ComingDayField
from ui.desktop.fields.chips import ChipField
from ui.desktop.fields.country import CountryField
from ui.desktop.fields.date import DateField
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.language import LanguageField
from ui.desktop.fields.line import ChoiceField, LongTextField, NoteField, TextField
from ui.desktop.fields.links import LinksField
from ui.desktop.fields.picker import Picker, RecordPicker
from ui.desktop.fields.reach import AddressField, EmailField, LinkField, PhoneField
from ui.desktop.fields.several import SeveralField
from ui.desktop.fields.source import RECORD, Suggestion, suggestion_of
from ui.desktop.gallery_page import GalleryPage
from ui.desktop.gallery_parts import Parts
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.theme import Choice, Theme

TODAY = datetime.date(2025, 10, 6)
_WIDTHS = (400, 400, 400)
HEIGHT = 1400
_PATIENCE_S = 30.0
_PERSON = ContactRow(901, "person", "", "", "Robles Aguado, Jimena", "Dirección de demostración")


_MATTERS = tuple(
    Suggestion(title, Reference(number, title, "activity"), line, icon="calendar-days")
    for number, title, line in (
        (80, "Reunión con clubes de Los Ángeles", "Reunión · 3 oct 2025"),
        (81, "Taller con el CEM UNAM Tucson", "Taller · 12 ago 2025"),
    )
)


class SampleFieldSource:
    """A source of fields with the contacts of the pictures, for the gallery and tests."""

    today = TODAY

    def find(self, text: str, kind: str, limit: int) -> Sequence[Suggestion]:
        """Those whose name has words that begin like the words of ``text``."""
        if kind == RECORD:
            contacts = _with_head(self.find(text, "", 2), _("Instituciones"))
            return [
                *contacts,
                *_with_head([row for row in _MATTERS if _is_like(row, text)], _("Actividades")),
            ]
        rows = [suggestion_of(row) for row in (_PERSON, *ROWS) if kind in ("", row.kind)]
        return [row for row in rows if _is_like(row, text)][:limit]

    def tags(self) -> Sequence[str]:
        """A few tags."""
        return ("Migración", "Ruta Chilanga", "Rutas del voto", "por verificar")

    def alike(self, name: str, _e164: str, _email: str) -> Sequence[ContactRow]:
        """Those of a name."""
        words = fold(name).split()
        if len("".join(words)) < 3:
            return ()
        return [row for row in ROWS if all(f" {word}" in f" {fold(row.name)}" for word in words)][:3]


def _is_like(row: Suggestion, text: str) -> bool:
    return all(f" {word}" in f" {fold(row.text)}" for word in fold(text).split())


def _with_head(rows: Sequence[Suggestion], head: str) -> list[Suggestion]:
    return [replace(row, head="" if place else head) for place, row in enumerate(rows)]


class Gallery(GalleryPage):
    """The page of the fields."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Galería"), _WIDTHS, HEIGHT)
        self.kit = kit
        for number, shown in enumerate((self._texts(), self._reach(), self._lists())):
            for caption, field in shown:
                self.add(number, caption, field)
        self.close_columns()

    def _texts(self) -> list[tuple[str, Field]]:
        kit = self.kit
        kinds = {"": _("Sin elegir"), "club": _("Club"), "federación": _("Federación")}
        needed = _("Falta el nombre oficial: escríbalo.")
        return [
            ("Texto vacío", TextField(_("Siglas"), kit, placeholder=_("Siglas"))),
            ("Texto", written(TextField(_("Siglas"), kit), "CEM")),
            ("Texto que falta", wrong(TextField(_("Nombre"), kit, required=needed), "")),
            ("Texto largo", written(LongTextField(_("Nombre oficial"), kit), LONG_ROWS[0].name)),
            ("Nota", written(NoteField(_("Nota"), kit), "Prefiere que se le escriba por las mañanas.\n" * 3)),
            ("Elección", written(ChoiceField(_("Tipo"), kit, kinds), "club")),
            ("Fecha vacía", DateField(_("Desde"), kit)),
            ("Fecha entendida", _typed(DateField(_("Desde"), kit), "+2s")),
            ("Fecha, solo el mes", _typed(DateField(_("Desde"), kit), "nov 2023")),
            ("Fecha que no existe", wrong(DateField(_("Hasta"), kit), "31/2")),
            ("Día por venir que ya pasó", wrong(ComingDayField(_("Nuevo día"), kit), "1/9/2025")),
            ("País", written(CountryField(_("País"), kit), "US")),
            ("País que no se reconoce", wrong(CountryField(_("País"), kit), "Mégico")),
            ("Idioma", written(LanguageField(kit), "nah")),
        ]

    def _reach(self) -> list[tuple[str, Field]]:
        kit = self.kit
        address = Address("CL", "Región Metropolitana", "Santiago", "Alameda 3363", "9170022", use="oficina")
        return [
            ("Teléfono vacío", PhoneField(kit)),
            ("Teléfono", written(PhoneField(kit), Phone("+56255550134", "12", "trabajo"))),
            ("Teléfono incompleto", wrong(PhoneField(kit), "55 1234 567", "", "móvil")),
            ("Correo", written(EmailField(kit), Email("cem@example.org", "trabajo"))),
            ("Correo con un error", wrong(EmailField(kit), "cem@@example.org", "")),
            ("Liga", written(LinkField(kit), Link("https://example.org/cem"))),
            ("Liga que no lo es", wrong(LinkField(kit), "no es", "sitio")),
            ("Domicilio", written(AddressField(kit), address)),
            ("Domicilio vacío", wrong(AddressField(kit), "", "", "", "", "", "")),
        ]

    def _lists(self) -> list[tuple[str, Field]]:
        kit = self.kit
        closed = _("«{text}» no es un idioma de la lista.")
        several = SeveralField(_("Teléfonos"), kit, self._phone, _("Agregar otro teléfono"))
        held = Reference(3, "Centro de Estudios Migratorios (CEM)", "organization")
        return [
            ("Etiquetas vacías", ChipField(_("Etiquetas"), kit, known=kit.source.tags())),
            (
                "Etiquetas",
                written(ChipField(_("Etiquetas"), kit), ("Ruta Chilanga", "Migración", "Los Ángeles")),
            ),
            ("Fuera de la lista", wrong(ChipField(_("Idiomas"), kit, closed=closed), "klingon")),
            (
                "Varios teléfonos",
                written(several, (Phone("+525512345678"), Phone("+13125550134", "", "móvil"))),
            ),
            ("Registro de cualquier clase", RecordPicker(_("Ligado a"), kit)),
            ("Ligas", written(LinksField(kit), (held,))),
            ("Buscador vacío", Picker(_("Institución"), kit, "organization")),
            ("Elegida", written(Picker(_("Institución"), kit, "organization"), held)),
            ("Se creará", written(Picker(_("Institución"), kit, "organization"), Reference(0, "Club Nuevo"))),
            ("Sin elegir", wrong(Picker(_("Institución"), kit, "organization"), "club nue", "", "")),
            ("Buscando", self._searching()),
        ]

    def _phone(self) -> Field:
        return PhoneField(self.kit)

    def _searching(self) -> Picker:
        self.picker = Picker(_("Institución"), self.kit, "organization")
        return self.picker

    def open_popup(self) -> None:
        """Show what a picker finds; the page must be shown, and ``lane`` has to answer afterwards."""
        self.picker.line.setFocus()
        self.picker.line.setText("estudios mex")
        self.picker.line.textEdited.emit("estudios mex")


def draw(application: QApplication, choice: Choice, folder: Path, suffix: str) -> list[Path]:
    """Draw the pages in one theme into PNGs of a folder; return their paths."""
    from ui.desktop.capture_agreement_fields import SampleAgreementFields
    from ui.desktop.gallery_agreements import AgreementFields

    theme = Theme(application, choice)
    lanes = Lanes()
    kit = Kit(theme, Icons(theme), lanes.reader, SampleFieldSource())
    fields, parts = Gallery(kit), Parts(kit)
    agreements = AgreementFields(Kit(theme, kit.icons, lanes.reader, SampleAgreementFields()))

    def wait_for(come: Callable[[], bool]) -> None:
        until = time.monotonic() + _PATIENCE_S
        while not come() and time.monotonic() < until:
            application.processEvents()

    def search() -> None:
        fields.open_popup()
        wait_for(fields.picker.popup.isVisible)

    def count() -> None:
        parts.count_facets()
        wait_for(lambda: parts.facets.model.rowCount() > 0)

    def look_up() -> None:
        agreements.setFocus()  # away from its first field, whose cursor blinks
        wait_for(lambda: agreements.is_told)

    paths = []
    pages: tuple[tuple[GalleryPage, Callable[[], None], str], ...] = (
        (fields, search, "galeria"),
        (agreements, look_up, "galeria-convenios"),
        (parts, count, "galeria-partes"),
    )
    for page, settle, name in pages:
        path = folder / f"{name}-{suffix}.png"
        page.picture(application, settle).save(str(path), "PNG")
        page.close()
        paths.append(path)
    lanes.close()
    for leftover in (fields, agreements, parts, theme):
        leftover.deleteLater()
    return paths


def written(field: Field, value: object) -> Field:
    """A field that holds a value."""
    field.write(value)
    return field


def _typed(field: Field, *texts: str) -> Field:
    field.set_texts(texts)
    return field


def wrong(field: Field, *texts: str) -> Field:
    """A field in which that was typed, with what it says of it."""
    field.set_texts(texts)
    field.check()
    return field
