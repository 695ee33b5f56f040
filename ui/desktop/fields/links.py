"""The records that a new one is tied to, of any kind and as many as there are."""

from crm.texts import _
from ui.desktop.fields.field import Kit
from ui.desktop.fields.picker import RecordPicker
from ui.desktop.fields.several import SeveralField


class LinksField(SeveralField):
    """Holds a tuple of References."""

    def __init__(self, kit: Kit, name: str = "") -> None:
        named = name or _("Ligado a")
        super().__init__(named, kit, lambda: RecordPicker(named, kit), _("Ligar con un registro"))
