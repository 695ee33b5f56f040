"""How the agreements of contacts stand, for the facets: read again only when agreements, or the day, are others.

It is not in any column: it follows from dates and from the day, and who is a party is kept with the agreements.
"""

import datetime
from collections.abc import Collection, Iterable

from sqlalchemy import Connection

from crm import agreement_sql
from crm.agreement_sql import CONTACTS_STANDING, LONGEST_ALERT


class ContactAgreements:
    """The standings by contact; those with no agreement of ours are not in it. For one thread only."""

    def __init__(self) -> None:
        self._standings: dict[int, frozenset[str]] = {}
        self._agreements: set[int] = set()
        self._read_for: tuple[datetime.date, int] | None = None

    def refresh(
        self, connection: Connection, today: datetime.date, changed: Collection[int] | None
    ) -> set[int]:
        """Take in what the change of these records, or of anything with None, and the day make of the agreements.

        Returns the contacts of which they stand otherwise now.
        """
        agreements = set(connection.exec_driver_sql("SELECT id FROM agreement").scalars())
        read_for = (today, self.longest_alert(connection))
        about = agreements | self._agreements
        if read_for == self._read_for and changed is not None and about.isdisjoint(changed):
            return set()
        before, self._standings = self._standings, _read(connection, today)
        self._agreements, self._read_for = agreements, read_for
        return {
            contact
            for contact in before.keys() | self._standings.keys()
            if before.get(contact) != self._standings.get(contact)
        }

    @staticmethod
    def longest_alert(connection: Connection) -> int:
        """How many days before its end an agreement is about to lapse."""
        return int(connection.exec_driver_sql(f"SELECT {LONGEST_ALERT}").scalar_one())

    def __contains__(self, contact: int) -> bool:
        return contact in self._standings

    def of(self, contacts: Iterable[int] | None) -> Iterable[tuple[int, str]]:
        """Each of these contacts, or of all, with each way in which its agreements stand."""
        for contact in self._standings if contacts is None else contacts:
            for standing in self._standings.get(contact, ()):
                yield contact, standing


def _read(connection: Connection, today: datetime.date) -> dict[int, frozenset[str]]:
    agreement_sql.teach(connection)
    found: dict[int, set[str]] = {}
    for contact, standing in connection.exec_driver_sql(CONTACTS_STANDING, (today.isoformat(),)):
        found.setdefault(contact, set()).add(standing)
    return {contact: frozenset(standings) for contact, standings in found.items()}
