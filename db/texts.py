"""Texts of this room for the user: Spanish at the source, translatable with gettext (``resources/locale``)."""

import gettext

from resources import FOLDER

_translation = gettext.translation("vinculo", str(FOLDER / "locale"), fallback=True)

_ = _translation.gettext
ngettext = _translation.ngettext
