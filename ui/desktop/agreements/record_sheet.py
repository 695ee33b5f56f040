"""The Ficha part of an agreement: its object, who signs, what is owed, its data; its term and what is tied beside."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from crm.agreement_row import PartyRow, SignatureRow
from crm.agreement_values import SIGNS
from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.agreements.cells import PENCIL, CellsRow, cells_table, ruled
from ui.desktop.agreements.details import Details
from ui.desktop.agreements.duties import DutiesSheet, by_party_in_words, by_urgency, met_in_words
from ui.desktop.agreements.editing import names
from ui.desktop.agreements.record_side import Side
from ui.desktop.agreements.shown import ShownAgreement
from ui.desktop.agreements.step_codes import ADD, code
from ui.desktop.agreements.words import date_in_words
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_add import AddButton
from ui.desktop.contacts.link import Link
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose
from ui.desktop.theme import Theme

_SIDE = 280
_LONG = 320
"""Characters of an object that are read at once."""
_SIGNATURES = (44, 44, 36)
_WITH_NAMES = (36, 38, 38, 32)
"""Where a party has no short name."""
_SHORT = 12
_FIRST_DUTIES = 6
OBLIGATIONS = "obligaciones"


class RecordSheet(Details, Side, DutiesSheet):
    """What is known of an agreement."""

    def __init__(
        self, record: ShownAgreement, theme: Theme, icons: Icons, editing: Editing | None = None
    ) -> None:
        super().__init__(record, theme, icons, editing)
        first = [self._object(), self._signing(), *self._duties(), self._details()]
        first += self._notes_section(self._whole.notes)
        side = self._side()
        first += self._new_places(*names())  # what is being typed and stands nowhere yet
        if self._editing is not None:
            self.add_button = AddButton(record, self._editing, icons)
            first.append(self.add_button)
        self._lay_out(first, side, side=_SIDE)

    def _object(self) -> QWidget:
        text = self._whole.object
        rows: list[QWidget] = []
        if text:
            self.object_text = Prose(_cut(text), breaks_words=True)
            rows.append(self._place("object", self.object_text))
            if _cut(text) != text:
                self.read_whole = Link(_("Leer completo"), None)
                self.read_whole.chosen.connect(self._read_whole)
                rows.append(self.read_whole)
        rows += self._new_places("object")
        return self._section(_("Objeto"), rows or [self._lacking()], gap=8)

    @Slot(object)
    def _read_whole(self, _target: object) -> None:
        self.object_text.set_text(self._whole.object)
        self.read_whole.hide()

    def _signing(self) -> QWidget:
        """The parties with who represents them; all who sign are read when they are asked for."""
        rows = [self._party_row(party) for party in self._whole.parties]
        first = {signature.kept.row for party in self._whole.parties if (signature := self._signs_for(party))}
        others = [one for one in self._whole.signatures if one.kept.row not in first]
        link = None
        more = [self._place("signatories", self._signature_row(one), one.kept) for one in others]
        self.more_signatures = ruled(self._theme, more)
        # After all there are: what is being typed of one stands there.
        rows += self._new_places("signatories")
        if others:
            n = len(self._whole.signatures)
            link = Link(ngettext("Ver la {n} firma", "Ver las {n} firmas", n).format(n=n), None)
            link.chosen.connect(self._show_signatures)
        self.all_signatures = link
        self.more_signatures.hide()
        signed = date_in_words(self._whole.own["signed"])
        beside = _("firmado el {day}").format(day=signed) if signed else ""
        heads = (_("Parte"), _("Representa"), _("Cargo ese día"), _("Hoy en el cargo"))
        table = cells_table(
            self._theme,
            heads,
            self._columns_of_signing,
            rows,
            kept_free=PENCIL if self._editing is not None else 0,
            more=self.more_signatures,
        )
        content = [table] if rows else [self._lacking()]
        return self._titled(_("Partes y firmantes"), beside, content, link)

    @property
    def _columns_of_signing(self) -> tuple[int, ...]:
        names = [party.short or party.name for party in self._whole.parties]
        if any(len(name) > _SHORT for name in names):
            return _WITH_NAMES
        widest = max(fonts.metrics().horizontalAdvance(name) for name in [*names, _("Parte")])
        return (-widest - 8, *_SIGNATURES)

    def _party_row(self, party: PartyRow) -> QWidget:
        first = self._signs_for(party)
        if first is not None:
            return self._place("signatories", self._signature_row(first), first.kept)
        name = Prose(party.short or party.name, breaks_words=True)
        cells = (name, self._nobody(party), self._lacking(), self._lacking())
        free = PENCIL if self._editing is not None else 0
        return CellsRow(cells, self._columns_of_signing, kept_free=free)

    def _signs_for(self, party: PartyRow) -> SignatureRow | None:
        """Who represents a party."""
        signed = [one for one in self._whole.signatures if one.kept.value.party == party.kept.row]
        return next((one for one in signed if one.kept.value.part == SIGNS), None)

    def _nobody(self, party: PartyRow) -> QWidget:
        """That nobody represents a party yet, to be pressed where that can be mended."""
        if self._editing is None:
            return self._lacking()
        link = Link(_("por capturar"), code(ADD, "signatories", party.kept.row))
        link.setAccessibleDescription(_("Captura a quien firma"))
        link.chosen.connect(self._add_signatory)
        return link

    @Slot(object)
    def _add_signatory(self, wanted: str) -> None:
        self.wanted.emit(wanted)

    def _signature_row(self, one: SignatureRow) -> QWidget:
        said = one.post if one.kept.value.part == SIGNS else ", ".join(p for p in (one.part, one.post) if p)
        if one.holds_it:
            today: QWidget = Prose(_("la misma persona"), look="muted")
        else:
            today = Prose(one.today, breaks_words=True) if one.today else self._lacking()
        cells = (
            Prose(one.party, breaks_words=True),
            self._named(one.person, one.name),
            Prose(said, breaks_words=True) if said else self._lacking(),
            today,
        )
        return CellsRow(cells, self._columns_of_signing)

    @Slot(object)
    def _show_signatures(self, _target: object) -> None:
        self.more_signatures.show()
        if self.all_signatures is not None:
            self.all_signatures.hide()

    def _duties(self) -> list[QWidget]:
        duties = by_urgency(self._whole.duties)
        if not duties:
            new = self._new_places("obligations")
            return [self._section(_("Obligaciones"), new, gap=8)] if new else []
        content: list[QWidget] = [self._duties_table(duties[:_FIRST_DUTIES])]
        content += self._new_places("obligations")
        if len(duties) > _FIRST_DUTIES:
            n = len(duties)
            content.append(self._tab(_("Ver las {n:,} obligaciones").format(n=n), OBLIGATIONS))
        said = self._aside(by_party_in_words(self._whole))
        return [self._titled(_("Obligaciones"), met_in_words(self._whole), content, said)]


def _cut(text: str) -> str:
    """The beginning of a long text, up to a word."""
    if len(text) <= _LONG:
        return text
    return text[:_LONG].rpartition(" ")[0].rstrip(" ,;.") + "…"
