"""The other parts of an agreement's record: all it owes with its programa de trabajo, activities, amendments."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm.contact_values import Kept, Reference
from crm.texts import _, ngettext
from ui.desktop.agreements.cells import PENCIL, CellsRow, CellsTable, cells_table, two_ends
from ui.desktop.agreements.duties import DutiesSheet, by_party_in_words, by_urgency, met_in_words
from ui.desktop.agreements.more_rows import PAGE, MoreRows
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
    from crm.agreement_record import AgreementRecord
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
    """The clauses, the obligations with what was done of each, and the programa de trabajo; of many a page at first.

    ``before`` is the sheet that this one takes the place of, of the same agreement: what was in sight there stays, in
    its order, whatever was done with it meanwhile; what is new comes after.
    """

    def __init__(
        self,
        record: ShownAgreement,
        theme: Theme,
        icons: Icons,
        editing: Editing | None = None,
        before: "ObligationsSheet | None" = None,
    ) -> None:
        self.seen: dict[tuple[str, int], int] = dict(before.seen) if before is not None else {}
        self.known: set[tuple[str, int]] = before.known if before is not None else _rows_of(record.whole)
        super().__init__(record, theme, icons, editing)

    def _first(self, field: str, items: Sequence[Any]) -> tuple[list[Any], list[Any]]:
        """What is shown at once, and what when it is asked for."""
        if len(items) <= PAGE and not any((field, item.row) in self.seen for item in items):
            return list(items), []
        typed = {row for name, row in self._typed if name == field}
        seen = [item for item in items if (field, item.row) in self.seen]
        seen.sort(key=lambda item: self.seen[field, item.row])
        new = [
            item
            for item in items
            if (field, item.row) not in self.seen
            and (item.row in typed or (field, item.row) not in self.known)
        ]
        shown = {item.row for item in (*seen, *new)}
        rest = [item for item in items if item.row not in shown]
        lacking = max(0, PAGE - len(shown))
        return [*seen, *rest[:lacking], *new], rest[lacking:]

    def _note(self, field: str, row: int) -> None:
        """That a row stands there now."""
        self.seen.setdefault((field, row), len(self.seen))

    def _sections(self) -> list[QWidget]:
        whole = self._whole
        sections: list[QWidget] = []
        self._done_rows = QVBoxLayout()
        self._done_rows.setSpacing(12)
        if whole.duties:
            said = self._aside(by_party_in_words(whole))
            content = self._duties()
            sections.append(self._titled(_("Obligaciones"), met_in_words(whole), content, said))
        else:
            sections.append(Prose(_("Este convenio no tiene obligaciones capturadas."), look="muted"))
        sections += [*self._new_places("obligations"), *self._adding(_("Agregar obligación…"), "obligations")]
        sections.append(self._fulfilments())
        sections += [*self._clauses(), *self._adding(_("Agregar cláusula…"), "clauses")]
        sections += [self._plan(plan) for plan in whole.work]
        return [
            *sections,
            *self._new_places("work"),
            *self._adding(_("Agregar al programa de trabajo…"), "work"),
        ]

    def _duties(self) -> list[QWidget]:
        duties = self._whole.duties
        first, later = self._first("obligations", duties if len(duties) <= PAGE else by_urgency(duties))
        table = self._duties_table(first)
        for duty in first:
            self._show_done(duty, paged=bool(later))
        return [table, *self._more(table, later, self._one_more_duty)]

    def _one_more_duty(self, duty: "Duty") -> QWidget:
        self._show_done(duty, paged=True)
        self._done_section.show()
        return self._whole_row(duty)

    def _show_done(self, duty: "Duty", *, paged: bool) -> None:
        """What was done of an obligation that is shown."""
        if paged:
            self._note("obligations", duty.row)
        if duty.fulfilments:
            self._done_rows.addWidget(self._done(duty))

    def _more(self, table: CellsTable, later: Sequence[Any], make: Callable[[Any], QWidget]) -> list[QWidget]:
        return [MoreRows(table, later, make)] if later else []

    def _fulfilments(self) -> QWidget:
        """The section of what was done of the obligations that are shown; hidden where that is nothing."""
        rows = QWidget()
        self._done_rows.setContentsMargins(0, 0, 0, 0)
        rows.setLayout(self._done_rows)
        self._done_section = self._section(_("Cumplimientos"), [rows], gap=12)
        if not self._done_rows.count():
            self._done_section.hide()  # never shown from here: outside the record it would be a window of its own
        return self._done_section

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
        first, later = self._first("work", plan.items)
        rows = [self._work_row(item) for item in first]
        heads = (_("Qué"), _("Responsable"), _("Previsto"), _("Hecho"))
        kept_free = PENCIL if self._editing is not None else 0
        table = cells_table(self._theme, heads, _WORK, rows, kept_free=kept_free)
        if later:
            for item in first:
                self._note("work", item.row)
        content = [table, *self._more(table, later, self._one_more_item)]
        return self._titled(_("Programa de trabajo {year}").format(year=plan.year), "", content)

    def _one_more_item(self, item: Kept) -> QWidget:
        self._note("work", item.row)
        return self._work_row(item)

    def _work_row(self, item: Kept) -> QWidget:
        values = item.value
        held = self._held.get(values.activity)
        links = [self._to(held, "link")] if held is not None else []
        cells = (
            stacked([Prose(values.what, breaks_words=True), *links]),
            Prose(values.responsible, look="muted", breaks_words=True),
            label(date_in_words(values.planned), tabular=True),
            label(date_in_words(values.done) or _("por hacer"), look="" if values.done else "muted"),
        )
        return self._place("work", CellsRow(cells, _WORK), item)

    @cached_property
    def _held(self) -> "dict[int, Reference]":
        """The activities held under it, by id."""
        return {one.reference.id: one.reference for one in self._whole.activities}


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


def _rows_of(whole: "AgreementRecord") -> set[tuple[str, int]]:
    """The obligations and the work that there are, by field and row."""
    items = [item for plan in whole.work for item in plan.items]
    return {("obligations", duty.row) for duty in whole.duties} | {("work", item.row) for item in items}
