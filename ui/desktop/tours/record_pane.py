"""The record of a tour beside the list: who led it, its stops, what was done there, whom one met, results."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from crm.contact_list import country_names
from crm.contact_values import Reference
from crm.printing.catalog import OF_TOUR
from crm.texts import _
from crm.tour_values import Stop
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_add import AddButton
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose
from ui.desktop.matters.head import MatterHead
from ui.desktop.matters.linked import linked_rows
from ui.desktop.matters.record_pane import MatterRecordPane, MatterView
from ui.desktop.matters.sheet import MatterSheet
from ui.desktop.matters.stacked import stacked
from ui.desktop.theme import Theme
from ui.desktop.tours.editing import names
from ui.desktop.tours.shown import ShownTour
from ui.desktop.tours.words import days_in_words


class TourHead(MatterHead):
    """Who led it over its name, the days under it."""

    pages = OF_TOUR

    def identity(self, record: ShownTour) -> str:
        """ "Gira · C.E. Ernesto Ramos Mega"."""
        return "\u2002·\u2002".join(part for part in (_("Gira"), record.official) if part)

    def due(self, record: ShownTour) -> tuple[str, str]:
        """The days."""
        return days_in_words(record.tour.start, record.tour.end), "muted"

    def next_steps(self, _record: ShownTour) -> Mapping[str, str]:
        """None: a tour has no states."""
        return {}


class TourSheet(MatterSheet):
    """What is known of a tour."""

    def __init__(self, record: ShownTour, theme: Theme, icons: Icons, editing: Editing | None = None) -> None:
        super().__init__(record, theme, icons, editing)
        first: list[QWidget] = [self._grid(self._rows()), *self._stops()]
        if self._editing is not None:
            self.add_button = AddButton(record, self._editing, icons)
            first.append(self.add_button)
        second = [
            *self._activities(),
            *self._people(),
            *self._results(),
            *self._links(),
            *self._notes_section(record.kept("notes")),
        ]
        self._lay_out(first, second)

    def _rows(self) -> list[tuple[str, QWidget]]:
        record: ShownTour = self._record
        shown = {
            "official": record.official,
            "when": days_in_words(record.tour.start, record.tour.end),
            "purpose": record.tour.purpose,
            "source": record.tour.source,
        }
        rows: list[tuple[str, QWidget]] = [
            (names()[field], self._place(field, Prose(text))) for field, text in shown.items() if text
        ]
        new = self._new_places("official", "when", "purpose", "source")
        return [*rows, *((place.edit.name, place) for place in new)]

    def _stops(self) -> list[QWidget]:
        rows: list[QWidget] = [
            self._place("stops", self._stop(kept.value), kept) for kept in self._record.kept("stops")
        ]
        rows += self._new_places("stops")
        return [self._section(_("Etapas"), rows)] if rows else []

    def _stop(self, stop: Stop) -> QWidget:
        where = ", ".join(part for part in (stop.city, country_names().get(stop.country, "")) if part)
        who = self._record.tour.officials.get(stop.official, "")
        below = " · ".join(part for part in (days_in_words(stop.start, stop.end), who) if part)
        lines = [Prose(where), *([Prose(below, look="muted")] if below else [])]
        return stacked([*lines, *([Prose(stop.notes, look="muted")] if stop.notes else [])])

    def _activities(self) -> list[QWidget]:
        tour = self._record.tour
        stops = {stop.id: stop.city for stop in tour.stops}
        rows: list[QWidget] = []
        for activity in tour.activities:
            link = self._to(Reference(activity.id, activity.title, "activity"))
            city = stops.get(activity.stop, activity.city)
            said = (days_in_words(activity.day, ""), activity.time, activity.kind, city)
            state = _(activity.state) if activity.state != "realizada" else ""
            rows.append(stacked([link, Prose(" · ".join(p for p in (*said, state) if p), look="muted")]))
        if not rows:
            return []
        return [self._section(_("Actividades") + f"  {len(rows)}", rows, gap=8)]

    def _people(self) -> list[QWidget]:
        rows: list[QWidget] = []
        for met in self._record.tour.people:
            link = self._to(Reference(met.id, met.name))
            said = ", ".join(part for part in (met.post, met.organization) if part)
            rows.append(stacked([link, *([Prose(said, look="muted")] if said else [])]))
        return [self._section(_("Con quiénes se habló") + f"  {len(rows)}", rows, gap=8)] if rows else []

    def _results(self) -> list[QWidget]:
        text = self._record.tour.results
        rows: Sequence[QWidget] = (
            [self._place("results", Prose(text))] if text else self._new_places("results")
        )
        return [self._section(_("Resultados"), rows, gap=8)] if rows else []

    def _links(self) -> list[QWidget]:
        rows = linked_rows(self._record.tour.links, self._place, self.record_wanted)
        rows += self._new_places("links")
        return [self._section(_("Ligada a"), rows, gap=8)] if rows else []


class TourView(MatterView):
    """The record of a tour."""

    head_kind = TourHead
    sheet_kind = TourSheet


def tour_pane(theme: Theme, icons: Icons) -> MatterRecordPane:
    """The place of a tour's record beside the list."""
    return MatterRecordPane(theme, icons, TourView, _("Ficha de la gira"))
