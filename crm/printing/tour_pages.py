"""What the pages about a tour have in common: its facts, its route, its activities, whom one met."""

from collections.abc import Sequence

from crm import countries
from crm.printing import words
from crm.printing.ink import SOFT
from crm.printing.paper import Cell, Column, Paper
from crm.texts import _, ngettext
from crm.tour_record import Met, TourActivity, TourRecord
from crm.tour_values import Stop


def about(tour: TourRecord) -> list[tuple[str, str]]:
    """Dates, who was in charge and what for."""
    return [
        (_("Fechas"), words.opening(words.days(tour.start, tour.end))),
        (_("Consejería a cargo"), tour.officials.get(tour.official, "")),
        (_("Propósito"), tour.purpose),
    ]


def place(stop: Stop) -> str:
    """The city of a stop, with its country if that is another one."""
    abroad = countries.name(stop.country) if stop.country not in ("", "MX") else ""
    return ", ".join(part for part in (stop.city, abroad) if part)


def route(paper: Paper, tour: TourRecord) -> None:
    """The stops: "Ruta de viaje / Consejería a cargo / Fecha"."""
    if not tour.stops:
        return
    paper.heading(
        _("Ruta de viaje"), ngettext("{n} etapa", "{n} etapas", len(tour.stops)).format(n=len(tour.stops))
    )
    columns = (Column(_("Ruta de viaje")), Column(_("Consejería a cargo"), 1.2), Column(_("Fecha"), 1.5))
    paper.table(
        columns,
        (
            (
                place(stop),
                tour.officials.get(stop.official or tour.official) or Cell(_("por capturar"), SOFT),
                words.days(stop.start, stop.end),
            )
            for stop in tour.stops
        ),
    )


def itinerary(paper: Paper, tour: TourRecord) -> None:
    """Day by day what there is in each city."""
    for stop in tour.stops:
        paper.heading(place(stop), words.days(stop.start, stop.end))
        led = tour.officials.get(stop.official, "") if stop.official != tour.official else ""
        if led:
            paper.prose(_("A cargo: {who}").format(who=led), SOFT)
        if stop.notes:
            paper.prose(stop.notes, SOFT)
        activities(paper, [one for one in tour.activities if one.stop == stop.id])
    others = [one for one in tour.activities if not any(one.stop == stop.id for stop in tour.stops)]
    if others:
        paper.heading(_("Otras actividades") if tour.stops else _("Actividades"))
        activities(paper, others)


def activities(paper: Paper, found: Sequence[TourActivity]) -> None:
    """The activities in a table; hours are those of the city."""
    if not found:
        paper.prose(_("Sin actividades registradas."), SOFT)
        return
    columns = (
        Column(_("Fecha"), 1.1),
        Column(_("Hora local"), points=64),
        Column(_("Actividad"), 2),
        Column(_("Ciudad"), points=92),
        Column(_("Estado"), points=58),
    )
    paper.table(
        columns,
        (
            (
                words.day(one.day),
                words.hours(one.time) or Cell("–", SOFT),
                f"{one.title} ({one.kind})" if one.kind else one.title,
                one.city,
                words.opening(one.state),
            )
            for one in found
        ),
    )


def people(paper: Paper, met: Sequence[Met]) -> None:
    """Whom one met, in the posts of those days."""
    if not met:
        return
    told = ngettext("{n} persona o institución", "{n} personas e instituciones", len(met))
    paper.heading(_("Personas e instituciones"), told.format(n=len(met)))
    columns = (
        Column(_("Nombre"), 1.3),
        Column(_("Cargo")),
        Column(_("Institución"), 1.3),
        Column(_("Actividades"), points=56, right=True),
    )
    paper.table(columns, ((one.name, one.post, one.organization, str(one.activities)) for one in met))
