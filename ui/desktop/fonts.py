"""Inter, shipped with the program, and the three ways in which the window writes with it."""

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from resources import FOLDER

FAMILIES = ["Inter", "Segoe UI", "Noto Sans"]
BODY_PIXELS = 13
SMALL_PIXELS = 11
TITLE_PIXELS = 20
BODY_LINE = 20
SMALL_LINE = 16
TITLE_LINE = 28


def load() -> None:
    """Make the shipped fonts known to Qt; needs a QGuiApplication."""
    folder = FOLDER / "fonts"
    for name in ("Inter-Regular.otf", "Inter-SemiBold.otf"):
        QFontDatabase.addApplicationFontFromData((folder / name).read_bytes())


@lru_cache
def metrics(pixels: int = BODY_PIXELS, *, semibold: bool = False) -> QFontMetrics:
    """The measures of a font of the window."""
    return QFontMetrics(font(pixels, semibold=semibold))


@lru_cache
def font(pixels: int = BODY_PIXELS, *, semibold: bool = False, tabular: bool = False) -> QFont:
    """A font of the window, not to be changed; ``tabular`` gives all figures one width, for columns."""
    result = QFont(FAMILIES)
    result.setPixelSize(pixels)
    if semibold:
        result.setWeight(QFont.Weight.DemiBold)
    if tabular:
        result.setFeature(QFont.Tag("tnum"), 1)
    # Hinting by the system would make the same text of another width on each machine.
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return result
