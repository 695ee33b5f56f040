"""Keys as a Spanish keyboard names them: written one way in menus, tooltips, bars and the list of keys."""

from PySide6.QtGui import QKeySequence

from crm.texts import _


def names() -> dict[str, str]:
    """The keys that are called otherwise than in Qt's portable form; the rest as there."""
    return {"Shift": _("Mayús"), "Return": _("Intro"), "Del": _("Supr")}


def shown(keys: str) -> str:
    """Keys in Qt's portable form, in words: ``Ctrl+Shift+Z`` is "Ctrl+Mayús+Z".

    Qt's own names would be "Control+Mayúsculas+Z", longer than what they stand beside.
    """
    named = names()
    text = QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)
    if text.endswith("+"):  # the key + itself
        return text
    return "+".join(named.get(part, part) for part in text.split("+"))
