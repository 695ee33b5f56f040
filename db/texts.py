"""Texts of this room for the user: Spanish at the source, translatable with gettext (``resources/locale``)."""

import gettext
from importlib.resources import files

_translation = gettext.translation("vinculo", str(files("resources") / "locale"), fallback=True)

_ = _translation.gettext
ngettext = _translation.ngettext
