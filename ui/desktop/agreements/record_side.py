"""Beside an agreement's data: its term, its alerts, amendments, activities, documents, what it is tied to."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from crm.agreement_alerts import Alert
from crm.agreement_row import HeldActivity
from crm.agreement_stages import LAPSED
from crm.agreement_term import TermState
from crm.contact_values import Kept, Reference
from crm.texts import _, ngettext
from ui.desktop.agreements.agreement_sheet import AgreementSheet
from ui.desktop.agreements.cells import two_ends
from ui.desktop.agreements.editing import kept_tie
from ui.desktop.agreements.progress import TermBar
from ui.desktop.agreements.words import date_in_words, opening, term_sentence
from ui.desktop.documents.view import DOCUMENTS
from ui.desktop.documents.words import size_in_words
from ui.desktop.labels import Prose
from ui.desktop.matters.stacked import stacked

ACTIVITIES, AMENDMENTS = "actividades", "modificatorios"
_FIRST = 3


def amendment_name(kept: Kept) -> str:
    """ "Adenda 1, anexo 2025"."""
    amendment = kept.value
    kind = opening(_(amendment.kind))
    numbered = f"{kind} {amendment.number}" if amendment.number else kind
    title: str = amendment.title
    if title.casefold().startswith(numbered.casefold()):
        return title
    return ", ".join(part for part in (numbered, title) if part)


class Side(AgreementSheet):
    """What a sheet shows of them: ``_side`` are their sections, those with nothing left out."""

    def _side(self) -> list[QWidget]:
        whole = self._whole
        return [
            self._term(),
            *self._alerts(),
            *self._amendments(),
            *self._activities(),
            *self._documents(),
            *self._framework(),
            *self._tied(_("Convenios bajo este marco"), "", whole.under),
            *self._tied(_("Convenios relacionados"), "related", whole.related),
            *self._tied(_("Consulados"), "consulates", whole.consulates),
            *self._tags(),
        ]

    def _term(self) -> QWidget:
        line = self._whole.term
        start = date_in_words(line.term.start)
        end = date_in_words(str(line.last_day) if line.last_day is not None else line.term.end)
        end = _("sin término") if line.term.indefinite else end
        aloud = " ".join(part for part in (start, "–", end, term_sentence(self._whole)) if part)
        dates = two_ends(
            Prose(start) if start else self._lacking(),
            end or _("por capturar"),
            look="" if end else "muted",
        )
        left = line.days_left
        over = line.state is TermState.LAPSED or (left is not None and left < 0)
        look = "warn" if over or line.state is TermState.LAPSING else "muted"
        if self._whole.stage == LAPSED:
            look = "danger"
        sentence = Prose(term_sentence(self._whole) or _("Los días de la vigencia."), look=look)
        rows: list[QWidget] = [dates, self._place("term", sentence)]
        if not line.term.indefinite:
            rows.insert(0, TermBar(line.share, aloud, self._theme))
        return self._section(_("Vigencia"), [stacked(rows), *self._new_places("term")], gap=8)

    def _alerts(self) -> list[QWidget]:
        """What is to be noticed today, then the days on which it will be spoken of."""
        rows: list[QWidget] = [self._alert(alert) for alert in self._whole.alerts]
        rows += [two_ends(Prose(one.text), date_in_words(str(one.on))) for one in self._whole.schedule]
        return [self._section(_("Alertas"), [stacked(rows)], gap=4)] if rows else []

    def _alert(self, alert: Alert) -> QWidget:
        return two_ends(Prose(alert.text, look="danger" if alert.is_late else "warn", breaks_words=True), "")

    def _amendments(self) -> list[QWidget]:
        rows = [
            two_ends(
                self._tab(amendment_name(kept), AMENDMENTS),
                date_in_words(kept.value.signed or kept.value.effective),
            )
            for kept in self._whole.amendments
        ]
        return [self._section(_("Modificatorios"), [stacked(rows)], gap=4)] if rows else []

    def _activities(self) -> list[QWidget]:
        held = self._whole.activities
        rows = [self._activity(one) for one in held[:_FIRST]]
        if len(held) > _FIRST:
            rows.append(self._tab(_("Ver las {n:,} actividades").format(n=len(held)), ACTIVITIES))
        return [self._section(_("Actividades bajo este convenio"), [stacked(rows)], gap=4)] if rows else []

    def _activity(self, one: HeldActivity) -> QWidget:
        lines: list[QWidget] = [self._to(one.reference, "link")]
        if one.attendance:
            people = ngettext("{n:,} persona", "{n:,} personas", one.attendance)
            lines.append(Prose(people.format(n=one.attendance), look="muted"))
        return two_ends(stacked(lines), date_in_words(one.day))

    def _documents(self) -> list[QWidget]:
        kept = self._whole.documents
        rows = [
            two_ends(self._tab(one.title, DOCUMENTS), size_in_words(one.versions[0].size))
            for one in kept[:_FIRST]
        ]
        if len(kept) > _FIRST:
            rows.append(self._tab(_("Ver los {n:,} documentos").format(n=len(kept)), DOCUMENTS))
        return [self._section(_("Documentos"), [stacked(rows)], gap=4)] if rows else []

    def _framework(self) -> list[QWidget]:
        framework = self._whole.framework
        title = _("Convenio marco")
        if framework is None or not self._whole.framework_trashed:
            return self._tied(title, "framework", (framework,) if framework else ())
        # One in the trash cannot be opened.
        there = Prose(_("{what} (en la papelera)").format(what=framework.name), breaks_words=True)
        return self._tied_rows(title, "framework", [self._place("framework", there)])

    def _tied(self, title: str, field: str, others: Sequence[Reference]) -> list[QWidget]:
        several = self._editing is not None and field in self._editing.several
        rows = [
            self._place(field, self._to(one, "link"), kept_tie(one) if several else None) for one in others
        ]
        return self._tied_rows(title, field, rows)

    def _tied_rows(self, title: str, field: str, rows: list[QWidget]) -> list[QWidget]:
        rows += self._new_places(field) if field else []
        return [self._section(title, rows, gap=8)] if rows else []

    def _tags(self) -> list[QWidget]:
        tags = self._whole.tags
        return [self._section(_("Etiquetas"), [Prose(", ".join(tags))], gap=4)] if tags else []
