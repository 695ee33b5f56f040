"""What stands in an open field of a record."""

from dataclasses import dataclass

from ui.desktop.contacts.editing_table import Edit


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in an open field: its texts (none yet: as the value is), and why they were not kept.

    ``told`` says that the user has been told that somebody else changed the value: saving again replaces that.
    """

    edit: Edit
    texts: tuple[str, ...] = ()
    reason: str = ""
    told: bool = False
