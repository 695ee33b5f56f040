"""Who is called what: finding organisations, groups and tags by the name somebody wrote.

Names are compared folded (no accents, case or punctuation). Siglas find an organisation only where one alone
bears them: they are not unique (DOMAIN, "A name is not a key").
"""

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from db.contacts import Organization, OrganizationName
from db.folding import fold
from db.labels import ContactGroup, Tag
from db.records import Record


class Directory:
    """The names in a base as they were when it was made, and those added since. Takes one read of each name."""

    def __init__(self, session: Session) -> None:
        self._organizations: dict[str, int] = {}
        self._acronyms: dict[str, int | None] = {}
        self._kinds: dict[int, str] = {}
        self._groups = self._column(session, ContactGroup.__table__)  # type: ignore[arg-type]
        self._tags = {folded: row for row, folded in session.execute(select(Tag.id, Tag.folded))}
        self._read_organizations(session)

    def organization(self, name: str) -> int | None:
        """The organisation of that official, other or former name, or the only one of those siglas."""
        folded = fold(name)
        found = self._organizations.get(folded)
        return found if found is not None else self._acronyms.get(folded)

    def group(self, name: str) -> int | None:
        """The group of that name."""
        return self._groups.get(fold(name))

    def tag(self, label: str) -> int | None:
        """The tag of that label."""
        return self._tags.get(fold(label))

    def add_organization(self, row: int, official_name: str, acronym: str = "") -> None:
        """Remember a new organisation; an older one of the same name keeps it."""
        self._organizations.setdefault(fold(official_name), row)
        if acronym:
            self._note_acronym(acronym, row)

    def add_group(self, row: int, name: str) -> None:
        """Remember a new group."""
        self._groups.setdefault(fold(name), row)

    def add_tag(self, row: int, label: str) -> None:
        """Remember a new tag."""
        self._tags.setdefault(fold(label), row)

    def _read_organizations(self, session: Session) -> None:
        live = (Record.trashed_by.is_(None), Record.merged_into.is_(None))
        official = select(Organization.id, Organization.official_name, Organization.acronym).join(
            Record, Record.id == Organization.id
        )
        for row, name, acronym in session.execute(official.where(*live).order_by(Organization.id)):
            self.add_organization(row, name, acronym)
        further = select(OrganizationName.organization_id, OrganizationName.text).join(
            Record, Record.id == OrganizationName.organization_id
        )
        for row, name in session.execute(further.where(*live).order_by(OrganizationName.id)):
            self._organizations.setdefault(fold(name), row)

    def _note_acronym(self, acronym: str, row: int) -> None:
        folded = fold(acronym)
        known = self._acronyms.get(folded, row)
        self._acronyms[folded] = row if known == row else None

    @staticmethod
    def _column(session: Session, table: Table) -> dict[str, int]:
        live = select(table.c.id, table.c.folded).join(Record, Record.id == table.c.id)
        return {folded: row for row, folded in session.execute(live.where(Record.trashed_by.is_(None)))}
