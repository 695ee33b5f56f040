"""The other parts of an agreement's record: all it owes with its programa de trabajo, activities, amendments."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from crm.contact_values import Kept
from crm.texts import _, ngettext
from ui.desktop.agreements.cells import PENCIL, CellsRow, cells_table, two_ends
from ui.desktop.agreements.duties import DutiesSheet, by_party_in_words, met_in_words
from ui.desktop.agreements.record_side import amendment_name
from ui.desktop.agreements.shown import ShownAgreement
from ui.desktop.agreements.step_codes import ADD, code
from ui.desktop.agreements.words import date_in_words
from ui.desktop.contacts.editing import Editing
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.labels import Prose, label
from ui.desktop.matters.stacked import stacked
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.agreement_row import Duty, FulfilmentRow
    from crm.work_plans import WorkPlan

_WORK = (40, 20, -88, -88)


class PartSheet(DutiesSheet):
    """A part: its sections one under another, or what to say where there is nothing."""

    def __init__(
        self, record: ShownAgreement, theme: Theme, icons: Icons, editing: Editing | None = None
    ) -> None:
        super().__init__(record, theme, icons, editing)
        self._lay_out(self._sections(), ())

    def _sections(self) -> list[QWidget]:
        raise NotImplementedError

    def _adding(self, words: str, field: str) -> list[QWidget]:
        """A button that adds one more; nothing where nothing can be changed."""
        if self._editing is None:
            return []
        button = QPushButton(words)
        button.setIcon(self._icons.icon("plus", "text"))
        button.setIconSize(BESIDE_TEXT)
        button.setProperty("code", code(ADD, field))
        button.clicked.connect(self._add)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(button)
        line.addStretch()
        return [row]

    @Slot()
    def _add(self) -> None:
        button = self.sender()
        if button is not None:
            self.wanted.emit(button.property("code"))


class ObligationsSheet(PartSheet):
    """The clauses, all obligations with what was done of each, and the programa de trabajo."""

    def _sections(self) -> list[QWidget]:
        whole = self._whole
        sections: list[QWidget] = []
        if whole.duties:
            said = self._aside(by_party_in_words(whole))
            content = [self._duties_table(whole.duties)]
            sections.append(self._titled(_("Obligaciones"), met_in_words(whole), content, said))
        else:
            sections.append(Prose(_("Este convenio no tiene obligaciones capturadas."), look="muted"))
        sections += [*self._new_places("obligations"), *self._adding(_("Agregar obligación…"), "obligations")]
        done = [duty for duty in whole.duties if duty.fulfilments]
        if done:
            sections.append(self._section(_("Cumplimientos"), [self._done(duty) for duty in done], gap=12))
        sections += [*self._clauses(), *self._adding(_("Agregar cláusula…"), "clauses")]
        sections += [self._plan(plan) for plan in whole.work]
        return [
            *sections,
            *self._new_places("work"),
            *self._adding(_("Agregar al programa de trabajo…"), "work"),
        ]

    def _done(self, duty: "Duty") -> QWidget:
        rows: list[QWidget] = [Prose(duty.what, semibold=True)]
        rows += [self._fulfilment(one) for one in duty.fulfilments]
        return stacked(rows)

    def _fulfilment(self, one: "FulfilmentRow") -> QWidget:
        values = one.values
        told = [str(values.n) if values.n != 1 else "", values.note, one.evidence]
        words = Prose(" · ".join(part for part in told if part) or _("Hecho"), breaks_words=True)
        left = stacked([self._to(one.by, "link"), words]) if one.by is not None else words
        return two_ends(left, date_in_words(values.on))

    def _clauses(self) -> list[QWidget]:
        rows: list[QWidget] = []
        for kept in self._whole.clauses:
            clause = kept.value
            shown = stacked([Prose(clause.number, semibold=True), Prose(clause.text, breaks_words=True)])
            rows.append(self._place("clauses", shown, kept))
        rows += self._new_places("clauses")
        return [self._section(_("Cláusulas"), rows, gap=8)] if rows else []

    def _plan(self, plan: "WorkPlan") -> QWidget:
        rows = []
        done_by = {one.reference.id: one.reference for one in self._whole.activities}
        for item in plan.items:
            values = item.value
            held = done_by.get(values.activity)
            links = [self._to(held, "link")] if held is not None else []
            what = stacked([Prose(values.what, breaks_words=True), *links])
            cells = (
                what,
                Prose(values.responsible, look="muted", breaks_words=True),
                label(date_in_words(values.planned), tabular=True),
                label(date_in_words(values.done) or _("por hacer"), look="" if values.done else "muted"),
            )
            rows.append(self._place("work", CellsRow(cells, _WORK), item))
        heads = (_("Qué"), _("Responsable"), _("Previsto"), _("Hecho"))
        table = cells_table(
            self._theme, heads, _WORK, rows, kept_free=PENCIL if self._editing is not None else 0
        )
        return self._titled(_("Programa de trabajo {year}").format(year=plan.year), "", [table])


class ActivitiesSheet(PartSheet):
    """What was held, or is planned, under the agreement; newest first."""

    def _sections(self) -> list[QWidget]:
        rows: list[QWidget] = []
        for one in self._whole.activities:
            people = ""
            if one.attendance:
                people = ngettext("{n:,} persona", "{n:,} personas", one.attendance).format(n=one.attendance)
            said = " · ".join(part for part in (_(one.state), people) if part)
            rows.append(
                two_ends(
                    stacked([self._to(one.reference, "link"), Prose(said, look="muted")]),
                    date_in_words(one.day),
                )
            )
        if not rows:
            none = _("Todavía no hay actividades bajo este convenio. «Registrar actividad» anota la primera.")
            return [Prose(none, look="muted")]
        return [stacked(rows)]


class AmendmentsSheet(PartSheet):
    """Its amendments, and what each of them changed."""

    def _sections(self) -> list[QWidget]:
        rows = [self._place("amendments", self._amendment(kept), kept) for kept in self._whole.amendments]
        rows += self._new_places("amendments")
        if not rows:
            rows = [Prose(_("Este convenio no se ha modificado."), look="muted")]
        return [*rows, *self._adding(_("Agregar modificatorio…"), "amendments")]

    def _amendment(self, kept: Kept) -> QWidget:
        amendment = kept.value
        head = two_ends(Prose(amendment_name(kept), semibold=True), date_in_words(amendment.signed))
        changes = [
            _("En vigor desde el {day}.").format(day=date_in_words(amendment.effective))
            if amendment.effective
            else "",
            _("La vigencia termina el {day}.").format(day=date_in_words(amendment.end))
            if amendment.end
            else "",
            _("La vigencia queda sin término.") if amendment.indefinite else "",
            _("Entran: {who}.").format(who=", ".join(one.name for one in amendment.joining))
            if amendment.joining
            else "",
            _("Salen: {who}.").format(who=", ".join(one.name for one in amendment.leaving))
            if amendment.leaving
            else "",
            _("Objeto: {text}").format(text=amendment.object) if amendment.object else "",
            amendment.note,
        ]
        return stacked([head, *(Prose(text, look="muted", breaks_words=True) for text in changes if text)])
