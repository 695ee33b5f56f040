"""Texts for the user: Spanish at the source, translatable with gettext in every room.

``resources/locale`` holds the catalogues of other languages; without one the source text is shown.
"""

import gettext
from importlib.resources import files

_LOCALE = files("resources") / "locale"
_translation = gettext.translation("vinculo", str(_LOCALE), fallback=True)

_ = _translation.gettext
ngettext = _translation.ngettext


def mark(text: str) -> str:
    """Mark a text for the catalogues without translating it yet (titles of operations, kept as templates)."""
    return text
