"""Colours and sizes on paper, in points: the window's light ones, 12 px there being 9 pt here."""

from typing import NamedTuple

REGULAR, SEMIBOLD = "Inter-Regular", "Inter-SemiBold"

TEXT, MUTED, ACCENT, DANGER = "#182024", "#55626A", "#0F5E70", "#A63A1E"
HAIRLINE, RULE, PAPER = "#E0E5E6", "#7F8D93", "#FFFFFF"


class Letters(NamedTuple):
    """How text is written: font, size and height of a line in points, colour."""

    font: str
    size: float
    leading: float
    colour: str = TEXT


TITLE = Letters(SEMIBOLD, 14.25, 18.75)
BODY = Letters(REGULAR, 9, 12.75)
STRONG = BODY._replace(font=SEMIBOLD)
SOFT = BODY._replace(colour=MUTED)
WARNING = BODY._replace(colour=DANGER)
SMALL = Letters(REGULAR, 7.5, 10.5, MUTED)

SIDE, TOP, FOOT = 45.0, 30.0, 48.0
"""Margins; the line that closes a page stands within the lowest."""
