"""The colours of the window: one table per theme, from which the style sheet, the palette and the delegates draw.

The values and what each is for stand in the design's table of colours; ratios are WCAG contrast.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Tokens(NamedTuple):
    """Colours of one theme as ``#RRGGBB`` (``scrim``: ``#AARRGGBB``); ``categories`` by codes of ``crm.categories``."""

    name: str
    bg: str
    surface: str
    hover: str
    sel: str
    tint: str
    line: str
    field: str
    text: str
    muted: str
    accent: str
    fill: str
    on_fill: str
    danger: str
    warn: str
    track: str
    thumb: str
    inv: str
    inv_text: str
    inv_action: str
    scrim: str
    categories: Mapping[str, str]


LIGHT = Tokens(
    name="light",
    bg="#F3F5F5",
    surface="#FFFFFF",
    hover="#EBEFEF",
    sel="#DCEBEE",
    tint="#EDF5F6",
    line="#E0E5E6",
    field="#7F8D93",
    text="#182024",
    muted="#55626A",
    accent="#0F5E70",
    fill="#0F5E70",
    on_fill="#FFFFFF",
    danger="#A63A1E",
    warn="#7A5600",
    track="#DDE3E4",
    thumb="#C3CCCF",
    inv="#1F2A2E",
    inv_text="#F0F4F4",
    inv_action="#8AD0DF",
    scrim="#5C13181A",
    categories=MappingProxyType(
        {
            "gubernamental": "#55707F",
            "academica": "#6F5FA8",
            "electoral": "#9A5A86",
            "internacional": "#2C7F95",
            "osc": "#557D5C",
            "privada": "#7D6B5B",
            "migrante": "#9C6B1E",
            "consular": "#2B6E66",
            "medio": "#A0563F",
        }
    ),
)

DARK = Tokens(
    name="dark",
    bg="#13181A",
    surface="#1A2022",
    hover="#232B2E",
    sel="#1B3B44",
    tint="#1A2C31",
    line="#2D373A",
    field="#6F7F86",
    text="#E5EAEB",
    muted="#A0ADB2",
    accent="#6FC3D5",
    fill="#1E7688",
    on_fill="#FFFFFF",
    danger="#F09A82",
    warn="#E2B862",
    track="#323D41",
    thumb="#47545A",
    inv="#323D42",
    inv_text="#EEF2F2",
    inv_action="#8AD0DF",
    scrim="#80000000",
    categories=MappingProxyType(
        {
            "gubernamental": "#8FAAB8",
            "academica": "#AA9EDB",
            "electoral": "#CF9ABF",
            "internacional": "#6FC3D5",
            "osc": "#93BE99",
            "privada": "#BCA893",
            "migrante": "#DDB06A",
            "consular": "#74BDB2",
            "medio": "#E0A08C",
        }
    ),
)
