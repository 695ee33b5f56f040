"""The list of contacts: what each row shows, and nothing else.

Importing this module costs nothing: the window asks for rows before the database's libraries are loaded.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One row. ``name`` as read, siglas included; ``second_line`` is the institution of a person, or an
    organisation's parent, city and country; ``last_contact`` in words, empty when there was none.

    ``kind`` is ``person`` or ``organization``; ``organization_kind`` of ``crm.cards.ORGANIZATION_KINDS``;
    ``category`` a code of ``crm.categories`` or empty.
    """

    id: int
    kind: str
    organization_kind: str
    category: str
    name: str
    second_line: str
    last_contact: str = ""
