"""The way of an agreement through its stages, as a line of points on a sheet."""

from collections.abc import Sequence

from crm.agreement_summary import Point
from crm.printing.ink import ACCENT, BODY, HAIRLINE, RULE, SMALL, STRONG, Letters
from crm.printing.lettering import clamped, width
from crm.printing.paper import Paper

HEIGHT = 14.0 + 2 * SMALL.leading
"""Points that it takes."""

_RADIUS = 3.4
_EDGE = _RADIUS + 0.75
_MIDDLE = 5.0
_LABEL, _UNDER = 12.0, 12.0 + SMALL.leading
_LEAST_GAP = 6.0
_HERE = Letters(STRONG.font, SMALL.size, SMALL.leading, BODY.colour)


def draw_way(paper: Paper, points: Sequence[Point]) -> None:
    """Each stage as a point over its name and what stands under it; a ring shows where the agreement is."""
    places, limits = _spread(paper, points)
    for n, (point, x, limit) in enumerate(zip(points, places, limits, strict=True)):
        if n + 1 < len(points):
            reached = points[n + 1].reached
            paper.rule(x + _EDGE, places[n + 1] - _EDGE, ACCENT if reached else HAIRLINE, 1.5, _MIDDLE)
        colour = ACCENT if point.reached else RULE
        paper.disc(x, _RADIUS, colour, filled=point.reached and not point.current, top=_MIDDLE)
        label = _HERE if point.current else SMALL
        paper.write(x - _EDGE, clamped(point.label, label, limit, 1)[0], label, top=_LABEL)
        paper.write(x - _EDGE, clamped(point.under, SMALL, limit, 1)[0], SMALL, top=_UNDER)
    paper.y += HEIGHT


def _spread(paper: Paper, points: Sequence[Point]) -> tuple[list[float], list[float]]:
    """Where each point stands, and how wide its words may be: as much as they need, if all of them find room."""
    wanted = [max(width(point.label, _HERE), width(point.under, SMALL)) for point in points]
    gaps = max(len(points) - 1, 1)
    gap = max((paper.width - sum(wanted)) / gaps, _LEAST_GAP)
    scale = min((paper.width - gap * gaps) / (sum(wanted) or 1), 1.0)
    places, x = [], paper.left + _EDGE
    for wide in wanted:
        places.append(x)
        x += wide * scale + gap
    return places, [wide * scale + _LEAST_GAP / 2 for wide in wanted]
